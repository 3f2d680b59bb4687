// The sample newspaper, the default configuration and the themes, embedded.
#ifndef KANBAO_CSAMPLE_H
#define KANBAO_CSAMPLE_H

/// One file that is embedded: its path in its tree, its bytes and how many.
struct kanbao_sample_file {
  const char *path;
  const unsigned char *bytes;
  unsigned long size;
};

/// How many files there are.
extern const unsigned long kanbao_sample_file_count;

/// The file at an index below the count, in the order of the paths' bytes.
struct kanbao_sample_file kanbao_sample_file_at(unsigned long index);

/// How many themes there are, and the theme at an index below their count.
extern const unsigned long kanbao_theme_count;
struct kanbao_sample_file kanbao_theme_at(unsigned long index);

/// The default configuration, as Config/config*.toml have it: with remarks in simplified (0) or traditional Chinese (1), or
/// in English (2).
struct kanbao_sample_file kanbao_default_configuration(unsigned long language);

#endif
