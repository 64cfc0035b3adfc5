"""Click in Polish: headings of help pages, and what is said of a wrong call."""

import difflib
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

import click
from click.types import IntParamType

INTERRUPTED = 130


class PolishCommand(click.Command):
    """A command whose help page is Polish."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Użycie: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        found = (parameter.get_help_record(ctx) for parameter in self.get_params(ctx))
        rows = [(row[0], row[1].replace("[required]", "[wymagane]")) for row in found if row is not None]
        if rows:
            with formatter.section("Opcje"):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with Polish help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Pokaż tę pomoc."
        return option


class PolishGroup(PolishCommand, click.Group):
    """A group whose help page is Polish. A command's return value is the exit code; ``None`` is 0."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        PolishCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with the first words of their help."""
        with formatter.section("Polecenia"):
            formatter.write_dl([(name, command.get_short_help_str(100)) for name, command in self.commands.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; of an unknown one say which is meant."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            raise click.UsageError(f"Nie ma polecenia „{name}”.{_meant([name], self.list_commands(ctx))}", ctx)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run the group and exit; a wrong call is explained in Polish."""
        code: Any
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            click.echo(usage_text(error), err=True)
            code = error.exit_code
        except click.Abort:
            code = INTERRUPTED
        sys.exit(code if isinstance(code, int) else 0)


def usage_text(error: click.ClickException) -> str:
    """Return in Polish what is wrong with a call, and where the help is."""
    text = _fault(error)
    context = getattr(error, "ctx", None)
    if context is None:
        return text
    return f"{text}\n{context.get_usage()}\nPomoc: {context.command_path} --help"


def _fault(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            known = [name for parameter in error.ctx.command.params for name in parameter.opts] if error.ctx else []
            return f"Nie ma opcji {error.option_name}.{_meant([error.option_name], known)}"
        case click.MissingParameter():
            return f"Brakuje: {_name(error.param, error)}."
        case click.BadOptionUsage() if "requires" in error.message:
            return f"Opcja {error.option_name} wymaga wartości."
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice)):
            choices = ", ".join(map(str, choice.choices))
            return f"Zła wartość {_name(error.param, error)}. Możliwe: {choices}."
        case click.BadParameter(param=click.Parameter(type=IntParamType() as number)):
            return f"Zła wartość {_name(error.param, error)}: ma to być liczba całkowita{_bounds(number)}."
        case click.BadParameter():
            return f"Zła wartość {_name(error.param, error)}: {error.message}"
        case click.UsageError() if error.message.startswith("Got unexpected extra"):
            return "Za dużo argumentów: " + error.message.partition("(")[2].rstrip(").") + "."
        case _:
            return error.format_message()


def _name(parameter: click.Parameter | None, error: click.BadParameter) -> str:
    """Return what a parameter is called on the command line."""
    if parameter is None:
        return str(error.param_hint or "")
    return (
        "/".join(parameter.opts)
        if isinstance(parameter, click.Option)
        else (parameter.metavar or (parameter.name or "").upper())
    )


def _bounds(number: IntParamType) -> str:
    """Return what a number may be at least and at most, to stand after what it is to be."""
    match number:
        case click.IntRange(min=int(least), max=int(most)):
            return f" od {least} do {most}"
        case click.IntRange(min=int(least)):
            return f", najmniej {least}"
        case click.IntRange(max=int(most)):
            return f", najwyżej {most}"
        case _:
            return ""


def _meant(words: Iterable[str], known: list[str]) -> str:
    close = [near for word in words for near in difflib.get_close_matches(word, known, n=1)]
    return f" Czy chodzi o {close[0]}?" if close else ""
