// @ts-check
//! The escape graph: the chapter's analyser reads a function in the page, and its places, arrows and verdicts are
//! drawn, beside the same function in Go and in Rust.

(() => {
  /** @typedef {import("../later/widgets.js").Widget} Widget */
  /** @typedef {import("../later/widgets.js").Widgets} Widgets */
  /** @typedef {{name: string, role: "variable" | "parameter" | "other", way: string[], flows: [number, number][]}} Place */
  /** @typedef {{name: string, program: string, go: string, rust: string, error: string}} Listed */
  /** @typedef {{from: number, to: number, derefs: number, text: string, out: boolean}} Flow */
  /** @typedef {{x: number, y: number, width: number}} Box */

  const { define, element, shape } = /** @type {{bookWidgets: Widgets}} */ (
    /** @type {unknown} */ (globalThis)
  ).bookWidgets;

  const ACROSS = 128;
  const DOWN = 78;
  const HEIGHT = 30;
  const LETTER = 8.2;
  /** Longer names are cut in the drawing; the table has them whole. */
  const LETTERS = 12;

  /** @param {Widget} widget */
  function mount(widget) {
    const { live, say } = widget;
    const bar = element("div", "widget__bar");
    const choice = element("select");
    const program = element("textarea", "escape__program");
    program.maxLength = 240;
    program.spellcheck = false;
    program.setAttribute("autocapitalize", "off");
    bar.append(labelled(say("function"), choice));
    const own = element("label", "escape__side");
    own.append(element("span", "escape__language", say("program")), program);
    const [go, rust] = [side("Go"), side("Rust")];
    const work = element("div", "escape__pair");
    work.append(own, go.panel, rust.panel);
    const sentence = element("p", "widget__sentence", say("loading"));
    sentence.setAttribute("aria-live", "polite");
    const result = element("div");
    live.append(bar, work, sentence, result);
    widget.wasm().then(
      (ask) => {
        const programs = /** @type {Listed[]} */ (JSON.parse(ask("programs")));
        choice.append(...programs.map(({ name }) => new Option(name)));
        const show = () => {
          const chosen = programs[choice.selectedIndex];
          const { places, error } = JSON.parse(ask(oneLine(program.value)));
          const changed = oneLine(program.value) !== chosen.program;
          go.code.textContent = chosen.go;
          rust.code.textContent = chosen.rust;
          program.rows = Math.max(3, program.value.split("\n").length);
          sentence.textContent = error
            ? say("wrong", { problem: error })
            : verdicts(widget, places, changed ? undefined : chosen);
          const name = changed ? say("own") : chosen.name;
          const shown = error ? [] : drawn(widget, name, places);
          result.replaceChildren(...shown);
        };
        const choose = () => {
          const lines = programs[choice.selectedIndex].program.split("; ");
          program.value = lines.join("\n");
          show();
        };
        choice.addEventListener("input", choose);
        program.addEventListener("input", show);
        choose();
      },
      () => {
        sentence.textContent = say("failed");
        bar.remove();
        work.remove();
      },
    );
  }

  /** A question is one line, with its statements as the listing writes them. @param {string} text */
  const oneLine = (text) => {
    const statements = text.split(/[\n;]/).map((part) => part.trim());
    return statements.filter(Boolean).join("; ");
  };

  /** @param {string} text @param {HTMLElement} control */
  function labelled(text, control) {
    const label = element("label", "widget__control");
    label.append(element("span", "", text), control);
    return label;
  }

  /** What the analyser says of each variable, and rustc of the function. @param {Widget} widget @param {Place[]} places @param {Listed} [chosen] */
  function verdicts({ say }, places, chosen) {
    const declared = places.filter(({ role }) => role !== "other");
    const said = declared.map(({ name, role, way }) => {
      const [out, stays] =
        role === "variable" ? ["moved", "stays"] : ["leaks", "kept"];
      return say(way.length ? out : stays, { name, way: way.join(", ") });
    });
    if (!said.length) said.push(say("nothing"));
    if (!chosen) said.push(say("changed"));
    else if (chosen.error) said.push(say("refused", { error: chosen.error }));
    else said.push(say("compiles"));
    return said.join(" ");
  }

  /** A place for the function in one language. @param {string} language */
  function side(language) {
    const panel = element("div", "escape__side");
    const pre = element("pre");
    const code = element("code");
    pre.append(code);
    panel.append(element("p", "escape__language", language), pre);
    return { panel, code };
  }

  /** The graph and its table. @param {Widget} widget @param {string} name @param {Place[]} places */
  function drawn(widget, name, places) {
    const out = new Set(places.flatMap(({ way }) => way));
    const flows = places.flatMap((place, to) =>
      place.flows.map(([from, derefs]) => {
        const sign = ["&", "", "*"][derefs + 1];
        const text = `${place.name} ← ${sign}${places[from].name}`;
        return { from, to, derefs, text, out: out.has(text) };
      }),
    );
    const pair = element("div", "escape__pair");
    const graph = element("div", "escape__side");
    graph.append(drawing(widget, name, places, flows));
    pair.append(graph, table(widget, flows));
    return [pair, element("p", "note", widget.say("legend"))];
  }

  /**
   * How far each place is from the heap and the result, which stand at the bottom. Those that nothing flows into
   * are left out.
   * @param {Place[]} places @param {Flow[]} flows
   */
  function levels(places, flows) {
    const level = new Map(
      [0, 1].filter((at) => places[at].flows.length).map((at) => [at, 0]),
    );
    const open = [...level.keys()];
    for (const to of open)
      for (const { from } of flows.filter((flow) => flow.to === to))
        if (!level.has(from)) {
          level.set(from, (level.get(to) ?? 0) + 1);
          open.push(from);
        }
    const top = Math.max(0, ...level.values());
    places.forEach((_, at) => {
      if (at > 1 && !level.has(at)) level.set(at, top);
    });
    return level;
  }

  /** @param {Widget} widget @param {string} name @param {Place[]} places @param {Flow[]} flows */
  function drawing({ say }, name, places, flows) {
    const level = levels(places, flows);
    const top = Math.max(0, ...level.values());
    const rows = Array.from({ length: top + 1 }, (_, row) =>
      [...level.keys()].filter((at) => level.get(at) === top - row),
    );
    const width = ACROSS * Math.max(2, ...rows.map((row) => row.length));
    const height = DOWN * top + HEIGHT + 8;
    /** @type {Map<number, Box>} */
    const boxes = new Map();
    rows.forEach((row, down) =>
      row.forEach((at, across) => {
        const letters = Math.min(places[at].name.length, LETTERS);
        boxes.set(at, {
          x: (width * (across + 0.5)) / row.length,
          y: DOWN * down + HEIGHT / 2 + 4,
          width: Math.max(48, letters * LETTER + 22),
        });
      }),
    );
    const svg = shape("svg", {
      class: "escape__graph",
      viewBox: `0 0 ${width} ${height}`,
      width,
      role: "img",
      "aria-label": say("graph", {
        name,
        places: boxes.size,
        flows: flows.length,
      }),
    });
    for (const flow of flows) svg.append(...arrow(boxes, flow));
    for (const [at, box] of boxes) svg.append(...node(places[at], box));
    return svg;
  }

  /** @param {Place} place @param {Box} box */
  function node({ name, role, way }, { x, y, width }) {
    const kind = role === "other" ? "other" : way.length ? "out" : "stays";
    const short =
      name.length > LETTERS ? `${name.slice(0, LETTERS - 1)}…` : name;
    return [
      shape("rect", {
        class: `escape__place escape__place--${kind}`,
        x: x - width / 2,
        y: y - HEIGHT / 2,
        width,
        height: HEIGHT,
        rx: 7,
      }),
      shape("text", { x, y: y + 4.5, "text-anchor": "middle" }, short),
    ];
  }

  /** An arrow straight down, or around the side where it leads up. @param {Map<number, Box>} boxes @param {Flow} flow */
  function arrow(boxes, { from, to, derefs, out }) {
    const a = boxes.get(from);
    const b = boxes.get(to);
    if (!a || !b) return [];
    const kind = out ? "escape__flow escape__flow--out" : "escape__flow";
    const text = derefs > 0 ? "+1" : derefs < 0 ? "−1" : "0";
    const half = HEIGHT / 2;
    if (a.y < b.y) {
      const [x, y] = [b.x + (a.x - b.x) * 0.15, b.y - half - 1];
      const start = [a.x, a.y + half];
      const slope = Math.atan2(y - start[1], x - start[0]);
      return [
        shape("path", { class: kind, d: `M${start} L${x} ${y - 5}` }),
        head(x, y, slope, out),
        shape(
          "text",
          {
            x: (a.x + x) / 2 + (a.x < x ? -8 : 8),
            y: (start[1] + y) / 2 + 4,
            "text-anchor": a.x < x ? "end" : "start",
          },
          text,
        ),
      ];
    }
    const [x, y] = [b.x + b.width / 2 + 1, b.y];
    const start = [a.x + a.width / 2, a.y];
    const aside = Math.max(x, start[0]) + 34;
    const lower = from === to ? y + 12 : y;
    return [
      shape("path", {
        class: kind,
        d: `M${start} C${aside} ${a.y - 6} ${aside} ${lower + 6} ${x + 5} ${y}`,
      }),
      head(x, y, Math.PI, out),
      shape("text", { x: aside - 4, y: (a.y + y) / 2 + 4 }, text),
    ];
  }

  /** @param {number} x @param {number} y @param {number} slope @param {boolean} out */
  function head(x, y, slope, out) {
    const corner = (/** @type {number} */ turn) =>
      `${(x - 9 * Math.cos(slope + turn)).toFixed(1)} ${(y - 9 * Math.sin(slope + turn)).toFixed(1)}`;
    return shape("path", {
      class: out ? "escape__head escape__head--out" : "escape__head",
      d: `M${x} ${y} L${corner(0.45)} L${corner(-0.45)} Z`,
    });
  }

  /** The arrows in words. @param {Widget} widget @param {Flow[]} flows */
  function table({ say }, flows) {
    const made = element("table", "escape__side");
    const head = made.createTHead().insertRow();
    for (const title of [say("assignment"), say("number"), say("out")]) {
      const cell = element("th", "", title);
      cell.scope = "col";
      head.append(cell);
    }
    const body = made.createTBody();
    for (const { text, derefs, out } of flows) {
      const row = body.insertRow();
      const first = element("th");
      first.scope = "row";
      first.append(element("code", "", text));
      const number = derefs > 0 ? "+1" : derefs < 0 ? "−1" : "0";
      row.append(
        first,
        element("td", "", number),
        element("td", "", say(out ? "yes" : "no")),
      );
    }
    return made;
  }

  define("escape", mount);
})();
