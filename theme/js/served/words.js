// @ts-check
//! What the panel of a run says, in the language of the page.

const korean = document.documentElement.lang.startsWith("ko");
/** @param {string} en @param {string} ko */
const say = (en, ko) => (korean ? ko : en);

/** Numbers as the book prints them. */
export const number = new Intl.NumberFormat("en-US");

export const W = {
  run: say("Run", "실행"),
  edit: say("Edit", "고치기"),
  reset: say("Reset", "되돌리기"),
  kill: say("Stop", "멈추기"),
  code: say(
    "Code, to be edited; Ctrl-Enter runs it",
    "고칠 코드, Ctrl-Enter로 실행",
  ),
  panel: say("Your run", "직접 실행한 결과"),
  compiling: say("Compiling …", "컴파일하는 중 …"),
  running: say("Running …", "실행하는 중 …"),
  stdout: say("Output", "출력"),
  stderr: say("Error output", "오류 출력"),
  heap: say("What this run asked of the heap", "이번 실행이 힙에 요청한 것"),
  line: say("Line", "줄"),
  here: say("This run", "이번 실행"),
  before: say("As in the book", "책의 코드"),
  blocks: say("Blocks", "블록"),
  bytes: say("Bytes", "바이트"),
  peak: say("Peak bytes", "최대 바이트"),
  end: say("Live at the end", "끝까지 남은 바이트"),
  freed: say("Freed blocks", "해제한 블록"),
  noHeap: say(
    "No heap report: the program was killed, aborted, or has its own allocator.",
    "힙 보고서가 없습니다. 프로그램이 중단되었거나 자체 할당자를 씁니다.",
  ),
  timeline: say("Live bytes after each request", "요청마다 살아 있는 바이트"),
  gone: say(
    "The server does not answer, so this is the recorded run. Start cargo book again to run code.",
    "서버가 응답하지 않아 기록된 실행을 보여 줍니다. 직접 실행하려면 cargo book을 다시 시작하세요.",
  ),
  recorded: say("Recorded run", "기록된 실행"),
  busy: say(
    "Too many programs wait to be run. Try again in a moment.",
    "실행을 기다리는 프로그램이 너무 많습니다. 잠시 뒤에 다시 해 보세요.",
  ),
  stopped: say("Stopped.", "멈췄습니다."),
};

/** What an exercise says. */
export const E = {
  passed: say("passed", "통과"),
  failed: say("failed", "실패"),
  /** @param {number} all */
  solved: (all) =>
    say(
      `Solved: ${all === 1 ? "the test passes" : `all ${all} tests pass`}.`,
      `풀었습니다. 테스트 ${all}개를 모두 통과했습니다.`,
    ),
  /** @param {number} passed @param {number} all */
  notYet: (passed, all) =>
    say(
      `Not yet: ${passed} of ${all} tests pass.`,
      `아직입니다. 테스트 ${all}개 가운데 ${passed}개를 통과했습니다.`,
    ),
  gone: say(
    "The server does not answer. Start cargo book again, or run the tests in the terminal.",
    "서버가 응답하지 않습니다. cargo book을 다시 시작하거나 터미널에서 테스트를 실행하세요.",
  ),
};

/**
 * A playground that cannot be reached.
 * @param {string} host
 */
export const away = (host) =>
  say(
    `${host} does not answer, so this is the recorded run.`,
    `${host}에서 응답이 없어 기록된 실행을 보여 줍니다.`,
  );

/** @param {string} host */
export const ranOn = (host) =>
  say(`Ran on ${host}.`, `${host}에서 실행했습니다.`);

/** @param {string} host @param {string} names */
export const without = (host, names) =>
  say(
    `${host} does not have the crate ${names}, so this is the recorded run.`,
    `${host}에 ${names} 크레이트가 없어 기록된 실행을 보여 줍니다.`,
  );

const TIERS = /** @type {Record<string, string>} */ ({
  "limits-only": say(
    "Weak sandbox: programs can read your files.",
    "샌드박스가 약합니다. 프로그램이 파일을 읽을 수 있습니다.",
  ),
  none: say(
    "No sandbox: programs can do whatever you can. Only time and output are limited.",
    "샌드박스가 없습니다. 프로그램은 이 사용자가 할 수 있는 일을 다 할 수 있고, 시간과 출력만 제한됩니다.",
  ),
});

/**
 * What a weak sandbox means; nothing when it is none.
 * @param {string | undefined} name
 */
export const tier = (name) => TIERS[name ?? ""];

/**
 * Why a run is over.
 * @param {{reason: string, value?: any}} exit
 */
export function reason({ reason, value }) {
  const seconds = Number(value) / 1000;
  const kilobytes = Math.round(Number(value) / 1024);
  const words = /** @type {Record<string, string>} */ ({
    finished: say("Finished.", "끝났습니다."),
    failed: say(`Ended with code ${value}.`, `코드 ${value}로 끝났습니다.`),
    panicked: say("Panicked.", "패닉이 일어났습니다."),
    aborted: say("Aborted.", "비정상 종료했습니다."),
    "stack-overflow": say("Stack overflow.", "스택 오버플로가 일어났습니다."),
    "memory-limit": say("Memory limit reached.", "메모리 한도에 닿았습니다."),
    "time-limit": say(
      `Killed after ${seconds} s.`,
      `${seconds}초가 지나 강제로 끝냈습니다.`,
    ),
    "output-limit": say(
      `Output cut at ${kilobytes} KB.`,
      `출력이 ${kilobytes} KB에서 잘렸습니다.`,
    ),
    killed: W.stopped,
    signal: say(`Ended by signal ${value}.`, `시그널 ${value}로 끝났습니다.`),
    "compile-error": say("Does not compile.", "컴파일되지 않습니다."),
    "compiler-killed": say(
      "The compiler reached a limit and was killed.",
      "컴파일러가 한도에 닿아 강제로 끝났습니다.",
    ),
    refused: say(
      `Not run, since the sandbox does not hold: ${value}`,
      `샌드박스가 갖추어지지 않아 실행하지 않았습니다: ${value}`,
    ),
    ended: say(`Ended: ${value}`, `끝났습니다: ${value}`),
  });
  return words[reason] ?? reason;
}
