// @ts-check
//! The profile explorer: the recorded calls of a listing as a flame graph, and as a tree that opens and closes, by the
//! figure that is chosen. All that it knows stands in the widget's tables.

(() => {
  /** @typedef {import("../later/widgets.js").Widget} Widget */
  /** @typedef {import("../later/widgets.js").Widgets} Widgets */
  /**
   * @typedef {object} Call
   * @property {string} name
   * @property {string} line Its number and code; empty for a function of std.
   * @property {number[]} figures Of the call and all that it called, in the order of FIGURES.
   * @property {number} depth
   * @property {Call | null} caller
   * @property {Call[]} callees
   */
  /** @typedef {{name: string, what: string, root: Call}} Profile */

  const { define, element, shape, number } =
    /** @type {{bookWidgets: Widgets}} */ (/** @type {unknown} */ (globalThis))
      .bookWidgets;

  /** The columns of the tables. */
  const FIGURES = ["blocks", "bytes", "peak", "end"];
  const ROW = 26;
  /** A glyph of the drawing's font is about this wide. */
  const GLYPH = 7.3;

  /** @param {string} name @param {Call | null} caller @returns {Call} */
  const call = (name, caller) => ({
    name,
    line: "",
    figures: FIGURES.map(() => 0),
    depth: caller ? caller.depth + 1 : -1,
    caller,
    callees: [],
  });

  /** Cells of a table that is not laid out yet have a textContent only. @param {Element | undefined} cell */
  const text = (cell) => (cell?.textContent ?? "").trim();

  /** @param {HTMLTableElement} table @returns {Profile} */
  function profile(table) {
    const name = table.dataset.calls ?? "";
    const root = call(name, null);
    const path = [root];
    for (const row of table.tBodies[0]?.rows ?? []) {
      const depth = Number(row.style.getPropertyValue("--depth"));
      const caller = path[depth] ?? root;
      const made = call(text(row.cells[0]), caller);
      made.line = text(row.cells[5]);
      made.figures = FIGURES.map(
        (_, at) => Number(text(row.cells[at + 1]).replace(/\D/g, "")) || 0,
      );
      caller.callees.push(made);
      path.splice(depth + 1, path.length, made);
    }
    root.figures = FIGURES.map((_, at) => sum(root.callees, at));
    const what = text(table.querySelector(".calls__what") ?? undefined);
    return { name, what, root };
  }

  /** @param {Call[]} calls @param {number} at */
  const sum = (calls, at) =>
    calls.reduce((sum, call) => sum + (call.figures[at] ?? 0), 0);

  /** The largest first. @param {Call} call @param {number} at */
  const sorted = (call, at) =>
    [...call.callees].sort(
      (a, b) => (b.figures[at] ?? 0) - (a.figures[at] ?? 0),
    );

  /** Every call below, a caller before its callees. @param {Call} call @param {number} at @returns {Call[]} */
  const below = (call, at) =>
    sorted(call, at).flatMap((callee) => [callee, ...below(callee, at)]);

  /** Bytes, or blocks. @param {number} count @param {number} at */
  const amount = (count, at) => number(count) + (at === 0 ? "" : " B");

  /** @param {Widget} widget */
  function mount({ root, live, say }) {
    const tables = /** @type {NodeListOf<HTMLTableElement>} */ (
      root.querySelectorAll("table[data-calls]")
    );
    const profiles = [...tables].map(profile);
    let shown = profiles[0];
    if (!shown) return;
    let at = 1;
    /** @type {Call | null} */
    let chosen = null;

    const flame = element("div", "explorer__flame");
    const tree = element("div", "scroll");
    const detail = element("div", "explorer__detail");
    tree.tabIndex = 0;
    tree.setAttribute("role", "region");
    detail.setAttribute("aria-live", "polite");

    const choose = (/** @type {Call | null} */ call) => {
      chosen = call;
      for (const made of live.querySelectorAll("[data-at]")) {
        const here = chosen !== null && calls[Number(attribute(made))] === call;
        if (made instanceof HTMLElement)
          made.setAttribute("aria-pressed", String(here));
        else made.classList.toggle("explorer__cell--chosen", here);
      }
      detail.replaceChildren(...told(say, shown, at, chosen));
    };
    /** The calls in the order of the table. @type {Call[]} */
    let calls = [];
    const draw = () => {
      const width = Math.max(280, Math.round(live.clientWidth));
      flame.replaceChildren(
        drawing(say, shown, at, calls, Math.min(width, 960), choose),
      );
    };
    const show = () => {
      calls = below(shown.root, at);
      tree.setAttribute("aria-label", say("tree", { name: shown.name }));
      tree.replaceChildren(table(say, shown, at, calls, choose));
      draw();
      choose(chosen);
    };
    const select = picker(say, profiles, (profile) => {
      shown = profile;
      chosen = null;
      show();
    });
    const radios = figures(say, at, (figure) => {
      at = figure;
      show();
    });
    live.append(select, radios, flame, detail, tree);
    fold(root, say("all"));
    show();
    // A drawing fits the width that it was made for.
    let width = live.clientWidth;
    new ResizeObserver(() => {
      if (live.clientWidth === width) return;
      width = live.clientWidth;
      draw();
      choose(chosen);
    }).observe(live);
  }

  /** @param {Element} element */
  const attribute = (element) => element.getAttribute("data-at") ?? "";

  /** The tables say the same, so they are folded. @param {HTMLElement} root @param {string} title */
  function fold(root, title) {
    const text = root.querySelector(".widget__text");
    if (!text) return;
    const folded = element("details", "explorer__all");
    text.before(folded);
    folded.append(element("summary", "", title), text);
  }

  /** @param {Widget["say"]} say @param {Profile[]} profiles @param {(profile: Profile) => void} done */
  function picker(say, profiles, done) {
    const label = element("label", "widget__control");
    const select = element("select");
    for (const { name, what } of profiles)
      select.append(new Option(`${what} (${name})`, name));
    select.addEventListener("change", () => {
      const found = profiles[select.selectedIndex];
      if (found) done(found);
    });
    label.append(element("span", "", say("profile")), select);
    const bar = element("div", "widget__bar");
    bar.append(label);
    return bar;
  }

  /** @param {Widget["say"]} say @param {number} first @param {(figure: number) => void} done */
  function figures(say, first, done) {
    const set = element("fieldset", "explorer__figures");
    set.append(element("legend", "", say("figure")));
    for (const [at, figure] of FIGURES.entries()) {
      const label = element("label");
      const radio = element("input");
      radio.type = "radio";
      radio.name = "explorer-figure";
      radio.value = figure;
      radio.checked = at === first;
      radio.addEventListener("change", () => done(at));
      label.append(radio, ` ${say(figure)}`);
      set.append(label);
    }
    return set;
  }

  /**
   * @param {Widget["say"]} say @param {Profile} profile @param {number} at @param {Call[]} calls
   * @param {(call: Call) => void} choose
   */
  function table(say, { root }, at, calls, choose) {
    const made = element("table", "explorer__tree");
    const head = made.createTHead().insertRow();
    for (const title of [say("call"), "flat", "cum", say("share")]) {
      const cell = element("th", title === say("call") ? "" : "num", title);
      cell.scope = "col";
      head.append(cell);
    }
    const body = made.createTBody();
    const total = root.figures[at] ?? 0;
    for (const [place, call] of calls.entries()) {
      const row = body.insertRow();
      const cum = call.figures[at] ?? 0;
      if (cum === 0) row.className = "explorer__none";
      const cell = element("th");
      cell.scope = "row";
      cell.style.setProperty("--depth", String(call.depth));
      const name = element("button", "explorer__name", call.name);
      name.type = "button";
      name.dataset.at = String(place);
      name.addEventListener("click", () => choose(call));
      cell.append(toggle(say, body, calls, place), name);
      const share = total ? Math.round((100 * cum) / total) : 0;
      row.append(
        cell,
        element("td", "num", number(cum - sum(call.callees, at))),
        element("td", "num", number(cum)),
        element("td", "num", `${share}%`),
      );
    }
    body.addEventListener("keydown", (event) => moved(event, body, calls));
    return made;
  }

  /**
   * The button that closes and opens what is below a call; a gap where nothing is.
   * @param {Widget["say"]} say @param {HTMLTableSectionElement} body @param {Call[]} calls @param {number} place
   */
  function toggle(say, body, calls, place) {
    const { name, callees, depth } = calls[place] ?? call("", null);
    if (callees.length === 0) return element("span", "explorer__gap");
    const button = element("button", "explorer__toggle");
    button.type = "button";
    const set = (/** @type {boolean} */ open) => {
      button.setAttribute("aria-expanded", String(open));
      button.setAttribute(
        "aria-label",
        say(open ? "closes" : "opens", { name }),
      );
    };
    set(true);
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      set(open);
      // What was closed further down stays closed.
      let closed = Infinity;
      for (let next = place + 1; next < calls.length; next += 1) {
        const level = calls[next]?.depth ?? 0;
        if (level <= depth) break;
        const row = body.rows[next];
        if (level <= closed) closed = Infinity;
        if (row) row.hidden = !open || level > closed;
        const inner = row?.querySelector(".explorer__toggle");
        if (
          closed === Infinity &&
          inner?.getAttribute("aria-expanded") === "false"
        )
          closed = level;
      }
    });
    return button;
  }

  /** The arrow keys. @param {KeyboardEvent} event @param {HTMLTableSectionElement} body @param {Call[]} calls */
  function moved(event, body, calls) {
    const row = /** @type {Element} */ (event.target).closest("tr");
    if (!row) return;
    const place = [...body.rows].indexOf(row);
    const button = /** @type {HTMLElement | null} */ (
      row.querySelector(".explorer__toggle")
    );
    const open = button?.getAttribute("aria-expanded") === "true";
    let to = -1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      to = place + step;
      while (body.rows[to]?.hidden) to += step;
    } else if (event.key === "ArrowRight" && button && !open) button.click();
    else if (event.key === "ArrowLeft" && button && open) button.click();
    else if (event.key === "ArrowLeft") {
      const caller = calls[place]?.caller;
      to = caller ? calls.indexOf(caller) : -1;
    } else return;
    event.preventDefault();
    const next = /** @type {HTMLElement | null | undefined} */ (
      body.rows[to]?.querySelector(".explorer__name")
    );
    next?.focus();
  }

  /**
   * @param {Widget["say"]} say @param {Profile} profile @param {number} at @param {Call[]} calls
   * @param {number} width @param {(call: Call) => void} choose
   */
  function drawing(say, { name, root }, at, calls, width, choose) {
    if (!root.figures[at]) return element("p", "note", say("nothing"));
    const figure = say(FIGURES[at] ?? "");
    let rows = 1;
    const svg = shape("svg", {
      class: "chart icicle explorer__chart",
      role: "img",
      "aria-label": say("flame", { name, figure }),
    });
    /** @param {Call} call @param {string} label @param {number} x @param {number} wide @param {number} level */
    const cell = (call, label, x, wide, level) => {
      rows = Math.max(rows, level + 1);
      const group = shape("g", {});
      const size = amount(call.figures[at] ?? 0, at);
      group.append(shape("title", {}, `${label}: ${size}`));
      const place = calls.indexOf(call);
      const rect = shape("rect", {
        class: "cell",
        "data-level": level % 3,
        x: x.toFixed(1),
        y: ROW * level,
        width: Math.max(wide - 1, 0.5).toFixed(1),
        height: ROW - 1,
        rx: 3,
      });
      if (place >= 0) {
        rect.setAttribute("data-at", String(place));
        group.addEventListener("click", () => choose(call));
      }
      group.append(rect);
      const room = Math.floor((wide - 12) / GLYPH);
      const words = [`${label} · ${size}`, label].find(
        (words) => words.length <= room,
      );
      if (words)
        group.append(shape("text", { x: x + 6, y: ROW * level + 17.5 }, words));
      svg.append(group);
      let from = x;
      for (const callee of sorted(call, at)) {
        const share =
          (wide * (callee.figures[at] ?? 0)) / (call.figures[at] || 1);
        if (share > 0) cell(callee, callee.name, from, share, level + 1);
        from += share;
      }
    };
    cell(root, figure, 0, width, 0);
    svg.setAttribute("viewBox", `0 0 ${width} ${ROW * rows}`);
    return svg;
  }

  /**
   * What stands beside the drawing about the call that is chosen.
   * @param {Widget["say"]} say @param {Profile | undefined} profile @param {number} at @param {Call | null} chosen
   */
  function told(say, profile, at, chosen) {
    if (!profile || !chosen)
      return [element("p", "explorer__hint", say("choose"))];
    /** @type {string[]} */
    const path = [];
    for (let call = chosen; call.caller; call = call.caller)
      path.unshift(call.name);
    const way = element("p", "explorer__path");
    way.append(element("code", "", path.join(" → ")));
    const made = [way];
    let from = chosen;
    if (!from.line && from.caller) {
      made.push(element("p", "", say("std")));
      from = from.caller;
    }
    const line = element("pre", "explorer__line");
    line.append(element("code", "", from.line));
    const cum = chosen.figures[at] ?? 0;
    const sentence = say("sentence", {
      figure: say(FIGURES[at] ?? ""),
      total: number(profile.root.figures[at] ?? 0),
      cum: number(cum),
      flat: number(cum - sum(chosen.callees, at)),
    });
    return [...made, line, element("p", "", sentence)];
  }

  define("profile-explorer", mount);
})();
