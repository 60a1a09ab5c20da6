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
      const now = nearestHeading("main h2[id]");
      if (now === marked) return;
      links.get(marked)?.removeAttribute("aria-current");
      links.get(now)?.setAttribute("aria-current", "true");
      marked = now;
    };
    // A heading above a third of the screen is begun, however far above: a jump passes many at once.
    const watch = new IntersectionObserver(update, {
      rootMargin: "1000000px 0px -66.6% 0px",
    });
    for (const heading of document.querySelectorAll("main h2[id]"))
      watch.observe(heading);
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
    if (!contents || !(current instanceof HTMLElement)) return;
    // The observer is told once the contents are laid out, before they are painted: asking here would lay out the page.
    const shown = new ResizeObserver(() => {
      if (current.offsetHeight === 0) return;
      const place = current.offsetTop - contents.clientHeight / 2;
      if (place > 0) contents.scrollTop = place;
      shown.disconnect();
    });
    shown.observe(current);
  }

  scheme();
  languages();
  copying();
  reading();
  outline();
  drawer();
})();
