"""Findings as rows of a page: the label of the field, how severe it is, and what it says."""

import re

import attrs

from lckm_core.findings import Finding
from lckm_desk import _labels as labels
from lckm_desk._procedure_changes import field_label

_POINTER = re.compile(r"(?<!\S)/[a-z_]+(?:/[a-z0-9_]+)*")


def finding_row(finding: Finding, place: str = "") -> dict[str, str]:
    """Return a finding as a row of a page.

    Args:
        finding: the finding.
        place: where it is; by default the label of its field, and the line where it has one.
    """
    place = place or _place(finding)
    return {
        "severity": labels.SEVERITIES[finding.severity],
        "code": finding.code,
        "place": place[:1].upper() + place[1:],
        "message": labels.finding_message(
            attrs.evolve(finding, message=in_labels(finding.message))
        ),
        "cites": finding.cites,
    }


def finding_line(finding: Finding) -> str:
    """Return a finding as one line: the label of its field, and what it says."""
    row = finding_row(finding)
    return f"{row['place']}: {row['message']}"


def in_labels(text: str) -> str:
    """Return a message with the labels of the form in place of JSON Pointers."""
    return _POINTER.sub(_label, text)


def _label(match: re.Match[str]) -> str:
    # A quotation in a message may look like a pointer.
    label = field_label(match[0])
    return match[0] if label == field_label("") else f"„{label}”"


def _place(finding: Finding) -> str:
    """Return where a finding is: the field, and the line where the file has lines."""
    if finding.place is not None:
        return finding.place.pl
    field = field_label(finding.path)
    line = f", wiersz {finding.line}, kolumna {finding.column}" if finding.line else ""
    return f"{field}{line}"
