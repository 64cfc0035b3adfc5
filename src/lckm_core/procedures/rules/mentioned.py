"""Procedures that a text names by their number, and „Powiązane procedury” does not."""

import re

from lckm_core.organisation import Directory
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.texts import Text
from lckm_core.text import Message

_READ = frozenset(
    ("summary", "steps", "useful_info", "how_to", "additional_info", "deadline", "fees")
) | {"appointments", "submission", "submission_deadline", "required_documents", "appeal"}
_OF_THE_PAST = re.compile(
    r"\b(?:dawn|poprzedni|zastąpi|zastępuj|wycofan|uchylon|nieaktualn|wygas)\w*[^.;\n]{0,60}$",
    re.IGNORECASE,
)
"""What stands before the number of a procedure that is no more."""


@rule(
    "LCKM-R075",
    "wzór: Powiązane procedury",
    "procedura wymieniona w tekście, a nie wśród powiązanych",
    WARNING,
    part="id related",
)
def mentioned_procedures_are_related(
    id: str | None,
    related: tuple[parts.Related, ...],
    texts: tuple[Text, ...],
    directory: Directory,
) -> RuleFaults:
    """A text sends residents to a procedure by its number, and it is not among the related."""
    prefix = f"{directory.city.number_prefix}-"
    known = {id, *(other.id for other in related)}
    for path, text in texts:
        if prefix not in text or path[0] not in _READ:
            continue
        for found in re.finditer(rf"(?<![\w-]){re.escape(prefix)}\d{{5}}(?!\w)", text):
            if found[0] in known or _OF_THE_PAST.search(text[: found.start()]):
                continue
            known.add(found[0])
            yield (
                path,
                Message(
                    f"Tekst odsyła do procedury {found[0]}, której nie ma w polu „Powiązane "
                    "procedury”. Dodaj ją tam.",
                    f"The text sends to procedure {found[0]}, which is not in “related”. Add it "
                    "there.",
                ),
                found.start(),
            )
