"""Summaries of what was destroyed: counts, and never a person."""

import json
from typing import Any

import click

from lckm_cli.settings import Session
from lckm_cli.toolkit import Language, either, safe
from lckm_core.ports.optional import AuditTrail, offered
from lckm_operations.delivery_words import KINDS
from lckm_operations.optional_features import left_files


def count_left_files(session: Session) -> int:
    """Return how many files are yet to be destroyed."""
    return sum(1 for _ in left_files(session.centre.plugins.reports))


def reports_lost_with(session: Session, number: str) -> int:
    """Return how many other reports lost their personal part in the same damaged file."""
    trails = (
        offered(listener, AuditTrail, "lost_with") for listener in session.centre.plugins.listeners
    )
    return sum(trail.lost_with(number) for trail in trails if trail is not None)


def print_summary(summary: dict[str, Any], format_: str, lang: Language) -> None:
    """Print it, a line for each figure or as JSON."""
    if format_ == "json":
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
        return
    for key, value in summary.items():
        click.echo(f"{_WORDS[key][lang == 'en']}: {_value_text(value, lang)}")


def _value_text(value: Any, lang: Language) -> str:
    if isinstance(value, bool):
        return either(lang, "tak" if value else "nie", "yes" if value else "no")
    if isinstance(value, tuple):
        return ", ".join(map(safe, value))
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
    "notices_for": (
        "zgłoszenia, o których wezwano odbiorców",
        "reports whose receivers were asked to erase",
    ),
    "personal_part": ("dane osobowe w rejestrze", "personal data in the register"),
    "files": ("pliki", "files"),
    "term": ("termin bez cofnięcia zgody", "term without withdrawal"),
    "notices": ("kogo wezwać do usunięcia", "who is asked to erase"),
    "withdrawn": ("usunięte po cofnięciu zgody", "erased because consent was withdrawn"),
    "not_in_copy": (
        "cofnięte zgody zgłoszeń, których nie ma w kopii",
        "consents withdrawn of reports that the copy has not",
    ),
    "deferred": (
        "zgody cofnięte, a dane znikną, gdy inny program, np. pg_dump, zwolni bazę; nikt już ich "
        "nie zobaczy",
        "consent withdrawn, and the data go once another program, such as pg_dump, frees the "
        "database; nobody can read them any more",
    ),
    "deferred_away": (
        "zgody cofnięte, a dane znikną, gdy będą tam, gdzie trzyma je baza, np. z jej dyskiem; "
        "nikt już ich nie zobaczy",
        "consent withdrawn, and the data go once they are where the database keeps them, such as "
        "with its disk; nobody can read them any more",
    ),
    "due_later": (
        "zgłoszenia, których dane trzeba jeszcze usunąć: zapisano to i zrobi to lckm worker albo "
        "lckm erase due, gdy inny program, np. pg_dump, zwolni bazę",
        "reports whose data are yet to be erased: it is recorded, and lckm worker or lckm erase "
        "due does it once another program, such as pg_dump, frees the database",
    ),
    "in_doubt": (
        "doręczenia, które mogły dojść po zrobieniu kopii",
        "deliveries that may have arrived since the copy",
    ),
    "left_out": ("pominięte numery do", "numbers left out up to"),
    "lost_with_it": (
        "zgłoszenia, których dane osobowe przepadły razem z tymi, bo ich plik był uszkodzony; "
        "dane z kopii zapasowej: lckm restore",
        "reports whose personal data were lost with these, for their file was damaged; a backup "
        "has them: lckm restore",
    ),
    "files_gone": ("pliki, których już nie ma", "files that are gone"),
    "files_left": ("pliki, które zostały do zniszczenia", "files left to be destroyed"),
}
