//! The built pages: does every link lead somewhere, has every image words and a size, and is no asterisk
//! left over? Only the finished HTML can tell, since links come from Markdown, directives and the theme alike.

use crate::html::{Element, Piece, pieces};
use catalog::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A built page.
#[derive(Default)]
struct Built {
    ids: BTreeSet<String>,
    links: Vec<String>,
    /// Images, each with what is missing.
    images: Vec<(String, &'static str)>,
    /// What follows each `**` that was meant as emphasis.
    asterisks: Vec<String>,
}

/// Checks the site in the folder `site`, built from the book at `root`.
pub(crate) fn check(root: &Path, site: &Path) -> Vec<Diagnostic> {
    let mut pages = BTreeMap::new();
    let mut files = BTreeSet::new();
    for file in files_below(site) {
        let name = below(site, &file);
        if name.ends_with(".html") {
            let html = std::fs::read_to_string(&file).unwrap_or_default();
            pages.insert(name.clone(), read(&html));
        }
        files.insert(name);
    }
    let mut problems = Vec::new();
    for (name, page) in &pages {
        // mdBook serves it for addresses at any depth, so its links mean nothing from here.
        if name.ends_with("404.html") {
            continue;
        }
        let source = Source::of(root, name);
        for link in &page.links {
            let fault = fault(name, link, &files, &pages);
            problems.extend(fault.map(|(message, help)| source.problem(link, message).help(help)));
        }
        for (image, missing) in &page.images {
            let message = format!("the image {image} has no {missing}");
            problems.push(source.problem(image, message).help(IMAGE));
        }
        for after in &page.asterisks {
            let message =
                "the page shows these asterisks, since CommonMark takes them for no emphasis";
            problems.push(
                source
                    .problem(&format!("**{after}"), message.to_owned())
                    .help(EMPHASIS),
            );
        }
    }
    problems
}

const IMAGE: &str = "write it as <img src=\"…\" alt=\"what it shows\" width=\"…\" height=\"…\">, \
                     so that the text does not jump when it arrives";
const EMPHASIS: &str = "a closing ** between a punctuation mark and Hangul does not close: put brackets, \
                        quotation marks and code outside of the asterisks, as in **소유권**(ownership)은";

/// The Markdown that a page was built from.
struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    fn of(root: &Path, page: &str) -> Self {
        let stem = page.trim_end_matches(".html");
        let readme = format!("{}README", stem.trim_end_matches("index"));
        let names = [format!("src/{stem}.md"), format!("src/{readme}.md")];
        let found = names.into_iter().find_map(|name| {
            let text = std::fs::read_to_string(root.join(&name)).ok()?;
            Some((PathBuf::from(name), text))
        });
        // The theme's own pages have none.
        let (path, text) = found.unwrap_or_else(|| (Path::new("book").join(page), String::new()));
        Self { path, text }
    }

    /// At the line that says `what`, as far as the Markdown says it.
    fn problem(&self, what: &str, message: String) -> Diagnostic {
        match self.place(what) {
            Some(range) => Diagnostic::at(&self.path, &self.text, range, message),
            None => Diagnostic::file(&self.path, message),
        }
    }

    fn place(&self, what: &str) -> Option<Range<usize>> {
        let markdown = what
            .replace("index.html", "README.md")
            .replace(".html", ".md");
        [what, &markdown]
            .into_iter()
            .filter(|it| !it.is_empty())
            .find_map(|it| {
                let at = self.text.find(it)?;
                Some(at..at + it.len())
            })
    }
}

/// What is wrong with a link on the page `from`, and what to do.
fn fault(
    from: &str,
    link: &str,
    files: &BTreeSet<String>,
    pages: &BTreeMap<String, Built>,
) -> Option<(String, String)> {
    if is_foreign(link) {
        return None;
    }
    let (address, id) = link.split_once('#').unwrap_or((link, ""));
    let address = address.split('?').next().unwrap_or_default();
    let target = match resolve(from, address) {
        Some(target) if files.contains(&target) => target,
        Some(target) if files.contains(&index(&target)) => index(&target),
        _ => {
            let message = format!("this link leads nowhere: there is no {address}");
            let help =
                "links lead to a page's .md file, relative to this one, or to a file beside it";
            return Some((message, help.to_owned()));
        }
    };
    let page = pages.get(&target)?;
    let id = percent_decoded(id);
    if id.is_empty() || page.ids.contains(&id) {
        return None;
    }
    let near = catalog::nearest(&id, page.ids.iter().map(String::as_str));
    let help = match near {
        Some(near) => format!("did you mean #{near}?"),
        None => format!("the ids of {target} are those of its headings, as in {{#stack-and-heap}}"),
    };
    Some((
        format!("this link leads nowhere: {target} has no #{id}"),
        help,
    ))
}

