"""The pages of announcements: their list, one with its history, its form and its moves."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from lckm_core.calendar import Window, civil_day
from lckm_core.organisation import DeskAct
from lckm_core.publication import AnnouncementEdition, State, Transition
from lckm_desk import _labels as labels
from lckm_desk._announcements.announcement_form import (
    LAST_DAY_SEEN,
    OWN,
    PAST_DAY,
    SENT,
    Written,
)
from lckm_desk._announcements.move_forms import ANNOUNCEMENT_FORMS, AnnouncementForm
from lckm_desk._announcements.submission import AnnouncementSubmission
from lckm_desk._comparison import compared_words, find_followed
from lckm_desk._display_periods import (
    coming_words,
    days_seen,
    is_seen_on,
    never_seen_because,
    once_published,
    period_rows,
    publication_words,
    seen_until_withdrawn,
)
from lckm_desk._edition_acts import act_rows
from lckm_desk._long_texts import lines_difference, text_markup
from lckm_desk._pages import Fault, View, unknown_choice
from lckm_desk._permissions import may_do
from lckm_desk._records.announcement import AnnouncementRecord
from lckm_desk._records.procedure import Place, is_of_some
from lckm_desk._withdrawals import FIELD, subject_words, withdrawal_options, withdrawn_words
from lckm_intake import IssuedNumber
from lckm_sign_in import StaffSession

PAGE = 50
"""How many announcements a page of the list has."""
_TAKEN = "Zapisano. Nikt jej jeszcze nie widzi: opublikuje ją wyznaczony pracownik oddziału."
_DONE = {"announcement-new": _TAKEN, **{form.page: form.done for form in ANNOUNCEMENT_FORMS}}
_OPEN = (State.RECEIVED, State.RETURNED, State.PUBLISHED)


def records_seen(
    editions: Sequence[AnnouncementEdition], places: Sequence[Place] | None, on: date
) -> list[AnnouncementRecord]:
    """Return the announcements of some places that day, the newest first; ``None``: of all."""
    by_id: dict[str, list[AnnouncementEdition]] = {}
    for edition in sorted(editions, key=lambda edition: edition.number):
        by_id.setdefault(edition.id, []).append(edition)
    records = (AnnouncementRecord(by_id[number]) for number in sorted(by_id, reverse=True))
    return [record for record in records if places is None or is_of_some(record.cells(on), places)]


def find_announcement(
    editions: Sequence[AnnouncementEdition], number: str
) -> AnnouncementRecord | None:
    """Return the announcement of a number, ``None`` for an unknown one."""
    matching = [edition for edition in editions if edition.id == number]
    return (
        AnnouncementRecord(sorted(matching, key=lambda edition: edition.number))
        if matching
        else None
    )


def announcements_view(
    editions: Sequence[AnnouncementEdition],
    places: Sequence[Place] | None,
    staff: StaffSession,
    query: Mapping[str, str],
    *,
    now: datetime,
) -> View:
    """Return a page of the list.

    Args:
        editions: all editions.
        places: whose announcements are listed; ``None`` for everybody's.
        staff: who looks at it.
        query: the address: ``wszystkie`` for those that are over too, ``przed`` for the number
            that the page before ended with.
        now: the moment, aware.
    """
    today = civil_day(now)
    has_all, before = query.get("wszystkie") == "1", query.get("przed", "")
    faults = unknown_choice("wszystkie", "Które informacje", query.get("wszystkie", ""), ("1",))
    found = [
        record
        for record in records_seen(editions, places, today)
        if not faults
        and (has_all or _is_open(record, today))
        and (not before or record.number < before)
    ]
    address = {"wszystkie": "1"} if has_all else {}
    return View(
        template="announcements",
        title="Informacje",
        is_continued=bool(before),
        here="announcements",
        status=400 if faults else 200,
        faults=faults,
        context={
            "rows": [_row(record, today) for record in found[:PAGE]],
            "has_all": has_all,
            "is_first": not before,
            "following": {**address, "przed": found[PAGE - 1].number} if found[PAGE:] else {},
            "places": [official.cell or official.unit for official, _ in places or ()],
            "may_write": bool(may_do(staff, DeskAct.TAKE_IN, now=now)),
        },
    )


def _is_open(record: AnnouncementRecord, today: date) -> bool:
    """Return whether an announcement waits for somebody, or is shown now or later."""
    newest = record.newest
    end = newest.window.end
    is_over = newest.state is not State.RECEIVED and end is not None and end < today
    return (newest.state in _OPEN and not is_over) or record.shown_on(today) is not None


def _row(record: AnnouncementRecord, today: date) -> dict[str, Any]:
    newest, shown = record.newest, record.shown_on(today)
    never = _never_words(record, today)
    return {
        "number": record.number,
        "title": newest.announcement.title,
        "state": newest.state.words,
        "days": window_words(newest.window),
        "place": record.whose.cell or record.whose.unit,
        "shown": f"widać dziś (wersja {shown.number})" if shown else "",
        "is_past": bool(never),
        "is_open": newest.state is State.RECEIVED and not never,
    }


def window_words(window: Window) -> str:
    """Return the days of a window in words."""
    first = f"od {labels.day(window.start)}" if window.start else "od publikacji"
    last = f"do {labels.day(window.end)}" if window.end else "bez końca"
    return f"{first} {last}"


def announcement_view(sent: AnnouncementSubmission, staff: StaffSession, *, done: str) -> View:
    """Return the page of one announcement, with what may be done."""
    record, now = sent.known, sent.now
    newest = record.newest
    shown = record.shown_on(civil_day(now))
    actions = [
        (form.page, form.label)
        for form in ANNOUNCEMENT_FORMS
        if may_do(staff, form.verb, record, now=now)
    ]
    if may_do(staff, DeskAct.TAKE_IN, record, now=now):
        actions.append(("announcement-new", "Nowa wersja"))
    never = _never_words(record, civil_day(now))
    if never:
        # What nobody would see is published last of all.
        actions.sort(key=lambda action: action[0] == "announcement-publish")
    return View(
        template="announcement",
        title=f"{record.number}: {newest.announcement.title}",
        here="announcements",
        context={
            **_shown_parts(record),
            **_comparison(record),
            "facts": _facts(newest),
            "shown": shown.number if shown else 0,
            "never": f"{never} {_INSTEAD}" if never and _GIVE_BACK in dict(actions) else never,
            "others": "" if done == "announcement-publish" else coming_words(record.editions, now),
            "actions": actions,
            "acts": [
                (edition.number, act)
                for edition in record.editions[::-1]
                for act in reversed(act_rows(edition))
            ],
            "done": _done_words(done, record, civil_day(now)),
        },
    )


_GIVE_BACK = "announcement-give-back"
_INSTEAD = "Zwróć ją do poprawy albo przyjmij nową wersję z późniejszym ostatnim dniem."


def _never_words(record: AnnouncementRecord, today: date) -> str:
    """Return why nobody will see what waits to be published; empty where somebody may."""
    newest = record.newest
    return never_seen_because(newest, today) if newest.state is State.RECEIVED else ""


def _done_words(done: str, record: AnnouncementRecord, today: date) -> str:
    """Return what is said of the move that was just made; empty for none."""
    words = _DONE.get(done, "")
    never = never_seen_because(record.newest, today)
    match done:
        case "announcement-publish":
            days = days_seen(record.editions, record.newest.number, today)
            seen = never or f"Strony dla mieszkańców pokażą ją {days}."
            return f"{words} {seen} {publication_words(record.editions)}".rstrip()
        case "announcement-withdraw":
            words = withdrawn_words(record.editions, "Zdjęto")
            if seen_until_withdrawn(record.editions):
                return f"{words} Strony dla mieszkańców przestaną ją pokazywać za chwilę."
            return f"{words} Nikt jej nie widział, więc na stronach nic się nie zmieni."
        case "announcement-new" if never:
            return f"Zapisano. {never}"
        case _:
            return words


def announcement_move_view(
    form: AnnouncementForm,
    sent: AnnouncementSubmission,
    *,
    faults: Sequence[Fault] = (),
    status: int = 200,
) -> View:
    """Return the page of a move, with what was typed.

    Args:
        form: the move.
        sent: the form as it was sent, or without fields where it was not yet.
        faults: why it is refused.
        status: the HTTP status.
    """
    return View(
        template="announcement_move",
        title=f"{form.label}: {sent.number}",
        here="announcements",
        status=status,
        faults=faults,
        context={
            **_shown_parts(sent.known),
            **_periods_context(form, sent),
            "form": form,
            "seen": sent.acts,
            "typed": sent.fields.text("slowa"),
            "permission": sent.permission,
        },
    )


def _periods_context(form: AnnouncementForm, sent: AnnouncementSubmission) -> Mapping[str, Any]:
    """Return who sees which edition on which days, for a move that changes what is shown."""
    editions, today = sent.known.editions, sent.today
    if form.verb is Transition.PUBLISH:
        editions = once_published(editions, sent.by, sent.role, sent.now)
    return {
        "periods": period_rows(editions, today) if form.shows else [],
        "is_seen": is_seen_on(editions, today),
        "never": never_seen_because(editions[-1], today),
        "others": publication_words(editions) if form.verb is Transition.PUBLISH else "",
        "subject": subject_words(editions) if form.verb is Transition.WITHDRAW else "",
        "options": withdrawal_options(editions, sent.by, sent.role, sent.now, today)
        if form.verb is Transition.WITHDRAW
        else [],
        "chosen": sent.fields.text(FIELD),
    }


def _shown_parts(record: AnnouncementRecord) -> dict[str, Any]:
    """Return what pages of an announcement show of its text."""
    newest = record.newest
    return {
        "edition": newest,
        "days": window_words(newest.window),
        "text": text_markup(newest.announcement.text),
    }


def _comparison(record: AnnouncementRecord) -> dict[str, Any]:
    """Return how the newest text differs from the edition that it replaced."""
    *earlier, newest = record.editions
    if not earlier:
        return {"changes": [], "before": 0, "compared_with": ""}
    base, words = find_followed(earlier, newest)
    return {
        "changes": lines_difference(base.announcement.text, newest.announcement.text),
        "before": base.number,
        "compared_with": compared_words(base, words),
    }


def _facts(edition: AnnouncementEdition) -> list[tuple[str, str]]:
    text, handover = edition.announcement, edition.handover
    facts = [
        ("Stan", edition.state.words),
        ("Dni", window_words(edition.window)),
        ("Czyja", ", ".join(filter(None, (text.unit, text.cell)))),
        ("Kto prosi", text.requested_by.name),
    ]
    if handover is not None:
        facts.append(("W jakiej roli", handover.role.value))
        facts.append(("Wpłynęła", labels.day(handover.received_on)))
        if handover.reference:
            facts.append(("Jak", f"{handover.channel.value}, {handover.reference}"))
    return facts


def write_view(
    written: Written,
    issued: IssuedNumber | None,
    *,
    faults: Sequence[Fault] = (),
    status: int = 200,
) -> View:
    """Return the form, with what was typed or what the newest edition has.

    *issued* is the number that the form of a new announcement carries.
    """
    record = written.sent.record
    is_day_told = written.is_past_day_seen or any(fault.message == PAST_DAY for fault in faults)
    return View(
        template="announcement_new",
        title=f"Nowa wersja: {record.number}" if record else "Nowa informacja",
        here="announcements",
        status=status,
        faults=faults,
        context={
            "record": record,
            "issued": issued,
            "typed": written.text,
            "told_days": {LAST_DAY_SEEN: written.text("do")} if is_day_told else {},
            "may_be_own": written.may_be_own,
            "ways": [
                (OWN, "moja, z inicjatywy kierownika oddziału (zał. 2 § 7 ust. 2)"),
                (SENT, "nadesłana przez kierownika komórki lub jednostki"),
            ],
            "owners": [("", "wybierz"), *((place, place) for place in written.places)],
            "seen": written.sent.acts,
            "permission": written.sent.permission,
        },
    )
