#!/usr/bin/env python3
"""Searches the same articles with Kanbao, ripgrep, newsboat's query and FTS5's trigram index, in one run.

    search_beside_others.py KANBAO MIRROR WORK [--articles 100000] [--words 40] [--runs 3] [--no-trigram]

KANBAO is the built program, MIRROR the folder of a real mirror: its paragraphs are recombined into as many articles,
so that words are as frequent as there. WORK is a folder for all that is made, about 45 kB an article, and half as much
without the trigram index; what is there of an earlier run with the same number is used again. Needs rg; newsboat only tells how it searches: with LIKE, in SQLite,
over titles and contents (src/cache.cpp), which is done here with the same statement and nothing around it.

Whole commands are measured, from start to end with the first twenty hits printed, newest first where there is an order,
the files in memory; what is no command (LIKE, trigram) by its statement alone, in this process. A line is printed for
each kind of word: milliseconds, the half and 95 of a hundred words below them, for a command its peak memory, and how
many of the words are not found. The same is done by relevance, where there is such an order.
"""

import argparse
import json
import os
import pathlib
import random
import re
import sqlite3
import subprocess
import sys
import time

LENGTH = 1500  # characters of an article, about


def paragraphs_of(mirror):
    """The paragraphs of a mirror's pages and their titles, by page."""
    pages = []
    for path in sorted(pathlib.Path(mirror).glob("pages/**/*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        title = re.search(r"^#+\s*(.+)", text, re.M)
        body = [re.sub(r"<[^>]*>|&[a-z]+;|\[|\]\([^)]*\)", "", part).strip() for part in re.split(r"</p>|\n\n", text)]
        body = [part for part in body if len(re.findall("[\u4e00-\u9fff]", part)) > 30]
        if title and body:
            pages.append((re.sub(r"[*\[\]]", "", title.group(1)).strip(), body))
    return pages


def articles(pages, count):
    """Articles with the frequencies of the mirror's words; always the same for one mirror."""
    every = [paragraph for _, body in pages for paragraph in body]
    for number in range(count):
        chance = random.Random(number)
        one, other = chance.choice(pages)[0], chance.choice(pages)[0]
        body, size = [], 0
        while size < LENGTH:
            body.append(chance.choice(every))
            size += len(body[-1])
        day = chance.randrange(7000)
        date = (2005 + day // 336, 1 + day // 28 % 12, 1 + day % 28)
        yield number, date, one[:12] + other[-12:], body


def write_mirror(pages, count, tree):
    (tree / "indexes").mkdir(parents=True)
    (tree / "pages").mkdir()
    for part in range(0, count, 1000):
        (tree / f"pages/{part}").mkdir()
    lists = {}
    for number, date, title, body in articles(pages, count):
        path = f"pages/{number // 1000 * 1000}/{number}.md"
        text = f"### {title}\n\n<p>【{date[0]}年{date[1]}月{date[2]}日】{body[0]}</p>\n"
        (tree / path).write_text(text + "".join(f"<p>{part}</p>\n" for part in body[1:]), encoding="utf-8")
        lists.setdefault(number // 1000, []).append(f"#### [{title}](../{path})\n")
    for part, lines in lists.items():
        (tree / f"indexes/{part}.md").write_text("".join(lines), encoding="utf-8")
    names = [f"#### 报 &nbsp;-&nbsp; [第{part}辑](indexes/{part}.md)\n" for part in lists]
    (tree / "README.md").write_text("### 大报\n\n" + "\n".join(names), encoding="utf-8")


def write_tables(pages, count, file, has_trigram):
    """The same texts as newsboat keeps them, and, where it is wished, in FTS5 with its trigram tokenizer."""
    base = sqlite3.connect(file)
    base.execute("CREATE TABLE rss_item (id INTEGER PRIMARY KEY, title TEXT, content TEXT, pubDate INTEGER, deleted INTEGER)")
    if has_trigram:
        base.execute("CREATE VIRTUAL TABLE trigram USING fts5(title, content, content='', tokenize='trigram')")
    for number, date, title, body in articles(pages, count):
        row = (number, title, "\n".join(body))
        base.execute("INSERT INTO rss_item VALUES (?, ?, ?, ?, 0)", row + (date[0] * 372 + date[1] * 31 + date[2],))
        if has_trigram:
            base.execute("INSERT INTO trigram (rowid, title, content) VALUES (?, ?, ?)", row)
    if has_trigram:
        base.execute("INSERT INTO trigram (trigram) VALUES ('optimize')")
    base.commit()
    base.close()


def words_of(pages, count):
    """Words of each length, drawn from the texts as they stand there, so that the frequent ones are drawn more often."""
    chance = random.Random(1)
    text = "\n".join(paragraph for _, body in pages for paragraph in body)
    kinds = {"的": ["的"], "two characters": [], "three": [], "four to six": [], "found nowhere": []}
    for kind, lengths in (("two characters", [2]), ("three", [3]), ("four to six", [4, 5, 6])):
        while len(kinds[kind]) < count:
            place, length = chance.randrange(len(text)), chance.choice(lengths)
            word = text[place : place + length]
            if re.fullmatch("[\u4e00-\u9fff]+", word) and len(word) == length:
                kinds[kind].append(word)
    while len(kinds["found nowhere"]) < min(count, 10):
        word = "".join(chance.choice(text.replace("\n", "")) for _ in range(4))
        if re.fullmatch("[\u4e00-\u9fff]+", word) and word not in text:
            kinds["found nowhere"].append(word)
    return kinds


def command(*arguments):
    """Milliseconds and lines printed of a whole command."""
    begun = time.perf_counter()
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return (time.perf_counter() - begun) * 1000, len(done.stdout.splitlines())


def memory(*arguments, check=False):
    """MB that a command takes at most. It is started by a small process: what starts it counts, up to then, as its own."""
    starter = """if True:
        import os, subprocess, sys
        process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        print(usage.ru_maxrss)
        sys.exit(os.waitstatus_to_exitcode(status))"""
    done = subprocess.run([sys.executable, "-c", starter, *arguments], stdout=subprocess.PIPE, check=check)
    return int(done.stdout) / 1024


def statement(base, sql, *values):
    begun = time.perf_counter()
    rows = base.execute(sql, values).fetchall()
    return (time.perf_counter() - begun) * 1000, len(rows)


def megabytes(file, tables):
    """What tables and their indexes take in a database."""
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    names = "SELECT name FROM sqlite_schema WHERE tbl_name GLOB ?"
    # Of a whole tree dbstat gives the number of pages there, and bytes in too few bits for large ones.
    pages = f"SELECT sum(pageno) FROM dbstat WHERE aggregate = true AND name IN ({names})"
    size = base.execute(pages, (tables,)).fetchone()[0] * base.execute("PRAGMA page_size").fetchone()[0]
    base.close()
    return size >> 20


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kanbao")
    parser.add_argument("mirror")
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=40)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-trigram", action="store_true")
    options = parser.parse_args()
    work = options.work / str(options.articles)
    tree, data, file = work / "mirror", work / "data", work / "tables.sqlite"
    pages = paragraphs_of(options.mirror)
    if not tree.exists():
        write_mirror(pages, options.articles, tree)
    if not file.exists():
        begun = time.perf_counter()
        write_tables(pages, options.articles, file, not options.no_trigram)
        print(f"tables of the others made in {time.perf_counter() - begun:.0f} s, {file.stat().st_size >> 20} MB")
    kanbao = [options.kanbao, "--data-dir", str(data)]
    cache = data / "cache.sqlite"
    if not data.exists():
        subprocess.run(kanbao + ["add", str(tree), "--name", "大报"], check=True, stdout=subprocess.DEVNULL)
        begun = time.perf_counter()
        peak = memory(*kanbao, "sync", check=True)
        size = sum(path.stat().st_size for path in data.glob("cache.sqlite*")) >> 20
        spent = time.perf_counter() - begun
        print(f"kanbao synced in {spent:.0f} s with {peak:.0f} MB of memory; {size} MB with texts and index")
    texts = sum(path.stat().st_size for path in tree.glob("pages/**/*.md"))
    print(f"{options.articles} articles, {texts >> 20} MB of Markdown")
    print(f"index of kanbao: {megabytes(cache, 'postings')} MB")
    if not options.no_trigram:
        print(f"index of FTS5 trigram: {megabytes(file, 'trigram*')} MB")
    print()

    base = sqlite3.connect(file)
    like = "SELECT id FROM rss_item WHERE (title LIKE ? OR content LIKE ?) AND deleted = 0 ORDER BY pubDate DESC, id DESC LIMIT 20"
    trigram = "SELECT rowid FROM trigram WHERE trigram MATCH ? ORDER BY {} LIMIT 20"
    find = lambda order: lambda word: [*kanbao, "search", f'"{word}"', "--order", order, "--limit", "20"]
    commands = {
        "kanbao": find("newest"),
        "kanbao, relevance": find("relevance"),
        "rg -l": lambda word: ["rg", "-l", "-F", word, str(tree / "pages")],
    }
    statements = {
        "LIKE (newsboat)": lambda word: (like, f"%{word}%", f"%{word}%"),
    }
    if not options.no_trigram:
        statements["trigram"] = lambda word: (trigram.format("rowid DESC"), f'"{word}"')
        statements["trigram, relevance"] = lambda word: (trigram.format("rank"), f'"{word}"')
    results = {}
    for kind, words in words_of(pages, options.words).items():
        for way, make in {**commands, **statements}.items():
            # What takes seconds each time is asked less often.
            chosen = words[:5] if way in ("rg -l", "LIKE (newsboat)") else words
            times, missed = [], 0
            for word in chosen:
                made = make(word)
                runs = [command(*made) if way in commands else statement(base, *made) for _ in range(options.runs)]
                times.append(min(spent for spent, _ in runs))
                missed += runs[0][1] == 0
            times.sort()
            result = {"p50": times[len(times) // 2], "p95": times[int(len(times) * 0.95)], "not found": missed}
            note = f", {missed} of {len(chosen)} words not found" if missed else ""
            if way in commands:
                result["MB"] = memory(*make(chosen[-1]))
                note = f", {result['MB']:.0f} MB" + note
            results.setdefault(kind, {})[way] = result
            print(f"{kind:16} {way:18} {result['p50']:9.1f} {result['p95']:9.1f} ms{note}", flush=True)
    (work / "results.json").write_text(json.dumps(results, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
