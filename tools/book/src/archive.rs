//! The book to take along: the whole site in one zip file, which reads the same without a server.

use crate::built::{below, files_below};
use anyhow::{Context, Result};
use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Its name on the site, to which every page links.
pub(crate) const NAME: &str = "memory-measured.zip";

/// The folder inside of it.
const FOLDER: &str = "memory-measured";

/// Begins the link to the archive at the foot of a page (`render::parts::foot`).
const LINK: &str = "<a class=\"page-foot-offline\"";

/// Begins the paragraph of the landing page with what there is to take along (`site::pages`).
pub(crate) const DOWNLOADS: &str = "<p class=\"downloads\"";

/// Packs the site in `site` into a file beside its pages. The same pages give the same bytes: files are
/// sorted, and all have the same date.
pub(crate) fn write(site: &Path) -> Result<()> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(3))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for file in files_below(site) {
        let name = below(site, &file);
        let bytes =
            std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let bytes = if name.ends_with(".html") {
            let page = without(&bytes, LINK, "</a>");
            without(page.as_bytes(), DOWNLOADS, "</p>").into_bytes()
        } else {
            bytes
        };
        archive.start_file(format!("{FOLDER}/{name}"), options)?;
        archive.write_all(&bytes)?;
    }
    let bytes = archive.finish()?.into_inner();
    let path = site.join(NAME);
    std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// A page without its links to the archive that it is in, or to a file beside that.
fn without(page: &[u8], opens: &str, closes: &str) -> String {
    let text = String::from_utf8_lossy(page);
    let found = text.find(opens).and_then(|start| {
        let length = text[start..].find(closes)? + closes.len();
        Some(start..start + length)
    });
    match found {
        Some(link) => [&text[..link.start], &text[link.end..]].concat(),
        None => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_site_gives_the_same_archive() {
        let site = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(site.path().join("ko")).expect("a folder");
        for file in ["index.html", "ko/index.html"] {
            let page = format!(
                "<p>힙</p>{LINK} href=\"x.zip\">x</a>{DOWNLOADS}><a href=\"x.zip\">x</a></p>"
            );
            std::fs::write(site.path().join(file), page).expect("a page");
        }
        let pack = || {
            write(site.path()).expect("an archive");
            let bytes = std::fs::read(site.path().join(NAME)).expect("its bytes");
            std::fs::remove_file(site.path().join(NAME)).expect("it goes");
            bytes
        };
        let (once, again) = (pack(), pack());
        assert_eq!(once, again);
        let mut archive = zip::ZipArchive::new(Cursor::new(once)).expect("a zip file");
        assert_eq!(archive.len(), 2);
        let page = archive.by_index(1).expect("the page");
        let page = std::io::read_to_string(page).expect("its text");
        assert_eq!(page, "<p>힙</p>");
    }
}
