"""Rules of „Dokumenty”."""

import re

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.addresses import EMAIL, is_front_page
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.references import refers_elsewhere
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.reports import reports_something
from lckm_core.procedures.rules.texts import Path
from lckm_core.text import EmptyWord, Message

_ADDRESS = KeywordPattern(
    ":// www.", r"(?:https?://|\bwww\.)(?P<host>[^\s/?#,;()<>]+)(?P<path>[/?#][^\s,;()<>]*)?"
)
_PLATFORMS = (
    r"epuap\.gov|biznes\.gov|(?:^|\.)gov\.pl$|obywatel\.gov|empatia|zus\.pl|praca\.gov|ceidg"
    r"|mobywatel|pwpw|gunb\.gov|nabor|rekrutacja|formularz|eboi|e-urzad|eurzad"
)
_FORM = r"form|wnios|opis-uslugi|usluga|e-?uslug|katalog-spraw|sprawy/"


@rule(
    "LCKM-R018",
    "wzór: Formy i miejsce składania dokumentów",
    "link do formularza elektronicznego w formach składania",
    part="submission required_documents",
)
def submission_holds_no_e_form(
    submission: tuple[parts.Submission, ...] | EmptyWord,
    required_documents: parts.RequiredDocuments | None,
) -> RuleFaults:
    """A link to an electronic form stands among the ways of handing in."""
    forms = _e_form_addresses(required_documents)
    for index, way in enumerate(() if isinstance(submission, EmptyWord) else submission):
        texts: dict[Path, str] = {("places", place): text for place, text in enumerate(way.places)}
        texts["note",] = way.note or ""
        for path, text in texts.items():
            for address in _ADDRESS.finditer(text):
                is_listed = _bare_address(address[0]) in forms
                if not is_listed and not _is_e_form(address, way.way):
                    continue
                names_a_form = is_listed or _names_a_form(address, text)
                yield (
                    ("submission", index, *path),
                    _E_FORM if names_a_form else _ADDRESS_OF_PLATFORM,
                    address.start(),
                )


def _e_form_addresses(documents: parts.RequiredDocuments | None) -> set[str]:
    """Return the addresses of the electronic forms that the documents name."""
    groups = (documents.to_submit, documents.to_present) if documents else ()
    return {
        _bare_address(form.url)
        for group in groups
        for document in group
        for form in document.e_forms
    }


def _bare_address(address: str) -> str:
    """Return a web address without what may be left out of it: „https://www.” and a last „/”."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.lower()).rstrip("/.")


def _names_a_form(address: re.Match[str], text: str) -> bool:
    return compiled(_FORM).search(address["path"] or "") is not None or "formularz" in text.lower()


_E_FORM = Message(
    "Formularza elektronicznego nie podaje się tutaj. Przenieś link pod dokument, do pola "
    "„Formularze elektroniczne” (e_forms) w „Wymaganych dokumentach”, a tu zostaw nazwę platformy.",
    "No electronic form is listed here. Move the link under its document, to “e_forms” in "
    "“required_documents”, and leave the platform's name here.",
)
_ADDRESS_OF_PLATFORM = Message(
    "Podaj nazwę platformy bez https://, np. „ePUAP”. Jeżeli to link do formularza, przenieś go "
    "pod dokument, do pola „Formularze elektroniczne” (e_forms) w „Wymaganych dokumentach”.",
    "Give the platform's name without https://, such as “ePUAP”. If the link is to a form, move "
    "it under its document, to “e_forms” in “required_documents”.",
)


def _is_e_form(address: re.Match[str], way: parts.Way) -> bool:
    """Return whether a web address leads to a form, and not to a platform's first page."""
    path = (address["path"] or "").rstrip("/.")
    if not path or is_front_page(address[0]):
        return False
    return (
        way is parts.Way.ELECTRONICALLY
        or compiled(_PLATFORMS).search(address["host"]) is not None
        or compiled(_FORM).search(path) is not None
    )


@rule(
    "LCKM-R034",
    "wzór: Termin składania dokumentów",
    "brak terminu składania dokumentów",
)
def submission_has_a_deadline(
    submission: tuple[parts.Submission, ...] | EmptyWord,
    submission_deadline: tuple[parts.SubmissionDeadline, ...],
) -> RuleFaults:
    """Documents are handed in, and nothing is said of until when (I21)."""
    if submission and not isinstance(submission, EmptyWord) and not submission_deadline:
        yield (
            ("submission_deadline",),
            Message(
                "Nie podano terminu składania dokumentów. Wpisz go, a jeśli nie ma ograniczeń, "
                "napisz np. „w dowolnym czasie”.",
                "No deadline for handing in documents is given. Give it; without a limit, write "
                "for example „w dowolnym czasie” (at any time).",
            ),
        )


_WITH_PAPERS = (parts.Way.BY_POST, parts.Way.IN_PERSON, parts.Way.ELECTRONICALLY)


