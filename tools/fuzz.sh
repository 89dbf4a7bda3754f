#!/usr/bin/env bash
# Runs every fuzz target for FUZZ_SECONDS (60) on its corpus.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v clang++-14 >/dev/null || { echo "fuzz: needs clang-14 and libclang-rt-14-dev (apt-get install clang-14 libclang-rt-14-dev)"; exit 1; }
cmake --preset fuzz >/dev/null
ninja -C build/fuzz
for target in build/fuzz/fuzz/*_fuzz; do
  name=$(basename "$target" _fuzz)
  mkdir -p ".bench/corpus/$name"
  echo "== $name"
  "$target" -max_total_time="${FUZZ_SECONDS:-60}" -rss_limit_mb=2048 -timeout=10 -print_final_stats=1 \
    ".bench/corpus/$name" "fuzz/corpus/$name" 2>&1 | tail -n 8
done
