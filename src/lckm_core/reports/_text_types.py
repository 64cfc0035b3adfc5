"""The kinds of text and number in a report."""

from typing import Annotated

from lckm_core.fields import NumberKind, TextKind
from lckm_core.text import Message

_LETTERS = "A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż0-9"
_PART = f"[{_LETTERS}](?:[{_LETTERS}._-]*[{_LETTERS}])?"
NUMBER_PATTERN = f"^(?=[{_LETTERS}./_-]{{1,40}}(?![{_LETTERS}./_-])){_PART}(?:/{_PART})*$"
NUMBER = TextKind(
    "report number",
    Message(
        "numer zgłoszenia: litery, cyfry, kropki, ukośniki i łączniki, np. ŁCKM/2026/000123",
        "a report's number: letters, digits, dots, slashes and hyphens, such as ŁCKM/2026/000123",
    ),
    NUMBER_PATTERN,
)
"""As people say, print and store it; see ``_key_encoding`` for its form in ASCII."""

REFERENCE_PATTERN = r"^[A-Za-z0-9](?:[A-Za-z0-9._=-]{0,118}[A-Za-z0-9=])?-[1-9][0-9]{0,2}$"
REFERENCE = TextKind(
    "file reference",
    Message(
        "oznaczenie pliku: numer zgłoszenia w ASCII, łącznik i kolejna liczba, "
        "np. ZG-2026-000123-1",
        "a file's reference: the report's number in ASCII, a hyphen and a count, "
        "such as ZG-2026-000123-1",
    ),
    REFERENCE_PATTERN,
)

SLUG = TextKind(
    "slug",
    Message(
        "nazwa z małych liter, cyfr i łączników, np. dziura-w-jezdni",
        "a name of small letters, digits and hyphens such as dziura-w-jezdni",
    ),
    r"^[a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?$",
    as_typed=True,
)
"""As typed, so that no message quotes it, for it stands in personal fields too."""
LANGUAGE = TextKind(
    "language",
    Message("znacznik języka, np. pl albo uk", "a language tag such as pl or uk"),
    r"^[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?$",
)
"""A language, a script and a region, and no room for anything else."""
MEDIA_TYPE = TextKind(
    "media type",
    Message("typ pliku, np. image/jpeg", "a media type such as image/jpeg"),
    r"^[a-z]{1,20}/[a-z0-9.+-]{1,60}$",
)
_NO_SIGN = r"\s@,;:<>()\[\]\x22\\"
USABLE_EMAIL = rf"^[^{_NO_SIGN}]{{1,64}}@[^{_NO_SIGN}]{{1,200}}\.[^{_NO_SIGN}.]{{2,50}}$"
"""What can be written to: addresses in any script, without what could break a mail's header."""
TYPED_LINE = TextKind(
    "typed line", Message("tekst w jednym wierszu", "text on one line"), as_typed=True
)
TYPED = TextKind("typed", Message("tekst", "text"), multiline=True, as_typed=True)
"""Whatever a resident types; only what no register can keep is refused."""

LATITUDE = NumberKind(
    Message("szerokość geograficzna w stopniach (WGS 84)", "a latitude in degrees (WGS 84)"),
    -90,
    90,
)
LONGITUDE = NumberKind(
    Message("długość geograficzna w stopniach (WGS 84)", "a longitude in degrees (WGS 84)"),
    -180,
    180,
)

SIZE = NumberKind(Message("rozmiar w bajtach", "a size in bytes"), 1, 2**31)

COUNTED = NumberKind(
    Message("liczba całkowita od 0 do 999999", "a whole number from 0 to 999999"), 0, 999_999
)

ReportNumber = Annotated[str, NUMBER]
FileReference = Annotated[str, REFERENCE]
Slug = Annotated[str, SLUG]
LanguageTag = Annotated[str, LANGUAGE]
MediaType = Annotated[str, MEDIA_TYPE]
TypedLine = Annotated[str, TYPED_LINE]
Typed = Annotated[str, TYPED]
Latitude = Annotated[float, LATITUDE]
Longitude = Annotated[float, LONGITUDE]
