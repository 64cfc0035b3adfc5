"""Hostile text made fit for a page: the characters it must not hold, headings, days, and texts and links within a line."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from lckm_pages.links import Addresses
from lckm_pages.markdown import clean, flow

if TYPE_CHECKING:
    from lckm_core.publication.blocks import Inline

_ONE_LETTER = re.compile(r"(?<=\b[aiouwzAIOUWZ]) ")

_MONTHS = (
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
    *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
)


def bound(text: str) -> str:
    """Return a heading whose one-letter words („w”, „z”, „o”) keep to the word after them, as Polish print has it."""
    return _ONE_LETTER.sub("\u00a0", text)


@lru_cache(maxsize=4096)
def day(on: date) -> Markup:
    """Return *on* as a ``time`` element: „19 stycznia 2023 r.”."""
    words = f"{on.day}\u00a0{_MONTHS[on.month - 1]}\u00a0{on.year}\u00a0r."
    return Markup(f'<time datetime="{on.isoformat()}">{words}</time>')  # noqa: S704  (digits and our own words)


def heading(text: str, level: int) -> Markup:
    """Return *text* as a heading."""
    return Markup(f"<h{level}>{escape(clean(text))}</h{level}>")  # noqa: S704  (escaped)


def each(items: "Sequence[Inline]", tag: str, addresses: Addresses) -> Markup:
    """Return texts and links as HTML, each in a *tag* of its own."""
    return Markup("\n".join([f"<{tag}>{inline(item, addresses)}</{tag}>" for item in items]))  # noqa: S704  (by inline)


def inline(item: "Inline", addresses: Addresses) -> Markup:
    """Return a text or a link as HTML; a link that must not be followed shows its text only."""
    if item.type == "text":
        return flow(item.text)
    target = addresses.target(item.href)
    text, note = escape(clean(item.text)), escape(clean(item.note))
    where = ""
    if target is not None:
        if target.is_file:
            where, note = note or escape(clean(target.says)), Markup()
        elif target.says not in item.text:
            where = escape(target.says)
        if where:
            where = f' <span class="where">({where})</span>'
        text = Markup(f'<a href="{escape(target.href)}">{text}{where}</a>')  # noqa: S704  (each part escaped)
    return Markup(f'{text} <span class="note">{note}</span>') if note else text  # noqa: S704  (each part escaped)
