//! Type layouts: one number in the prose, or types as figures, a row of cells for each eight bytes.

use super::layout_chart::chart;
use super::one_line;
use crate::Language;
use crate::directive::Selector;
use crate::number_format::grouped;
use crate::page::{Fault, Session};
use catalog::{FieldLayout, LayoutReport, Listing, TypeLayout, go_layouts, nearest};
use maud::{Markup, html};

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
            figcaption {
                b { (language.figure(&number)) "." } " "
                @if let Some(caption) = caption { span.figure__finding { (caption) } " " }
                span.figure__of { (language.words().of_listing) " " code { (argument) } }
            }
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

fn number(session: &Session, argument: &str) -> Result<String, Fault> {
    let listing = session.listing(Selector::parse(argument).listing)?;
    let text = grouped(value_of(session, argument)?);
    let measured = recorded(session, listing)?.measured;
    let words = session.page.language.words();
    let by = format!(
        "{} {}: rustc {}, {}",
        listing.name, words.measured_in, measured.rustc, measured.target
    );
    let href = session.appendix_link("layout", listing);
    Ok(one_line(&html! { a.m href=(href) title=(by) { (text) } }))
}

/// The number that `listing.Type.size`, `.align`, `.padding`, or `.field.offset` and `.field.size` name.
pub(crate) fn value_of(session: &Session, argument: &str) -> Result<u64, Fault> {
    let selector = Selector::parse(argument);
    let listing = session.listing(selector.listing)?;
    let report = recorded(session, listing)?;
    let key = selector.key.unwrap_or_default();
    let (name, what) = key.split_once('.').unwrap_or((key, ""));
    let layout = find(listing, &report.exact.types, name, false)?;
    match what {
        "size" => return Ok(layout.size),
        "align" => return Ok(layout.align),
        "padding" if !layout.fields.is_empty() => return Ok(layout.padding()),
        _ => {}
    }
    let (field, what) = what.split_once('.').unwrap_or((what, ""));
    let field = layout.fields.iter().find(|it| it.name == field);
    match (field, what) {
        (Some(field), "offset") => Ok(field.offset),
        (Some(field), "size") => Ok(field.size),
        _ => Err(unknown(layout, key)),
    }
}

fn unknown(layout: &TypeLayout, key: &str) -> Fault {
    let mut known = vec!["size".to_owned(), "align".to_owned()];
    if !layout.fields.is_empty() {
        known.push("padding".to_owned());
    }
    let fields = layout.fields.iter();
    known.extend(fields.map(|field| format!("{0}.offset, {0}.size", field.name)));
    Fault::here(
        format!("a layout has no figure '{key}'"),
        format!("the figures of '{}' are {}", layout.name, known.join(", ")),
    )
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
            (chart(language, layout, &title(drawn)))
        }
    }
}

fn title(drawn: &Drawn) -> String {
    let name = &drawn.layout.name;
    if drawn.is_go {
        format!("Go {name}")
    } else {
        name.clone()
    }
}

fn table(language: Language, drawn: &[Drawn]) -> Markup {
    let words = language.words();
    let names: Vec<String> = drawn.iter().map(title).collect();
    let label = format!("{}: {}", names.join(", "), words.as_table);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(label) {
            table.layout__table {
                thead { tr {
                    th scope="col" { (words.field) }
                    th scope="col" { (words.type_name) }
                    th.num scope="col" { (words.offset) }
                    th.num scope="col" { (words.size) }
                } }
                @for one in drawn { (rows(language, one)) }
            }
        }
    }
}

fn rows(language: Language, drawn: &Drawn) -> Markup {
    let layout = &drawn.layout;
    let mut parts: Vec<(u64, u64, Option<&FieldLayout>)> = layout
        .fields
        .iter()
        .map(|field| (field.offset, field.size, Some(field)))
        .collect();
    parts.extend(layout.gaps().into_iter().map(|(at, size)| (at, size, None)));
    parts.sort_by_key(|(offset, size, _)| (*offset, *size));
    html! {
        tbody {
            tr {
                th scope="rowgroup" colspan="3" {
                    code { (title(drawn)) } " (" (language.words().alignment) " " (layout.align) ")"
                }
                td.num { (grouped(layout.size)) " B" }
            }
            @for (offset, size, field) in parts {
                tr {
                    @match field {
                        Some(field) => { td { code { (field.name) } } td { code { (field.type_name) } } },
                        None => { td { (language.words().padding) } td {} },
                    }
                    td.num { (grouped(offset)) }
                    td.num { (grouped(size)) " B" }
                }
            }
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
