// @ts-check
//! The buttons and the slider of a replay, and the clock that plays it.

import { REPLAY } from "./replay-words.js";

/** Milliseconds for a step, and for all of them. */
const SLOWEST = 700;
const FASTEST = 40;
const WHOLE = 12_000;

/**
 * @typedef {object} Played What the controls move.
 * @property {(at: number) => void} go Shows a step.
 * @property {(playing: boolean) => void} playing Is told when playing begins and ends.
 */

export class Controls {
  /** @param {number} steps @param {Played} played */
  constructor(steps, played) {
    this.steps = steps;
    this.played = played;
    this.at = 0;
    this.timer = 0;
    this.root = document.createElement("div");
    this.root.className = "replay__bar";
    this.add("|◀", REPLAY.first, () => this.moved(0));
    this.add("‹", REPLAY.back, () => this.moved(this.at - 1));
    this.play = this.add(REPLAY.play, REPLAY.play, () => this.toggle());
    this.add("›", REPLAY.forward, () => this.moved(this.at + 1));
    this.scrub = this.slider();
  }

  /** @param {string} sign @param {string} label @param {() => void} act */
  add(sign, label, act) {
    const button = document.createElement("button");
    button.className = "action";
    button.textContent = sign;
    button.type = "button";
    button.setAttribute("aria-label", label);
    button.title = label;
    button.addEventListener("click", act);
    this.root.append(button);
    return button;
  }

  slider() {
    const label = document.createElement("label");
    label.className = "replay__scrub";
    label.textContent = `${REPLAY.step} `;
    const scrub = document.createElement("input");
    scrub.className = "replay__range";
    scrub.type = "range";
    scrub.min = "0";
    scrub.max = String(this.steps);
    scrub.addEventListener("input", () => this.moved(Number(scrub.value)));
    label.append(scrub);
    this.root.append(label);
    return scrub;
  }

  /** The reader moved: playing stops. @param {number} at */
  moved(at) {
    this.stop();
    this.go(at);
  }

  /** @param {number} wanted */
  go(wanted) {
    this.at = Math.max(0, Math.min(wanted, this.steps));
    this.scrub.value = String(this.at);
    this.scrub.setAttribute("aria-valuetext", `${this.at} / ${this.steps}`);
    this.played.go(this.at);
  }

  toggle() {
    if (this.timer) return this.stop();
    if (this.at >= this.steps) this.go(0);
    // Where motion is unwelcome each press is one step.
    if (matchMedia("(prefers-reduced-motion: reduce)").matches)
      return this.go(this.at + 1);
    const pace = Math.max(FASTEST, Math.min(SLOWEST, WHOLE / this.steps));
    this.timer = window.setInterval(() => {
      this.go(this.at + 1);
      if (this.at >= this.steps) this.stop();
    }, pace);
    this.show(true);
  }

  stop() {
    window.clearInterval(this.timer);
    this.timer = 0;
    this.show(false);
  }

  /** @param {boolean} playing */
  show(playing) {
    this.played.playing(playing);
    const label = playing ? REPLAY.pause : REPLAY.play;
    this.play.textContent = label;
    this.play.setAttribute("aria-label", label);
  }
}
