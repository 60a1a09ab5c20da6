// What a playground answers, as the Rust playground and plain rustc word it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { counting, cut, heap, plain, read } from "./protocol.js";

const CARGO =
  "   Compiling playground v0.0.1 (/playground)\n" +
  "    Finished `dev` profile [unoptimized + debuginfo] target(s) in 0.50s\n" +
  "     Running `target/debug/playground`\n";
const ERROR =
  "error[E0425]: cannot find function `missing` in this scope\n" +
  " --> src/main.rs:2:5\n  |\n2 |     missing();\n  |     ^^^^^^^ not found\n\n" +
  "For more information about this error, try `rustc --explain E0425`.\n" +
  'error: could not compile `playground` (bin "playground") due to 1 previous error\n';
const REPORT = {
  totals: {
    blocks: 2,
    bytes: 9,
    peak_blocks: 2,
    peak_bytes: 9,
    end_blocks: 1,
    end_bytes: 4,
  },
  events_dropped: 0,
  events: [
    ["alloc", 0, 5, 1, 5, 0],
    ["alloc", 1, 4, 1, 9, 1],
    ["free", 0, 5, 1, 4, 2],
  ],
  lines: [[90, 12, 3], [90], [90, 2]],
  sums: [
    [1, 5, 0, 0, 0, 0],
    [1, 4, 0, 0, 1, 4],
    [0, 0, 1, 5, 0, 0],
  ],
};

test("the report is cut out and read by the reader's lines", () => {
  const stderr = `${CARGO}mine\n\nmemory-lab-heap:${JSON.stringify(REPORT)}\nafter`;
  const end = read({ success: true, stdout: "out", stderr }, 12);
  assert.deepEqual(
    [end.exit.reason, end.stdout, end.stderr],
    ["finished", "out", "mine\nafter"],
  );
  assert.deepEqual(
    end.heap?.sites.map((site) => [site.at, site.blocks, site.freed_blocks]),
    [
      ["src/lib.rs:2", 0, 1],
      ["src/lib.rs:12", 1, 0],
      ["runtime", 1, 0],
    ],
  );
  assert.deepEqual(end.heap?.events[2], ["free", 0, 5, 1, 4, "src/lib.rs:2"]);
});

test("a forged report is none, and a second one counts alone", () => {
  for (const forged of [
    "{}",
    "null",
    JSON.stringify({ ...REPORT, totals: { blocks: "<b>" } }),
    JSON.stringify({ ...REPORT, sums: [[-1]] }),
    JSON.stringify({ ...REPORT, lines: 3 }),
    JSON.stringify(REPORT) + " ".repeat(1 << 20),
  ])
    assert.equal(heap(forged, 9), null, forged.slice(0, 60));
  const { report, rest } = cut("\nmemory-lab-heap:1\nx\nmemory-lab-heap:2\n");
  assert.deepEqual([report, rest], ["2", "\nmemory-lab-heap:1\nx"]);
  assert.deepEqual(cut("memory-lab-heap:1"), {
    rest: "memory-lab-heap:1",
    report: "",
  });
});

test("the end of a run is told in our own words", () => {
  for (const [exitDetail, stderr, expected] of [
    ["Exited with status 101", `${CARGO}\nthread 'main' panicked`, "panicked"],
    ["Exited with status 3", `${CARGO}error: mine\n`, "failed"],
    ["Exited with signal 6 (SIGABRT)", CARGO, "aborted"],
    [
      "Exited with signal 6 (SIGABRT)",
      `${CARGO}thread 'main' has overflowed its stack`,
      "stack-overflow",
    ],
    [
      "Exited with signal 6 (SIGABRT)",
      `${CARGO}memory allocation of 9 bytes failed`,
      "memory-limit",
    ],
    ["Exited with signal 9 (SIGKILL)", CARGO, "signal"],
    ["Killed after 10 s", CARGO, "ended"],
    ["Exited with status 101", ERROR, "compile-error"],
    ["", "", "ended"],
  ])
    assert.equal(
      read({ success: false, exitDetail, stderr }, 9).exit.reason,
      expected,
      exitDetail + stderr,
    );
});

test("rustc's messages have the reader's lines", () => {
  const warning = "warning: unused variable: `x`\n --> src/main.rs:1:20\n  |\n";
  const end = read(
    {
      success: false,
      exitDetail: "Exited with status 101",
      stderr: `   Compiling playground v0.0.1 (/playground)\n${warning}\n${ERROR}`,
    },
    3,
  );
  assert.deepEqual(
    end.diagnostics.map((found) => [found.level, found.spans[0]?.line_start]),
    [
      ["warning", 1],
      ["error", 2],
    ],
  );
  assert.equal(end.foreign, false);
  assert.equal(end.stderr, "");
  const ran = read({ success: true, stderr: warning + CARGO + "hello" }, 3);
  assert.equal(ran.stderr, "hello");
  assert.equal(ran.diagnostics.length, 1);
});

test("an error of the tracer is not shown as the reader's", () => {
  const stderr = ERROR.replace(":2:5", ":200:5");
  assert.equal(read({ success: false, stderr }, 9).foreign, true);
  const allocator =
    "error: cannot define multiple global allocators\n  --> src/main.rs:3:1\n" +
    "   |\n80 | static RECORDER: Recorder = Recorder;\n";
  const both = allocator + "   ::: __memory_lab\n";
  assert.equal(read({ success: false, stderr: both }, 9).foreign, true);
});

test("no line of the code moves, and one that captures backtraces has none looked up", () => {
  const code = "//! Doc.\npub fn run() {}\n";
  const tracer = "\nfn main() { begin_inline(true) }";
  assert.equal(counting(code, tracer).split("\n")[1], "pub fn run() {}");
  assert.match(counting(code, tracer), /begin_inline\(true\)/);
  const captures = `${code}// Backtrace::force_capture()`;
  assert.match(counting(captures, tracer), /begin_inline\(false\)/);
  assert.match(plain(code), /^#!\[allow\(dead_code\)\] \/\/! Doc\.\npub fn/);
});
