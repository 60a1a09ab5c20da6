// @ts-check
// Which sections of the book answer a query: `window.bookSearch(query)`.
// Loaded on the first search, after search/index.js and search-words.js, with search-text.js and
// search-concepts.js before it in the same file.

/** @typedef {import("./search-text.js").Section} Section */
/** @typedef {import("./search-text.js").Hit} Hit */
/** @typedef {import("./search-text.js").Text} Text */
/** @typedef {import("./search-concepts.js").Concepts} Concepts */
/** @typedef {{ url: string, page: string, heading: string, teaser: [string, boolean][], marks: string[] }} Result */

(() => {
  /** @type {{ bookSearchText: Text, bookSearchConcepts: Concepts }} */
  const { bookSearchText, bookSearchConcepts } = /** @type {any} */ (window);
  const { index, sections, average, distinct } = bookSearchText;
  const { split, concept } = bookSearchConcepts;

  /** How much more a hit in a heading is worth. */
  const HEADING = 5;
  /** Appendices and lists of sources repeat names; a chapter's text comes first. */
  const REPEATED = 0.35;
  const REPEATING = /(?:appendix|dictionary|best-practices)\.html$/;

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
