"""The findings of a check as SARIF 2.1.0, for code scanning."""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lckm_cli.check.aggregate import CheckedFile, CheckSummary
from lckm_cli.check.results import CITES, OWN_CODES
from lckm_cli.language import Language, either
from lckm_cli.output.findings import with_labels
from lckm_core import __version__, kinds
from lckm_core.findings import Finding, Severity
from lckm_core.law import provisions
from lckm_core.text import Message

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def findings_as_sarif(
    files: Sequence[CheckedFile], summary: CheckSummary, lang: Language
) -> Iterator[str]:
    """Yield SARIF in pieces, one for each finding; its rules are all finding codes."""
    rules = _rules(lang)
    places = {rule["id"]: index for index, rule in enumerate(rules)}
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}
    driver = {
        "name": "lckm",
        "version": __version__,
        "semanticVersion": __version__,
        "language": lang,
        "rules": rules,
    }
    ended = {"executionSuccessful": not summary.unreadable}
    yield f'{{"$schema": {json.dumps(_SCHEMA)}, "version": "2.1.0", "runs": [{{"tool": '
    yield json.dumps({"driver": driver}, ensure_ascii=False)
    yield f', "language": "{lang}", "columnKind": "unicodeCodePoints"'
    yield f', "invocations": [{json.dumps(ended)}], "results": ['
    separator = "\n"
    for file in files:
        for finding, word in with_labels(file):
            level = levels.get(finding.code, "error") if word == "note" else finding.severity.value
            result = _result(file, finding, word, level, lang)
            if finding.code in places:
                result["ruleIndex"] = places[finding.code]
            yield separator + json.dumps(result, ensure_ascii=False)
            separator = ",\n"
    yield "]}]}\n"


def _rules(lang: Language) -> list[dict[str, Any]]:
    asks = {row.id: row.asks.text(lang) for row in provisions()}
    rows = [(kind.code, kind.about, kind.cites, kind.severity, kind.liftable) for kind in kinds()]
    rows += [
        (code, Message(*about), CITES, Severity.ERROR, False) for code, about in OWN_CODES.items()
    ]
    return [_rule(*row, asks[row[2]], lang) for row in sorted(rows)]


def _rule(
    code: str,
    about: Message,
    cites: str,
    severity: Severity,
    liftable: bool,
    asks: str,
    lang: Language,
) -> dict[str, Any]:
    departure = either(
        lang,
        "Od tej reguły można odstąpić po uzgodnieniu (zał. 2 § 9 ust. 3).",
        "An agreed departure may lift this rule (zał. 2 § 9 ust. 3).",
    )
    help_text = f"{cites}: {asks}" + (f" {departure}" if liftable else "")
    return {
        "id": code,
        "name": _rule_name(about.en),
        "helpUri": f"{_documentation()}findings.html#{code.lower()}",
        "shortDescription": {"text": about.text(lang)},
        "fullDescription": {"text": f"{about.text(lang)} ({cites})"},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": severity.value},
        "properties": {"tags": [cites], "liftable": liftable},
    }


@cache
def _documentation() -> str:
    """Return the address of the documentation, as the distribution declares it."""
    urls: list[str] = metadata.metadata("lckm-cli").get_all("Project-URL") or []
    return next(url.partition(", ")[2] for url in urls if url.startswith("Documentation,"))


def _rule_name(about: str) -> str:
    """Return the English words in PascalCase: an identifier that a person can read (§ 3.49.7)."""
    words = re.findall(r"[A-Za-z0-9]+", about)
    return "".join(word[:1].upper() + word[1:] for word in words)


def _result(
    file: CheckedFile, finding: Finding, word: str, level: str, lang: Language
) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(file.path)}}
    if finding.line:
        location["region"] = {"startLine": finding.line, "startColumn": finding.column or 1}
    place: dict[str, Any] = {"physicalLocation": location}
    if finding.path:
        place["logicalLocations"] = [{"fullyQualifiedName": finding.path, "kind": "value"}]
    seal = hashlib.sha256(
        "\0".join((_uri(file.path), finding.code, finding.path)).encode()
    ).hexdigest()
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": level,
        "message": {"text": f"{finding.text(lang)} ({finding.cites})"},
        "locations": [place],
        "partialFingerprints": {"lckm/v1": seal},
    }
    if word in ("note", "known"):
        reason = (
            finding.text(lang) if word == "note" else either(lang, "wykaz znanych uwag", "baseline")
        )
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": reason}
        ]
    return result


def _uri(path: str) -> str:
    """Return a path as a URI: relative as it is, absolute with the file scheme."""
    if os.path.isabs(path):  # noqa: PTH117
        return Path(path).as_uri()
    return quote(os.path.normpath(path).replace(os.sep, "/"))
