"""What „Tryb odwoławczy” says beside the remedy: an act alone, or when it is answered."""

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.stated_terms import length_in_days
from lckm_core.procedures.rules.terms_by_clause import ClauseTerm, terms_by_clause
from lckm_core.text import EmptyWord, Message

_LONGEST = 400
_LEADS_TO_AN_ACT = (
    r"(?:(?:zgodnie\s+ze?|na\s+podstawie|podstawa(?:\s+prawna)?|w\s+trybie|według|przepis\w*"
    r"|stosuje\s+się|obowiązuj[eą]|określa(?:ją)?|reguluj[eą]|wynika\s+ze?|tryb\s+odwoławczy"
    r"|w\s+(?:tej\s+)?sprawie|go|to|z|ze)[\s:–-]+){0,6}"
)
_AN_ACT = (
    r"(?:(?:art\.|§)\s*\d\w*|ustaw(?:a|y|ą|ie)|rozporządzeni(?:e|a|em)|uchwał(?:a|y|ą)"
    r"|kodeks\w{0,3}"
    r"|k\.?p\.?a\b|ordynacj\w{1,2}|prawo|prawa)\b"
)
_ACT_ALONE = rf"{_LEADS_TO_AN_ACT}{_AN_ACT}[^\n]*"
_SAYS_HOW = (
    r"\b(?:odwoł(?!awcz)|zażal|skarg|skarż|sprzeciw|przysług|służy|można|może\b|możesz|mogą"
    r"|skład|złoż|złóż|wnos|wnieś|wnies|wnios|ponown|kolegi|sko\b|wojewod|minist(?:er|ra)\b"
    r"|sąd(?!ami\s+adm|owoadmin)|dni\b|termin|brak\b|nie\b|decyzj|postanowieni[eau]\b|urzę|organ)"
)
"""Of these each text on how to appeal, or that one cannot, has one."""


@rule(
    "LCKM-R108",
    "wzór: Tryb odwoławczy",
    "„Tryb odwoławczy”, w którym jest tylko akt prawny",
    WARNING,
)
def appeal_is_no_act_alone(appeal: str | EmptyWord) -> RuleFaults:
    """The appeal cites an act and says nothing of how, or whether, one appeals."""
    if isinstance(appeal, EmptyWord) or len(appeal) > _LONGEST:
        return
    words = appeal.strip(" .")
    if compiled(_ACT_ALONE).fullmatch(words) and not compiled(_SAYS_HOW).search(words):
        yield (
            ("appeal",),
            Message(
                "Jest tu tylko akt prawny. Napisz, do kogo, w jakim terminie i przez kogo można "
                "się odwołać, albo „brak”, a akt podaj w „Podstawie prawnej”.",
                "This is an act alone. Say to whom, in what time and through whom one appeals, or "
                "„brak”, and give the act in “legal_basis”.",
            ),
        )


_HEARD_AGAIN = (
    r"(?:(?:rozpatrzenie|rozpoznanie|załatwienie)\s+)?(?:ponowne\s+rozpatrzenie(?:\s+(?:sprawy"
    r"|wniosku))?|wniosku\s+o\s+ponowne\s+rozpatrzenie(?:\s+sprawy)?|odwołani[ea])"
)
_ANSWERED = (
    r"\b(?:odpowiadamy|odpowiemy|odpowiada\s+się)\s+na\s+(?:niego|nie|ten\s+wniosek|(?:to\s+)?"
    r"odwołanie|wniosek\s+o\s+ponowne\s+rozpatrzenie(?:\s+sprawy)?)\b"
    r"|\b(?:rozpatrujemy|rozpatrzymy|rozpoznajemy|rozpoznamy)\s+(?:go|je|(?:ten\s+)?wniosek"
    r"|odwołanie|(?:sprawę|wniosek)\s+ponownie|ponownie\s+(?:sprawę|wniosek)"
    r"|wniosek\s+o\s+ponowne\s+rozpatrzenie)\b"
    r"|\b(?:sprawę|wniosek)\s+(?:rozpatrujemy|rozpatrzymy|rozpoznajemy|rozpoznamy)\s+ponownie\b"
    r"|\bna\s+(?:odpowiedź\s+na\s+(?:niego|odwołanie)|ponowne\s+rozpatrzenie(?:\s+sprawy)?)\s+"
    r"(?:mamy|czeka\s+się)\b"
)
_OF_SOME = (
    r"\b(?:jeśli|jeżeli|gdy|kiedy|dla|przy|w\s+(?:przypadku|razie|sprawach)|chyba|kolegi|sko"
    r"|wojewod|minist|sąd|organ|skarg)"
)
_WITHIN = r"(?:w\s+(?:ciągu|terminie)|do|najpóźniej\s+(?:w\s+ciągu|po))\s+$"


@rule(
    "LCKM-R109",
    "zał. 2 § 9 ust. 2",
    "termin ponownego rozpatrzenia inny w „Trybie odwoławczym” niż w „Terminie realizacji”",
    WARNING,
)
def appeal_tells_when_it_is_heard(deadline: parts.Deadline, appeal: str | EmptyWord) -> RuleFaults:
    """The appeal tells another time to hear the matter again in than the deadline."""
    if isinstance(appeal, EmptyWord):
        return
    known = [
        (index, length_in_days(term.amount, term.unit))
        for index, term in enumerate(deadline.terms)
        if compiled(_HEARD_AGAIN).fullmatch((term.case or "").strip())
    ]
    for term in terms_by_clause(appeal) if known else ():
        if _is_of_hearing_again(term) and all(days.isdisjoint(term.days) for _, days in known):
            message = Message(
                "Termin ponownego rozpatrzenia jest tu inny niż w „Terminie realizacji”.",
                "The time to hear the matter again is another here than in the deadline.",
            )
            other = ("deadline", "terms", known[0][0])
            yield Contradiction(("appeal",), message, term.start, other)
            return


def _is_of_hearing_again(term: ClauseTerm) -> bool:
    """Return whether a term is that in which the Office answers, in every case."""
    words = f"{term.before} {term.after}"
    return (
        compiled(_ANSWERED).search(term.before) is not None
        and compiled(_WITHIN).search(term.before) is not None
        and not compiled(_OF_SOME).search(words)
    )
