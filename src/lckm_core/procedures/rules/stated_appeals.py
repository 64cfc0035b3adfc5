"""What texts say of whether, and to whom, one may appeal, against „Tryb odwoławczy”."""

from lckm_core._patterns import compiled, with_any_blanks
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.statements import LONGEST, Statement, statements
from lckm_core.procedures.rules.texts import Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_KEYWORDS = ("odwoł", "ostateczn", "zaskarż")
_DECISION = (
    r"(?:(?:tej|takiej|naszej|wydanej)\s+)?(?:decyzji(?:\s+(?:odmownej|administracyjnej"
    r"|o\s+odmowie(?:\s+[^\W\d_]{4,}){0,2}?))?|odmownej\s+decyzji|odmowy|rozstrzygnięcia|niej)"
)
_TO_APPEAL = (
    rf"(?:(?:się\s+)?(?:od\s+{_DECISION}\s+)?odwołać(?:\s+się)?"
    r"|(?:wnieść|złożyć|składać|wnosić)\s+odwołanie|odwołanie\s+(?:wnieść|złożyć|składać))"
)
_IS_DUE = (
    r"\b(?:przysługuje|służy)\s+(?:\w+\s+){0,3}odwołanie\b"
    r"|\bodwołanie\s+(?:\w+\s+){0,3}(?:przysługuje|służy)\b"
    rf"|\b(?:można|możesz|masz\s+prawo|wolno\s+ci)\s+(?:\w+\s+){{0,2}}?{_TO_APPEAL}"
    r"|\b(?:można|możesz)\s+w\s+(?:ciągu|terminie)\s+(?:\w+\s+){1,3}(?:złożyć|wnieść)\s+odwołanie"
    r"|\bodwołanie\s+(?:można|możesz|należy|trzeba)\s+(?:złożyć|wnieść|składać|wnosić)"
    rf"|\bodwołanie\s+(?:od\s+{_DECISION}\s+)?(?:wnosi|składa)(?:sz|my|\s+się)\b"
    r"|\b(?:złóż|wnieś)\s+odwołanie\b"
    r"|\bodwołanie\s+(?:\w+\s+)?(?:kieruj|wyślij|złóż|wnieś|prześlij|zanieś)\b"
    r"|\bprzysługuje\s+(?:\w+\s+)?prawo\s+(?:do\s+)?(?:wniesienia\s+)?odwołania"
    r"|\bmo(?:że|gą)\s+(?:się\s+)?(?:\w+\s+){0,2}?odwołać(?:\s+się)?\b"
    r"|\bmo(?:że|gą)\s+(?:\w+\s+)?(?:wnieść|złożyć)\s+odwołanie"
    r"|\bna\s+odwołanie\s+(?:masz|jest|są)\b|\bodwołasz\s+się\b"
    r"|\btermin\s+(?:na\s+)?(?:wniesieni[ea]|złożeni[ea])\s+odwołania"
    r"|^(?:prawo|możliwość)\s+(?:do\s+)?(?:wniesienia\s+|złożenia\s+)?odwołania\b"
    r"|\b(?:decyzję|odmowę)\s+(?:\w+\s+)?(?:można|możesz)\s+zaskarżyć\b"
)
_NOT_DENIED = r"\bnie\s+(?:zgadza\w*|odpowiada|podoba|jest\w*\s+zadowol\w+|później)"
_OTHER_REMEDY = (
    r"\b(?:wizyt|rezerwac|spotka|zaję[ćc]|pełnomocn|mandat|wyrok|zażal|sprzeciw"
    r"|ponagl|skarg|zgod[ęyaą]\b|darowizn|zus\b|krus\b|nfz\b|bank|ubezpiecz|komorni|pracodawc"
    r"|nałoż|uczeln|szkoł|komisj|zespoł|konsul|postanowie|wezwa"
    r"|przydatn|przyda\b|potrzebn|imprez|zapis)"
    r"|\bod\s+(?:decyzji|orzeczenia|rozstrzygnięcia|odmowy)\s+(?:kolegium|sko\b|wojewod|minist"
    r"|sąd|organu|innego|zus|szkoły|lekarz|zespołu|komisji|inspekt|policj|starost|o\s)"
    rf"|\bod\s+(?!{_DECISION}\b|której\b|dnia|daty|chwili|doręcz|otrzym|dost|jej|kiedy"
    r"|razu)\w{4,}"
)
"""What else one revokes or appeals against, and whose decision it is."""
_NO_APPEAL = (
    rf"(?:od\s+{_DECISION}\s+)?(?:stronie\s+)?nie\s+(?:przysługuje|służy|ma)\s+(?:prawo\s+do\s+)?"
    rf"odwołani[ea](?:\s+od\s+{_DECISION})?"
    rf"|(?:od\s+{_DECISION}\s+)?odwołanie\s+(?:od\s+{_DECISION}\s+)?nie\s+(?:przysługuje|służy)"
    r"(?:\s+od\s+niej)?"
    rf"|(?:od\s+{_DECISION}\s+)?nie\s+(?:można|możesz|da\s+się|wolno)\s+(?:się\s+)?"
    rf"(?:od\s+{_DECISION}\s+)?odwołać(?:\s+się)?(?:\s+od\s+{_DECISION})?"
    rf"|(?:od\s+{_DECISION}\s+)?nie\s+odwołasz\s+się(?:\s+od\s+{_DECISION})?"
    rf"|od\s+{_DECISION}\s+się\s+nie\s+odwołasz"
    r"|(?:nasz[ae]\s+)?(?:decyzja|odmowa|rozstrzygnięcie)\s+nie\s+podlega\s+"
    r"(?:odwołaniu|zaskarżeniu)"
    r"|(?:nasz[ae]\s+|ta\s+)?(?:decyzja|odmowa|rozstrzygnięcie)\s+jest\s+ostateczn[ae]"
    r"(?:\s+(?:w\s+(?:administracyjnym\s+)?toku\s+(?:instancji|postępowania)"
    r"|i\s+nie\s+podlega\s+(?:odwołaniu|zaskarżeniu)))?"
    r"|(?:w\s+tej\s+sprawie\s+)?nie\s+(?:ma|przewidziano|przewiduje\s+się)\s+"
    r"(?:trybu\s+odwoławczego|(?:prawa|możliwości)\s+(?:do\s+)?odwołania(?:\s+się)?)"
    rf"(?:\s+od\s+{_DECISION})?"
    r"|na\s+(?:tę\s+)?(?:decyzję|odmowę)\s+(?:odwołanie\s+nie\s+(?:przysługuje|służy)"
    r"|nie\s+(?:przysługuje|służy)\s+odwołanie)"
    r"|(?:decyzji|odmowy|rozstrzygnięcia)\s+nie\s+(?:można|możesz|da\s+się)\s+zaskarżyć"
    r"|nie\s+(?:można|możesz)\s+zaskarżyć\s+decyzj[ię]"
    rf"|nie\s+(?:przewidziano|przewiduje\s+się|ma)\s+odwołania\s+od\s+{_DECISION}"
    r"|nie\s+przysługuje\s+od\s+niej\s+odwołanie|bez\s+(?:prawa|możliwości)\s+odwołania"
    rf"|brak\s+(?:prawa|możliwości)\s+(?:do\s+)?odwołania(?:\s+się)?(?:\s+od\s+{_DECISION})?"
)
"""Whole sentences alone: more words may say when, or from whose decision."""
_ASKS_WHETHER = (
    r"czy\s+(?:(?:jest|istnieje)\s+możliwość\s+odwołania(?:\s+się)?|(?:mogę"
    r"|można)\s+zaskarżyć\s+decyzję|(?:mogę"
    rf"|można)\s+(?:się\s+)?(?:od\s+{_DECISION}\s+)?odwołać(?:\s+się)?"
    rf"(?:\s+od\s+{_DECISION})?|(?:mogę|można)\s+(?:złożyć|wnieść)\s+odwołanie"
    rf"(?:\s+od\s+{_DECISION})?|(?:od\s+{_DECISION}\s+)?(?:przysługuje|służy)\s+(?:mi\s+)?odwołanie"
    rf"(?:\s+od\s+{_DECISION})?)"
)
_ASKS_HOW = (
    r"(?:gdzie|jak|kiedy|do\s+kogo|do\s+kiedy|w\s+jakim\s+terminie)\s+(?:\w+\s+)?"
    rf"(?:{_TO_APPEAL}|złożę\s+odwołanie)(?:\s+od\s+{_DECISION})?"
    r"|ile\s+(?:mam\s+czasu|jest\s+czasu|dni\s+mam)\s+na\s+(?:złożenie\s+"
    rf"|wniesienie\s+)?odwołani[ea](?:\s+od\s+{_DECISION})?"
)
_BODIES = {
    "kolegium": r"\bkolegi|\bsko\b",
    "wojewoda": r"\bwojewod(?:a|y|ę|zie)\b",
    "minister": r"\bminist(?:er|r)",
    "sąd": r"\bsąd(?!z)",
    "inspektor": r"\binspekt(?:or|ora|orowi|orat\w*)\b",
    "kurator": r"\bkurator",
    "izba": r"\bizb[ay]\b",
}
_HEARS = (
    r"(?:\bodwoł\w+\b.{0,60}\bdo|\bodwołani[ea]\s+(?:rozpatruje|rozpatrzy|rozpoznaje|rozpozna)"
    r"|\borganem\s+odwoławczym\s+jest|\bodwołani[ea]\s+(?:jest"
    r"|są)\s+rozpatrywan[ey]\s+przez)\s+(?P<who>[^,;.()]{3,60})"
)
_ASKS_WHO = r"(?:kto\s+(?:rozpatruje|rozpatrzy|rozpoznaje)\s+odwołani[ea]|do\s+kogo\b.*odwoł\w+)"
_PASSES_ON = r"pośrednictw|przekaz|zawiadami|powiad|wyrok|skarg|\bpo\s+(?:\w+\s+)?odwoł"
_REFERS = (
    r"\bodwoł(?:ać|asz|uj\w+)\s+(?:się\s+)?do\s+(?=\S)(?!\d|(?:[^\W\d_]+(?:ego|ej)\s+){0,2}"
    rf"(?:{'|'.join(_BODIES.values())}|nas\b|końca\b|dnia\b|organu|urzędu|prezydenta|dyrektora"
    r"|komisji|instancji))"
)
"""„Odwołać się do dokumentów” is to refer to them; an appeal goes to a body, or has a day."""
_IS_LAW_BY_THEN = (
    r"\bzrze(?:cz|k)|\bmin(?:ie|ął|ęł|ą)|\bupły[wn]|\bprawomocn|\bpo\s+(?:\w+\s+)?\d+\s+dni"
    r"|\bpo\s+(?:\w+\s+)?terminie|\bnikt\b"
)
"""After the term, or once it is waived, each decision is final."""


