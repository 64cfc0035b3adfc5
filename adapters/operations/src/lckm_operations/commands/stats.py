"""``lckm stats``: reports by day, receiver and time to the outcome."""

import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import (
    Day,
    Language,
    PolishCommand,
    either,
    format_option,
    lang_option,
    safe,
    table,
)
from lckm_core.calendar import civil_day
from lckm_core.ports.optional import OUTCOME_TIMES, ReportAdministration
from lckm_operations.civil_days import start_of_day
from lckm_operations.delivery_words import outcome_word, time_word
from lckm_operations.statistics import (
    OUTCOMES,
    Figures,
    Split,
    figures,
)

_LONGEST = 3660


@click.command(
    "stats",
    cls=PolishCommand,
    help="Liczy zgłoszenia: według dnia rejestracji, odbiorcy i czasu do końca doręczania. Postać "
    "svg to rysunek.",
)
@click.option(
    "--from", "first", type=Day(), help="Od tego dnia; bez tej opcji 30 dni do ostatniego."
)
@click.option("--to", "last", type=Day(), help="Do tego dnia włącznie; bez tej opcji do dzisiaj.")
@format_option("text", "json", "svg")
@settings_option
@lang_option
def command(
    first: date | None, last: date | None, format_: str, settings: str | None, lang: Language
) -> int:
    """Count."""
    session = open_session(settings)
    last = last or civil_day(session.now())
    first = first or last - timedelta(days=29)
    if not 0 <= (last - first).days < _LONGEST:
        raise click.UsageError(
            either(
                lang,
                f"Od {first} do {last}: podaj dni po kolei, najwyżej {_LONGEST} dni.",
                f"From {first} to {last}: give the days in order, at most {_LONGEST} of them.",
            )
        )
    counts = session.offer(ReportAdministration, "counts").counts(
        registered_from=start_of_day(first), registered_to=start_of_day(last, later=1)
    )
    done = figures(counts, first, last, OUTCOME_TIMES)
    if format_ == "json":
        click.echo(json.dumps(done.to_data(), ensure_ascii=False, indent=2))
    elif format_ == "svg":
        from lckm_operations.chart import as_svg

        sys.stdout.write(as_svg(done, lang))
    else:
        sys.stdout.writelines(_tables(done, lang))
    return 0


def _tables(done: Figures, lang: Language) -> Iterator[str]:
    names = [outcome_word(outcome, lang) for outcome in OUTCOMES]
    busy = [(day, split) for day, split in done.days.items() if any(split.values())]
    yield from table(
        [either(lang, "dzień", "day"), *names],
        [_cells(day.isoformat(), split) for day, split in busy],
    )
    yield "\n"
    yield from table(
        [either(lang, "odbiorca", "receiver"), *names],
        [
            _cells(
                safe(unit or either(lang, "prosto do helpdesku", "straight to the helpdesk")), split
            )
            for unit, split in done.units
        ],
    )
    yield "\n"
    yield from table(
        [
            either(lang, "czas do końca doręczania", "time until delivered"),
            either(lang, "ile", "how many"),
        ],
        [(time_word(time, lang), str(count)) for time, count in done.times],
    )
    yield "\n" + _line(done.total, lang)


def _cells(name: str, split: Split) -> list[str]:
    return [name, *(str(split[outcome]) for outcome in OUTCOMES)]


def _line(total: Split, lang: Language) -> str:
    totals = ", ".join(f"{outcome_word(outcome, lang)}: {total[outcome]}" for outcome in OUTCOMES)
    return either(lang, "Razem", "Total") + f" {sum(total.values())}: {totals}\n"
