//! `parity.lock`: a fingerprint of each section in both languages, from when somebody last saw that they agree.
//!
//! The other checks compare structure and numbers. This one notices what they cannot: a sentence that was
//! changed in one language alone. `cargo book parity accept` writes the file, and nothing else does.

use crate::cli::Accept;
use crate::report::{self, Failure};
use crate::{Outcome, check};
use anyhow::Context;
use catalog::{Diagnostic, Fingerprint, Position, nearest, write_atomically};
use render::{Language, Section, sections};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The file, at the book's root.
const LOCK: &str = "parity.lock";

const HEAD: &str = "# What each section said in both languages when somebody last saw that they agree.\n\
                    # Written by `cargo book parity accept`; do not edit.\n";

/// Section, as in `first-profile/README.md#lazy-zero` → fingerprints, Korean first.
type Prints = BTreeMap<String, [String; 2]>;

/// A page in both languages.
pub(crate) struct Pair<'a> {
    /// Its path below `src/ko/` and `src/en/`.
    pub(crate) name: &'a str,
    /// Its Markdown, Korean first.
    pub(crate) texts: [&'a str; 2],
}

/// Compares the pages with parity.lock.
pub(crate) fn check(root: &Path, pairs: &[Pair]) -> Vec<Diagnostic> {
    let locked = match read(root) {
        Ok(locked) => locked,
        Err(problem) => return vec![*problem],
    };
    let mut problems = Vec::new();
    let mut gone: BTreeSet<&str> = locked.keys().map(String::as_str).collect();
    for pair in pairs {
        let mut stale = Vec::new();
        let [ko, en] = pair.texts.map(sections);
        for (a, b) in ko.iter().zip(&en) {
            let key = format!("{}#{}", pair.name, a.id);
            gone.remove(key.as_str());
            match changed(pair, [a, b], locked.get(&key)) {
                [false, false] => {}
                [true, true] => stale.push(&a.id),
                [true, false] => problems.push(one_sided(pair, Language::Ko, [a, b], &key)),
                [false, true] => problems.push(one_sided(pair, Language::En, [a, b], &key)),
            }
        }
        problems.extend((!stale.is_empty()).then(|| renewed(pair.name, &stale)));
    }
    problems.extend(lost(&gone));
    problems
}

/// Which languages of a section say something else than what is locked; both where nothing is.
fn changed(pair: &Pair, [ko, en]: [&Section; 2], locked: Option<&[String; 2]>) -> [bool; 2] {
    let Some(then) = locked else {
        return [true, true];
    };
    [
        print(pair.texts[0], ko) != then[0],
        print(pair.texts[1], en) != then[1],
    ]
}

/// Locked sections that the book has no more.
fn lost(gone: &BTreeSet<&str>) -> Option<Diagnostic> {
    let first = gone.first()?;
    let others = match gone.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    let message = format!("the book has no section {first}{others} any more");
    Some(Diagnostic::file(LOCK, message).help("run `cargo book parity accept`"))
}

/// Written anew in both languages, or new.
fn renewed(page: &str, ids: &[&String]) -> Diagnostic {
    let ids: Vec<String> = ids.iter().map(|id| format!("#{id}")).collect();
    let message = format!("new or changed in both languages: {}", ids.join(", "));
    Diagnostic::file(Path::new("src/ko").join(page), message).help(format!(
        "read it beside src/en/{page}; when the two say the same, run `cargo book parity accept {page}`"
    ))
}

fn one_sided(pair: &Pair, language: Language, [ko, en]: [&Section; 2], key: &str) -> Diagnostic {
    let name = pair.name;
    let (at, other, text, here, there, twin) = match language {
        Language::Ko => ("src/ko", "src/en", pair.texts[0], ko, en, pair.texts[1]),
        Language::En => ("src/en", "src/ko", pair.texts[1], en, ko, pair.texts[0]),
    };
    let line = Position::of(twin, &there.heading).line;
    let message = format!("this section was changed, and its twin in {other}/{name} was not");
    Diagnostic::at(Path::new(at).join(name), text, here.heading.clone(), message).help(format!(
        "change {other}/{name}:{line} as well; if only the wording changed, run `cargo book parity accept {key}`"
    ))
}

