"""Marks of a text that its author has not finished."""

from operator import itemgetter

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.texts import Text
from lckm_core.text import Message

_UNFINISHED = ("TODO", "xxx", "orem ipsum", "o uzupełnienia", "zupełnić")
"""Of these each placeholder has one."""
_TO_FILL_IN = r"(?:do\s+uzupełnienia|uzupełnić(?:\s+później)?|(?:tu|tutaj)\s+uzupełnić)"
_VALUE = rf"[\s(\[„\"–-]*(?:{_TO_FILL_IN}|x{{3,6}}|todo)[\s)\].:!”\"–-]*"
"""A placeholder in place of a whole value."""
_IN_PROSE = (
    # „Formularz XXX” may be a name, and „nr sprawy xxx/2026” shows how a number is written.
    r"(?-i:\bTODO\b)|\blorem\s+ipsum\b|(?-i:(?<![\w./@-])x{3,6}(?![\w/@-]))"
    rf"|[\[(<{{]\s*{_TO_FILL_IN}\s*[\])>}}]|(?:(?m:^)[\s*-]*|:\s+){_TO_FILL_IN}\s*[.!]?\s*(?m:$)"
)
_FOR_STAFF = "call_centre"
_PATTERNED = "transfer_title"
"""Where „xxx” may stand for what the resident puts in."""


@rule(
    "LCKM-R061",
    "zał. 2 § 9 ust. 1",
    "tekst niedokończony, np. „do uzupełnienia”",
    WARNING,
)
def texts_are_finished(texts: tuple[Text, ...]) -> RuleFaults:
    """A text holds a placeholder, such as „TODO”, in place of what belongs there."""
    together = "\n".join(map(itemgetter(1), texts))
    hints = [hint for hint in _UNFINISHED if hint in together]
    for path, text in texts if hints else ():
        if path[0] == _FOR_STAFF or path[-1] == _PATTERNED:
            continue
        if not any(map(text.__contains__, hints)):
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
