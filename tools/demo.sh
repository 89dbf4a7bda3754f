#!/usr/bin/env bash
# Serves the demo company: made once, kept after. Usage: demo.sh BINARY DATA_DIR LEADS LISTEN
set -euo pipefail
binary=$1 data=$2 leads=$3 listen=$4
sign_ins=$data/sign-ins.txt

if [ ! -f "$sign_ins" ]; then
  echo "demo: making a company with $leads leads, training and publishing its model"
  rm -rf "$data"
  mkdir -p "$data"
  chmod 700 "$data"
  "$binary" demo --data "$data" --leads "$leads" --seed 1 --sign-ins "$sign_ins.new"
  mv "$sign_ins.new" "$sign_ins"
fi
echo
echo "demo: open http://$listen and sign in as one of"
sed 's/^/        /' "$sign_ins"
echo "      (stop with Ctrl+C; the data stays in $data)"
echo
exec "$binary" serve --data "$data" --listen "$listen"
