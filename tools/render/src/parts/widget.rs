//! A widget on the page: complete as it stands, with what a script needs to bring it to life.

use super::{one_line, output, prose, replay};
use crate::checks::numerals::numerals;
use crate::directive::Selector;
use crate::page::{Fault, Session, case};
use crate::{Language, Page};
use catalog::{Catalog, Diagnostic, Placed, Recorded, RecordedKind, Widget, nearest};
use maud::{PreEscaped, html};
use regex::Regex;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::ops::Range;

/// `{{#widget name}}` → its title and text, and for its script the words of this language and recorded data.
pub(crate) fn html(session: &mut Session, argument: &str) -> Result<String, Fault> {
    let catalog = session.catalog;
    if catalog.malformed.contains(&format!("widget {argument}")) {
        // What is wrong with it is reported there, once.
        return Err(Fault::There(Vec::new()));
    }
    let widget = catalog.widgets.get(argument).ok_or_else(|| {
        let help = match nearest(argument, catalog.widgets.keys().map(String::as_str)) {
            Some(near) => format!("did you mean '{near}'?"),
            None => format!("make widgets/{argument}/, or name another"),
        };
        Fault::here(format!("there is no widget '{argument}'"), help)
    })?;
    session.placed.insert(format!("widget {argument}"));
    let code = session.page.language.code();
    let title = widget.title.of(code);
    let label = prose::without_tags(&placed(
        widget,
        title,
        prose::inline(session, &title.value),
    )?);
    let text = widget.text.of(code);
    for number in prose::numbers_in(&text.value) {
        let at = within(widget, text, &number.range);
        placed(widget, &at, session.render(&number))?;
    }
    let text = placed(widget, text, prose::with_tables(session, &text.value))?;
    let carried = carried(session, widget)?;
    let scripts = scripts(session, widget);
    let html = html! {
        div.widget.wide role="group" aria-label=(label) data-widget=(argument) data-scripts=[&scripts] {
            p.widget__title { (label) }
            div.widget__text { (PreEscaped(text)) }
            script.widget__carried type="application/json" { (PreEscaped(carried)) }
        }
    };
    Ok(one_line(&html))
}

/// Where the page finds the widget's scripts; nothing where nobody copies them.
fn scripts(session: &Session, widget: &Widget) -> Option<String> {
    let folder = format!(
        "{}../assets/widgets/",
        super::scripts::to_root(&session.page.path)
    );
    let assets = widget.assets(&session.catalog.root).into_iter();
    let names = assets.map(|asset| format!("{folder}{}", asset.name));
    session
        .raw_links
        .then(|| names.collect::<Vec<_>>().join(" "))
}

/// The words and the data as JSON that may stand inside `<script>`.
fn carried(session: &Session, widget: &Widget) -> Result<String, Fault> {
    let code = session.page.language.code();
    let words = widget.words.iter();
    let words: Map<String, Value> = words
        .map(|(key, both)| (key.clone(), json!(both.of(code).value)))
        .collect();
    let mut data = Map::new();
    for (key, recorded) in &widget.data {
        let value = value(session, recorded);
        data.insert(
            key.clone(),
            placed(widget, rows_or_reference(recorded), value)?,
        );
    }
    let carried = json!({ "words": words, "data": data });
    Ok(carried.to_string().replace('<', "\\u003c"))
}

fn rows_or_reference(recorded: &Recorded) -> &Placed<String> {
    recorded.rows.as_ref().unwrap_or(&recorded.reference)
}

/// A part of a text at its place in `widget.toml`; the whole text where that is written with escapes.
fn within(widget: &Widget, text: &Placed<String>, part: &Range<usize>) -> Placed<String> {
    let written = widget.source[text.range.clone()].find(&text.value);
    let range = written.map_or(text.range.clone(), |at| {
        let start = text.range.start + at;
        start + part.start..start + part.end
    });
    Placed {
        value: text.value[part.clone()].to_owned(),
        range,
    }
}

