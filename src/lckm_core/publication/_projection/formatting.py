"""Values in Polish words and as links: amounts, accounts, times, telephones."""

from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from lckm_core.fields import words_of
from lckm_core.procedures import Relation, TimeUnit, Way
from lckm_core.publication._projection.blocks import Inline, Link, Text
from lckm_core.telephones import telephones
from lckm_core.text import plural_form


@lru_cache(maxsize=1024)
def format_amount(amount: Decimal) -> str:
    """Return zlotys as written in Polish: ``17,00 zł``, ``2 100,00 zł``."""
    return f"{amount:,.2f}".replace(",", " ").replace(".", ",") + " zł"


@lru_cache(maxsize=1024)
def format_account(account: str) -> str:
    """Return an account's 26 digits in groups; anything else unchanged.

    ``50 1240 1037 1111 0011 0925 0073``
    """
    digits = account.replace(" ", "").removeprefix("PL")
    if len(digits) != 26 or not digits.isdecimal():
        return account
    return " ".join((digits[:2], *(digits[start : start + 4] for start in range(2, 26, 4))))


def format_flag(flag: bool) -> str:
    """Return ``tak`` or ``nie``."""
    return "tak" if flag else "nie"


def format_choice(choice: StrEnum) -> str:
    """Return the Polish words of a choice; its value where none are known."""
    match choice:
        case Way():
            return format_way(choice)
        case Relation():
            return format_relation(choice)
        case TimeUnit():
            return format_time_unit(choice)
        case _:
            return choice.value


def format_time_unit(unit: TimeUnit, amount: int = 5) -> str:
    """Return the noun of a unit of time as it stands after *amount*: ``dzień``, ``miesięcy``."""
    return words_of(unit)[plural_form(amount)]


@lru_cache(maxsize=1024)
def format_term(amount: int, unit: TimeUnit) -> str:
    """Return a length of time in words: ``1 dzień``, ``2 miesiące``, ``11 dni roboczych``."""
    return f"{amount} {format_time_unit(unit, amount)}"


def format_way(way: Way) -> str:
    """Return a way of handing in documents, as the template's example writes it."""
    return words_of(way)[0]


def format_relation(relation: Relation) -> str:
    """Return what a related procedure is to this one."""
    return words_of(relation)[0]


def lower_first(text: str) -> str:
    """Return *text* with a small first letter, to stand inside a sentence."""
    return text[:1].lower() + text[1:]


@lru_cache(maxsize=4096)
def phone_link(number: str, note: str = "") -> Inline:
    """Return a telephone number as a link that dials it; as text where it cannot be dialled."""
    href = phone_address(number)
    if href is None:
        return Text(f"{number} ({note})" if note else number)
    return Link(number, href, note)


def phone_links(text: str) -> tuple[Inline, ...]:
    """Return each of the numbers in a text as a link of its own."""
    several = telephones(text)
    if len(several) < 2:
        return (phone_link(text),)
    return tuple([phone_link(phone.text) for phone in several])


@lru_cache(maxsize=4096)
def email_link(address: str, note: str = "") -> Inline:
    """Return an e-mail address as a link that writes to it; as text if it is invalid."""
    href = mail_address(address)
    if href is None:
        return Text(f"{address} ({note})" if note else address)
    return Link(address, href, note)


def web_link(url: str, text: str = "", note: str = "") -> Inline:
    """Return a web address as a link; as text where it is no http address."""
    text = text or format_url(url)
    if url.startswith(("https://", "http://")):
        return Link(text, url, note)
    return Text(f"{text} ({url})")


def file_link(name: str, text: str) -> Inline:
    """Return a file as a link with the kind of file; as text where the name is a path."""
    if "/" in name or "\\" in name:
        return Text(text)
    return Link(text, f"file:{name}", name.rpartition(".")[2].upper())


def phone_address(phone: str) -> str | None:
    """Return the ``tel:`` address of a telephone number, ``None`` where it cannot be dialled.

    Of several numbers it is the first, of a range its beginning. National numbers of nine digits
    get +48; short numbers (986, 112, 19115) stay short; an extension („wew. 12”) becomes
    ``;ext=12``.
    """
    first = next(iter(telephones(phone)), None)
    if first is None or first.dialled is None:
        return None
    extension = (first.extension or "").replace("-", "")
    return f"tel:{first.dialled};ext={extension}" if extension else f"tel:{first.dialled}"


def mail_address(email: str) -> str | None:
    """Return the ``mailto:`` address, or ``None`` where *email* is no address."""
    from urllib.parse import quote  # slow to import, and few pages hold an address

    return f"mailto:{quote(email, safe='@+')}" if "@" in email and not email[:1].isspace() else None


def format_url(url: str) -> str:
    """Return a web address as it is read: without the scheme and a closing slash."""
    return url.partition("://")[2].removesuffix("/") or url
