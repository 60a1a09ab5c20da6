//! `cargo book build`: both languages into a fresh folder, which then takes the place of the old one.
//!
//! mdBook renders the pages of each language alone; what needs the whole book is added afterwards.

mod assets;
mod chapters;
mod config;
mod copy;
mod landing;
mod language;
mod meta;
mod pages;
mod place;
pub(crate) mod playground;
mod small;
mod stock;
mod swap;
mod text;

use crate::progress::Terminal;
use crate::report::Failure;
use crate::{Outcome, archive, check, cli, epub, report};
use anyhow::Context;
use catalog::Catalog;
pub(crate) use chapters::{Chapter, Contents};
use config::{base, config};
use lab::Progress;
use language::build_languages;
use mdbook_driver::MDBook;
use render::Language;
use std::path::Path;
use std::sync::Arc;
use swap::{beside, remove_leftovers, replaceable, swap, writable};

/// Builds the site into `options.dest`.
pub(crate) fn run(root: &Path, options: &cli::Build) -> Outcome {
    let dest = root.join(&options.dest);
    build(root, &dest, |site| match options.epub {
        true => epub::write(root, site),
        false => Ok(()),
    })?;
    println!("built {}", dest.join("index.html").display());
    for language in Language::ALL.into_iter().filter(|_| options.epub) {
        println!("built {}", dest.join(epub::name(language)).display());
    }
    Ok(())
}

/// Checks the pages, builds both languages beside `dest`, lets `finish` add to them, and swaps. Whatever goes
/// wrong, the site that was there stays.
pub(crate) fn build(root: &Path, dest: &Path, finish: impl FnOnce(&Path) -> Outcome) -> Outcome {
    replaceable(dest)?;
    let checked = check::sources(root);
    report::content(checked.problems)?;
    let parent = dest.parent().unwrap_or(root);
    std::fs::create_dir_all(parent).with_context(|| writable(parent))?;
    remove_leftovers(parent);
    let fresh = beside(parent)?;
    let progress = Terminal::default();
    progress.begin("building", Some(Language::ALL.len()));
    pages(&checked.catalog, fresh.path(), &progress)?;
    finish(fresh.path())?;
    progress.end();
    swap(fresh.path(), dest)
}

/// Builds both languages into an empty folder.
pub(crate) fn pages(catalog: &Catalog, folder: &Path, progress: &dyn Progress) -> Outcome {
    logging();
    let root = catalog.root.as_path();
    let catalog = Arc::new(catalog.clone());
    for language in Language::ALL {
        progress.step(&format!("src/{}", language.code()));
    }
    let titles = build_languages(root, &catalog, folder)?;
    copy::recorded(&catalog, folder)?;
    around(root, &titles, folder)?;
    copy::modules(root, folder)?;
    copy::widgets(&catalog, folder)?;
    // The archive is for reading without a network: it has no runner.
    archive::write(folder)?;
    if let Some(endpoint) = playground::endpoint(&config(root, Language::En, folder)?)? {
        playground::write(&catalog, folder, &endpoint)?;
    }
    Ok(())
}

/// The files beside the two languages: the choice between them, the page for a wrong address, and where
/// the site's own address is known, what search engines read.
fn around(root: &Path, titles: &[(Language, String)], fresh: &Path) -> Outcome {
    let base = base(&config(root, Language::En, fresh)?)?;
    let write = |name: &str, text: String| {
        std::fs::write(fresh.join(name), text).with_context(|| writable(fresh))
    };
    write("index.html", meta::choice(titles, base.as_ref()))?;
    write("404.html", meta::not_found(titles, base.as_ref()))?;
    if let Some(base) = &base {
        let book = MDBook::load_with_config(root, config(root, Language::En, fresh)?)?;
        write(
            "sitemap.xml",
            meta::sitemap(&Contents::of(&book.book), base),
        )?;
        write("robots.txt", meta::robots(base))?;
    }
    Ok(())
}

/// The title of a language's book, and its chapters in reading order.
pub(crate) fn contents(root: &Path, language: Language) -> Result<(String, Contents), Failure> {
    // Nothing is built, so it does not matter where.
    let config = config(root, language, root)?;
    let book = MDBook::load_with_config(root, config)?;
    let title = book.config.book.title.clone().unwrap_or_default();
    Ok((title, Contents::of(&book.book)))
}

/// mdBook tells its warnings through tracing; only the first caller can set that up.
fn logging() {
    let _ = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .with_writer(std::io::stderr)
        .without_time()
        .with_target(false)
        .try_init();
}
