"""The contents of reports, letters and tickets.

Of each report they hold the words of its resident, and of the resident what may be there.
"""

from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator, Mapping
from email import message_from_bytes

import attrs

from lckm_core import Report, anonymise, register
from promises.chaos.city import City
from promises.chaos.residents import MARK, Resident
from promises.processes import lines_of


def raw_letters(city: City) -> Iterator[tuple[str, bytes]]:
    """Yield the key and the bytes of each letter that the mail server took."""
    for line in lines_of(city.letters):
        key, _, content = line.partition(" ")
        if content and len(content) % 4 == 0:  # else half of one whose server was killed
            yield key, b64decode(content)


def texts_of(city: City) -> Mapping[str, list[str]]:
    """Return the texts of the letters that the mail server took, by key."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, raw in raw_letters(city):
        body = message_from_bytes(raw).get_payload(decode=True)
        assert isinstance(body, bytes), "a letter is plain text"
        found[key].append(body.decode())
    return found


def wrong_in_store(report: Report, wrote: Resident, *, withdrawn: bool) -> Iterator[str]:
    """Yield what of a kept report is not what its resident sent."""
    first = register(wrote.form, number=report.number, now=report.registered_at, terms_version="1")
    if wrote.words not in report.description or attrs.evolve(report, personal=None) != anonymise(
        first
    ):
        yield "changed: the report is not what was sent"
    if withdrawn:
        if report.personal is not None:
            yield "kept: the personal part of one who withdrew"
    elif report.personal is None:
        yield "lost: the personal part"
    elif (
        report.personal != first.personal
        or report.personal.description != wrote.form["description"]
    ):
        yield "changed: the personal part is not what was sent"


def wrong_in_letter(text: str, wrote: Resident, *, withdrawn: bool) -> Iterator[str]:
    """Yield what is wrong with the text of a report's letter.

    One who withdrew may have done so before it was sent.
    """
    if wrote.words not in text:
        yield "changed: a letter without the words of its report"
    missing = [datum for datum in wrote.contact if datum not in text]
    if missing and not withdrawn:
        yield "lost: contact data that a route asks for are not in the letter"
    if names_anybody(text) and not wrote.contact:
        yield "told: personal data in a letter that is to have none"


def wrong_in_ticket(text: str, wrote: Resident) -> Iterator[str]:
    """Yield what is wrong with the text of a report's ticket."""
    if wrote.words not in text:
        yield "changed: a ticket without the words of its report"
    if names_anybody(text):
        yield "told: personal data in a ticket"


def names_anybody(text: str) -> bool:
    """Return whether there is a datum of any resident in a text."""
    return MARK.search(text.encode()) is not None
