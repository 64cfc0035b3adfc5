"""What the verbs for procedures share: the newest edition, who acts on it, and the record of each act."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import attrs

from lckm_core.amendments import UpdateRequest, compare
from lckm_core.calendar import require_aware
from lckm_core.centre._events import Verbs
from lckm_core.errors import ConflictError, LckmError
from lckm_core.fields import fields_by_key
from lckm_core.organisation import Role
from lckm_core.ports import EditionChange, EventVerb
from lckm_core.procedures import Procedure
from lckm_core.publication import Edition, EditionAct, State, Transition, move
from lckm_core.text import Message


@attrs.frozen(str=False)
class NoSuchEditionError(LckmError):
    """There is no such edition to act on."""

    procedure: str
    wanted: State | int | None = None
    """In which state, or of which number, one is wanted; ``None`` when there is none at all."""

    @property
    def message(self) -> Message:
        """Which edition is wanted and is not there."""
        if self.wanted is None:
            return Message(
                f"Nie przekazano żadnej wersji procedury {self.procedure}. Sprawdź numer.",
                f"No edition of procedure {self.procedure} was handed in. Check the number.",
            )
        if not isinstance(self.wanted, State):
            return Message(
                f"Procedura {self.procedure} nie ma wersji {self.wanted}. Sprawdź numer.",
                f"Procedure {self.procedure} has no edition {self.wanted}. Check the number.",
            )
        return Message(
            f"Procedura {self.procedure} nie ma wersji w stanie „{self.wanted.words}”. Sprawdź numer.",
            f"Procedure {self.procedure} has no edition that is {self.wanted.value}. Check the number.",
        )


@attrs.frozen(str=False)
class OutdatedEditionError(LckmError):
    """Somebody made a newer edition than the one that the caller had before them (zał. 2 § 9 ust. 2).

    ``seen`` and ``newest`` are the numbers of the two; ``difference`` is what was changed in between, as a request that makes the
    newest of the one seen, or ``None`` where no edition of that number is kept.
    """

    procedure: str
    seen: int
    newest: int
    difference: UpdateRequest | None

    @property
    def message(self) -> Message:
        """Which edition is newer, and in what it differs."""
        keys = (
            {change.field.split("/")[1]: None for change in self.difference.changes}
            if self.difference
            else {}
        )
        labels = [fields_by_key(Procedure)[key].mark.label for key in keys]
        return Message(
            f"Wersja {self.seen} procedury {self.procedure} nie jest już najnowsza: jest {self.newest}. "
            f"Zmienione pola: {', '.join(labels) or 'brak'}. Wprowadź swoje zmiany do najnowszej.",
            f"Edition {self.seen} of procedure {self.procedure} is no longer the newest: that is {self.newest}. "
            f"Fields changed: {', '.join(keys) or 'none'}. Make your changes in the newest.",
        )


class EditingVerbs(Verbs):
    """Base of the verbs that act on editions."""

    def _newest(self, procedure_id: str, seen: int | None = None) -> Edition:
        """Return the newest edition; raise when there is none, or when it is another than the one that was *seen*."""
        editions = self.plugins.procedures.editions(procedure_id)
        if not editions:
            raise NoSuchEditionError(procedure_id)
        newest = max(editions, key=lambda edition: edition.number)
        require_newest(editions, newest, seen)
        return newest

    def _moved(
        self,
        was: Edition,
        verb: Transition,
        role: Role,
        by: str,
        now: datetime,
        note: str | None = None,
    ) -> Edition:
        edition = acted(was, verb, role, by, now, note=note)
        self._save([EditionChange(edition, was)], was)
        self._tell(EventVerb(verb.event), was.id, now, role)
        return edition

    def _save(self, changes: Sequence[EditionChange], read: Edition | None) -> None:
        """Keep what was made of the edition that was *read* as the newest; raise where somebody was quicker.

        Raises :class:`OutdatedEditionError`, with the difference, where they made a newer edition, and :class:`ConflictError` where
        they acted on this one, or handed in the first.
        """
        try:
            self.plugins.procedures.save(changes)
        except ConflictError:
            if read is not None:
                self._newest(read.id, seen=read.number)
            raise

    def _all(self) -> Iterator[Edition]:
        yield from self.plugins.procedures.all_editions()


def newest_standing(editions: Iterable[Edition]) -> Edition | None:
    """Return the newest edition that was not returned: what a request is made against, and whose note a new text keeps."""
    standing = (edition for edition in editions if edition.state is not State.RETURNED)
    return max(standing, key=lambda edition: edition.number, default=None)


def require_newest(editions: Sequence[Edition], newest: Edition, seen: int | None) -> None:
    """Raise :class:`OutdatedEditionError`, with the difference, unless *seen* is the number of the newest edition, or not given."""
    if seen is None or seen == newest.number:
        return
    read = next((edition for edition in editions if edition.number == seen), None)
    difference = compare(read.procedure, newest.procedure) if read else None
    raise OutdatedEditionError(newest.id, seen, newest.number, difference)


def acted(
    was: Edition,
    verb: Transition,
    role: Role | None,
    by: str | None,
    now: datetime,
    *,
    note: str | None = None,
    ended_on: date | None = None,
    published_by: str | None = None,
    published_on: date | None = None,
) -> Edition:
    """Return *was* after the move, with the act noted on it, and with the days and the name that are given.

    Raises :class:`IllegalMoveError` for a move that there is not or that the role may not make, and ``ValueError`` for a naive
    moment or nobody's name.
    """
    return attrs.evolve(
        was,
        state=move(was.state, verb, role),
        ended_on=ended_on or was.ended_on,
        published_by=published_by or was.published_by,
        published_on=published_on or was.published_on,
        acts=(*was.acts, noted(verb, role, by, now, note)),
    )


def noted(
    verb: Transition, role: Role | None, by: str | None, now: datetime, note: str | None = None
) -> EditionAct:
    """Return the record of an act. Raises ``ValueError`` for a naive moment, or for an act of a role without a name."""
    if role is not None and not (by or "").strip():
        raise ValueError("an act on an edition is somebody's: give the name of who does it as by=")
    return EditionAct(verb=verb, at=require_aware(now), role=role, by=by, note=note)
