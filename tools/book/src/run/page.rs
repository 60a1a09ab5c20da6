//! The page's side of running: its scripts and their style, served here or written beside a book that runs
//! its code elsewhere.

/// One file, under the name by which the scripts import each other.
pub(crate) struct File {
    pub(crate) name: &'static str,
    pub(crate) content_type: &'static str,
    pub(crate) text: &'static str,
}

const fn script(name: &'static str, text: &'static str) -> File {
    File {
        name,
        content_type: "text/javascript",
        text,
    }
}

/// All of them. The editor is loaded when a reader presses Edit, the playground's client where there is one.
pub(crate) const FILES: [File; 10] = [
    script("run.js", include_str!("../../../../theme/js/served/run.js")),
    script(
        "panel.js",
        include_str!("../../../../theme/js/served/panel.js"),
    ),
    script(
        "words.js",
        include_str!("../../../../theme/js/served/words.js"),
    ),
    script(
        "result.js",
        include_str!("../../../../theme/js/served/result.js"),
    ),
    script(
        "editor.js",
        include_str!("../../../../theme/js/served/editor.js"),
    ),
    script(
        "exercise.js",
        include_str!("../../../../theme/js/served/exercise.js"),
    ),
    script(
        "highlight.js",
        include_str!("../../../../theme/js/served/highlight.js"),
    ),
    script(
        "protocol.js",
        include_str!("../../../../theme/js/served/protocol.js"),
    ),
    script(
        "playground.js",
        include_str!("../../../../theme/js/served/playground.js"),
    ),
    File {
        name: "run.css",
        content_type: "text/css",
        text: include_str!("../../../../theme/css/served/run.css"),
    },
];

/// The tags that load them from `folder`.
pub(crate) fn tags(folder: &str) -> String {
    format!(
        "<link rel=\"stylesheet\" href=\"{folder}run.css\"><script type=\"module\" src=\"{folder}run.js\"></script>"
    )
}

/// Whether a page has code that can be run.
pub(crate) fn has_listings(html: &str) -> bool {
    html.contains("class=\"listing") || html.contains("class=\"exercise\"")
}
