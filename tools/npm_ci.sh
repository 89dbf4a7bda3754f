#!/usr/bin/env bash
# npm_ci.sh FOLDER: installs the folder's packages as its lock file has them. A registry that stops answering in the
# middle of a download makes npm wait for ever; such a try is ended and the next one goes on from what is cached.
set -euo pipefail
cd "$1"
for limit in 180 300 600; do
  timeout --kill-after=10 "$limit" npm ci --prefer-offline --no-audit --no-fund && exit
  echo "npm_ci: the packages of $1 did not install within $limit s or failed; trying again" >&2
done
echo "npm_ci: the packages of $1 could not be installed" >&2
exit 1
