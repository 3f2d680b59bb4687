// Where ncurses writes: a descriptor of its own, so that a frame goes out in one write. ncurses writes what it has
// before each move of the cursor, forty times a screen, and sshd makes a packet of whatever has come so far. While a
// frame is drawn the descriptor is a file in memory, and the terminal at all other times.
#ifndef KANBAO_OUTPUT_H
#define KANBAO_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

/// Makes it. False where there are no descriptors left.
bool kanbao_open_output(void);
/// What ncurses is to be given.
FILE *kanbao_output(void);
/// Has what is written be kept until kanbao_send(). Without effect where files may not be as large as a frame.
void kanbao_hold(void);
/// Closes it.
void kanbao_close_output(void);

#endif
