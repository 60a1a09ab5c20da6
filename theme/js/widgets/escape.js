// @ts-check
//! The escape graph: the chapter's analyser reads a function in the page, and its places, arrows and verdicts are
//! drawn, beside the same function in Go and in Rust.

import { signed } from "./escape/arrows.js";
import { graph } from "./escape/graph.js";

/** @typedef {import("../later/widgets.js").Widget} Widget */
/** @typedef {import("../later/widgets.js").Widgets} Widgets */
/** @typedef {import("./escape/graph.js").Flow} Flow */
/** @typedef {import("./escape/graph.js").Place} Place */
/** @typedef {{name: string, program: string, go: string, rust: string, error: string}} Listed */
/** @typedef {ReturnType<typeof workbench>} Workbench */

const { define, element } = /** @type {{bookWidgets: Widgets}} */ (
  /** @type {unknown} */ (globalThis)
).bookWidgets;

/** @param {Widget} widget */
function mount(widget) {
  const { live, say } = widget;
  const bench = workbench(say);
  const { bar, work, sentence, result } = bench;
  live.append(bar, work, sentence, result);
  widget.wasm().then(
    (ask) => start(widget, bench, ask),
    () => {
      sentence.textContent = say("failed");
      bar.remove();
      work.remove();
    },
  );
}

/** The elements that a reader works with, still empty. @param {Widget["say"]} say */
function workbench(say) {
  const bar = element("div", "widget__bar");
  const choice = element("select");
  bar.append(labelled(say("function"), choice));
  const program = element("textarea", "escape__program");
  program.maxLength = 240;
  program.spellcheck = false;
  program.setAttribute("autocapitalize", "off");
  const own = element("label", "escape__side");
  own.append(element("span", "escape__language", say("program")), program);
  const [go, rust] = [side("Go"), side("Rust")];
  const work = element("div", "escape__pair");
  work.append(own, go.panel, rust.panel);
  const sentence = element("p", "widget__sentence", say("loading"));
  sentence.setAttribute("aria-live", "polite");
  const result = element("div");
  return { bar, choice, program, go, rust, work, sentence, result };
}

/** @param {Widget} widget @param {Workbench} bench @param {(question: string) => string} ask */
function start(widget, bench, ask) {
  const { choice, program } = bench;
  const programs = /** @type {Listed[]} */ (JSON.parse(ask("programs")));
  choice.append(...programs.map(({ name }) => new Option(name)));
  const show = () => {
    const question = oneLine(program.value);
    const answer = JSON.parse(ask(question));
    const listed = programs[choice.selectedIndex];
    program.rows = Math.max(3, program.value.split("\n").length);
    bench.go.code.textContent = listed.go;
    bench.rust.code.textContent = listed.rust;
    answered(widget, bench, answer, question === listed.program && listed);
  };
  const choose = () => {
    const lines = programs[choice.selectedIndex].program.split("; ");
    program.value = lines.join("\n");
    show();
  };
  choice.addEventListener("input", choose);
  program.addEventListener("input", show);
  choose();
}

/**
 * Shows what the analyser said of a function of the listing, or of one that was changed.
 * @param {Widget} widget @param {Workbench} bench @param {{places: Place[], error?: string}} answer
 * @param {Listed | false} listed
 */
function answered(widget, { sentence, result }, { places, error }, listed) {
  const { say } = widget;
  if (error) {
    sentence.textContent = say("wrong", { problem: error });
    return result.replaceChildren();
  }
  sentence.textContent = verdicts(widget, places, listed || undefined);
  const name = listed ? listed.name : say("own");
  result.replaceChildren(...drawn(widget, name, places));
}

/** A question is one line, with its statements as the listing writes them. @param {string} text */
const oneLine = (text) => {
  const statements = text.split(/[\n;]/).map((part) => part.trim());
  return statements.filter(Boolean).join("; ");
};

/** @param {string} text @param {HTMLElement} control */
function labelled(text, control) {
  const label = element("label", "widget__control");
  label.append(element("span", "", text), control);
  return label;
}

/** What the analyser says of each variable, and rustc of the function. @param {Widget} widget @param {Place[]} places @param {Listed} [chosen] */
function verdicts({ say }, places, chosen) {
  const declared = places.filter(({ role }) => role !== "other");
  const said = declared.map(({ name, role, way }) => {
    const [out, stays] =
      role === "variable" ? ["moved", "stays"] : ["leaks", "kept"];
    return say(way.length ? out : stays, { name, way: way.join(", ") });
  });
  if (!said.length) said.push(say("nothing"));
  if (!chosen) said.push(say("changed"));
  else if (chosen.error) said.push(say("refused", { error: chosen.error }));
  else said.push(say("compiles"));
  return said.join(" ");
}

/** A place for the function in one language. @param {string} language */
function side(language) {
  const panel = element("div", "escape__side");
  const pre = element("pre");
  const code = element("code");
  pre.append(code);
  panel.append(element("p", "escape__language", language), pre);
  return { panel, code };
}

/** The graph and its table. @param {Widget} widget @param {string} name @param {Place[]} places */
function drawn(widget, name, places) {
  const out = new Set(places.flatMap(({ way }) => way));
  const flows = places.flatMap((place, to) =>
    place.flows.map(([from, derefs]) => {
      const sign = ["&", "", "*"][derefs + 1];
      const text = `${place.name} ← ${sign}${places[from].name}`;
      return { from, to, derefs, text, out: out.has(text) };
    }),
  );
  const pair = element("div", "escape__pair");
  const panel = element("div", "escape__side");
  panel.append(graph(widget, name, places, flows));
  pair.append(panel, table(widget, flows));
  return [pair, element("p", "note", widget.say("legend"))];
}

/** The arrows in words. @param {Widget} widget @param {Flow[]} flows */
function table({ say }, flows) {
  const made = element("table", "escape__side");
  const head = made.createTHead().insertRow();
  for (const title of [say("assignment"), say("number"), say("out")]) {
    const cell = element("th", "", title);
    cell.scope = "col";
    head.append(cell);
  }
  const body = made.createTBody();
  for (const { text, derefs, out } of flows) {
    const row = body.insertRow();
    const first = element("th");
    first.scope = "row";
    first.append(element("code", "", text));
    row.append(
      first,
      element("td", "", signed(derefs)),
      element("td", "", say(out ? "yes" : "no")),
    );
  }
  return made;
}

define("escape", mount);
