"""What the moves of procedures and those of announcements have in common."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import click

from lckm_cli.toolkit import Language
from lckm_core.publication import EditionRecord, return_of_older, taken_days
from lckm_editorial.command_session import CommandSession, Refusals, export_failed

_E = TypeVar("_E", bound=EditionRecord)


def require_single(numbers: Sequence[str], usage: str) -> None:
    """Raise a usage error for several numbers or files with an option that is about one."""
    if len(numbers) > 1:
        raise click.UsageError(usage)


def move_each(
    numbers: Sequence[str],
    lang: Language,
    move: Callable[[str], _E],
    lines: Callable[[_E], Iterable[str]],
) -> Refusals:
    """Make a move with each number and print its lines; one that is refused stops no other."""
    refusals = Refusals(lang)
    for number in dict.fromkeys(numbers):
        with refusals.reported(number):
            # One by one: a failure to tell the rest does not hide that the move was made.
            for text in lines(move(number)):
                click.echo(text)
    return refusals


def lines_of_others(editions: Sequence[_E], published: int, lang: Language) -> Iterator[str]:
    """Yield from which editions the published one takes days, and which comes back after it."""
    for message in (taken_days(editions, published), return_of_older(editions, published)):
        if message is not None:
            yield message.text(lang)


def exit_code(session: CommandSession, refusals: Refusals, lang: Language, *, exports: bool) -> int:
    """Return the exit code of moves, after the places that show them are brought up to date."""
    return 1 if exports and export_failed(session, lang) else refusals.code
