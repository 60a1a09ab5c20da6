// @ts-check
// What a page does for its reader beyond the HTML: colours, the language switch, copying, progress,
// the outline. A page is complete without it; a classic script, since modules do not run from file://.
(() => {
  const html = document.documentElement;

  /**
   * What is remembered in this browser; a private window may refuse.
   * @param {string} key
   * @param {string | null} [value] what to remember, null to forget; nothing to ask
   */
  function memory(key, value) {
    try {
      if (value === undefined) return localStorage.getItem(`book-${key}`);
      if (value === null) localStorage.removeItem(`book-${key}`);
      else localStorage.setItem(`book-${key}`, value);
    } catch {
      // Then it holds for this page only.
    }
    return value ?? null;
  }

  /** The button that goes from the system's colours to light to dark and around. */
  function scheme() {
    const button = document.querySelector("button.scheme");
    if (!(button instanceof HTMLButtonElement)) return;
    const order = ["auto", "light", "dark"];
    const say = () => {
      const now = html.dataset.scheme ?? "auto";
      const label = button.dataset[now] ?? now;
      button.title = label;
      button.setAttribute("aria-label", label);
    };
    button.addEventListener("click", () => {
      const now = html.dataset.scheme ?? "auto";
      const next = order[(order.indexOf(now) + 1) % order.length];
      if (next === "auto") delete html.dataset.scheme;
      else html.dataset.scheme = next;
      memory("scheme", next === "auto" ? null : next);
      say();
    });
    say();
    button.hidden = false;
  }

  /** Keeps the place on the page when the language changes, and remembers the choice for the root page. */
  function languages() {
    for (const link of document.querySelectorAll("a[data-switch]")) {
      if (!(link instanceof HTMLAnchorElement)) continue;
      link.addEventListener("click", () => {
        memory("language", link.hreflang);
        link.hash = location.hash || nearestHeading();
      });
    }
  }

  /**
   * The heading that is being read, as a hash; none at the top of the page.
   * @param {string} [headings] a selector
   */
  function nearestHeading(headings = "main :is(h2, h3)[id]") {
    let found = "";
    for (const heading of document.querySelectorAll(headings)) {
      if (heading.getBoundingClientRect().top > innerHeight / 3) break;
      found = `#${heading.id}`;
    }
    return found;
  }

  /** A button in each listing's head that copies its code. */
  function copying() {
    const words = document.getElementById("words")?.dataset;
    if (!words || !navigator.clipboard) return;
    for (const actions of document.querySelectorAll(".listing__actions")) {
      const code = actions.closest(".listing")?.querySelector("pre.code");
      if (!code) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words.copy ?? "";
      button.addEventListener("click", async () => {
        const text = [...code.querySelectorAll(".src")]
          .map((line) => line.textContent)
          .join("");
        const said = await navigator.clipboard.writeText(text).then(
          () => words.copied,
          () => words.copyFailed,
        );
        button.textContent = said ?? "";
        setTimeout(() => (button.textContent = words.copy ?? ""), 2000);
      });
      actions.append(button);
    }
  }

  /** Starts the modules of the page's interactive parts; browsers refuse them to a page from a folder. */
  function modules() {
    if (location.protocol === "file:") return;
    for (const holder of document.querySelectorAll("[data-modules]")) {
      if (!(holder instanceof HTMLElement)) continue;
      for (const name of (holder.dataset.modules ?? "").split(" ")) {
        const script = document.createElement("script");
        script.type = "module";
        script.src = `${holder.dataset.base}${name}`;
        document.head.append(script);
      }
    }
  }

  /** @returns {Record<string, string>} page → "seen" or "read", the same for both languages */
  function progress() {
    try {
      const known = JSON.parse(memory("progress") ?? "{}");
      return known !== null && typeof known === "object" ? known : {};
    } catch {
      return {};
    }
  }

  /**
   * Marks this page as begun, as read once its end was on screen, and shows the marks in the contents.
   */
  function reading() {
    const page = html.dataset.page;
    const end = document.querySelector(".turn");
    if (!page || !end) return;
    /** @param {string} state */
    const mark = (state) => {
      const known = progress();
      if (known[page] === "read" || known[page] === state) return;
      memory("progress", JSON.stringify({ ...known, [page]: state }));
      show();
    };
    mark("seen");
    show();
    const watch = new IntersectionObserver((entries) => {
      if (scrollY > 0 && entries.some((entry) => entry.isIntersecting))
        mark("read");
    });
    watch.observe(end);
    // A page from the back/forward cache shows what other pages have marked since.
    addEventListener("pageshow", show);
  }

  function show() {
    const known = progress();
    const contents = document.getElementById("contents");
    for (const link of document.querySelectorAll("#contents a[data-path]")) {
      if (!(link instanceof HTMLAnchorElement)) continue;
      const state = known[link.dataset.path ?? ""];
      if (!state || link.dataset.progress === state) continue;
      link.dataset.progress = state;
      const said =
        link.querySelector(".unseen") ?? document.createElement("span");
      said.className = "unseen";
      said.textContent = ` (${contents?.dataset[state] ?? state})`;
      link.append(said);
    }
    resume(known);
  }

  /**
   * On the landing page, a link to the last page that was begun and not finished.
   * @param {Record<string, string>} known
   */
  function resume(known) {
    const link = document.querySelector("a[data-resume]");
    const begun = Object.keys(known).filter(
      (page) => known[page] === "seen" && page !== html.dataset.page,
    );
    const target = [
      ...document.querySelectorAll("#contents a[data-path]"),
    ].find(
      (candidate) =>
        candidate instanceof HTMLAnchorElement &&
        candidate.dataset.path === begun.at(-1),
    );
    if (
      !(link instanceof HTMLAnchorElement) ||
      !(target instanceof HTMLAnchorElement)
    )
      return;
    link.href = target.href;
    link.hidden = false;
  }

  /** Marks the section on screen in the outline. */
  function outline() {
    /** @type {Map<string, HTMLAnchorElement>} */
    const links = new Map();
    for (const link of document.querySelectorAll(".outline a")) {
      if (link instanceof HTMLAnchorElement) links.set(link.hash, link);
    }
    if (links.size === 0) return;
    let marked = "";
    const update = () => {
      waiting = false;
      const now = nearestHeading("main h2[id]");
      if (now === marked) return;
      links.get(marked)?.removeAttribute("aria-current");
      links.get(now)?.setAttribute("aria-current", "true");
      marked = now;
    };
    let waiting = false;
    const soon = () => {
      if (!waiting) requestAnimationFrame(update);
      waiting = true;
    };
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon, { passive: true });
    soon();
  }

  /** A link of the contents to a place on this page closes the drawer. */
  function drawer() {
    const contents = document.getElementById("contents");
    contents?.addEventListener("click", (event) => {
      if (
        event.target instanceof Element &&
        event.target.closest("a") &&
        contents.matches(":popover-open")
      ) {
        contents.hidePopover();
      }
    });
    const current = contents?.querySelector("[aria-current]");
    if (contents && current instanceof HTMLElement) {
      const place = current.offsetTop - contents.clientHeight / 2;
      if (place > 0) contents.scrollTop = place;
    }
  }

  scheme();
  languages();
  copying();
  reading();
  modules();
  outline();
  drawer();
})();
// @ts-check
// The search dialog, and the marks on the page that a result leads to.
// A classic script, so that it works from file://; index and engine are loaded on the first search.