/// A fingerprint of a section's text; how lines end and how many are empty does not matter.
fn print(text: &str, section: &Section) -> String {
    let lines = text[section.range.clone()].lines().map(str::trim_end);
    let kept: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let mut print = Fingerprint::default();
    print.add(kept.join("\n"));
    print.digits()[..12].to_owned()
}

fn read(root: &Path) -> Result<Prints, Box<Diagnostic>> {
    let text = std::fs::read_to_string(root.join(LOCK)).map_err(|error| {
        Diagnostic::file(LOCK, format!("cannot read this file: {error}")).help(
            "take it from the repository; in a new book, `cargo book parity accept` writes it",
        )
    })?;
    let mut prints = Prints::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.trim_end().len();
        start += line.len();
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        let [key, ko, en] = words[..] else {
            let problem = Diagnostic::at(
                LOCK,
                &text,
                range,
                "this is no section with two fingerprints",
            );
            return Err(Box::new(problem.help(
                "after a merge, resolve the pages first; then run `cargo book parity accept`",
            )));
        };
        prints.insert(key.to_owned(), [ko.to_owned(), en.to_owned()]);
    }
    Ok(prints)
}

/// `cargo book parity accept`: the named sections, or all, are said to agree as they are.
pub(crate) fn accept(root: &Path, options: &Accept) -> Outcome {
    let sources = check::sources(root);
    // What does not even have the same structure cannot agree.
    report::content(sources.problems.clone())?;
    let now = current(&sources.pairs());
    // Whatever is wrong with the old file, accepting everything makes a good one.
    let mut locked = if options.sections.is_empty() {
        Prints::new()
    } else {
        read(root).map_err(|problem| Failure::Content(vec![*problem]))?
    };
    let before = read(root).unwrap_or_default();
    for wanted in &options.sections {
        let wanted = below_source(wanted);
        let found = now.iter().filter(|(key, _)| names(&wanted, key));
        let found: Prints = found
            .map(|(key, prints)| (key.clone(), prints.clone()))
            .collect();
        if found.is_empty() {
            return Err(unknown(&wanted, &now));
        }
        locked.extend(found);
    }
    if options.sections.is_empty() {
        locked = now;
    } else {
        locked.retain(|key, _| now.contains_key(key));
    }
    let changed = locked
        .iter()
        .filter(|(key, prints)| before.get(*key) != Some(*prints));
    println!("accepted {} of {} sections", changed.count(), locked.len());
    write(root, &locked)
}

fn current(pairs: &[Pair]) -> Prints {
    let mut now = Prints::new();
    for pair in pairs {
        let [ko, en] = pair.texts.map(sections);
        now.extend(ko.iter().zip(&en).map(|(a, b)| {
            let prints = [print(pair.texts[0], a), print(pair.texts[1], b)];
            (format!("{}#{}", pair.name, a.id), prints)
        }));
    }
    now
}

/// `src/ko/a.md` and `a.md` are the same page to whoever copies a path from a message.
fn below_source(wanted: &str) -> String {
    let wanted = wanted.replace('\\', "/");
    let folders = ["src/ko/", "src/en/"].into_iter();
    let below = folders
        .filter_map(|folder| wanted.strip_prefix(folder))
        .next();
    below.unwrap_or(&wanted).to_owned()
}

fn names(wanted: &str, key: &str) -> bool {
    key == wanted || key.split('#').next() == Some(wanted)
}

fn unknown(wanted: &str, now: &Prints) -> Failure {
    let near = nearest(wanted, now.keys().map(String::as_str));
    let help = match near {
        Some(near) => format!("did you mean '{near}'?"),
        None => "name a page, as in first-profile/README.md, or a section, as in first-profile/README.md#lazy-zero".to_owned(),
    };
    Failure::Usage(format!("there is no section '{wanted}': {help}"))
}

fn write(root: &Path, prints: &Prints) -> Outcome {
    let mut text = HEAD.to_owned();
    for (key, [ko, en]) in prints {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{key} {ko} {en}");
    }
    let path: PathBuf = root.join(LOCK);
    write_atomically(&path, text.as_bytes())
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(())
}
