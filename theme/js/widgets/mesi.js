// @ts-check
//! Two cores and their copies of a line or two: the reader says who adds and who reads, and the listing says what
//! the copies are worth then.

(() => {
  /** @typedef {import("../later/widgets.js").Widget} Widget */
  /** @typedef {import("../later/widgets.js").Widgets} Widgets */
  /**
   * @typedef {object} Standing
   * @property {string[]} lines For each line the states in core A and core B, a letter each.
   * @property {number} x
   * @property {number} y
   * @property {number} transfers
   * @property {number} invalidations
   */

  const { define, element, shape, number } =
    /** @type {{bookWidgets: Widgets}} */ (/** @type {unknown} */ (globalThis))
      .bookWidgets;

  const CORES = ["A", "B"];
  const COUNTERS = ["x", "y"];
  /** The crate's letters: A adds to x and y, then B; and the same again for reading. */
  const LETTERS = "abcdefgh";
  /** As many as the crate replays. */
  const MOST = 256;
  /** A line is drawn as eight counters wide. */
  const SLOTS = 8;

  /** @param {Widget} widget */
  function mount(widget) {
    const { live, say } = widget;
    const label = element("label", "widget__control");
    const padded = element("input");
    padded.type = "checkbox";
    label.append(padded, element("span", "", say("padding")));
    const bar = element("div", "widget__bar");
    bar.append(label);
    const cores = element("div", "mesi__cores");
    const sentence = element("p", "widget__sentence", say("loading"));
    sentence.setAttribute("aria-live", "polite");
    const result = element("div", "scroll");
    live.append(bar, cores, sentence, result);
    widget.wasm().then(
      (ask) => {
        let moves = "";
        const show = () => {
          const place = padded.checked ? "apart" : "beside";
          const standing = JSON.parse(ask(`${place} ${moves}`.trimEnd()));
          sentence.textContent = told(say, moves.length, standing);
          result.replaceChildren(copies(widget, standing));
        };
        const then = (/** @type {(moves: string) => string} */ next) => () => {
          moves = next(moves).slice(0, MOST);
          show();
        };
        cores.append(...CORES.map((_, core) => buttons(say, core, then)));
        bar.append(
          button(
            say("back"),
            "back",
            then((moves) => moves.slice(0, -1)),
          ),
          button(
            say("reset"),
            "reset",
            then(() => ""),
          ),
        );
        padded.addEventListener("input", show);
        show();
      },
      () => {
        sentence.textContent = say("failed");
        bar.remove();
        cores.remove();
      },
    );
  }

  /** @param {Widget["say"]} say @param {number} moves @param {Standing} standing */
  const told = (say, moves, { transfers, invalidations, x, y }) =>
    say("sentence", {
      moves: number(moves),
      transfers: number(transfers),
      invalidations: number(invalidations),
      x: number(x),
      y: number(y),
    });

  /** @param {string} word @param {string} name @param {() => void} act */
  function button(word, name, act) {
    const made = element("button", "action", word);
    made.type = "button";
    made.dataset.move = name;
    made.addEventListener("click", act);
    return made;
  }

  /**
   * What a core can do: add to a counter, and read one.
   * @param {Widget["say"]} say @param {number} core
   * @param {(next: (moves: string) => string) => () => void} then
   */
  function buttons(say, core, then) {
    const title = CORES[core] ?? "";
    const group = element("fieldset", "mesi__core");
    group.append(element("legend", "", say("core", { core: title })));
    for (const [kind, word] of ["add", "read"].entries())
      for (const [at, counter] of COUNTERS.entries()) {
        const letter = LETTERS[4 * kind + 2 * core + at] ?? "";
        const what = say(word, { counter });
        const act = then((moves) => moves + letter);
        const made = button(what, letter, act);
        made.setAttribute("aria-label", say("move", { core: title, what }));
        group.append(made);
      }
    return group;
  }

  /** A row for each core, a column for each line. @param {Widget} widget @param {Standing} standing */
  function copies({ say }, { lines }) {
    const table = element("table", "mesi");
    table.append(element("caption", "", say("table")));
    const head = table.createTHead().insertRow();
    head.append(element("td"));
    for (const line of lines.keys())
      head.append(column(say, line, lines.length === 1));
    const body = table.createTBody();
    for (const [core, title] of CORES.entries()) {
      const row = body.insertRow();
      const name = element("th", "", say("core", { core: title }));
      name.scope = "row";
      row.append(name);
      for (const states of lines) {
        const letter = states[core] ?? "I";
        const cell = element("td", "mesi__copy");
        cell.dataset.state = letter;
        cell.append(element("b", "", letter), ` ${say(letter)}`);
        row.append(cell);
      }
    }
    return table;
  }

  /** The head of a line, which holds both counters or one. @param {Widget["say"]} say @param {number} line @param {boolean} both */
  function column(say, line, both) {
    const held = both ? COUNTERS : [COUNTERS[line] ?? ""];
    const counters = both ? say("both") : (held[0] ?? "");
    const cell = element("th");
    cell.scope = "col";
    cell.append(
      element("span", "", say("line", { line: line + 1, counters })),
      drawn(held),
    );
    return cell;
  }

  /** The line with the counters on it; its heading says the same. @param {string[]} held */
  function drawn(held) {
    const svg = shape("svg", {
      class: "mesi__line",
      viewBox: `0 0 ${SLOTS * 22 + 2} 24`,
      "aria-hidden": "true",
    });
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const name = held[slot] ?? "";
      svg.append(
        shape("rect", {
          class: name ? "mesi__counter" : "mesi__rest",
          x: 1 + slot * 22,
          y: 1,
          width: 22,
          height: 22,
        }),
      );
      if (name)
        svg.append(
          shape(
            "text",
            { x: 12 + slot * 22, y: 17, "text-anchor": "middle" },
            name,
          ),
        );
    }
    return svg;
  }

  define("mesi", mount);
})();
