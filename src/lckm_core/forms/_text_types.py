"""The kinds of text in a procedure, with their patterns and check digits."""

from decimal import Decimal
from typing import Annotated

from lckm_core.fields import TextKind
from lckm_core.text import Message

LINE = TextKind("line", Message("tekst w jednym wierszu", "text on one line"))
PROSE = TextKind("prose", Message("tekst", "text"), markdown=True, multiline=True)


def _nrb_fault(text: str) -> Message | None:
    """Return what is wrong with the check digits of an account number (ISO 7064 mod 97-10)."""
    digits = text.replace(" ", "").removeprefix("PL")
    if int(digits[2:] + "2521" + digits[:2]) % 97 == 1:
        return None
    return Message(
        "ma błędną sumę kontrolną. Przepisz 26 cyfr z umowy rachunku albo wyciągu",
        "has wrong check digits. Copy the 26 digits from the bank's statement",
    )


ID = TextKind(
    "id",
    Message("numer procedury, np. KA-01478", "a procedure's number such as KA-01478"),
    r"^KA-[0-9]{5}$",
)
PHONE = TextKind(
    "phone",
    Message(
        "numer telefonu, np. +48 (42) 638-44-44 albo 986",
        "a telephone number such as +48 (42) 638-44-44 or 986",
    ),
    r"^\+?[0-9(][0-9 ()/.-]{1,30}[0-9](?: ?(?:wew\.|w\.) ?[0-9]{1,6})?$",
)
EMAIL = TextKind(
    "email",
    Message(
        "adres poczty elektronicznej, np. lckm@uml.lodz.pl",
        "an e-mail address such as lckm@uml.lodz.pl",
    ),
    r"^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$",
)
URL = TextKind(
    "url",
    Message(
        "adres strony internetowej, np. https://uml.lodz.pl/sprawy",
        "a web address such as https://uml.lodz.pl/sprawy",
    ),
    r"^https?://[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}(?::[0-9]{1,5})?(?:[/?#][^\s<>\x22'\\^`{|}]*)?$",
    longest=2000,
)
NRB = TextKind(
    "account",
    Message(
        "numer rachunku: 26 cyfr, także z PL i odstępami",
        "an account number: 26 digits, PL and spaces allowed",
    ),
    r"^(?:PL ?)?[0-9]{2}(?: ?[0-9]{4}){6}$",
    _nrb_fault,
)
AMOUNT = TextKind(
    "amount",
    Message("kwota w złotych, np. 17.00", "an amount in zloty such as 17.00"),
    r"^[0-9]{1,9}(?:\.[0-9]{2})?$",
)
FILE_NAME = TextKind(
    "file",
    Message(
        "nazwa pliku bez ścieżki, np. wniosek.docx",
        "a file's name without a path such as wniosek.docx",
    ),
    r"^[^/\\:*?\x22<>|.~\s](?:[^/\\:*?\x22<>|]{0,150}[^/\\:*?\x22<>|.\s])?\.[A-Za-z0-9]{1,5}$",
)

Line = Annotated[str, LINE]
Prose = Annotated[str, PROSE]
ProcedureId = Annotated[str, ID]
Phone = Annotated[str, PHONE]
Email = Annotated[str, EMAIL]
Url = Annotated[str, URL]
Nrb = Annotated[str, NRB]
Amount = Annotated[Decimal, AMOUNT]
FileName = Annotated[str, FILE_NAME]
