#!/usr/bin/env python3
"""Bytes and time per key beside the other terminal readers there are here, on the same articles.

    peers.py TOOLS CORPUS KANBAO WORK [--runs N] [--size 100x30]

TOOLS is a folder with make_feeds.py and ttymeter.py (which needs pyte and wcwidth), CORPUS the checkout of a mirror,
KANBAO the program, built for release, WORK a folder for feeds, caches and results, made where it is not there. Peers
that are not installed (newsboat, newsraft, sfeed_curses) are passed over. Feeds are read from files, so that no time
of a network is in it. Prints one table; WORK/results.json has all figures.

The same keys, by what they do: a row down in the list, a page of it, an article opened, a line and a page down in it.
Compare within one run only, and on a machine that does nothing else.
"""

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys

# What a script does; and what each program's keys are: down, page down, open, line and page in an article, back.
STEPS = ["open article", "line down", "page down", "back", "row down", "list page down"]
KEYS = {
    "kanbao": ("j", " ", "\r", "j", " ", "q"),
    "newsboat": ("j", "\x1b[6~", "\r", "j", " ", "q"),
    "newsraft": ("j", "\x1b[6~", "\r", "j", " ", "q"),
    "sfeed_curses": ("j", "\x1b[6~", "c", "j", " ", "q"),
}


def run(*command, **options):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)


def feeds(tools, corpus, work):
    """Makes feeds of the articles; returns their folder and the name of the one with most articles."""
    folder = os.path.join(work, "feeds")
    if not os.path.exists(folder):
        run(sys.executable, os.path.join(tools, "make_feeds.py"), corpus, folder, "--no-gzip",
            "--base-url", "file://" + folder)
    files = [name for name in os.listdir(folder) if name.endswith(".xml")]
    return folder, max(files, key=lambda name: articles(os.path.join(folder, name)))


def articles(feed):
    with open(feed, encoding="utf-8") as file:
        return file.read().count("<item>")


def kanbao(program, corpus, folder, biggest, work):
    data = os.path.join(work, "synced")
    if not os.path.exists(data):
        run(program, "add", corpus, "--name", "M", "--data-dir", data)
        run(program, "sync", "--data-dir", data)
    listed = subprocess.run(
        [program, "categories", "--json", "--data-dir", data], check=True, capture_output=True, text=True)
    # The row of the category with most articles: below the source's, and a heading for each group.
    row, number, group, most = 1, 1, "", -1
    for category in map(json.loads, listed.stdout.splitlines()):
        number += 1 if category["group"] in ("", group) else 2
        group = category["group"]
        if category["total"] > most:
            row, most = number, category["total"]
    return [program, "--data-dir", os.path.join(work, "kanbao")], ["%d\r" % row, "\r"]


def newsboat(program, corpus, folder, biggest, work):
    home = os.path.join(work, "newsboat")
    urls = os.path.join(home, "urls")
    if not os.path.exists(home):
        os.makedirs(home)
        with open(urls, "w") as file:
            file.write("file://%s/%s\n" % (folder, biggest))
        with open(os.path.join(home, "config"), "w") as file:
            file.write("bind-key j down\nbind-key k up\n")
        run(program, "-u", urls, "-c", os.path.join(home, "cache.db"), "-x", "reload")
    return [program, "-q", "-C", os.path.join(home, "config"), "-u", urls, "-c", os.path.join(home, "cache.db")], "\r"


def newsraft(program, corpus, folder, biggest, work):
    home = os.path.join(work, "newsraft")
    names = ["-f", os.path.join(home, "feeds"), "-d", os.path.join(home, "db.sqlite3")]
    if not os.path.exists(home):
        os.makedirs(home)
        with open(names[1], "w") as file:
            file.write("file://%s/%s\n" % (folder, biggest))
        run(program, *names, "-e", "reload-all")
    return [program, *names], "\r"


