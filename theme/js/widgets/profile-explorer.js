// @ts-check
//! The profile explorer: the recorded calls of a listing as a flame graph, and as a tree that opens and closes, by the
//! figure that is chosen. All that it knows stands in the widget's tables.

import { below, profile } from "./profile-explorer/calls.js";
import { figures, picker } from "./profile-explorer/choices.js";
import { told } from "./profile-explorer/detail.js";
import { flame } from "./profile-explorer/flame.js";
import { tree } from "./profile-explorer/tree.js";

/** @typedef {import("../later/widgets.js").Widget} Widget */
/** @typedef {import("../later/widgets.js").Widgets} Widgets */
/** @typedef {import("./profile-explorer/calls.js").Call} Call */
/** @typedef {import("./profile-explorer/calls.js").Profile} Profile */

const { define, element } = /** @type {{bookWidgets: Widgets}} */ (
  /** @type {unknown} */ (globalThis)
).bookWidgets;

class Explorer {
  /** @param {Widget} widget @param {Profile} first */
  constructor({ live, say }, first) {
    this.live = live;
    this.say = say;
    this.profile = first;
    /** The figure, bytes at first. */
    this.at = 1;
    /** The calls in the order of the table. @type {Call[]} */
    this.calls = [];
    /** @type {Call | null} */
    this.chosen = null;
    this.flame = element("div", "explorer__flame");
    this.tree = element("div", "scroll");
    this.detail = element("div", "explorer__detail");
    this.tree.tabIndex = 0;
    this.tree.setAttribute("role", "region");
    this.detail.setAttribute("aria-live", "polite");
  }

  /** @param {Profile[]} profiles */
  start(profiles) {
    const { say, live } = this;
    const select = picker(say, profiles, (profile) => {
      this.profile = profile;
      this.chosen = null;
      this.show();
    });
    const radios = figures(say, this.at, (figure) => {
      this.at = figure;
      this.show();
    });
    live.append(select, radios, this.flame, this.detail, this.tree);
    this.show();
    // A drawing fits the width that it was made for.
    let width = live.clientWidth;
    new ResizeObserver(() => {
      if (live.clientWidth === width) return;
      width = live.clientWidth;
      this.draw();
      this.choose(this.chosen);
    }).observe(live);
  }

  /** Shows the profile and the figure that are chosen. */
  show() {
    const { say, profile, at } = this;
    this.calls = below(profile.root, at);
    this.tree.setAttribute("aria-label", say("tree", { name: profile.name }));
    const choose = (/** @type {Call} */ call) => this.choose(call);
    this.tree.replaceChildren(tree(say, profile, at, this.calls, choose));
    this.draw();
    this.choose(this.chosen);
  }

  draw() {
    const { say, profile, at, calls } = this;
    const width = Math.max(280, Math.round(this.live.clientWidth));
    const choose = (/** @type {Call} */ call) => this.choose(call);
    this.flame.replaceChildren(
      flame(say, profile, at, calls, Math.min(width, 960), choose),
    );
  }

  /** @param {Call | null} call */
  choose(call) {
    this.chosen = call;
    for (const made of this.live.querySelectorAll("[data-at]")) {
      const place = Number(made.getAttribute("data-at"));
      const here = call !== null && this.calls[place] === call;
      if (made instanceof HTMLElement)
        made.setAttribute("aria-pressed", String(here));
      else made.classList.toggle("explorer__cell--chosen", here);
    }
    this.detail.replaceChildren(...told(this.say, this.profile, this.at, call));
  }
}

/** @param {Widget} widget */
function mount(widget) {
  const tables = /** @type {NodeListOf<HTMLTableElement>} */ (
    widget.root.querySelectorAll("table[data-calls]")
  );
  const profiles = [...tables].map(profile);
  const first = profiles[0];
  if (!first) return;
  fold(widget.root, widget.say("all"));
  new Explorer(widget, first).start(profiles);
}

/** The tables say the same, so they are folded. @param {HTMLElement} root @param {string} title */
function fold(root, title) {
  const text = root.querySelector(".widget__text");
  if (!text) return;
  const folded = element("details", "explorer__all");
  text.before(folded);
  folded.append(element("summary", "", title), text);
}

define("profile-explorer", mount);
