// The screen and its keys. One screen per process, as ncurses itself has it.
#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1
#include "CNcurses.h"

#include <ncurses.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

static SCREEN *screen;
static WINDOW *keys;
static FILE *input_file, *output_file;
static bool has_colours;

// A row of at most 2,000 cells: no terminal in use is wider.
enum { ROW_CAPACITY = 2000 };
static cchar_t row_cells[ROW_CAPACITY + 1];
static int row_count;

static void close_files(void) {
  if (input_file) fclose(input_file);
  if (output_file) fclose(output_file);
  input_file = output_file = NULL;
}

static FILE *open_copy(int descriptor, const char *mode) {
  int copy = dup(descriptor);
  FILE *file = copy < 0 ? NULL : fdopen(copy, mode);
  if (file == NULL && copy >= 0) close(copy);
  return file;
}

// The inks 1...6 (title, faint, link, term, mark, error) on the terminal's own background.
static void start_colours(void) {
  const char *refused = getenv("NO_COLOR");
  has_colours = false;
  if ((refused && *refused) || !has_colors() || start_color() == ERR) return;
  if (use_default_colors() == ERR) return;
  init_pair(1, -1, -1);
  init_pair(2, COLORS >= 16 ? 8 : -1, -1);
  init_pair(3, COLOR_CYAN, -1);
  init_pair(4, COLOR_GREEN, -1);
  init_pair(5, COLOR_YELLOW, -1);
  init_pair(6, COLOR_RED, -1);
  has_colours = true;
}

// Keys are read from a pad, because reading from a window would refresh it.
static void set_modes(void) {
  raw();
  noecho();
  nonl();
  set_escdelay(25);
  idlok(stdscr, true);
  scrollok(stdscr, false);
  keypad(stdscr, true);
  keys = newpad(1, 1);
  keypad(keys, true);
  nodelay(keys, true);
}

bool kanbao_screen_open(const char *type, int input, int output) {
  // newterm() exits the process itself on some broken entries, so ask first.
  int status = 0;
  if (screen != NULL || setupterm(type, output, &status) == ERR) return false;
  bool moves = cursor_address != NULL && !generic_type && !hard_copy;
  del_curterm(cur_term);
  if (!moves) return false;
  input_file = open_copy(input, "r");
  output_file = open_copy(output, "w");
  if (input_file && output_file) screen = newterm(type, output_file, input_file);
  if (screen == NULL) {
    close_files();
    return false;
  }
  set_term(screen);
  set_modes();
  start_colours();
  kanbao_screen_resize();
  return true;
}

void kanbao_screen_close(void) {
  if (screen == NULL) return;
  curs_set(1);
  if (!isendwin()) endwin();
  delwin(keys);
  delscreen(screen);
  screen = NULL;
  close_files();
}

void kanbao_screen_leave(void) {
  curs_set(1);
  endwin();
}

void kanbao_screen_enter(void) {
  reset_prog_mode();
  kanbao_screen_invalidate();
}

void kanbao_screen_invalidate(void) { clearok(curscr, true); }

bool kanbao_screen_resize(void) {
  struct winsize size;
  if (ioctl(fileno(output_file), TIOCGWINSZ, &size) != 0) return false;
  if (size.ws_row == 0 || size.ws_col == 0) return false;
  int columns = size.ws_col < ROW_CAPACITY ? size.ws_col : ROW_CAPACITY;
  if (!is_term_resized(size.ws_row, columns)) return false;
  // resizeterm() would also push KEY_RESIZE into the keys; the event loop has its own way to know.
  resize_term(size.ws_row, columns);
  clearok(curscr, true);
  return true;
}

void kanbao_screen_size(int *rows, int *columns) { getmaxyx(stdscr, *rows, *columns); }

static attr_t ink_attributes(int ink) {
  if (ink == 1) return A_BOLD;
  if (ink == 2) return has_colours && COLORS >= 16 ? A_NORMAL : A_DIM;
  if (has_colours) return A_NORMAL;
  if (ink == 3) return A_UNDERLINE;
  return ink == 5 || ink == 6 ? A_BOLD : A_NORMAL;
}

static attr_t cell_attributes(int attributes, int ink) {
  attr_t result = ink_attributes(ink);
  if (attributes & KANBAO_BOLD) result |= A_BOLD;
  if (attributes & KANBAO_DIM) result |= A_DIM;
  if (attributes & KANBAO_UNDERLINE) result |= A_UNDERLINE;
  if (attributes & KANBAO_REVERSE) result |= A_REVERSE;
  if (attributes & KANBAO_ITALIC) result |= A_ITALIC;
  return result;
}

