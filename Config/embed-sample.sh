#!/usr/bin/env bash
# Writes Sources/CSample/sample.c and themes.c, which embed every file of Config/sample and Config/themes. Run after adding
# or removing one.
set -eu
cd "$(dirname "$0")/.."

# embed FOLDER PREFIX: the C source that embeds the files of a folder of Config, under names with a prefix.
embed() {
  local number=0 table="" path
  echo "// Written by Config/embed-sample.sh from the files of Config/$1."
  echo '#include "CSample.h"'
  echo
  echo '#pragma clang diagnostic ignored "-Wc23-extensions"'
  while read -r path; do
    printf '\nstatic const unsigned char file%d[] = {\n#embed "../../Config/%s/%s"\n};\n' "$number" "$1" "$path"
    table+="    {\"$path\", file$number, sizeof file$number},"$'\n'
    number=$((number + 1))
  done < <(cd "Config/$1" && find . -type f | sed 's|^\./||' | LC_ALL=C sort)
  printf '\nstatic const struct kanbao_sample_file files[] = {\n%s};\n' "$table"
  printf '\nconst unsigned long %s_count = sizeof files / sizeof *files;\n' "$2"
  printf '\nstruct kanbao_sample_file %s_at(unsigned long index) { return files[index]; }\n' "$2"
}

embed sample kanbao_sample_file >Sources/CSample/sample.c
embed themes kanbao_theme >Sources/CSample/themes.c