def sfeed_curses(program, corpus, folder, biggest, work):
    home = os.path.join(work, "sfeed")
    if not os.path.exists(home):
        os.makedirs(home)
        with open(os.path.join(folder, biggest), "rb") as feed, open(os.path.join(home, "M"), "wb") as file:
            subprocess.run(["sfeed"], stdin=feed, stdout=file, check=True)
    return [program, os.path.join(home, "M")], "\rl"


READERS = {"kanbao": kanbao, "newsboat": newsboat, "newsraft": newsraft, "sfeed_curses": sfeed_curses}


def scenario(name, command, opening, work):
    row, page, open_, line, screen, back = KEYS[name]
    step = lambda label, keys, times=1: {"label": label, "keys": keys, "repeat": times, "limit_ms": 20000}
    quiet = lambda label, keys: dict(step(label, keys), silent=True, quiet_ms=300)
    # Kanbao goes on where an article was left, by the runs before at its end: each run has the articles unread.
    data = [os.path.join(work, folder) for folder in ("kanbao", "synced")]
    prepare = [shlex.join(["rm", "-rf", data[0]]), shlex.join(["cp", "-r", data[1], data[0]])]
    return {
        "name": name, "command": command, "prepare": prepare if name == "kanbao" else [],
        "env": {"HOME": os.path.join(work, name), "PAGER": "less -R", "SFEED_HTMLCONV": "lynx -stdin -dump"},
        "start": {"quiet_ms": 400, "limit_ms": 60000},
        "steps": [quiet("open list", key) for key in opening] + [step(STEPS[0], open_),
            step(STEPS[1], line, 10), step(STEPS[2], screen, 3), step(STEPS[3], back),
            step(STEPS[4], row, 40), step(STEPS[5], page, 8)],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    for name in ["tools", "corpus", "kanbao", "work"]:
        parser.add_argument(name, type=os.path.abspath)
    parser.add_argument("--runs", default="3")
    parser.add_argument("--size", default="100x30")
    arguments = parser.parse_args()
    os.makedirs(arguments.work, exist_ok=True)
    folder, biggest = feeds(arguments.tools, arguments.corpus, arguments.work)
    results = {}
    for name, prepare in READERS.items():
        program = arguments.kanbao if name == "kanbao" else shutil.which(name)
        if not program:
            print("%s is not installed" % name, file=sys.stderr)
            continue
        command, opening = prepare(program, arguments.corpus, folder, biggest, arguments.work)
        file, out = (os.path.join(arguments.work, name + end) for end in (".scenario.json", ".json"))
        with open(file, "w") as script:
            json.dump(scenario(name, command, opening, arguments.work), script)
        run(sys.executable, os.path.join(arguments.tools, "ttymeter.py"), file, "--runs", arguments.runs,
            "--size", arguments.size, "--out", out)
        with open(out) as figures:
            results[name] = json.load(figures)
    with open(os.path.join(arguments.work, "results.json"), "w") as file:
        json.dump(results, file, ensure_ascii=False, indent=1)
    table(results)


def table(results):
    """Each step's bytes and time to the last byte (ms), the middle of all its keys; of bytes what is the least, too."""
    print("| |" + "|".join(" %s bytes (least) | ms " % name for name in results) + "|")
    print("|---|" + "---|---|" * len(results))
    for label in STEPS:
        cells = []
        for figures in results.values():
            row = next((row for row in keys(figures) if row["label"] == label), {})
            cells += ["%s (%s)" % (row.get("bytes_med", "-"), row.get("encoded_scroll_med", "-")),
                      str(row.get("last_ms_med", "-"))]
        print("| %s | %s |" % (label, " | ".join(cells)))


def keys(figures):
    """The rows of keys, wherever the meter puts them."""
    if isinstance(figures, dict):
        figures = list(figures.values())
    for part in figures:
        if isinstance(part, dict) and "bytes_med" in part:
            yield part
        elif isinstance(part, (dict, list)):
            yield from keys(part)


main()
