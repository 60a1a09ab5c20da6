// @ts-check
//! Guesses all eight services: by mouse and by keyboard, in both languages, from a folder, and without scripts.
//! What the script works out from the traces has to agree with the table that stands there without it.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { quiet } from "../axe.mjs";

export const name =
  "a leak is told by its rounds, and guessed before it is told";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").Page} Page */

const WIDGET = '[data-widget="leak-or-not"]';

/** @param {{browser: Browser, site: {root: string, origin: string}}} given */
export default async function ({ browser, site }) {
  for (const language of ["en", "ko"]) {
    const path = `${language}/leaks/index.html`;
    const answers = await plain(browser, `${site.origin}/${path}`);
    await guessed(browser, `${site.origin}/${path}`, answers, 1280);
    const folder = pathToFileURL(`${site.root}/${path}`).href;
    await guessed(browser, folder, answers, 390);
  }
}

/**
 * Without scripts the table says everything: the bytes at the end, and whether it leaks.
 * @param {Browser} browser @param {string} url
 * @returns {Promise<Map<string, {end: string, leaks: boolean}>>}
 */
async function plain(browser, url) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator(WIDGET);
  assert.equal(await widget.locator("button").count(), 0);
  const rows = widget.locator(".widget__text tbody tr");
  assert.equal(await rows.count(), 8);
  assert.ok(await rows.first().isVisible());
  // innerText is empty of what is far away and not laid out yet.
  const answers = new Map();
  for (const row of await rows.all()) {
    const cells = await row.locator("td").allTextContents();
    const leaks = /yes|예/.test(cells[5]);
    answers.set(cells[0], { end: cells[3], leaks });
  }
  await context.close();
  return answers;
}

/**
 * @param {Browser} browser @param {string} url
 * @param {Map<string, {end: string, leaks: boolean}>} answers @param {number} width
 */
async function guessed(browser, url, answers, width) {
  const context = await browser.newContext({
    reducedMotion: "reduce",
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator(WIDGET);
  await widget.scrollIntoViewIfNeeded();
  const cards = widget.locator(".rounds__card");
  await cards.first().waitFor();
  assert.equal(await cards.count(), 8);
  // The answers are folded away while there is something to guess.
  assert.ok(!(await widget.locator(".widget__text").isVisible()));
  await quiet(page, WIDGET);
  let leaking = 0;
  for (let at = 0; at < 8; at += 1) {
    const card = cards.nth(at);
    const drawn = card.locator("svg");
    const six = (await drawn.getAttribute("aria-label")) ?? "";
    await answer(page, card.locator("button").first(), at % 2 === 0);
    const verdict = card.locator(".rounds__verdict");
    assert.ok(await verdict.evaluate((it) => it === document.activeElement));
    const twelve = (await drawn.getAttribute("aria-label")) ?? "";
    assert.ok(bytes(twelve).startsWith(bytes(six)), "the first rounds stay");
    const name = await card.locator(".rounds__says code").innerText();
    const expected = answers.get(name);
    assert.ok(expected, `the table has ${name}`);
    assert.equal(bytes(twelve).split(" ").at(-1), expected.end, name);
    // The first button says that it leaks.
    const hit = await card.evaluate((it) => it.dataset.guessed === "right");
    assert.equal(hit, expected.leaks, name);
    leaking += hit ? 1 : 0;
    await sums(card.locator("tbody tr"), expected.end);
  }
  const score = await widget.locator(".widget__sentence").innerText();
  assert.match(score, new RegExp(`8.*${leaking}`));
  const wide = await page.evaluate(() => document.body.scrollWidth);
  assert.ok(wide <= width, `${wide} px on a page of ${width} px`);
  await quiet(page, WIDGET);
  await widget.locator("summary").click();
  assert.ok(await widget.locator(".widget__text").isVisible());
  await context.close();
}

/** By keyboard, or with the mouse. */
async function answer(
  /** @type {Page} */ page,
  /** @type {import("playwright-core").Locator} */ button,
  /** @type {boolean} */ keyboard,
) {
  if (!keyboard) return button.click();
  await button.focus();
  return page.keyboard.press("Enter");
}

/** The list of bytes at the end of a chart's description; no figure of it has a space. */
const bytes = (/** @type {string} */ label) =>
  label.replace(/^.*: /, "").replaceAll(", ", " ");

/** The lines that are live at the end add up to what is live at the end. */
async function sums(
  /** @type {import("playwright-core").Locator} */ rows,
  /** @type {string} */ end,
) {
  let sum = 0;
  for (const row of await rows.all()) {
    const cells = await row.locator("td").allTextContents();
    sum += Number(cells[1].replaceAll(",", ""));
  }
  assert.equal(sum, Number(end.replaceAll(",", "")));
}
