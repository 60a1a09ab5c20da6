#!/usr/bin/env bash
# Proves that every kind of check can fail: breaks a copy of the book in one place at a time, and each time something must turn red.
# Run it from anywhere: ci/mutations.sh   (the copy is target/ci/mutations; the book itself is not touched)
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=ci/copy.bash
. ci/copy.bash

root=$PWD
copy=$root/target/ci/mutations/book
pristine=$root/target/ci/mutations/pristine
log=$root/target/ci/mutations/log
listing=listings/first-profile/first-100mib
source=$listing/src/lib.rs
heap=$listing/recorded/heap.json
english=src/en/first-profile/README.md
korean=src/ko/first-profile/README.md

# A target folder of its own: two checkouts that share one would take each other's binaries for fresh.
built=$(realpath -m "${CARGO_TARGET_DIR:-$root/target}")
export CARGO_TARGET_DIR=$root/target/ci/mutations/target
export GOTOOLCHAIN=local GOPROXY=off
if ! command -v go >/dev/null && [ -x target/ci/go/bin/go ]; then
  export PATH=$root/target/ci/go/bin:$PATH
fi

passed=0
failed=0
touched=()

# change FILE OLD NEW: replaces the first OLD, which must be there.
change() {
  touched+=("$1")
  python3 - "$copy/$1" "$2" "$3" <<'PYTHON'
import sys

path, old, new = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    text = file.read()
if old not in text:
    sys.exit(f"ci/mutations.sh: {path} does not contain {old!r}; this mutation needs another place")
with open(path, "w", encoding="utf-8") as file:
    file.write(text.replace(old, new, 1))
PYTHON
}

# append FILE TEXT: adds lines at the end; FILE may be new.
append() {
  touched+=("$1")
  mkdir -p "$(dirname "$copy/$1")"
  printf '%s\n' "$2" >>"$copy/$1"
}

delete() {
  touched+=("$1")
  rm "$copy/$1"
}

# Puts every touched file back, as new to Cargo as its broken version was.
restore() {
  local file
  for file in "${touched[@]}"; do
    if [ -e "$pristine/$file" ]; then
      cp "$pristine/$file" "$copy/$file"
    else
      rm -f "$copy/$file"
    fi
  done
  touched=()
}

# line_of FILE TEXT: where TEXT stands now.
line_of() {
  grep -nF -m1 -- "$2" "$copy/$1" | cut -d: -f1
}

outcome() {
  if [ "$1" = red ]; then
    passed=$((passed + 1))
    printf '  red    %s\n' "$2"
  else
    failed=$((failed + 1))
    printf '  GREEN  %s\n' "$2"
    printf '         %s\n' "$3"
    tail -n 25 "$log" | sed 's/^/         | /'
  fi
}

# must_fail NAME EXIT PATTERN COMMAND…: COMMAND has to end with EXIT and to say something that matches PATTERN.
must_fail() {
  local name=$1 expected=$2 pattern=$3 status=0
  shift 3
  (cd "$copy" && "$@") >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -ne "$expected" ]; then
    outcome green "$name" "'$*' ended with $status, expected $expected"
  elif ! grep -qE -- "$pattern" "$log"; then
    outcome green "$name" "'$*' failed without saying /$pattern/"
  else
    outcome red "$name"
  fi
}

# must_pass WHAT COMMAND…: without it the failures prove nothing.
must_pass() {
  local what=$1
  shift
  if ! (cd "$copy" && "$@") >"$log" 2>&1 </dev/null; then
    tail -n 40 "$log"
    echo "ci/mutations.sh: '$*' fails $what; mend that first" >&2
    exit 1
  fi
}

built_page() {
  printf '%s' "$copy/book/en/first-profile/index.html"
}

