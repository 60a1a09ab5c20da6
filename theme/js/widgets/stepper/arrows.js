// @ts-check
//! The arrows of the stepper: one from each variable to the block that it owns or borrows.

/** @typedef {import("../../later/widgets.js").Widgets} Widgets */

const { shape } = /** @type {{bookWidgets: Widgets}} */ (
  /** @type {unknown} */ (globalThis)
).bookWidgets;

/** An arrow from each row to its block, where they stand side by side. @param {HTMLElement} stage */
export function arrows(stage) {
  stage.querySelector("svg")?.remove();
  const frame = stage.getBoundingClientRect();
  const svg = shape("svg", {
    class: "stepper__arrows",
    "aria-hidden": "true",
    width: frame.width,
    height: frame.height,
  });
  for (const found of stage.querySelectorAll("tr[data-to]")) {
    const row = /** @type {HTMLElement} */ (found);
    const { to = "", kind = "" } = row.dataset;
    const block = stage.querySelector(`[data-block="${CSS.escape(to)}"]`);
    const from = row.getBoundingClientRect();
    const box = block?.getBoundingClientRect();
    if (box && box.left >= from.right)
      svg.append(...arrow(frame, from, box, kind));
  }
  stage.append(svg);
}

/** @param {DOMRect} frame @param {DOMRect} from @param {DOMRect} box @param {string} kind */
function arrow(frame, from, box, kind) {
  const [x1, y1] = [
    from.right - frame.left,
    from.top + from.height / 2 - frame.top,
  ];
  const [x2, y2] = [
    box.left - frame.left - 3,
    box.top + Math.min(box.height, 36) / 2 - frame.top,
  ];
  const bend = (x2 - x1) / 2;
  const curve = `C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2 - 5} ${y2}`;
  return [
    shape("path", { class: kind, d: `M${x1} ${y1} ${curve}` }),
    shape("path", { class: `${kind} head`, d: `M${x2} ${y2} l-8 -4 v8 Z` }),
  ];
}
