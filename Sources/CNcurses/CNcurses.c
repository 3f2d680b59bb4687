#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#include "CNcurses.h"
#include "Output.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/timerfd.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

int kanbao_wcwidth(wchar_t character);

// ncurses asks libc's `wcwidth`; this one comes before libc's, as the linker exports what a shared library
// of the link refers to. It is here and not in Swift because Swift's symbols are protected, and those the
// linker does not export from an executable: ncurses then silently had libc's widths.
__attribute__((visibility("default"))) int wcwidth(wchar_t character) { return kanbao_wcwidth(character); }

static struct termios terminal_before;
static char restore_bytes[256];
static size_t restore_length;
static SCREEN *screen;

// Whether the terminal is to mark what is pasted (bracketed paste). No terminfo of the old ncurses knows the mode;
// a terminal that does not either ignores it.
static void mark_pastes(bool wished) {
  ssize_t ignored = write(STDOUT_FILENO, wished ? "\033[?2004h" : "\033[?2004l", 8);
  (void)ignored;
}

// What is asked of the mouse: where the first button goes down, and the wheel, whose notches are buttons 4 and 5.
static const mmask_t mouse_events = BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED;
static bool mouse_is_on, mouse_was_on;

void kanbao_use_mouse(bool wished) {
  if (!wished && !mouse_was_on) return;
  // On the Linux console gpm's mouse has a descriptor of its own, which nobody waits for: none is better.
  if (!mouse_was_on) setenv("NCURSES_GPM_TERMS", "", 0);
  // Off first: what ncurses believes to be on it does not ask for again, whatever another program has set.
  if (mouse_was_on) mousemask(0, NULL);
  if (wished) mousemask(mouse_events, NULL);
  if (!mouse_was_on) unsetenv("NCURSES_GPM_TERMS");
  // A press is a press, and told at once: none is kept to see whether it becomes a double click.
  mouseinterval(0);
  mouse_is_on = wished;
  mouse_was_on = true;
}

// The screen of the terminal type's description in true colours: that of xterm-256color is called xterm-direct.
static SCREEN *start_in_true_colors(void) {
  const char *type = getenv("TERM"), *end = type == NULL ? NULL : strstr(type, "-256color");
  char name[64];
  int found = 0;
  if (type == NULL || strchr(type, '/') != NULL) return NULL;
  int length = end == NULL ? (int)strlen(type) : (int)(end - type);
  if (snprintf(name, sizeof name, "%.*s-direct", length, type) >= (int)sizeof name) return NULL;
  if (setupterm(name, STDOUT_FILENO, &found) != OK) return NULL;
  del_curterm(cur_term);
  return newterm(name, kanbao_output(), stdin);
}

// A string of the terminal's description, as ncurses itself has it: what is written into it is what it sends.
static char *description(const char *name) {
  char *text = tigetstr(name);
  return text == (char *)-1 ? NULL : text;
}

static void cut(char *from, const char *end) { memmove(from, end, strlen(end) + 1); }

// With every change of attributes the description has the character set chosen, too, in three bytes on xterm. It never
// is another one: with UTF-8 none is needed.
static void spare_character_set(char *change, char *end) {
  // If the ninth parameter is set, one set; else the ordinary one, which `end` chooses as well.
  char *choice = strstr(change, "%?%p9%t"), *ordinary = choice == NULL ? NULL : strstr(choice, "%e");
  char *behind = ordinary == NULL ? NULL : strstr(ordinary, "%;");
  if (behind == NULL) return;
  *behind = '\0';
  const char *again = ordinary + 2;
  char *place = *again ? strstr(end, again) : NULL;
  if (place != NULL) cut(place, place + strlen(again));
  cut(choice, behind + 2);
}

static void change_attributes_briefly(void) {
  char *change = description("sgr"), *end = description("sgr0");
  if (change == NULL || end == NULL) return;
  spare_character_set(change, end);
  // The 0 before those that are set: a number that is left out is 0 (ECMA-48, 5.4.2).
  if (strncmp(change, "\033[0%?", 5) == 0) cut(change + 2, change + 3);
}

