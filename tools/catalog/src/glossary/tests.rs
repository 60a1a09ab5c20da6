//! What a glossary may say, and what is reported of it.

use super::*;

fn places(text: &str) -> Vec<(usize, usize, String)> {
    let (_, problems) = Glossary::parse(text);
    let place = |problem: Diagnostic| {
        let position = problem.position.expect("a position");
        (position.line, position.column, problem.message)
    };
    problems.into_iter().map(place).collect()
}

#[test]
fn a_row_has_two_words_and_may_have_more() {
    let (glossary, problems) = Glossary::parse(
        "terms = [\n  { ko = \"수명\", en = \"lifetime\", banned = [\"라이프타임\"], search = [\"a\"] },\n  { ko = \"힙\", en = \"heap\" },\n]\n",
    );
    assert_eq!(problems, []);
    assert_eq!(glossary.terms.len(), 2);
    assert_eq!(glossary.terms[0].banned, ["라이프타임"]);
    assert_eq!(glossary.terms[1].search, [""; 0]);
}

#[test]
fn an_unknown_key_is_named_with_its_place() {
    let found = places("terms = [\n  { ko = \"힙\", en = \"heap\", ban = [] },\n]\n");
    assert_eq!((found[0].0, found[0].1), (2, 28));
    assert!(found[0].2.contains("ban"), "{}", found[0].2);
}

#[test]
fn a_missing_word_is_named_with_its_row() {
    let found = places("terms = [\n  { ko = \"힙\", en = \"heap\" },\n  { ko = \"스택\" },\n]\n");
    assert_eq!(found[0].0, 3);
    assert!(found[0].2.contains("`en`"), "{}", found[0].2);
}

#[test]
fn rows_that_contradict_each_other_are_named() {
    let found = places(
        "terms = [\n  { ko = \"힙\", en = \"heap\" },\n  { ko = \"힙\", en = \"heap\" },\n  { ko = \"장\", en = \"chapter\", banned = [\"챕터\", \"챕터\"] },\n  { ko = \"챕터 끝\", en = \" end\" },\n]\n",
    );
    let lines: Vec<(usize, &str)> = found.iter().map(|it| (it.0, it.2.as_str())).collect();
    assert_eq!(
        lines,
        [
            (3, "'힙' and 'heap' stand on line 2 already"),
            (4, "'챕터' is banned on line 4 already"),
            (5, "a word is empty or begins or ends with a space"),
            (5, "'챕터 끝' contains '챕터', which line 4 bans"),
        ]
    );
}

#[test]
fn a_spelling_inside_another_word_is_not_meant() {
    let text = "밸러스트와 러스트로, Go러스트";
    let starts: Vec<usize> = word_starts(text, "러스트").collect();
    assert_eq!(starts.len(), 2);
    assert!(starts.iter().all(|at| text[*at..].starts_with("러스트")));
}

#[test]
fn the_glossary_of_this_book_is_sound() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (glossary, problems) = Glossary::load(&root);
    assert_eq!(problems, []);
    assert!(glossary.terms.len() > 150);
}
