"""The session of a command: the centre, the clock, and how refusals are printed."""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import attrs
import click

from lckm_cli.settings import open_session as open_settings
from lckm_cli.toolkit import (
    Language,
    either,
    safe,
    severity_word,
    utcnow,
)
from lckm_core.amendments import NOT_THEIR_NOTE
from lckm_core.calendar import civil_day
from lckm_core.centre import (
    ContactCentre,
    NoSuchAnnouncementError,
    NoSuchEditionError,
    NoSuchRequestError,
    OutdatedEditionError,
)
from lckm_core.errors import (
    AmendmentConflictError,
    ConflictError,
    IllegalMoveError,
    LckmError,
)
from lckm_core.findings import (
    Finding,
    Findings,
    InvalidProcedureError,
    Severity,
)
from lckm_core.organisation import Role
from lckm_core.procedures import Handover
from lckm_core.publication import Edition
from lckm_core.text import Message
from lckm_editorial.actor import ActOptions, Actor, find_actor
from lckm_editorial.submitted_files import SubmittedFile

REFUSED = 1
_PATH: SubmittedFile[Any] = SubmittedFile("", None)
_BY_NOTE = (
    "pole „Inne” uzupełnia samo Call Center, poleceniem lckm procedure note NUMER TEKST. Z tego "
    "pliku usuń zmianę tego pola.",
    "the call centre itself changes the field „Inne”, by lckm procedure note NUMBER TEXT. Take "
    "the change of that field out of this file.",
)
REFUSALS = (
    AmendmentConflictError,
    ConflictError,
    IllegalMoveError,
    InvalidProcedureError,
    NoSuchAnnouncementError,
    NoSuchEditionError,
    NoSuchRequestError,
    OutdatedEditionError,
)


@attrs.frozen
class CommandSession:
    """Where a command works: a centre, a clock, and the moment of the call."""

    centre: ContactCentre
    clock: Callable[[], datetime]
    now: datetime = attrs.field(init=False)

    @now.default
    def _(self) -> datetime:
        return self.clock()

    @property
    def today(self) -> date:
        """The day it is in Łódź."""
        return civil_day(self.now)

    def actor(self, acting: ActOptions, among: Collection[Role]) -> Actor:
        """Return who acts, in one of these roles if they have any; raises as find_actor."""
        directory = self.centre.plugins.directory
        return find_actor(directory, self.today, acting.name, acting.role, among)

    def editions(self, number: str) -> Sequence[Edition]:
        """Return the editions of a procedure; raise :class:`NoSuchEditionError` for none."""
        if not (editions := self.centre.plugins.procedures.editions(number)):
            raise NoSuchEditionError(number)
        return editions


def open_command_session(settings: str | None) -> CommandSession:
    """Return a session with a settings file, in a process that leaves no core dump.

    Raises ``SettingsError``, and ``NoDatabaseError`` where there is no database yet.
    """
    opened = open_settings(settings, new=True)
    # The store of reports in the same database knows whether it exists.
    if opened.centre.plugins.answers("provide_reports"):
        opened.require_database()
    return CommandSession(opened.centre, utcnow)


class Refusals:
    """Prints and counts refusals, so that a command can go on and still end with 1."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        self.count = 0
        self.faulty = False
        self.unfit = False
        """Whether a text was refused for its findings, which do not mention the refusal."""
        self._printed: set[tuple[str, str, str, str]] = set()

    @contextmanager
    def reported(self, about: str | SubmittedFile[Any] = "") -> Iterator[None]:
        """Print on standard error why something was refused, and what to do.

        Findings about a file that was handed in are printed first, each once.
        """
        submitted = about if isinstance(about, SubmittedFile) else SubmittedFile[Any](about, None)
        self.print_findings(submitted, submitted.findings)
        try:
            yield
        except REFUSALS as error:
            self.count += 1
            self.print_refusal(submitted, error)

    def print_findings(self, submitted: SubmittedFile[Any], findings: Findings) -> None:
        """Print the new findings of a file, each with its place."""
        new = [
            finding
            for finding in submitted.worded(findings)
            if (submitted.path, finding.code, finding.path, finding.message) not in self._printed
        ]
        self._printed |= {
            (submitted.path, finding.code, finding.path, finding.message) for finding in new
        }
        self.faulty = self.faulty or any(finding.severity is Severity.ERROR for finding in new)
        # The handover is in no file, so its faults have no place in one.
        place = _PATH.place if findings.form is Handover else submitted.place
        print_findings(new, self.lang, f"{submitted.path}: " if submitted.path else "", place)

    def print_refusal(self, submitted: SubmittedFile[Any], error: LckmError) -> None:
        """Print why something was refused."""
        prefix = f"{submitted.path}: " if submitted.path else ""
        match error:
            case InvalidProcedureError():
                self.unfit = True
                self.print_findings(submitted, error.findings)
                if any(finding.code == NOT_THEIR_NOTE.code for finding in error.findings):
                    click.echo(prefix + either(self.lang, *_BY_NOTE), err=True)
            case OutdatedEditionError():
                from lckm_cli.toolkit import changes_as_text

                click.echo(prefix + safe(error.text(self.lang)), err=True)
                if error.difference is not None:
                    sys.stderr.writelines(
                        changes_as_text(error.difference, colour=False, lang=self.lang)
                    )
            case AmendmentConflictError() if submitted.is_word:
                place_words = submitted.at(error.field).text(self.lang)
                click.echo(
                    f"{prefix}{safe(place_words)}: {safe(error.text(self.lang), lines=True)}",
                    err=True,
                )
            case NoSuchEditionError(wanted=None):
                listed = (
                    " Numery wypisuje lckm procedure list.",
                    " lckm procedure list prints the numbers.",
                )
                click.echo(
                    prefix + safe(error.text(self.lang)) + either(self.lang, *listed), err=True
                )
            case _:
                click.echo(prefix + safe(error.text(self.lang), lines=True), err=True)

    @property
    def code(self) -> int:
        """The exit code: 1 if anything was refused, or an error printed."""
        return REFUSED if self.count or self.faulty else 0


def export_failed(session: CommandSession, lang: Language) -> bool:
    """Bring the places that show procedures up to date; print and return whether one failed."""
    failed = [export for export in session.centre.export(clock=session.clock) if export.failed]
    for export in failed:
        message = either(
            lang,
            f"{export.name}: nie pokazano zmian ({export.failed}). Zmiana jest zapisana; usuń "
            "przyczynę i powtórz lckm export.",
            f"{export.name}: the change is not shown ({export.failed}). The change is kept; remove "
            "the cause and repeat lckm export.",
        )
        click.echo(message, err=True)
    return bool(failed)


def print_findings(
    findings: Iterable[Finding],
    lang: Language,
    prefix: str = "",
    place: Callable[[Finding], Message] = _PATH.place,
) -> None:
    """Print findings on standard error: place, severity, code, text and provision."""
    for finding in findings:
        place_words = safe(place(finding).text(lang))
        word = severity_word(finding.severity.value, lang)
        click.echo(
            f"{prefix}{place_words}  {word}  {finding.code}  "
            f"{safe(finding.text(lang))} ({finding.cites})",
            err=True,
        )
