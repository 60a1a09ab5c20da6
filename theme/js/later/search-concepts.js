// @ts-check
// From a query to the things that it asks for, and where each section speaks of them: `bookSearchConcepts`.
// The second part of search-engine.js, as a page loads it.

/** @typedef {import("./search-text.js").Hit} Hit */
/** @typedef {import("./search-text.js").Text} Text */
/**
 * @typedef {object} Concepts
 * @property {(query: string) => string[]} split
 * @property {(word: string, unfinished: boolean) => Hit[][]} concept
 */

(() => {
  /** @type {{ bookSearchText: Text }} */
  const { bookSearchText } = /** @type {any} */ (window);
  const { index, words, sections, vocabulary, WHOLE, PREFIX } = bookSearchText;
  const { isHangul, squeeze, places, addTokens, distinct } = bookSearchText;

  /** How much a hit of another word for the same thing is worth. */
  const SYNONYM = 0.8;

  /** From a squeezed word to the groups of words for the same thing. @type {Map<string, string[][]>} */
  const synonyms = new Map();
  for (const group of index.terms) {
    for (const word of group) {
      const key = squeeze(word);
      synonyms.set(key, [...(synonyms.get(key) ?? []), group]);
    }
  }

  /** Tokens that share an English stem. @type {Map<string, string[]>} */
  const stems = new Map();
  for (const word of vocabulary.keys()) {
    const stem = words.stem(word);
    if (/^[a-z]/.test(word))
      stems.set(stem, [...(stems.get(stem) ?? []), word]);
  }

  /** @param {string} word whether the pages use it as a noun */
  function isNoun(word) {
    if (synonyms.has(word)) return true;
    for (const token of vocabulary.keys()) {
      if (token.startsWith(word) && words.marksNoun(token.slice(word.length)))
        return true;
    }
    return false;
  }

  /**
   * The noun within a Hangul word that carries particles, if the pages know one.
   * @param {string} word
   */
  function noun(word) {
    if (isNoun(word)) return word;
    const stands = (/** @type {string} */ stem) =>
      stem.length > 1 || synonyms.has(stem) || vocabulary.has(stem);
    const known = words
      .bare(word)
      .filter((stem) => stands(stem) && isNoun(stem));
    return known.at(-1) ?? word;
  }

  /**
   * One thing that the reader asks for: where each section speaks of it.
   * @param {string} word squeezed @param {boolean} unfinished
   */
  function concept(word, unfinished) {
    /** @type {Hit[][]} */
    const hits = sections.map(() => []);
    const core = isHangul(word) ? noun(word) : trimmed(word);
    const variants = new Map([
      [word, 1],
      [core, 1],
    ]);
    for (const group of synonyms.get(core) ?? synonyms.get(word) ?? []) {
      for (const other of group)
        if (!variants.has(squeeze(other)))
          variants.set(squeeze(other), SYNONYM);
    }
    for (const [variant, factor] of variants) {
      const typed = factor === 1;
      for (const [number, it] of sections.entries()) {
        const found = places(it, variant, factor, typed && unfinished);
        hits[number]?.push(
          ...(typed ? found : found.filter((hit) => hit.weight >= factor)),
        );
      }
      if (/^[a-z]+$/.test(variant))
        addTokens(hits, forms(variant, typed), WHOLE * factor);
    }
    if (isHangul(word)) addForms(hits, word, core);
    return kept(hits);
  }

  /**
   * The forms of an English word. On Korean pages a synonym has only its plural: there `collect` is a method,
   * and not a form of collection.
   * @param {string} word @param {boolean} typed
   */
  function forms(word, typed) {
    if (!typed && index.language === "ko") return [word, `${word}s`];
    return stems.get(words.stem(word)) ?? [];
  }

  /** A Latin word with Korean particles: GOGC가. @param {string} word */
  function trimmed(word) {
    const parts = /^([a-z0-9]+)([가-힣]+)$/.exec(word);
    return parts?.[1] && parts[2] && words.isGrammar(parts[2])
      ? parts[1]
      : word;
  }

  /**
   * Other forms of a verb, and words of which only the beginning is typed.
   * @param {Hit[][]} hits @param {string} word @param {string} core
   */
  function addForms(hits, word, core) {
    // 읽기 is a noun too, and the pages say 읽는, 읽습니다 and 읽어.
    const isAct = word.endsWith("기") && core === word;
    if (core !== word || (isNoun(word) && !isAct)) return;
    const list = [...vocabulary.keys()].filter(isHangul);
    const verb = words.verb(word);
    const shared = words.keys(verb);
    // 줄이 becomes 줄입니다; 읽 stays as it is, and is no beginning of 일곱. The stem of a verb never stands alone:
    // that is a noun with a particle.
    const isForm = (/** @type {string} */ token) =>
      token !== verb &&
      (words.isOpen(verb)
        ? words.keys(token).startsWith(shared)
        : token.startsWith(verb));
    if (verb) addTokens(hits, list.filter(isForm), PREFIX);
    if (hits.some((found) => found.length > 0) || word.length < 2) return;
    const typed = words.keys(word);
    addTokens(
      hits,
      list.filter((token) => words.keys(token).startsWith(typed)),
      PREFIX,
    );
  }

  /**
   * Pieces of words count only where no section has the word.
   * @param {Hit[][]} hits
   */
  function kept(hits) {
    const best = Math.max(0, ...hits.flat().map((hit) => hit.weight));
    const least = best >= SYNONYM ? PREFIX : best >= PREFIX ? PREFIX : 0;
    return hits.map((found) =>
      distinct(found.filter((hit) => hit.weight >= least)),
    );
  }

  /**
   * The words of a query; neighbours that are one term of the glossary stay together.
   * @param {string} query
   */
  function split(query) {
    const list = query
      .normalize("NFC")
      .split(/\s+/)
      .map(squeeze)
      .filter(Boolean);
    const parts = [];
    for (let from = 0; from < list.length;) {
      let length = Math.min(4, list.length - from);
      while (length > 1 && !isTerm(list.slice(from, from + length))) length--;
      parts.push(list.slice(from, from + length).join(""));
      from += length;
    }
    return parts;
  }

  /** @param {string[]} list whether the words are one term, the last perhaps with particles */
  function isTerm(list) {
    const first = list.slice(0, -1).join("");
    const last = list.at(-1) ?? "";
    return (
      synonyms.has(first + last) ||
      words.bare(last).some((stem) => synonyms.has(first + stem))
    );
  }

  Object.assign(window, { bookSearchConcepts: { split, concept } });
})();
