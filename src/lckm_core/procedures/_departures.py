"""Agreed departures: which rule is lifted for which procedure, agreed with whom, when, and where that is written (zał. 2 § 9 ust. 3)."""

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
"""How the codes of procedures, and of what comes with them, begin; those of reports and notices lift nothing here."""

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
        """True for a departure from a rule about files to download, which is judged with the files at hand."""
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
    """Return the findings of one procedure with what its agreed departures lift turned into notes that say so.

    A departure lifts the findings of exactly its code, in exactly its procedure, and only where the rule is one of zał. 2 § 9
    ust. 3 itself, to which its last sentence refers. One that names an unknown or unliftable code, or lifts nothing, gives a finding of its own.

    Args:
        findings: what was found in the procedure.
        procedure_id: its number; departures for other procedures are passed over.
        departures: the agreed departures.

    Returns:
        As many findings as before, and those about the departures. Provision: zał. 2 § 9 ust. 3.

    Raises nothing.
    """
    own = {
        departure.code: departure for departure in departures if departure.procedure == procedure_id
    }
    if not own:
        return findings
    known = {declared.code: declared for declared in kinds() if declared.code[:6] in FAMILIES}
    lifting = {
        code: departure for code, departure in own.items() if code in known and known[code].liftable
    }
    present = {finding.code for finding in findings}
    lifted = [
        _lifted(finding, lifting[finding.code]) if finding.code in lifting else finding
        for finding in findings
    ]
    return Findings(
        (
            *lifted,
            *(
                _fault(code, known.get(code))
                for code in own
                if code not in lifting or code not in present
            ),
        ),
        form=findings.form,
    )


def _lifted(finding: Finding, departure: Departure) -> Finding:
    who, when, where = departure.agreed_with, departure.agreed_on.isoformat(), departure.reference
    return attrs.evolve(
        finding,
        severity=Severity.NOTE,
        message=f"{finding.message} — odstąpienie uzgodnione z: {who}, dnia {when}, nr {where}",
        message_en=f"{finding.text('en')} — departure agreed with {who} on {when}, no. {where}",
    )


def _fault(code: str, rule: FindingKind | None) -> Finding:
    """Say what is wrong with a departure from *code*. It lies in no field, so it stands at the root."""
    if rule is None:
        return UNKNOWN_RULE.at(
            (),
            Message(
                f"Nie ma reguły {code}. Popraw kod w odstąpieniu.",
                f"There is no rule {code}. Mend the departure's code.",
            ),
        )
    if not rule.liftable:
        return NOT_LIFTABLE.at(
            (),
            Message(
                f"Od reguły {code} ({rule.cites}) nie można odstąpić. Popraw opis i usuń odstąpienie.",
                f"No departure from {code} ({rule.cites}) is possible. Mend the procedure and remove the departure.",
            ),
        )
    return LIFTS_NOTHING.at(
        (),
        Message(
            f"Odstąpienie od {code} niczego nie uchyla: opis spełnia tę regułę. Usuń odstąpienie.",
            f"The departure from {code} lifts nothing: the procedure keeps that rule. Remove the departure.",
        ),
    )
