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
  /** The first number below the axis. */
  const AXIS = { x: LEFT, y: BOTTOM + 20 };

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
    const [shownGogc, shownLimit] = [
      element("output", "widget__value"),
      element("output", "widget__value"),
    ];
    bar.append(
      labelled(say("workload"), workload),
      labelled(say("gogc"), gogc, shownGogc),
      labelled(say("limit"), limit, shownLimit),
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
          const words = settings(say, percent, most);
          mark(gogc, shownGogc, words.gogc);
          mark(limit, shownLimit, words.limit);
          const run = JSON.parse(ask(`${workload.value} ${percent} ${most}`));
          sentence.textContent = told(say, words, run, most);
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

  /** What the sliders say. @param {Widget["say"]} say @param {number} percent @param {number} most */
  const settings = (say, percent, most) => ({
    gogc: percent ? number(percent) : say("off"),
    limit: most ? `${number(most)} MiB` : say("none"),
  });

  /** @param {HTMLElement} control @param {HTMLElement} output @param {string} text */
  function mark(control, output, text) {
    output.textContent = text;
    control.setAttribute("aria-valuetext", text);
  }

  /**
   * @param {Widget["say"]} say @param {{gogc: string, limit: string}} words
   * @param {Run} run @param {number} most
   */
  function told(say, words, { peak, cycles, gc }, most) {
    const figures = {
      peak: number(peak),
      cycles: number(cycles.length),
      gc: number(gc),
    };
    const over = most && peak > most ? ` ${say("over")}` : "";
    return say("sentence", { ...words, ...figures }) + over;
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
    const { peak, cycles, allocated } = run;
    const highest = Math.max(peak, limit);
    const y = (/** @type {number} */ heap) =>
      (BOTTOM - ((BOTTOM - TOP) * heap) / highest).toFixed(1);
    const label = { peak: number(peak), cycles: number(cycles.length) };
    const svg = shape("svg", {
      class: "chart",
      viewBox: "0 0 660 232",
      role: "img",
      "aria-label": say("chart", label),
    });
    for (const share of [0, 0.5, 1]) {
      const at = y(highest * share);
      const place = { x: LEFT - 8, y: Number(at) + 4, "text-anchor": "end" };
      svg.append(
        shape("line", { class: "grid", x1: LEFT, x2: RIGHT, y1: at, y2: at }),
        shape("text", place, number(Math.round(highest * share))),
      );
    }
    svg.append(...lines(run, limit, y), shape("text", AXIS, "0"));
    const end = { ...AXIS, x: RIGHT, "text-anchor": "end" };
    const all = say("allocated", { allocated: number(allocated) });
    svg.append(shape("text", end, all));
    const figure = element("div", "widget__chart");
    figure.append(svg, element("p", "note", say("legend")));
    return figure;
  }

  /**
   * What lives, the saw of the heap above it, and the limit.
   * @param {Run} run @param {number} limit @param {(heap: number) => string} y
   */
  function lines({ phases, cycles, allocated, end }, limit, y) {
    const x = (/** @type {number} */ at) =>
      (LEFT + ((RIGHT - LEFT) * at) / allocated).toFixed(1);
    let lived = `M${LEFT} ${BOTTOM}`;
    let at = 0;
    for (const [allocate, live] of phases)
      lived += ` V${y(live)} H${x((at += allocate))}`;
    let saw = `M${LEFT} ${y(phases[0]?.[1] ?? 0)}`;
    for (const [when, before, after] of cycles)
      saw += ` L${x(when)} ${y(before)} V${y(after)}`;
    const made = [
      shape("path", { class: "fill", d: `${lived} V${BOTTOM} Z` }),
      shape("path", { class: "stroke", d: `${saw} L${RIGHT} ${y(end)}` }),
    ];
    if (limit) {
      const d = `M${LEFT} ${y(limit)} H${RIGHT}`;
      made.push(shape("path", { class: "stroke stroke--over", d }));
    }
    return made;
  }

  define("gogc", mount);
})();
