"""Rules of the template's section „Procedura”."""

import re
from collections.abc import Iterator
from datetime import date

from lckm_core.forms import ID
from lckm_core.organisation import Directory
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.texts import Path
from lckm_core.procedures.rules.titles import names_action
from lckm_core.procedures.titles import title_key
from lckm_core.text import Message

FaultsOfDates = Iterator[tuple[Path, Message]]
"""The faults of dates, which hosts read as well: the path and the message of each."""


@rule(
    "LCKM-R001", "wzór: Nazwa procedury", "nazwa nie mówi, jaką czynność opisuje procedura", WARNING
)
def title_names_an_action(title: str) -> RuleFaults:
    """The title names no action done for a resident."""
    if not names_action(title):
        yield (
            ("title",),
            Message(
                "Nazwa procedury nie mówi, co się załatwia. Zacznij ją od czynności, np. "
                "„Wydanie…”, „Zgłoszenie…”.",
                "The title names no action. Begin it with what is done, such as “Wydanie…” "
                "(issuing) or “Zgłoszenie…” (reporting).",
            ),
        )


@rule(
    "LCKM-R002",
    "wzór: Powiązane procedury",
    "procedura powiązana z samą sobą albo wskazana dwa razy",
    part="id title related",
)
def related_are_others(
    id: str | None, title: str | None, related: tuple[parts.Related, ...]
) -> RuleFaults:
    """A related procedure is the procedure itself, or is named twice."""
    own_names = {id, title and title_key(title)}
    seen: set[str] = set()
    for index, other in enumerate(related):
        name = other.id or title_key(other.title or "")
        place = ("related", index, "id" if other.id else "title")
        if name in own_names:
            yield place, _ITSELF
        elif name in seen:
            yield place, _named_above(other)
        seen.add(name)


_ITSELF = Message(
    "Procedura nie może być powiązana z samą sobą. Usuń ten wpis.",
    "A procedure cannot be related to itself. Remove the entry.",
)


def _named_above(other: parts.Related) -> Message:
    polish, english = (f"„{other.title}”", f"“{other.title}”") if not other.id else (other.id,) * 2
    return Message(
        f"Procedurę {polish} wskazano już wyżej. Usuń ten wpis.",
        f"Procedure {english} is named above already. Remove the entry.",
    )


def _is_number(text: str) -> bool:
    return re.match(ID.pattern or "", text) is not None


@rule("LCKM-R047", "zał. 2 § 8 ust. 1", "numer innego miasta", part="id related")
def numbers_are_the_citys(
    id: str | None, related: tuple[parts.Related, ...], directory: Directory
) -> RuleFaults:
    """The number of the procedure, or of a related one, does not begin as the city's do."""
    prefix = directory.city.number_prefix
    numbers: list[tuple[Path, str | None]] = [(("id",), id)]
    numbers += [(("related", index, "id"), other.id) for index, other in enumerate(related)]
    for path, number in numbers:
        if number and _is_number(number) and not number.startswith(f"{prefix}-"):
            meant = f"{prefix}-{number[-5:]}"
            yield (
                path,
                Message(
                    f"Numery procedur zaczynają się od „{prefix}-”, a tu jest „{number}”. "
                    f"Czy chodzi o „{meant}”?",
                    f"Numbers of procedures begin with “{prefix}-”, and this is “{number}”. "
                    f"Did you mean “{meant}”?",
                ),
            )


@rule("LCKM-R003", "wzór: Obowiązuje do", "data „do” wcześniejsza niż „od”")
def window_is_not_empty(valid_from: date | None, valid_to: date | None) -> RuleFaults:
    """The last day shown lies before the first."""
    if valid_from and valid_to and valid_to < valid_from:
        yield (
            ("valid_to",),
            Message(
                f"Dzień „obowiązuje do” ({valid_to}) jest wcześniejszy niż „obowiązuje od” "
                f"({valid_from}). Popraw jedną z dat; oba dni wliczają się w okres.",
                f"The procedure would end on {valid_to} before it starts on {valid_from}. "
                "Fix one: both days are inclusive.",
            ),
        )


@rule("LCKM-R036", "wzór: Obowiązuje od", "data „od” wcześniejsza niż wniosek")
def publication_starts_after_request(
    valid_from: date | None, requested_on: date | None
) -> FaultsOfDates:
    """Publication is to begin before the day of the request that hands the text in."""
    if valid_from and requested_on and valid_from < requested_on:
        yield (
            ("valid_from",),
            Message(
                f"Dzień „obowiązuje od” ({valid_from}) jest wcześniejszy niż wniosek "
                f"({requested_on}), a podaje się go tylko dla publikacji w przyszłości. "
                "Usuń go albo popraw.",
                f"“valid_from” ({valid_from}) is before the request of {requested_on}; it is only "
                "for publication in the future. Remove or fix it.",
            ),
        )


@rule("LCKM-R055", "wzór: Obowiązuje od", "data „od” wcześniejsza niż data wytworzenia", WARNING)
def publication_starts_after_production(
    valid_from: date | None, produced_on: date | None, requested_on: date | None
) -> RuleFaults:
    """Publication is to begin before the day on which the text was made (interpretation I25)."""
    # Where the day of the request is known, one of these days is LCKM-R036 or LCKM-R004.
    if not requested_on and valid_from and produced_on and valid_from < produced_on:
        yield (
            ("valid_from",),
            Message(
                f"Dzień „obowiązuje od” ({valid_from}) jest wcześniejszy niż data wytworzenia "
                f"({produced_on}), a podaje się go tylko dla publikacji w przyszłości. "
                "Usuń go albo popraw jedną z dat.",
                f"“valid_from” ({valid_from}) is before the day on which the text was made "
                f"({produced_on}); it is only for publication in the future. Remove it, or fix "
                "one of the days.",
            ),
        )


@rule("LCKM-R037", "wzór: Obowiązuje do", "data „do” wcześniejsza niż wniosek")
def publication_over_before_request(
    valid_to: date | None, requested_on: date | None
) -> FaultsOfDates:
    """Publication is to end before the day of the request, so that nobody would see the text."""
    if valid_to and requested_on and valid_to < requested_on:
        yield (
            ("valid_to",),
            Message(
                f"Dzień „obowiązuje do” ({valid_to}) minął przed {requested_on}, więc nikt nie "
                "zobaczy tego opisu. Popraw datę albo ją usuń.",
                f"“valid_to” ({valid_to}) had passed by {requested_on}, so that nobody will see "
                "the text. Fix or remove the date.",
            ),
        )


@rule("LCKM-R004", "wzór: Data wytworzenia informacji", "data wytworzenia późniejsza niż wniosek")
def produced_before_request(produced_on: date | None, requested_on: date | None) -> FaultsOfDates:
    """The information was produced after the request that hands it in."""
    if produced_on and requested_on and produced_on > requested_on:
        yield (
            ("produced_on",),
            Message(
                f"Data wytworzenia {produced_on} jest późniejsza niż data wniosku {requested_on}. "
                "Podaj dzień opracowania procedury.",
                f"The date of production {produced_on} is after the request of {requested_on}. "
                "Give the day the text was made.",
            ),
        )
