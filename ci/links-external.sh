#!/usr/bin/env bash
# Follows every link of the pages that leads to another site, and names the line of each that is broken.
# Run it now and then: ci/links-external.sh [FOLDER]   (default src; needs the network, so it is part of no gate)
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-src}
if ! [ -d "$folder" ]; then
  echo "ci/links-external.sh: there is no folder '$folder'; name one that holds Markdown" >&2
  exit 2
fi

# Some sites refuse HEAD, and some answer no client without a name.
follow() {
  local address=$1 options=(--silent --location --output /dev/null --max-time 30 --retry 2
    --user-agent 'Mozilla/5.0 (link check of a book)' --write-out '%{http_code}')
  local code
  code=$(curl "${options[@]}" --head "$address" || true)
  case $code in
  2?? | 3??) ;;
  *) code=$(curl "${options[@]}" "$address" || true) ;;
  esac
  printf '%s' "$code"
}

addresses=$(grep -rhoE --include='*.md' 'https?://[^][:space:])>"]+' "$folder" | sed "s/#.*//; s/[.,;']*\$//" |
  grep -vE '^https?://(localhost|127\.)' | sort -u)

# Without a network every link is broken, which says nothing about the pages.
reachable() {
  local site
  for site in https://doc.rust-lang.org/ https://go.dev/ https://docs.rs/; do
    if curl --silent --location --output /dev/null --max-time 15 "$site"; then return 0; fi
  done
  return 1
}
if ! reachable; then
  echo "ci/links-external.sh: neither doc.rust-lang.org nor go.dev nor docs.rs answers, so nothing was checked; is there a network?" >&2
  exit 3
fi
count=0
broken=0
while IFS= read -r address; do
  [ -n "$address" ] || continue
  count=$((count + 1))
  code=$(follow "$address")
  case $code in
  2?? | 3??) ;;
  *)
    broken=$((broken + 1))
    [ "$code" != 000 ] || code='no answer'
    echo "$address: $code"
    grep -rnF --include='*.md' -- "$address" "$folder" | cut -d: -f1,2 | sed 's/^/  /'
    ;;
  esac
done <<<"$addresses"
echo "$count addresses, $broken broken"
[ "$broken" -eq 0 ]
