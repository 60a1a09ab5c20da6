//! What stands beside the pages: recorded data, and the scripts of interactive parts and widgets.

use super::small;
use super::swap::writable;
use crate::Outcome;
use crate::report;
use anyhow::Context;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use catalog::Catalog;
use render::Language;
use std::path::Path;

/// Pages link to the raw data, so it goes onto the site.
pub(super) fn recorded(catalog: &Catalog, site: &Path) -> anyhow::Result<()> {
    for listing in catalog.listings.values() {
        for file in [
            listing.heap_path(),
            listing.layout_path(),
            listing.output_path(),
            listing.bench_path(),
        ] {
            let source = catalog.root.join(&file);
            let Some(name) = file.file_name().filter(|_| source.is_file()) else {
                continue;
            };
            for language in Language::ALL {
                let folder = site
                    .join(language.code())
                    .join("recorded")
                    .join(&listing.name);
                std::fs::create_dir_all(&folder).with_context(|| writable(&folder))?;
                std::fs::copy(&source, folder.join(name)).with_context(|| writable(&folder))?;
            }
        }
    }
    Ok(())
}

/// The one script of all interactive parts, and those that import it.
pub(super) fn modules(root: &Path, site: &Path) -> Outcome {
    let modules = match render::modules(root) {
        Ok(modules) => modules,
        Err(problem) => return report::content(vec![problem]),
    };
    let folder = site.join("assets/modules");
    for (name, text) in modules.files {
        std::fs::create_dir_all(&folder).with_context(|| writable(&folder))?;
        std::fs::write(folder.join(name), small::script(&text))
            .with_context(|| writable(&folder))?;
    }
    Ok(())
}

/// The scripts of widgets, and their WebAssembly as a script, which a page from a folder can load too.
pub(super) fn widgets(catalog: &Catalog, site: &Path) -> Outcome {
    let folder = site.join("assets/widgets");
    for widget in catalog.widgets.values() {
        std::fs::create_dir_all(&folder).with_context(|| writable(&folder))?;
        for asset in widget.assets(&catalog.root) {
            let text = if asset
                .path
                .extension()
                .is_some_and(|ending| ending == "wasm")
            {
                wasm(&catalog.root, &widget.name, &asset.path)?
            } else {
                match render::widget_script(&catalog.root, &asset.path) {
                    Ok(script) => small::script(&script),
                    Err(problem) => return report::content(vec![problem]),
                }
            };
            std::fs::write(folder.join(asset.name), text).with_context(|| writable(&folder))?;
        }
    }
    Ok(())
}

fn wasm(root: &Path, widget: &str, path: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(root.join(path));
    let bytes = bytes.with_context(|| format!("cannot read {}", path.display()))?;
    let code = STANDARD.encode(bytes);
    Ok(format!("bookWidgets.wasm(\"{widget}\", \"{code}\");\n"))
}
