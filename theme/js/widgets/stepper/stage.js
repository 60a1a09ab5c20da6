// @ts-check
//! The stage of the stepper: frames with their variables on one side, blocks on the other.

import { arrows } from "./arrows.js";

/** @typedef {import("../../later/widgets.js").Widget} Widget */
/** @typedef {import("../../later/widgets.js").Widgets} Widgets */
/** @typedef {import("./states.js").Block} Block */
/** @typedef {import("./states.js").Frame} Frame */
/** @typedef {import("./states.js").State} State */
/** @typedef {import("./states.js").Variable} Variable */

const { element, number } = /** @type {{bookWidgets: Widgets}} */ (
  /** @type {unknown} */ (globalThis)
).bookWidgets;

export const bytes = (/** @type {number} */ count) => `${number(count)} B`;

/** Shows a state. @param {Widget} widget @param {HTMLElement} stage @param {State} state */
export function draw(widget, stage, { frames, blocks }) {
  const stack = element("div", "stepper__stack");
  stack.append(
    element("p", "stepper__head", widget.say("stack")),
    ...frames.map((frame) => framed(widget, frame, blocks)),
  );
  const heap = element("div", "stepper__heap");
  heap.append(element("p", "stepper__head", widget.say("heap")));
  if (blocks.length === 0)
    heap.append(element("p", "stepper__empty", widget.say("empty")));
  heap.append(...blocks.map((block) => boxed(widget, block)));
  stage.replaceChildren(stack, heap);
  arrows(stage);
}

/** @param {Widget} widget @param {Frame} frame @param {Block[]} blocks */
function framed(widget, { name, variables }, blocks) {
  const table = element("table", "stepper__frame");
  const caption = table.createCaption();
  caption.textContent = widget.say("frame", { name }).replaceAll("`", "");
  const body = table.createTBody();
  body.append(...variables.map((one) => place(widget, one, blocks)));
  return table;
}

/** @param {Widget} widget @param {Block} block */
function boxed({ say }, block) {
  const box = element("div", "stepper__block");
  box.dataset.block = block.address;
  box.toggleAttribute("data-freed", block.freed);
  box.toggleAttribute("data-fresh", block.fresh);
  const title = `${say("block", { block: block.number })} · ${bytes(block.size)}`;
  const state = block.freed ? `${title} · ${say("gone")}` : title;
  box.append(
    element("span", "stepper__title", state),
    element("code", "", block.contents),
    element("span", "stepper__address", block.address),
  );
  return box;
}

/** @param {Widget} widget @param {Variable} one @param {Block[]} blocks */
function place({ say }, one, blocks) {
  const row = element("tr");
  row.toggleAttribute("data-lost", !one.held);
  row.toggleAttribute("data-fresh", one.fresh);
  const name = element("th");
  name.scope = "row";
  name.append(
    element("code", "", one.name),
    element("span", "stepper__address", one.address),
  );
  const target = blocks.find((block) => block.address === one.target);
  const words = one.held ? contents(say, one, target) : say("lost");
  const cell = element("td", "", words);
  if (one.held && target) {
    row.dataset.to = target.address;
    row.dataset.kind = one.kind;
  }
  row.append(name, element("td", "num", bytes(one.size)), cell);
  return row;
}

/** @param {Widget["say"]} say @param {Variable} one @param {Block | undefined} target */
function contents(say, one, target) {
  if (one.kind === "is") return one.target;
  const words = [say(one.kind, { block: target?.number ?? "?" })];
  const capacity = /capacity (\d+)/.exec(one.contents)?.[1];
  const length = /length (\d+)/.exec(one.contents)?.[1];
  if (capacity && length) words.push(say("parts", { capacity, length }));
  else if (length) words.push(say("length", { length }));
  return words.join(", ");
}
