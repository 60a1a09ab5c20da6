// A table of calls becomes a tree that can be sorted by each of its figures.
import assert from "node:assert/strict";
import { test } from "node:test";
import { amounts, below, profile } from "./calls.js";

/** A table of the page, as far as it is read. */
function table(rows) {
  const cell = (text) => ({ textContent: ` ${text} ` });
  const row = ([depth, ...texts]) => ({
    style: { getPropertyValue: () => depth },
    cells: texts.map(cell),
  });
  return {
    dataset: { calls: "a-listing" },
    tBodies: [{ rows: rows.map(row) }],
    querySelector: () => cell("What it does"),
  };
}

const ROWS = [
  ["", "run", "3", "1,000 B", "600", "0", "7 run();"],
  ["1", "small", "2", "100", "100", "0", "8 small();"],
  ["1", "large", "1", "900", "500", "0", "9 large();"],
  ["2", "Vec::push", "1", "900", "500", "0", ""],
  ["", "other", "1", "8", "8", "8", "12 other();"],
];

test("a call stands below its caller", () => {
  const { name, what, root } = profile(table(ROWS));
  assert.deepEqual([name, what], ["a-listing", "What it does"]);
  assert.deepEqual(root.figures, [4, 1008, 608, 8]);
  const [run] = root.callees;
  assert.equal(run.line, "7 run();");
  const push = run.callees[1].callees[0];
  assert.deepEqual(
    [push.name, push.depth, push.caller?.name, push.line],
    ["Vec::push", 2, "large", ""],
  );
});

test("the largest comes first, a caller before its callees", () => {
  const { root } = profile(table(ROWS));
  const names = (at) => below(root, at).map((call) => call.name);
  assert.deepEqual(names(0), ["run", "small", "large", "Vec::push", "other"]);
  assert.deepEqual(names(1), ["run", "large", "Vec::push", "small", "other"]);
  assert.deepEqual(names(3), ["other", "run", "small", "large", "Vec::push"]);
});

test("flat is what the callees leave", () => {
  const { root } = profile(table(ROWS));
  const [run, other] = root.callees;
  assert.deepEqual(amounts(run, 1), { flat: 0, cum: 1000 });
  assert.deepEqual(amounts(run, 2), { flat: 0, cum: 600 });
  assert.deepEqual(amounts(other, 3), { flat: 8, cum: 8 });
});
