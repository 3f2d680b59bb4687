#!/usr/bin/env bash
# Installs the C libraries that Kanbao needs; with --tests what its tests need, too. Quick when nothing is missing.
set -eu

needed_swift=6.3
packages=(libncurses-dev libxml2-dev libsqlite3-dev libzstd-dev libcmark-gfm-dev libcmark-gfm-extensions-dev
  libicu-dev libopencc-dev libopencc-data libcurl4-openssl-dev libssl-dev zlib1g-dev libbrotli-dev libarchive-dev
  libqrencode-dev pkg-config git)
packages_of_tests=(tmux ncurses-term python3 python3-html5lib python3-pyte unicode-data nginx fcgiwrap microsocks openssl
  strace openssh-server openssh-client zbar-tools)
# The same, as a system without apt can be asked for them.
libraries=(ncursesw libxml-2.0 sqlite3 libzstd libcmark-gfm icu-uc icu-i18n opencc libcurl libcrypto zlib libbrotlidec libarchive libqrencode)
commands=(git)
commands_of_tests=(tmux python3 nginx fcgiwrap microsocks openssl strace ssh ssh-keygen zbarimg)
parts_of_tests=()
case ${1-} in
'') ;;
--tests)
  packages+=("${packages_of_tests[@]}")
  commands+=("${commands_of_tests[@]}")
  parts_of_tests=(html5lib pyte)
  ;;
*)
  printf '%s\n' "setup: $1 is unknown; there is --tests" >&2
  exit 2
  ;;
esac

say() { printf '%s\n' "$*" >&2; }

check_swift() {
  local version
  if ! command -v swift >/dev/null; then
    say "setup: Swift is missing; install Swift $needed_swift or newer: https://www.swift.org/install"
    exit 1
  fi
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  if [ "$(printf '%s\n%s\n' "$needed_swift" "$version" | sort -V | head -n 1)" != "$needed_swift" ]; then
    say "setup: Swift ${version:-of an unknown version} is too old; install Swift $needed_swift or newer:" \
      "https://www.swift.org/install"
    exit 1
  fi
}

# The packages of the list that are not installed, by one question to dpkg.
missing_packages() {
  local name status installed=" "
  while read -r name status; do
    if [ "$status" = installed ]; then installed+="$name "; fi
  done < <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null)
  for name in "${packages[@]}"; do
    case $installed in *" $name "*) ;; *) printf '%s\n' "$name" ;; esac
  done
}

# What a system without apt lacks.
missing_parts() {
  local name
  command -v pkg-config >/dev/null || printf 'pkg-config\n'
  for name in "${libraries[@]}"; do
    pkg-config --exists "$name" 2>/dev/null || printf '%s\n' "$name"
  done
  for name in "${commands[@]}"; do
    command -v "$name" >/dev/null || printf '%s\n' "$name"
  done
  for name in "${parts_of_tests[@]}"; do
    /usr/bin/python3 -c "import $name" 2>/dev/null || printf '%s for Python\n' "$name"
  done
}

# Says what is missing and how to get all of it, and ends.
explain() {
  say "setup: missing, and not to be installed from here:"
  for name in "$@"; do say "  $name"; done
  cat >&2 <<END
With administrator's rights, one of (names may differ a little between releases; from zbar on only for tests):
  apt-get install ${packages[*]}
  dnf install ncurses-devel libxml2-devel sqlite-devel libzstd-devel cmark-gfm-devel libicu-devel opencc-devel libcurl-devel openssl-devel zlib-devel brotli-devel libarchive-devel qrencode-devel pkgconf-pkg-config git zbar tmux python3 python3-html5lib python3-pyte nginx fcgiwrap microsocks openssl strace openssh-server openssh-clients
  pacman -S ncurses libxml2 sqlite zstd cmark-gfm icu opencc curl openssl zlib brotli libarchive qrencode pkgconf git zbar tmux python python-html5lib python-pyte nginx fcgiwrap microsocks strace openssh
  apk add ncurses-dev libxml2-dev sqlite-dev zstd-dev cmark-gfm-dev icu-dev opencc-dev curl-dev openssl-dev zlib-dev brotli-dev libarchive-dev libqrencode-dev pkgconf git zbar tmux python3 py3-html5lib py3-pyte nginx fcgiwrap microsocks openssl strace openssh
  zypper install ncurses-devel libxml2-devel sqlite3-devel libzstd-devel cmark-gfm-devel libicu-devel opencc-devel libcurl-devel libopenssl-devel zlib-devel libbrotli-devel libarchive-devel qrencode-devel pkg-config git zbar tmux python3 python3-html5lib python3-pyte nginx fcgiwrap microsocks openssl strace openssh
END
  exit 1
}

install_packages() {
  local run=(env DEBIAN_FRONTEND=noninteractive)
  if [ "$(id -u)" -ne 0 ]; then
    { command -v sudo >/dev/null && sudo -n true 2>/dev/null; } || explain "$@"
    run=(sudo -n "${run[@]}")
  fi
  say "setup: installing $*"
  "${run[@]}" apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1 && return
  # The lists of packages may be old or, in a fresh container, absent.
  "${run[@]}" apt-get update -qq && "${run[@]}" apt-get install -y --no-install-recommends "$@" >/dev/null ||
    explain "$@"
}

check_swift
if command -v apt-get >/dev/null; then
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
else
  mapfile -t missing < <(missing_parts)
  [ ${#missing[@]} -eq 0 ] || explain "${missing[@]}"
fi
