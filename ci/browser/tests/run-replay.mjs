// @ts-check
//! The run that a reader just made, step by step: unedited beside the book's own, edited, and cut off where it
//! has more events than are kept.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { quiet } from "../axe.mjs";

export const name = "run-replay: the run just made can be replayed";

/** @param {{browser: import("playwright-core").Browser}} given */
export default async function ({ browser }) {
  const server = spawn("target/debug/book", ["--no-open", "--port", "3951"]);
  try {
    const origin = await served(server);
    for (const language of ["en", "ko"])
      await replayed(browser, `${origin}/${language}/first-profile/`, language);
  } finally {
    server.kill("SIGKILL");
  }
}

/** @param {import("node:child_process").ChildProcessWithoutNullStreams} server */
async function served(server) {
  let said = "";
  for await (const piece of server.stdout) {
    said += piece;
    const address = said.match(/serving (http:\/\/\S+)\//);
    if (address) return address[1];
  }
  throw new Error(`cargo book did not serve: ${said}`);
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {string} language
 */
async function replayed(browser, url, language) {
  const page = await browser.newPage();
  await page.goto(url);
  const listing = page
    .locator('.listing[aria-label="first-scope-free"]:has(.listing__actions)')
    .first();
  const figure = listing.locator(".run__timeline");
  const sentence = figure.locator(".replay__sentence");
  const offer = figure.locator("button.action", {
    hasText: language === "ko" ? "이번 실행 다시 보기" : "Replay this run",
  });
  await listing.locator(".listing__actions button").first().click();
  await offer.click({ timeout: 60_000 });
  await page.keyboard.press("ArrowRight");
  assert.match(await sentence.innerText(), /104,857,600 B/);
  assert.match(await figure.locator(".replay__code").innerText(), /vec!|=/);
  assert.equal(await listing.locator(".line--now").count(), 1);
  await quiet(page, ".run__timeline");

  await listing.locator(".listing__actions button").nth(1).click();
  const area = listing.locator("textarea");
  await area.fill(
    "pub fn run() {\n    for n in 0..3_000u32 {\n        drop(std::hint::black_box(Box::new(n)));\n    }\n}\n",
  );
  await area.press("Control+Enter");
  await offer.click({ timeout: 60_000 });
  const scrub = figure.locator("input[type=range]");
  assert.equal(await scrub.getAttribute("max"), "2000");
  await page.keyboard.press("End");
  assert.match(
    await sentence.innerText(),
    language === "ko" ? /4,000개는 남기지 않았습니다/ : /4,000 further events/,
  );
  assert.match(
    await figure.locator(".replay__code").innerText(),
    /Box::new\(n\)/,
  );
  assert.equal(await page.locator(".line--now").count(), 0);
  await page.close();
}
