"""The whole flow of ``lckm demo``: site, data, mails, tickets and the database."""

from collections.abc import Iterator
from pathlib import Path

from running import TODAY, digests, transcript
from tables import dump

LEFT_OUT = ("samples", ".lckm-demo", "log.txt", "index.html", "live")
"""The samples; digests of everything; what a mail server logs; a page with the version of
SQLite and paths.
"""
WHOLE = (
    "events.txt",
    "reports/ZG-2026-00000*.json",
    "mail/*/ZG-2026-00000*.eml",
    "helpdesk/*.json",
    "site/current/*/KA-01379.html",
    "site/current/*/KA-01379.json",
    "site/current/*/KA-01379.xml",
    "site/current/bip/zmiany.html",
    "site/current/bip/kanal.xml",
    "call-centre/KA-01379.html",
    "linked-data/katalog.ttl",
)
DATABASES = ("*.sqlite", "*.sqlite-*", "*.in-use", "lckm-months")


def produce() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file."""
    yield "printed", transcript("demo", "--to", "demo", "--on", TODAY)
    folder = Path("demo")
    made = [path for path in folder.rglob("*") if path.relative_to(folder).parts[0] not in LEFT_OUT]
    yield "files", digests(folder, [path for path in made if not any(map(path.match, DATABASES))])
    for pattern in WHOLE:
        name = pattern.replace("/", "-").replace("*", "x")
        yield name, "".join(_titled(path, folder) for path in sorted(folder.glob(pattern)))
    for path in sorted(path for path in made if path.match("demo/*/*.sqlite")):
        schema, rows = dump(path)
        yield f"{path.stem}.schema", schema
        if path.parent.name == "database":
            yield f"{path.stem}.rows", rows


def _titled(path: Path, folder: Path) -> str:
    return f"==> {path.relative_to(folder).as_posix()}\n{path.read_bytes().decode('utf-8')}\n"
