"""Words that may be personal data, which no rule is sure of: for a person to look at."""

from collections.abc import Iterable, Iterator

from lckm_core.redaction._addresses_beside_names import addresses_before_an_owner
from lckm_core.redaction._birth_dates import birth_years
from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import (
    COMMON_NAMES,
    NameDictionary,
    NameSense,
    is_a_surname_alone,
    looks_like_a_surname,
)
from lckm_core.redaction._flat_directions import single_steps_home
from lckm_core.redaction._health import health_words
from lckm_core.redaction._name_shapes import CAPITALISED
from lckm_core.redaction._officials import holds_public_office
from lckm_core.redaction._patterns import belongs_to_a_thing, compiled
from lckm_core.redaction._place_names import is_named_after, is_place_name
from lckm_core.redaction._redact import personal_spans
from lckm_core.redaction._spans import (
    PersonalKind,
    PersonalSpan,
    original_spans,
    put_marks,
    shield_marks,
    without_overlaps,
)

_WORD = rf"(?<![\w-]){CAPITALISED}"
# Not a day, nor a sum.
_NUMBER = (
    r"(?<![\w.,/=-])(?!\d{4}-\d\d-\d\d)\d(?:[ -]?\d){6,}+(?![\w/]|\s(?:zł|złotych"
    r"|mieszka\w+)(?!\w))"
)
_FLAT = (
    r"(?<!\w)(?i:m\.?\s|mieszkani[aeu](?:\snr)?|spod|pod\snumerem)\s?\d{1,3}(?!\w|[.,]\d)"
    # „ten spod dwójki”, „z pod czworki”.
    r"|(?<!\w)(?i:(?:spod|z\spod)\s(?:jedynki|dw[óo]jki|tr[óo]jki|czw[óo]rki|pi[ąa]tki"
    r"|sz[óo]stki|si[óo]demki|[óo]semki|dziewi[ąa]tki|dziesi[ąa]tki|\w{3,9}nastki))(?!\w)"
)
# A street is not „u” somebody, and has no yard; a shop may be called so.
_AT_SOMEBODYS = (
    r"(?:(?<!\w)(?<!(?i:zbiegu)\s)(?i:u|posesj\w{1,3}|dział(?:ka|ki|kę|ką|ce)"
    r"|podwór(?:ko|ka|ku|kiem)|ogród(?:ek|ka|ku)|garaż(?:u|em)?|płot(?:u|em|cie)?|domu?|domem))\s$"
)
_OF_SOMEBODY = r"(?:iego|iej|ich|ów|(?<![sc]k)(?<!dzk)a)$"
_SHOP = (
    r"(?i:sklep|bar|restaurac|piekarn|cukiern|pizzer|pub|lokal|kwiaciarn|zakład|warsztat|salon"
    r"|fryzjer|aptek|kebab|kawiarn|kiosk|hurtown|firm)\w{0,4}\s[„\"'”]?[Uu]\s$"
)
_NEAR = 30
_ACCOUNT = r"(?<![\w.@])@\w[\w.]{2,30}+"


def doubtful_spans(
    text: str, *, dictionary: NameDictionary | None = None
) -> tuple[PersonalSpan, ...]:
    """Return where *text* has words that may be personal data, but need not be.

    Args:
        text: as for :func:`strike`; what that finds is not among them.
        dictionary: as for :func:`strike`.

    Returns:
        The spans, sorted and without overlaps: names alone, long numbers, flats and ways to them,
        houses whose owner is named, years of birth, accounts, health. A person decides on them, and
        redacts with :func:`strike_spans`. Provision: zał. 2 § 6 ust. 5.
    """
    known = COMMON_NAMES if dictionary is None else dictionary
    redacted = personal_spans(text, dictionary=dictionary)
    found = without_overlaps(_doubtful(shield_marks(put_marks(text, redacted)), known))
    return tuple(original_spans(found, redacted))


def doubtful_words(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words of texts that :func:`doubtful_spans` finds, each once."""
    words = (text[start:end] for text in texts for start, end, _ in doubtful_spans(text))
    return tuple(dict.fromkeys(words))


def _doubtful(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    for word in compiled(_WORD).finditer(text):
        if _may_be_somebody(text, word.start(), word.end(), dictionary):
            yield PersonalSpan(*word.span(), PersonalKind.NAME)
    for number in compiled(_NUMBER).finditer(text):
        if not belongs_to_a_thing(text, number.start()):
            yield PersonalSpan(*number.span(), PersonalKind.OTHER)
    for pattern, kind in ((_FLAT, PersonalKind.ADDRESS), (_ACCOUNT, PersonalKind.NAME)):
        for found in compiled(pattern).finditer(text):
            yield PersonalSpan(*found.span(), kind)
    yield from birth_years(text)
    yield from addresses_before_an_owner(text)
    yield from single_steps_home(text)
    yield from health_words(text)


def _may_be_somebody(text: str, start: int, end: int, dictionary: NameDictionary) -> bool:
    """Return whether the word from *start* to *end* may be a name by itself."""
    word = text[start:end]
    if is_no_name(word) or is_place_name(text, start, end) or is_named_after(text, start):
        return False
    sense = dictionary.sense(word)
    if NameSense.WORD in sense or holds_public_office(text, start):
        return False
    if NameSense.FIRST_NAME in sense or is_a_surname_alone(word):
        return True
    before = text[max(0, start - _NEAR) : start]
    return (
        looks_like_a_surname(word)
        and compiled(_OF_SOMEBODY).search(word) is not None
        # „Na posesji Rzgowskiej 140”.
        and not text[end : end + 2].strip().isdigit()
        and compiled(_AT_SOMEBODYS).search(before) is not None
        and compiled(_SHOP).search(before) is None
    )