@rule(
    "LCKM-R089",
    "zał. 2 § 9 ust. 2",
    "tekst sprzeczny z „Trybem odwoławczym”: czy, jak i do kogo można się odwołać",
    WARNING,
    part="title steps call_centre deadline",
)
def texts_agree_on_appeals(
    title: str | None,
    steps: tuple[parts.Step, ...],
    deadline: parts.Deadline | None,
    appeal: str | EmptyWord,
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """A text says another thing of whether, how or to whom one appeals than the field for it."""
    if "odwoł" in (title or "").lower():
        return
    if isinstance(appeal, EmptyWord):
        yield from _of_an_appeal_without_one(deadline, texts)
    yield from _of_decisions(appeal, texts)
    found: set[object] = set()
    known = "" if isinstance(appeal, EmptyWord) else appeal
    for said in statements(texts, _KEYWORDS, steps, call_centre):
        if said.path in found:
            continue
        if isinstance(appeal, EmptyWord):
            message = _THERE_IS_NONE if _says_that_it_is_due(said) else None
        else:
            message = _THERE_IS_ONE if _says_that_there_is_none(said, known) else None
            message = message or (_HEARD_BY_ANOTHER if _names_another(said, known) else None)
        if message:
            found.add(said.path)
            about = _where_a_body_is_named(known) if message is _HEARD_BY_ANOTHER else None
            yield Contradiction(said.path, message, said.start, ("appeal",), about)


_REFUSED = (
    r"(?!.*\b(?:nie\s+(?:odm[oó]w|odmawi|wyda|dostan|otrzym)|sąd|bank|konsul|minist|wojewod|szko))"
    r".*\b(?:(?:odmówimy|odmawiamy|odmawia\s+się)\b.{0,80}\b(?:postanowieniem|decyzją"
    r"|w\s+(?:drodze|formie)\s+(?:decyzji|postanowienia))|(?:wyda(?:my|jemy|je\s+się)|dostaniesz"
    r"|otrzymasz)\s+(?:decyzję|postanowienie)\s+(?:odmown\w+|o\s+odmowie)|odmowa\s+(?:następuje"
    r"|zapada|ma\s+formę)\s+(?:w\s+(?:drodze|formie)\s+)?(?:decyzji|postanowienia))"
)
# Whole sentences alone: a card may be given without a decision, and yet refused by one.
_NOTHING_DECIDED = (
    r"(?:(?:w\s+tej\s+sprawie)\s+nie\s+(?:wydajemy|wydaje\s+się)|(?:o\s+[^,;]{3,60}\s+)?nie\s+"
    r"(?:rozstrzyga|zapada|wydaje\s+się|wydajemy)\s+żadn\w+|(?:ta\s+)?sprawa\s+kończy\s+się\s+bez)"
    r"\s+decyzj\w+(?:\s+administracyjn\w+)?(?:(?::|,\s+zwykłym).*)?"
)
_COMPLAINT_OF_A_DECISION = (
    r"(?!.*(?:postanow|odwoł(?!awcz))).*(?:\b(?:od|na)\s+(?:\w+\s+)?decyzj.*\b(?:przysługuje|służy"
    r"|wnosi\s+się|można|możesz)\s+(?:\w+\s+){0,2}?zażaleni|\bzażaleni\w+\s+(?:na|od)\s+"
    r"(?:\w+\s+)?decyzj|\bdecyzj\w+\s+(?:\w+\s+)?(?:można|możesz)\s+zaskarżyć\s+zażaleni)"
)
_REFUSALS: tuple[str, ...] = ("odmow", "odmów", "odmawia")
_NO_DECISION = with_any_blanks(("nie wydaj", "żadn", "bez decyzji"))


def _of_decisions(appeal: str | EmptyWord, texts: Texts) -> RuleFaults:
    """Yield where a decision or an order, and the remedy against it, do not agree."""
    hints, pattern = _REFUSALS, _REFUSED
    if not isinstance(appeal, EmptyWord):
        may_complain = "ażaleni" in appeal and "ecyzj" in appeal
        for start, sentence in sentences_of(appeal, STOP_BEFORE_BLANK) if may_complain else ():
            is_read = "ażaleni" in sentence and len(sentence) <= LONGEST
            if is_read and compiled(_COMPLAINT_OF_A_DECISION).match(sentence):
                yield ("appeal",), _IN_THE_APPEAL, start
        if "decyzj" not in appeal.lower() or "ostanowi" in appeal:
            return
        hints, pattern = _NO_DECISION, rf"(?:{_NOTHING_DECIDED})$"
    for said in statements(texts, hints, (), None, ("summary", "how_to", "additional_info")):
        if compiled(pattern).match(said.words):
            yield Contradiction(
                said.path, _ANOTHER_REMEDY, said.start, ("appeal",), advice=_FIX_THE_REMEDY
            )


_HEARING = r"(?:czas\s+(?:na\s+)?)?(?:rozpatrzeni|rozpoznani|załatwieni)[ea]\s+odwołani(?:a|e)\b.*"
_DECIDED_HERE = (
    r"(?!.*\b(?:sąd|bank|konsul|minist|wojewod|szko|komisj|uczeln|zusu?\b|krus|wspólnot|policj"
    r"|jeśli|jeżeli|gdy|organ\w*\s+(?!miast|wykon)))"
    r".*\b(?<!nie\s)(?:stwierdza|orzeka|ustala|potwierdza|przyznaje|umarza|udziela|rozstrzyga"
    r"|odmawia|zezwala|zatwierdza|nadaje)(?:my|\s+się)\s+(?:\w+\s+){0,3}"
    r"(?:decyzją|w\s+(?:drodze|formie)\s+decyzji)\b.*"
)
"""A sentence by which the Office ends the matter with a decision."""
_DECISION_HINTS: tuple[str, ...] = ("decyzją", "drodze decyzji", "formie decyzji")


def _of_an_appeal_without_one(deadline: parts.Deadline | None, texts: Texts) -> RuleFaults:
    """Yield where an appeal, or a decision to appeal against, is told while there is „brak”."""
    for index, term in enumerate(deadline.terms if deadline else ()):
        if compiled(_HEARING).fullmatch(term.case or ""):
            path = ("deadline", "terms", index, "case")
            yield Contradiction(path, _THERE_IS_NONE, None, ("appeal",))
            return
    fields = ("summary", "how_to", "additional_info")
    for said in statements(texts, _DECISION_HINTS, (), None, fields):
        if compiled(_DECIDED_HERE).fullmatch(said.words):
            yield Contradiction(
                said.path, _ANOTHER_REMEDY, said.start, ("appeal",), advice=_FIX_THE_REMEDY
            )
            return


_ANOTHER_REMEDY = Message(
    "Od decyzji przysługuje odwołanie, na postanowienie zażalenie, a „brak” wpisuje się, gdy nie "
    "wydaje się ani jednego, ani drugiego.",
    "One appeals against a decision and complains against an order; „brak” is for neither.",
)
_FIX_THE_REMEDY = Message(
    "Popraw to miejsce albo „Tryb odwoławczy”.", "Fix this place, or “appeal”."
)
_IN_THE_APPEAL = Message(
    f"{_ANOTHER_REMEDY.pl} Popraw to zdanie.", f"{_ANOTHER_REMEDY.en} Fix this sentence."
)


def _says_that_it_is_due(said: Statement) -> bool:
    words = compiled(_NOT_DENIED).sub("", said.words)
    if compiled(_REFERS).search(words):
        return False
    if compiled(_OTHER_REMEDY).search(f"{said.asked} {words}") or compiled(r"\bnie\b").search(
        words
    ):
        return False
    if said.asked and said.reply is not False:
        if compiled(_ASKS_WHETHER).fullmatch(said.asked):
            return said.reply is True
        if compiled(_ASKS_HOW).fullmatch(said.asked):
            return bool(words)
    return said.reply is not False and compiled(_IS_DUE).search(words) is not None


def _says_that_there_is_none(said: Statement, appeal: str) -> bool:
    # The field itself may say from what there is no appeal.
    if compiled(r"\bnie\s+(?:przysługuje|służy|można|podlega)|\bostateczn").search(appeal):
        return False
    around = f"{said.before}\n{said.asked}\n{said.step}"
    if compiled(_IS_LAW_BY_THEN).search(around) or compiled(r"\bkiedy\b").search(said.asked):
        return False
    if said.asked and compiled(_ASKS_WHETHER).fullmatch(said.asked) and said.reply is False:
        return not said.words or compiled(_NO_APPEAL).fullmatch(said.words) is not None
    return compiled(_NO_APPEAL).fullmatch(said.words) is not None


def _names_another(said: Statement, appeal: str) -> bool:
    """Return whether an appeal is said to be heard by a body that the field does not name."""
    if compiled(_PASSES_ON).search(said.words) or compiled(_OTHER_REMEDY).search(said.words):
        return False
    if said.asked and compiled(_ASKS_WHO).match(said.asked):
        who = said.words
    else:
        found = compiled(_HEARS).search(said.words)
        who = found["who"] if found else ""
    named = {body for body, pattern in _BODIES.items() if who and compiled(pattern).search(who)}
    known = {body for body, pattern in _BODIES.items() if compiled(pattern).search(appeal)}
    return bool(named and known) and named.isdisjoint(known)


def _where_a_body_is_named(appeal: str) -> int:
    """Return where an appeal names a body that hears it first."""
    found = (compiled(pattern).search(appeal) for pattern in _BODIES.values())
    return min(body.start() for body in found if body)


_THERE_IS_NONE = Message(
    "Według tego tekstu można się odwołać, a odwołania nie ma.",
    "According to this text, one may appeal, and there is no appeal.",
)
_THERE_IS_ONE = Message(
    "Według tego tekstu nie można się odwołać, a opis mówi, jak to zrobić.",
    "According to this text, there is no appeal, and the procedure tells how to.",
)
_HEARD_BY_ANOTHER = Message(
    "Odwołanie rozpatruje według tego tekstu kto inny niż gdzie indziej w opisie.",
    "According to this text, the appeal is heard by another body than elsewhere.",
)
