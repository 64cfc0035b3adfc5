"""``lckm diff``: the changes between two editions of a procedure."""

import json
import sys

import click

from lckm_cli.language import Language
from lckm_cli.localised_click import PolishCommand
from lckm_cli.options import (
    PATH,
    directory_option,
    format_option,
    lang_option,
    load_directory,
)


@click.command(
    "diff",
    cls=PolishCommand,
    help="Porównuje dwa wydania procedury. Postać yaml to wniosek o aktualizację, który "
    "przyjmuje „lckm amend”.",
)
@click.argument("old", type=PATH, metavar="STARY")
@click.argument("new", type=PATH, metavar="NOWY")
@format_option("text", "yaml", "json")
@directory_option
@lang_option
def command(old: str, new: str, format_: str, directory: str | None, lang: Language) -> int:
    """Compare two files and print the update request."""
    from lckm_cli.input_files import preview
    from lckm_core.amendments import compare, request_to_data
    from lckm_core.forms import to_yaml

    known = load_directory(directory)
    before = preview(old, known, lang)
    request = compare(before, preview(new, known, lang))
    match format_:
        case "json":
            sys.stdout.write(
                json.dumps(request_to_data(request), ensure_ascii=False, indent=2) + "\n"
            )
        case "yaml":
            sys.stdout.write(to_yaml(request, schema="../schemas/update-request.schema.json"))
        case _:
            from lckm_cli.output.changes import changes_as_text
            from lckm_cli.terminal import takes_colour

            lines = changes_as_text(request, before, colour=takes_colour(), lang=lang)
            sys.stdout.writelines(lines)
    return 0
