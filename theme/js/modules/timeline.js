// @ts-check
//! Replays a recorded heap step by step: chart, blocks, source line, and one sentence for each step.

import { localised } from "./store.js";
import { OPS, traceOf } from "./trace.js";

/** @typedef {import("./trace.js").Step} Step */
/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {{size: number, line: number}} Block */

/** More blocks than this cannot be told apart; the rest is counted. */
const CELLS = 240;
const COLOURS = 6;
const TICK = 700;

const number = new Intl.NumberFormat("en");
const bytes = (/** @type {number} */ count) => `${number.format(count)} B`;

const WORDS = localised({
  en: {
    replay: "Replay",
    first: "To the start",
    back: "Step back",
    forward: "Step forward",
    play: "Play",
    pause: "Pause",
    step: "Step",
    blocks: "Live blocks",
    live: "live",
    peak: "peak so far",
    over: "the other run",
    /** @param {number} count */
    more: (count) => `and ${number.format(count)} more`,
    start: "Before the first request: nothing is live.",
    /** @param {number} count */
    dropped: (count) =>
      `The recording ends here; ${number.format(count)} further events were not kept.`,
    /** @param {number} at @param {number} all @param {number} line */
    where: (at, all, line) =>
      `Step ${at} of ${all}, ${line ? `line ${line}` : "the caller"}`,
    /** @type {((block: number, size: string, before: string) => string)[]} */
    did: [
      (block, size) => `block ${block} of ${size} is requested`,
      (block, size) =>
        `block ${block} of ${size} is requested, filled with zeroes`,
      (block, size, before) => `block ${block} grows from ${before} to ${size}`,
      (block, size, before) =>
        `block ${block} shrinks from ${before} to ${size}`,
      (block, size) => `block ${block} of ${size} is freed`,
    ],
    /** @param {string} live */
    after: (live) => `${live} live.`,
    /** @param {number} line */
    owner: (line) => (line ? `line ${line}` : "caller"),
  },
  ko: {
    replay: "다시 보기",
    first: "처음으로",
    back: "한 단계 뒤로",
    forward: "한 단계 앞으로",
    play: "재생",
    pause: "멈춤",
    step: "단계",
    blocks: "살아 있는 블록",
    live: "살아 있는 양",
    peak: "지금까지 최대",
    over: "다른 실행",
    more: (count) => `그 밖에 ${number.format(count)}개`,
    start: "첫 요청 전. 살아 있는 것이 없습니다.",
    dropped: (count) =>
      `기록은 여기까지이고, 이후 사건 ${number.format(count)}개는 남기지 않았습니다.`,
    where: (at, all, line) =>
      `${all}단계 중 ${at}단계, ${line ? `${line}행` : "호출한 쪽"}`,
    did: [
      (block, size) => `블록 ${block} 요청, ${size}`,
      (block, size) => `블록 ${block} 요청, 0으로 채운 ${size}`,
      (block, size, before) => `블록 ${block} 늘림, ${before}에서 ${size}로`,
      (block, size, before) => `블록 ${block} 줄임, ${before}에서 ${size}로`,
      (block, size) => `블록 ${block} 해제, ${size}`,
    ],
    after: (live) => `살아 있는 양 ${live}.`,
    owner: (line) => (line ? `${line}행` : "호출한 쪽"),
  },
});

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} name
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[T]}
 */
