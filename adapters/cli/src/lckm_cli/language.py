"""The language that a call is answered in, known before anything else of the call is judged."""

import os
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Final

import click

from lckm_cli.formatting import Language

LANG: Final = "lckm_cli.lang"
"""Where the context of a call keeps the language asked for, so that what stops the command is said in it, too."""


def note_language(ctx: click.Context, arguments: Sequence[str]) -> None:
    """Keep the language that stands in *arguments* last, for a call that goes wrong before its options are read."""
    typed = [*takewhile(lambda one: one != "--", arguments), ""]
    for option, value in pairwise(typed):
        asked = value if option == "--lang" else option.removeprefix("--lang=")
        if asked in ("pl", "en") and asked != option:
            ctx.meta[LANG] = asked


def current_language(ctx: click.Context | None = None) -> Language:
    """Return the language of a call, by default the one that runs: its ``--lang``, else ``LCKM_LANG``, else Polish."""
    ctx = ctx or click.get_current_context(silent=True)
    asked = ctx.meta.get(LANG) if ctx else None
    return "en" if (asked or os.environ.get("LCKM_LANG")) == "en" else "pl"
