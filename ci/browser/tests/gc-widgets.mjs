// @ts-check
//! Drives the two widgets of the chapter on Go's collector, by mouse and by keyboard. They run the listings, so that
//! what they say has to be what the listings printed.

import assert from "node:assert/strict";
import { press, rows, visited, withoutWasm } from "../widgets.mjs";

export const name = "the collector's widgets say what the listings printed";

/** @typedef {import("playwright-core").Locator} Locator */

const SAW = {
  name: "gogc",
  chapter: "gc",
  ready: ".widget__live svg",
  rows: 5,
};
const MARKING = { ...SAW, name: "tricolor", rows: 3 };

/** @param {import("../widgets.mjs").Given} given */
export default async function (given) {
  await visited(given, SAW, rows, ({ widget, told }) => slid(widget, told));
  await visited(given, MARKING, rows, ({ widget, told }) =>
    stepped(widget, told),
  );
  await withoutWasm(given, SAW);
  await withoutWasm(given, MARKING);
}

/** The numbers of a text, in order. @param {string} text */
const numbers = (text) => (text.match(/\d+(?:,\d{3})*/g) ?? []).join(" ");

/** Every service of the table. @param {Locator} widget @param {string[][]} recorded */
async function slid(widget, recorded) {
  const sentence = widget.locator(".widget__sentence");
  const sliders = widget.locator("input[type=range]");
  const [gogc, limit] = [sliders.first(), sliders.nth(1)];
  const says = async (/** @type {number} */ row) => {
    const wanted = recorded[row].filter((cell) => /\d/.test(cell)).join(" ");
    assert.equal(numbers(await sentence.innerText()), wanted);
  };
  await says(0);
  await set(gogc, 1);
  await says(1);
  await set(gogc, 4);
  await set(limit, 5);
  await says(2);
  assert.equal(await limit.getAttribute("aria-valuetext"), "50 MiB");
  await gogc.press("End");
  await says(3);
  await set(gogc, 4);
  await widget.locator("select").selectOption("3");
  await says(4);
  assert.match(await sentence.innerText(), /passes the limit|한도를 넘습니다/);
}

/** To a step of a slider, by keyboard. @param {Locator} slider @param {number} to */
async function set(slider, to) {
  await slider.focus();
  await slider.press("Home");
  for (let at = 0; at < to; at += 1) await slider.press("ArrowRight");
}

/** Every barrier and both moves, after the first step: lost where the table says so. @param {Locator} widget @param {string[][]} recorded */
async function stepped(widget, recorded) {
  const move = (/** @type {string} */ name) =>
    press(widget.locator(`button[data-move="${name}"]`));
  for (const [row, barrier] of ["off", "insertion", "deletion"].entries()) {
    await widget.locator("select").selectOption(barrier);
    for (const [column, way] of ["copy", "load"].entries()) {
      await move("reset");
      for (const next of ["step", way, "delete", "step", "step", "step"])
        await move(next);
      const lost = await widget.locator(".tricolor__object--lost").count();
      assert.equal(
        String(lost),
        recorded[row][column + 1],
        `${barrier}, ${way}`,
      );
    }
  }
  await move("back");
  assert.match(await widget.locator(".widget__sentence").innerText(), /5/);
}
