"""Keys of applications that may send reports."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from lckm_core.organisation import Role
from lckm_core.ports import read_options
from lckm_core.ports.optional import FoundReport
from lckm_core.text import Message
from lckm_http import ClientKeys, Rate, check_count, check_name, check_secret
from lckm_open311._faults import FORBIDDEN, TOO_MANY, Fault, RefusedError

_ROLES = {
    "call centre": Role.CALL_CENTRE_STAFF,
    "cell": Role.STAFF_OF_CELL,
    "unit": Role.STAFF_OF_UNIT,
}


@attrs.frozen
class ApiKey:
    """The key of an application.

    Args:
        name: what it is called here; no answer contains it.
        secret: the key itself, 16 or more ASCII characters without blanks.
        per_hour: how many reports it may send in an hour, all processes together.
        categories: the categories of which it may send reports and updates; empty: all.
        updates: whose updates it may send, ``cell``, ``unit`` or ``call centre``; empty: none.
            For ``cell`` and ``unit`` it needs ``receiver`` or ``categories``.
        receiver: the cell or unit that got the reports of which it may send updates, as routes
            name it; empty: any.
        distinct_forms: whether no two of its reports are alike, as when each has an address of its
            own: the same form sent again then counts as the same report.

    Raises:
        ValueError: for a secret that is too short, a rate below 1, somebody else's updates,
            those of a cell or a unit for any report, or a name that an audit trail could not
            have.
    """

    name: str = attrs.field(validator=check_name)
    secret: str = attrs.field(repr=False, validator=check_secret)
    per_hour: int = attrs.field(default=600, validator=check_count)
    categories: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    updates: str = attrs.field(default="", validator=attrs.validators.in_(("", *_ROLES)))
    receiver: str = attrs.field(default="")
    distinct_forms: bool = False

    def may_update(self, found: FoundReport) -> bool:
        """Return whether this key may send updates of a report."""
        is_of = not self.categories or found.report.category in self.categories
        has_it = not self.receiver or found.dispatch.receiver == self.receiver
        return self.role is not None and is_of and has_it

    @property
    def role(self) -> Role | None:
        """In which role it sends updates; ``None``: it may send none."""
        return _ROLES.get(self.updates)

    @receiver.validator
    def _is_limited(self, _attribute: object, value: str) -> None:
        # Otherwise one unit could close the reports of all others.
        if self.updates in ("cell", "unit") and not value and not self.categories:
            raise ValueError(
                f"api_keys: {self.name}: updates of a {self.updates} need receiver or categories"
            )


class ApiKeys:
    """All keys, and how often each was used."""

    def __init__(self, keys: Sequence[ApiKey | Mapping[str, Any]]) -> None:
        self._keys = ClientKeys(
            read_options(ApiKey, keys, "api_keys"), lambda key: Rate(key.per_hour, 3600)
        )

    @property
    def keys(self) -> Sequence[ApiKey]:
        """All keys."""
        return self._keys.keys

    def admit(self, typed: str, *, now: datetime) -> ApiKey:
        """Return the key with this secret, and count one report of it.

        Raises :class:`RefusedError`: 403 for a key that is not known, 429 for one used too often.
        """
        found = self._keys.find(typed)
        if found is None:
            raise RefusedError([_NO_KEY])
        wait = self._keys.admit(found, now=now)
        if wait > 0:
            raise RefusedError([BUSY], retry_after=int(wait) + 1)
        return found


_NO_KEY = Fault(
    FORBIDDEN,
    Message(
        "Brakuje klucza api_key albo go nie znamy.", "api_key was not provided, or is not known."
    ),
)
BUSY = Fault(
    TOO_MANY,
    Message("Za dużo zapytań. Spróbuj później.", "Too many requests. Try again later."),
)
