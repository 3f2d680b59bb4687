// The default configuration, embedded from Config/config*.toml.
#include "CSample.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char simplified[] = {
#embed "../../Config/config.zh-Hans.toml"
};

static const unsigned char traditional[] = {
#embed "../../Config/config.zh-Hant.toml"
};

static const unsigned char english[] = {
#embed "../../Config/config.toml"
};

static const struct kanbao_sample_file configurations[] = {
    {"config.zh-Hans.toml", simplified, sizeof simplified},
    {"config.zh-Hant.toml", traditional, sizeof traditional},
    {"config.toml", english, sizeof english},
};

struct kanbao_sample_file kanbao_default_configuration(unsigned long language) {
  return configurations[language];
}
