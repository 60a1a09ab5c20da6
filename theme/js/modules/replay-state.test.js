// A heap is replayed to any step, forwards and backwards.
import assert from "node:assert/strict";
import { test } from "node:test";
import { HeapState } from "./replay-state.js";

/** Block 0 is requested in line 1 and grows in line 2, block 1 comes and goes. */
const EVENTS = [
  [0, 0, 8, 8, 1],
  [2, 0, 16, 16, 2],
  [1, 1, 4, 20, 3],
  [4, 1, 4, 16, 3],
];

test("blocks keep the line that requested them", () => {
  const state = new HeapState(EVENTS);
  state.go(3);
  assert.deepEqual(
    [...state.live],
    [
      [0, { size: 16, line: 1 }],
      [1, { size: 4, line: 3 }],
    ],
  );
  assert.equal(state.bytes, 20);
  assert.equal(state.peak, 20);
});

test("going back and beyond the ends is going to a step", () => {
  const state = new HeapState(EVENTS);
  state.go(99);
  assert.equal(state.at, 4);
  assert.deepEqual([...state.live.keys()], [0]);
  assert.deepEqual([state.bytes, state.peak], [16, 20]);
  state.go(1);
  assert.deepEqual([...state.live], [[0, { size: 8, line: 1 }]]);
  assert.deepEqual([state.bytes, state.peak], [8, 8]);
  state.go(-1);
  assert.equal(state.step, undefined);
  assert.deepEqual([state.bytes, state.peak, state.live.size], [0, 0, 0]);
});

test("a step knows what its block had before, when asked for twice too", () => {
  const state = new HeapState(EVENTS);
  for (const wanted of [2, 2]) {
    state.go(wanted);
    assert.equal(state.before, 8);
  }
});
