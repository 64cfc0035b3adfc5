"""Values in Polish words, as a page says them: amounts, accounts, days, lengths of time, forms of handing in."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from lckm_core.fields import words_of
from lckm_core.procedures import Relation, TimeUnit, Way

_MONTHS = (
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
    *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
)
_NOT_DIALLED = str.maketrans("", "", " \t()/.-")


@lru_cache(maxsize=1024)
def day_words(day: date) -> str:
    """Return a day in words: ``1 stycznia 2027 r.``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year} r."


@lru_cache(maxsize=1024)
def amount_words(amount: Decimal) -> str:
    """Return zlotys as written in Polish: ``17,00 zł``, ``2 100,00 zł``."""
    return f"{amount:,.2f}".replace(",", " ").replace(".", ",") + " zł"


@lru_cache(maxsize=1024)
def account_words(account: str) -> str:
    """Return the 26 digits of an account in groups: ``50 1240 1037 1111 0011 0925 0073``; anything else as it stands."""
    digits = account.replace(" ", "").removeprefix("PL")
    if len(digits) != 26 or not digits.isdecimal():
        return account
    return " ".join((digits[:2], *(digits[start : start + 4] for start in range(2, 26, 4))))


def flag_words(flag: bool) -> str:
    """Return ``tak`` or ``nie``."""
    return "tak" if flag else "nie"


def unit_words(unit: TimeUnit, amount: int = 5) -> str:
    """Return the noun of a unit of time as it stands after *amount*: ``dzień``, ``dni robocze``, ``miesięcy``."""
    return words_of(unit)[_number(amount)]


@lru_cache(maxsize=1024)
def term_words(amount: int, unit: TimeUnit) -> str:
    """Return a length of time with its noun in the right number: ``1 dzień``, ``2 miesiące``, ``11 dni roboczych``."""
    return f"{amount} {unit_words(unit, amount)}"


def _number(amount: int) -> int:
    """Return which Polish form goes with *amount*: 0 for one, 1 for 2-4 (22-24, …), 2 for the rest."""
    if amount == 1:
        return 0
    return 1 if 2 <= amount % 10 <= 4 and not 12 <= amount % 100 <= 14 else 2


def way_words(way: Way) -> str:
    """Return the form of handing documents in, as the template's example writes it."""
    return words_of(way)[0]


def relation_words(relation: Relation) -> str:
    """Return what a related procedure is to this one."""
    return words_of(relation)[0]


def lower_first(text: str) -> str:
    """Return *text* with its first letter small, to stand inside a sentence."""
    return text[:1].lower() + text[1:]


def phone_address(phone: str) -> str | None:
    """Return the ``tel:`` address of a telephone number, or ``None`` for one that cannot be dialled as it stands.

    National numbers of nine digits get +48; numbers of three to six digits (986, 112, 19115) stay short; an extension
    („wew. 12”) becomes ``;ext=12``. Of „638-44-44/45” only the part before the stroke is dialled.
    """
    main, extension = phone, ""
    for word in ("wew.", "w."):
        if word in phone:
            main, _, extension = phone.partition(word)
            break
    dialled = _dialled(main) or _dialled(main.rpartition("/")[0])
    extension = extension.strip()
    if dialled is None or (extension and not (extension.isascii() and extension.isdecimal())):
        return None
    return f"tel:{dialled};ext={extension}" if extension else f"tel:{dialled}"


def _dialled(text: str) -> str | None:
    digits = text.translate(_NOT_DIALLED)
    international = digits.startswith(("+", "00"))
    digits = digits.removeprefix("+") if digits.startswith("+") else digits.removeprefix("00")
    if not (digits.isascii() and digits.isdecimal()):
        return None
    if international:
        return f"+{digits}" if 7 <= len(digits) <= 15 else None
    if len(digits) == 10 and digits[0] == "0":
        digits = digits[1:]
    if len(digits) == 11 and digits.startswith("48"):
        return f"+{digits}"
    if len(digits) == 9:
        return f"+48{digits}"
    return digits if 3 <= len(digits) <= 6 else None


def mail_address(email: str) -> str | None:
    """Return the ``mailto:`` address, or ``None`` where *email* is no address."""
    from urllib.parse import quote  # costs time to import, and few pages hold an address

    return f"mailto:{quote(email, safe='@+')}" if "@" in email and not email[:1].isspace() else None


def web_words(url: str) -> str:
    """Return a web address as it is read: without the scheme and a closing stroke."""
    return url.partition("://")[2].removesuffix("/") or url
