// @ts-check
//! What the tests of widgets have in common. Readers find a widget in both languages: without scripts, on a wide light
//! page of a server, on a narrow dark one from a folder, and in a browser without WebAssembly.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { quiet } from "./axe.mjs";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").BrowserContextOptions} Options */
/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{browser: Browser, site: {root: string, origin: string}}} Given What run.mjs gives a test. */
/**
 * @typedef {object} Widget
 * @property {string} name
 * @property {string} chapter The folder of the chapter that shows it.
 * @property {string} ready What is in it as soon as its script has run: a selector.
 * @property {number} [rows] How many recorded rows stand in it without scripts; else `plain` counts for itself.
 */
/**
 * @template T
 * @typedef {object} Visit A widget that its script has brought to life.
 * @property {Page} page
 * @property {Locator} widget
 * @property {T} told What was read of it without scripts.
 * @property {string} language
 * @property {string[]} asked What the page had asked for before the widget came near.
 */

const CONTROLS = "button, input, select, textarea";

/**
 * Reads the widget without scripts, and uses it with them. Whatever `alive` does, the widget has to be accessible
 * before and after it, the page no wider than its window, and no script may fail.
 * @template T
 * @param {Given} given
 * @param {Widget} which
 * @param {(widget: Locator) => Promise<T>} plain
 * @param {(visit: Visit<T>) => Promise<void>} alive
 */
export async function visited({ browser, site }, which, plain, alive) {
  for (const language of ["en", "ko"]) {
    const path = `${language}/${which.chapter}/index.html`;
    const served = `${site.origin}/${path}`;
    const folder = pathToFileURL(`${site.root}/${path}`).href;
    const told = await withoutScripts(browser, served, which, plain);
    for (const [url, width, colorScheme] of /** @type {const} */ ([
      [served, 1280, "light"],
      [folder, 390, "dark"],
    ])) {
      const options = { viewport: { width, height: 900 }, colorScheme };
      await withScripts(browser, url, which, options, (visit) =>
        alive({ ...visit, told, language }),
      );
    }
  }
}

/**
 * Without scripts the widget is all text: nothing to press, nothing empty, and what the script would read is not
 * shown.
 * @template T
 * @param {Browser} browser @param {string} url @param {Widget} which @param {(widget: Locator) => Promise<T>} plain
 */
async function withoutScripts(browser, url, which, plain) {
  return opened(browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(url);
    const widget = locate(page, which);
    assert.equal(await widget.count(), 1, `${url} has the widget`);
    assert.equal(await widget.locator(CONTROLS).count(), 0);
    assert.equal(await widget.locator(".widget__live").count(), 0);
    assert.equal(await widget.locator("script").isVisible(), false);
    // What is far away is not laid out yet.
    await widget.scrollIntoViewIfNeeded();
    await widget.locator("table").first().waitFor({ state: "visible" });
    await counted(widget, which);
    return plain(widget);
  });
}

/**
 * @param {Browser} browser @param {string} url @param {Widget} which @param {Options} options
 * @param {(visit: {page: Page, widget: Locator, asked: string[]}) => Promise<void>} alive
 */
async function withScripts(browser, url, which, options, alive) {
  await opened(browser, options, async (page) => {
    /** @type {string[]} */
    const errors = [];
    /** @type {string[]} */
    const requests = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(url);
    const asked = [...requests];
    const widget = locate(page, which);
    await widget.scrollIntoViewIfNeeded();
    await widget.locator(which.ready).first().waitFor();
    await quiet(page, selector(which));
    await alive({ page, widget, asked });
    await quiet(page, selector(which));
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - innerWidth,
    );
    assert.ok(wide <= 0, `${url} is ${wide} pixels too wide`);
    assert.deepEqual(errors, []);
  });
}

/**
 * In a browser without WebAssembly the widget says so, and keeps its recorded rows; no control is left that does
 * nothing.
 * @param {Given} given @param {Widget} which
 */
export async function withoutWasm({ browser, site }, which) {
  for (const language of ["en", "ko"]) {
    await opened(browser, {}, async (page) => {
      await page.addInitScript("delete globalThis.WebAssembly");
      await page.goto(`${site.origin}/${language}/${which.chapter}/index.html`);
      const widget = locate(page, which);
      await widget.scrollIntoViewIfNeeded();
      await widget
        .locator(".widget__sentence", { hasText: /recorded|기록/ })
        .waitFor();
      assert.equal(await widget.locator(CONTROLS).count(), 0);
      await counted(widget, which);
    });
  }
}

/** @param {Locator} widget @param {Widget} which */
async function counted(widget, which) {
  if (which.rows === undefined) return;
  assert.equal((await rows(widget)).length, which.rows);
}

/** The rows of the recorded table, each as the texts of its cells. @param {Locator} widget */
export async function rows(widget) {
  const all = [];
  // innerText is empty of what is far away and not laid out yet.
  for (const row of await widget.locator(".widget__text tbody tr").all()) {
    const cells = await row.locator("td").allTextContents();
    all.push(cells.map((cell) => cell.trim()));
  }
  return all;
}

/** Presses a button with the keyboard. @param {Locator} button */
export async function press(button) {
  await button.focus();
  await button.press("Enter");
}

/** What axe is given. @param {Widget} which */
const selector = ({ name }) => `[data-widget="${name}"]`;

/** @param {Page} page @param {Widget} which */
const locate = (page, which) => page.locator(selector(which));

/**
 * A page in a context of its own, for as long as `work` takes.
 * @template T
 * @param {Browser} browser @param {Options} options @param {(page: Page) => Promise<T>} work
 */
async function opened(browser, options, work) {
  const context = await browser.newContext({
    reducedMotion: "reduce",
    ...options,
  });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}
