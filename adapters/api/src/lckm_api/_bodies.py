"""What requests bring beside the forms of the library, as forms of their own."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Final

import attrs

from lckm_core.fields import Mark
from lckm_core.forms import Line, Prose
from lckm_core.ports import AccessPurpose
from lckm_core.procedures import Departure, Handover
from lckm_core.reports import Classification, Outcome


@attrs.frozen(kw_only=True)
class OutcomeBody:
    """What became of a report, and the words that its reporter is told."""

    outcome: Annotated[Outcome, Mark("Wynik")]
    words: Annotated[Prose, Mark("Wyjaśnienie", max_chars=2000, personal=True)]
    duplicate_of: Annotated[Line | None, Mark("Numer wcześniejszego zgłoszenia")] = None


@attrs.frozen(kw_only=True)
class ReopeningBody:
    """Why the outcome of a report does not hold."""

    words: Annotated[Prose, Mark("Wyjaśnienie", max_chars=2000, personal=True)]


@attrs.frozen(kw_only=True)
class ReadingBody:
    """What personal data are read for."""

    purpose: Annotated[AccessPurpose, Mark("Cel odczytu")]


@attrs.frozen(kw_only=True, repr=False)
class ClassificationBody(Classification):
    """What decides where a report goes, and the address of its place where that is corrected."""

    address: Annotated[
        Line | None, Mark("Adres lub opis miejsca", max_chars=200, personal=True)
    ] = None


class MoveName(StrEnum):
    """What may be done to the newest edition; of a published one, to all that are."""

    GIVE_BACK = "give-back"
    AGREE = "agree"
    CONFIRM = "confirm"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


@attrs.frozen(kw_only=True)
class MoveBody:
    """What is done to an edition, and why."""

    move: Annotated[MoveName, Mark("Czynność")]
    because: Annotated[Line | None, Mark("Powód")] = None
    departures: Annotated[tuple[Departure, ...], Mark("Uzgodnione odstąpienia")] = ()


MODELS: Final[Mapping[str, type]] = {
    "classification": ClassificationBody,
    "handover": Handover,
    "move": MoveBody,
    "outcome": OutcomeBody,
    "personal-reading-purpose": ReadingBody,
    "reopening": ReopeningBody,
}
"""The models by the names of their schemas."""
