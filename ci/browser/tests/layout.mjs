// @ts-check
//! Orders fields by mouse, by keys and by buttons, in both languages, at two widths and from a folder. The widget
//! runs the listing, so that its sizes are the recorded ones; without scripts the recorded table is there.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { quiet } from "../axe.mjs";

export const name = "fields are put in order, and lie as the listing says";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

const WIDGET = '[data-widget="layout"]';

/** @param {{browser: Browser, site: {root: string, origin: string}}} given */
export default async function ({ browser, site }) {
  for (const language of ["en", "ko"]) {
    const path = `${language}/cache/index.html`;
    const url = `${site.origin}/${path}`;
    await explored(browser, url, 1280, "light");
    await explored(browser, url, 390, "dark");
    const folder = pathToFileURL(`${site.root}/${path}`).href;
    await explored(browser, folder, 1280, "dark");
    await plain(browser, url);
    await failing(browser, url);
  }
}

/**
 * @param {Browser} browser @param {string} url @param {number} width
 * @param {"light" | "dark"} colorScheme
 */
async function explored(browser, url, width, colorScheme) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator(WIDGET);
  await widget.scrollIntoViewIfNeeded();
  await widget.locator(".lay__sizes").waitFor();
  await quiet(page, WIDGET);
  await recorded(widget);
  await byKeys(page, widget);
  await byMouse(page, widget);
  await byButtons(widget);
  await kinds(widget);
  await lines(widget);
  await bounds(widget);
  await quiet(page, WIDGET);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - innerWidth,
  );
  const row = widget.locator(".lay__field").first();
  const over = await row.evaluate((it) => it.scrollWidth - it.clientWidth);
  assert.ok(over <= 0, `a field is ${over} pixels too wide`);
  assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
  await context.close();
}

const action = (
  /** @type {Locator} */ widget,
  /** @type {string} */ does,
  row = -1,
) => {
  const within = row < 0 ? widget : widget.locator(".lay__field").nth(row);
  return within.locator(`[data-does="${does}"]`);
};

/** The names of the fields, from above. @param {Locator} widget */
const names = (widget) =>
  widget
    .locator(".lay__field input")
    .evaluateAll((inputs) =>
      inputs
        .map((input) => /** @type {HTMLInputElement} */ (input).value)
        .join(" "),
    );

/** A column of the widget's own table, rule by rule. @param {Locator} widget @param {number} column */
async function column(widget, column) {
  const cells = widget.locator(`.lay__sizes td:nth-child(${column})`);
  return (await cells.allTextContents()).join(", ");
}

const sizes = (/** @type {Locator} */ widget) => column(widget, 2);

/** As it begins, the widget shows what the listing printed. @param {Locator} widget */
async function recorded(widget) {
  const rows = widget.locator(".widget__text tbody tr");
  for (const [own, theirs] of [
    [2, 1],
    [4, 2],
  ]) {
    const cells = rows.locator(`td:nth-child(${theirs + 1})`);
    const printed = (await cells.allTextContents()).join(", ");
    assert.equal(await column(widget, own), printed);
  }
  assert.equal(await sizes(widget), "16 B, 32 B, 15 B, 32 B");
  assert.equal(await column(widget, 5), "1 MB, 17 MB, 0 MB, 17 MB");
}

/** The arrow keys move a field, and the focus stays with it. @param {Page} page @param {Locator} widget */
async function byKeys(page, widget) {
  await action(widget, "drag", 1).focus();
  await page.keyboard.press("ArrowUp");
  assert.equal(await names(widget), "user open admin hits last");
  assert.equal(await sizes(widget), "16 B, 24 B, 15 B, 24 B");
  const said = await widget.locator(".widget__sentence").textContent();
  assert.match(said ?? "", /^user .*1/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await names(widget), "open admin user hits last");
  const focused = await page.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? "",
  );
  assert.match(focused, /\buser\b/);
}

