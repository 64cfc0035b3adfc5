"""What reports and staff need apart from the store: routes, the directory, and terms."""

from collections.abc import Iterator
from datetime import datetime

import attrs

from lckm_cli.toolkit import os_error_reason
from lckm_core.calendar import civil_day
from lckm_core.centre import ContactCentre
from lckm_core.errors import LckmError
from lckm_core.organisation import ChangingDirectory
from lckm_core.publication import terms_in_force
from lckm_core.text import Message

ROUTES = "table of routes that cannot be read"
NO_TERMS = "no terms in force"
TERMS = "terms that cannot be read"
DIRECTORY = "directory that cannot be read"
ADVICE = {
    ROUTES: Message(
        "Tabeli tras nie da się odczytać, więc każde zgłoszenie idzie do helpdesku. Napraw ją "
        "albo daj prawo do odczytu (lckm settings).",
        "The table of routes cannot be read, so each report goes to the helpdesk. Fix it, or "
        "grant the right to read it (lckm settings).",
    ),
    NO_TERMS: Message(
        "Nie obowiązuje żaden regulamin portalu, więc zgłoszenie bez terms_version się nie "
        "zarejestruje. Zatwierdź go: lckm terms approve.",
        "No terms of the portal are in force, so no report comes in without terms_version. Have "
        "them approved: lckm terms approve.",
    ),
    TERMS: Message(
        "Regulaminów nie da się odczytać, więc zgłoszenie bez terms_version się nie zarejestruje. "
        "Napraw plik albo daj prawo do odczytu.",
        "The terms cannot be read, so no report comes in without terms_version. Fix the file, or "
        "grant the right to read it.",
    ),
    DIRECTORY: Message(
        "Spisu osób nie da się odczytać, więc w Biurze pracują jeszcze kilka minut ci, których "
        "podawał ostatnio, a potem nikt. Napraw spis albo daj prawo do odczytu.",
        "The directory cannot be read, so those whom it named last work at the desk for some "
        "minutes more, and then nobody. Fix it, or grant the right to read it.",
    ),
}


@attrs.frozen(str=False)
class UnreadableRoutesError(LckmError):
    """The table of routes cannot be read; the reason is left out, as logs may not quote it."""

    pl = ADVICE[ROUTES].pl
    en = ADVICE[ROUTES].en


def missing_requirements(centre: ContactCentre, now: datetime) -> Iterator[tuple[str, Message]]:
    """Yield the kind and text of what is missing, except what no adapter provides."""
    if (fault := routes_fault(centre)) is not None:
        yield ROUTES, _append(ADVICE[ROUTES], fault)
    if (fault := _directory_fault(centre)) is not None:
        yield DIRECTORY, _append(ADVICE[DIRECTORY], fault)
    if "provide_notices" in centre.plugins.unanswered:
        return
    try:
        found = terms_in_force(centre.plugins.notices.terms(), civil_day(now))
    except Exception as error:  # noqa: BLE001  foreign code, and what it raises is reported
        yield TERMS, _append(ADVICE[TERMS], _reason(error))
    else:
        if found is None:
            yield NO_TERMS, ADVICE[NO_TERMS]


def routes_fault(centre: ContactCentre) -> Message | None:
    """Return why the table of routes cannot be read, ``None`` if it can or there is none."""
    if "provide_routes" in centre.plugins.unanswered:
        return None
    try:
        centre.plugins.routes.table()
    except Exception as error:  # noqa: BLE001  foreign code, and what it raises is reported
        return _reason(error)
    return None


def _directory_fault(centre: ContactCentre) -> Message | None:
    """Return why the directory cannot be read, ``None`` if it can or never changes."""
    directory = centre.plugins.directory
    if not isinstance(directory, ChangingDirectory):
        return None
    try:
        directory.require_readable()
    except Exception as error:  # noqa: BLE001  foreign code, and what it raises is reported
        return _reason(error)
    return None


def _append(text: Message, addition: Message) -> Message:
    return Message(f"{text.pl} {addition.pl}", f"{text.en} {addition.en}")


def _reason(error: Exception) -> Message:
    """Return the reason for whoever looks after the files; a foreign error's type only."""
    if isinstance(error, LckmError):
        return error.message
    if isinstance(error, OSError):
        cause = os_error_reason(error)
        name = error.filename or type(error).__name__
        return Message(f"{name}: {cause.pl}", f"{name}: {cause.en}")
    return Message(type(error).__name__, type(error).__name__)
