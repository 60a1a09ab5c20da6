// @ts-check
// Whether a search finds what readers type. queries.json says what they type; what is relevant is read from the pages,
// not from the index.

import { readFileSync } from "node:fs";

/** @typedef {{ query: string, kind: string, means?: string[], expect?: string[], nothing?: boolean }} Query */
/** @typedef {Map<string, string>} Sections address → what a reader sees between two headings */

const RECALL = 0.98;
const PRECISION = 0.95;
const SHOWN = 5;
/** @type {Record<string, Query[]>} */
const queries = JSON.parse(
  readFileSync(new URL("queries.json", import.meta.url), "utf8"),
);

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
 * Asks every query of the language, and says what is wrong with the answers.
 * @param {import("playwright-core").Page} page @param {string} home @param {string} language
 */
export async function found(page, home, language) {
  const list = queries[language] ?? [];
  const all = await sections(page, home);
  const problems = [];
  const sum = { relevant: 0, hit: 0, shown: 0, right: 0 };
  for (const query of list) {
    const judged = judge(query, all, await answers(page, query.query));
    problems.push(
      ...judged.problems.map((text) => `${language} ‘${query.query}’: ${text}`),
    );
    if (judged.note)
      console.log(`  ${language} ‘${query.query}’: ${judged.note}`);
    sum.relevant += judged.relevant;
    sum.hit += judged.hit;
    sum.shown += judged.shown;
    sum.right += judged.right;
  }
  return [...problems, ...summed(sum, language, list.length)];
}

/**
 * The addresses that a query finds.
 * @param {import("playwright-core").Page} page @param {string} query @returns {Promise<string[]>}
 */
async function answers(page, query) {
  const ask = (/** @type {string} */ text) =>
    /** @type {any} */ (window)
      .bookSearch?.(text)
      .map((/** @type {{ url: string }} */ it) => it.url);
  const urls = await page.evaluate(ask, query).catch(() => null);
  if (urls) return urls;
  // The page that is open has no engine yet.
  await page.keyboard.press("/");
  await page.waitForFunction("window.bookSearch");
  return page.evaluate(ask, query);
}

/**
 * Holds the answers to a query against what the pages say.
 * @param {Query} query @param {Sections} all @param {string[]} answers
 */
function judge({ means = [], expect = [], nothing }, all, answers) {
  const top = answers.slice(0, SHOWN);
  if (nothing) {
    const problems =
      top.length > 0 ? [`finds ${top}, and must find nothing`] : [];
    return { problems, note: "", relevant: 0, hit: 0, shown: 0, right: 0 };
  }
  const says = (/** @type {string} */ text) =>
    means.every((it) => new RegExp(it, "iu").test(text));
  const wanted = [...all].filter(([, text]) => says(text)).map(([url]) => url);
  const missing = [...new Set([...wanted, ...expect])].filter(
    (url) => !answers.includes(url),
  );
  const wrong = top.filter((url) => !wanted.includes(url));
  const low = expect.filter((url) => !top.includes(url));
  const problems = [];
  if (wanted.length === 0)
    problems.push("no page says this any more; correct ci/search/queries.json");
  if (low.length > 0) problems.push(`not among the first ${SHOWN}: ${low}`);
  const isWhole = missing.length + wrong.length === 0;
  return {
    problems,
    note: isWhole ? "" : `missing [${missing}] wrong [${wrong}]`,
    relevant: wanted.length,
    hit: wanted.filter((url) => answers.includes(url)).length,
    shown: top.length,
    right: top.length - wrong.length,
  };
}

/**
 * @param {{relevant: number, hit: number, shown: number, right: number}} sum
 * @param {string} language @param {number} count
 */
function summed({ relevant, hit, shown, right }, language, count) {
  const [recall, precision] = [hit / relevant, right / shown];
  const percent = (/** @type {number} */ part) =>
    `${(part * 100).toFixed(1)} %`;
  console.log(
    `${language}: ${count} queries, recall ${percent(recall)} (${hit} of ${relevant}), precision of the first ${SHOWN} ${percent(precision)} (${right} of ${shown})`,
  );
  const problems = [];
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
