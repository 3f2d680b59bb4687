// ncurses for Swift: what its macros and variadic calls hide, and what must run in C: what happens in a signal
// handler, and the bytes of keys, which ncurses loses where a character or a report comes in pieces.
#ifndef KANBAO_CNCURSES_H
#define KANBAO_CNCURSES_H

#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <stdbool.h>
#include <stddef.h>

/// Starts ncurses on standard input and output; where it is wished, and the terminal type's description in true colours
/// (NAME-direct) is installed, by that. False where the terminal type is unknown or too simple.
bool kanbao_start(bool wishes_true_colors);
/// How many colours the terminal has; 0 for none.
int kanbao_colors(void);
/// Whether its colours are numbered by red, green and blue.
bool kanbao_has_true_colors(void);
/// Has a pair be of two colours, of the text and of what is behind it; -1 is the terminal's own.
void kanbao_set_pair(short pair, int text, int back);
/// Has blanks be of a pair.
void kanbao_set_background(short pair);
/// The screen's size as the kernel has it; both are at least 1, and at most 500 rows of 1000 columns.
void kanbao_size(int *height, int *width);
/// Tells ncurses of a new size.
void kanbao_resize(int height, int width);
/// A blank cell with attributes: what another text in it is shown with, too.
cchar_t kanbao_blank(attr_t attributes, short pair);
/// Writes a row of the frame in the making, all of it: the cells of its characters, one for each, whatever its columns.
void kanbao_put(int row, const cchar_t *cells, int count);
/// Moves rows of the frame in the making, from `top` to `bottom`, up by `rise`, or down where that is less than 0. What they
/// leave is to be written again.
void kanbao_scroll(int top, int bottom, int rise);
/// Begins a frame with the difference, with the cursor at a place, to be seen or not; kanbao_send() ends it.
void kanbao_refresh(int row, int column, bool shows_cursor);
/// What writes a text again that stands at a place of the screen, as a hyperlink (OSC 8) to an address of which no byte is
/// a control; what ncurses believes of the terminal stays true. To be freed; NULL where the terminal cannot have that.
char *kanbao_link(int row, int column, const char *text, const char *address, attr_t attributes, short pair);
/// Writes bytes to the terminal, between kanbao_refresh() and kanbao_send() as a part of the frame.
void kanbao_write(const char *bytes, size_t count);
/// Sends the frame, in one write where it is not very large.
void kanbao_send(void);
/// Has a row sent again at the next refresh, whatever stands in it.
void kanbao_forget_row(int row);
/// Has everything sent again at the next refresh, pastes marked, and the mouse reported where that is wished, whatever
/// another program has set.
void kanbao_redraw(void);
/// Asks the terminal how wide it shows a character of ambiguous width. False where it cannot be asked.
bool kanbao_ask_width(void);
/// Asks the terminal for an answer, whatever it be, when it has shown all that was sent before.
void kanbao_ask_answer(void);
/// Has the terminal report its mouse, or leave it to the terminal's own selection, as it is at first.
void kanbao_use_mouse(bool wished);
/// One key: 0 none, 1 a character, 2 a key's code, 3 the width that was asked for, 4 a paste begins, 5 the answer that
/// was asked for, 6 the mouse, -1 the terminal is gone.
int kanbao_key(wint_t *key);
/// What the mouse did, the earliest first, and in which cell: 1 a press of its first button, 4 the wheel up, 5 down;
/// 0 where all has been taken.
int kanbao_mouse(int *row, int *column);
/// The next byte of a paste, 0 for what is a key to ncurses; -1 where none comes within some milliseconds.
int kanbao_pasted_byte(int milliseconds);
/// Ends ncurses and leaves the terminal as it was.
void kanbao_end(void);
/// Leaves the terminal as it was, for a while.
void kanbao_leave(void);

/// Has the terminal restored before a crash ends the process. Call after `kanbao_start`.
void kanbao_restore_on_crash(void);
/// Makes a pipe whose ends do not block and are not inherited. False where there is none to be had.
bool kanbao_pipe(int *ends);
/// Makes an alarm clock that goes on while the machine sleeps; readable once it has rung. -1 where there is none.
int kanbao_alarm(void);
/// Sets an alarm clock to so many milliseconds from now, at least one.
void kanbao_alarm_in(int alarm, long long milliseconds);
/// Has signals written as bytes into a pipe.
void kanbao_signals_to(int descriptor);
/// Stops the process as ^Z would; returns when it goes on.
void kanbao_stop(void);
/// How many colours terminfo gives a terminal type; -1 where it does not know it, or it cannot move its cursor.
int kanbao_terminal_colors(const char *name);
/// The name of the character set of the locale that the environment names; NULL where there is no such locale.
const char *kanbao_locale_characters(void);
/// Makes the locale's character set UTF-8, if need be by C.UTF-8. False where there is none.
bool kanbao_use_utf8(void);

#endif
