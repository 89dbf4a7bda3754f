#!/bin/bash
# Runs a command against a PostgreSQL server of its own, which is gone afterwards.
#
# Usage: tools/with_postgres.sh COMMAND [ARGUMENT]...
#
# The cluster lives in a temporary folder, listens on a unix socket in there only, and trusts who can reach that. The
# command finds its address in LEADLIGHT_TEST_POSTGRES. fsync is off: nothing here outlives the command, and commits
# then cost what the code costs. LEADLIGHT_POSTGRES_FSYNC=on measures with a server as one would run it,
# LEADLIGHT_POSTGRES_BUFFERS=2GB gives it as much memory as its data asks for.
# LEADLIGHT_POSTGRES_FOLDER names a folder in which the cluster stays for the next time (benchmarks with much data).
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: $0 COMMAND [ARGUMENT]..." >&2; exit 2; }

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
[ -n "$bin" ] && [ -x "$bin/initdb" ] || { echo "with_postgres: no PostgreSQL server is installed (apt-get install postgresql)" >&2; exit 1; }

kept=${LEADLIGHT_POSTGRES_FOLDER:-}
folder=$(mktemp -d "${TMPDIR:-/tmp}/leadlight-pg-XXXXXX")
cluster=${kept:-$folder}/data
# The server refuses to run as root: then it runs as the user postgres.
as_owner() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  [ -z "$kept" ] || { mkdir -p "$kept" && chown postgres "$kept"; }
  as_owner() { runuser -u postgres -- "$@"; }
fi

stop() {
  as_owner "$bin/pg_ctl" -D "$cluster" -m "$([ -n "$kept" ] && echo fast || echo immediate)" -s stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$folder"
[ -e "$cluster/PG_VERSION" ] ||
  as_owner "$bin/initdb" -D "$cluster" -U leadlight -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 ||
  { cat "$folder/initdb.log" >&2; exit 1; }
as_owner "$bin/pg_ctl" -D "$cluster" -w -s -l "$folder/server.log" \
  -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=${LEADLIGHT_POSTGRES_FSYNC:-off} -c max_connections=100 -c shared_buffers=${LEADLIGHT_POSTGRES_BUFFERS:-128MB}" \
  start || { cat "$folder/server.log" >&2; exit 1; }
chmod 755 "$folder"
cd - >/dev/null

export LEADLIGHT_TEST_POSTGRES="postgresql://leadlight@/postgres?host=$folder"
status=0
"$@" || status=$?
exit $status
