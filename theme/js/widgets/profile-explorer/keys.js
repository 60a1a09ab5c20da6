// @ts-check
//! The arrow keys in the table of calls: up and down between rows, right and left to open and close one.

/** @typedef {import("./calls.js").Call} Call */

/** @param {KeyboardEvent} event @param {HTMLTableSectionElement} body @param {Call[]} calls */
export function moved(event, body, calls) {
  const row = /** @type {Element} */ (event.target).closest("tr");
  if (!row) return;
  const place = [...body.rows].indexOf(row);
  const button = /** @type {HTMLElement | null} */ (
    row.querySelector(".explorer__toggle")
  );
  const open = button?.getAttribute("aria-expanded") === "true";
  let to = -1;
  if (event.key === "ArrowDown") to = beside(body, place, 1);
  else if (event.key === "ArrowUp") to = beside(body, place, -1);
  else if (event.key === "ArrowRight" && button && !open) button.click();
  else if (event.key === "ArrowLeft" && button && open) button.click();
  else if (event.key === "ArrowLeft") {
    const caller = calls[place]?.caller;
    to = caller ? calls.indexOf(caller) : -1;
  } else return;
  event.preventDefault();
  const next = /** @type {HTMLElement | null | undefined} */ (
    body.rows[to]?.querySelector(".explorer__name")
  );
  next?.focus();
}

/** The next row that is shown. @param {HTMLTableSectionElement} body @param {number} place @param {number} step */
function beside(body, place, step) {
  let to = place + step;
  while (body.rows[to]?.hidden) to += step;
  return to;
}
