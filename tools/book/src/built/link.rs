//! The links of a built page: where they lead, and whether anything is there.

use super::Site;

/// What is wrong with a link on the page `from`, and what to do.
pub(super) fn fault(from: &str, link: &str, site: &Site) -> Option<(String, String)> {
    if is_foreign(link) {
        return None;
    }
    let (address, id) = link.split_once('#').unwrap_or((link, ""));
    let address = address.split('?').next().unwrap_or_default();
    let Some(target) = target(from, address, site) else {
        let message = format!("this link leads nowhere: there is no {address}");
        let help = "links lead to a page's .md file, relative to this one, or to a file beside it";
        return Some((message, help.to_owned()));
    };
    let page = site.pages.get(&target)?;
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

/// The file that an address leads to; for a folder its index.
fn target(from: &str, address: &str, site: &Site) -> Option<String> {
    let target = resolve(from, address)?;
    let index = index(&target);
    [target, index]
        .into_iter()
        .find(|it| site.files.contains(it))
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
}
