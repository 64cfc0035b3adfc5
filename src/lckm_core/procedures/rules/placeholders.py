"""Texts that their author has not finished: placeholders, and those without a word."""

import re

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.left_guidance import left_guidance
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.replies import questions_of
from lckm_core.procedures.rules.texts import Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_UNFINISHED = (
    *("TODO", "xxx", "XXX ", "orem ipsum", "o uzupełnienia", "zupełnić"),
    *("(?)", "(do ", "(dopis"),
)
"""Of these each placeholder has one."""
_TO_FILL_IN = r"(?:do\s+uzupełnienia|uzupełnić(?:\s+później)?|(?:tu|tutaj)\s+uzupełnić)"
_TO_BE_SEEN_TO = r"(?:dopisać|uzupełnić|do\s+(?:ustalenia|potwierdzenia|weryfikacji|uzupełnienia))"
_VALUE = rf"[\s(\[„\"–-]*(?:{_TO_FILL_IN}|x{{3,6}}|todo)[\s)\].:!”\"–-]*"
"""A placeholder in place of a whole value."""
_IN_PROSE = (
    # „Formularz XXX” may be a name, and „nr sprawy xxx/2026” shows how a number is written.
    r"(?-i:\bTODO\b)|\blorem\s+ipsum\b|(?-i:(?<![\w./@-])x{3,6}(?![\w/@-]))"
    r"|(?-i:\bX{3,6})\s+(?:–\s+)?(?:do\s+uzupełnienia|uzupełnić)\b"
    r"|(?<!\bikonę\s)(?<!\bikona\s)(?<!\bikony\s)(?<!\bznak\s)(?<!\bznakiem\s)\(\?\)"
    # In a sentence „(do uzupełnienia przez kierownika)” is of a form.
    rf"|(?:(?m:^)[\s*-]*|:\s+)\({_TO_BE_SEEN_TO}(?:\s+[^()\[\]\n]{{2,40}})?\)"
    rf"|\({_TO_BE_SEEN_TO}\)(?=\.?\s*(?m:$))"
    rf"|[\[(<{{]\s*{_TO_FILL_IN}\s*[\])>}}]|(?:(?m:^)[\s*-]*|:\s+){_TO_FILL_IN}\s*[.!]?\s*(?m:$)"
)
_YES_OR_NO = (
    r"(?:tak|nie(?:\s+ma)?|jest|są|brak|możliwe|można|dotyczy)(?:(?:,|\s+[–-])\s+(?:można|możliwe"
    r"|jest|są|wszystk\w+|wszystko))?[\s.!]*"
)
"""An answer to the heading, in place of an item of its list."""
_LONGEST_ANSWER = 20
_LONGEST_PUT_OFF = 90
_NO_ANSWER = (
    rf"[\s(\[]*(?:{_TO_FILL_IN}|uzupełnimy(?:\s+(?:wkrótce|później|w\s+późniejszym\s+terminie))?"
    # „W trakcie opracowania” alone answers „Na jakim etapie jest plan?”.
    r"|brak\s+odpowiedzi|odpowied[źz]i?\s+(?:(?:jest\s+)?w\s+(?:przygotowaniu|opracowaniu"
    r"|trakcie\s+(?:opracowania|przygotowania|ustalania))|do\s+(?:uzgodnienia|ustalenia"
    r"|opracowania)(?:\s+z\s+[^.,;]{3,40})?)"
    r"|odpowied(?:ź|zi)\s+(?:(?:zostanie|będzie)\s+)?(?:poda|przekaż|przekaz|udziel|uzupełni|prześl"
    r"|dopisz|wpisz)\w*\s+(?:później|wkrótce|w\s+(?:późniejszym|innym)\s+terminie)|\.{3}|…)"
    r"[\s)\].]*"
)
"""A text in place of an answer to a question that residents ask."""
_FOR_STAFF = "call_centre"
_PATTERNED = "transfer_title"
"""Where „xxx” may stand for what the resident puts in."""
_WORD = re.compile(r"[^\W_]")


@rule(
    "LCKM-R061",
    "zał. 2 § 9 ust. 1",
    "tekst niedokończony, np. „do uzupełnienia”",
    WARNING,
    part="online_activities useful_info call_centre",
)
def texts_are_finished(
    online_activities: tuple[str, ...],
    useful_info: tuple[str, ...],
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """A text holds a placeholder, such as „TODO”, or the template's guidance, as it came."""
    for key, items in (("online_activities", online_activities), ("useful_info", useful_info)):
        for index, item in enumerate(items):
            # Most items are longer, which takes no time to see.
            if len(item) <= _LONGEST_ANSWER and compiled(_YES_OR_NO).fullmatch(item):
                yield (key, index), _NO_ITEM
    for path, question in questions_of(call_centre):
        answer = question.answer
        if len(answer) <= _LONGEST_PUT_OFF and compiled(_NO_ANSWER).fullmatch(answer):
            yield path, _NOT_ANSWERED
    yield from left_guidance(texts)
    for path, text in texts.holding(_UNFINISHED):
        if path[0] == _FOR_STAFF or path[-1] == _PATTERNED:
            continue
        found = compiled(_VALUE).fullmatch(text) or compiled(_IN_PROSE).search(text)
        if found:
            words = found[0].strip(' \n()[]<>{}:–-.!„”"')
            yield (
                path,
                Message(
                    f"Tekst nie jest dokończony („{words}”). Wpisz, co trzeba, albo usuń te słowa.",
                    f"The text is not finished (“{words}”). Fill it in, or remove these words.",
                ),
                found.start(),
            )


_NO_ITEM = Message(
    "To odpowiedź na pytanie, a wymienia się tu czynności albo hasła. Wpisz je albo usuń ten wpis.",
    "This answers a question, where activities or phrases are listed. Write them, or remove this.",
)
_NOT_ANSWERED = Message(
    "Na to pytanie nie ma odpowiedzi, a podaje się tu odpowiedzi. Wpisz ją albo usuń pytanie.",
    "This question has no answer, and answers are given here. Write it, or remove the question.",
)


@rule(
    "LCKM-R025",
    "zał. 2 § 9 ust. 1",
    "wymagany tekst, który niczego nie mówi",
    part="title summary how_to appeal owner",
)
def texts_say_something(
    title: str | None,
    summary: str | None,
    how_to: str | None,
    appeal: str | EmptyWord | None,
    owner: parts.Person | None,
) -> RuleFaults:
    """A text that must be given holds no word, only marks or dashes."""
    name = owner.name if owner else None
    texts = (
        ("title", title),
        ("summary", summary),
        ("how_to", how_to),
        ("appeal", appeal),
        ("owner/name", name),
    )
    for path, text in texts:
        if isinstance(text, str) and not _WORD.search(text):
            yield (
                tuple(path.split("/")),
                Message(
                    "Pole nie zawiera żadnego słowa. Wypełnij je.",
                    "The field holds no word. Fill it in.",
                ),
            )
