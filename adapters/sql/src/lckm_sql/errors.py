"""Errors of a database, without a word of the data."""

import sqlite3
from pathlib import Path

import attrs
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from lckm_core import errors
from lckm_core.errors import LckmError
from lckm_core.text import Message
from lckm_sql.failure_kinds import (
    FailureKind,
    failure_kind_of,
    fault_of_disk,
    location_of,
    place_of_failure,
)
from lckm_sql.sqlite_paths import journal_without_index
from lckm_sql.unopened_files import UnopenedFileError

_ADVICE = {
    FailureKind.NO_SPACE: Message(
        "na jej dysku nie ma miejsca. Zwolnij je i powtórz.",
        "its disk is full. Free some space, and repeat.",
    ),
    FailureKind.READ_ONLY: Message(
        "pozwala tylko czytać. Sprawdź prawa do pliku i folderu, dysk zamontowany tylko do odczytu "
        "albo serwer zapasowy.",
        "is read-only. Check the permissions of its file and folder, a disk mounted read-only, "
        "or a standby server.",
    ),
    FailureKind.READ_ONLY_DISK: Message(
        "dysk jest zamontowany tylko do odczytu, np. po błędzie. Sprawdź dziennik systemu i "
        "zamontuj go do zapisu (mount -o remount,rw).",
        "the disk is mounted read-only, such as after a fault. Check the system's log, and mount "
        "it for writing (mount -o remount,rw).",
    ),
    FailureKind.FORBIDDEN: Message(
        "temu użytkownikowi nie wolno z niej korzystać. Sprawdź prawa do pliku i folderu "
        "albo uprawnienia roli.",
        "this user may not use it. Check the permissions of its file and folder, or the grants "
        "of the role.",
    ),
    FailureKind.NOT_THERE: Message(
        "nie ma takiej bazy. Popraw url albo załóż ją: lckm migrate.",
        "there is no such database. Correct the url, or create it: lckm migrate.",
    ),
    FailureKind.NOT_ON_SERVER: Message(
        "na serwerze nie ma takiej bazy. Popraw url albo niech administrator bazy ją założy "
        "(createdb --owner=ROLA NAZWA), a potem lckm migrate założy w niej tabele.",
        "the server has no such database. Correct the url, or have the database's administrator "
        "create it (createdb --owner=ROLE NAME); then lckm migrate makes the tables in it.",
    ),
    FailureKind.DAMAGED: Message(
        "jest uszkodzona. Przywróć kopię zapasową.", "is damaged. Restore a backup."
    ),
    FailureKind.DISK: Message(
        "dysk odmówił. Sprawdź dziennik systemu.", "the disk failed. Check the system's log."
    ),
    FailureKind.NO_RESOURCES: Message(
        "system nie daje temu programowi więcej pamięci albo otwartych plików. Podnieś limit "
        "(ulimit -n, LimitNOFILE) i uruchom program od nowa.",
        "the system gives this program no more memory or open files. Raise its limit (ulimit -n, "
        "LimitNOFILE), and start the program again.",
    ),
    FailureKind.HELD: Message(
        "trzyma ją inny program, np. pg_dump albo kopia zapasowa. Powtórz, gdy skończy.",
        "another program holds it, such as pg_dump or a backup. Repeat when it is done.",
    ),
    FailureKind.LOGIN: Message(
        "serwer odmówił zalogowania. Sprawdź użytkownika i hasło w url oraz pg_hba.conf.",
        "the server refused the login. Check the user and the password in the url, "
        "and pg_hba.conf.",
    ),
    FailureKind.NO_SERVER: Message(
        "z serwerem nie ma połączenia. Sprawdź, czy działa, nazwę i port w url "
        "oraz certyfikat (sslrootcert).",
        "there is no connection to the server. Check that it runs, its name and port in the url, "
        "and the certificate (sslrootcert).",
    ),
    FailureKind.TOO_MANY: Message(
        "wszystkie połączenia są zajęte. Powtórz; jeśli to się powtarza, zmniejsz pool "
        "albo zwiększ max_connections serwera.",
        "all connections are in use. Repeat; if it happens again, reduce pool, or raise the "
        "server's max_connections.",
    ),
    FailureKind.REPLACED: Message(
        "jej plik zniknął albo podmieniono go, gdy był w użyciu. Zatrzymaj programy, które go "
        "otworzyły, i uruchom je od nowa.",
        "its file was removed or replaced while in use. Stop the programs that had it open, "
        "and start them again.",
    ),
    FailureKind.RESTORING: Message(
        "jest właśnie przywracana z kopii. Powtórz, gdy lckm restore skończy.",
        "is being restored. Repeat when lckm restore is done.",
    ),
    FailureKind.OTHER: Message(
        "nie wykonała polecenia. Sprawdź, czy działa, i powtórz.",
        "did not do what it was asked. Check that it runs, and repeat.",
    ),
}


