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
    is_first_name_itself,
    is_nothing_but_a_surname,
    looks_like_a_surname,
)
from lckm_core.redaction._flat_directions import single_steps_home
from lckm_core.redaction._health import health_words
from lckm_core.redaction._name_shapes import CAPITALISED
from lckm_core.redaction._normal_form import found_in_normal_form
from lckm_core.redaction._office_numbers import is_phone_of_a_body
from lckm_core.redaction._officials import holds_public_office
from lckm_core.redaction._patterns import belongs_to_a_thing, compiled, text_before
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
    r"(?<![\w.,/=-])(?!\d{4}-\d\d-\d\d|\d\d-\d\d-(?:19|20)\d\d(?!\d))\d(?:[ -]?\d){6,}+"
    r"(?![\w/]|\s(?:zł|złotych|mieszka\w+)(?!\w))"
)
_FLAT = (
    r"(?<!\w)(?i:m\.?\s|mieszkani[aeu](?:\snr)?|spod|pod\snumerem(?!\s99\d|\s98\d))"
    # „W mieszkaniu 14 stopni”, „pod numerem 42 677 …”.
    r"\s?\d{1,3}(?!\w|[.,]\d|\s\d|\s?(?:°|m2|m²|mkw)|\s(?:stopni|st\.|metr|os[óo]b|lat|rodzin"
    r"|ludzi))"
    # „ten spod dwójki”, „z pod czworki”.
    r"|(?<!\w)(?i:(?:spod|z\spod)\s(?:jedynki|dw[óo]jki|tr[óo]jki|czw[óo]rki|pi[ąa]tki"
    r"|sz[óo]stki|si[óo]demki|[óo]semki|dziewi[ąa]tki|dziesi[ąa]tki|\w{3,9}nastki))(?!\w)"
)
# A street is not „u” somebody, and has no yard; a shop may be called so.
_AT_SOMEBODYS = (
    r"(?:(?<!\w)(?i:u|posesj\w{1,3}|dział(?:ka|ki|kę|ką|ce)"
    r"|podwór(?:ko|ka|ku|kiem)|ogród(?:ek|ka|ku)|garaż(?:u|em)?|płot(?:u|em|cie)?|domu?|domem))\s$"
)
_OF_SOMEBODY = r"(?:iego|iej|ich|ów|(?<![sc]k)(?<!dzk)a)$"
_SHOP = (
    r"(?i:sklep|bar|restaurac|piekarn|cukiern|pizzer|pub|lokal|kwiaciarn|zakład|warsztat|salon"
    r"|fryzjer|aptek|kebab|kawiarn|kiosk|hurtown|firm)\w{0,4}\s[„\"'”]?[Uu]\s$"
)
_NEAR = 30
# „Stawy Jana”, „Dworzec Kaliski”, „Wojska Polskiego”: nobody is called so.
_PLACE_BEFORE = (
    r"(?<!\w)(?i:staw\w{0,3}|ryn(?:ek|ku|kiem|ki)|las\w{0,2}|lesie|dwor(?:zec|c\w{1,2})"
    r"|kosynier\w{2}"
    r"|park\w{0,3}|zajezdni\w?|basen\w{0,2}|spraw|ochrony|noc|nocy|ulice|jana|lotnisk\w{1,2}"
    r"|stadion\w{0,3})\s$"
)
_PLACE_AFTER = (
    r"\s(?i:rynek|rynku|polskiego|dworzec|dworcu|las|lesie|park|parku|ii(?!\w)|szturm|jagie\w{2,4}"
    r"|osiedle|ulica|pętla)(?!\w)"
)
# „Zakład Pogrzebowy Zet”, „Optyk Zet”.
_FIRM_NEAR = (
    r"(?<!\w)(?i:firm\w{0,2}|zak[łl]ad\w{0,3}|piekarni\w|cukierni\w|salon\w{0,2}|optyk\w{0,2}"
    r"|auto-\w+|bistro|bar|sklep\w{0,2}|us[łl]ugi|wnioskodawca|hotel\w{0,2})"
    r"(?:\s[\w-]{2,20}){0,3}?\s$"
)
# „Schroniska”, „Zawiadomiłem”: words that end as names do.
_COMMON_WORDS = (
    r"(?i)\w{2,}[iy]sk(?:a|o|ach|om|ami|iem|u)|\w+[oar]mi[łl][ea]m|wojsk\w{1,3}|kot\w{0,2}"
    r"|wnuk\w{0,3}"
    r"|id[ąa]|mr[óo]z\w{0,2}|desk\w|nisk\w{1,3}|[śs]lisk\w{1,3}|blisk\w{1,3}|wszystk\w{1,3}"
    r"|brukarsk\w{1,3}|[śs]wi[ęe]toja[ńn]sk\w{1,3}"
)
_FIRST_NAME_BEFORE = rf"(?<![\w-]){CAPITALISED}\s$"
# „Chip 616…”, „licznik nr GM 004…”, „zgłoszenie u nich: 26…”.
_THING_NEAR = (
    r"(?<!\w)(?i:(?:mikro)?c(?:h|zh?)ip\w{0,2}|czip\w{0,2}|seri\w|licznik\w{0,3}|wodomierz\w{0,3}"
    r"|gazomierz\w{0,3}"
    r"|(?:numer|nr)\s(?:klienta|zg[łl]oszenia|sprawy|umowy)|polecon\w{1,3}|przesy[łl]k\w|nip|regon"
    r"|krs)"
    r"[^.!?\n\d]{0,25}$"
)
_CENTRE_OR_FREE = r"(?:(?:42\s?)?638[\s-]?44[\s-]?44|80[014](?:[\s-]?\d){6})"
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
    return found_in_normal_form(text, lambda normal: _found(normal, known))


