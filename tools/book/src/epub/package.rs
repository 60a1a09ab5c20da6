//! The container: what the EPUB standard asks for around the documents.

use super::page::xhtml;
use super::tree::escaped;
use super::{Document, Volume};
use crate::site::Chapter;
use anyhow::Result;
use catalog::Fingerprint;
use render::Language;
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Begins a file that an e-reader recognises: the first in the archive, and not compressed.
const MIMETYPE: &str = "application/epub+zip";

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

/// The whole file. The same pages give the same bytes.
pub(super) fn packed(volume: &Volume) -> Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let deflated = stored
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6));
    archive.start_file("mimetype", stored)?;
    archive.write_all(MIMETYPE.as_bytes())?;
    let mut add = |name: &str, text: &str| -> Result<()> {
        archive.start_file(name, deflated)?;
        Ok(archive.write_all(text.as_bytes())?)
    };
    add("META-INF/container.xml", CONTAINER)?;
    add("book/content.opf", &manifest(volume))?;
    add("book/nav.xhtml", &navigation(volume))?;
    add("book/book.css", include_str!("book.css"))?;
    for document in &volume.documents {
        add(&format!("book/text/{}", document.path), &document.xhtml)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The list of files, what the book is, and in which order it is read.
fn manifest(volume: &Volume) -> String {
    let code = volume.language.code();
    let newest = volume.documents.iter().filter_map(|it| it.newest.as_ref());
    let date = newest.max().map_or("1980-01-01", String::as_str);
    let (mut items, mut spine) = (String::new(), String::new());
    for (index, Document { path, draws, .. }) in volume.documents.iter().enumerate() {
        let properties = if *draws { " properties=\"svg\"" } else { "" };
        let _ = writeln!(
            items,
            "<item id=\"page-{index}\" href=\"text/{}\" media-type=\"application/xhtml+xml\"{properties}/>",
            escaped(path)
        );
        let _ = writeln!(spine, "<itemref idref=\"page-{index}\"/>");
    }
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{code}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{id}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>{code}</dc:language>
<dc:description>{description}</dc:description>
<meta property="dcterms:modified">{date}T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityHazard">none</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="book.css" media-type="text/css"/>
{items}</manifest>
<spine>
{spine}</spine>
</package>
"#,
        id = identifier(volume),
        title = escaped(&volume.title),
        description = escaped(&volume.description),
    )
}

/// The same for every edition of the book in this language: its title, as a UUID of the kind that is left to
/// whoever makes it (version 8).
fn identifier(volume: &Volume) -> String {
    let mut print = Fingerprint::default();
    print.add(format!("{} {}", volume.language.code(), volume.title));
    let mut hex: Vec<char> = print.digits().chars().collect();
    // The version, and the two bits of the variant (RFC 9562).
    hex[12] = '8';
    hex[16] = 'a';
    let hex: String = hex.into_iter().take(32).collect();
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

/// The table of contents: parts, their chapters, and the sections of each.
fn navigation(volume: &Volume) -> String {
    let code = volume.language.code();
    let heading = match volume.language {
        Language::Ko => "차례",
        Language::En => "Contents",
    };
    let contents = &volume.contents;
    let mut list = String::new();
    let mut part = None;
    for group in contents.chapters.chunk_by(|_, next| next.is_section()) {
        let Some((chapter, sections)) = group.split_first() else {
            continue;
        };
        if chapter.part != part {
            if part.is_some() {
                list.push_str("</ol></li>\n");
            }
            part = chapter.part;
            if let Some(title) = part.and_then(|part| contents.parts.get(part)) {
                let _ = writeln!(list, "<li><span>{}</span><ol>", escaped(title));
            }
        }
        let _ = write!(list, "<li>{}", link(chapter));
        if !sections.is_empty() {
            let items: String = sections
                .iter()
                .map(|it| format!("<li>{}</li>", link(it)))
                .collect();
            let _ = write!(list, "<ol>{items}</ol>");
        }
        list.push_str("</li>\n");
    }
    if part.is_some() {
        list.push_str("</ol></li>\n");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{code}\" xml:lang=\"{code}\">\n\
         <head><meta charset=\"utf-8\"/><title>{heading}</title></head>\n\
         <body><nav epub:type=\"toc\"><h1>{heading}</h1><ol>\n{list}</ol></nav></body>\n</html>\n"
    )
}

fn link(chapter: &Chapter) -> String {
    let number = chapter
        .number
        .as_ref()
        .filter(|_| !chapter.is_section())
        .map(|number| format!("{number}. "))
        .unwrap_or_default();
    format!(
        "<a href=\"text/{}\">{number}{}</a>",
        escaped(&xhtml(&chapter.path)),
        escaped(&chapter.name)
    )
}
