"""The desk: the centre of the settings file, the moment it is, and how a refusal is told."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import attrs
import click

from lckm_cli.words import Language, safe, severity_word
from lckm_core import (
    AmendmentConflictError,
    ConflictError,
    ContactCentre,
    Findings,
    IllegalMoveError,
    InvalidProcedureError,
    LckmError,
    NoSuchEditionError,
    OutdatedEditionError,
    civil_day,
)
from lckm_operations.commands.shared import opened as open_settings

REFUSED = 1
_REFUSALS = (
    AmendmentConflictError,
    ConflictError,
    IllegalMoveError,
    InvalidProcedureError,
    NoSuchEditionError,
    OutdatedEditionError,
)


def utcnow() -> datetime:
    """Return the moment it is."""
    return datetime.now(UTC)


@attrs.frozen
class Desk:
    """Where a command works: a centre, and the moment at which it was called."""

    centre: ContactCentre
    now: datetime

    @property
    def today(self) -> date:
        """The day it is in Łódź."""
        return civil_day(self.now)


def opened(settings: str | None) -> Desk:
    """Return the desk of a settings file, in a process that leaves no core dump.

    Raises ``SettingsError``, and ``NoDatabaseError`` where there is no database yet.
    """
    found = open_settings(settings, new=True)
    # A database keeps reports, too, and that store says whether it is there. Without reports nobody is asked.
    if found.centre.plugins.answers("provide_reports"):
        found.require_database()
    return Desk(found.centre, utcnow())


class Refusals:
    """Counts what was refused, so that a command can go on with the next procedure and still end with a code that says so."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        self.count = 0

    @contextmanager
    def told(self, about: str = "") -> Iterator[None]:
        """Tell on standard error why something was refused, and what may be done: findings one by one, differences in full."""
        try:
            yield
        except _REFUSALS as error:
            self.count += 1
            self._tell(error, about)

    def _tell(self, error: LckmError, about: str) -> None:
        before = f"{about}: " if about else ""
        match error:
            case InvalidProcedureError():
                tell_findings(error.findings, self.lang, before)
            case OutdatedEditionError():
                from lckm_cli.output.changes import report

                click.echo(before + safe(error.text(self.lang)), err=True)
                if error.difference is not None:
                    sys.stderr.writelines(report(error.difference, colour=False, lang=self.lang))
            case _:
                click.echo(before + safe(error.text(self.lang), lines=True), err=True)

    @property
    def code(self) -> int:
        """The exit code: 1 when anything was refused."""
        return REFUSED if self.count else 0


def tell_findings(findings: Findings, lang: Language, before: str = "") -> None:
    """Tell findings on standard error, each with its place, severity, code and provision."""
    for one in findings:
        place = f"{one.line}:{one.column}" if one.line else one.path or "/"
        word = severity_word(one.severity.value, lang)
        click.echo(f"{before}{place}  {word}  {one.code}  {safe(one.text(lang))} ({one.cites})", err=True)
