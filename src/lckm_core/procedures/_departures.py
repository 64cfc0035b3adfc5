"""Departures: agreements that lift one rule for one procedure (zał. 2 § 9 ust. 3)."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import attrs

from lckm_core.fields import Mark, TextKind, form
from lckm_core.findings import (
    Finding,
    FindingKind,
    Findings,
    Severity,
    kind,
    kinds,
)
from lckm_core.forms import Line, ProcedureId
from lckm_core.law import cites
from lckm_core.text import Message

_CITES = "zał. 2 § 9 ust. 3"
CODE = TextKind(
    "code",
    Message("kod ustalenia, np. LCKM-F004", "a finding's code such as LCKM-F004"),
    r"^LCKM-[A-Z][0-9]{3}$",
)

FAMILIES = frozenset(f"LCKM-{letter}" for letter in "DEFKPRSTU")
"""The beginnings of the codes that a departure may name: those about procedures."""

UNKNOWN_RULE = kind(
    "LCKM-D001",
    _CITES,
    Message("odstąpienie od reguły, której nie ma", "a departure from a rule that does not exist"),
    liftable=False,
)
NOT_LIFTABLE = kind(
    "LCKM-D002",
    _CITES,
    Message(
        "odstąpienie od reguły, od której odstąpić nie można",
        "a departure from a rule that allows none",
    ),
    liftable=False,
)
LIFTS_NOTHING = kind(
    "LCKM-D003",
    _CITES,
    Message("odstąpienie, które niczego nie uchyla", "a departure that lifts nothing"),
    Severity.WARNING,
    liftable=False,
)


@cites("zał. 2 § 9 ust. 3")
@attrs.frozen
class Departure:
    """An agreement with the Monitoring section that one rule does not hold for one procedure."""

    procedure: Annotated[ProcedureId, Mark("Numer procedury")]
    code: Annotated[Annotated[str, CODE], Mark("Kod reguły")]
    agreed_with: Annotated[Line, Mark("Z kim uzgodniono")]
    agreed_on: Annotated[date, Mark("Data uzgodnienia")]
    reference: Annotated[Line, Mark("Numer sprawy lub pisma")]

    @property
    def is_of_file(self) -> bool:
        """Whether it is from a rule about files to download, which is judged with the files."""
        return self.code.startswith("LCKM-F")


@form("lista odstąpień", "a list of departures")
@attrs.frozen
class DepartureList:
    """A file of agreed departures."""

    departures: Annotated[tuple[Departure, ...], Mark("Uzgodnione odstąpienia", min_items=1)]


@cites("zał. 2 § 9 ust. 3")
def apply_departures(
    findings: Findings, procedure_id: str, departures: Iterable[Departure]
) -> Findings:
    """Return the findings of one procedure, those that its departures lift turned into notes.

    A departure lifts the findings of exactly its code, in exactly its procedure, and only where the
    rule is one of zał. 2 § 9 ust. 3 itself, to which its last sentence refers. One that names an
    unknown or unliftable code, or lifts nothing, gives a finding of its own.

    Args:
        findings: the procedure's findings.
        procedure_id: its number; departures for other procedures are ignored.
        departures: the agreed departures.

    Returns:
        As many findings as before, and those about the departures. Provision: zał. 2 § 9 ust. 3.
    """
    by_code = {
        departure.code: departure for departure in departures if departure.procedure == procedure_id
    }
    if not by_code:
        return findings
    known = {declared.code: declared for declared in kinds() if declared.code[:6] in FAMILIES}
    lifting = {
        code: departure
        for code, departure in by_code.items()
        if code in known and known[code].liftable
    }
    present = {finding.code for finding in findings}
    lifted = [
        _lifted(finding, lifting[finding.code]) if finding.code in lifting else finding
        for finding in findings
    ]
    idle = [code for code in by_code if code not in lifting or code not in present]
    own_findings = [_finding(code, known.get(code)) for code in idle]
    return Findings((*lifted, *own_findings), form=findings.form)


def _lifted(finding: Finding, departure: Departure) -> Finding:
    person, when, where = (
        departure.agreed_with,
        departure.agreed_on.isoformat(),
        departure.reference,
    )
    return attrs.evolve(
        finding,
        severity=Severity.NOTE,
        message=f"{finding.message} — odstąpienie uzgodnione z: {person}, dnia {when}, nr {where}",
        message_en=f"{finding.text('en')} — departure agreed with {person} on {when}, no. {where}",
    )


def _finding(code: str, rule: FindingKind | None) -> Finding:
    """Return the finding of a departure that lifts nothing; it is at the root."""
    if rule is None:
        return UNKNOWN_RULE.at(
            (),
            Message(
                f"Nie ma reguły {code}. Popraw kod w odstąpieniu.",
                f"There is no rule {code}. Fix the departure's code.",
            ),
        )
    if not rule.liftable:
        return NOT_LIFTABLE.at(
            (),
            Message(
                f"Od reguły {code} ({rule.cites}) nie można odstąpić. "
                "Popraw opis i usuń odstąpienie.",
                f"No departure from {code} ({rule.cites}) is possible. "
                "Fix the procedure and remove the departure.",
            ),
        )
    return LIFTS_NOTHING.at(
        (),
        Message(
            f"Odstąpienie od {code} niczego nie uchyla: opis spełnia tę regułę. Usuń odstąpienie.",
            f"The departure from {code} lifts nothing: the procedure follows that rule. "
            "Remove the departure.",
        ),
    )
