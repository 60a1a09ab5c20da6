#!/usr/bin/env bash
# Proves that every kind of check can fail: breaks a copy of the book in one place at a time, and each time something must turn red.
# Run it from anywhere: ci/mutations.sh   (the copy is target/ci/mutations; the book itself is not touched)
set -euo pipefail
cd "$(dirname "$0")/.."

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

lay_out() {
  rm -rf "$root/target/ci/mutations"
  mkdir -p "$copy" "$pristine"
  local files=$root/target/ci/mutations/files
  git ls-files -z --cached --others --exclude-standard |
    while IFS= read -r -d '' file; do
      if [ -e "$file" ]; then printf '%s\0' "$file"; fi
    done >"$files"
  local folder
  for folder in "$copy" "$pristine"; do
    tar --null --files-from="$files" -cf - | tar -xmf - -C "$folder"
  done
}

# Gives the copy the dependencies that the book has compiled already. The workspace's own crates are left
# out: Cargo names their files after their place in the workspace, so the copy's would have the same names.
share_dependencies() {
  [ -d "$built/debug/deps" ] || return 0
  mkdir -p "$CARGO_TARGET_DIR/debug"
  cp -a "$built/debug/.fingerprint" "$built/debug/build" "$CARGO_TARGET_DIR/debug/"
  cp -al "$built/debug/deps" "$CARGO_TARGET_DIR/debug/" 2>/dev/null ||
    cp -a "$built/debug/deps" "$CARGO_TARGET_DIR/debug/"
  local members=$root/target/ci/mutations/members.json
  cargo metadata --no-deps --format-version 1 >"$members"
  python3 - "$members" "$CARGO_TARGET_DIR/debug" <<'PYTHON'
import glob, json, os, shutil, sys

members, target = sys.argv[1:]
with open(members, encoding="utf-8") as file:
    packages = json.load(file)["packages"]
for package in packages:
    for folder in glob.glob(f"{target}/.fingerprint/{package['name']}-*"):
        shutil.rmtree(folder)
    for name in {kind["name"].replace("-", "_") for kind in package["targets"]}:
        for file in glob.glob(f"{target}/deps/{name}-*") + glob.glob(f"{target}/deps/lib{name}-*"):
            os.remove(file)
PYTHON
}

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

lay_out
share_dependencies
echo "before any mutation"
must_pass "before any mutation" cargo book build
must_pass "before any mutation" cargo book test
tail -n 1 "$log" | sed 's/^/  green  /'
bytes=$(python3 -c 'import json, sys
print(json.load(open(sys.argv[1]))["exact"]["cases"][0]["totals"]["bytes"])' "$heap")
other=$((bytes + 1))
grouped=$(python3 -c 'import sys; print(f"{int(sys.argv[1]):,}")' "$other")

echo "measurements"
change "$heap" "\"bytes\": $bytes, \"peak_blocks\"" "\"bytes\": $other, \"peak_blocks\""
must_fail "a figure in heap.json: cargo book test fails" 1 "in total: bytes $other → $bytes" \
  cargo book test first-100mib
must_pass "with another figure in heap.json" cargo book build
if grep -qF "$grouped" "$(built_page)"; then
  outcome red "a figure in heap.json: the built page shows it"
else
  outcome green "a figure in heap.json: the built page shows it" "no $grouped in $(built_page)"
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
else
  echo "  skipped: the Go sessions (there is no go on the PATH; ci/go.sh installs one)"
fi

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

echo "after all mutations"
must_pass "after all mutations" cargo book test
tail -n 1 "$log" | sed 's/^/  green  /'
echo "$passed passed, $failed failed"
if [ "$failed" -gt 0 ]; then
  echo "ci/mutations.sh: the copy is left in $copy, as it was before the mutation" >&2
  exit 1
fi
rm -rf "$root/target/ci/mutations"