@attrs.frozen(str=False)
class StoreUnavailableError(errors.StoreUnavailableError):
    """The database did not do what it was asked to.

    ``reason`` names the class of the driver's error, ``kind`` tells apart what an operator handles
    differently, and ``where`` is the file, or the server and the database. When the connection
    breaks as an operation ends, nobody knows whether it was done: every operation may be repeated.
    """

    reason: str
    kind: FailureKind = FailureKind.OTHER
    where: str = ""
    journal: str = ""
    """The journal of SQLite with changes that cannot be read where it lies; usually none."""

    @property
    def is_held(self) -> bool:
        """Whether another program, such as a dump, holds what had to be changed; it was not."""
        return self.kind is FailureKind.HELD

    @property
    def message(self) -> Message:
        """Which database it is, what is wrong, the driver's class of error, and what to do."""
        advice = _ADVICE[self.kind]
        where = f" {self.where}" if self.where else ""
        pl = f"Baza danych{where}: {advice.pl} ({self.reason})"
        en = f"The database{where}: {advice.en} ({self.reason})"
        if self.journal:
            pl += (
                f" Zmian z dziennika {self.journal} SQLite nie odczyta, gdy nie może założyć obok "
                "pliku -shm. Jeśli tu nie da się pisać, skopiuj bazę razem z dziennikiem na inny "
                "dysk i tam ją sprawdź."
            )
            en += (
                f" SQLite cannot read the changes in the journal {self.journal} without making a "
                "-shm file beside it. If nothing can be written here, copy the database with its "
                "journal to another disk, and check it there."
            )
        return Message(pl, en)


def unavailable(error: BaseException, url: URL) -> StoreUnavailableError:
    """Turn a driver's or system error into ours, without its message, which may quote a row."""
    original = (error.orig or error) if isinstance(error, DBAPIError) else error
    kind = failure_kind_of(error, url)
    where = location_of(url)
    if isinstance(original, UnopenedFileError):
        where = str(original.file)
    elif url.get_backend_name() == "sqlite":
        where = str(place_of_failure(kind, Path(where)))
    journal = ""
    if isinstance(original, sqlite3.OperationalError):
        journal = str(journal_without_index(Path(where)) or "")
    return StoreUnavailableError(type(original).__name__, kind, where, journal)


def require_writable_disks(file: Path) -> None:
    """Raise :class:`StoreUnavailableError` where an SQLite database can only be read."""
    kind = fault_of_disk(file)
    if kind is not None:
        reason = "ENOSPC" if kind is FailureKind.NO_SPACE else "EROFS"
        raise StoreUnavailableError(reason, kind, str(place_of_failure(kind, file)))


@attrs.frozen(str=False)
class NewerSchemaError(errors.StoreUnavailableError):
    """The schema was upgraded by a newer version of lckm-sql."""

    found: str
    known: str
    pl = (
        "Baza danych ma schemat {found}, a ten program zna najwyżej {known}. "
        "Zainstaluj nowszy lckm-sql."
    )
    en = (
        "The database has schema {found}, but this program only knows up to {known}. Install a "
        "newer lckm-sql."
    )


