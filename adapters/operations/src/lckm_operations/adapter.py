"""The adapter that adds the operator's commands to ``lckm``."""

from collections.abc import Sequence

from lckm_cli import commands_of
from lckm_core.ports import Command, Reader, impl
from lckm_core.text import Message

_COMMANDS = {
    "worker": Message(
        "doręcza zgłoszenia i usuwa dane osobowe w terminie",
        "delivers reports and erases personal data at their term",
    ),
    "reports": Message(
        "pokazuje zgłoszenia, wysyła inną drogą, rozstrzyga ręcznie",
        "shows reports, sends them another way, settles and tries",
    ),
    "outbox": Message(
        "mówi, co czeka na doręczenie, dlaczego i od kiedy",
        "says what waits for delivery, why and since when",
    ),
    "erase": Message(
        "usuwa dane osobowe: w terminie albo po cofnięciu zgody",
        "erases personal data: at the term or after a withdrawal",
    ),
    "confirm": Message(
        "zapisuje, że odbiorca potwierdził usunięcie danych",
        "records that a receiver confirmed the erasure",
    ),
    "verify": Message(
        "szuka usterek w bazie zgłoszeń i mówi, jak je naprawić",
        "looks for faults in the database and says how to mend them",
    ),
    "stats": Message(
        "liczy zgłoszenia i czas ich doręczania",
        "counts reports and the time of their delivery",
    ),
    "audit": Message(
        "pokazuje, co i kiedy zrobiono",
        "shows what was done and when",
    ),
    "metrics": Message(
        "dane o doręczaniu i terminach dla Prometheusa",
        "figures on delivery and terms for Prometheus",
    ),
    "backup": Message(
        "robi kopię bazy (SQLite)",
        "makes a copy of the database (SQLite)",
    ),
    "restore": Message(
        "przywraca bazę z kopii i od razu usuwa, co po terminie",
        "restores a copy and erases at once what is past its term",
    ),
    "restored": Message(
        "po przywróceniu bazy innym programem (PostgreSQL): pomija numery, usuwa, co po terminie",
        "after another program restored it (PostgreSQL): skips numbers, erases what is due",
    ),
    "migrate": Message(
        "doprowadza bazę do wersji tego programu",
        "brings the database to the version of this program",
    ),
    "encrypt": Message(
        "szyfruje części osobowe i pliki sprzed szyfrowania",
        "encrypts personal parts and files of before encryption",
    ),
    "rotate": Message(
        "szyfruje klucze miesięcy nowym kluczem",
        "encrypts the keys of months with a new key",
    ),
    "settings": Message(
        "sprawdza plik ustawień lckm.toml",
        "checks the settings file lckm.toml",
    ),
    "terms": Message(
        "regulamin portalu: projekty, zatwierdzanie, co obowiązuje",
        "the portal terms: drafts, approval, what is in force",
    ),
}


class OperationsAdapter:
    """Contributes commands, and nothing else; each is imported when it is called."""

    name = "operations"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Return the commands."""
        return commands_of(
            "lckm_operations.commands",
            _COMMANDS,
            reader=Reader.OPERATOR,
            readers={"terms": Reader.EDITOR},
        )
