"""Documents to hand in and to show: each stands in the group of its kind."""

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.text import Message

_ONLY = r"(?:(?:tylko|wyłącznie|jedynie|okazywan\w+|przedkładan\w+|przedstawian\w+)\s+)*"
_SHOWN_AT = (
    r"(?:w\s+(?:urzędzie|wydziale|kancelarii|okienku)|przy\s+(?:składaniu|odbiorze|okienku)"
    r"|na\s+miejscu|podczas\s+wizyty|pracowniko|pracownik|urzędnik)\w*[^,;(–]*"
)
_AND_BACK = r"\s*[,;–-]\s*(?:nie\s+(?:zostawia|oddaje|składa)|zwr[aó]c|kopii\s+nie\s+trzeba)[^;]*"
_TO_SHOW = KeywordPattern(
    "wglądu okaz pokaz",
    # „(do wglądu)”, „– do wglądu w urzędzie”, „(okazujesz na miejscu)” at the end
    rf"(?:^|[\s(\[]){_ONLY}do\s+(?:wglądu|okazania)(?:{_AND_BACK})?$"
    rf"|(?:^|[,([–-]\s*){_ONLY}(?:do\s+(?:wglądu|okazania)|okazujesz|okazuje\s+się|okazywan\w+"
    rf"|pokazujesz)(?:\s+{_SHOWN_AT})?(?:{_AND_BACK})?$"
    # „Do wglądu: dowód osobisty”
    rf"|^{_ONLY}do\s+(?:wglądu|okazania)(?:\s*:|\s+[–-])\s(?!.*złożenia)"
    # „Dowód osobisty do wglądu pracownika”
    rf"|^(?:dowód\s+osobisty|paszport|dokument\s+tożsamości|prawo\s+jazdy)\s+{_ONLY}do\s+"
    rf"(?:wglądu|okazania)\s+{_SHOWN_AT}$",
)
_TO_SUBMIT = KeywordPattern(
    "złożenia",
    rf"(?:^|[\s(\[]){_ONLY}do\s+złożenia$|^{_ONLY}do\s+złożenia(?:\s*:|\s+[–-])\s(?!.*wglądu)",
)
_IDENTITY = (
    r"(?:dow(?:ód|odu)(?:\s+osobist\w+)?|paszport\w*|praw[oa]\s+jazdy|legitymacj[aię](?:\s+\w+)?"
    r"|kart[aęy]\s+pobytu|dokument\w*\s+(?:tożsamości|podróży))"
)
_ONE_OF_TWO = rf"\b{_IDENTITY}\s*(?:lub|albo)\s+(?:inn\w+\s+)?{_IDENTITY}"
_ORIGINAL = r"^(?:.*:\s*)?oryginał\w*\s+(?!do\b|i\b|oraz\b|lub\b|albo\b|okazuj)"
# „Kopia aktu (oryginał do wglądu)” is handed in, and something else of it is shown.
_OF_TWO = KeywordPattern(
    "kopi ksero skan odpis orygina oraz lub albo i/lub",
    r"kopi(?!i\s+nie)|ksero|\bskan|odpis|orygina|\b(?:oraz|lub|albo)\b",
)
_HANDED_IN = r"(?:wniosek|zgłoszenie|podanie|prośba)\b"
"""„Wniosek o wydanie akt do wglądu” is handed in, whatever it ends with."""


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
                if text and _is_marked(text, mark, is_name=key == "name"):
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


def _is_marked(text: str, mark: KeywordPattern, *, is_name: bool) -> bool:
    """Return whether words mark a document for one group, and tell of one thing alone."""
    # Nearly every name has no such mark, which takes no time to see.
    if not ("gląd" in text or "kaz" in text or "łożenia" in text or "DO " in text):
        return False
    if mark.search(text.rstrip(" .)]")) is None:
        return False
    if mark is _TO_SHOW and compiled(_HANDED_IN).match(text):
        return False
    # „Dowód osobisty lub paszport” is one paper, „oryginał umowy” in a name the paper itself.
    rest = compiled(_ONE_OF_TWO).sub("", text)
    if is_name:
        rest = compiled(_ORIGINAL).sub("", rest)
    return _OF_TWO.search(rest) is None
