#!/usr/bin/env bash
# Proves that hostile programs stay in the sandbox: runs each file of tools/runner/tests/attacks in every tier that claims to stop it.
# Run it from anywhere: ci/runner-attacks.sh   (prints attempts and escapes; escapes must be 0)
set -euo pipefail
cd "$(dirname "$0")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed=false
cargo test --locked --package runner --lib || failed=true
cargo test --locked --package runner --test attacks -- --test-threads=2 2>&1 | tee "$log" || failed=true

printf '%-12s %9s %9s\n' tier attempts escapes
for tier in full no-ns limits-only none; do
  attempts=$(grep -cE "^test (run|compile)/\w+@$tier " "$log" || true)
  escapes=$(awk -v tier="@$tier ----" '/^---- / { here = index($0, tier) } /^escaped: / && here' "$log" | wc -l)
  printf '%-12s %9d %9d\n' "$tier" "$attempts" "$escapes"
done
echo "attempts: $(grep -cE '^test (run|compile)/' "$log" || true), escapes: $(grep -c '^escaped: ' "$log" || true)"
if $failed; then
  exit 1
fi
