// @ts-check
// Starts what is interactive on a page, where it has such a part. A classic script, so that widgets run from file:// too.
(() => {
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

  /**
   * Starts a widget when it comes near the screen, since few readers reach all of them. Its scripts are classic
   * and run in their order, from a folder too.
   */
  function widgets() {
    const near = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          near.unobserve(target);
          start(target);
        }
      },
      { rootMargin: "800px" },
    );
    for (const widget of document.querySelectorAll("[data-scripts]"))
      near.observe(widget);
  }

  /** Loads the scripts of a widget that are not there yet. @param {Element} widget */
  function start(widget) {
    const sources = widget.getAttribute("data-scripts") ?? "";
    for (const source of sources.split(" ")) {
      if (document.querySelector(`script[src="${source}"]`)) continue;
      const script = document.createElement("script");
      script.async = false;
      script.src = source;
      document.head.append(script);
    }
  }

  modules();
  widgets();
})();
