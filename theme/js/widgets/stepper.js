// @ts-check
//! The stack/heap stepper: plays a recorded run statement by statement. Frames on one side, blocks on the other,
//! and an arrow from every variable that owns or borrows a block.

(() => {
  /** @typedef {import("../later/widgets.js").Widget} Widget */
  /** @typedef {import("../later/widgets.js").Widgets} Widgets */
  /** @typedef {[number, string, number, string]} Step number, function, line, statement */
  /** @typedef {[number, string, number, string, string, string | number, string | number]} Row
   *   step, variable, size, address, "is" | "owns" | "borrows", value or target, contents of the target */
  /** @typedef {[number, number, number, number, number]} Event operation, block, size, live bytes, line */
  /** @typedef {{name: string, size: number, address: string, kind: string, target: string, contents: string, held: boolean, fresh: boolean}} Variable */
  /** @typedef {{name: string, variables: Variable[]}} Frame */
  /** @typedef {{number: number, size: number, address: string, contents: string, freed: boolean, fresh: boolean}} Block */
  /** @typedef {{line: number, code: string, frames: Frame[], blocks: Block[], left: string[], entered: string[], unread: string[]}} State */

  const { define, element, shape, number } =
    /** @type {{bookWidgets: Widgets}} */ (/** @type {unknown} */ (globalThis))
      .bookWidgets;

  const FREE = 4;
  const bytes = (/** @type {number} */ count) => `${number(count)} B`;

  /**
   * The step of each event: the one whose statement stands in its line. A closing brace belongs to no statement;
   * what it frees is gone when the caller goes on.
   * @param {Event[]} events @param {Step[]} steps
   */
  function byStep(events, steps) {
    /** @type {Map<number, Event[]>} */
    const found = new Map();
    for (const event of events) {
      const line = event[4];
      let at = steps.findIndex((step) => step[2] === line);
      if (at < 0) {
        const above = steps.filter((step) => step[2] < line);
        const near = above.reduce((one, two) => (two[2] > one[2] ? two : one));
        at = steps.findLastIndex((step) => step[1] === near[1]) + 1;
      }
      found.set(at, [...(found.get(at) ?? []), event]);
    }
    return found;
  }

  /** @param {Row} row @returns {Variable} */
  function variable([, name, size, address, kind, target, contents]) {
    const read = { target: String(target), contents: String(contents) };
    return { name, size, address, kind, ...read, held: true, fresh: true };
  }

  /**
   * What frames and blocks hold after each statement.
   * @param {Step[]} steps @param {Row[]} rows @param {Event[]} events
   * @returns {State[]}
   */
  function states(steps, rows, events) {
    /** @type {Frame[]} */
    let frames = [];
    /** @type {Block[]} */
    let blocks = [];
    const happened = byStep(events, steps);
    return steps.map(([step, name, line, code], at) => {
      const depth = frames.findIndex((frame) => frame.name === name);
      const left = depth < 0 ? [] : frames.slice(depth + 1);
      frames = depth < 0 ? frames : frames.slice(0, depth + 1);
      for (const one of frames.flatMap((frame) => frame.variables))
        one.fresh = false;
      const entered = depth < 0 ? [name] : [];
      if (depth < 0) frames.push({ name, variables: [] });
      const before = held(frames);
      const seen = rows.filter((row) => row[0] === step).map(variable);
      look(frames, seen);
      blocks = blocks.filter((block) => !block.freed);
      for (const block of blocks) block.fresh = false;
      change(blocks, happened.get(at) ?? [], seen);
      const unread = before.filter((one) => !one.held);
      return structuredClone({
        line,
        code,
        frames,
        blocks,
        left: left.map((frame) => frame.name),
        entered,
        unread: unread.map((one) => one.name),
      });
    });
  }

  const held = (/** @type {Frame[]} */ frames) =>
    frames
      .flatMap((frame) => frame.variables)
      .filter((variable) => variable.held);

  /**
   * The top frame is looked at: what is not seen any more has moved, and so has whatever owned what another
   * variable owns now.
   * @param {Frame[]} frames @param {Variable[]} seen
   */
  function look(frames, seen) {
    const top = frames[frames.length - 1];
    const known = new Map(top.variables.map((one) => [one.name, one]));
    const named = new Set(seen.map((one) => one.name));
    for (const one of top.variables) one.held &&= named.has(one.name);
    for (const one of seen) {
      const old = known.get(one.name);
      if (old) Object.assign(old, one, { fresh: false });
      else top.variables.push(one);
    }
    const owned = new Set(
      seen.filter((one) => one.kind === "owns").map((one) => one.target),
    );
    for (const frame of frames.slice(0, -1))
      for (const one of frame.variables)
        if (one.kind === "owns" && owned.has(one.target)) one.held = false;
  }

  /** @param {Block[]} blocks @param {Event[]} events @param {Variable[]} seen */
  function change(blocks, events, seen) {
    for (const [operation, block, size] of events) {
      if (operation === FREE) {
        for (const one of blocks) if (one.number === block) one.freed = true;
        continue;
      }
      const owner = seen.find(
        (one) =>
          one.kind === "owns" &&
          !blocks.some((other) => other.address === one.target),
      );
      const { target = "", contents = "" } = owner ?? {};
      const text = /^"([^"]*)"/.exec(contents)?.[1] ?? contents;
      blocks.push({
        number: block,
        size,
        address: target,
        contents: text,
        freed: false,
        fresh: true,
      });
    }
  }

  /** @param {Widget} widget */
  function mount(widget) {
    const { live, say, data } = widget;
    const all = states(data.steps, data.variables, data.trace.events);
    let at = 0;
    const bar = element("div", "widget__bar");
    const back = button("‹", say("back"), () => go(at - 1));
    const forward = button("›", say("forward"), () => go(at + 1));
    const range = element("input");
    range.type = "range";
    range.min = "1";
    range.max = String(all.length);
    range.addEventListener("input", () => go(Number(range.value) - 1));
    const label = element("label", "widget__control");
    const shown = element("output", "widget__value");
    label.append(element("span", "", say("step")), range, shown);
    bar.append(back, forward, label);
    const sentence = element("p", "widget__sentence");
    sentence.setAttribute("aria-live", "polite");
    const code = element("ol", "stepper__code");
    code.setAttribute("aria-label", say("code"));
    const lines = all.map((state) => {
      const line = element("li");
      line.append(element("code", "", state.code.replace(/ \{$/, "")));
      return line;
    });
    code.append(...lines);
    const stage = element("div", "stepper__stage");
    const whole = element("div", "stepper");
    whole.append(code, stage);
    live.append(bar, sentence, whole);

    /** @param {number} wanted */
    function go(wanted) {
      at = Math.max(0, Math.min(all.length - 1, wanted));
      const place = say("of", { at: at + 1, all: all.length });
      range.value = String(at + 1);
      range.setAttribute("aria-valuetext", place);
      shown.textContent = place;
      for (const [position, line] of lines.entries())
        if (position === at) line.setAttribute("aria-current", "step");
        else line.removeAttribute("aria-current");
      sentence.textContent = told(widget, all[at]);
      draw(widget, stage, all[at]);
    }
    new ResizeObserver(() => arrows(stage)).observe(stage);
    go(0);
  }

  /** @param {string} sign @param {string} label @param {() => void} act */
  function button(sign, label, act) {
    const made = element("button", "action", sign);
    made.type = "button";
    made.title = label;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }

  /** One statement in words. @param {Widget} widget @param {State} state */
  function told({ say }, { line, frames, blocks, left, entered, unread }) {
    const fresh = frames
      .flatMap((frame) => frame.variables)
      .filter((one) => one.fresh);
    const words = [
      say("line", { line }),
      ...left.map((name) => say("left", { name })),
      ...entered.map((name) => say("entered", { name })),
      ...fresh.map((one) =>
        say("placed", { name: one.name, size: bytes(one.size) }),
      ),
      ...unread.map((name) => say("unread", { name })),
    ];
    for (const { number: block, size, freed, fresh } of blocks) {
      if (fresh) words.push(say("requested", { block, size: bytes(size) }));
      if (freed) words.push(say("freed", { block, size: bytes(size) }));
    }
    return words.join(" ");
  }

  /** @param {Widget} widget @param {HTMLElement} stage @param {State} state */
  function draw(widget, stage, { frames, blocks }) {
    const { say } = widget;
    const stack = element("div", "stepper__stack");
    stack.append(element("p", "stepper__head", say("stack")));
    for (const { name, variables } of frames) {
      const table = element("table", "stepper__frame");
      const caption = table.createCaption();
      caption.textContent = say("frame", { name }).replaceAll("`", "");
      const body = table.createTBody();
      for (const one of variables) body.append(place(widget, one, blocks));
      stack.append(table);
    }
    const heap = element("div", "stepper__heap");
    heap.append(element("p", "stepper__head", say("heap")));
    if (blocks.length === 0)
      heap.append(element("p", "stepper__empty", say("empty")));
    for (const block of blocks) {
      const box = element("div", "stepper__block");
      box.dataset.block = block.address;
      box.toggleAttribute("data-freed", block.freed);
      box.toggleAttribute("data-fresh", block.fresh);
      const title = `${say("block", { block: block.number })} · ${bytes(block.size)}`;
      const state = block.freed ? `${title} · ${say("gone")}` : title;
      box.append(
        element("span", "stepper__title", state),
        element("code", "", block.contents),
        element("span", "stepper__address", block.address),
      );
      heap.append(box);
    }
    stage.replaceChildren(stack, heap);
    arrows(stage);
  }

  /** @param {Widget} widget @param {Variable} one @param {Block[]} blocks */
  function place({ say }, one, blocks) {
    const row = element("tr");
    row.toggleAttribute("data-lost", !one.held);
    row.toggleAttribute("data-fresh", one.fresh);
    const name = element("th");
    name.scope = "row";
    name.append(
      element("code", "", one.name),
      element("span", "stepper__address", one.address),
    );
    const target = blocks.find((block) => block.address === one.target);
    const words = one.held ? contents(say, one, target) : say("lost");
    const cell = element("td", "", words);
    if (one.held && target) {
      row.dataset.to = target.address;
      row.dataset.kind = one.kind;
    }
    row.append(name, element("td", "num", bytes(one.size)), cell);
    return row;
  }

  /** @param {Widget["say"]} say @param {Variable} one @param {Block | undefined} target */
  function contents(say, one, target) {
    if (one.kind === "is") return one.target;
    const words = [say(one.kind, { block: target?.number ?? "?" })];
    const capacity = /capacity (\d+)/.exec(one.contents)?.[1];
    const length = /length (\d+)/.exec(one.contents)?.[1];
    if (capacity && length) words.push(say("parts", { capacity, length }));
    else if (length) words.push(say("length", { length }));
    return words.join(", ");
  }

  /** An arrow from each row to its block, where they stand side by side. @param {HTMLElement} stage */
  function arrows(stage) {
    stage.querySelector("svg")?.remove();
    const frame = stage.getBoundingClientRect();
    const svg = shape("svg", {
      class: "stepper__arrows",
      "aria-hidden": "true",
      width: frame.width,
      height: frame.height,
    });
    for (const found of stage.querySelectorAll("tr[data-to]")) {
      const row = /** @type {HTMLElement} */ (found);
      const { to = "", kind = "" } = row.dataset;
      const block = stage.querySelector(`[data-block="${CSS.escape(to)}"]`);
      const from = row.getBoundingClientRect();
      const box = block?.getBoundingClientRect();
      if (!box || box.left < from.right) continue;
      const [x1, y1] = [
        from.right - frame.left,
        from.top + from.height / 2 - frame.top,
      ];
      const [x2, y2] = [
        box.left - frame.left - 3,
        box.top + Math.min(box.height, 36) / 2 - frame.top,
      ];
      const bend = (x2 - x1) / 2;
      svg.append(
        shape("path", {
          class: kind,
          d: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2 - 5} ${y2}`,
        }),
        shape("path", {
          class: `${kind} head`,
          d: `M${x2} ${y2} l-8 -4 v8 Z`,
        }),
      );
    }
    stage.append(svg);
  }

  define("stepper", mount);
})();