/// Another site, or no address at all.
pub(crate) fn is_foreign(link: &str) -> bool {
    let scheme = link.split([':', '/', '?', '#']).next().unwrap_or_default();
    link.starts_with("//") || link[scheme.len()..].starts_with(':')
}

fn index(folder: &str) -> String {
    format!("{folder}/index.html")
        .trim_start_matches('/')
        .to_owned()
}

/// The path below the site's root; none when it leaves the site.
pub(crate) fn resolve(from: &str, address: &str) -> Option<String> {
    let mut path: Vec<&str> = Vec::new();
    if address.is_empty() {
        return Some(from.to_owned());
    }
    if !address.starts_with('/') {
        path.extend(from.split('/'));
        path.pop();
    }
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop()?;
            }
            part => path.push(part),
        }
    }
    Some(percent_decoded(&path.join("/")))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = code.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(code) if *first == b'%' => {
                bytes.push(code);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn read(html: &str) -> Built {
    let mut built = Built::default();
    // Inside of these, asterisks are what they are.
    let mut verbatim = 0_usize;
    for piece in pieces(html) {
        match piece {
            Piece::Start(element) => {
                verbatim += usize::from(is_verbatim(&element.name));
                built.element(&element);
            }
            Piece::End(name) => verbatim -= usize::from(is_verbatim(&name)).min(verbatim),
            Piece::Text(text) if verbatim == 0 => built.text(&text),
            Piece::Text(_) => {}
        }
    }
    built
}

fn is_verbatim(name: &str) -> bool {
    matches!(name, "code" | "pre" | "script" | "style" | "svg" | "title")
}

impl Built {
    fn element(&mut self, element: &Element) {
        self.ids.extend(element.get("id").map(str::to_owned));
        let name = element.name.as_str();
        let link = match name {
            "a" | "link" | "use" => element.get("href"),
            "img" | "script" | "source" | "iframe" | "video" | "audio" => element.get("src"),
            _ => None,
        };
        self.links.extend(link.map(str::to_owned));
        if name == "a" {
            self.ids.extend(element.get("name").map(str::to_owned));
        }
        if name == "img" {
            let image = element.get("src").unwrap_or_default();
            let hidden = element.get("aria-hidden") == Some("true");
            let has = |key: &str| element.get(key).is_some_and(|value| !value.is_empty());
            let missing = ["alt", "width", "height"].into_iter();
            let missing = missing.filter(|key| !(has(key) || hidden && *key == "alt"));
            self.images
                .extend(missing.map(|key| (image.to_owned(), key)));
        }
    }

    /// The first asterisks of a text are enough: those that would close it are printed as well.
    fn text(&mut self, text: &str) {
        self.asterisks
            .extend(text.split_once("**").map(|(_, after)| {
                let word = after.chars().take_while(|c| !c.is_whitespace());
                word.take(8).collect()
            }));
    }
}

/// All files at or below a folder, in order.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// A file's path below a folder, with forward slashes.
pub(crate) fn below(folder: &Path, file: &Path) -> String {
    let name = file.strip_prefix(folder).unwrap_or(file);
    name.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_followed_from_the_page_they_stand_on() {
        let cases = [
            ("ko/a/index.html", "../b.html", Some("ko/b.html")),
            ("ko/a/index.html", "/en/b.html", Some("en/b.html")),
            ("ko/a.html", "", Some("ko/a.html")),
            ("ko/a.html", "%EA%B0%80.html", Some("ko/가.html")),
            ("ko/a.html", "../../b.html", None),
        ];
        for (from, address, target) in cases {
            assert_eq!(resolve(from, address).as_deref(), target, "{address}");
        }
        assert!(is_foreign("https://x.org/a") && is_foreign("mailto:a@b") && is_foreign("//x.org"));
        assert!(!is_foreign("a/b:c.html") && !is_foreign("#a:b") && !is_foreign("a.html"));
    }

    #[test]
    fn asterisks_count_outside_of_code_alone() {
        let built = read("<p>**힙(heap)**은 <code>**p</code></p><img src=\"a.svg\" alt=\"\">");
        assert_eq!(built.asterisks, ["힙(heap)*"]);
        let missing: Vec<&str> = built.images.iter().map(|it| it.1).collect();
        assert_eq!(missing, ["alt", "width", "height"]);
    }
}
