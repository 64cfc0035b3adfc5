"""What is found in samples and in every file that a test of a finding rejects or accepts."""

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from running import TODAY, transcript

NOT_JUDGED_ALONE = "S"
"""How something was handed in is no file for a command; the flow in the databases says it."""
CHECKED = (
    "samples",
    "files/accepted",
    "samples/faulty",
    "samples/reports",
    "samples/notices",
    "samples/routes",
)


def _command(path: Path) -> tuple[str, ...]:
    """Return the command that judges a rejected file, chosen by the letter of its code."""
    match path.name[5]:
        case "U":
            return (
                "amend",
                str(path / "procedure.yaml"),
                str(path / "request.yaml"),
                "--role",
                "head-of-cell",
            )
        case "D":
            return (
                "check",
                "files/accepted/minimal.yaml",
                "--format",
                "json",
                "--departures",
                str(path),
            )
        case "F":
            return (
                "check",
                f"{path}/procedure.yaml",
                "--attachments",
                _attached(path),
                "--format",
                "json",
            )
        case _:
            # With the day of a request, this one is LCKM-R036.
            day = () if path.stem == "LCKM-R055" else ("--requested-on", TODAY)
            return "check", str(path), "--format", "json", *day


def _attached(folder: Path) -> str:
    """Put the files of a folder where ``--attachments`` looks for them, and return where that
    is.
    """
    text = (folder / "procedure.yaml").read_text(encoding="utf-8")
    (number,) = re.findall(r"^id: (KA-\d+)$", text, re.MULTILINE)
    target = Path("attached", folder.name, number)
    if not target.exists():
        shutil.copytree(folder, target, ignore=shutil.ignore_patterns("procedure.yaml"))
    return str(target.parent)


def produce() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file."""
    for folder in CHECKED:
        name = folder.replace("/", "-")
        yield f"{name}.text", _both("check", folder)
        yield f"{name}.json", _both("check", folder, "--format", "json")
    with_files = ("check", "samples/procedures", "--attachments", "samples/files", "--strict")
    yield (
        "samples-with-files",
        _both(*with_files) + _both(*with_files, "--departures", "samples/departures.yaml"),
    )
    yield (
        "samples-with-directory",
        _both("check", "samples", "--directory", "samples/directory.yaml"),
    )
    # The same findings as in the other formats, among all kinds of findings, which are long.
    yield (
        "faulty.sarif",
        transcript("check", "samples/faulty/KA-09002.yaml", "--format", "sarif", only_digest=True),
    )
    yield "faulty.github", _both("check", "samples/faulty", "--format", "github")
    by_letter, alone = defaultdict(list), []
    for path in sorted(Path("files/rejected").iterdir()):
        if path.name[5] == "F" and not path.is_dir():
            alone.append(str(path))
        elif path.name[5] not in NOT_JUDGED_ALONE:
            by_letter[path.name[5]].append(path)
    for letter, paths in by_letter.items():
        yield f"rejected-{letter}", "".join(_both(*_command(path)) for path in paths)
    word = sorted(Path("word-rejected").iterdir())
    yield "rejected-word", "".join(_both("word", "read", str(path)) for path in word)
    yield "rejected-documents", _both("files", "check", *alone)
    attached = ("files", "check", "files/attachments", "--format", "json")
    yield "documents", transcript(*attached)
    documents = ("files", "check", "samples/files", "--procedures", "samples/procedures")
    yield "documents-of-samples", transcript(*documents)


def _both(*arguments: str) -> str:
    return "".join(transcript(*arguments, "--lang", lang) for lang in ("pl", "en"))
