"""The pages of procedures: their list, one edition in detail, and its moves."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import attrs
from starlette.requests import Request

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.organisation import Act, DeskAct
from lckm_core.publication import (
    WAITING_DAYS,
    WINDOW_DAYS,
    Audience,
    Edition,
    EditionOutline,
    State,
    Subject,
    find_publication_end,
    hidden_because,
    return_of_older,
    shown_on,
)
from lckm_desk import _labels as labels
from lckm_desk._comparison import Comparison, compare_with_submitted
from lckm_desk._display_periods import coming_words, period_rows
from lckm_desk._edition_acts import act_rows, with_withdrawals
from lckm_desk._finding_rows import finding_row
from lckm_desk._list_addresses import first_page, next_query, parse_recent_day
from lckm_desk._pages import Fault, View, day_fault
from lckm_desk._permissions import may_do, procedures_seen
from lckm_desk._procedures.correction_button import CORRECTION, CorrectionButton
from lckm_desk._procedures.done_words import done_words
from lckm_desk._procedures.edition_preview import edition_preview
from lckm_desk._procedures.handover_rows import handover_rows
from lckm_desk._procedures.move_forms import MOVE_FORMS, MoveForm, MoveSubmission
from lckm_desk._procedures.procedure_list import (
    DUE,
    PAGE,
    ProcedureListAddress,
    find_outlines,
)
from lckm_desk._records.procedure import Place, ProcedureRecord
from lckm_desk._records.request import answer_rows, has_requests
from lckm_desk._responsible_people import agreeing_words, cell_change_words
from lckm_desk._withdrawals import waiting_words
from lckm_sign_in import StaffSession

_VIEWS = (
    ("Wszystkie", ""),
    ("Do sprawdzenia", "stan=received"),
    ("Do uzgodnienia", "stan=corrected"),
    ("Do publikacji", "stan=checked"),
    ("Zwrócone", "stan=returned"),
    ("Czekają długo", "termin=czeka"),
    ("Kończą się", "termin=koniec"),
)
_FORMS: Sequence[CorrectionButton | MoveForm] = (CORRECTION, *MOVE_FORMS)
_LONGEST_DAY = 40


@attrs.frozen(kw_only=True)
class EditionAddress:
    """Which edition a page shows, to whom and on which day.

    Args:
        edition: the number of the edition, empty for the newest.
        audience: whose view of it.
        day: the day as it was typed, empty for today.
        subject: of which subject only; ``None`` for the whole text.
    """

    edition: str = ""
    audience: Audience = Audience.EDITORS
    day: str = ""
    subject: Subject | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "EditionAddress":
        """Return what an address asks for; what makes no sense is left out."""
        audience = query.get("widok", "")
        subject = query.get("o", "")
        return cls(
            edition=query.get("wersja", ""),
            audience=Audience(audience) if audience in tuple(Audience) else Audience.EDITORS,
            day=query.get("dzien", "").strip()[:_LONGEST_DAY],
            subject=Subject(subject) if subject in tuple(Subject) else None,
        )

    def on(self, today: date) -> date | None:
        """Return the day; ``None`` if the text typed is not one."""
        return parse_recent_day(self.day) if self.day else today


def procedure_view(
    centre: ContactCentre,
    record: ProcedureRecord,
    staff: StaffSession,
    address: EditionAddress,
    request: Request,
    *,
    now: datetime,
    done: str = "",
    has_word: bool = False,
) -> View:
    """Return the page of one edition.

    Args:
        centre: the contact centre.
        record: the procedure.
        staff: who looks at it; only buttons that they may use are shown.
        address: which edition, whose view and which day.
        request: the request, whose path links begin with.
        now: the moment, aware.
        done: the move that was just made; empty for none.
        has_word: whether its text may be had as a Word file.
    """
    today = civil_day(now)
    edition = record.edition(address.edition)
    on = address.on(today)
    faults = [] if on else [day_fault("dzien", "Dzień", address.day)]
    text, hidden = edition_preview(
        centre,
        edition,
        address.audience,
        on or today,
        request,
        procedures_seen(staff),
        subject=address.subject,
    )
    return View(
        template="procedure",
        title=f"{edition.id}: {edition.procedure.title}",
        here="procedures",
        status=400 if faults else 200,
        faults=faults,
        context={
            "edition": edition,
            "kinds": [*([("docx", "Word")] if has_word else []), ("yaml", "YAML")],
            "is_newest": edition is record.newest,
            "newest": record.newest,
            "done": done_words(centre, done, record, today),
            "facts": _facts(centre, record, edition, today),
            "others": "" if done == "publish" else coming_words(record.editions, now),
            "periods": period_rows(record.editions, today),
            "text": text,
            "hidden": hidden,
            "other": _other_words(record, edition, address.audience, on or today, today),
            **_preview_choices(address, on or today),
            **_offers(centre, record, edition, staff, now),
            **compare_with_submitted(record, edition).context,
            **_history(record, edition),
        },
    )


def _preview_choices(address: EditionAddress, on: date) -> Mapping[str, Any]:
    """Return whose view is shown and of which day, and what else may be chosen."""
    return {
        "address": address,
        "day": on.isoformat(),
        "day_words": labels.day(on),
        "audiences": [(audience.value, words) for audience, words in labels.AUDIENCES.items()],
        "audience_words": labels.AUDIENCES[address.audience],
        "subjects": [
            ("", "cały opis"),
            *((subject.value, subject.words.pl) for subject in Subject),
        ],
        "chosen_subject": address.subject.value if address.subject else "",
    }


def _offers(
    centre: ContactCentre,
    record: ProcedureRecord,
    edition: Edition,
    staff: StaffSession,
    now: datetime,
) -> Mapping[str, Any]:
    """Return what may be done from the page: with an edition, if it is the newest."""
    is_newest = edition is record.newest
    asks = has_requests(centre) and bool(may_do(staff, Act.REQUEST_DATA, now=now))
    takes_in = is_newest and bool(may_do(staff, DeskAct.TAKE_IN, record, now=now))
    updates = is_newest and bool(may_do(staff, Act.REQUEST_UPDATE, record, now=now))
    forms = [form for form in _FORMS if may_do(staff, form.verb, record, now=now)]
    return {
        "asks": asks,
        "answers": answer_rows(centre, edition.id) if asks and is_newest else [],
        "forms": forms if is_newest else [],
        "takes_in": takes_in,
        "adds_files": takes_in and record.may_get_files,
        "requests_update": updates,
    }


def _history(record: ProcedureRecord, edition: Edition) -> Mapping[str, Any]:
    """Return what was found and done to an edition, its files, and the other editions."""
    acts = act_rows(edition)
    is_newest = edition is record.newest
    return {
        "findings": [finding_row(finding) for finding in record.findings] if is_newest else [],
        "acts": with_withdrawals(acts, record.readable[:-1]) if is_newest else acts,
        "handover": handover_rows(edition.handover),
        "files": [(file.name, f"{max(1, file.size // 1024)} KB") for file in edition.files],
        "editions": [
            (str(version.number), record.state_words(version))
            for version in reversed(record.readable)
        ],
    }


def _other_words(
    record: ProcedureRecord, edition: Edition, audience: Audience, on: date, today: date
) -> str:
    """Return which other edition an audience sees that day; empty for none."""
    shown = shown_on(record.editions, on)
    if shown is None or shown.number == edition.number or audience is Audience.EDITORS:
        return ""
    if hidden_because(shown.procedure, audience, on) is not None:
        return ""
    day = "Dziś" if on == today else f"Dnia {labels.day(on)}"
    return f"{day} widać tam wersję {shown.number}."


def _facts(
    centre: ContactCentre, record: ProcedureRecord, edition: Edition, today: date
) -> list[tuple[str, str]]:
    window = edition.window
    start = labels.day(window.start) if window.start else "od publikacji"
    end = labels.day(window.end) if window.end else "bez końca"
    moment = edition.in_state_since
    state = record.state_words(edition) + (f", od {labels.moment(moment)}" if moment else "")
    procedure = edition.procedure
    facts = [
        ("Stan", state),
        ("Jednostka", ", ".join(filter(None, (procedure.unit, procedure.cell)))),
        ("Obowiązuje", f"{start} – {end}"),
    ]
    if edition is record.newest and (words := cell_change_words(centre, record.editions, today)):
        facts.insert(2, ("Zmiana komórki", words))
    ended_as = find_publication_end(version.state for version in record.editions)
    is_newest = edition is record.newest
    if is_newest and ended_as is not None and ended_as is not edition.state:
        words = f"nikt nie widzi żadnej wersji: ostatnia jest {ended_as.words}"
        facts.append(("Publikacja", f"{words}. {waiting_words(edition)}".rstrip()))
    if is_newest and edition.state is State.CORRECTED:
        facts.append(("Kto uzgadnia", agreeing_words(centre, record.agreeing, today)))
    if procedure.internal:
        facts.append(("Dla kogo", "procedura wewnętrzna: tylko dla pracowników"))
    if edition.requested_on:
        facts.append(("Wniosek z dnia", labels.day(edition.requested_on)))
    return facts


def procedures_view(
    centre: ContactCentre,
    address: ProcedureListAddress,
    places: Sequence[Place] | None,
    *,
    takes_in: bool,
    now: datetime,
) -> View:
    """Return one page of the list of procedures.

    Args:
        centre: the contact centre.
        address: what is asked for.
        places: only procedures of one of these places; ``None``: all.
        takes_in: whether whoever looks may take in what heads send.
        now: the moment, aware.
    """
    today = civil_day(now)
    faults = address.faults
    found = () if faults else find_outlines(centre, address, places, today)
    rows, has_more = first_page(found, PAGE)
    units = [unit.name for unit in centre.plugins.directory.units] if places is None else []
    return View(
        template="procedures",
        title="Procedury",
        is_continued=bool(address.after),
        here="procedures",
        status=400 if faults else 200,
        faults=faults,
        context={
            "address": address,
            "rows": [_list_row(row, today) for row in rows],
            "following": next_query(address.query, po=rows[-1].id) if has_more else "",
            "is_first": not address.after,
            "choices": {
                "stan": [(state.value, state.words) for state in State],
                "jednostka": [(unit, unit) for unit in units],
                "termin": list(DUE.items()),
            },
            "views": _VIEWS,
            "places": [place.cell or place.unit for place, _ in places or ()],
            "takes_in": takes_in,
        },
    )


def _list_row(outline: EditionOutline, today: date) -> dict[str, object]:
    waits_from = civil_day(outline.in_state_since) if outline.in_state_since else None
    is_on_the_way = outline.state.is_on_the_way
    return {
        "id": outline.id,
        "title": outline.title,
        "place": "; ".join(cell.cell or cell.unit for cell in outline.cells(today)),
        "state": outline.state.words,
        "waits_from": labels.day(waits_from) if waits_from else "",
        "due": "; ".join(_due_words(outline, waits_from, today)),
        "is_open": is_on_the_way,
        "edition": outline.number,
    }


def _due_words(outline: EditionOutline, waits_from: date | None, today: date) -> Iterator[str]:
    """Yield what is due for a procedure, and what became of its publication."""
    if outline.state.is_on_the_way:
        if waits_from and (today - waits_from).days >= WAITING_DAYS:
            yield f"czeka {labels.days_in_words((today - waits_from).days)}"
        if outline.ended_as is not None:
            yield f"poprzednia {outline.ended_as.words}"
    ending = outline.ending(today)
    if ending is not None and ending.last and (ending.last - today).days <= WINDOW_DAYS:
        of = "" if ending.edition.number == outline.number else f" wersji {ending.edition.number}"
        returns = return_of_older(outline.published, ending.edition.number) is not None
        after = ", potem wraca starsza" if returns else ""
        yield f"ostatni dzień{of}: {labels.day(ending.last)}{after}"


_NOTICES = (
    "subject",
    "loss",
    "others",
    "undone",
    "options",
    "chosen",
    "waiting",
    "pointing",
    "absence",
    "cell_change",
)


def move_view(
    form: MoveForm, sent: MoveSubmission, *, faults: Sequence[Fault] = (), status: int = 200
) -> View:
    """Return the page of a move, with what was typed.

    Args:
        form: the move.
        sent: the form as it was sent, or without fields where it was not yet.
        faults: why it is refused.
        status: the HTTP status.
    """
    newest = sent.record.newest
    context = form.context(sent)
    comparison: Comparison | None = context.get("comparison")
    is_again = "slowa" in sent.fields.values
    return View(
        template="move",
        title=f"{form.label}: {newest.id}",
        here="procedures",
        status=status,
        faults=faults,
        context={
            "form": form,
            "edition": newest,
            "permission": sent.permission,
            "seen": sent.acts,
            "typed": sent.fields.text("slowa") if is_again else context.get("now_there", ""),
            "now_there": context.get("now_there", "") if is_again else "",
            "compares": comparison is not None,
            **(comparison or Comparison(sent.record, newest)).context,
            "corrections": context.get("corrections"),
            "periods": context.get("periods"),
            "is_seen": context.get("is_seen", False),
            **{name: context.get(name, "") for name in _NOTICES},
            "first_day": context.get("first_day", ""),
            "findings": context.get("findings"),
            "erased": context.get("erased", ()),
        },
    )
