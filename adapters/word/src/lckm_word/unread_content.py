"""Text outside of the form's fields: quoted when it is told, so that it is found, and not in what is kept."""

import attrs

from lckm_core.findings import Finding
from lckm_core.text import Message
from lckm_word.finding_kinds import STRAY

_LONGEST = 40
_UNQUOTED = Message(
    "Tekst w tym miejscu pliku nie należy do żadnego pola i nie został odczytany. Przenieś go do "
    "pola albo usuń.",
    "The text at this place of the file belongs to no field and was not read. Move it to a field "
    "or remove it.",
)


def stray(text: str) -> Finding:
    """Return the finding of a text that belongs to no field; it quotes how the text begins."""
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    said = Message(
        f"Tekst „{shown}” nie należy do żadnego pola i nie został odczytany. Przenieś go do pola "
        "albo usuń.",
        f"The text “{shown}” belongs to no field and was not read. Move it to a field or remove "
        "it.",
    )
    return STRAY.at((), said)


def unquoted(finding: Finding) -> Finding:
    """Return a finding as it is kept: what stands outside of the fields may be about anybody, and nothing erases it later."""
    if finding.code != STRAY.code:
        return finding
    return attrs.evolve(finding, message=_UNQUOTED.pl, message_en=_UNQUOTED.en)
