"""Names by which somebody introduces themselves in small letters, or is said to be called."""

from collections.abc import Iterator

from lckm_core.redaction._bare_names import ONE_OR_TWO, is_somebody
from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import (
    NameDictionary,
    NameSense,
    is_a_surname_alone,
    is_first_name_itself,
    is_surely_a_first_name,
    may_be_their_surname,
)
from lckm_core.redaction._lowercase_names import is_a_small_surname, small_surname_end
from lckm_core.redaction._name_shapes import CAPITALISED, SMALL
from lckm_core.redaction._patterns import any_of, compiled, text_before
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

_HERSELF_IN_SMALL = (
    rf"(?<![\w-])({SMALL})(?:\s({SMALL}))?(?=,?\s(?i:z\stej\sstrony|przy\stelefonie))"
)
# „tu zenek pyza z bałuckiego”: in small letters nobody but the writer is told so.
_INTRODUCED_IN_SMALL = rf"(?<!\w)(?i:tu|tutaj|ja)[,:]?\s({SMALL})"
# „To znowu ja kubsikowa”.
_ME_AGAIN = (
    r"(?<!\w)(?i:to\s(?:znowu|zn[óo]w|ponownie|jeszcze\sraz)?\s?ja|ja\s(?:znowu|zn[óo]w))[,:]?\s"
    rf"({SMALL}|{CAPITALISED})"
)
_MARRIED = r"[^\W\d_]{3,}(?:kowa|czowa|ikowa|akowa|ekowa|[sc]ka|dzka|[óo]wna)"
_NO_MARRIED = any_of("""
    samotn* domow* rowerow* łódzk* bałuck* widzewsk* polesk* miejsk* osiedlow* polsk* ukraińsk*
    obywatelsk* sąsiedzk* emeryck* blokow* parkow* ojcowsk* matczyn* babska chłopska pracownicz*
""")
# „Ten, co to robi, nazywa się Seba Kłos”, and no shop that is called so.
_IS_CALLED = (
    r"(?<!\w)(?i:nazywa(?:j[ąa]|[łl]a?)?\ssi[ęe](?:\s(?:chyba|podobno))?"
    rf"|zw[ąa]\sgo|zw[ąa]\sj[ąa])\s{ONE_OR_TWO}"
)
_IS_CALLED_IN_SMALL = (
    rf"(?<!\w)(?i:nazywa(?:[łl]a?)?\ssi[ęe](?:\s(?:chyba|podobno))?)\s({SMALL})"
    r"(?=\s(?:i|z|ze|spod|mieszka)(?!\w)|\s?[.,;!]|\s*$)"
)
_THING_CALLED = (
    r"(?<!\w)(?i:sklep|bar|salon|firm|ulic|park|szko[łl]|przystan|osiedl|pies|suk|kot|lokal|klub"
    r"|miejsc|plac|skwer|rond|restaurac|lini|aplikac|programm?|system|gazet|piekarni)\w*[^.!?\n]*$"
)


def introductions(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names by which somebody introduces themselves, or is called."""
    small = text.lower()
    yield from _in_small(text, small, dictionary)
    yield from _writers(text, small, dictionary)
    yield from _called(text, small, dictionary)


def _in_small(text: str, small: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names in small letters before „z tej strony”: „nowak janina z tej strony”."""
    hinted = "z tej strony" in small or "przy telefonie" in small
    for herself in compiled(_HERSELF_IN_SMALL).finditer(text) if hinted else ():
        words = [word for word in herself.groups() if word]
        known = [
            is_surely_a_first_name(dictionary.sense(word)) or is_a_small_surname(word)
            for word in words
        ]
        if any(map(is_no_name, words)):
            words, known = words[1:], known[1:]
        is_pair = len(words) > 1 and any(
            is_surely_a_first_name(dictionary.sense(word)) for word in words
        )
        if is_pair or (known and known[-1]):
            start = herself.start(1) if is_pair else herself.end() - len(words[-1])
            yield PersonalSpan(start, herself.end(), PersonalKind.NAME)


def _writers(text: str, small: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names in small letters after „tu” and „to znowu ja”."""
    for writer in compiled(_INTRODUCED_IN_SMALL).finditer(text):
        if is_first_name_itself(writer[1]):
            end = small_surname_end(text, writer.end(), dictionary)
            yield PersonalSpan(writer.start(1), end, PersonalKind.NAME)
    for writer in compiled(_ME_AGAIN).finditer(text) if "ja" in small else ():
        if _is_her_surname(writer[1].lower(), dictionary):
            yield PersonalSpan(*writer.span(1), PersonalKind.NAME)


def _is_her_surname(word: str, dictionary: NameDictionary) -> bool:
    """Return whether *word* is a woman's surname in small letters: „kubsikowa”."""
    if compiled(_MARRIED).fullmatch(word) is None or compiled(_NO_MARRIED).match(word):
        return False
    # Adjectives end as these surnames do; „nowakowa” is one of „nowak”.
    return is_a_surname_alone(word.removesuffix("owa")) or not (
        dictionary.sense(word) & NameSense.WORD
    )


def _called(text: str, small: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names that somebody is said to have: „nazywa się Seba Kłos”."""
    end = 0
    for called in compiled(_IS_CALLED_IN_SMALL).finditer(text) if "nazywa" in small else ():
        # What the one before is called is no thing that has this name.
        left = text_before(text, called.start())[-max(0, called.start() - end) :]
        is_thing, end = compiled(_THING_CALLED).search(left), called.end()
        if not is_thing and may_be_their_surname(called[1]) and not is_no_name(called[1]):
            yield PersonalSpan(*called.span(1), PersonalKind.NAME)
    for called in compiled(_IS_CALLED).finditer(text) if "nazywa" in small or "zw" in small else ():
        is_thing = compiled(_THING_CALLED).search(text_before(text, called.start()))
        # „Nazywa się Rzeszutko i mieszka obok”: any name, in no other text than in capitals.
        is_name = called[1].istitle() and not any(map(is_no_name, called[1].split()))
        if not is_thing and (is_name or is_somebody(text, *called.span(1), dictionary)):
            yield PersonalSpan(*called.span(1), PersonalKind.NAME)
