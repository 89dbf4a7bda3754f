#!/usr/bin/env bash
# Rewrites what is generated and checked in: TypeScript and reference of the field table, the metadata document.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset dev >/dev/null
ninja -C build/dev leadlight_generate odata_test
build/dev/tools/generate/leadlight_generate .
LEADLIGHT_GOLDEN=write build/dev/src/server/odata/odata_test --gtest_filter='*etadata*'
git --no-pager diff --stat
