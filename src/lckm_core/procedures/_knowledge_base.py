"""Checks across files: what only the other procedures can tell of this one."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

import attrs

from lckm_core.calendar import Window
from lckm_core.findings import Finding, Severity, kind
from lckm_core.law import cites
from lckm_core.procedures.template import Procedure
from lckm_core.text import Message

_RELATED = kind(
    "LCKM-K001",
    "wzór: Powiązane procedury",
    Message("powiązana procedura nie istnieje", "a related procedure does not exist"),
)
_TWICE = kind(
    "LCKM-K002",
    "zał. 2 § 8 ust. 1",
    Message("numer procedury użyty dwa razy", "a procedure's number is used twice"),
)
_OVERLAP = kind(
    "LCKM-K003",
    "wzór: Obowiązuje od",
    Message(
        "okresy dwóch wersji procedury nachodzą na siebie",
        "the windows of two editions of a procedure overlap",
    ),
    Severity.WARNING,
)
_GAP = kind(
    "LCKM-K004",
    "wzór: Obowiązuje do",
    Message("przerwa między wersjami procedury", "a gap between two editions of a procedure"),
    Severity.WARNING,
)

_MANY = 10
"""How many clashes one file is told of: a thousand files of one number would have a million to tell."""


@attrs.frozen
class KnowledgeBaseEntry:
    """What the other files need to know of a procedure. ``name`` tells its file; two entries alike in all are the same one.

    ``window`` is ``None`` while a day of it is at fault, and a number in ``related`` is empty while it is: of these nothing is
    said.
    """

    id: str
    window: Window | None
    related: tuple[str, ...]
    name: str = ""

    @classmethod
    def of(cls, procedure: Procedure, name: str = "") -> "KnowledgeBaseEntry":
        """Return the entry of a procedure."""
        window = Window(procedure.valid_from, procedure.valid_to)
        return cls(procedure.id, window, tuple(other.id for other in procedure.related), name)


@cites("zał. 2 § 2 pkt 1")
class KnowledgeBase:
    """The procedures of a knowledge base, few bytes each, looked up by number.

    *unread* names the files that could not be read: a procedure that is not found may be in one of them.
    """

    def __init__(self, entries: Iterable[KnowledgeBaseEntry], unread: Iterable[str] = ()) -> None:
        self.unread = tuple(unread)
        self._by_id: dict[str, list[KnowledgeBaseEntry]] = {}
        for entry in entries:
            self._by_id.setdefault(entry.id, []).append(entry)

    @classmethod
    def of(cls, procedures: Iterable[Procedure]) -> "KnowledgeBase":
        """Return the knowledge base of these procedures."""
        return cls(KnowledgeBaseEntry.of(procedure) for procedure in procedures)

    def __contains__(self, id: str) -> bool:
        return id in self._by_id

    def others(self, entry: KnowledgeBaseEntry) -> list[KnowledgeBaseEntry]:
        """Return the entries of the same number, this one left out once."""
        found = list(self._by_id.get(entry.id, ()))
        # A knowledge base made of procedures knows no file names, so the nameless entry alike in the rest is this one.
        for own in (entry, attrs.evolve(entry, name="")):
            if own in found:
                found.remove(own)
                break
        return found


def check_known(entry: KnowledgeBaseEntry, known: KnowledgeBase) -> Iterator[Finding]:
    """Yield what the other procedures tell of this one: related ones that do not exist, and windows that do not fit.

    Raises nothing. Provisions: wzór: Powiązane procedury, wzór: Obowiązuje od, wzór: Obowiązuje do.
    """
    for index, other in enumerate(entry.related):
        if (
            not other
            or other in known
            or other == entry.id
            or any(other in name for name in known.unread)
        ):
            continue  # what is wrong with the file of that number is said of the file
        yield _RELATED.at(("related", index, "id"), _missing(other, known.unread))
    others = known.others(entry)
    clashes = (finding for other in others for finding in _clash(entry, other))
    yield from islice(clashes, _MANY)
    yield from _gap(entry, others)


def _missing(number: str, unread: tuple[str, ...]) -> Message:
    if unread:
        files = ", ".join(unread[:3]) + (" …" if len(unread) > 3 else "")
        return Message(
            f"Wśród odczytanych plików nie ma procedury {number}. Popraw najpierw pliki, których nie da się odczytać ({files}); "
            "jeśli nie ma jej i tam, popraw numer albo usuń powiązanie.",
            f"There is no procedure {number} among the files that were read. First mend those that cannot be read ({files}); "
            "if it is not there either, mend the number or remove the relation.",
        )
    return Message(
        f"Nie ma procedury {number}. Przekaż najpierw jej opis, a jeśli taka nie powstaje, popraw numer albo usuń powiązanie.",
        f"There is no procedure {number}. First hand it in; if none is being made, mend the number or remove the relation.",
    )


def _clash(entry: KnowledgeBaseEntry, other: KnowledgeBaseEntry) -> Iterator[Finding]:
    where = f" ({other.name})" if other.name else ""
    if entry.window is None or other.window is None:
        return
    if entry.window == other.window:
        yield _TWICE.at(
            ("id",),
            Message(
                f"Numer {entry.id} ma już inny opis na te same dni{where}. Nadaj nowy numer albo rozdziel okresy „od” i „do”.",
                f"Number {entry.id} has another text for the same days{where}. Give a new number or part their windows.",
            ),
        )
    elif entry.window.overlaps(other.window) and _starts_later(entry.window, other.window):
        yield _OVERLAP.at(
            ("valid_from",) if entry.window.start else ("id",),
            Message(
                f"Ta wersja {entry.id} i poprzednia{where} obowiązują w tych samych dniach. Zakończ poprzednią dzień wcześniej.",
                f"This edition of {entry.id} and the one before{where} are valid on the same days. End the earlier one a day before.",
            ),
        )


def _starts_later(window: Window, other: Window) -> bool:
    """Return whether the edition of *window* is the later of two, so that one of the two carries the finding."""
    return (window.start or date.min, window.end or date.max) > (
        other.start or date.min,
        other.end or date.max,
    )


def _gap(entry: KnowledgeBaseEntry, others: list[KnowledgeBaseEntry]) -> Iterator[Finding]:
    """Yield a finding when no edition is valid on the day after this one ends, yet one starts later."""
    end = entry.window.end if entry.window else None
    if end is None or end == date.max:
        return
    next_day = end + timedelta(days=1)
    windows = [other.window for other in others if other.window]
    if len(windows) < len(others):
        return  # the edition whose days are in doubt may fill it
    later = [window.start for window in windows if window.start and window.start > next_day]
    if later and not any(next_day in window for window in windows):
        yield _GAP.at(
            ("valid_to",),
            Message(
                f"Od {next_day} do {min(later) - timedelta(days=1)} nie obowiązuje żadna wersja {entry.id}. Połącz okresy, jeśli to pomyłka.",
                f"From {next_day} to {min(later) - timedelta(days=1)} no edition of {entry.id} is valid. Join the windows if that is a mistake.",
            ),
        )
