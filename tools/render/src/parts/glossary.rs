//! `{{#glossary}}`: the terms of `glossary.toml` that have a meaning, in the order of the page's language.

use super::{one_line, scripts};
use crate::Language;
use crate::page::Session;
use catalog::{Glossary, Meaning, Term};
use maud::{Markup, html};

/// What the table's head says in one language.
struct Words {
    term: &'static str,
    other: &'static str,
    meaning: &'static str,
    introduced: &'static str,
}

const EN: Words = Words {
    term: "Term",
    other: "Korean",
    meaning: "Meaning",
    introduced: "where the book introduces it",
};

const KO: Words = Words {
    term: "용어",
    other: "영어",
    meaning: "뜻",
    introduced: "책에서 처음 다루는 곳",
};

/// `{{#glossary}}`: a row per term, with an anchor of its own.
pub(crate) fn html(session: &Session) -> String {
    // What is wrong with the glossary is reported when the book is checked.
    let (glossary, _) = Glossary::load(&session.catalog.root);
    let language = session.page.language;
    let terms = glossary.terms.iter();
    let mut terms: Vec<(&Term, &Meaning)> = terms
        .filter_map(|term| Some((term, term.meaning.as_ref()?)))
        .collect();
    terms.sort_by_cached_key(|(term, _)| names(language, term).0.to_lowercase());
    let words = match language {
        Language::Ko => &KO,
        Language::En => &EN,
    };
    let html = html! {
        div.generated.wide {
            div.scroll tabindex="0" role="region" aria-label=(words.term) {
                table.glossary {
                    thead { tr {
                        th scope="col" { (words.term) }
                        th scope="col" { (words.other) }
                        th scope="col" { (words.meaning) }
                    } }
                    tbody { @for (term, meaning) in terms { (row(session, words, term, meaning)) } }
                }
            }
        }
    };
    one_line(&html)
}

/// The term leads to the section that introduces it.
fn row(session: &Session, words: &Words, term: &Term, meaning: &Meaning) -> Markup {
    let language = session.page.language;
    let (name, other) = names(language, term);
    let other_code = match language {
        Language::Ko => Language::En,
        Language::En => Language::Ko,
    };
    let root = scripts::to_root(&session.page.path);
    let page = meaning.page.value.replace("README.md", "index.html");
    let href = format!("{root}{}", page.replace(".md", ".html"));
    html! {
        tr id=(id(term)) {
            th scope="row" { a href=(href) title=(words.introduced) { (name) } }
            td lang=(other_code.code()) { (other) }
            td { (meaning.means.of(language.code())) }
        }
    }
}

/// The term in the page's language, and in the other.
fn names(language: Language, term: &Term) -> (&str, &str) {
    match language {
        Language::Ko => (&term.ko, &term.en),
        Language::En => (&term.en, &term.ko),
    }
}

/// `term-escape-analysis`, the same in both languages.
fn id(term: &Term) -> String {
    let word = term.en.to_lowercase();
    let parts = word.split(|c: char| !c.is_ascii_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    format!("term-{}", parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_made_of_the_english_term() {
        let (glossary, _) =
            Glossary::parse("terms = [{ ko = \"해제 후 사용\", en = \"Use-after-free (UAF)\" }]");
        assert_eq!(id(&glossary.terms[0]), "term-use-after-free-uaf");
    }
}
