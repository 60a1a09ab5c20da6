// Asks a widget's WebAssembly the questions of a file, one a line, as a page would: node ask.mjs WASM QUESTIONS
import { readFileSync } from "node:fs";

const [wasm, questions] = process.argv.slice(-2).map((path) => readFileSync(path));
const { instance } = await WebAssembly.instantiate(wasm, {});
const { memory, question, ask, answer } = instance.exports;
for (const line of questions.toString("utf8").split(/\r?\n/)) {
  if (line === "") continue;
  const bytes = new TextEncoder().encode(line);
  const place = question(bytes.length);
  new Uint8Array(memory.buffer, place, bytes.length).set(bytes);
  const length = ask();
  // The memory may have grown, and its buffer be another.
  const said = new Uint8Array(memory.buffer, answer(), length);
  console.log(new TextDecoder().decode(said));
}