// A row down is a line feed in most descriptions, which ncurses does not send for fear of what the terminal's driver
// makes of it: it sends the row's number, in four bytes. To terminals of the VT100's family, those that go up by
// `ESC M`, a vertical tab is the same as a line feed, and to drivers it is nothing.
static void step_down_briefly(void) {
  char *down = description("cud1"), *up = description("ri");
  if (down != NULL && up != NULL && strcmp(down, "\n") == 0 && strcmp(up, "\033M") == 0) *down = '\v';
}

static int send_byte(int byte) {
  char sent = (char)byte;
  ssize_t ignored = write(STDOUT_FILENO, &sent, 1);
  (void)ignored;
  return byte;
}

static void choose_ordinary_characters(void) {
  const char *ordinary = description("rmacs");
  if (ordinary != NULL) tputs(ordinary, 1, send_byte);
}

// No screen is larger: a cell takes a hundred bytes of memory, and a window's size is whatever its user says it is.
enum { most_rows = 500, most_columns = 1000 };

static int smaller(int one, int other) { return one < other ? one : other; }

// Has ncurses take the size of the window, as far as that goes. Whether it is to be told by the environment.
static bool bound_size(void) {
  struct winsize size;
  bool is_known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
  bool is_bound = is_known && (size.ws_row > most_rows || size.ws_col > most_columns);
  use_tioctl(!is_bound);
  if (!is_bound) return false;
  char height[16], width[16];
  snprintf(height, sizeof height, "%d", smaller(size.ws_row, most_rows));
  snprintf(width, sizeof width, "%d", smaller(size.ws_col, most_columns));
  return setenv("LINES", height, 1) == 0 && setenv("COLUMNS", width, 1) == 0;
}

bool kanbao_start(bool wishes_true_colors) {
  tcgetattr(STDIN_FILENO, &terminal_before);
  bool is_bound = bound_size();
  if (!kanbao_open_output()) return false;
  screen = wishes_true_colors ? start_in_true_colors() : NULL;
  if (screen == NULL) screen = newterm(NULL, kanbao_output(), stdin);
  if (is_bound) {
    unsetenv("LINES");
    unsetenv("COLUMNS");
  }
  if (screen == NULL) return false;
  set_term(screen);
  if (description("cup") == NULL) {
    endwin();
    return false;
  }
  choose_ordinary_characters();
  change_attributes_briefly();
  step_down_briefly();
  raw();
  noecho();
  nonl();
  keypad(stdscr, true);
  nodelay(stdscr, true);
  idlok(stdscr, true);
  scrollok(stdscr, false);
  leaveok(stdscr, false);
  // A frame is sent whole, whatever is typed meanwhile.
  typeahead(-1);
  set_escdelay(25);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  mark_pastes(true);
  return true;
}

int kanbao_colors(void) { return has_colors() ? COLORS : 0; }

bool kanbao_has_true_colors(void) {
  return tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || description("RGB") != NULL;
}

void kanbao_set_pair(short pair, int text, int back) { init_extended_pair(pair, text, back); }

void kanbao_set_background(short pair) {
  const cchar_t blank = kanbao_blank(0, pair);
  bkgrndset(&blank);
}

void kanbao_size(int *height, int *width) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
    *height = smaller(size.ws_row, most_rows);
    *width = smaller(size.ws_col, most_columns);
  } else {
    getmaxyx(stdscr, *height, *width);
  }
}

void kanbao_resize(int height, int width) { resizeterm(height, width); }

cchar_t kanbao_blank(attr_t attributes, short pair) {
  cchar_t blank = {0};
  setcchar(&blank, L" ", attributes, pair, NULL);
  return blank;
}

void kanbao_put(int row, const cchar_t *cells, int count) { mvadd_wchnstr(row, 0, cells, count); }

void kanbao_scroll(int top, int bottom, int rise) {
  scrollok(stdscr, true);
  setscrreg(top, bottom);
  scrl(rise);
  setscrreg(0, getmaxy(stdscr) - 1);
  scrollok(stdscr, false);
}

void kanbao_refresh(int row, int column, bool shows_cursor) {
  // After kanbao_leave() ncurses first has the terminal itself be as it needs it.
  if (!isendwin()) kanbao_hold();
  curs_set(shows_cursor ? 1 : 0);
  move(row, column);
  refresh();
}

// What vid_puts() writes, kept.
static char styling[256];
static size_t styling_length;

static int keep_styling(int byte) {
  if (styling_length < sizeof styling) styling[styling_length++] = (char)byte;
  return byte;
}

