// @ts-check
//! Drives the quizzes by mouse and by keyboard, in both languages, with and without scripts and storage.

import assert from "node:assert/strict";

export const name = "quiz";

const PAGES = ["first-profile", "collections"];

/**
 * @param {import("playwright-core").Page} page
 * @param {string} url
 */
async function open(page, url) {
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(url);
  return errors;
}

/** Chooses the right answers of a quiz, or for `wrong` of its first question another. */
async function answer(
  /** @type {import("playwright-core").Locator} */ quiz,
  /** @type {boolean} */ wrong,
) {
  for (const [at, question] of (
    await quiz.locator(".question").all()
  ).entries()) {
    if (!(await question.isVisible())) continue;
    const right = (await question.getAttribute("data-answer")) ?? "";
    const kind = await question.getAttribute("data-kind");
    const miss = wrong && at === 0;
    if (kind === "number") {
      await question
        .locator("input")
        .fill(miss ? `${Number(right) + 1}` : right);
      continue;
    }
    const boxes = await question.locator(".option").all();
    const chosen = miss
      ? [boxes.findIndex((_, box) => !right.split(" ").includes(String(box)))]
      : right.split(" ").map(Number);
    for (const box of chosen) await boxes[box].click();
  }
}

/** @param {{browser: import("playwright-core").Browser, site: { origin: string }}} given */
export default async function ({ browser, site }) {
  const base = site.origin;
  for (const language of ["en", "ko"]) {
    for (const chapter of PAGES) {
      const url = `${base}/${language}/${chapter}/index.html`;
      await withoutScripts(browser, url);
      await byMouse(browser, url);
    }
    await byKeyboard(browser, `${base}/${language}/first-profile/index.html`);
  }
  await withoutStorage(
    browser,
    `${base}/en/first-profile/index.html`,
    "forbidden",
  );
  await withoutStorage(browser, `${base}/en/first-profile/index.html`, "full");
  await onlyWhereNeeded(browser, `${base}/en/index.html`);
}

/** Every answer can be unfolded, and no button does nothing. */
async function withoutScripts(
  /** @type {import("playwright-core").Browser} */ browser,
  /** @type {string} */ url,
) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  const questions = page.locator(".question");
  assert.equal(await questions.count(), 10, `${url}: ten questions`);
  for (const question of await questions.all()) {
    await question.locator("details > summary").click();
    assert.ok(
      ((await question.locator(".question__answer").innerText()).length ?? 0) >
        4,
    );
  }
  assert.equal(await page.locator(".quiz button").count(), 0);
  await context.close();
}

/** One wrong answer, a second try that asks only that, a reload that remembers, and a reset. */
async function byMouse(
  /** @type {import("playwright-core").Browser} */ browser,
  /** @type {string} */ url,
) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const errors = await open(page, url);
  const quiz = page.locator(".quiz").first();
  const questions = quiz.locator(".question");
  const count = await questions.count();
  const [check, again, reset] = [0, 1, 2].map((at) =>
    quiz.locator(".quiz__bar button").nth(at),
  );
  assert.equal(await questions.first().locator("details").isVisible(), false);
  await answer(quiz, true);
  await check.click();
  assert.equal(await questions.first().getAttribute("data-result"), "wrong");
  assert.equal(await quiz.locator("[data-result=right]").count(), count - 1);
  assert.equal(await questions.first().locator("details").isVisible(), true);
  await again.click();
  assert.equal(
    await quiz.locator(".question:visible").count(),
    1,
    "only what was wrong",
  );
  await answer(quiz, false);
  await check.click();
  assert.equal(await quiz.locator("[data-result=right]").count(), count);
  await page.reload();
  assert.equal(
    await quiz.locator("[data-result=right]").count(),
    count,
    "remembered",
  );
  await reset.click();
  assert.equal(await quiz.locator("[data-result]").count(), 0);
  await page.reload();
  assert.equal(await quiz.locator("[data-result]").count(), 0, "forgotten");
  assert.deepEqual(errors, []);
  await context.close();
}

/** Tab, arrows, space and Enter are enough. */
async function byKeyboard(
  /** @type {import("playwright-core").Browser} */ browser,
  /** @type {string} */ url,
) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  const quiz = page.locator(".quiz").first();
  await quiz.locator("input").first().focus();
  await page.keyboard.type(
    (await quiz.locator(".question").first().getAttribute("data-answer")) ?? "",
  );
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  for (const box of [0, 1, 2, 3]) {
    if (box !== 1) await page.keyboard.press("Space");
    if (box < 3) await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  assert.equal(
    await quiz.locator("[data-result=right]").count(),
    3,
    `${url}: by keyboard`,
  );
  await context.close();
}

/** The result is shown, and the reader is told that it will not stay. */
async function withoutStorage(
  /** @type {import("playwright-core").Browser} */ browser,
  /** @type {string} */ url,
  /** @type {"forbidden" | "full"} */ how,
) {
  const context = await browser.newContext();
  await context.addInitScript((how) => {
    const refuse = () => {
      throw new DOMException(
        "refused",
        how === "full" ? "QuotaExceededError" : "SecurityError",
      );
    };
    if (how === "full") Storage.prototype.setItem = refuse;
    else Object.defineProperty(window, "localStorage", { get: refuse });
  }, how);
  const page = await context.newPage();
  const errors = await open(page, url);
  const quiz = page.locator(".quiz").first();
  await answer(quiz, false);
  await quiz.locator("button[type=submit]").click();
  assert.equal(await quiz.locator("[data-result=right]").count(), 3);
  assert.match(await quiz.locator(".quiz__score").innerText(), /keeps nothing/);
  // The stock theme's own scripts may complain; ours must not.
  assert.deepEqual(
    errors.filter(
      (error) => error.includes("quiz.js") || error.includes("store.js"),
    ),
    [],
  );
  await context.close();
}

async function onlyWhereNeeded(
  /** @type {import("playwright-core").Browser} */ browser,
  /** @type {string} */ url,
) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const loaded = [];
  page.on("request", (request) => loaded.push(request.url()));
  await page.goto(url);
  assert.deepEqual(
    loaded.filter((file) => /(quiz|store|timeline|exercise)\.js/.test(file)),
    [],
  );
  await page.close();
}
