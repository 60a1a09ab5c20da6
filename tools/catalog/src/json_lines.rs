//! JSON laid out for reading and for `git diff`: a list or object without another inside is one line.

use serde_json::Value;

/// Writes `value` with two spaces of indentation and a final newline.
pub(crate) fn to_text(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text.push('\n');
    text
}

fn write(value: &Value, depth: usize, out: &mut String) {
    let (open, close, items): (_, _, Vec<(Option<&String>, &Value)>) = match value {
        Value::Array(items) => ('[', ']', items.iter().map(|item| (None, item)).collect()),
        Value::Object(map) => (
            '{',
            '}',
            map.iter().map(|(key, item)| (Some(key), item)).collect(),
        ),
        scalar => return out.push_str(&scalar.to_string()),
    };
    let nested = items
        .iter()
        .any(|(_, item)| item.is_array() || item.is_object());
    let (before, between, after) = if nested && !items.is_empty() {
        let indent = "  ".repeat(depth + 1);
        (
            format!("\n{indent}"),
            format!(",\n{indent}"),
            format!("\n{}", "  ".repeat(depth)),
        )
    } else {
        (String::new(), ", ".to_owned(), String::new())
    };
    out.push(open);
    for (index, (key, item)) in items.into_iter().enumerate() {
        out.push_str(if index == 0 { &before } else { &between });
        if let Some(key) = key {
            out.push_str(&Value::from(key.as_str()).to_string());
            out.push_str(": ");
        }
        write(item, depth + 1, out);
    }
    out.push_str(&after);
    out.push(close);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_leaf_is_one_line_and_a_tree_is_several() {
        let value = json!({"a": 1, "b": [[1, "x"], [2, "y"]], "c": []});
        let text =
            "{\n  \"a\": 1,\n  \"b\": [\n    [1, \"x\"],\n    [2, \"y\"]\n  ],\n  \"c\": []\n}\n";
        assert_eq!(to_text(&value), text);
        let back: Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(back, value);
    }
}
