// @ts-check
//! What the tests of parts of a page have in common: axe finds nothing in them.

import assert from "node:assert/strict";
import { axeSource } from "./packages.mjs";

/**
 * axe finds nothing in what the selector finds, as it stands now.
 * @param {import("playwright-core").Page} page @param {string} selector
 */
export async function quiet(page, selector) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async (selector) => {
    // @ts-ignore: defined by the script before.
    const { violations } = await axe.run(selector, {
      resultTypes: ["violations"],
    });
    return violations.map((/** @type {any} */ { id, nodes }) => [
      id,
      nodes[0].html,
    ]);
  }, selector);
  assert.deepEqual(found, []);
}
