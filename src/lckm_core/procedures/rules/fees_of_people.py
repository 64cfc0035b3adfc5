"""People who pay nothing according to a text, and for whom a fee of their own is listed."""

from collections.abc import Iterator

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.fees import Fees, fee_rows
from lckm_core.procedures.rules.paid_things import FREE, IN_SOME_CASES
from lckm_core.procedures.rules.sentences import MARKS, sentences_of
from lckm_core.procedures.rules.texts import Path, Texts

_PEOPLE = (
    r"(?P<{}>(?:mieszka[nń]|łodzian|student|ucz(?:eń|ni)|emeryt|rencist|senior|dzieci|dziecko"
    r"|przedsiębior|firm|cudzoziem|kombatan|rolnik|pracowni|członk|czytelni)\w*)"
    r"(?:\s+(?:(?:tej\s+)?(?:ulicy|strefy|gminy|dzielnicy)|miasta|Łodzi|z\s+Łodzi))?"
)
"""People of whom nothing more is said than where they live."""
_GET = r"(?:dosta[jn](?:ą|e)|dostaje|otrzymuj[ąe]|wyrabia(?:ją)?|ma(?:ją)?)"
_NO_FEE = (
    r"(?:nie\s+(?:płac(?:ą|i)|wnos(?:zą|i))(?:\s+(?:(?:żadn\w+\s+)?opłat\w*|nic|za"
    r"\s+(?P<paid>[^\W\d_]{4,})))?"
    r"|nic\s+nie\s+płac(?:ą|i)|(?:są|jest)\s+zwolnion\w+\s+(?:z|od)\s+(?:tej\s+)?opłat\w*)"
)
_FREE_FOR = (
    rf"{_PEOPLE.format('who')}\s+{_GET}\s+(?P<thing>[^\W\d_]{{4,}})(?:\s+[^\W\d_]+){{0,2}}\s+{FREE}"
    rf"|{_PEOPLE.format('getting')}\s+{_GET}\s+(?:go|ją|je)\s+{FREE}"
    rf"|{_PEOPLE.format('paying')}\s+{_NO_FEE}"
    rf"|(?P<issued>[^\W\d_]{{4,}})(?:\s+[^\W\d_]+){{0,2}}\s+(?:jest\s+)?dla"
    rf"\s+{_PEOPLE.format('theirs')}"
    rf"\s+(?:jest\s+)?{FREE}"
    rf"|dla\s+{_PEOPLE.format('them')}\s+(?P<given>[^\W\d_]{{4,}})(?:\s+[^\W\d_]+){{0,2}}"
    rf"\s+jest\s+{FREE}"
)
"""Whole sentences alone: more words may say when, or of whom else."""
_STEM = 5
_OF_SOME = rf"{IN_SOME_CASES}|\b(?:drugi\w*|pierwsz\w+|lat|roku|wiek\w*|z\s+wyjątkiem)\b"


def people_with_a_fee_said_free(fees: Fees, texts: Texts) -> Iterator[tuple[Path, int]]:
    """Yield where a text says that people pay nothing who have a fee of their own."""
    rows = [row for row in fee_rows(fees) if row.amount and " dla " in row.kind]
    if not rows:
        return
    for path, text in texts.holding(
        ("łat", "łac", "arm", "gratis"), "summary", "useful_info", "how_to", "additional_info"
    ):
        for start, sentence in sentences_of(text):
            found = compiled(_FREE_FOR).fullmatch(sentence.strip(MARKS))
            if found is None or compiled(_OF_SOME).search(sentence):
                continue
            said = found.groupdict()
            who = next(said[key] for key in _WHO if said[key])
            thing = next((said[key] for key in _THINGS if said[key]), "")
            if any(_is_theirs(row.kind, who, thing) for row in rows) and not any(
                compiled(_OF_SOME).search(f"{row.remarks or ''}") for row in rows
            ):
                yield path, start
                break


_WHO = ("who", "getting", "paying", "theirs", "them")
_THINGS = ("thing", "paid", "issued", "given")


def _is_theirs(kind: str, who: str, thing: str) -> bool:
    """Return whether a kind of fee is for some people, and for a thing if one is named."""
    named, _, people = kind.lower().partition(" dla ")
    return people.startswith(who.lower()[:_STEM]) and thing.lower()[:_STEM] in named
