//! From code addresses and symbol names to the lines and functions that a page shows.

/// Where a stack enters the listing: its innermost frame in the listing's own `src/`.
///
/// `first-100mib/src/lib.rs` and line 12 give `src/lib.rs:12`. Paths may be absolute or, as dhat writes
/// them, cut to their last three parts.
pub(crate) fn listing_line(listing: &str, file: &str, line: u32) -> Option<String> {
    let file = file.replace('\\', "/");
    let inside = format!("{listing}/src/");
    let start = file
        .rfind(&inside)
        .filter(|at| *at == 0 || file.as_bytes()[at - 1] == b'/')?;
    Some(format!("{}:{line}", &file[start + listing.len() + 1..]))
}

/// The line of the innermost frame of `stack` inside the listing; `runtime` when there is none.
pub(crate) fn site(listing: &str, stack: &[usize]) -> String {
    let mut found = None;
    for address in stack {
        // A return address points behind the call, which may already be the next line.
        let call = address.saturating_sub(1) as *mut std::ffi::c_void;
        backtrace::resolve(call, |symbol| {
            if found.is_none()
                && let (Some(file), Some(line)) = (symbol.filename(), symbol.lineno())
            {
                found = listing_line(listing, &file.to_string_lossy(), line);
            }
        });
        if found.is_some() {
            break;
        }
    }
    found.unwrap_or_else(|| RUNTIME.to_owned())
}

/// The site of requests that no line of the listing led to.
pub(crate) const RUNTIME: &str = "runtime";

/// Shortens a symbol to what a reader calls it.
///
/// `<alloc::vec::Vec<T,A> as core::clone::Clone>::clone` → `Clone::clone`,
/// `alloc::vec::Vec<T,A>::push` → `Vec::push`, `first_100mib::run` → `run`.
pub(crate) fn short_name(symbol: &str) -> String {
    let plain = drop_generics(symbol);
    let mut parts: Vec<&str> = plain.split("::").filter(|part| !part.is_empty()).collect();
    if parts.last().is_some_and(|last| is_hash(last)) {
        parts.pop();
    }
    let closure = parts.contains(&"{{closure}}") || parts.contains(&"{closure#0}");
    parts.retain(|part| !part.starts_with('{'));
    let type_or_trait =
        parts.len() >= 2 && parts[parts.len() - 2].starts_with(|c: char| c.is_uppercase());
    let keep = if type_or_trait { 2 } else { 1 };
    let name = parts[parts.len().saturating_sub(keep)..].join("::");
    if closure {
        format!("{name} closure")
    } else {
        name
    }
}

/// A leading `<A as B>` becomes `B`, `<A>` becomes `A`; every other `<…>` is left out.
fn drop_generics(symbol: &str) -> String {
    if let Some(rest) = symbol.strip_prefix('<')
        && let Some(end) = closing_bracket(rest)
    {
        let inside = &rest[..end];
        let shown = top_level_as(inside).map_or(inside, |at| &inside[at + 4..]);
        return format!(
            "{}{}",
            drop_generics(shown),
            drop_generics(&rest[end + 1..])
        );
    }
    let mut depth = 0_usize;
    let mut plain = String::new();
    for c in symbol.chars() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn top_level_as(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '<' => depth += 1,
            '>' => depth -= 1,
            _ => {}
        }
        (depth == 0 && text[at..].starts_with(" as ")).then_some(at)
    })
}

fn is_hash(part: &str) -> bool {
    part.len() == 17 && part.starts_with('h') && part[1..].chars().all(|c| c.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_belongs_to_the_listing_by_its_folder() {
        let name = "first-100mib";
        let found = listing_line(name, "first-100mib/src/lib.rs", 7);
        assert_eq!(found.as_deref(), Some("src/lib.rs:7"));
        let found = listing_line(
            name,
            "/book/listings/first-profile/first-100mib/src/a/b.rs",
            9,
        );
        assert_eq!(found.as_deref(), Some("src/a/b.rs:9"));
        assert_eq!(listing_line(name, "not-first-100mib/src/lib.rs", 7), None);
        assert_eq!(listing_line(name, "alloc/src/vec/mod.rs", 7), None);
    }

    #[test]
    fn symbols_are_shortened_to_what_a_reader_calls_them() {
        let cases = [
            ("first_100mib::allocate_memory", "allocate_memory"),
            ("alloc::vec::Vec<T,A>::push", "Vec::push"),
            ("<alloc::vec::Vec<u64>>::push", "Vec::push"),
            (
                "<alloc::vec::Vec<T,A> as core::clone::Clone>::clone",
                "Clone::clone",
            ),
            ("alloc::vec::from_elem", "from_elem"),
            ("first_pprof::run::{{closure}}", "run closure"),
            ("std::thread::spawn::h0123456789abcdef", "spawn"),
        ];
        for (symbol, short) in cases {
            assert_eq!(short_name(symbol), short, "{symbol}");
        }
    }
}