void kanbao_row_begin(void) { row_count = 0; }

void kanbao_row_append(const uint32_t *scalars, int count, int attributes, int ink) {
  if (row_count == ROW_CAPACITY) return;
  wchar_t text[CCHARW_MAX + 1] = {0};
  for (int i = 0; i < count && i < CCHARW_MAX; i++) text[i] = (wchar_t)scalars[i];
  // Inks 0 and 1 have no colour of their own: pair 0, so that blanks stay plain blanks.
  short pair = has_colours && ink > 1 ? (short)ink : 0;
  setcchar(&row_cells[row_count++], text, cell_attributes(attributes, ink), pair, NULL);
}

void kanbao_row_put(int row) { mvadd_wchnstr(row, 0, row_cells, row_count); }

void kanbao_screen_refresh(int row, int column) {
  curs_set(row < 0 ? 0 : 1);
  if (row >= 0) move(row, column);
  refresh();
}

int kanbao_screen_read(int row, int column, uint32_t *scalars, int capacity) {
  cchar_t cell;
  memset(&cell, 0, sizeof cell);
  if (mvin_wch(row, column, &cell) == ERR) return 0;
  // The low bits say which column of a wide character this is (2 and up: not the first).
  if ((cell.attr & A_CHARTEXT) > 1) return 0;
  int count = 0;
  while (count < capacity && count < CCHARW_MAX && cell.chars[count] != 0) {
    scalars[count] = (uint32_t)cell.chars[count];
    count++;
  }
  return count;
}

static int named_key(int key) {
  switch (key) {
    case KEY_UP: return KANBAO_KEY_UP;
    case KEY_DOWN: return KANBAO_KEY_DOWN;
    case KEY_LEFT: return KANBAO_KEY_LEFT;
    case KEY_RIGHT: return KANBAO_KEY_RIGHT;
    case KEY_HOME: case KEY_A1: return KANBAO_KEY_HOME;
    case KEY_END: case KEY_C1: return KANBAO_KEY_END;
    case KEY_PPAGE: case KEY_A3: return KANBAO_KEY_PAGE_UP;
    case KEY_NPAGE: case KEY_C3: return KANBAO_KEY_PAGE_DOWN;
    case KEY_ENTER: return KANBAO_KEY_ENTER;
    case KEY_BACKSPACE: return KANBAO_KEY_BACKSPACE;
    case KEY_DC: return KANBAO_KEY_DELETE;
    case KEY_IC: return KANBAO_KEY_INSERT;
    case KEY_BTAB: return KANBAO_KEY_BACK_TAB;
    default: break;
  }
  return key > KEY_F0 && key <= KEY_F0 + 63 ? KANBAO_KEY_F + (key - KEY_F0) : KANBAO_KEY_OTHER;
}

int kanbao_key(void) {
  int key = wgetch(keys);
  if (key == ERR) return KANBAO_KEY_NONE;
  return key < 256 ? key : named_key(key);
}

bool kanbao_input_is_closed(int descriptor) {
  struct pollfd entry = {descriptor, POLLIN, 0};
  if (poll(&entry, 1, 0) <= 0) return false;
  if (entry.revents & (POLLERR | POLLNVAL)) return true;
  int waiting = 0;
  bool empty = ioctl(descriptor, FIONREAD, &waiting) == 0 && waiting == 0;
  // Readable with nothing to read is how poll(2) reports the end of a file.
  return (entry.revents & (POLLHUP | POLLIN)) && empty;
}

// Appends a terminfo string without its padding marks ($<5>).
static size_t append_capability(char *bytes, size_t length, size_t capacity, const char *name) {
  const char *text = tigetstr((char *)name);
  if (text == NULL || text == (const char *)-1) return length;
  while (*text && length < capacity) {
    const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
    if (end) text = end + 1;
    else bytes[length++] = *text++;
  }
  return length;
}

size_t kanbao_screen_restore_bytes(char *bytes, size_t capacity) {
  static const char *names[] = {"sgr0", "op", "rmkx", "rmcup", "cnorm"};
  size_t length = 0;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    length = append_capability(bytes, length, capacity, names[i]);
  return length;
}
