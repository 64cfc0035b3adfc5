"""Checks of a procedure against the others of its knowledge base."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

import attrs

from lckm_core.calendar import Window
from lckm_core.findings import Finding, Severity, kind
from lckm_core.law import cites
from lckm_core.procedures.template import Procedure
from lckm_core.procedures.titles import title_key
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

_AMBIGUOUS = kind(
    "LCKM-K005",
    "wzór: Powiązane procedury",
    Message("nazwę ma kilka procedur", "several procedures have the title"),
)

# A thousand files of one number would have a million clashes.
_MAX_CLASHES = 10
"""The most clashes that are reported for one file."""


@attrs.frozen
class KnowledgeBaseEntry:
    """What the check of other files needs to know of a procedure.

    ``name`` is that of its file; two entries equal in everything are the same one. ``window`` is
    ``None`` while a day of it is at fault, and a number in ``related`` is empty while it is at
    fault or a title is given instead: these are not checked. ``titles`` are those of ``related``,
    empty where a number is given.
    """

    id: str
    window: Window | None
    related: tuple[str, ...]
    name: str = ""
    title: str = ""
    titles: tuple[str, ...] = ()

    @classmethod
    def of(cls, procedure: Procedure, name: str = "") -> "KnowledgeBaseEntry":
        """Return the entry of a procedure."""
        window = Window(procedure.valid_from, procedure.valid_to)
        related = tuple(other.id for other in procedure.related)
        titles = tuple("" if other.id else other.title or "" for other in procedure.related)
        return cls(procedure.id, window, related, name, procedure.title, titles)


@cites("zał. 2 § 2 pkt 1")
class KnowledgeBase:
    """The procedures of a knowledge base, a few bytes each, by number.

    *unread* are the names of files that could not be read: a missing procedure may be in one.
    *unused* are the numbers of procedures that were handed in, and of which no edition is shown or
    may yet be.
    """

    def __init__(
        self,
        entries: Iterable[KnowledgeBaseEntry],
        unread: Iterable[str] = (),
        unused: Iterable[str] = (),
    ) -> None:
        self.unread = tuple(unread)
        self.unused = frozenset(unused)
        self._by_id: dict[str, list[KnowledgeBaseEntry]] = {}
        self._by_title: dict[str, set[str]] = {}
        for entry in entries:
            if entry.id:
                self._by_id.setdefault(entry.id, []).append(entry)
            # Two texts without a number are two procedures, each in a file of its own.
            if entry.title:
                owners = self._by_title.setdefault(title_key(entry.title), set())
                owners.add(entry.id or entry.name)

    @classmethod
    def of(cls, procedures: Iterable[Procedure]) -> "KnowledgeBase":
        """Return the knowledge base of these procedures."""
        return cls(KnowledgeBaseEntry.of(procedure) for procedure in procedures)

    def __contains__(self, id: str) -> bool:
        return id in self._by_id

    def titled(self, title: str) -> list[str]:
        """Return the numbers of the procedures of that title; of those without one, the files.

        The newest edition of a procedure counts. A title that no newest edition has is that of
        the procedures that had it before.
        """
        key = title_key(title)
        owners = self._by_title.get(key, ())
        return sorted(owner for owner in owners if self._is_title_now(owner, key)) or sorted(owners)

    def _is_title_now(self, owner: str, key: str) -> bool:
        """Return whether a newest edition of a procedure has the title; two may begin at once."""
        starts = [(_start(entry), title_key(entry.title)) for entry in self._by_id.get(owner, ())]
        newest = max((start for start, _ in starts), default=date.min)
        return not starts or (newest, key) in starts

    def other_entries(self, entry: KnowledgeBaseEntry) -> list[KnowledgeBaseEntry]:
        """Return the other entries of the same number."""
        entries = list(self._by_id.get(entry.id, ()))
        # A knowledge base made of procedures has no file names: there this entry is the one that
        # equals it but for the name.
        for candidate in (entry, attrs.evolve(entry, name="")):
            if candidate in entries:
                entries.remove(candidate)
                break
        return entries


def _start(entry: KnowledgeBaseEntry) -> date:
    start = entry.window.start if entry.window is not None else None
    return start or date.min


def check_known(entry: KnowledgeBaseEntry, known: KnowledgeBase) -> Iterator[Finding]:
    """Yield findings of related procedures that do not exist and of windows that do not fit.

    Provisions: wzór: Powiązane procedury, wzór: Obowiązuje od, wzór: Obowiązuje do.
    """
    for index, other in enumerate(entry.related):
        if not other or other in known or other == entry.id:
            continue
        # An unread file of that number has a finding of its own.
        if any(other in name for name in known.unread):
            continue
        yield _RELATED.at(("related", index, "id"), _unknown_number(other, known))
    for index, title in enumerate(entry.titles):
        path = ("related", index, "title")
        if title and not (owners := known.titled(title)) and not known.unread:
            yield unknown_title(path, title)
        elif title and len(owners) > 1:
            yield ambiguous_title(path, title, owners)
    others = known.other_entries(entry)
    clashes = (finding for other in others for finding in _clash(entry, other))
    yield from islice(clashes, _MAX_CLASHES)
    yield from _gap(entry, others)


def _unknown_number(number: str, known: KnowledgeBase) -> Message:
    unread = known.unread
    if number in known.unused:
        return Message(
            f"Procedury {number} nikt już nie widzi: jej opis wycofano, wygasł albo został "
            "zwrócony. Usuń powiązanie albo przekaż jej nowy opis.",
            f"Nobody sees procedure {number} any more: its text was withdrawn, has expired or was "
            "given back. Remove the relation, or hand in a new text of it.",
        )
    if unread:
        files = ", ".join(unread[:3]) + (" …" if len(unread) > 3 else "")
        return Message(
            f"Wśród odczytanych plików nie ma procedury {number}. "
            f"Popraw najpierw pliki, których nie da się odczytać ({files}); "
            "jeśli nie ma jej i tam, popraw numer albo usuń powiązanie.",
            f"There is no procedure {number} among the files that were read. "
            f"First fix those that cannot be read ({files}); "
            "if it is not there either, fix the number or remove the relation.",
        )
    return Message(
        f"Nie ma procedury {number}. Przekaż najpierw jej opis, a jeżeli takiej procedury nie "
        "będzie, popraw numer albo usuń powiązanie.",
        f"There is no procedure {number}. First hand it in; "
        "if none is being made, fix the number or remove the relation.",
    )


def unknown_title(path: tuple[str | int, ...], title: str) -> Finding:
    """Return the finding of a related procedure whose title no procedure has."""
    message = Message(
        f"Nie ma procedury o nazwie „{title}”. Przekaż oba opisy razem, a jeżeli takiej procedury "
        "nie będzie, popraw nazwę albo usuń powiązanie.",
        f"No procedure is called “{title}”. Hand both in together; if none is being made, fix the "
        "title or remove the relation.",
    )
    return _RELATED.at(path, message)


def ambiguous_title(path: tuple[str | int, ...], title: str, owners: Sequence[str]) -> Finding:
    """Return the finding of a title that several procedures have."""
    listed = ", ".join(owners[:_MAX_CLASHES])
    message = Message(
        f"Nazwę „{title}” ma kilka procedur ({listed}). Podaj numer tej, o którą chodzi (id).",
        f"Several procedures are called “{title}” ({listed}). Give the number of the one (id).",
    )
    return _AMBIGUOUS.at(path, message)


def _clash(entry: KnowledgeBaseEntry, other: KnowledgeBaseEntry) -> Iterator[Finding]:
    where = f" ({other.name})" if other.name else ""
    if entry.window is None or other.window is None:
        return
    if entry.window == other.window:
        yield _TWICE.at(
            ("id",),
            Message(
                f"Numer {entry.id} ma już inny opis na te same dni{where}. "
                "Nadaj nowy numer albo rozdziel okresy „od” i „do”.",
                f"Number {entry.id} has another text for the same days{where}. "
                "Give a new number or separate their windows.",
            ),
        )
    elif entry.window.overlaps(other.window) and _starts_later(entry.window, other.window):
        yield _OVERLAP.at(
            ("valid_from",) if entry.window.start else ("id",),
            Message(
                f"Ta wersja {entry.id} i poprzednia{where} obowiązują w tych samych dniach. "
                "Zakończ poprzednią dzień wcześniej.",
                f"This edition of {entry.id} and the one before{where} are valid on the same days. "
                "End the earlier one a day before.",
            ),
        )


def _starts_later(window: Window, other: Window) -> bool:
    """Return whether *window* is the later of two: its edition gets the finding."""
    return (window.start or date.min, window.end or date.max) > (
        other.start or date.min,
        other.end or date.max,
    )


def _gap(entry: KnowledgeBaseEntry, others: list[KnowledgeBaseEntry]) -> Iterator[Finding]:
    """Yield a finding for a gap: no edition is valid the day after this one, but one is later."""
    end = entry.window.end if entry.window else None
    if end is None or end == date.max:
        return
    next_day = end + timedelta(days=1)
    windows = [other.window for other in others if other.window]
    # An edition whose days are at fault may fill the gap.
    if len(windows) < len(others):
        return
    later = [window.start for window in windows if window.start and window.start > next_day]
    if later and not any(next_day in window for window in windows):
        last_day = min(later) - timedelta(days=1)
        message = Message(
            f"Od {next_day} do {last_day} nie obowiązuje żadna wersja {entry.id}. "
            "Połącz okresy, jeśli to pomyłka.",
            f"From {next_day} to {last_day} no edition of {entry.id} is valid. "
            "Join the windows if that is a mistake.",
        )
        yield _GAP.at(("valid_to",), message)
