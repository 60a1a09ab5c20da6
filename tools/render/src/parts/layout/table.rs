//! Layouts as a table: fields and padding in the order of their places.

use super::Drawn;
use crate::Language;
use crate::number_format::grouped;
use catalog::FieldLayout;
use maud::{Markup, html};

/// Types below each other.
pub(super) fn table(language: Language, drawn: &[Drawn]) -> Markup {
    let words = language.words();
    let names: Vec<String> = drawn.iter().map(Drawn::title).collect();
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
                    code { (drawn.title()) } " (" (language.words().alignment) " " (layout.align) ")"
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
