#define _GNU_SOURCE
#include "CFileLock.h"

#include <fcntl.h>
#include <unistd.h>

// The whole file, however long it becomes.
static struct flock whole(void) { return (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET}; }

bool kanbao_take_lock(int descriptor) {
  struct flock lock = whole();
  return fcntl(descriptor, F_OFD_SETLK, &lock) == 0;
}

void kanbao_release_lock(int descriptor) {
  struct flock lock = whole();
  lock.l_type = F_UNLCK;
  fcntl(descriptor, F_OFD_SETLK, &lock);
}

bool kanbao_is_locked(int descriptor) {
  struct flock lock = whole();
  return fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}
