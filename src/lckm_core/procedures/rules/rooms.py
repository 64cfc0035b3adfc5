"""Rooms in texts, held against those of the places."""

import re

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.statements import Statement, statements
from lckm_core.procedures.rules.texts import Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import Message

_KEYWORDS = ("pok.", "pokoj", "pokój")
_ROOM = r"\bpok(?:\.|oju|oje|ojach|ój)\s*(?:nr\.?\s*)?(?P<room>\d{1,4})(?!\s*m\b|\d)"
_OF_THE_MATTER = (
    r"\b(?:złóż|złoż|skład|przyjdź|przyjść|przyjmuj|wnios|odbier|odbi[oó]r|odebra|załatw"
    r"|zgłoś\s+się|czekamy|zapraszamy)"
)
_OTHER_PLACE = (
    r"\b(?:kas[aąęiy]|kancelari|sekretaria|druk|wzór|wzory|formularz|płat|płac|wpłac|wind"
    r"|jeśli|jeżeli|gdy|inn[aey]|innym|archiw|sąd|referat|oddział|wydzia|biur|delegatur|filia|filii"
    r"|ul\.|al\.|toalet|informac|ksero|punk|skarg|odwołan|zażal|mieszka|lokal|hotel|nocleg"
    r"|dom[uy]?\b|zamiast|dawn|nie\b|skończ|potem|dla\b"
    r"|(?:albo|lub)\b(?!\s+(?:elektron|poczt|e-?mail|mailem|on-?line|listown|przez\b))"
    r"|poczek|spotka|radn|konsult|porad|(?:usc|zlm|mops)\b)"
)
"""Another place than that of the matter, and rooms that are no offices."""


@rule(
    "LCKM-R092",
    "zał. 2 § 9 ust. 2",
    "pokój w tekście inny niż w miejscach",
    WARNING,
    part="places steps call_centre",
)
def texts_agree_on_rooms(
    places: tuple[parts.Place, ...],
    steps: tuple[parts.Step, ...],
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """A text sends whoever comes for the matter to a room that no place has."""
    with_rooms = [at for at, place in enumerate(places) if place.rooms]
    if not with_rooms:
        return
    # Its places and ways of handing in, and what is said of visits, may name rooms in any words.
    known = set(re.findall(r"\d+", texts.typed("places", "submission", "appointments", "fees")))
    for said in statements(texts, _KEYWORDS, steps, call_centre):
        room = compiled(_ROOM).search(said.words)
        if room and room["room"] not in known and _is_of_the_matter(said):
            yield Contradiction(
                said.path,
                Message(
                    f"Pokoju {room['room']} nie ma ani wśród miejsc załatwienia, ani wśród miejsc "
                    "składania dokumentów.",
                    f"Room {room['room']} is neither in “places” nor in “submission”.",
                ),
                said.start,
                ("places", with_rooms[0], "rooms"),
            )


def _is_of_the_matter(said: Statement) -> bool:
    words = f"{said.asked} {said.step} {said.words}"
    return (
        compiled(_OF_THE_MATTER).search(words) is not None
        and compiled(_OTHER_PLACE).search(words) is None
    )
