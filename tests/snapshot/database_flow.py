"""A fixed flow of commands on a database, for editors and for operators.

Nothing but a program registers reports, so this is the one place that calls Python, by
:data:`READ_SETTINGS`.
"""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from running import MOMENT, digests, transcript

READ_SETTINGS = "lckm_cli.settings:read_settings"
SETTINGS = """\
bounces = []

[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "{url}"
encryption = false  # or no two runs would store the same

[[adapter]]
use = "lckm_folder:FolderAdapter"
folder = {{ path = "base" }}
attachments = {{ path = "attachments" }}
encryption = false
without = ["procedures", "notices"]

[[adapter]]
use = "lckm_documents.folder_adapter:DocumentsAdapter"
root = {{ path = "documents" }}

[[adapter]]
use = "lckm_editorial:DirectoryFile"
file = {{ path = "directory.yaml" }}

[[adapter]]
use = "lckm_bip:BipAdapter"
target = {{ path = "site" }}
"""
"""The settings, with the names by which adapters are called there. These too follow when one
is renamed.
"""
DIRECTORY = """\
units:
  - name: Urząd Miasta Łodzi
    cells: [Wydział Gospodarki Komunalnej, Wydział Zarządzania Kontaktami z Mieszkańcami]
people:
  - name: Anna Zielińska
    roles: [kierownik komórki organizacyjnej]
    cell: Wydział Gospodarki Komunalnej
  - name: Ewa Pokazowa
    roles: [wyznaczony pracownik Oddziału ds. Monitoringu i Controllingu]
    cell: Wydział Zarządzania Kontaktami z Mieszkańcami
  - name: Teresa Słuchająca
    roles: [pracownik Oddziału Call Center]
    cell: Wydział Zarządzania Kontaktami z Mieszkańcami
"""
TERMS = (
    "version: 2026-11\nvalid_from: 2026-11-25\ntext: |-\n  # Regulamin portalu\n\n  Korzystanie "
    "jest bezpłatne.\n"
)
FORMS = (
    {
        "category": "dziura-w-jezdni",
        "description": "Głęboka dziura, proszę dzwonić: Anna Przykładowa, 501 000 001.",
        "reporter": {
            "name": "Anna Przykładowa",
            "email": "anna@example.com",
            "phone": "501 000 001",
        },
    },
    {
        "category": "oswietlenie",
        "description": "Latarnia nie świeci.",
        "reporter": {"email": "jan@example.com"},
    },
    {"category": "inne", "description": "Proszę o ławkę na skwerze."},
)
HEAD = "--asked-by=Anna Zielińska"
EDITOR = "--as=Ewa Pokazowa"
PROCEDURE = "opis.yaml"
"""The sample of this number without the procedures that it is related to, which are not handed
in.
"""
EDITING = (
    ("terms", "draft", "terms.yaml"),
    ("terms", "approve", "terms.yaml", "--by", "Ewa Pokazowa"),
    ("terms", "list"),
    ("procedure", "take-in", PROCEDURE, HEAD, "--reference=WGK.1.2026", EDITOR),
    ("procedure", "give-back", "KA-01238", "--because=Brakuje plików.", EDITOR),
    (
        "procedure",
        "take-in",
        PROCEDURE,
        "--files=samples/files/KA-01238",
        HEAD,
        "--reference=WGK.2.2026",
        EDITOR,
    ),
    ("procedure", "take-in", PROCEDURE, HEAD, EDITOR, "--channel=e-mail"),
    ("procedure", "note", "KA-01238", "Zapytaj o teren.", "--as=Teresa Słuchająca"),
    ("procedure", "confirm", "KA-01238", "--as=Anna Zielińska"),
    ("procedure", "confirm", "KA-01238", EDITOR),
    ("procedure", "publish", "KA-01238", EDITOR),
    (
        "procedure",
        "update",
        "samples/updates/KA-01238.request.yaml",
        HEAD,
        "--reference=WGK.3.2026",
        EDITOR,
    ),
    ("procedure", "list"),
    ("procedure", "show", "KA-01238"),
    ("procedure", "show", "KA-01238", "--audience", "portal"),
    ("procedure", "history", "KA-01238"),
    ("remind", "--on", "2027-11-25"),
    ("export",),
    ("site", "check", "site"),
)
REPORTS = (
    ("outbox",),
    ("reports", "list"),
    ("reports", "show", "ZG-2026-000001"),
    (
        "reports",
        "settle",
        "ZG-2026-000002",
        "--has",
        "helpdesk",
        "--reason",
        "seen",
        "--reference",
        "7",
    ),
    ("erase", "withdraw", "ZG-2026-000002"),
    ("confirm", "ZG-2026-000002"),
    ("erase", "due", "--dry-run", "--on", "2027-06-01"),
    ("outbox", "--format", "json"),
    ("reports", "list", "--format", "json"),
    ("stats", "--format", "json"),
    ("audit",),
    ("verify",),
    ("settings",),
    ("backup", "copy"),
)


def prepare(url: str) -> None:
    """Write the settings and what they name to the working folder."""
    Path("lckm.toml").write_text(SETTINGS.format(url=url), encoding="utf-8")
    Path("directory.yaml").write_text(DIRECTORY, encoding="utf-8")
    Path("terms.yaml").write_text(TERMS, encoding="utf-8")
    sample = Path("samples/procedures/KA-01238.yaml").read_text(encoding="utf-8")
    Path(PROCEDURE).write_text(
        re.sub(r"^related:\n(?:[ -].*\n)+", "", sample, flags=re.MULTILINE), encoding="utf-8"
    )
    Path("base").mkdir()
    shutil.copy("samples/routes/routes.yaml", "base/routes.yaml")


def register() -> None:
    """Register three reports, a minute apart."""
    module, _, name = READ_SETTINGS.partition(":")
    centre = getattr(import_module(module), name)("lckm.toml").centre()
    for count, form in enumerate(FORMS, start=1):
        moment = MOMENT + timedelta(minutes=count)
        centre.register(form, number=f"ZG-2026-{count:06}", now=moment)


def editing() -> Iterator[tuple[str, str]]:
    """Take a procedure in and publish it; yield what each command printed, and the files that
    lie there then.
    """
    yield "editing", "".join(transcript(*words) for words in EDITING)
    yield (
        "layout",
        "".join(f"== {name}\n{digests(Path(name))}" for name in ("base", "documents", "site")),
    )


def reporting() -> Iterator[tuple[str, str]]:
    """Yield what each command printed of the reports."""
    yield "reporting", "".join(transcript(*words) for words in REPORTS)
