//! The prose of a page: is it in the page's language, in the book's words, and as long as its twin's?

use super::reading::Reading;
use crate::directive::directives;
use crate::markup::Outline;
use crate::{Language, Page};
use catalog::{Diagnostic, Glossary, word_starts};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Fewer letters may be a name.
const SENTENCE: usize = 20;

/// The paragraphs of a Korean page that hold hardly any Hangul.
pub(super) fn untranslated(page: &Page) -> Vec<Diagnostic> {
    if page.language != Language::Ko {
        return Vec::new();
    }
    let reading = Reading::of(page.text);
    let blocks = reading.blocks.iter().filter(|block| {
        // A source is cited in its own language.
        is_foreign(&block.words) && !page.text[block.range.clone()].contains("{{#source")
    });
    let mut ranges: Vec<Range<usize>> = blocks.map(|block| block.range.clone()).collect();
    let found = directives(page.text, &Outline::of(page.text).opaque());
    let captions = found
        .into_iter()
        .filter(|it| it.caption.is_some_and(is_foreign));
    ranges.extend(captions.map(|directive| directive.range));
    let problems = ranges.into_iter().map(|range| {
        let message = "this text of a Korean page is not Korean";
        Diagnostic::at(&page.path, page.text, range, message).help(
            "write it in Korean; what has to stay as it is, such as a command, belongs into code",
        )
    });
    problems.collect()
}

/// Less than a fifth of the letters are Hangul.
fn is_foreign(words: &str) -> bool {
    static DIRECTIVE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\{\{#[^}]*\}\}").ok());
    let words = match DIRECTIVE.as_ref() {
        Some(directive) => directive.replace_all(words, ""),
        None => words.into(),
    };
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let hangul = words.chars().filter(|c| is_hangul(*c)).count();
    letters >= SENTENCE && hangul * 5 < letters
}

fn is_hangul(character: char) -> bool {
    ('가'..='힣').contains(&character)
}

/// The length of a page's prose in the unit of its language: characters in Korean, words in English.
pub fn prose_length(page: &Page) -> usize {
    let blocks = Reading::of(page.text).blocks;
    let words = blocks.iter().map(|block| block.words.as_str());
    match page.language {
        Language::Ko => words
            .map(|it| it.chars().filter(|c| !c.is_whitespace()).count())
            .sum(),
        Language::En => words.map(|it| it.split_whitespace().count()).sum(),
    }
}

/// The words of a Korean page that the glossary writes otherwise.
pub fn check_words(page: &Page, glossary: &Glossary) -> Vec<Diagnostic> {
    if page.language != Language::Ko {
        return Vec::new();
    }
    let hidden = Reading::of(page.text).hidden;
    let is_prose = |at: usize| !hidden.iter().any(|range| range.contains(&at));
    let mut problems = Vec::new();
    for term in &glossary.terms {
        for banned in &term.banned {
            let found = word_starts(page.text, banned).filter(|at| is_prose(*at));
            problems.extend(found.map(|at| {
                let message = format!("'{banned}' is '{}' in this book", term.ko);
                Diagnostic::at(&page.path, page.text, at..at + banned.len(), message).help(format!(
                    "write '{}' for {}; the words are in glossary.toml",
                    term.ko, term.en
                ))
            }));
        }
    }
    problems.extend(glosses(page, glossary, is_prose));
    problems
}

static GLOSS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"([가-힣][가-힣 ]*)\(([A-Za-z][A-Za-z -]*)\)").ok());

/// `멈춤 시간(pause time)`: the Korean word before the English one is the glossary's.
fn glosses(page: &Page, glossary: &Glossary, is_prose: impl Fn(usize) -> bool) -> Vec<Diagnostic> {
    let found = GLOSS
        .iter()
        .flat_map(|gloss| gloss.captures_iter(page.text));
    let problems = found.filter_map(|captures| {
        let (korean, english) = (captures.get(1)?, captures.get(2)?);
        let rows = glossary.terms.iter();
        let words: Vec<&str> = rows
            .filter(|term| term.en.eq_ignore_ascii_case(english.as_str()))
            .map(|term| term.ko.as_str())
            .collect();
        let fits = words.iter().any(|word| korean.as_str().ends_with(word));
        if words.is_empty() || fits || !is_prose(korean.start()) {
            return None;
        }
        let message = format!(
            "{} is '{}' in this book",
            english.as_str(),
            words.join("' or '")
        );
        let range = korean.start()..english.end() + 1;
        Some(
            Diagnostic::at(&page.path, page.text, range, message)
                .help("use the word of glossary.toml, or change it there and on every page"),
        )
    });
    problems.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page<'_> {
        Page {
            language: Language::Ko,
            path: "p.md".into(),
            text,
            number: None,
        }
    }

    #[test]
    fn a_paragraph_without_hangul_is_found_and_a_source_is_not() {
        let text = "# 가 {#a}\n\nThis paragraph was forgotten here.\n\n- {{#source x}} The Rust Reference, Destructors, the Rust project\n\nRust와 Go.\n";
        let found = untranslated(&page(text));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].position.as_ref().map(|it| it.line), Some(3));
    }

    #[test]
    fn an_english_caption_is_found() {
        let text = "# 가 {#a}\n\n{{#timeline x-y \"Two requests, one free, no more.\"}}\n";
        assert_eq!(untranslated(&page(text)).len(), 1);
    }

    fn words(text: &str) -> Vec<String> {
        let (glossary, _) = Glossary::parse(
            "terms = [\n{ ko = \"메서드\", en = \"method\", banned = [\"메소드\"] },\n{ ko = \"수명\", en = \"lifetime\" },\n]",
        );
        let problems = check_words(&page(text), &glossary);
        problems
            .into_iter()
            .map(|problem| problem.message)
            .collect()
    }

    #[test]
    fn a_spelling_that_the_glossary_bans_is_found() {
        assert_eq!(
            words("메소드를 `메소드`로"),
            ["'메소드' is '메서드' in this book"]
        );
    }

    #[test]
    fn an_english_word_has_one_korean_word() {
        assert_eq!(
            words("긴 수명(lifetime)과 생애(lifetime)"),
            ["lifetime is '수명' in this book"]
        );
    }
}
