"""The ``lckm`` command: the group of all commands, and how each of them ends."""

import gc
import io
import os
import signal
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from lckm_cli.language import Language, current_language, either, exceptions_in, localised
from lckm_cli.localised_click import INTERRUPTED, PolishGroup
from lckm_cli.options import group_lang_option
from lckm_cli.uncaught_errors import withhold_words
from lckm_cli.usage_errors import BROUGHT_BY, not_installed

UNREADABLE = 2
PIPE_CLOSED = 141

# With their help, so that ``lckm --help`` imports none of them.
COMMANDS = {
    "check": ("clerk", "sprawdza pliki procedur i foldery", "checks files and folders"),
    "show": (
        "clerk",
        "pokazuje procedurę tak, jak widzą ją odbiorcy",
        "shows a procedure as its audiences see it",
    ),
    "diff": ("clerk", "porównuje dwa wydania procedury", "compares two editions"),
    "amend": ("clerk", "wprowadza wniosek o aktualizację", "applies an update request"),
    "timeline": (
        "clerk",
        "mówi, co się kiedy pojawia i znika",
        "says what appears and disappears when",
    ),
    "new": ("clerk", "wypisuje szkielet opisu procedury", "prints the skeleton of a description"),
    "term": (
        "operator",
        "mówi, od kiedy zgłoszenie nie ma danych osobowych",
        "says from when a report has no personal data",
    ),
    "routes": (
        "operator",
        "sprawdza tabelę tras i wyjaśnia, kto dostanie zgłoszenie",
        "checks the table of routes and explains who gets a report",
    ),
    "streets": (
        "operator",
        "sprawdza i wczytuje listę ulic dla formularza zgłoszenia",
        "checks and loads a list of streets for the form of a report",
    ),
    "schema": ("developer", "wypisuje schemat JSON", "prints a JSON Schema"),
    "explain": (
        "clerk",
        "wyjaśnia kod, przepis albo pole wzoru",
        "explains a code, a provision or a field of the form",
    ),
    "adapter": (
        "developer",
        "robi pakiet nowego adaptera, do wypełnienia",
        "makes the package of a new adapter, to be filled in",
    ),
    "completion": (
        "developer",
        "wypisuje podpowiedzi dla powłoki (bash, zsh, fish)",
        "prints completions for a shell (bash, zsh, fish)",
    ),
}
_READERS = {
    "clerk": ("Opisy procedur (urzędnik)", "Descriptions of procedures (clerk)"),
    "editor": ("Droga do publikacji (redaktor)", "The way to publication (editor)"),
    "call centre": ("Baza Wiedzy (Call Center)", "Knowledge base (Call Centre)"),
    "operator": ("Zgłoszenia i baza (administrator)", "Reports and database (operator)"),
    "developer": ("Biblioteka (programista)", "The library (developer)"),
    "": ("Inne adaptery", "Other adapters"),
}


def _all_with_help(lang: Language) -> dict[str, dict[str, str]]:
    """Return the line of help of every command by reader and name; ours before adapters'."""
    from lckm_cli.command_registry import contributed

    lines: dict[str, dict[str, str]] = {reader: {} for reader in _READERS}
    for name, (reader, polish, english) in COMMANDS.items():
        lines[reader][name] = either(lang, polish, english)
    for name, command in contributed().items():
        if name not in COMMANDS:
            lines[command.reader or ""][name] = localised(command.help, lang)
    return lines


