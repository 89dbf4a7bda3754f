#!/usr/bin/env bash
# Formatting, layers and a short clang-tidy list, over the whole tree or the files given.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v clang-tidy >/dev/null || { echo "lint: needs clang-format and clang-tidy (apt-get install clang-format clang-tidy)"; exit 1; }
mapfile -t sources < <(git ls-files 'src/*.cc' 'src/*.h')
clang-format --dry-run --Werror "${sources[@]}"
python3 tools/check_layers.py
cmake --preset dev >/dev/null
mapfile -t files < <(if [ $# -gt 0 ]; then printf '%s\n' "$@"; else git ls-files 'src/*.cc' | grep -v '_test\.cc$'; fi)
printf '%s\n' "${files[@]}" | xargs -P 2 -n 4 clang-tidy --quiet -p build/dev
echo "lint: ${#files[@]} sources clean"