@rule(
    "LCKM-R035",
    "wzór: Wymagane dokumenty",
    "formy składania bez dokumentów albo dokumenty bez form składania",
    WARNING,
    part="title",
)
def ways_and_documents_belong_together(
    title: str | None,
    submission: tuple[parts.Submission, ...] | EmptyWord,
    required_documents: parts.RequiredDocuments,
) -> RuleFaults:
    """Ways of handing in are given without a document to hand in, or the other way round."""
    if isinstance(submission, EmptyWord):
        if required_documents.to_submit:
            yield (
                ("submission",),
                Message(
                    "Są dokumenty do złożenia, a w formach składania jest „nie dotyczy”. "
                    "Podaj, jak i gdzie się je składa; dopiero z tym porównuje się hasła i terminy "
                    "składania.",
                    "There are documents to submit, but „nie dotyczy” stands for the ways. "
                    "Say how and where they are handed in; only then are phrases and deadlines "
                    "for it compared with that.",
                ),
            )
        return
    has_documents = required_documents.to_submit or required_documents.to_present
    ways = {item.way for item in submission}
    # What can be told by telephone needs no application, though a letter does as well.
    if has_documents or parts.Way.PHONE in ways or ways.isdisjoint(_WITH_PAPERS):
        return
    if not reports_something(title or "") and not _by_the_form_of_reports(submission):
        yield (
            ("required_documents",),
            Message(
                "Podano, jak składa się dokumenty, a nie ma żadnego dokumentu. "
                "Wymień przynajmniej wniosek.",
                "The ways of handing in are given but no document. Name the application at least.",
            ),
        )


def _by_the_form_of_reports(submission: tuple[parts.Submission, ...]) -> bool:
    """Return whether a way is the portal of the contact centre, where reports are sent (§ 5)."""
    places = "\n".join(place for way in submission for place in way.places).lower()
    return "lckm.uml" in places or "centrum kontakt" in places


@rule(
    "LCKM-R038",
    "wzór: Formy i miejsce składania dokumentów",
    "formularz elektroniczny bez formy elektronicznej",
)
def e_forms_are_handed_in_electronically(
    submission: tuple[parts.Submission, ...] | EmptyWord,
    required_documents: parts.RequiredDocuments,
) -> RuleFaults:
    """A document has an electronic form, and the electronic way is not among the ways (I31)."""
    ways = set() if isinstance(submission, EmptyWord) else {item.way for item in submission}
    if parts.Way.ELECTRONICALLY in ways:
        return
    for index, document in enumerate(required_documents.to_submit):
        if document.e_forms:
            yield Contradiction(
                ("required_documents", "to_submit", index, "e_forms"),
                Message(
                    f"Dokument „{document.name}” ma formularz elektroniczny, a w formach "
                    "składania nie ma formy elektronicznej.",
                    f"The document “{document.name}” has an electronic form, but “submission” does "
                    "not offer the electronic way.",
                ),
                None,
                ("submission",),
                quotes=True,
                advice=Message(
                    "Dodaj ją z nazwą platformy albo usuń formularz.",
                    "Add it with the platform's name, or remove the form.",
                ),
            )


@rule(
    "LCKM-R039",
    "wzór: Formy i miejsce składania dokumentów",
    "„jw.” zamiast miejsca składania",
    part="submission",
)
def submission_names_its_places(submission: tuple[parts.Submission, ...] | EmptyWord) -> RuleFaults:
    """A place of handing in refers to another in place of an address."""
    for index, way in enumerate(() if isinstance(submission, EmptyWord) else submission):
        for place, text in enumerate(way.places):
            if refers_elsewhere(text):
                yield (
                    ("submission", index, "places", place),
                    Message(
                        f"„{text}” odsyła do innego miejsca w opisie, którego mieszkaniec może "
                        "nie widzieć. Wpisz adres.",
                        f"“{text}” refers to another place in the text, which a resident may not "
                        "see. Give the address.",
                    ),
                )


_EMAIL = (
    r"[^\s@]@[^\s@]+\.\w{2}|\S\s?(?:[(\[]\s?(?:at|małpa)\s?[)\]]|\smałpa\s)\s?[\w-]+"
    r"(?:(?:\.|\s?[(\[]\s?(?:dot|kropka|pkt)\s?[)\]]\s?|\skropka\s)\w{2}"
    r"|(?:\s[\w-]+)?\s(?:pl|eu|com|org)\b)"
)
"""An address, also one with „(at)” in place of „@”, and its domain."""
_ONLY_EMAIL = rf"{EMAIL}\.\w{{2,}}"
_BY_EMAIL = (
    r"(?:(?:na|przez|za\s+pośrednictwem)\s+)?"
    r"(?:(?:skan\w*|zdjęci\w+|dokument\w*|wnios\w+)\s+(?:[^\W\d]+\s+){0,3})?"
    r"(?:e-?mail\w{0,4}|mail\w{0,4}|poczt[aąęy]\s+(?:elektroniczn\w{1,2}|e-?mail\w{0,4}))"
)
_ON_A_PLATFORM = (
    r"puap|platform|portal|gov\.pl|formularz|system|doręcze|skryt|podawcz|@tia|www\.|https?:"
    r"|aplikacj|mobywatel|biznes|\bkont[oa]\b|\besp\b|\bpyta|pomoc|kontakt|informac"
)
"""Where a form is, or what an address beside it is for."""


