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

/// Units whose spelling is a matter of the language: only the number before them is compared.
const COUNTED: &[&str] = &[
    "blocks",
    "times",
    "x",
    "pages",
    "allocations",
    "requests",
    "objects",
    "threads",
    "개",
];

static AMOUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let units: Vec<&str> = UNITS.concat();
    let (latin, other): (Vec<&str>, Vec<&str>) =
        units.into_iter().partition(|unit| unit.is_ascii());
    let scale = r"(?:(천|만|억|k)|[ ]?(million|billion)\b)?";
    Regex::new(&format!(
        r"(\d[\d,]*(?:\.\d+)*){scale}[ \u{{a0}}]?(?:({})(?:[^A-Za-z0-9_]|$)|({}))?",
        latin.join("|"),
        other.join("|")
    ))
    .ok()
});

static FRACTION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\d+분의[ ]?\d+|\d+/\d+").ok());

/// Every number of the prose, with its unit where that is the same in both languages: `512 KiB`, `1.27`,
/// and `100000` for both 10만 and 100,000. Digits that belong to a name, as in `u64`, are none.
///
/// Fractions are left out: 8분의 7 is *seven eighths*.
pub(crate) fn amounts(text: &str, outside: &[Range<usize>]) -> Vec<Numeral> {
    let fractions = FRACTION.iter().flat_map(|pattern| pattern.find_iter(text));
    let fractions: Vec<Range<usize>> = fractions.map(|found| found.range()).collect();
    let found = AMOUNT
        .iter()
        .flat_map(|pattern| pattern.captures_iter(text));
    let amounts = found.filter_map(|captures| {
        let number = captures.get(1)?;
        let before = text[..number.start()].chars().next_back();
        let is_name = before.is_some_and(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
        let mut hidden = outside.iter().chain(&fractions);
        let hidden = hidden.any(|hidden| hidden.contains(&number.start()));
        if is_name || hidden {
            return None;
        }
        let unit = captures.get(4).or_else(|| captures.get(5));
        let scale = captures.get(2).or_else(|| captures.get(3));
        let last = unit.or(scale).unwrap_or(number);
        let digits = number.as_str().replace(',', "");
        let value = scaled(&digits, scale.map_or("", |scale| scale.as_str()));
        let unit = unit.map_or("", |unit| canonical(unit.as_str()));
        let unit = if COUNTED.contains(&unit) { "" } else { unit };
        Some(Numeral {
            range: number.start()..last.end(),
            canonical: format!("{value} {unit}").trim_end().to_owned(),
        })
    });
    amounts.collect()
}

fn scaled(digits: &str, scale: &str) -> String {
    let factor = match scale {
        "천" | "k" => 1_000.0,
        "만" => 10_000.0,
        "억" => 100_000_000.0,
        "million" => 1_000_000.0,
        "billion" => 1_000_000_000.0,
        _ => return digits.to_owned(),
    };
    match digits.parse::<f64>() {
        Ok(number) => (number * factor).to_string(),
        Err(_) => digits.to_owned(),
    }
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
    fn amounts_are_the_same_in_both_languages() {
        let amounts = |text: &str| -> Vec<String> {
            let found = amounts(text, &[]).into_iter();
            found.map(|numeral| numeral.canonical).collect()
        };
        let en = "100,000 requests, 64 bytes, 3 times, 10~20 ms, 95%, Go 1.27, u64, p99";
        let ko = "10만 요청, 64바이트, 3번, 10~20 ms, 95%, Go 1.27, u64, p99";
        let both = ["100000", "64 B", "3", "10", "20 ms", "95 %", "1.27"];
        assert_eq!(
            (amounts(en), amounts(ko)),
            (both.map(String::from).into(), both.map(String::from).into())
        );
        assert_eq!(amounts("1.5 million, 4천 번"), ["1500000", "4000"]);
        assert_eq!(amounts("8분의 7만 씁니다. It uses 7/8."), [""; 0]);
    }

    #[test]
    fn versions_names_and_bare_numbers_are_no_claims() {
        assert_eq!(
            found("rustc 1.95, first-100mib, u8, 64-bit, Go 1.27, in 2026"),
            [""; 0]
        );
    }
}
