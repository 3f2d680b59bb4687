#!/usr/bin/env bash
# Installs the C libraries that Kanbao and its tests need. Quick when nothing is missing.
set -eu

needed_swift=6.2
packages="libncurses-dev libxml2-dev libsqlite3-dev libzstd-dev libcmark-gfm-dev libcmark-gfm-extensions-dev
  libicu-dev pkg-config git tmux python3 python3-html5lib"

say() { printf '%s\n' "$*" >&2; }

check_swift() {
  local version
  if ! command -v swift >/dev/null; then
    say "setup: Swift is missing; install Swift $needed_swift or newer: https://www.swift.org/install"
    exit 1
  fi
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  if [ "$(printf '%s\n%s\n' "$needed_swift" "$version" | sort -V | head -n 1)" != "$needed_swift" ]; then
    say "setup: Swift $version is too old; install Swift $needed_swift or newer: https://www.swift.org/install"
    exit 1
  fi
}

missing_packages() {
  local name
  for name in $packages; do
    dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -q '^installed$' || printf '%s ' "$name"
  done
}

explain() {
  say "setup: these are needed and could not be installed from here: $1"
  say "  Debian, Ubuntu:  apt-get install $1"
  say "  Fedora:          dnf install ncurses-devel libxml2-devel sqlite-devel libzstd-devel cmark-gfm-devel libicu-devel pkgconf git tmux python3-html5lib"
  say "  Arch:            pacman -S ncurses libxml2 sqlite zstd cmark-gfm icu pkgconf git tmux python-html5lib"
  say "  openSUSE:        zypper install ncurses-devel libxml2-devel sqlite3-devel libzstd-devel cmark-gfm-devel libicu-devel pkg-config git tmux python3-html5lib"
  exit 1
}

install_packages() {
  local root=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || explain "$*"
    root="sudo"
  fi
  export DEBIAN_FRONTEND=noninteractive
  $root apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1 && return
  $root apt-get update -qq && $root apt-get install -y --no-install-recommends "$@" >/dev/null || explain "$*"
}

check_swift
command -v apt-get >/dev/null || explain "$(echo $packages)"
missing=$(missing_packages)
if [ -n "$missing" ]; then
  say "setup: installing $missing"
  # shellcheck disable=SC2086  # a list of names
  install_packages $missing
fi
