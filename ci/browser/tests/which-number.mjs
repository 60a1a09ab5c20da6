// @ts-check
//! Steps through the counts by mouse and by keyboard. What each step draws and says has to agree with the table that
//! stands there without scripts.

import assert from "node:assert/strict";
import { rows, visited } from "../widgets.mjs";

export const name = "each step moves the counts that the table says";

/** @typedef {import("playwright-core").Locator} Locator */

const STEPS = 7;
const NUMBERS = {
  name: "which-number",
  chapter: "production",
  ready: "button",
  rows: STEPS,
};
const COUNTS = 6;

/** @param {import("../widgets.mjs").Given} given */
export default async function (given) {
  await visited(given, NUMBERS, plain, async ({ widget, told }) => {
    await forwards(widget, told);
    await backwards(widget, told);
  });
}

/** The counts of each step. @param {Locator} widget */
async function plain(widget) {
  const recorded = await rows(widget);
  return recorded.map((cells) => {
    const counts = cells.slice(1).map((cell) => cell.replaceAll(",", ""));
    assert.equal(counts.length, COUNTS);
    const isCount = (/** @type {string} */ count) => /^\d+$/.test(count);
    assert.ok(counts.every(isCount), cells.join(" "));
    return counts.map(Number);
  });
}

/** To the last step, and no further. @param {Locator} widget @param {number[][]} table */
async function forwards(widget, table) {
  const next = widget.locator("button").nth(1);
  const slider = widget.locator("input");
  const said = new Set();
  for (const [at, counts] of table.entries()) {
    await drawn(widget, counts);
    said.add(await widget.locator(".widget__sentence").innerText());
    assert.match((await slider.getAttribute("aria-valuetext")) ?? "", /\d/);
    if (at === STEPS - 1) break;
    // By mouse, by the button's key, and by the slider's.
    if (at % 3 === 0) await next.click();
    else if (at % 3 === 1) await next.press("Enter");
    else await slider.press("ArrowRight");
  }
  assert.equal(said.size, STEPS, "a sentence for each step");
  assert.equal(await next.getAttribute("aria-disabled"), "true");
  await next.press("Enter");
  await drawn(widget, table[STEPS - 1]);
}

/** @param {Locator} widget @param {number[][]} table */
async function backwards(widget, table) {
  const back = widget.locator("button").first();
  await back.press("Enter");
  await drawn(widget, table[STEPS - 2]);
  await widget.locator("input").press("Home");
  assert.equal(await back.getAttribute("aria-disabled"), "true");
  await drawn(widget, table[0]);
}

/** The bars are as long as the counts, and the description names them. @param {Locator} widget @param {number[]} counts */
async function drawn(widget, counts) {
  const chart = widget.locator(".widget__chart svg");
  const label = (await chart.getAttribute("aria-label")) ?? "";
  const named = [...label.replaceAll(",", "").matchAll(/ (\d+)/g)];
  assert.deepEqual(
    named.map(([, count]) => Number(count)),
    counts,
  );
  const bars = await chart.locator("rect").all();
  assert.equal(bars.length, COUNTS);
  const widths = [];
  for (const bar of bars) widths.push(Number(await bar.getAttribute("width")));
  const scale = Math.max(...widths) / Math.max(...counts);
  for (const [at, width] of widths.entries())
    assert.ok(Math.abs(width - counts[at] * scale) < 0.01, `bar ${at}`);
}
