"""``lckm new``: a procedure to fill in."""

import sys

import click

from lckm_cli.polish import PolishCommand


@click.command(
    "new",
    cls=PolishCommand,
    help="Wypisuje szkielet opisu procedury z podpowiedziami wzoru, np. lckm new KA-01999 > KA-01999.yaml",
)
@click.argument("number", required=False, default="", metavar="[KA-NNNNN]")
def command(number: str) -> int:
    """Print the skeleton."""
    from lckm_cli.skeleton import is_number, skeleton

    if number and not is_number(number):
        raise click.UsageError(f"„{number}” to nie numer procedury, np. KA-01478.")
    sys.stdout.write(skeleton(number))
    return 0
