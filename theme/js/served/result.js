// @ts-check
//! What a run did to the heap, beside what the book's own code does. Everything goes into the page as text.

import { W, number } from "./words.js";

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} [children]
 */
export function element(tag, attributes = {}, children = []) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes))
    made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * Tables and the staircase.
 * @param {any} heap @param {any} recorded
 */
export const heapOf = (heap, recorded) => [
  totals(heap, recorded),
  timeline(heap),
  lines(heap, recorded),
];

/**
 * `Blocks: 11 → 1`, when the edit changed that.
 * @param {any} heap @param {any} recorded
 */
export function difference(heap, recorded) {
  const [before, here] = [recorded?.totals.blocks, heap?.totals.blocks];
  if (before === undefined || here === undefined || before === here) return "";
  return ` ${W.blocks}: ${number.format(before)} → ${number.format(here)}`;
}

/** @param {any} heap @param {any} recorded */
function totals(heap, recorded) {
  const keys = [
    [W.blocks, "blocks"],
    [W.bytes, "bytes"],
    [W.peak, "peak_bytes"],
    [W.end, "end_bytes"],
  ];
  const rows = keys.map(([label, key]) => {
    const cells = [element("th", { scope: "row" }, [label])];
    if (recorded)
      cells.push(element("td", {}, [number.format(recorded.totals[key])]));
    const changed = recorded && recorded.totals[key] !== heap.totals[key];
    cells.push(
      element("td", changed ? { class: "run__changed" } : {}, [
        number.format(heap.totals[key]),
      ]),
    );
    return element("tr", {}, cells);
  });
  const head = ["", ...(recorded ? [W.before] : []), W.here].map((text) =>
    text === ""
      ? element("td", {}, [])
      : element("th", { scope: "col" }, [text]),
  );
  return element("table", { class: "run__totals" }, [
    element("caption", {}, [W.heap]),
    element("thead", {}, [element("tr", {}, head)]),
    element("tbody", {}, rows),
  ]);
}

/** @param {any} heap @param {any} recorded */
function lines(heap, recorded) {
  const old = new Map(
    (recorded?.sites ?? []).map((/** @type {any} */ site) => [site.at, site]),
  );
  const rows = heap.sites.map((/** @type {any} */ site) => {
    const before = old.get(site.at);
    const cells = [
      site.at,
      recorded ? (before ? number.format(before.blocks) : "–") : null,
      number.format(site.blocks),
      number.format(site.bytes),
      number.format(site.freed_blocks),
    ];
    const shown = cells.filter((cell) => cell !== null);
    const row = shown.map((cell) => element("td", {}, [cell]));
    return element("tr", {}, row);
  });
  const head = [
    W.line,
    recorded ? `${W.blocks} (${W.before})` : null,
    W.blocks,
    W.bytes,
    W.freed,
  ].filter((text) => text !== null);
  const columns = head.map((text) => element("th", { scope: "col" }, [text]));
  return element("table", { class: "run__lines" }, [
    element("thead", {}, [element("tr", {}, columns)]),
    element("tbody", {}, rows),
  ]);
}

/** The staircase of live bytes. @param {any} heap */
function timeline(heap) {
  const live = heap.events.map((/** @type {any[]} */ event) => event[4]);
  const peak = Math.max(1, ...live);
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 600 120");
  svg.setAttribute("role", "img");
  svg.setAttribute(
    "aria-label",
    `${W.timeline}: ${W.peak} ${number.format(heap.totals.peak_bytes)}`,
  );
  const step = 600 / Math.max(1, live.length);
  const path = live
    .map(
      (/** @type {number} */ bytes, /** @type {number} */ at) =>
        `V${(118 - (bytes / peak) * 112).toFixed(1)}H${((at + 1) * step).toFixed(1)}`,
    )
    .join("");
  const stairs = document.createElementNS(space, "path");
  stairs.setAttribute("d", `M0 118${path}V118Z`);
  svg.append(stairs);
  const figure = element("figure", { class: "run__timeline" }, [
    svg,
    element("figcaption", {}, [W.timeline]),
  ]);
  void replayable(figure, heap);
  return figure;
}

/** Offers to replay the run, by the theme's module for that, if it has one. @param {HTMLElement} figure @param {any} heap */
async function replayable(figure, heap) {
  const assets = document.querySelector('link[href*="assets/"]');
  if (!(assets instanceof HTMLLinkElement)) return;
  const module = new URL("modules/run-replay.js", assets.href).href;
  await import(module).then(({ offer }) => offer(figure, heap)).catch(() => {});
}
