// @ts-check
//! The live blocks of a replay: a cell for each, in the colour of the line that requested it.

import { REPLAY, grouped, inBytes } from "./replay-words.js";

/** @typedef {import("./replay-state.js").HeapState} HeapState */
/** @typedef {import("./trace.js").Trace} Trace */

/** More blocks than this cannot be told apart; the rest is counted. */
const CELLS = 240;
const COLOURS = 6;

export class BlockGrid {
  /** @param {Trace} trace */
  constructor({ events, lines }) {
    this.root = document.createElement("div");
    this.root.className = "replay__grid";
    this.root.setAttribute("role", "img");
    /** @type {Map<number, HTMLElement>} */
    this.cells = new Map();
    this.biggest = Math.max(1, ...events.map((event) => event[2]));
    this.colours = new Map(
      Object.keys(lines).map((line, at) => [Number(line), at % COLOURS]),
    );
  }

  /** @param {HeapState} state */
  draw(state) {
    const shown = new Set([...state.live.keys()].slice(0, CELLS));
    for (const [block, cell] of this.cells) {
      if (shown.has(block)) continue;
      cell.remove();
      this.cells.delete(block);
    }
    for (const block of shown) this.cell(state, block);
    const label = `${REPLAY.blocks}: ${grouped(state.live.size)}`;
    this.root.setAttribute("aria-label", label);
  }

  /** @param {HeapState} state @param {number} block */
  cell({ live, step }, block) {
    const known = live.get(block);
    if (!known) return;
    const { size, line } = known;
    const cell = this.cells.get(block) ?? this.added(block, line);
    cell.title = `${block}: ${inBytes(size)}, ${REPLAY.owner(line)}`;
    cell.classList.toggle("replay__cell--now", block === step?.[1]);
    const share = Math.log2(size + 1) / Math.log2(this.biggest + 1);
    const room = live.size > 40 ? 0.15 : 1;
    cell.style.width = `${Math.round(10 + 70 * share * room)}px`;
  }

  /** @param {number} block @param {number} line */
  added(block, line) {
    const cell = document.createElement("span");
    cell.className = "replay__cell";
    cell.dataset.owner = String(this.colours.get(line) ?? 0);
    this.cells.set(block, cell);
    this.root.append(cell);
    return cell;
  }
}

/** How many blocks are live, and of how many that is told in figures alone. @param {HeapState} state */
export function counted({ live }) {
  const more = live.size > CELLS ? `, ${REPLAY.more(live.size - CELLS)}` : "";
  return `${REPLAY.blocks} ${grouped(live.size)}${more}`;
}
