"""``lckm procedure correct``, ``give-back``, ``agree``, ``confirm``, ``publish``, ``withdraw``: the moves of an edition."""

from collections.abc import Callable
from functools import partial

import click

from lckm_cli.toolkit import PATH, Language, PolishCommand, either, load_departures
from lckm_core.publication import Edition, Transition
from lckm_editorial.actor import (
    Actor,
    actor,
    open_to,
    require_own_edition,
)
from lckm_editorial.commands.options import act_options, move_options
from lckm_editorial.commands.submit import standing
from lckm_editorial.desk import Desk, Refusals, open_desk
from lckm_editorial.edition_texts import line
from lckm_editorial.submitted_files import read_correction

_NUMBERS = click.argument("numbers", nargs=-1, required=True, metavar="NUMER…")
_BECAUSE = click.option("--because", metavar="TEKST", help="Dlaczego; zostaje w historii.")
_DEPARTURES = click.option(
    "--departures",
    type=PATH,
    metavar="PLIK",
    help="Uzgodnione odstąpienia (zał. 2 § 9 ust. 3), jak w lckm check.",
)
_SHOWN_LATER = click.option(
    "--no-export",
    is_flag=True,
    help="Nie zmieniaj jeszcze portalu i BIP; zrobi to lckm export, a najpóźniej lckm worker po północy.",
)


def _actor(desk: Desk, name: str, role: str | None, verb: Transition) -> Actor:
    return actor(desk.centre.plugins.directory, desk.today, name, role, open_to(verb))


def _each(
    numbers: tuple[str, ...], seen: int | None, lang: Language, move: Callable[[str], Edition]
) -> Refusals:
    """Make a move with each procedure; one that is refused stops no other."""
    if seen is not None and len(numbers) > 1:
        one = (
            "Z opcją --seen podaj jeden numer: mówi, którą wersję tej procedury się widziało.",
            "With --seen give one number: it says which edition of that procedure was seen.",
        )
        raise click.UsageError(either(lang, *one))
    refusals = Refusals(lang)
    for number in dict.fromkeys(numbers):
        with refusals.told(number):
            click.echo(line(move(number), lang))
    return refusals


@click.command(
    Transition.CORRECT.command,
    cls=PolishCommand,
    short_help="Poprawia najnowszą wersję zaznaczonymi zmianami.",
    help="Poprawia najnowszą wersję zaznaczonymi zmianami (zał. 2 § 9 ust. 2): z wniosku albo z nowego tekstu, z którym się ją porówna. Powstaje nowa "
    "wersja, na którą zgadza się kierownik (agree).",
)
@click.argument("file", type=PATH, metavar="WNIOSEK")
@_BECAUSE
@move_options
def correct(
    file: str,
    because: str | None,
    name: str,
    role: str | None,
    seen: int | None,
    settings: str | None,
    lang: Language,
) -> int:
    """Correct."""
    desk, refusals = open_desk(settings), Refusals(lang)
    with refusals.told(file):
        handed = read_correction(
            file, desk.centre.plugins.directory, partial(standing, desk), seen=seen
        )
    if refusals.count:
        return refusals.code
    with refusals.told(handed):
        request, who = handed.require(), _actor(desk, name, role, Transition.CORRECT)
        edition = desk.centre.correct(
            request,
            role=who.role,
            by=who.name,
            now=desk.now,
            because=because,
            seen=seen,
            findings=handed.own,
        )
        click.echo(line(edition, lang))
    return refusals.code


@click.command(
    Transition.RETURN.command,
    cls=PolishCommand,
    help="Zwraca najnowszą wersję kierownikowi do poprawy; bez --because powodem są uwagi, które ma.",
)
@click.argument("number", metavar="NUMER")
@_BECAUSE
@move_options
def give_back(
    number: str,
    because: str | None,
    name: str,
    role: str | None,
    seen: int | None,
    settings: str | None,
    lang: Language,
) -> int:
    """Give back."""
    desk = open_desk(settings)
    who = _actor(desk, name, role, Transition.RETURN)
    return _each(
        (number,),
        seen,
        lang,
        lambda one: desk.centre.give_back(
            one, role=who.role, by=who.name, now=desk.now, because=because, seen=seen
        ),
    ).code


