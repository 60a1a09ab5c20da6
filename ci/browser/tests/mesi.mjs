// @ts-check
//! Has two cores count, by mouse and by keyboard. The widget runs the listing, so that its counts are the recorded
//! ones.

import assert from "node:assert/strict";
import { press, rows, visited, withoutWasm } from "../widgets.mjs";

export const name = "two cores pass a line to and fro, as the listing says";

/** @typedef {import("playwright-core").Locator} Locator */

const MESI = {
  name: "mesi",
  chapter: "cache",
  ready: "table.mesi",
  rows: 3,
};

/** @param {import("../widgets.mjs").Given} given */
export default async function (given) {
  await visited(given, MESI, rows, async ({ widget, told }) => {
    await together(widget);
    await apart(widget, told);
    await reading(widget);
  });
  await withoutWasm(given, MESI);
}

/** The states of the copies, core A's line by line, then core B's. @param {Locator} widget */
const states = (widget) => widget.locator(".mesi__copy b").allTextContents();

/** Transfers, invalidations, x and y, after the number of moves. @param {Locator} widget */
async function numbers(widget) {
  const said = await widget.locator(".widget__sentence").textContent();
  return (said ?? "").match(/\d+/g)?.join(" ");
}

/** By keyboard. @param {Locator} widget @param {string} moves */
async function move(widget, moves) {
  for (const letter of moves)
    await press(widget.locator(`button[data-move="${letter}"]`));
}

/** One line: every addition takes it from the other core. @param {Locator} widget */
async function together(widget) {
  assert.deepEqual(await states(widget), ["I", "I"]);
  await move(widget, "a");
  assert.deepEqual(await states(widget), ["M", "I"]);
  // The sentence below the recorded table names the same states, in this order.
  const told = widget.locator(".widget__text > p").last().locator("a.m");
  const recorded = await told.allTextContents();
  assert.deepEqual(await states(widget), recorded.slice(0, 2));
  await move(widget, "d");
  assert.deepEqual(await states(widget), recorded.slice(2));
  await move(widget, "adadadad");
  assert.equal(await numbers(widget), "10 10 9 5 5");
}

/** Padding: the same moves, and each core keeps its line. @param {Locator} widget @param {string[][]} recorded */
async function apart(widget, recorded) {
  const padded = widget.locator("input[type=checkbox]");
  await padded.click();
  assert.deepEqual(await states(widget), ["M", "I", "I", "M"]);
  const [transfers, invalidations] = recorded[1].slice(2);
  assert.equal(await numbers(widget), `10 ${transfers} ${invalidations} 5 5`);
  await padded.focus();
  await padded.press("Space");
  assert.equal((await states(widget)).length, 2);
}

/** Alone a reader has the line exclusively, in company shared; the buttons take back and begin again. */
async function reading(/** @type {Locator} */ widget) {
  await widget.locator('button[data-move="reset"]').click();
  await widget.locator('button[data-move="e"]').click();
  assert.deepEqual(await states(widget), ["E", "I"]);
  await widget.locator('button[data-move="h"]').click();
  assert.deepEqual(await states(widget), ["S", "S"]);
  await widget.locator('button[data-move="back"]').click();
  assert.deepEqual(await states(widget), ["E", "I"]);
  assert.equal(await numbers(widget), "1 1 0 0 0");
}
