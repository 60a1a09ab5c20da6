//! What search engines and other sites are told of a page. Addresses need `[preprocessor.book] base-url`:
//! without it a page says its title and description and nothing of where it is.

use super::chapters::Contents;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use render::Language;
use std::fmt::Write as _;

/// Where the site will be: `https://example.org/book/`, with the slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Base(String);

impl Base {
    /// Takes the setting with or without its last slash.
    pub(crate) fn of(setting: &str) -> Option<Self> {
        let is_web = setting.starts_with("https://") || setting.starts_with("http://");
        is_web.then(|| Self(format!("{}/", setting.trim_end_matches('/'))))
    }

    /// The address of a page; a folder's index is the folder.
    pub(crate) fn page(&self, language: Language, path: &str) -> String {
        let path = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => path,
        };
        format!("{}{}/{path}", self.0, language.code())
    }

    /// The part after the host: `/book/`.
    pub(crate) fn path(&self) -> &str {
        let host = self.0.find("://").map_or(0, |at| at + 3);
        let slash = self.0[host..]
            .find('/')
            .map_or(self.0.len(), |at| host + at);
        &self.0[slash..]
    }
}

/// What a page says of itself.
#[derive(Debug)]
pub(crate) struct About<'a> {
    pub(crate) language: Language,
    /// Its file below the language's folder.
    pub(crate) path: &'a str,
    pub(crate) title: &'a str,
    pub(crate) book: &'a str,
    /// Text of an attribute, escaped.
    pub(crate) description: &'a str,
}

/// The elements of the head.
pub(crate) fn tags(about: &About, base: Option<&Base>) -> Markup {
    let full = if about.title == about.book {
        about.book.to_owned()
    } else {
        format!("{} · {}", about.title, about.book)
    };
    html! {
        title { (full) }
        meta name="description" content=(PreEscaped(about.description));
        @if let Some(base) = base { (addresses(about, base)) }
    }
}

fn addresses(about: &About, base: &Base) -> Markup {
    let here = base.page(about.language, about.path);
    html! {
        link rel="canonical" href=(here);
        @for language in Language::ALL {
            link rel="alternate" hreflang=(language.code()) href=(base.page(language, about.path));
        }
        link rel="alternate" hreflang="x-default" href=(base.page(Language::En, about.path));
        meta property="og:type" content="article";
        meta property="og:site_name" content=(about.book);
        meta property="og:title" content=(about.title);
        meta property="og:description" content=(PreEscaped(about.description));
        meta property="og:url" content=(here);
        meta property="og:locale" content=(locale(about.language));
        @for other in Language::ALL.into_iter().filter(|other| *other != about.language) {
            meta property="og:locale:alternate" content=(locale(other));
        }
    }
}

fn locale(language: Language) -> &'static str {
    match language {
        Language::Ko => "ko_KR",
        Language::En => "en_GB",
    }
}

/// `sitemap.xml`: every page in both languages, each naming the other.
pub(crate) fn sitemap(contents: &Contents, base: &Base) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for chapter in &contents.chapters {
        for language in Language::ALL {
            // Writing to a String cannot fail.
            let _ = write!(
                xml,
                "<url><loc>{}</loc>",
                base.page(language, &chapter.path)
            );
            for other in Language::ALL {
                let _ = write!(
                    xml,
                    "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                    other.code(),
                    base.page(other, &chapter.path)
                );
            }
            xml.push_str("</url>\n");
        }
    }
    xml.push_str("</urlset>\n");
    xml
}

/// `robots.txt`, which names the sitemap.
pub(crate) fn robots(base: &Base) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", base.0)
}

/// The page at the root: sends the reader on to their language.
pub(crate) fn choice(titles: &[(Language, String)], base: Option<&Base>) -> String {
    outside(include_str!("../choice.html"), titles, base)
}

/// The page for an address that does not exist, in both languages, since a server has only one.
pub(crate) fn not_found(titles: &[(Language, String)], base: Option<&Base>) -> String {
    outside(include_str!("../not_found.html"), titles, base)
}

/// Fills a page that belongs to neither language.
fn outside(template: &str, titles: &[(Language, String)], base: Option<&Base>) -> String {
    let mut page = template.replace("{{root}}", base.map_or("/", Base::path));
    for (language, title) in titles {
        let title = html! { (title) }.into_string();
        page = page.replace(&format!("{{{{title-{}}}}}", language.code()), &title);
    }
    let links = html! {
        @if let Some(base) = base {
            @for language in Language::ALL {
                link rel="alternate" hreflang=(language.code()) href=(base.page(language, "index.html"));
            }
            link rel="alternate" hreflang="x-default" href=(base.0);
        }
    };
    let page = page.replace("{{alternates}}", &links.into_string());
    html! { (DOCTYPE) (PreEscaped(page.trim_start_matches("<!doctype html>\n"))) }.into_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::chapters::Chapter;

    #[test]
    fn an_index_is_addressed_by_its_folder() {
        let base = Base::of("https://example.org/book").expect("an address");
        assert_eq!(
            base.page(Language::Ko, "a/index.html"),
            "https://example.org/book/ko/a/"
        );
        assert_eq!(
            base.page(Language::En, "a/b.html"),
            "https://example.org/book/en/a/b.html"
        );
        assert_eq!(base.path(), "/book/");
        assert_eq!(
            Base::of("https://example.org").expect("an address").path(),
            "/"
        );
        assert_eq!(Base::of("example.org"), None);
    }

    #[test]
    fn a_page_says_where_it_is_only_when_that_is_known() {
        let about = About {
            language: Language::Ko,
            path: "a/index.html",
            title: "가 & 나",
            book: "책",
            description: "&quot;다&quot;",
        };
        let without = tags(&about, None).into_string();
        assert_eq!(
            without,
            "<title>가 &amp; 나 · 책</title><meta name=\"description\" content=\"&quot;다&quot;\">"
        );
        let base = Base::of("https://example.org/").expect("an address");
        let with = tags(&about, Some(&base)).into_string();
        assert!(
            with.contains("<link rel=\"canonical\" href=\"https://example.org/ko/a/\">"),
            "{with}"
        );
        assert!(
            with.contains("hreflang=\"en\" href=\"https://example.org/en/a/\""),
            "{with}"
        );
    }

    #[test]
    fn the_sitemap_names_every_page_in_both_languages() {
        let chapter = Chapter {
            path: "a/b.html".into(),
            name: "a".into(),
            number: None,
            part: None,
        };
        let contents = Contents {
            parts: Vec::new(),
            chapters: vec![chapter],
        };
        let base = Base::of("https://example.org").expect("an address");
        let xml = sitemap(&contents, &base);
        assert_eq!(xml.matches("<loc>").count(), 2);
        assert!(
            xml.contains("<loc>https://example.org/ko/a/b.html</loc>"),
            "{xml}"
        );
    }
}
