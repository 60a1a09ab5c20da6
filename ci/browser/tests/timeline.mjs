// @ts-check
//! Drives heap replays: mouse, keyboard, links from the prose, two thousand events, a truncated trace, reduced motion,
//! no scripts.

import assert from "node:assert/strict";

export const name = "timeline";

/** @typedef {import("playwright-core").Browser} Browser */

/** @param {{browser: Browser, site: {origin: string}}} given */
export default async function ({ browser, site }) {
  const base = site.origin;
  for (const language of ["en", "ko"]) {
    const url = (/** @type {string} */ chapter) =>
      `${base}/${language}/${chapter}/index.html`;
    await stepping(browser, url("first-profile"));
    await linking(browser, url("first-profile"));
    await fluid(browser, url("collections"));
    await asTabled(browser, url("collections"));
    await withoutScripts(browser, url("collections"));
  }
  await calm(browser, `${base}/en/first-profile/index.html`);
}

/** By mouse and by keyboard: sentence, blocks, marked line. */
async function stepping(
  /** @type {Browser} */ browser,
  /** @type {string} */ url,
) {
  const page = await browser.newPage();
  await page.goto(url);
  const figure = page.locator('figure[data-timeline="first-scope-free"]');
  const [first, back, , forward] = [0, 1, 2, 3].map((at) =>
    figure.locator(".replay__bar button").nth(at),
  );
  const sentence = figure.locator(".replay__sentence");
  const marked = page.locator(
    '.listing[aria-label="first-scope-free"] .line--now .n',
  );
  assert.equal(await figure.locator(".replay__cell").count(), 0);
  await forward.click();
  assert.match(await sentence.innerText(), /104,857,600 B/);
  assert.equal(await figure.locator(".replay__cell").count(), 1);
  const requested = await marked.first().innerText();
  await forward.click();
  assert.equal(await figure.locator(".replay__cell").count(), 0);
  assert.notEqual(
    await marked.first().innerText(),
    requested,
    "another line frees it",
  );
  await back.click();
  assert.equal(await marked.first().innerText(), requested);
  await first.click();
  assert.equal(await marked.count(), 0);
  await figure.locator("input[type=range]").focus();
  for (let step = 0; step < 8; step += 1)
    await page.keyboard.press("ArrowRight");
  assert.equal(await figure.locator("input[type=range]").inputValue(), "8");
  assert.match(await figure.locator(".replay__stats").innerText(), / 0 B/);
  await page.close();
}

/** A link in the prose goes to its step, and the address can be opened again. */
async function linking(
  /** @type {Browser} */ browser,
  /** @type {string} */ url,
) {
  const page = await browser.newPage();
  await page.goto(url);
  const scrub = page.locator(
    'figure[data-timeline="first-scope-free"] input[type=range]',
  );
  await page.locator('a[href*="#step:first-scope-free:2"]').click();
  assert.equal(await scrub.inputValue(), "2");
  await page.goto("about:blank");
  await page.goto(`${url}#step:first-scope-free:1`);
  assert.equal(await scrub.inputValue(), "1");
  await page.close();
}

/** Two thousand events, the last of which were not kept: every step under one frame. */
async function fluid(
  /** @type {Browser} */ browser,
  /** @type {string} */ url,
) {
  const page = await browser.newPage();
  await page.goto(url);
  const found = await page.evaluate(() => {
    const figure = document.querySelector(
      'figure[data-timeline="col-lines:owned"]',
    );
    const scrub = /** @type {HTMLInputElement} */ (
      figure?.querySelector("input[type=range]")
    );
    /** @type {number[]} */
    const took = [];
    const to = (/** @type {number} */ step) => {
      scrub.value = String(step);
      const start = performance.now();
      scrub.dispatchEvent(new Event("input"));
      figure?.getBoundingClientRect();
      took.push(performance.now() - start);
    };
    for (let step = 0; step <= 2000; step += 1) to(step);
    to(1000);
    to(2000);
    took.sort((a, b) => a - b);
    return {
      steps: scrub.max,
      typical: took[Math.floor(took.length / 2)],
      slow: took[Math.floor(took.length * 0.99)],
      sentence: figure?.querySelector(".replay__sentence")?.textContent ?? "",
    };
  });
  assert.equal(found.steps, "2000");
  assert.ok(found.typical < 16, `a step takes ${found.typical} ms`);
  console.log(
    `  2,000 events: a step takes ${found.typical.toFixed(2)} ms, the slowest hundredth ${found.slow.toFixed(2)} ms`,
  );
  assert.match(
    found.sentence,
    /not kept|남기지 않았습니다/,
    "a truncated recording says so",
  );
  assert.equal(
    await page.locator(".stroke--over").count(),
    1,
    "two runs overlaid",
  );
  await page.close();
}

/** Pages carry a trace packed: each step says of block, size and live bytes what the table says. */
async function asTabled(
  /** @type {Browser} */ browser,
  /** @type {string} */ url,
) {
  const page = await browser.newPage();
  await page.goto(url);
  const { steps, wrong } = await page.evaluate(() => {
    /** @type {string[]} */
    const wrong = [];
    let steps = 0;
    for (const figure of document.querySelectorAll("figure[data-timeline]")) {
      const scrub = figure.querySelector("input[type=range]");
      if (!(scrub instanceof HTMLInputElement)) continue;
      const sentence = figure.querySelector(".replay__sentence");
      figure.querySelectorAll("tbody tr").forEach((row, at) => {
        scrub.value = String(at + 1);
        scrub.dispatchEvent(new Event("input"));
        const said = sentence?.textContent ?? "";
        const cells = [...row.children].map((cell) => cell.textContent ?? "");
        const [, , block, size, live, place] = cells;
        const line = /lib\.rs:(\d+)/.exec(place)?.[1] ?? "";
        const words = said.replace(/[^\d,.B ]/g, " ").split(/\s+/);
        const has = [block, line].every((n) => !n || words.includes(n));
        if (!has || !said.includes(size) || !said.includes(live))
          wrong.push(`${cells.join(" | ")}: ${said}`);
        steps += 1;
      });
    }
    return { steps, wrong };
  });
  assert.deepEqual(wrong, []);
  assert.ok(steps > 100, `${steps} steps were compared`);
  await page.close();
}

/** Every event is in the table, and links to steps lead somewhere. */
async function withoutScripts(
  /** @type {Browser} */ browser,
  /** @type {string} */ url,
) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  const figure = page.locator('figure[data-timeline="col-vec-growth:grown"]');
  await figure.locator("summary").click();
  assert.equal(await figure.locator("tbody tr").count(), 12);
  assert.equal(await page.locator(".replay").count(), 0);
  assert.equal(await figure.locator("script").isVisible(), false);
  await page.locator(".predict summary").first().click();
  await page.goto(url.replace("collections", "first-profile"));
  assert.equal(await page.locator('[id="step:first-scope-free:1"]').count(), 1);
  await context.close();
}

/** Nothing moves by itself where motion is unwelcome. */
async function calm(/** @type {Browser} */ browser, /** @type {string} */ url) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(url);
  const figure = page.locator('figure[data-timeline="first-scope-free"]');
  await figure.locator(".replay__bar button").nth(2).click();
  await page.waitForTimeout(1500);
  assert.equal(await figure.locator("input[type=range]").inputValue(), "1");
  await context.close();
}