@attrs.frozen(str=False)
class OlderSchemaError(errors.StoreUnavailableError):
    """The schema is older, or missing, and the adapter may not upgrade it by itself."""

    found: str
    known: str

    @property
    def message(self) -> Message:
        """Which version was found, and what to do."""
        return Message(
            f"Baza danych ma schemat {self.found or 'żaden'}, a potrzebny jest {self.known}. "
            "Uruchom lckm migrate.",
            f"The database has schema {self.found or 'none'}, but {self.known} is needed. Run "
            "lckm migrate.",
        )


@attrs.frozen(str=False)
class OtherTablesError(errors.StoreUnavailableError):
    """Another application has tables where ours would be; they are left untouched.

    ``tables`` are at most ten of their names, and ``in_file`` is whether it is a file of SQLite.
    """

    where: str
    tables: tuple[str, ...]
    in_file: bool

    @property
    def message(self) -> Message:
        """Which tables are there, and what to do."""
        tables = ", ".join(self.tables)
        if self.in_file:
            return Message(
                f"{self.where}: w tym pliku są tabele innej aplikacji ({tables}). Nie ruszono ich. "
                "lckm potrzebuje własnego pliku, bo kopie zapasowe i przywracanie dotyczą całego: "
                "podaj inny w url.",
                f"{self.where}: this file has tables of another application ({tables}). They were "
                "not touched. lckm needs a file of its own, for backups and restores are of the "
                "whole file: give another in url.",
            )
        return Message(
            f"{self.where}: są tu cudze tabele, typy albo indeksy o nazwach, których potrzebuje "
            f"lckm ({tables}), a nie ma tabel lckm. Nie ruszono ich. Daj lckm własny schemat, np. "
            'schema = "lckm" w pliku ustawień, i uruchom lckm migrate.',
            f"{self.where}: others have tables, types or indexes here with names that lckm needs "
            f"({tables}), and none are lckm's. They were not touched. Give lckm a schema of its "
            'own, such as schema = "lckm" in the settings file, and run lckm migrate.',
        )


@attrs.frozen(str=False)
class OtherSchemaError(errors.StoreUnavailableError):
    """The tables are further on the search path than where new ones would be created."""

    where: str
    found: str
    own: str
    pl = (
        "{where}: tabele lckm są w schemacie {found}, a nowe powstałyby w {own}. Niczego nie "
        'zmieniono. Jeśli to te tabele, wpisz w pliku ustawień schema = "{found}"; jeśli ma tu być '
        'osobna baza, schema = "{own}" i uruchom lckm migrate.'
    )
    en = (
        "{where}: lckm's tables are in the schema {found}, and new ones would be in {own}. Nothing "
        'was changed. If these are the tables, put schema = "{found}" in the settings file; for a '
        'separate database put schema = "{own}" and run lckm migrate.'
    )


@attrs.frozen(str=False)
class BrokenRowsError(errors.StoreUnavailableError):
    """Rows break what the next version of the schema promises, so it was not upgraded.

    ``rows`` are at most ten of them: table, key, and the name of the constraint.
    """

    rows: tuple[str, ...]

    @property
    def message(self) -> Message:
        """Which rows, and what to do."""
        rows = "; ".join(self.rows)
        return Message(
            f"Bazy nie podniesiono, bo te wiersze łamią to, co nowy schemat obiecuje: {rows}. "
            "Niczego nie zmieniono i poprzedni program działa dalej. Przywróć kopię zapasową albo "
            "popraw wiersze, i powtórz lckm migrate.",
            f"The database was not upgraded, for these rows break what the new schema promises: "
            f"{rows}. Nothing was changed, and the previous program goes on working. Restore a "
            "backup or correct the rows, and repeat lckm migrate.",
        )


@attrs.frozen(str=False)
class UnreadableRowError(LckmError):
    """This program cannot read a stored row: a newer one wrote it, or it is damaged."""

    subject: str
    pl = (
        "{subject}: tego wpisu ten program nie umie odczytać. Zainstaluj nowszy lckm-sql albo "
        "przywróć kopię zapasową."
    )
    en = (
        "{subject}: this program cannot read this entry. Install a newer lckm-sql, or restore "
        "a backup."
    )


