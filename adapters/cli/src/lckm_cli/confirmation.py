"""Questions that a command asks before it does what cannot be undone."""

import click

from lckm_cli.language import Language, either
from lckm_core.text import Message

_UNCHANGED = Message("Niczego nie zmieniono.", "Nothing was changed.")
_NOBODY = Message(
    "Niczego nie zmieniono. Nie ma kto odpowiedzieć; aby zrobić to bez pytania, dodaj --yes.",
    "Nothing was changed. Nobody is there to answer; to do it without being asked, add --yes.",
)
_YES = ("t", "tak", "y", "yes")


def is_confirmed(question: str, lang: Language) -> bool:
    """Return whether the answer to a question is yes; otherwise print that nothing was done."""
    try:
        answer: str = click.prompt(
            f"{question} [{either(lang, 't/n', 'y/n')}]", default="n", show_default=False
        )
    except click.Abort as error:
        click.echo()
        if not isinstance(error.__context__, EOFError):
            raise  # Ctrl-C
        click.echo(_NOBODY.text(lang))
        return False
    if answer.strip().lower() in _YES:
        return True
    click.echo(_UNCHANGED.text(lang))
    return False
