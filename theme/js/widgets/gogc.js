// @ts-check
//! The saw under GOGC and GOMEMLIMIT: runs the listing's service in the page, and draws its heap.

(() => {
  /** @typedef {import("../later/widgets.js").Widget} Widget */
  /** @typedef {import("../later/widgets.js").Widgets} Widgets */
  /**
   * @typedef {object} Run In MiB.
   * @property {[number, number][]} phases What is allocated in each, and live meanwhile.
   * @property {[number, number, number][]} cycles Allocated until then, the heap before and after.
   * @property {number} allocated
   * @property {number} end The heap at the end.
   * @property {number} peak
   * @property {number} gc The collector's share of the time, in percent.
   */

  const { define, element, shape, number } =
    /** @type {{bookWidgets: Widgets}} */ (/** @type {unknown} */ (globalThis))
      .bookWidgets;

  const WORKLOADS = ["steady", "spike", "growing", "misfit"];
  /** Positions of the first slider; none is off. */
  const GOGC = [25, 40, 50, 75, 100, 150, 200, 300, 400, 0];
  /** Positions of the second in MiB; none is no limit. */
  const LIMITS = [25, 30, 35, 40, 45, 50, 60, 70, 80, 100, 150, 0];
  const LEFT = 56;
  const RIGHT = 640;
  const TOP = 16;
  const BOTTOM = 204;

  /** @param {Widget} widget */
  function mount(widget) {
    const { live, say } = widget;
    const bar = element("div", "widget__bar");
    const workload = element("select");
    for (const [at, name] of WORKLOADS.entries())
      workload.append(new Option(say(name), String(at)));
    workload.value = "1";
    const gogc = slider(GOGC.length, GOGC.indexOf(100));
    const limit = slider(LIMITS.length, LIMITS.length - 1);
    const shown = [
      element("output", "widget__value"),
      element("output", "widget__value"),
    ];
    bar.append(
      labelled(say("workload"), workload),
      labelled(say("gogc"), gogc, /** @type {HTMLElement} */ (shown[0])),
      labelled(say("limit"), limit, /** @type {HTMLElement} */ (shown[1])),
    );
    const sentence = element("p", "widget__sentence", say("loading"));
    sentence.setAttribute("aria-live", "polite");
    const result = element("div");
    live.append(bar, sentence, result);
    widget.wasm().then(
      (ask) => {
        const show = () => {
          const percent = GOGC[Number(gogc.value)] ?? 0;
          const most = LIMITS[Number(limit.value)] ?? 0;
          const texts = [
            percent ? number(percent) : say("off"),
            most ? `${number(most)} MiB` : say("none"),
          ];
          for (const [at, control] of [gogc, limit].entries()) {
            const output = shown[at];
            if (output) output.textContent = texts[at] ?? "";
            control.setAttribute("aria-valuetext", texts[at] ?? "");
          }
          const run = /** @type {Run} */ (
            JSON.parse(ask(`${workload.value} ${percent} ${most}`))
          );
          const over = most && run.peak > most ? ` ${say("over")}` : "";
          sentence.textContent =
            say("sentence", {
              gogc: texts[0] ?? "",
              limit: texts[1] ?? "",
              peak: number(run.peak),
              cycles: number(run.cycles.length),
              gc: number(run.gc),
            }) + over;
          result.replaceChildren(chart(widget, run, most));
        };
        for (const control of [workload, gogc, limit])
          control.addEventListener("input", show);
        show();
      },
      () => {
        sentence.textContent = say("failed");
        bar.remove();
      },
    );
  }

  /** @param {number} positions @param {number} value */
  function slider(positions, value) {
    const made = element("input");
    made.type = "range";
    made.max = String(positions - 1);
    made.value = String(value);
    return made;
  }

  /** @param {string} text @param {HTMLElement[]} controls */
  function labelled(text, ...controls) {
    const label = element("label", "widget__control");
    label.append(element("span", "", text), ...controls);
    return label;
  }

  /** @param {Widget} widget @param {Run} run @param {number} limit */
  function chart({ say }, run, limit) {
    const highest = Math.max(run.peak, limit);
    const x = (/** @type {number} */ allocated) =>
      (LEFT + ((RIGHT - LEFT) * allocated) / run.allocated).toFixed(1);
    const y = (/** @type {number} */ heap) =>
      (BOTTOM - ((BOTTOM - TOP) * heap) / highest).toFixed(1);
    const svg = shape("svg", {
      class: "chart",
      viewBox: "0 0 660 232",
      role: "img",
      "aria-label": say("chart", {
        peak: number(run.peak),
        cycles: number(run.cycles.length),
      }),
    });
    for (const share of [0, 0.5, 1]) {
      const at = y(highest * share);
      svg.append(
        shape("line", { class: "grid", x1: LEFT, x2: RIGHT, y1: at, y2: at }),
        shape(
          "text",
          { x: LEFT - 8, y: Number(at) + 4, "text-anchor": "end" },
          number(Math.round(highest * share)),
        ),
      );
    }
    let lived = `M${LEFT} ${BOTTOM}`;
    let at = 0;
    for (const [allocate, live] of run.phases) {
      lived += ` V${y(live)} H${x((at += allocate))}`;
    }
    let saw = `M${LEFT} ${y(run.phases[0]?.[1] ?? 0)}`;
    for (const [when, before, after] of run.cycles)
      saw += ` L${x(when)} ${y(before)} V${y(after)}`;
    svg.append(
      shape("path", { class: "fill", d: `${lived} V${BOTTOM} Z` }),
      shape("path", {
        class: "stroke",
        d: `${saw} L${RIGHT} ${y(run.end)}`,
      }),
    );
    if (limit)
      svg.append(
        shape("path", {
          class: "stroke stroke--over",
          d: `M${LEFT} ${y(limit)} H${RIGHT}`,
        }),
      );
    svg.append(
      shape("text", { x: LEFT, y: BOTTOM + 20 }, "0"),
      shape(
        "text",
        { x: RIGHT, y: BOTTOM + 20, "text-anchor": "end" },
        say("allocated", { allocated: number(run.allocated) }),
      ),
    );
    const figure = element("div", "widget__chart");
    figure.append(svg, element("p", "note", say("legend")));
    return figure;
  }

  define("gogc", mount);
})();
