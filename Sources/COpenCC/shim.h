#include <malloc.h>
#include <opencc/opencc.h>

// Has the process keep no memory that is free: what OpenCC reads a dictionary through is as large as the dictionary.
static inline void kanbao_give_memory_back(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
