//! What can be wrong with a widget, apart from its files.

use super::{html, within};
use crate::checks::numerals::numerals;
use crate::markup::Outline;
use crate::page::{Fault, Session};
use crate::parts::prose;
use crate::{Language, Page};
use catalog::{Catalog, Diagnostic, Placed, Widget};

/// What is wrong with a widget's texts, beyond that they can be rendered: other numbers in the other
/// language, and measurements that are typed.
pub fn check_widget(widget: &Widget) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let words = widget.words.values();
    for both in [&widget.title, &widget.text].into_iter().chain(words) {
        if prose::shown(&both.ko) != prose::shown(&both.en) {
            let message = "the Korean text shows other recorded numbers";
            let problem = widget.problem(&both.en.range, message);
            problems.push(problem.help("give both languages the same directives"));
        }
        for text in [&both.ko, &both.en] {
            problems.extend(typed(widget, text));
        }
    }
    problems
}

fn typed(widget: &Widget, text: &Placed<String>) -> Vec<Diagnostic> {
    let mut outside = Outline::of(&text.value).opaque();
    let found = prose::numbers_in(&text.value).into_iter();
    outside.extend(found.map(|found| found.range));
    let found = numerals(&text.value, &outside).into_iter();
    found
        .map(|numeral| {
            let at = within(widget, text, &numeral.range);
            let message = format!("'{}' is typed by hand", at.value);
            widget
                .problem(&at.range, message)
                .help("take a measurement from a directive such as {{#heap listing.bytes}}")
        })
        .collect()
}

/// Whether a widget can be shown in both languages: for `cargo book test`, which asks about each by itself.
pub fn render_widget(catalog: &Catalog, widget: &Widget) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for language in Language::ALL {
        let page = Page {
            language,
            path: widget.dir.join("widget.toml"),
            text: "",
            number: None,
        };
        let mut session = Session::new(catalog, &page, false);
        if let Err(Fault::There(found)) = html(&mut session, &widget.name) {
            problems.extend(found);
        }
    }
    problems.sort();
    problems.dedup();
    problems
}
