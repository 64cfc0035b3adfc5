"""``lckm terms``: versions of the portal terms, drafts and approvals."""

import json
import sys
from datetime import date

import attrs
import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import (
    PATH,
    Language,
    PolishCommand,
    PolishGroup,
    either,
    format_option,
    group_lang_option,
    is_confirmed,
    lang_option,
    read_as,
    safe,
    table,
    utcnow,
)
from lckm_core.calendar import civil_day
from lckm_core.centre import ContactCentre
from lckm_core.errors import LckmError
from lckm_core.organisation import Role
from lckm_core.procedures import Person
from lckm_core.publication import PortalTerms, terms_in_force
from lckm_core.text import Message
from lckm_operations.staff_name import required_staff_option

_FILE = click.argument("file", metavar="PLIK", type=PATH)
_DRAFT = Message("projekt", "draft")
_IN_FORCE = Message("obowiązuje", "in force")
_REPLACED = Message("zastąpiony", "replaced")
_LATER = Message("zatwierdzony, jeszcze nie obowiązuje", "approved, not in force yet")


@attrs.frozen(str=False)
class NoSuchTermsError(LckmError):
    """There is no version of the terms of that name."""

    version: str

    pl = "Nie ma wersji regulaminu „{version}”. Wersje wypisuje lckm terms list."
    en = "There are no terms of version “{version}”. lckm terms list names the versions."


@click.group(
    "terms",
    cls=PolishGroup,
    help="Regulamin portalu (zał. 2 § 4): bez obowiązującego nie ma zgłoszeń.",
)
@group_lang_option
def command() -> None:
    """Hold the commands together."""


@command.command(
    "list",
    cls=PolishCommand,
    help="Wypisuje wersje regulaminu i mówi, która obowiązuje. Kod wyjścia: 0 któraś obowiązuje, "
    "1 żadna.",
)
@format_option("text", "json")
@settings_option
@lang_option
def list_(format_: str, settings: str | None, lang: Language) -> int:
    """List the versions."""
    versions = open_session(settings, new=True).centre.plugins.notices.terms()
    today = civil_day(utcnow())
    current = terms_in_force(versions, today)
    rows = [
        {
            "version": terms.version,
            "valid_from": terms.valid_from.isoformat(),
            "approved_on": terms.approved_on.isoformat() if terms.approved_on else None,
            "approved_by": terms.approved_by.name if terms.approved_by else None,
            "in_force": terms == current,
        }
        for terms in versions
    ]
    if format_ == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        headings = either(
            lang, "wersja|od dnia|zatwierdzono|kto|stan", "version|from|approved on|by|state"
        ).split("|")
        lines = [
            (
                safe(terms.version),
                str(_in_force_from(terms)),
                str(terms.approved_on or "-"),
                _approver_name(terms),
                _state(terms, current, lang),
            )
            for terms in versions
        ]
        sys.stdout.writelines(table(headings, lines))
        if current is None:
            click.echo(either(lang, "Nie obowiązuje żaden regulamin.", "No terms are in force."))
    return 0 if current else 1


def _open_centre(settings: str | None) -> ContactCentre:
    """Return the centre; its audit trail needs a database that exists."""
    session = open_session(settings, new=True)
    if "provide_reports" not in session.centre.plugins.unanswered:
        session.require_database()
    return session.centre


def _in_force_from(terms: PortalTerms) -> date:
    """Return the day on which terms come into force: not before they are approved."""
    return max(terms.valid_from, terms.approved_on or terms.valid_from)


def _approver_name(terms: PortalTerms) -> str:
    return safe(terms.approved_by.name) if terms.approved_by else "-"


def _state(terms: PortalTerms, current: PortalTerms | None, lang: Language) -> str:
    if terms.approved_on is None:
        return _DRAFT.text(lang)
    if terms == current:
        return _IN_FORCE.text(lang)
    later = current is None or terms.valid_from > current.valid_from
    return (_LATER if later else _REPLACED).text(lang)


