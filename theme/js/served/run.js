// @ts-check
// Run, Edit and Reset on listings, where this book's own server offers it (it adds this script to pages).
// A classic script without dependencies. Everything that a run says goes into the page as text.
(() => {
  const meta = document.querySelector('meta[name="memory-lab-run"]');
  const base = meta?.getAttribute("content");
  if (!meta || !base) return;

  const korean = document.documentElement.lang.startsWith("ko");
  const number = new Intl.NumberFormat("en-US");
  /** @param {string} en @param {string} ko */
  const say = (en, ko) => (korean ? ko : en);
  const W = {
    run: say("Run", "실행"),
    edit: say("Edit", "고치기"),
    reset: say("Reset", "되돌리기"),
    kill: say("Stop", "멈추기"),
    code: say(
      "Code, to be edited; Ctrl-Enter runs it",
      "고칠 코드, Ctrl-Enter로 실행",
    ),
    panel: say("Your run", "직접 실행한 결과"),
    compiling: say("Compiling …", "컴파일하는 중 …"),
    running: say("Running …", "실행하는 중 …"),
    stdout: say("Output", "출력"),
    stderr: say("Error output", "오류 출력"),
    heap: say("What this run asked of the heap", "이번 실행이 힙에 요청한 것"),
    line: say("Line", "줄"),
    here: say("This run", "이번 실행"),
    before: say("As in the book", "책의 코드"),
    blocks: say("Blocks", "블록"),
    bytes: say("Bytes", "바이트"),
    peak: say("Peak bytes", "최대 바이트"),
    end: say("Live at the end", "끝까지 남은 바이트"),
    freed: say("Freed blocks", "해제한 블록"),
    noHeap: say(
      "No heap report: the program was killed, aborted, or has its own allocator.",
      "힙 보고서가 없습니다. 프로그램이 중단되었거나 자체 할당자를 씁니다.",
    ),
    timeline: say("Live bytes after each request", "요청마다 살아 있는 바이트"),
    gone: say(
      "The server does not answer. What stands above is the recorded run; start cargo book again to run code.",
      "서버가 응답하지 않습니다. 위에 있는 것은 기록된 실행입니다. 직접 실행하려면 cargo book을 다시 시작하세요.",
    ),
    busy: say(
      "Too many programs wait to be run. Try again in a moment.",
      "실행을 기다리는 프로그램이 너무 많습니다. 잠시 뒤에 다시 해 보세요.",
    ),
    stopped: say("Stopped.", "멈췄습니다."),
  };
  const TIERS = /** @type {Record<string, string>} */ ({
    "limits-only": say(
      "Weak sandbox: programs can read your files.",
      "샌드박스가 약합니다. 프로그램이 파일을 읽을 수 있습니다.",
    ),
    none: say(
      "No sandbox: programs can do whatever you can. Only time and output are limited.",
      "샌드박스가 없습니다. 프로그램은 이 사용자가 할 수 있는 일을 다 할 수 있고, 시간과 출력만 제한됩니다.",
    ),
  });

  /** @param {{reason: string, value?: any}} exit */
  function reason({ reason, value }) {
    const seconds = Number(value) / 1000;
    const kilobytes = Math.round(Number(value) / 1024);
    const words = /** @type {Record<string, string>} */ ({
      finished: say("Finished.", "끝났습니다."),
      failed: say(`Ended with code ${value}.`, `코드 ${value}로 끝났습니다.`),
      panicked: say("Panicked.", "패닉이 일어났습니다."),
      aborted: say("Aborted.", "비정상 종료했습니다."),
      "stack-overflow": say("Stack overflow.", "스택 오버플로가 일어났습니다."),
      "memory-limit": say("Memory limit reached.", "메모리 한도에 닿았습니다."),
      "time-limit": say(
        `Killed after ${seconds} s.`,
        `${seconds}초가 지나 강제로 끝냈습니다.`,
      ),
      "output-limit": say(
        `Output cut at ${kilobytes} KB.`,
        `출력이 ${kilobytes} KB에서 잘렸습니다.`,
      ),
      killed: W.stopped,
      signal: say(`Ended by signal ${value}.`, `시그널 ${value}로 끝났습니다.`),
      "compile-error": say("Does not compile.", "컴파일되지 않습니다."),
      "compiler-killed": say(
        "The compiler reached a limit and was killed.",
        "컴파일러가 한도에 닿아 강제로 끝났습니다.",
      ),
      refused: say(
        `Not run, since the sandbox does not hold: ${value}`,
        `샌드박스가 갖추어지지 않아 실행하지 않았습니다: ${value}`,
      ),
    });
    return words[reason] ?? reason;
  }

  /**
   * @param {string} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} [children]
   */
  function element(tag, attributes = {}, children = []) {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes))
      made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /** @param {string} label @param {() => void} action */
  function button(label, action) {
    const made = /** @type {HTMLButtonElement} */ (
      element("button", { type: "button", class: "run__button" }, [label])
    );
    made.addEventListener("click", action);
    return made;
  }

  /** @param {string} key @param {string | null} [value] */
  function memory(key, value) {
    try {
      if (value === undefined) return localStorage.getItem(`book-run-${key}`);
      if (value === null) localStorage.removeItem(`book-run-${key}`);
      else localStorage.setItem(`book-run-${key}`, value);
    } catch {
      // A private window may refuse; the edit then lasts as long as the page.
    }
    return null;
  }

  /** @param {string} path @param {object} body @param {AbortSignal} [signal] */
  const post = (path, body, signal) =>
    fetch(base + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal,
    });

  /** @param {any} heap @param {any} recorded */
  function totals(heap, recorded) {
    const keys = [
      [W.blocks, "blocks"],
      [W.bytes, "bytes"],
      [W.peak, "peak_bytes"],
      [W.end, "end_bytes"],
    ];
    const rows = keys.map(([label, key]) => {
      const cells = [element("th", { scope: "row" }, [label])];
      if (recorded)
        cells.push(element("td", {}, [number.format(recorded.totals[key])]));
      const changed = recorded && recorded.totals[key] !== heap.totals[key];
      cells.push(
        element("td", changed ? { class: "run__changed" } : {}, [
          number.format(heap.totals[key]),
        ]),
      );
      return element("tr", {}, cells);
    });
    const head = ["", ...(recorded ? [W.before] : []), W.here].map((text) =>
      element("th", { scope: "col" }, [text]),
    );
    return element("table", { class: "run__totals" }, [
      element("caption", {}, [W.heap]),
      element("thead", {}, [element("tr", {}, head)]),
      element("tbody", {}, rows),
    ]);
  }

  /** @param {any} heap @param {any} recorded */
  function lines(heap, recorded) {
    const old = new Map(
      (recorded?.sites ?? []).map((/** @type {any} */ site) => [site.at, site]),
    );
    const rows = heap.sites.map((/** @type {any} */ site) => {
      const before = old.get(site.at);
      const cells = [
        site.at,
        recorded ? (before ? number.format(before.blocks) : "–") : null,
        number.format(site.blocks),
        number.format(site.bytes),
        number.format(site.freed_blocks),
      ];
      return element(
        "tr",
        {},
        cells
          .filter((cell) => cell !== null)
          .map((cell) => element("td", {}, [cell])),
      );
    });
    const head = [
      W.line,
      recorded ? `${W.blocks} (${W.before})` : null,
      W.blocks,
      W.bytes,
      W.freed,
    ].filter((text) => text !== null);
    return element("table", { class: "run__lines" }, [
      element("thead", {}, [
        element(
          "tr",
          {},
          head.map((text) => element("th", { scope: "col" }, [text])),
        ),
      ]),
      element("tbody", {}, rows),
    ]);
  }

  /** The staircase of live bytes. @param {any} heap */
  function timeline(heap) {
    const live = heap.events.map((/** @type {any[]} */ event) => event[4]);
    const peak = Math.max(1, ...live);
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 600 120");
    svg.setAttribute("role", "img");
    svg.setAttribute(
      "aria-label",
      `${W.timeline}: ${W.peak} ${number.format(heap.totals.peak_bytes)}`,
    );
    const step = 600 / Math.max(1, live.length);
    const path = live
      .map(
        (/** @type {number} */ bytes, /** @type {number} */ at) =>
          `V${(118 - (bytes / peak) * 112).toFixed(1)}H${((at + 1) * step).toFixed(1)}`,
      )
      .join("");
    const stairs = document.createElementNS(space, "path");
    stairs.setAttribute("d", `M0 118${path}V118Z`);
    svg.append(stairs);
    const figure = element("figure", { class: "run__timeline" }, [
      svg,
      element("figcaption", {}, [W.timeline]),
    ]);
    void replayable(figure, heap);
    return figure;
  }

  /** Offers to replay the run, by the theme's module for that, if it has one. @param {HTMLElement} figure @param {any} heap */
  async function replayable(figure, heap) {
    const assets = document.querySelector('link[href*="assets/"]');
    if (!(assets instanceof HTMLLinkElement)) return;
    const module = new URL("modules/run-replay.js", assets.href).href;
    await import(module)
      .then(({ offer }) => offer(figure, heap))
      .catch(() => {});
  }

  /** @param {HTMLElement} listing */
  function mount(listing) {
    const name =
      listing.dataset.listing ??
      listing.querySelector(".listing__name")?.textContent ??
      "";
    const head = listing.querySelector(".listing__head");
    if (!name || !head) return;
    let actions = head.querySelector(".listing__actions");
    if (!actions)
      head.append((actions = element("div", { class: "listing__actions" })));

    const status = element("p", {
      class: "run__status",
      role: "status",
      "aria-live": "polite",
    });
    const results = element("div", { class: "run__results" });
    const panel = element(
      "section",
      { class: "run", "aria-label": `${W.panel}: ${name}`, hidden: "" },
      [status, results],
    );
    listing.append(panel);
    /** @type {HTMLTextAreaElement | null} */
    let editor = null;
    /** @type {string | null} */
    let original = null;
    /** @type {AbortController | null} */
    let current = null;

    async function source() {
      if (original === null) {
        const response = await fetch(
          `${base}source/${encodeURIComponent(name)}`,
        );
        const answer = await response.json();
        if (!response.ok) throw new Error(answer.error);
        original = String(answer.code);
      }
      return original;
    }

    /** @param {unknown} error */
    function failed(error) {
      panel.hidden = false;
      status.textContent =
        error instanceof TypeError
          ? W.gone
          : error instanceof Error
            ? error.message
            : String(error);
    }

    async function open() {
      if (editor) return editor;
      const code = await source();
      editor = /** @type {HTMLTextAreaElement} */ (
        element("textarea", {
          class: "run__editor",
          "aria-label": `${name}: ${W.code}`,
          spellcheck: "false",
          autocapitalize: "off",
          autocomplete: "off",
          wrap: "off",
        })
      );
      editor.value = memory(name) ?? code;
      editor.rows = Math.min(30, code.split("\n").length + 1);
      const edited = editor;
      edited.addEventListener("input", () =>
        memory(name, edited.value === code ? null : edited.value),
      );
      edited.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void run();
        }
      });
      panel.hidden = false;
      panel.prepend(editor);
      return editor;
    }

    /** @param {number} line */
    async function goTo(line) {
      const area = await open();
      const start =
        area.value
          .split("\n")
          .slice(0, line - 1)
          .join("\n").length + (line > 1 ? 1 : 0);
      area.focus();
      area.setSelectionRange(
        start,
        start + (area.value.split("\n")[line - 1] ?? "").length,
      );
    }

    /** @param {any} end */
    function show(end) {
      const weak = TIERS[end.tier];
      status.textContent = reason(end.exit) + (weak ? ` ${weak}` : "");
      for (const found of end.diagnostics) {
        const line = found.spans.find(
          (/** @type {any} */ span) => span.is_primary,
        )?.line_start;
        const parts = [element("pre", {}, [found.rendered])];
        if (line)
          parts.unshift(
            button(`${W.line} ${line}`, () => void goTo(line).catch(failed)),
          );
        results.append(
          element(
            "div",
            { class: `run__diagnostic run__diagnostic--${found.level}` },
            parts,
          ),
        );
      }
      if (end.heap) {
        results.append(
          totals(end.heap, end.recorded),
          timeline(end.heap),
          lines(end.heap, end.recorded),
        );
      } else if (end.exit.reason !== "compile-error") {
        results.append(element("p", { class: "run__note" }, [W.noHeap]));
      }
    }

    /** @param {"stdout" | "stderr"} kind @param {string} text */
    function print(kind, text) {
      let block = results.querySelector(`.run__${kind} pre`);
      if (!block) {
        block = element("pre", {
          tabindex: "0",
          role: "region",
          "aria-label": `${name}: ${W[kind]}`,
        });
        results.append(
          element("div", { class: `run__${kind}` }, [
            element("b", {}, [W[kind]]),
            block,
          ]),
        );
      }
      block.append(text);
    }

    /** @param {any} message */
    function take(message) {
      if (message.type === "compiling") status.textContent = W.compiling;
      else if (message.type === "running") status.textContent = W.running;
      else if (message.type === "stdout" || message.type === "stderr")
        print(message.type, message.text);
      else if (message.type === "end") show(message);
      else if (message.type === "error") status.textContent = message.error;
    }

    async function run() {
      current?.abort();
      const mine = (current = new AbortController());
      panel.hidden = false;
      results.replaceChildren();
      status.textContent = W.running;
      stop.hidden = false;
      try {
        const code = editor?.value ?? memory(name) ?? (await source());
        const response = await post(
          "stream",
          {
            code,
            listing: name,
            channel: "stable",
            mode: "debug",
            edition: "2024",
            crateType: "bin",
            tests: false,
            backtrace: false,
          },
          mine.signal,
        );
        if (response.status === 429) throw new Error(W.busy);
        if (!response.ok || !response.body)
          throw new Error((await response.json()).error);
        const reader = response.body
          .pipeThrough(new TextDecoderStream())
          .getReader();
        let rest = "";
        for (;;) {
          const { value, done } = await reader.read();
          if (done) break;
          const pieces = (rest + value).split("\n");
          rest = pieces.pop() ?? "";
          for (const piece of pieces) take(JSON.parse(piece));
        }
      } catch (error) {
        if (mine.signal.aborted) status.textContent = W.stopped;
        else failed(error);
      } finally {
        if (current === mine) {
          stop.hidden = true;
          current = null;
        }
      }
    }

    const stop = button(W.kill, () => current?.abort());
    stop.hidden = true;
    actions.prepend(
      button(W.run, () => void run()),
      button(W.edit, () => void open().then((area) => area.focus(), failed)),
      button(W.reset, () => {
        memory(name, null);
        if (editor && original !== null) editor.value = original;
        status.textContent = "";
        results.replaceChildren();
      }),
      stop,
    );
    if (memory(name) !== null) void open().catch(failed);
  }

  for (const listing of document.querySelectorAll(
    ".listing[data-listing], .listing:has(> .listing__head > .listing__cmd)",
  )) {
    if (listing instanceof HTMLElement) mount(listing);
  }
})();
