// Other programs, started without a shell: what Swift cannot do between fork and exec, and what is a macro in C.
#ifndef KANBAO_CPROCESS_H
#define KANBAO_CPROCESS_H

#include <stdbool.h>
#include <sys/types.h>

/// Makes a pipe of which the writing end does not block; neither is inherited. False where there is none to be had.
bool kanbao_feeding_pipe(int *ends);
/// Starts a program, looked for in PATH, with the signals as a shell starts one with. Its standard input is `input`, or
/// this process' own where that is -1. Returns 0, or why it could not be started (errno).
int kanbao_spawn(char *const *words, int input, pid_t *process);
/// The same in a session of its own, away from the terminal, with nothing to read and nowhere to print.
int kanbao_spawn_apart(char *const *words, pid_t *process);
/// A descriptor that is readable when a process has ended; -1 where the kernel has none.
int kanbao_process_descriptor(pid_t process);
/// How a process ended, by the status that `waitpid` gives: its exit status, or the negative of the signal that ended it.
int kanbao_outcome(int status);
/// Has ^\ do nothing to this process, as it is meant for one that has the terminal; and puts back what it did.
void kanbao_ignore_quit(bool ignores);

#endif
