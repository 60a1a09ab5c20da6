//! A listing as one Rust block for `mdbook test`.

use catalog::{Catalog, Listing, PageMode};

/// The whole listing with a `main`; nothing when it needs a crate, or files at compile time. A listing that the page must not run
/// is only compiled.
pub(crate) fn block(catalog: &Catalog, name: &str) -> Option<String> {
    let listing = catalog
        .listings
        .get(name)
        .filter(|listing| listing.std_only)?;
    let source = catalog.source(listing, "src/lib.rs").ok()?;
    let flag = if listing.settings.page == PageMode::Recorded {
        ",no_run"
    } else {
        ""
    };
    let code = inlined(catalog, listing, &source.text);
    if code.contains("include_str!") {
        return None;
    }
    // Inside a doctest an inner doc comment has nothing to document.
    let code = code.replace("//!", "//");
    Some(format!("```rust{flag}\n{code}\nfn main() {{ run() }}\n```"))
}

/// The code with the modules that lie in files of their own written out, since a block has no files beside it.
fn inlined(catalog: &Catalog, listing: &Listing, code: &str) -> String {
    let mut whole = String::new();
    for line in code.split_inclusive('\n') {
        let declared = line.trim_end().strip_suffix(';');
        let name = declared.and_then(|line| {
            line.strip_prefix("pub ")
                .unwrap_or(line)
                .strip_prefix("mod ")
        });
        let module = name.and_then(|name| catalog.source(listing, &format!("src/{name}.rs")).ok());
        match (declared, module) {
            (Some(declared), Some(module)) => {
                whole.push_str(declared);
                whole.push_str(" {\n");
                whole.push_str(&module.text);
                whole.push_str("}\n");
            }
            _ => whole.push_str(line),
        }
    }
    whole
}