/// Puts a fault at its place in `widget.toml`.
fn placed<R>(widget: &Widget, at: &Placed<String>, result: Result<R, Fault>) -> Result<R, Fault> {
    result.map_err(|fault| match fault {
        Fault::Here(message, help) => Fault::There(vec![Diagnostic {
            help,
            ..widget.problem(&at.range, message)
        }]),
        fault @ Fault::There(_) => fault,
    })
}

/// Recorded data: a trace with its totals, rows of what was printed, one figure of it, or all of it.
fn value(session: &Session, recorded: &Recorded) -> Result<Value, Fault> {
    let reference = recorded.reference.value.as_str();
    if recorded.kind == RecordedKind::Heap {
        return trace(session, reference);
    }
    let selector = Selector::parse(reference);
    let is_go = recorded.kind == RecordedKind::Go;
    if selector.key.is_some() {
        let kind = if is_go { "go" } else { "output" };
        return Ok(json!(super::number::value_of(
            session,
            &format!("{kind} {reference}")
        )?));
    }
    let listing = session.listing(selector.listing)?;
    let transcript = output::transcript(session, listing, is_go)?;
    let printed: String = transcript
        .entries
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    match &recorded.rows {
        None => Ok(json!(printed)),
        Some(pattern) => rows(&printed, &pattern.value),
    }
}

fn trace(session: &Session, reference: &str) -> Result<Value, Fault> {
    let selector = Selector::parse(reference);
    let listing = session.listing(selector.listing)?;
    let report = session.heap(listing)?;
    let shown = case(&report, selector.case)?;
    let source = session
        .catalog
        .source(listing, "src/lib.rs")
        .map_err(Fault::There)?;
    let mut trace = replay::value(shown, &source);
    trace["totals"] = json!(shown.totals);
    Ok(trace)
}

/// One row per match of the pattern, one entry per group; what is a number becomes one.
fn rows(printed: &str, pattern: &str) -> Result<Value, Fault> {
    let regex = Regex::new(&format!("(?m){pattern}")).map_err(|error| {
        let error = error.to_string();
        let why = error.lines().last().unwrap_or_default();
        let why = why.trim_start_matches("error: ");
        Fault::here(
            format!("this pattern cannot be read: {why}"),
            "it is a regular expression",
        )
    })?;
    let entry = |text: &str| text.parse::<f64>().map_or(json!(text), |_| number(text));
    let found = regex.captures_iter(printed).map(|captures| {
        let groups = captures.iter().skip(1);
        groups
            .map(|group| entry(group.map_or("", |group| group.as_str())))
            .collect::<Vec<Value>>()
    });
    let rows: Vec<Vec<Value>> = found.collect();
    if rows.is_empty() {
        return Err(Fault::here(
            "nothing that is recorded matches this pattern",
            "look at the listing's recorded/ folder, and mend the pattern",
        ));
    }
    Ok(json!(rows))
}

/// Whole numbers stay whole.
fn number(text: &str) -> Value {
    let whole = text.parse::<i64>().map(|whole| json!(whole));
    whole.unwrap_or_else(|_| json!(text.parse::<f64>().unwrap_or_default()))
}

/// What is wrong with a widget's texts, beyond that they can be rendered: other numbers in the other
/// language, and measurements that are typed.
pub fn check_widget(widget: &Widget) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let words = widget.words.values();
    for both in [&widget.title, &widget.text].into_iter().chain(words) {
        if numbers(&both.ko) != numbers(&both.en) {
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

fn numbers(text: &Placed<String>) -> BTreeSet<String> {
    let found = prose::numbers_in(&text.value).into_iter();
    found
        .map(|found| format!("{} {}", found.name, found.argument))
        .collect()
}

fn typed(widget: &Widget, text: &Placed<String>) -> Vec<Diagnostic> {
    let mut outside = crate::markup::Outline::of(&text.value).opaque();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_match_is_a_row_of_numbers_and_words() {
        let printed = "a 1\nb 2.5\nc -\n";
        let found = rows(printed, r"^(\w) (\S+)$");
        assert_eq!(
            found.ok().map(|found| found.to_string()),
            Some(r#"[["a",1],["b",2.5],["c","-"]]"#.to_owned())
        );
        assert!(rows(printed, "x").is_err() && rows(printed, "(").is_err());
    }
}
