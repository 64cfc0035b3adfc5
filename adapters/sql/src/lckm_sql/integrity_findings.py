"""Findings of an integrity check, and their messages."""

from enum import StrEnum

import attrs

from lckm_core.text import Message


class IntegrityFindingKind(StrEnum):
    """What can be wrong with a database."""

    NO_DISPATCH = "report without delivery"
    NO_REPORT = "delivery without report"
    ORPHAN = "personal part without report"
    NEWER = "personal part of a number that was not given"
    LOST = "report without its personal part"
    PAST_TERM = "personal data past the term"
    UNFINISHED = "destroying not finished"
    STUCK = "lease ran out"
    LATE = "delivery overdue"
    UNREADABLE = "report or delivery that this program cannot read"
    CHANGED = "row that was changed or damaged"
    AT_ODDS = "row at odds with what it holds"
    BREAKS_RULE = "row that breaks a rule of the schema"
    NEVER_DUE = "delivery that is never due"
    FAR_AHEAD = "delivery due far ahead"
    BROKEN_TRAIL = "trail that was changed"
    NO_INDEX = "part of the schema that is missing"
    NO_KEY = "month whose key is missing"
    SPOILED = "personal part that was changed or damaged"
    MISFILED = "request at odds with its row"
    OPEN_TO_ALL = "file open to every user of the machine"
    DAMAGED = "month that cannot be read"
    UNOPENED = "month that cannot be opened for now"
    AWAY = "folder of the months that is away"
    STRANGE = "personal data the database does not know"
    LEFT_OVER = "left of a backup or a restore"
    NOT_DURABLE = "server may lose what it acknowledged"
    LOGGED = "server may log personal data"
    LOG_KEPT = "server's log of changes keeps erased data"
    CORRUPT = "damaged database"
    UNCHECKED = "part not checked for damage"


