"""Procedures that a text names by their number, and „Powiązane procedury” does not."""

import re

from lckm_core.organisation import Directory
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.texts import Texts
from lckm_core.text import Message

_OF_THE_PAST = re.compile(
    r"\b(?:dawn|star[aey]|poprzedni|zastąpi|zastępuj|wycofan|uchylon|nieaktualn"
    r"|wygas)\w*[^.;\n]{0,60}$",
    re.IGNORECASE,
)
"""What stands before the number of a procedure that is no more."""
_READ = ("summary", "how_to", "additional_info", "appeal", "useful_info")


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
    texts: Texts,
    directory: Directory,
) -> RuleFaults:
    """A text sends residents to a procedure by its number, and it is not among the related."""
    prefix = f"{directory.city.number_prefix}-"
    known = {id, *(other.id for other in related)}
    for path, text in texts.holding((prefix,), *_READ):
        for found in re.finditer(rf"(?<![\w-]){re.escape(prefix)}\d{{5}}(?!\w)", text):
            before = text[max(0, found.start() - 80) : found.start()]
            if found[0] in known or _OF_THE_PAST.search(before):
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
