"""Who of the staff sends a request."""

from datetime import datetime, timedelta

import attrs

from lckm_core.organisation import Official, Role


@attrs.frozen(kw_only=True)
class StaffSession:
    """A member of staff who is signed in, with the roles of the day.

    Args:
        login: by what name they signed in, in small letters.
        officials: what the directory says of them today, once for each place; never empty.
        signed_in_at: when the session began, aware.
        proved_at: when they last proved who they are, where the sign-in knows it.
        ends_at: when the session ends unless another request comes.
        longest_until: when it ends at the latest.
    """

    login: str
    officials: tuple[Official, ...]
    signed_in_at: datetime
    proved_at: datetime | None
    ends_at: datetime
    longest_until: datetime

    @property
    def name(self) -> str:
        """Their name, as the directory has it."""
        return self.officials[0].name

    @property
    def roles(self) -> tuple[Role, ...]:
        """Their roles of the day, each once."""
        return tuple(dict.fromkeys(role for official in self.officials for role in official.roles))

    def is_fresh(self, now: datetime, within: timedelta | None) -> bool:
        """Return whether they proved who they are within a time; always, where it is ``None``."""
        if within is None:
            return True
        age = None if self.proved_at is None else now - self.proved_at
        return age is not None and timedelta(0) <= age <= within
