// @ts-check
//! Fields that the reader names, orders by mouse or keys, and gives types; the listing says where they lie by the
//! rules of rustc, of C, of packing and of Go.

import { bytes, drawings, table } from "./layout/drawing.js";
import {
  action,
  dragged,
  field,
  name,
  pressed,
  read,
} from "./layout/fields.js";

/** @typedef {import("../later/widgets.js").Widget} Widget */
/** @typedef {import("../later/widgets.js").Widgets} Widgets */
/** @typedef {import("./layout/fields.js").Type} Type */
/** @typedef {import("./layout/drawing.js").Layout} Layout */

const { define, element, number } = /** @type {{bookWidgets: Widgets}} */ (
  /** @type {unknown} */ (globalThis)
).bookWidgets;

/** Names of fields and the letters of their types. */
const EXAMPLES = {
  session: "open a user e admin a hits d last a",
  reading: "kind b at e flag b",
  account: "paid a name i grade g roles j level b",
};
/** As many as the crate lays out. */
const MOST = 12;
/** As many colours as the style has for fields. */
const HUES = 7;

const letter = (/** @type {number} */ type) => String.fromCharCode(97 + type);

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

define("layout", mount);
