// Handles move between frames, and blocks stay until they are freed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { states } from "./states.js";

/** A text is made, moved into a function, and freed at the end of it: line 13 is a closing brace. */
const STEPS = [
  [1, "main", 3, 'let name = String::from("Ada");'],
  [2, "keep", 11, "fn keep(text: String) {"],
  [3, "main", 5, "done();"],
];
const ROWS = [
  [1, "name", 24, "0x10", "owns", "0xa0", '"Ada", capacity 3'],
  [2, "text", 24, "0x40", "owns", "0xa0", '"Ada", capacity 3'],
];
const EVENTS = [
  [0, 0, 3, 3, 3],
  [4, 0, 3, 0, 13],
];

test("a handle that moves leaves its block where it is", () => {
  const [made, moved] = states(STEPS, ROWS, EVENTS);
  assert.deepEqual(made.entered, ["main"]);
  const [block] = made.blocks;
  assert.deepEqual(
    [block.address, block.contents, block.fresh, block.freed],
    ["0xa0", "Ada", true, false],
  );
  assert.deepEqual(moved.entered, ["keep"]);
  assert.deepEqual(moved.unread, ["name"]);
  const [main, keep] = moved.frames;
  assert.equal(main.variables[0].held, false);
  assert.equal(keep.variables[0].held, true);
  assert.deepEqual(moved.blocks, [{ ...block, fresh: false }]);
});

test("what a closing brace frees is gone when the caller goes on", () => {
  const last = states(STEPS, ROWS, EVENTS)[2];
  assert.deepEqual(last.left, ["keep"]);
  assert.deepEqual(
    last.frames.map((frame) => frame.name),
    ["main"],
  );
  assert.deepEqual(
    last.blocks.map((block) => block.freed),
    [true],
  );
});

test("a state is not changed by the steps after it", () => {
  const [made] = states(STEPS, ROWS, EVENTS);
  assert.equal(made.frames[0].variables[0].held, true);
  assert.equal(made.frames.length, 1);
});
