"""An update request for people: what is removed and inserted, field by field."""

from collections.abc import Iterator
from itertools import groupby

import click

from lckm_cli.formatting import counted, safe
from lckm_cli.language import Language, either
from lckm_core.amendments import End, UpdateRequest
from lckm_core.procedures import Procedure
from lckm_core.publication import ChangeInWords, changes_in_words


class Painter:
    """Marks removals and insertions, by colour or by brackets."""

    def __init__(self, *, colour: bool) -> None:
        self.colour = colour

    def removed(self, text: str) -> str:
        """Return removed text, marked."""
        return click.style(text, fg="red", strikethrough=True) if self.colour else f"[-{text}-]"

    def inserted(self, text: str) -> str:
        """Return inserted text, marked."""
        return click.style(text, fg="green", underline=True) if self.colour else f"{{+{text}+}}"

    def line(self, sign: str, text: str) -> str:
        """Return a whole line, marked as removed (-), inserted (+) or moved (~)."""
        marked = "\n".join(f"  {sign} {row}" for row in text.split("\n"))
        return (
            click.style(marked, fg={"-": "red", "+": "green"}.get(sign, "yellow"))
            if self.colour
            else marked
        )

    def heading(self, text: str) -> str:
        """Return the name of a field, marked."""
        return click.style(text, bold=True) if self.colour else text


def changes_as_text(
    request: UpdateRequest,
    old: Procedure | None = None,
    *,
    colour: bool,
    lang: Language = "pl",
) -> Iterator[str]:
    """Yield the lines of each field that changes, with removals and insertions.

    *old* is the text that the request was made against, where it is known.
    """
    paint = Painter(colour=colour)
    if not request.changes:
        yield either(lang, "Brak zmian.\n", "No changes.\n")
        return
    yield f"{request.procedure}: {counted(len(request.changes), 'change', lang)}\n"
    rows = changes_in_words(request, old)
    for (field, label, of), group in groupby(rows, lambda row: (row.field, row.label, row.of)):
        names = f" · {' · '.join(map(safe, of))}" if of else ""
        yield "\n" + paint.heading(f"{label} ({field}){names}") + "\n"
        for row in group:
            yield _phrase(row, paint) if row.in_text else _whole(row, paint, lang)


def _phrase(row: ChangeInWords, paint: Painter) -> str:
    parts = [
        ("…" if row.before and row.at is not End.START else "") + safe(row.before, lines=True),
        paint.removed(safe(row.removed, lines=True)) if row.removed else "",
        paint.inserted(safe(row.inserted, lines=True)) if row.inserted else "",
        safe(row.after, lines=True) + ("…" if row.after and row.at is not End.END else ""),
    ]
    text = " ".join(part for part in parts if part).replace("\n", "\n    ")
    return f"    {text}\n"


def _whole(row: ChangeInWords, paint: Painter, lang: Language) -> str:
    before, after = safe(row.before), safe(row.after)
    ends = {
        End.START: either(lang, "na początku", "at the start"),
        End.END: either(lang, "na końcu", "at the end"),
    }
    place = [
        either(lang, f"po „{before}”", f"after “{before}”") if before else "",
        either(lang, f"przed „{after}”", f"before “{after}”") if after else "",
        ends[row.at] if row.at is not None else "",
    ]
    words = ", ".join(filter(None, place))
    suffix = f"  ({words})" if words else ""
    lines = ""
    if row.removed:
        lines += paint.line("-", safe(row.removed, lines=True)) + "\n"
    if row.inserted:
        sign = "~" if row.is_moved else "+"
        lines += paint.line(sign, safe(row.inserted, lines=True) + suffix) + "\n"
    return lines
