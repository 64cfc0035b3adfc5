"""Activities listed as possible online that need paper, a letter or a visit."""

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
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
    online = [step for step in steps if step.online]
    # Without a stage marked „@” it is LCKM-R006, with an electronic form LCKM-R038. Where the
    # stage is the handing in, LCKM-R053 reads what its comment says of the ways.
    if isinstance(submission, EmptyWord) or not online or any(map(_tells_how_to_file, online)):
        return
    if not {way.way for way in submission} <= _ON_PAPER:
        return
    if any(document.e_forms for document in required_documents.to_submit):
        return
    for index, activity in enumerate(online_activities):
        if compiled(_FILING).match(activity) and not any(map(_tells_another_way, submission)):
            yield Contradiction(
                ("online_activities", index),
                Message(
                    "Tej czynności nie da się tu załatwić drogą elektroniczną: wśród form "
                    "składania jest tylko papier.",
                    "This cannot be done online here: every way of handing in is on paper.",
                ),
                None,
                ("submission",),
                advice=Message(
                    "Dodaj tam formę albo usuń tę czynność.",
                    "Add the way there, or remove this activity.",
                ),
            )


def _tells_how_to_file(step: parts.Step) -> bool:
    """Return whether a stage is the handing in, with words on how it is done."""
    is_filing = compiled(_STEP_OF_FILING).search(step.name) is not None
    return is_filing and (bool(step.comment) or compiled(_ELECTRONIC).search(step.name) is not None)


def _tells_another_way(way: parts.Submission) -> bool:
    """Return whether a way on paper speaks of an electronic one as well."""
    return any(compiled(_ELECTRONIC).search(text) for text in (*way.places, way.note or ""))


_WITH_A_VISIT = KeywordPattern(
    "pok sobi papier urzędzie siedzibie kasie kancelarii sekretariacie okienku sali punkcie miejscu"
    " przy stanowisku wizyta listownie listem pocztą okazaniem pokwitowaniem dziale",
    r"\bosobiście\b|^osobist[yea]\s+(?:odbiór|złożenie|wizyta|podpisanie|stawiennictwo"
    r"|wniesienie|opłacenie|dostarczenie|przekazanie|zgłoszenie)"
    r"|^(?:złożenie|składanie|wniesienie)(?:\s+[^\W\d_]{4,}){1,2}\s+(?:na\s+papierze|papierowo"
    r"|w\s+(?:wersji|formie|postaci)\s+papierowej)$"
    r"|^(?:złożenie|składanie|wniesienie|podpisanie|opłacenie|odbiór)"
    r"(?:\s+[^\W\d_]{4,}){1,2}\s+(?:w\s+"
    r"(?:urzędzie|siedzibie|kasie|kancelarii|sekretariacie|okienku|sali\s+obsługi"
    r"|punkcie\s+obsługi)|przy\s+(?:okienku|stanowisku)|na\s+miejscu|pocztą)$"
    r"|^(?:złożenie|składanie|wniesienie|podpisanie|opłacenie|odbiór|odebranie|okazanie"
    r"|przedłożenie|przedstawienie|dostarczenie|przekazanie|rozmowa|złożenie\s+podpisu)\b[^,;]*\s"
    r"(?:w\s+(?:pok(?:oju|\.)\s*(?:nr\s*)?\d+|okienku|kasie|sekretariacie|sali\s+(?:obsł\w+|nr))"
    r"|przy\s+(?:okienku|stanowisku|ladzie)|na\s+stanowisku)(?!\w)"
    r"|^(?:odbiór|odebranie|otrzymanie)\b[^,;]*\s(?:za\s+(?:okazaniem|pokwitowaniem)"
    r"|w\s+(?:\w+\s+)?dziale)(?!\w)"
    r"|^wizyta\b|\blistownie\b|\blistem\b(?!\s+(?:motywac|intenc|polecając|referenc|gwaranc))"
    r"|^(?:otrzymanie|odbiór|przesłanie|wysłanie)(?:\s+[^\W\d_]{4,}){1,2}\s+pocztą"
    r"(?:\s+tradycyjną)?$",
)
_ANOTHER_WAY = (
    rf"{_ELECTRONIC}|puap|doręcz|stron|aplikac|skrzynk|telefon|zdaln|wideo"
    r"|\bczat|\bchat|przelew|mobywatel|\bbez\b|\bblik|kart[ąy]\s+płat"
)
_BESIDE_A_VISIT = (
    r"\b(?:umów|umawiani|rezerw|sprawdz|pobrani|pobier|zamówi|zamawi|wgląd|śledz|stan\b"
    r"|status|kontakt|informacj|odwołani|zmian|przełożeni|potwierdzeni|zgłoszeni|zapis"
    r"|zadani|opłaceni\w*\s+wizyt)"
)
"""What is done online of something that takes place elsewhere, „umówienie wizyty w urzędzie”."""


@rule(
    "LCKM-R084",
    "wzór: Czynności możliwe do załatwienia drogą elektroniczną",
    "czynność elektroniczna, którą załatwia się osobiście albo listem",
    WARNING,
    each="online_activities",
)
def online_activities_need_no_visit(activity: str) -> RuleFaults:
    """An activity possible online says that one comes for it, or writes a letter (I29)."""
    if (
        _WITH_A_VISIT.search(activity)
        and not compiled(_ANOTHER_WAY).search(activity)
        and not compiled(_BESIDE_A_VISIT).search(activity)
    ):
        yield (
            (),
            Message(
                "To czynność, którą załatwia się osobiście albo listem, a wymienia się tu te, "
                "które można załatwić drogą elektroniczną. Usuń ją albo napisz, jak się to robi "
                "elektronicznie.",
                "One comes for this or writes a letter, and what can be done online is listed "
                "here. Remove it, or say how it is done online.",
            ),
        )
