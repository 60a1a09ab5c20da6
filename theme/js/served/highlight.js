// @ts-check
//! Rust code in coloured pieces, in the classes that the book's own listings have. It need not be right
//! about every program: it colours what is being typed.

const KEYWORDS = new Set(
  (
    "as async await break const continue crate dyn else enum extern false fn for if impl in let loop " +
    "match mod move mut pub ref return self static struct super trait true type unsafe use where while"
  ).split(" "),
);
const TYPES = new Set(
  "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize".split(
    " ",
  ),
);

/** What begins here, the first that fits; each matches at least one character. */
const RULES = /** @type {[string, RegExp][]} */ ([
  ["c", /\/\/[^\n]*/y],
  ["s", /(?:b|c)?r(#+)"[^]*?(?:"\1|$)/y],
  ["s", /(?:b|c)?r"[^"]*"?/y],
  ["s", /(?:b|c)?"(?:\\[^]|[^"\\])*"?/y],
  ["s", /b?'(?:\\(?:x[0-9a-fA-F]{2}|u\{[0-9a-fA-F_]*\}|[^])|[^'\\\n])'/uy],
  ["t", /'[\p{L}_][\p{L}\p{N}_]*/uy],
  ["num", /\d[\da-zA-Z_]*(?:\.\d[\da-zA-Z_]*)?/y],
  ["word", /(?:r#)?[\p{L}_][\p{L}\p{N}_]*/uy],
  ["", /[^\p{L}\p{N}_"'/]+|./suy],
]);

/**
 * The class of a word, by itself and by what follows.
 * @param {string} word
 * @param {string} rest
 */
function kind(word, rest) {
  if (KEYWORDS.has(word)) return "k";
  if (TYPES.has(word) || /^\p{Lu}/u.test(word)) return "t";
  if (/^!(?!=)/.test(rest)) return "mac";
  return rest.startsWith("(") || rest.startsWith("::<") ? "f" : "";
}

/** Where a comment that begins at `at` ends: they may be nested. @param {string} code @param {number} at */
function endOfComment(code, at) {
  const ends = /\/\*|\*\//g;
  ends.lastIndex = at;
  for (let depth = 0; ;) {
    const found = ends.exec(code);
    if (!found) return code.length;
    depth += found[0] === "/*" ? 1 : -1;
    if (depth === 0) return ends.lastIndex;
  }
}

/**
 * The code in order, with the class of each piece; empty for none.
 * @param {string} code
 * @returns {[string, string][]}
 */
export function pieces(code) {
  /** @type {[string, string][]} */
  const found = [];
  for (let at = 0; at < code.length;) {
    const [name, end] = code.startsWith("/*", at)
      ? ["c", endOfComment(code, at)]
      : next(code, at);
    const text = code.slice(at, end);
    const shown = name === "word" ? kind(text, code.slice(end, end + 3)) : name;
    const last = found.at(-1);
    if (last && last[0] === "" && shown === "") last[1] += text;
    else found.push([shown, text]);
    at = end;
  }
  return found;
}

/**
 * @param {string} code
 * @param {number} at
 * @returns {[string, number]}
 */
function next(code, at) {
  for (const [name, rule] of RULES) {
    rule.lastIndex = at;
    if (rule.test(code)) return [name, rule.lastIndex];
  }
  return ["", at + 1];
}
