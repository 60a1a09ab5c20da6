// @ts-check
//! Drives the two widgets of the chapter on Go's collector, by mouse and by keyboard, in both languages. They run
//! the listings, so that what they say has to be what the listings printed.

import assert from "node:assert/strict";
import { quiet } from "../axe.mjs";

export const name = "the collector's widgets say what the listings printed";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

/** @param {{browser: Browser, site: {root: string, origin: string}}} given */
export default async function ({ browser, site }) {
  for (const language of ["en", "ko"]) {
    const url = `${site.origin}/${language}/gc/index.html`;
    const context = await browser.newContext({
      reducedMotion: "reduce",
      viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    await page.goto(url);
    await slid(await alive(page, "gogc"));
    await stepped(await alive(page, "tricolor"));
    await quiet(page, ".widget");
    assert.ok(
      await page.evaluate(
        () => document.documentElement.scrollWidth <= innerWidth,
      ),
      "nothing is wider than a phone",
    );
    await context.close();
    await failing(browser, url);
  }
}

/** The widget once its code runs. @param {Page} page @param {string} widget */
async function alive(page, widget) {
  const found = page.locator(`[data-widget="${widget}"]`);
  await found.scrollIntoViewIfNeeded();
  await found.locator(".widget__live svg").waitFor();
  return found;
}

/** The numbers of a text, in order. @param {string} text */
const numbers = (text) => (text.match(/\d+(?:,\d{3})*/g) ?? []).join(" ");

/** A row of the recorded table. @param {Locator} widget @param {number} row */
async function recorded(widget, row) {
  const cells = await widget
    .locator(".widget__text tbody tr")
    .nth(row)
    .locator("td")
    .allTextContents();
  return cells.map((cell) => cell.trim());
}

/** @param {Locator} widget */
async function slid(widget) {
  const sentence = widget.locator(".widget__sentence");
  const [gogc, limit] = [0, 1].map((at) =>
    widget.locator("input[type=range]").nth(at),
  );
  assert.ok(gogc && limit);
  const says = async (/** @type {number} */ row) => {
    const cells = await recorded(widget, row);
    const wanted = cells.filter((cell) => /\d/.test(cell)).join(" ");
    assert.equal(numbers(await sentence.innerText()), wanted);
  };
  await says(0);
  const set = async (
    /** @type {Locator} */ slider,
    /** @type {number} */ to,
  ) => {
    await slider.focus();
    await slider.press("Home");
    for (let at = 0; at < to; at += 1) await slider.press("ArrowRight");
  };
  await set(gogc, 1);
  await says(1);
  await set(gogc, 4);
  await set(limit, 5);
  await says(2);
  assert.equal(await limit.getAttribute("aria-valuetext"), "50 MiB");
  await gogc.press("End");
  await says(3);
  await set(gogc, 4);
  await widget.locator("select").selectOption("3");
  await says(4);
  assert.match(await sentence.innerText(), /passes the limit|한도를 넘습니다/);
}

/** Every barrier and both moves, after the first step: lost where the table says so. @param {Locator} widget */
async function stepped(widget) {
  const press = async (/** @type {string} */ move) => {
    const button = widget.locator(`button[data-move="${move}"]`);
    await button.focus();
    await button.press("Enter");
  };
  for (const [row, barrier] of ["off", "insertion", "deletion"].entries()) {
    await widget.locator("select").selectOption(barrier);
    for (const [column, move] of ["copy", "load"].entries()) {
      await press("reset");
      for (const next of ["step", move, "delete", "step", "step", "step"])
        await press(next);
      const cell = (await recorded(widget, row))[column + 1];
      const lost = await widget.locator(".tricolor__object--lost").count();
      assert.equal(String(lost), cell, `${barrier}, ${move}`);
    }
  }
  await press("back");
  assert.match(await widget.locator(".widget__sentence").innerText(), /5/);
}

/** Without WebAssembly the tables remain, and no control that does nothing. */
async function failing(
  /** @type {Browser} */ browser,
  /** @type {string} */ url,
) {
  const context = await browser.newContext();
  await context.addInitScript("delete globalThis.WebAssembly");
  const page = await context.newPage();
  await page.goto(url);
  for (const name of ["gogc", "tricolor"]) {
    const widget = page.locator(`[data-widget="${name}"]`);
    await widget.scrollIntoViewIfNeeded();
    await widget
      .locator(".widget__sentence", { hasText: /recorded|기록/ })
      .waitFor();
    assert.equal(await widget.locator("input, select, button").count(), 0);
    assert.ok((await widget.locator(".widget__text tbody tr").count()) > 2);
  }
  await context.close();
}
