// @ts-check
//! An exercise solved in the page, where this book's own server runs its tests: editor, verdict, and what each
//! test said. A solution that passes marks the exercise as solved.

import { Panel } from "./panel.js";
import { element } from "./result.js";
import { E, reason, tier } from "./words.js";

/** @typedef {import("./run.js").Runner} Runner */
/** @typedef {{name: string, said: string | null}} Test What a failed test said, null for one that passed. */

class Exercise extends Panel {
  /** What libtest prints is read by the server. @override @param {"stdout" | "stderr"} kind @param {string} text */
  print(kind, text) {
    if (kind === "stderr") super.print(kind, text);
  }

  /** The book has no recorded run of it. @override */
  replay() {}

  /** @override @param {any} end */
  end(end) {
    const tests = /** @type {Test[]} */ (end.tests ?? []);
    const passed = tests.filter(({ said }) => said === null).length;
    const isSolved =
      end.exit.reason === "finished" && passed > 0 && passed === tests.length;
    const verdict = isSolved
      ? E.solved(passed)
      : tests.length > 0
        ? E.notYet(passed, tests.length)
        : reason(end.exit);
    this.status.textContent = [verdict, tier(end.tier)]
      .filter(Boolean)
      .join(" ");
    for (const found of end.diagnostics) this.diagnostic(found);
    if (tests.length > 0)
      this.results.append(
        element("ul", { class: "run__tests" }, tests.map(row)),
      );
    if (isSolved) this.listing.dispatchEvent(new CustomEvent("solved"));
  }
}

/** @param {Test} test */
function row({ name, said }) {
  const result = said === null ? E.passed : E.failed;
  const parts = [
    element("code", {}, [name.replaceAll("_", " ")]),
    ` ${result}`,
    ...(said ? [element("pre", {}, [said])] : []),
  ];
  return element(
    "li",
    { "data-result": said === null ? "right" : "wrong" },
    parts,
  );
}

/** Puts the buttons above the starter. @param {HTMLElement} root @param {Runner} runner */
export function mount(root, runner) {
  const name = root.dataset.exercise ?? "";
  const starter = root.querySelector("pre.code");
  if (!name || !starter) return;
  const panel = new Exercise(root, name, runner);
  const actions = element(
    "div",
    { class: "listing__actions" },
    panel.buttons(),
  );
  starter.before(actions);
  starter.after(panel.root);
  panel.resume();
}
