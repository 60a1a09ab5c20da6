// @ts-check
//! The stack/heap stepper: plays a recorded run statement by statement. Frames on one side, blocks on the other,
//! and an arrow from every variable that owns or borrows a block.

import { arrows } from "./stepper/arrows.js";
import { bytes, draw } from "./stepper/stage.js";
import { states } from "./stepper/states.js";

/** @typedef {import("../later/widgets.js").Widget} Widget */
/** @typedef {import("../later/widgets.js").Widgets} Widgets */
/** @typedef {import("./stepper/states.js").State} State */

const { define, element } = /** @type {{bookWidgets: Widgets}} */ (
  /** @type {unknown} */ (globalThis)
).bookWidgets;

/** @param {Widget} widget */
function mount(widget) {
  const { live, say, data } = widget;
  const all = states(data.steps, data.variables, data.trace.events);
  const sentence = element("p", "widget__sentence");
  sentence.setAttribute("aria-live", "polite");
  const code = listing(say("code"), all);
  const stage = element("div", "stepper__stage");
  const whole = element("div", "stepper");
  whole.append(code.list, stage);
  const bar = controls(say, all.length, (at) => {
    code.mark(at);
    sentence.textContent = told(widget, all[at]);
    draw(widget, stage, all[at]);
  });
  live.append(bar.root, sentence, whole);
  new ResizeObserver(() => arrows(stage)).observe(stage);
  bar.go(0);
}

/**
 * Buttons and a slider.
 * @param {Widget["say"]} say @param {number} all @param {(at: number) => void} show
 */
function controls(say, all, show) {
  let at = 0;
  const root = element("div", "widget__bar");
  const range = element("input");
  range.type = "range";
  range.min = "1";
  range.max = String(all);
  const label = element("label", "widget__control");
  const shown = element("output", "widget__value");
  const go = (/** @type {number} */ wanted) => {
    at = Math.max(0, Math.min(all - 1, wanted));
    const place = say("of", { at: at + 1, all });
    range.value = String(at + 1);
    range.setAttribute("aria-valuetext", place);
    shown.textContent = place;
    show(at);
  };
  range.addEventListener("input", () => go(Number(range.value) - 1));
  label.append(element("span", "", say("step")), range, shown);
  const back = button("‹", say("back"), () => go(at - 1));
  const forward = button("›", say("forward"), () => go(at + 1));
  root.append(back, forward, label);
  return { root, go };
}

/** @param {string} sign @param {string} label @param {() => void} act */
function button(sign, label, act) {
  const made = element("button", "action", sign);
  made.type = "button";
  made.title = label;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

/** The statements, and a mark for the one that was made last. @param {string} label @param {State[]} all */
function listing(label, all) {
  const list = element("ol", "stepper__code");
  list.setAttribute("aria-label", label);
  const lines = all.map((state) => {
    const line = element("li");
    line.append(element("code", "", state.code.replace(/ \{$/, "")));
    return line;
  });
  list.append(...lines);
  const mark = (/** @type {number} */ at) => {
    for (const [position, line] of lines.entries())
      if (position === at) line.setAttribute("aria-current", "step");
      else line.removeAttribute("aria-current");
  };
  return { list, mark };
}

/** One statement in words. @param {Widget} widget @param {State} state */
function told({ say }, { line, frames, blocks, left, entered, unread }) {
  const fresh = frames
    .flatMap((frame) => frame.variables)
    .filter((one) => one.fresh);
  const words = [
    say("line", { line }),
    ...left.map((name) => say("left", { name })),
    ...entered.map((name) => say("entered", { name })),
    ...fresh.map((one) =>
      say("placed", { name: one.name, size: bytes(one.size) }),
    ),
    ...unread.map((name) => say("unread", { name })),
  ];
  for (const { number: block, size, freed, fresh } of blocks) {
    if (fresh) words.push(say("requested", { block, size: bytes(size) }));
    if (freed) words.push(say("freed", { block, size: bytes(size) }));
  }
  return words.join(" ");
}

define("stepper", mount);
