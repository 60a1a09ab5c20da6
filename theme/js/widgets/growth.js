// @ts-check
//! The growth explorer: fills a real Vec in the page, and draws how far it grew at each step, beside Go's law.

(() => {
  /** @typedef {import("../later/widgets.js").Widget} Widget */
  /** @typedef {import("../later/widgets.js").Widgets} Widgets */
  /** @typedef {{steps: [number, number][], blocks: number, bytes: number, copied: number}} Grown */

  const { define, element, shape, number } =
    /** @type {{bookWidgets: Widgets}} */ (/** @type {unknown} */ (globalThis))
      .bookWidgets;

  const SIZES = [
    1, 2, 4, 8, 16, 24, 32, 64, 128, 256, 512, 1024, 1025, 2048, 4096,
  ];
  /** Twenty positions of the slider for each power of ten, up to ten thousand. */
  const POSITIONS = 80;
  const LEFT = 64;
  const RIGHT = 640;
  const TOP = 16;
  const BOTTOM = 184;

  /** The number of elements at a position of the slider. @param {number} position */
  const elements = (position) => {
    const exact = 10 ** (position / 20);
    const rounded = exact < 100 ? 1 : 10 ** (Math.floor(Math.log10(exact)) - 1);
    return Math.max(1, Math.round(exact / rounded) * rounded);
  };

  const bytes = (/** @type {number} */ count) => `${number(count)} B`;

  /** @param {Widget} widget */
  function mount(widget) {
    const { live, say } = widget;
    const { bar, count, shown, size, reserve } = controls(say);
    const sentence = element("p", "widget__sentence", say("loading"));
    sentence.setAttribute("aria-live", "polite");
    const result = element("div");
    live.append(bar, sentence, result);
    widget.wasm().then(
      (ask) => {
        const show = () => {
          const [wanted, each] = [
            elements(Number(count.value)),
            Number(size.value),
          ];
          shown.textContent = number(wanted);
          count.setAttribute("aria-valuetext", number(wanted));
          const question = `${wanted} ${each} ${reserve.checked ? 1 : 0}`;
          const { rust, go } = JSON.parse(ask(question));
          sentence.textContent = told(say, wanted, each, rust, go);
          result.replaceChildren(
            chart(widget, wanted, rust, go),
            table(widget, wanted, each, rust, go),
          );
        };
        for (const control of [count, size, reserve])
          control.addEventListener("input", show);
        show();
      },
      () => {
        sentence.textContent = say("failed");
        bar.remove();
      },
    );
  }

  /** How many elements, how large, and whether there is room from the start. @param {Widget["say"]} say */
  function controls(say) {
    const count = element("input");
    count.type = "range";
    count.max = String(POSITIONS);
    count.value = "60";
    const shown = element("output", "widget__value");
    const size = element("select");
    for (const value of SIZES)
      size.append(new Option(bytes(value), String(value)));
    size.value = "8";
    const reserve = element("input");
    reserve.type = "checkbox";
    const bar = element("div", "widget__bar");
    bar.append(
      labelled(say("elements"), count, shown),
      labelled(say("size"), size),
      labelled(say("reserve"), reserve),
    );
    return { bar, count, shown, size, reserve };
  }

  /**
   * @param {Widget["say"]} say @param {number} count @param {number} size
   * @param {Grown} rust @param {Grown} go
   */
  const told = (say, count, size, rust, go) =>
    say("sentence", {
      elements: number(count),
      size: bytes(size),
      blocks: number(rust.blocks),
      bytes: bytes(rust.bytes),
      go: number(go.blocks),
    });

  /** @param {string} text @param {HTMLElement[]} controls */
  function labelled(text, ...controls) {
    const label = element("label", "widget__control");
    label.append(element("span", "", text), ...controls);
    return label;
  }

  /** @param {Widget} widget @param {number} count @param {Grown} rust @param {Grown} go */
  function chart({ say }, count, rust, go) {
    const highest = Math.max(count, last(rust), last(go), 1);
    const y = (/** @type {number} */ room) =>
      BOTTOM - ((BOTTOM - TOP) * room) / highest;
    const label = { rust: number(last(rust)), go: number(last(go)) };
    const svg = shape("svg", {
      class: "chart",
      viewBox: "0 0 660 212",
      role: "img",
      "aria-label": say("chart", label),
    });
    for (const share of [0, 0.5, 1]) {
      const at = y(highest * share);
      const place = { x: LEFT - 8, y: at + 4, "text-anchor": "end" };
      svg.append(
        shape("line", { class: "grid", x1: LEFT, x2: RIGHT, y1: at, y2: at }),
        shape("text", place, number(Math.round(highest * share))),
      );
    }
    const filled = `M${LEFT} ${BOTTOM} L${RIGHT} ${y(count)} V${BOTTOM} Z`;
    const ours = stairs(rust, count, y);
    const theirs = stairs(go, count, y);
    const end = { x: RIGHT, y: BOTTOM + 20, "text-anchor": "end" };
    svg.append(
      shape("path", { class: "fill", d: filled }),
      shape("path", { class: "stroke", d: ours }),
      shape("path", { class: "stroke stroke--over", d: theirs }),
      shape("text", { x: LEFT, y: BOTTOM + 20 }, "0"),
      shape("text", end, say("pushed", { elements: number(count) })),
    );
    const figure = element("div", "widget__chart");
    figure.append(svg, element("p", "note", say("legend")));
    return figure;
  }

  /** The room after each step of growth. @param {Grown} grown @param {number} count @param {(room: number) => number} y */
  function stairs({ steps }, count, y) {
    let path = `M${LEFT} ${BOTTOM}`;
    for (const [length, room] of steps) {
      const x = LEFT + ((RIGHT - LEFT) * (length - 1)) / count;
      path += ` H${x.toFixed(1)} V${y(room).toFixed(1)}`;
    }
    return `${path} H${RIGHT}`;
  }

  const last = (/** @type {Grown} */ { steps }) => steps.at(-1)?.[1] ?? 0;

  /**
   * @param {Widget} widget @param {number} count @param {number} size
   * @param {Grown} rust @param {Grown} go
   */
  function table({ say }, count, size, rust, go) {
    const unused = (/** @type {Grown} */ grown) => {
      const room = Math.max(last(grown), 1);
      const left = room - count;
      return `${bytes(left * size)} (${Math.round((100 * left) / room)}%)`;
    };
    const rows = [
      [say("blocks"), ...[rust, go].map((grown) => number(grown.blocks))],
      [say("bytes"), ...[rust, go].map((grown) => bytes(grown.bytes))],
      [say("copied"), ...[rust, go].map((grown) => bytes(grown.copied))],
      [say("room"), ...[rust, go].map((grown) => number(last(grown)))],
      [say("unused"), ...[rust, go].map(unused)],
    ];
    const made = element("table");
    const head = made.createTHead().insertRow();
    for (const title of ["", say("rust"), say("go")]) {
      const cell = element(title ? "th" : "td", title ? "num" : "", title);
      if (title) cell.setAttribute("scope", "col");
      head.append(cell);
    }
    const body = made.createTBody();
    for (const [title, ...values] of rows) {
      const row = body.insertRow();
      const cell = element("th", "", title);
      cell.scope = "row";
      row.append(cell, ...values.map((value) => element("td", "num", value)));
    }
    const scroll = element("div", "scroll");
    scroll.append(made);
    return scroll;
  }

  define("growth", mount);
})();
