"""Values that only refer to another one, such as „jw.”."""

import re
import string

from lckm_core.procedures.rules.registry import RuleFaults, rule
from lckm_core.procedures.rules.texts import Texts
from lckm_core.text import Message

_THERE = r"(?:po)?(?:wyżej|niżej)"
_ABOVE = (
    rf"j\s?[./]?\s?w\.?|j\.\s?n\.?|jn\.|(?:j\.|(?:patrz|zob\.?|zobacz|por\.?|vide|jak):?\s)\s*"
    rf"{_THERE}|jak\s+(?:w\s?/\s?w|ww|pow)\.?|tamże|ibidem|ibid\.?"
)
_ELSEWHERE = re.compile(
    rf"(?:adres\s+)?(?:{_ABOVE}|(?:taki|ten)\s+sam(?:\s+adres)?|powyższy(?:\s+adres)?"
    r"|ten\s+sam\s+co\s+\w+|[-–—.,\s]+)\.?",
    re.IGNORECASE,
)


def refers_elsewhere(text: str) -> bool:
    """Return whether a text in place of an address only refers to another one."""
    return _ELSEWHERE.fullmatch(text.strip()) is not None


_VALUE_ABOVE = re.compile(
    rf"[\s(„\"–—-]*(?:{_ABOVE}"
    r"|(?:ta(?:ki|ka|kie)|te[nj]?|ta|tak|to)\s+sam[aeoy]?(?:\s+[^\W\d_]+)?,?\s+(?:co|jak)"
    rf"\s+{_THERE}"
    # „Stawka jw.”, „termin: jak wyżej”: behind a noun „JW” alone may be an abbreviation.
    r"|(?:[^\W\d_](?:[^\W\d_]|-)*[.:]?\s+){1,3}"
    rf"(?:j\.\s?w\.?|jw\.|j\.\s?n\.|jn\.|jak\s+{_THERE}))[\s).,;”\"–—-]*",
    re.IGNORECASE,
)
_CLOSING = string.whitespace + '\xa0).,;”"–—-'
# How every match ends: most texts end otherwise, which takes a tenth of the time to see.
_ENDS = ("w", "j.n", "j. n", "jn", "wyżej", "niżej", "tamże", "ibidem", "ibid")
_LAST = frozenset(_CLOSING).union(*(end[-1] + end[-1].upper() for end in _ENDS))
_LONGEST = 60
_JUDGED_ELSEWHERE = {("places", "address"), ("submission", "places")}


@rule("LCKM-R058", "zał. 2 § 9 ust. 1", "„jw.” zamiast wartości pola")
def values_are_written_out(texts: Texts) -> RuleFaults:
    """A value only refers to another one, as „jw.” does."""
    for path, text in [item for item in texts if item[1][-1:] in _LAST]:
        if len(text) > _LONGEST or not text.rstrip(_CLOSING).lower().endswith(_ENDS):
            continue
        if _VALUE_ABOVE.fullmatch(text) is None:
            continue
        if tuple(step for step in path if isinstance(step, str)) not in _JUDGED_ELSEWHERE:
            yield (
                path,
                Message(
                    f"„{text.strip()}” odsyła do innego miejsca w opisie, którego czytelnik może "
                    "nie widzieć. Wpisz tę wartość, także gdy jest taka sama jak wyżej.",
                    f"“{text.strip()}” refers to another place in the text, which a reader may "
                    "not see. Write the value out, even if it is that above.",
                ),
            )
