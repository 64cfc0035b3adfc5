"""Telephones, addresses and names in free text, as clerks write them."""

import re

from lckm_core.text import folded

PHONE = re.compile(
    r"(?<![\w/.-])(?:(?:\+|00)[ ]?48[ ]?)?(?:\(0?[0-9]{2}\)[ ]?|0[ -]?)?[0-9]{2,3}"
    r"(?:[ -]?[0-9]{2,3}){1,4}(?:[ ]?(?:wew\.|w\.)[ ]?[0-9]{1,6})?(?![\w/-])"
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
URL = re.compile(r"https?://[^\s<>\"„”]{1,500}[^\s<>\"„”.,;:)]")
_BARE_URL = re.compile(
    r"(?<![\w@./-])(?:www\.)?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.(?:gov\.pl|lodz\.pl|pl"
    r"|eu|com)"
    r"(?:/[^\s<>\"„”,;]{0,300}[^\s<>\"„”.,;:)])?(?![\w@-])"
)
POSTCODE = re.compile(r"\b[0-9]{2}-[0-9]{3}\b")
_STREET = re.compile(r"^(?:ul|al|pl|os|aleja|ulica|plac|osiedle|rondo|park|skwer)\b\.?\s", re.I)
_CELL = re.compile(
    r"^(?:wydzia|oddzia|referat|biuro|biura|delegatur|zesp|sekcj|dzia|urząd stanu|kancelari|"
    r"punkt|departament|pracowni|stanowisk|samodzieln)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"^(?:urząd miasta|miejski|zarząd|centrum|miejska|powiatow|straż|ośrod|łódzki|zakład|"
    r"schronisk|muzeum|ogród|bibliotek)",
    re.IGNORECASE,
)
ROOM = re.compile(r"^(?:pok\.?|pokój|pokoje|sala|okienk\w*|stanowisk\w*|p\.)\s", re.IGNORECASE)
DAY_NAME = re.compile(
    r"^(?:od |w )?(?:pon|wt|śr|sr|czw|pt|pią|sob|niedz|codzien|w godz|godz|czynn)", re.IGNORECASE
)


def _plain_signs(text: str) -> str:
    """Return a text of the same length with plain hyphens and blanks."""
    return re.sub("[\u00a0\u2000-\u200a\u202f]", " ", re.sub("[\u2010-\u2015\u2212]", "-", text))


def phones_in(text: str) -> list[str]:
    """Return the telephone numbers in a text."""
    found = (match[0].strip() for match in PHONE.finditer(_plain_signs(text)))
    return [phone for phone in found if _is_long(phone)]


def around_phones(text: str) -> tuple[list[str], list[str]]:
    """Return the telephones of a text, and what stands before, between and behind them."""
    spans = [match.span() for match in PHONE.finditer(_plain_signs(text))]
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    phones = [_plain_signs(text[start:end]).strip() for start, end in spans]
    between = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    return phones, [without_contacts(text_part).strip("() ") for text_part in between]


def contact_span(text: str) -> tuple[int, int] | None:
    """Return where the first telephone or e-mail address of a text begins and the last ends."""
    plain = _plain_signs(text)
    spans = [match.span() for match in EMAIL.finditer(plain)]
    spans += [match.span() for match in PHONE.finditer(plain) if _is_long(match[0])]
    return (min(spans)[0], max(end for _, end in spans)) if spans else None


def _is_long(number: str) -> bool:
    return sum(letter.isdigit() for letter in number) >= 3


def emails_in(text: str) -> list[str]:
    """Return the e-mail addresses in a text, of links their target."""
    return list(dict.fromkeys(match[0].rstrip(".") for match in EMAIL.finditer(text)))


def addresses_in(text: str) -> list[str]:
    """Return the web addresses in a text, with https where no scheme is typed."""
    found = [match[0].rstrip("/.") + ("/" if match[0].endswith("/") else "")
             for match in URL.finditer(text)]  # fmt: skip
    if not found:
        found = [f"https://{match[0]}" for match in _BARE_URL.finditer(EMAIL.sub("", text))]
    return list(dict.fromkeys(found))


def without_contacts(text: str) -> str:
    """Return a text without telephones and addresses, and without what introduced them."""
    for pattern in (EMAIL, URL, _BARE_URL, PHONE):
        # Found in the text with plain signs, and cut from the text as typed.
        found = [match.span() for match in pattern.finditer(_plain_signs(text))]
        for start, end in reversed(found):
            text = f"{text[:start]} {text[end:]}"
    text = re.sub(
        r"(?i)\b(?:tel(?:efon\w*)?|faks|e-?mail\w*|mail\w*|www|poczt\w+ elektroniczn\w+|"
        r"adres\w* poczty elektronicznej|strona|link)\b\.?\s*[:–-]?",
        " ",
        text,
    )
    return trimmed(re.sub(r"<\s*>|\(\s*\)|\[\s*\]", " ", text))


def trimmed(text: str) -> str:
    """Return a text without blanks and punctuation that only divided it from others."""
    return " ".join(text.split()).strip(" ,;:–—-")


def without_full_stop(text: str) -> str:
    """Return a text without its full stop, which stays behind an abbreviation."""
    return re.sub(r"(?<=\w{4})\.$", "", text)


def is_cell(text: str) -> bool:
    """Return whether a text looks like the name of a cell, such as a department."""
    return _CELL.match(text) is not None


def is_inner_cell(text: str) -> bool:
    """Return whether a text looks like a cell within another one, such as a section."""
    return re.match(r"(?i)oddzia|referat|zesp|sekcj|stanowisk|punkt|pracowni", text) is not None


def is_unit(text: str) -> bool:
    """Return whether a text looks like the name of a unit."""
    return _UNIT.match(text) is not None and not is_cell(text)


def is_street(text: str) -> bool:
    """Return whether a text looks like an address."""
    return bool(_STREET.match(text) or POSTCODE.match(text))


def begins_with(text: str, *words: str) -> int:
    """Return where the first of *words* that begins a text ends, with its sign, else 0."""
    for word in words:
        found = re.match(rf"(?i){word}\s*(?:[:–—]|-(?=\s)|\.(?=\s|:))+\s*", text)
        if found:
            return found.end()
    return 0


def is_nothing(text: str) -> bool:
    """Return whether a text says that there is nothing: „brak”, „nie dotyczy”, a dash."""
    return folded(text).strip(" .–—-_…") in ("", "brak", "nie dotyczy", "n/d", "nd")
