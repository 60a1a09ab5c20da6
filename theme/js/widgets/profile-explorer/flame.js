// @ts-check
//! The calls as a flame graph that hangs: a cell for each, as wide as its share, the outermost on top.

import { FIGURES, sorted } from "./calls.js";

/** @typedef {import("../../later/widgets.js").Widget} Widget */
/** @typedef {import("../../later/widgets.js").Widgets} Widgets */
/** @typedef {import("./calls.js").Call} Call */
/** @typedef {import("./calls.js").Profile} Profile */
/** @typedef {{call: Call, label: string, x: number, width: number, level: number}} Cell */

const { element, shape, number } = /** @type {{bookWidgets: Widgets}} */ (
  /** @type {unknown} */ (globalThis)
).bookWidgets;

const ROW = 26;
/** A glyph of the drawing's font is about this wide. */
const GLYPH = 7.3;

/**
 * @param {Widget["say"]} say @param {Profile} profile @param {number} at @param {Call[]} calls
 * @param {number} width @param {(call: Call) => void} choose
 */
export function flame(say, { name, root }, at, calls, width, choose) {
  if (!root.figures[at]) return element("p", "note", say("nothing"));
  const figure = say(FIGURES[at] ?? "");
  const all = cells({ call: root, label: figure, x: 0, width, level: 0 }, at);
  const rows = 1 + Math.max(...all.map((cell) => cell.level));
  const svg = shape("svg", {
    class: "chart icicle explorer__chart",
    role: "img",
    "aria-label": say("flame", { name, figure }),
    viewBox: `0 0 ${width} ${ROW * rows}`,
  });
  for (const cell of all) svg.append(drawn(cell, at, calls, choose));
  return svg;
}

/** A cell, and all below it that have something of the figure. @param {Cell} cell @param {number} at @returns {Cell[]} */
function cells(cell, at) {
  const { call, x, width, level } = cell;
  let from = x;
  const below = sorted(call, at).flatMap((callee) => {
    const share = (width * (callee.figures[at] ?? 0)) / (call.figures[at] || 1);
    const place = { x: from, width: share, level: level + 1 };
    from += share;
    return share > 0
      ? cells({ call: callee, label: callee.name, ...place }, at)
      : [];
  });
  return [cell, ...below];
}

/** @param {Cell} cell @param {number} at @param {Call[]} calls @param {(call: Call) => void} choose */
function drawn({ call, label, x, width, level }, at, calls, choose) {
  const group = shape("g", {});
  // Bytes, or blocks.
  const size = number(call.figures[at] ?? 0) + (at === 0 ? "" : " B");
  const rect = shape("rect", {
    class: "cell",
    "data-level": level % 3,
    x: x.toFixed(1),
    y: ROW * level,
    width: Math.max(width - 1, 0.5).toFixed(1),
    height: ROW - 1,
    rx: 3,
  });
  group.append(shape("title", {}, `${label}: ${size}`), rect);
  // The first cell is the whole, and no call.
  const place = calls.indexOf(call);
  if (place >= 0) {
    rect.setAttribute("data-at", String(place));
    group.addEventListener("click", () => choose(call));
  }
  const middle = ROW * level + (ROW - 1) / 2;
  const room = Math.floor((width - 12) / GLYPH);
  const words = [`${label} · ${size}`, label].find((it) => it.length <= room);
  if (words)
    group.append(shape("text", { x: x + 6, y: middle, dy: "0.35em" }, words));
  return group;
}