rm -rf "$root/target/ci/mutations"
mkdir -p "$root/target/ci/mutations"
lay_out "$copy" "$pristine"
share_dependencies "$built" "$CARGO_TARGET_DIR"
echo "before any mutation"
must_pass "before any mutation" cargo book build
must_pass "before any mutation" cargo book test
tail -n 1 "$log" | sed 's/^/  green  /'
bytes=$(python3 -c 'import json, sys
print(json.load(open(sys.argv[1]))["exact"]["cases"][0]["totals"]["bytes"])' "$heap")
other=$((bytes + 1))

echo "measurements"
change "$heap" "\"bytes\": $bytes, \"peak_blocks\"" "\"bytes\": $other, \"peak_blocks\""
must_fail "a figure in heap.json: cargo book test fails" 1 "in total: bytes $other → $bytes" \
  cargo book test first-100mib
restore

# A figure that no question is about: with one of those, the build would stop at the question.
quiet=listings/first-profile/first-pprof/recorded/heap.json
asked=$(python3 -c 'import json, sys
print(json.load(open(sys.argv[1]))["exact"]["cases"][0]["totals"]["blocks"])' "$quiet")
change "$quiet" "\"totals\": {\"blocks\": $asked," "\"totals\": {\"blocks\": $((asked + 1)),"
must_pass "with another figure in heap.json" cargo book build
if grep -qF ">$((asked + 1))</a>" "$(built_page)"; then
  outcome red "a figure in heap.json: the built page shows it"
else
  outcome green "a figure in heap.json: the built page shows it" "no $((asked + 1)) in $(built_page)"
fi
restore

change "$source" 'vec![0u8; SIZE]' '{ let mut v = Vec::with_capacity(SIZE + 1); v.resize(SIZE, 0); v }'
line=$(line_of "$source" 'with_capacity(SIZE + 1)')
must_fail "a listing allocates more: cargo book test names the line" 1 \
  "$source:$line: .*bytes $bytes → $other" cargo book test first-100mib
must_fail "a listing allocates more: plain cargo test names the line" 101 \
  "$source:$line: .*bytes $bytes → $other" cargo test -p first-100mib
restore

change "$source" 'drop(data);' 'std::mem::forget(data);'
must_fail "a listing leaks: cargo book test names the line that no longer frees" 1 \
  "$source:[0-9]+: .*bytes freed $bytes → 0" cargo book test first-100mib
restore

change "$heap" '["zeroed"' '["alloc"'
must_fail "an event in heap.json: cargo book test fails" 1 "event 0 was" cargo book test first-100mib
restore

change "$listing/recorded/output.txt" released returned
must_fail "a line of the recorded output: cargo book test shows the difference" 1 \
  "[0-9]+ - returned" cargo book test first-100mib
restore

change "$source" 'println!("released")' 'println!("returned")'
must_fail "a listing prints something else: cargo book test shows the difference" 1 \
  "[0-9]+ \+ returned" cargo book test first-100mib
restore

change "$source" 'data.len()' 'data.size()'
line=$(line_of "$source" 'data.size()')
must_fail "a listing does not compile: cargo book test names the line" 1 \
  "$source:$line:" cargo book test first-100mib
restore

change "$source" 'drop(data);' 'panic!("on purpose");'
must_fail "a listing panics: cargo book test says so" 1 "on purpose" cargo book test first-100mib
restore

delete "$heap"
must_fail "no recorded heap report: cargo book build names the command that records it" 1 \
  "cargo book record first-100mib" cargo book build
restore

append "$listing/fails/planted.rs" '//@ error: E0382'
append "$listing/fails/planted.rs" 'pub fn run() { let x: u8 = "text"; }'
must_fail "a failing file fails with another error: cargo book test names both" 1 \
  "planted.rs: fails with E0308, but E0382 is expected" cargo book test first-100mib
restore

append "$listing/fails/planted.rs" '//@ error: E0382'
append "$listing/fails/planted.rs" 'pub fn run() {}'
must_fail "a failing file compiles: cargo book test fails" 1 \
  "planted.rs: compiles, but E0382 is expected" cargo book test first-100mib
restore

if command -v go >/dev/null; then
  change "$listing/recorded/go.txt" 'wrote mem.prof' 'wrote a profile'
  must_fail "a line of the recorded Go session: cargo book test shows the difference" 1 \
    "[0-9]+ - wrote a profile" cargo book test first-100mib
  restore

  change listings/profiling/prof-pprof-export/recorded/heap.json '"path": "round_trip' '"path": "round_trap'
  must_fail "a call path in heap.json: go tool pprof shows another function" 1 \
    "the Go session prints something else" cargo book test prof-pprof-export
  restore
else
  echo "  skipped: the Go sessions (there is no go on the PATH; ci/go.sh installs one)"
fi

echo "benchmarks"
growth=listings/collections/col-vec-growth
change "$growth/benches/claims.toml" 'factor = 11' 'factor = 12'
must_fail "a claim that does not hold: cargo book check names both figures" 1 \
  "this claim no longer holds: blocks of 'grown' over 'reserved' is 11.00, claimed is at least 12" cargo book check
must_fail "a claim that does not hold: cargo book test fails" 1 \
  "FAILED claim col-vec-growth" cargo book test col-vec-growth
must_fail "a claim that does not hold: plain cargo test --benches fails" 1 \
  "this claim no longer holds" cargo test --benches -p col-vec-growth
restore

change "$growth/benches/presize.rs" '1_000' '1_001'
must_fail "a benchmark measures other code: cargo book check calls its times stale" 1 \
  "the code of 'presize' has changed" cargo book check
restore

change "$growth/benches/presize.rs" 'numbers.push(black_box(n));' 'panic!("on purpose");'
must_fail "a benchmark panics: cargo book test says so" 1 "on purpose" cargo book test col-vec-growth
restore

echo "running in the page"
change book.toml 'before = ["links"]' $'before = ["links"]\nrunner = "http://play.example.org/"'
line=$(line_of book.toml 'runner =')
must_fail "a runner that is not encrypted: cargo book check names the line" 1 \
  "book.toml:$line:.*" cargo book check
restore

echo "quizzes and exercises"
change "$heap" "\"bytes\": $bytes, \"peak_blocks\"" "\"bytes\": $other, \"peak_blocks\""
must_fail "the measurement behind an answer changes: cargo book test fails" 1 \
  "FAILED question first-profile/requests total-and-end" cargo book test
restore

quiz=quizzes/first-profile/requests.toml
change "$quiz" 'answer = "heap first-100mib.blocks"' 'answer = "heap first-100mib.block"'
line=$(line_of "$quiz" 'first-100mib.block"')
must_fail "a quiz refers to nothing: cargo book check names the line" 1 "$quiz:$line:" cargo book check
restore

change "$quiz" 'answer = [1, 3, 4]' 'answer = [1, 2, 4]'
must_fail "a quiz calls a wrong option right: cargo book test fails" 1 \
  "FAILED question first-profile/requests total-and-end" cargo book test
restore

change quizzes/collections/push-while-borrowed.rs 'numbers.push(4);' ''
must_fail "code that must not compile does: cargo book test fails" 1 \
  "push-while-borrowed.rs: rustc reports no error" cargo book test
restore

change exercises/collections/group-by/solution/lib.rs 'match counts.get_mut(word)' \
  'match counts.get_mut(&word.to_string())'
must_fail "a solution breaks its budget: cargo book test fails" 1 \
  "FAILED exercise collections/group-by solution passes" cargo book test
restore

change exercises/collections/group-by/tests/budget.rs 'at_most_blocks(2)' 'at_most_blocks(200)'
must_fail "a starter passes: cargo book test fails" 1 "the starter passes" cargo book test
restore

echo "widgets"
change listings/collections/col-growth-law/src/lib.rs 'elements.push([0; SIZE]);' 'elements.push([1; SIZE]);'
must_fail "the code behind a widget changes: cargo book check asks for a rebuild" 1 \
  "cargo book wasm growth" cargo book check
restore

# Only what the native crate is linked with: a change of its library would be out of date as well.
change widgets/growth/glue/src/main.rs 'glue::serve(widget_growth::answer)' \
  'glue::serve(|question| widget_growth::answer(question).replace("blocks", "block"))'
must_fail "a widget's WebAssembly answers otherwise than the crate: cargo book test fails" 1 \
  "has two answers" cargo book test
restore

explorer=widgets/profile-explorer/widget.toml
change "$explorer" '{{#calls gc-mark-sweep' '{{#calls gc-mark-swept'
line=$(line_of "$explorer" 'gc-mark-swept')
must_fail "a widget shows the calls of no listing: cargo book check names the line" 1 "$explorer:$line:" cargo book check
restore

change widgets/growth/widget.toml 'reserve.en = "Reserve first"' ''
line=$(line_of widgets/growth/widget.toml 'reserve.ko')
must_fail "a widget's word in one language only: cargo book check names the line" 1 \
  "widgets/growth/widget.toml:$line:" cargo book check
restore

echo "pages"
append "$english" 'The program needs 37 MiB.'
line=$(line_of "$english" '37 MiB')
must_fail "a measured number typed into one language: cargo book check names the line" 1 \
  "$english:$line:" cargo book check
must_fail "a measured number typed into one language: cargo book test fails" 1 \
  "'37 MiB' is typed by hand" cargo book test
must_fail "a measured number typed into one language: cargo book build fails" 1 \
  "'37 MiB' is typed by hand" cargo book build
restore

heading=$(grep -m1 '^## ' "$pristine/$korean")
change "$korean" "$heading" ''
must_fail "a heading in one language only: cargo book check fails" 1 \
  "give both languages the same structure" cargo book check
restore

# twin NAME FILE OLD NEW PATTERN: a difference between the languages; cargo book check names file and line.
twin() {
  change "$2" "$3" "$4"
  must_fail "$1: cargo book check names it" 1 "$5" cargo book check
  if grep -qE -- '--> src/(ko|en)/first-profile/README.md:[0-9]+:' "$log"; then
    outcome red "$1: with file and line"
  else
    outcome green "$1: with file and line" "$2 was changed, and no line is named"
  fi
  restore
}

twin "a number changed in one language" "$english" '512 KiB' '256 KiB' 'number 256 KiB is not in section'
twin "a code span dropped in one language" "$english" '`debug.FreeOSMemory`' 'that call' \
  '`debug.FreeOSMemory` is not in section'
twin "a table row missing in one language" "$korean" "$(grep -m1 '^| dhat |' "$pristine/$korean")
" '' 'table of [0-9]+ rows'
twin "another link in one language" "$english" 'https://pkg.go.dev/runtime/pprof' \
  'https://pkg.go.dev/runtime/other' 'a link to https://pkg.go.dev/runtime/other is not'
twin "a spelling that the glossary bans" "$korean" '컴파일되지 않습니다.' '메소드가 컴파일되지 않습니다.' \
  "'메소드' is '메서드' in this book"
twin "a sentence changed in one language" "$english" 'Most likely none.' 'Most likely not one.' \
  'this section was changed, and its twin in src/ko/first-profile/README.md was not'
twin "a link that leads nowhere" "$english" '(appendix.md)' '(appendix.md#nowhere)' \
  'a link to appendix.md#nowhere is not|has no #nowhere'

change "$korean" '**참조**라면' '그**"참조"** 라면'
must_pass "with emphasis that does not open" cargo book parity accept
must_fail "emphasis that does not open: cargo book check finds the asterisks" 1 \
  'the page shows these asterisks' cargo book check
touched+=(parity.lock)
restore

# The empty line ends the list of sources, whose items may be English.
paragraph=$'\nThis paragraph was never written in Korean.'
append "$english" "$paragraph"
append "$korean" "$paragraph"
must_fail "a paragraph that is not Korean: cargo book check finds it" 1 \
  'this text of a Korean page is not Korean' cargo book check
restore

change "$english" '{{#listing first-100mib}}' '{{#lisitng first-100mib}}'
line=$(line_of "$english" '{{#lisitng')
must_fail "an unknown directive: cargo book build names the line and the meant one" 1 \
  "$english:$line:" cargo book build
if grep -q "did you mean '{{#listing" "$log" && [ -s "$(built_page)" ]; then
  outcome red "an unknown directive: the site built before stays"
else
  outcome green "an unknown directive: the site built before stays" "no help, or no $(built_page)"
fi
restore

change "$english" '{{#listing first-100mib}}' '{{#listing first-100mb}}'
must_fail "an unknown listing: cargo book build suggests the meant one" 1 \
  "did you mean 'first-100mib'" cargo book build
restore

append src/en/first-profile/extra.md '# Extra {#extra}'
must_fail "a page in one language only: cargo book check fails" 1 \
  "this page is in one language only" cargo book check
restore

flame=src/en/profiling/README.md
change "$flame" '{{#flame prof-pprof-export peak_bytes' '{{#flame prof-pprof-export end_bytes'
line=$(line_of "$flame" '{{#flame prof-pprof-export end_bytes')
must_fail "a flame graph of what is not there: cargo book check names the line" 1 "$flame:$line:" cargo book check
restore

change src/ko/SUMMARY.md '(first-profile/appendix.md)' '(first-profile/other.md)'
must_fail "the tables of contents differ: cargo book check fails" 1 \
  "from here on the chapters differ" cargo book check
restore

change "$listing/Cargo.toml" '[package.metadata.book]' '[package.metadata.book]
heep = "run"'
line=$(line_of "$listing/Cargo.toml" heep)
must_fail "an unknown setting of a listing: cargo book check names the line" 1 \
  "$listing/Cargo.toml:$line:" cargo book check
restore

change listings/leaks/leak-cycle/Cargo.toml '"leak_cycle::leaky" = "' '"leak_cycle::leaky" = "" # "'
must_fail "a leak on purpose loses its reason: cargo book check names it" 1 \
  "nothing says why 'leak_cycle::leaky' may leak" cargo book check
restore

echo "growing"
must_pass "growing" cargo book new chapter my-topic --title "My topic" --title-ko "내 주제"
must_pass "growing" cargo book new listing my-topic my-first-idea
must_pass "growing" cargo book new listing collections col-my-idea --title "Does it work?" --title-ko "될까요?"
must_pass "growing" cargo book new bench col-my-idea my_bench
must_pass "growing" cargo book new bench col-nodes my_other
must_pass "growing" cargo book build
must_pass "growing" cargo book test
tail -n 1 "$log" | sed 's/^/  green  /'
must_pass "growing" cargo test --benches -p col-my-idea
change listings/my-topic/my-first-idea/src/lib.rs '(0..100)' '(0..101)'
must_fail "a new listing asks for more: its test fails at once" 1 "bytes 800 → 808" cargo book test my-first-idea

echo "after all mutations"
rm -rf "$copy"/listings/my-topic "$copy"/listings/collections/col-my-idea "$copy"/src/*/my-topic
touched=(Cargo.lock parity.lock src/{en,ko}/SUMMARY.md src/{en,ko}/collections/README.md
  listings/collections/col-nodes/{Cargo.toml,benches/claims.toml,benches/my_other.rs})
restore
must_pass "after all mutations" cargo book test
tail -n 1 "$log" | sed 's/^/  green  /'
echo "$passed passed, $failed failed"
if [ "$failed" -gt 0 ]; then
  echo "ci/mutations.sh: the copy is left in $copy, as it was before the mutation" >&2
  exit 1
fi
rm -rf "$root/target/ci/mutations"
