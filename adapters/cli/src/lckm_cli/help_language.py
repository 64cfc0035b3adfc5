"""Help pages in the language of the call: Polish as written, or from the tables of texts.

A package with commands has a module ``help_texts`` with ``TEXTS``: each text in Polish and in
English. What no table has stays Polish.
"""

import copy
from functools import cache
from importlib import import_module, util
from typing import Final

import click

from lckm_cli.language import Language, current_language

_SHARED: Final = "lckm_cli"
_METAVARS: Final = {
    "ADRES": "ADDRESS",
    "CECHA=WARTOŚĆ": "NAME=VALUE",
    "CHWILA": "MOMENT",
    "CZYNNOŚĆ": "VERB",
    "DNI": "DAYS",
    "FOLDER": "FOLDER",
    "IMIĘ I NAZWISKO": "NAME AND SURNAME",
    "IMIĘ NAZWISKO": "NAME SURNAME",
    "KATEGORIA": "CATEGORY",
    "KOD|PRZEPIS|POLE": "CODE|PROVISION|FIELD",
    "KTO": "WHO",
    "LICENCJA": "LICENCE",
    "MIEJSCE": "PLACE",
    "NAZWA": "NAME",
    "NOWY": "NEW",
    "NUMER": "NUMBER",
    "ODBIORCY": "AUDIENCE",
    "OPIS": "DESCRIPTION",
    "PLIK": "FILE",
    "PLIK.docx": "FILE.docx",
    "POWŁOKA": "SHELL",
    "PYTANIE": "QUESTION",
    "ROLA": "ROLE",
    "SPOSÓB": "CHANNEL",
    "STAN": "STATE",
    "STARY": "OLD",
    "TABELA": "TABLE",
    "TEKST": "TEXT",
    "TEMAT": "SUBJECT",
    "WERSJA": "EDITION",
    "WNIOSEK": "REQUEST",
    "ZGŁOSZENIE": "REPORT",
    "ZNAK": "CASE",
    "ŚCIEŻKA": "PATH",
    "ŹRÓDŁO": "SOURCE",
}


def help_text(text: str, command: click.Command, lang: Language) -> str:
    """Return a text of a command's help page in *lang*."""
    if lang == "pl":
        return text
    package = (getattr(command.callback, "__module__", None) or _SHARED).partition(".")[0]
    return _texts(package).get(text) or _texts(_SHARED).get(text, text)


def in_language(
    parameter: click.Parameter, command: click.Command, lang: Language
) -> click.Parameter:
    """Return a parameter as a help page in *lang* shows it."""
    if lang == "pl":
        return parameter
    shown = copy.copy(parameter)
    if isinstance(shown, click.Option) and shown.help:
        shown.help = help_text(shown.help, command, lang)
    if shown.metavar:
        bare = shown.metavar.strip("[]…")
        shown.metavar = shown.metavar.replace(bare, _METAVARS.get(bare, bare))
    return shown


def short_help(command: click.Command, ctx: click.Context) -> str:
    """Return the start of a command's help for a list of commands."""
    shown = copy.copy(command)
    lang = current_language(ctx)
    shown.help = help_text(command.help or "", command, lang)
    shown.short_help = command.short_help and help_text(command.short_help, command, lang)
    return shown.get_short_help_str(100)


@cache
def _texts(package: str) -> dict[str, str]:
    if not package or util.find_spec(f"{package}.help_texts") is None:
        return {}
    return dict(import_module(f"{package}.help_texts").TEXTS)
