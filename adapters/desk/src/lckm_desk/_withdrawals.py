"""Which editions a withdrawal removes: all that are published, or one of several."""

from collections.abc import Sequence
from datetime import date, datetime

from lckm_core.organisation import Role
from lckm_core.publication import EditionRecord, State, Transition
from lckm_desk._display_periods import once_withdrawn, period_rows
from lckm_desk._pages import Fault
from lckm_desk._submissions import FaultyFieldsError
from lckm_http import FormFields

FIELD = "ktora"
"""The field that says which editions are withdrawn."""
_ALL = "wszystkie"
_UNCHOSEN = "Zaznacz, którą wersję wycofujesz, czy wszystkie."


def published_of(editions: Sequence[EditionRecord]) -> Sequence[EditionRecord]:
    """Return the published editions, the oldest first."""
    return [edition for edition in editions if edition.state is State.PUBLISHED]


def withdrawal_options(
    editions: Sequence[EditionRecord], by: str, role: Role, now: datetime, today: date
) -> list[tuple[str, str]]:
    """Return the choices if several editions are published, each with what would remain."""
    published = published_of(editions)
    if len(published) < 2:
        return []
    options = [(_ALL, "wszystkie wersje: od dziś nikt nie zobaczy żadnej")]
    for edition in published:
        left = period_rows(once_withdrawn(editions, edition.number, by, role, now), today)
        words = ", ".join(
            f"{days} {f'wersja {number}' if number else 'żadna'}" for days, number, _ in left
        )
        label = f"tylko wersja {edition.number}; zostaje: {words or 'żadna'}"
        options.append((str(edition.number), label))
    return options


def edition_to_withdraw(editions: Sequence[EditionRecord], fields: FormFields) -> int | None:
    """Return the number of the only edition to withdraw, ``None`` for all.

    Raises :class:`FaultyFieldsError` where several are published and nothing was chosen.
    """
    numbers = {str(edition.number): edition.number for edition in published_of(editions)}
    choice = fields.text(FIELD)
    if choice in numbers:
        return numbers[choice]
    if choice != _ALL and len(numbers) > 1:
        raise FaultyFieldsError([Fault(FIELD, _UNCHOSEN)])
    return None


def is_withdrawn_as_chosen(
    editions: Sequence[EditionRecord], withdrawn: EditionRecord, at: datetime, fields: FormFields
) -> bool:
    """Return whether a form that was sent before asked for the withdrawal of that moment."""
    choice = fields.text(FIELD)
    if choice == _ALL:
        return not any(
            edition.published_at is None or edition.published_at <= at
            for edition in published_of(editions)
        )
    return choice in ("", str(withdrawn.number))


def last_withdrawn(editions: Sequence[EditionRecord]) -> Sequence[EditionRecord]:
    """Return the editions that the last withdrawal removed, the oldest first."""
    moments = {
        edition.number: act.at
        for edition in editions
        for act in edition.acts
        if act.verb is Transition.WITHDRAW
    }
    last = max(moments.values(), default=None)
    return [edition for edition in editions if last and moments.get(edition.number) == last]


def withdrawn_words(editions: Sequence[EditionRecord], verb: str) -> str:
    """Return what the last withdrawal removed: which edition, if others stay published.

    *verb* is what was done, such as „Wycofano”.
    """
    if not published_of(editions):
        return f"{verb}."
    numbers = [str(edition.number) for edition in last_withdrawn(editions)]
    return f"{verb} tylko wersję {', '.join(numbers)}."


def subject_words(editions: Sequence[EditionRecord]) -> str:
    """Return in words which published editions a withdrawal is about."""
    published = published_of(editions)
    if len(published) > 1:
        numbers = [str(edition.number) for edition in published]
        return f"opublikowane wersje {', '.join(numbers[:-1])} i {numbers[-1]}"
    return ", ".join(f"wersja {edition.number}, {edition.state.words}" for edition in published)


def waiting_words(edition: EditionRecord) -> str:
    """Return that an unpublished newer edition stays; empty if there is none."""
    if not edition.state.may_be_published:
        return ""
    return (
        f"Wersja {edition.number} ({edition.state.words}) jest w drodze i można ją jeszcze "
        "opublikować."
    )
