// @ts-check
//! Fills the progress page from what this browser remembers, saves it as a file, and forgets it.

import { all, localised, read, remove } from "./store.js";

const WORDS = localised({
  en: {
    yes: "yes",
    no: "no",
    ask: "Forget every answer and mark of this book in this browser?",
    gone: "Forgotten.",
  },
  ko: {
    yes: "예",
    no: "아니요",
    ask: "이 브라우저에 저장된 이 책의 답과 표시를 모두 지울까요?",
    gone: "지웠습니다.",
  },
});

const root = /** @type {HTMLElement | null} */ (
  document.querySelector(".progress")
);

/** @param {Element} row @param {string} name @param {string} text */
function put(row, name, text) {
  const cell = row.querySelector(name);
  if (cell) cell.textContent = text;
}

/** Which pages were read: page.js keeps it, for the marks in the contents. */
const PAGES = "book-progress";

/** @returns {Record<string, string>} page → "seen" or "read" */
function pages() {
  try {
    return JSON.parse(localStorage.getItem(PAGES) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/** @param {string | undefined} text */
const words = (text) => (text ?? "").split(" ").filter(Boolean);

function show() {
  const known = pages();
  for (const found of root?.querySelectorAll("tbody tr") ?? []) {
    const row = /** @type {HTMLElement} */ (found);
    const questions = words(row.dataset.questions);
    const exercises = words(row.dataset.exercises);
    const right = questions.filter(
      (hash) => read(`q:${hash}`)?.right === true,
    ).length;
    const solved = exercises.filter(
      (name) => read(`x:${name}`) === true,
    ).length;
    put(
      row,
      ".progress__read",
      known[`${row.dataset.chapter}/index.html`] === "read"
        ? WORDS.yes
        : WORDS.no,
    );
    if (questions.length > 0)
      put(row, ".progress__questions", `${right} / ${questions.length}`);
    if (exercises.length > 0)
      put(row, ".progress__exercises", `${solved} / ${exercises.length}`);
  }
}

function save() {
  const text = JSON.stringify({ ...all(), pages: pages() }, null, 2);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(
    new Blob([text], { type: "application/json" }),
  );
  link.download = "memory-measured-progress.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

function forget() {
  if (!confirm(WORDS.ask)) return;
  for (const key of Object.keys(all())) remove(key);
  try {
    localStorage.removeItem(PAGES);
  } catch {
    // Nothing was kept.
  }
  show();
  const said = root?.querySelector("output");
  if (said) said.textContent = WORDS.gone;
}

if (root) {
  const bar = /** @type {HTMLElement} */ (root.querySelector(".quiz__bar"));
  bar.hidden = false;
  bar.querySelector(".progress__export")?.addEventListener("click", save);
  bar.querySelector(".progress__reset")?.addEventListener("click", forget);
  show();
}
