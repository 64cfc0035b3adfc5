"""Values that only refer to another one, such as „jw.”."""

import re
import string

from lckm_core.procedures.rules.addresses import begins_with_a_street, is_city_or_section
from lckm_core.procedures.rules.registry import RuleFaults, rule
from lckm_core.procedures.rules.texts import Texts
from lckm_core.text import Message

_THERE = r"(?:po)?(?:wyżej|niżej)"
_ABOVE = (
    r"j\s?[./]?\s?w\.?|j\.\s?n\.?|jn\.|(?:j\.|(?:patrz|zob\.?|zobacz|por\.?|vide|jak):?\s)\s*"
    rf"{_THERE}|jak\s+(?:w\s?/\s?w|ww|pow)\.?|tamże|ibidem|ibid\.?"
)
_PLACE = r"(?:adres|ulica|miejsce|lokalizacja|siedziba|budynek)"
_OTHER_PLACE = (
    r"(?:(?:pkt|punkt|punkcie|poz|pozycj[ai]|pozycję|lp|wierszu?|miejscu|tabeli|polu)\.?"
    r"\s*(?:nr\s*)?(?:(?:[\dIVX]{1,3}|pierwszy\w?|drugi\w?)[.)]?)?"
    r"|(?:pierwsz|drug|poprzedni)\w{1,3}(?:\s+(?:miejscu|punkcie|pozycji|wierszu|polu))?"
    r"|(?:po)?(?:wyżej|niżej|przednio))"
)
_ELSEWHERE = re.compile(
    rf"(?:{_PLACE}[:,]?\s+)?(?:{_ABOVE}|idem|dito|bez\s+zmian|powyższy(?:\s+adres)?"
    r"|(?:(?:taki?|tak)\s+)?(?:jak|zgodnie\s+z|patrz|zob\.?|zobacz|podan[ye]|wskazan[ye]"
    rf"|wymienion[ye])\s+(?:(?:w|we|z|dla)\s+)?{_OTHER_PLACE}"
    r"|(?:(?:w|pod)\s+)?(?:ten|ta|to|tym|taki|taka|takie)\s+sam(?:a|o|e|ym)?"
    r"(?:\s+(?:adres(?:em)?|ulica|miejsc[eu]|budyn(?:ek|ku)))?"
    rf"(?:,?\s+(?:co|jak)\s+(?:(?:(?:w|we|z|dla)\s+)?{_OTHER_PLACE}|[^\d,]{{3,60}}))?)\.?"
    r"|(?:adres|ulica)\s+jak\s+[^\d,]{3,60}|(?:patrz|zob\.?|zobacz)\s+[^\d,]{3,60}"
    r"|[-–—.,/\"”„'\s]+",
    re.IGNORECASE,
)


def refers_elsewhere(text: str) -> bool:
    """Return whether a text in place of an address only refers to another one.

    A room, a floor or the city beside it is no address either.
    """
    if begins_with_a_street(text):
        return False
    text = text.strip()
    if _ELSEWHERE.fullmatch(text):
        return True
    if "," not in text and ";" not in text:
        return False
    parts = [part.strip() for part in re.split(r"[,;]", text)]
    referring = [part for part in parts if part and _ELSEWHERE.fullmatch(part)]
    return bool(referring) and all(
        part in referring or not part or is_city_or_section(part) for part in parts
    )


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
