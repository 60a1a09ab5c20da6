// @ts-check
// The search dialog as readers use it: with a keyboard, and with what reads pages aloud.

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {(good: unknown, what: string) => unknown} Check Notes what is not good. */

/**
 * As a reader with a keyboard: `/`, type, arrows, Enter, dismiss, Escape.
 * @param {Page} page @param {string} home @param {string} language
 */
export async function used(page, home, language) {
  /** @type {string[]} */
  const problems = [];
  /** @type {Check} */
  const check = (good, what) => good || problems.push(`${language}: ${what}`);
  await page.goto(`${home}first-profile/index.html`);
  await typed(page, language, check);
  await chosen(page, check);
  await marked(page, check);
  await dismissed(page, check);
  return problems;
}

/** @param {Page} page @param {string} language @param {Check} check */
async function typed(page, language, check) {
  const early = await page.locator("script[src*='search/index.js']").count();
  check(early === 0, "the index is loaded before a search");
  await page.keyboard.press("s");
  const dialog = page.locator("dialog.search[open]");
  check(await dialog.isVisible(), "the key s opens no dialog");
  await page.keyboard.type(
    language === "ko" ? "남은 용량" : "retained capacity/s",
  );
  if (language === "en")
    for (let i = 0; i < 2; i++) await page.keyboard.press("Backspace");
  await page.waitForSelector(".search__result");
  const status = await page.locator(".search__status").textContent();
  check(/\d/.test(status ?? ""), "the number of results is not told");
  const hits = await page.locator(".search__teaser mark").count();
  check(hits > 0, "no hit is marked in a teaser");
}

/** @param {Page} page @param {Check} check */
async function chosen(page, check) {
  const selected = page.locator(".search__result[aria-selected='true']");
  const first = await selected.getAttribute("id");
  await page.keyboard.press("ArrowDown");
  const second = await selected.getAttribute("id");
  check(second !== first, "the arrow chooses nothing");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForURL(/highlight=.*#/);
  check(
    page.url().includes("collections/index.html"),
    `Enter leads to ${page.url()}`,
  );
}

/** The page of a result. @param {Page} page @param {Check} check */
async function marked(page, check) {
  const marks = page.locator("main mark.search-hit");
  await marks.first().waitFor();
  const isThere = await page.evaluate(
    () => document.querySelector(location.hash) !== null,
  );
  check(isThere, "the result's heading does not exist");
  await page.locator(".search-clear").click();
  check((await marks.count()) === 0, "the marks stay");
  check(!page.url().includes("highlight"), "the address keeps the marks");
}

/** @param {Page} page @param {Check} check */
async function dismissed(page, check) {
  const open = page.locator("dialog.search[open]");
  await page.keyboard.press("/");
  check((await open.count()) === 1, "the key / opens no dialog");
  await page.keyboard.press("Escape");
  check((await open.count()) === 0, "Escape does not close the dialog");
  await page.evaluate(() =>
    document.querySelector("main")?.prepend(document.createElement("textarea")),
  );
  await page.locator("main textarea").press("s");
  check(
    (await open.count()) === 0,
    "s opens the dialog while a field is typed in",
  );
}

/**
 * axe finds nothing in the results, in both schemes and at two widths.
 * @param {Page} page @param {string} home @param {string} language @param {string} axe
 */
export async function accessible(page, home, language, axe) {
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
