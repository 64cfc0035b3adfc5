"""A finding of a file that was handed in is printed once, and each that differs in anything."""

import attrs

from lckm_core.findings import Finding, Findings, Severity
from lckm_editorial.command_session import Refusals
from lckm_editorial.submitted_files import SubmittedFile

FIRST = Finding(
    code="LCKM-R040", severity=Severity.WARNING, path="/summary", message="Kwota.", cites="wzór"
)


def printed(capsys, refusals, finding, path="a.yaml"):
    """Return what is printed of a finding by a call of its own."""
    refusals.print_findings(SubmittedFile(path, None), Findings((finding,)))
    return capsys.readouterr().err


def test_the_same_finding_is_printed_once_and_another_is_never_left_out(capsys):
    """The same words may be of another place, file, or code; each is to be put right."""
    refusals = Refusals("pl")
    assert "LCKM-R040" in printed(capsys, refusals, FIRST)
    others = [
        (attrs.evolve(FIRST, path="/how_to"), "a.yaml"),
        (attrs.evolve(FIRST, code="LCKM-R041"), "a.yaml"),
        (attrs.evolve(FIRST, message="Inna kwota."), "a.yaml"),
        (FIRST, "b.yaml"),
    ]
    for finding, path in others:
        told = printed(capsys, refusals, finding, path)
        assert finding.code in told
        assert finding.message in told
    for finding, path in [(FIRST, "a.yaml"), *others]:
        assert printed(capsys, refusals, finding, path) == ""
    assert "LCKM-R040" in printed(capsys, Refusals("pl"), FIRST)
