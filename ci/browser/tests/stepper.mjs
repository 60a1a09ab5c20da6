// @ts-check
//! Drives the stack/heap stepper, by mouse and by keyboard. What it shows is held against the recorded table below it
//! and against the heap's own events.

import assert from "node:assert/strict";
import { rows, visited } from "../widgets.mjs";

export const name = "the stepper moves handles and leaves blocks";

/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {import("playwright-core").Page} Page */

const STEPPER = {
  name: "stepper",
  chapter: "stack-heap",
  ready: ".stepper__frame",
  rows: 8,
};

/** @param {import("../widgets.mjs").Given} given */
export default async function (given) {
  await visited(given, STEPPER, rows, async ({ page, widget, told }) => {
    await moving(page, widget, told);
    await ending(page, widget);
    const arrows = await widget.locator(".stepper__arrows path").count();
    assert.equal(arrows, 0, "nothing is left to point at");
    await page.keyboard.press("Home");
    assert.equal(await widget.locator(".stepper__block").count(), 0);
  });
}

/**
 * The statement that moves the text: a second handle, the same block.
 * @param {Page} page @param {Locator} widget @param {string[][]} recorded
 */
async function moving(page, widget, recorded) {
  const forward = widget.locator(".widget__bar button").nth(1);
  const current = widget.locator("[aria-current=step]");
  await forward.click();
  const letters = await widget
    .locator(".stepper__block")
    .getAttribute("data-block");
  const handle = await widget.locator("tr[data-fresh] td").first().innerText();
  for (let step = 0; step < 20; step += 1) {
    if (/let moved = name/.test(await current.innerText())) break;
    await forward.click();
  }
  const moved = widget.locator("tr[data-fresh]");
  assert.equal(await moved.getAttribute("data-to"), letters);
  assert.equal(await moved.locator("td").first().innerText(), handle);
  assert.equal(await widget.locator("tr[data-lost]").count(), 1);
  assert.ok(
    recorded[4].some((cell) => cell.includes(handle)),
    handle,
  );
  await pointed(page, widget);
  await widget.locator(".widget__bar button").first().click();
  assert.equal(await widget.locator("tr[data-lost]").count(), 0);
}

/** Where frames and blocks stand side by side, an arrow and its head for each handle. @param {Page} page @param {Locator} widget */
async function pointed(page, widget) {
  const isWide = (page.viewportSize()?.width ?? 0) > 1000;
  const handles = await widget.locator("tr[data-to]").count();
  assert.ok(handles > 0);
  const paths = await widget.locator(".stepper__arrows path").count();
  assert.equal(paths, isWide ? 2 * handles : 0);
}

/** By keyboard to the end: every block of the recording was freed. @param {Page} page @param {Locator} widget */
async function ending(page, widget) {
  const range = widget.locator("input[type=range]");
  const steps = await range.getAttribute("max");
  let freed = 0;
  await range.focus();
  await page.keyboard.press("Home");
  for (let step = 1; step < Number(steps); step += 1) {
    await page.keyboard.press("ArrowRight");
    freed += await widget.locator(".stepper__block[data-freed]").count();
  }
  assert.match(
    (await range.getAttribute("aria-valuetext")) ?? "",
    RegExp(`${steps}`),
  );
  const blocks = await page.evaluate(() => {
    const carried = document.querySelector('[data-widget="stepper"] script');
    return JSON.parse(carried?.textContent ?? "{}").data.trace.totals.blocks;
  });
  assert.equal(freed, blocks);
  assert.equal(
    await widget.locator(".stepper__block:not([data-freed])").count(),
    0,
  );
}
