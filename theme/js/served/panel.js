// @ts-check
//! The panel below a listing: its buttons, what the run says while it goes on, and how it ended.

import { difference, element, heapOf } from "./result.js";
import { W, reason, tier } from "./words.js";

/** @typedef {import("./run.js").Runner} Runner */
/** @typedef {import("./run.js").Original} Original */

/** @param {string} label @param {() => void} action */
function button(label, action) {
  const made = /** @type {HTMLButtonElement} */ (
    element("button", { type: "button", class: "run__button" }, [label])
  );
  made.addEventListener("click", action);
  return made;
}

/**
 * What this browser keeps of an edit. Without a value it is read, with null removed.
 * @param {string} key
 * @param {string | null} [value]
 */
function memory(key, value) {
  try {
    if (value === undefined) return localStorage.getItem(`book-run-${key}`);
    if (value === null) localStorage.removeItem(`book-run-${key}`);
    else localStorage.setItem(`book-run-${key}`, value);
  } catch {
    // A private window may refuse; the edit then lasts as long as the page.
  }
  return null;
}

export class Panel {
  /** @type {import("./editor.js").Editor | null} */
  editor = null;
  /** @type {Promise<Original> | null} */
  original = null;
  /** @type {AbortController | null} */
  current = null;

  /** @param {HTMLElement} listing @param {string} name @param {Runner} runner */
  constructor(listing, name, runner) {
    this.listing = listing;
    this.name = name;
    this.runner = runner;
    this.status = element("p", {
      class: "run__status",
      role: "status",
      "aria-live": "polite",
    });
    this.results = element("div", { class: "run__results" });
    this.root = element(
      "section",
      { class: "run", "aria-label": `${W.panel}: ${name}`, hidden: "" },
      [this.status, this.results],
    );
    this.stop = button(W.kill, () => this.current?.abort());
    this.stop.hidden = true;
  }

  /** The buttons, in their order. */
  buttons() {
    return [
      button(W.run, () => void this.run()),
      button(W.edit, () => {
        const opened = this.open();
        opened.then((editor) => editor.area.focus()).catch(this.failed);
      }),
      button(W.reset, () => void this.reset().catch(this.failed)),
      this.stop,
    ];
  }

  /** Asked for once; again when that failed. */
  source() {
    this.original ??= this.runner.original(this.name).catch((error) => {
      this.original = null;
      throw error;
    });
    return this.original;
  }

  /** Shows an edit that was kept. */
  resume() {
    if (memory(this.name) !== null) void this.open().catch(this.failed);
  }

  async open() {
    const [{ code }, { Editor }] = await Promise.all([
      this.source(),
      import("./editor.js"),
    ]);
    if (this.editor) return this.editor;
    const editor = new Editor(`${this.name}: ${W.code}`, {
      run: () => void this.run(),
      changed: (text) => memory(this.name, text === code ? null : text),
    });
    editor.show(memory(this.name) ?? code);
    this.root.hidden = false;
    this.root.prepend(editor.root);
    this.editor = editor;
    return editor;
  }

  async reset() {
    memory(this.name, null);
    this.status.textContent = "";
    this.results.replaceChildren();
    if (this.editor) this.editor.show((await this.source()).code);
  }

  async run() {
    this.current?.abort();
    const mine = (this.current = new AbortController());
    this.root.hidden = false;
    this.results.replaceChildren();
    this.status.textContent = W.running;
    this.stop.hidden = false;
    const tell = (/** @type {any} */ message) => {
      if (this.current === mine) this.take(message);
    };
    try {
      const kept = this.editor?.area.value ?? memory(this.name);
      const code = kept ?? (await this.source()).code;
      await this.runner.run(this.name, code, tell, mine.signal);
    } catch (error) {
      if (this.current !== mine) return;
      if (mine.signal.aborted) this.status.textContent = W.stopped;
      else this.failed(error);
    } finally {
      if (this.current === mine) {
        this.stop.hidden = true;
        this.current = null;
      }
    }
  }

  /** @param {any} message */
  take(message) {
    const { type } = message;
    if (type === "compiling") this.status.textContent = W.compiling;
    else if (type === "running") this.status.textContent = W.running;
    else if (type === "stdout" || type === "stderr")
      this.print(type, message.text);
    else if (type === "end") this.end(message);
    else if (type === "error") this.status.textContent = message.error;
  }

  /** @param {"stdout" | "stderr"} kind @param {string} text */
  print(kind, text) {
    let block = this.results.querySelector(`.run__${kind} pre`);
    if (!block) {
      block = element("pre", {
        tabindex: "0",
        role: "region",
        "aria-label": `${this.name}: ${W[kind]}`,
      });
      this.results.append(
        element("div", { class: `run__${kind}` }, [
          element("b", {}, [W[kind]]),
          block,
        ]),
      );
    }
    block.append(text);
  }

  /** @param {any} end */
  end(end) {
    const parts = [reason(end.exit), tier(end.tier), end.note];
    this.status.textContent =
      parts.filter(Boolean).join(" ") + difference(end.heap, end.recorded);
    for (const found of end.diagnostics) this.diagnostic(found);
    if (end.heap) this.results.append(...heapOf(end.heap, end.recorded));
    else if (end.exit.reason !== "compile-error")
      this.results.append(element("p", { class: "run__note" }, [W.noHeap]));
  }

  /** @param {any} found */
  diagnostic(found) {
    const primary = (/** @type {any} */ span) => span.is_primary;
    const line = found.spans.find(primary)?.line_start;
    const parts = [element("pre", {}, [found.rendered])];
    const goTo = () =>
      void this.open()
        .then((editor) => editor.select(line))
        .catch(this.failed);
    if (line) parts.unshift(button(`${W.line} ${line}`, goTo));
    const kind = `run__diagnostic run__diagnostic--${found.level}`;
    this.results.append(element("div", { class: kind }, parts));
  }

  /** Says what went wrong; when nobody answers, the recorded run stands in. @param {unknown} error */
  failed = (error) => {
    this.root.hidden = false;
    const late = error instanceof DOMException && error.name === "TimeoutError";
    const gone = late || error instanceof TypeError;
    const said = error instanceof Error ? error.message : String(error);
    this.status.textContent = gone ? this.runner.gone : said;
    if (gone || (error instanceof Error && error.name === "Recorded"))
      this.replay();
  };

  /** The recorded run as the page shows it, with what it was recorded by. */
  replay() {
    const twin = `.listing[data-listing="${CSS.escape(this.name)}"]`;
    const shown = [...document.querySelectorAll(twin)].find((listing) =>
      listing.querySelector(":scope > pre.out"),
    );
    const parts = shown?.querySelectorAll(
      ":scope > .note, :scope > pre.out, :scope > .totals",
    );
    this.results.replaceChildren(
      element(
        "section",
        { class: "run__recorded", "aria-label": W.recorded },
        [...(parts ?? [])].map((part) => part.cloneNode(true)),
      ),
    );
  }
}

/**
 * Puts the buttons into a listing's head. A listing that only has its record says so by itself.
 * @param {HTMLElement} listing
 * @param {Runner} runner
 */
export function mount(listing, runner) {
  const name = listing.dataset.listing ?? "";
  const actions = listing.querySelector(".listing__head .listing__actions");
  if (!name || !actions || "recorded" in listing.dataset) return;
  if (!runner.has(name)) return;
  const panel = new Panel(listing, name, runner);
  actions.prepend(...panel.buttons());
  listing.append(panel.root);
  panel.resume();
}
