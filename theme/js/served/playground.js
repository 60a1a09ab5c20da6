// @ts-check
//! Running on a playground elsewhere: anything that answers `POST <base>execute` as the Rust playground does.
//! The tracer travels with the code, and its report comes back as one line of stderr, cut out here.
//!
//! Nothing is sent before a reader presses Run, and then the code alone.

import { counting, plain, read, request } from "./protocol.js";
import { away, ranOn, without } from "./words.js";

const PATIENCE = 60_000;

/**
 * @param {string} base
 * @param {string} files Where the book keeps the code of its listings, and the tracer.
 * @param {string[]} names The listings that can run elsewhere.
 * @returns {import("./run.js").Runner}
 */
export function playground(base, files, names) {
  const { host } = new URL(base);
  /** @type {Map<string, Promise<import("./run.js").Original>>} */
  const originals = new Map();
  /** @type {Promise<string> | null} */
  let tracer = null;
  /** @param {string} name */
  const own = async (name) => {
    const response = await fetch(files + name);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response;
  };
  /** @param {string} name */
  const original = (name) => {
    const known =
      originals.get(name) ?? own(`${name}.json`).then((r) => r.json());
    originals.set(name, known);
    known.catch(() => originals.delete(name));
    return known;
  };
  const missing = memo(() => crates(base));
  return {
    has: (name) => names.includes(name),
    gone: away(host),
    original,
    async run(name, code, tell, signal) {
      const about = await original(name);
      const wanted = about.crates ?? [];
      const there = wanted.length > 0 ? await missing() : null;
      const lacking = wanted.filter(
        (/** @type {string} */ crate) => there && !there.includes(crate),
      );
      if (lacking.length > 0) throw recorded(without(host, lacking.join(", ")));
      tracer ??= own("tracer.txt").then((response) => response.text());
      const limit = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
      const lines = code.split("\n").length;
      const send = (/** @type {string} */ text) => post(base, text, limit);
      let end = read(await send(counting(code, await tracer)), lines);
      // It may be about what was added: ask again without that.
      if (end.exit.reason === "compile-error" && end.foreign)
        end = read(await send(plain(code)), lines);
      if (end.stdout) tell({ type: "stdout", text: end.stdout });
      if (end.stderr) tell({ type: "stderr", text: end.stderr });
      tell({
        type: "end",
        note: ranOn(host),
        recorded: about.recorded,
        ...end,
      });
    },
  };
}

/** @template T @param {() => Promise<T>} ask */
function memo(ask) {
  /** @type {Promise<T> | null} */
  let known = null;
  return () => (known ??= ask());
}

/** An error upon which the recorded run stands in. @param {string} message */
function recorded(message) {
  const error = new Error(message);
  error.name = "Recorded";
  return error;
}

/** The crates that it has; null when it does not say. @param {string} base */
async function crates(base) {
  try {
    const response = await fetch(`${base}meta/crates`, quiet);
    const { crates } = await response.json();
    return crates.map((/** @type {any} */ found) => String(found.name));
  } catch {
    return null;
  }
}

/** Says nothing about the reader. @type {RequestInit} */
const quiet = { credentials: "omit", referrerPolicy: "no-referrer" };

/** @param {string} base @param {string} code @param {AbortSignal} signal */
async function post(base, code, signal) {
  const response = await fetch(`${base}execute`, {
    ...quiet,
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request(code)),
    signal,
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok)
    throw new Error(String(answer.error ?? `${base}: ${response.status}`));
  return answer;
}
