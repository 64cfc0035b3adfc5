"""Headers of editions: what a publication needs of each before its text is read."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, cached_property

import attrs

from lckm_core.calendar import Window
from lckm_core.fields import fields_of
from lckm_core.procedures import Procedure, Related
from lckm_core.publication._editions import Edition, EditionRecord, HeldFile
from lckm_core.publication._timeline import DisplayPeriod, timeline
from lckm_core.publication._workflow import MOVES, Move


@attrs.frozen(kw_only=True)
class EditionHeader(EditionRecord):
    """An edition without its text: enough to know who is shown it when, and if it changed.

    ``public_key`` is a digest of the fields that are not starred, ``starred_key`` of those that
    are, so that a note of the call centre does not change the pages for the public.
    """

    id: str
    title: str
    unit: str
    cell: str | None
    internal: bool
    valid_from: date | None
    valid_to: date | None
    related: tuple[Related, ...]
    files: tuple[HeldFile, ...]
    public_key: str
    starred_key: str
    _read: "Callable[[EditionHeader], Procedure]" = attrs.field(repr=False, eq=False)

    @classmethod
    def of(
        cls, edition: Edition, read: "Callable[[EditionHeader], Procedure] | None" = None
    ) -> "EditionHeader":
        """Return the header of an edition.

        Args:
            edition: the edition.
            read: returns the text of its header, or raises what :meth:`text` does; without it the
                header keeps the text itself.
        """
        text = edition.procedure
        public, starred = _keys_of(text)
        return cls(
            id=edition.id,
            number=edition.number,
            state=edition.state,
            requested_on=edition.requested_on,
            published_by=edition.published_by,
            published_on=edition.published_on,
            ended_on=edition.ended_on,
            acts=edition.acts,
            title=text.title,
            unit=text.unit,
            cell=text.cell,
            internal=text.internal,
            valid_from=text.valid_from,
            valid_to=text.valid_to,
            related=text.related,
            files=edition.files,
            public_key=public,
            starred_key=starred,
            read=read or (lambda _: text),
        )

    def text(self) -> Procedure:
        """Return the text.

        Raises ``ConflictError`` where the store has another by now, and what the store does.
        """
        return self._read(self)

    def is_of(self, text: Procedure) -> bool:
        """Return whether a text is that of this header's edition."""
        return (self.public_key, self.starred_key) == _keys_of(text)

    @property
    def window(self) -> Window:
        """The days from „Obowiązuje od” to „Obowiązuje do”, both included (interpretation I1)."""
        return Window(self.valid_from, self.valid_to)

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves of descriptions."""
        return MOVES


@attrs.define(eq=False, slots=False)
class ProcedureHeaders:
    """The headers of all editions of one procedure, by number; not empty.

    If a store returns the same object while none of them changed, the same pages need not be made
    again.
    """

    editions: tuple[EditionHeader, ...]
    made: object = attrs.field(default=None, init=False, repr=False)
    """What was made of them last, for whoever made it."""

    @cached_property
    def id(self) -> str:
        """The number of the procedure."""
        return self.editions[0].id

    @cached_property
    def related_ids(self) -> tuple[str, ...]:
        """The numbers of the procedures that some edition names as related."""
        links = (link for edition in self.editions for link in edition.related)
        return tuple(dict.fromkeys(link.id for link in links))

    def begun_by(self, day: date) -> Sequence[DisplayPeriod[EditionHeader]]:
        """Return the periods that began by that day, in order of time."""
        periods = self.periods
        if periods and (periods[-1].first or day) <= day:
            return periods
        return [period for period in periods if period.first is None or period.first <= day]

    @cached_property
    def periods(self) -> tuple[DisplayPeriod[EditionHeader], ...]:
        """Which edition is shown when, in order of time."""
        return timeline(self.editions)


def headers_of(editions: Iterable[Edition | ProcedureHeaders]) -> tuple[ProcedureHeaders, ...]:
    """Return the headers of each procedure, by its number; headers among *editions* stay."""
    found: dict[str, ProcedureHeaders] = {}
    by_id: dict[str, list[EditionHeader]] = {}
    for edition in editions:
        if not isinstance(edition, ProcedureHeaders):
            by_id.setdefault(edition.id, []).append(EditionHeader.of(edition))
        elif edition.id not in found:
            found[edition.id] = edition
        else:  # of a database in which the number of an edition is damaged
            known = found[edition.id]
            found[edition.id] = ProcedureHeaders((*known.editions, *edition.editions))
    found |= {id: ProcedureHeaders(tuple(headers)) for id, headers in by_id.items()}
    return tuple(found[id] for id in sorted(found))


def _keys_of(text: Procedure) -> tuple[str, str]:
    """Return digests of what is not starred in a text, and of what is."""
    public, starred = (digest_of(getattr(text, key) for key in keys) for keys in _fields_by_star())
    return public, starred


@cache
def _fields_by_star() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields of a procedure that are not starred, and those that are."""
    fields = fields_of(Procedure)
    public = tuple(field.key for field in fields if not field.mark.starred)
    return public, tuple(field.key for field in fields if field.mark.starred)


def digest_of(parts: Iterable[object]) -> str:
    """Return a digest of values, in this order."""
    from hashlib import sha256  # slow to import, and not all need a digest

    return sha256("\n".join(map(repr, parts)).encode()).hexdigest()
