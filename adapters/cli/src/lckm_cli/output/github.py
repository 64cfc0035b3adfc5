"""The outcome as GitHub annotations: workflow commands that mark the lines of a pull request."""

from collections.abc import Iterator, Sequence

from lckm_cli.check.aggregate import CheckedFile, CheckSummary
from lckm_cli.formatting import Language, safe, severity_word
from lckm_cli.output import rows
from lckm_cli.output.text import summary_line

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice", "known": "notice"}


def findings_as_github(
    files: Sequence[CheckedFile], summary: CheckSummary, lang: Language
) -> Iterator[str]:
    """Yield one command a finding, and the counts as a plain line."""
    for one in files:
        for finding, word in rows(one):
            properties = {"file": one.path}
            if finding.line:
                properties |= {"line": str(finding.line), "col": str(finding.column)}
            lifted = f" ({severity_word(word, lang)})" if word in ("note", "known") else ""
            properties["title"] = f"{finding.code}{lifted}"
            given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
            yield (
                f"::{_COMMANDS[word]} {given}::{_data(f'{finding.text(lang)} ({finding.cites})')}\n"
            )
    yield summary_line(summary, lang, colour=False) + "\n"


def _data(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return safe(text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