@rule(
    "LCKM-R048",
    "wzór: Formy i miejsce składania dokumentów",
    "e-mail bez adresu albo adres e-mail w formie elektronicznej",
    part="submission",
)
def email_is_the_way_with_an_address(
    submission: tuple[parts.Submission, ...] | EmptyWord,
) -> RuleFaults:
    """The way by e-mail has no address, or an address stands for the electronic way."""
    for index, way in enumerate(() if isinstance(submission, EmptyWord) else submission):
        if way.way is parts.Way.EMAIL and not any(
            compiled(_EMAIL).search(text) for text in (*way.places, way.note or "")
        ):
            yield (
                ("submission", index, "places"),
                Message(
                    "Przy składaniu e-mailem nie ma adresu poczty elektronicznej. Wpisz go.",
                    "The way by e-mail has no e-mail address. Give it.",
                ),
            )
        for place, text in enumerate(way.places):
            if way.way is parts.Way.ELECTRONICALLY and _is_email_alone(text.strip()):
                yield (
                    ("submission", index, "places", place),
                    Message(
                        f"„{text}” to poczta elektroniczna, a drogą elektroniczną składa się "
                        "formularz na platformie. Przenieś to do formy „e-mailem”.",
                        f"“{text}” is e-mail, and electronically means by a form on a platform. "
                        "Move it to the way by e-mail.",
                    ),
                )


def _is_email_alone(text: str) -> bool:
    """Return whether a place of the electronic way is e-mail, and no form on a platform."""
    if compiled(_ONLY_EMAIL).fullmatch(text) or compiled(_BY_EMAIL).fullmatch(text):
        return True
    return (
        "@" in text
        and compiled(_EMAIL).search(text) is not None
        and compiled(_ON_A_PLATFORM).search(text) is None
    )


_FORM_ITSELF = KeywordPattern(
    "formularz",
    r"(?:^|[–(,:]\s*|\s-\s)(?:elektroniczny\s+formularz\b|e-?formularz\b"
    r"|formularz\s+(?:zgłoszeniowy\s+|wniosku\s+)?(?:elektroniczny|internetowy|on-?line"
    r"|w\s+systemie|na\s+(?:e-?puap|platformie|portalu))\b)",
)
_MADE_OF_A_FORM = (
    r"wydruk|\bpotwierdzeni|\bkopi|\bskan\b|\bzrzut|\bup[op]\b"
    r"|(?:\b(?:albo|lub|bądź|i|oraz|czy)\s|[,/])\s*(?:\w+\s+){0,3}(?:papier|druk)(?!\w*\s+nie\b)"
)
"""What may be on paper: a print, or a form for whoever prefers paper."""


@rule(
    "LCKM-R081",
    "wzór: Wymagane dokumenty",
    "dokument, który jest formularzem elektronicznym, bez adresu formularza",
    # A system in which somebody signs in first may have no such address (I31).
    WARNING,
    part="required_documents",
)
def e_forms_have_an_address(required_documents: parts.RequiredDocuments | None) -> RuleFaults:
    """A document is an electronic form whose address is not given (I36, I38)."""
    documents = required_documents.to_submit if required_documents else ()
    if any(document.e_forms for document in documents):
        yield from _front_pages(documents)
        return
    for index, document in enumerate(documents):
        if document.file or not _FORM_ITSELF.search(document.name):
            continue
        if not compiled(_MADE_OF_A_FORM).search(document.name):
            yield (
                ("required_documents", "to_submit", index, "name"),
                Message(
                    "Ten dokument jest, jak tu napisano, formularzem elektronicznym, a nie ma jego "
                    "adresu. Podaj w polu „Formularze elektroniczne” (e_forms) platformę i adres "
                    "formularza albo opisu usługi.",
                    "This document is an electronic form, as is said here, and its address is not "
                    "given. Give platform and address of the form or its service in “e_forms”.",
                ),
            )


def _front_pages(documents: tuple[parts.RequiredDocument, ...]) -> RuleFaults:
    for index, document in enumerate(documents):
        for number, form in enumerate(document.e_forms):
            if not is_front_page(form.url):
                continue
            yield (
                ("required_documents", "to_submit", index, "e_forms", number, "url"),
                Message(
                    "To strona główna platformy, a nie adres formularza. Podaj adres formularza "
                    "albo opisu usługi, który do niego kieruje.",
                    "This is the platform's front page, not the address of a form. Give that of "
                    "the form, or of the service's description that leads to it.",
                ),
            )
