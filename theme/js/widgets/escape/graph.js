// @ts-check
//! The escape graph as a drawing: places in rows, the heap and the result at the bottom.

import { HEIGHT, arrow } from "./arrows.js";

/** @typedef {import("../../later/widgets.js").Widget} Widget */
/** @typedef {import("../../later/widgets.js").Widgets} Widgets */
/** @typedef {{name: string, role: "variable" | "parameter" | "other", way: string[], flows: [number, number][]}} Place */
/** @typedef {{from: number, to: number, derefs: number, text: string, out: boolean}} Flow */
/** @typedef {{x: number, y: number, width: number}} Box */

const { shape } = /** @type {{bookWidgets: Widgets}} */ (
  /** @type {unknown} */ (globalThis)
).bookWidgets;

const ACROSS = 128;
const DOWN = 78;
const LETTER = 8.2;
/** Longer names are cut in the drawing; the table has them whole. */
const LETTERS = 12;

/** @param {Widget} widget @param {string} name @param {Place[]} places @param {Flow[]} flows */
export function graph({ say }, name, places, flows) {
  const { boxes, width, height } = layout(places, flows);
  const label = { name, places: boxes.size, flows: flows.length };
  const svg = shape("svg", {
    class: "escape__graph",
    viewBox: `0 0 ${width} ${height}`,
    width,
    role: "img",
    "aria-label": say("graph", label),
  });
  for (const flow of flows) svg.append(...arrow(boxes, flow));
  for (const [at, box] of boxes) svg.append(...node(places[at], box));
  return svg;
}

/** Where each place stands. @param {Place[]} places @param {Flow[]} flows */
function layout(places, flows) {
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
  return { boxes, width, height };
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

/** @param {Place} place @param {Box} box */
function node({ name, role, way }, { x, y, width }) {
  const kind = role === "other" ? "other" : way.length ? "out" : "stays";
  const short = name.length > LETTERS ? `${name.slice(0, LETTERS - 1)}…` : name;
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
