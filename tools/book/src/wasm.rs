//! `cargo book wasm`: builds the WebAssembly of widgets again, or says that it cannot.

use crate::report::{self, Failure};
use crate::{Outcome, cli};
use catalog::{Catalog, WASM_LIMIT, Widget, check_wasm, nearest};
use lab::{Wasm, WasmCompiler};
use std::path::Path;

/// Builds the named widgets, or those whose WebAssembly is out of date.
pub(crate) fn run(root: &Path, options: &cli::Wasm) -> Outcome {
    let (catalog, problems) = Catalog::load(root);
    report::content(problems)?;
    let widgets = wanted(&catalog, options)?;
    if widgets.is_empty() {
        println!(
            "nothing to build: every widget's WebAssembly is up to date (name one to build it all the same)"
        );
        return Ok(());
    }
    let Some(compiler) = WasmCompiler::find(root) else {
        return Err(Failure::Tool(anyhow::anyhow!(
            "nothing was rebuilt: no compiler here builds for wasm32-unknown-unknown\n\
             help: run 'rustup target add wasm32-unknown-unknown', or on Debian 'ci/wasm.sh', then this again"
        )));
    };
    println!("compiler: {}", compiler.version()?);
    let mut differ = false;
    for widget in widgets {
        let wasm = compiler.build(root, widget)?;
        differ |= !finish(root, widget, &wasm, options.compare)?;
    }
    if differ {
        return Err(Failure::Reported);
    }
    Ok(())
}

fn wanted<'a>(catalog: &'a Catalog, options: &cli::Wasm) -> Result<Vec<&'a Widget>, Failure> {
    let root = &catalog.root;
    let with = catalog.widgets.values().filter(|one| one.has_glue(root));
    if options.widgets.is_empty() {
        let stale = with.filter(|one| options.compare || !check_wasm(root, one).is_empty());
        return Ok(stale.collect());
    }
    let names: Vec<&str> = with.map(|one| one.name.as_str()).collect();
    let named = options.widgets.iter().map(|name| {
        let found = catalog.widgets.get(name).filter(|one| one.has_glue(root));
        found.ok_or_else(|| {
            let help = match nearest(name, names.iter().copied()) {
                Some(near) => format!("did you mean '{near}'?"),
                None => format!("these are: {}", names.join(", ")),
            };
            Failure::Usage(format!("no widget '{name}' has a crate in glue/: {help}"))
        })
    });
    named.collect()
}

/// Writes what was built, or compares it; false when that is not what is committed.
fn finish(root: &Path, widget: &Widget, wasm: &Wasm, compare: bool) -> Result<bool, Failure> {
    let manifest = &wasm.manifest;
    let size = manifest.bytes;
    let how = manifest.optimiser.as_deref().unwrap_or("without wasm-opt");
    if size > WASM_LIMIT {
        return Err(Failure::Tool(anyhow::anyhow!(
            "{}: built {size} B, {how}; allowed are {WASM_LIMIT} B, so nothing was written",
            widget.name
        )));
    }
    let path = widget.wasm();
    let path = path.display();
    if !compare {
        manifest.write(root, widget, &wasm.bytes)?;
        println!("{path}: rebuilt, {size} B, {how}");
        return Ok(true);
    }
    let same = std::fs::read(root.join(widget.wasm())).is_ok_and(|old| old == wasm.bytes);
    let found = if same { "the same as" } else { "differs from" };
    println!("{path}: built {size} B, {how}: {found} what is committed");
    Ok(same)
}