static void write_styling(attr_t attributes, short pair, FILE *stream) {
  styling_length = 0;
  vid_puts(attributes, pair, NULL, keep_styling);
  fwrite(styling, 1, styling_length, stream);
}

char *kanbao_link(int row, int column, const char *text, const char *address, attr_t attributes, short pair) {
  const char *save = description("sc"), *restore = description("rc"), *place = description("cup");
  if (save == NULL || restore == NULL) return NULL;
  char *bytes = NULL;
  size_t length = 0;
  FILE *stream = open_memstream(&bytes, &length);
  if (stream == NULL) return NULL;
  fputs(save, stream);
  fputs(tiparm(place, row, column), stream);
  write_styling(attributes, pair, stream);
  fprintf(stream, "\033]8;;%s\033\\%s\033]8;;\033\\", address, text);
  write_styling(A_NORMAL, 0, stream);
  fputs(restore, stream);
  fclose(stream);
  return bytes;
}

void kanbao_forget_row(int row) { wredrawln(stdscr, row, 1); }

void kanbao_redraw(void) {
  clearok(curscr, true);
  choose_ordinary_characters();
  mark_pastes(true);
  if (mouse_is_on) kanbao_use_mouse(true);
}

// Reports of the cursor's place that were asked for and have not come, and the column of the first of the two.
static int reports_due;
static int first_column;
// Answers that were asked for and have not come.
static int answers_due;
// So many seconds after it was asked a terminal may be about to answer: one that never does is not waited for at every ESC.
enum { patience = 5 };
static time_t asked_at;

static time_t now(void) {
  struct timespec time;
  return clock_gettime(CLOCK_MONOTONIC, &time) == 0 ? time.tv_sec : 0;
}

// Whether an ESC was given as a key while a report was due: what follows it late may be the report's rest.
static bool report_may_have_begun;

bool kanbao_ask_width(void) {
  const char *question = description("u7");
  if (question == NULL || strcmp(question, "\033[6n") != 0) return false;
  // Where the cursor is, an ambiguous character (U+201C), where it is then. In the second row: reports of the
  // first are function keys to terminfo (`ESC [ 1 ; 2 R`). The first frame clears it.
  const char bytes[] = "\033[2;1H\033[6n\342\200\234\033[6n";
  if (write(STDOUT_FILENO, bytes, sizeof bytes - 1) != sizeof bytes - 1) return false;
  reports_due = 2;
  asked_at = now();
  return true;
}

void kanbao_ask_answer(void) {
  kanbao_write("\033[5n", 4);
  answers_due++;
  asked_at = now();
}

static bool is_report_due(void) { return (reports_due > 0 || answers_due > 0) && now() - asked_at <= patience; }

// So many milliseconds what may be the rest of a sequence is waited for, and what surely is: a slow line parts what was
// sent at once.
enum { likely = 200, surely = 1000 };

// The next byte of a sequence.
static int next_of_sequence(int milliseconds) {
  int next = getch();
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  if (next == ERR && milliseconds > 0 && poll(&input, 1, milliseconds) > 0) next = getch();
  return next;
}

// What a sequence was.
enum sequence { no_sequence, skipped, second_report, answer, paste };

// Takes the rest of a control sequence, behind its `ESC [`. A report that is due is understood: the columns
// between the two are the character's width.
static enum sequence skip_control_sequence(int *width) {
  int next, number = 0, length = 0;
  do {
    // Alt and a bracket alone can be typed.
    next = next_of_sequence(length > 0 || is_report_due() || mouse_is_on ? surely : likely);
    length++;
    if (next >= '0' && next <= '9' && number < 100000) number = number * 10 + next - '0';
    else if (next == ';') number = 0;
  } while (next != ERR && !(next >= 0x40 && next <= 0x7E));
  if (next == '~' && number == 200) return paste;
  if (next == 'n' && answers_due > 0) {
    answers_due--;
    return answer;
  }
  // A report of the mouse in the old form, which came too late for ncurses: button, column and row are bytes.
  for (int bytes = 3; length == 1 && next == 'M' && mouse_is_on && bytes > 0; bytes--) next_of_sequence(surely);
  if (next != 'R' || reports_due == 0) return skipped;
  if (--reports_due == 1) {
    first_column = number;
    return skipped;
  }
  *width = number - first_column;
  return second_report;
}

