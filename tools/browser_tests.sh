#!/usr/bin/env bash
# The stories in web/e2e in a real Chromium: against the demo company, and against an empty database that gets real
# leads. LEADLIGHT_BIN names the program.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=${LEADLIGHT_BIN:-build/release/leadlight}
export LEADLIGHT_LOG=${LEADLIGHT_LOG:-warning}
folder=$(mktemp -d)
servers=()
stop() {
  kill "${servers[@]}" 2>/dev/null || true
  wait
  rm -rf "$folder"
}
trap stop EXIT

# serve DATA PORT: starts a server and waits until it answers.
serve() {
  "$binary" serve --data "$1" --listen "127.0.0.1:$2" &
  servers+=($!)
  for _ in $(seq 100); do
    python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$2/healthz', timeout=1)" 2>/dev/null && return
    sleep 0.1
  done
  echo "browser tests: the server on port $2 did not start" >&2
  return 1
}
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

"$binary" demo --data "$folder/demo" --leads 1500 --seed 1 --sign-ins "$folder/sign-ins"
# The file has a line each for the administrator, the sales manager and a seller: name, password, role.
mapfile -t sign_ins <"$folder/sign-ins"
read -r user password _ <<<"${sign_ins[0]}"
read -r manager manager_password _ <<<"${sign_ins[1]}"
read -r seller seller_password _ <<<"${sign_ins[2]}"
port=$(free_port)
serve "$folder/demo" "$port"

secret=$(head -c 18 /dev/urandom | base64)
"$binary" user create --data "$folder/empty" --name admin --role Administrator --password-stdin <<<"$secret"
token=$("$binary" token create --data "$folder/empty" --user admin 2>/dev/null | tail -n 1)
empty_port=$(free_port)
serve "$folder/empty" "$empty_port"

cd web
LEADLIGHT_URL=http://127.0.0.1:$port LEADLIGHT_USER=$user LEADLIGHT_PASSWORD=$password \
  LEADLIGHT_MANAGER=$manager LEADLIGHT_MANAGER_PASSWORD=$manager_password \
  LEADLIGHT_SELLER=$seller LEADLIGHT_SELLER_PASSWORD=$seller_password \
  LEADLIGHT_EMPTY_URL=http://127.0.0.1:$empty_port LEADLIGHT_EMPTY_USER=admin LEADLIGHT_EMPTY_PASSWORD=$secret \
  LEADLIGHT_EMPTY_TOKEN=$token npx playwright test "$@"
