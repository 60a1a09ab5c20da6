//! Markdown and recorded data in, Markdown with HTML out.
//!
//! A page's directives are found by byte range and replaced in place; everything else passes through
//! byte for byte. This crate starts no program and opens no connection: the same files give the same
//! pages. What is wrong is collected as [`catalog::Diagnostic`]s, never printed.

mod admonish;
mod checks;
mod directive;
mod height;
mod highlight;
mod language;
mod markup;
mod modules;
mod number_format;
mod page;
mod parts;
mod renderer;
mod search;
mod solve;
mod stash;

pub use admonish::admonish;
pub use checks::{
    PageStats, Section, check_page, check_pair, check_summaries, check_words, prose_length,
    sections,
};
pub use language::Language;
pub use modules::{Modules, modules, widget_script};
pub use parts::widget::{check_widget, render_widget};
pub use renderer::{Page, Rendered, Renderer};
pub use search::{SearchPage, search_index};
pub use solve::{CheckedQuestion, check_quiz};
pub use stash::Stash;
