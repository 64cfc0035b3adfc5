"""Lines that a mail program broke at a width, and breaks that somebody made."""

import pytest

from lckm_core.redaction import strike
from lckm_core.redaction._wrapped_lines import without_wraps

FULL = "Od wtorku nie świeci lampa, o czym mówił już pan Jan"
NEXT = "Kowalski z naszej klatki, a potem jeszcze raz dzwonił"


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        # Two full lines, of which the first ends amid a name.
        ([FULL, NEXT, "Marek."], [f"{FULL} {NEXT} Marek."]),
        # A sentence goes on in small letters.
        ([FULL, "kowalski z klatki obok."], [f"{FULL} kowalski z klatki obok."]),
        # A name.
        ([FULL, "Kowalski z klatki."], [f"{FULL} Kowalski z klatki."]),
        # A plate.
        (
            [FULL.replace("pan Jan", "auta EL"), "5KM21 nie ma."],
            [f"{FULL} 5KM21 nie ma.".replace("pan Jan", "auta EL")],
        ),
        # Where a sentence ends, so may what is said.
        (
            [f"{FULL}.", "Kowalskiego nikt nie widział, choć wszyscy go znają", "dobrze."],
            [f"{FULL}.", "Kowalskiego nikt nie widział, choć wszyscy go znają dobrze."],
        ),
        # A link is longer than any width.
        (
            [FULL, NEXT, "Marek.", f"https://example.com/{'a' * 90}"],
            [f"{FULL} {NEXT} Marek.", f"https://example.com/{'a' * 90}"],
        ),
        # A header above is longer, and no paragraph of its width.
        (
            ["Dotyczy: " + "lampy " * 14, "", FULL, NEXT, "Marek."],
            ["Dotyczy: " + "lampy " * 14, "", f"{FULL} {NEXT} Marek."],
        ),
    ],
    ids=[
        "within a name",
        "in small letters",
        "a name",
        "a plate",
        "after a stop",
        "above a link",
        "under a header",
    ],
)
def test_a_break_at_the_width_is_a_blank(lines, whole):
    assert without_wraps("\n".join(lines)) == "\n".join(whole)


@pytest.mark.parametrize(
    "text",
    [
        "Lampa nie świeci.",
        # The longest line of any text is full.
        f"{FULL}\nLampa stoi przy Zielonej 5.",
        "Nie świeci.\nJan Kos\nul. Zielona 5",
        f"{FULL}\n\nKowalski",
    ],
    ids=["one line", "the longest line", "short lines", "an empty line"],
)
def test_other_breaks_stay(text):
    assert without_wraps(text) is None


def test_a_name_is_found_on_both_sides_of_a_break_and_the_lamp_stays():
    assert strike(f"{FULL}\n{NEXT}\nMarek.").splitlines() == [
        f"{FULL.removesuffix('Jan')}[usunięto: osoba]{NEXT.removeprefix('Kowalski')}",
        "[usunięto: osoba].",
    ]
    lamp = "Lampa stoi przy Zielonej 5. Lampa jest krzywa."
    assert strike(f"{FULL}\n{lamp}").endswith(f"\n{lamp}")


def test_a_plate_is_found_on_both_sides_of_a_break():
    line = "Od wtorku stoi tu i blokuje wyjazd auto o nr rej. EZG"
    assert strike(f"{line}\n7A21 i nikt go nie usuwa.") == (
        f"{line.removesuffix('EZG')}[usunięto: rejestracja] i nikt go nie usuwa."
    )
