//! A widget on the page: complete as it stands, with what a script needs to bring it to life.

mod check;
mod data;

pub use check::{check_widget, render_widget};

use super::{one_line, prose};
use crate::page::{Fault, Session};
use catalog::{Catalog, Diagnostic, Placed, Widget, nearest};
use data::carried;
use maud::{PreEscaped, html};
use std::ops::Range;

/// `{{#widget name}}` → its title and text, and for its script the words of this language and recorded data.
pub(crate) fn html(session: &mut Session, argument: &str) -> Result<String, Fault> {
    let widget = find(session.catalog, argument)?;
    session.placed.insert(format!("widget {argument}"));
    let code = session.page.language.code();
    let title = widget.title.of(code);
    let label = placed(widget, title, prose::inline(session, &title.value))?;
    let label = prose::without_tags(&label);
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

fn find<'c>(catalog: &'c Catalog, name: &str) -> Result<&'c Widget, Fault> {
    if catalog.malformed.contains(&format!("widget {name}")) {
        // What is wrong with it is reported there, once.
        return Err(Fault::There(Vec::new()));
    }
    catalog.widgets.get(name).ok_or_else(|| {
        let help = match nearest(name, catalog.widgets.keys().map(String::as_str)) {
            Some(near) => format!("did you mean '{near}'?"),
            None => format!("make widgets/{name}/, or name another"),
        };
        Fault::here(format!("there is no widget '{name}'"), help)
    })
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
