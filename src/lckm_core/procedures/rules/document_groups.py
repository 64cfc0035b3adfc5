"""Documents to hand in and to show: each stands in the group of its kind."""

from lckm_core._patterns import KeywordPattern
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.text import Message

_ONLY = r"(?:(?:tylko|wyłącznie|jedynie|okazywan\w+|przedkładan\w+|przedstawian\w+)\s+)*"
_TO_SHOW = KeywordPattern("wglądu okazania", rf"(?:^|[\s(\[]){_ONLY}do\s+(?:wglądu|okazania)$")
_TO_SUBMIT = KeywordPattern("złożenia", rf"(?:^|[\s(\[]){_ONLY}do\s+złożenia$")
# „Kopia aktu (oryginał do wglądu)” is handed in, and something else of it is shown.
_OF_TWO = KeywordPattern(
    "kopi ksero skan odpis orygina oraz lub albo i/lub",
    r"kopi|ksero|\bskan|odpis|orygina|\b(?:oraz|lub|albo)\b",
)


@rule(
    "LCKM-R077",
    "wzór: Wymagane dokumenty",
    "dokument do wglądu wśród dokumentów do złożenia albo odwrotnie",
    # „Powinny być pogrupowane”: gentler than what else the template asks for here.
    WARNING,
    part="required_documents",
)
def documents_are_in_their_group(
    required_documents: parts.RequiredDocuments | None,
) -> RuleFaults:
    """A document marked as one to show is among those to submit, or the other way round."""
    if required_documents is None:
        return
    groups = (
        ("to_submit", required_documents.to_submit, _TO_SHOW, _SHOWN),
        ("to_present", required_documents.to_present, _TO_SUBMIT, _SUBMITTED),
    )
    for group, documents, mark, message in groups:
        for index, document in enumerate(documents):
            for key, text in (("name", document.name), ("circumstance", document.circumstance)):
                if text and _is_marked(text, mark):
                    yield ("required_documents", group, index, key), message


_SHOWN = Message(
    "Ten dokument jest, jak tu napisano, do wglądu, a stoi wśród dokumentów do złożenia. Przenieś "
    "go do grupy „Do wglądu”.",
    "This document is to be shown, as is said here, and stands among those to submit. Move it to "
    "“to_present”.",
)
_SUBMITTED = Message(
    "Ten dokument jest, jak tu napisano, do złożenia, a stoi wśród dokumentów do wglądu. Przenieś "
    "go do grupy „Do złożenia”.",
    "This document is to be submitted, as is said here, and stands among those to show. Move it "
    "to “to_submit”.",
)


def _is_marked(name: str, mark: KeywordPattern) -> bool:
    """Return whether a name ends with such a mark, and tells of one thing alone."""
    # Nearly every name ends otherwise, which takes no time to see.
    if "do " not in name and "DO " not in name:
        return False
    return mark.search(name.rstrip(" .)]")) is not None and _OF_TWO.search(name) is None
