"""The language of a call, known before the rest of the call is parsed."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final, Literal

import click

if TYPE_CHECKING:
    from lckm_core.text import Message

Language = Literal["pl", "en"]

# The key of a context's ``meta``, so that errors of parsing are in the right language, too.
LANG: Final = "lckm_cli.lang"


def either(lang: Language, polish: str, english: str) -> str:
    """Return the text in *lang*."""
    return english if lang == "en" else polish


def localised(text: "str | Message", lang: Language) -> str:
    """Return a text in *lang*; one without a translation as it is."""
    return text if isinstance(text, str) else text.text(lang)


@contextmanager
def exceptions_in(lang: Language) -> Iterator[None]:
    """Let ``str()`` of the library's exceptions be in the language of a call while it lasts."""
    # What needs nothing of the library, as the completions of a shell, does not load it for this.
    if lang == "pl" and "lckm_core.text" not in sys.modules:
        yield
        return
    from lckm_core.text import use_language

    before = use_language(lang)
    try:
        yield
    finally:
        use_language(before)


def note_language(ctx: click.Context, arguments: Sequence[str]) -> None:
    """Remember the last ``--lang`` among unparsed arguments."""
    typed = [*takewhile(lambda argument: argument != "--", arguments), ""]
    for argument, following in pairwise(typed):
        value = following if argument == "--lang" else argument.removeprefix("--lang=")
        if value in ("pl", "en") and value != argument:
            ctx.meta[LANG] = value


def current_language(ctx: click.Context | None = None) -> Language:
    """Return the language of a call: ``--lang``, else ``LCKM_LANG``, else Polish.

    Args:
        ctx: the context of the call; by default the one that is running.
    """
    ctx = ctx or click.get_current_context(silent=True)
    option = ctx.meta.get(LANG) if ctx else None
    return "en" if (option or os.environ.get("LCKM_LANG")) == "en" else "pl"
