// @ts-check
//! Run, Edit and Reset on listings: on this book's own server, which names itself in the pages that it
//! serves, or on the playground that a published book names. Without either, pages do not load this.

import { mount } from "./panel.js";
import { request } from "./protocol.js";
import { E, W } from "./words.js";

/**
 * The code of a listing as the book has it, and its record.
 * @typedef {{ code: string, crates?: string[], recorded?: any }} Original
 */

/**
 * Where code runs. `run` tells what happens as the server does, and at last `{ type: "end", … }`.
 * @typedef {object} Runner
 * @property {(name: string) => boolean} has
 * @property {(name: string) => Promise<Original>} original
 * @property {(name: string, code: string, tell: (message: any) => void, signal: AbortSignal) => Promise<void>} run
 * @property {string} gone What to say when it does not answer.
 */

/**
 * This book's own server.
 * @param {string} base
 * @returns {Runner}
 */
function server(base) {
  return {
    has: () => true,
    gone: W.gone,
    original: (name) => asked(`${base}source/${encodeURIComponent(name)}`),
    run: (name, code, tell, signal) =>
      stream(base, { ...request(code), listing: name }, tell, signal),
  };
}

/**
 * The tests of exercises, on this book's own server.
 * @param {string} base
 * @returns {Runner}
 */
function tester(base) {
  return {
    has: () => true,
    gone: E.gone,
    original: (name) => asked(`${base}exercise/${name}`),
    run: (name, code, tell, signal) =>
      stream(base, { ...request(code), exercise: name }, tell, signal),
  };
}

/** @param {string} address @returns {Promise<any>} */
async function asked(address) {
  const response = await fetch(address);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/**
 * @param {string} base @param {object} body @param {(message: any) => void} tell @param {AbortSignal} signal
 */
async function stream(base, body, tell, signal) {
  const response = await fetch(`${base}stream`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  if (response.status === 429) throw new Error(W.busy);
  if (!response.ok || !response.body)
    throw new Error((await response.json()).error);
  await lines(response.body, tell);
}

/** @param {ReadableStream<Uint8Array>} body @param {(message: any) => void} tell */
async function lines(body, tell) {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (let rest = ""; ;) {
    const { value, done } = await reader.read();
    if (done) return;
    const pieces = (rest + decoder.decode(value, { stream: true })).split("\n");
    rest = pieces.pop() ?? "";
    for (const piece of pieces) tell(JSON.parse(piece));
  }
}

async function start() {
  const meta = document.querySelector('meta[name="memory-lab-run"]');
  const base = meta?.getAttribute("content");
  if (!(meta instanceof HTMLMetaElement) || !base) return;
  const { files, listings } = meta.dataset;
  const runner =
    files === undefined
      ? server(base)
      : (await import("./playground.js")).playground(
          base,
          files,
          (listings ?? "").split(" "),
        );
  for (const listing of document.querySelectorAll(".listing[data-listing]")) {
    if (listing instanceof HTMLElement) mount(listing, runner);
  }
  const exercises = document.querySelectorAll(".exercise[data-runs]");
  if (files !== undefined || exercises.length === 0) return;
  const { mount: offer } = await import("./exercise.js");
  for (const exercise of exercises)
    if (exercise instanceof HTMLElement) offer(exercise, tester(base));
}

void start();
