"""A terminal that shows characters of ambiguous width as told, for the end-to-end tests.

    emulator.py narrow|wide DELAY STEPS COMMAND...

runs COMMAND in a pty of 24 rows and 80 columns behind pyte, answers its questions DELAY milliseconds late, and does
STEPS, a JSON list: {"expect": TEXT} waits until TEXT is on the screen and all questions are answered, {"keys": TEXT}
types. Prints the last screen.
"""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
import unicodedata

import pyte

ROWS, COLUMNS, PATIENCE = 24, 80, 20


def main():
    width, delay, steps, command = sys.argv[1], float(sys.argv[2]) / 1000, json.loads(sys.argv[3]), sys.argv[4:]
    if width == "wide":
        narrow = pyte.screens.wcwidth
        pyte.screens.wcwidth = lambda c: 2 if unicodedata.east_asian_width(c) == "A" else narrow(c)
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8"))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    screen = pyte.Screen(COLUMNS, ROWS)
    answers = []
    screen.write_process_input = lambda text: answers.append((time.monotonic() + delay, text))
    stream = pyte.ByteStream(screen)

    def pump(seconds):
        while select.select([terminal], [], [], seconds)[0]:
            stream.feed(os.read(terminal, 65536))
        while answers and answers[0][0] <= time.monotonic():
            os.write(terminal, answers.pop(0)[1].encode())

    try:
        for step in steps:
            if "keys" in step:
                os.write(terminal, step["keys"].encode())
                continue
            end = time.monotonic() + PATIENCE
            while answers or not any(step["expect"] in line.replace(" ", "") for line in screen.display):
                if time.monotonic() > end:
                    sys.exit("not seen: %s\n%s" % (step["expect"], "\n".join(screen.display)))
                pump(0.05)
        print("\n".join(line.rstrip() for line in screen.display))
    finally:
        os.kill(pid, signal.SIGHUP)
        os.waitpid(pid, 0)


main()
