"""``lckm new``: a procedure to fill in."""

import sys

import click

from lckm_cli.language import current_language, either
from lckm_cli.localised_click import PolishCommand


@click.command(
    "new",
    cls=PolishCommand,
    help="Wypisuje szkielet opisu procedury z podpowiedziami wzoru, np. lckm new KA-01999 > "
    "KA-01999.yaml",
)
@click.argument("number", required=False, default="", metavar="[KA-NNNNN]")
def command(number: str) -> int:
    """Print the skeleton."""
    from lckm_cli.skeleton import is_number, skeleton

    if number and not is_number(number):
        texts = (
            f"„{number}” to nie numer procedury, np. KA-01478.",
            f"“{number}” is no number of a procedure, such as KA-01478.",
        )
        raise click.UsageError(either(current_language(), *texts))
    sys.stdout.write(skeleton(number))
    return 0
