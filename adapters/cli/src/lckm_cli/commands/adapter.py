"""``lckm adapter``: a new adapter to fill in."""

from pathlib import Path

import click

from lckm_cli.language import current_language, either
from lckm_cli.localised_click import PolishCommand, PolishGroup
from lckm_core.ports import ports

_FOR_TESTS = {"pytest": "pytest", "lckm_testing": "lckm-testing"}
"""The packages that the tests of a new adapter need, by the names of their modules."""


@click.group(
    "adapter", cls=PolishGroup, help="Adaptery: części, które miasto podłącza do biblioteki."
)
def command() -> None:
    """Group the commands."""


@command.command(
    "new",
    cls=PolishCommand,
    help="Robi pakiet nowego adaptera, kompletny i z testami: lckm adapter new eml --port mail "
    "--port helpdesk. "
    "Testy powiedzą, co w nim napisać. Niczego nie nadpisuje.",
)
@click.argument("name", metavar="NAZWA")
@click.option(
    "--port",
    "chosen",
    type=click.Choice([port.short for port in ports()]),
    multiple=True,
    required=True,
    help=f"Co adapter daje; można powtarzać: {', '.join(port.short for port in ports())}.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="FOLDER",
    help="W jakim folderze zrobić lckm-NAZWA; domyślnie w tym.",
)
def new(name: str, chosen: tuple[str, ...], to: Path) -> int:
    """Make the distribution and say what comes next."""
    lang = current_language()
    try:
        from lckm_cli.scaffolding.distribution import make
        from lckm_cli.scaffolding.names import named

        target = make(named(name), [port for port in ports() if port.short in chosen], to)
    except ModuleNotFoundError as error:
        if error.name not in _FOR_TESTS:
            raise
        install = f"pip install {_FOR_TESTS[error.name]}"
        click.echo(
            either(
                lang,
                f"Testy adaptera powstają z testów biblioteki, a te chcą {error.name}: {install}",
                f"An adapter's tests are made of the library's, which want {error.name}: {install}",
            ),
            err=True,
        )
        return 2
    aim = either(
        lang, "każdy błąd mówi, co i gdzie napisać", "each error says what to write, and where"
    )
    click.echo(either(lang, f"Jest {target}. Teraz:", f"{target} is there. Now:"))
    click.echo(f"  cd {target}")
    click.echo("  python -m pip install --editable '.[test]'")
    click.echo(f"  python -m pytest        # {aim}")
    return 0
