"""The known name that somebody means who wrote another."""

from collections.abc import Iterable
from difflib import get_close_matches

from lckm_core.text import folded


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the one of *known* that *name* most likely means, or ``None``: see :meth:`Directory.suggest_unit`."""
    keys = {_key(candidate): candidate for candidate in known}
    typed = _key(name[:200])
    if close := get_close_matches(typed, keys, n=1, cutoff=0.8):
        return keys[close[0]]
    words = set(typed.split())
    meant = [
        candidate
        for key, candidate in keys.items()
        if words
        and (words <= set(key.split()) or typed == "".join(word[0] for word in key.split()))
    ]
    return meant[0] if len(meant) == 1 else None


def _key(name: str) -> str:
    return " ".join(folded(name).removesuffix("w lodzi").split())