@attrs.frozen(str=False)
class DamagedFileError(LckmError):
    """A file to download does not match its address."""

    address: str
    pl = (
        "Plik do pobrania {address:.12}… jest w bazie danych uszkodzony. Przekaż go jeszcze raz "
        "albo przywróć kopię zapasową."
    )
    en = (
        "The file to download {address:.12}… is damaged in the database. Hand it in again, or "
        "restore a backup."
    )


@attrs.frozen(str=False)
class NoDirectoryError(errors.StoreUnavailableError):
    """The database is to hold the directory, and none was ever loaded into it."""

    pl = "W bazie danych nie ma spisu jednostek i osób. Wczytaj go: lckm directory load PLIK."
    en = "The database has no directory of units and people. Load one: lckm directory load FILE."


@attrs.frozen(str=False)
class CorruptPersonalDataError(LckmError):
    """Encrypted personal data do not decrypt with the right key: they were changed or moved."""

    number: str
    pl = (
        "{number}: części osobowej nie da się odszyfrować, bo ją zmieniono albo uszkodzono. "
        "Przywróć kopię zapasową."
    )
    en = (
        "{number}: the personal data cannot be decrypted: they were changed or damaged. "
        "Restore a backup."
    )


@attrs.frozen(str=False)
class UnknownPartitionsError(errors.StoreUnavailableError):
    """There are personal data of another database; they are left untouched."""

    path: str
    pl = (
        "{path}: tu są dane osobowe, o których baza danych nic nie wie. Jeśli przerwano lckm "
        "restore, powtórz je; inaczej przywróć plik bazy albo kopię zapasową, a jeśli to ma być "
        "nowa baza, przenieś te dane."
    )
    en = (
        "{path} holds personal data that the database does not know. If lckm restore was "
        "interrupted, repeat it; otherwise put the database's file back, or restore a backup; for "
        "a new database, move these data away."
    )


@attrs.frozen(str=False)
class PartitionsAwayError(errors.StoreUnavailableError):
    """The folder of the partitions is away: its disk is not mounted, or somebody moved it.

    Without the mark of this database it is where the disk is to be mounted, or another's.
    """

    path: str
    pl = (
        "{path}: nie ma tu folderu, w którym baza danych trzyma dane osobowe, albo jest to folder "
        "innej bazy. Podłącz właściwy dysk. Do tego czasu danych nie da się odczytać ani usunąć, a "
        "zgłoszeń doręczyć ani zarejestrować. Jeśli folder przepadł na zawsze, załóż go, a w nim "
        "pusty plik lckm-months, i przywróć kopię zapasową."
    )
    en = (
        "{path}: the folder in which the database keeps personal data is not here, or it is that "
        "of another database. Mount the right disk. Until then the data cannot be read or erased, "
        "nor reports delivered or registered. If the folder is lost for good, create it, with an "
        "empty file lckm-months in it, and restore a backup."
    )


@attrs.frozen(str=False)
class KeyMissingError(errors.StoreUnavailableError):
    """None of the host's keys decrypts the key of a partition."""

    month: str
    pl = (
        "Żaden z podanych kluczy nie otwiera danych z terminem {month}. Przywróć folder kluczy "
        "(key_folder) z jego kopii albo podaj klucz, którym je zaszyfrowano (keys); do tego czasu "
        "nie można ani odczytać danych osobowych, ani rejestrować nowych zgłoszeń z takimi danymi."
    )
    en = (
        "None of the given keys decrypts the data that expire on {month}. Put the key folder "
        "(key_folder) back from its copy, or give the key they were encrypted with (keys); until "
        "then personal data cannot be read, and new reports with such data cannot be registered."
    )


@attrs.frozen(str=False)
class DamagedPartitionError(errors.StoreUnavailableError):
    """A partition's file proved to be damaged when it was written to; another one is used."""

    path: str
    pl = "{path}: ten plik z danymi osobowymi jest uszkodzony. Przywróć kopię zapasową."
    en = "{path}: this file of personal data is damaged. Restore a backup."
