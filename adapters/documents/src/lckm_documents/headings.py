"""Checks that a document has headings and that none of their levels is skipped."""

from collections.abc import Sequence

from lckm_documents.finding_kinds import HEADINGS_SKIP, NO_HEADINGS
from lckm_documents.result import Notes

Heading = tuple[int, tuple[str | int, ...], str, str]
"""Level from 1, path of the place, and its description in Polish and English."""


def judge_headings(headings: Sequence[Heading], notes: Notes) -> None:
    """Check the headings of one document, in order."""
    if not headings:
        notes.add(
            NO_HEADINGS,
            (),
            "W dokumencie nie ma ani jednego nagłówka, więc czytnikiem ekranu nie da się po nim "
            "przechodzić. "
            "Nadaj tytułowi i śródtytułom style nagłówków (Nagłówek 1, Nagłówek 2…), zamiast "
            "tylko je pogrubiać.",
            "There is not one heading in the document, so nobody can move through it with a "
            "screen reader. "
            "Give the title and the subtitles heading styles (Heading 1, Heading 2…) rather than "
            "bold letters alone.",
        )
        return
    before = [0, *(level for level, *_ in headings)]
    skips = [
        (last, *heading)
        for last, heading in zip(before, headings, strict=False)
        if heading[0] > last + 1
    ]

    def message_at(index: int) -> tuple[str, str]:
        last, level, _, pl, en = skips[index]
        if not last:
            return (
                f"Pierwszy nagłówek ({pl}) ma poziom {level}. Zacznij od poziomu 1: to tytuł "
                "dokumentu.",
                f"The first heading ({en}) has level {level}. Begin with level 1: the document's "
                "title.",
            )
        return (
            f"Po nagłówku poziomu {last} stoi od razu poziom {level} ({pl}). Nie pomijaj "
            "poziomów: czytnik ekranu oznajmi lukę.",
            f"A heading of level {last} is followed at once by level {level} ({en}). Skip no "
            "level: a screen reader tells of a gap.",
        )

    notes.add_each(HEADINGS_SKIP, [path for _, _, path, _, _ in skips], message_at)
