//! Templates with `{{key}}` in them, and writing what they give.

use crate::Outcome;
use anyhow::Context;
use catalog::write_atomically;
use std::path::Path;

/// Replaces every `{{key}}`; other braces, as of a directive, stay.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = template.to_owned();
    for (key, value) in values {
        text = text.replace(&format!("{{{{{key}}}}}"), value);
    }
    text
}

/// Writes a new file below `root` and says so.
pub(crate) fn create(root: &Path, file: &Path, text: &str) -> Outcome {
    let target = root.join(file);
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    write_atomically(&target, text.as_bytes())?;
    println!("created    {}", file.display());
    Ok(())
}

/// Changes a file below `root` and says so.
pub(crate) fn change(
    root: &Path,
    file: &Path,
    edit: impl FnOnce(&str) -> anyhow::Result<String>,
) -> Outcome {
    let target = root.join(file);
    let old = std::fs::read_to_string(&target)
        .with_context(|| format!("cannot read {}", file.display()))?;
    let new = edit(&old).with_context(|| format!("cannot change {}", file.display()))?;
    write_atomically(&target, new.as_bytes())?;
    println!("changed    {}", file.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_around_a_key_keeps_its_own_braces() {
        let text = fill("{{#heap {{name}}.blocks}} {#{{name}}}", &[("name", "a-b")]);
        assert_eq!(text, "{{#heap a-b.blocks}} {#a-b}");
    }
}
