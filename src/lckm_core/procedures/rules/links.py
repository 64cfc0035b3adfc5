"""Links to documents: files are handed in, and no text sends for them elsewhere."""

import re
from itertools import islice

from lckm_core.procedures.rules.registry import MOST_LISTED, RuleFaults, rule
from lckm_core.procedures.rules.texts import Texts
from lckm_core.text import Message

_DOCUMENT = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>()\"”„]{1,2000}?\.(?:pdf|docx?|docm|dotx?|rtf|odt|xlsx?|ods"
    r"|pptx?|zip)(?![\w/-]|\.\w)(?:[?#][^\s<>()\"”„]*)?",
    re.IGNORECASE,
)
_FILE_KEYS = frozenset(("name", "file", "example"))
"""What of a document has findings of its own."""
_DOCUMENTS = frozenset(("required_documents", "other_documents"))
_READ = _DOCUMENTS | {
    *("summary", "steps", "useful_info", "how_to", "additional_info", "deadline", "appointments"),
    *("fees", "submission", "submission_deadline", "call_centre", "appeal", "reuse_terms"),
}


@rule(
    "LCKM-R041",
    "wzór, dział: Dokumenty",
    "link do dokumentu zamiast pliku",
)
def texts_link_to_no_document(texts: Texts) -> RuleFaults:
    """A text links to a document on another site in place of a file handed in."""
    for path, text in texts:
        # Most texts have none of these, and small letters of every text take longer.
        if "." not in text or ("://" not in text and "w." not in text and "W." not in text):
            continue
        if path[0] not in _READ or not _may_link(text):
            continue
        if path[0] in _DOCUMENTS and path[-1] in _FILE_KEYS:
            continue
        for link in islice(_DOCUMENT.finditer(text), MOST_LISTED):
            yield (
                path,
                Message(
                    f"Tekst odsyła do dokumentu na innej stronie („{link[0][:80]}”). Przekaż "
                    "ten dokument jako plik, wymień go w „Dokumentach” i usuń link.",
                    f"The text sends to a document on another site (“{link[0][:80]}”). Hand it "
                    "in as a file, name it among the documents, and remove the link.",
                ),
                link.start(),
            )


def _may_link(text: str) -> bool:
    return "://" in text or "www." in text.lower()
