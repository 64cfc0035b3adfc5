"""The audit trail from its end: by which conditions entries are found, and a page of them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

import attrs
from attrs.validators import optional

from lckm_core.calendar import validate_aware
from lckm_core.organisation import Role
from lckm_core.ports._optional_values import AuditEntry
from lckm_core.ports.events import Event


@attrs.frozen
class TrailScope:
    """The entries that somebody may see: those of named people, and those done in some roles.

    Args:
        names: the people, as entries name them.
        roles: the roles; an entry without a role is of none.
    """

    names: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset()

    def has(self, event: Event) -> bool:
        """Return whether an event is in it."""
        return event.by in self.names or event.role in self.roles


@attrs.frozen(kw_only=True)
class TrailQuery:
    """The conditions that every entry meets; one that is ``None`` lets any pass.

    Args:
        subjects: only about one of these.
        verbs: only of these.
        by: only what one of these people did, as entries name them.
        scope: only those in this scope.
        at_from: only what was done at this moment or later, aware.
        at_to: only what was done before this moment, aware.

    Raises ``ValueError`` for a naive moment.
    """

    subjects: Collection[str] | None = None
    verbs: Collection[str] | None = None
    by: Collection[str] | None = None
    scope: TrailScope | None = None
    at_from: datetime | None = attrs.field(default=None, validator=optional(validate_aware))
    at_to: datetime | None = attrs.field(default=None, validator=optional(validate_aware))

    def meets(self, event: Event) -> bool:
        """Return whether an event meets every condition."""
        return (
            (self.subjects is None or event.subject in self.subjects)
            and (self.verbs is None or event.verb in self.verbs)
            and (self.by is None or event.by in self.by)
            and (self.scope is None or self.scope.has(event))
            and (self.at_from is None or event.at >= self.at_from)
            and (self.at_to is None or event.at < self.at_to)
        )


@attrs.frozen(kw_only=True)
class TrailPage:
    """Some entries that meet a query, the newest first.

    Args:
        entries: those.
        before: the id before which the search goes on; ``None``: all of the trail was looked at.
        reached: when what was looked at last was done; ``None`` where nothing was.
    """

    entries: Sequence[AuditEntry]
    before: int | None = None
    reached: datetime | None = None


class TrailFinder(Protocol):
    """A listener whose events are found from the newest on."""

    def find_entries(
        self, query: TrailQuery = ..., *, before: int | None = ..., limit: int
    ) -> TrailPage:
        """Return the entries that meet a query, the one recorded last first.

        A trail is long, so one call need not look at all of it: with fewer entries than *limit*
        the page may still have a ``before``, and the next call goes on from there.

        Args:
            query: the conditions.
            before: only entries with a lesser id; ``None``: from the end.
            limit: how many at most.
        """
        ...
