// @ts-check
//! Drives the escape graph by keyboard: the analyser runs in the page, so its verdicts are the recorded ones, and
//! those of a program that nobody recorded are its own.

import assert from "node:assert/strict";
import { rows, visited, withoutWasm } from "../widgets.mjs";

export const name = "the escape graph runs the chapter's analyser";

/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {import("playwright-core").Page} Page */

const ESCAPE = {
  name: "escape",
  chapter: "escape",
  ready: ".widget__live svg",
  rows: 6,
};

/** @param {import("../widgets.mjs").Given} given */
export default async function (given) {
  await visited(given, ESCAPE, rows, async ({ page, widget, told }) => {
    await chosen(widget, told);
    await written(page, widget);
  });
  await withoutWasm(given, ESCAPE);
}

/** The functions of the listing, with the verdicts of the table. @param {Locator} widget @param {string[][]} recorded */
async function chosen(widget, recorded) {
  const choice = widget.locator("select");
  const functions = await choice.locator("option").allTextContents();
  assert.deepEqual(
    functions,
    recorded.map(([name]) => name),
  );
  for (const [at, [name, moved]] of recorded.entries()) {
    await choice.selectOption({ index: at });
    assert.equal(await marked(widget), Number(moved), `${name}: what moves`);
    assert.match(await widget.locator("pre").first().innerText(), /^func /);
    const said = await widget.locator(".widget__sentence").innerText();
    assert.equal(/E0\d+/.test(said), Number(moved) > 0, said);
  }
}

/** Programs that nobody recorded, by keyboard. @param {Page} page @param {Locator} widget */
async function written(page, widget) {
  await widget.locator("textarea").focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("var here; p = &here; return *p");
  assert.equal(await marked(widget), 0);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("var here; p = &here; return p");
  assert.equal(await marked(widget), 1);
  assert.match(await widget.locator("tbody").first().innerText(), /p ← &here/);
  await page.keyboard.press("Enter");
  await page.keyboard.type("p := 1 + 2");
  const said = await widget.locator(".widget__sentence").innerText();
  assert.match(said, /`p := 1 \+ 2`/);
  assert.equal(await widget.locator("svg").count(), 0);
  await widget.locator("select").selectOption({ index: 4 });
}

/** How many variables are drawn as moved; parameters that are passed on are drawn alike. @param {Locator} widget */
async function marked(widget) {
  const said = await widget.locator(".widget__sentence").textContent();
  const passed = (said ?? "").split(/is passed on|받은 값이/).length - 1;
  return (await widget.locator(".escape__place--out").count()) - passed;
}