def doubtful_words(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words of texts that :func:`doubtful_spans` finds, each once."""
    words = (text[start:end] for text in texts for start, end, _ in doubtful_spans(text))
    return tuple(dict.fromkeys(words))


def _found(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    redacted = personal_spans(text, dictionary=dictionary)
    found = without_overlaps(_doubtful(shield_marks(put_marks(text, redacted)), dictionary))
    return original_spans(found, redacted)


def _doubtful(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    for word in compiled(_WORD).finditer(text):
        if _may_be_somebody(text, word.start(), word.end(), dictionary):
            yield PersonalSpan(*word.span(), PersonalKind.NAME)
    for number in compiled(_NUMBER).finditer(text):
        if not _is_nobodys_number(text, *number.span()):
            yield PersonalSpan(*number.span(), PersonalKind.OTHER)
    for pattern, kind in ((_FLAT, PersonalKind.ADDRESS), (_ACCOUNT, PersonalKind.NAME)):
        for found in compiled(pattern).finditer(text):
            yield PersonalSpan(*found.span(), kind)
    yield from birth_years(text)
    yield from addresses_before_an_owner(text)
    yield from single_steps_home(text)
    yield from health_words(text)


def _is_nobodys_number(text: str, start: int, end: int) -> bool:
    """Return whether the number from *start* to *end* is a thing's, an office's or a firm's."""
    return (
        belongs_to_a_thing(text, start)
        or compiled(_CENTRE_OR_FREE).fullmatch(text, start, end) is not None
        or compiled(_THING_NEAR).search(text_before(text, start)) is not None
        or is_phone_of_a_body(text, start, end, is_landline=True)
    )


def _may_be_somebody(text: str, start: int, end: int, dictionary: NameDictionary) -> bool:
    """Return whether the word from *start* to *end* may be a name by itself."""
    word = text[start:end]
    if is_no_name(word) or is_place_name(text, start, end) or is_named_after(text, start):
        return False
    before = text_before(text, start)
    if (
        compiled(_COMMON_WORDS).fullmatch(word) is not None
        or compiled(_PLACE_BEFORE).search(before) is not None
        or compiled(_PLACE_AFTER).match(text, end) is not None
        or compiled(_FIRM_NEAR).search(before) is not None
        # In capitals any word may end as a surname does.
        or (word.isupper() and not (is_nothing_but_a_surname(word) or is_first_name_itself(word)))
    ):
        return False
    # „Inspektor Anna Zet”: what stands before the whole name tells whose it is.
    first = compiled(_FIRST_NAME_BEFORE).search(before)
    if first is not None and holds_public_office(text, start - len(first[0])):
        return False
    sense = dictionary.sense(word)
    if NameSense.WORD in sense or holds_public_office(text, start):
        return False
    if NameSense.FIRST_NAME in sense or is_a_surname_alone(word):
        return True
    near = before[-_NEAR:]
    return (
        looks_like_a_surname(word)
        and compiled(_OF_SOMEBODY).search(word) is not None
        # „Na posesji Rzgowskiej 140”.
        and not text[end : end + 2].strip().isdigit()
        and compiled(_AT_SOMEBODYS).search(near) is not None
        and compiled(_SHOP).search(near) is None
    )