@command.command(
    "draft",
    cls=PolishCommand,
    help="Przechowuje projekt regulaminu z pliku (version, valid_from, text), w miejsce projektu "
    "tej samej wersji. Projekt nie obowiązuje.",
)
@_FILE
@settings_option
@lang_option
def draft(file: str, settings: str | None, lang: Language) -> int:
    """Keep a draft."""
    terms: PortalTerms = read_as(file, "portal-terms")
    _open_centre(settings).draft_terms(terms, now=utcnow())
    version = safe(terms.version)
    click.echo(either(lang, f"Projekt regulaminu {version}.", f"Draft of the terms {version}."))
    return 0


@command.command(
    "discard",
    cls=PolishCommand,
    help="Usuwa projekt regulaminu, który nie ma być zatwierdzony. W śladzie zostaje, że był, bez "
    "jego treści. Wersji zatwierdzonej nikt nie usunie. Projekt najpierw pokazuje i pyta, czy go "
    "usunąć, bo nie da się tego odwrócić.",
)
@click.argument("version", metavar="WERSJA")
@click.option("--yes", is_flag=True, help="Nie pokazuj projektu i nie pytaj, czy go usunąć.")
@required_staff_option
@settings_option
@lang_option
def discard(version: str, yes: bool, by: str, settings: str | None, lang: Language) -> int:
    """Remove a draft."""
    centre = _open_centre(settings)
    versions = centre.plugins.notices.terms()
    terms = next((terms for terms in versions if terms.version == version), None)
    if terms is None:
        raise NoSuchTermsError(safe(version))
    name = safe(version)
    # What is approved is refused, and not asked about.
    if not yes and terms.approved_on is None:
        click.echo(safe(terms.text, lines=True))
        question = (f"Usunąć na zawsze projekt {name}?", f"Remove draft {name} for good?")
        if not is_confirmed(either(lang, *question), lang):
            return 1
    centre.discard_terms(terms, now=utcnow(), by=by)
    done = (f"Projekt regulaminu {name} usunięty.", f"Draft {name} of the terms removed.")
    click.echo(either(lang, *done))
    return 0


@command.command(
    "approve",
    cls=PolishCommand,
    help="Zapisuje, że Dyrektor zatwierdził dziś regulamin z tego pliku, co do znaku. "
    "Zatwierdzonej wersji nikt już nie zmieni; zmiana "
    "to nowa wersja. Powtórzone tego samego dnia nie szkodzi.",
)
@_FILE
@click.option(
    "--by", required=True, metavar="IMIĘ I NAZWISKO", help="Dyrektor, który zatwierdził regulamin."
)
@settings_option
@lang_option
def approve(file: str, by: str, settings: str | None, lang: Language) -> int:
    """Enter an approval."""
    if not by.strip():
        message = (
            "--by to imię i nazwisko Dyrektora, który zatwierdził regulamin.",
            "--by is the name of the Director who approved the terms.",
        )
        raise click.UsageError(either(lang, *message))
    terms: PortalTerms = read_as(file, "portal-terms")
    centre = _open_centre(settings)
    now = utcnow()
    done = centre.approve_terms(terms, role=Role.DIRECTOR, by=Person(by.strip()), now=now)
    click.echo(
        _approval_message(
            done, terms_in_force(centre.plugins.notices.terms(), civil_day(now))
        ).text(lang)
    )
    return 0


def _approval_message(terms: PortalTerms, current: PortalTerms | None) -> Message:
    """Return the result of an approval; *current* are the terms now in force."""
    version = safe(terms.version)
    first_day = _in_force_from(terms)
    if current is None or current.version == terms.version or terms.valid_from > current.valid_from:
        return Message(
            f"Regulamin {version} zatwierdzony, obowiązuje od {first_day}.",
            f"Terms {version} approved, in force from {first_day}.",
        )
    later = safe(current.version)
    day = current.valid_from
    return Message(
        f"Regulamin {version} zatwierdzony, ale nie obowiązuje, bo {later} zaczyna się później "
        f"({day}). Jeśli ma obowiązywać, zatwierdź go jako nową wersję, z późniejszym valid_from.",
        f"Terms {version} approved, but not in force, for {later} begin later ({day}). If they "
        "are to be in force, have them approved as a new version, with a later valid_from.",
    )
