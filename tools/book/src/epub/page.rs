//! A built page as a document of an EPUB. Links stay within the book, and answers move to the end of the page, with
//! a link there and back, since e-readers show what a browser folds away.

use super::maker::Maker;
use super::tree::{Node, escaped, main_of, xml};
use crate::site::Chapter;
use anyhow::{Result, ensure};
use regex::Regex;
use render::Language;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A file of the EPUB.
pub(super) struct Document {
    /// Below the folder of the texts: `first-profile/index.xhtml`.
    pub(super) path: String,
    /// The whole file.
    pub(super) xhtml: String,
    /// It holds drawings, which the list of files has to say.
    pub(super) draws: bool,
    /// The first paragraph after its title.
    pub(super) promise: String,
    /// The newest date of a measurement on it, `2026-11-24`.
    pub(super) newest: Option<String>,
}

static DATE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"datetime="(\d{4}-\d{2}-\d{2})""#).ok());

impl Document {
    /// Makes a document of a page; `known` are the pages that the book has.
    pub(super) fn of(
        language: Language,
        chapter: &Chapter,
        html: &str,
        known: &BTreeSet<String>,
    ) -> Result<Self> {
        let main = main_of(html);
        ensure!(
            !main.is_empty(),
            "cannot make an EPUB: the page {}/{} has no text in <main>; does theme/index.hbs put it there?",
            language.code(),
            chapter.path
        );
        let mut maker = Maker {
            language,
            path: &chapter.path,
            known,
            context: Vec::new(),
            later: Vec::new(),
        };
        let mut body = maker.nodes(&main);
        body.extend(maker.answers());
        let promise = promise(&main);
        let body = xml(&body);
        let dates = DATE.as_ref().map(|date| {
            date.captures_iter(&body)
                .map(|found| found[1].to_owned())
                .max()
        });
        Ok(Self {
            path: xhtml(&chapter.path),
            draws: body.contains("<svg"),
            xhtml: wrapped(language, chapter, &body),
            promise,
            newest: dates.flatten(),
        })
    }
}

/// The first paragraph that follows the title.
fn promise(main: &[Node]) -> String {
    let is = |node: &Node, name: &str| matches!(node, Node::Element(it, _) if it.name == name);
    let after = main.iter().skip_while(|node| !is(node, "h1"));
    let text = after
        .into_iter()
        .find(|node| is(node, "p"))
        .map(Node::text)
        .unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a page's document.
pub(super) fn xhtml(path: &str) -> String {
    format!("{}.xhtml", path.trim_end_matches(".html"))
}

fn wrapped(language: Language, chapter: &Chapter, body: &str) -> String {
    let code = language.code();
    let root = "../".repeat(chapter.path.matches('/').count() + 1);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"{code}\" xml:lang=\"{code}\">\n\
         <head><meta charset=\"utf-8\"/><title>{}</title>\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"{root}book.css\"/></head>\n\
         <body>{body}</body>\n</html>\n",
        escaped(&chapter.name)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(body: &str) -> Document {
        let chapter = Chapter {
            path: "a/index.html".into(),
            name: "A & B".into(),
            number: Some("1".into()),
            part: None,
        };
        let known = ["a/index.html", "a/appendix.html", "index.html"].map(String::from);
        let html = format!("<main>{body}</main>");
        Document::of(Language::En, &chapter, &html, &known.into()).expect("a document")
    }

    #[test]
    fn links_stay_within_the_book_or_become_text() {
        let page = made(
            "<a href=\"appendix.html#x\">1</a><a href=\"../index.html\">2</a><a href=\"#b\">3</a>\
             <a href=\"https://x.org/a.html\">4</a><a href=\"../recorded/heap.json\">5</a>",
        );
        let links = [
            "<a href=\"appendix.xhtml#x\">1</a>",
            "<a href=\"../index.xhtml\">2</a>",
            "<a href=\"#b\">3</a>",
            "<a href=\"https://x.org/a.html\">4</a>",
            "<span>5</span>",
        ];
        assert!(page.xhtml.contains(&links.concat()), "{}", page.xhtml);
        assert_eq!(page.path, "a/index.xhtml");
    }

    #[test]
    fn answers_move_to_the_end_and_are_linked_both_ways() {
        let page = made(
            "<div class=\"quiz\"><p class=\"quiz__title\">Quiz</p><form><fieldset class=\"question\">\
             <legend><b class=\"question__n\">2</b> Why?</legend><label class=\"option\">\
             <input type=\"radio\" value=\"0\"><span>a</span></label><details class=\"question__why\"><summary>Answer</summary>\
             <p>Because.</p></details></fieldset></form></div><p>after</p>",
        );
        let expected = "○ <span>a</span></p><p class=\"later\"><a id=\"asked-1\" href=\"#answer-1\">Answer</a></p>";
        assert!(page.xhtml.contains(expected), "{}", page.xhtml);
        let answers = "<p>after</p><section class=\"answers\"><h2>Answers and hints</h2>\
                       <h3 id=\"answer-1\"><a href=\"#asked-1\">Quiz 2 · Answer</a></h3><p>Because.</p></section>";
        assert!(page.xhtml.contains(answers), "{}", page.xhtml);
        assert!(!page.xhtml.contains("<input") && !page.xhtml.contains("<form"));
    }

    #[test]
    fn drawings_are_named_as_xml_wants_and_scripts_are_left_out() {
        let page = made(
            "<h1>T</h1><p>What <b>it</b>\nis.</p><svg viewbox=\"0 0 1 1\"><path d=\"M0\"></path></svg>\
             <script>x</script><button>Run</button><time datetime=\"2026-11-24\">d</time>",
        );
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0\"></path></svg>";
        assert!(page.xhtml.contains(svg) && page.draws, "{}", page.xhtml);
        assert!(!page.xhtml.contains("script>") && !page.xhtml.contains("Run"));
        assert_eq!(page.promise, "What it is.");
        assert_eq!(page.newest.as_deref(), Some("2026-11-24"));
        assert!(page.xhtml.contains("<title>A &amp; B</title>"));
    }

    #[test]
    fn a_figure_ends_with_its_caption() {
        let page = made("<figure><i>x</i><figcaption>c</figcaption><details>t</details></figure>");
        let figure = "<figure><i>x</i><figcaption>c</figcaption></figure><details>t</details>";
        assert!(page.xhtml.contains(figure), "{}", page.xhtml);
    }
}
