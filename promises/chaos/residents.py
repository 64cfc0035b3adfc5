"""What residents send, made from the seed and the number of the report alone.

So it can be sent again, and known again.
"""

import random
import re
from typing import Any

import attrs

_CATEGORIES = ("dziura-w-jezdni", "odpady", "trawa", "bezpanskie-zwierze", "oswietlenie", "inne")
_SHARES = (40, 25, 20, 10, 3, 2)
"""The last two go straight to the helpdesk."""
_WITH_CONTACT = "bezpanskie-zwierze"
_WORDS = (
    *(
        "dziura",
        "jezdnia",
        "chodnik",
        "krawężnik",
        "płyta",
        "kałuża",
        "studzienka",
        "przejście",
        "zakręt",
        "pojemnik",
    ),
    *(
        "kosz",
        "szkło",
        "gruz",
        "liście",
        "trawnik",
        "gałąź",
        "ławka",
        "huśtawka",
        "piasek",
        "ogrodzenie",
        "pies",
        "kot",
    ),
    *("schody", "poręcz", "latarnia", "kabel", "znak", "barierka", "przystanek", "tor"),
)
_GLUE = ("obok", "tuż za", "przed", "pod", "i", "oraz", "a dalej", "między nimi")
_LETTERS = "bcdfghjklmnprstwz"
MARK = re.compile(rb"qx[a-z]{14}", re.IGNORECASE)
"""Stands in every personal datum of a resident, and nowhere else; each resident has one of
their own.
"""
LAGS = (0, 1, 3, 10, 40)
"""How many more reports a client registers before a consent is withdrawn: the first may be on
its way, the last has long arrived.
"""


@attrs.frozen
class Resident:
    """Who wrote one report, and what becomes of their consent."""

    words: str
    mark: str
    form: dict[str, Any]
    withdraws_after: int | None

    @property
    def contact(self) -> tuple[str, ...]:
        """What they gave to be reached by, if their route asks for it."""
        asks = self.form["category"] == _WITH_CONTACT
        return tuple(self.form.get("reporter", {}).values()) if asks else ()


def resident(seed: int, number: str) -> Resident:
    """Return who writes the report of that number."""
    chance = random.Random(f"{seed} {number}")
    mark = "qx" + "".join(chance.choices(_LETTERS, k=14))
    category = chance.choices(_CATEGORIES, _SHARES)[0]
    words = " ".join(
        f"{chance.choice(_WORDS)} {chance.choice(_GLUE)} {chance.choice(_WORDS)},"
        for _ in range(chance.randint(2, 25))
    )
    form: dict[str, Any] = {
        "description": f"Zgłoszenie próbne {number}: {words} dziękuję. E-mail: {mark}@example.org.",
        "category": category,
        "place": {"address": f"ul. Przykładowa {chance.randrange(1, 200)}"},
    }
    if chance.random() < 0.6:
        whole = {
            "name": f"Janina {mark.capitalize()}",
            "email": f"{mark}@example.org",
            "phone": f"+48 600 {chance.randrange(100, 1000)} {chance.randrange(100, 1000)}",
            "address": f"ul. Próbna {chance.randrange(1, 99)}, {mark}",
        }
        form["reporter"] = {
            key: whole[key] for key in sorted(chance.sample(sorted(whole), chance.randint(1, 4)))
        }
    withdraws = chance.random() < (0.2 if category == _WITH_CONTACT else 0.01)
    return Resident(words, mark, form, chance.choice(LAGS) if withdraws else None)
