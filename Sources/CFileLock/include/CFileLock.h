// Locks of open files (fcntl(2), “Open file description locks”) for Swift, whose Glibc module has no names for
// them. They are let go of with the last descriptor of the file as it was opened, at the latest when its holder
// dies, and can be looked at without being taken.
#ifndef KANBAO_CFILELOCK_H
#define KANBAO_CFILELOCK_H

#include <stdbool.h>

/// Takes the lock of a file that is open for writing. False where it cannot; `errno` is EAGAIN or EACCES where
/// somebody else has it.
bool kanbao_take_lock(int descriptor);
/// Lets go of the lock of a file at once, whoever else holds the file open: a program that was just started does until it
/// runs.
void kanbao_release_lock(int descriptor);
/// Whether somebody else has the lock of a file that is open.
bool kanbao_is_locked(int descriptor);

#endif
