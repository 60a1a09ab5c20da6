//! The pages of each language: mdBook renders them, and the theme's places are filled.

use super::assets::Assets;
use super::chapters::Contents;
use super::config::{base, config};
use super::pages::Pages;
use super::swap::writable;
use crate::preprocess::BookPreprocessor;
use crate::report::{self, Failure};
use crate::search;
use anyhow::Context;
use catalog::Catalog;
use mdbook_driver::MDBook;
use render::{Language, Stash};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// A book without it keeps the look of mdBook, and its files.
const THEME: &str = "theme/index.hbs";

/// All languages at the same time: they share nothing but the catalog. Returns the books' titles.
pub(super) fn build_languages(
    root: &Path,
    catalog: &Arc<Catalog>,
    fresh: &Path,
) -> Result<Vec<(Language, String)>, Failure> {
    std::thread::scope(|scope| {
        let builds = Language::ALL
            .map(|language| scope.spawn(move || build_language(root, language, catalog, fresh)));
        let done = builds.map(|build| {
            build
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        let titled = Language::ALL.into_iter().zip(done);
        titled
            .map(|(language, title)| Ok((language, title?)))
            .collect()
    })
}

fn build_language(
    root: &Path,
    language: Language,
    catalog: &Arc<Catalog>,
    fresh: &Path,
) -> Result<String, Failure> {
    let folder = fresh.join(language.code());
    let config = config(root, language, &folder)?;
    let mut book = MDBook::load_with_config(root, config.clone())?;
    let parts = tempfile::tempfile_in(fresh).with_context(|| writable(fresh))?;
    let stash = Arc::new(Stash::new(parts));
    write_pages(&mut book, language, catalog, &stash)?;
    let title = config.book.title.clone().unwrap_or_default();
    let base = base(&config)?;
    if root.join(THEME).is_file() {
        let pages = Pages {
            language,
            folder: &folder,
            title: title.clone(),
            contents: &Contents::of(&book.book),
            assets: &Assets::write(root, &config, fresh)?,
            base: base.as_ref(),
            stash: &stash,
        };
        pages.fill()?;
    } else {
        put_back(&stash, &folder)?;
    }
    search::write(root, language, &book.book, &folder)?;
    Ok(title)
}

/// Has mdBook write the pages; what is wrong with them comes first, and then what went wrong in writing.
fn write_pages(
    book: &mut MDBook,
    language: Language,
    catalog: &Arc<Catalog>,
    stash: &Arc<Stash>,
) -> Result<(), Failure> {
    let problems = Arc::new(Mutex::new(Vec::new()));
    book.with_preprocessor(BookPreprocessor {
        catalog: Arc::clone(catalog),
        raw_links: true,
        stash: Some(Arc::clone(stash)),
        problems: Arc::clone(&problems),
    });
    let built = book.build();
    report::content(std::mem::take(
        &mut *problems.lock().unwrap_or_else(PoisonError::into_inner),
    ))?;
    built.with_context(|| format!("cannot build {}", language.code()))?;
    Ok(())
}

/// Completes the pages that mdBook wrote in its own theme.
fn put_back(stash: &Stash, folder: &Path) -> anyhow::Result<()> {
    for entry in folder
        .read_dir()
        .with_context(|| writable(folder))?
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            put_back(stash, &path)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            let page = std::fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let whole = stash.restore(&page);
            let whole = whole.with_context(|| format!("cannot complete {}", path.display()))?;
            if let Some(whole) = whole {
                std::fs::write(&path, whole).with_context(|| writable(folder))?;
            }
        }
    }
    Ok(())
}
