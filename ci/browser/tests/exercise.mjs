// @ts-check
//! An exercise solved in the page: the starter is over its budget, code that does not compile says why, hostile
//! code stays in the sandbox, the solution passes, marks the exercise and is there after a reload. A static site
//! offers nothing of it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axeSource } from "../packages.mjs";
import { serving } from "../served.mjs";

export const name = "exercise: solved in the page";

const EXERCISE = '[data-exercise="collections/group-by"]';

const WORDS = {
  en: {
    notYet: "Not yet: 1 of 2 tests pass.",
    broken: "Does not compile.",
    solved: "Solved: all 2 tests pass.",
  },
  ko: {
    notYet: "아직입니다. 테스트 2개 가운데 1개를 통과했습니다.",
    broken: "컴파일되지 않습니다.",
    solved: "풀었습니다. 테스트 2개를 모두 통과했습니다.",
  },
};

/** @param {{browser: import("playwright-core").Browser, site: {origin: string}}} given */
export default async function ({ browser, site }) {
  const page = await browser.newPage();
  await page.goto(`${site.origin}/en/collections/index.html`);
  await page.locator(".exercise button").first().waitFor();
  assert.equal(await page.locator(".exercise .run__button").count(), 0);
  await page.close();
  await serving(3952, async (origin) => {
    for (const [language, words] of Object.entries(WORDS))
      await solved(browser, `${origin}/${language}/collections/`, words);
    const outside = await browser.newPage();
    await outside.goto(`${origin}/en/stack-heap/`);
    const left = outside.locator('[data-exercise="stack-heap/small-stacks"]');
    await left.locator("button[aria-pressed]").waitFor();
    assert.equal(await left.locator(".run__button").count(), 0);
    await outside.close();
  });
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {typeof WORDS.en} words
 */
async function solved(browser, url, words) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  const exercise = page.locator(EXERCISE);
  const status = exercise.locator(".run__status");
  const says = (/** @type {string} */ text) =>
    status.filter({ hasText: text }).waitFor({ timeout: 60_000 });
  const [run, edit] = [0, 1].map((at) =>
    exercise.locator(".run__button").nth(at),
  );
  const tests = exercise.locator(".run__tests");
  const mark = exercise.locator("button[aria-pressed]");

  await run.focus();
  await page.keyboard.press("Enter");
  await says(words.notYet);
  assert.match(
    await tests.innerText(),
    /asked for 101 blocks, the budget is 2/,
  );
  await accessible(page);

  await edit.press("Enter");
  const area = exercise.locator("textarea");
  const write = async (/** @type {string} */ code) => {
    await area.fill(code);
    await area.press("Control+Enter");
  };
  await area.waitFor();
  const starter = await area.inputValue();
  await write("no code");
  await says(words.broken);
  const line = exercise.locator(".run__diagnostic button").first();
  assert.match(await line.innerText(), / 1$/);

  const opening = "HashMap<String, usize> {";
  const hostile = `${opening} assert!(std::fs::read("/etc/passwd").is_err(), "ESCAPED");`;
  assert.ok(starter.includes(opening));
  await write(starter.replace(opening, hostile));
  await says(words.notYet);
  assert.doesNotMatch(await exercise.innerText(), /panicked.*ESCAPED/);
  assert.equal(await mark.getAttribute("aria-pressed"), "false");

  await write(
    readFileSync("exercises/collections/group-by/solution/lib.rs", "utf8"),
  );
  await says(words.solved);
  assert.equal(await mark.getAttribute("aria-pressed"), "true");
  await page.reload();
  await area.waitFor();
  assert.match(await area.inputValue(), /counts\.get_mut\(word\)/);
  assert.equal(await mark.getAttribute("aria-pressed"), "true");
  await context.close();
}

/** @param {import("playwright-core").Page} page */
async function accessible(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async (exercise) => {
    // @ts-ignore: defined by the script before.
    const { violations } = await axe.run(exercise, {
      resultTypes: ["violations"],
    });
    return violations.map((/** @type {any} */ { id, nodes }) => [
      id,
      nodes[0].html,
    ]);
  }, EXERCISE);
  assert.deepEqual(found, []);
}
