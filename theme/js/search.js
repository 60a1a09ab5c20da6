// @ts-check
// The search dialog, which search-open.js opens and from which search-marks.js takes the words to be marked.
// A classic script, so that it works from file://; index and engine are loaded on the first search.

/** @typedef {{ url: string, page: string, heading: string, teaser: [string, boolean][], marks: string[] }} SearchResult */

(() => {
  const own =
    /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src ??
    location.href;
  const korean = document.documentElement.lang === "ko";
  const say = korean
    ? {
        label: "책에서 찾기",
        hint: "낱말, 함수 이름, 질문",
        close: "닫기",
        loading: "찾을 준비를 하고 있습니다.",
        none: (/** @type {string} */ query) =>
          `‘${query}’에 맞는 절이 없습니다.`,
        found: (/** @type {number} */ count) => `결과 ${count}개`,
        failed:
          "검색 색인을 읽을 수 없습니다. cargo book으로 빌드한 책에서만 검색할 수 있습니다.",
        keys: "↑ ↓ 고르기 · Enter 열기 · Esc 닫기",
      }
    : {
        label: "Search the book",
        hint: "A word, a function, a question",
        close: "Close",
        loading: "Getting ready to search.",
        none: (/** @type {string} */ query) => `No section matches “${query}”.`,
        found: (/** @type {number} */ count) =>
          `${count} ${count === 1 ? "result" : "results"}`,
        failed:
          "The search index cannot be read. Only a book built with cargo book can be searched.",
        keys: "↑ ↓ to choose · Enter to open · Esc to close",
      };
  /** Carries the words to be marked to the page of a result; search-marks.js reads it. */
  const PARAMETER = "highlight";
  const SHOWN = 30;

  /** The language's folder: the theme names it, else it is where this script lies. */
  const root = new URL(
    document.documentElement.dataset.root ?? new URL("../../", own).href,
    location.href,
  );

  /**
   * @param {string} name @param {Record<string, string>} [attributes] @param {(Node | string)[]} children
   */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes))
      made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /** @param {string} file @returns {Promise<void>} */
  function load(file) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL(`search/${file}`, root).href;
      script.onload = () => done();
      script.onerror = () => failed(new Error(file));
      document.head.append(script);
    });
  }

  /** @type {Promise<void> | undefined} */
  let loaded;

  /** Index and engine, once; after a failure the next search tries again. */
  function ready() {
    loaded ??= Promise.all([load("index.js"), load("search-words.js")])
      .then(() => load("search-engine.js"))
      .catch((error) => {
        loaded = undefined;
        throw error;
      });
    return loaded;
  }

  const input = /** @type {HTMLInputElement} */ (
    element("input", {
      type: "search",
      class: "search__input",
      id: "search-input",
      role: "combobox",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "go",
      placeholder: say.hint,
      "aria-label": say.label,
      "aria-controls": "search-results",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
    })
  );
  const close = element(
    "button",
    { type: "button", class: "search__close" },
    say.close,
  );
  const status = element("p", { class: "search__status", role: "status" });
  const list = element("div", {
    class: "search__results",
    id: "search-results",
    role: "listbox",
    "aria-label": say.label,
  });
  const dialog = /** @type {HTMLDialogElement} */ (
    element(
      "dialog",
      { class: "search", "aria-label": say.label },
      element("div", { class: "search__head" }, input, close),
      status,
      list,
      element("p", { class: "search__keys", "aria-hidden": "true" }, say.keys),
    )
  );
  let chosen = -1;
  let turn = 0;

  function open() {
    if (!dialog.isConnected) document.body.append(dialog);
    if (!dialog.open) dialog.showModal();
    input.select();
    update();
  }

  /** Shows the results of what is typed; an answer that comes late is dropped. */
  async function update() {
    const query = input.value;
    const mine = ++turn;
    try {
      if (!(/** @type {any} */ (window).bookSearch))
        status.textContent = say.loading;
      await ready();
      if (mine !== turn) return;
      /** @type {SearchResult[]} */
      const results = query.trim()
        ? /** @type {any} */ (window).bookSearch(query)
        : [];
      show(results, query);
    } catch {
      status.textContent = say.failed;
    }
  }

  /** @param {SearchResult[]} results @param {string} query */
  function show(results, query) {
    list.replaceChildren(...results.slice(0, SHOWN).map(option));
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(results.length > 0));
    if (!query.trim()) status.textContent = "";
    else
      status.textContent =
        results.length > 0 ? say.found(results.length) : say.none(query.trim());
    choose(results.length > 0 ? 0 : -1);
  }

  /** @param {SearchResult} result @param {number} number */
  function option(result, number) {
    const target = new URL(result.url, root);
    target.searchParams.set(PARAMETER, result.marks.join("|"));
    const teaser = result.teaser.map(([text, hit]) =>
      hit ? element("mark", {}, text) : text,
    );
    const lines = [
      element("span", { class: "search__page" }, result.page),
      element("span", { class: "search__heading" }, result.heading),
      element("span", { class: "search__teaser" }, ...teaser),
    ];
    if (result.page === result.heading) lines.shift();
    const link = element(
      "a",
      {
        class: "search__result",
        role: "option",
        id: `search-result-${number}`,
        href: target.href,
        tabindex: "-1",
        "aria-selected": "false",
      },
      ...lines,
    );
    link.addEventListener("click", () => dialog.close());
    return link;
  }

  /** @param {number} number */
  function choose(number) {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = number;
    const link = list.children[chosen];
    if (!link) return input.removeAttribute("aria-activedescendant");
    link.setAttribute("aria-selected", "true");
    link.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", link.id);
  }

  /** @param {KeyboardEvent} event */
  function steer(event) {
    // Enter and arrows belong to the input method while a syllable is being composed.
    if (event.isComposing) return;
    const count = list.children.length;
    if (event.key === "Enter") {
      event.preventDefault();
      /** @type {HTMLElement | undefined} */ (list.children[chosen])?.click();
    } else if (
      count > 0 &&
      (event.key === "ArrowDown" || event.key === "ArrowUp")
    ) {
      event.preventDefault();
      choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
    }
  }

  for (const opener of document.querySelectorAll("[data-search]"))
    opener.addEventListener("click", open);
  input.addEventListener("input", () => void update());
  input.addEventListener("keydown", steer);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
})();
