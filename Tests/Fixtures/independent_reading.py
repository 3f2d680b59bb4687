#!/usr/bin/env python3
"""An independent reading of article pages, for the fidelity test: html5lib's tokenizer, no code of ours.

Paths of pages come as arguments or on standard input, one a line. For each one JSON object is printed: path,
title, and text, the visible text of the body with all white space taken out.

A page is a heading, a rule of hyphens, heading lines of links (the page's own), the HTML of the original site,
and a foot that begins at the last <hr> before the words about sharing or the original's address. The
tokenizer and not the tree is read: the tree would move text out of tables. A page without the heading and the
rule is plain Markdown; of that, as much is known here as pages written so use.
"""
import json
import re
import sys
from html import unescape

from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes

HIDDEN = {"script", "style", "noscript", "template", "head", "title", "video", "audio", "iframe", "object",
          "textarea", "select", "canvas", "noembed", "noframes"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u206f\ufeff"
                     "\ufff9-\ufffb\U000e0000-\U000e007f]")
FOOT = re.compile("手机上长按|手機上長按|原文地址|原文网址|原文網址")


def body_of(page):
    """The title and the HTML between the page's own lines."""
    lines = page.replace("\r\n", "\n").split("\n")
    title = unescape(lines[0].lstrip("\ufeff#").strip())
    kept = [line for line in lines[2:] if not re.match(r"#{4,6} .*\]\(|#{4,6}\[", line)]
    text = "\n".join(kept)
    words = list(FOOT.finditer(text))
    # Of the words of the foot the first that no element of the article closes after.
    for word in words:
        rest = text[word.start():]
        if "</div>" not in rest and "</p>" not in rest:
            rule = text.rfind("<hr", 0, word.start())
            between = text[rule:word.start()] if rule >= 0 else "</div"
            text = text[:rule] if "</div" not in between else text[:text.rfind("\n", 0, word.start())]
            break
    return title, re.sub(r"(?m)^-{10,}$", "", text)


def is_hidden(name, attributes):
    if name in HIDDEN or "hidden" in attributes:
        return True
    if "display:none" in attributes.get("style", "").replace(" ", "").lower():
        return True
    return any(token.lower().startswith("ad_") for token in attributes.get("class", "").split())


def visible_text(html):
    tokenizer = HTMLTokenizer(html)
    parts = []
    hidden = []
    for token in tokenizer:
        kind = token["type"]
        if kind == tokenTypes["StartTag"]:
            name = token["name"]
            attributes = dict(token["data"])
            if hidden:
                if name == hidden[-1][0]:
                    hidden[-1][1] += 1
            elif is_hidden(name, attributes) and name not in VOID and not token["selfClosing"]:
                hidden.append([name, 1])
            if name in ("script", "style", "noscript", "iframe", "noembed", "noframes"):
                tokenizer.state = tokenizer.rawtextState
            elif name in ("title", "textarea"):
                tokenizer.state = tokenizer.rcdataState
        elif kind == tokenTypes["EndTag"]:
            if hidden and token["name"] == hidden[-1][0]:
                hidden[-1][1] -= 1
                if hidden[-1][1] == 0:
                    hidden.pop()
        elif kind in (tokenTypes["Characters"], tokenTypes["SpaceCharacters"]) and not hidden:
            parts.append(token["data"])
    return "".join(parts)


def is_mirror_page(page):
    return re.match(r"\ufeff?### .*\r?\n\s*-{5,}", page) is not None


def markdown_text(page):
    """The title and the text of a page in Markdown: headings, tables, lists, links, pictures, emphasis."""
    title, _, text = page.lstrip("\ufeff").partition("\n")
    text = re.sub(r"(?m)^[ :|-]*---[ :|-]*$", "", text)
    text = re.sub(r"(?m)^\s*(#{1,6}|[-*+>]|\d+[.)])\s+", "", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(\*\*|[*`])(\S.*?)\1", r"\2", text)
    return title.lstrip("# ").strip(), unescape(text.replace("|", ""))


def main():
    for path in sys.argv[1:] or sys.stdin.read().split("\n"):
        if not path:
            continue
        with open(path, encoding="utf-8", errors="replace") as file:
            page = file.read()
        if is_mirror_page(page):
            title, html = body_of(page)
            text = visible_text(html)
        else:
            title, text = markdown_text(page)
        text = re.sub(r"\s", "", DROPPED.sub("", text))
        print(json.dumps({"path": path, "title": title, "text": text}, ensure_ascii=False))


main()
