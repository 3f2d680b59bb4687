#pragma once
#include <stdbool.h>
#include <stddef.h>

// What a process can give up, once and for all. With Landlock it is files and connections:
// https://docs.kernel.org/userspace-api/landlock.html

// The version of Landlock that the kernel knows; 0 where it knows none.
int kanbao_landlock_version(void);

// From here on the process gains no rights by what it executes and leaves no core behind. Where the kernel has
// Landlock nothing can be opened but what is below some paths, for reading, and what is below one (NULL for none),
// for writing; no file is executed; from version 4 on no TCP connection is made or taken. Paths that are not there are
// left out; what is open stays open. To be called while there is one thread: those that are begun afterwards are bound,
// those before are not. Returns whether Landlock holds.
bool kanbao_give_up(const char *const *readable, size_t count, const char *writable);
