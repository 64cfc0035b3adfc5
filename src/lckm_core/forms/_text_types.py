"""The kinds of text in a procedure, with their patterns and check digits."""

import re
from decimal import Decimal
from typing import Annotated

import attrs

from lckm_core.fields import TextKind
from lckm_core.telephones import telephone_fault
from lckm_core.text import Message

LINE = TextKind("line", Message("tekst w jednym wierszu", "text on one line"))
ADDRESS_LINES = attrs.evolve(LINE, joins_lines=True)
PROSE = TextKind("prose", Message("tekst", "text"), markdown=True, multiline=True)


_LATER = re.compile(
    r"indywidualn|podatkow|mikro|wskaza|poda[njmw]|przesł|przesył|generow|generuj|otrzym|decyzj"
    r"|wezwani|zawiadom|pi[sś]m|faktur|umow|ustal|nada[nwm]|przypis|przydziel|informacj|wniosk",
    re.IGNORECASE,
)
"""What says that an account is known only later: „wskazany w decyzji”."""


def _account_fault(text: str) -> Message | None:
    """Return what is wrong with an account: check digits (ISO 7064 mod 97-10) or words."""
    digits = re.sub(r"[^0-9]", "", text)
    if not digits:
        says_nothing = re.match(r"(?:brak|bez|nie)\b", text, re.IGNORECASE) or not _LATER.search(
            text
        )
        return _NO_ACCOUNT if says_nothing else None
    if int(digits[2:] + "2521" + digits[:2]) % 97 == 1:
        return None
    return Message(
        "numer rachunku ma błędną sumę kontrolną; sprawdź, czy nie przestawiono cyfr. Przepisz "
        "26 cyfr z umowy rachunku albo wyciągu",
        "the account number has wrong check digits; see whether digits were swapped. Copy the 26 "
        "digits from the bank's statement",
    )


_NO_ACCOUNT = Message(
    "nie wiadomo, na jaki rachunek wpłacić. Podaj 26 cyfr albo napisz, skąd mieszkaniec pozna "
    "numer, np. „indywidualny rachunek wskazany w decyzji”",
    "it does not tell which account to pay to. Give 26 digits, or say where the resident learns "
    "the number, such as “indywidualny rachunek wskazany w decyzji”",
)


def _amount_fault(text: str) -> Message | None:
    """Return what is wrong with an amount: that it is nothing."""
    if any(digit in text for digit in "123456789"):
        return None
    return Message(
        "0 nie jest kwotą. Jeżeli sprawa jest bezpłatna, wpisz „brak” w całym polu „Opłaty”; "
        "jeżeli ta jedna opłata, wpisz w „Sposobie ustalenia wysokości opłaty” (rule) „bezpłatnie” "
        "zamiast kwoty",
        "0 is no amount. If the matter is free of charge, write „brak” in place of all “fees”; "
        "if this one fee is, write „bezpłatnie” as its “rule”",
    )


def _amount_as_number(text: str) -> str:
    """Return an amount that fits the pattern as a number: „2.100,00 zł” is 2100.00."""
    digits = re.sub(r"[^0-9.,]", "", text).strip(".,")
    cents = re.search(r",[0-9]{1,2}$|\.[0-9]{2}$", digits)
    whole = re.sub(r"[.,]", "", digits[: cents.start()] if cents else digits)
    return f"{whole}.{cents[0][1:]:0<2}" if cents else whole


ID = TextKind(
    "id",
    Message("numer procedury, np. KA-01478", "a procedure's number such as KA-01478"),
    r"^[A-Z]{1,8}-[0-9]{5}$",
)
PHONE = TextKind(
    "phone",
    Message(
        "numer telefonu, np. +48 (42) 638-44-44, 42 638-44-01 do 05 albo 986",
        "a telephone number such as +48 (42) 638-44-44, 42 638-44-01 do 05 or 986",
    ),
    r"^[^0-9<>]{0,80}[0-9][^<>]{0,200}$",
    telephone_fault,
)
_WITHIN_THE_OFFICE = re.compile(r"(?:(?:nr )?wewn?\.? ?)?[0-9](?:[ -]?[0-9]){2,5}", re.IGNORECASE)


def _office_phone_fault(text: str) -> Message | None:
    """Return what is wrong with a telephone of staff, which may be one within the Office."""
    return None if _WITHIN_THE_OFFICE.fullmatch(text) else telephone_fault(text)


OFFICE_PHONE = attrs.evolve(PHONE, judge=_office_phone_fault)
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
    r"^https?://[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}(?::[0-9]{1,5})?(?:[/?#][^\s<>"
    r"\x22'\\^`{|}]*)?$",
    longest=2000,
)
NRB = TextKind(
    "account",
    Message(
        "numer rachunku: 26 cyfr, także z PL i odstępami, albo słowa, np. „indywidualny rachunek "
        "wskazany w decyzji”",
        "an account number: 26 digits, PL and spaces allowed, or words such as “indywidualny "
        "rachunek wskazany w decyzji”",
    ),
    r"^(?:(?:PL[ -]?)?[0-9](?:[ -]?[0-9]){25}"
    r"|[^0-9<>]{0,100}(?:[rR][aA][cC][hH][uU][nN]|[kK][oO][nN][tTc])[^0-9<>]{0,100})$",
    _account_fault,
)
_CURRENCY = r" ?(?:[zZ][łŁ](?:ot(?:ych|e|y))?\.?|[pP][lL][nN])"
AMOUNT = TextKind(
    "amount",
    Message("kwota w złotych, np. 17.00 albo 17,00 zł", "an amount in zloty such as 17.00"),
    # Dots between thousands only where a comma or „zł” tells them from a decimal point.
    r"^(?:(?:[0-9]{1,9}|[0-9]{1,3}(?: [0-9]{3}){1,2})(?:[.,][0-9]{2}|,[0-9]|,-)?"
    rf"(?:{_CURRENCY})?"
    rf"|[0-9]{{1,3}}(?:\.[0-9]{{3}}){{1,2}}(?:,[0-9]{{2}}|,-)(?:{_CURRENCY})?"
    rf"|[0-9]{{1,3}}(?:\.[0-9]{{3}}){{1,2}}{_CURRENCY})$",
    _amount_fault,
    read=_amount_as_number,
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
AddressLines = Annotated[str, ADDRESS_LINES]
Prose = Annotated[str, PROSE]
ProcedureId = Annotated[str, ID]
Phone = Annotated[str, PHONE]
OfficePhone = Annotated[str, OFFICE_PHONE]
Email = Annotated[str, EMAIL]
Url = Annotated[str, URL]
Nrb = Annotated[str, NRB]
Amount = Annotated[Decimal, AMOUNT]
FileName = Annotated[str, FILE_NAME]
