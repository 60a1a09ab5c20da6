//! Type layouts: one number in the prose, or types as figures, a row of cells for each eight bytes.

mod number;
mod table;

pub(crate) use number::value_of;

use super::figcaption::figcaption;
use super::layout_chart::chart;
use super::one_line;
use crate::Language;
use crate::directive::Selector;
use crate::page::{Fault, Session};
use catalog::{LayoutReport, Listing, TypeLayout, go_layouts, nearest};
use maud::{Markup, html};
use number::number;
use table::table;

/// `{{#layout listing.Type.size}}` → `24`, in the prose; `{{#layout listing.Type "Caption."}}` → a numbered figure;
/// `{{#layout listing.Type + listing.Other + go listing.Type "Caption."}}` → several types in one.
pub(crate) fn html(
    session: &mut Session,
    argument: &str,
    caption: Option<&str>,
) -> Result<String, Fault> {
    if is_number(argument) {
        return number(session, argument);
    }
    figure(session, argument, caption)
}

/// Whether an argument asks for one number: it names a type and what of it.
pub(crate) fn is_number(argument: &str) -> bool {
    let key = Selector::parse(argument).key;
    key.is_some_and(|key| key.contains('.') && !argument.contains('+'))
}

/// What is drawn of one type.
struct Drawn {
    layout: TypeLayout,
    is_go: bool,
}

impl Drawn {
    /// Its name, with the language where that is not Rust.
    fn title(&self) -> String {
        let name = &self.layout.name;
        if self.is_go {
            format!("Go {name}")
        } else {
            name.clone()
        }
    }
}

fn figure(session: &mut Session, argument: &str, caption: Option<&str>) -> Result<String, Fault> {
    let parts = argument.split('+').map(str::trim);
    let drawn: Vec<Drawn> = parts
        .map(|part| drawn(session, part))
        .collect::<Result<_, _>>()?;
    let language = session.page.language;
    let number = session.number_of_figure();
    let html = html! {
        figure.figure.wide {
            div.layouts { @for one in &drawn { (picture(language, one)) } }
            figcaption { (figcaption(language, &number, caption, argument)) }
            details.twin {
                summary { (language.words().as_table) }
                (table(language, &drawn))
            }
        }
    };
    Ok(one_line(&html))
}

/// The type that `listing.Type` or `go listing.Type` names.
fn drawn(session: &Session, part: &str) -> Result<Drawn, Fault> {
    let go = part.strip_prefix("go ");
    let is_go = go.is_some();
    let selector = Selector::parse(go.unwrap_or(part).trim());
    let listing = session.listing(selector.listing)?;
    let layouts = if is_go {
        go_layouts(&super::output::transcript(session, listing, true)?)
    } else {
        recorded(session, listing)?.exact.types
    };
    let layout = find(listing, &layouts, selector.key.unwrap_or_default(), is_go)?;
    Ok(Drawn {
        layout: layout.clone(),
        is_go,
    })
}

/// The recorded layouts; that there are none is the page's problem.
fn recorded(session: &Session, listing: &Listing) -> Result<LayoutReport, Fault> {
    if !session.catalog.root.join(listing.layout_path()).exists() {
        return Err(Fault::here(
            format!("listing '{}' has no recorded layouts", listing.name),
            format!(
                "name its types in {}, as in 'verify!(my_crate: run; Event {{ kind, at }});', \
                 and run 'cargo book record {}'",
                listing.path("tests/heap.rs").display(),
                listing.name
            ),
        ));
    }
    Ok(catalog::read_layout(&session.catalog.root, listing)?)
}

fn find<'l>(
    listing: &Listing,
    layouts: &'l [TypeLayout],
    name: &str,
    is_go: bool,
) -> Result<&'l TypeLayout, Fault> {
    let names = || layouts.iter().map(|layout| layout.name.as_str());
    let found = layouts.iter().find(|layout| layout.name == name);
    found.ok_or_else(|| {
        let which = if is_go { "printed by Go" } else { "recorded" };
        let help = match nearest(name, names()) {
            Some(near) => format!("did you mean '{near}'?"),
            None => format!("its types are {}", names().collect::<Vec<_>>().join(", ")),
        };
        let message = match name {
            "" => "this names no type".to_owned(),
            _ => format!("listing '{}' has no type '{name}' {which}", listing.name),
        };
        Fault::here(message, help)
    })
}

/// A type with its name and its figures above the drawing.
fn picture(language: Language, drawn: &Drawn) -> Markup {
    let layout = &drawn.layout;
    html! {
        div.layout {
            p.layout__head {
                @if drawn.is_go { "Go " }
                code { (layout.name) } " " (language.layout(layout.size, layout.align, layout.padding()))
            }
            (chart(language, layout, &drawn.title()))
        }
    }
}

/// The layouts of a listing in the appendix, where numbers of the prose lead; none where nothing is recorded.
pub(crate) fn report(session: &Session, listing: &Listing) -> Result<Option<Markup>, Fault> {
    if !session.catalog.root.join(listing.layout_path()).exists() {
        return Ok(None);
    }
    let report = recorded(session, listing)?;
    let language = session.page.language;
    let types = report.exact.types.into_iter();
    let drawn: Vec<Drawn> = types
        .map(|layout| Drawn {
            layout,
            is_go: false,
        })
        .collect();
    let measured = &report.measured;
    Ok(Some(html! {
        div.report.wide id=(format!("layout-{}", listing.name)) {
            p.report__title { (language.words().layouts) }
            (table(language, &drawn))
            p.note {
                (language.words().recorded_run) " · rustc " (measured.rustc) ", " (measured.target)
                " · " time datetime=(measured.date) { (measured.date) }
            }
        }
    }))
}
