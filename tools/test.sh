#!/usr/bin/env bash
# Everything that must hold, in the order in which it tells most soonest. `make test` runs this; so does CI.
set -euo pipefail
cd "$(dirname "$0")/.."
export LEADLIGHT_BIN=$PWD/build/release/leadlight
logs=build/test-logs
mkdir -p "$logs"
started=$SECONDS

# step NAME COMMAND...: runs it, shows its output when it fails, and says how long it took.
step() {
  local name=$1 begin=$SECONDS
  shift
  printf '== %s\n' "$name"
  if ! "$@" >"$logs/${name// /-}.log" 2>&1; then
    tail -n 200 "$logs/${name// /-}.log"
    printf '== %s: FAILED after %d s (whole log: %s)\n' "$name" $((SECONDS - begin)) "$logs/${name// /-}.log"
    exit 1
  fi
  grep -aE '^(100% tests passed|[0-9]+% tests passed|# (tests|pass|fail|skipped) |.*Tests +[0-9]+ passed|[0-9]+ passed, [0-9]+ failed)' \
    "$logs/${name// /-}.log" | sed 's/^/   /' || true
  printf '   done in %d s\n' $((SECONDS - begin))
}

in_folder() { (cd "$1" && shift && "$@"); }
# build PRESET [TARGET]...
build() { cmake --preset "$1" && ninja -C "build/$1" "${@:2}"; }

tools/setup.sh
[ -d "$LEADLIGHT_DATA" ] || echo "== real data: $LEADLIGHT_DATA is absent, the tests that need it are skipped"

step "web packages" tools/npm_ci.sh web
step "web types" in_folder web npm run --silent typecheck
step "web lint" in_folder web npm run --silent lint
step "web unit tests" in_folder web npm test --silent
step "web build" make --no-print-directory web
step "build" build release leadlight all_tests
step "unit tests" ctest --test-dir build/release --output-on-failure -j2
# What follows mostly waits for servers and browsers; meanwhile the compiler, and then what it made, has a processor.
# Without what needs the program itself or a PostgreSQL, without the largest test programs (what they test runs under the
# others, too), and without trainings that run code which others run (`make asan` has all).
sanitize() {
  cmake --preset asan &&
    ninja -C build/asan -t targets all | sed -nE 's/^([a-z]+_test): phony$/\1/p' | grep -vE '^(sqlite|api|scoring)_test$' |
    xargs ninja -C build/asan -j1 &&
    GTEST_FILTER='-IgnoreEmpty.L*:Train.GivesTheSameBytes*:Train.RefusesACopy*' \
      ctest --test-dir build/asan --output-on-failure -R '_test$' -E '^(sqlite|api|scoring)_test$'
}
sanitize >"$logs/sanitizers.log" 2>&1 &
sanitizers=$!
trap 'kill "$sanitizers" 2>/dev/null || true' EXIT
sanitized() { wait "$sanitizers" && tail -n 30 "$logs/sanitizers.log" || { tail -n 200 "$logs/sanitizers.log"; return 1; }; }

step "http packages" tools/npm_ci.sh tests/http
step "http tests on SQLite" in_folder tests/http npm test
step "http tests on PostgreSQL" in_folder tests/http ../../tools/with_postgres.sh npm test
step "browser stories on SQLite" tools/browser_tests.sh
step "closing story on PostgreSQL" tools/with_postgres.sh tools/browser_tests.sh sellers-day
step "unit tests under sanitizers" sanitized

printf '\nall of it in %d s\n' $((SECONDS - started))
