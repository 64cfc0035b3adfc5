"""Messages about a wrong call, in the language of the call."""

from collections.abc import Iterable, Sequence
from typing import Final

import click
from click.types import IntParamType

from lckm_cli.language import Language, current_language, either

USAGE, ENGLISH_USAGE = "Użycie: ", "Usage: "

_BRINGS: Final = {
    "lckm-documents": "files",
    "lckm-bip": "export site",
    "lckm-demo": "demo",
    "lckm-editorial": "announcement directory import procedure remind request",
    "lckm-http": "serve",
    "lckm-linked-data": "linked-data",
    "lckm-operations": (
        "audit backup confirm encrypt erase metrics migrate outbox reports restore restored rotate "
        "settings stats terms verify worker"
    ),
    "lckm-search": "find index",
    "lckm-word": "word",
}

BROUGHT_BY: Final = {name: package for package, names in _BRINGS.items() for name in names.split()}
"""The distribution of this repository that brings a command, by the command's name."""


class TooManyArgumentsError(click.UsageError):
    """A command was given more arguments than it takes."""

    def __init__(self, arguments: Sequence[str], ctx: click.Context) -> None:
        super().__init__(f"too many arguments: {' '.join(arguments)}", ctx)
        self.arguments = tuple(arguments)


def usage_text(error: click.ClickException) -> str:
    """Return what is wrong with a call, its usage, and where the help is."""
    context: click.Context | None = getattr(error, "ctx", None)
    lang = current_language(context)
    text = _message(error, lang)
    if context is None:
        return text
    help_word = either(lang, "Pomoc", "Help")
    return f"{text}\n{context.get_usage()}\n{help_word}: {context.command_path} --help"


def no_such_command(name: str, known: list[str], ctx: click.Context) -> click.UsageError:
    """Return the error for an unknown command, with the known one that is nearest."""
    lang = current_language(ctx)
    message = either(lang, f"Nie ma polecenia „{name}”.", f"There is no command “{name}”.")
    return click.UsageError(message + did_you_mean([name], known, lang), ctx)


def not_installed(name: str, package: str, ctx: click.Context) -> click.UsageError:
    """Return the error for a command whose distribution is not installed."""
    # No distribution is on an index of packages: each is installed from a clone.
    folder = f"./adapters/{package.removeprefix('lckm-')}"
    message = either(
        current_language(ctx),
        f"Polecenie „{name}” jest w pakiecie {package}, którego nie ma. Zainstaluj go z klonu "
        f"projektu, z folderu {folder} (docs/operations.md, „Install”).",
        f"The command “{name}” comes with the package {package}, which is not installed. Install "
        f"it from the clone of the project, from the folder {folder} "
        "(docs/operations.md, “Install”).",
    )
    return click.UsageError(message, ctx)


def did_you_mean(words: Iterable[str], known: list[str], lang: Language) -> str:
    """Return a question after the known word that is nearest to one of *words*.

    It is to stand after a message, and is empty where no known word is near.
    """
    # Imported here, as most calls are right and do not need the core.
    from lckm_core.text import did_you_mean as question_after, nearest

    for word in words:
        if near := nearest(word, known):
            return question_after(near).text(lang)
    return ""


def _message(error: click.ClickException, lang: Language) -> str:
    match error:
        case click.NoSuchOption(option_name=name):
            message = either(lang, f"Nie ma opcji {name}.", f"There is no option {name}.")
            return message + did_you_mean([name], _options(error), lang)
        case click.MissingParameter():
            return f"{either(lang, 'Brakuje', 'Missing')}: {_name(error.param, error)}."
        case click.BadOptionUsage(option_name=name):
            if _takes_value(error):
                return either(
                    lang, f"Opcja {name} wymaga wartości.", f"Option {name} needs a value."
                )
            return either(
                lang, f"Opcja {name} nie przyjmuje wartości.", f"Option {name} takes no value."
            )
        case click.BadParameter():
            start = either(lang, "Zła wartość ", "Bad value of ")
            return start + _name(error.param, error) + _expected_words(error, lang)
        case TooManyArgumentsError(arguments=arguments):
            start = either(lang, "Za dużo argumentów: ", "Too many arguments: ")
            return f"{start}{' '.join(arguments)}."
        case _:
            return error.format_message()


def _options(error: click.UsageError) -> list[str]:
    """Return the options of the command that was called."""
    parameters = error.ctx.command.params if error.ctx else []
    return [name for parameter in parameters for name in parameter.opts]


def _takes_value(error: click.BadOptionUsage) -> bool:
    """Return whether the option of an error takes a value."""
    parameters = error.ctx.command.get_params(error.ctx) if error.ctx else []
    return not any(
        isinstance(option, click.Option) and (option.is_flag or option.count)
        for option in parameters
        if error.option_name in (*option.opts, *option.secondary_opts)
    )


def _expected_words(error: click.BadParameter, lang: Language) -> str:
    """Return what the value of a parameter should be."""
    match error.param:
        case click.Parameter(type=click.Choice() as choice):
            values = ", ".join(map(str, choice.choices))
            return f". {either(lang, 'Możliwe', 'Possible')}: {values}."
        case click.Parameter(type=IntParamType() as number):
            text = either(lang, "ma to być liczba całkowita", "it is to be a whole number")
            return f": {text}{_bounds(number, lang)}."
        case _:
            return f": {error.message}"


def _bounds(number: IntParamType, lang: Language) -> str:
    """Return the bounds of a number, to stand after what it should be."""
    match number:
        case click.IntRange(min=int(least), max=int(most)):
            return either(lang, f" od {least} do {most}", f" from {least} to {most}")
        case click.IntRange(min=int(least)):
            return either(lang, f", najmniej {least}", f", {least} at least")
        case click.IntRange(max=int(most)):
            return either(lang, f", najwyżej {most}", f", {most} at most")
        case _:
            return ""


def _name(parameter: click.Parameter | None, error: click.BadParameter) -> str:
    """Return what a parameter is called on the command line."""
    if parameter is None:
        return str(error.param_hint or "")
    if isinstance(parameter, click.Option):
        return "/".join(parameter.opts)
    return parameter.metavar or (parameter.name or "").upper()
