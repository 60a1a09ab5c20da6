// @ts-check
//! Drives the growth explorer, by mouse and by keyboard. A real vector grows in the page, so its figures are the
//! recorded ones. Nothing of a widget is loaded before it comes near.

import assert from "node:assert/strict";
import { rows, visited, withoutWasm } from "../widgets.mjs";

export const name = "widgets run the book's own code, and are complete without";

/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {import("playwright-core").Page} Page */

const GROWTH = {
  name: "growth",
  chapter: "collections",
  ready: ".widget__live svg",
  rows: 4,
};

/** @param {import("../widgets.mjs").Given} given */
export default async function (given) {
  await visited(given, GROWTH, rows, async (visit) => {
    const { page, widget, told, language, asked } = visit;
    const early = asked.filter((url) => url.includes("/widgets/"));
    assert.deepEqual(early, [], "loaded before it comes near");
    const said = await widget.locator(".widget__sentence").innerText();
    assert.match(said, /1,000/);
    assert.match(said, language === "ko" ? /블록/ : /Blocks/);
    await compared(widget, told);
    await changed(page, widget, told);
  });
  await withoutWasm(given, GROWTH);
}

/** A figure of the vector that grew in the page: its blocks, then its bytes. @param {Locator} widget @param {number} row */
const grown = (widget, row) =>
  widget
    .locator(".widget__live tbody tr")
    .nth(row)
    .locator("td")
    .first()
    .innerText();

/** A thousand u64, as the listing's own heap report says, and Go's. @param {Locator} widget @param {string[][]} recorded */
async function compared(widget, recorded) {
  const [, blocks, bytes, , go] = recorded[1];
  assert.equal(await grown(widget, 0), blocks);
  assert.equal(await grown(widget, 1), bytes);
  const first = widget.locator(".widget__live tbody tr").first();
  assert.equal(await first.locator("td").nth(1).innerText(), go);
}

/** Reserving, a larger element, more and fewer of them. @param {Page} page @param {Locator} widget @param {string[][]} recorded */
async function changed(page, widget, recorded) {
  await widget.locator("input[type=checkbox]").click();
  assert.equal(await grown(widget, 0), "1");
  await page.keyboard.press("Space");
  assert.notEqual(await grown(widget, 0), "1");
  await widget.locator("select").selectOption("4096");
  assert.equal(await grown(widget, 0), recorded[3][1]);
  const range = widget.locator("input[type=range]");
  await range.focus();
  await page.keyboard.press("End");
  assert.equal(await range.getAttribute("aria-valuetext"), "10,000");
  await page.keyboard.press("Home");
  assert.equal(await grown(widget, 0), "1");
}
