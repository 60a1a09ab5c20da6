//! `cargo book build`: both languages into a fresh folder, which then takes the place of the old one.
//!
//! mdBook renders the pages of each language alone; what needs the whole book is added afterwards.

mod assets;
mod chapters;
mod meta;
mod pages;
pub(crate) mod playground;

use crate::preprocess::BookPreprocessor;
use crate::progress::Terminal;
use crate::report::Failure;
use crate::{Outcome, archive, check, cli, epub, report, search};
use anyhow::Context;
use assets::Assets;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use catalog::Catalog;
pub(crate) use chapters::{Chapter, Contents};
use lab::Progress;
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use meta::Base;
use pages::Pages;
use render::{Language, Stash};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tempfile::TempDir;

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
    copy_recorded(&catalog, folder)?;
    around(root, &titles, folder)?;
    copy_modules(root, folder)?;
    copy_widgets(&catalog, folder)?;
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

/// `[preprocessor.book] base-url`: where the site will be.
fn base(config: &Config) -> Result<Option<Base>, Failure> {
    let setting: Option<String> = config.get("preprocessor.book.base-url")?;
    let Some(setting) = setting.filter(|setting| !setting.is_empty()) else {
        return Ok(None);
    };
    let base = Base::of(&setting);
    let wrong = || {
        format!(
            "base-url '{setting}' must begin with https:// or http://, as in https://example.org/book/"
        )
    };
    base.map(Some).ok_or_else(|| Failure::Usage(wrong()))
}

/// Begins the names of the folders that a build works in.
const WORKING: &str = ".cargo-book-";

fn beside(parent: &Path) -> anyhow::Result<TempDir> {
    let folder = tempfile::Builder::new().prefix(WORKING).tempdir_in(parent);
    folder.with_context(|| writable(parent))
}

/// A build that is killed leaves its folder behind. One that is an hour old is nobody's any more.
fn remove_leftovers(parent: &Path) {
    for entry in parent.read_dir().into_iter().flatten().flatten() {
        let changed = entry.metadata().and_then(|data| data.modified()).ok();
        let age = changed.and_then(|time| time.elapsed().ok());
        let is_working = entry.file_name().to_string_lossy().starts_with(WORKING);
        if is_working && age.is_some_and(|age| age > Duration::from_secs(3600)) {
            // In the way of nothing: the next build tries again.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

fn writable(folder: &Path) -> String {
    format!(
        "cannot write to {}: is it writable? (--dest names another folder)",
        folder.display()
    )
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

/// All languages at the same time: they share nothing but the catalog. Returns the books' titles.
fn build_languages(
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
    let problems = Arc::new(Mutex::new(Vec::new()));
    let stash = Arc::new(Stash::default());
    book.with_preprocessor(BookPreprocessor {
        catalog: Arc::clone(catalog),
        raw_links: true,
        stash: Some(Arc::clone(&stash)),
        problems: Arc::clone(&problems),
    });
    let built = book.build();
    report::content(std::mem::take(
        &mut *problems.lock().unwrap_or_else(PoisonError::into_inner),
    ))?;
    built.with_context(|| format!("cannot build {}", language.code()))?;
    put_back(&stash, &folder)?;
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
        };
        pages.fill()?;
    }
    search::write(root, language, &book.book, &folder)?;
    Ok(title)
}

/// Completes the pages that mdBook wrote.
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
            if let Some(whole) = stash.restore(&page) {
                std::fs::write(&path, whole).with_context(|| writable(folder))?;
            }
        }
    }
    Ok(())
}

/// A book without it keeps the look of mdBook, and its files.
const THEME: &str = "theme/index.hbs";

/// book.toml with one language's source, title and place on the site.
fn config(root: &Path, language: Language, dest: &Path) -> Result<Config, Failure> {
    let mut config = Config::from_disk(root.join("book.toml"))?;
    // MDBOOK_PREPROCESSOR__BOOK__REPOSITORY_URL and its like, as in the stock mdbook command.
    config.update_from_env()?;
    let code = language.code();
    let title: Option<String> = config.get(&format!("preprocessor.book.titles.{code}"))?;
    config.book.title = title.or(config.book.title);
    config.book.language = Some(code.to_owned());
    config.book.src = PathBuf::from("src").join(code);
    config.build.build_dir = dest.to_owned();
    let base = base(&config)?;
    let under = base.as_ref().map_or("/", Base::path);
    config.set("output.html.site-url", format!("{under}{code}/"))?;
    without_stock_search(&mut config)?;
    Ok(config)
}

/// The table turns off the search of the stock mdbook command. This mdBook is linked without it, and warns.
fn without_stock_search(config: &mut Config) -> anyhow::Result<()> {
    let Some(mut html) = config.get::<serde_json::Value>("output.html")? else {
        return Ok(());
    };
    if let Some(table) = html.as_object_mut() {
        table.remove("search");
    }
    config.set("output.html", html)
}

