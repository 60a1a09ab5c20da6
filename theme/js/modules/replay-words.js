// @ts-check
//! What a replay says, in the page's language.

import { localised } from "./store.js";

const format = new Intl.NumberFormat("en");

/** @param {number} count */
export function grouped(count) {
  return format.format(count);
}

/** @param {number} count */
export function inBytes(count) {
  return `${grouped(count)} B`;
}

export const REPLAY = localised({
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
    more: (count) => `and ${grouped(count)} more`,
    start: "Before the first request: nothing is live.",
    /** @param {number} count */
    dropped: (count) =>
      `The recording ends here; ${grouped(count)} further events were not kept.`,
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
    more: (count) => `그 밖에 ${grouped(count)}개`,
    start: "첫 요청 전. 살아 있는 것이 없습니다.",
    dropped: (count) =>
      `기록은 여기까지이고, 이후 사건 ${grouped(count)}개는 남기지 않았습니다.`,
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
