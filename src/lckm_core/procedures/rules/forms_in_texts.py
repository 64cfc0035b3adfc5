"""Electronic forms that texts speak of, and that no document has the address of."""

from itertools import islice

from lckm_core._patterns import KeywordPattern, compiled, small_letters
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import MOST_LISTED, WARNING, RuleFaults, rule
from lckm_core.procedures.rules.statements import statements
from lckm_core.procedures.rules.texts import PROSE, Texts
from lckm_core.text import EmptyWord, Message

_FILL_IN_A_FORM = KeywordPattern(
    "formularz",
    # Other offices have forms of their own: „… formularz internetowy na stronie policji”.
    r"^(?:(?:wypełnij|wypełnia(?:sz|\s+się)|wyślij|złóż)\s+(?:nasz\s+)?|skorzystaj\s+z\s+)"
    r"(?:formularz\w*\s+(?:elektroniczn\w+|on-?line|internetow\w+)"
    r"|(?:elektroniczn\w+|internetow\w+)\s+formularz\w*|e-?formularz\w*)"
    r"(?:\s+(?:wniosku|zgłoszenia|podania|deklaracji))?"
    r"(?:\s+(?:na|przez|w)\s+(?:platformie\s+|portalu\s+|system\w+\s+)?(?:e-?puap(?:-?(?:ie|u))?"
    r"|(?:biznes\.)?gov\.pl|emp@ti\w+|mobywatel\w*|internet\w*))?"
    r"(?:,?\s+(?:i|a\s+potem|a\s+następnie)\s+[^,:;]{3,80})?$",
)
_NOT_THE_APPLICATION = (
    r"\b(?:wizyt|rezerwac|umów|kontakt|płat|opłat|ankiet|zapytani|uwag[ięa]?\b|odwoł|jeśli|jeżeli"
    r"|gdy|innego|innej|wojew|minist|kiosk|komputer)"
)
"""Forms of something else, and of some applicants."""


@rule(
    "LCKM-R095",
    "wzór: Wymagane dokumenty",
    "tekst każe wypełnić formularz elektroniczny, którego adresu nie ma żaden dokument",
    WARNING,
    part="steps submission",
)
def e_forms_of_texts_have_an_address(
    steps: tuple[parts.Step, ...],
    submission: tuple[parts.Submission, ...] | EmptyWord | None,
    required_documents: parts.RequiredDocuments,
    texts: Texts,
) -> RuleFaults:
    """A text asks to fill in an electronic form, and no document has the address of any (I36)."""
    documents = required_documents.to_submit
    if isinstance(submission, EmptyWord) or not documents:
        return
    if any(document.e_forms for document in (*documents, *required_documents.to_present)):
        return
    # Without the electronic way it is that which is missing (LCKM-R069), and a document that is
    # called a form is LCKM-R081.
    if submission and all(item.way is not parts.Way.ELECTRONICALLY for item in submission):
        return
    if any("formularz" in small_letters(document.name) for document in documents):
        return
    asking = (
        said
        for said in statements(texts, _FILL_IN_A_FORM.keywords, steps, None, PROSE)
        if _FILL_IN_A_FORM.search(said.words)
        and not compiled(_NOT_THE_APPLICATION).search(f"{said.step} {said.words}")
    )
    for said in islice(asking, MOST_LISTED):
        yield (
            said.path,
            Message(
                "Tekst mówi o formularzu elektronicznym, a żaden dokument nie ma jego adresu. "
                "Podaj w polu „Formularze elektroniczne” (e_forms) platformę i adres.",
                "This is about an electronic form, and no document has its address. Give "
                "platform and address in “e_forms”.",
            ),
            said.start,
        )
