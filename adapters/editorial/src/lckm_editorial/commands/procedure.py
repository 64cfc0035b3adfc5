"""``lckm procedure``: the life of a procedure, from handover to withdrawal."""

import click

from lckm_cli.toolkit import PolishGroup
from lckm_editorial.commands.note import erase_notes, note
from lckm_editorial.commands.queries import history, list_, show
from lckm_editorial.commands.take_in import take_in, update
from lckm_editorial.commands.transitions import (
    agree,
    confirm,
    correct,
    give_back,
    publish,
    withdraw,
)


@click.group(
    "procedure",
    cls=PolishGroup,
    help="Droga procedury: przekazana, sprawdzona, poprawiona, uzgodniona, opublikowana, "
    "zastąpiona, wycofana albo wygasła "
    "(zał. 2 § 8–12). Każdy ruch ma swoje polecenie i zostaje w historii; odmowa mówi dlaczego i "
    "kto może.",
)
def command() -> None:
    """Hold the commands together."""


for _subcommand in (
    list_,
    show,
    take_in,
    update,
    correct,
    give_back,
    agree,
    confirm,
    publish,
    withdraw,
    note,
    erase_notes,
    history,
):
    command.add_command(_subcommand)
