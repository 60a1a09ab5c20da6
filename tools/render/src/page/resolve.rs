//! Which part renders which directive, and what a directive may say.

use super::{Fault, Session};
use crate::directive::{Directive, Selector};
use crate::parts;
use catalog::nearest;

const NAMES: [&str; 20] = [
    "listing",
    "output",
    "heap",
    "bench",
    "timeline",
    "go",
    "appendix",
    "source",
    "needs",
    "quiz",
    "exercise",
    "predict",
    "progress",
    "widget",
    "glossary",
    "solutions",
    "measurements",
    "flame",
    "calls",
    "layout",
];

/// These show all that there is.
const ALONE: [&str; 5] = [
    "appendix",
    "progress",
    "glossary",
    "solutions",
    "measurements",
];

impl Session<'_> {
    /// What stands in place of a directive.
    pub(crate) fn render(&mut self, directive: &Directive) -> Result<String, Fault> {
        let argument = directive.argument;
        takes(directive)?;
        match directive.name {
            "listing" => parts::listing::html(self, argument),
            "output" => parts::output::html(self, argument),
            "heap" => parts::number::heap(self, argument),
            "layout" => parts::layout::html(self, argument, directive.caption),
            "bench" => parts::bench::html(self, argument, directive.caption),
            "timeline" => parts::timeline::html(self, argument, directive.caption),
            "flame" => parts::flame::html(self, argument, directive.caption),
            "calls" => parts::calls::html(self, argument, directive.caption),
            "go" => parts::go::html(self, argument),
            "appendix" => parts::appendix::html(self, argument),
            "source" => parts::sources::item(self, argument),
            "needs" => parts::head::needs(self, argument),
            "quiz" => parts::quiz::html(self, argument),
            "exercise" => parts::exercise::html(self, argument),
            "progress" => parts::progress::html(self),
            "glossary" => Ok(parts::glossary::html(self)),
            "solutions" => parts::solutions::html(self),
            "measurements" => parts::measurements::html(self),
            "widget" => parts::widget::html(self, argument),
            "predict" => parts::predict::html(self, argument, directive.caption),
            unknown => Err(no_directive(unknown)),
        }
    }
}

fn no_directive(unknown: &str) -> Fault {
    let near = nearest(unknown, NAMES.into_iter());
    let help = match near {
        Some(near) => format!("did you mean '{{{{#{near} …}}}}'?"),
        None => "the directives are listed in CONTRIBUTING.md".to_owned(),
    };
    Fault::here(format!("there is no directive '{unknown}'"), help)
}

/// Fails when a directive is given a part of a selector that it would ignore.
fn takes(directive: &Directive) -> Result<(), Fault> {
    let (name, argument) = (directive.name, directive.argument);
    if ALONE.contains(&name) && !argument.is_empty() {
        return Err(Fault::here(
            format!("'{{{{#{name}}}}}' has no use for '{argument}'"),
            format!("it stands alone: '{{{{#{name}}}}}'"),
        ));
    }
    let Some((signs, forms)) = forms(name) else {
        return Ok(());
    };
    let selector = Selector::parse(argument);
    let ignored = selector.given().find(|(sign, _)| !signs.contains(*sign));
    ignored.map_or(Ok(()), |(sign, part)| {
        let message = format!("'{{{{#{name}}}}}' has no use for '{sign}{part}'");
        Err(Fault::here(message, format!("it takes {forms}")))
    })
}

/// The signs that a directive's selector may have, and how it is written.
fn forms(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "listing" => ("#!", "listing, listing#anchor or listing!failing-file"),
        "output" => (".", "listing or listing.figure"),
        "heap" => (
            ":#.",
            "listing:case#anchor.figure, the case and the anchor left out where not needed",
        ),
        "timeline" | "calls" => (":", "listing or listing:case"),
        "flame" => (
            ":",
            "listing or listing:case, and a figure such as peak_bytes after a space",
        ),
        "layout" => (
            ".",
            "listing.Type.size and the like, or types joined by ' + ' and a caption",
        ),
        "bench" => (
            ".",
            "listing, listing.row, or listing.row / listing.row, and 'instructions' at the end to count",
        ),
        "go" => ("#.", "listing, listing#anchor or listing.figure"),
        _ => return None,
    })
}
