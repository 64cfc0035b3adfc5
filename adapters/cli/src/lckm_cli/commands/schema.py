"""``lckm schema``: the JSON Schemas."""

import json
import sys

import click

from lckm_cli.localised_click import PolishCommand
from lckm_core.text import did_you_mean, nearest


def _names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name of a schema."""
    from lckm_core import schema_names

    return [name for name in schema_names() if name.startswith(incomplete)]


@click.command(
    "schema", cls=PolishCommand, help="Wypisuje schemat JSON o tej nazwie; bez nazwy: listę nazw."
)
@click.argument("name", required=False, metavar="[NAZWA]", shell_complete=_names)
def command(name: str | None) -> int:
    """Print a schema, or the names."""
    from lckm_core import schema, schema_names

    names = schema_names()
    if name is None:
        for schema_name in names:
            click.echo(f"{schema_name:<24}{schema(schema_name).get('title', '')}")
        return 0
    if name not in names:
        question = did_you_mean(nearest(name, names)).pl
        click.echo(f"Nie ma schematu „{name}”.{question} Są: {', '.join(names)}.", err=True)
        return 2
    sys.stdout.write(json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n")
    return 0
