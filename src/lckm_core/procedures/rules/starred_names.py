"""Owner, coordinators and records system, starred, told in a text that residents see."""

from collections.abc import Iterator

from lckm_core._patterns import KeywordPattern
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.texts import Texts
from lckm_core.text import Message

_OF_IT = r"(?:tego\s+|tej\s+|niniejsz\w+\s+)?(?:opisu|procedury)"
_OWNER = KeywordPattern(
    "właściciel",
    rf"\bwłaściciel(?:em|k[aąi]|a|ki)?\s+{_OF_IT}\b(?P<rest>[^.;\n]{{0,80}})",
)
_BETWEEN = (
    r"(?:jest|są|to|pani[ąa]?|pan(?:em)?|w|tych|tej|tego|sprawach|sprawie|sprawy|spraw|procedur\w*"
    r"|opisu|wydziale|wydziału|oddziale|oddziału|naszym|u|nas)"
)
# „Koordynator projektu” and „do spraw dostępności” are others, whom residents are to know.
_COORDINATOR = KeywordPattern(
    "koordyn",
    rf"\bkoordyn(?:ator(?:em|k[aąi]|zy|ami)?|uje|ują)\b(?:[\s:,–-]+{_BETWEEN}\b){{0,6}}"
    r"[\s:,–-]+(?P<rest>(?-i:[A-ZĄĆĘŁŃÓŚŹŻ])[^.;\n]{0,60})",
)
_RECORDS = KeywordPattern(
    "ezd zarządzania",
    r"\b(?:procedur[aęy]|spraw[aęy])\s+(?:nie\s+)?(?:jest\s+)?(?:nie)?prowadz\w+\s+(?:\w+\s+){0,3}"
    r"(?:EZD\b|systemie\s+do\s+elektronicznego\s+zarządzania\s+dokumentacją)(?P<rest>)",
)
_HINTS = ("łaściciel", "oordyn", "EZD", " dokumentacją")
_READ = ("summary", "useful_info", "how_to", "additional_info")
_STEM = 4


@rule(
    "LCKM-R073",
    "wzór: *",
    "właściciel, koordynator albo EZD w polu, które widzą mieszkańcy",
    WARNING,
    part="owner coordinators",
)
def starred_names_are_not_public(
    internal: bool,
    owner: parts.Person | None,
    coordinators: tuple[parts.Coordinator, ...],
    texts: Texts,
) -> RuleFaults:
    """A text that residents see tells the owner, a coordinator, or the records system (I28)."""
    if internal:
        return
    for path, text in texts.holding(_HINTS, *_READ):
        for start, words in _disclosures(text, owner, coordinators):
            yield (
                path,
                Message(
                    f"„{words}”: tego mieszkańcy nie widzą, bo pola „Właściciel”, „Koordynator” i "
                    "„prowadzona w EZD” mają gwiazdkę, a ten tekst widzą. Usuń to stąd.",
                    f"“{words}”: residents do not see this, for the owner, the coordinators and "
                    "“in_edms” are starred, and they see this text. Remove it here.",
                ),
                start,
            )


def _disclosures(
    text: str, owner: parts.Person | None, coordinators: tuple[parts.Coordinator, ...]
) -> Iterator[tuple[int, str]]:
    """Yield what a text tells of starred fields: the place and the words."""
    sought: tuple[tuple[KeywordPattern, tuple[str, ...]], ...] = (
        (_OWNER, (owner.name,) if owner else ()),
        (_COORDINATOR, tuple(coordinator.name for coordinator in coordinators)),
        (_RECORDS, ("",)),
    )
    for pattern, names in sought:
        for found in pattern.finditer(text):
            if any(_names(found["rest"], name) for name in names):
                yield found.start(), " ".join(found[0].split())[:60]


def _names(words: str, name: str) -> bool:
    """Return whether words name a person, in any case of Polish: by how each name begins."""
    return all(_beginning(part) in words for part in name.replace("-", " ").split())


def _beginning(name: str) -> str:
    return name[: max(_STEM, len(name) - 2)]
