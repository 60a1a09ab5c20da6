// @ts-check
//! Steps through the counts by mouse and by keyboard, in both languages, from a folder, and without scripts.
//! What each step draws and says has to agree with the table that stands there without scripts.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { axeSource } from "../packages.mjs";

export const name = "each step moves the counts that the table says";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").Page} Page */

const WIDGET = '[data-widget="which-number"]';
const STEPS = 7;
const COUNTS = 6;

/** @param {{browser: Browser, site: {root: string, origin: string}}} given */
export default async function ({ browser, site }) {
  for (const language of ["en", "ko"]) {
    const path = `${language}/production/index.html`;
    const table = await plain(browser, `${site.origin}/${path}`);
    await stepped(browser, `${site.origin}/${path}`, table, 1280);
    const folder = pathToFileURL(`${site.root}/${path}`).href;
    await stepped(browser, folder, table, 390);
  }
}

/**
 * Without scripts the table says everything.
 * @param {Browser} browser @param {string} url
 */
async function plain(browser, url) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator(WIDGET);
  assert.equal(await widget.locator("button").count(), 0);
  const rows = await widget.locator(".widget__text tbody tr").all();
  assert.equal(rows.length, STEPS);
  // innerText is empty of what is far away and not laid out yet.
  const table = [];
  for (const row of rows) {
    const cells = await row.locator("td").allTextContents();
    const counts = cells.slice(1).map((cell) => cell.replaceAll(",", ""));
    assert.equal(counts.length, COUNTS);
    assert.ok(
      counts.every((count) => /^\d+$/.test(count)),
      cells.join(" "),
    );
    table.push(counts.map(Number));
  }
  await context.close();
  return table;
}

/**
 * @param {Browser} browser @param {string} url @param {number[][]} table @param {number} width
 */
async function stepped(browser, url, table, width) {
  const context = await browser.newContext({
    reducedMotion: "reduce",
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator(WIDGET);
  await widget.scrollIntoViewIfNeeded();
  const [back, next] = [0, 1].map((at) => widget.locator("button").nth(at));
  await next.waitFor();
  await quiet(page);
  const slider = widget.locator("input");
  const said = new Set();
  for (let at = 0; at < STEPS; at += 1) {
    await drawn(page, table[at]);
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
  await drawn(page, table[STEPS - 1]);
  await back.press("Enter");
  await drawn(page, table[STEPS - 2]);
  await slider.press("Home");
  assert.equal(await back.getAttribute("aria-disabled"), "true");
  await drawn(page, table[0]);
  const wide = await page.evaluate(() => document.body.scrollWidth);
  assert.ok(wide <= width, `${wide} px on a page of ${width} px`);
  await quiet(page);
  await context.close();
}

/** The bars are as long as the counts, and the description names them. @param {Page} page @param {number[]} counts */
async function drawn(page, counts) {
  const chart = page.locator(`${WIDGET} .widget__chart svg`);
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
