"""``lckm reports``: lists, shows, reroutes and settles reports, without personal data.

What became of them is in :mod:`lckm_operations.commands.report_outcomes`; the command that shows
personal data in :mod:`lckm_operations.commands.person`.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from lckm_cli.settings import (
    open_session,
    settings_option,
)
from lckm_cli.toolkit import (
    Day,
    Language,
    PolishCommand,
    PolishGroup,
    current_language,
    either,
    format_option,
    group_lang_option,
    lang_option,
    local_time,
    safe,
    table,
)
from lckm_core.delivery import (
    DispatchKind,
    DispatchState,
    ManualAction,
    Target,
)
from lckm_core.ports.optional import FoundReport, ReportAdministration
from lckm_core.redaction import strike
from lckm_operations.civil_days import start_of_day
from lckm_operations.commands.person import person
from lckm_operations.commands.redact_words import redact
from lckm_operations.commands.report_details import show
from lckm_operations.commands.report_outcomes import (
    outcome,
    reclassify,
    reopen,
    status,
)
from lckm_operations.commands.report_similar import similar
from lckm_operations.commands.trial import try_
from lckm_operations.delivery_words import (
    REPORT_STATES,
    print_more,
    receiver,
    states_help,
    unreadable_lines,
)
from lckm_operations.optional_features import outline, unreadable
from lckm_operations.serialisation import of_dispatch, of_report
from lckm_operations.staff_name import staff_option

_NUMBER = click.argument("number", metavar="NUMER")
_FIT = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9._:/=+-]{0,39}")

if TYPE_CHECKING:
    _Type = click.ParamType[str]
else:
    _Type = click.ParamType


class Reference(_Type):
    """A reference of at most 40 letters, digits and ``._:/=+-``, with a digit.

    It is kept for ever, so it may not contain anything that identifies a person.
    """

    name = "numer"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the number; refuse, without quoting, what does not look like one."""
        text = str(value)
        if not _FIT.fullmatch(text) or str(strike(text)) != text:
            message = (
                "to nie wygląda na numer. Numer ma cyfrę, najwyżej 40 znaków: litery bez polskich "
                "znaków, cyfry i ._:/=+-, bez spacji. Słów, telefonu ani adresu tu nie wpisuj: "
                "zostałyby na zawsze.",
                "that does not look like a number. It has a digit, 40 characters at most: letters "
                "without Polish marks, digits and ._:/=+-, no spaces. Enter no words, telephone "
                "or address here: they would stay for good.",
            )
            self.fail(either(current_language(ctx), *message), param, ctx)
        return text


@click.group(
    "reports",
    cls=PolishGroup,
    help="Zgłoszenia i ich doręczanie. Danych osobowych nie pokazuje żadne z tych poleceń prócz "
    "person.",
)
@group_lang_option
def command() -> None:
    """Hold the commands together."""


