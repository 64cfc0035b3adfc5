"""``lckm term``: the first day without personal data of a report."""

import json
import re
from datetime import UTC, date, datetime

import click

from lckm_cli.formatting import counted
from lckm_cli.language import Language, either
from lckm_cli.localised_click import PolishCommand
from lckm_cli.options import format_option, lang_option

_ZONE = re.compile(r"(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$")


@click.command(
    "term",
    cls=PolishCommand,
    help="Mówi, od którego dnia zgłoszenie zarejestrowane w danej chwili nie ma danych osobowych "
    "(zał. 2 § 6 ust. 5). "
    "Chwila ma strefę: 2026-01-31T23:30:00+01:00. Sam dzień (2026-01-31) to dzień w Łodzi. "
    "Kod wyjścia 2: to nie chwila ani dzień.",
)
@click.argument("moment", metavar="CHWILA")
@format_option("text", "json")
@lang_option
def command(moment: str, format_: str, lang: Language) -> int:
    """Print the first clean day, and how it is counted."""
    from lckm_core.calendar import civil_day
    from lckm_core.reports import first_clean_day

    when = _moment(moment, lang)
    try:
        registered = civil_day(when)
        clean = first_clean_day(when)
    except (ValueError, OverflowError):
        texts = (
            f"„{moment}”: takiego terminu nie ma w kalendarzu. Podaj rok od 1 do 9998.",
            f"“{moment}”: the calendar has no such term. Give a year from 1 to 9998.",
        )
        raise click.UsageError(either(lang, *texts)) from None
    if format_ == "json":
        click.echo(
            json.dumps(
                {"registered_on": registered.isoformat(), "first_clean_day": clean.isoformat()}
            )
        )
        return 0
    click.echo(clean.isoformat())
    click.echo(_explanation(registered, clean, lang))
    return 0


def _moment(text: str, lang: Language) -> datetime:
    """Return the moment or the day that a text names."""
    from lckm_core.calendar import parse_day, parse_moment

    moment = parse_moment(text)
    if moment is not None:
        return moment
    day = parse_day(text)
    if day is not None:
        # All moments of a day in Łódź have one term, and noon in Greenwich is on the same day.
        return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    if parse_moment(f"{text}Z") is not None or parse_moment(f"{text}:00Z") is not None:
        raise click.UsageError(
            either(
                lang,
                f"„{text}” nie ma strefy, więc nie wiadomo, która to chwila. "
                f"Dopisz ją ({text[:16]}:00+01:00) albo podaj sam dzień w Łodzi ({text[:10]}).",
                f"“{text}” has no zone, so it is not known which moment it is. "
                f"Add one ({text[:16]}:00+01:00) or give the day in Łódź alone ({text[:10]}).",
            )
        )
    with_seconds = _ZONE.sub(r":00\g<0>", text)
    if parse_moment(with_seconds) is not None:
        texts = (
            f"„{text}” nie ma sekund. Dopisz je: {with_seconds}.",
            f"“{text}” has no seconds. Add them: {with_seconds}.",
        )
        raise click.UsageError(either(lang, *texts))
    raise click.UsageError(
        either(
            lang,
            f"„{text}” to nie chwila ze strefą (2026-01-31T23:30:00+01:00) ani dzień w "
            "zapisie rrrr-mm-dd (2026-01-31).",
            f"“{text}” is neither a moment with a zone (2026-01-31T23:30:00+01:00) nor a "
            "day written yyyy-mm-dd (2026-01-31).",
        )
    )


def _explanation(registered: date, clean: date, lang: Language) -> str:
    months = (clean.year - registered.year) * 12 + clean.month - registered.month - 1
    return either(
        lang,
        f"Rejestracja w Łodzi: {registered}. Miesiąca rejestracji się nie liczy; okres po nim: "
        f"{counted(months, 'whole month')}. Od {clean} zgłoszenie jest zanonimizowane "
        "(zał. 2 § 6 ust. 5).",
        f"Registered in Łódź on {registered}. The month of registration does not count; the term "
        f"after it: {counted(months, 'whole month', 'en')}. From {clean} the report is anonymised "
        "(zał. 2 § 6 ust. 5).",
    )
