"""``lckm explain``: what a code, a provision or a field means."""

import click

from lckm_cli.options import lang_option
from lckm_cli.polish import PolishCommand
from lckm_cli.words import Language


@click.command(
    "explain",
    cls=PolishCommand,
    help="Wyjaśnia kod uwagi (LCKM-P001), przepis („§ 6 ust. 5”) albo pole wzoru (title, „Nazwa procedury”). "
    "Kod wyjścia 2: nie ma czego wyjaśnić.",
)
@click.argument("words", nargs=-1, required=True, metavar="KOD|PRZEPIS|POLE")
@lang_option
def command(words: tuple[str, ...], lang: Language) -> int:
    """Print what is known."""
    from lckm_cli.explaining import explain, suggestions

    wanted = " ".join(words)
    found = explain(wanted, lang)
    if found is None:
        near = suggestions(wanted)
        meant = f" Może: {'; '.join(near)}." if near else " Spróbuj: LCKM-P001, „§ 6 ust. 5”, title."
        click.echo(f"Nie ma kodu, przepisu ani pola „{wanted}”.{meant}", err=True)
        return 2
    click.echo("\n\n".join(found))
    return 0
