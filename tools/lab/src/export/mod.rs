//! Heap reports in the formats of other tools.

mod folded;
mod pprof;

pub use folded::folded;
pub use pprof::pprof;

/// A frame of [`catalog::Stack::path`]: `run (src/lib.rs:22)` or, for a function of std, `Vec::push`.
struct Frame<'a> {
    name: &'a str,
    place: Option<(&'a str, i64)>,
}

impl<'a> Frame<'a> {
    fn parse(text: &'a str) -> Self {
        let parsed = text.strip_suffix(')').and_then(|text| {
            let (name, place) = text.rsplit_once(" (")?;
            let (file, line) = place.rsplit_once(':')?;
            Some(Self {
                name,
                place: Some((file, line.parse().ok()?)),
            })
        });
        parsed.unwrap_or(Self {
            name: text,
            place: None,
        })
    }
}
