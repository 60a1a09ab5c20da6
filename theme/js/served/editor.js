// @ts-check
//! A text area with its code coloured behind it. What a screen reader, a keyboard or an input method meets
//! is the text area alone; Tab leaves it.

import { pieces } from "./highlight.js";
import { element } from "./result.js";

const ROWS = 30;

export class Editor {
  /**
   * @param {string} label
   * @param {{ run: () => void, changed: (text: string) => void }} told
   */
  constructor(label, told) {
    this.told = told;
    this.area = /** @type {HTMLTextAreaElement} */ (
      element("textarea", {
        class: "run__area",
        "aria-label": label,
        spellcheck: "false",
        autocapitalize: "off",
        autocomplete: "off",
        autocorrect: "off",
        wrap: "off",
      })
    );
    this.colours = element("pre", {
      class: "run__colours",
      "aria-hidden": "true",
    });
    this.root = element("div", { class: "run__editor" }, [
      this.colours,
      this.area,
    ]);
    this.area.addEventListener("input", () => this.edited());
    this.area.addEventListener("scroll", () => this.follow());
    this.area.addEventListener("keydown", (event) => this.key(event));
  }

  /** @param {string} text */
  show(text) {
    this.area.value = text;
    this.area.rows = Math.min(ROWS, text.split("\n").length + 1);
    this.colour();
  }

  /** Selects a line, counted from 1, and brings it into view. @param {number} line */
  select(line) {
    const lines = this.area.value.split("\n");
    const before = lines.slice(0, line - 1).join("\n");
    const start = before.length + (line > 1 ? 1 : 0);
    this.area.focus();
    this.area.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
    const height = this.area.scrollHeight / Math.max(1, lines.length);
    this.area.scrollTop = Math.max(0, (line - ROWS / 3) * height);
  }

  edited() {
    this.colour();
    this.told.changed(this.area.value);
  }

  colour() {
    const spans = pieces(this.area.value).map(([kind, text]) =>
      kind === "" ? text : element("span", { class: kind }, [text]),
    );
    // A last empty line would have no height.
    this.colours.replaceChildren(...spans, "\n");
    this.follow();
  }

  follow() {
    this.colours.scrollTop = this.area.scrollTop;
    this.colours.scrollLeft = this.area.scrollLeft;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.told.run();
    } else if (!event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.newLine();
    }
  }

  /** Begins the next line where this one begins. */
  newLine() {
    const { selectionStart: at, selectionEnd: end, value } = this.area;
    const line = value.slice(value.lastIndexOf("\n", at - 1) + 1, at);
    const text = `\n${/^[ \t]*/.exec(line)?.[0] ?? ""}`;
    // Keeps the browser's undo, unlike setRangeText; deprecated, but without a successor.
    if (!document.execCommand("insertText", false, text)) {
      this.area.setRangeText(text, at, end, "end");
      this.edited();
    }
  }
}
