// @ts-check
//! Replays a recorded heap in its figure, step by step: chart, blocks, source line, and one sentence for each step.

import { Controls } from "./replay-controls.js";
import { BlockGrid, counted } from "./replay-grid.js";
import { markLine } from "./replay-lines.js";
import { HeapState } from "./replay-state.js";
import { REPLAY, inBytes } from "./replay-words.js";

/** @typedef {import("./trace.js").Trace} Trace */

export class Replay {
  /** @param {HTMLElement} figure @param {Trace} trace */
  constructor(figure, trace) {
    this.figure = figure;
    this.trace = trace;
    this.name = figure.dataset.timeline ?? "";
    this.state = new HeapState(trace.events);
    this.controls = new Controls(trace.events.length, {
      go: (at) => this.show(at),
      playing: (playing) => this.hush(playing),
    });
    this.grid = new BlockGrid(trace);
    this.sentence = element("p", "replay__sentence");
    this.sentence.setAttribute("aria-live", "polite");
    this.code = element("code", "replay__code");
    this.stats = element("p", "replay__stats");
    this.cursor = cursor();
    this.place();
    this.controls.go(0);
  }

  /** Puts its parts into the figure. */
  place() {
    const root = element("div", "replay");
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", `${REPLAY.replay}: ${this.name}`);
    root.append(
      this.controls.root,
      this.sentence,
      this.code,
      this.grid.root,
      this.stats,
    );
    this.figure.querySelector("figcaption")?.before(root);
    this.figure.querySelector("svg.chart")?.append(this.cursor);
  }

  /** The reader moved to a step. @param {number} at */
  moved(at) {
    this.controls.moved(at);
  }

  /** @param {FocusOptions} [options] */
  focus(options) {
    this.controls.scrub.focus(options);
  }

  /** While it plays, a sentence every few milliseconds would only be noise. @param {boolean} playing */
  hush(playing) {
    this.sentence.setAttribute("aria-live", playing ? "off" : "polite");
  }

  /** Shows the heap after the step `at`; 0 is before the first. @param {number} at */
  show(at) {
    this.state.go(at);
    this.say();
    this.grid.draw(this.state);
    this.count();
    this.point();
    markLine(this.figure.dataset.listing ?? "", this.state.step?.[4] ?? 0);
  }

  /** The step in words, and its line of code. */
  say() {
    const { at, step, before } = this.state;
    const { events, dropped, lines } = this.trace;
    if (!step) {
      this.sentence.textContent = REPLAY.start;
      this.code.textContent = "";
      return;
    }
    const [op, block, size, live, line] = step;
    const did = REPLAY.did[op](block, inBytes(size), inBytes(before));
    const where = REPLAY.where(at, events.length, line);
    const isLast = at === events.length && dropped > 0;
    const last = isLast ? ` ${REPLAY.dropped(dropped)}` : "";
    const after = REPLAY.after(inBytes(live));
    this.sentence.textContent = `${where}: ${did}. ${after}${last}`;
    this.code.textContent = lines[line] ?? "";
  }

  /** The figures of the step, and of the other run where there is one. */
  count() {
    const { at, bytes, peak } = this.state;
    const { over } = this.trace;
    const figures = [
      counted(this.state),
      `${REPLAY.live} ${inBytes(bytes)}`,
      `${REPLAY.peak} ${inBytes(peak)}`,
    ];
    if (over) {
      const other = at === 0 ? 0 : (over[at - 1] ?? over.at(-1) ?? 0);
      figures.push(`${REPLAY.over} ${inBytes(other)}`);
    }
    this.stats.textContent = figures.join(" · ");
  }

  /** Puts the cursor of the chart to the step. */
  point() {
    const { events, over } = this.trace;
    const steps = Math.max(events.length, over?.length ?? 0) + 1;
    const x = String(70 + (570 * this.state.at) / steps);
    this.cursor.setAttribute("x1", x);
    this.cursor.setAttribute("x2", x);
  }
}

/** A line from the top of a chart to its axis. */
function cursor() {
  const space = "http://www.w3.org/2000/svg";
  const line = document.createElementNS(space, "line");
  line.setAttribute("class", "replay__cursor");
  line.setAttribute("y1", "34");
  line.setAttribute("y2", "176");
  return line;
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} name
 * @returns {HTMLElementTagNameMap[T]}
 */
function element(tag, name) {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
