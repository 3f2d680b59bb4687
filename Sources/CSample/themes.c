// Written by Config/embed-sample.sh from the files of Config/themes.
#include "CSample.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file0[] = {
#embed "../../Config/themes/dark.toml"
};

static const unsigned char file1[] = {
#embed "../../Config/themes/e-ink.toml"
};

static const unsigned char file2[] = {
#embed "../../Config/themes/high-contrast.toml"
};

static const unsigned char file3[] = {
#embed "../../Config/themes/light.toml"
};

static const unsigned char file4[] = {
#embed "../../Config/themes/mono.toml"
};

static const unsigned char file5[] = {
#embed "../../Config/themes/terminal.toml"
};

static const struct kanbao_sample_file files[] = {
    {"dark.toml", file0, sizeof file0},
    {"e-ink.toml", file1, sizeof file1},
    {"high-contrast.toml", file2, sizeof file2},
    {"light.toml", file3, sizeof file3},
    {"mono.toml", file4, sizeof file4},
    {"terminal.toml", file5, sizeof file5},
};

const unsigned long kanbao_theme_count = sizeof files / sizeof *files;

struct kanbao_sample_file kanbao_theme_at(unsigned long index) { return files[index]; }
