"""Which edition of a procedure or announcement is shown when and to whom, in words."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

import attrs

from lckm_core.calendar import civil_day
from lckm_core.organisation import Role
from lckm_core.publication import (
    AnnouncementEdition,
    Audience,
    DisplayPeriod,
    Edition,
    EditionAct,
    EditionRecord,
    State,
    Transition,
    announcement_hidden_because,
    hidden_because,
    return_of_older,
    taken_days,
    timeline,
)
from lckm_desk import _labels as labels

PUBLIC_AND_STAFF = (Audience.PORTAL, Audience.BIP, Audience.CALL_CENTRE)
"""Those to whom a procedure is published; an announcement to them but for BIP."""
_E = TypeVar("_E", bound=EditionRecord)
_DAY = timedelta(days=1)


def once_published(editions: Sequence[_E], by: str, role: Role, now: datetime) -> list[_E]:
    """Return editions, the oldest first, as they would be once the newest is published now."""
    *earlier, newest = editions
    act = EditionAct(verb=Transition.PUBLISH, at=now, role=role, by=by)
    published = attrs.evolve(
        newest,
        state=State.PUBLISHED,
        published_by=by,
        published_on=civil_day(now),
        acts=(*newest.acts, act),
    )
    return [*earlier, published]


def once_withdrawn(
    editions: Sequence[_E], number: int, by: str, role: Role, now: datetime
) -> list[_E]:
    """Return editions as they would be once one of them is withdrawn now."""
    act = EditionAct(verb=Transition.WITHDRAW, at=now, role=role, by=by)
    return [
        attrs.evolve(
            edition,
            state=State.WITHDRAWN,
            ended_on=civil_day(now),
            acts=(*edition.acts, act),
        )
        if edition.number == number
        else edition
        for edition in editions
    ]


def periods_from(editions: Iterable[_E], today: date) -> list[DisplayPeriod[_E]]:
    """Return the periods in which editions are shown, except those that are over."""
    periods = timeline(editions)
    return [period for period in periods if period.last is None or period.last >= today]


def period_rows(editions: Iterable[EditionRecord], today: date) -> list[tuple[str, str, str]]:
    """Return the days, the edition and who sees it, of each period that is not over.

    Days on which none is shown are included, without an edition.
    """
    rows: list[tuple[str, str, str]] = []
    next_day: date | None = today
    for period in periods_from(editions, today):
        first = _first_day(period, today)
        if next_day is not None and next_day < first:
            rows.append((_days(next_day, first - _DAY), "", ""))
        readers = ", ".join(map(labels.AUDIENCES.__getitem__, _readers(period, today))) or "nikt"
        rows.append((_days(first, period.last), str(period.edition.number), readers))
        next_day = period.last + _DAY if period.last else None
    if rows and next_day is not None:
        rows.append((_days(next_day, None), "", ""))
    return rows


def _days(first: date, last: date | None) -> str:
    return f"od {labels.day(first)} {_end_words(last)}"


def return_words(editions: Sequence[EditionRecord], number: int) -> str:
    """Return that an older edition is shown again after an edition; empty if none is."""
    message = return_of_older(editions, number, labels.day)
    return message.pl if message is not None else ""


def publication_words(editions: Sequence[EditionRecord]) -> str:
    """Return how publishing the newest edition affects others; empty for not at all.

    That is, the editions it takes days from, and the one that comes back afterwards.
    """
    number = editions[-1].number
    taken = taken_days(editions, number, labels.day)
    return " ".join(filter(None, (taken and taken.pl, return_words(editions, number))))


def coming_words(editions: Sequence[_E], now: datetime) -> str:
    """Return how the newest edition affects others, or would once it is published."""
    newest = editions[-1]
    if newest.state.may_be_published:
        # Who publishes does not matter here: nothing of them is shown.
        words = publication_words(once_published(editions, "", Role.MONITORING_STAFF, now))
        # What is shown from today is listed beside it.
        return words and f"Gdyby dziś opublikować wersję {newest.number}: {words}"
    return return_words(editions, newest.number) if newest.state is State.PUBLISHED else ""


def is_seen_on(editions: Iterable[EditionRecord], today: date) -> bool:
    """Return whether anybody except editors sees an edition that day."""
    return any(
        _first_day(period, today) == today and _readers(period, today)
        for period in periods_from(editions, today)
    )


def first_day_seen(editions: Iterable[EditionRecord], number: int, today: date) -> date | None:
    """Return the first day, today or later, on which an edition is shown, if there is one."""
    period = _period_of(editions, number, today)
    return _first_day(period, today) if period is not None else None


def days_seen(editions: Iterable[EditionRecord], number: int, today: date) -> str:
    """Return when an edition is shown, today or later, such as „za chwilę”; else empty."""
    period = _period_of(editions, number, today)
    if period is None:
        return ""
    is_now = _first_day(period, today) == today
    begin = "za chwilę" if is_now else f"od {labels.day(_first_day(period, today))}"
    if period.last is None:
        return begin
    return f"{begin}{',' if is_now else ''} {_end_words(period.last)}"


def never_seen_because(edition: EditionRecord, today: date) -> str:
    """Return why nobody will see an edition, as a sentence; empty where somebody may."""
    last = edition.window.end
    if last is None or last >= today:
        return ""
    return f"Nikt jej nie zobaczy, bo ostatni dzień ({labels.day(last)}) już minął."


def loss_words(editions: Sequence[Edition], today: date) -> str:
    """Return from which day an internal edition hides a procedure from residents, in words.

    Empty where it does not. *editions* are as they are once the newest of them is published.
    """
    newest = editions[-1]
    before: DisplayPeriod[Edition] | None = None
    for period in timeline(editions):
        if period.edition is newest:
            break
        before = period
    else:
        return ""
    if before is None or before.last is None or not newest.procedure.internal:
        return ""
    follows_at_once = period.first == before.last + _DAY
    if before.edition.procedure.internal or not follows_at_once:
        return ""
    first = _first_day(period, today)
    begin = "Od dziś" if first == today else f"Od {labels.day(first)}"
    return (
        f"{begin} mieszkańcy nie zobaczą tej procedury: wersję {before.edition.number}, która jest "
        f"dla wszystkich, zastąpi wersja {newest.number}, wewnętrzna."
    )


def seen_until_withdrawn(editions: Sequence[EditionRecord]) -> Sequence[Audience]:
    """Return who saw an edition at the moment at which it was withdrawn."""
    moments = [
        act.at for edition in editions for act in edition.acts if act.verb is Transition.WITHDRAW
    ]
    for period in timeline(editions):
        if moments and period.ended_at == max(moments):
            return _readers_on(period.edition, civil_day(max(moments)))
    return ()


def _period_of(editions: Iterable[_E], number: int, today: date) -> DisplayPeriod[_E] | None:
    periods = periods_from(editions, today)
    return next((period for period in periods if period.edition.number == number), None)


def _first_day(period: DisplayPeriod[_E], today: date) -> date:
    return max(period.first or today, today)


def _end_words(last: date | None) -> str:
    return f"do {labels.day(last)}" if last else "bez końca"


def _readers(period: DisplayPeriod[_E], today: date) -> Sequence[Audience]:
    return _readers_on(period.edition, _first_day(period, today))


def _readers_on(edition: EditionRecord, day: date) -> Sequence[Audience]:
    """Return who sees an edition on a day on which it is shown."""
    match edition:
        case Edition():
            text = edition.procedure
            return [who for who in PUBLIC_AND_STAFF if hidden_because(text, who, day) is None]
        case AnnouncementEdition():
            notice = edition.announcement
            return [
                who
                for who in PUBLIC_AND_STAFF
                if announcement_hidden_because(notice, who, day) is None
            ]
        case _:
            raise TypeError(type(edition))
