//! Whether the committed WebAssembly is what its note says, and made of what is there.

use super::{WASM_LIMIT, WasmManifest, wasm_sources};
use crate::{Diagnostic, Fingerprint, Widget};
use std::path::{Path, PathBuf};

/// What is wrong with a widget's committed WebAssembly; nothing for a widget without.
pub fn check_wasm(root: &Path, widget: &Widget) -> Vec<Diagnostic> {
    if !widget.has_glue(root) {
        return Vec::new();
    }
    let Ok(wasm) = std::fs::read(root.join(widget.wasm())) else {
        let message = "this WebAssembly is not built yet".to_owned();
        return vec![again(widget, widget.wasm(), message)];
    };
    let text = std::fs::read_to_string(root.join(widget.manifest())).unwrap_or_default();
    let manifest: WasmManifest = match serde_json::from_str(&text) {
        Ok(manifest) => manifest,
        Err(error) => {
            let message = format!("this is not what 'cargo book wasm' writes: {error}");
            return vec![again(widget, widget.manifest(), message)];
        }
    };
    let found = [
        stale(root, widget, &manifest),
        another(widget, &manifest, &wasm),
        too_large(widget, &wasm),
        unasked(root, widget),
    ];
    found.into_iter().flatten().collect()
}

/// A problem that building again mends.
fn again(widget: &Widget, path: PathBuf, message: String) -> Diagnostic {
    Diagnostic::file(path, message).help(format!(
        "run 'cargo book wasm {}', and commit both files",
        widget.name
    ))
}

fn stale(root: &Path, widget: &Widget, manifest: &WasmManifest) -> Option<Diagnostic> {
    match wasm_sources(root, widget) {
        Ok(sources) if sources == manifest.sources => None,
        Ok(_) => {
            let file = widget.wasm();
            let message = format!(
                "the sources of {} changed since it was built",
                file.display()
            );
            Some(again(widget, widget.manifest(), message))
        }
        Err(error) => Some(Diagnostic::file(widget.glue(), format!("{error:#}"))),
    }
}

fn another(widget: &Widget, manifest: &WasmManifest, wasm: &[u8]) -> Option<Diagnostic> {
    let message = "this is not the file that wasm.json describes".to_owned();
    (Fingerprint::of(wasm) != manifest.sha256).then(|| again(widget, widget.wasm(), message))
}

fn too_large(widget: &Widget, wasm: &[u8]) -> Option<Diagnostic> {
    let message = format!("{} B are more than the {WASM_LIMIT} B allowed", wasm.len());
    (wasm.len() as u64 > WASM_LIMIT).then(|| {
        Diagnostic::file(widget.wasm(), message)
            .help("leave out what formats or hashes, or let the script do it")
    })
}

fn unasked(root: &Path, widget: &Widget) -> Option<Diagnostic> {
    let questions = widget.questions();
    (!root.join(&questions).is_file()).then(|| {
        Diagnostic::file(questions, "there are no questions to compare by").help(
            "write questions, one a line, that the WebAssembly and the crate must answer alike",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_over_the_limit_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let put = |file: &str, bytes: &[u8]| {
            let path = root.join(file);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, bytes).expect("a file");
        };
        let text = "title = { ko = \"a\", en = \"a\" }\ntext = { ko = \"a\", en = \"a\" }\n";
        put("widgets/big/widget.toml", text.as_bytes());
        put("theme/js/widgets/big.js", b"");
        put(
            "widgets/big/glue/Cargo.toml",
            b"[package]\nname = \"widget-big\"\n",
        );
        put("widgets/big/glue/src/lib.rs", b"");
        put("widgets/big/questions.txt", b"a\n");
        let widget = Widget::read(root, Path::new("widgets/big"), "big").expect("a widget");
        let bytes = vec![0; WASM_LIMIT as usize + 1];
        let sources = wasm_sources(root, &widget).expect("its sources");
        let manifest = WasmManifest::of(&bytes, sources, String::new(), None);
        manifest.write(root, &widget, &bytes).expect("written");
        let found = check_wasm(root, &widget);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            found[0].message,
            "40961 B are more than the 40960 B allowed"
        );
    }
}