function element(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

export class Replay {
  /** @param {HTMLElement} figure @param {Trace} trace */
  constructor(figure, trace) {
    this.figure = figure;
    this.trace = trace;
    this.name = figure.dataset.timeline ?? "";
    this.at = 0;
    this.timer = 0;
    /** @type {Map<number, Block>} */
    this.live = new Map();
    /** @type {Map<number, HTMLElement>} */
    this.cells = new Map();
    this.peaks = peaks(trace.events);
    this.biggest = Math.max(1, ...trace.events.map((event) => event[2]));
    this.colours = new Map(
      Object.keys(trace.lines).map((line, at) => [Number(line), at % COLOURS]),
    );
    this.build();
    this.rows = Array.from(figure.querySelectorAll("tbody tr"));
    this.go(0);
  }

  build() {
    const root = element("div", "replay");
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", `${WORDS.replay}: ${this.name}`);
    this.sentence = element("p", "replay__sentence");
    this.sentence.setAttribute("aria-live", "polite");
    this.code = element("code", "replay__code");
    this.grid = element("div", "replay__grid");
    this.grid.setAttribute("role", "img");
    this.stats = element("p", "replay__stats");
    root.append(
      this.controls(),
      this.sentence,
      this.code,
      this.grid,
      this.stats,
    );
    this.figure.querySelector("figcaption")?.before(root);
    this.cursor = document.createElementNS(
      "http://www.w3.org/2000/svg",
      "line",
    );
    this.cursor.setAttribute("class", "replay__cursor");
    this.cursor.setAttribute("y1", "34");
    this.cursor.setAttribute("y2", "176");
    this.figure.querySelector("svg.chart")?.append(this.cursor);
  }

  controls() {
    const bar = element("div", "replay__bar");
    const add = (
      /** @type {string} */ sign,
      /** @type {string} */ label,
      /** @type {() => void} */ act,
    ) => {
      const button = element("button", "action", sign);
      button.type = "button";
      button.setAttribute("aria-label", label);
      button.title = label;
      button.addEventListener("click", act);
      bar.append(button);
      return button;
    };
    add("|◀", WORDS.first, () => this.moved(0));
    add("‹", WORDS.back, () => this.moved(this.at - 1));
    this.playing = add(WORDS.play, WORDS.play, () => this.toggle());
    add("›", WORDS.forward, () => this.moved(this.at + 1));
    const label = element("label", "replay__scrub", `${WORDS.step} `);
    this.scrub = element("input", "replay__range");
    this.scrub.type = "range";
    this.scrub.min = "0";
    this.scrub.max = String(this.trace.events.length);
    this.scrub.addEventListener("input", () =>
      this.moved(Number(this.scrub?.value)),
    );
    label.append(this.scrub);
    bar.append(label);
    return bar;
  }

  /** The reader moved: playing stops. @param {number} at */
  moved(at) {
    this.stop();
    this.go(at);
  }

  toggle() {
    if (this.timer) return this.stop();
    if (this.at >= this.trace.events.length) this.go(0);
    // Where motion is unwelcome each press is one step.
    if (matchMedia("(prefers-reduced-motion: reduce)").matches)
      return this.go(this.at + 1);
    const pace = Math.max(
      40,
      Math.min(TICK, 12_000 / this.trace.events.length),
    );
    // While it plays, a sentence every few milliseconds would only be noise.
    this.sentence?.setAttribute("aria-live", "off");
    this.timer = window.setInterval(() => {
      this.go(this.at + 1);
      if (this.at >= this.trace.events.length) this.stop();
    }, pace);
    this.showPlaying(true);
  }

  stop() {
    window.clearInterval(this.timer);
    this.timer = 0;
    this.sentence?.setAttribute("aria-live", "polite");
    this.showPlaying(false);
  }

  /** @param {boolean} playing */
  showPlaying(playing) {
    if (!this.playing) return;
    this.playing.textContent = playing ? WORDS.pause : WORDS.play;
    this.playing.setAttribute("aria-label", playing ? WORDS.pause : WORDS.play);
  }

  /** Shows the heap after the step `wanted`; 0 is before the first. @param {number} wanted */
  go(wanted) {
    const target = Math.max(0, Math.min(wanted, this.trace.events.length));
    const before = this.trace.events[target - 1];
    let grewFrom = 0;
    if (target < this.at) {
      this.live.clear();
      this.at = 0;
    }
    for (; this.at < target; this.at += 1) {
      const [op, block, size, , line] = this.trace.events[this.at];
      const known = this.live.get(block);
      grewFrom = known?.size ?? 0;
      if (op === OPS.free) this.live.delete(block);
      else this.live.set(block, { size, line: known?.line ?? line });
    }
    this.at = target;
    this.say(before, grewFrom);
    this.draw(before);
    this.mark(before?.[4] ?? 0);
  }

  /** @param {Step | undefined} step @param {number} grewFrom */
  say(step, grewFrom) {
    if (!this.sentence || !this.code) return;
    const all = this.trace.events.length;
    if (!step) {
      this.sentence.textContent = WORDS.start;
      this.code.textContent = "";
      return;
    }
    const [op, block, size, live, line] = step;
    const did = WORDS.did[op](block, bytes(size), bytes(grewFrom));
    const last =
      this.at === all && this.trace.dropped > 0
        ? ` ${WORDS.dropped(this.trace.dropped)}`
        : "";
    this.sentence.textContent = `${WORDS.where(this.at, all, line)}: ${did}. ${WORDS.after(bytes(live))}${last}`;
    this.code.textContent = this.trace.lines[line] ?? "";
  }

  /** @param {Step | undefined} step */
  draw(step) {
    if (!this.grid || !this.stats || !this.scrub) return;
    const shown = new Set([...this.live.keys()].slice(0, CELLS));
    for (const [block, cell] of this.cells) {
      if (shown.has(block)) continue;
      cell.remove();
      this.cells.delete(block);
    }
    for (const block of shown) this.cell(block, block === step?.[1]);
    const live = step?.[3] ?? 0;
    const more =
      this.live.size > CELLS ? `, ${WORDS.more(this.live.size - CELLS)}` : "";
    this.grid.setAttribute(
      "aria-label",
      `${WORDS.blocks}: ${number.format(this.live.size)}`,
    );
    const over = this.trace.over;
    const other = over
      ? ` · ${WORDS.over} ${bytes(this.at === 0 ? 0 : (over[this.at - 1] ?? over.at(-1) ?? 0))}`
      : "";
    const peak = this.at === 0 ? 0 : this.peaks[this.at - 1];
    this.stats.textContent = `${WORDS.blocks} ${number.format(this.live.size)}${more} · ${WORDS.live} ${bytes(live)} · ${WORDS.peak} ${bytes(peak)}${other}`;
    this.scrub.value = String(this.at);
    this.scrub.setAttribute(
      "aria-valuetext",
      `${this.at} / ${this.trace.events.length}`,
    );
    const width = Math.max(this.trace.events.length, over?.length ?? 0) + 1;
    const x = 70 + (570 * this.at) / width;
    this.cursor?.setAttribute("x1", String(x));
    this.cursor?.setAttribute("x2", String(x));
  }

  /** @param {number} block @param {boolean} now */
  cell(block, now) {
    const { size, line } = /** @type {Block} */ (this.live.get(block));
    let cell = this.cells.get(block);
    if (!cell) {
      cell = element("span", "cell");
      cell.dataset.owner = String(this.colours.get(line) ?? 0);
      this.cells.set(block, cell);
      this.grid?.append(cell);
    }
    cell.title = `${block}: ${bytes(size)}, ${WORDS.owner(line)}`;
    cell.classList.toggle("cell--now", now);
    const share = Math.log2(size + 1) / Math.log2(this.biggest + 1);
    cell.style.width = `${Math.round(10 + 70 * share * (this.live.size > 40 ? 0.15 : 1))}px`;
  }

  /** Marks the source line in the listings of the page. @param {number} line */
  mark(line) {
    for (const marked of Replay.marked) marked.classList.remove("line--now");
    Replay.marked = [];
    if (line === 0) return;
    for (const row of linesOf(this.figure.dataset.listing ?? "").get(line) ??
      []) {
      row.classList.add("line--now");
      Replay.marked.push(row);
    }
  }
}

/** @type {Element[]} */
Replay.marked = [];

/** @type {Map<string, Map<number, Element[]>>} */
const LINES = new Map();

/** The rows of a listing's code, by line number. @param {string} listing */
function linesOf(listing) {
  const known = LINES.get(listing);
  if (known) return known;
  /** @type {Map<number, Element[]>} */
  const found = new Map();
  for (const row of document.querySelectorAll(
    `.listing[aria-label="${CSS.escape(listing)}"] .code .line`,
  )) {
    const line = Number(row.querySelector(".n")?.textContent);
    found.set(line, [...(found.get(line) ?? []), row]);
  }
  LINES.set(listing, found);
  return found;
}

/** The highest live bytes up to each step. @param {Step[]} events */
function peaks(events) {
  let peak = 0;
  return events.map((event) => (peak = Math.max(peak, event[3])));
}

/** @type {Map<string, Replay>} */
const replays = new Map();
for (const found of document.querySelectorAll("figure[data-timeline]")) {
  const figure = /** @type {HTMLElement} */ (found);
  const trace = traceOf(figure);
  if (!trace || trace.events.length === 0) continue;
  const replay = new Replay(figure, trace);
  if (!replays.has(replay.name)) replays.set(replay.name, replay);
}

/** Follows `#step:col-vec-growth:grown:7`. @param {string} hash */
function follow(hash) {
  const found = /^#step:(.+):(\d+)$/.exec(decodeURIComponent(hash));
  const replay = found && replays.get(found[1]);
  if (!found || !replay) return false;
  replay.moved(Number(found[2]));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  replay.figure.scrollIntoView({
    behavior: calm ? "auto" : "smooth",
    block: "center",
  });
  replay.scrub?.focus({ preventScroll: true });
  return true;
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const link = target.closest?.('a[href*="#step:"]');
  const hash = link?.getAttribute("href")?.replace(/^[^#]*/, "");
  if (!hash || !follow(hash)) return;
  event.preventDefault();
  history.replaceState(null, "", hash);
});
if (location.hash.startsWith("#step:")) follow(location.hash);
