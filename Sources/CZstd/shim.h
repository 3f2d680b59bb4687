// The quick way to a dictionary is offered to those who say that they may have to follow it.
#define ZDICT_STATIC_LINKING_ONLY
#include <zdict.h>
#include <zstd.h>
