// @ts-check
//! What is live after each step of a recorded trace. It draws nothing and knows no page.

import { OPS } from "./trace.js";

/** @typedef {import("./trace.js").Step} Step */
/** @typedef {{size: number, line: number}} Block its bytes, and the line that requested it */

export class HeapState {
  /** @param {Step[]} events */
  constructor(events) {
    this.events = events;
    /** How many steps were made; 0 is before the first. */
    this.at = 0;
    /** @type {Map<number, Block>} */
    this.live = new Map();
    /** The bytes that the block of the last step had before it. */
    this.before = 0;
    this.peaks = peaks(events);
  }

  /** The step that was made last. @returns {Step | undefined} */
  get step() {
    return this.events[this.at - 1];
  }

  /** Live bytes now. */
  get bytes() {
    return this.step?.[3] ?? 0;
  }

  /** The most live bytes so far. */
  get peak() {
    return this.at === 0 ? 0 : this.peaks[this.at - 1];
  }

  /** To the heap after the step `wanted`, or the nearest that there is. @param {number} wanted */
  go(wanted) {
    const target = Math.max(0, Math.min(wanted, this.events.length));
    // There is no way back but from the start.
    if (target < this.at) {
      this.live.clear();
      this.at = 0;
    }
    for (; this.at < target; this.at += 1) this.apply(this.events[this.at]);
  }

  /** @param {Step} step */
  apply([op, block, size, , line]) {
    const known = this.live.get(block);
    this.before = known?.size ?? 0;
    if (op === OPS.free) this.live.delete(block);
    else this.live.set(block, { size, line: known?.line ?? line });
  }
}

/** The highest live bytes up to each step. @param {Step[]} events */
function peaks(events) {
  let peak = 0;
  return events.map((event) => (peak = Math.max(peak, event[3])));
}
