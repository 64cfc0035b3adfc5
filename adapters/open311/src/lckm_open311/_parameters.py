"""Parameters of a request; an empty one counts as not given."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import attrs

from lckm_open311._faults import Fault, RefusedError, wrong

_ATTRIBUTE = re.compile(r"^attribute\[([^\[\]]{1,100})\](?:\[[0-9]{0,3}\])?$")
# A plus sign that nobody escaped arrives as a blank.
_DATE = re.compile(
    r"^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r"(Z|[+ -][0-9]{2}:?[0-9]{2})$"
)
_DEGREES = re.compile(r"^[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?$")
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,2}$")
SPAN = timedelta(days=90)
MOST_ROWS = 1000


@attrs.frozen
class Parameters:
    """The parameters of a request, by name, each with its values that are not blank."""

    values: Mapping[str, Sequence[str]] = attrs.field(repr=False)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Parameters":
        """Return the parameters in the pairs of a query or a form."""
        values: dict[str, list[str]] = {}
        for name, value in pairs:
            if value.strip():
                values.setdefault(name, []).append(value)
        return cls(values)

    def text(self, name: str) -> str:
        """Return the first value of a parameter without blanks around; empty without one."""
        return next(iter(self.values.get(name, ())), "").strip()

    def line(self, name: str) -> str:
        """Return the first value of a parameter on one line."""
        return " ".join(self.text(name).split())

    def items(self, name: str) -> list[str]:
        """Return the parts of all values of a parameter, which commas separate."""
        parts = (part.strip() for value in self.values.get(name, ()) for part in value.split(","))
        return list(dict.fromkeys(part for part in parts if part))

    @property
    def attributes(self) -> dict[str, list[str]]:
        """The values of ``attribute[X]``, ``attribute[X][]`` and repeated ones, by code."""
        found: dict[str, list[str]] = {}
        for name, values in self.values.items():
            if match := _ATTRIBUTE.search(name):
                found.setdefault(match[1], []).extend(value.strip() for value in values)
        return found

    def language(self, default: str) -> str:
        """Return the language that is asked for by ``locale``, such as ``en``.

        Raises :class:`RefusedError`.
        """
        text = self.text("locale")
        if text and not _LANGUAGE.search(text):
            raise RefusedError(
                [wrong("locale", "podaj język, np. pl.", "give a language such as en.")]
            )
        return text or default

    def number(self, name: str, default: int) -> int:
        """Return a parameter that is a number from 1. Raises :class:`RefusedError`."""
        text = self.text(name)
        if not text:
            return default
        if not re.search(r"^[0-9]{1,6}$", text) or int(text) == 0:
            raise RefusedError([wrong(name, "podaj liczbę od 1.", "give a number from 1.")])
        return int(text)

    @property
    def extended(self) -> bool:
        """Whether fields beyond GeoReport are asked for by ``extensions=true``."""
        return self.text("extensions").lower() == "true"

    def moment(self, name: str) -> datetime | None:
        """Return a parameter that is a moment, in UTC. Raises :class:`RefusedError`."""
        faults: list[Fault] = []
        moment = self._moment(name, faults)
        if faults:
            raise RefusedError(faults)
        return moment

    def point(self) -> tuple[float, float] | None:
        """Return latitude and longitude. Raises :class:`RefusedError`."""
        given = {name: self.text(name) for name in ("lat", "long")}
        if not any(given.values()):
            return None
        bad = [name for name, text in given.items() if not _DEGREES.search(text)]
        if bad:
            words = ("podaj stopnie WGS 84, np. 51.77.", "give degrees of WGS 84 such as 51.77.")
            raise RefusedError([wrong(name, *words) for name in bad])
        return float(given["lat"]), float(given["long"])

    def period(self, now: datetime) -> tuple[datetime, datetime]:
        """Return the first moment of the period that is asked for, and the one after its last.

        It has at most 90 days: those before *now* by default, before ``end_date``, or after
        ``start_date``. Raises :class:`RefusedError`.
        """
        faults: list[Fault] = []
        first, last = (self._moment(name, faults) for name in ("start_date", "end_date"))
        if faults:
            raise RefusedError(faults)
        try:
            if first is None:
                last = last or now
                first = last - SPAN
            last = last or first + SPAN
            # Answers give moments to the second, so the whole last second belongs to the period.
            after = last + timedelta(seconds=1)
        except OverflowError:
            raise RefusedError(
                [wrong("start_date", "tego dnia nie ma.", "there is no such day.")]
            ) from None
        if not timedelta() <= last - first <= SPAN:
            raise RefusedError(
                [
                    wrong(
                        "end_date",
                        "okres może mieć najwyżej 90 dni i kończy się po start_date.",
                        "a period has at most 90 days, and ends after start_date.",
                    )
                ]
            )
        return first, after

    def _moment(self, name: str, faults: list[Fault]) -> datetime | None:
        text = self.text(name)
        if not text:
            return None
        match = _DATE.search(text)
        if match is not None:
            try:
                moment = datetime.fromisoformat(match[1] + match[2].replace(" ", "+"))
                return moment.astimezone(UTC)
            except (ValueError, OverflowError):
                pass
        faults.append(
            wrong(
                name,
                "podaj chwilę ze strefą, np. 2026-11-25T12:00:00Z.",
                "give a moment with its zone such as 2026-11-25T12:00:00Z.",
            )
        )
        return None
