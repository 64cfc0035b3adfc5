"""What goes wrong with a database, without a word of what was to be kept in it."""

import attrs

from lckm_core import LckmError, Message


@attrs.frozen(str=False)
class StoreUnavailableError(LckmError):
    """The database did not do what it was asked for: it is away, locked or full. ``reason`` names the kind of the error.

    Whether the act was done nobody knows when the connection broke as it ended: every act of a store may be repeated.
    """

    reason: str

    @property
    def said(self) -> Message:
        """Which kind of error it was, and what to do."""
        return Message(
            f"Baza danych nie wykonała polecenia ({self.reason}). Sprawdź, czy działa, i powtórz.",
            f"The database did not do what it was asked for ({self.reason}). Check that it runs, and repeat.",
        )


@attrs.frozen(str=False)
class NewerSchemaError(LckmError):
    """The database was brought up by a newer version of lckm-sql, which this one does not understand."""

    found: str
    known: str

    @property
    def said(self) -> Message:
        """Which version was found, which is known, and what to do."""
        return Message(
            f"Baza danych ma schemat {self.found}, a ten program zna najwyżej {self.known}. Zainstaluj nowszy lckm-sql.",
            f"The database has the schema {self.found}, and this program knows {self.known} at most. Install a newer lckm-sql.",
        )


@attrs.frozen(str=False)
class OlderSchemaError(LckmError):
    """The database has an older schema, or none, and the adapter was told not to bring it up by itself."""

    found: str
    known: str

    @property
    def said(self) -> Message:
        """Which version was found, and what to do."""
        return Message(
            f"Baza danych ma schemat {self.found or 'żaden'}, a potrzebny jest {self.known}. Uruchom lckm migrate.",
            f"The database has the schema {self.found or 'none'}, and {self.known} is needed. Run lckm migrate.",
        )


@attrs.frozen(str=False)
class UnreadableRowError(LckmError):
    """A report, delivery or request is there, and this program cannot read it: a newer one wrote it, or it was damaged."""

    subject: str

    @property
    def said(self) -> Message:
        """Which it is, by number or id, and what to do."""
        return Message(
            f"{self.subject}: tego wpisu ten program nie umie odczytać. Zainstaluj nowszy lckm-sql albo przywróć kopię zapasową.",
            f"{self.subject}: this program cannot read the entry. Install a newer lckm-sql, or restore a backup.",
        )


@attrs.frozen(str=False)
class PartSpoiledError(LckmError):
    """An encrypted personal part does not open though its key is right: somebody or something changed it, or put it elsewhere."""

    number: str

    @property
    def said(self) -> Message:
        """Of which report, and what to do."""
        return Message(
            f"{self.number}: części osobowej nie da się odszyfrować, bo ją zmieniono albo uszkodzono. Przywróć kopię zapasową.",
            f"{self.number}: the personal part cannot be decrypted, for it was changed or damaged. Restore a backup.",
        )


@attrs.frozen(str=False)
class StrangeMonthsError(LckmError):
    """There are personal parts of a database that is not this one, or not any more; nothing of them is touched."""

    path: str

    @property
    def said(self) -> Message:
        """Where they are, and what to do."""
        return Message(
            f"{self.path}: tu są dane osobowe, o których baza danych nic nie wie. Przywróć plik bazy albo kopię zapasową, "
            "a jeśli to ma być nowa baza, przenieś te dane.",
            f"{self.path} holds personal data of which the database knows nothing. Put the database's file back, or restore a "
            "backup; for a new database, move these data away.",
        )


@attrs.frozen(str=False)
class KeyMissingError(LckmError):
    """Personal parts are encrypted, and none of the keys at hand opens them."""

    month: str

    @property
    def said(self) -> Message:
        """Of which month the key does not open, and what to do."""
        return Message(
            f"Żaden z podanych kluczy nie otwiera danych z terminem {self.month}. Podaj klucz, którym je zaszyfrowano; do tego "
            "czasu nie można ani odczytać danych osobowych, ani rejestrować nowych zgłoszeń z takimi danymi.",
            f"None of the keys given opens the data that expire on {self.month}. Give the key they were encrypted with; until "
            "then no personal data can be read, and no report that has any can be registered.",
        )