_MESSAGES = {
    IntegrityFindingKind.NO_DISPATCH: Message(
        "Zgłoszenie nie ma doręczenia. Przywróć kopię zapasową albo zarejestruj je ponownie pod "
        "innym numerem.",
        "The report has no delivery. Restore a backup, or register it again under another number.",
    ),
    IntegrityFindingKind.NO_REPORT: Message(
        "Doręczenie albo ślad mówi o zgłoszeniu, którego nie ma. Przywróć kopię zapasową.",
        "The delivery or the trail is of a report that is not there. Restore a backup.",
    ),
    IntegrityFindingKind.ORPHAN: Message(
        "Część osobowa nie ma zgłoszenia. Usunie ją lckm verify --mend.",
        "Personal data without a report. lckm verify --mend erases them.",
    ),
    IntegrityFindingKind.NEWER: Message(
        "Część osobowa zgłoszenia, którego numeru ta baza jeszcze nie nadała: plik bazy jest "
        "starszy niż pliki z danymi osobowymi. Zatrzymaj programy i przywróć właściwy plik bazy. "
        "Jeśli przepadł, przywróć kopię zapasową przez lckm restore, bo inaczej te numery będą "
        "nadane drugi raz. lckm verify --mend niczego tu nie usuwa.",
        "Personal data of a report whose number this database has not given yet: the database's "
        "file is older than the files of personal data. Stop the programs, and put the right file "
        "back. If it is lost, restore a backup by lckm restore, or these numbers will be given "
        "again. lckm verify --mend erases nothing here.",
    ),
    IntegrityFindingKind.LOST: Message(
        "Brakuje części osobowej zgłoszenia przed upływem terminu. Przywróć kopię zapasową, jeśli "
        "jest potrzebna.",
        "The personal data are missing before their term. Restore a backup if they are needed.",
    ),
    IntegrityFindingKind.PAST_TERM: Message(
        "Dane osobowe są po terminie albo cofnięto na nie zgodę. Uruchom lckm erase due.",
        "Personal data are past their term, or consent was withdrawn. Run lckm erase due.",
    ),
    IntegrityFindingKind.UNFINISHED: Message(
        "Usuwanie danych nie zostało dokończone. Uruchom lckm erase due.",
        "Erasing was not finished. Run lckm erase due.",
    ),
    IntegrityFindingKind.STUCK: Message(
        "Proces roboczy nie zakończył doręczenia, a żaden inny go nie przejął. Sprawdź, czy działa "
        "lckm worker.",
        "A worker did not finish the delivery, and no other has taken it over. Check that lckm "
        "worker runs.",
    ),
    IntegrityFindingKind.LATE: Message(
        "Doręczenie czeka, choć minął jego czas. Sprawdź, czy działa lckm worker.",
        "The delivery is overdue. Check that lckm worker runs.",
    ),
    IntegrityFindingKind.UNREADABLE: Message(
        "Tego zgłoszenia albo doręczenia ten program nie umie odczytać, więc je pomija. Zainstaluj "
        "nowszy lckm-sql albo przywróć "
        "kopię zapasową.",
        "This program cannot read this report or delivery, and skips it. Install a newer "
        "lckm-sql, or restore a backup.",
    ),
    IntegrityFindingKind.NO_KEY: Message(
        "Danych osobowych z tym terminem nie otwiera żaden z podanych kluczy: zgłoszenia czekają, "
        "a nowych nie można rejestrować. Przywróć folder kluczy (key_folder) z jego kopii albo "
        "podaj klucz, którym je zaszyfrowano (keys).",
        "None of the given keys decrypts the personal data of this term: reports wait, and new "
        "ones cannot be registered. Put the key folder (key_folder) back from its copy, or give "
        "the key they were encrypted with (keys).",
    ),
    IntegrityFindingKind.SPOILED: Message(
        "Część osobową zmieniono, uszkodzono albo zamieniono z inną, więc zgłoszenie idzie bez "
        "niej. Przywróć kopię zapasową.",
        "The personal data were changed, damaged or exchanged for others, so the report is "
        "delivered without them. Restore a backup.",
    ),
    IntegrityFindingKind.CHANGED: Message(
        "To, co tu zapisano, zmieniono albo uszkodzono poza programem. Przywróć kopię zapasową.",
        "What is stored here was changed or damaged outside the program. Restore a backup.",
    ),
    IntegrityFindingKind.AT_ODDS: Message(
        "Kolumny tego wiersza mówią co innego niż jego treść. Przywróć kopię zapasową.",
        "The columns of this row contradict what it holds. Restore a backup.",
    ),
    IntegrityFindingKind.BREAKS_RULE: Message(
        "Ten wiersz łamie klucz obcy albo warunek, którego baza pilnuje, więc zmieniono go poza "
        "programem. Przywróć kopię zapasową.",
        "This row breaks a foreign key or a condition that the database keeps, so it was changed "
        "outside the program. Restore a backup.",
    ),
    IntegrityFindingKind.NEVER_DUE: Message(
        "Doręczenie się nie skończyło, a nie ma terminu, więc nikt go nie podejmie. Przywróć kopię "
        "zapasową.",
        "The delivery has not ended and is due at no time, so nobody takes it up. Restore a "
        "backup.",
    ),
    IntegrityFindingKind.FAR_AHEAD: Message(
        "Doręczenie czeka na chwilę za więcej niż tydzień. Sprawdź zegary maszyn; jeśli idą "
        "dobrze, przywróć kopię zapasową.",
        "The delivery waits for a moment more than a week ahead. Check the clocks of the "
        "machines; if they are right, restore a backup.",
    ),
    IntegrityFindingKind.BROKEN_TRAIL: Message(
        "Ten wpis śladu zmieniono albo usunięto wpis przed nim lub po nim. Porównaj ślad z kopią "
        "zapasową (lckm audit) i ustal, kto ma dostęp do bazy.",
        "This entry of the trail was changed, or one before or after it was deleted. Compare the "
        "trail with a backup (lckm audit), and find out who has access to the database.",
    ),
    IntegrityFindingKind.NO_INDEX: Message(
        "Tej tabeli, kolumny, klucza, warunku albo indeksu nie ma w bazie lub są inne. Przywróć "
        "kopię zapasową; w PostgreSQL brakujący indeks można utworzyć na nowo.",
        "This table, column, key, condition or index is missing in the database, or is another. "
        "Restore a backup; in PostgreSQL a missing index can be created anew.",
    ),
    IntegrityFindingKind.MISFILED: Message(
        "Tabela request mówi o tej prośbie co innego niż ona sama. Przywróć kopię zapasową albo "
        "popraw wiersz.",
        "The row of this request contradicts the request itself. Restore a backup, or correct "
        "the row.",
    ),
    IntegrityFindingKind.OPEN_TO_ALL: Message(
        "Każdy użytkownik tej maszyny może z tego korzystać. Wykonaj: chmod o-rwx.",
        "Every user of this machine can use this. Run: chmod o-rwx.",
    ),
    IntegrityFindingKind.DAMAGED: Message(
        "Nie da się odczytać pliku z danymi osobowymi, które mają ten termin: zgłoszenia idą bez "
        "nich. Przywróć kopię zapasową.",
        "The file with the personal data of this term cannot be read: reports are delivered "
        "without them. Restore a backup.",
    ),
    IntegrityFindingKind.AWAY: Message(
        "Nie ma tu folderu z danymi osobowymi albo jest to folder innej bazy, więc ich nie "
        "sprawdzono. Zgłoszenia czekają. Podłącz właściwy dysk. Jeśli folder przepadł na zawsze, "
        "załóż go, a w nim pusty plik lckm-months, i przywróć kopię zapasową.",
        "The folder with the personal data is not here, or it is another database's, so they were "
        "not checked. Reports wait. Mount the right disk. If the folder is lost for good, create "
        "it with an empty file lckm-months in it, and restore a backup.",
    ),
    IntegrityFindingKind.UNOPENED: Message(
        "Plik z danymi osobowymi z tym terminem jest, ale system nie daje go otworzyć: dysk jest "
        "zamontowany tylko do odczytu albo pełny, brakuje praw albo otwartych plików. Usuń tę "
        "przyczynę i powtórz. Kopii zapasowej nie trzeba przywracać.",
        "The file with the personal data of this term is there, and the system does not let it be "
        "opened: its disk is mounted read-only or full, or permissions or open files are lacking. "
        "Remove the cause, and repeat. There is no need to restore a backup.",
    ),
    IntegrityFindingKind.STRANGE: Message(
        "Baza danych nie zna tego pliku albo tej tabeli z danymi osobowymi. Przywróć właściwą bazę "
        "albo usuń je.",
        "The database does not know this file or table of personal data. Restore the right "
        "database, or delete it.",
    ),
    IntegrityFindingKind.LEFT_OVER: Message(
        "To pozostało po przerwanej kopii zapasowej albo jej przywracaniu, z danymi osobowymi. "
        "Powtórz je albo usuń ten folder.",
        "This was left by an interrupted backup or restore, with personal data. Repeat it, or "
        "delete this folder.",
    ),
    IntegrityFindingKind.NOT_DURABLE: Message(
        "Serwer może zgubić to, co potwierdził. Włącz w PostgreSQL fsync i full_page_writes.",
        "The server may lose what it acknowledged. Switch on fsync and full_page_writes in "
        "PostgreSQL.",
    ),
    IntegrityFindingKind.LOGGED: Message(
        "Dziennik serwera może zawierać dane osobowe. Ustaw w PostgreSQL to na 0, np. ALTER ROLE "
        "lckm SET log_parameter_max_length = 0.",
        "The server's log may hold personal data. Set this to 0 in PostgreSQL, such as with "
        "ALTER ROLE lckm SET log_parameter_max_length = 0.",
    ),
    IntegrityFindingKind.LOG_KEPT: Message(
        "Dziennik zmian serwera (WAL) zachowuje na dysku dane, które już usunięto, do czasu, aż "
        "serwer sam je nadpisze. Ustaw w PostgreSQL "
        "wal_recycle = off i wykonaj GRANT pg_checkpoint TO lckm oraz GRANT EXECUTE ON FUNCTION "
        "pg_switch_wal TO lckm.",
        "The server's write-ahead log (WAL) keeps erased data on the disk until the server "
        "overwrites them. Set wal_recycle = off in PostgreSQL, and run GRANT pg_checkpoint TO "
        "lckm and GRANT EXECUTE ON FUNCTION pg_switch_wal TO lckm.",
    ),
    IntegrityFindingKind.CORRUPT: Message(
        "Baza danych jest tu uszkodzona. Zatrzymaj programy, które z niej korzystają, i przywróć "
        "kopię zapasową.",
        "The database is damaged here. Stop the programs that use it, and restore a backup.",
    ),
    IntegrityFindingKind.UNCHECKED: Message(
        "Nie zdążono sprawdzić, czy to jest całe, bo inni by czekali. Zatrzymaj programy i użyj "
        "sqlite3: PRAGMA integrity_check.",
        "There was no time to check this completely, for other programs would have waited. "
        "Stop them, and use sqlite3: PRAGMA integrity_check.",
    ),
}


@attrs.frozen
class IntegrityFinding:
    """One finding: its kind, and the number, id, day or file that it concerns."""

    kind: IntegrityFindingKind
    subject: str

    @property
    def message(self) -> Message:
        """What is wrong and what to do, in both languages."""
        message = _MESSAGES[self.kind]
        return Message(f"{self.subject}: {message.pl}", f"{self.subject}: {message.en}")
