"""``lckm procedure correct``, ``agree``, ``publish`` and the other moves of an edition."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import attrs
import click

from lckm_cli.toolkit import PATH, Language, PolishCommand, either, load_departures
from lckm_core.procedures import Departure
from lckm_core.publication import Edition, Transition
from lckm_editorial.actor import (
    ActOptions,
    Actor,
    open_to,
    require_agreeing,
)
from lckm_editorial.command_session import (
    CommandSession,
    Refusals,
    open_command_session,
)
from lckm_editorial.commands.moves import (
    exit_code,
    lines_of_others,
    move_each,
    require_single,
)
from lckm_editorial.commands.options import (
    EDITION_OPTION,
    NO_EXPORT_OPTION,
    act_options,
    move_options,
)
from lckm_editorial.earlier_editions import accepted_texts
from lckm_editorial.edition_texts import line
from lckm_editorial.submitted_files import read_correction

_NUMBER = click.argument(
    "numbers", metavar="NUMER", callback=lambda _context, _parameter, number: (number,)
)
_NUMBERS = click.argument("numbers", nargs=-1, required=True, metavar="NUMER…")
_BECAUSE = click.option("--because", metavar="TEKST", help="Dlaczego; zostaje w historii.")
_DEPARTURES = click.option(
    "--departures",
    type=PATH,
    metavar="PLIK",
    help="Uzgodnione odstąpienia (zał. 2 § 9 ust. 3), jak w lckm check.",
)


@click.command(
    Transition.CORRECT.command,
    cls=PolishCommand,
    short_help="Poprawia najnowszą wersję zaznaczonymi zmianami.",
    help="Poprawia najnowszą wersję zaznaczonymi zmianami (zał. 2 § 9 ust. 2): z wniosku albo z "
    "nowego tekstu, z którym się ją porówna. Powstaje nowa "
    "wersja, na którą zgadza się kierownik (agree).",
)
@click.argument("file", type=PATH, metavar="WNIOSEK")
@_BECAUSE
@move_options
def correct(
    file: str,
    because: str | None,
    seen: int | None,
    acting: ActOptions,
) -> int:
    """Correct."""
    session = open_command_session(acting.settings)
    refusals = Refusals(acting.lang)
    with refusals.reported(file):
        submitted = read_correction(
            file, session.centre.plugins.directory, partial(accepted_texts, session), seen=seen
        )
    if refusals.count:
        return refusals.code
    with refusals.reported(submitted):
        request = submitted.require()
        actor = session.actor(acting, open_to(Transition.CORRECT))
        edition = session.centre.correct(
            request, because=because, seen=seen, findings=submitted.own, **actor.at(session.now)
        )
        click.echo(line(edition, acting.lang))
    return refusals.code


@attrs.frozen
class _Options:
    """What a move may need apart from the procedure and the actor."""

    because: str | None = None
    departures: Sequence[Departure] = attrs.field(default=None, converter=load_departures)
    seen: int | None = None
    edition: int | None = None


_Move = Callable[[CommandSession, Actor, str, _Options], Edition]


def _command(
    verb: Transition,
    move: _Move,
    *decorators: Callable[[Callable[..., int]], Callable[..., int]],
    help: str,  # noqa: A002  as click calls it
    short_help: str | None = None,
    follow: Callable[[CommandSession, Edition, Language], Iterable[str]] = lambda *_: (),
) -> click.Command:
    """Return the command that makes a move with each procedure named.

    *follow* says what else there is to know of the edition that was moved.

    *decorators* add its own argument and options; without ``--no-export`` among them, the
    command never exports.
    """

    def command(
        numbers: tuple[str, ...], acting: ActOptions, no_export: bool = True, **values: Any
    ) -> int:
        lang = acting.lang
        session = open_command_session(acting.settings)
        options = _Options(**values)
        if options.edition is not None:
            usage = (
                "Z opcją --edition podaj jeden numer: to wersja tej procedury.",
                "With --edition give one number: it is an edition of that procedure.",
            )
            require_single(numbers, either(lang, *usage))
        if options.seen is not None:
            usage = (
                "Z opcją --seen podaj jeden numer: mówi, którą wersję tej procedury się widziało.",
                "With --seen give one number: it says which edition of that procedure was seen.",
            )
            require_single(numbers, either(lang, *usage))
        actor = session.actor(acting, open_to(verb))

        def lines(moved: Edition) -> Iterator[str]:
            yield line(moved, lang)
            yield from follow(session, moved, lang)

        refusals = move_each(
            numbers, lang, lambda number: move(session, actor, number, options), lines
        )
        return exit_code(session, refusals, lang, exports=not no_export)

    for decorator in reversed(decorators):
        command = decorator(command)
    return click.command(verb.command, cls=PolishCommand, help=help, short_help=short_help)(command)


def _give_back(session: CommandSession, actor: Actor, number: str, options: _Options) -> Edition:
    return session.centre.give_back(
        number, because=options.because, seen=options.seen, **actor.at(session.now)
    )


def _agree(session: CommandSession, actor: Actor, number: str, options: _Options) -> Edition:
    editions = sorted(session.editions(number), key=lambda edition: edition.number)
    require_agreeing(session.centre.plugins.directory, session.today, actor, editions)
    return session.centre.agree(
        number, departures=options.departures, seen=options.seen, **actor.at(session.now)
    )


def _confirm(session: CommandSession, actor: Actor, number: str, options: _Options) -> Edition:
    return session.centre.confirm(
        number, departures=options.departures, seen=options.seen, **actor.at(session.now)
    )


def _publish(session: CommandSession, actor: Actor, number: str, options: _Options) -> Edition:
    return session.centre.publish(number, seen=options.seen, **actor.at(session.now))


def _withdraw(session: CommandSession, actor: Actor, number: str, options: _Options) -> Edition:
    editions = session.centre.withdraw(
        number, because=options.because, edition=options.edition, **actor.at(session.now)
    )
    return editions[-1]


def _of_others(session: CommandSession, published: Edition, lang: Language) -> Iterable[str]:
    return lines_of_others(session.editions(published.id), published.number, lang)


give_back = _command(
    Transition.RETURN,
    _give_back,
    _NUMBER,
    _BECAUSE,
    move_options,
    help="Zwraca najnowszą wersję kierownikowi do poprawy; bez --because powodem są uwagi, które "
    "ma.",
)
agree = _command(
    Transition.AGREE,
    _agree,
    _NUMBERS,
    _DEPARTURES,
    move_options,
    help="Zapisuje, że kierownik, czyja to procedura, zgadza się na poprawki.",
)
confirm = _command(
    Transition.CHECK,
    _confirm,
    _NUMBERS,
    _DEPARTURES,
    move_options,
    help="Potwierdza, że najnowsza wersja jest sprawdzona: bez błędów, z wyjątkiem uzgodnionych "
    "odstąpień.",
)
publish = _command(
    Transition.PUBLISH,
    _publish,
    _NUMBERS,
    NO_EXPORT_OPTION,
    move_options,
    short_help="Publikuje sprawdzoną wersję na portalu i w BIP.",
    help="Publikuje sprawdzoną wersję na portalu i w BIP (zał. 2 § 10 ust. 1, § 12); kto "
    "publikuje, widać w BIP. Widać ją od dziś, a jeśli obowiązuje "
    "od późniejszego dnia, od niego.",
    follow=_of_others,
)
withdraw = _command(
    Transition.WITHDRAW,
    _withdraw,
    _NUMBERS,
    _BECAUSE,
    EDITION_OPTION,
    NO_EXPORT_OPTION,
    act_options,
    help="Wycofuje procedurę z publikacji: od dziś nikt jej nie widzi.",
)
