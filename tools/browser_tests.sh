#!/usr/bin/env bash
# The stories in web/e2e in a real Chromium: against the demo company, and against databases that begin empty, one for the
# first day and real leads, one for a seller's day. Arguments choose stories, as Playwright does. LEADLIGHT_BIN names the
# program; with LEADLIGHT_TEST_POSTGRES (see tools/with_postgres.sh) every database is one there instead of a folder.
# LEADLIGHT_STORIES=sellers-day walks that one alone, LEADLIGHT_STORIES=public-data the long ones through whole public data
# sets, each in a database of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=${LEADLIGHT_BIN:-build/release/leadlight}
export LEADLIGHT_LOG=${LEADLIGHT_LOG:-warning}
folder=$(mktemp -d)
export LEADLIGHT_KEY_FILE=$folder/secret.key
servers=()
stop() {
  kill "${servers[@]}" 2>/dev/null || true
  wait
  rm -rf "$folder"
}
trap stop EXIT

# database NAME: sets `at`, the options that say where the rows of NAME are; makes the database where that is needed.
database() {
  at=(--data "$folder/$1")
  local cluster=${LEADLIGHT_TEST_POSTGRES:-} name
  [ -n "$cluster" ] || return 0
  name=browser_$(basename "$folder" | tr 'A-Z.-' 'a-z__')_$1
  psql --quiet --dbname "$cluster" --command "CREATE DATABASE $name"
  at=(--database "${cluster/\/postgres\?//$name?}")
}
# serve PORT: starts a server on the rows at `at` and waits until it answers.
serve() {
  "$binary" serve "${at[@]}" --listen "127.0.0.1:$1" --upkeep-every 0 &
  servers+=($!)
  for _ in $(seq 100); do
    python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$1/healthz', timeout=1)" 2>/dev/null && return
    sleep 0.1
  done
  echo "browser tests: the server on port $1 did not start" >&2
  return 1
}
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# empty NAME: serves a database with nobody but an administrator; LEADLIGHT_NAME_URL, _USER, _PASSWORD and _TOKEN tell how
# it is reached.
secret=$(head -c 18 /dev/urandom | base64)
empty() {
  local port token
  database "$1"
  "$binary" user create "${at[@]}" --name admin --role Administrator --password-stdin <<<"$secret"
  token=$("$binary" token create "${at[@]}" --user admin 2>/dev/null | tail -n 1)
  port=$(free_port)
  serve "$port"
  export "LEADLIGHT_${1^^}_URL=http://127.0.0.1:$port" "LEADLIGHT_${1^^}_USER=admin" \
    "LEADLIGHT_${1^^}_PASSWORD=$secret" "LEADLIGHT_${1^^}_TOKEN=$token"
}
# The company's file of sign-ins has a line each for the administrator, the sales manager and a seller: name, password, role.
company() {
  local sign_ins port
  database demo
  "$binary" demo "${at[@]}" --leads 1500 --seed 1 --sign-ins "$folder/sign-ins"
  mapfile -t sign_ins <"$folder/sign-ins"
  read -r LEADLIGHT_USER LEADLIGHT_PASSWORD _ <<<"${sign_ins[0]}"
  read -r LEADLIGHT_MANAGER LEADLIGHT_MANAGER_PASSWORD _ <<<"${sign_ins[1]}"
  read -r LEADLIGHT_SELLER LEADLIGHT_SELLER_PASSWORD _ <<<"${sign_ins[2]}"
  # Some mail of the administrator's own, private until it is tracked.
  "$binary" import mail web/e2e/mailbox "${at[@]}" --ours leadlight.example --owner "$LEADLIGHT_USER" --private --analytics >/dev/null
  port=$(free_port)
  serve "$port"
  LEADLIGHT_URL=http://127.0.0.1:$port
  export LEADLIGHT_URL LEADLIGHT_USER LEADLIGHT_PASSWORD LEADLIGHT_MANAGER LEADLIGHT_MANAGER_PASSWORD \
    LEADLIGHT_SELLER LEADLIGHT_SELLER_PASSWORD
}

case ${LEADLIGHT_STORIES:-} in
public-data)
  projects=(--project=public-data)
  for set in olist b2b xeducation; do empty "$set"; done
  ;;
sellers-day)
  projects=(--project=sellers-day)
  empty day
  ;;
*)
  projects=(--project=stories --project=sellers-day)
  company
  empty empty
  empty day
  ;;
esac
cd web
npx playwright test "${projects[@]}" "$@"
