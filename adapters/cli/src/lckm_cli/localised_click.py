"""Click in the language of the call: help pages, and messages about wrong calls."""

import copy
import sys
from collections.abc import Sequence
from gettext import gettext
from typing import Any, NoReturn

import click

from lckm_cli.help_language import help_text, in_language, short_help
from lckm_cli.language import current_language, either, note_language
from lckm_cli.usage_errors import (
    ENGLISH_USAGE,
    USAGE,
    TooManyArgumentsError,
    no_such_command,
    usage_text,
)

INTERRUPTED = 130


class PolishCommand(click.Command):
    """A command whose help page is in the language of the call."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; errors are in the language named among them."""
        note_language(ctx, args)
        takes_extra = ctx.allow_extra_args
        ctx.allow_extra_args = True  # remaining arguments are reported below, in our words
        try:
            remaining = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # for an option without its value, Click leaves it out
            raise
        ctx.allow_extra_args = takes_extra
        if remaining and not takes_extra and not ctx.resilient_parsing:
            raise TooManyArgumentsError(remaining, ctx)
        return remaining

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        lang = current_language(ctx)
        options = [] if self.options_metavar is None else [self.options_metavar]
        pieces = [
            piece
            for parameter in self.get_params(ctx)
            for piece in in_language(parameter, self, lang).get_usage_pieces(ctx)
        ]
        if isinstance(self, click.Group):
            pieces.append(self.subcommand_metavar or "")
        prefix = either(lang, USAGE, ENGLISH_USAGE)
        formatter.write_usage(ctx.command_path, " ".join([*options, *pieces]), prefix=prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        click.Command.format_help_text(self._in_language(ctx), ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what stands below the options."""
        click.Command.format_epilog(self._in_language(ctx), ctx, formatter)

    def _in_language(self, ctx: click.Context) -> click.Command:
        """Return the command with its texts in the language of the call."""
        lang = current_language(ctx)
        shown = copy.copy(self)
        shown.help = self.help and help_text(self.help, self, lang)
        shown.epilog = self.epilog and help_text(self.epilog, self, lang)
        return shown

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        lang = current_language(ctx)
        required = f"[{gettext('required')}]"  # as Click writes it
        ours = either(lang, "[wymagane]", "[required]")
        shown = (in_language(parameter, self, lang) for parameter in self.get_params(ctx))
        records = (parameter.get_help_record(ctx) for parameter in shown)
        rows = [
            (record[0], record[1].replace(required, ours))
            for record in records
            if record is not None
        ]
        if rows:
            with formatter.section(either(lang, "Opcje", "Options")):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with help in the language of the call."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = either(current_language(ctx), "Pokaż tę pomoc.", "Show this help.")
        return option


class PolishGroup(PolishCommand, click.Group):
    """A group whose help page is in the language of the call.

    What a command returns is the exit code; ``None`` stands for 0.
    """

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        PolishCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, each with the start of its help."""
        with formatter.section(either(current_language(ctx), "Polecenia", "Commands")):
            formatter.write_dl(
                [(name, short_help(command, ctx)) for name, command in self.commands.items()]
            )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; for an unknown one, name the nearest."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            raise no_such_command(name, self.list_commands(ctx), ctx)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run the group and exit; explain a wrong call in its language."""
        code: Any
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            click.echo(usage_text(error), err=True)
            code = error.exit_code
        except click.Abort:
            code = INTERRUPTED
        sys.exit(code if isinstance(code, int) else 0)
