#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

bool kanbao_feeding_pipe(int *ends) {
  if (pipe2(ends, O_CLOEXEC) != 0) return false;
  return fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0;
}

// Signals this program ignores or blocks would stay so in the other.
static int spawn(char *const *words, posix_spawn_file_actions_t *actions, short flags, pid_t *process) {
  posix_spawnattr_t attributes;
  int error = posix_spawnattr_init(&attributes);
  if (error != 0) return error;
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | flags);
  error = posix_spawnp(process, words[0], actions, &attributes, words, environ);
  posix_spawnattr_destroy(&attributes);
  return error;
}

int kanbao_spawn(char *const *words, int input, pid_t *process) {
  posix_spawn_file_actions_t actions;
  int error = posix_spawn_file_actions_init(&actions);
  if (error != 0) return error;
  if (input >= 0) error = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  if (error == 0) error = spawn(words, &actions, 0, process);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int kanbao_spawn_apart(char *const *words, pid_t *process) {
  posix_spawn_file_actions_t actions;
  int error = posix_spawn_file_actions_init(&actions);
  if (error != 0) return error;
  for (int descriptor = 0; descriptor < 3 && error == 0; descriptor++) {
    error = posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0);
  }
  if (error == 0) error = spawn(words, &actions, POSIX_SPAWN_SETSID, process);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int kanbao_process_descriptor(pid_t process) {
#ifdef SYS_pidfd_open
  int descriptor = (int)syscall(SYS_pidfd_open, process, 0);
  if (descriptor >= 0) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  return descriptor;
#else
  errno = ENOSYS;
  return -1;
#endif
}

int kanbao_outcome(int status) { return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status); }

void kanbao_ignore_quit(bool ignores) {
  static struct sigaction before;
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  if (ignores) sigaction(SIGQUIT, &ignore, &before);
  else sigaction(SIGQUIT, &before, NULL);
}
