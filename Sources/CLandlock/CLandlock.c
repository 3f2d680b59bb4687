#define _GNU_SOURCE
#include "CLandlock.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// As in linux/landlock.h, which older systems have not, or not all of: the kernel is asked what it knows.
struct ruleset {
  uint64_t files, network, scopes;
};

struct __attribute__((packed)) rule {
  uint64_t allowed;
  int32_t parent;
};

enum { create_ruleset = 444, add_rule = 445, restrict_self = 446 };
enum { rule_below_path = 1, ask_version = 1 };

// Rights to files: those of the first version, and what came later.
enum {
  write_file = 1 << 1,
  read_file = 1 << 2,
  read_folder = 1 << 3,
  remove_file = 1 << 5,
  make_file = 1 << 8,
  all_of_first = (1 << 13) - 1,
  refer = 1 << 13,
  truncate_file = 1 << 14,
  use_device = 1 << 15,
};
// To the network (bind, connect by TCP), and to other processes (abstract sockets, signals).
enum { all_of_network = 3, all_of_scopes = 3 };

int kanbao_landlock_version(void) {
  long version = syscall(create_ruleset, NULL, 0, ask_version);
  return version > 0 ? (int)version : 0;
}

// All that a version can take away.
static struct ruleset everything(int version) {
  struct ruleset all = {.files = all_of_first};
  if (version >= 2) all.files |= refer;
  if (version >= 3) all.files |= truncate_file;
  if (version >= 4) all.network = all_of_network;
  if (version >= 5) all.files |= use_device;
  if (version >= 6) all.scopes = all_of_scopes;
  return all;
}

static size_t size_of_ruleset(int version) {
  if (version >= 6) return sizeof(struct ruleset);
  return version >= 4 ? offsetof(struct ruleset, scopes) : offsetof(struct ruleset, network);
}

// What is not there, or what this account may not see, need not be allowed.
static bool allow(int ruleset, const char *path, uint64_t rights) {
  int parent = open(path, O_PATH | O_CLOEXEC);
  if (parent < 0) return true;
  struct stat information;
  bool is_folder = fstat(parent, &information) == 0 && S_ISDIR(information.st_mode);
  struct rule rule = {.allowed = is_folder ? rights : rights & read_file, .parent = parent};
  bool done = syscall(add_rule, ruleset, rule_below_path, &rule, 0) == 0;
  close(parent);
  return done;
}

bool kanbao_give_up(const char *const *readable, size_t count, const char *writable) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  bool done = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  int version = kanbao_landlock_version();
  if (version == 0) return false;
  struct ruleset all = everything(version);
  int ruleset = (int)syscall(create_ruleset, &all, size_of_ruleset(version), 0);
  if (ruleset < 0) return false;
  const uint64_t reading = read_file | read_folder;
  const uint64_t writing = reading | write_file | remove_file | make_file | (all.files & truncate_file);
  for (size_t index = 0; index < count; index++) done = allow(ruleset, readable[index], reading) && done;
  if (writable != NULL) done = allow(ruleset, writable, writing) && done;
  done = done && syscall(restrict_self, ruleset, 0) == 0;
  close(ruleset);
  return done;
}
