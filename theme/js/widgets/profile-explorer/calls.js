// @ts-check
//! The calls of a profile as its table on the page says them: a tree, with the figures of each call.

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

/** The columns of the tables. */
export const FIGURES = ["blocks", "bytes", "peak", "end"];

/** @param {HTMLTableElement} table @returns {Profile} */
export function profile(table) {
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

/** What the calls make together. @param {Call[]} calls @param {number} at */
const sum = (calls, at) =>
  calls.reduce((sum, call) => sum + (call.figures[at] ?? 0), 0);

/** What a call asked for itself, and with all that it called. @param {Call} call @param {number} at */
export function amounts(call, at) {
  const cum = call.figures[at] ?? 0;
  return { flat: cum - sum(call.callees, at), cum };
}

/** What a call called, the largest first. @param {Call} call @param {number} at */
export function sorted(call, at) {
  const size = (/** @type {Call} */ callee) => callee.figures[at] ?? 0;
  return [...call.callees].sort((a, b) => size(b) - size(a));
}

/** Every call below, a caller before its callees. @param {Call} call @param {number} at @returns {Call[]} */
export function below(call, at) {
  return sorted(call, at).flatMap((callee) => [callee, ...below(callee, at)]);
}
