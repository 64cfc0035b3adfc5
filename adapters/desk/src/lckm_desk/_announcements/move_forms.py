"""The moves of announcements: each a form of its own, and a verb of the centre."""

from collections.abc import Callable, Sequence

import attrs

from lckm_core.publication import Transition
from lckm_desk._announcements.submission import AnnouncementSubmission
from lckm_desk._pages import Fault
from lckm_desk._submissions import NO_REASON, FaultyFieldsError, read_together, reason
from lckm_desk._withdrawals import edition_to_withdraw


@attrs.frozen(kw_only=True)
class AnnouncementForm:
    """One move: its page, its words, and what it does.

    Args:
        page: the key of its page in the paths.
        verb: the move.
        label: the words of the button on the page of the announcement.
        submit: those of the button that does it.
        done: the words shown once it is done.
        perform: does it.
        words: the label of the field for a reason; empty for none.
        shows: whether residents see something else afterwards.
        warns: whether residents see less than before.
    """

    page: str
    verb: Transition
    label: str
    submit: str
    done: str
    perform: Callable[[AnnouncementSubmission], object]
    words: str = ""
    shows: bool = False
    warns: bool = False


def _publish(sent: AnnouncementSubmission) -> None:
    sent.centre.publish_announcement(sent.number, **sent.as_whom)


def _give_back(sent: AnnouncementSubmission) -> None:
    because = reason(sent.fields)
    if because is None:
        raise FaultyFieldsError([Fault("slowa", NO_REASON)])
    sent.centre.give_back_announcement(sent.number, because=because, **sent.as_whom)


def _withdraw(sent: AnnouncementSubmission) -> None:
    because, edition = read_together(
        lambda: reason(sent.fields), lambda: edition_to_withdraw(sent.editions, sent.fields)
    )
    sent.centre.withdraw_announcement(sent.number, because=because, edition=edition, **sent.as_whom)


ANNOUNCEMENT_FORMS: Sequence[AnnouncementForm] = (
    AnnouncementForm(
        page="announcement-publish",
        verb=Transition.PUBLISH,
        label="Opublikuj",
        submit="Opublikuj",
        done="Opublikowano.",
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
    ),
    AnnouncementForm(
        page="announcement-withdraw",
        verb=Transition.WITHDRAW,
        label="Zdejmij ze strony",
        submit="Tak, zdejmij",
        done="Zdjęto.",
        perform=_withdraw,
        words="Dlaczego (nieobowiązkowo)",
        shows=True,
        warns=True,
    ),
)
"""Each move that the desk makes, in the order of its buttons."""
