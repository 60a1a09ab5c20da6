// @ts-check
//! Drives the escape graph by keyboard, in both languages: the analyser runs in the page, so its verdicts are the
//! recorded ones, and those of a program that nobody recorded are its own. Complete without scripts.

import assert from "node:assert/strict";
import { quiet } from "../axe.mjs";

export const name = "the escape graph runs the chapter's analyser";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").Page} Page */

const WIDGET = '[data-widget="escape"]';

/** @param {{browser: Browser, site: {root: string, origin: string}}} given */
export default async function ({ browser, site }) {
  for (const language of ["en", "ko"]) {
    const url = `${site.origin}/${language}/escape/index.html`;
    for (const [width, colorScheme] of /** @type {const} */ ([
      [1280, "light"],
      [390, "dark"],
    ])) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme,
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      await page.goto(url);
      await explored(page);
      await quiet(page, WIDGET);
      await context.close();
    }
    await plain(browser, url);
  }
}

/** @param {Page} page */
async function explored(page) {
  const widget = page.locator(WIDGET);
  await widget.scrollIntoViewIfNeeded();
  await page.waitForSelector(`${WIDGET} .widget__live svg`);
  const choice = widget.locator("select");
  const functions = await choice.locator("option").allTextContents();
  const recorded = widget.locator(".widget__text tbody tr");
  assert.equal(functions.length, await recorded.count());
  for (const [at, name] of functions.entries()) {
    await choice.selectOption({ index: at });
    const cells = recorded.nth(at).locator("td");
    assert.equal(await cells.first().textContent(), name);
    const moved = Number(await cells.nth(1).textContent());
    assert.equal(await marked(page), moved, `${name}: what moves`);
    assert.match(await widget.locator("pre").first().innerText(), /^func /);
    const said = await widget.locator(".widget__sentence").innerText();
    assert.equal(/E0\d+/.test(said), moved > 0, said);
  }
  // Programs that nobody recorded, by keyboard.
  const program = widget.locator("textarea");
  await program.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("var here; p = &here; return *p");
  assert.equal(await marked(page), 0);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("var here; p = &here; return p");
  assert.equal(await marked(page), 1);
  assert.match(await widget.locator("tbody").first().innerText(), /p ← &here/);
  await page.keyboard.press("Enter");
  await page.keyboard.type("p := 1 + 2");
  assert.match(
    await widget.locator(".widget__sentence").innerText(),
    /`p := 1 \+ 2`/,
  );
  assert.equal(await widget.locator("svg").count(), 0);
  await choice.selectOption({ index: 4 });
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > innerWidth,
  );
  assert.equal(wide, false, "the page does not scroll sideways");
}

/** How many variables are drawn as moved; parameters that are passed on are drawn alike. @param {Page} page */
async function marked(page) {
  const { out, passed } = await page.evaluate((widget) => {
    const root = document.querySelector(widget);
    const said = root?.querySelector(".widget__sentence")?.textContent ?? "";
    return {
      out: root?.querySelectorAll(".escape__place--out").length ?? -1,
      passed: said.split(/is passed on|받은 값이/).length - 1,
    };
  }, WIDGET);
  return out - passed;
}

/** Without scripts the recorded table is all there is, and enough. @param {Browser} browser @param {string} url */
async function plain(browser, url) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator(WIDGET);
  assert.equal(await widget.locator(".widget__text tbody tr").count(), 6);
  assert.equal(await widget.locator(".widget__live").count(), 0);
  await context.close();
}
