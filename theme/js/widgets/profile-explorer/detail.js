// @ts-check
//! What the profile explorer tells about the call that is chosen: its way, its line, its figures.

import { FIGURES, amounts } from "./calls.js";

/** @typedef {import("../../later/widgets.js").Widget} Widget */
/** @typedef {import("../../later/widgets.js").Widgets} Widgets */
/** @typedef {import("./calls.js").Call} Call */
/** @typedef {import("./calls.js").Profile} Profile */

const { element, number } = /** @type {{bookWidgets: Widgets}} */ (
  /** @type {unknown} */ (globalThis)
).bookWidgets;

/** @param {Widget["say"]} say @param {Profile} profile @param {number} at @param {Call | null} chosen */
export function told(say, profile, at, chosen) {
  if (!chosen) return [element("p", "explorer__hint", say("choose"))];
  const way = element("p", "explorer__path");
  way.append(element("code", "", path(chosen).join(" → ")));
  const made = [way];
  let from = chosen;
  if (!from.line && from.caller) {
    made.push(element("p", "", say("std")));
    from = from.caller;
  }
  const line = element("pre", "explorer__line");
  line.append(element("code", "", from.line));
  const { flat, cum } = amounts(chosen, at);
  const sentence = say("sentence", {
    figure: say(FIGURES[at] ?? ""),
    total: number(profile.root.figures[at] ?? 0),
    cum: number(cum),
    flat: number(flat),
  });
  return [...made, line, element("p", "", sentence)];
}

/** The names of a call and its callers, the outermost first. @param {Call} chosen */
function path(chosen) {
  /** @type {string[]} */
  const names = [];
  for (let call = chosen; call.caller; call = call.caller)
    names.unshift(call.name);
  return names;
}
