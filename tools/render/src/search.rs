//! The search index of one language: finished pages in, one classic script out.
//!
//! The index is the text of every section and the glossary's words for the same thing. Which sections
//! answer a query is decided in the browser, in `theme/js/later/search-engine.js`: an index of words would
//! have to know Korean grammar twice, and it would be larger than the text.

mod text;

use crate::Language;
use aho_corasick::AhoCorasick;
use anyhow::Result;
use catalog::Glossary;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A finished page.
pub struct SearchPage<'a> {
    /// Its address below the language's folder.
    pub url: &'a str,
    /// What a reader calls it.
    pub title: &'a str,
    /// The whole HTML.
    pub html: &'a str,
}

/// The script that holds the index: it sets `window.bookSearchIndex`, so that it works from `file://`.
///
/// # Errors
/// When the glossary has more words than one automaton can hold.
pub fn search_index(
    language: Language,
    pages: &[SearchPage<'_>],
    glossary: &Glossary,
) -> Result<String> {
    let mut sections = Vec::new();
    let mut words = String::new();
    for (number, page) in pages.iter().enumerate() {
        for section in text::sections(page.html) {
            words.push_str(&squeezed(&section.heading));
            words.push(' ');
            words.push_str(&squeezed(&section.body));
            words.push(' ');
            sections.push(json!([number, section.id, section.heading, section.body]));
        }
    }
    let pages: Vec<Value> = pages
        .iter()
        .map(|page| json!([page.url, page.title]))
        .collect();
    let index = json!({
        "language": language.code(),
        "pages": pages,
        "sections": sections,
        "terms": terms(glossary, &words)?,
    });
    Ok(format!("window.bookSearchIndex={index};\n"))
}

/// Each concept that this language's pages mention, with all its words.
fn terms(glossary: &Glossary, words: &str) -> Result<Vec<Vec<String>>> {
    let groups = glossary.terms.iter().map(|term| {
        let spellings = term.banned.iter().chain(&term.search);
        let all = [&term.ko, &term.en].into_iter().chain(spellings);
        let mut seen = BTreeSet::new();
        let group = all.map(|word| word.to_lowercase());
        group.filter(|word| seen.insert(word.clone())).collect()
    });
    let groups: Vec<Vec<String>> = groups
        .filter(|group: &Vec<String>| group.len() > 1)
        .collect();
    let mentioned = mentioned(&groups, words)?;
    let groups = groups.into_iter().zip(mentioned);
    Ok(groups
        .filter_map(|(group, is_mentioned)| is_mentioned.then_some(group))
        .collect())
}

/// Whether each group has a word in the text. All words are looked for at once: one after the other, they
/// took a tenth of a whole build.
fn mentioned(groups: &[Vec<String>], text: &str) -> Result<Vec<bool>> {
    let words = groups.iter().enumerate();
    let words: Vec<(usize, String)> = words
        .flat_map(|(number, group)| group.iter().map(move |word| (number, squeezed(word))))
        .filter(|(_, word)| !word.is_empty())
        .collect();
    let automaton = AhoCorasick::new(words.iter().map(|(_, word)| word))?;
    let mut mentioned = vec![false; groups.len()];
    for found in automaton.find_overlapping_iter(text) {
        mentioned[words[found.pattern().as_usize()].0] = true;
    }
    Ok(mentioned)
}

/// Small letters without what stands between words.
fn squeezed(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_holds_text_addresses_and_the_words_that_occur() {
        let (glossary, problems) = Glossary::parse(
            "terms = [{ ko = \"가비지 컬렉션\", en = \"garbage collection\", search = [\"GC\"] }, { ko = \"슬랩\", en = \"slab\" }]",
        );
        assert_eq!(problems, []);
        let page = SearchPage {
            url: "gc/index.html",
            title: "GC",
            html: "<main><h1 id=\"gc\">수거</h1><p>가비지<br>컬렉션</p></main>",
        };
        let script = search_index(Language::Ko, &[page], &glossary).expect("an index");
        assert_eq!(
            script,
            "window.bookSearchIndex={\"language\":\"ko\",\"pages\":[[\"gc/index.html\",\"GC\"]],\
             \"sections\":[[0,\"gc\",\"수거\",\"가비지 컬렉션\"]],\
             \"terms\":[[\"가비지 컬렉션\",\"garbage collection\",\"gc\"]]};\n"
        );
    }
}
