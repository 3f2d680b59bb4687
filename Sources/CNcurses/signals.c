// Signals become bits and one byte in the pipe that the event loop polls. Handlers do only what
// signal-safety(7) allows: atomics and write(2), with errno kept.
#define _GNU_SOURCE 1
#include "CNcurses.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

static atomic_int noted;
static atomic_int wake_descriptor = -1;

static const struct { int number, bit; } relayed[] = {
  {SIGWINCH, KANBAO_SIGNAL_RESIZE},   {SIGTERM, KANBAO_SIGNAL_TERMINATE}, {SIGHUP, KANBAO_SIGNAL_HANG_UP},
  {SIGINT, KANBAO_SIGNAL_INTERRUPT},  {SIGTSTP, KANBAO_SIGNAL_STOP},      {SIGCONT, KANBAO_SIGNAL_CONTINUE},
};
enum { RELAYED_COUNT = sizeof relayed / sizeof *relayed };

static void note(int number) {
  int error = errno;
  for (int i = 0; i < RELAYED_COUNT; i++)
    if (relayed[i].number == number) atomic_fetch_or(&noted, relayed[i].bit);
  char byte = 0;
  ssize_t written = write(atomic_load(&wake_descriptor), &byte, 1);
  (void)written;
  errno = error;
}

static void set_action(int number, void (*handler)(int)) {
  struct sigaction action = {0};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

void kanbao_signals_relay(int descriptor) {
  atomic_store(&wake_descriptor, descriptor);
  kanbao_signals_reinstall();
}

void kanbao_signals_reinstall(void) {
  if (atomic_load(&wake_descriptor) < 0) return;
  for (int i = 0; i < RELAYED_COUNT; i++) set_action(relayed[i].number, note);
}

void kanbao_signals_stop(void) {
  for (int i = 0; i < RELAYED_COUNT; i++) set_action(relayed[i].number, SIG_DFL);
  atomic_store(&wake_descriptor, -1);
}

int kanbao_signals_take(void) { return atomic_exchange(&noted, 0); }

void kanbao_stop_process(void) {
  // The rest of the group first (a wrapper script), while the signal does not concern this process; then
  // this one by raise(), which stops before it returns, where kill(0) may be taken by another thread.
  set_action(SIGCONT, SIG_DFL);
  set_action(SIGTSTP, SIG_IGN);
  kill(0, SIGTSTP);
  set_action(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
  kanbao_signals_reinstall();
}
