"""``lckm announcement``: news for residents, until it is shown (zał. 2 § 7, § 12)."""

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial

import click

from lckm_cli.settings import settings_option
from lckm_cli.toolkit import (
    PATH,
    Language,
    PolishCommand,
    PolishGroup,
    either,
    format_option,
    lang_option,
    read_as,
    safe,
    table,
)
from lckm_core.organisation import Role
from lckm_core.publication import (
    ANNOUNCEMENT_MOVES,
    Announcement,
    AnnouncementEdition,
    Transition,
)
from lckm_editorial.actor import ActOptions, name_option, open_to
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
from lckm_editorial.commands.options import EDITION_OPTION, NO_EXPORT_OPTION, act_options
from lckm_editorial.edition_texts import record_data, state_word
from lckm_editorial.handover_options import (
    HandoverOptions,
    find_submitter,
    handover_options,
    make_handover,
)
from lckm_editorial.take_in_messages import telling_store_failure

_NUMBERS = click.argument("numbers", nargs=-1, required=True, metavar="NUMER…")
_BECAUSE = click.option("--because", metavar="TEKST", help="Dlaczego; zostaje w historii.")


@click.group(
    "announcement",
    cls=PolishGroup,
    help="Informacje dla mieszkańców na portalu (zał. 2 § 5, § 7): przekazana przez kierownika "
    "albo z inicjatywy kierownika Oddziału ds. Monitoringu i Controllingu, opublikowana przez "
    "wyznaczonego pracownika tego oddziału (§ 12), wycofana.",
)
def command() -> None:
    """Hold the commands together."""


@command.command(
    "list",
    cls=PolishCommand,
    help="Wypisuje najnowszą wersję każdej informacji, jej stan i dni, w które się ją pokazuje.",
)
@format_option("text", "json")
@settings_option
@lang_option
def list_(format_: str, settings: str | None, lang: Language) -> int:
    """List the newest edition of each."""
    editions = open_command_session(settings).centre.plugins.notices.announcements()
    newest = {edition.id: edition for edition in editions}
    if format_ == "json":
        click.echo(
            json.dumps([_data(newest[number]) for number in newest], ensure_ascii=False, indent=2)
        )
        return 0
    headings = either(
        lang, "numer|wersja|stan|od|do|tytuł", "number|edition|state|from|to|title"
    ).split("|")
    sys.stdout.writelines(table(headings, [_row(edition, lang) for edition in newest.values()]))
    click.echo(either(lang, f"Informacji: {len(newest)}", f"Announcements: {len(newest)}"))
    return 0


def _row(edition: AnnouncementEdition, lang: Language) -> tuple[str, ...]:
    window = edition.window
    return (
        edition.id,
        str(edition.number),
        state_word(edition.state, lang),
        str(window.start or "-"),
        str(window.end or "-"),
        safe(edition.announcement.title),
    )


def _data(edition: AnnouncementEdition) -> dict[str, object]:
    title = edition.announcement.title
    return record_data(edition) | {"title": title}


@command.command(
    "take-in",
    cls=PolishCommand,
    help="Przyjmuje informację z pliku (title, text, unit, cell, requested_by, …) jako nową "
    "wersję, której jeszcze nikt nie widzi. Nowa nie potrzebuje numeru: dostaje go teraz. "
    "Z inicjatywy kierownika Oddziału ds. Monitoringu i Controllingu (§ 7 ust. 2): --asked-by "
    "z jego nazwiskiem albo --asked-role head-of-monitoring.",
)
@click.argument("file", type=PATH, metavar="PLIK")
@handover_options
@name_option
@settings_option
@lang_option
def take_in(
    file: str, name: str, settings: str | None, lang: Language, handover: HandoverOptions
) -> int:
    """Take an announcement in."""
    announcement: Announcement = read_as(file, "announcement")
    session = open_command_session(settings)
    refusals = Refusals(lang)
    with refusals.reported(file):
        submitter = find_submitter(session, name)
        record = make_handover(
            session, announcement, submitter, handover, initiative=Role.HEAD_OF_MONITORING
        )
        with telling_store_failure(file, lang):
            edition = session.centre.hand_in_announcement(
                announcement,
                handover=record,
                by=submitter.name,
                role=submitter.role_for(record),
                now=session.now,
                allow_e_delivery=handover.e_delivery,
            )
        click.echo(_line(edition, lang))
    return refusals.code


def _line(edition: AnnouncementEdition, lang: Language) -> str:
    return either(
        lang,
        f"{edition.id}, wersja {edition.number}: {edition.state.words}.",
        f"{edition.id}, edition {edition.number}: {edition.state.value}.",
    )


_Move = Callable[..., AnnouncementEdition]
"""A verb of the centre that moves an announcement, by its number, who acts and when."""


def _move_each(
    session: CommandSession,
    verb: Transition,
    numbers: tuple[str, ...],
    acting: ActOptions,
    move: _Move,
) -> Refusals:
    lang = acting.lang
    actor = session.actor(acting, open_to(verb, ANNOUNCEMENT_MOVES))

    def lines(moved: AnnouncementEdition) -> Iterator[str]:
        yield _line(moved, lang)
        if verb is Transition.PUBLISH:
            every = session.centre.plugins.notices.announcements()
            editions = [edition for edition in every if edition.id == moved.id]
            yield from lines_of_others(editions, moved.number, lang)

    return move_each(numbers, lang, lambda number: move(number, **actor.at(session.now)), lines)


@command.command(
    "give-back", cls=PolishCommand, help="Zwraca najnowszą wersję informacji do poprawy."
)
@_NUMBERS
@_BECAUSE
@act_options
def give_back(numbers: tuple[str, ...], because: str | None, acting: ActOptions) -> int:
    """Give announcements back."""
    session = open_command_session(acting.settings)
    move = partial(session.centre.give_back_announcement, because=because)
    return _move_each(session, Transition.RETURN, numbers, acting, move).code


@command.command(
    "publish",
    cls=PolishCommand,
    help="Publikuje przekazaną informację na portalu (zał. 2 § 12): od dziś, a jeśli obowiązuje od "
    "późniejszego dnia, od niego.",
)
@_NUMBERS
@NO_EXPORT_OPTION
@act_options
def publish(numbers: tuple[str, ...], no_export: bool, acting: ActOptions) -> int:
    """Publish announcements."""
    session = open_command_session(acting.settings)
    move = session.centre.publish_announcement
    refusals = _move_each(session, Transition.PUBLISH, numbers, acting, move)
    return exit_code(session, refusals, acting.lang, exports=not no_export)


@command.command(
    "withdraw",
    cls=PolishCommand,
    help="Wycofuje informację z portalu: od dziś nikt jej nie widzi.",
)
@_NUMBERS
@_BECAUSE
@EDITION_OPTION
@NO_EXPORT_OPTION
@act_options
def withdraw(
    numbers: tuple[str, ...],
    because: str | None,
    edition: int | None,
    no_export: bool,
    acting: ActOptions,
) -> int:
    """Withdraw announcements."""
    if edition is not None:
        usage = (
            "Z opcją --edition podaj jeden numer: to wersja tej informacji.",
            "With --edition give one number: it is an edition of that announcement.",
        )
        require_single(numbers, either(acting.lang, *usage))
    session = open_command_session(acting.settings)
    move = partial(session.centre.withdraw_announcement, because=because, edition=edition)
    refusals = _move_each(session, Transition.WITHDRAW, numbers, acting, move)
    return exit_code(session, refusals, acting.lang, exports=not no_export)
