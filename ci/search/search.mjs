// @ts-check
// The search of a built site, opened by file:// as a reader would who has no server.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { accessible, used } from "./dialog.mjs";
import { found } from "./relevance.mjs";

export const name = "search";

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
    problems.push(...(await found(page, home, language)));
    problems.push(...(await used(page, home, language)));
    if (axe) problems.push(...(await accessible(page, home, language, axe)));
    problems.push(
      ...complaints.map((text) => `${language}: the console says: ${text}`),
    );
    await page.close();
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
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
