"""What is wrong on a page, at its field, in a resident's words."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import attrs
from markupsafe import Markup

from lckm_core.fields import fields_by_key
from lckm_core.findings import Finding
from lckm_core.reports import Attribute, EventPlace, IntakeLimits, Reporter, ReportForm
from lckm_intake import RefusalReason, takes_pdf
from lckm_web._answers import ATTRIBUTE, CONTACT, Answers
from lckm_web._words import Words

Translate = Callable[[str], str]
# The numbers of the Polish emergency services.
_EMERGENCY: Final = re.compile(r"\b(?:112|98[0-9]|99[0-9])\b")


def _most(form: type, key: str) -> int:
    """Return the most characters that a field of a form may have."""
    return fields_by_key(form)[key].mark.max_chars or sys.maxsize


MOST_CHARACTERS: Final = _most(ReportForm, "description")


@attrs.frozen
class Fault:
    """A fault: the id of its field, empty for none, and what to do.

    One that ``stops`` is not a mistake: such things are not reported here. It may have an emergency
    number to ``call``.
    """

    field: str
    message: str
    stops: bool = False

    @property
    def call(self) -> str:
        """The emergency number in the message, empty for none."""
        found = _EMERGENCY.search(self.message) if self.stops else None
        return found[0] if found else ""


def too_long(field: str, words: Words) -> Fault | None:
    """Return the fault that a field was cut; ``None`` for a field without a label."""
    label = _label(field, words)
    if not label:
        return None
    text = words.translate(
        "Pole „{field}” jest dłuższe, niż mieści formularz (256 000 bajtów). Wróciło bez końca: "
        "skróć je i sprawdź, czym się kończy."
    )
    return Fault(field, text.format(field=label))


def _label(field: str, words: Words) -> str:
    """Return the label of a field with a text, empty for others."""
    if field.startswith(ATTRIBUTE):
        label = words.label(field.removeprefix(ATTRIBUTE))
        return label.striptags() if isinstance(label, Markup) else label
    _ = words.translate
    labels = {
        "description": _("Opisz, co się stało (obowiązkowo)"),
        "street": _("Ulica i numer"),
        "place": _("Miejsce własnymi słowami"),
        "name": _("Imię i nazwisko (nieobowiązkowo)"),
        "email": _("Adres e-mail (nieobowiązkowo)"),
        "phone": _("Numer telefonu (nieobowiązkowo)"),
        "address": _("Adres do listów (nieobowiązkowo)"),
        "number": _("Numer zgłoszenia"),
        "code": _("Kod"),
    }
    return labels.get(field, "")


# The page that each field is on; others belong to the first.
_PAGES: Final = {
    "place_kind": "details",
    "name": "contact",
    "email": "contact",
    "phone": "contact",
    "address": "contact",
}


def refused_file(reason: RefusalReason, translate: Translate) -> str:
    """Return why a file is not taken, and what to send instead."""
    match reason:
        case RefusalReason.EMPTY:
            return translate("Jest pusty. Wybierz go jeszcze raz.")
        case RefusalReason.TOO_LARGE:
            return translate("Jest za duży. Wyślij mniejszy.")
        case RefusalReason.OTHER_TYPE:
            if takes_pdf():
                return translate("Przyjmujemy zdjęcia JPEG, PNG, WebP i HEIC, filmy MP4 i PDF.")
            return translate("Przyjmujemy zdjęcia JPEG, PNG, WebP i HEIC oraz filmy MP4.")
        case RefusalReason.UNREADABLE:
            return translate(
                "Nie da się na pewno usunąć z niego miejsca, urządzenia i autora. Zrób go jeszcze "
                "raz albo wyślij zrzut ekranu."
            )
        case RefusalReason.ENCRYPTED:
            return translate("Jest zaszyfrowany. Zapisz go bez hasła albo wyślij jego zdjęcie.")
        case RefusalReason.NO_PDF:
            return translate("Plików PDF tu nie przyjmujemy. Wyślij zdjęcie dokumentu.")
        case RefusalReason.INFECTED:
            return translate("Program antywirusowy rozpoznał w nim zagrożenie. Wyślij inny plik.")
        case RefusalReason.UNSCANNED:
            return translate(
                "Nie udało się go teraz sprawdzić programem antywirusowym. Dodaj go za chwilę "
                "jeszcze raz albo wyślij zgłoszenie bez niego."
            )


def page_of(fault: Fault) -> str:
    """Return the page that a fault is on: ``form``, ``details`` or ``contact``."""
    if fault.field.startswith(ATTRIBUTE):
        return "details"
    return _PAGES.get(fault.field, "form")


def faults(
    findings: Iterable[Finding],
    answers: Answers,
    *,
    asked: Iterable[str],
    limits: IntakeLimits,
    words: Words,
) -> list[Fault]:
    """Return each error of a report's form as a fault of a page, at most one of each kind.

    Args:
        findings: those of :func:`lckm_core.reports.check_report_form`.
        answers: what they were found in.
        asked: the names of the attributes, in the form's order.
        limits: what the host accepts.
        words: those of the page's language.
    """
    filled = [name for name in asked if answers.attributes.get(name, "").strip()]
    found = (
        Fault(field, _message(finding, field, answers, limits, words))
        for finding in findings
        for field in [_field(finding.path, filled)]
    )
    return list(dict.fromkeys(found))


def warnings(findings: Iterable[Finding], translate: Translate) -> Iterator[str]:
    """Yield a warning for each contact detail that is taken but may be of no use."""
    for finding in findings:
        if finding.path == "/reporter/email":
            yield translate(
                "Na ten adres e-mail nie da się odpisać. Możesz wysłać zgłoszenie i tak albo "
                "poprawić adres."
            )
        elif finding.path == "/reporter/phone":
            yield translate(
                "Pod ten numer nie da się zadzwonić. Możesz wysłać zgłoszenie i tak albo poprawić "
                "numer."
            )


def _field(path: str, filled: list[str]) -> str:
    """Return the field of a page for a place in the form's data, empty for none."""
    first, second = (*path.split("/")[1:], "", "")[:2]
    match first:
        case "description" | "category":
            return first
        case "place":
            known = {"address": "street", "kind": "place_kind", "area": "area", "point": "point"}
            return known.get(second, "")
        case "attributes":
            at = int(second) if second.isdecimal() else len(filled)
            return ATTRIBUTE + filled[at] if at < len(filled) else ""
        case "reporter":
            return second if second in CONTACT else ""
        case "attachments":
            return "new_files"
        case _:
            return ""


