#!/usr/bin/env python3
"""Searches the same articles with Kanbao, ripgrep, newsboat's query and FTS5's trigram index, in one run.

    search_beside_others.py KANBAO MIRROR WORK [--articles 100000] [--words 40] [--runs 3]

KANBAO is the built program, MIRROR the folder of a real mirror: its paragraphs are recombined into as many articles,
so that words are as frequent as there. WORK is a folder for all that is made (about 20 kB an article); what is there of
an earlier run with the same number is used again. Needs rg; newsboat only tells how it searches: with LIKE, in SQLite,
over titles and contents (src/cache.cpp), which is done here with the same statement and nothing around it.

Whole commands are measured, from start to end with the first twenty hits printed, newest first where there is an order,
the files in memory; what is no command (LIKE, trigram) by its statement alone. A line is printed for each kind of word:
milliseconds, the half and nine tenths of the words below them, and how many articles are found.
"""

import argparse
import json
import os
import pathlib
import random
import re
import sqlite3
import subprocess
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


def write_tables(pages, count, file):
    """The same texts as newsboat keeps them, and in FTS5 with its trigram tokenizer."""
    base = sqlite3.connect(file)
    base.execute("CREATE TABLE rss_item (id INTEGER PRIMARY KEY, title TEXT, content TEXT, pubDate INTEGER, deleted INTEGER)")
    base.execute("CREATE VIRTUAL TABLE trigram USING fts5(title, content, content='', tokenize='trigram')")
    for number, date, title, body in articles(pages, count):
        row = (number, title, "\n".join(body))
        base.execute("INSERT INTO rss_item VALUES (?, ?, ?, ?, 0)", row + (date[0] * 372 + date[1] * 31 + date[2],))
        base.execute("INSERT INTO trigram (rowid, title, content) VALUES (?, ?, ?)", row)
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
    begun = time.perf_counter()
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return (time.perf_counter() - begun) * 1000, len(done.stdout.splitlines())


def statement(base, sql, *values):
    begun = time.perf_counter()
    rows = base.execute(sql, values).fetchall()
    return (time.perf_counter() - begun) * 1000, len(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kanbao")
    parser.add_argument("mirror")
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=40)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    work = options.work / str(options.articles)
    tree, data, file = work / "mirror", work / "data", work / "tables.sqlite"
    pages = paragraphs_of(options.mirror)
    if not tree.exists():
        write_mirror(pages, options.articles, tree)
    if not file.exists():
        begun = time.perf_counter()
        write_tables(pages, options.articles, file)
        print(f"trigram and plain table made in {time.perf_counter() - begun:.0f} s, {file.stat().st_size >> 20} MB")
    kanbao = [options.kanbao, "--data-dir", str(data)]
    if not data.exists():
        subprocess.run(kanbao + ["add", str(tree), "--name", "大报"], check=True, stdout=subprocess.DEVNULL)
        begun = time.perf_counter()
        subprocess.run(kanbao + ["sync"], check=True)
        size = sum(path.stat().st_size for path in data.glob("cache.sqlite*"))
        print(f"kanbao synced in {time.perf_counter() - begun:.0f} s, {size >> 20} MB with texts and index")
    texts = sum(path.stat().st_size for path in tree.glob("pages/**/*.md"))
    print(f"{options.articles} articles, {texts >> 20} MB of Markdown\n")

    base = sqlite3.connect(file)
    like = "SELECT id FROM rss_item WHERE (title LIKE ? OR content LIKE ?) AND deleted = 0 ORDER BY pubDate DESC, id DESC LIMIT 20"
    ways = {
        "kanbao search": lambda word: command(*kanbao, "search", f'"{word}"', "--limit", "20"),
        "rg -l": lambda word: command("rg", "-l", "-F", word, str(tree / "pages")),
        "LIKE (newsboat)": lambda word: statement(base, like, f"%{word}%", f"%{word}%"),
        "FTS5 trigram": lambda word: statement(
            base, "SELECT rowid FROM trigram WHERE trigram MATCH ? ORDER BY rowid DESC LIMIT 20", f'"{word}"'),
    }
    results = {}
    for kind, words in words_of(pages, options.words).items():
        for way, search in ways.items():
            # What takes seconds each time is asked less often.
            chosen = words if way in ("kanbao search", "FTS5 trigram") else words[:5]
            times, found = [], []
            for word in chosen:
                runs = [search(word) for _ in range(options.runs)]
                times.append(min(run[0] for run in runs))
                found.append(runs[0][1])
            times.sort()
            half, most = times[len(times) // 2], times[int(len(times) * 0.9)]
            results.setdefault(kind, {})[way] = {"p50": half, "p90": most, "none found": found.count(0)}
            note = f", {found.count(0)} of {len(chosen)} words not found" if 0 in found else ""
            print(f"{kind:16} {way:18} {half:9.1f} {most:9.1f} ms{note}")
    (work / "results.json").write_text(json.dumps(results, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
