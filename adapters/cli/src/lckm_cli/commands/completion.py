"""``lckm completion``: what a shell needs to complete the command."""

import sys

import click

from lckm_cli.localised_click import PolishCommand

_WHERE = {
    "bash": 'eval "$(lckm completion bash)"       # w ~/.bashrc',
    "zsh": 'eval "$(lckm completion zsh)"        # w ~/.zshrc',
    "fish": "lckm completion fish | source       # w ~/.config/fish/config.fish",
}


@click.command(
    "completion",
    cls=PolishCommand,
    help="Wypisuje podpowiedzi dla powłoki: " + "; ".join(_WHERE.values()),
)
@click.argument("shell", type=click.Choice(list(_WHERE)), metavar="POWŁOKA")
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the script."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    script = found(ctx.find_root().command, {}, "lckm", "_LCKM_COMPLETE").source()
    if shell == "fish":
        # The first comma ends the kind of what is offered; those in its explanation stay in it.
        script = script.replace('string split ","', 'string split --max 1 ","')
    sys.stdout.write(script + "\n")
    return 0
