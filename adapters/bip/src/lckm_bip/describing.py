"""What a page of a procedure says of it to search engines: a service of schema.org, in the words of lckm-linked-data."""

from collections.abc import Callable
from typing import TypeAlias

from markupsafe import Markup

from lckm_core import Projection

Describe: TypeAlias = Callable[[Projection, str], Markup]
"""From what is shown, and the page's address or nothing, to a line of the page's head."""
_LINE = Markup('<script type="application/ld+json">{}</script>')


def no_description(projection: Projection, url: str) -> Markup:
    """Say nothing."""
    return Markup()


def describer(base: str, publisher: str) -> Describe:
    """Return what describes procedures whose linked data lie under *base*; nothing where that is empty.

    It is a block of data, not a script: nothing runs, so the policy of the pages stays as strict. Raises ``ValueError`` for an
    address that cannot be such a base, for a publisher who cannot be named in linked data, or where lckm-linked-data is not installed.
    """
    if not base:
        return no_description
    try:
        from lckm_linked_data import Addresses, Publisher, script_json
    except ImportError as error:
        raise ValueError('linked_data: zainstaluj lckm-linked-data (pip install "lckm-bip[linked-data]")') from error
    try:
        addresses = Addresses(base)
    except ValueError as error:
        raise ValueError(f"linked_data: {error}") from None
    try:
        by = Publisher(name=publisher)
    except ValueError as error:
        raise ValueError(f"publisher: {error}") from None

    def describe(projection: Projection, url: str) -> Markup:
        # What ends a script or begins a comment is escaped there, and nothing may be escaped twice.
        return _LINE.format(Markup(script_json(projection, addresses, by, url=url)))  # noqa: S704

    return describe