class LazyGroup(PolishGroup):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of our commands, then of those of installed adapters."""
        from lckm_cli.command_registry import contributed

        return list(dict.fromkeys([*COMMANDS, *contributed()]))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or ``None`` when there is none."""
        if cmd_name in COMMANDS:
            command: click.Command = import_module(f"lckm_cli.commands.{cmd_name}").command
            return command
        from lckm_cli.command_registry import contributed

        contribution = contributed().get(cmd_name)
        loaded: click.Command | None = contribution.load() if contribution else None
        return loaded

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; for one that is not installed, name its distribution."""
        if (package := BROUGHT_BY.get(args[0])) and self.get_command(ctx, args[0]) is None:
            raise not_installed(args[0], package, ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by reader, without importing them."""
        lang = current_language(ctx)
        for reader, lines in _all_with_help(lang).items():
            if lines:
                with formatter.section(either(lang, *_READERS[reader])):
                    formatter.write_dl(list(lines.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command, and turn every failure into a message and an exit code.

        That is a closed pipe, Ctrl-C, what the system refuses, and any exception.
        """
        try:
            with exceptions_in(current_language(ctx)):
                result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _forget_stdout()
            ctx.exit(PIPE_CLOSED)
        except KeyboardInterrupt:
            click.echo(either(current_language(ctx), "Przerwano.", "Interrupted."), err=True)
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except OSError as error:
            if ctx.params.get("debug"):
                raise
            _explain(error, current_language(ctx))
            ctx.exit(UNREADABLE)
        except BaseException as error:  # the last resort: no traceback reaches a clerk
            is_exit = isinstance(error, SystemExit) and isinstance(error.code, int | None)
            if is_exit or ctx.params.get("debug"):
                raise
            click.echo(_message(error, current_language(ctx)), err=True)
            ctx.exit(UNREADABLE)
        return result


def _message(error: BaseException, lang: Language) -> str:
    """Return the message of an error of ours, or that the program is at fault, and where.

    The words of any other exception may be a resident's, and cron sends what is printed by mail.
    """
    from lckm_core.errors import LckmError, describe_error

    if isinstance(error, LckmError):
        return error.text(lang)
    return either(
        lang,
        f"Błąd programu: {describe_error(error)}\n"
        "Zgłoś go. Treść błędu, w której mogą być dane osobowe, wypisze lckm --debug …",
        f"Fault of the program: {describe_error(error)}\n"
        "Report it. The words of the error, which may hold personal data, are printed by lckm "
        "--debug …",
    )


def _explain(error: OSError, lang: Language) -> None:
    """Print what the system refused, and what to do."""
    from lckm_cli.os_errors import os_error_reason

    click.echo(f"{error.filename or 'lckm'}: {os_error_reason(error).text(lang)}", err=True)
    try:
        sys.stdout.flush()
    except OSError:  # it is the output itself, and it is explained
        _forget_stdout()


def _forget_stdout() -> None:
    """Discard what is written from now on to a closed pipe or full disk."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115


@click.group(
    cls=LazyGroup,
    name="lckm",
    help="Procedury Łódzkiego Centrum Kontakt z Mieszkańcami według zarządzenia nr 102/2023.",
    epilog="Pomoc do polecenia: lckm POLECENIE --help. Kody wyjścia: 0 w porządku, 1 uwagi, 2 nie "
    "da się odczytać, "
    "3 nic nie widać.",
)
@click.version_option(
    None,
    "-V",
    "--version",
    package_name="lckm-cli",
    prog_name="lckm",
    message="%(prog)s %(version)s",
    help="Wypisz wersję.",
)
@click.option("--debug", is_flag=True, help="Przy błędzie programu pokaż ślad wywołań.")
@group_lang_option
def cli(debug: bool) -> None:
    """Take the options that every command shares."""
    if debug:
        sys.excepthook = sys.__excepthook__


def main() -> NoReturn:
    """Run the command line and exit."""
    withhold_words()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as orderly as by Ctrl-C
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller, who wants the exit code alone
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal without Polish letters gets their numbers.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        try:
            cli.main(prog_name="lckm")
        finally:
            # Now, while a failure can still be explained: later the interpreter would end with 120.
            sys.stdout.flush()
            # The system frees all memory: collecting garbage first takes a tenth of a check's time.
            gc.freeze()
    except BrokenPipeError:
        _forget_stdout()
        sys.exit(PIPE_CLOSED)
    except OSError as error:
        _explain(error, current_language())
        sys.exit(UNREADABLE)
