//! A listing as one Rust block for `mdbook test`.

use catalog::{Catalog, PageMode};

/// The whole listing with a `main`; nothing when it needs a crate. A listing that the page must not run
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
    // Inside a doctest an inner doc comment has nothing to document.
    let code = source.text.replace("//!", "//");
    Some(format!("```rust{flag}\n{code}\nfn main() {{ run() }}\n```"))
}
