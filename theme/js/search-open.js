// @ts-check
// What opens the search dialog of search.js: the button, and the keys that press it. A classic script, so that it
// works from file://.

(() => {
  const korean = document.documentElement.lang === "ko";

  /** A theme without a search button gets one. */
  function button() {
    if (document.querySelector("[data-search]")) return;
    const made = document.createElement("button");
    made.className = "search-open";
    made.type = "button";
    made.dataset.search = "";
    made.textContent = korean ? "검색" : "Search";
    const bar =
      document.querySelector(".right-buttons, header") ?? document.body;
    bar.prepend(made);
  }

  function search() {
    const opener = document.querySelector("[data-search]");
    if (opener instanceof HTMLElement) opener.click();
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
      search();
    }
  }

  button();
  for (const opener of document.querySelectorAll("[data-search]"))
    opener.setAttribute("aria-keyshortcuts", "s /");
  document.addEventListener("keydown", hotkey);
})();
