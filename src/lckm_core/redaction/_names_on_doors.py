"""Names where they are written: on a door, a bell, a letter box."""

from collections.abc import Iterator

from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import (
    NameDictionary,
    NameSense,
    is_a_surname_alone,
    may_be_their_surname,
)
from lckm_core.redaction._name_shapes import CAPITALISED, INITIAL
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

_SIGN = (
    r"(?:domofon(?:ie|em|u)?|dzwon(?:ek|ku|kiem)|wizyt[óo]wce|tabliczce\sna\sdrzwiach"
    r"|drzwiach|skrzynce(?:\sna\slisty|\spocztowej)?)"
)
# „Dzwonić domofonem na Olszewski”, „na skrzynce jest Wójcik”, „domofon: Kos”.
_WRITTEN = (
    rf"(?<!\w)(?i:(?:na|z|pod|przy)\s(?:(?:jego|jej|ich|tych|moim|naszym)\s)?{_SIGN}"
    rf"|{_SIGN}(?=\s(?:na|do|pod)\s|:\s|\snazwisk))"
    r"(?i:\s(?:jest|mam|ma|wisi|widnieje|napis|podpis(?:any|ane)?|pisze|napisane|na|do|pod"
    r"|nazwisk[oa]|na\snazwisko|stoi|wpisane|kartka|karteczka)){0,3}[:,]?\s"
    rf"[„\"]?((?:{INITIAL}\s?)?{CAPITALISED})(?!\s?\d)(?=[”\"]?\s?(?:[,.;:!?)]|$|\n|\s[a-z(/]))"
)
_HINT = r"(?i)domofon|dzwon(?:ek|k)|wizyt|drzwiach|skrzynce"


def names_on_doors(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names that *text* says are written where somebody lives."""
    if compiled(_HINT).search(text) is None:
        return
    for written in compiled(_WRITTEN).finditer(text):
        name = written[1].rpartition(" ")[2].rpartition(".")[2]
        is_name = name.istitle() and not is_no_name(name)
        # „Na drzwiach Zakaz wstępu”, „na domofonie Awaria”.
        is_known = is_a_surname_alone(name) or may_be_their_surname(name)
        is_known = is_known or NameSense.FIRST_NAME in dictionary.sense(name)
        if is_name and is_known:
            yield PersonalSpan(*written.span(1), PersonalKind.NAME)
