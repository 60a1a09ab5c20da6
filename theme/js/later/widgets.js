// @ts-check
//! What every widget uses: its words, its data, its WebAssembly. A classic script, since a page from a folder
//! runs no other; a page loads it when a widget comes near the screen.

/**
 * @typedef {object} Widget What the script of a widget gets, once for each place on the page.
 * @property {HTMLElement} root The widget's element.
 * @property {HTMLElement} live An empty element above the widget's text, for what the script makes.
 * @property {Record<string, string>} words The words of widget.toml in the page's language.
 * @property {Record<string, any>} data The recorded data of widget.toml.
 * @property {(key: string, values?: Record<string, string | number>) => string} say
 *   A word with `{name}` replaced by the values.
 * @property {() => Promise<(question: string) => string>} wasm
 *   A function that asks the widget's WebAssembly. Fails where the browser has none.
 */

/**
 * @typedef {object} Widgets
 * @property {(name: string, mount: (widget: Widget) => void) => void} define
 *   Brings every widget of this name on the page to life.
 * @property {(name: string, base64: string) => void} wasm Hands over a widget's WebAssembly.
 * @property {typeof element} element
 * @property {typeof shape} shape
 * @property {(count: number) => string} number
 */

/**
 * An element with a class and a text.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} [name]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[T]}
 */
function element(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}

/**
 * An element of a drawing.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 * @returns {SVGElement}
 */
function shape(tag, attributes, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes))
    made.setAttribute(name, String(value));
  if (text) made.textContent = text;
  return made;
}

(() => {
  /** @type {Map<string, {code: Promise<string>, hand: (base64: string) => void}>} */
  const codes = new Map();

  /** The WebAssembly of a widget, as soon as its script has come. @param {string} name */
  function code(name) {
    const known = codes.get(name);
    if (known) return known;
    /** @type {(base64: string) => void} */
    let hand = () => {};
    const made = {
      code: new Promise((/** @type {(base64: string) => void} */ done) => {
        hand = done;
      }),
      hand: (/** @type {string} */ base64) => hand(base64),
    };
    codes.set(name, made);
    return made;
  }

  /**
   * Three C functions carry a question in and an answer out; see tools/glue.
   * @param {string} name
   * @returns {Promise<(question: string) => string>}
   */
  async function started(name) {
    const base64 = await code(name).code;
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const { instance } = await WebAssembly.instantiate(bytes, {});
    const { memory, question, ask, answer } =
      /** @type {{memory: WebAssembly.Memory, question: (length: number) => number, ask: () => number, answer: () => number}} */ (
        /** @type {unknown} */ (instance.exports)
      );
    return (text) => {
      const asked = new TextEncoder().encode(text);
      const place = question(asked.length);
      new Uint8Array(memory.buffer, place, asked.length).set(asked);
      const length = ask();
      // The memory may have grown, and its buffer be another.
      const said = new Uint8Array(memory.buffer, answer(), length);
      return new TextDecoder().decode(said);
    };
  }

  /** @param {string} name @param {HTMLElement} root @returns {Widget} */
  function widget(name, root) {
    const carried = JSON.parse(
      root.querySelector("script.widget__carried")?.textContent ?? "{}",
    );
    const words = /** @type {Record<string, string>} */ (carried.words ?? {});
    const live = element("div", "widget__live");
    root.querySelector(".widget__text")?.before(live);
    return {
      root,
      live,
      words,
      data: carried.data ?? {},
      say: (key, values = {}) =>
        (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, slot) =>
          String(values[slot] ?? whole),
        ),
      wasm: () => started(name),
    };
  }

  const format = new Intl.NumberFormat("en");
  /** @type {Widgets} */
  const widgets = {
    define(name, mount) {
      for (const found of document.querySelectorAll(
        `[data-widget="${CSS.escape(name)}"]:not([data-alive])`,
      )) {
        const root = /** @type {HTMLElement} */ (found);
        root.dataset.alive = "";
        mount(widget(name, root));
      }
    },
    wasm: (name, base64) => code(name).hand(base64),
    element,
    shape,
    number: (count) => format.format(count),
  };
  Object.assign(globalThis, { bookWidgets: widgets });
})();
