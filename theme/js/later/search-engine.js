// @ts-check
// Which sections of the book answer a query: `window.bookSearch(query)`.
// Loaded on the first search, after search/index.js and search-words.js.

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
/** @typedef {{ url: string, page: string, heading: string, teaser: [string, boolean][], marks: string[] }} Result */
/** @typedef {{ language: string, pages: [string, string][], sections: [number, string, string, string][], terms: string[][] }} Index */
/** @typedef {{ keys(text: string): string, isGrammar(tail: string): boolean, marksNoun(tail: string): boolean, bare(word: string): string[], verb(word: string): string, isOpen(word: string): boolean, stem(word: string): string }} Words */

(() => {
  /** @type {{ bookSearchIndex: Index, bookSearchWords: Words }} */
  const { bookSearchIndex: index, bookSearchWords: words } =
    /** @type {any} */ (window);

  /** How much a hit is worth: the word itself, its beginning, a piece from inside. */
  const WHOLE = 1;
  const PREFIX = 0.4;
  const INSIDE = 0.15;
  const SYNONYM = 0.8;
  const HEADING = 5;
  /** Appendices and lists of sources repeat names; a chapter's text comes first. */
  const REPEATED = 0.35;
  const REPEATING = /(?:appendix|dictionary|best-practices)\.html$/;

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

  /** From a squeezed word to the groups of words for the same thing. @type {Map<string, string[][]>} */
  const synonyms = new Map();
  for (const group of index.terms) {
    for (const word of group) {
      const key = squeeze(word);
      synonyms.set(key, [...(synonyms.get(key) ?? []), group]);
    }
  }

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

  /** Tokens that share an English stem. @type {Map<string, string[]>} */
  const stems = new Map();
  for (const word of vocabulary.keys()) {
    const stem = words.stem(word);
    if (/^[a-z]/.test(word))
      stems.set(stem, [...(stems.get(stem) ?? []), word]);
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

  /** Words of questions, which no page needs to contain. */
  const FILLER =
    /^(?:a|an|the|of|in|is|are|does|do|to|how|what|why|and|for|it|왜|어떻게|무엇|뭐|하는|하기|법|방법|것|수|및|대한|이란|란|때)$/;

  /** @param {Hit[][][]} concepts @param {number} number */
  function score(concepts, number) {
    const it = /** @type {Section} */ (sections[number]);
    const norm = 0.6 + (0.4 * it.tokens.length) / average;
    let sum = 0;
    for (const hits of concepts) {
      const found = hits[number] ?? [];
      const spread = hits.filter((list) => list.length > 0).length;
      const rarity = Math.log(1 + sections.length / (1 + spread)) + 0.2;
      const inText = found.filter((hit) => hit.at >= it.heading.length);
      const mass = inText.reduce((total, hit) => total + hit.weight, 0);
      const inHeading = Math.max(
        0,
        ...found
          .filter((hit) => hit.at < it.heading.length)
          .map((hit) => hit.weight),
      );
      sum += rarity * ((3 * mass) / (mass + 1.5 * norm) + HEADING * inHeading);
    }
    const url = index.pages[it.page]?.[0] ?? "";
    return (
      sum *
      closeness(concepts, number) *
      (REPEATING.test(url) || it.id === "sources" ? REPEATED : 1)
    );
  }

  /** Words of a query that stand side by side mean more than words far apart. @param {Hit[][][]} concepts @param {number} number */
  function closeness(concepts, number) {
    if (concepts.length < 2) return 1;
    let best = Infinity;
    for (const first of concepts[0]?.[number] ?? []) {
      let reach = 0;
      for (const hits of concepts.slice(1)) {
        reach = Math.max(
          reach,
          Math.min(
            Infinity,
            ...(hits[number] ?? []).map((hit) => Math.abs(hit.at - first.at)),
          ),
        );
      }
      best = Math.min(best, reach);
    }
    return 1 + 30 / (30 + best);
  }

  /**
   * The sections that speak of everything; failing that, those with the rarest word on pages that have the rest.
   * @param {Hit[][][]} concepts
   */
  function matching(concepts) {
    const speaks = (
      /** @type {Hit[][]} */ hits,
      /** @type {number} */ number,
    ) => (hits[number]?.length ?? 0) > 0;
    const all = [...sections.keys()];
    const full = all.filter((number) =>
      concepts.every((hits) => speaks(hits, number)),
    );
    if (full.length > 0) return full;
    const onPage = (/** @type {Hit[][]} */ hits, /** @type {number} */ page) =>
      all.some(
        (number) => sections[number]?.page === page && speaks(hits, number),
      );
    const spread = concepts.map(
      (hits) => hits.filter((found) => found.length > 0).length,
    );
    const rarest = concepts[spread.indexOf(Math.min(...spread))] ?? [];
    return all.filter(
      (number) =>
        speaks(rarest, number) &&
        concepts.every((hits) => onPage(hits, sections[number]?.page ?? -1)),
    );
  }

  /** @param {string} query @returns {Result[]} */
  function search(query) {
    const parts = split(query);
    const telling = parts.filter((part) => !FILLER.test(part));
    const asked = telling.length > 0 ? telling : parts;
    const unfinished = (/** @type {number} */ at) =>
      at === asked.length - 1 && !/\s$/.test(query);
    let concepts = asked.map((part, at) => concept(part, unfinished(at)));
    if (
      asked.length > 1 &&
      concepts.some((hits) => hits.every((found) => found.length === 0))
    ) {
      // A space within a word: 가 비지 컬렉터.
      concepts = [concept(parts.join(""), true)];
    }
    if (concepts.length === 0) return [];
    return matching(concepts)
      .map((number) => ({ number, score: score(concepts, number) }))
      .sort((a, b) => b.score - a.score || a.number - b.number)
      .map(({ number }) => result(number, concepts));
  }

  /** @param {number} number @param {Hit[][][]} concepts @returns {Result} */
  function result(number, concepts) {
    const it = /** @type {Section} */ (sections[number]);
    const [url, page] = index.pages[it.page] ?? ["", ""];
    const hits = distinct(concepts.flatMap((found) => found[number] ?? []));
    const marks = new Set(hits.map((hit) => it.text.slice(hit.at, hit.end)));
    return {
      url: it.id ? `${url}#${it.id}` : url,
      page,
      heading: it.heading || page,
      teaser: teaser(
        it,
        hits,
        concepts.map((found) => found[number] ?? []),
      ),
      marks: [...marks].slice(0, 8),
    };
  }

  /**
   * The stretch of text that says most of what was asked, then most often.
   * @param {Section} it @param {Hit[]} hits @param {Hit[][]} concepts @returns {[string, boolean][]}
   */
  function teaser(it, hits, concepts) {
    const width = index.language === "ko" ? 90 : 150;
    const body = hits.filter((hit) => hit.at > it.heading.length);
    let best = it.heading.length + 2;
    let most = 0;
    for (const first of body) {
      const isInside = (/** @type {Hit} */ hit) =>
        hit.at >= first.at && hit.end <= first.at + width * 0.7;
      const said = concepts.filter((found) => found.some(isInside)).length;
      const mass =
        10 * said + Math.min(9, body.filter(isInside).length) + first.weight;
      if (mass > most) [most, best] = [mass, first.at];
    }
    let start = Math.max(
      it.heading.length + 2,
      best - Math.floor(width * 0.25),
    );
    if (start > it.heading.length + 2)
      start = Math.min(best, it.text.indexOf(" ", start) + 1 || start);
    const end = Math.min(it.text.length, start + width);
    return pieces(it, body, start, end);
  }

  /** @param {Section} it @param {Hit[]} hits @param {number} start @param {number} end @returns {[string, boolean][]} */
  function pieces(it, hits, start, end) {
    /** @type {[string, boolean][]} */
    const list = [];
    let at = start;
    if (start > it.heading.length + 2) list.push(["… ", false]);
    for (const hit of hits.filter((hit) => hit.at >= start && hit.end <= end)) {
      if (hit.at > at) list.push([it.text.slice(at, hit.at), false]);
      list.push([it.text.slice(hit.at, hit.end), true]);
      at = hit.end;
    }
    list.push([it.text.slice(at, end), false]);
    if (end < it.text.length) list.push([" …", false]);
    return list;
  }

  Object.assign(window, { bookSearch: search });
})();
