"""``lckm completion``: a script by which a shell completes the command."""

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

    completion = get_completion_class(shell)
    assert completion is not None
    script = completion(ctx.find_root().command, {}, "lckm", "_LCKM_COMPLETE").source()
    if shell == "fish":
        # Only the first comma is a separator; others belong to the explanation.
        script = script.replace('string split ","', 'string split --max 1 ","')
    sys.stdout.write(script + "\n")
    return 0
