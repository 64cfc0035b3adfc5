"""The moves of announcements: each a form of its own, and a verb of the centre."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import attrs

from lckm_core import ContactCentre
from lckm_core.organisation import Role
from lckm_core.publication import Transition

Perform = Callable[[ContactCentre, str, dict[str, Any], str | None], object]


@attrs.frozen(kw_only=True)
class AnnouncementForm:
    """One move: its page, its words, and what it does.

    Args:
        page: its page, as a key of the paths.
        verb: the move.
        label: the words of the button on the page of the announcement.
        submit: those of the button that does it.
        done: what is said once it is done.
        perform: does it to a number, as whom, with a reason.
        words: the label of the field for a reason; empty for none.
        needs_words: whether a reason must be given.
        shows: whether residents see something else afterwards.
        warns: whether residents see less than before.
    """

    page: str
    verb: Transition
    label: str
    submit: str
    done: str
    perform: Perform
    words: str = ""
    needs_words: bool = False
    shows: bool = False
    warns: bool = False


def _publish(centre: ContactCentre, number: str, who: dict[str, Any], _: str | None) -> None:
    centre.publish_announcement(number, **who)


def _give_back(centre: ContactCentre, number: str, who: dict[str, Any], why: str | None) -> None:
    centre.give_back_announcement(number, because=why, **who)


def _withdraw(centre: ContactCentre, number: str, who: dict[str, Any], why: str | None) -> None:
    centre.withdraw_announcement(number, because=why, **who)


def as_whom(role: Role, by: str, now: datetime) -> dict[str, Any]:
    """Return who does something in which role, and when, as verbs take it."""
    return {"role": role, "by": by, "now": now}


ANNOUNCEMENT_FORMS: Sequence[AnnouncementForm] = (
    AnnouncementForm(
        page="announcement-publish",
        verb=Transition.PUBLISH,
        label="Opublikuj",
        submit="Opublikuj",
        done="Opublikowano. Strony dla mieszkańców pokażą ją za chwilę, w jej dniach.",
        perform=_publish,
        shows=True,
    ),
    AnnouncementForm(
        page="announcement-give-back",
        verb=Transition.RETURN,
        label="Zwróć do poprawy",
        submit="Zwróć do poprawy",
        done="Zwrócono do poprawy. Poprawiona wróci jako nowa wersja.",
        perform=_give_back,
        words="Co poprawić",
        needs_words=True,
    ),
    AnnouncementForm(
        page="announcement-withdraw",
        verb=Transition.WITHDRAW,
        label="Zdejmij ze strony",
        submit="Tak, zdejmij",
        done="Zdjęto. Strony dla mieszkańców przestaną ją pokazywać za chwilę.",
        perform=_withdraw,
        words="Dlaczego (nieobowiązkowo)",
        shows=True,
        warns=True,
    ),
)
"""Each move that the desk makes, in the order of its buttons."""
