// The colours of the editor.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { pieces } from "./highlight.js";

const colours = (/** @type {string} */ code) =>
  pieces(code)
    .filter(([kind]) => kind !== "")
    .map(([kind, text]) => `${kind} ${text}`);

test("words, strings, comments and numbers have the book's classes", () => {
  assert.deepEqual(colours("let x = vec![0u8; 4]; // <b>"), [
    "k let",
    "mac vec",
    "num 0u8",
    "num 4",
    "c // <b>",
  ]);
  assert.deepEqual(colours("fn f<'a>(s: &'a str) -> Box<T> { g::<u8>() }"), [
    "k fn",
    "t 'a",
    "t 'a",
    "t str",
    "t Box",
    "t T",
    "f g",
    "t u8",
  ]);
  assert.deepEqual(colours("a != b; c(x)"), ["f c"]);
});

test("what looks like the end of a string or comment and is none", () => {
  assert.deepEqual(
    colours('"a\\"b" r#"a"b"# b"x" \'"\' \'\\\'\' \'\\u{1f}\''),
    ['s "a\\"b"', 's r#"a"b"#', 's b"x"', "s '\"'", "s '\\''", "s '\\u{1f}'"],
  );
  assert.deepEqual(colours("/* a /* b */ c */ if"), [
    "c /* a /* b */ c */",
    "k if",
  ]);
});

test("half-typed code is coloured to its end", () => {
  for (const code of ['"open', "/* open", "'", 'r##"open"#', "b'", "1.", "é'x"])
    assert.equal(
      pieces(code)
        .map(([, text]) => text)
        .join(""),
      code,
    );
});

test("every listing of the book comes out as it went in", () => {
  const root = new URL("../../../listings/", import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  const listings = files.filter((file) => file.endsWith("src/lib.rs"));
  assert.ok(listings.length > 0);
  for (const file of listings) {
    const code = readFileSync(new URL(file, root), "utf8");
    const found = pieces(code);
    assert.equal(found.map(([, text]) => text).join(""), code, file);
    assert.ok(
      found.some(([kind]) => kind === "f"),
      file,
    );
  }
});
