// @ts-check
//! Goes through the profile explorer: every profile by every figure, by mouse and by keyboard. What the script draws
//! has to agree with the tables that stand there without it.

import assert from "node:assert/strict";
import { visited } from "../widgets.mjs";

export const name =
  "the profile explorer shows what its tables say, by mouse and by keyboard";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {{name: string, figures: number[], line: string, outer: boolean}} Row */

const EXPLORER = {
  name: "profile-explorer",
  chapter: "profiling",
  ready: ".explorer__tree",
};
const PROFILES = 4;
const FIGURES = ["blocks", "bytes", "peak", "end"];

/** @param {import("../widgets.mjs").Given} given */
export default async function (given) {
  await visited(given, EXPLORER, plain, async ({ page, widget, told }) => {
    // The tables are folded away, since the tree says the same.
    const tables = widget.locator(".widget__text");
    assert.ok(!(await tables.isVisible()));
    for (const [profile, rows] of told) {
      await widget.locator("select").selectOption(profile);
      for (const [at, figure] of FIGURES.entries()) {
        await widget.locator(`input[value="${figure}"]`).check();
        await counted(widget, rows, at);
      }
    }
    await labelled(page);
    await clicked(widget, told);
    await typed(page, widget);
    await widget.locator("summary").click();
    assert.ok(await tables.isVisible());
  });
}

const count = (/** @type {string} */ text) =>
  Number(text.replace(/\D/g, "") || 0);

/** The rows of each table, by its profile. @param {Locator} widget @returns {Promise<Map<string, Row[]>>} */
async function plain(widget) {
  const tables = new Map();
  for (const table of await widget.locator("table[data-calls]").all()) {
    const rows = [];
    for (const row of await table.locator("tbody tr").all()) {
      // innerText is empty of what is far away and not laid out yet.
      const cells = await row.locator("th, td").allTextContents();
      rows.push({
        name: cells[0].trim(),
        figures: cells.slice(1, 5).map(count),
        line: cells[5].trim(),
        outer: !(await row.getAttribute("style")),
      });
    }
    tables.set(await table.getAttribute("data-calls"), rows);
  }
  assert.equal(tables.size, PROFILES);
  return tables;
}

/**
 * The same calls with the same figures as in the table; what the calls requested themselves adds up to the total.
 * @param {Locator} widget @param {Row[]} rows @param {number} at
 */
async function counted(widget, rows, at) {
  const drawn = [];
  let flat = 0;
  for (const row of await widget.locator(".explorer__tree tbody tr").all()) {
    const cells = await row.locator("td").allTextContents();
    const name = (await row.locator("th").textContent())?.trim();
    drawn.push(`${name} ${count(cells[1])}`);
    flat += count(cells[0]);
  }
  const expected = rows.map((row) => `${row.name} ${row.figures[at]}`);
  assert.deepEqual(drawn.sort(), expected.sort());
  const outer = rows.filter((row) => row.outer);
  const total = outer.reduce((sum, row) => sum + row.figures[at], 0);
  assert.equal(flat, total, "flat adds up");
  const cells = await widget.locator("rect[data-at]").count();
  assert.equal(cells, rows.filter((row) => row.figures[at] > 0).length);
}

/** In every flame graph of the page a label stands in the middle of its cell. @param {Page} page */
async function labelled(page) {
  const labels = page.locator("svg.icicle g:has(text)");
  const off = await labels.evaluateAll((groups) =>
    groups.map((group) => {
      const [cell, label] = ["rect", "text"].map((part) => {
        const box = group.querySelector(part)?.getBoundingClientRect();
        return box?.height ? box.top + box.height / 2 : NaN;
      });
      return Math.abs(label - cell);
    }),
  );
  assert.ok(off.length > 0);
  const most = Math.max(...off);
  assert.ok(most < 1.5, `a label is ${most} pixels off`);
}

/** A cell of the drawing, and a row of the table, show the line. @param {Locator} widget @param {Map<string, Row[]>} tables */
async function clicked(widget, tables) {
  await widget.locator("select").selectOption("first-pprof");
  await widget.locator('input[value="end"]').check();
  const rows = tables.get("first-pprof") ?? [];
  for (const name of ["answer", "keep"]) {
    const line = rows.find((row) => row.name === name)?.line;
    assert.ok(line, `the table has ${name}`);
    const button = widget.locator(".explorer__name", { hasText: name });
    const place = await button.getAttribute("data-at");
    await widget.locator(`rect[data-at="${place}"]`).click();
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    assert.equal(await widget.locator(".explorer__line").innerText(), line);
    assert.equal(await widget.locator('[aria-pressed="true"]').count(), 1);
  }
  // The function of std has no line of its own, so its caller's is shown.
  const std = widget.locator(".explorer__name", { hasText: "Vec::push" });
  await std.click();
  const shown = await widget.locator(".explorer__line").innerText();
  assert.equal(shown, rows.find((row) => row.name === "keep")?.line);
}

/** @param {Page} page @param {Locator} widget */
async function typed(page, widget) {
  const rows = widget.locator(".explorer__tree tbody tr:visible");
  const names = widget.locator(".explorer__name");
  const all = await rows.count();
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute("data-at"));
  await names.first().focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "1");
  await page.keyboard.press("Enter");
  assert.equal(await names.nth(1).getAttribute("aria-pressed"), "true");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "0");
  await page.keyboard.press("ArrowLeft");
  assert.ok((await rows.count()) < all, "the calls below are closed");
  await page.keyboard.press("ArrowRight");
  assert.equal(await rows.count(), all);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const leaf = Number(await focused());
  assert.equal(leaf, 2, "the innermost call");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await focused(), "1", "its caller");
}
