"""What virus scanners find in files to download (zał. 2 § 9 ust. 3)."""

from lckm_core.findings import kind
from lckm_core.procedures._documents.file_check import shown
from lckm_core.text import Message

_PROVISION = "zał. 2 § 9 ust. 3"

INFECTED = kind(
    "LCKM-F015",
    _PROVISION,
    Message("skaner rozpoznał w pliku zagrożenie", "a scanner recognised a threat"),
    liftable=False,
)
UNSCANNED = kind(
    "LCKM-F016",
    _PROVISION,
    Message("skaner nie sprawdził pliku", "a scanner did not look at a file"),
    liftable=False,
)


def said_infected(name: str, scanner: str, signature: str) -> Message:
    """Return what to say of a file in which a scanner recognised something."""
    return Message(
        f"Plik „{shown(name)}”: skaner {shown(scanner)} rozpoznał „{shown(signature)}”. Usuń plik i przygotuj go na czystym komputerze.",
        f"File “{shown(name)}”: scanner {shown(scanner)} recognised “{shown(signature)}”. Delete it and make it anew on a clean computer.",
    )


def said_unscanned(name: str, scanner: str, reason: Message) -> Message:
    """Return what to say of a file that a scanner did not look at."""
    return Message(
        f"Pliku „{shown(name)}” skaner {shown(scanner)} nie sprawdził: {reason.pl} Bez sprawdzenia pliku się nie przyjmuje.",
        f"Scanner {shown(scanner)} did not look at file “{shown(name)}”: {reason.en} Unseen, a file is not taken in.",
    )
