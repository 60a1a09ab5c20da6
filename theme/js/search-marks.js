// @ts-check
// The marks on a page that a result of search.js led to. A classic script, so that it works from file://.

(() => {
  /** Carries the words to be marked; search.js writes it. */
  const PARAMETER = "highlight";
  const clearing =
    document.documentElement.lang === "ko"
      ? "강조 표시 지우기"
      : "Clear highlights";

  /** Marks the words that led to this page. */
  function mark() {
    const wanted =
      new URLSearchParams(location.search)
        .get(PARAMETER)
        ?.split("|")
        .filter(Boolean) ?? [];
    const main = document.querySelector("main");
    if (!main || wanted.length === 0) return;
    const pattern = anyOf(wanted);
    for (const text of textsOf(main)) markIn(text, pattern);
    if (main.querySelector("mark.search-hit")) offerClearing(main);
  }

  /** The longest first, since it may begin with another. @param {string[]} words */
  function anyOf(words) {
    const escaped = words.map((word) =>
      word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
    );
    const alternatives = escaped.sort((a, b) => b.length - a.length);
    return new RegExp(alternatives.join("|"), "giu");
  }

  /** What a reader reads. @param {Element} main */
  function textsOf(main) {
    const walker = document.createTreeWalker(
      main,
      NodeFilter.SHOW_TEXT,
      (node) =>
        node.parentElement?.closest(
          "svg, script, style, button, [aria-hidden='true']",
        )
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_ACCEPT,
    );
    /** @type {Text[]} */
    const texts = [];
    while (walker.nextNode())
      texts.push(/** @type {Text} */ (walker.currentNode));
    return texts;
  }

  /** @param {Text} text @param {RegExp} pattern */
  function markIn(text, pattern) {
    const parts = [];
    let end = 0;
    for (const match of text.data.matchAll(pattern)) {
      const hit = document.createElement("mark");
      hit.className = "search-hit";
      hit.append(match[0]);
      parts.push(text.data.slice(end, match.index), hit);
      end = match.index + match[0].length;
    }
    if (end > 0) text.replaceWith(...parts, text.data.slice(end));
  }

  /** @param {Element} main */
  function offerClearing(main) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "search-clear";
    made.textContent = clearing;
    /** @param {KeyboardEvent} event */
    const onEscape = (event) => {
      if (event.key === "Escape" && !document.querySelector("dialog[open]"))
        clear();
    };
    const clear = () => {
      unmark(main);
      made.remove();
      document.removeEventListener("keydown", onEscape);
    };
    made.addEventListener("click", clear);
    document.addEventListener("keydown", onEscape);
    main.append(made);
  }

  /** Takes the marks from the page and from its address. @param {Element} main */
  function unmark(main) {
    for (const hit of main.querySelectorAll("mark.search-hit")) {
      const parent = hit.parentNode;
      hit.replaceWith(...hit.childNodes);
      parent?.normalize();
    }
    const plain = new URL(location.href);
    plain.searchParams.delete(PARAMETER);
    history.replaceState(history.state, "", plain);
  }

  mark();
})();
