# Sourced by scripts that need a copy of the book which they may break, with the compiled dependencies of this one.

# lay_out FOLDER…: puts the book's files, as they are now, into each folder.
lay_out() {
  local files folder
  files=$(mktemp)
  git ls-files -z --cached --others --exclude-standard |
    while IFS= read -r -d '' file; do
      if [ -e "$file" ]; then printf '%s\0' "$file"; fi
    done >"$files"
  for folder in "$@"; do
    mkdir -p "$folder"
    tar --null --files-from="$files" -cf - | tar -xmf - -C "$folder"
  done
  rm -f "$files"
}

# share_dependencies BUILT TARGET: gives TARGET the dependencies that BUILT holds. The workspace's own crates are
# left out: Cargo names their files after their place in the workspace, so the copy's would have the same names.
share_dependencies() {
  local built=$1 target=$2 members
  [ -d "$built/debug/deps" ] || return 0
  mkdir -p "$target/debug"
  cp -a "$built/debug/.fingerprint" "$built/debug/build" "$target/debug/"
  cp -al "$built/debug/deps" "$target/debug/" 2>/dev/null ||
    cp -a "$built/debug/deps" "$target/debug/"
  members=$(mktemp)
  cargo metadata --no-deps --format-version 1 >"$members"
  python3 - "$members" "$target/debug" <<'PYTHON'
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
  rm -f "$members"
}
