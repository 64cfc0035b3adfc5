"""What goes wrong with an index, said so that somebody can mend it. None holds a word that was searched for."""

import attrs

from lckm_core.errors import LckmError
from lckm_core.text import Message


@attrs.frozen(str=False)
class NoAnalyserError(LckmError):
    """An analyser was asked for that is not installed."""

    name: str

    @property
    def said(self) -> Message:
        """Which one, and how to get it."""
        return Message(
            f"Nie zainstalowano analizatora {self.name}. Zainstaluj: pip install "
            f"lckm-search[{self.name}], albo wybierz snowball.",
            f"The analyser {self.name} is not installed. Install it: pip install "
            f"lckm-search[{self.name}], or choose snowball.",
        )


@attrs.frozen(str=False)
class NoIndexError(LckmError):
    """There is no index of an audience at a place yet."""

    place: str
    audience: str

    @property
    def said(self) -> Message:
        """Where, for whom, and how to make one."""
        return Message(
            f"W miejscu {self.place} nie ma indeksu dla odbiorców {self.audience}. Zrób go: lckm "
            f"index FOLDER --index {self.place}.",
            f"There is no index for {self.audience} at {self.place}. Make one: lckm index FOLDER "
            f"--index {self.place}.",
        )


@attrs.frozen(str=False)
class OtherIndexError(LckmError):
    """The index was made with another analyser, other synonyms or another version, so that words would not meet."""

    place: str
    found: str

    @property
    def said(self) -> Message:
        """How it was made, and what to do."""
        return Message(
            f"Indeks w miejscu {self.place} zrobiono inaczej ({self.found}). Zrób go od nowa: "
            f"lckm index FOLDER --index {self.place}.",
            f"The index at {self.place} was made in another way ({self.found}). Make it anew: "
            f"lckm index FOLDER --index {self.place}.",
        )


@attrs.frozen(str=False)
class IndexUnavailableError(LckmError):
    """The database of the index did not do what it was asked for. ``reason`` names the kind of the error."""

    reason: str

    @property
    def said(self) -> Message:
        """Which kind of error it was, and what to do."""
        return Message(
            f"Baza indeksu nie wykonała polecenia ({self.reason}). Sprawdź, czy działa, i powtórz.",
            f"The index's database did not do what it was asked for ({self.reason}). Check that "
            "it runs, and repeat.",
        )
