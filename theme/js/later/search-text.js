// @ts-check
// The sections of the book as the search reads them, and where a word stands in them: `bookSearchText`.
// The first part of search-engine.js, as a page loads it: a build joins the three.

/**
 * @typedef {object} Token a run of letters of one script
 * @property {string} word in small letters
 * @property {number} at where it begins in the section's text
 * @property {boolean} joined whether only a space, a hyphen or the like separates it from the one before
 * @property {boolean} glued whether nothing does
 */
/**
 * @typedef {object} Section
 * @property {number} page
 * @property {string} id
 * @property {string} heading
 * @property {string} text heading and body
 * @property {Token[]} tokens
 * @property {string} squeezed all tokens without what is between them
 * @property {Int32Array} tokenAt for each letter of `squeezed`, the number of its token
 * @property {Int32Array} startOf for each token, where it begins in `squeezed`
 */
/** @typedef {{ at: number, end: number, weight: number }} Hit a place in a section's text */
/** @typedef {{ language: string, pages: [string, string][], sections: [number, string, string, string][], terms: string[][] }} Index */
/** @typedef {{ keys(text: string): string, isGrammar(tail: string): boolean, marksNoun(tail: string): boolean, bare(word: string): string[], verb(word: string): string, isOpen(word: string): boolean, stem(word: string): string }} Words */

/**
 * @typedef {object} Text what this part offers the others
 * @property {Index} index
 * @property {Words} words
 * @property {Section[]} sections
 * @property {number} average tokens in a section
 * @property {Map<string, [number, number][]>} vocabulary
 * @property {(word: string) => boolean} isHangul
 * @property {(text: string) => string} squeeze
 * @property {(it: Section, word: string, factor: number, unfinished: boolean) => Hit[]} places
 * @property {(hits: Hit[][], list: string[], weight: number) => void} addTokens
 * @property {(hits: Hit[]) => Hit[]} distinct
 * @property {number} WHOLE what a word is worth
 * @property {number} PREFIX what its beginning is worth
 */

(() => {
  /** @type {{ bookSearchIndex: Index, bookSearchWords: Words }} */
  const { bookSearchIndex: index, bookSearchWords: words } =
    /** @type {any} */ (window);

  /** How much a hit is worth: the word itself, its beginning, a piece from inside. */
  const WHOLE = 1;
  const PREFIX = 0.4;
  const INSIDE = 0.15;

  const TOKEN = /[가-힣ㄱ-ㅎㅏ-ㅣ]+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g;
  const isHangul = (/** @type {string} */ word) =>
    /^[ㄱ-ㅎㅏ-ㅣ가-힣]/.test(word);

  /** @param {string} text @returns {Token[]} */
  function tokens(text) {
    /** @type {Token[]} */
    const found = [];
    let end = 0;
    for (const match of text.matchAll(TOKEN)) {
      const gap = text.slice(end, match.index);
      found.push({
        word: match[0].toLowerCase(),
        at: match.index,
        joined: /^(?:\s?|[-_.:/(<]{1,2})$/.test(gap),
        glued: gap === "",
      });
      end = match.index + match[0].length;
    }
    return found;
  }

  /** @param {[number, string, string, string]} entry @returns {Section} */
  function section([page, id, heading, body]) {
    const text = `${heading}\n\n${body}`;
    const list = tokens(text);
    const startOf = new Int32Array(list.length + 1);
    const tokenAt = [];
    let squeezed = "";
    for (const [number, token] of list.entries()) {
      startOf[number] = squeezed.length;
      squeezed += token.word;
      for (let i = 0; i < token.word.length; i++) tokenAt.push(number);
    }
    startOf[list.length] = squeezed.length;
    return {
      page,
      id,
      heading,
      text,
      tokens: list,
      squeezed,
      tokenAt: Int32Array.from(tokenAt),
      startOf,
    };
  }

  const sections = index.sections.map(section);
  const average =
    sections.reduce((sum, it) => sum + it.tokens.length, 0) /
    Math.max(1, sections.length);

  /** Every different word, with the sections and tokens where it stands. @type {Map<string, [number, number][]>} */
  const vocabulary = new Map();
  for (const [number, it] of sections.entries()) {
    for (const [at, token] of it.tokens.entries()) {
      const places = vocabulary.get(token.word);
      if (places) places.push([number, at]);
      else vocabulary.set(token.word, [[number, at]]);
    }
  }

  const squeeze = (/** @type {string} */ text) =>
    (text.match(TOKEN) ?? []).join("").toLowerCase();

  /**
   * All places of a squeezed word in a section.
   * @param {Section} it @param {string} word @param {number} factor @param {boolean} unfinished @returns {Hit[]}
   */
  function places(it, word, factor, unfinished) {
    const hits = [];
    for (
      let from = it.squeezed.indexOf(word);
      from >= 0;
      from = it.squeezed.indexOf(word, from + 1)
    ) {
      const weight = worth(it, from, word, unfinished);
      if (weight > 0)
        hits.push(hit(it, from, from + word.length, weight * factor));
    }
    return hits;
  }

  /** @param {Section} it @param {number} from @param {number} to @param {number} weight @returns {Hit} */
  function hit(it, from, to, weight) {
    const place = (/** @type {number} */ letter) => {
      const number = it.tokenAt[letter] ?? 0;
      return (it.tokens[number]?.at ?? 0) + letter - (it.startOf[number] ?? 0);
    };
    return { at: place(from), end: place(to - 1) + 1, weight };
  }

  /**
   * @param {Section} it @param {number} from @param {string} word @param {boolean} unfinished
   */
  function worth(it, from, word, unfinished) {
    const first = it.tokenAt[from] ?? 0;
    const last = it.tokenAt[from + word.length - 1] ?? 0;
    const begins = it.startOf[first] === from;
    let spaced = false;
    for (let number = first + 1; number <= last; number++) {
      if (!it.tokens[number]?.joined) return 0;
      spaced ||= !it.tokens[number]?.glued;
    }
    const tail = it.squeezed.slice(from + word.length, it.startOf[last + 1]);
    const ends = tail === "" || (isHangul(tail) && words.isGrammar(tail));
    if (begins && ends) return WHOLE;
    const hangul = isHangul(word);
    if (spaced) return begins && unfinished && word.length >= 5 ? PREFIX : 0;
    if (begins) return word.length > 1 || unfinished ? PREFIX : 0;
    return hangul && word.length > 1 ? INSIDE : 0;
  }

  /**
   * Adds the places of whole tokens.
   * @param {Hit[][]} hits @param {string[]} list @param {number} weight
   */
  function addTokens(hits, list, weight) {
    for (const word of list) {
      for (const [number, at] of vocabulary.get(word) ?? []) {
        const token = sections[number]?.tokens[at];
        if (token)
          hits[number]?.push({
            at: token.at,
            end: token.at + word.length,
            weight,
          });
      }
    }
  }

  /** @param {Hit[]} hits the better of two at the same place */
  function distinct(hits) {
    /** @type {Hit[]} */
    const done = [];
    for (const hit of hits.toSorted(
      (a, b) => a.at - b.at || b.weight - a.weight || b.end - a.end,
    )) {
      const last = done.at(-1);
      if (!last || hit.at >= last.end) done.push(hit);
      else if (hit.weight > last.weight) done[done.length - 1] = hit;
    }
    return done;
  }

  Object.assign(window, {
    bookSearchText: {
      index,
      words,
      sections,
      average,
      vocabulary,
      isHangul,
      squeeze,
      places,
      addTokens,
      distinct,
      WHOLE,
      PREFIX,
    },
  });
})();
