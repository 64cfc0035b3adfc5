"""Contact data of the reporter, which nobody has to give (zał. 2 § 6 ust. 3)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lckm_core.findings import Finding, Severity, kind
from lckm_core.reports._text_types import USABLE_EMAIL
from lckm_core.telephones import telephone_fault
from lckm_core.text import Message

_OPTIONAL = "zał. 2 § 6 ust. 3"
NO_EMAIL = kind(
    "LCKM-Z016",
    _OPTIONAL,
    Message("e-mail, na który nie da się odpisać", "an e-mail address that cannot be written to"),
    Severity.WARNING,
)
NO_PHONE = kind(
    "LCKM-Z017",
    _OPTIONAL,
    Message("telefon, na który nie da się dzwonić", "a telephone number that cannot be called"),
    Severity.WARNING,
)
_EMAIL = re.compile(USABLE_EMAIL)
_FEWEST_DIGITS = 7


def with_contact_in_words(data: Any) -> Any:
    """Return *data* with the reporter's e-mail and telephone as words on one line.

    Nobody has to give any (zał. 2 § 6 ust. 3), so no report is refused for how they are written.
    """
    reporter = data.get("reporter") if isinstance(data, Mapping) else None
    if not isinstance(reporter, Mapping):
        return data
    words = {key: _in_words(reporter[key]) for key in ("email", "phone") if key in reporter}
    return {**data, "reporter": {**reporter, **words}}


def _in_words(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return " ".join(value.split()) if isinstance(value, str) else value


def contact_findings(*, email: str | None, phone: str | None) -> Iterator[Finding]:
    """Yield messages on an e-mail address or a telephone that cannot be used."""
    if email is not None and not _EMAIL.search(email):
        yield NO_EMAIL.at(
            ("reporter", "email"),
            Message(
                "Na ten adres e-mail nie da się odpisać. Zgłoszenie przyjmujemy, a wpis przeczyta "
                "pracownik. Jeżeli chcesz odpowiedzi, podaj adres taki jak jan@example.com.",
                "This e-mail address cannot be written to. The report is taken, and staff will "
                "read the entry. For an answer, give an address such as jan@example.com.",
            ),
        )
    digits = sum(map(str.isdigit, phone or ""))
    if phone is not None and digits < _FEWEST_DIGITS:
        yield NO_PHONE.at(
            ("reporter", "phone"),
            Message(
                "Pod ten numer telefonu nie da się zadzwonić. Zgłoszenie przyjmujemy, a wpis "
                "przeczyta pracownik. Jeżeli chcesz rozmowy, podaj numer z 9 cyframi.",
                "This telephone number cannot be called. The report is taken, and staff will read "
                "the entry. For a call, give a number of 9 digits.",
            ),
        )
    # Seven digits may be a number without its area code, as people in one town give it.
    elif phone is not None and digits > _FEWEST_DIGITS and telephone_fault(phone) is not None:
        yield NO_PHONE.at(
            ("reporter", "phone"),
            Message(
                "Sprawdź numer telefonu: polski ma 9 cyfr, z kierunkowym. Zgłoszenie przyjmujemy, "
                "a wpis przeczyta pracownik.",
                "Check the telephone number: a Polish one has 9 digits with its area code. The "
                "report is taken, and staff will read the entry.",
            ),
        )