@click.command(
    Transition.AGREE.command,
    cls=PolishCommand,
    help="Zapisuje, że kierownik, czyja to procedura, zgadza się na poprawki.",
)
@_NUMBERS
@_DEPARTURES
@move_options
def agree(
    numbers: tuple[str, ...],
    departures: str | None,
    name: str,
    role: str | None,
    seen: int | None,
    settings: str | None,
    lang: Language,
) -> int:
    """Agree."""
    desk, agreed = open_desk(settings), load_departures(departures)
    who = _actor(desk, name, role, Transition.AGREE)

    def move(one: str) -> Edition:
        newest = max(desk.editions(one), key=lambda edition: edition.number)
        require_own_edition(
            desk.centre.plugins.directory, desk.today, who, newest, Transition.AGREE
        )
        return desk.centre.agree(
            one, role=who.role, by=who.name, now=desk.now, departures=agreed, seen=seen
        )

    return _each(numbers, seen, lang, move).code


@click.command(
    Transition.CHECK.command,
    cls=PolishCommand,
    help="Potwierdza, że najnowsza wersja jest sprawdzona: bez błędów, z wyjątkiem uzgodnionych odstąpień.",
)
@_NUMBERS
@_DEPARTURES
@move_options
def confirm(
    numbers: tuple[str, ...],
    departures: str | None,
    name: str,
    role: str | None,
    seen: int | None,
    settings: str | None,
    lang: Language,
) -> int:
    """Confirm."""
    desk, agreed = open_desk(settings), load_departures(departures)
    who = _actor(desk, name, role, Transition.CHECK)
    return _each(
        numbers,
        seen,
        lang,
        lambda one: desk.centre.confirm(
            one, role=who.role, by=who.name, now=desk.now, departures=agreed, seen=seen
        ),
    ).code


@click.command(
    Transition.PUBLISH.command,
    cls=PolishCommand,
    short_help="Publikuje sprawdzoną wersję na portalu i w BIP.",
    help="Publikuje sprawdzoną wersję na portalu i w BIP (zał. 2 § 10 ust. 1, § 12); kto publikuje, widać w BIP. Widać ją od dziś, a jeśli obowiązuje "
    "od późniejszego dnia, od niego.",
)
@_NUMBERS
@_SHOWN_LATER
@move_options
def publish(
    numbers: tuple[str, ...],
    no_export: bool,
    name: str,
    role: str | None,
    seen: int | None,
    settings: str | None,
    lang: Language,
) -> int:
    """Publish."""
    desk = open_desk(settings)
    who = _actor(desk, name, role, Transition.PUBLISH)
    refusals = _each(
        numbers,
        seen,
        lang,
        lambda one: desk.centre.publish(one, role=who.role, by=who.name, now=desk.now, seen=seen),
    )
    return _shown(desk, refusals, no_export, lang)


@click.command(
    Transition.WITHDRAW.command,
    cls=PolishCommand,
    help="Wycofuje procedurę z publikacji: od dziś nikt jej nie widzi.",
)
@_NUMBERS
@_BECAUSE
@_SHOWN_LATER
@act_options
def withdraw(
    numbers: tuple[str, ...],
    because: str | None,
    no_export: bool,
    name: str,
    role: str | None,
    settings: str | None,
    lang: Language,
) -> int:
    """Withdraw."""
    desk = open_desk(settings)
    who = _actor(desk, name, role, Transition.WITHDRAW)

    def move(one: str) -> Edition:
        return desk.centre.withdraw(one, role=who.role, by=who.name, now=desk.now, because=because)[
            -1
        ]

    return _shown(desk, _each(numbers, None, lang, move), no_export, lang)


def _shown(desk: Desk, refusals: Refusals, no_export: bool, lang: Language) -> int:
    """Bring the places that show procedures up to date; one that fails is named, and brought up by the next export."""
    done = () if no_export else desk.centre.export(clock=desk.clock)
    for one in done:
        if one.failed:
            said = either(
                lang,
                f"{one.name}: nie pokazano zmian ({one.failed}). Publikacja jest zapisana; usuń przyczynę i powtórz lckm export.",
                f"{one.name}: the change is not shown ({one.failed}). The publication is kept; remove the cause and repeat lckm export.",
            )
            click.echo(said, err=True)
    return 1 if any(one.failed for one in done) else refusals.code
