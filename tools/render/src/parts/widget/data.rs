//! What a page carries for a widget's script: words of its language, and recorded data.

use super::placed;
use crate::directive::Selector;
use crate::page::{Fault, Session, case};
use crate::parts::{number, output, replay};
use catalog::{Placed, Recorded, RecordedKind, Widget};
use regex::Regex;
use serde_json::{Map, Value, json};

/// The words and the data as JSON that may stand inside `<script>`.
pub(super) fn carried(session: &Session, widget: &Widget) -> Result<String, Fault> {
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
        return Ok(json!(number::value_of(
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
    let entry = |text: &str| text.parse::<f64>().map_or(json!(text), |_| numeric(text));
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
fn numeric(text: &str) -> Value {
    let whole = text.parse::<i64>().map(|whole| json!(whole));
    whole.unwrap_or_else(|_| json!(text.parse::<f64>().unwrap_or_default()))
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
