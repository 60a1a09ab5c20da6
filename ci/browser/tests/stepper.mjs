// @ts-check
//! Drives the stack/heap stepper: by mouse and by keyboard, in both languages, from a folder, on a phone, without
//! scripts. What it shows is held against the recorded table below it and against the heap's own events.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { quiet } from "../axe.mjs";

export const name = "the stepper moves handles and leaves blocks";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").Page} Page */

/** @param {{browser: Browser, site: {root: string, origin: string}}} given */
export default async function ({ browser, site }) {
  for (const language of ["en", "ko"]) {
    const path = `${language}/stack-heap/index.html`;
    const folder = pathToFileURL(`${site.root}/${path}`).href;
    await walked(browser, `${site.origin}/${path}`, 1280, "light");
    await walked(browser, folder, 390, "dark");
    await plain(browser, `${site.origin}/${path}`);
  }
}

/**
 * @param {Browser} browser @param {string} url @param {number} width
 * @param {"light" | "dark"} colorScheme
 */
async function walked(browser, url, width, colorScheme) {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(url);
  const widget = page.locator('[data-widget="stepper"]');
  await widget.scrollIntoViewIfNeeded();
  await widget.locator(".stepper__frame").first().waitFor();
  await moving(page);
  await ending(page);
  const arrows = await widget.locator(".stepper__arrows path").count();
  await quiet(page, '[data-widget="stepper"]');
  await page.keyboard.press("Home");
  assert.equal(await widget.locator(".stepper__block").count(), 0);
  assert.equal(arrows, 0, "nothing is left to point at");
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - innerWidth,
  );
  assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
  assert.deepEqual(errors, []);
  await context.close();
}

/** The statement that moves the text: a second handle, the same block. @param {Page} page */
async function moving(page) {
  const widget = page.locator('[data-widget="stepper"]');
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
  const recorded = widget.locator(".widget__text tbody tr").nth(4);
  assert.ok((await recorded.innerText()).includes(handle), handle);
  await widget.locator(".widget__bar button").first().click();
  assert.equal(await widget.locator("tr[data-lost]").count(), 0);
}

/** By keyboard to the end: every block of the recording was freed. @param {Page} page */
async function ending(page) {
  const widget = page.locator('[data-widget="stepper"]');
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

/** Without scripts the recorded table says it all. @param {Browser} browser @param {string} url */
async function plain(browser, url) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator('[data-widget="stepper"]');
  assert.equal(await widget.locator(".widget__text tbody tr").count(), 8);
  assert.equal(await widget.locator("button, input").count(), 0);
  await context.close();
}
