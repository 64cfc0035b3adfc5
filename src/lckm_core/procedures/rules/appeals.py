"""Words in „Tryb odwoławczy” that say no more than „brak”, and other terms to appeal."""

from itertools import islice

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import MOST_LISTED, WARNING, RuleFaults, rule
from lckm_core.procedures.rules.terms_by_clause import terms_by_clause, texts_with_terms
from lckm_core.procedures.rules.terms_of_appeal import is_of_a_complaint, is_of_an_appeal
from lckm_core.procedures.rules.texts import Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_THING = (
    r"(?:zaświadcze(?:nia|ń)|(?:po)?świadczenia|czynności(?:\s+materialno-technicznej)?|informacji"
    r"|odpowiedzi|zgłoszenia|zawiadomienia|wpisu|spraw(?:ie|y)|procedur(?:ze|y)|przypadku"
    r"|rozstrzygnięcia|załatwienia\s+(?:wniosku|sprawy)|umowy|opinii|oceny|wyniku|losowania|zgody"
    r"|odpisu|wypisu|rejestracji|postępowani[ua]|decyzji)"
)
_FROM = (
    r"(?:(?:od|w)\s+(?:(?:tej|tego|tym|takiej|powyższ\w+|przedmiotow\w+|wydania|wydanego|dokonania"
    rf"|dokonanego)\s+){{0,2}}{_THING})"
)
"""What it is that has no appeal."""
_WHO = r"(?:(?:stronie|stronom|wnioskodawcy|zainteresowan\w+|klientowi|mieszkańcowi)\s+)?"
_APPEAL = (
    r"(?:(?:żadne\s+)?odwołani[ea]"
    r"|(?:prawo|prawa|możliwoś(?:ć|ci))\s+(?:do\s+|(?:wniesienia|złożenia)\s+)?odwołania(?:\s+się)?"
    r"|(?:tryb\w*|środ(?:ek|ki|ka|ków)|procedur[ay])\s+odwoławcz\w+)"
)
_NOT_DUE = (
    r"nie\s+(?:przysługuj[eą]|służ[yą]|przewiduje\s+się|przewidziano|(?:jest|są)\s+przewidzian\w+"
    r"|ma|istniej[eą]|występuj[eą]|stosuje\s+się|obowiązuje)"
)
_NO_APPEAL = (
    rf"{_NOT_DUE}|żad(?:en|ne)"
    rf"|(?:{_FROM}\s+)?{_WHO}{_APPEAL}:?\s+(?:{_FROM}\s+)?{_WHO}{_NOT_DUE}(?:\s+{_FROM})?"
    rf"|(?:{_FROM}\s+)?{_WHO}{_NOT_DUE}\s+{_WHO}{_APPEAL}(?:\s+{_FROM})?"
    rf"|(?:{_FROM}\s+)?nie\s+(?:można|możesz|da\s+się)\s+(?:się\s+)?(?:od\s+nie(?:j|go)\s+)?odwołać"
    rf"(?:\s+się)?(?:\s+{_FROM})?|odwołać\s+się\s+nie\s+(?:można|możesz|da)|bez\s+{_APPEAL}"
    r"|(?:(?:spraw[ay]|czynność|procedura|zaświadczenie|to|wpis|rozstrzygnięcie)\s+)?nie\s+"
    r"(?:podlega\s+(?:odwołaniu|zaskarżeniu|(?:procedurze|trybowi)\s+odwoławcz\w+)"
    rf"|przewiduje\s+{_APPEAL})"
)
"""Whole texts alone: more words may say what there is in place of an appeal."""
_IS_NO_DECISION = (
    r"(?:(?:w\s+tej\s+sprawie|[^\W\d_]{3,20}(?:\s+[^\W\d_]{1,15}){0,3})\s+)?nie\s+"
    r"(?:jest|są|stanowi"
    r"|ma\s+formy|wydaje\s+się|wydajemy|zapada)\s+decyzj[aąięe](?:\s+administracyjn\w+)?"
    r"|(?:to|jest\s+to)\s+(?:czynność|umowa|zaświadczenie)(?:\s+materialno-techniczna)?"
)
_BECAUSE = (
    rf"(?:{_IS_NO_DECISION})(?:,\s+(?:więc|dlatego|zatem|a\s+zatem|wobec\s+czego|stąd"
    r"|dlatego\s+też)|\s+i)"
    rf"\s+(?:{_NO_APPEAL})|(?:{_NO_APPEAL}),?\s+(?:ponieważ|bo|gdyż)\s+(?:{_IS_NO_DECISION})"
)
"""The same with why: that nothing is decided tells of no other way."""
_LONGEST = 90
_LONGEST_WITH_WHY = 140


@rule(
    "LCKM-R068",
    "wzór: Tryb odwoławczy",
    "brak prawa do odwołania zapisany inaczej niż słowem „brak”",
)
def no_appeal_is_the_word_none(appeal: str | EmptyWord) -> RuleFaults:
    """The appeal says in other words what „brak” says."""
    if isinstance(appeal, EmptyWord) or len(appeal) > _LONGEST_WITH_WHY:
        return
    words = appeal.strip(" .")
    if (len(appeal) <= _LONGEST and compiled(_NO_APPEAL).fullmatch(words)) or (
        ("decyzj" in words or " to " in words) and compiled(_BECAUSE).fullmatch(words)
    ):
        yield (
            ("appeal",),
            Message(
                "Gdy nie ma prawa do odwołania, wpisuje się samo słowo „brak”. Wpisz je.",
                "Where there is no right of appeal the word „brak” stands alone. Write it.",
            ),
        )


# Without its first letter a word is found at the beginning of a sentence, too.
_AN_APPEAL = (("dwoł",), is_of_an_appeal, Message("odwołanie", "appeal"))
_A_COMPLAINT = (("zażal", "Zażal", "skarży"), is_of_a_complaint, Message("zażalenie", "complain"))
"""What a resident does: parts of the words for it, what tells its terms, and its name."""


@rule(
    "LCKM-R086",
    "zał. 2 § 9 ust. 2",
    "termin odwołania inny niż w „Trybie odwoławczym”",
    WARNING,
    part="steps call_centre",
)
def texts_tell_the_term_of_appeal(
    steps: tuple[parts.Step, ...],
    appeal: str | EmptyWord,
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """A text tells another time to appeal in than „Tryb odwoławczy”."""
    if isinstance(appeal, EmptyWord):
        return
    # Where a decision is none but an order, one complains against it.
    is_complaint = "zażaleni" in appeal and not compiled(r"\bodwoł(?!awcz)").search(appeal)
    stems, is_of_it, called = _A_COMPLAINT if is_complaint else _AN_APPEAL
    read = [
        (path, text, asked)
        for (path, text), asked in texts_with_terms(texts, steps, call_centre)
        if any(stem in text or stem in asked for stem in stems)
    ]
    if not read:
        return
    of_appeal = terms_by_clause(appeal)
    known = {days for term in of_appeal for days in term.days}
    if not known:
        return
    for path, text, asked in read:
        others = (
            term
            for term in terms_by_clause(text, asked)
            if is_of_it(term) and known.isdisjoint(term.days)
        )
        for term in islice(others, MOST_LISTED):
            message = Message(
                f"Na {called.pl} podano tu inny termin: „{term.words}”.",
                f"This gives another time to {called.en} in: “{term.words}”.",
            )
            start = of_appeal[0].start
            yield Contradiction(path, message, term.start, ("appeal",), start, quotes=True)
