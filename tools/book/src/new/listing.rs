//! `cargo book new listing CHAPTER NAME`: a crate, recorded, and its section in both languages.

use super::{names, template};
use crate::progress::Terminal;
use crate::record::{print, require_tools};
use crate::report::{self, Failure};
use crate::{Outcome, cli, parity};
use catalog::{Catalog, nearest};
use render::Language;
use std::path::{Path, PathBuf};

/// Sections that stay at a chapter's end.
const LAST_SECTIONS: [&str; 2] = ["{#monday}", "{#sources}"];

/// Makes the listing, records it and puts it on the chapter's page.
pub(crate) fn run(root: &Path, options: &cli::NewListing) -> Outcome {
    require_tools()?;
    names::listing(&options.name)?;
    let (catalog, problems) = Catalog::load(root);
    report::content(problems)?;
    if let Some(other) = catalog.listings.get(&options.name) {
        let message = format!("'{}' is taken by {}", options.name, other.dir.display());
        return Err(Failure::Usage(message));
    }
    chapter_exists(root, &options.chapter)?;
    create_crate(root, options)?;
    for language in Language::ALL {
        add_section(root, language, options)?;
    }
    record(root, &options.name)
}

/// The chapter must have a page in both languages.
fn chapter_exists(root: &Path, chapter: &str) -> Outcome {
    let page = |language: Language| root.join(page_of(language, chapter));
    if Language::ALL
        .into_iter()
        .all(|language| page(language).is_file())
    {
        return Ok(());
    }
    let folders = std::fs::read_dir(root.join("src/en"))
        .into_iter()
        .flatten()
        .flatten();
    let folders = folders.filter(|entry| entry.path().join("README.md").is_file());
    let mut known: Vec<String> = folders
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    known.sort();
    let help = match nearest(chapter, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean '{near}'?"),
        None => format!(
            "there are {}; make one with: cargo book new chapter {chapter}",
            known.join(", ")
        ),
    };
    Err(Failure::Usage(format!(
        "there is no chapter '{chapter}': {help}"
    )))
}

fn page_of(language: Language, chapter: &str) -> PathBuf {
    Path::new("src")
        .join(language.code())
        .join(chapter)
        .join("README.md")
}

fn create_crate(root: &Path, options: &cli::NewListing) -> Outcome {
    let name = options.name.as_str();
    let folder = Path::new("listings").join(&options.chapter).join(name);
    if root.join(&folder).exists() {
        let message = format!(
            "{} is there already; remove it or take another name",
            folder.display()
        );
        return Err(Failure::Usage(message));
    }
    let title = options
        .title
        .as_deref()
        .unwrap_or("Describe the listing in one sentence");
    let crate_name = name.replace('-', "_");
    // In a string of TOML, a quote would end it.
    let quoted = title.replace('\\', "\\\\").replace('"', "\\\"");
    for (file, text) in TEMPLATES {
        let is_toml = file.ends_with(".toml");
        let title = if is_toml { quoted.as_str() } else { title };
        let values = [
            ("name", name),
            ("crate", &crate_name),
            ("title", title),
            ("sentence", &sentence(title)),
        ];
        template::create(root, &folder.join(file), &template::fill(text, &values))?;
    }
    Ok(())
}

/// The files of a new listing. The manifest comes last: Cargo takes a folder for a member as soon as it has one.
const TEMPLATES: [(&str, &str); 4] = [
    ("src/lib.rs", include_str!("../../templates/listing/lib.rs")),
    (
        "src/main.rs",
        include_str!("../../templates/listing/main.rs"),
    ),
    (
        "tests/heap.rs",
        include_str!("../../templates/listing/heap.rs"),
    ),
    (
        "Cargo.toml",
        include_str!("../../templates/listing/Cargo.toml"),
    ),
];

/// A title that asks or ends like a sentence needs no full stop.
fn sentence(title: &str) -> String {
    let end = if title.ends_with(['.', '?', '!']) {
        ""
    } else {
        "."
    };
    format!("{title}{end}")
}

fn add_section(root: &Path, language: Language, options: &cli::NewListing) -> Outcome {
    let name = &options.name;
    let (text, title) = match language {
        Language::En => (
            include_str!("../../templates/listing/section.en.md"),
            &options.title,
        ),
        Language::Ko => (
            include_str!("../../templates/listing/section.ko.md"),
            &options.title_ko,
        ),
    };
    let code = format!("`{name}`");
    let title = title.as_deref().unwrap_or(&code);
    let section = template::fill(text, &[("name", name), ("title", title)]);
    let page = page_of(language, &options.chapter);
    template::change(root, &page, |page| Ok(with_section(page, &section)))
}

/// The page with the section before what closes the chapter, or at its end.
fn with_section(page: &str, section: &str) -> String {
    let mut starts = page.match_indices("\n## ").map(|(at, _)| at + 1);
    let closing = starts.find(|at| {
        let heading = page[*at..].lines().next().unwrap_or_default();
        LAST_SECTIONS.iter().any(|id| heading.ends_with(id))
    });
    match closing {
        Some(at) => format!("{}{section}{}", &page[..at], &page[at..]),
        None => format!("{}\n\n{}\n", page.trim_end(), section.trim_end()),
    }
}

fn record(root: &Path, name: &str) -> Outcome {
    let (catalog, problems) = Catalog::load(root);
    report::content(problems)?;
    let listing = crate::record::find(&catalog, name)?;
    print(&lab::record(&catalog, &[listing], &Terminal::default())?)?;
    // What both templates say is the same; what comes after is for the author to accept.
    let section = format!("{}/README.md#{name}", listing.chapter);
    parity::accept(
        root,
        &cli::Accept {
            sections: vec![section],
        },
    )?;
    println!(
        "\nNext: change {}, then cargo book record {name}, and write the section in both languages.",
        listing.path("src/lib.rs").display()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_question_gets_no_full_stop() {
        assert_eq!(super::sentence("A ring of owners"), "A ring of owners.");
        assert_eq!(super::sentence("Does it leak?"), "Does it leak?");
    }

    use super::*;

    #[test]
    fn a_section_stands_before_what_closes_the_chapter() {
        let page =
            "# T {#t}\n\n## A {#a}\n\nx\n\n## What to do {#monday}\n\n## Sources {#sources}\n";
        let expected = "# T {#t}\n\n## A {#a}\n\nx\n\n## N {#n}\n\n## What to do {#monday}\n\n## Sources {#sources}\n";
        assert_eq!(with_section(page, "## N {#n}\n\n"), expected);
        assert_eq!(
            with_section("# T {#t}\n", "## N {#n}\n\n"),
            "# T {#t}\n\n## N {#n}\n"
        );
    }
}
