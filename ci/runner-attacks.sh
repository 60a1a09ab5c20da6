#!/usr/bin/env bash
# Proves that hostile programs stay in the sandbox: runs each file of tools/runner/tests/attacks in every tier that claims to stop it.
# Then what a runner survives: a thousand edits, a full disk, its folder deleted; and that every listing does in it what its record says.
# Run it from anywhere: ci/runner-attacks.sh   (prints attempts and escapes; escapes must be 0)
set -euo pipefail
cd "$(dirname "$0")/.."

log=$(mktemp) edits=$(mktemp)
trap 'rm -f "$log" "$edits"' EXIT
failed=false
cargo test --locked --package runner --lib || failed=true
cargo test --locked --package runner --tests --no-run
# The attacks mostly wait for their limits, so the edits are made meanwhile.
RUNNER_EDITS=1000 cargo test --locked --package runner --test enduring >"$edits" 2>&1 &
enduring=$!
cargo test --locked --package runner --test attacks -- --test-threads=2 2>&1 | tee "$log" || failed=true
cargo test --locked --package runner --test listings || failed=true
wait "$enduring" || failed=true
cat "$edits"

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
