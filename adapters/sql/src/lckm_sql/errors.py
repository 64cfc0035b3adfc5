"""What goes wrong with a database, without a word of what was to be kept in it."""

import attrs
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from lckm_core.errors import LckmError
from lckm_core.text import Message
from lckm_sql.failure_kinds import Trouble, trouble_of, where

_SAID = {
    Trouble.NO_SPACE: Message(
        "na jej dysku nie ma miejsca. Zwolnij je i powtórz.",
        "its disk is full. Make room, and repeat.",
    ),
    Trouble.READ_ONLY: Message(
        "pozwala tylko czytać. Sprawdź prawa do pliku i folderu, dysk zamontowany tylko do odczytu albo serwer zapasowy.",
        "can only be read. Check the modes of its file and folder, a disk mounted read-only, or a standby server.",
    ),
    Trouble.FORBIDDEN: Message(
        "temu użytkownikowi nie wolno z niej korzystać. Sprawdź prawa do pliku i folderu albo uprawnienia roli.",
        "this user may not use it. Check the modes of its file and folder, or the grants of the role.",
    ),
    Trouble.NOT_THERE: Message(
        "nie ma takiej bazy. Popraw url albo załóż ją: lckm migrate.",
        "there is no such database. Correct the url, or make one: lckm migrate.",
    ),
    Trouble.DAMAGED: Message(
        "jest uszkodzona. Przywróć kopię zapasową.", "is damaged. Restore a backup."
    ),
    Trouble.DISK: Message(
        "dysk odmówił. Sprawdź dziennik systemu.", "the disk failed. Look into the system's log."
    ),
    Trouble.HELD: Message(
        "trzyma ją inny program, np. pg_dump albo kopia zapasowa. Powtórz, gdy skończy.",
        "another program holds it, such as pg_dump or a backup. Repeat when it is done.",
    ),
    Trouble.LOGIN: Message(
        "serwer odmówił zalogowania. Sprawdź użytkownika i hasło w url oraz pg_hba.conf.",
        "the server refused the login. Check the user and the password in the url, and pg_hba.conf.",
    ),
    Trouble.NO_SERVER: Message(
        "z serwerem nie ma połączenia. Sprawdź, czy działa, nazwę i port w url oraz certyfikat (sslrootcert).",
        "there is no connection to the server. Check that it runs, its name and port in the url, and the certificate (sslrootcert).",
    ),
    Trouble.TOO_MANY: Message(
        "wszystkie połączenia są zajęte. Powtórz; jeśli to się powtarza, zmniejsz pool albo zwiększ max_connections serwera.",
        "all connections are taken. Repeat; if it happens again, lessen pool, or raise max_connections of the server.",
    ),
    Trouble.REPLACED: Message(
        "jej plik zniknął albo podmieniono go, gdy był w użyciu. Zatrzymaj programy, które go otworzyły, i uruchom je od nowa.",
        "its file went away or was replaced while in use. Stop the programs that had it open, and start them again.",
    ),
    Trouble.RESTORING: Message(
        "jest właśnie przywracana z kopii. Powtórz, gdy lckm restore skończy.",
        "is just being restored. Repeat when lckm restore is done.",
    ),
    Trouble.OTHER: Message(
        "nie wykonała polecenia. Sprawdź, czy działa, i powtórz.",
        "did not do what it was asked for. Check that it runs, and repeat.",
    ),
}


@attrs.frozen(str=False)
class StoreUnavailableError(LckmError):
    """The database did not do what it was asked for.

    ``reason`` names the kind of the driver's error, ``trouble`` tells apart what an operator does something different about, and
    ``where`` is the file, or the server and the database. Whether the act was done nobody knows when the connection broke as
    it ended: every act of a store may be repeated.
    """

    reason: str
    trouble: Trouble = Trouble.OTHER
    where: str = ""

    @property
    def message(self) -> Message:
        """Which database it is, what is in the way, which kind of error it was, and what to do."""
        said, at = _SAID[self.trouble], f" {self.where}" if self.where else ""
        return Message(
            f"Baza danych{at}: {said.pl} ({self.reason})",
            f"The database{at}: {said.en} ({self.reason})",
        )


def unavailable(error: BaseException, url: URL) -> StoreUnavailableError:
    """Make of what a driver raised an error of ours, without a word of the driver's: it may quote a row."""
    original = (error.orig or error) if isinstance(error, DBAPIError) else error
    return StoreUnavailableError(type(original).__name__, trouble_of(error, url), where(url))


