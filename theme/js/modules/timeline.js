// @ts-check
//! Starts the replays of a page, and follows links to their steps.

import { Replay } from "./replay.js";
import { traceOf } from "./trace.js";

/** @type {Map<string, Replay>} */
const replays = new Map();
for (const found of document.querySelectorAll("figure[data-timeline]")) {
  const figure = /** @type {HTMLElement} */ (found);
  const trace = traceOf(figure);
  if (!trace || trace.events.length === 0) continue;
  const replay = new Replay(figure, trace);
  if (!replays.has(replay.name)) replays.set(replay.name, replay);
}

/** Follows `#step:col-vec-growth:grown:7`. @param {string} hash */
function follow(hash) {
  const found = /^#step:(.+):(\d+)$/.exec(decodeURIComponent(hash));
  const replay = found && replays.get(found[1]);
  if (!found || !replay) return false;
  replay.moved(Number(found[2]));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  replay.figure.scrollIntoView({
    behavior: calm ? "auto" : "smooth",
    block: "center",
  });
  replay.focus({ preventScroll: true });
  return true;
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const link = target.closest?.('a[href*="#step:"]');
  const hash = link?.getAttribute("href")?.replace(/^[^#]*/, "");
  if (!hash || !follow(hash)) return;
  event.preventDefault();
  history.replaceState(null, "", hash);
});
if (location.hash.startsWith("#step:")) follow(location.hash);
