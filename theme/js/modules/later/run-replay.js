// @ts-check
//! Replays the run that was just made, step by step, with the book's own run dashed beside it where the page
//! has its trace. The page's side of running offers it, and finds nothing of it before a program has run.

import { Replay } from "../replay.js";
import { localised } from "../store.js";
import { traceOf } from "../trace.js";

/** @typedef {import("../trace.js").Trace} Trace */
/** @typedef {[string, number, number, number, number, string]} Event operation, block, size, align, live, place */
/** @typedef {{events: Event[], events_dropped: number}} Heap */

const WORDS = localised({
  en: { replay: "Replay this run" },
  ko: { replay: "이번 실행 다시 보기" },
});

const OPERATIONS = ["alloc", "zeroed", "grow", "shrink", "free"];

/**
 * Puts a button below a run's staircase of live bytes.
 * @param {HTMLElement} figure
 * @param {Heap} heap
 */
export function offer(figure, heap) {
  if (heap.events.length === 0) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "action";
  button.textContent = WORDS.replay;
  button.addEventListener("click", () => {
    button.remove();
    start(figure, heap);
  });
  figure.append(button);
}

/** @param {HTMLElement} figure @param {Heap} heap */
function start(figure, heap) {
  const listing = /** @type {HTMLElement | null} */ (
    figure.closest(".listing")
  );
  const name = listing?.getAttribute("aria-label") ?? "";
  const edited = listing?.querySelector("textarea")?.value;
  const over = recorded(listing?.dataset.listing ?? name);
  const trace = traced(heap, edited ?? "", over);
  figure.dataset.timeline = name;
  // The lines of edited code are not those of the page.
  figure.dataset.listing = edited === undefined ? name : "";
  if (edited === undefined && listing) trace.lines = linesOf(listing);
  figure.querySelector("svg")?.replaceWith(chart(trace));
  new Replay(figure, trace).focus();
}

/** @param {Heap} heap @param {string} code @param {number[] | null} over @returns {Trace} */
function traced(heap, code, over) {
  const source = code.split("\n");
  /** @type {Record<string, string>} */
  const lines = {};
  const events = heap.events.map(([operation, block, size, , live, place]) => {
    const line = Number(/:(\d+)$/.exec(place)?.[1] ?? 0);
    if (line > 0) lines[line] = (source[line - 1] ?? "").trim();
    return /** @type {[number, number, number, number, number]} */ ([
      OPERATIONS.indexOf(operation),
      block,
      size,
      live,
      line,
    ]);
  });
  return { events, lines, dropped: heap.events_dropped, over };
}

/** The live bytes of the book's own run, where the page shows its timeline. @param {string} name */
function recorded(name) {
  const figure = document.querySelector(
    `figure[data-timeline="${CSS.escape(name)}"]:has(script.replay__data)`,
  );
  return traceOf(figure)?.events.map((event) => event[3]) ?? null;
}

/** The code that the page shows, by line. @param {HTMLElement} listing */
function linesOf(listing) {
  /** @type {Record<string, string>} */
  const lines = {};
  for (const row of listing.querySelectorAll(".code .line")) {
    const number = row.querySelector(".n")?.textContent?.trim();
    const code = row.querySelector(".src")?.textContent?.trim();
    if (number) lines[number] = code ?? "";
  }
  return lines;
}

/** The staircase in the measures of the page's own charts, so that the cursor fits. @param {Trace} trace */
function chart(trace) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const live = trace.events.map((event) => event[3]);
  const over = trace.over ?? [];
  const highest = Math.max(1, ...live, ...over);
  const steps = Math.max(live.length, over.length) + 1;
  const stairs = (
    /** @type {number[]} */ levels,
    /** @type {string} */ name,
  ) => {
    const path = document.createElementNS(space, "path");
    const up = levels.map(
      (bytes, at) =>
        ` H${(70 + (570 * (at + 1)) / steps).toFixed(1)} V${(176 - (142 * bytes) / highest).toFixed(1)}`,
    );
    path.setAttribute("d", `M70 176${up.join("")} H640`);
    path.setAttribute("class", name);
    svg.append(path);
  };
  svg.setAttribute("class", "chart");
  svg.setAttribute("viewBox", "0 0 660 212");
  svg.setAttribute("aria-hidden", "true");
  stairs(live, "stroke");
  if (over.length > 0) stairs(over, "stroke stroke--over");
  return svg;
}
