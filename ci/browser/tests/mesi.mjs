// @ts-check
//! Has two cores count, by mouse and by keyboard, in both languages and at two widths. The widget runs the listing,
//! so that its counts are the recorded ones; without scripts the recorded table is there.

import assert from "node:assert/strict";
import { quiet } from "../axe.mjs";

export const name = "two cores pass a line to and fro, as the listing says";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

const WIDGET = '[data-widget="mesi"]';

/** @param {{browser: Browser, site: {root: string, origin: string}}} given */
export default async function ({ browser, site }) {
  for (const language of ["en", "ko"]) {
    const url = `${site.origin}/${language}/cache/index.html`;
    await counted(browser, url, 1280, "light");
    await counted(browser, url, 390, "dark");
    await plain(browser, url);
    await failing(browser, url);
  }
}

/**
 * @param {Browser} browser @param {string} url @param {number} width
 * @param {"light" | "dark"} colorScheme
 */
async function counted(browser, url, width, colorScheme) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator(WIDGET);
  await widget.scrollIntoViewIfNeeded();
  await widget.locator("table.mesi").waitFor();
  await quiet(page, WIDGET);
  await together(widget);
  await quiet(page, WIDGET);
  await apart(widget);
  await reading(widget);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - innerWidth,
  );
  assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
  await context.close();
}

/** The states of the copies, core A's line by line, then core B's. @param {Locator} widget */
const states = (widget) => widget.locator(".mesi__copy b").allTextContents();

/** Transfers, invalidations, x and y, after the number of moves. @param {Locator} widget */
async function numbers(widget) {
  const said = await widget.locator(".widget__sentence").textContent();
  return (said ?? "").match(/\d+/g)?.join(" ");
}

/** By keyboard. @param {Locator} widget @param {string} moves */
async function press(widget, moves) {
  for (const letter of moves) {
    const button = widget.locator(`button[data-move="${letter}"]`);
    await button.focus();
    await button.press("Enter");
  }
}

/** One line: every addition takes it from the other core. @param {Locator} widget */
async function together(widget) {
  assert.deepEqual(await states(widget), ["I", "I"]);
  await press(widget, "a");
  assert.deepEqual(await states(widget), ["M", "I"]);
  // The sentence below the recorded table names the same states, in this order.
  const told = widget.locator(".widget__text > p").last().locator("a.m");
  const recorded = await told.allTextContents();
  assert.deepEqual(await states(widget), recorded.slice(0, 2));
  await press(widget, "d");
  assert.deepEqual(await states(widget), recorded.slice(2));
  await press(widget, "adadadad");
  assert.equal(await numbers(widget), "10 10 9 5 5");
}

/** Padding: the same moves, and each core keeps its line. @param {Locator} widget */
async function apart(widget) {
  const padded = widget.locator("input[type=checkbox]");
  await padded.click();
  assert.deepEqual(await states(widget), ["M", "I", "I", "M"]);
  const cells = widget.locator(".widget__text tbody tr").nth(1).locator("td");
  const [transfers, invalidations] = (await cells.allTextContents()).slice(2);
  assert.equal(
    await numbers(widget),
    `10 ${transfers?.trim()} ${invalidations?.trim()} 5 5`,
  );
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

/** Without scripts the recorded table is all there is, and enough. @param {Browser} browser @param {string} url */
async function plain(browser, url) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator(WIDGET);
  assert.equal(await widget.locator(".widget__text tbody tr").count(), 3);
  assert.equal(await widget.locator("button, input").count(), 0);
  await context.close();
}

/** Without WebAssembly the table remains, and no control that does nothing. */
async function failing(
  /** @type {Browser} */ browser,
  /** @type {string} */ url,
) {
  const context = await browser.newContext();
  await context.addInitScript("delete globalThis.WebAssembly");
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator(WIDGET);
  await widget.scrollIntoViewIfNeeded();
  await widget
    .locator(".widget__sentence", { hasText: /recorded|기록/ })
    .waitFor();
  assert.equal(await widget.locator("button, input").count(), 0);
  assert.equal(await widget.locator(".widget__text tbody tr").count(), 3);
  await context.close();
}
