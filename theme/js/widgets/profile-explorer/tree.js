// @ts-check
//! The calls as a table in which each stands below its caller, and what is below one can be closed.

import { amounts } from "./calls.js";
import { moved } from "./keys.js";

/** @typedef {import("../../later/widgets.js").Widget} Widget */
/** @typedef {import("../../later/widgets.js").Widgets} Widgets */
/** @typedef {import("./calls.js").Call} Call */
/** @typedef {import("./calls.js").Profile} Profile */

const { element, number } = /** @type {{bookWidgets: Widgets}} */ (
  /** @type {unknown} */ (globalThis)
).bookWidgets;

/**
 * @param {Widget["say"]} say @param {Profile} profile @param {number} at @param {Call[]} calls
 * @param {(call: Call) => void} choose
 */
export function tree(say, { root }, at, calls, choose) {
  const made = element("table", "explorer__tree");
  const head = made.createTHead().insertRow();
  for (const title of [say("call"), "flat", "cum", say("share")]) {
    const cell = element("th", title === say("call") ? "" : "num", title);
    cell.scope = "col";
    head.append(cell);
  }
  const body = made.createTBody();
  const total = root.figures[at] ?? 0;
  for (const [place, call] of calls.entries()) {
    const { flat, cum } = amounts(call, at);
    const share = total ? Math.round((100 * cum) / total) : 0;
    const row = body.insertRow();
    if (cum === 0) row.className = "explorer__none";
    row.append(
      named(call, place, toggle(say, body, calls, place), choose),
      element("td", "num", number(flat)),
      element("td", "num", number(cum)),
      element("td", "num", `${share}%`),
    );
  }
  body.addEventListener("keydown", (event) => moved(event, body, calls));
  return made;
}

/** @param {Call} call @param {number} place @param {HTMLElement} toggle @param {(call: Call) => void} choose */
function named(call, place, toggle, choose) {
  const cell = element("th");
  cell.scope = "row";
  cell.style.setProperty("--depth", String(call.depth));
  const name = element("button", "explorer__name", call.name);
  name.type = "button";
  name.dataset.at = String(place);
  name.addEventListener("click", () => choose(call));
  cell.append(toggle, name);
  return cell;
}

/**
 * The button that closes and opens what is below a call; a gap where nothing is.
 * @param {Widget["say"]} say @param {HTMLTableSectionElement} body @param {Call[]} calls @param {number} place
 */
function toggle(say, body, calls, place) {
  const call = calls[place];
  if (!call?.callees.length) return element("span", "explorer__gap");
  const button = element("button", "explorer__toggle");
  button.type = "button";
  const set = (/** @type {boolean} */ open) => {
    const label = say(open ? "closes" : "opens", { name: call.name });
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", label);
  };
  set(true);
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    set(open);
    fold(body, calls, place, open);
  });
  return button;
}

/**
 * Shows or hides the rows below a call. What was closed further down stays closed.
 * @param {HTMLTableSectionElement} body @param {Call[]} calls @param {number} place @param {boolean} open
 */
function fold(body, calls, place, open) {
  const depth = calls[place]?.depth ?? 0;
  let closed = Infinity;
  for (let next = place + 1; next < calls.length; next += 1) {
    const level = calls[next]?.depth ?? 0;
    if (level <= depth) break;
    const row = body.rows[next];
    if (level <= closed) closed = Infinity;
    if (row) row.hidden = !open || level > closed;
    const inner = row?.querySelector(".explorer__toggle");
    const isClosed = inner?.getAttribute("aria-expanded") === "false";
    if (closed === Infinity && isClosed) closed = level;
  }
}
