"""The errors of the search; none of them quotes a word of a question."""

import attrs

from lckm_core.errors import LckmError, StoreUnavailableError


@attrs.frozen(str=False)
class NoAnalyserError(LckmError):
    """The requested analyser is not installed."""

    pl = (
        "Nie zainstalowano analizatora {name}. Zainstaluj: pip install lckm-search[{name}], "
        "albo wybierz snowball."
    )
    en = (
        "The analyser {name} is not installed. Install it: pip install lckm-search[{name}], "
        "or choose snowball."
    )
    name: str


@attrs.frozen(str=False)
class NoIndexError(LckmError):
    """An audience has no index at this place yet."""

    pl = (
        "W miejscu {place} nie ma indeksu dla odbiorców {audience}. Zrób go: lckm index FOLDER "
        "--index {place}."
    )
    en = "There is no index for {audience} at {place}. Make one: lckm index FOLDER --index {place}."
    place: str
    audience: str


@attrs.frozen(str=False)
class OtherIndexError(LckmError):
    """The index was made with another analyser, other synonyms or another version."""

    # Terms of the question and of such an index would not match.
    pl = (
        "Indeks w miejscu {place} zrobiono inaczej ({found}). Zrób go od nowa: lckm index FOLDER "
        "--index {place}."
    )
    en = (
        "The index at {place} was made in another way ({found}). Make it anew: lckm index FOLDER "
        "--index {place}."
    )
    place: str
    found: str


@attrs.frozen(str=False)
class IndexUnavailableError(StoreUnavailableError):
    """The database of the index failed; ``reason`` names the kind of error."""

    pl = "Baza indeksu nie wykonała polecenia ({reason}). Sprawdź, czy działa, i powtórz."
    en = (
        "The index's database did not do what it was asked for ({reason}). Check that it runs, "
        "and repeat."
    )
    reason: str