@attrs.frozen(str=False)
class ErasureDeferredError(LckmError):
    """A withdrawal of consent is kept, and nobody gets to see the data any more; they are destroyed once nobody holds their table.

    A dump in progress does. ``erase_due`` does the rest, which a worker calls; ``verify`` names the report until then.
    """

    number: str

    @property
    def message(self) -> Message:
        """Of which report, why, and what to do."""
        return Message(
            f"{self.number}: cofnięcie zgody zapisano i nikt już tych danych nie dostanie, ale jeszcze nie są zniszczone, bo bazę trzyma inny "
            "program, np. pg_dump. Zniszczy je lckm worker albo lckm erase due, gdy tamten skończy; do tego czasu wymienia je lckm verify.",
            f"{self.number}: the withdrawal of consent is kept, and nobody gets these data any more, but they are not destroyed yet, for "
            "another program holds the database, such as pg_dump. lckm worker or lckm erase due destroys them when that is done; until "
            "then lckm verify names them.",
        )


@attrs.frozen(str=False)
class NewerSchemaError(LckmError):
    """The database was brought up by a newer version of lckm-sql, which this one does not understand."""

    found: str
    known: str

    @property
    def message(self) -> Message:
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
    def message(self) -> Message:
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
    def message(self) -> Message:
        """Which it is, by number or id, and what to do."""
        return Message(
            f"{self.subject}: tego wpisu ten program nie umie odczytać. Zainstaluj nowszy lckm-sql albo przywróć kopię zapasową.",
            f"{self.subject}: this program cannot read the entry. Install a newer lckm-sql, or restore a backup.",
        )


@attrs.frozen(str=False)
class DamagedFileError(LckmError):
    """A file to download is not what was kept under its address."""

    address: str

    @property
    def message(self) -> Message:
        """Which it is, and what to do."""
        return Message(
            f"Plik do pobrania {self.address[:12]}… jest w bazie danych uszkodzony. Przekaż go jeszcze raz albo przywróć kopię zapasową.",
            f"The file to download {self.address[:12]}… is damaged in the database. Hand it in again, or restore a backup.",
        )


@attrs.frozen(str=False)
class NoDirectoryError(LckmError):
    """The directory is to be in the database, and none was ever put there: who has which role nobody knows."""

    @property
    def message(self) -> Message:
        """What is missing, and what to do."""
        return Message(
            "W bazie danych nie ma spisu jednostek i osób. Wczytaj go: lckm directory load PLIK.",
            "The database has no directory of units and people. Load one: lckm directory load FILE.",
        )


@attrs.frozen(str=False)
class CorruptPersonalDataError(LckmError):
    """An encrypted personal part does not open though its key is right: somebody or something changed it, or put it elsewhere."""

    number: str

    @property
    def message(self) -> Message:
        """Of which report, and what to do."""
        return Message(
            f"{self.number}: części osobowej nie da się odszyfrować, bo ją zmieniono albo uszkodzono. Przywróć kopię zapasową.",
            f"{self.number}: the personal part cannot be decrypted, for it was changed or damaged. Restore a backup.",
        )


@attrs.frozen(str=False)
class UnknownPartitionsError(LckmError):
    """There are personal parts of a database that is not this one, or not any more; nothing of them is touched."""

    path: str

    @property
    def message(self) -> Message:
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
    def message(self) -> Message:
        """Of which month the key does not open, and what to do."""
        return Message(
            f"Żaden z podanych kluczy nie otwiera danych z terminem {self.month}. Podaj klucz, którym je zaszyfrowano; do tego "
            "czasu nie można ani odczytać danych osobowych, ani rejestrować nowych zgłoszeń z takimi danymi.",
            f"None of the keys given opens the data that expire on {self.month}. Give the key they were encrypted with; until "
            "then no personal data can be read, and no report that has any can be registered.",
        )


@attrs.frozen(str=False)
class DamagedMonthError(LckmError):
    """The file of a month turned out to be damaged as it was written to; what was to be put there goes into another."""

    path: str

    @property
    def message(self) -> Message:
        """Which file it is, and what to do."""
        return Message(
            f"{self.path}: ten plik z danymi osobowymi jest uszkodzony. Przywróć kopię zapasową.",
            f"{self.path}: this file of personal data is damaged. Restore a backup.",
        )
