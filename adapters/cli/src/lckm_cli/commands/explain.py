"""``lckm explain``: what a code, a provision or a field means."""

import click

from lckm_cli.language import Language
from lckm_cli.localised_click import PolishCommand
from lckm_cli.options import lang_option


def _codes_and_keys(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a finding's code or a key of the form."""
    from lckm_cli.command_registry import contributed_kinds
    from lckm_core import kinds
    from lckm_core.fields import fields_of
    from lckm_core.procedures import Procedure

    # Provisions are left out: they have blanks, which a shell would split at.
    words = [kind.code for kind in (*kinds(), *contributed_kinds())] + [
        field.key for field in fields_of(Procedure)
    ]
    return [word for word in words if word.startswith(incomplete)]


@click.command(
    "explain",
    cls=PolishCommand,
    help="Wyjaśnia kod uwagi (LCKM-P001), przepis („§ 6 ust. 5”) albo pole wzoru (title, „Nazwa "
    "procedury”). "
    "Kod wyjścia 2: nie ma czego wyjaśnić.",
)
@click.argument(
    "words", nargs=-1, required=True, metavar="KOD|PRZEPIS|POLE", shell_complete=_codes_and_keys
)
@lang_option
def command(words: tuple[str, ...], lang: Language) -> int:
    """Print the explanation."""
    from lckm_cli.explanations import explain, suggestions

    wanted = " ".join(words)
    found = explain(wanted, lang)
    if found is None:
        near = suggestions(wanted)
        meant = (
            f" Może: {'; '.join(near)}." if near else " Spróbuj: LCKM-P001, „§ 6 ust. 5”, title."
        )
        click.echo(f"Nie ma kodu, przepisu ani pola „{wanted}”.{meant}", err=True)
        return 2
    click.echo("\n\n".join(found))
    return 0
