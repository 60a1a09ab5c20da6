// @ts-check
//! What is sent to a playground, and what its answer means: the form that our own server answers in. Pure.

const MARK = "memory-lab-heap:";
/** A report that is longer is none. */
const LONGEST = 1 << 20;
/** What a listing offers and `run` does not use is not dead. */
const BEFORE = "#![allow(dead_code)] ";

/** What a playground and a server are asked for. @param {string} code */
export const request = (code) => ({
  code,
  channel: "stable",
  mode: "debug",
  edition: "2024",
  crateType: "bin",
  tests: false,
  backtrace: false,
});

/** A listing as a program that does not count. @param {string} code */
export const plain = (code) =>
  `${BEFORE}${code}\nfn main() { let _ = run(); }\n`;

/**
 * A listing as a program that counts. One that captures backtraces itself holds the lock that finding
 * lines takes, so its requests have none.
 * @param {string} code
 * @param {string} tracer
 */
export function counting(code, tracer) {
  const lines = !/\bforce_capture\b/.test(code);
  return (
    BEFORE +
    code +
    (lines
      ? tracer
      : tracer.replace("begin_inline(true)", "begin_inline(false)"))
  );
}

/**
 * An answer in the form of our own server's last message.
 * @param {any} answer
 * @param {number} lines How many the reader's code has.
 */
export function read(answer, lines) {
  const said = String(answer.stderr ?? "");
  const { rest, report } = cut(said);
  // Cargo names the program that it starts; before that line everything is the compiler's.
  const started = /^ +Running `.*`\n/m.exec(rest);
  const refused = !started && /^error(\[E\d+\])?: /m.test(rest);
  const failed = answer.success !== true && refused;
  const compiler = started ? rest.slice(0, started.index) : failed ? rest : "";
  const program = started
    ? rest.slice(started.index + started[0].length)
    : failed
      ? ""
      : rest;
  const { diagnostics, foreign } = messages(compiler, lines);
  return {
    exit: failed ? { reason: "compile-error" } : exit(answer, program),
    stdout: String(answer.stdout ?? ""),
    stderr: program,
    diagnostics,
    foreign,
    heap: heap(report, lines),
  };
}

/** The report's line out of stderr; the last one counts. @param {string} text */
export function cut(text) {
  const at = text.lastIndexOf(`\n${MARK}`);
  if (at < 0) return { rest: text, report: "" };
  const begin = at + 1 + MARK.length;
  const found = text.indexOf("\n", begin);
  const end = found < 0 ? text.length : found;
  return {
    rest: text.slice(0, at) + text.slice(end + 1),
    report: text.slice(begin, end),
  };
}

/** @param {any} answer @param {string} stderr */
function exit(answer, stderr) {
  if (answer.success === true) return { reason: "finished" };
  const detail = String(answer.exitDetail ?? "");
  const status = /status (\d+)/.exec(detail)?.[1];
  if (status === "101") return { reason: "panicked" };
  if (status) return { reason: "failed", value: Number(status) };
  const signal = /signal (\d+)/.exec(detail)?.[1];
  if (signal === "6") {
    if (stderr.includes("has overflowed its stack"))
      return { reason: "stack-overflow" };
    if (stderr.includes("memory allocation of"))
      return { reason: "memory-limit" };
    return { reason: "aborted" };
  }
  if (signal) return { reason: "signal", value: Number(signal) };
  return { reason: "ended", value: detail };
}

/** rustc's messages, and whether one is about the tracer. @param {string} text @param {number} lines */
function messages(text, lines) {
  const diagnostics = [];
  let foreign = false;
  for (const block of text.split(/\n(?=\n?(?:error|warning)(?:\[\w+\])?: )/)) {
    const rendered = block.trim();
    const level = /^(error|warning)/.exec(rendered)?.[1];
    const line = Number(/^ *--> [^\n]*?:(\d+):\d+$/m.exec(rendered)?.[1] ?? 0);
    if (!level || line === 0) {
      foreign ||= /global_allocator|__memory_lab/.test(rendered);
      continue;
    }
    foreign ||= line > lines || rendered.includes("__memory_lab");
    const spans = [{ is_primary: true, line_start: line }];
    diagnostics.push({ level, rendered: `${rendered}\n`, spans });
  }
  return { diagnostics, foreign };
}

/** A program can forge its report: what does not fit is none. @param {string} text @param {number} lines */
export function heap(text, lines) {
  if (text === "" || text.length > LONGEST) return null;
  try {
    const raw = JSON.parse(text);
    const places = raw.lines.map((/** @type {unknown[]} */ found) => {
      const line = found.map(count).find((line) => line <= lines);
      return line === undefined ? "runtime" : `src/lib.rs:${line}`;
    });
    const keys = [
      "blocks",
      "bytes",
      "peak_blocks",
      "peak_bytes",
      "end_blocks",
      "end_bytes",
    ];
    return {
      totals: Object.fromEntries(
        keys.map((key) => [key, count(raw.totals[key])]),
      ),
      sites: sites(raw.sums, places),
      events: raw.events.map((/** @type {any[]} */ event) => [
        String(event[0]),
        ...event.slice(1, 5).map(count),
        places[count(event[5])] ?? "runtime",
      ]),
      events_dropped: count(raw.events_dropped),
    };
  } catch {
    return null;
  }
}

/** @param {unknown} value @returns {number} */
function count(value) {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0)
    return value;
  throw new TypeError("not a count");
}

/** Sums by line, in the order of lines. @param {unknown[][]} sums @param {string[]} places */
function sites(sums, places) {
  const keys = [
    "blocks",
    "bytes",
    "freed_blocks",
    "freed_bytes",
    "end_blocks",
    "end_bytes",
  ];
  /** @type {Map<string, Record<string, any>>} */
  const found = new Map();
  sums.forEach((row, stack) => {
    const counts = row.map(count);
    if (counts.every((value) => value === 0)) return;
    const at = places[stack] ?? "runtime";
    const site = found.get(at) ?? { at };
    keys.forEach(
      (key, index) => (site[key] = (site[key] ?? 0) + (counts[index] ?? 0)),
    );
    found.set(at, site);
  });
  const line = (/** @type {Record<string, any>} */ site) =>
    Number(site.at.split(":")[1] ?? Infinity);
  return [...found.values()].sort((a, b) => line(a) - line(b));
}
