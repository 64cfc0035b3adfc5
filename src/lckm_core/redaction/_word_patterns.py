"""Lists of words as patterns that forgive missing Polish letters and know a word by its beginning."""

import re

_FORGIVEN = {
    polish: f"[{polish}{plain}]" for polish, plain in zip("ąćęłńóśźż", "acelnoszz", strict=True)
}


def any_of(words: str) -> str:
    """Return a pattern of any of *words*, apart by blanks: „ą” matches „a” too, „*” any ending, „_” a blank.

    It ends where the word ends. What a pattern means otherwise it means here.
    """
    written = "|".join(words.replace("*", r"\w*+").replace("_", r"\s").split())
    # Within brackets a letter needs no brackets of its own.
    forgiving = re.sub(
        r"\[[^]]*\]|[ąćęłńóśźż]", lambda found: _FORGIVEN.get(found[0], found[0]), written
    )
    return rf"(?i:{forgiving})(?!\w)"


def after_a_word(words: str) -> re.Pattern[str]:
    """Return a pattern, to be searched in what stands before a number, that one of *words* stands there and no digit since."""
    return re.compile(rf"(?<![^\W_]){any_of(words)}[^\d]{{0,40}}$")
