// When a low speed is the page's fault, and when it says nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { unsteady } from "./steady.mjs";

const page = (speed, machine) => ({ speed, machine });

test("a steady machine proves a page slow", () => {
  assert.equal(unsteady(page(80, 2000), page(100, 2100), 0.6), "");
});

test("a busy, a slow or a changing machine proves nothing", () => {
  for (const [found, bare, load, why] of [
    [page(80, 2000), page(97, 2000), 0.6, /empty page reaches 97/],
    [page(80, 1600), page(100, 2000), 0.6, /from 1600 to 2000/],
    [page(80, 2000), page(100, 1600), 0.6, /from 2000 to 1600/],
    [page(80, 1400), page(100, 1450), 0.6, /is at 1400/],
    [page(80, 2000), page(100, 2000), 1.4, /load 1.4/],
  ])
    assert.match(unsteady(found, bare, load), why);
});
