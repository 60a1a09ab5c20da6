// @ts-check
//! Sets the reader's number beside the measured one when it is revealed.

import { localised, read, write } from "./store.js";

const WORDS = localised({
  en: {
    /** @param {string} guess @param {string} value */
    beside: (guess, value) => `You said ${guess}; measured: ${value}.`,
    exact: "Exactly.",
    /** @param {string} factor */
    high: (factor) => `That is ${factor} times too high.`,
    /** @param {string} factor */
    low: (factor) => `That is ${factor} times too low.`,
    zero: "Not the same.",
  },
  ko: {
    beside: (guess, value) => `짐작 ${guess}, 측정값 ${value}.`,
    exact: "꼭 맞았습니다.",
    high: (factor) => `${factor}배 많게 짐작했습니다.`,
    low: (factor) => `${factor}배 적게 짐작했습니다.`,
    zero: "다릅니다.",
  },
});

const format = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** @param {number} guess @param {number} value */
function judge(guess, value) {
  if (guess === value) return WORDS.exact;
  if (guess === 0 || value === 0) return WORDS.zero;
  return guess > value
    ? WORDS.high(format.format(guess / value))
    : WORDS.low(format.format(value / guess));
}

for (const root of document.querySelectorAll(".predict")) {
  const form = /** @type {HTMLFormElement} */ (root);
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const details = /** @type {HTMLDetailsElement} */ (
    form.querySelector("details")
  );
  const key = `p:${form.dataset.predict}`;
  const said = document.createElement("p");
  said.setAttribute("aria-live", "polite");
  said.className = "predict__said";
  details.after(said);
  const show = () => {
    const guess = Number(input.value.replace(/[\s,_]/g, ""));
    const written = input.value.trim() !== "" && Number.isFinite(guess);
    said.textContent = "";
    if (!details.open || !written) return;
    const value = Number(form.dataset.value);
    said.textContent = `${WORDS.beside(format.format(guess), format.format(value))} ${judge(guess, value)}`;
    write(key, guess);
  };
  const before = read(key);
  if (typeof before === "number") input.value = String(before);
  details.addEventListener("toggle", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    details.open = true;
    show();
  });
}
