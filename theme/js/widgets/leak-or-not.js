// @ts-check
//! Leak or not: shows six rounds of each service, takes a guess, and reveals six more with what is live at the end.
//! A round begins where the recorded trace requests the round's request; nothing here is typed.

(() => {
  /** @typedef {import("../later/widgets.js").Widget} Widget */
  /** @typedef {import("../later/widgets.js").Widgets} Widgets */
  /** @typedef {[operation: number, block: number, size: number, live: number, line: number]} Event */
  /** @typedef {{events: Event[], lines: Record<string, string>, totals: {end_bytes: number}}} Trace */
  /** @typedef {{line: number, code: string, blocks: number, bytes: number}} Site */
  /** @typedef {{name: string, letter: string, live: number[], sites: Site[], leaks: boolean}} Service */

  const { define, element, shape, number } =
    /** @type {{bookWidgets: Widgets}} */ (/** @type {unknown} */ (globalThis))
      .bookWidgets;

  const FREE = 4;
  /** What the code of the line begins with that opens a round. */
  const OPENS = "let request";
  const WIDTH = 300;
  const TOP = 18;
  const BOTTOM = 92;

  /** @param {string} name @param {Trace} trace @param {number} at @returns {Service} */
  function service(name, trace, at) {
    const live = rounds(trace);
    const half = live[live.length / 2 - 1];
    return {
      name,
      letter: String.fromCharCode(65 + at),
      live,
      sites: sites(trace),
      leaks: live[live.length - 1] > half,
    };
  }

  /** The live bytes after each round. @param {Trace} trace */
  function rounds({ events, lines, totals }) {
    const opens = Object.keys(lines).find((line) =>
      lines[line].startsWith(OPENS),
    );
    const before = [];
    let live = 0;
    for (const [, , , after, line] of events) {
      if (String(line) === opens && after > live) before.push(live);
      live = after;
    }
    return [...before.slice(1), totals.end_bytes];
  }

  /** What is live at the end, by the line that requested it, the largest first. @param {Trace} trace */
  function sites({ events, lines }) {
    /** @type {Map<number, {line: number, size: number}>} */
    const blocks = new Map();
    for (const [operation, block, size, , line] of events) {
      const known = blocks.get(block)?.line ?? line;
      if (operation === FREE) blocks.delete(block);
      else blocks.set(block, { line: known, size });
    }
    /** @type {Map<number, Site>} */
    const found = new Map();
    for (const { line, size } of blocks.values()) {
      const site = found.get(line) ?? {
        line,
        code: lines[line] ?? "",
        blocks: 0,
        bytes: 0,
      };
      site.blocks += 1;
      site.bytes += size;
      found.set(line, site);
    }
    return [...found.values()].sort((a, b) => b.bytes - a.bytes);
  }

  /** @param {Widget} widget */
  function mount({ root, live, data, say }) {
    const services = Object.entries(data).map(([name, trace], at) =>
      service(name, trace, at),
    );
    const score = element("p", "widget__sentence");
    score.setAttribute("aria-live", "polite");
    let guessed = 0;
    let right = 0;
    const tell = () => {
      const key = guessed < services.length ? "score" : "done";
      score.textContent = say(key, { guessed, right, all: services.length });
    };
    const cards = element("div", "rounds");
    for (const service of services)
      cards.append(
        card(say, service, (hit) => {
          guessed += 1;
          right += hit ? 1 : 0;
          tell();
        }),
      );
    live.append(score, cards);
    tell();
    fold(root, say("all"));
  }

  /** The text gives the answers away, so it is folded while there is something to guess. */
  function fold(/** @type {HTMLElement} */ root, /** @type {string} */ title) {
    const text = root.querySelector(".widget__text");
    if (!text) return;
    const folded = element("details", "rounds__all");
    text.before(folded);
    folded.append(element("summary", "", title), text);
  }

  /**
   * @param {Widget["say"]} say @param {Service} service @param {(hit: boolean) => void} done
   */
  function card(say, service, done) {
    const made = element("div", "rounds__card");
    const { letter } = service;
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", say("service", { letter }));
    const choice = element("div", "rounds__choice");
    for (const leaks of [true, false]) {
      const button = element("button", "", say(leaks ? "leaks" : "flat"));
      button.type = "button";
      button.addEventListener("click", () => {
        const hit = leaks === service.leaks;
        made.dataset.guessed = hit ? "right" : "wrong";
        made
          .querySelector("svg")
          ?.replaceWith(chart(say, service, service.live.length));
        const verdict = element("p", "rounds__verdict");
        verdict.textContent = say(
          `${made.dataset.guessed}-${service.leaks ? "leaks" : "flat"}`,
        );
        verdict.tabIndex = -1;
        choice.replaceWith(verdict, ...revealed(say, service));
        // The button that had the focus is gone.
        verdict.focus();
        done(hit);
      });
      choice.append(button);
    }
    made.append(
      element("p", "rounds__name", say("service", { letter })),
      chart(say, service, service.live.length / 2),
      choice,
    );
    return made;
  }

  /** @param {Widget["say"]} say @param {Service} service */
  function revealed(say, { name, live, sites }) {
    const half = live.length / 2;
    const [six, twelve] = [live[half - 1], live[live.length - 1]];
    const says = element("p", "rounds__says");
    says.append(element("code", "", name), `: ${say(name)}`);
    const each = number(Math.round((twelve - six) / half));
    const halves = say("halves", {
      six: number(six),
      twelve: number(twelve),
      each,
    });
    return [says, element("p", "rounds__halves", halves), table(say, sites)];
  }

  /** @param {Widget["say"]} say @param {Site[]} sites */
  function table(say, sites) {
    const made = element("table");
    const head = made.createTHead().insertRow();
    for (const key of ["line", "blocks", "bytes"]) {
      const cell = element("th", key === "line" ? "" : "num", say(key));
      cell.scope = "col";
      head.append(cell);
    }
    const body = made.createTBody();
    for (const { line, code, blocks, bytes } of sites) {
      const row = body.insertRow();
      const cell = element("th");
      cell.scope = "row";
      cell.append(element("code", "", `${line}: ${code}`));
      row.append(
        cell,
        ...[blocks, bytes].map((count) => element("td", "num", number(count))),
      );
    }
    const scroll = element("div", "scroll");
    scroll.tabIndex = 0;
    scroll.append(made);
    return scroll;
  }

  /**
   * The first rounds of a service, on an axis for all of them. Its height is that of what is shown, so that
   * it tells nothing of what comes.
   * @param {Widget["say"]} say @param {Service} service @param {number} shown
   */
  function chart(say, { letter, live }, shown) {
    const values = live.slice(0, shown);
    const highest = Math.max(...values, 1);
    const x = (/** @type {number} */ round) => (WIDTH * round) / live.length;
    const y = (/** @type {number} */ bytes) =>
      BOTTOM - ((BOTTOM - TOP) * bytes) / highest;
    const svg = shape("svg", {
      class: "chart rounds__chart",
      viewBox: `0 0 ${WIDTH} 112`,
      role: "img",
      "aria-label": say("chart", {
        letter,
        rounds: shown,
        bytes: values.map(number).join(", "),
      }),
    });
    const stairs = values
      .map((bytes, at) => `${at ? "V" : `M0 `}${y(bytes)} H${x(at + 1)}`)
      .join(" ");
    const axis = { x1: 0, x2: WIDTH, y1: BOTTOM, y2: BOTTOM };
    svg.append(
      shape("path", { class: "fill", d: `${stairs} V${BOTTOM} H0 Z` }),
      shape("path", { class: "stroke", d: stairs }),
      shape("line", { class: "grid", ...axis }),
      shape("text", { x: 0, y: TOP - 6 }, `${number(highest)} B`),
    );
    for (const round of [1, live.length / 2, live.length]) {
      const below = { x: x(round - 0.5), y: BOTTOM + 16 };
      const place = { ...below, "text-anchor": "middle" };
      svg.append(shape("text", place, String(round)));
    }
    return svg;
  }

  define("leak-or-not", mount);
})();
