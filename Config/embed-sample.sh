#!/usr/bin/env bash
# Writes Sources/CSample/sample.c, which embeds every file of Config/sample. Run after adding or removing one.
set -eu
cd "$(dirname "$0")/.."
{
  echo '// Written by Config/embed-sample.sh from the files of Config/sample.'
  echo '#include "CSample.h"'
  echo
  echo '#pragma clang diagnostic ignored "-Wc23-extensions"'
  number=0
  table=""
  while read -r path; do
    printf '\nstatic const unsigned char file%d[] = {\n#embed "../../Config/sample/%s"\n};\n' "$number" "$path"
    table+="    {\"$path\", file$number, sizeof file$number},"$'\n'
    number=$((number + 1))
  done < <(cd Config/sample && find . -type f | sed 's|^\./||' | LC_ALL=C sort)
  printf '\nstatic const struct kanbao_sample_file files[] = {\n%s};\n' "$table"
  printf '\nconst unsigned long kanbao_sample_count = sizeof files / sizeof *files;\n'
  printf '\nstruct kanbao_sample_file kanbao_sample_file_at(unsigned long index) { return files[index]; }\n'
} >Sources/CSample/sample.c
