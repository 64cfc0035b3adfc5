"""The adapter that adds the operator's commands to ``lckm``."""

from collections.abc import Sequence

from lckm_cli import commands_of
from lckm_core.ports import Command, impl

_COMMANDS = {
    "worker": "doręcza zgłoszenia i usuwa dane osobowe w terminie",
    "reports": "pokazuje zgłoszenia, wysyła inną drogą, rozstrzyga ręcznie",
    "outbox": "mówi, co czeka na doręczenie, dlaczego i od kiedy",
    "erase": "usuwa dane osobowe: w terminie albo po cofnięciu zgody",
    "confirm": "zapisuje, że odbiorca potwierdził usunięcie danych",
    "verify": "szuka usterek w bazie zgłoszeń i mówi, jak je naprawić",
    "stats": "liczy zgłoszenia i czas ich doręczania",
    "audit": "pokazuje, co i kiedy zrobiono",
    "metrics": "dane o doręczaniu i terminach dla Prometheusa",
    "backup": "robi kopię bazy (SQLite)",
    "restore": "przywraca bazę z kopii i od razu usuwa, co po terminie",
    "restored": "po przywróceniu bazy innym programem (PostgreSQL): pomija numery, usuwa, co po "
    "terminie",
    "migrate": "doprowadza bazę do wersji tego programu",
    "rotate": "szyfruje klucze miesięcy nowym kluczem",
    "settings": "sprawdza plik ustawień lckm.toml",
    "terms": "regulamin portalu: projekty, zatwierdzanie, co obowiązuje",
}


class OperationsAdapter:
    """Contributes commands, and nothing else; each is imported when it is called."""

    name = "operations"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Hand over the commands."""
        return commands_of("lckm_operations.commands", _COMMANDS)
