"""Links in texts: to what a page shows, and to no document, for files are handed in."""

import re
from itertools import islice

from lckm_core._patterns import compiled
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

_UNSAFE_LINK = r"!\[[^\]\n]{0,500}\]\(|\]\((?!https?://|mailto:|tel:)[^)\s]{1,200}\)"


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


@rule(
    "LCKM-R026",
    "zał. 2 § 9 ust. 1",
    "obraz albo odnośnik, którego strona nie pokaże",
    part="summary how_to additional_info",
)
def links_can_be_followed(
    summary: str | None, how_to: str | None, additional_info: str | None
) -> RuleFaults:
    """A text has an image, or a link that no page shows: not https, http, mailto or tel."""
    for key, text in (
        ("summary", summary),
        ("how_to", how_to),
        ("additional_info", additional_info),
    ):
        matches = compiled(_UNSAFE_LINK).finditer(text) if text and "](" in text else ()
        for match in islice(matches, MOST_LISTED):
            yield (
                (key,),
                Message(
                    f"Tekst zawiera „{match.group()[:60]}”. "
                    "Odnośnik może prowadzić do strony (https), do adresu e-mail (mailto:) "
                    "albo do numeru telefonu (tel:). Obrazów tu nie zamieszczamy.",
                    f"The text holds “{match.group()[:60]}”. "
                    "A link may lead to a page (https), an address (mailto:) or a "
                    "telephone (tel:); no images.",
                ),
                match.start(),
            )
