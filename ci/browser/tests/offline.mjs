// @ts-check
/**
 * The book as a zip file: unpacked into a folder and opened by `file://`, it shows its text, its style and
 * the other language, and asks for nothing outside of the folder.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const name = "the zip file reads the same from a folder";

/**
 * @param {{ browser: import("playwright-core").Browser, site: { root: string } }} context
 *   `site.root` is the built book's folder.
 */
export default async function run({ browser, site }) {
  const folder = mkdtempSync(join(tmpdir(), "offline-"));
  const page = await browser.newPage();
  try {
    const archive = join(site.root, "memory-measured.zip");
    const unpack =
      "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])";
    execFileSync("python3", ["-c", unpack, archive, folder]);
    await check(page, pathToFileURL(join(folder, "memory-measured")).href);
  } finally {
    await page.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} root
 */
async function check(page, root) {
  /** @type {string[]} */
  const wrong = [];
  page.on("requestfailed", (request) => {
    const error = request.failure()?.errorText;
    // A page that is left while its icon loads is no fault of the archive.
    if (error !== "net::ERR_ABORTED") {
      wrong.push(`${error}: ${request.url()}`);
    }
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(root) && !url.startsWith("data:")) {
      wrong.push(`foreign: ${url}`);
    }
  });
  for (const [language, text] of [
    ["ko", "메모리"],
    ["en", "memory"],
  ]) {
    await page.goto(`${root}/${language}/first-profile/index.html`);
    const main = await page.locator("main").innerText();
    assert.ok(main.includes(text), `no "${text}" on the page of ${language}`);
    assert.equal(await page.locator("html").getAttribute("lang"), language);
    assert.equal(await page.locator("main .page-foot-offline").count(), 0);
    const next = page.locator("main a[href='appendix.html']").first();
    await next.click();
    await page.waitForURL(/\/first-profile\/appendix\.html/);
  }
  await page.goto(`${root}/index.html`);
  await page.waitForURL(/\/(ko|en)\//);
  await switchLanguage(page, root);
  assert.deepEqual(wrong, []);
}

/**
 * Follows the switcher, where the theme has one, and arrives at the same page in the other language.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} root
 */
async function switchLanguage(page, root) {
  await page.goto(`${root}/ko/first-profile/index.html`);
  const link = page.locator("a[hreflang='en']:visible").first();
  if ((await link.count()) === 0) {
    return;
  }
  await link.click();
  await page.waitForURL(/\/en\/first-profile\/(index\.html)?/);
}