/** A field is dragged by its handle, past two others and back past one. @param {Page} page @param {Locator} widget */
async function byMouse(page, widget) {
  await action(widget, "session").click();
  const handle = action(widget, "drag", 0);
  await handle.scrollIntoViewIfNeeded();
  const [from, to] = [await handle.boundingBox(), await middle(widget, 2)];
  assert.ok(from);
  const x = from.x + from.width / 2;
  await page.mouse.move(x, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, to + 1, { steps: 12 });
  assert.equal(await names(widget), "user admin open hits last");
  await page.mouse.move(x, (await middle(widget, 1)) - 1, { steps: 6 });
  await page.mouse.up();
  assert.equal(await names(widget), "user open admin hits last");
  await page.mouse.move(x, await middle(widget, 4), { steps: 6 });
  assert.equal(await names(widget), "user open admin hits last");
  assert.equal(await sizes(widget), "16 B, 24 B, 15 B, 24 B");
}

async function middle(
  /** @type {Locator} */ widget,
  /** @type {number} */ row,
) {
  const box = await widget.locator(".lay__field").nth(row).boundingBox();
  assert.ok(box);
  return box.y + box.height / 2;
}

/** Up, down, remove and add; what rustc makes of the fields depends on no order. @param {Locator} widget */
async function byButtons(widget) {
  await action(widget, "session").click();
  assert.equal(
    await action(widget, "up", 0).getAttribute("aria-disabled"),
    "true",
  );
  await action(widget, "up", 0).press("Enter");
  assert.equal(await names(widget), "open user admin hits last");
  await action(widget, "down", 0).click();
  await action(widget, "up", 3).press("Enter");
  assert.equal(await names(widget), "user open hits admin last");
  await action(widget, "up", 2).click();
  assert.equal(await sizes(widget), "16 B, 16 B, 15 B, 16 B");
  await action(widget, "remove", 0).click();
  assert.equal(await names(widget), "hits open admin last");
  assert.equal(await sizes(widget), "8 B, 8 B, 7 B, 8 B");
  await action(widget, "add").click();
  assert.equal(await names(widget), "hits open admin last f6");
  assert.equal(await sizes(widget), "8 B, 8 B, 8 B, 8 B");
}

/** Types differ between Rust and Go; names are the reader's. @param {Locator} widget */
async function kinds(widget) {
  await action(widget, "reading").click();
  const row = widget.locator(".lay__field").nth(1);
  await row.locator("select").selectOption({ label: "String" });
  assert.equal(await sizes(widget), "32 B, 40 B, 26 B, 32 B");
  await row.locator("select").selectOption({ label: "()" });
  assert.equal(await sizes(widget), "2 B, 2 B, 2 B, 2 B");
  await action(widget, "down", 1).click();
  // A last field without bytes gets one in Go.
  assert.equal(await sizes(widget), "2 B, 2 B, 2 B, 3 B");
  await widget.locator(".lay__field input").first().fill("<b>");
  const drawn = widget.locator(".lay__bytes").first();
  assert.match((await drawn.getAttribute("aria-label")) ?? "", /<b> u8/);
  assert.equal(await drawn.locator("b").count(), 0);
}

/** A struct that is longer than a line in C, and not in rustc's order. @param {Locator} widget */
async function lines(widget) {
  await action(widget, "account").click();
  assert.equal(await sizes(widget), "56 B, 72 B, 54 B, 64 B");
  const drawings = widget.locator(".lay__bytes");
  const crossed = await drawings.evaluateAll((all) =>
    all.map((one) => one.querySelectorAll("[data-line]").length > 0),
  );
  assert.deepEqual(crossed, [false, true, false, false]);
}

/** One field is left at least, and twelve are enough. @param {Locator} widget */
async function bounds(widget) {
  await action(widget, "reading").click();
  for (let left = 3; left > 0; left -= 1)
    await action(widget, "remove", 0).press("Enter");
  assert.equal(await names(widget), "flag");
  for (let more = 0; more < 13; more += 1)
    await action(widget, "add").press("Enter");
  assert.equal(await widget.locator(".lay__field").count(), 12);
  assert.equal(await sizes(widget), "12 B, 12 B, 12 B, 12 B");
}

/** Without scripts the recorded table is all there is, and enough. @param {Browser} browser @param {string} url */
async function plain(browser, url) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  const widget = page.locator(WIDGET);
  assert.equal(await widget.locator(".widget__text tbody tr").count(), 4);
  assert.equal(await widget.locator("button, input, select").count(), 0);
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
  assert.equal(await widget.locator("button, input, select").count(), 0);
  assert.equal(await widget.locator(".widget__text tbody tr").count(), 4);
  await context.close();
}
