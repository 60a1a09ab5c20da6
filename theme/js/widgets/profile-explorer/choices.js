// @ts-check
//! What a reader of the profile explorer chooses from: a profile, and one of its figures.

import { FIGURES } from "./calls.js";

/** @typedef {import("../../later/widgets.js").Widget} Widget */
/** @typedef {import("../../later/widgets.js").Widgets} Widgets */
/** @typedef {import("./calls.js").Profile} Profile */

const { element } = /** @type {{bookWidgets: Widgets}} */ (
  /** @type {unknown} */ (globalThis)
).bookWidgets;

/** @param {Widget["say"]} say @param {Profile[]} profiles @param {(profile: Profile) => void} done */
export function picker(say, profiles, done) {
  const label = element("label", "widget__control");
  const select = element("select");
  for (const { name, what } of profiles)
    select.append(new Option(`${what} (${name})`, name));
  select.addEventListener("change", () => {
    const found = profiles[select.selectedIndex];
    if (found) done(found);
  });
  label.append(element("span", "", say("profile")), select);
  const bar = element("div", "widget__bar");
  bar.append(label);
  return bar;
}

/** @param {Widget["say"]} say @param {number} first @param {(figure: number) => void} done */
export function figures(say, first, done) {
  const set = element("fieldset", "explorer__figures");
  set.append(element("legend", "", say("figure")));
  for (const [at, figure] of FIGURES.entries()) {
    const label = element("label");
    const radio = element("input");
    radio.type = "radio";
    radio.name = "explorer-figure";
    radio.value = figure;
    radio.checked = at === first;
    radio.addEventListener("change", () => done(at));
    label.append(radio, ` ${say(figure)}`);
    set.append(label);
  }
  return set;
}
