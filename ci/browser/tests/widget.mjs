// @ts-check
//! Drives the growth explorer: by mouse and by keyboard, in both languages, from a folder, without scripts, and
//! where the browser runs no WebAssembly. A real vector grows in the page, so its figures are the recorded ones.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { quiet } from "../axe.mjs";

export const name = "widgets run the book's own code, and are complete without";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").Page} Page */

/** @param {{browser: Browser, site: {root: string, origin: string}}} given */
export default async function ({ browser, site }) {
  for (const language of ["en", "ko"]) {
    const path = `${language}/collections/index.html`;
    await explored(browser, `${site.origin}/${path}`, language);
    await explored(
      browser,
      pathToFileURL(`${site.root}/${path}`).href,
      language,
    );
    await plain(browser, `${site.origin}/${path}`);
    await failing(browser, `${site.origin}/${path}`);
  }
}

const cell = (/** @type {Page} */ page, /** @type {number} */ row) =>
  page
    .locator('[data-widget="growth"] .widget__live tbody tr')
    .nth(row)
    .locator("td")
    .first();

async function explored(
  /** @type {Browser} */ browser,
  /** @type {string} */ url,
  /** @type {string} */ language,
) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(url);
  assert.ok(
    !asked.some((found) => found.includes("/widgets/")),
    "nothing of a widget is loaded before it comes near",
  );
  const widget = page.locator('[data-widget="growth"]');
  await widget.scrollIntoViewIfNeeded();
  const sentence = widget.locator(".widget__sentence");
  await page.waitForFunction(() =>
    document.querySelector('[data-widget="growth"] .widget__live svg'),
  );
  assert.match(await sentence.innerText(), /1,000/);
  assert.match(
    await sentence.innerText(),
    language === "ko" ? /블록/ : /Blocks/,
  );
  // A thousand u64, as the listing's own heap report says.
  const recorded = widget.locator(".widget__text tbody tr").nth(1);
  assert.equal(
    await cell(page, 0).innerText(),
    await recorded.locator("td").nth(1).innerText(),
  );
  assert.equal(
    await cell(page, 1).innerText(),
    await recorded.locator("td").nth(2).innerText(),
  );
  const go = widget.locator(".widget__live tbody tr").first().locator("td");
  assert.equal(
    await go.nth(1).innerText(),
    await recorded.locator("td").nth(4).innerText(),
  );

  await widget.locator("input[type=checkbox]").click();
  assert.equal(await cell(page, 0).innerText(), "1");
  await page.keyboard.press("Space");
  assert.notEqual(await cell(page, 0).innerText(), "1");
  await widget.locator("select").selectOption("4096");
  assert.equal(
    await cell(page, 0).innerText(),
    await widget
      .locator(".widget__text tbody tr")
      .nth(3)
      .locator("td")
      .nth(1)
      .innerText(),
  );
  await widget.locator("input[type=range]").focus();
  await page.keyboard.press("End");
  assert.equal(
    await widget.locator("input[type=range]").getAttribute("aria-valuetext"),
    "10,000",
  );
  await page.keyboard.press("Home");
  assert.equal(await cell(page, 0).innerText(), "1");
  await quiet(page, '[data-widget="growth"]');
  await context.close();
}

/** Without scripts the recorded table is all there is, and enough. */
async function plain(
  /** @type {Browser} */ browser,
  /** @type {string} */ url,
) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator('[data-widget="growth"]');
  assert.equal(await widget.locator(".widget__text tbody tr").count(), 4);
  assert.equal(await widget.locator(".widget__live").count(), 0);
  assert.equal(await widget.locator("script").isVisible(), false);
  await context.close();
}

/** A browser without WebAssembly says so, and keeps the table. */
async function failing(
  /** @type {Browser} */ browser,
  /** @type {string} */ url,
) {
  const context = await browser.newContext();
  await context.addInitScript("delete globalThis.WebAssembly");
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator('[data-widget="growth"]');
  await widget.scrollIntoViewIfNeeded();
  await page.waitForFunction(() =>
    /recorded|기록/.test(
      document.querySelector(".widget__sentence")?.textContent ?? "",
    ),
  );
  assert.equal(await widget.locator("input").count(), 0);
  assert.equal(await widget.locator(".widget__text tbody tr").count(), 4);
  await context.close();
}