// Takes the rest of an escape sequence that terminfo does not know (a key of a newer terminal, a late
// report): its letters and digits must not become commands. None where the ESC was the key itself.
static enum sequence skip_sequence(int *width) {
  int next = next_of_sequence(is_report_due() ? likely : 0);
  if (next == 'O') {
    next_of_sequence(likely);
    return skipped;
  }
  if (next == '[') return skip_control_sequence(width);
  if (next != ERR) ungetch(next);
  return no_sequence;
}

// A report of the mouse that ncurses did not read, as the mouse was never turned on here: another program left it so.
static void skip_mouse_report(void) {
  const char *begin = description("kmous");
  size_t length = begin == NULL ? 0 : strlen(begin);
  int ignored = 0;
  if (length > 0 && begin[length - 1] == '<') skip_control_sequence(&ignored);
  for (int bytes = 3; length > 0 && begin[length - 1] == 'M' && bytes > 0; bytes--) getch();
}

// Whether what came behind `ESC [` is the rest of a report of the mouse, in the new form or the old one.
static bool mouse_report_follows(void) {
  int next = getch();
  if (next != ERR) ungetch(next);
  return next == '<' || next == 'M';
}

// What the mouse did and has not been taken, the latest first: ncurses hands several clicks out in that order.
static MEVENT mouse_done[8];
static int mouse_count;

static void read_mouse(void) {
  mouse_count = 0;
  if (!mouse_was_on) skip_mouse_report();
  const int most = sizeof mouse_done / sizeof *mouse_done;
  while (mouse_was_on && mouse_count < most && getmouse(&mouse_done[mouse_count]) == OK) {
    if (mouse_done[mouse_count].bstate & mouse_events) mouse_count++;
  }
}

int kanbao_mouse(int *row, int *column) {
  if (mouse_count == 0) return 0;
  const MEVENT *event = &mouse_done[--mouse_count];
  *row = event->y;
  *column = event->x;
  return event->bstate & BUTTON1_PRESSED ? 1 : event->bstate & BUTTON4_PRESSED ? 4 : 5;
}

// Whether a byte completes a character. The state is kept from call to call, because a character may come
// in two packets; ncurses' own get_wch() loses it then.
static bool completes_character(int byte, wint_t *key) {
  static mbstate_t state;
  char bytes[1] = {(char)byte};
  wchar_t character = 0;
  bool was_inside = !mbsinit(&state);
  size_t length = mbrtowc(&character, bytes, 1, &state);
  if (length == (size_t)-1) {
    memset(&state, 0, sizeof state);
    // What breaks a character off may be one itself.
    return was_inside && completes_character(byte, key);
  }
  *key = (wint_t)character;
  return length != (size_t)-2;
}

int kanbao_key(wint_t *key) {
  for (int next = getch(); next != ERR; next = getch()) {
    if (next == KEY_MOUSE) {
      read_mouse();
      if (mouse_count > 0) return 6;
      continue;
    }
    if (next >= KEY_MIN) {
      *key = (wint_t)next;
      return 2;
    }
    enum sequence found = no_sequence;
    int width = 0;
    if (next == 27) found = skip_sequence(&width);
    else if (next == '[' && report_may_have_begun && (is_report_due() || mouse_report_follows())) {
      found = skip_control_sequence(&width);
    }
    report_may_have_begun = next == 27 && found == no_sequence && (is_report_due() || mouse_is_on);
    if (found == second_report) {
      *key = (wint_t)width;
      return 3;
    }
    if (found == answer) return 5;
    if (found == paste) return 4;
    if (found == skipped) continue;
    if (completes_character(next, key)) return 1;
  }
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  if (poll(&input, 1, 0) <= 0) return 0;
  if (input.revents & (POLLHUP | POLLERR | POLLNVAL)) return -1;
  if (!(input.revents & POLLIN)) return 0;
  // Readable, and yet ncurses had nothing: end of input, or bytes that came in between.
  int waiting = 0;
  if (ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0) return -1;
  return 0;
}

int kanbao_pasted_byte(int milliseconds) {
  int next = getch();
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  if (next == ERR && poll(&input, 1, milliseconds) > 0) next = getch();
  return next == ERR ? -1 : next >= KEY_MIN ? 0 : next;
}

