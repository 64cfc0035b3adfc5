"""Papers that a text asks to enclose, and that no list of documents has."""

import re
from collections.abc import Iterator

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.stated_terms import stems
from lckm_core.procedures.rules.statements import statements
from lckm_core.procedures.rules.texts import Texts
from lckm_core.text import Message

_ASKS = ("dołącz", "załącz")
_ENCLOSE = (
    r"(?:^|[,:]\s+|\bi\s+|\boraz\s+|^do\s+(?:wniosku|zgłoszenia|podania|formularza|deklaracji"
    r"|niego|niej)\s+)(?:dołącz|załącz)(?:cie|asz|a\s+się)?\s+(?P<first>[^;:()]{3,200})"
    r"|^(?:wnioskodawca|strona|inwestor|przedsiębiorca|organizator)\s+(?:dołącza|załącza)\s+"
    r"(?P<third>[^;:()]{3,200})"
    r"|(?<!nie\s)\b(?:trzeba|należy|musisz)\s+(?:(?:też|także|również|jeszcze|do\s+(?:wniosku"
    r"|zgłoszenia|niego|niej))\s+){0,2}(?:dołączyć|załączyć)\s+(?P<second>[^;:()]{3,200})"
)
_LEADS = (
    r"(?:(?:też|także|również|jeszcze|koniecznie|do\s+(?:wniosku|zgłoszenia|podania|deklaracji"
    r"|formularza|niego|niej)|kopi[ęei]|kserokopi[ęei]|skan\w*|aktualn\w+|ważn\w+|podpisan\w+"
    r"|szczegółow\w+|kolorow\w+|wstępn\w+|jedn[oaą]|dwa|dwie|trzy)\s+)*"
)
"""What stands before the noun of a paper."""
_KINDS = (
    ("kosztorys", r"kosztorys\w*", r"kosztorys|wycen|koszt"),
    ("zdjęcie", r"zdję(?:cie|cia|ć)|fotografi\w+", r"zdję|fotogr"),
    ("umowa", r"umow[ęy]|umów", r"umow|um[oó]w|tytuł|najm|dzierżaw|leasing|użyczeni"),
    ("zaświadczenie", r"zaświadczeni[ea]|zaświadczeń", r"zaświad|orzecz|potwierdz"),
    ("odpis", r"odpis\w*", r"odpis|\bakt\b|\baktu\b|wypis|wyciąg|świadectw|wyrok|orzecz"),
    ("projekt", r"projekt\w*", r"projekt|dokumentacj|plan\b|rysun"),
    ("mapa", r"map[ęy]|mapk[ęi]", r"map|plan\b|szkic|rysun|wyrys"),
    # „Oświadczenia o …” are mostly a part of the application's form.
    ("oświadczenie", r"oświadczenie|oświadczeń", r"oświad|zgod|deklarac|zobowiąz"),
    ("orzeczenie", r"orzeczeni[ea]", r"orzecz|zaświad|wyrok"),
    (
        "zgoda",
        r"zgod[ęy]\s+(?:(?:współ)?właściciel|małżonk|rodzic|zarządc)\w+",
        r"zgod|oświad",
    ),
    ("statut", r"statut\w?", r"statut|umow|regulamin"),
    ("polisa", r"polis[ęy]", r"polis|ubezp|umow"),
)
"""Papers: the name, the noun behind „dołącz”, and by what a list may call it."""
_ANY_PAPER = KeywordPattern(
    "załącznik dokument dowod potwierdzając pism inne materiał komplet",
    r"załącznik|\bdokument(?!\w*\s+(?:tożsamości|podróży))|dowod[yu]?\b.*\bpotwierdz"
    r"|\bpotwierdzając|\bpism|\binne\b|\bmateriał|\bkomplet",
)
"""What in the name of a document may mean any paper."""
_CONDITION = r"\b(?:jeśli|jeżeli|gdy|kiedy|o\s+ile|w\s+(?:przypadku|razie)|przy\s+osob\w+)\b"
_OTHER_STAGE = (
    r"\b(?:odwoł|zażal|skarg|sprzeciw|rozlicz|sprawozda|wezw|uzupełn|możesz|można|warto|najlepiej"
    r"|chce|chcą|procedur|nie\s+(?:trzeba|musi|dołącz|załącz)|w\s+razie\s+potrzeby|ewentualn"
    r"|wcześniej|inn(?:y|ego|ej|ym)\s+(?:urz|spraw|wnios)|reklamac|faktur|potwierdzeni\w+\s+wypłat"
    r"|(?<=ącz\s)do\s+(?!wniosk|zgłosz|podani|deklarac|formularz"
    r"|nie(?:go|j)\b|celów|spraw)[^\W\d_]{4,})"
    r"|^do\s+(?!wniosk|zgłosz|podani|deklarac|formularz|nie(?:go|j)\b)[^\W\d_]{4,}"
)
"""Other stages, other matters, and what need not be done."""


@rule(
    "LCKM-R093",
    "zał. 2 § 9 ust. 2",
    "tekst każe dołączyć dokument, którego nie ma wśród dokumentów",
    WARNING,
    part="steps",
)
def texts_ask_for_listed_documents(
    steps: tuple[parts.Step, ...],
    required_documents: parts.RequiredDocuments,
    other_documents: tuple[parts.OtherDocument, ...],
    texts: Texts,
) -> RuleFaults:
    """A text asks to enclose a paper that no list of documents has."""
    if not required_documents.to_submit:
        return
    required = (*required_documents.to_submit, *required_documents.to_present)
    names = " \n".join(
        [*(document.name for document in required), *(other.name for other in other_documents)]
    )
    if _ANY_PAPER.search(names):
        return
    fields = ("steps", "useful_info", "how_to", "additional_info")
    for said in statements(texts, _ASKS, steps, None, fields):
        if compiled(_OTHER_STAGE).search(said.words):
            continue
        for paper in _papers(said.words, names):
            yield (
                said.path,
                Message(
                    f"Według tego tekstu dołącza się dokument „{paper}”, a nie ma go wśród "
                    "dokumentów. Dopisz go do „Wymaganych dokumentów” albo popraw tekst.",
                    f"According to this text, “{paper}” is enclosed, and no list of documents has "
                    "it. Add it to “required_documents”, or fix the text.",
                ),
                said.start,
            )


def _papers(sentence: str, names: str) -> Iterator[str]:
    """Yield the papers that a sentence asks to enclose, and that no name of a document means."""
    found = compiled(_ENCLOSE).search(sentence)
    if found is None:
        return
    rest = found["first"] or found["second"] or found["third"]
    # „…, jeżeli impreza jest odpłatna” may be of each paper before it.
    if compiled(_CONDITION).search(rest):
        return
    is_for_some = compiled(_CONDITION).search(sentence) is not None
    for item in re.split(r",\s+|\s(?:i|oraz)\s", rest):
        for paper, noun, known in _KINDS:
            is_of_it = compiled(rf"{_LEADS}(?:{noun})\b").match(item.strip())
            is_proof = is_for_some and paper == "zdjęcie"
            if is_of_it and not is_proof and not compiled(known).search(names):
                # An „odpis pełnomocnictwa” is listed as „Pełnomocnictwo”.
                of_what = re.match(r"\W*(\w+)", item.strip()[is_of_it.end() :])
                if paper == "odpis" and of_what and stems(of_what[1]) & stems(names):
                    continue
                yield paper
