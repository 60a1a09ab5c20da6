// @ts-check
//! Fields that the reader names, orders by mouse or keys, and gives types; the listing says where they lie by the
//! rules of rustc, of C, of packing and of Go.

(() => {
  /** @typedef {import("../later/widgets.js").Widget} Widget */
  /** @typedef {import("../later/widgets.js").Widgets} Widgets */
  /** @typedef {[rust: string, size: number, go: string, goSize: number]} Type */
  /** @typedef {{name: string, type: number, hue: string}} Field */
  /** @typedef {[size: number, align: number, padding: number, ...offsets: number[]]} Layout */

  const { define, element, number } = /** @type {{bookWidgets: Widgets}} */ (
    /** @type {unknown} */ (globalThis)
  ).bookWidgets;

  /** In the order of the crate's answers; the last has Go's types. */
  const RULES = ["rustc", "c", "packed", "go"];
  const GO = 3;
  /** Names of fields and the letters of their types. */
  const EXAMPLES = {
    session: "open a user e admin a hits d last a",
    reading: "kind b at e flag b",
    account: "paid a name i grade g roles j level b",
  };
  /** As many as the crate lays out. */
  const MOST = 12;
  /** Bytes in a row, bytes in a line, colours. */
  const ROW = 8;
  const LINE = 64;
  const HUES = 7;
  const MANY = 1_000_000;
  /** @type {Type} */
  const NONE = ["", 0, "", 0];
  /** @type {Record<string, number>} */
  const KEYS = { ArrowUp: -1, ArrowDown: 1 };

  const letter = (/** @type {number} */ type) => String.fromCharCode(97 + type);
  const bytes = (/** @type {number} */ count) => `${number(count)} B`;

  /** @param {Widget} widget */
  function mount(widget) {
    const { live, say } = widget;
    const bar = element("div", "widget__bar");
    const list = element("ol", "lay__fields");
    const sentence = element("p", "widget__sentence", say("loading"));
    sentence.setAttribute("aria-live", "polite");
    const result = element("div");
    live.append(bar, list, sentence, result);
    widget.wasm().then(
      (ask) => begin(widget, ask, { bar, list, sentence, result }),
      () => {
        sentence.textContent = say("failed");
        bar.remove();
        list.remove();
      },
    );
  }

  /**
   * @param {Widget} widget @param {(question: string) => string} ask
   * @param {{bar: HTMLElement, list: HTMLElement, sentence: HTMLElement, result: HTMLElement}} parts
   */
  function begin(widget, ask, { bar, list, sentence, result }) {
    const { say } = widget;
    const types = /** @type {Type[]} */ (JSON.parse(ask("types")));
    let made = 0;

    /** Lays everything out again; `moved` says what the reader has just done. @param {string} [moved] */
    const show = (moved = "") => {
      const fields = [...list.children].map(read);
      const question = fields.map(({ type }) => letter(type)).join("");
      const layouts = /** @type {[Layout, Layout, Layout, Layout]} */ (
        JSON.parse(ask(question))
      );
      for (const row of list.children) name(widget, row, list.children.length);
      add.setAttribute("aria-disabled", String(fields.length === MOST));
      const [[rustc], [c, , padding], , [go]] = layouts;
      sentence.textContent = `${moved} ${say("sentence", {
        c: bytes(c),
        padding: bytes(padding),
        rustc: bytes(rustc),
        go: bytes(go),
      })}`.trim();
      result.replaceChildren(
        table(widget, layouts),
        drawings(widget, fields, types, layouts),
        element("p", "note", say("legend")),
      );
    };

    /** A step up or down. The neighbour moves, since what moves loses the focus. */
    const move = (/** @type {Element} */ row, /** @type {number} */ step) => {
      const { previousElementSibling: before, nextElementSibling: after } = row;
      if (step < 0 && before) row.after(before);
      else if (step > 0 && after) row.before(after);
      else return;
      const at = [...list.children].indexOf(row) + 1;
      show(say("moved", { name: read(row).name, at: number(at) }));
    };

    const put = (/** @type {string} */ called, /** @type {number} */ type) => {
      const row = field(called, type, types, made++ % HUES);
      row.addEventListener("input", () => show());
      row.addEventListener("click", ({ target }) => {
        const what = pressed(target);
        if (what === "up") move(row, -1);
        if (what === "down") move(row, 1);
        if (what !== "remove" || list.children.length === 1) return;
        const next = row.nextElementSibling ?? row.previousElementSibling;
        row.remove();
        /** @type {HTMLElement | null | undefined} */
        (next?.querySelector('[data-does="remove"]'))?.focus();
        show();
      });
      dragged(row, (step) => move(row, step));
      list.append(row);
    };

    const take = (/** @type {string} */ example) => {
      list.replaceChildren();
      made = 0;
      const words = example.split(" ");
      for (let at = 0; at < words.length; at += 2)
        put(words[at] ?? "", (words[at + 1] ?? "a").charCodeAt(0) - 97);
      show();
    };

    for (const [key, example] of Object.entries(EXAMPLES)) {
      const button = action(key, say(key));
      button.addEventListener("click", () => take(example));
      bar.append(button);
    }
    const add = action("add", say("add"));
    add.addEventListener("click", () => {
      if (list.children.length === MOST) return;
      put(`f${made + 1}`, 0);
      list.lastElementChild?.querySelector("select")?.focus();
      show();
    });
    list.after(add);
    take(EXAMPLES.session);
  }

  /** @param {string} does @param {string} text */
  function action(does, text) {
    const button = element("button", "action", text);
    button.type = "button";
    button.dataset.does = does;
    return button;
  }

  /** What a pressed button does. @param {EventTarget | null} target */
  const pressed = (target) =>
    target instanceof HTMLElement
      ? target.closest("button")?.dataset.does
      : undefined;

  /** The row of a field. @param {string} called @param {number} type @param {Type[]} types @param {number} hue */
  function field(called, type, types, hue) {
    const row = element("li", "lay__field");
    row.dataset.hue = String(hue);
    const input = element("input");
    input.value = called;
    input.maxLength = 12;
    input.spellcheck = false;
    const select = element("select");
    for (const [at, [rust]] of types.entries())
      select.append(new Option(rust, String(at)));
    select.value = String(type);
    row.append(action("drag", "⠿"), input, select);
    row.append(action("up", "↑"), action("down", "↓"), action("remove", "×"));
    return row;
  }

  /** What a row says of its field. @param {Element} row @returns {Field} */
  function read(row) {
    const input = row.querySelector("input");
    const select = row.querySelector("select");
    return {
      name: input?.value ?? "",
      type: Number(select?.value),
      hue: /** @type {HTMLElement} */ (row).dataset.hue ?? "",
    };
  }

  /** Says of each control which field it is for. @param {Widget} widget @param {Element} row @param {number} all */
  function name({ say }, row, all) {
    const { name } = read(row);
    const label = (
      /** @type {Element | null} */ of,
      /** @type {string} */ word,
    ) => of?.setAttribute("aria-label", say(word, { name }));
    label(row.querySelector("input"), "name");
    label(row.querySelector("select"), "type");
    for (const button of row.querySelectorAll("button"))
      label(button, button.dataset.does ?? "");
    const [, up, down, remove] = row.querySelectorAll("button");
    up?.setAttribute("aria-disabled", String(!row.previousElementSibling));
    down?.setAttribute("aria-disabled", String(!row.nextElementSibling));
    remove?.setAttribute("aria-disabled", String(all === 1));
  }

  /** The handle of a row, by pointer and by keys. @param {HTMLElement} row @param {(step: number) => void} move */
  function dragged(row, move) {
    const handle = row.querySelector("button");
    if (!handle) return;
    handle.addEventListener("keydown", (event) => {
      const step = KEYS[event.key];
      if (!step) return;
      event.preventDefault();
      move(step);
    });
    handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      handle.setPointerCapture(event.pointerId);
      row.dataset.dragged = "";
    });
    handle.addEventListener("pointermove", ({ clientY }) => {
      if (!("dragged" in row.dataset)) return;
      const { previousElementSibling: before, nextElementSibling: after } = row;
      if (before && clientY < middle(before)) move(-1);
      else if (after && clientY > middle(after)) move(1);
    });
    for (const end of ["pointerup", "pointercancel"])
      handle.addEventListener(end, () => delete row.dataset.dragged);
  }

  /** @param {Element} row */
  function middle(row) {
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2;
  }

  /** A row for each rule. @param {Widget} widget @param {Layout[]} layouts */
  function table({ say }, layouts) {
    const made = element("table", "lay__sizes");
    made.append(element("caption", "", say("table")));
    const head = made.createTHead().insertRow();
    const titles = ["rule", "size", "align", "padding", "many"];
    for (const [at, title] of titles.entries()) {
      const words = say(title, { count: number(MANY) });
      const cell = element("th", at > 0 ? "num" : "", words);
      cell.scope = "col";
      head.append(cell);
    }
    const body = made.createTBody();
    for (const [at, [size, align, padding]] of layouts.entries()) {
      const row = body.insertRow();
      const cell = element("th", "", say(RULES[at] ?? ""));
      cell.scope = "row";
      // A byte in each of a million is a megabyte.
      const values = [size, align, padding].map(bytes);
      values.push(`${number(padding)} MB`);
      row.append(cell, ...values.map((it) => element("td", "num", it)));
    }
    const scroll = element("div", "scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", say("table"));
    scroll.append(made);
    return scroll;
  }

  /** @param {Widget} widget @param {Field[]} fields @param {Type[]} types @param {Layout[]} layouts */
  function drawings({ say }, fields, types, layouts) {
    const all = element("div", "layouts");
    for (const [rule, [size, , , ...offsets]] of layouts.entries()) {
      const placed = fields.map(({ name, type, hue }, at) => {
        const [rust, bytes, go, goBytes] = types[type] ?? NONE;
        const from = offsets[at] ?? 0;
        return rule === GO
          ? { name, hue, from, type: go, to: from + goBytes }
          : { name, hue, from, type: rust, to: from + bytes };
      });
      placed.sort((a, b) => a.from - b.from || a.to - b.to);
      const title = `${say(RULES[rule] ?? "")}: ${bytes(size)}`;
      const told = placed.map(({ name, type, from }) =>
        say("at", { name, type, offset: number(from) }),
      );
      const drawing = element("div", "lay__bytes");
      drawing.setAttribute("role", "img");
      drawing.setAttribute("aria-label", [title, ...told].join(", "));
      let end = 0;
      for (const { name, hue, from, to } of placed) {
        cut(drawing, "", "", end, from);
        cut(drawing, name, hue, from, to);
        end = to;
      }
      cut(drawing, "", "", end, size);
      const one = element("div", "layout");
      one.append(element("p", "layout__head", title), drawing);
      all.append(one);
    }
    return all;
  }

  /**
   * Bytes of a field, or of padding where it has no hue, cut at the ends of rows; the widest piece has the name.
   * @param {HTMLElement} drawing @param {string} name @param {string} hue @param {number} from @param {number} to
   */
  function cut(drawing, name, hue, from, to) {
    const pieces = [];
    for (let at = from; at < to;) {
      const next = Math.min(to, at - (at % ROW) + ROW);
      pieces.push([at, next - at]);
      at = next;
    }
    const widest = Math.max(...pieces.map(([, size]) => size ?? 0));
    let left = name;
    for (const [at = 0, size = 0] of pieces) {
      if (at % ROW === 0)
        drawing.append(element("span", "lay__at", String(at)));
      const piece = element("span", "lay__piece");
      if (size === widest) {
        piece.textContent = left;
        left = "";
      }
      if (hue) piece.dataset.hue = hue;
      if (at >= LINE && at % LINE < ROW) piece.dataset.line = "";
      piece.style.gridColumn = `span ${size}`;
      drawing.append(piece);
    }
  }

  define("layout", mount);
})();
