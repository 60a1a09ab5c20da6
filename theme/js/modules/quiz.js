// @ts-check
//! Grades the quizzes of a page. Without this script their answers are folded away and complete.

import { localised, read, remove, write } from "./store.js";

const WORDS = localised({
  en: {
    check: "Check",
    again: "Try again what was wrong",
    reset: "Start over",
    right: "Right.",
    wrong: "Not yet.",
    missing: "Not answered yet.",
    /** @param {number} right @param {number} all */
    score: (right, all) => `${right} of ${all} right`,
    unsaved:
      "This browser keeps nothing, so the result is gone when you leave the page.",
  },
  ko: {
    check: "채점하기",
    again: "틀린 것만 다시 풀기",
    reset: "처음부터 다시",
    right: "맞았습니다.",
    wrong: "아직 아닙니다.",
    missing: "아직 답하지 않았습니다.",
    score: (right, all) => `${all}문제 가운데 ${right}문제 정답`,
    unsaved:
      "이 브라우저는 아무것도 저장하지 않으므로, 쪽을 떠나면 결과가 사라집니다.",
  },
});

/**
 * What the reader answered, as `data-answer` writes it; empty when nothing.
 * @param {HTMLFieldSetElement} question
 */
function given(question) {
  /** @type {HTMLInputElement[]} */
  const inputs = Array.from(question.querySelectorAll("input"));
  if (question.dataset.kind === "number")
    return inputs[0].value.replace(/[\s,_]/g, "");
  return inputs
    .filter((input) => input.checked)
    .map((input) => input.value)
    .join(" ");
}

/**
 * @param {HTMLFieldSetElement} question
 * @param {string} answer
 */
export function isRight(question, answer) {
  const right = question.dataset.answer ?? "";
  const within = Number(question.dataset.within ?? "0");
  if (question.dataset.kind !== "number" || within === 0)
    return answer === right;
  return (
    answer !== "" &&
    Math.abs(Number(answer) - Number(right)) * 100 <= Number(right) * within
  );
}

/**
 * Puts a stored answer back into the inputs.
 * @param {HTMLFieldSetElement} question
 * @param {string} answer
 */
function fill(question, answer) {
  for (const input of question.querySelectorAll("input")) {
    if (input.type === "text") input.value = answer;
    else input.checked = answer.split(" ").includes(input.value);
  }
}

/** @param {string} text @param {string} [name] */
function button(text, name = "") {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  element.className = `action ${name}`.trim();
  return element;
}

class Quiz {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {HTMLFieldSetElement[]} */
    this.questions = Array.from(root.querySelectorAll("fieldset.question"));
    this.form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
    this.bar = document.createElement("div");
    this.bar.className = "quiz__bar";
    this.check = button(WORDS.check, "action--main");
    this.check.type = "submit";
    this.again = button(WORDS.again);
    this.reset = button(WORDS.reset);
    this.score = document.createElement("output");
    this.score.className = "quiz__score";
    this.bar.append(this.check, this.again, this.reset, this.score);
    this.form.append(this.bar);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.grade();
    });
    this.again.addEventListener("click", () => this.retry());
    this.reset.addEventListener("click", () => this.startOver());
    for (const question of this.questions) this.prepare(question);
    this.restore();
  }

  /** @param {HTMLFieldSetElement} question */
  prepare(question) {
    const verdict = document.createElement("p");
    verdict.className = "question__verdict";
    verdict.setAttribute("aria-live", "polite");
    question.querySelector("details")?.before(verdict);
    this.hide(question);
  }

  /** Back to before the answer. @param {HTMLFieldSetElement} question */
  hide(question) {
    const details = question.querySelector("details");
    if (details) {
      details.hidden = true;
      details.open = false;
    }
    delete question.dataset.result;
    this.say(question, "");
    for (const input of question.querySelectorAll("input"))
      input.disabled = false;
  }

  /** @param {HTMLFieldSetElement} question @param {string} text */
  say(question, text) {
    const verdict = question.querySelector(".question__verdict");
    if (verdict) verdict.textContent = text;
  }

  /** @param {HTMLFieldSetElement} question @param {string} answer */
  show(question, answer) {
    const right = isRight(question, answer);
    question.dataset.result = right ? "right" : "wrong";
    this.say(question, right ? WORDS.right : WORDS.wrong);
    const details = question.querySelector("details");
    if (details) {
      details.hidden = false;
      details.open = true;
    }
    for (const input of question.querySelectorAll("input"))
      input.disabled = true;
  }

  grade() {
    let kept = true;
    /** @type {HTMLFieldSetElement | undefined} */
    let unanswered;
    for (const question of this.questions) {
      if (question.hidden || question.dataset.result) continue;
      const answer = given(question);
      if (answer === "") {
        this.say(question, WORDS.missing);
        unanswered ??= question;
        continue;
      }
      this.show(question, answer);
      const key = `q:${question.dataset.hash}`;
      const tries = (read(key)?.tries ?? 0) + 1;
      kept =
        write(key, { answer, right: isRight(question, answer), tries }) && kept;
    }
    this.update(kept);
    unanswered?.querySelector("input")?.focus();
    document.dispatchEvent(new CustomEvent("progress"));
  }

  /** Asks once more, but only what was wrong. */
  retry() {
    const wrong = this.questions.filter(
      (question) => question.dataset.result === "wrong",
    );
    for (const question of this.questions)
      question.hidden = !wrong.includes(question);
    for (const question of wrong) {
      this.hide(question);
      fill(question, "");
    }
    this.update(true);
    wrong[0]?.querySelector("input")?.focus();
  }

  startOver() {
    for (const question of this.questions) {
      question.hidden = false;
      this.hide(question);
      fill(question, "");
      remove(`q:${question.dataset.hash}`);
    }
    this.update(true);
    this.questions[0]?.querySelector("input")?.focus();
    document.dispatchEvent(new CustomEvent("progress"));
  }

  restore() {
    for (const question of this.questions) {
      const stored = read(`q:${question.dataset.hash}`);
      if (typeof stored?.answer !== "string") continue;
      fill(question, stored.answer);
      this.show(question, stored.answer);
    }
    this.update(true);
  }

  /** @param {boolean} kept */
  update(kept) {
    const results = this.questions.map((question) => question.dataset.result);
    const right = results.filter((result) => result === "right").length;
    const done = results.filter(Boolean).length;
    // After the last try the questions that were right come back.
    if (done === results.length)
      for (const question of this.questions) question.hidden = false;
    this.check.hidden = done === results.length;
    this.again.hidden = !results.includes("wrong");
    this.reset.hidden = done === 0;
    const score = done === 0 ? "" : WORDS.score(right, results.length);
    this.score.textContent = kept ? score : `${score}. ${WORDS.unsaved}`;
  }
}

for (const root of document.querySelectorAll(".quiz"))
  new Quiz(/** @type {HTMLElement} */ (root));