/// Pages link to the raw data, so it goes onto the site.
fn copy_recorded(catalog: &Catalog, fresh: &Path) -> anyhow::Result<()> {
    for listing in catalog.listings.values() {
        for file in [
            listing.heap_path(),
            listing.layout_path(),
            listing.output_path(),
            listing.bench_path(),
        ] {
            let source = catalog.root.join(&file);
            let Some(name) = file.file_name().filter(|_| source.is_file()) else {
                continue;
            };
            for language in Language::ALL {
                let folder = fresh
                    .join(language.code())
                    .join("recorded")
                    .join(&listing.name);
                std::fs::create_dir_all(&folder).with_context(|| writable(&folder))?;
                std::fs::copy(&source, folder.join(name)).with_context(|| writable(&folder))?;
            }
        }
    }
    Ok(())
}

/// The modules of interactive parts keep their names: they import each other.
fn copy_modules(root: &Path, fresh: &Path) -> anyhow::Result<()> {
    let entries = std::fs::read_dir(root.join("theme/js/modules"));
    let folder = fresh.join("assets/modules");
    for file in entries.into_iter().flatten().flatten() {
        std::fs::create_dir_all(&folder).with_context(|| writable(&folder))?;
        std::fs::copy(file.path(), folder.join(file.file_name()))
            .with_context(|| writable(&folder))?;
    }
    Ok(())
}

/// The scripts of widgets, and their WebAssembly as a script, which a page from a folder can load too.
fn copy_widgets(catalog: &Catalog, fresh: &Path) -> anyhow::Result<()> {
    let folder = fresh.join("assets/widgets");
    for widget in catalog.widgets.values() {
        std::fs::create_dir_all(&folder).with_context(|| writable(&folder))?;
        for asset in widget.assets(&catalog.root) {
            let mut bytes = std::fs::read(catalog.root.join(&asset.path))
                .with_context(|| format!("cannot read {}", asset.path.display()))?;
            if asset
                .path
                .extension()
                .is_some_and(|ending| ending == "wasm")
            {
                let text = STANDARD.encode(&bytes);
                bytes =
                    format!("bookWidgets.wasm(\"{}\", \"{text}\");\n", widget.name).into_bytes();
            }
            std::fs::write(folder.join(asset.name), bytes).with_context(|| writable(&folder))?;
        }
    }
    Ok(())
}

/// Only a built book or an empty folder is replaced: `--dest` may name something else by mistake.
fn replaceable(dest: &Path) -> Outcome {
    let is_empty = || {
        dest.read_dir()
            .is_ok_and(|mut files| files.next().is_none())
    };
    let is_book = || {
        let mut codes = Language::ALL.iter().map(|language| language.code());
        codes.all(|code| dest.join(code).join("index.html").is_file())
    };
    if !dest.exists() || is_empty() || is_book() {
        return Ok(());
    }
    let message = format!(
        "{} is not a built book: choose another --dest",
        dest.display()
    );
    Err(Failure::Usage(message))
}

/// Puts the fresh folder where the old one was.
fn swap(fresh: &Path, dest: &Path) -> Outcome {
    let parent = dest.parent().unwrap_or(Path::new("."));
    let aside = beside(parent)?;
    open_to_readers(fresh)?;
    exchange(fresh, dest, &aside.path().join("old")).with_context(|| writable(dest))?;
    Ok(())
}

/// Moves `dest` aside first, so that a reader never sees half a site, and back when the other fails.
fn exchange(fresh: &Path, dest: &Path, aside: &Path) -> std::io::Result<()> {
    let existed = dest.exists();
    if existed {
        std::fs::rename(dest, aside)?;
    }
    std::fs::rename(fresh, dest).inspect_err(|_| {
        if existed {
            // The first error is the one to report.
            let _ = std::fs::rename(aside, dest);
        }
    })
}

/// Temporary folders are private; a site is not.
#[cfg(unix)]
fn open_to_readers(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))
        .with_context(|| writable(folder))
}

#[cfg(not(unix))]
fn open_to_readers(_: &Path) -> anyhow::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_site_comes_back_when_the_new_one_cannot_be_moved() {
        let folder = tempfile::tempdir().expect("a folder");
        let dest = folder.path().join("book");
        std::fs::create_dir(&dest).expect("the old site");
        std::fs::write(dest.join("index.html"), "old").expect("its page");
        let missing = folder.path().join("no-such-folder");
        let error = exchange(&missing, &dest, &folder.path().join("aside"));
        assert!(error.is_err());
        let page = std::fs::read_to_string(dest.join("index.html"));
        assert_eq!(page.expect("its page"), "old");
    }

    #[cfg(unix)]
    #[test]
    fn folders_of_killed_builds_are_removed_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let long_ago = std::time::SystemTime::now() - Duration::from_secs(7200);
        for (name, time) in [(".cargo-book-a", long_ago), (".book-notes", long_ago)] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder");
            let opened = std::fs::File::open(folder.path().join(name)).expect("a folder");
            opened.set_modified(time).expect("its time is set");
        }
        let working = beside(folder.path()).expect("a folder");
        remove_leftovers(folder.path());
        assert!(!folder.path().join(".cargo-book-a").exists());
        assert!(folder.path().join(".book-notes").exists() && working.path().exists());
    }
}
