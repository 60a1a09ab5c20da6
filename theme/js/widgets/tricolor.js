// @ts-check
//! A marking to be stepped through: the reader decides who moves next, and the listing says how things stand.

(() => {
  /** @typedef {import("../later/widgets.js").Widget} Widget */
  /** @typedef {import("../later/widgets.js").Widgets} Widgets */
  /**
   * @typedef {object} State
   * @property {string} colours A letter for each object: w, g or b.
   * @property {number[][]} refs What each object refers to.
   * @property {number[]} roots What the program names: the root, and then its local variables.
   * @property {number[]} lost White, and can be reached.
   * @property {boolean} over No object is grey.
   */

  const { define, element, shape, number } =
    /** @type {{bookWidgets: Widgets}} */ (/** @type {unknown} */ (globalThis))
      .bookWidgets;

  const NAMES = ["A", "B", "C"];
  /** @type {Record<string, string>} */
  const COLOURS = { w: "white", g: "grey", b: "black" };
  const BARRIERS = ["off", "insertion", "deletion"];
  /** What the buttons do: the letter that the crate knows, and the word on the button. */
  const MOVES = [
    ["s", "step"],
    ["c", "copy"],
    ["l", "load"],
    ["d", "delete"],
  ];
  /** As many as the crate replays. */
  const MOST = 64;
  const X = [190, 350, 510];
  const Y = 80;
  const RADIUS = 34;

  /** @param {Widget} widget */
  function mount(widget) {
    const { live, say } = widget;
    const bar = element("div", "widget__bar");
    const label = element("label", "widget__control");
    const barrier = element("select");
    for (const name of BARRIERS) barrier.append(new Option(say(name), name));
    label.append(element("span", "", say("barrier")), barrier);
    bar.append(label);
    const buttons = element("div", "widget__bar");
    const sentence = element("p", "widget__sentence", say("loading"));
    sentence.setAttribute("aria-live", "polite");
    const result = element("div", "widget__chart");
    live.append(bar, buttons, sentence, result);
    widget.wasm().then(
      (ask) => {
        let moves = "";
        const show = () => {
          const state = /** @type {State} */ (
            JSON.parse(ask(`${barrier.value} ${moves}`.trimEnd()))
          );
          sentence.textContent = told(widget, state, moves.length);
          result.replaceChildren(drawing(widget, state));
        };
        const add = (
          /** @type {string} */ word,
          /** @type {() => string} */ next,
        ) =>
          buttons.append(
            button(say(word), word, () => {
              moves = next().slice(0, MOST);
              show();
            }),
          );
        for (const [letter, word] of MOVES)
          add(word ?? "", () => moves + letter);
        add("back", () => moves.slice(0, -1));
        add("reset", () => "");
        barrier.addEventListener("input", show);
        show();
      },
      () => {
        sentence.textContent = say("failed");
        bar.remove();
        buttons.remove();
      },
    );
  }

  /** @param {string} word @param {string} name @param {() => void} act */
  function button(word, name, act) {
    const made = element("button", "action", word);
    made.type = "button";
    made.dataset.move = name;
    made.addEventListener("click", act);
    return made;
  }

  /** The colours in words. @param {Widget} widget @param {State} state */
  const colours = ({ say }, state) =>
    `${NAMES.map((name, at) =>
      say("object", {
        name,
        colour: say(COLOURS[state.colours[at] ?? ""] ?? ""),
      }),
    ).join(", ")}.`;

  /** @param {Widget} widget @param {State} state @param {number} moves */
  function told(widget, state, moves) {
    const lost = state.lost.map((name) => NAMES[name]).join(", ");
    const word = !state.over ? "running" : lost ? "lost" : "safe";
    return widget.say(word, {
      moves: number(moves),
      lost,
      colours: colours(widget, state),
    });
  }

  const at = (/** @type {number} */ name) => X[name] ?? 0;

  /** @param {Widget} widget @param {State} state */
  function drawing(widget, state) {
    const { say } = widget;
    const svg = shape("svg", {
      class: "chart tricolor",
      viewBox: "0 0 660 200",
      role: "img",
      "aria-label": say("drawing", { colours: colours(widget, state) }),
    });
    svg.append(arrow(`M84 ${Y} H${at(0) - RADIUS - 4}`));
    svg.append(shape("text", { x: 40, y: Y + 5 }, say("root")));
    if (state.roots.length > 1) {
      const place = { x: at(2), y: 184, "text-anchor": "middle" };
      svg.append(arrow(`M${at(2)} 166 V${Y + RADIUS + 4}`));
      svg.append(shape("text", place, say("local")));
    }
    for (const [from, targets] of state.refs.entries())
      svg.append(...targets.map((to) => arrow(reference(from, to))));
    for (const name of NAMES.keys()) svg.append(object(say, name, state));
    return svg;
  }

  /** From one object to another. @param {number} from @param {number} to */
  function reference(from, to) {
    const [start, end] = [at(from), at(to)];
    // A reference over a neighbour goes in an arc above it.
    return to - from > 1
      ? `M${start + 20} ${Y - RADIUS} Q${(start + end) / 2} ${Y - 110} ${end - 18} ${Y - RADIUS - 4}`
      : `M${start + RADIUS} ${Y} H${end - RADIUS - 4}`;
  }

  /** A circle with its letter, and its colour in a word. @param {Widget["say"]} say @param {number} name @param {State} state */
  function object(say, name, state) {
    const colour = COLOURS[state.colours[name] ?? ""] ?? "";
    const isGone = state.over && state.lost.includes(name);
    const lost = isGone ? " tricolor__object--lost" : "";
    const made = shape("g", {
      class: `tricolor__object tricolor__object--${colour}${lost}`,
    });
    const middle = { x: at(name), y: Y + 6, "text-anchor": "middle" };
    const below = { x: at(name) - 46, y: Y + 58, class: "tricolor__colour" };
    made.append(
      shape("circle", { cx: at(name), cy: Y, r: RADIUS }),
      shape("text", middle, NAMES[name]),
      shape("text", below, say(colour)),
    );
    return made;
  }

  /** A line with a small head, wherever it points. @param {string} path */
  function arrow(path) {
    const made = shape("g", { class: "tricolor__arrow" });
    const numbers = path.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];
    const down = path.includes("Q");
    const up = path.includes("V");
    const [x, y] = up
      ? [numbers[0] ?? 0, numbers[2] ?? 0]
      : down
        ? [numbers[4] ?? 0, numbers[5] ?? 0]
        : [numbers[2] ?? 0, numbers[1] ?? 0];
    const head = up
      ? `M${x - 5} ${y + 9} L${x} ${y} L${x + 5} ${y + 9}`
      : down
        ? `M${x - 11} ${y - 4} L${x} ${y} L${x - 2} ${y - 12}`
        : `M${x - 9} ${y - 5} L${x} ${y} L${x - 9} ${y + 5}`;
    made.append(shape("path", { d: path }), shape("path", { d: head }));
    return made;
  }

  define("tricolor", mount);
})();
