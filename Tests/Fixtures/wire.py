"""What a program sends over a slow line, for the end-to-end tests.

    wire.py ROWS COLUMNS DELAY RATE STEPS COMMAND...

runs COMMAND in a pty, and between it and an emulator (pyte) a line that takes DELAY milliseconds each way and RATE
bytes a second (0 for any number). Does STEPS, a JSON list, each {"keys": TEXT, "expect": TEXT}: types, waits until the
text is on the screen (if one is given) and nothing is under way any more. {"wait": SECONDS} waits so long in any case;
"at": SECONDS types the keys one by one, so far apart.

Prints a JSON list: for each step "bytes", what was sent, "least", what the cells that changed cost, "seconds" and
"screen".
"""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

import pyte

PATIENCE, QUIET = 30, 0.4


class Screen(pyte.Screen):
    """With what ncurses sends besides: lines scrolled away by number, characters repeated."""

    last = " "

    def draw(self, data):
        self.last = data[-1] if data else self.last
        super().draw(data)

    def repeat_character(self, count=None):
        super().draw(self.last * (count or 1))

    def scroll_up(self, count=None):
        self.scroll(self.delete_lines, count)

    def scroll_down(self, count=None):
        self.scroll(self.insert_lines, count)

    def scroll(self, change, count):
        x, y = self.cursor.x, self.cursor.y
        self.cursor.y = self.margins.top if self.margins else 0
        change(count or 1)
        self.cursor.x, self.cursor.y = x, y


class Stream(pyte.ByteStream):
    csi = dict(pyte.ByteStream.csi, S="scroll_up", T="scroll_down", b="repeat_character")
    events = pyte.ByteStream.events | {"scroll_up", "scroll_down", "repeat_character"}


class Line:
    """The program, the line and the screen at its end."""

    # What pyte takes for something else: sequences with > < = in them.
    foreign = re.compile(rb"\x1b\[[<=>][0-9;]*[ -/]*[@-~]")

    def __init__(self, rows, columns, delay, rate, command):
        self.rows, self.columns, self.delay, self.rate = rows, columns, delay, rate
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8"))
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen = Screen(columns, rows)
        self.stream = Stream(self.screen)
        self.screen.write_process_input = lambda text: self.type(text.encode())
        self.up, self.down = [], []
        self.sent, self.free, self.last = 0, 0.0, time.monotonic()

    def type(self, keys, after=0):
        self.up.append((time.monotonic() + self.delay + after, keys))
        self.up.sort(key=lambda entry: entry[0])

    def pump(self):
        """Moves what is under way."""
        now = time.monotonic()
        while self.up and self.up[0][0] <= now:
            os.write(self.terminal, self.up.pop(0)[1])
        # No more is taken from the program than the line can bear.
        if now >= self.free and select.select([self.terminal], [], [], 0.01)[0]:
            data = os.read(self.terminal, max(1, self.rate // 20) if self.rate else 65536)
            self.free = now + (len(data) / self.rate if self.rate else 0)
            self.down.append((self.free + self.delay, data))
            self.sent += len(data)
        elif now < self.free:
            time.sleep(min(0.01, self.free - now))
        while self.down and self.down[0][0] <= now:
            self.stream.feed(self.foreign.sub(b"", self.down.pop(0)[1]))
            self.last = now

    def settle(self, expect, least):
        begin = self.last = time.monotonic()
        while True:
            self.pump()
            now = time.monotonic()
            if self.is_busy(): self.last = now
            is_seen = expect is None or expect in self.text().replace(" ", "")
            if is_seen and not self.up and not self.down and now - self.last > QUIET + self.delay and now - begin >= least:
                return
            if now - begin > PATIENCE + least:
                sys.exit("not seen: %s\n%s" % (expect, self.text()))

    def is_busy(self):
        """Whether the program has something to do, or waits for a processor to do it."""
        try:
            for task in os.listdir("/proc/%d/task" % self.pid):
                with open("/proc/%d/task/%s/stat" % (self.pid, task)) as file:
                    if file.read().rpartition(")")[2].split()[0] in "RD":
                        return True
        except OSError:
            pass  # It has ended, or one of its threads.
        return False

    def text(self):
        """What is on the screen: pyte's own way stumbles over halves of wide characters."""
        return "\n".join("".join(cell.data for cell in row).rstrip() for row in self.cells())

    def cells(self):
        return [[self.screen.buffer[y][x] for x in range(self.columns)] for y in range(self.rows)]


# What it costs to go to a place, and to change the style.
MOVE, STYLE = 7, 7


def least(before, after):
    """The bytes that the cells which changed cost: row by row the cheapest way to write them, going over what lies
    between them or writing it again. Of blanks that look like nothing three bytes a run at most."""
    return sum(cheapest(old, new) for old, new in zip(before, after) if old != new)


def cheapest(old, new):
    # The cost so far where the last cell was not written, and where it was.
    apart, within = 0, float("inf")
    style, blanks = None, 0
    for was, cell in zip(old, new):
        look = cell._replace(data="")
        is_blank = cell.data == " " and not (cell.reverse or cell.underscore or cell.bg != "default")
        text = 0 if is_blank and blanks >= 3 and look == style else len(cell.data.encode())
        write = min(apart + MOVE + STYLE, within + (STYLE if look != style else 0)) + text
        apart = min(apart, within) if was == cell else float("inf")
        within = write
        style, blanks = look, blanks + 1 if is_blank else 0
    return min(apart, within)


def main():
    rows, columns, delay, rate = (int(word) for word in sys.argv[1:5])
    line = Line(rows, columns, delay / 1000, rate, sys.argv[6:])
    report = []
    try:
        before = line.cells()
        for step in json.loads(sys.argv[5]):
            sent, begin = line.sent, time.monotonic()
            for place, key in enumerate(step.get("keys", "") if "at" in step else [step.get("keys", "")]):
                line.type(key.encode(), place * step.get("at", 0))
            line.settle(step.get("expect"), step.get("wait", 0))
            after = line.cells()
            report.append({
                "keys": step.get("keys", ""), "bytes": line.sent - sent, "least": least(before, after),
                "seconds": time.monotonic() - begin,
                "screen": line.text()})
            before = after
        print(json.dumps(report, ensure_ascii=False))
    finally:
        os.kill(line.pid, signal.SIGHUP)
        os.waitpid(line.pid, 0)


main()
