#define _GNU_SOURCE
#include "Output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "CNcurses.h"

static FILE *output;
// The file in memory; -1 where there is none.
static int frame = -1;
static bool is_held;

// More bytes than the frame of the largest screen has.
enum { most_bytes = 64 << 20 };

bool kanbao_open_output(void) {
  int terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  output = terminal < 0 ? NULL : fdopen(terminal, "w");
  struct rlimit limit;
  bool has_room = getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur >= most_bytes;
  frame = output != NULL && has_room ? memfd_create("frame", MFD_CLOEXEC) : -1;
  return output != NULL;
}

FILE *kanbao_output(void) { return output; }

void kanbao_close_output(void) {
  if (output != NULL) fclose(output);
  if (frame >= 0) close(frame);
  output = NULL;
  frame = -1;
}

void kanbao_hold(void) { is_held = frame >= 0 && dup3(frame, fileno(output), O_CLOEXEC) >= 0; }

static void write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written >= 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (errno == EAGAIN) {
      struct pollfd terminal = {.fd = descriptor, .events = POLLOUT};
      poll(&terminal, 1, -1);
    } else if (errno != EINTR) {
      return;
    }
  }
}

void kanbao_write(const char *bytes, size_t count) { write_all(is_held ? frame : STDOUT_FILENO, bytes, count); }

void kanbao_send(void) {
  if (!is_held) return;
  is_held = false;
  dup3(STDOUT_FILENO, fileno(output), O_CLOEXEC);
  // What is behind the end of a frame is an earlier one's, and larger than it seldom: the file keeps its pages.
  static char part[1 << 16];
  off_t size = lseek(frame, 0, SEEK_CUR);
  for (off_t sent = 0; sent < size;) {
    size_t wanted = size - sent < (off_t)sizeof part ? (size_t)(size - sent) : sizeof part;
    ssize_t count = pread(frame, part, wanted, sent);
    if (count <= 0) break;
    write_all(STDOUT_FILENO, part, (size_t)count);
    sent += count;
  }
  lseek(frame, 0, SEEK_SET);
}
