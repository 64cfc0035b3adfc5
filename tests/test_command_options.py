"""What each command takes: the options and arguments of all commands, as they were looked at.

A default, a limit, a check or a variable of the environment that falls away changes a line of
``tests/files/command-options.txt``.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from lckm_cli.main import cli

KEPT = Path(__file__).parent / "files" / "command-options.txt"


def _commands(
    command: click.Command, context: click.Context, *above: str
) -> Iterator[tuple[str, click.Command]]:
    """Yield every command and its name."""
    yield " ".join(("lckm", *above)), command
    if isinstance(command, click.Group):
        for name in sorted(command.list_commands(context)):
            inner = command.get_command(context, name)
            assert inner is not None
            inside = click.Context(inner, parent=context, info_name=name)
            yield from _commands(inner, inside, *above, name)


def _line(parameter: click.Parameter) -> str:
    """Return what a command takes in one line, without the words of its help."""
    told = parameter.to_info_dict()
    kind, default = parameter.type, told["default"]
    match kind:
        case click.Choice(choices=choices):
            of_kind = f"({'|'.join(map(str, choices))})"
        case click.IntRange(min=least, max=most) | click.FloatRange(min=least, max=most):
            of_kind = f"({least}..{most})"
        case _:
            of_kind = ""
    return " ".join(
        [
            "/".join([*told["opts"], *told["secondary_opts"]]),
            f"{type(kind).__name__}{of_kind}",
            *(name for name in ("required", "multiple", "is_flag", "prompt") if told.get(name)),
            *([f"of {told['nargs']}"] if told["nargs"] != 1 else []),
            *([f"default {default!r}"] if default not in (None, False, ()) else []),
            *([f"from {told['envvar']}"] if told["envvar"] else []),
            *([f"by {parameter.callback.__name__}"] if parameter.callback else []),
        ]
    )


def _all() -> str:
    lines = []
    for name, command in _commands(cli, click.Context(cli, info_name="lckm")):
        lines.append(name)
        lines += [
            f"  {_line(parameter)}"
            for parameter in command.params
            if "--help" not in parameter.opts
        ]
    return "\n".join(lines) + "\n"


def test_each_command_takes_what_was_looked_at():
    """Where a change is meant: ``WRITE_SNAPSHOT=1``, and look at the difference."""
    found = _all()
    if os.environ.get("WRITE_SNAPSHOT"):
        KEPT.write_text(found, encoding="utf-8")
    assert found == KEPT.read_text(encoding="utf-8")


def test_what_completes_a_word_offers_all_that_begin_like_it():
    found = [
        (parameter, context)
        for _, command in _commands(cli, click.Context(cli, info_name="lckm"))
        for context in [click.Context(command)]
        for parameter in command.params
        if parameter._custom_shell_complete is not None
    ]
    assert found
    for parameter, context in found:
        every = [one.value for one in parameter.shell_complete(context, "")]
        assert len(every) > 5
        assert len(set(every)) == len(every)
        for begun in {one[:size] for one in every[::40] for size in (1, 4)}:
            offered = [one.value for one in parameter.shell_complete(context, begun)]
            assert offered == [one for one in every if one.startswith(begun)]
