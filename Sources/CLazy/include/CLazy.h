// Libraries that are loaded when they are first called, not at every start of the program. A forwarder stands for each
// function that is used: it finds the real one when it is first called, and fails where the library is not installed.
#ifndef KANBAO_CLAZY_H
#define KANBAO_CLAZY_H

#include <dlfcn.h>
#include <stddef.h>

// Threads may call a forwarder at once: each finds the same.

/// Defines `library`, which gives the library of a name, and `symbol`, which gives what it calls so; null for none.
#define KANBAO_LIBRARY(file)                                          \
  static void *library(void) {                                        \
    static void *kept;                                                \
    void *loaded = __atomic_load_n(&kept, __ATOMIC_ACQUIRE);          \
    if (!loaded) {                                                    \
      loaded = dlopen(file, RTLD_NOW | RTLD_LOCAL);                   \
      __atomic_store_n(&kept, loaded, __ATOMIC_RELEASE);              \
    }                                                                 \
    return loaded;                                                    \
  }                                                                   \
  static void *symbol(const char *name) { return library() ? dlsym(library(), name) : NULL; }

/// Finds the function `name`, once for all calls.
#define KANBAO_REAL(type, name, parameters)                           \
  static void *kept;                                                  \
  void *found = __atomic_load_n(&kept, __ATOMIC_ACQUIRE);             \
  if (!found) {                                                       \
    found = symbol(#name);                                            \
    __atomic_store_n(&kept, found, __ATOMIC_RELEASE);                 \
  }                                                                   \
  type(*real) parameters;                                             \
  *(void **)&real = found;

/// Defines a function of the library.
#define KANBAO_FORWARD(type, failure, name, parameters, arguments)    \
  type name parameters {                                              \
    KANBAO_REAL(type, name, parameters)                               \
    return real ? real arguments : failure;                           \
  }

/// Defines a function of the library that gives nothing back.
#define KANBAO_FORWARD_VOID(name, parameters, arguments)              \
  void name parameters {                                              \
    KANBAO_REAL(void, name, parameters)                               \
    if (real) real arguments;                                         \
  }

#endif