// Gives the terminal back. Without a second screen its last line, where the shell will ask, is empty first.
static void give_back(void) {
  if (description("smcup") == NULL) {
    move(LINES - 1, 0);
    clrtoeol();
    refresh();
  }
  mark_pastes(false);
  endwin();
}

void kanbao_end(void) {
  if (screen == NULL) return;
  give_back();
  delscreen(screen);
  screen = NULL;
  kanbao_close_output();
  restore_length = 0;
}

void kanbao_leave(void) {
  give_back();
}

// Crashes.

static void add_restore(const char *bytes) {
  if (bytes == NULL) return;
  while (*bytes && restore_length < sizeof restore_bytes) {
    // Padding marks ($<5>) are for tputs(), not for the terminal.
    const char *end = bytes[0] == '$' && bytes[1] == '<' ? strchr(bytes, '>') : NULL;
    if (end != NULL) bytes = end + 1;
    else restore_bytes[restore_length++] = *bytes++;
  }
}

static void restore_and_crash(int number) {
  ssize_t ignored = write(STDOUT_FILENO, restore_bytes, restore_length);
  (void)ignored;
  tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
  signal(number, SIG_DFL);
  raise(number);
}

// Whatever ends a process by default, but for the signals the program answers itself.
void kanbao_restore_on_crash(void) {
  restore_length = 0;
  add_restore(description("sgr0"));
  add_restore(description("rmkx"));
  add_restore(description("cnorm"));
  add_restore("\033[?2004l\033[?1000l\033[?1006l");
  add_restore(description("rmcup"));
  // A stack of its own: the crash may be that the main thread's has overflowed.
  static char stack[65536];
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
  const int numbers[] = {SIGSEGV, SIGBUS,  SIGILL,  SIGTRAP, SIGABRT, SIGFPE,   SIGSYS,
                         SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGVTALRM, SIGPROF};
  for (size_t index = 0; index < sizeof numbers / sizeof *numbers; index++) {
    struct sigaction action = {.sa_handler = restore_and_crash, .sa_flags = SA_NODEFER | SA_ONSTACK};
    sigaction(numbers[index], &action, NULL);
  }
}

// Signals that are messages.

bool kanbao_pipe(int *ends) { return pipe2(ends, O_NONBLOCK | O_CLOEXEC) == 0; }

int kanbao_alarm(void) { return timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC); }

void kanbao_alarm_in(int alarm, long long milliseconds) {
  struct itimerspec when = {.it_value = {milliseconds / 1000, milliseconds % 1000 * 1000000}};
  timerfd_settime(alarm, 0, &when, NULL);
}

static int signal_pipe = -1;

static void tell(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  ssize_t ignored = write(signal_pipe, &byte, 1);
  (void)ignored;
  errno = saved;
}

void kanbao_signals_to(int descriptor) {
  signal_pipe = descriptor;
  const int numbers[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT};
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGTSTP);
  for (size_t index = 0; index < sizeof numbers / sizeof *numbers; index++) {
    struct sigaction action = {.sa_handler = tell, .sa_flags = SA_RESTART};
    sigaction(numbers[index], &action, NULL);
    sigaddset(&wanted, numbers[index]);
  }
  signal(SIGPIPE, SIG_IGN);
  signal(SIGTSTP, SIG_DFL);
  // Whoever started the program may have blocked them.
  pthread_sigmask(SIG_UNBLOCK, &wanted, NULL);
}

void kanbao_stop(void) {
  // The rest of the job first, then this thread itself: only raise() returns after the stop and not before.
  signal(SIGTSTP, SIG_IGN);
  kill(0, SIGTSTP);
  signal(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
}

int kanbao_terminal_colors(const char *name) {
  int status = 0;
  if (setupterm(name, STDOUT_FILENO, &status) != OK) return -1;
  bool moves = description("cup") != NULL;
  int colors = tigetnum("colors");
  del_curterm(cur_term);
  return !moves ? -1 : colors < 0 ? 0 : colors;
}

const char *kanbao_locale_characters(void) {
  return setlocale(LC_ALL, "") == NULL ? NULL : nl_langinfo(CODESET);
}

bool kanbao_use_utf8(void) {
  setlocale(LC_ALL, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  const char *names[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "zh_CN.UTF-8"};
  for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
    if (setlocale(LC_CTYPE, names[index]) != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  }
  return false;
}