@command.command("list", cls=PolishCommand, help="Wypisuje zgłoszenia według numerów.")
@click.option(
    "--state",
    type=click.Choice([state.value for state in REPORT_STATES]),
    help=f"Tylko w tym stanie: {states_help()}.",
)
@click.option("--unit", metavar="NAZWA", help="Tylko do skrzynki tej jednostki lub komórki.")
@click.option("--from", "first", type=Day(), help="Zarejestrowane od tego dnia.")
@click.option("--to", "last", type=Day(), help="Zarejestrowane do tego dnia włącznie.")
@click.option("--after", metavar="NUMER", default="", help="Dalsza część listy: numery po tym.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=100, help="Ile najwyżej; bez tej opcji 100."
)
@format_option("text", "json")
@settings_option
@lang_option
def list_(
    state: str | None,
    unit: str | None,
    first: date | None,
    last: date | None,
    after: str,
    limit: int,
    format_: str,
    settings: str | None,
    lang: Language,
) -> int:
    """List reports."""
    reports = (
        open_session(settings)
        .offer(ReportAdministration, "search")
        .search(
            state=DispatchState(state) if state else None,
            unit=unit,
            registered_from=start_of_day(first) if first else None,
            registered_to=start_of_day(last, later=1) if last else None,
            after=after,
            limit=limit,
        )
    )
    # Not as a row, as programs expect all rows to be alike.
    sys.stderr.writelines(unreadable_lines(unreadable(reports), lang))
    if format_ == "json":
        rows = [
            of_report(found.report) | {"delivery": of_dispatch(found.dispatch, lang)}
            for found in reports
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        sys.stdout.writelines(_list_lines(reports, lang))
    if len(reports) == limit:
        print_more(reports[-1].report.number, lang, to_stderr=format_ == "json")
    return 0


def _list_lines(reports: Sequence[FoundReport], lang: Language) -> Iterator[str]:
    headings = either(
        lang,
        "numer|zarejestrowano|kategoria|stan|odbiorca",
        "number|registered|category|state|receiver",
    )
    lines = [
        (
            found.report.number,
            local_time(found.report.registered_at),
            safe(found.report.category or "-"),
            found.dispatch.state.message.text(lang),
            receiver(found.dispatch, lang),
        )
        for found in reports
    ]
    yield from table(headings.split("|"), lines)


for _command in (show, person, redact, try_, outcome, reopen, reclassify, status, similar):
    command.add_command(_command)


@command.command(
    "route-again",
    cls=PolishCommand,
    help="Wysyła zgłoszenie od nowa, tam gdzie każe obecna tabela tras. Tylko takie, którego na "
    "pewno nikt jeszcze nie ma.",
)
@_NUMBER
@staff_option
@settings_option
@lang_option
def route_again(number: str, by: str | None, settings: str | None, lang: Language) -> int:
    """Begin a delivery anew."""
    session = open_session(settings)
    known = outline(session.centre.plugins.reports, number)
    stays = known.report if known else None
    moved = session.centre.reroute(number, now=session.now(), stays=stays, by=by)
    click.echo(f"{number} → {receiver(moved, lang)}: {safe(moved.routed)}")
    return 0


@command.command(
    "settle",
    cls=PolishCommand,
    help="Kończy doręczanie ręcznie: kto ma zgłoszenie i skąd to wiadomo. Powód jest kodem, bo "
    "słowa mogłyby zawierać dane osobowe: "
    "told (odbiorca tak powiedział), seen (widać je u niego), handed (przekazano inną drogą).",
)
@_NUMBER
@click.option(
    "--has",
    type=click.Choice([target.value for target in Target]),
    required=True,
    help="Kto je ma: mailbox, helpdesk.",
)
@click.option(
    "--reason",
    type=click.Choice([action.value for action in ManualAction]),
    required=True,
    help="Skąd to wiadomo: told, seen, handed.",
)
@click.option(
    "--reference",
    metavar="NUMER",
    type=Reference(),
    help="Numer u odbiorcy; zostaje na zawsze, więc to nie są słowa.",
)
@click.option(
    "--notice",
    type=click.Choice([target.value for target in Target]),
    help="Chodzi o wezwanie do usunięcia danych, wysłane do: mailbox, helpdesk.",
)
@staff_option
@settings_option
@lang_option
def settle(
    number: str,
    has: str,
    reason: str,
    reference: str | None,
    notice: str | None,
    by: str | None,
    settings: str | None,
    lang: Language,
) -> int:
    """End a delivery by hand."""
    session = open_session(settings)
    kind = DispatchKind(f"{notice}-notice") if notice else DispatchKind.REPORT
    ended = session.centre.settle_by_hand(
        number,
        Target(has),
        ManualAction(reason),
        now=session.now(),
        kind=kind,
        reference=reference,
        by=by,
    )
    click.echo(f"{number}: {ended.state.message.text(lang)}, {receiver(ended, lang)}")
    return 0
