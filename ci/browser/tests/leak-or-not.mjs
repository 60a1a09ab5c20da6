// @ts-check
//! Guesses all eight services, by mouse and by keyboard. What the script works out from the traces has to agree with
//! the table that stands there without it.

import assert from "node:assert/strict";
import { press, rows, visited } from "../widgets.mjs";

export const name =
  "a leak is told by its rounds, and guessed before it is told";

/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {Map<string, {end: string, leaks: boolean}>} Answers */

const ROUNDS = {
  name: "leak-or-not",
  chapter: "leaks",
  ready: ".rounds__card",
  rows: 8,
};

/** @param {import("../widgets.mjs").Given} given */
export default async function (given) {
  await visited(given, ROUNDS, plain, async ({ widget, told }) => {
    const cards = widget.locator(".rounds__card");
    assert.equal(await cards.count(), ROUNDS.rows);
    // The answers are folded away while there is something to guess.
    const answers = widget.locator(".widget__text");
    assert.ok(!(await answers.isVisible()));
    let leaking = 0;
    for (let at = 0; at < ROUNDS.rows; at += 1)
      leaking += (await guessed(cards.nth(at), told, at % 2 === 0)) ? 1 : 0;
    const score = await widget.locator(".widget__sentence").innerText();
    assert.match(score, new RegExp(`${ROUNDS.rows}.*${leaking}`));
    await widget.locator("summary").click();
    assert.ok(await answers.isVisible());
  });
}

/** The bytes at the end, and whether it leaks, of each service. @param {Locator} widget @returns {Promise<Answers>} */
async function plain(widget) {
  const recorded = await rows(widget);
  return new Map(
    recorded.map((cells) => {
      const leaks = /yes|예/.test(cells[5]);
      return [cells[0], { end: cells[3], leaks }];
    }),
  );
}

/**
 * Says of a service that it leaks; whether that was right.
 * @param {Locator} card @param {Answers} answers @param {boolean} keyboard
 */
async function guessed(card, answers, keyboard) {
  const drawn = card.locator("svg");
  const six = (await drawn.getAttribute("aria-label")) ?? "";
  const leaks = card.locator("button").first();
  await (keyboard ? press(leaks) : leaks.click());
  const verdict = card.locator(".rounds__verdict");
  assert.ok(await verdict.evaluate((it) => it === document.activeElement));
  const twelve = (await drawn.getAttribute("aria-label")) ?? "";
  const rounds = [six, twelve].map((label) => bytes(label).split(" ").length);
  assert.deepEqual(rounds, [6, 12], "half of the rounds, then all");
  assert.ok(bytes(twelve).startsWith(bytes(six)), "the first rounds stay");
  const name = await card.locator(".rounds__says code").innerText();
  const expected = answers.get(name);
  assert.ok(expected, `the table has ${name}`);
  assert.equal(bytes(twelve).split(" ").at(-1), expected.end, name);
  const hit = await card.evaluate((it) => it.dataset.guessed === "right");
  assert.equal(hit, expected.leaks, name);
  await sums(card.locator("tbody tr"), expected.end);
  return hit;
}

/** The list of bytes at the end of a chart's description; no figure of it has a space. */
const bytes = (/** @type {string} */ label) =>
  label.replace(/^.*: /, "").replaceAll(", ", " ");

/** The lines that are live at the end add up to what is live at the end. */
async function sums(/** @type {Locator} */ rows, /** @type {string} */ end) {
  let sum = 0;
  for (const row of await rows.all()) {
    const cells = await row.locator("td").allTextContents();
    sum += Number(cells[1].replaceAll(",", ""));
  }
  assert.equal(sum, Number(end.replaceAll(",", "")));
}
