// @ts-check
// The search of a built site, opened by file:// as a reader would who has no server.
// ci/search/queries.json says what readers type; what is relevant is read from the pages, not from the index.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** @typedef {{ query: string, kind: string, means?: string[], expect?: string[], nothing?: boolean }} Query */
/** @typedef {Map<string, string>} Sections address → what a reader sees between two headings */

export const name = "search";
const RECALL = 0.98;
const PRECISION = 0.95;
const SHOWN = 5;
const queries = JSON.parse(
  readFileSync(new URL("queries.json", import.meta.url), "utf8"),
);

/**
 * @param {{ browser: import("playwright-core").Browser, site: string, axe?: string }} given the folder of the
 *   site, and the source of axe-core
 */
export async function test({ browser, site, axe }) {
  const problems = [];
  for (const language of ["ko", "en"]) {
    const page = await browser.newPage();
    /** @type {string[]} */
    const complaints = [];
    page.on(
      "console",
      (message) =>
        message.type() === "error" && complaints.push(message.text()),
    );
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on(
      "request",
      (request) =>
        request.url().startsWith("file:") ||
        complaints.push(`foreign: ${request.url()}`),
    );
    const home = pathToFileURL(`${site}/${language}/`).href;
    problems.push(...(await found(page, home, language, queries[language])));
    problems.push(...(await used(page, home, language)));
    if (axe) problems.push(...(await accessible(page, home, language, axe)));
    problems.push(
      ...complaints.map((text) => `${language}: the console says: ${text}`),
    );
    await page.close();
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

/**
 * What a reader sees in each section, gathered from the pages that the sidebar lists.
 * @param {import("playwright-core").Page} page @param {string} home @returns {Promise<Sections>}
 */
async function sections(page, home) {
  const all = new Map();
  await page.goto(`${home}index.html`);
  await page.keyboard.press("/");
  await page.waitForFunction("window.bookSearch");
  const urls = await page.evaluate(() =>
    /** @type {any} */ (window).bookSearchIndex.pages.map(
      (/** @type {string[]} */ it) => it[0],
    ),
  );
  for (const url of urls) {
    await page.goto(home + url);
    for (const [id, text] of await page.evaluate(read))
      all.set(id ? `${url}#${id}` : url, text);
  }
  return all;
}

/** Runs in the page: the text from one heading with an id to the next. */
function read() {
  /** @type {[string, string][]} */
  const list = [["", ""]];
  const main = document.querySelector("main");
  const inline =
    /^(?:A|ABBR|B|CODE|DEL|EM|I|KBD|MARK|SMALL|SPAN|STRONG|SUB|SUP)$/;
  /** @param {Node} node */
  const walk = (node) => {
    const last = /** @type {[string, string]} */ (list.at(-1));
    if (node instanceof Text) last[1] += node.data;
    if (!(node instanceof Element)) return;
    if (
      node.matches(
        "svg, script, style, button, nav, footer, .ask, .calls, .twin, .facts, .start, .downloads, .quiz__title, .question__number, .predict__guess, .question__why, .reveal, .generated, [aria-hidden='true']",
      )
    )
      return;
    if (/^H[1-4]$/.test(node.tagName) && node.id) list.push([node.id, ""]);
    else if (!inline.test(node.tagName)) last[1] += " ";
    node.childNodes.forEach(walk);
    const now = /** @type {[string, string]} */ (list.at(-1));
    if (!inline.test(node.tagName)) now[1] += " ";
  };
  main?.childNodes.forEach(walk);
  return list
    .filter(([, text]) => text.trim())
    .map(([id, text]) => [id, text.replace(/\s+/g, " ")]);
}

/**
 * @param {import("playwright-core").Page} page @param {string} home @param {string} language @param {Query[]} list
 */
async function found(page, home, language, list) {
  const problems = [];
  const all = await sections(page, home);
  let [relevant, hit, shown, right] = [0, 0, 0, 0];
  for (const { query, means = [], expect = [], nothing } of list) {
    const urls =
      (await page
        .evaluate(
          (text) => /** @type {any} */ (window).bookSearch?.(text),
          query,
        )
        .catch(() => null)) ?? (await typed(page, query));
    const answers = urls.map((/** @type {{ url: string }} */ it) => it.url);
    if (nothing) {
      if (answers.length > 0)
        problems.push(
          `${language} ‘${query}’: finds ${answers.slice(0, SHOWN)}, and must find nothing`,
        );
      continue;
    }
    const wanted = [...all]
      .filter(([, text]) =>
        means.every((it) => new RegExp(it, "iu").test(text)),
      )
      .map(([url]) => url);
    const missing = [...new Set([...wanted, ...expect])].filter(
      (url) => !answers.includes(url),
    );
    const top = answers.slice(0, SHOWN);
    const wrong = top.filter(
      (/** @type {string} */ url) => !wanted.includes(url),
    );
    const low = expect.filter((url) => !top.includes(url));
    if (wanted.length === 0)
      problems.push(
        `${language} ‘${query}’: no page says this any more; correct ci/search/queries.json`,
      );
    if (low.length > 0)
      problems.push(
        `${language} ‘${query}’: not among the first ${SHOWN}: ${low}`,
      );
    if (missing.length + wrong.length > 0)
      console.log(
        `  ${language} ‘${query}’: missing [${missing}] wrong [${wrong}]`,
      );
    relevant += wanted.length;
    hit += wanted.filter((url) => answers.includes(url)).length;
    shown += top.length;
    right += top.length - wrong.length;
  }
  const [recall, precision] = [hit / relevant, right / shown];
  const percent = (/** @type {number} */ part) =>
    `${(part * 100).toFixed(1)} %`;
  console.log(
    `${language}: ${list.length} queries, recall ${percent(recall)} (${hit} of ${relevant}), precision of the first ${SHOWN} ${percent(precision)} (${right} of ${shown})`,
  );
  if (!(recall >= RECALL))
    problems.push(
      `${language}: recall ${percent(recall)}, at least ${percent(RECALL)}`,
    );
  if (!(precision >= PRECISION))
    problems.push(
      `${language}: precision ${percent(precision)}, at least ${percent(PRECISION)}`,
    );
  return problems;
}

/** Loads the engine of the page that is open. @param {import("playwright-core").Page} page @param {string} query */
async function typed(page, query) {
  await page.keyboard.press("/");
  await page.waitForFunction("window.bookSearch");
  return page.evaluate(
    (text) => /** @type {any} */ (window).bookSearch(text),
    query,
  );
}

/**
 * As a reader with a keyboard: `/`, type, arrows, Enter, dismiss, Escape.
 * @param {import("playwright-core").Page} page @param {string} home @param {string} language
 */
async function used(page, home, language) {
  const problems = [];
  const check = (/** @type {unknown} */ good, /** @type {string} */ what) =>
    good || problems.push(`${language}: ${what}`);
  await page.goto(`${home}first-profile/index.html`);
  check(
    (await page.locator("script[src*='search/index.js']").count()) === 0,
    "the index is loaded before a search",
  );
  await page.keyboard.press("s");
  check(
    await page.locator("dialog.search[open]").isVisible(),
    "the key s opens no dialog",
  );
  await page.keyboard.type(
    language === "ko" ? "남은 용량" : "retained capacity/s",
  );
  if (language === "en")
    for (let i = 0; i < 2; i++) await page.keyboard.press("Backspace");
  await page.waitForSelector(".search__result");
  const first = await page
    .locator(".search__result[aria-selected='true']")
    .getAttribute("id");
  await page.keyboard.press("ArrowDown");
  check(
    (await page
      .locator(".search__result[aria-selected='true']")
      .getAttribute("id")) !== first,
    "the arrow chooses nothing",
  );
  await page.keyboard.press("ArrowUp");
  check(
    (await page.locator(".search__teaser mark").count()) > 0,
    "no hit is marked in a teaser",
  );
  check(
    /\d/.test((await page.locator(".search__status").textContent()) ?? ""),
    "the number of results is not told",
  );
  await page.keyboard.press("Enter");
  await page.waitForURL(/highlight=.*#/);
  await page.waitForSelector("main mark.search-hit");
  check(
    page.url().includes("collections/index.html"),
    `Enter leads to ${page.url()}`,
  );
  check(
    await page.evaluate(() => document.querySelector(location.hash) !== null),
    "the result's heading does not exist",
  );
  await page.locator(".search-clear").click();
  check(
    (await page.locator("mark.search-hit").count()) === 0,
    "the marks stay",
  );
  check(!page.url().includes("highlight"), "the address keeps the marks");
  await page.keyboard.press("/");
  await page.keyboard.press("Escape");
  check(
    (await page.locator("dialog.search[open]").count()) === 0,
    "Escape does not close the dialog",
  );
  await page.evaluate(() =>
    document.querySelector("main")?.prepend(document.createElement("textarea")),
  );
  await page.locator("main textarea").press("s");
  check(
    (await page.locator("dialog.search[open]").count()) === 0,
    "s opens the dialog while a field is typed in",
  );
  return problems;
}

/**
 * @param {import("playwright-core").Page} page @param {string} home @param {string} language @param {string} axe
 */
async function accessible(page, home, language, axe) {
  const problems = [];
  for (const [width, height] of [
    [390, 844],
    [1280, 800],
  ]) {
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      await page.setViewportSize({ width: width ?? 0, height: height ?? 0 });
      await page.emulateMedia({ colorScheme });
      await page.goto(`${home}index.html`);
      await page.keyboard.press("/");
      await page.keyboard.type(language === "ko" ? "메모리" : "memory");
      await page.waitForSelector(".search__result");
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() =>
        /** @type {any} */ (window).axe.run(".search", { preload: false }),
      );
      for (const it of violations)
        problems.push(
          `${language} ${colorScheme} ${width}: axe ${it.id}: ${it.nodes[0]?.html}`,
        );
    }
  }
  return problems;
}

// Alone: node search.mjs SITE CHROMIUM AXE
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [site, executablePath, axe] = process.argv.slice(2);
  if (!site || !executablePath)
    throw new Error("usage: node search.mjs SITE CHROMIUM [AXE]");
  // From where it is run, since it is installed below target/.
  const { chromium } = createRequire(`${process.cwd()}/`)("playwright-core");
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  const browser = await chromium.launch({ executablePath, args });
  try {
    await test({
      browser,
      site,
      ...(axe ? { axe: readFileSync(axe, "utf8") } : {}),
    });
    console.log(`${name}: ok`);
  } finally {
    await browser.close();
  }
}