/** @typedef {{ url: string, page: string, heading: string, teaser: [string, boolean][], marks: string[] }} SearchResult */

(() => {
  const own =
    /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src ??
    location.href;
  const korean = document.documentElement.lang === "ko";
  const say = korean
    ? {
        open: "검색",
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
        clear: "강조 표시 지우기",
      }
    : {
        open: "Search",
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
        clear: "Clear highlights",
      };
  /** Carries the words to be marked to the page of a result. */
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

  /** @param {EventTarget | null} target whether keys are text there */
  function isField(target) {
    return (
      target instanceof HTMLElement &&
      (target.isContentEditable ||
        /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    );
  }

  /** @param {KeyboardEvent} event */
  function hotkey(event) {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.isComposing ||
      event.defaultPrevented
    )
      return;
    if (isField(event.target) || document.querySelector("dialog[open]")) return;
    // The place of the key: with a Korean layout the key s types ㄴ.
    if (
      event.key === "/" ||
      event.key === "s" ||
      (event.code === "KeyS" && event.key === "ㄴ")
    ) {
      event.preventDefault();
      open();
    }
  }

  /** A theme without a search button gets one. */
  function button() {
    if (document.querySelector("[data-search]")) return;
    const made = element(
      "button",
      { class: "search-open", type: "button", "data-search": "" },
      say.open,
    );
    const bar =
      document.querySelector(".right-buttons, header") ?? document.body;
    bar.prepend(made);
  }

  /** Marks the words that led to this page. */
  function mark() {
    const wanted =
      new URLSearchParams(location.search)
        .get(PARAMETER)
        ?.split("|")
        .filter(Boolean) ?? [];
    const main = document.querySelector("main");
    if (!main || wanted.length === 0) return;
    const escaped = wanted.map((word) =>
      word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
    );
    const pattern = new RegExp(
      escaped.sort((a, b) => b.length - a.length).join("|"),
      "giu",
    );
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
    for (const text of texts) markIn(text, pattern);
    if (main.querySelector("mark.search-hit")) offerClearing(main);
  }

  /** @param {Text} text @param {RegExp} pattern */
  function markIn(text, pattern) {
    const parts = [];
    let end = 0;
    for (const match of text.data.matchAll(pattern)) {
      parts.push(
        text.data.slice(end, match.index),
        element("mark", { class: "search-hit" }, match[0]),
      );
      end = match.index + match[0].length;
    }
    if (end > 0) text.replaceWith(...parts, text.data.slice(end));
  }

  /** @param {Element} main */
  function offerClearing(main) {
    const made = element(
      "button",
      { type: "button", class: "search-clear" },
      say.clear,
    );
    const clear = () => {
      for (const hit of main.querySelectorAll("mark.search-hit")) {
        const parent = hit.parentNode;
        hit.replaceWith(...hit.childNodes);
        parent?.normalize();
      }
      made.remove();
      document.removeEventListener("keydown", onEscape);
      const plain = new URL(location.href);
      plain.searchParams.delete(PARAMETER);
      history.replaceState(history.state, "", plain);
    };
    /** @param {KeyboardEvent} event */
    const onEscape = (event) => {
      if (event.key === "Escape" && !document.querySelector("dialog[open]"))
        clear();
    };
    made.addEventListener("click", clear);
    document.addEventListener("keydown", onEscape);
    main.append(made);
  }

  button();
  for (const opener of document.querySelectorAll("[data-search]")) {
    opener.setAttribute("aria-keyshortcuts", "s /");
    opener.addEventListener("click", open);
  }
  document.addEventListener("keydown", hotkey);
  input.addEventListener("input", () => void update());
  input.addEventListener("keydown", steer);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  mark();
})();
