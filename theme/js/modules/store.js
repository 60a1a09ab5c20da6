// @ts-check
//! What this browser remembers about a reader: nothing leaves it, and a page works when nothing can be kept.

const PREFIX = "mm:";

/** @type {Map<string, string>} What storage refuses, until the page is left. */
const fallback = new Map();

/**
 * The stored value, or null when there is none or storage is forbidden.
 * @param {string} key
 * @returns {any}
 */
export function read(key) {
  try {
    const text = fallback.get(key) ?? localStorage.getItem(PREFIX + key);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Keeps a value; when storage is full or forbidden, until the page is left.
 * @param {string} key
 * @param {unknown} value
 * @returns {boolean} Whether it outlives the page.
 */
export function write(key, value) {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(PREFIX + key, text);
    fallback.delete(key);
    return true;
  } catch {
    fallback.set(key, text);
    return false;
  }
}

/** @param {string} key */
export function remove(key) {
  fallback.delete(key);
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept.
  }
}

/**
 * Everything that is kept, by key.
 * @returns {Record<string, unknown>}
 */
export function all() {
  /** @type {Record<string, unknown>} */
  const found = {};
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX))
        found[name.slice(PREFIX.length)] = read(name.slice(PREFIX.length));
    }
  } catch {
    // Storage is forbidden.
  }
  for (const key of fallback.keys()) found[key] = read(key);
  return found;
}

/**
 * The text for the page's language.
 * @template T
 * @param {{ko: T, en: T}} both
 * @returns {T}
 */
export function localised(both) {
  return document.documentElement.lang === "ko" ? both.ko : both.en;
}
