"""A command of ``lckm`` as one of ``manage.py``."""

from argparse import ArgumentParser
from typing import Any, ClassVar

import click
from django.core.management.base import BaseCommand, CommandError

from lckm_cli import cli
from lckm_cli.settings import SettingsError
from lckm_cli.toolkit import either
from lckm_django._language import current_language
from lckm_django._open_centre import settings_file

# What the site says itself.
_GIVEN = ("settings", "lang", "help")


class LckmCommand(BaseCommand):
    """Runs a command of ``lckm`` in this process, with its own options."""

    lckm_command: ClassVar[str]
    # Otherwise the faults that a command should mend would keep it from running.
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options of the command."""
        for option in _options(self.lckm_command):
            parser.add_argument(
                *option.opts,
                dest=option.name,
                action="store_true" if option.is_flag else "store",
                help=(option.help or "").replace("%", "%%"),
            )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command.

        Raises:
            CommandError: it failed, with its own words on stderr, or there is no settings file.
        """
        try:
            file = settings_file()
        except SettingsError as error:
            raise CommandError(error.text(current_language()), returncode=2) from None
        arguments = [self.lckm_command, "--settings", str(file)]
        arguments += ["--lang", current_language()]
        for option in _options(self.lckm_command):
            value = options[str(option.name)]
            if value is True:
                arguments.append(option.opts[0])
            elif value not in (None, False):
                arguments += [option.opts[0], str(value)]
        try:
            cli.main(arguments, prog_name="lckm")
        except SystemExit as end:
            if end.code:
                code = end.code if isinstance(end.code, int) else 1
                text = either(
                    current_language(),
                    f"lckm {self.lckm_command} kończy się kodem {code}; powód stoi wyżej.",
                    f"lckm {self.lckm_command} ended with exit code {code}; why, it said above.",
                )
                raise CommandError(text, returncode=code) from None


def _options(name: str) -> list[click.Option]:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    found = [option for option in command.params if isinstance(option, click.Option)]
    return [option for option in found if option.name not in _GIVEN]
