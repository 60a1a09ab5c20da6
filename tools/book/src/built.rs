//! The built pages: does every link lead somewhere, has every image words and a size, and is no asterisk
//! left over? Only the finished HTML can tell, since links come from Markdown, directives and the theme alike.

mod files;
mod link;
mod page;
mod source;

pub(crate) use files::{below, files_below};
pub(crate) use link::{is_foreign, resolve};

use catalog::Diagnostic;
use page::Built;
use source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The pages of a site, and all of its files, by their paths in it.
#[derive(Default)]
struct Site {
    pages: BTreeMap<String, Built>,
    files: BTreeSet<String>,
}

/// Checks the site in the folder `site`, built from the book at `root`.
pub(crate) fn check(root: &Path, site: &Path) -> Vec<Diagnostic> {
    let site = Site::read(site);
    // mdBook serves a 404.html for addresses at any depth, so its links mean nothing from here.
    let pages = site.pages.iter();
    let pages = pages.filter(|(name, _)| !name.ends_with("404.html"));
    pages
        .flat_map(|(name, page)| problems(&Source::of(root, name), name, page, &site))
        .collect()
}

impl Site {
    fn read(folder: &Path) -> Self {
        let mut site = Self::default();
        for file in files_below(folder) {
            let name = below(folder, &file);
            if name.ends_with(".html") {
                let html = std::fs::read_to_string(&file).unwrap_or_default();
                site.pages.insert(name.clone(), Built::of(&html));
            }
            site.files.insert(name);
        }
        site
    }
}

fn problems(source: &Source, name: &str, page: &Built, site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for link in &page.links {
        let fault = link::fault(name, link, site);
        problems.extend(fault.map(|(message, help)| source.problem(link, message).help(help)));
    }
    for (image, missing) in &page.images {
        let message = format!("the image {image} has no {missing}");
        problems.push(source.problem(image, message).help(IMAGE));
    }
    for after in &page.asterisks {
        let message = "the page shows these asterisks, since CommonMark takes them for no emphasis";
        let problem = source.problem(&format!("**{after}"), message.to_owned());
        problems.push(problem.help(EMPHASIS));
    }
    problems
}

const IMAGE: &str = "write it as <img src=\"…\" alt=\"what it shows\" width=\"…\" height=\"…\">, \
                     so that the text does not jump when it arrives";
const EMPHASIS: &str = "a closing ** between a punctuation mark and Hangul does not close: put brackets, \
                        quotation marks and code outside of the asterisks, as in **소유권**(ownership)은";
