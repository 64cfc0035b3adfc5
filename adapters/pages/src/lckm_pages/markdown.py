"""The Markdown subset as HTML, from text that may be hostile.

The subset is the one whose marks :func:`lckm_core.text.plain` removes, read line by line, and
within a line links, strong and emphasis in that order: so a page shows exactly the characters
that the template's limits count. Why no library is used: docs/decisions/0005-markdown-in-pages.md.
"""

import re
from typing import Final

from markupsafe import Markup, escape

from lckm_core.text import MARKDOWN_EMPHASIS, MARKDOWN_LINK, MARKDOWN_STRONG
from lckm_pages.links import web_address

# What HTML does not admit (controls, surrogates, noncharacters), and what turns or hides the text
# around it (bidi controls).
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
    "\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)

_MARKUP = re.compile("[&<>\"']")
_LINE = re.compile(r"([ \t]*)(#{1,6}|[-+*]|[0-9]{1,3}[.)]|>)[ \t]+(.*)")
_FIRST = frozenset("#-+*>0123456789")

_DEEPEST: Final = 6
"""Lists within lists beyond this depth go on at this depth."""

_STAND_IN: Final = "\x00"
"""Stands for a link while strong and emphasis are looked for; clean text cannot hold it."""


def clean(text: str) -> str:
    """Return *text* with each character that a page must not hold replaced by U+FFFD."""
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return _UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> str:
    """Return clean *text* with markup characters escaped."""
    if text.isprintable() and not _MARKUP.search(text):
        return text
    return str(escape(clean(text)))


def flow(text: str, level: int = 0) -> Markup:
    """Return *text*, in the Markdown subset, as HTML for where paragraphs may stand.

    Headings of the text begin at ``h<level>`` and go down one step at a time; they become strong
    paragraphs when *level* is 0. A single unmarked line comes without a ``p`` when *level* is 0.
    """
    return Markup(flow_html(text, level))  # noqa: S704  (every word went through _inline)


def flow_html(text: str, level: int = 0) -> str:
    """Return the HTML of :func:`flow` as plain text, for speed."""
    text = clean(text).strip()
    if "\n" not in text and not (text[:1] in _FIRST and _LINE.match(text)):
        html = _inline(text)
        return f"<p>{html}</p>" if level and text else html
    writer = _Writer(level)
    for line in text.split("\n"):
        writer.line(line)
    return writer.html()


def _inline(text: str) -> str:
    """Return one line of clean text as HTML."""
    if "[" in text:
        first, *parts = MARKDOWN_LINK.split(text)
        if parts:
            links = [
                _link(label, href) for label, href in zip(parts[::3], parts[1::3], strict=True)
            ]
            marked = _inline_markup(_STAND_IN.join([first, *parts[2::3]]))
            return "".join(
                part
                for pair in zip(marked.split(_STAND_IN), [*links, ""], strict=True)
                for part in pair
            )
    return _inline_markup(text)


def _inline_markup(text: str) -> str:
    html = str(escape(text)) if _MARKUP.search(text) else text
    if "*" in html:
        html = MARKDOWN_STRONG.sub(r"<strong>\1</strong>", html)
        html = MARKDOWN_EMPHASIS.sub(r"<em>\1</em>", html)
    return html


def _link(label: str, href: str) -> str:
    address = web_address(href)
    if address is None:  # shown as it was written: the reader sees it, and nothing can be followed
        return str(escape(f"[{label}]({href})"))
    return f'<a href="{escape(address)}">{_inline_markup(label)}</a>'


class _Writer:
    """Writes lines as paragraphs, headings, quotes and lists, and closes each in time."""

    def __init__(self, level: int) -> None:
        self.level = level
        self.headings: list[int] = []  # the marks of the headings above, by length
        self.out: list[str] = []
        self.lists: list[tuple[int, str, int]] = []  # indent, tag, number of the item just written
        self.closing = ""  # what ends the paragraph or quote that is open
        self.gap = False  # an empty line came just before

    def line(self, line: str) -> None:
        stripped = line.lstrip(" \t")
        if not stripped:
            self.gap = True
            return
        found = _LINE.match(line)
        if found is None:
            self.words(stripped, indented=len(stripped) < len(line))
        else:
            indent, mark, words = found.groups()
            if mark[0] == "#":
                self.title(len(mark), words)
            elif mark == ">":
                self.quote(words)
            else:
                self.item(len(indent.expandtabs(4)), mark, words)
        self.gap = False

    def words(self, words: str, *, indented: bool) -> None:
        """A line without a mark goes on what is open, unless an empty line ended that."""
        going_on = (self.lists and indented) or not self.gap
        if going_on and (self.lists or self.closing):
            self.out += "<br>", _inline(words)
            return
        self.close()
        self.out += "<p>", _inline(words)
        self.closing = "</p>"

    def title(self, mark: int, words: str) -> None:
        self.close()
        if not words:
            return
        if not self.level:
            self.out += "<p><strong>", _inline(words), "</strong></p>"
            return
        while self.headings and self.headings[-1] >= mark:
            self.headings.pop()
        level = min(self.level + len(self.headings), 6)
        self.headings.append(mark)
        self.out.append(f"<h{level}>{_inline(words)}</h{level}>")

    def quote(self, words: str) -> None:
        if self.closing == "</p></blockquote>":
            self.out.append("</p><p>" if self.gap else "<br>")
        else:
            self.close()
            self.out.append("<blockquote><p>")
            self.closing = "</p></blockquote>"
        self.out.append(_inline(words))

    def item(self, indent: int, mark: str, words: str) -> None:
        if self.closing:
            self.close()
        number = int(mark[:-1]) if mark[0].isdigit() else 0
        tag = "ol" if mark[0].isdigit() else "ul"
        while len(self.lists) > 1 and indent < self.lists[-1][0] and indent <= self.lists[-2][0]:
            self.pop()
        deeper = bool(self.lists) and indent >= self.lists[-1][0] + 2 and len(self.lists) < _DEEPEST
        if self.lists and not deeper:
            outer, open_tag, last = self.lists[-1]
            if open_tag == tag:
                self.out.append("</li>")
                self.lists[-1] = outer, tag, number
                self.open_item(number, last + 1, words)
                return
            self.pop()
        self.out.append(f"<{tag}>")
        self.lists.append((indent, tag, number))
        self.open_item(number, 1, words)

    def open_item(self, number: int, expected: int, words: str) -> None:
        """An item keeps the number it was written with."""
        plain = not number or number == expected
        self.out += "<li>" if plain else f'<li value="{number}">', _inline(words)

    def pop(self) -> None:
        self.out.append(f"</li></{self.lists.pop()[1]}>")

    def close(self) -> None:
        while self.lists:
            self.pop()
        self.out.append(self.closing)
        self.closing = ""

    def html(self) -> str:
        self.close()
        return "".join(self.out)
