// @ts-check
//! Where the fields lie by each rule: a table of sizes, and a drawing of every byte.

/** @typedef {import("../../later/widgets.js").Widget} Widget */
/** @typedef {import("../../later/widgets.js").Widgets} Widgets */
/** @typedef {import("./fields.js").Field} Field */
/** @typedef {import("./fields.js").Type} Type */
/** @typedef {[size: number, align: number, padding: number, ...offsets: number[]]} Layout */

const { element, number } = /** @type {{bookWidgets: Widgets}} */ (
  /** @type {unknown} */ (globalThis)
).bookWidgets;

/** In the order of the crate's answers; the last has Go's types. */
const RULES = ["rustc", "c", "packed", "go"];
const GO = 3;
/** Bytes in a row, and bytes in a line. */
const ROW = 8;
const LINE = 64;
const MANY = 1_000_000;
/** @type {Type} */
const NONE = ["", 0, "", 0];

export const bytes = (/** @type {number} */ count) => `${number(count)} B`;

/** A row for each rule. @param {Widget} widget @param {Layout[]} layouts */
export function table({ say }, layouts) {
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
export function drawings({ say }, fields, types, layouts) {
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
    if (at % ROW === 0) drawing.append(element("span", "lay__at", String(at)));
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
