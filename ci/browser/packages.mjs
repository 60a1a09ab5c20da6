// The packages of ci/browser/package.json, which ci/browser.sh installs into target/ci/browser.
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const require = createRequire(
  new URL("../../target/ci/browser/package.json", import.meta.url),
);

export const { chromium } = require("playwright-core");

/** The source of axe-core, to be run inside a page. */
export const axeSource = readFileSync(
  require.resolve("axe-core/axe.min.js"),
  "utf8",
);

/** Lighthouse, loaded when a test needs it: it is large. */
export async function lighthouse() {
  const module = await import(pathToFileURL(require.resolve("lighthouse")));
  return module.default;
}

/** Debian's Chromium, or what a runner has instead. */
export const executablePath =
  ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ??
  "chromium";
/** What keeps it quiet. */
export const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
