// ncurses as Terminal needs it. Swift sees neither ncurses' macros (`stdscr`, `A_BOLD`, `getmaxyx`) nor its
// mutable globals, and need not see two hundred names such as `move` and `clear`; so all of it is here.
// The signal and crash handlers are here too, because they may only do what is async-signal-safe.
#ifndef KANBAO_CNCURSES_H
#define KANBAO_CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// --- locale (locale.c) ---

/// Takes the locale of the environment; where its code set is not UTF-8, C.UTF-8 for characters.
/// Returns whether the code set is UTF-8 now.
bool kanbao_use_utf8_locale(void);

// --- the screen (screen.c) ---

/// Starts ncurses. Returns false where the terminal is unknown or cannot move its cursor.
bool kanbao_screen_open(const char *type, int input, int output);
/// Gives the terminal back, for good.
void kanbao_screen_close(void);
/// Leaves the alternate screen and ncurses' terminal modes.
void kanbao_screen_leave(void);
/// Takes ncurses' terminal modes again; the next refresh draws everything.
void kanbao_screen_enter(void);
/// Makes the next refresh draw everything.
void kanbao_screen_invalidate(void);
/// Asks the terminal for its size and takes it over; returns whether it has changed.
bool kanbao_screen_resize(void);
/// The size in cells.
void kanbao_screen_size(int *rows, int *columns);

/// Attributes of a cell, a set of bits.
enum { KANBAO_BOLD = 1, KANBAO_DIM = 2, KANBAO_UNDERLINE = 4, KANBAO_REVERSE = 8, KANBAO_ITALIC = 16 };

/// Begins a row: cells are appended to it one after the other, then it is put.
void kanbao_row_begin(void);
/// Appends one cell: a spacing character and at most four that combine with it. `ink` is 0...6.
void kanbao_row_append(const uint32_t *scalars, int count, int attributes, int ink);
/// Puts the cells appended since the last begin into the row.
void kanbao_row_put(int row);
/// Puts the cursor at a cell, or hides it where `row` is negative, and sends what has changed.
void kanbao_screen_refresh(int row, int column);
/// What ncurses holds at a cell: up to `capacity` code points. Returns their number, or 0 where the cell is
/// the second half of a wide character.
int kanbao_screen_read(int row, int column, uint32_t *scalars, int capacity);

// --- keys (screen.c) ---

/// Keys above the bytes, as `kanbao_key` returns them. Function keys are KANBAO_KEY_F + n.
enum {
  KANBAO_KEY_NONE = -1, KANBAO_KEY_UP = 256, KANBAO_KEY_DOWN, KANBAO_KEY_LEFT, KANBAO_KEY_RIGHT,
  KANBAO_KEY_HOME, KANBAO_KEY_END, KANBAO_KEY_PAGE_UP, KANBAO_KEY_PAGE_DOWN, KANBAO_KEY_ENTER,
  KANBAO_KEY_BACKSPACE, KANBAO_KEY_DELETE, KANBAO_KEY_INSERT, KANBAO_KEY_BACK_TAB, KANBAO_KEY_OTHER,
  KANBAO_KEY_F = 512
};
/// The next byte or key, or KANBAO_KEY_NONE. Never waits, but for the rest of an escape sequence (25 ms).
int kanbao_key(void);
/// Whether nothing can ever be read from a descriptor again (end of input, hang-up).
bool kanbao_input_is_closed(int descriptor);

// --- signals (signals.c) ---

/// Bits of the set that `kanbao_signals_take` returns.
enum {
  KANBAO_SIGNAL_RESIZE = 1, KANBAO_SIGNAL_TERMINATE = 2, KANBAO_SIGNAL_HANG_UP = 4,
  KANBAO_SIGNAL_INTERRUPT = 8, KANBAO_SIGNAL_STOP = 16, KANBAO_SIGNAL_CONTINUE = 32
};
/// Notes the six signals and wakes whoever polls the pipe that `descriptor` writes to.
void kanbao_signals_relay(int descriptor);
/// Installs the handlers again where they were replaced (ncurses does so); nothing where none were installed.
void kanbao_signals_reinstall(void);
/// Gives the signals their default action again.
void kanbao_signals_stop(void);
/// The signals noted since the last call.
int kanbao_signals_take(void);
/// Stops the process and its group as ^Z in a plain terminal does; returns when it is continued.
void kanbao_stop_process(void);

// --- crashes (crash.c) ---

/// From now on a crash writes `bytes` to `output`, gives `input` the modes it had before ncurses, and then dies.
void kanbao_crash_arm(int input, int output, const char *bytes, size_t length);
/// A crash does nothing of its own any more.
void kanbao_crash_disarm(void);
/// Remembers the modes of `input`, before ncurses changes them.
void kanbao_crash_save_modes(int input);
/// The bytes that give the terminal back (colours, keypad, alternate screen, cursor). Returns their number.
size_t kanbao_screen_restore_bytes(char *bytes, size_t capacity);

#endif
