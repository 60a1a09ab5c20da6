//! What is read out of a page's HTML: its promise, its sections; and where lines may not break.

use maud::{Markup, PreEscaped, html};
use regex::Regex;
use render::Language;
use std::sync::LazyLock;

static PROMISE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?s)</h1>\s*<p>(.*?)</p>").ok());
static PARTICLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"([^\pL\pN]</code>|\))([가-힣])").ok());
static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<[^>]*>").ok());
static HEADING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?s)<h([23]) id="([^"]+)"><a class="header" href="[^"]*">(.*?)</a></h[23]>"#).ok()
});

/// A line may end between `run()` or 블록(block) and its particle: browsers see a bracket there, and no letter.
/// A word joiner holds them together.
pub(super) fn with_particles(html: &str) -> std::borrow::Cow<'_, str> {
    match PARTICLE.as_ref() {
        Some(particle) => particle.replace_all(html, "${1}\u{2060}${2}"),
        None => html.into(),
    }
}

/// Where the first paragraph after the title ends.
pub(super) fn end_of_promise(html: &str) -> Option<usize> {
    PROMISE.as_ref()?.find(html).map(|found| found.end())
}

/// The first paragraph after the title, as text that is escaped for elements and attributes.
pub(super) fn promise(html: &str) -> String {
    let found = PROMISE.as_ref().and_then(|pattern| pattern.captures(html));
    let text = found.map_or("", |found| found.get(1).map_or("", |text| text.as_str()));
    let text = TAG
        .as_ref()
        .map_or(text.into(), |tag| tag.replace_all(text, ""));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace('"', "&quot;")
}

/// The sections of a page beside its text, when there are enough to choose from.
pub(super) fn outline(language: Language, html: &str) -> Markup {
    let Some(pattern) = HEADING.as_ref() else {
        return html! {};
    };
    let found: Vec<(&str, &str)> = pattern
        .captures_iter(html)
        .filter(|found| &found[1] == "2")
        .filter_map(|found| Some((found.get(2)?.as_str(), found.get(3)?.as_str())))
        .collect();
    if found.len() < 2 {
        return html! {};
    }
    let label = match language {
        Language::Ko => "이 쪽에서",
        Language::En => "On this page",
    };
    html! {
        nav.outline aria-label=(label) {
            p { (label) }
            ol { @for (id, text) in found { li { a href=(format!("#{id}")) { (PreEscaped(text)) } } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_promise_is_text() {
        let page =
            "<h1 id=\"a\">A</h1>\n<p>You can\nread <code>Vec&lt;T&gt;</code>.</p>\n<p>More.</p>";
        assert_eq!(promise(page), "You can read Vec&lt;T&gt;.");
        assert_eq!(promise("<h1>A</h1><ul></ul><p>b</p>"), "");
    }

    #[test]
    fn a_particle_stays_with_the_code_before_it() {
        let page = "<code>run()</code>을, <code>Vec</code>은, 블록(block)은";
        assert_eq!(
            with_particles(page),
            "<code>run()</code>\u{2060}을, <code>Vec</code>은, 블록(block)\u{2060}은"
        );
    }

    #[test]
    fn an_outline_lists_the_sections() {
        let heading = |level: u8, id: &str| {
            format!(
                "<h{level} id=\"{id}\"><a class=\"header\" href=\"#{id}\">{id} <code>x</code></a></h{level}>"
            )
        };
        let page = [
            heading(1, "t"),
            heading(2, "a"),
            heading(3, "b"),
            heading(2, "c"),
        ]
        .concat();
        let html = outline(Language::En, &page).into_string();
        assert_eq!(html.matches("<li>").count(), 2);
        assert!(
            html.contains("<a href=\"#c\">c <code>x</code></a>"),
            "{html}"
        );
        assert_eq!(outline(Language::En, &heading(2, "a")).into_string(), "");
    }
}
