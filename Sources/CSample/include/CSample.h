// The sample newspaper, embedded.
#ifndef KANBAO_CSAMPLE_H
#define KANBAO_CSAMPLE_H

/// One file of the sample: its path in the tree, its bytes and how many.
struct kanbao_sample_file {
  const char *path;
  const unsigned char *bytes;
  unsigned long size;
};

/// How many files there are.
extern const unsigned long kanbao_sample_count;

/// The file at an index below the count, in the order of the paths' bytes.
struct kanbao_sample_file kanbao_sample_file_at(unsigned long index);

#endif
