"""The screen of a call: procedures that answer a question, beside the form of a report."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
from markupsafe import Markup
from starlette.requests import Request

from lckm_core.calendar import civil_day
from lckm_core.centre import ReportPreview
from lckm_core.errors import AlreadyRegisteredError, ConflictError, NoTermsError
from lckm_core.findings import Finding
from lckm_core.ports import Hit
from lckm_core.publication import Projection, Section
from lckm_core.redaction import doubtful_words
from lckm_core.reports import InvalidReportError, RouteTable
from lckm_core.telephones import telephone_fault
from lckm_desk import _labels as labels
from lckm_desk._calls.call import Call
from lckm_desk._pages import Fault, View, sentence
from lckm_desk._places import Places
from lckm_desk._similar_reports import QUICKLY, SIMILAR_DAYS
from lckm_desk._submissions import ATTRIBUTE, field_fault, require_same_person
from lckm_intake import IssuedNumber
from lckm_pages import Addresses, sections_markup

# The fields of the form, by the path of each in the data of a report.
_FIELDS: Mapping[str, str] = {
    "description": "opis",
    "kind": "rodzaj",
    "category": "kategoria",
    "place/address": "adres",
    "place/kind": "miejsce",
    "place/area": "obszar",
    "reporter/name": "imie",
    "reporter/phone": "telefon",
    "reporter/email": "email",
    "reporter/address": "listy",
}
# The longest number that routes compare.
_MOST_DIGITS = 9
_DANGER = "LCKM-Z020"
_MORE_TO_ASK = (
    "Nie zapisano: przy tej kategorii trzeba jeszcze zapytać rozmówcę. Pytania są niżej; potem "
    "sprawdź zgłoszenie i zapisz je."
)
_CHANGED = (
    "Od sprawdzenia zmieniło się zgłoszenie albo to, co z nim będzie. Powiedz rozmówcy to, co jest "
    "niżej, i zapisz."
)
_NOT_SAVED = "Nie zapisano. Sprawdź zgłoszenie i zapisz je jeszcze raz."
_NO_WORDS = "Wpisz treść słowami rozmówcy."
# The core speaks of contact data to a resident; at the desk a worker has the caller on the line.
_CONTACT: Mapping[str, str] = {
    "email": "Na ten adres e-mail nie da się odpisać. Spytaj o niego jeszcze raz.",
    "telefon": "Pod ten numer nie da się zadzwonić. Spytaj o niego jeszcze raz.",
}
_NO_NUMBER = "Wpisz samą liczbę, na przykład 20, albo zostaw puste pole."


@attrs.frozen(kw_only=True)
class _Outcome:
    """What came of the button that was pressed.

    Args:
        faults: what is wrong in the form.
        preview: what a report of it would be, once nothing is wrong.
        issued: the number that it gets when it is saved.
        registered: the number of the report that the same form was registered as before.
        taken: number and code of the report just registered, when the call goes on.
        asks_more: whether the category has questions that were not asked yet.
        stops: whether the category takes no reports, as for danger to life.
    """

    faults: Sequence[Fault] = ()
    preview: ReportPreview | None = None
    issued: IssuedNumber | None = None
    registered: str = ""
    taken: tuple[str, str] | None = None
    asks_more: bool = False
    stops: bool = False

    @property
    def status(self) -> int:
        """The HTTP status."""
        if self.registered or (self.faults and self.preview):
            return 409
        return 422 if self.faults else 200


_NOTHING_YET = _Outcome()


class CallScreen:
    """Makes the screens of calls.

    Args:
        places: what is known of places.
    """

    def __init__(self, places: Places) -> None:
        self._places = places

    def answer(self, call: Call, request: Request) -> View | str:
        """Return the screen after a button was pressed, or the number of a registered report."""
        if call.step not in ("sprawdz", "zapisz"):
            return self._view(call, request)
        if call.is_registered and call.step == "zapisz":
            # The same form once more, as after a lost answer.
            return self._register(call, request, None)
        if call.category is not None and call.category.stops:
            return self._view(call, request, _Outcome(stops=True))
        if call.is_unasked:
            # Whoever meant to save has to see that nothing was.
            faults = [Fault("", _MORE_TO_ASK)] if call.step == "zapisz" else []
            return self._view(call, request, _Outcome(faults=faults, asks_more=True))
        faults = [*_category_faults(call), *_number_faults(call)]
        preview = call.preview()
        faults += [_fault(finding, call) for finding in preview.findings.errors]
        if preview.terms is None:
            faults.append(Fault("", NoTermsError(civil_day(call.now)).message.pl))
        if faults or preview.terms is None:
            return self._view(call, request, _Outcome(faults=faults))
        # One number for a call, so that a form sent twice is one report.
        issued = call.issued or call.intake.issue(call.now)
        if call.step == "zapisz" and call.issued is not None:
            faults += _faults_in_saving(call, preview)
            if not faults:
                return self._register(call, request, preview.terms.version)
        return self._view(call, request, _Outcome(faults=faults, preview=preview, issued=issued))

    def _register(self, call: Call, request: Request, terms_version: str | None) -> View | str:
        try:
            number = call.register(terms_version)
            if not call.goes_on:
                return number
            taken = (number, call.intake.code(number))
            return self._view(call.following, request, _Outcome(taken=taken))
        except AlreadyRegisteredError:
            assert call.issued is not None
            return self._view(call, request, _Outcome(registered=call.issued.number))
        except InvalidReportError as error:
            faults = [_fault(finding, call) for finding in error.findings.errors]
            return self._view(call, request, _Outcome(faults=faults))
        except NoTermsError:
            return self._view(call, request, _Outcome(faults=[Fault("", _NOT_SAVED)]))

    def _view(self, call: Call, request: Request, outcome: _Outcome = _NOTHING_YET) -> View:
        return View(
            template="call",
            title="Rozmowa",
            here="call",
            status=outcome.status,
            faults=outcome.faults,
            context={
                "typed": call.fields.text,
                "step": call.step,
                "is_first": not call.fields.values,
                "was_sent": request.method == "POST",
                **_answers(call),
                **self._questions(call),
                **_category(call, outcome),
                "kinds": [(kind.value, text) for kind, text in labels.KINDS.items()],
                "kind": call.kind.value,
                "similar": call.similar(),
                "similar_days": SIMILAR_DAYS,
                "similar_most": QUICKLY,
                "registered": outcome.registered,
                "taken": outcome.taken,
                "issued": outcome.issued,
                **self._preview(call, outcome.preview),
            },
        )

    def _preview(self, call: Call, preview: ReportPreview | None) -> Mapping[str, Any]:
        """Return what is read to the caller before the report is saved."""
        shown: dict[str, Any] = {"preview": preview, "checked": "", "doubts": {}, "warnings": []}
        if preview is None:
            return shown
        warnings = _warnings(
            preview,
            self._places.doubt(call.fields.text("adres")),
            call.fields.text("telefon").strip(),
        )
        return shown | {
            **warnings,
            "checked": call.summary(preview),
            "receiver": preview.receiver or "helpdesk",
            "because": sentence(preview.because.pl) if preview.because else "",
            "doubtful": _doubtful_words(preview),
            "clean_day": labels.day(preview.first_clean_day),
        }

    def _questions(self, call: Call) -> Mapping[str, Any]:
        """Return the questions of the category in the words of people."""
        asked = call.asked

        def named(slugs: Sequence[str]) -> list[tuple[str, str]]:
            return [(slug, self._places.name(slug)) for slug in slugs]

        return {
            "asked_for": call.asked_for,
            "asked": [
                (
                    f"{ATTRIBUTE}{attribute.name}",
                    self._places.label(attribute.name),
                    attribute.options,
                )
                for attribute in asked.attributes
            ],
            "place_kinds": named(asked.place_kinds),
            "areas": named(asked.areas),
        }


def _answers(call: Call) -> Mapping[str, Any]:
    """Return the procedures that answer the question, and the text of the chosen one."""
    hits, why_no_hits = call.find()
    shown = call.procedure()
    return {
        "question": call.question,
        "hits": hits,
        "why_no_hits": why_no_hits,
        "asks": call.asks,
        "is_guess": hits is not None and _is_guess(hits),
        "procedure": shown,
        "procedure_text": _markup(shown) if shown is not None else Markup(),
        "related": _related(shown) if shown is not None else {},
    }


def _category(call: Call, outcome: _Outcome) -> Mapping[str, Any]:
    """Return the categories to choose from, and what is said to callers of the chosen one."""
    chosen = call.category
    return {
        "categories": _category_choices(call.table),
        "asks_more": outcome.asks_more,
        "notice": (chosen.notice_in("pl") or "") if chosen else "",
        "stops": chosen.name if chosen and outcome.stops else "",
        "dangers": [(category.name, category.notice_in("pl") or "") for category in call.dangers],
    }


def taken_view(number: str, code: str) -> View:
    """Return what to read to the caller once the report is registered."""
    return View(
        template="taken",
        title="Zgłoszenie przyjęte",
        here="call",
        context={"number": number, "code": code},
    )


def _category_faults(call: Call) -> Iterator[Fault]:
    """Yield a fault for a category that the table lacks, such as one removed during the call."""
    if call.table is not None and call.category is None and call.fields.text("kategoria").strip():
        yield Fault("kategoria", _NO_CATEGORY)


_NO_CATEGORY = "Tabela tras nie ma już tej kategorii. Wybierz inną albo „nie wiadomo”."


def _number_faults(call: Call) -> Iterator[Fault]:
    """Yield a fault for each answer that should be a number and is not."""
    for question in call.asked.attributes:
        value = call.attributes.get(question.name, "")
        is_number = value.isascii() and value.isdecimal() and len(value) <= _MOST_DIGITS
        if question.is_number and value and not is_number:
            yield Fault(f"{ATTRIBUTE}{question.name}", _NO_NUMBER)


def _faults_in_saving(call: Call, preview: ReportPreview) -> Iterator[Fault]:
    """Yield why the form is not what this person has checked."""
    try:
        require_same_person(call.fields, call.login, "")
    except ConflictError as error:
        yield Fault("", error.message.pl)
    if call.fields.text("sprawdzono") != call.summary(preview):
        yield Fault("", _CHANGED)


def _fault(finding: Finding, call: Call) -> Fault:
    path = finding.path.strip("/")
    if path == "description" and not call.fields.text("opis").strip():
        return Fault("opis", _NO_WORDS)
    first, _, subpath = path.partition("/")
    filled, at = list(call.attributes), subpath.partition("/")[0]
    if first == "attributes" and at.isdecimal() and int(at) < len(filled):
        return field_fault(f"{ATTRIBUTE}{filled[int(at)]}", finding)
    return field_fault(_FIELDS.get(path, "opis"), finding)


def _warnings(preview: ReportPreview, place_doubt: str, phone: str) -> Mapping[str, Any]:
    """Return what to ask the caller again, by field, and the other warnings."""
    fields = [(_FIELDS.get(finding.path.strip("/"), ""), finding) for finding in preview.findings]
    wrong_phone = telephone_fault(phone) if any(map(str.isdigit, phone)) else None
    return {
        "doubts": {
            **({"adres": place_doubt} if place_doubt else {}),
            **{field: _CONTACT[field] for field, _ in fields if field in _CONTACT},
            # What is wrong with the number says more than that it cannot be called.
            **({"telefon": sentence(wrong_phone.pl)} if wrong_phone else {}),
        },
        "warnings": [
            finding.message
            for field, finding in fields
            # Danger is announced at the top of the page.
            if field not in _CONTACT and finding.code != _DANGER
        ],
    }


def _doubtful_words(preview: ReportPreview) -> Sequence[str]:
    """Return the words that redaction leaves and that may be personal data, each once."""
    texts = [preview.description, preview.address, *(text for _, text in preview.attributes)]
    return doubtful_words(text.text for text in texts if text is not None)


def _category_choices(table: RouteTable | None) -> list[tuple[str, str]]:
    return (
        [(category.id, category.name) for category in table.categories] if table is not None else []
    )


def _is_guess(hits: Sequence[Hit]) -> bool:
    """Return whether no title has a word of the question, as far as the search can tell.

    Such hits only mention a word: „dowód” for an identity card finds „dowód wpłaty”.
    """
    return any(hit.passages for hit in hits) and not any(hit.title_spans for hit in hits)


def _markup(shown: Projection) -> Markup:
    """Return the text of a procedure: first what is for the call centre alone."""
    sections = sorted(shown.sections, key=lambda section: not _is_for_calls(section))
    # No links: files are on the portal, and following one would lose what was typed.
    return sections_markup(sections, Addresses(lambda name: "", lambda number: ""))


def _is_for_calls(section: Section) -> bool:
    return any(entry.key.startswith("call_centre.") for entry in section.entries)


def _related(shown: Projection) -> Mapping[str, str]:
    """Return the titles of the procedures that a procedure links to, by number."""
    found: dict[str, str] = {}
    parts: list[Any] = [shown.to_data()]
    while parts:
        part = parts.pop(0)
        if isinstance(part, Mapping):
            scheme, _, number = str(part.get("href", "")).partition(":")
            if scheme == "procedure":
                found[number] = str(part["text"])
            parts += part.values()
        elif isinstance(part, list | tuple):
            parts += part
    return found
