"""``lckm import``: many procedures taken in at once, each in an act of its own; run again, it goes on where it stopped."""

import json
from collections import Counter
from typing import Any

import click

from lckm_cli.files import TooLargeError, read_bytes
from lckm_cli.options import PATH, format_option, lang_option
from lckm_cli.polish import PolishCommand
from lckm_cli.reading import TOO_LARGE, BadFileError
from lckm_cli.words import Language, either, safe, severity_word
from lckm_core import Document, Message, Severity, UnreadableFileError
from lckm_editorial.acting import name_option
from lckm_editorial.handing import Taker, askers, handover, handover_options, taker
from lckm_editorial.importing.mapping import read_mapping
from lckm_editorial.importing.planning import Planned, Status, plan
from lckm_editorial.importing.sources import Source, read_source
from lckm_editorial.opening import Desk, Refusals, opened
from lckm_operations.commands.shared import settings_option

WORDS = {
    Status.NEW: Message("nowa", "new"),
    Status.CHANGED: Message("zmieniona", "changed"),
    Status.UNCHANGED: Message("bez zmian", "unchanged"),
    Status.OLDER: Message("jest nowsza", "newer is kept"),
    Status.UNFIT: Message("nieprzyjęta", "not taken in"),
}
_TAKEN = (Status.NEW, Status.CHANGED)


@click.command(
    "import",
    cls=PolishCommand,
    help="Przyjmuje wiele opisów naraz: z folderu (YAML, JSON, Word), arkusza .xlsx albo listy w JSON. Każdy staje się nową wersją, której jeszcze nikt "
    "nie widzi; tych, które już są, nie rusza, więc przerwany import wystarczy powtórzyć. Kod wyjścia: 0 bez błędów, 1 błędy w opisach albo "
    "odmowy, 2 nie da się odczytać.",
)
@click.argument("source", type=PATH, metavar="ŹRÓDŁO")
@click.option(
    "--mapping",
    type=PATH,
    metavar="PLIK",
    help="Która kolumna do którego pola; bez tej opcji nagłówki to pola albo nazwy pól wzoru.",
)
@click.option("--dry-run", is_flag=True, help="Powiedz, co by się zmieniło i co jest nie tak, i niczego nie zmieniaj.")
@click.option("--all", "whole", is_flag=True, help="Wypisz też procedury bez zmian.")
@handover_options
@name_option
@format_option("text", "json")
@settings_option
@lang_option
def command(
    source: str,
    mapping: str | None,
    dry_run: bool,
    whole: bool,
    name: str,
    format_: str,
    settings: str | None,
    lang: Language,
    e_delivery: bool,
    **came: Any,
) -> int:
    """Import."""
    desk, refusals = opened(settings), Refusals(lang)
    who = taker(desk, name)
    try:
        found = read_source(source, _mapping(mapping), desk.centre.plugins.directory)
    except UnreadableFileError as error:
        click.echo(f"{source}: {error.finding.code}  {safe(error.finding.text(lang))}", err=True)
        return 2
    if not dry_run:
        with refusals.told(source):
            askers(who, came["asked_by"])
        if refusals.code:
            return refusals.code
    _tell_source(found, lang)
    planned = plan(found.rows, desk.centre)
    done: Counter[Status] = Counter()
    for one in planned:
        before = refusals.count
        if one.status in _TAKEN and not dry_run:
            with refusals.told(f"{one.row.place}: {one.number}"):
                _take(desk, one, who, e_delivery=e_delivery, **came)
        done[one.status if refusals.count == before else Status.UNFIT] += 1
        if format_ == "text" and (whole or one.findings or one.status is not Status.UNCHANGED):
            _tell(one, lang)
    if format_ == "json":
        click.echo(json.dumps(_data(planned, done, dry_run, lang), ensure_ascii=False, indent=2))
    else:
        counts = ", ".join(f"{WORDS[status].text(lang)}: {done[status]}" for status in Status)
        click.echo(
            either(lang, "Na próbę" if dry_run else "Przyjęto", "Tried" if dry_run else "Taken in") + f" – {counts}"
        )
    if found.failed:
        return 2
    faulty = found.findings.errors or any(one.findings.errors for one in planned)
    return 1 if faulty or done[Status.UNFIT] else 0


def _mapping(path: str | None) -> Document | None:
    if path is None:
        return None
    try:
        return read_mapping(read_bytes(path), path)
    except TooLargeError:
        raise BadFileError(path, TOO_LARGE) from None


def _take(desk: Desk, one: Planned, by: Taker, *, e_delivery: bool, **came: Any) -> None:
    """Take one procedure in; it is durable when this returns. A newer edition that somebody made meanwhile is not overwritten."""
    assert one.procedure is not None  # what is new or changed was built
    desk.centre.hand_in(
        one.procedure,
        handover=handover(desk, one.procedure, by, **came),
        by=by.name,
        now=desk.now,
        allow_e_delivery=e_delivery,
        seen=one.newest.number if one.newest else None,
    )


def _tell_source(found: Source, lang: Language) -> None:
    for one in found.findings:
        click.echo(f"{severity_word(one.severity.value, lang)}  {one.code}  {safe(one.text(lang))}", err=True)
    for said in found.failed:
        click.echo(safe(said.text(lang)), err=True)


def _tell(one: Planned, lang: Language) -> None:
    title = one.procedure.title if one.procedure else str(one.row.document.data.get("title", ""))
    changed = f" ({', '.join(fields)})" if (fields := one.changed()) else ""
    click.echo(f"{WORDS[one.status].text(lang):<12} {safe(one.number) or '-':<9} {safe(title)}{safe(changed)}")
    for finding in one.findings:
        if finding.severity is not Severity.NOTE:
            word = severity_word(finding.severity.value, lang)
            place = safe(one.row.place_of(finding))
            click.echo(f"    {place}  {word}  {finding.code}  {safe(finding.text(lang))} ({finding.cites})")


def _data(planned: list[Planned], done: Counter[Status], dry_run: bool, lang: Language) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "counts": {status.value: done[status] for status in Status},
        "procedures": [
            {
                "number": one.number,
                "place": one.row.place,
                "status": one.status.value,
                "changed": one.changed(),
                "findings": [finding.to_data(lang) | {"place": one.row.place_of(finding)} for finding in one.findings],
            }
            for one in planned
        ],
    }
