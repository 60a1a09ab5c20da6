// @ts-check
//! What frames and blocks hold after each statement of a recorded run. It draws nothing and knows no page.

/** @typedef {[number, string, number, string]} Step number, function, line, statement */
/** @typedef {[number, string, number, string, string, string | number, string | number]} Row
 *   step, variable, size, address, "is" | "owns" | "borrows", value or target, contents of the target */
/** @typedef {[number, number, number, number, number]} Event operation, block, size, live bytes, line */
/** @typedef {{name: string, size: number, address: string, kind: string, target: string, contents: string, held: boolean, fresh: boolean}} Variable */
/** @typedef {{name: string, variables: Variable[]}} Frame */
/** @typedef {{number: number, size: number, address: string, contents: string, freed: boolean, fresh: boolean}} Block */
/** @typedef {{frames: Frame[], blocks: Block[]}} Run */
/** @typedef {Run & {line: number, code: string, left: string[], entered: string[], unread: string[]}} State */

const FREE = 4;

/**
 * The state after each statement.
 * @param {Step[]} steps @param {Row[]} rows @param {Event[]} events
 * @returns {State[]}
 */
export function states(steps, rows, events) {
  /** @type {Run} */
  const run = { frames: [], blocks: [] };
  const happened = byStep(events, steps);
  return steps.map((step, at) => {
    const seen = rows.filter((row) => row[0] === step[0]).map(variable);
    return structuredClone(made(run, step, seen, happened.get(at) ?? []));
  });
}

/**
 * Makes one step of the run.
 * @param {Run} run @param {Step} step @param {Variable[]} seen @param {Event[]} events
 * @returns {State}
 */
function made(run, [, name, line, code], seen, events) {
  const { left, entered } = called(run, name);
  const before = held(run.frames);
  look(run.frames, seen);
  run.blocks = run.blocks.filter((block) => !block.freed);
  for (const block of run.blocks) block.fresh = false;
  change(run.blocks, events, seen);
  const unread = before.filter((one) => !one.held).map((one) => one.name);
  return { ...run, line, code, left, entered, unread };
}

/**
 * The frame of the function is on top: those above it are left, or it is entered.
 * @param {Run} run @param {string} name
 */
function called(run, name) {
  const depth = run.frames.findIndex((frame) => frame.name === name);
  const left = depth < 0 ? [] : run.frames.splice(depth + 1);
  for (const one of run.frames.flatMap((frame) => frame.variables))
    one.fresh = false;
  if (depth < 0) run.frames.push({ name, variables: [] });
  const entered = depth < 0 ? [name] : [];
  return { left: left.map((frame) => frame.name), entered };
}

/**
 * The step of each event: the one whose statement stands in its line. A closing brace belongs to no statement;
 * what it frees is gone when the caller goes on.
 * @param {Event[]} events @param {Step[]} steps
 */
function byStep(events, steps) {
  /** @type {Map<number, Event[]>} */
  const found = new Map();
  for (const event of events) {
    const line = event[4];
    let at = steps.findIndex((step) => step[2] === line);
    if (at < 0) {
      const above = steps.filter((step) => step[2] < line);
      const near = above.reduce((one, two) => (two[2] > one[2] ? two : one));
      at = steps.findLastIndex((step) => step[1] === near[1]) + 1;
    }
    found.set(at, [...(found.get(at) ?? []), event]);
  }
  return found;
}

/** @param {Row} row @returns {Variable} */
function variable([, name, size, address, kind, target, contents]) {
  const read = { target: String(target), contents: String(contents) };
  return { name, size, address, kind, ...read, held: true, fresh: true };
}

const held = (/** @type {Frame[]} */ frames) =>
  frames
    .flatMap((frame) => frame.variables)
    .filter((variable) => variable.held);

/**
 * The top frame is looked at: what is not seen any more has moved, and so has whatever owned what another
 * variable owns now.
 * @param {Frame[]} frames @param {Variable[]} seen
 */
function look(frames, seen) {
  const top = frames[frames.length - 1];
  const known = new Map(top.variables.map((one) => [one.name, one]));
  const named = new Set(seen.map((one) => one.name));
  for (const one of top.variables) one.held &&= named.has(one.name);
  for (const one of seen) {
    const old = known.get(one.name);
    if (old) Object.assign(old, one, { fresh: false });
    else top.variables.push(one);
  }
  const owned = new Set(
    seen.filter((one) => one.kind === "owns").map((one) => one.target),
  );
  for (const frame of frames.slice(0, -1))
    for (const one of frame.variables)
      if (one.kind === "owns" && owned.has(one.target)) one.held = false;
}

/** @param {Block[]} blocks @param {Event[]} events @param {Variable[]} seen */
function change(blocks, events, seen) {
  for (const [operation, block, size] of events) {
    if (operation === FREE) {
      for (const one of blocks) if (one.number === block) one.freed = true;
      continue;
    }
    const owner = seen.find(
      (one) =>
        one.kind === "owns" &&
        !blocks.some((other) => other.address === one.target),
    );
    const { target = "", contents = "" } = owner ?? {};
    const text = /^"([^"]*)"/.exec(contents)?.[1] ?? contents;
    blocks.push({
      number: block,
      size,
      address: target,
      contents: text,
      freed: false,
      fresh: true,
    });
  }
}
