"""What is said of a wrong call, in the language of the call."""

import difflib
from collections.abc import Iterable

import click
from click.types import IntParamType

from lckm_cli.formatting import Language, either
from lckm_cli.language import current_language
from lckm_cli.missing_packages import folder_of

USAGE = "Użycie: "


def usage_text(error: click.ClickException) -> str:
    """Return what is wrong with a call, and where the help is."""
    context: click.Context | None = getattr(error, "ctx", None)
    lang = current_language(context)
    text = _fault(error, lang)
    if context is None:
        return text
    usage = context.get_usage()
    if lang == "en":
        usage = f"Usage: {usage.removeprefix(USAGE)}"
    return f"{text}\n{usage}\n{either(lang, 'Pomoc', 'Help')}: {context.command_path} --help"


def no_such_command(name: str, known: list[str], ctx: click.Context) -> click.UsageError:
    """Return what is said of a command that is not there; of those *known*, the one that may be meant."""
    lang = current_language(ctx)
    said = either(lang, f"Nie ma polecenia „{name}”.", f"There is no command “{name}”.")
    return click.UsageError(said + meant([name], known, lang), ctx)


def not_installed(name: str, package: str, ctx: click.Context) -> click.UsageError:
    """Return what is said of a command whose distribution, *package*, is not there."""
    said = either(
        current_language(ctx),
        f"Polecenie „{name}” jest w pakiecie {package}, którego nie ma. Zainstaluj go z "
        f"klonu projektu, z folderu {folder_of(package)} "
        "(docs/operations.md, „Install”).",
        f"The command “{name}” comes with the package {package}, which is not installed. "
        "Install it from the clone of the project, from the "
        f"folder {folder_of(package)} (docs/operations.md, “Install”).",
    )
    return click.UsageError(said, ctx)


def _fault(error: click.ClickException, lang: Language) -> str:
    match error:
        case click.NoSuchOption(option_name=name):
            known = (
                [one for parameter in error.ctx.command.params for one in parameter.opts]
                if error.ctx
                else []
            )
            said = either(lang, f"Nie ma opcji {name}.", f"There is no option {name}.")
            return said + meant([name], known, lang)
        case click.MissingParameter():
            return f"{either(lang, 'Brakuje', 'Missing')}: {_name(error.param, error)}."
        case click.BadOptionUsage(option_name=name):
            if "not take" in error.message:
                return either(
                    lang, f"Opcja {name} nie przyjmuje wartości.", f"Option {name} takes no value."
                )
            return either(lang, f"Opcja {name} wymaga wartości.", f"Option {name} needs a value.")
        case click.BadParameter():
            return (
                either(lang, "Zła wartość ", "Bad value of ")
                + _name(error.param, error)
                + _unfit(error, lang)
            )
        case click.UsageError() if error.message.startswith("Got unexpected extra"):
            return either(lang, "Za dużo argumentów: ", "Too many arguments: ") + _extra(
                error.message
            )
        case _:
            return error.format_message()


def _unfit(error: click.BadParameter, lang: Language) -> str:
    """Return what the value of a parameter is to be."""
    match error.param:
        case click.Parameter(type=click.Choice() as choice):
            return (
                f". {either(lang, 'Możliwe', 'Possible')}: {', '.join(map(str, choice.choices))}."
            )
        case click.Parameter(type=IntParamType() as number):
            said = either(lang, "ma to być liczba całkowita", "it is to be a whole number")
            return f": {said}{_bounds(number, lang)}."
        case _:
            return f": {error.message}"


def _bounds(number: IntParamType, lang: Language) -> str:
    """Return what a number may be at least and at most, to stand after what it is to be."""
    match number:
        case click.IntRange(min=int(least), max=int(most)):
            return either(lang, f" od {least} do {most}", f" from {least} to {most}")
        case click.IntRange(min=int(least)):
            return either(lang, f", najmniej {least}", f", {least} at least")
        case click.IntRange(max=int(most)):
            return either(lang, f", najwyżej {most}", f", {most} at most")
        case _:
            return ""


def _extra(message: str) -> str:
    """Return the arguments too many, which Click names in brackets."""
    return message.partition("(")[2].rstrip(").") + "."


def _name(parameter: click.Parameter | None, error: click.BadParameter) -> str:
    """Return what a parameter is called on the command line."""
    if parameter is None:
        return str(error.param_hint or "")
    return (
        "/".join(parameter.opts)
        if isinstance(parameter, click.Option)
        else (parameter.metavar or (parameter.name or "").upper())
    )


def meant(words: Iterable[str], known: list[str], lang: Language) -> str:
    """Return which of the *known* may be meant by these words, to stand after what is said of them; nothing where none is near."""
    close = [near for word in words for near in difflib.get_close_matches(word, known, n=1)]
    return either(lang, f" Czy chodzi o {close[0]}?", f" Is {close[0]} meant?") if close else ""
