"""Surnames and first names that somebody wants corrected: „w nazwisku powinno być …”."""

from collections.abc import Iterator

from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import NameDictionary, is_a_surname_alone, looks_like_a_surname
from lckm_core.redaction._name_shapes import CAPITALISED
from lckm_core.redaction._patterns import any_of, compiled
from lckm_core.redaction._spans import NAME_END, REDACTED, PersonalKind, PersonalSpan

_ENDS = r"[”\"]?(?:[.,;!?)]|\s?$|\n)"
_WHOSE_NAME = r"(?<!\w)(?i:nazwisk(?:o|a|u|iem)|imi(?:ę|e|enia|eniu|eniem))(?!\w)"
# What is called by a name that is nobody's.
_OF_A_THING = any_of("""
    patron* ulic* szkoł* przystank* psa kota suki suczki radn* autor* tablic* pomnik* konia
    skwer* park* firm* faktur* rachun* formularz* urzędnik* kierowc* dyrektor* prezydent*
""")
_BETWEEN = rf"(?:(?!{_OF_A_THING})[^.!?\n]){{0,60}}?"
_IS_TO_BE = (
    r"(?<!\w)(?i:(?:powinno|ma|mia[łl]o)\s(?:by[ćc]|brzmie[ćc])|brzmi|zamiast"
    r"|(?:wpisan|zapisan|napisan)[oay]|a\s(?:nie|jest)|jest|to"
    r"|poprawn\w{1,3}(?:\sto)?)[\s:]{1,2}"
)
# After this only what is known as a name is one: „nazwisko jest Wymagane”.
_SAID_TO_BE = r"(?<!\w)(?i:jest)\s[„\"]?$"
_CORRECTED = rf"{_WHOSE_NAME}{_BETWEEN}{_IS_TO_BE}[„\"]?({CAPITALISED})(?!\s[^\W\d_a-ząćęłńóśźż])"
# „Zmieniłam nazwisko na Wojtala”.
_CHANGED = (
    rf"(?<!\w)(?i:zmie|zmian|popraw)\w{{1,8}}\s(?:\w+\s){{0,2}}?{_WHOSE_NAME}(?:\s\w+){{0,2}}?"
    rf"\s(?i:na)\s[„\"]?({CAPITALISED})(?!\s[^\W\d_a-ząćęłńóśźż])"
)
# „…, a jest Wojtala”, „… zamiast Wojtala”.
_INSTEAD = (
    rf"{REDACTED}[”\"]?,?\s(?:a\s)?(?i:zamiast|nie|jest|wpisano|napisano|mam|ma\sby[ćc])\s"
    rf"[„\"]?({CAPITALISED})(?={_ENDS})"
)
# „Kruk czy Kruka”, „(Szczygieł? Szczegieł?)”: whoever wrote it down is not sure.
_OR_ANOTHER = (
    rf"{NAME_END}(?:\s?\?\s?(?:(?i:albo|lub|czy)\s)?|\s(?i:albo|lub|czy|ewentualnie)\s)"
    rf"(?:(?i:mo[żz]e|raczej)\s)?({CAPITALISED})(?={_ENDS})"
)


def corrected_names(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names that are to be corrected, and what stands in their place."""
    for other in compiled(_OR_ANOTHER).finditer(text) if NAME_END in text else ():
        is_name = dictionary.sense(other[1]).is_a_name or is_a_surname_alone(other[1])
        if (is_name or "azwisk" in text) and not is_no_name(other[1]):
            yield PersonalSpan(*other.span(1), PersonalKind.NAME)
    if not ("azwisk" in text or "imi" in text or "Imi" in text or "IMI" in text or "AZW" in text):
        return
    for pattern in (_CORRECTED, _CHANGED, _INSTEAD):
        for name in compiled(pattern).finditer(text):
            word = name[1]
            is_street = looks_like_a_surname(word) and not is_a_surname_alone(word)
            is_known = dictionary.sense(word).is_a_name or is_a_surname_alone(word)
            # „Powinno być Gębala.”: whatever it is.
            ends = compiled(_ENDS).match(text, name.end(1)) and not compiled(_SAID_TO_BE).search(
                text[name.start() : name.start(1)]
            )
            if (is_known or ends) and not (is_street or is_no_name(word)):
                yield PersonalSpan(*name.span(1), PersonalKind.NAME)
