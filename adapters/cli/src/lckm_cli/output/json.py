"""The outcome as JSON, valid against the schema ``findings``."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lckm_cli.check.aggregate import CheckedFile, CheckSummary
from lckm_cli.formatting import Language
from lckm_cli.output import rows
from lckm_core.findings import Severity


def findings_as_json(
    files: Sequence[CheckedFile], summary: CheckSummary, lang: Language
) -> Iterator[str]:
    """Yield the text in pieces, one file at a time. What a baseline accepts is a note, as is what a departure lifts."""
    yield '{\n  "files": ['
    for index, one in enumerate(files):
        yield ("," if index else "") + "\n    " + json.dumps(_file(one, lang), ensure_ascii=False)
    counts = {key: getattr(summary, key) for key in ("files", "errors", "warnings", "unreadable")}
    yield ("\n  ]" if files else "]") + ',\n  "summary": ' + json.dumps(counts) + "\n}\n"


def _file(one: CheckedFile, lang: Language) -> dict[str, Any]:
    return {"path": one.path, "status": one.status, "findings": list(_findings(one, lang))}


def _findings(one: CheckedFile, lang: Language) -> Iterable[dict[str, Any]]:
    for finding, word in rows(one):
        data: dict[str, Any] = dict(finding.to_data(lang))
        if word == "known":
            data["severity"] = Severity.NOTE.value
        yield data
