// @ts-check
//! The arrows of the escape graph, each with the number of its dereferences.

/** @typedef {import("../../later/widgets.js").Widgets} Widgets */
/** @typedef {import("./graph.js").Box} Box */
/** @typedef {import("./graph.js").Flow} Flow */

const { shape } = /** @type {{bookWidgets: Widgets}} */ (
  /** @type {unknown} */ (globalThis)
).bookWidgets;

/** The height of a place. */
export const HEIGHT = 30;

/** How often a flow follows a pointer; −1 takes an address. @param {number} derefs */
export function signed(derefs) {
  return derefs > 0 ? "+1" : derefs < 0 ? "−1" : "0";
}

/** An arrow straight down, or around the side where it leads up. @param {Map<number, Box>} boxes @param {Flow} flow */
export function arrow(boxes, { from, to, derefs, out }) {
  const a = boxes.get(from);
  const b = boxes.get(to);
  if (!a || !b) return [];
  const text = signed(derefs);
  return a.y < b.y
    ? down(a, b, text, out)
    : around(a, b, from === to, text, out);
}

/** @param {Box} a @param {Box} b @param {string} text @param {boolean} out */
function down(a, b, text, out) {
  const half = HEIGHT / 2;
  const [x, y] = [b.x + (a.x - b.x) * 0.15, b.y - half - 1];
  const start = [a.x, a.y + half];
  const slope = Math.atan2(y - start[1], x - start[0]);
  const place = {
    x: (a.x + x) / 2 + (a.x < x ? -8 : 8),
    y: (start[1] + y) / 2 + 4,
    "text-anchor": a.x < x ? "end" : "start",
  };
  return [
    line(`M${start} L${x} ${y - 5}`, out),
    head(x, y, slope, out),
    shape("text", place, text),
  ];
}

/** @param {Box} a @param {Box} b @param {boolean} same @param {string} text @param {boolean} out */
function around(a, b, same, text, out) {
  const [x, y] = [b.x + b.width / 2 + 1, b.y];
  const start = [a.x + a.width / 2, a.y];
  const aside = Math.max(x, start[0]) + 34;
  const lower = same ? y + 12 : y;
  const curve = `C${aside} ${a.y - 6} ${aside} ${lower + 6} ${x + 5} ${y}`;
  return [
    line(`M${start} ${curve}`, out),
    head(x, y, Math.PI, out),
    shape("text", { x: aside - 4, y: (a.y + y) / 2 + 4 }, text),
  ];
}

/** @param {string} d @param {boolean} out */
function line(d, out) {
  return shape("path", {
    class: out ? "escape__flow escape__flow--out" : "escape__flow",
    d,
  });
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
