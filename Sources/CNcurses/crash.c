// A crash must not leave the terminal in the alternate screen without echo. Everything needed is made
// beforehand; the handler calls only write(2), tcsetattr(3), sigaction(2) and raise(3), all async-signal-safe.
#define _GNU_SOURCE 1
#include "CNcurses.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
enum { CRASH_COUNT = sizeof crashes / sizeof *crashes, STACK_SIZE = 65536 };

static struct sigaction before[CRASH_COUNT];
static char stack[STACK_SIZE];
static char restore_bytes[256];
static size_t restore_length;
static struct termios modes;
static bool has_modes, is_armed;
static int modes_descriptor, output_descriptor;
static atomic_bool has_crashed;

static void crash(int number) {
  if (!atomic_exchange(&has_crashed, true)) {
    ssize_t written = write(output_descriptor, restore_bytes, restore_length);
    (void)written;
    if (has_modes) tcsetattr(modes_descriptor, TCSANOW, &modes);
  }
  for (int i = 0; i < CRASH_COUNT; i++) sigaction(crashes[i], &before[i], NULL);
  raise(number);
}

void kanbao_crash_save_modes(int input) { has_modes = tcgetattr(input, &modes) == 0; }

void kanbao_crash_arm(int input, int output, const char *bytes, size_t length) {
  if (is_armed || length > sizeof restore_bytes) return;
  memcpy(restore_bytes, bytes, length);
  restore_length = length;
  modes_descriptor = input;
  output_descriptor = output;
  // A stack of its own, for the crash that is an overflow of the main thread's.
  stack_t alternate = {.ss_sp = stack, .ss_size = STACK_SIZE};
  sigaltstack(&alternate, NULL);
  struct sigaction action = {0};
  action.sa_handler = crash;
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  for (int i = 0; i < CRASH_COUNT; i++) sigaction(crashes[i], &action, &before[i]);
  is_armed = true;
}

void kanbao_crash_disarm(void) {
  if (!is_armed) return;
  for (int i = 0; i < CRASH_COUNT; i++) sigaction(crashes[i], &before[i], NULL);
  is_armed = false;
}
