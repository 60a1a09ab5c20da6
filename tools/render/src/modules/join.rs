//! Many modules as one.

use super::{Module, Parsed};
use catalog::Diagnostic;
use std::collections::BTreeMap;
use std::path::Path;

/// All modules in one, which exports whatever they export.
pub(super) fn joined(modules: &Parsed) -> Result<String, Diagnostic> {
    let (text, names) = functions(modules)?;
    Ok(format!("{text}export {{ {} }};\n", names.join(", ")))
}

/// A function for each module, and the names that they export.
pub(super) fn functions(modules: &Parsed) -> Result<(String, Vec<&str>), Diagnostic> {
    let mut order = Vec::new();
    for name in modules.keys() {
        place(name, modules, &mut Vec::new(), &mut order)?;
    }
    let mut text = String::new();
    let mut all: BTreeMap<&str, &Path> = BTreeMap::new();
    for module in order.into_iter().filter_map(|name| modules.get(name)) {
        for name in &module.exports {
            if let Some(other) = all.insert(name, &module.path) {
                let message = format!("'{name}' is exported by {} too", other.display());
                return Err(Diagnostic::file(&module.path, message)
                    .help("in the one file for pages their names are beside each other"));
            }
        }
        text += &function(module);
    }
    Ok((text, all.into_keys().collect()))
}

fn function(module: &Module) -> String {
    let names = module.exports.join(", ");
    match names.as_str() {
        "" => format!("(() => {{\n{}}})();\n", module.body),
        _ => format!(
            "const {{ {names} }} = (() => {{\n{}return {{ {names} }};\n}})();\n",
            module.body
        ),
    }
}

/// Puts a module behind those that it needs.
fn place<'m>(
    name: &'m str,
    modules: &'m Parsed,
    open: &mut Vec<&'m str>,
    order: &mut Vec<&'m str>,
) -> Result<(), Diagnostic> {
    let Some(module) = modules.get(name).filter(|_| !order.contains(&name)) else {
        return Ok(());
    };
    open.push(name);
    for (need, missing) in &module.needs {
        if !modules.contains_key(need) {
            return Err(missing.clone());
        }
        if open.contains(&need.as_str()) {
            let message = format!("'{need}' and this module need each other");
            return Err(Diagnostic {
                message,
                ..missing.clone()
            });
        }
        place(need, modules, open, order)?;
    }
    open.pop();
    order.push(name);
    Ok(())
}
