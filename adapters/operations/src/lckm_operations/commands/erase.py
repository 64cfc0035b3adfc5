"""``lckm erase``: personal data destroyed at the term, or because consent was withdrawn; a receipt that names nobody."""

import json
from typing import Any

import click

from lckm_cli.options import format_option, lang_option
from lckm_cli.polish import PolishCommand, PolishGroup
from lckm_cli.words import Language, either
from lckm_core import NoSuchReportError, first_clean_day, notices_wanted
from lckm_operations.commands.shared import Opened, opened, settings_option
from lckm_operations.words import KINDS, local

_DRY = click.option("--dry-run", is_flag=True, help="Powiedz, co by usunięto, i niczego nie usuwaj.")


@click.group("erase", cls=PolishGroup, help="Usuwanie danych osobowych (zał. 2 § 6 ust. 5).")
def command() -> None:
    """Hold the commands together."""


@command.command(
    "due",
    cls=PolishCommand,
    help="Usuwa dane osobowe, których termin minął, i wzywa odbiorców do ich usunięcia. Robi to też lckm worker, po każdej północy. "
    "Kod wyjścia: 0; z --dry-run 1, gdy jest co usunąć.",
)
@_DRY
@format_option("text", "json")
@settings_option
@lang_option
def due(dry_run: bool, format_: str, settings: str | None, lang: Language) -> int:
    """Destroy what is due, or say how much that is."""
    found = opened(settings)
    now = found.now()
    if dry_run:
        count: int = found.offer("count_due")(now)
        _print({"at": local(now), "dry_run": True, "reports": count}, format_, lang)
        return 1 if count else 0
    erased, notices = found.centre.anonymise_due(now=now), found.centre.tell_units(now=now)
    receipt = {
        "at": local(now),
        "dry_run": False,
        "erased": erased,
        "notices_for": len(notices),
        "files_left": _left(found),
    }
    _print(receipt, format_, lang)
    return 0


@command.command(
    "withdraw",
    cls=PolishCommand,
    help="Usuwa dane osobowe jednego zgłoszenia, bo zgłaszający cofnął zgodę, i wzywa odbiorców do ich usunięcia. Nie da się tego "
    "odwrócić. Upewnij się najpierw, że to jego zgłoszenie.",
)
@click.argument("number", metavar="NUMER")
@_DRY
@format_option("text", "json")
@settings_option
@lang_option
def withdraw(number: str, dry_run: bool, format_: str, settings: str | None, lang: Language) -> int:
    """Destroy the personal part of one report, or say what would go."""
    found = opened(settings)
    store, now = found.centre.plugins.reports, found.now()
    report, dispatch = store.get(number), store.dispatch(number)
    if report is None or dispatch is None:
        raise NoSuchReportError(number)
    receipt: dict[str, Any] = {
        "number": number,
        "at": local(now),
        "dry_run": dry_run,
        "personal_part": not report.is_anonymous,
        "files": len(report.attachments),
        "term": first_clean_day(report.registered_at).isoformat(),
        "notices": [kind.value for kind in notices_wanted(dispatch)],
    }
    if not dry_run:
        found.centre.withdraw_consent(number, now=now)
        found.centre.tell_units(now=now)
        receipt["files_left"] = _left(found)
    _print(receipt, format_, lang)
    return 0


def _left(found: Opened) -> int:
    """Return how many files are yet to be destroyed, as far as one page tells."""
    return len(found.centre.plugins.reports.left_files(limit=1000))


def _print(receipt: dict[str, Any], format_: str, lang: Language) -> None:
    if format_ == "json":
        click.echo(json.dumps(receipt, ensure_ascii=False, indent=2))
        return
    for key, value in receipt.items():
        click.echo(f"{_WORDS[key][lang == 'en']}: {_shown(value, lang)}")


def _shown(value: Any, lang: Language) -> str:
    if isinstance(value, bool):
        return either(lang, "tak" if value else "nie", "yes" if value else "no")
    if isinstance(value, list):
        named = [message.text(lang) for kind, message in KINDS.items() if kind.value in value]
        return ", ".join(named) or either(lang, "nikt", "nobody")
    return str(value)


_WORDS = {
    "number": ("zgłoszenie", "report"),
    "at": ("chwila", "moment"),
    "dry_run": ("na próbę", "dry run"),
    "reports": ("zgłoszenia z danymi po terminie", "reports with data past the term"),
    "erased": ("usunięte miesiące lub zgłoszenia", "months or reports erased"),
    "notices_for": ("zgłoszenia, o których wezwano odbiorców", "reports whose receivers were asked to erase"),
    "personal_part": ("dane osobowe w rejestrze", "personal data in the register"),
    "files": ("pliki", "files"),
    "term": ("termin bez cofnięcia zgody", "term without withdrawal"),
    "notices": ("kogo wezwać do usunięcia", "who is asked to erase"),
    "files_left": ("pliki, które zostały do zniszczenia", "files left to be destroyed"),
}
