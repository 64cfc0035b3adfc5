"""Rules of the template's section „Procedura”."""

import re
from datetime import date

from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.titles import title_key
from lckm_core.text import Message

_ACTION = re.compile(
    r"\w(?:anie|enie|cie|ania|enia|cia|acja|acje|ycja|zja|dzaj|stwo)\b|\w(?:ać|eć|ić|yć|uć|ąć|źć|ść|óc)\b"
    r"|\b(?:adopcj|dopłat|dotacj|dostęp|dzierżaw|egzamin|kontrol|kwalifikacj|meldun|najem|najmu|nabór|naboru|obsług|ochron|odbi[oó]r|odwoł|opiek|opłat|"
    r"pomoc|porad|przegląd|rekrutacj|rezerwacj|skarg|skład|spłat|sprzedaż|udział|ulg|umow|wgląd|wniosk|wniosek|wpis|wymian|wynaj[em]|wypis|wypłat|wyrys|"
    r"zakup|zamian|zapis|zgod|zmian|zwrot|zwolnie|żądani)\w*",
    re.IGNORECASE,
)


_PAPER = re.compile(r"\b(?:deklaracj|dokumentacj|legitymacj)\w*", re.IGNORECASE)
"""Names of papers that end as those of actions do, such as „Deklaracja śmieciowa”."""


@rule(
    "LCKM-R001", "wzór: Nazwa procedury", "nazwa nie mówi, jaką czynność opisuje procedura", WARNING
)
def title_names_an_action(title: str) -> RuleFaults:
    """The title names no action done for a resident."""
    if not _ACTION.search(_PAPER.sub("", title)):
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
    seen = {id, title and title_key(title)}
    for index, other in enumerate(related):
        name = other.id or title_key(other.title or "")
        if name in seen:
            shown = other.id or f"„{other.title}”"
            yield (
                ("related", index, "id" if other.id else "title"),
                Message(
                    f"Procedura {shown} jest tu wskazana drugi raz albo jest tą samą procedurą. "
                    "Usuń ten wpis.",
                    f"Procedure {shown} is named twice or is the procedure itself. "
                    "Remove the entry.",
                ),
            )
        seen.add(name)


@rule("LCKM-R003", "wzór: Obowiązuje do", "data „do” wcześniejsza niż „od”")
def window_is_not_empty(valid_from: date | None, valid_to: date | None) -> RuleFaults:
    """The last day shown lies before the first."""
    if valid_from and valid_to and valid_to < valid_from:
        yield (
            ("valid_to",),
            Message(
                f"Procedura obowiązywałaby do {valid_to}, czyli krócej niż od {valid_from}. "
                "Popraw jedną z dat: obie są dniami włącznie.",
                f"The procedure would end on {valid_to} before it starts on {valid_from}. "
                "Fix one: both days are inclusive.",
            ),
        )


@rule("LCKM-R004", "wzór: Data wytworzenia informacji", "data wytworzenia późniejsza niż wniosek")
def produced_before_request(produced_on: date | None, requested_on: date | None) -> RuleFaults:
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
