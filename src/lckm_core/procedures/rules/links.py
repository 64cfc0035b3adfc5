"""Links to documents: files are handed in, and no text sends for them elsewhere."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

import attrs

from lckm_core.fields import fields_of
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import RuleFaults, rule
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_DOCUMENT = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>()\"”„]{1,2000}?\.(?:pdf|docx?|docm|dotx?|rtf|odt|xlsx?|ods"
    r"|pptx?|zip)"
    r"(?![\w/-]|\.\w)(?:[?#][^\s<>()\"”„]*)?",
    re.IGNORECASE,
)
_MOST_LISTED = 20
_FILE_KEYS = frozenset(("name", "file", "example"))
"""What of a document has findings of its own."""
_DOCUMENTS = (parts.RequiredDocument, parts.OtherDocument)


@rule(
    "LCKM-R041",
    "wzór, dział: Dokumenty",
    "link do dokumentu zamiast pliku",
    part="summary steps useful_info how_to additional_info deadline appointments fees submission "
    "submission_deadline required_documents other_documents call_centre appeal reuse_terms",
)
def texts_link_to_no_document(
    summary: str | None,
    steps: tuple[parts.Step, ...],
    useful_info: tuple[str, ...],
    how_to: str | None,
    additional_info: str | None,
    deadline: parts.Deadline | None,
    appointments: parts.Appointments | EmptyWord | None,
    fees: tuple[parts.FeeGroup, ...] | EmptyWord,
    submission: tuple[parts.Submission, ...] | EmptyWord,
    submission_deadline: tuple[parts.SubmissionDeadline, ...],
    required_documents: parts.RequiredDocuments | None,
    other_documents: tuple[parts.OtherDocument, ...],
    call_centre: CallCentre | None,
    appeal: str | EmptyWord | None,
    reuse_terms: str | None,
) -> RuleFaults:
    """A text links to a document on another site in place of a file handed in."""
    fields = {
        "summary": summary,
        "steps": steps,
        "useful_info": useful_info,
        "how_to": how_to,
        "additional_info": additional_info,
        "deadline": deadline,
        "appointments": appointments,
        "fees": fees,
        "submission": submission,
        "submission_deadline": submission_deadline,
        "required_documents": required_documents,
        "other_documents": other_documents,
        "call_centre": call_centre,
        "appeal": appeal,
        "reuse_terms": reuse_terms,
    }
    for path, text in _texts_with_links(fields.items(), ()):
        for link in islice(_DOCUMENT.finditer(text), _MOST_LISTED):
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


def _texts_with_links(
    values: Iterable[tuple[str | int, Any]], path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text with a web address in the *values* at a path, with its own path."""
    for step, value in values:
        if isinstance(value, str):
            if "." in value and ("://" in value or "www." in value.lower()):
                yield (*path, step), value
        elif not value:
            continue
        elif isinstance(value, tuple):
            yield from _texts_with_links(enumerate(value), (*path, step))
        else:
            model: Any = type(value)
            inner = [(name, getattr(value, name)) for name in _names(model)]
            yield from _texts_with_links(inner, (*path, step))


@cache
def _names(model: type) -> tuple[str, ...]:
    """Return the names of a model's fields that hold texts; none of what has no fields."""
    own = _FILE_KEYS if issubclass(model, _DOCUMENTS) else ()
    fields = fields_of(model) if attrs.has(model) else ()
    return tuple(
        field.key
        for field in fields
        if field.shape.form in ("text", "list", "object") and field.key not in own
    )
