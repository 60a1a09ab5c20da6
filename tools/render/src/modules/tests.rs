//! Modules as one file, and what cannot be one.

use super::*;

fn of(files: &[(&str, &str)]) -> Result<Modules, Diagnostic> {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join(FOLDER);
    std::fs::create_dir_all(folder.join("later")).expect("folders");
    for (name, text) in files {
        std::fs::write(folder.join(name), text).expect("a file");
    }
    modules(root.path())
}

#[test]
fn modules_follow_what_they_need_and_later_ones_import_the_one_file() {
    let found = of(&[
        ("a.js", "import {\n  one,\n} from \"./b.js\";\none();\n"),
        (
            "b.js",
            "const own = 1;\nexport function one() {\n  return own;\n}\n",
        ),
        ("b.test.js", "import \"anything\";\n"),
        (
            "later/c.js",
            "import { one } from \"../b.js\";\nexport const two = one;\n",
        ),
    ]);
    let found = found.expect("modules");
    let name = found.name().to_owned();
    assert!(name.starts_with("interactive-"), "{name}");
    let one = "const { one } = (() => {\nconst own = 1;\nfunction one() {\n  return own;\n}\nreturn { one };\n})();\n\
               (() => {\none();\n})();\nexport { one };\n";
    assert_eq!(found.files[0].1, one);
    let later = format!("import {{ one }} from \"./{name}\";\nexport const two = one;\n");
    assert_eq!(found.files[1..], [("c.js".to_owned(), later)]);
    assert_eq!(of(&[]), Ok(Modules::default()));
}

#[test]
fn a_widget_of_modules_is_one_classic_script_and_another_stays_as_it_is() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("widgets/echo");
    std::fs::create_dir_all(&folder).expect("a folder");
    let put = |name: &str, text: &str| std::fs::write(root.path().join(name), text);
    let script = Path::new("widgets/echo.js");
    put("widgets/echo.js", "(() => {})();\n").expect("a script");
    let alone = widget_script(root.path(), script);
    assert_eq!(alone.as_deref(), Ok("(() => {})();\n"));
    put(
        "widgets/echo.js",
        "import { say } from \"./echo/say.js\";\nsay();\n",
    )
    .expect("a script");
    let error = widget_script(root.path(), script)
        .expect_err("no module")
        .to_string();
    let expected = "widgets/echo.js:1:29: error: there is no module 'say.js'";
    assert!(error.starts_with(expected), "{error}");
    put("widgets/echo/say.js", "export function say() {}\n").expect("a module");
    let joined = "(() => {\nconst { say } = (() => {\nfunction say() {}\nreturn { say };\n})();\n\
                  (() => {\nsay();\n})();\n})();\n";
    assert_eq!(widget_script(root.path(), script).as_deref(), Ok(joined));
    put("widgets/echo/say.js", "export let say;\n").expect("a module");
    let error = widget_script(root.path(), script)
        .expect_err("no function")
        .to_string();
    let expected = "widgets/echo/say.js:1:1: error: the one file for pages cannot take this up";
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn what_cannot_be_joined_is_said_with_its_place() {
    for (files, expected) in [
        (
            vec![("a.js", "x();\nimport all from \"./b.js\";\n")],
            "theme/js/modules/a.js:2:1: error: the one file for pages cannot take this up",
        ),
        (
            vec![("a.js", "import { b } from \"./b.js\";\n")],
            "theme/js/modules/a.js:1:22: error: there is no module 'b.js'",
        ),
        (
            vec![
                (
                    "a.js",
                    "import { b } from \"./b.js\";\nexport const a = b;\n",
                ),
                (
                    "b.js",
                    "import { a } from \"./a.js\";\nexport const b = a;\n",
                ),
            ],
            "theme/js/modules/b.js:1:22: error: 'a.js' and this module need each other",
        ),
        (
            vec![
                ("a.js", "export const x = 1;\n"),
                ("b.js", "export const x = 2;\n"),
            ],
            "theme/js/modules/b.js: error: 'x' is exported by theme/js/modules/a.js too",
        ),
    ] {
        let error = of(&files).expect_err(expected).to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}
