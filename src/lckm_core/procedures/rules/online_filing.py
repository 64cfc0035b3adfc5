"""Handing in online among the activities, where no way of handing in is online."""

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.text import EmptyWord, Message

_FILING = (
    r"(?:złożenie|składanie|przesłanie|przesyłanie|wysłanie|wniesienie|dostarczenie)\s+"
    r"(?:wnios\w+|podani[ea]|deklaracji|zgłosze(?:nia|ń)|zawiadomieni[ea]|formularz[ay]?|dokumentów"
    r"|oferty|skargi|oświadczeni[ea])(?!\w)(?!.*\b(?:dla|gdy|jeśli|jeżeli|tylko)\b)"
)
_STEP_OF_FILING = r"zł[oó]ż|skład|przes[łył]|prześl|wyśl|wysła|wypełn|zgło|wnio?s"
_ELECTRONIC = r"elektron|e-?mail|e-?puap|on-?line|internet|formularz|platform|portal|\.pl\b|@"
_ON_PAPER = frozenset((parts.Way.BY_POST, parts.Way.IN_PERSON))


@rule(
    "LCKM-R076",
    "wzór: Czynności możliwe do załatwienia drogą elektroniczną",
    "składanie wniosku drogą elektroniczną, której nie ma w formach składania",
    WARNING,
    part="online_activities",
)
def online_filing_is_a_way(
    steps: tuple[parts.Step, ...],
    online_activities: tuple[str, ...],
    submission: tuple[parts.Submission, ...] | EmptyWord,
    required_documents: parts.RequiredDocuments,
) -> RuleFaults:
    """An activity possible online is handing in, and every way of it is on paper."""
    online = [step.name for step in steps if step.online]
    # Without a stage marked „@” it is LCKM-R006, with an electronic form LCKM-R038. Where the
    # stage is the handing in, LCKM-R053 reads what its comment says of the ways.
    if isinstance(submission, EmptyWord) or not online or any(map(_is_filing, online)):
        return
    if not {way.way for way in submission} <= _ON_PAPER:
        return
    if any(document.e_forms for document in required_documents.to_submit):
        return
    for index, activity in enumerate(online_activities):
        if compiled(_FILING).match(activity) and not any(map(_tells_another_way, submission)):
            yield (
                ("online_activities", index),
                Message(
                    "Tej czynności nie da się tu załatwić drogą elektroniczną: w „Formach i "
                    "miejscu składania dokumentów” jest tylko papier. Dodaj tam formę albo usuń "
                    "tę czynność.",
                    "This cannot be done online here: every way in “submission” is on paper. Add "
                    "the way there, or remove this activity.",
                ),
            )


def _is_filing(step: str) -> bool:
    return compiled(_STEP_OF_FILING).search(step) is not None


def _tells_another_way(way: parts.Submission) -> bool:
    """Return whether a way on paper speaks of an electronic one as well."""
    return any(compiled(_ELECTRONIC).search(text) for text in (*way.places, way.note or ""))
