// @ts-check
//! Lets a reader mark an exercise as solved, for the progress page. Where the page can run its tests, passing
//! them marks it.

import { localised, read, remove, write } from "./store.js";

const WORDS = localised({
  en: { mark: "Mark as solved", marked: "Solved" },
  ko: { mark: "풀었음으로 표시", marked: "풀었음" },
});

for (const root of document.querySelectorAll(".exercise")) {
  const key = `x:${/** @type {HTMLElement} */ (root).dataset.exercise}`;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "action";
  const show = () => {
    const solved = read(key) === true;
    button.textContent = solved ? WORDS.marked : WORDS.mark;
    button.setAttribute("aria-pressed", String(solved));
  };
  button.addEventListener("click", () => {
    if (read(key) === true) remove(key);
    else write(key, true);
    show();
  });
  root.addEventListener("solved", () => {
    write(key, true);
    show();
  });
  show();
  root.append(button);
}
