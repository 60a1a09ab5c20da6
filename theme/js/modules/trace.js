// @ts-check
//! Reads a recorded trace, which pages carry in columns and differences; tools/render/src/parts/replay.rs writes it.

/** @typedef {[number, number, number, number, number]} Step operation, block, size, live bytes, line */
/** @typedef {{events: Step[], lines: Record<string, string>, dropped: number, over: number[] | null}} Trace */
/**
 * @typedef {object} Packed
 * @property {string} did A digit per event, what it did.
 * @property {number[]} size Of each event that is no free, the bytes of its block.
 * @property {number[]} block Of each event on a known block, how far it lies from the block of the event before.
 * @property {number[]} line Of each event.
 * @property {Record<string, string>} lines
 * @property {number} dropped
 * @property {number[] | null} over By how much the live bytes of the other run change.
 */

export const OPS = { alloc: 0, zeroed: 1, grow: 2, shrink: 3, free: 4 };

/** @param {Packed} packed @returns {Trace} */
export function unpacked({ did, size, block, line, lines, dropped, over }) {
  /** The size of each block, by its number. @type {number[]} */
  const sizes = [];
  const [requested, known] = [size.values(), block.values()];
  let [at, live] = [0, 0];
  const events = line.map((where, index) => {
    const op = Number(did[index]);
    const isNew = op === OPS.alloc || op === OPS.zeroed;
    at = isNew ? sizes.length : at + (known.next().value ?? 0);
    const before = isNew ? 0 : (sizes[at] ?? 0);
    const after = op === OPS.free ? 0 : (requested.next().value ?? 0);
    live += after - before;
    sizes[at] = after;
    const shown = op === OPS.free ? before : after;
    return /** @type {Step} */ ([op, at, shown, live, where]);
  });
  return { events, lines, dropped, over: over && summed(over) };
}

/** @param {number[]} changes */
function summed(changes) {
  let sum = 0;
  return changes.map((change) => (sum += change));
}

/** The trace that a figure of the page carries, if it has one. @param {Element | null} figure @returns {Trace | null} */
export function traceOf(figure) {
  const data = figure?.querySelector("script.replay__data")?.textContent;
  return data ? unpacked(JSON.parse(data)) : null;
}
