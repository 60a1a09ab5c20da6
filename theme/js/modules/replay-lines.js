// @ts-check
//! Marks the source line of a step in the listings of the page.

/** @type {Map<string, Map<number, Element[]>>} */
const LINES = new Map();

/** One line at a time, whichever replay it belongs to. @type {Element[]} */
let marked = [];

/** Marks a line; none where it is 0. @param {string} listing @param {number} line */
export function markLine(listing, line) {
  for (const row of marked) row.classList.remove("line--now");
  marked = line === 0 ? [] : (linesOf(listing).get(line) ?? []);
  for (const row of marked) row.classList.add("line--now");
}

/** The rows of a listing's code, by line number. @param {string} listing */
function linesOf(listing) {
  const known = LINES.get(listing);
  if (known) return known;
  /** @type {Map<number, Element[]>} */
  const found = new Map();
  for (const row of document.querySelectorAll(
    `.listing[aria-label="${CSS.escape(listing)}"] .code .line`,
  )) {
    const line = Number(row.querySelector(".n")?.textContent);
    found.set(line, [...(found.get(line) ?? []), row]);
  }
  LINES.set(listing, found);
  return found;
}
