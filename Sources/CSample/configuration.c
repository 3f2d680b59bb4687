// The default configuration, embedded from Config/config.toml.
#include "CSample.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char text[] = {
#embed "../../Config/config.toml"
};

struct kanbao_sample_file kanbao_default_configuration(void) {
  return (struct kanbao_sample_file){"config.toml", text, sizeof text};
}
