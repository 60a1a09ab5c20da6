// @ts-check
//! Goes through the profile explorer: every profile by every figure, by mouse and by keyboard, in both languages, from
//! a folder, and without scripts. What the script draws has to agree with the tables that stand there without it.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { axeSource } from "../packages.mjs";

export const name =
  "the profile explorer shows what its tables say, by mouse and by keyboard";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {{name: string, figures: number[], line: string, outer: boolean}} Row */

const WIDGET = '[data-widget="profile-explorer"]';
const FIGURES = ["blocks", "bytes", "peak", "end"];

/** @param {{browser: Browser, site: {root: string, origin: string}}} given */
export default async function ({ browser, site }) {
  for (const language of ["en", "ko"]) {
    const path = `${language}/profiling/index.html`;
    const tables = await plain(browser, `${site.origin}/${path}`);
    await explored(browser, `${site.origin}/${path}`, tables, 1280);
    const folder = pathToFileURL(`${site.root}/${path}`).href;
    await explored(browser, folder, tables, 390);
  }
}

const count = (/** @type {string} */ text) =>
  Number(text.replace(/\D/g, "") || 0);

/**
 * Without scripts the tables say everything.
 * @param {Browser} browser @param {string} url @returns {Promise<Map<string, Row[]>>}
 */
async function plain(browser, url) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator(WIDGET);
  assert.equal(await widget.locator("button, input").count(), 0);
  assert.ok(await widget.locator("table").first().isVisible());
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
  assert.equal(tables.size, 4);
  await context.close();
  return tables;
}

/**
 * @param {Browser} browser @param {string} url @param {Map<string, Row[]>} tables @param {number} width
 */
async function explored(browser, url, tables, width) {
  const context = await browser.newContext({
    reducedMotion: "reduce",
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator(WIDGET);
  await widget.scrollIntoViewIfNeeded();
  await widget.locator(".explorer__tree").waitFor();
  // The tables are folded away, since the tree says the same.
  assert.ok(!(await widget.locator(".widget__text").isVisible()));
  for (const [profile, rows] of tables) {
    await widget.locator("select").selectOption(profile);
    for (const [at, figure] of FIGURES.entries()) {
      await widget.locator(`input[value="${figure}"]`).check();
      await counted(widget, rows, at);
    }
  }
  await clicked(widget, tables);
  await typed(page, widget);
  await quiet(page);
  const wide = await page.evaluate(() => document.body.scrollWidth);
  assert.ok(wide <= width, `${wide} px on a page of ${width} px`);
  await widget.locator("summary").click();
  assert.ok(await widget.locator(".widget__text").isVisible());
  await context.close();
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

/** axe finds nothing in the widget. @param {Page} page */
async function quiet(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async (widget) => {
    // @ts-ignore: defined by the script before.
    const { violations } = await axe.run(widget, {
      resultTypes: ["violations"],
    });
    return violations.map((/** @type {any} */ { id, nodes }) => [
      id,
      nodes[0].html,
    ]);
  }, WIDGET);
  assert.deepEqual(found, []);
}
