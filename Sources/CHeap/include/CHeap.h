// How the C library's heap deals with the system: what Swift's import of it leaves out. Without effect where it is not
// glibc's.
#ifndef KANBAO_CHEAP_H
#define KANBAO_CHEAP_H

/// Has what is freed be kept for what is asked for next, a megabyte of it: otherwise some of it goes back to the system
/// after each key, and is had again with the next.
void kanbao_keep_heap(void);
/// Has large buffers, too, be had of what was freed, and more of the system at a time: for work that takes and frees much.
void kanbao_keep_buffers(void);
/// Gives what is free back to the system: after work that took much.
void kanbao_return_heap(void);

#endif
