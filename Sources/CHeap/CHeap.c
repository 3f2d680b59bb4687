#include "CHeap.h"

#ifdef __linux__
#include <features.h>
#endif

#ifdef __GLIBC__
#include <malloc.h>

void kanbao_keep_heap(void) { mallopt(M_TRIM_THRESHOLD, 1 << 20); }

void kanbao_keep_buffers(void) {
    mallopt(M_TRIM_THRESHOLD, 16 << 20);
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    mallopt(M_TOP_PAD, 2 << 20);
}

void kanbao_return_heap(void) { malloc_trim(0); }
#else
void kanbao_keep_heap(void) {}

void kanbao_keep_buffers(void) {}

void kanbao_return_heap(void) {}
#endif
