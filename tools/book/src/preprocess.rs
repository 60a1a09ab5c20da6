//! The book's preprocessor: in-process when `cargo book` builds, over mdBook's protocol when the stock
//! `mdbook` command does. Both have the same name, so the first replaces the second and it runs once.

use crate::cli::{Preprocess, Question};
use crate::{Outcome, archive, report};
use anyhow::{Context, anyhow};
use catalog::{Catalog, Diagnostic};
use mdbook_preprocessor::book::{Book, Chapter};
use mdbook_preprocessor::config::Config;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use render::{Language, Page, Renderer, Stash};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Its name in book.toml.
pub(crate) const NAME: &str = "book";

/// Replaces the directives of all pages.
pub(crate) struct BookPreprocessor {
    /// The listings.
    pub(crate) catalog: Arc<Catalog>,
    /// Recorded files are copied into the site.
    pub(crate) raw_links: bool,
    /// Keeps what mdBook need not parse, for who puts it back; without it the pages are whole.
    pub(crate) stash: Option<Arc<Stash>>,
    /// Where the problems of all pages go.
    pub(crate) problems: Arc<Mutex<Vec<Diagnostic>>>,
}

impl Preprocessor for BookPreprocessor {
    fn name(&self) -> &str {
        NAME
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> anyhow::Result<Book> {
        let renderer = Renderer {
            catalog: &self.catalog,
            raw_links: self.raw_links,
            // `cargo book build` makes it beside the pages, as it copies the recorded files.
            offline: self.raw_links.then(|| archive::NAME.to_owned()),
            repository: context
                .config
                .get(&format!("preprocessor.{NAME}.repository-url"))?,
            stash: self.stash.clone(),
        };
        let language = language(&context.config)?;
        let mut problems = Vec::new();
        book.for_each_chapter_mut(|chapter| {
            let Some(page) = page(&context.config, language, chapter) else {
                return;
            };
            let rendered = match context.renderer.as_str() {
                "test" => renderer.test(&page),
                _ => renderer.html(&page),
            };
            problems.extend(rendered.problems);
            chapter.content = rendered.text;
        });
        if context.renderer == "html" {
            callouts(&context.config, &mut book)?;
        }
        let failed = !problems.is_empty();
        self.problems
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(problems);
        if failed {
            Err(anyhow!("the pages have problems"))
        } else {
            Ok(book)
        }
    }

    fn supports_renderer(&self, _: &str) -> anyhow::Result<bool> {
        Ok(true)
    }
}

/// `src/en` or the configured language says which it is.
fn language(config: &Config) -> anyhow::Result<Language> {
    let folder = config
        .book
        .src
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    Language::of_code(folder).with_context(|| {
        format!(
            "book.src must end with a language, not '{}'",
            config.book.src.display()
        )
    })
}

fn page<'a>(config: &Config, language: Language, chapter: &'a Chapter) -> Option<Page<'a>> {
    let number = chapter
        .number
        .as_ref()
        .map(|number| number.to_string().trim_end_matches('.').to_owned());
    let path = config.book.src.join(chapter.source_path.as_ref()?);
    Some(Page {
        language,
        path,
        text: &chapter.content,
        number,
    })
}

/// Passes all pages through mdbook-admonish in one call.
fn callouts(config: &Config, book: &mut Book) -> anyhow::Result<()> {
    let settings = config.get::<serde_json::Value>(&format!("preprocessor.{NAME}.admonish"))?;
    let settings = settings.unwrap_or(serde_json::Value::Null);
    let mut pages = Vec::new();
    book.for_each_chapter_mut(|chapter| pages.push(std::mem::take(&mut chapter.content)));
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let mut done = render::admonish(&settings, &pages)?.into_iter();
    // The same traversal as above, so that each chapter gets its own content back.
    book.for_each_chapter_mut(|chapter| chapter.content = done.next().unwrap_or_default());
    Ok(())
}

/// `cargo book preprocess`: book in on stdin, book out on stdout, nothing else on stdout.
pub(crate) fn run(root: &Path, options: &Preprocess) -> Outcome {
    if let Some(Question::Supports { renderer: _ }) = &options.question {
        return Ok(());
    }
    let (context, book) = mdbook_preprocessor::parse_input(std::io::stdin()).context(
        "stdin is not mdBook's preprocessor input; the stock mdbook command calls this verb",
    )?;
    let (catalog, mut problems) = Catalog::load(root);
    let collected = Arc::new(Mutex::new(Vec::new()));
    let preprocessor = BookPreprocessor {
        catalog: Arc::new(catalog),
        raw_links: false,
        stash: None,
        problems: Arc::clone(&collected),
    };
    let book = preprocessor.run(&context, book);
    problems.extend(
        collected
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .drain(..),
    );
    report::content(problems)?;
    serde_json::to_writer(std::io::stdout(), &book?).context("cannot write to stdout")?;
    Ok(())
}
