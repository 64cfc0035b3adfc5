"""What is wrong on a page, at its field, in a resident's words."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import attrs
from markupsafe import Markup

from lckm_core.fields import fields_by_key
from lckm_core.findings import Finding
from lckm_core.reports import IntakeLimits, ReportForm
from lckm_intake import RefusalReason
from lckm_web._answers import ATTRIBUTE, Answers
from lckm_web._words import Words

Translate = Callable[[str], str]
# The numbers of the Polish emergency services.
_EMERGENCY: Final = re.compile(r"\b(?:112|98[0-9]|99[0-9])\b")
MOST_CHARACTERS: Final = fields_by_key(ReportForm)["description"].mark.max_chars or 4000


@attrs.frozen
class Fault:
    """A fault: the id of its field, empty for none, and what to do.

    One that ``stops`` is no mistake: such a thing is not reported here. It may have an emergency
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
    """Return that the end of a field is lost; ``None`` for one that nobody fills in."""
    labels = {
        "description": words.translate("Opisz, co się stało (obowiązkowo)"),
        "street": words.translate("Ulica i numer"),
        "place": words.translate("Miejsce własnymi słowami"),
        "name": words.translate("Imię i nazwisko (nieobowiązkowo)"),
        "email": words.translate("Adres e-mail (nieobowiązkowo)"),
        "phone": words.translate("Numer telefonu (nieobowiązkowo)"),
        "address": words.translate("Adres do listów (nieobowiązkowo)"),
        "number": words.translate("Numer zgłoszenia"),
        "code": words.translate("Kod"),
    }
    label = labels.get(field, "")
    if field.startswith(ATTRIBUTE):
        named = words.label(field.removeprefix(ATTRIBUTE))
        label = named.striptags() if isinstance(named, Markup) else named
    if not label:
        return None
    text = words.translate(
        "Pole „{field}” jest dłuższe, niż mieści formularz (256 000 bajtów). Wróciło bez końca: "
        "skróć je i sprawdź, czym się kończy."
    )
    return Fault(field, text.format(field=label))


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
            return translate("Przyjmujemy zdjęcia JPEG, PNG, WebP i HEIC, filmy MP4 i PDF.")
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
    translate: Translate,
) -> list[Fault]:
    """Return each error of a report's form as a fault of a page, at most one of each kind.

    Args:
        findings: those of :func:`lckm_core.reports.check_report_form`.
        answers: what they were found in.
        asked: the names of the attributes, in the form's order.
        limits: what the host accepts.
        translate: gives the words of the page's language.
    """
    filled = [name for name in asked if answers.attributes.get(name, "").strip()]
    found = (
        Fault(field, _words(finding, field, answers, limits, translate))
        for finding in findings
        for field in [_field(finding.path, filled)]
    )
    return list(dict.fromkeys(found))


def warnings(findings: Iterable[Finding], translate: Translate) -> Iterator[str]:
    """Yield what to tell of contact data that are taken but may be of no use."""
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
    """Return the field of a page for a place in the form's data."""
    first, second = (*path.split("/")[1:], "", "")[:2]
    if first == "place":
        return {"kind": "place_kind", "area": "area", "point": "point"}.get(second, "street")
    if first == "attributes":
        at = int(second) if second.isdecimal() else 0
        return ATTRIBUTE + filled[at] if at < len(filled) else "description"
    if first == "reporter":
        return second or "email"
    if first == "attachments":
        return "new_files"
    return first if first in ("description", "category") else "description"


def _words(
    finding: Finding, field: str, answers: Answers, limits: IntakeLimits, translate: Translate
) -> str:
    if field == "description":
        count = len(answers.description)
        if not answers.description.strip():
            return translate("Napisz, co się stało.")
        if count > MOST_CHARACTERS:
            words = translate("Opis jest za długi. Znaków za dużo: {count}. Skróć go.")
            return words.format(count=count - MOST_CHARACTERS)
        if finding.path == "/description":
            return translate("W opisie są znaki, których nie da się zapisać. Przepisz go.")
        # What no page asks for; so it says no more than is known.
        return translate("Zgłoszenia nie da się tak przyjąć. Sprawdź odpowiedzi i wyślij je znowu.")
    if field == "new_files":
        if finding.code == "LCKM-Z010":
            words = translate("Plików może być najwyżej {count}. Usuń nadmiarowe.")
            return words.format(count=limits.most_attachments)
        return translate("Jednego z plików nie da się przyjąć. Usuń go i dodaj inny.")
    fixed = {
        "category": translate("Wybierz kategorię z listy."),
        "street": translate(
            "Skróć opis miejsca. Ulica i miejsce własnymi słowami mogą mieć razem 200 znaków."
        ),
        "point": translate("To położenie jest poza miastem. Usuń je albo wskaż inne."),
        "place_kind": translate("Wybierz rodzaj miejsca z listy."),
        "area": translate("Wybierz dzielnicę z listy."),
    }
    if field in fixed:
        return fixed[field]
    if field.startswith(ATTRIBUTE):
        return translate("Odpowiedź jest za długa. Może mieć najwyżej 80 znaków.")
    return translate("Ten wpis jest za długi albo ma znaki, których nie da się zapisać. Skróć go.")
