// @ts-check
//! Which number moves: six counts of the same memory as bars, step by step. All of it is what the listing printed.

(() => {
  /** @typedef {import("../later/widgets.js").Widget} Widget */
  /** @typedef {import("../later/widgets.js").Widgets} Widgets */
  /** @typedef {[step: string, ...kib: number[]]} Row */

  const { define, element, shape, number } =
    /** @type {{bookWidgets: Widgets}} */ (/** @type {unknown} */ (globalThis))
      .bookWidgets;

  /** The columns of the rows, in their order. */
  const COUNTS = [
    "requested",
    "allocated",
    "active",
    "resident",
    "mapped",
    "rss",
  ];
  const LEFT = 96;
  const RIGHT = 384;
  /** What the number at the end of a bar takes. */
  const NUMBER = 72;
  const BAR = 22;
  const ROW = 34;

  /** @param {Widget} widget */
  function mount({ live, data, say }) {
    const rows = /** @type {Row[]} */ (data.steps);
    const highest = Math.max(...rows.flatMap(([, ...kib]) => kib), 1);
    const { bar, slider, back, next } = controls(say, rows.length);
    const sentence = element("p", "widget__sentence");
    sentence.setAttribute("aria-live", "polite");
    const figure = element("div", "widget__chart");
    live.append(bar, sentence, figure);

    const show = () => {
      const at = Number(slider.value);
      const row = /** @type {Row} */ (rows[at]);
      const [step] = row;
      const place = { at: at + 1, of: rows.length, name: say(step) };
      const position = say("position", place);
      slider.setAttribute("aria-valuetext", position);
      sentence.replaceChildren(
        element("strong", "", `${position}.`),
        ` ${say(`says-${step}`)}`,
      );
      // A disabled button would lose the focus.
      back.setAttribute("aria-disabled", String(at === 0));
      next.setAttribute("aria-disabled", String(at === rows.length - 1));
      figure.replaceChildren(
        chart(say, row, rows[at - 1], highest),
        element("p", "note", say("legend")),
      );
    };
    /** @param {number} by */
    const go = (by) => {
      const to = Number(slider.value) + by;
      if (to < 0 || to >= rows.length) return;
      slider.value = String(to);
      show();
    };
    slider.addEventListener("input", show);
    back.addEventListener("click", () => go(-1));
    next.addEventListener("click", () => go(1));
    show();
  }

  /** @param {Widget["say"]} say @param {number} steps */
  function controls(say, steps) {
    const bar = element("div", "widget__bar");
    const slider = element("input");
    slider.type = "range";
    slider.max = String(steps - 1);
    slider.value = "0";
    const label = element("label", "widget__control");
    label.append(element("span", "", say("step")), slider);
    const back = button(say("back"));
    const next = button(say("next"));
    bar.append(back, next, label);
    return { bar, slider, back, next };
  }

  /** @param {string} text */
  function button(text) {
    const made = element("button", "action", text);
    made.type = "button";
    return made;
  }

  /**
   * A bar for each count, and the end of the bar of the step before as a dashed line.
   * @param {Widget["say"]} say @param {Row} row @param {Row | undefined} before @param {number} highest
   */
  function chart(say, [, ...kib], before, highest) {
    const names = COUNTS.map((count) => say(count));
    const values = names.map((name, at) => `${name} ${number(kib[at] ?? 0)}`);
    const svg = shape("svg", {
      class: "chart",
      viewBox: `0 0 ${RIGHT + NUMBER} ${COUNTS.length * ROW}`,
      role: "img",
      "aria-label": say("chart", { values: values.join(", ") }),
    });
    for (const [at, name] of names.entries()) {
      const value = kib[at] ?? 0;
      const was = before ? Number(before[at + 1]) : value;
      svg.append(...bar(name, at, value, was, highest));
    }
    return svg;
  }

  /**
   * @param {string} name @param {number} at @param {number} value @param {number} was @param {number} highest
   */
  function bar(name, at, value, was, highest) {
    const x = (/** @type {number} */ value) =>
      LEFT + ((RIGHT - LEFT) * value) / highest;
    const top = at * ROW + 4;
    const middle = top + BAR / 2 + 4;
    const place = { x: LEFT, y: top, width: x(value) - LEFT, height: BAR };
    const end = (/** @type {number} */ value) =>
      `M${x(value).toFixed(1)} ${top} v${BAR}`;
    const made = [
      shape("text", { x: LEFT - 8, y: middle, "text-anchor": "end" }, name),
      shape("rect", { class: "fill", ...place }),
      shape("path", { class: "stroke", d: end(value) }),
    ];
    if (was !== value)
      made.push(shape("path", { class: "stroke stroke--over", d: end(was) }));
    // Beside its bar, or past the dashed line where that stands in the way.
    const between = x(was) - x(value);
    const free = between > 0 && between < NUMBER ? x(was) : x(value);
    made.push(shape("text", { x: free + 8, y: middle }, number(value)));
    return made;
  }

  define("which-number", mount);
})();
