// @ts-check
//! What a browser remembers of its reader: a guess outlives the page, answers show up on the progress page.

import assert from "node:assert/strict";

export const name = "a guess and answers are remembered, and can be forgotten";

/** @typedef {import("playwright-core").Browser} Browser */

/** @param {{browser: Browser, site: {origin: string}}} given */
export default async function ({ browser, site }) {
  for (const language of ["en", "ko"])
    await predicting(
      browser,
      `${site.origin}/${language}/first-profile/index.html`,
    );
  await progress(browser, site.origin);
}

/** A guess is set beside what was measured, and is there again after a reload. */
async function predicting(
  /** @type {Browser} */ browser,
  /** @type {string} */ url,
) {
  const page = await browser.newPage();
  await page.goto(url);
  const predict = page.locator(".predict").first();
  await predict.locator("input").fill("3");
  await page.keyboard.press("Enter");
  assert.match(await predict.locator(".predict__said").innerText(), /3\D+1/);
  await page.reload();
  assert.equal(await predict.locator("input").inputValue(), "3");
  await page.close();
}

/** Answers show up on the progress page, and can be forgotten. */
async function progress(
  /** @type {Browser} */ browser,
  /** @type {string} */ base,
) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${base}/en/first-profile/index.html`);
  const quiz = page.locator(".quiz").first();
  await quiz
    .locator("input")
    .first()
    .fill(
      (await quiz.locator(".question").first().getAttribute("data-answer")) ??
        "",
    );
  await quiz.locator("button[type=submit]").click();
  await page.locator(".exercise button").first().click();
  await page.locator(".turn").scrollIntoViewIfNeeded();
  await page.waitForFunction(() =>
    (localStorage.getItem("book-progress") ?? "").includes('"read"'),
  );
  await page.goto(`${base}/ko/progress.html`);
  const row = page.locator('tr[data-chapter="first-profile"]');
  assert.equal(await row.locator(".progress__questions").innerText(), "1 / 10");
  assert.equal(await row.locator(".progress__exercises").innerText(), "1 / 2");
  assert.equal(await row.locator(".progress__read").innerText(), "예");
  const download = page.waitForEvent("download");
  await page.locator(".progress__export").click();
  assert.equal(
    (await download).suggestedFilename(),
    "memory-measured-progress.json",
  );
  page.on("dialog", (dialog) => dialog.accept());
  await page.locator(".progress__reset").click();
  assert.equal(await row.locator(".progress__questions").innerText(), "0 / 10");
  await context.close();
}
