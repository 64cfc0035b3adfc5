"""Faults of a request, in the format of Open311."""

from collections.abc import Sequence

import attrs

from lckm_core.text import Language, Message
from lckm_open311._answers import Answer

FORBIDDEN, NOT_FOUND, WRONG = 403, 404, 400
CONFLICT, TOO_LARGE, TOO_MANY, FAILED, UNAVAILABLE = 409, 413, 429, 500, 503


@attrs.frozen
class Fault:
    """One error: a code, and what is wrong.

    The code may be finer than the HTTP status, of which Open311 knows three.
    """

    code: int
    message: Message


@attrs.frozen
class RefusedError(Exception):
    """A request that is refused, with all that is wrong with it.

    ``retry_after``: how many seconds to wait before the next, where waiting helps.
    """

    faults: Sequence[Fault]
    retry_after: int | None = None

    @property
    def status(self) -> int:
        """The HTTP status: 403 before 404, and 400 for everything else."""
        codes = {fault.code for fault in self.faults}
        return next((code for code in (FORBIDDEN, NOT_FOUND) if code in codes), WRONG)

    def answer(self, language: Language) -> Answer:
        """Return the errors in a language."""
        return Answer(
            "errors",
            [
                {"code": fault.code, "description": fault.message.text(language)}
                for fault in self.faults
            ],
        )


def missing(name: str) -> Fault:
    """Return the fault of a parameter that is needed and not there."""
    return Fault(WRONG, Message(f"Brakuje parametru {name}.", f"{name} was not provided."))


def wrong(name: str, pl: str, en: str) -> Fault:
    """Return the fault of a parameter with a value that does not fit; it quotes no value."""
    return Fault(WRONG, Message(f"{name}: {pl}", f"{name}: {en}"))


def unknown(name: str) -> Fault:
    """Return the fault of a name that is not known here."""
    return Fault(NOT_FOUND, Message(f"Nie ma takiego {name}.", f"This {name} was not found."))
