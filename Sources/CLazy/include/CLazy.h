// Libraries that are loaded when they are first called, not at every start of the program. A forwarder stands for each
// function that is used: it finds the real one when it is first called, and fails where the library is not installed.
#ifndef KANBAO_CLAZY_H
#define KANBAO_CLAZY_H

#include <dlfcn.h>
#include <stddef.h>

/// Defines `library`, which gives the library of a name, and `symbol`, which gives what it calls so; null for none.
#define KANBAO_LIBRARY(file)                                          \
  static void *library(void) {                                        \
    static void *loaded;                                              \
    if (!loaded) loaded = dlopen(file, RTLD_NOW | RTLD_LOCAL);        \
    return loaded;                                                    \
  }                                                                   \
  static void *symbol(const char *name) { return library() ? dlsym(library(), name) : NULL; }

/// Defines a function of the library.
#define KANBAO_FORWARD(type, failure, name, parameters, arguments)    \
  type name parameters {                                              \
    static type(*real) parameters;                                    \
    if (!real) *(void **)&real = symbol(#name);                       \
    return real ? real arguments : failure;                           \
  }

/// Defines a function of the library that gives nothing back.
#define KANBAO_FORWARD_VOID(name, parameters, arguments)              \
  void name parameters {                                              \
    static void(*real) parameters;                                    \
    if (!real) *(void **)&real = symbol(#name);                       \
    if (real) real arguments;                                         \
  }

#endif
