#!/usr/bin/env bash
# Everything that must hold, in the order in which it tells most soonest. `make test` runs this; so does CI.
set -euo pipefail
cd "$(dirname "$0")/.."
export LEADLIGHT_BIN=$PWD/build/release/leadlight
logs=build/test-logs
mkdir -p "$logs"
started=$SECONDS

# begin NAME COMMAND...: runs it beside what follows, until `step NAME wait_for NAME`.
declare -A begun
begin() {
  local name=$1
  shift
  "$@" >"$logs/beside-${name// /-}.log" 2>&1 &
  begun[$name]=$!
}
wait_for() {
  local ended=0
  wait "${begun[$1]}" || ended=$?
  unset "begun[$1]"
  cat "$logs/beside-${1// /-}.log"
  return $ended
}
trap 'kill "${begun[@]}" 2>/dev/null || true' EXIT

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
# build PRESET [TARGET]...: gives way to what runs beside it.
build() { cmake --preset "$1" && nice -n 5 ninja -C "build/$1" "${@:2}"; }
# The web application: packages, types, lint, unit tests, build.
check_web() {
  tools/npm_ci.sh web && in_folder web npm run --silent typecheck && in_folder web npm run --silent lint &&
    in_folder web npm test --silent && make --no-print-directory web
}
# Unit tests under sanitizers: of all that reads foreign input or stores. Without the services, which are made of it and
# take longest to compile, without training, which spends its time in XGBoost, and without what needs the program itself or
# a PostgreSQL (`make asan` has all).
check_sanitized() {
  local tests
  cmake --preset asan || return
  tests=$(ninja -C build/asan -t targets all | sed -nE 's/^([a-z]+_test): phony$/\1/p' |
    grep -vE '^(learn|feature|sqlite|api|scoring|insight|capture|ingest|work|demo)_test$')
  # shellcheck disable=SC2086
  ninja -C build/asan -j1 $tests &&
    ctest --test-dir build/asan --output-on-failure -R "^($(tr '\n' '|' <<<"$tests")none)\$"
}

tools/setup.sh
[ -d "$LEADLIGHT_DATA" ] || echo "== real data: $LEADLIGHT_DATA is absent, the tests that need it are skipped"

# Packages come over the network while the compiler has the processor.
begin "web application" check_web
step "build" build release leadlight all_tests
step "web application" wait_for "web application"
step "program with the web application" build release leadlight all_tests
step "unit tests" ctest --test-dir build/release --output-on-failure -j2
# What follows mostly waits for servers and browsers; meanwhile the compiler has a processor.
begin "unit tests under sanitizers" check_sanitized

step "http packages" tools/npm_ci.sh tests/http
begin "http tests on PostgreSQL" in_folder tests/http ../../tools/with_postgres.sh npm test
step "http tests on SQLite" in_folder tests/http npm test
step "http tests on PostgreSQL" wait_for "http tests on PostgreSQL"
step "browser stories on SQLite" tools/browser_tests.sh
step "closing story on PostgreSQL" env LEADLIGHT_STORIES=sellers-day tools/with_postgres.sh tools/browser_tests.sh
step "unit tests under sanitizers" wait_for "unit tests under sanitizers"

printf '\nall of it in %d s\n' $((SECONDS - started))
