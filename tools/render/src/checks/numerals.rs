//! Numbers with a unit in the prose: what looks like a measurement typed by hand.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// Digits without commas, and the unit in one spelling for both languages: `512 KiB`, `3 times`.
    pub(crate) canonical: String,
}

/// Spellings of one unit; the first is the canonical one.
const UNITS: &[&[&str]] = &[
    &["B", "bytes", "byte", "바이트"],
    &["KiB"],
    &["MiB"],
    &["GiB"],
    &["kB", "KB"],
    &["MB"],
    &["GB"],
    &["blocks", "block", "블록"],
    &["times", "time", "번", "회"],
    &["x", "배"],
    &["%", "percent", "퍼센트"],
    &["ns"],
    &["µs", "us"],
    &["ms"],
    &["s", "seconds", "second", "초"],
    &["pages", "page", "페이지"],
    &["allocations", "allocation"],
    &["requests", "request"],
    &["objects", "object"],
    &["threads", "thread"],
    &["개"],
];

static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let spellings: Vec<&str> = UNITS.concat();
    let (latin, other): (Vec<&str>, Vec<&str>) = spellings
        .into_iter()
        .partition(|unit| unit.chars().all(char::is_alphabetic) && unit.is_ascii());
    // A Korean particle may follow a unit at once, so \b would not see its end.
    let latin = format!("({})(?:[^A-Za-z0-9_]|$)", latin.join("|"));
    let number = r"(?:^|[^\w.,-])(\d[\d,]*(?:\.\d+)?)[ \u{a0}]?";
    Regex::new(&format!("{number}(?:{latin}|({}))", other.join("|"))).ok()
});

/// The numerals of `text` outside the given ranges.
pub(crate) fn numerals(text: &str, outside: &[Range<usize>]) -> Vec<Numeral> {
    let Some(pattern) = PATTERN.as_ref() else {
        return Vec::new();
    };
    let found = pattern.captures_iter(text).filter_map(|captures| {
        let number = captures.get(1)?;
        let unit = captures.get(2).or_else(|| captures.get(3))?;
        let range = number.start()..unit.end();
        let hidden = outside.iter().any(|hidden| hidden.contains(&range.start));
        let digits = number.as_str().replace(',', "");
        (!hidden).then(|| Numeral {
            canonical: format!("{digits} {}", canonical(unit.as_str())),
            range,
        })
    });
    found.collect()
}

fn canonical(unit: &str) -> &str {
    UNITS
        .iter()
        .find(|spellings| spellings.contains(&unit))
        .map_or(unit, |spellings| spellings[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        numerals(text, &[])
            .into_iter()
            .map(|numeral| numeral.canonical)
            .collect()
    }

    #[test]
    fn numbers_with_units_are_found_in_both_languages() {
        assert_eq!(found("takes 1,024 bytes, 3 times"), ["1024 B", "3 times"]);
        assert_eq!(found("1,024바이트를 3번 씁니다"), ["1024 B", "3 times"]);
        assert_eq!(found("평균 512 KiB마다, 95%"), ["512 KiB", "95 %"]);
    }

    #[test]
    fn versions_names_and_bare_numbers_are_no_claims() {
        assert_eq!(
            found("rustc 1.95, first-100mib, u8, 64-bit, Go 1.27, in 2026"),
            [""; 0]
        );
    }
}
