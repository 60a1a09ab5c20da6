//! `[preprocessor.book] runner`: the playground on which a published book runs its listings.
//!
//! A book without the setting has nothing of this in its pages. With it, pages with listings get the same
//! panel as under `cargo book`, and what a reader runs is sent to that address, and only when they run it.

use crate::report::Failure;
use crate::run::{baseline, page};
use anyhow::{Context, Result};
use catalog::{Catalog, Diagnostic, Listing, PageMode};
use maud::html;
use mdbook_driver::config::Config;
use serde_json::json;
use std::path::Path;
use toml_edit::{ImDocument, Item};
use url::{Host, Url};

const FOLDER: &str = "assets/run";

/// Stands around what a page gets, so that `cargo book` can put its own runner there.
const BEGIN: &str = "<!--runner-->";
const END: &str = "<!--/runner-->";

/// What is wrong with the setting in book.toml.
pub(crate) fn check(root: &Path) -> Option<Diagnostic> {
    // A file that cannot be read, or is not TOML, is reported as such.
    let text = std::fs::read_to_string(root.join("book.toml")).ok()?;
    let document = ImDocument::parse(text.as_str()).ok()?;
    let setting: &Item = document.get("preprocessor")?.get("book")?.get("runner")?;
    let span = setting.span().unwrap_or(0..0);
    let problem = |what: String| Diagnostic::at("book.toml", &text, span.clone(), what);
    let Some(address) = setting.as_str() else {
        let help = "write it as in runner = \"https://play.example.org/\"";
        return Some(problem("runner is not a string".to_owned()).help(help));
    };
    let (what, help) = parse(address).err()?;
    Some(problem(format!("runner '{address}' {what}")).help(help))
}

/// The address below which `/execute` stands, with its last slash; `None` when the book has no runner.
pub(crate) fn endpoint(config: &Config) -> Result<Option<Url>, Failure> {
    let setting: Option<String> = config.get("preprocessor.book.runner")?;
    let setting = setting.unwrap_or_default();
    parse(&setting)
        .map_err(|(what, help)| Failure::Usage(format!("runner '{setting}' {what}: {help}")))
}

/// What is wrong, and what to do, as the error.
fn parse(setting: &str) -> Result<Option<Url>, (&'static str, &'static str)> {
    if setting.is_empty() {
        return Ok(None);
    }
    let whole = "write the whole address, as in https://play.example.org/";
    let mut url = Url::parse(setting).map_err(|_| ("is not an address", whole))?;
    let is_local = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => return Err(("is not an address", whole)),
    };
    match url.scheme() {
        "https" => {}
        "http" if is_local => {}
        "http" => {
            let what = "is not encrypted, so that others could read and change what readers run";
            return Err((what, "use https://; http:// is for 127.0.0.1 and localhost"));
        }
        _ => return Err(("is not an address of the web", whole)),
    }
    let base = "name the address below which /execute stands, as in https://play.example.org/";
    if url.query().is_some() || url.fragment().is_some() {
        return Err(("has a query or a fragment", base));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err((
            "has a user or a password, which every reader would see",
            base,
        ));
    }
    let path = url.path().trim_end_matches('/').to_owned();
    if path.ends_with("/execute") || path.ends_with("/evaluate.json") {
        return Err(("is the address of one request", base));
    }
    url.set_path(&format!("{path}/"));
    Ok(Some(url))
}

/// Gives the pages of the built site their panel, and the files that it needs.
pub(crate) fn write(catalog: &Catalog, site: &Path, endpoint: &Url) -> Result<()> {
    let folder = site.join(FOLDER);
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("cannot create {}", folder.display()))?;
    let put = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    };
    for file in page::FILES {
        put(file.name, file.text)?;
    }
    put("tracer.txt", &runner::inline_tracer())?;
    let mut names = Vec::new();
    for listing in catalog.listings.values() {
        if let Some(crates) = crates(catalog, listing) {
            let code = runner::original(catalog, listing)?;
            let recorded = baseline::recorded(catalog, &listing.name);
            let about = json!({ "code": code, "crates": crates, "recorded": recorded });
            put(&format!("{}.json", listing.name), &about.to_string())?;
            names.push(listing.name.as_str());
        }
    }
    pages(site, endpoint, &names.join(" "))
}

