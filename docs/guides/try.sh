#!/bin/bash
# Runs every guide for real, on the samples beside this file, in a folder that is gone afterwards. What is not installed is passed
# over and named. Usage: docs/guides/try.sh [the program]
set -euo pipefail
program=$(realpath "${1:-dist/reading-room}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$(dirname "$0")"/. "$work"
missing=()

# guide NAME TOOL WORD FOUND: whether what `pack` made of the sample finds WORD in FOUND articles.
finds() {
  local found
  found=$("$program" search "$1" --query "$2" --json | grep -o '"total": *[0-9]*' | grep -o '[0-9]*$')
  [ "$found" = "$3" ] || { echo "$PWD: $2 is in $found articles of $1, not in $3" >&2; exit 1; }
}

guide() {
  command -v "$2" >/dev/null || { missing+=("$2"); return 0; }
  echo "== $1"
  cd "$work/$1"
  "guide_$1"
}

guide_hugo() {
  hugo --quiet
  finds public/articles.jsonl solberg 3
  finds public/posts pier 3
  "$program" pack public/articles.jsonl --output public/archive.html --title "Harbour blog"
}

guide_jekyll() {
  jekyll build --quiet
  finds _site/articles.jsonl haddad 2
  "$program" pack _site/articles.jsonl --output _site/archive.html --title Lamps
}

guide_eleventy() {
  npm install --silent --no-audit --no-fund
  npx eleventy --quiet
  finds _site/articles.jsonl solberg 2
  "$program" pack _site/articles.jsonl --output _site/archive.html --title Tides
}

guide_mdbook() {
  mdbook build
  finds src ferry 2
  "$program" pack src --output book/archive.html --title "The ferry book"
}

guide_wordpress() {
  python3 wxr-to-html.py export.xml articles
  finds articles solberg 1
  "$program" pack articles --output archive.html --title "Village blog"
}

guide hugo hugo
guide jekyll jekyll
guide eleventy npx
guide mdbook mdbook
guide wordpress python3
[ ${#missing[@]} -eq 0 ] || echo "Not installed, so not tried: ${missing[*]}"
