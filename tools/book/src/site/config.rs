//! book.toml, as far as a language's book has it from there.

use super::meta::Base;
use crate::report::Failure;
use mdbook_driver::config::Config;
use render::Language;
use std::path::{Path, PathBuf};

/// book.toml with one language's source, title and place on the site.
pub(super) fn config(root: &Path, language: Language, dest: &Path) -> Result<Config, Failure> {
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

/// `[preprocessor.book] base-url`: where the site will be.
pub(super) fn base(config: &Config) -> Result<Option<Base>, Failure> {
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
