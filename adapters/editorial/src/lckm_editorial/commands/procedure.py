"""``lckm procedure``: the way of a procedure, from the day it is handed in until it is gone."""

import click

from lckm_cli.polish import PolishGroup
from lckm_editorial.commands.looking import history, list_, show
from lckm_editorial.commands.moving import agree, confirm, correct, give_back, publish, withdraw
from lckm_editorial.commands.noting import note
from lckm_editorial.commands.taking import take_in, update


@click.group(
    "procedure",
    cls=PolishGroup,
    help="Droga procedury: przekazana, sprawdzona, poprawiona, uzgodniona, opublikowana, zastąpiona, wycofana albo wygasła "
    "(zał. 2 § 8–12). Każdy ruch ma swoje polecenie i zostaje w historii; odmowa mówi dlaczego i kto może.",
)
def command() -> None:
    """Hold the commands together."""


for _one in (list_, show, take_in, update, correct, give_back, agree, confirm, publish, withdraw, note, history):
    command.add_command(_one)