def _message(
    finding: Finding, field: str, answers: Answers, limits: IntakeLimits, words: Words
) -> str:
    """Return what is wrong in a field, and what to do."""
    _ = words.translate
    match field:
        case "":
            return _(
                "Nie możemy tak przyjąć zgłoszenia. Sprawdź odpowiedzi i wyślij je jeszcze raz."
            )
        case "category":
            return _("Wybierz kategorię z listy.")
        case "place_kind":
            return _("Wybierz rodzaj miejsca z listy.")
        case "area":
            return _("Wybierz dzielnicę z listy.")
        case "point":
            return _("To położenie jest poza miastem. Usuń je albo wskaż inne.")
        case "new_files" if finding.code == "LCKM-Z010":
            text = _("Plików może być najwyżej {count}. Usuń nadmiarowe.")
            return text.format(count=limits.most_attachments)
        case "new_files":
            return _("Jednego z plików nie da się przyjąć. Usuń go i dodaj inny.")
        case _:
            return _message_of_text(field, answers, words)


def _message_of_text(field: str, answers: Answers, words: Words) -> str:
    """Return what is wrong with a text: that it is missing, too long, or cannot be stored."""
    _ = words.translate
    text, most = _text(field, answers)
    excess = len(text) - most
    if not text.strip():
        return _("Napisz, co się stało.")
    if excess > 0:
        known = {
            "description": _("Opis jest za długi. Znaków za dużo: {count}. Skróć go."),
            "street": _(
                "Skróć opis miejsca. Ulica i miejsce własnymi słowami mogą mieć razem 200 znaków."
            ),
        }
        other = _("Pole „{field}” jest za długie. Znaków za dużo: {count}. Skróć je.")
    else:
        known = {
            "description": _("W opisie są znaki, których nie da się zapisać. Przepisz go."),
            "street": _("W opisie miejsca są znaki, których nie da się zapisać. Przepisz go."),
        }
        other = _("W polu „{field}” są znaki, których nie da się zapisać. Wypełnij je jeszcze raz.")
    return known.get(field, other).format(field=_label(field, words), count=excess)


def _text(field: str, answers: Answers) -> tuple[str, int]:
    """Return what is typed in a field, and the most characters that it may have."""
    if field.startswith(ATTRIBUTE):
        return answers.attributes[field.removeprefix(ATTRIBUTE)].strip(), _most(Attribute, "value")
    if field == "street":
        return answers.address_line, _most(EventPlace, "address")
    if field == "description":
        return answers.description, MOST_CHARACTERS
    return answers.contact[field], _most(Reporter, field)
