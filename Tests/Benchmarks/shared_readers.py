#!/usr/bin/env python3
"""Many strangers read one newspaper at once: how much memory each needs for itself, and how soon a key is answered.

    Tests/Benchmarks/shared_readers.py PROGRAM CACHE [--readers 50] [--seconds 30] [--script]

PROGRAM is a release build, CACHE a folder filled by `kanbao --cache CACHE sync`. Each reader has a terminal of its own,
and a hand that presses a key every third of a second or so. A key is answered when the first byte comes after it. With
--script each changes the script of the text, too, for which it needs the conversion's tables.
"""

import argparse, os, pty, random, select, signal, statistics, struct, fcntl, termios, time

# Front page, list, article, pages of it, back, search, subjects: each key changes what is shown.
KEYS = ["\r", "j", "j", "\r", " ", " ", "b", "q", "j", "k", "j", "\r", " ", "q", "q", "t", "j", "j", "q", "j", "?", " ", "q", "k"]


class Reader:
    def __init__(self, program, cache, keys):
        self.keys, self.place = keys, 0
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            environment = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
            os.execve(program, [program, "--restricted", "--cache", cache], environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.pressed, self.next = None, time.monotonic() + 2 + random.random()

    def press(self, now):
        os.write(self.terminal, self.keys[self.place % len(self.keys)].encode())
        self.place += 1
        self.pressed, self.next = now, now + random.uniform(0.15, 0.5)

    def read(self, now):
        """Takes what was sent; how long the key before it took."""
        os.read(self.terminal, 65536)
        pressed, self.pressed = self.pressed, None
        return None if pressed is None else now - pressed

    def memory(self):
        """Bytes of its own, and its share of all."""
        sums = {}
        for line in open(f"/proc/{self.process}/smaps_rollup"):
            words = line.split()
            if len(words) == 3 and words[2] == "kB":
                sums[words[0]] = int(words[1]) * 1024
        return sums["Private_Clean:"] + sums["Private_Dirty:"], sums["Pss:"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("cache")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--script", action="store_true")
    options = parser.parse_args()
    keys = KEYS + (["s", "s", "s"] if options.script else [])
    program, cache = os.path.abspath(options.program), os.path.abspath(options.cache)
    readers = {}
    for _ in range(options.readers):
        reader = Reader(program, cache, keys)
        readers[reader.terminal] = reader
    answers, silent, end = [], 0, time.monotonic() + 2 + options.seconds
    while (now := time.monotonic()) < end:
        for reader in readers.values():
            if reader.next <= now and (reader.pressed is None or now - reader.pressed > 2):
                silent += reader.pressed is not None
                reader.press(time.monotonic())
        soonest = min(reader.next if reader.pressed is None else reader.pressed + 2 for reader in readers.values())
        ready, _, _ = select.select(list(readers), [], [], max(0.0005, min(soonest, end) - time.monotonic()))
        for terminal in ready:
            took = readers[terminal].read(time.monotonic())
            if took is not None:
                answers.append(took * 1000)
    own, shares = zip(*(reader.memory() for reader in readers.values()))
    for reader in readers.values():
        os.kill(reader.process, signal.SIGHUP)
    for reader in readers.values():
        os.waitpid(reader.process, 0)
    answers.sort()
    megabyte = 1024 * 1024
    print(f"{len(readers)} readers, {len(answers)} keys, {silent} that changed nothing")
    print(f"keys: p50 {answers[len(answers) // 2]:.1f} ms, p95 {answers[len(answers) * 95 // 100]:.1f} ms, worst {answers[-1]:.1f} ms")
    print(f"own memory: median {statistics.median(own) / megabyte:.1f} MB, most {max(own) / megabyte:.1f} MB; share of all: {statistics.median(shares) / megabyte:.1f} MB")


main()
