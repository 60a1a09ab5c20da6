// The columns that a page carries become the events that were recorded.
import assert from "node:assert/strict";
import { test } from "node:test";
import { unpacked } from "./trace.js";

test("columns and differences become events with their live bytes", () => {
  const trace = unpacked({
    did: "01244",
    size: [8, 4, 16],
    block: [-1, 1, -1],
    line: [1, 2, 1, 0, 2],
    lines: { 1: "a", 2: "b" },
    dropped: 7,
    over: [8, 4, 8, -4, -16],
  });
  assert.deepEqual(trace, {
    events: [
      [0, 0, 8, 8, 1],
      [1, 1, 4, 12, 2],
      [2, 0, 16, 20, 1],
      [4, 1, 4, 16, 0],
      [4, 0, 16, 0, 2],
    ],
    lines: { 1: "a", 2: "b" },
    dropped: 7,
    over: [8, 12, 20, 16, 0],
  });
});

test("no events are none", () => {
  const trace = unpacked({
    did: "",
    size: [],
    block: [],
    line: [],
    lines: {},
    dropped: 0,
    over: null,
  });
  assert.deepEqual(trace.events, []);
  assert.equal(trace.over, null);
});
