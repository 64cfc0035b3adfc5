"""The page for an unknown number, with a field to type it again and a link to the list."""

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from lckm_desk._pages import View


@attrs.frozen
class MissingWords:
    """What the page says, for one kind of record.

    Args:
        title: says that there is none.
        choice: asks which is meant, where there may be several.
        advice: what to type or to choose.
        list_page: the page that lists them, as a key of the paths.
        list_words: the words of the link to it.
        is_typed: whether people type their numbers.
        not_theirs: added for staff who may see only records of their own cell or unit; empty
            where numbers are public. They get the same page for another's record as for none, so
            that a number does not reveal whether there is such a record.
    """

    title: str
    choice: str
    advice: str
    list_page: str
    list_words: str
    is_typed: bool = True
    not_theirs: str = ""

    @property
    def is_public(self) -> bool:
        """Whether anybody may learn which of these records exist."""
        return not self.not_theirs


_BY_END = "Wpisz go całego, z literami i kreską, albo same cyfry z jego końca."
MISSING: Final[Mapping[str, MissingWords]] = {
    "report": MissingWords(
        "Nie ma takiego zgłoszenia",
        "O które zgłoszenie chodzi?",
        "Nie ma zgłoszenia o tym numerze. Wpisz go całego, z literami, rokiem i kreskami, albo "
        "same cyfry z jego końca.",
        "reports",
        "Wszystkie zgłoszenia",
        not_theirs="Widzisz tylko te, które ma albo dostanie komórka lub jednostka, w której "
        "pracujesz (interpretacja I26).",
    ),
    "procedure": MissingWords(
        "Nie ma takiej procedury",
        "O którą procedurę chodzi?",
        f"Nie ma procedury o tym numerze. {_BY_END}",
        "procedures",
        "Wszystkie procedury",
    ),
    "announcement": MissingWords(
        "Nie ma takiej informacji",
        "O którą informację chodzi?",
        f"Nie ma informacji o tym numerze. {_BY_END}",
        "announcements",
        "Wszystkie informacje",
        not_theirs="Widzisz tylko informacje komórki lub jednostki, w której pracujesz "
        "(interpretacja I26).",
    ),
    "request": MissingWords(
        "Nie ma takiej prośby",
        "O którą prośbę chodzi?",
        f"Nie ma prośby o tym numerze. {_BY_END}",
        "requests",
        "Wszystkie prośby",
        not_theirs="Widzisz tylko prośby do komórki lub jednostki, w której pracujesz "
        "(interpretacja I26).",
    ),
    "terms-version": MissingWords(
        "Nie ma takiej wersji",
        "O którą wersję chodzi?",
        "Nie ma takiej wersji regulaminu. Wybierz ją z listy.",
        "terms",
        "Wszystkie wersje regulaminu",
        is_typed=False,
    ),
}
"""What is said of each kind, by the page of one record."""


def missing_view(
    page: str,
    number: str = "",
    meant: Sequence[tuple[str, str]] = (),
    typed: Sequence[tuple[str, str]] = (),
    *,
    sees_own_alone: bool = False,
) -> View:
    """Return the page for a number that no record has.

    Args:
        page: the page of one record, as a key of the paths.
        number: what was typed as a number.
        meant: the numbers and the words of those that it may mean.
        typed: labels and words of the form that was sent.
        sees_own_alone: whether who asks may look at those of their own cell or unit alone.
    """
    words = MISSING[page]
    advice = f"{words.advice} {words.not_theirs}" if sees_own_alone else words.advice
    return View(
        template="missing",
        title=words.choice if meant else words.title,
        here=words.list_page,
        status=200 if meant else 404,
        context={
            "words": words,
            "page": page,
            "number": number,
            "meant": meant,
            "advice": advice.strip(),
            "typed": typed,
        },
    )