fn pages(site: &Path, endpoint: &Url, names: &str) -> Result<()> {
    for file in crate::built::files_below(site) {
        if file.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let html = std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
        if !page::has_listings(&html) {
            continue;
        }
        let depth = crate::built::below(site, &file).matches('/').count();
        let folder = format!("{}{FOLDER}/", "../".repeat(depth));
        let meta = html! {
            meta name="memory-lab-run" content=(endpoint) data-files=(folder) data-listings=(names);
        };
        let head = format!(
            "{BEGIN}{}{}{END}</head>",
            meta.into_string(),
            page::tags(&folder)
        );
        std::fs::write(&file, html.replacen("</head>", &head, 1))
            .with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

/// A page without the runner of the published book: a server with a runner of its own comes first.
pub(crate) fn without(html: String) -> String {
    match (html.find(BEGIN), html.find(END)) {
        (Some(begin), Some(end)) if begin < end => {
            format!("{}{}", &html[..begin], &html[end + END.len()..])
        }
        _ => html,
    }
}

/// The crates that a listing uses; `None` when it cannot run elsewhere: it needs more than one file, or a
/// crate of this book.
fn crates(catalog: &Catalog, listing: &Listing) -> Option<Vec<String>> {
    if listing.settings.page == PageMode::Recorded {
        return None;
    }
    let folder = catalog.root.join(&listing.dir);
    let mut files = folder.join("src").read_dir().ok()?.flatten();
    if files.any(|file| file.file_name() != "lib.rs" && file.file_name() != "main.rs") {
        return None;
    }
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    let manifest = ImDocument::parse(manifest).ok()?;
    let Some(dependencies) = manifest.get("dependencies").and_then(Item::as_table_like) else {
        return Some(Vec::new());
    };
    let of_a_registry = |item: &Item| item.get("path").is_none() && item.get("workspace").is_none();
    dependencies
        .iter()
        .map(|(name, item)| of_a_registry(item).then(|| name.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_with_or_without_its_last_slash() {
        for (setting, expected) in [
            ("https://play.example.org", "https://play.example.org/"),
            ("https://example.org/play/", "https://example.org/play/"),
            ("http://127.0.0.1:5000/r/0a", "http://127.0.0.1:5000/r/0a/"),
            ("http://localhost:5000", "http://localhost:5000/"),
            ("http://[::1]:5000", "http://[::1]:5000/"),
        ] {
            let url = parse(setting).expect(setting).expect("an address");
            assert_eq!(url.as_str(), expected);
        }
        assert_eq!(parse(""), Ok(None));
    }

    #[test]
    fn what_is_no_base_address_is_refused() {
        for (setting, expected) in [
            ("play.example.org", "is not an address"),
            ("https://", "is not an address"),
            ("javascript:alert(1)", "is not an address"),
            ("ftp://example.org/", "is not an address of the web"),
            ("http://example.org/", "is not encrypted"),
            ("http://127.0.0.1.example.org/", "is not encrypted"),
            ("https://example.org/?a=b", "has a query"),
            ("https://me:secret@example.org/", "has a user or a password"),
            (
                "https://example.org/execute",
                "is the address of one request",
            ),
        ] {
            let (what, _) = parse(setting).expect_err(setting);
            assert!(what.starts_with(expected), "{setting}: {what}");
        }
    }

    #[test]
    fn a_server_of_its_own_takes_the_place_of_the_runner() {
        let page = format!("<head>{BEGIN}<meta>{END}</head>");
        assert_eq!(without(page), "<head></head>");
        assert_eq!(without("<head></head>".to_owned()), "<head></head>");
    }
}
