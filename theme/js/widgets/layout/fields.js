// @ts-check
//! The rows in which the reader names, orders and types the fields.

/** @typedef {import("../../later/widgets.js").Widget} Widget */
/** @typedef {import("../../later/widgets.js").Widgets} Widgets */
/** @typedef {[rust: string, size: number, go: string, goSize: number]} Type */
/** @typedef {{name: string, type: number, hue: string}} Field */

const { element } = /** @type {{bookWidgets: Widgets}} */ (
  /** @type {unknown} */ (globalThis)
).bookWidgets;

/** @type {Record<string, number>} */
const KEYS = { ArrowUp: -1, ArrowDown: 1 };

/** @param {string} does @param {string} text */
export function action(does, text) {
  const button = element("button", "action", text);
  button.type = "button";
  button.dataset.does = does;
  return button;
}

/** What a pressed button does. @param {EventTarget | null} target */
export const pressed = (target) =>
  target instanceof HTMLElement
    ? target.closest("button")?.dataset.does
    : undefined;

/** The row of a field. @param {string} called @param {number} type @param {Type[]} types @param {number} hue */
export function field(called, type, types, hue) {
  const row = element("li", "lay__field");
  row.dataset.hue = String(hue);
  const input = element("input");
  input.value = called;
  input.maxLength = 12;
  input.spellcheck = false;
  const select = element("select");
  for (const [at, [rust]] of types.entries())
    select.append(new Option(rust, String(at)));
  select.value = String(type);
  row.append(action("drag", "⠿"), input, select);
  row.append(action("up", "↑"), action("down", "↓"), action("remove", "×"));
  return row;
}

/** What a row says of its field. @param {Element} row @returns {Field} */
export function read(row) {
  const input = row.querySelector("input");
  const select = row.querySelector("select");
  return {
    name: input?.value ?? "",
    type: Number(select?.value),
    hue: /** @type {HTMLElement} */ (row).dataset.hue ?? "",
  };
}

/** Says of each control which field it is for. @param {Widget} widget @param {Element} row @param {number} all */
export function name({ say }, row, all) {
  const { name } = read(row);
  const label = (
    /** @type {Element | null} */ of,
    /** @type {string} */ word,
  ) => of?.setAttribute("aria-label", say(word, { name }));
  label(row.querySelector("input"), "name");
  label(row.querySelector("select"), "type");
  for (const button of row.querySelectorAll("button"))
    label(button, button.dataset.does ?? "");
  const [, up, down, remove] = row.querySelectorAll("button");
  up?.setAttribute("aria-disabled", String(!row.previousElementSibling));
  down?.setAttribute("aria-disabled", String(!row.nextElementSibling));
  remove?.setAttribute("aria-disabled", String(all === 1));
}

/** The handle of a row, by pointer and by keys. @param {HTMLElement} row @param {(step: number) => void} move */
export function dragged(row, move) {
  const handle = row.querySelector("button");
  if (!handle) return;
  handle.addEventListener("keydown", (event) => {
    const step = KEYS[event.key];
    if (!step) return;
    event.preventDefault();
    move(step);
  });
  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    handle.setPointerCapture(event.pointerId);
    row.dataset.dragged = "";
  });
  handle.addEventListener("pointermove", ({ clientY }) => {
    if (!("dragged" in row.dataset)) return;
    const { previousElementSibling: before, nextElementSibling: after } = row;
    if (before && clientY < middle(before)) move(-1);
    else if (after && clientY > middle(after)) move(1);
  });
  for (const end of ["pointerup", "pointercancel"])
    handle.addEventListener(end, () => delete row.dataset.dragged);
}

/** @param {Element} row */
function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}
