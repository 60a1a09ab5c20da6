//! What is left of code and addresses once the page's language is taken out of them.

/// Code without what follows `//` or `#`: comments are in the page's language.
pub(super) fn without_comments(code: &str) -> String {
    let lines = code.lines().map(|line| {
        let comment = ["// ", "# "]
            .iter()
            .filter_map(|sign| line.find(sign))
            .filter(|at| *at == 0 || line[..*at].ends_with(' '))
            .min();
        line[..comment.unwrap_or(line.len())].trim_end()
    });
    let kept: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    kept.join("\n")
}

/// An address with its language left open: `/ko/` and `/en/`, `hl=ko` and `hl=en` are the same document.
pub(super) fn without_language(address: &str) -> String {
    let mut open = address.to_owned();
    for code in ["ko", "en", "ko-KR", "en-US"] {
        open = open.replace(&format!("/{code}/"), "/*/");
        open = open.replace(&format!("hl={code}"), "hl=*");
    }
    open
}
