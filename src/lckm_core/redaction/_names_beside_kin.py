"""First names beside a word for kin or a greeting, and surnames of whose animal it is."""

from collections.abc import Iterator

from lckm_core.redaction import _name_cues as cues
from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import (
    NameDictionary,
    NameSense,
    is_a_surname_alone,
    is_first_name_itself,
    is_surely_a_first_name,
)
from lckm_core.redaction._first_names import is_of_somebody
from lckm_core.redaction._lowercase_names import is_surely_a_small_first_name
from lckm_core.redaction._name_shapes import CAPITALISED, SMALL
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

# „Z mężem leżącym, Ryszardem”, „z synem na wózku, Maciejem”.
_KIN = (
    rf"(?<!\w){cues.RELATIVE}(?:\s[a-ząćęłńóśźż]{{2,16}}+){{1,3}},\s(?P<who>{CAPITALISED})"
    r"(?=[,.!;)]|\s*$)"
)
_KIN_HINT = r"[a-ząćęłńóśźż]{2},\s[A-ZĆŁŚŻ]"
# „Małego franka”, „z mała zosia”.
_LITTLE = rf"(?<!\w)(?i:ma[łl](?:y|ego|ej|emu|ym|[aą]))\s({SMALL})(?!\s\d)"
# „Kochany Marku, …”: a letter within a letter.
_DEAR = (
    r"(?<!\w)(?i:kochan[yai]|drog[ia]|cze[śs][ćc]|witaj|hej|mi[łl][ya])\s"
    rf"({CAPITALISED})(?=[,!])"
)
# „… to zarządca. Dmytro” as a line of a letter passed on ends.
_ENDS_A_LINE = rf"[.!?…]\s({CAPITALISED})[.!]?[^\S\n]*(?=\n)"
# „Psy od Sobczyńskiej”: no street has them.
_ANIMALS_OF = (
    r"(?<!\w)(?i:pies|psa|psy|ps[óo]w|kot|kota|koty|kot[óo]w|go[łl][ęe]bie|kury)\s(?i:od)\s"
    r"([A-ZĆŁŚŻ][\w-]{2,}(?:[sc]k|dzk)iej)(?!\w|\s(?:\d|[A-ZĆŁŚŻ]))"
)


def names_beside_kin(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names in *text* of kin, of children, of whom a letter greets or is signed by."""
    for kin in compiled(_KIN).finditer(text) if compiled(_KIN_HINT).search(text) else ():
        if is_surely_a_first_name(dictionary.sense(kin["who"])) and is_of_somebody(
            text, *kin.span("who")
        ):
            yield PersonalSpan(*kin.span("who"), PersonalKind.NAME)
    for child in compiled(_LITTLE).finditer(text):
        if is_surely_a_small_first_name(child[1], dictionary) and not is_no_name(child[1]):
            yield PersonalSpan(*child.span(1), PersonalKind.NAME)
    for dear in compiled(_DEAR).finditer(text):
        if NameSense.FIRST_NAME in dictionary.sense(dear[1]) and not is_no_name(dear[1]):
            yield PersonalSpan(*dear.span(1), PersonalKind.NAME)
    for signed in compiled(_ENDS_A_LINE).finditer(text) if "\n" in text else ():
        if is_first_name_itself(signed[1]) and is_of_somebody(text, *signed.span(1)):
            yield PersonalSpan(*signed.span(1), PersonalKind.NAME)
    for owner in compiled(_ANIMALS_OF).finditer(text) if "iej" in text else ():
        if is_a_surname_alone(owner[1].removesuffix("iej") + "a") and not is_no_name(owner[1]):
            yield PersonalSpan(*owner.span(1), PersonalKind.NAME)
