"""What a command says last: totals and their colour, tables, and why the system refused."""

import errno
from itertools import product

import click
import pytest

from lckm_cli.check.aggregate import CheckSummary
from lckm_cli.commands import adapter
from lckm_cli.formatting import streamed_table
from lckm_cli.os_errors import os_error_reason
from lckm_cli.output.findings import summary_line
from tests.helpers.commands import Run


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_the_totals_are_red_where_the_check_failed(lang):
    """By the exit code, so that colour and code never differ."""
    for counts in product((0, 1), repeat=5):
        errors, warnings, unreadable, departures, accepted = counts
        summary = CheckSummary(3, errors, warnings, unreadable, departures, accepted)
        plain = summary_line(summary, lang, colour=False)
        coloured = summary_line(summary, lang, colour=True)
        colour = "red" if summary.exit_code(strict=False) else "green"
        assert coloured == click.style(plain, bold=True, fg=colour), summary
        none = {"pl": "brak uwag", "en": "no findings"}[lang]
        assert (none in plain) == (not (errors or warnings or unreadable)), summary


def test_a_table_that_is_streamed_never_becomes_narrower():
    rows = [["długa nazwa", "1"], ["x", "2"], ["jeszcze dłuższa nazwa", "3"], ["y", "4"]]
    lines = list(streamed_table(["nazwa", "ile"], rows, batch=1))
    assert lines[0].split() == ["nazwa", "ile"]
    widths = [len(line.rstrip("\n")) - 1 for line in lines[1:]]
    assert widths == [13, 13, 23, 23]


@pytest.mark.parametrize("code", [*errno.errorcode, None, 0, 99999])
def test_the_reason_of_the_system_is_always_said(code):
    error = OSError("unusual words") if code is None else OSError(code, "unusual words")
    reason = os_error_reason(error)
    for text in (reason.pl, reason.en):
        assert text.count("()") == 0, text
        assert len(text.split()) > 2
    if code not in errno.errorcode:
        assert "unusual words" in reason.pl
        assert "unusual words" in reason.en


def test_a_module_that_is_missing_for_another_reason_is_no_matter_of_the_tests(
    run: Run, monkeypatch, tmp_path
):
    def missing(name: str) -> None:
        raise ModuleNotFoundError("none", name=name)

    monkeypatch.setattr("lckm_cli.scaffolding.distribution.make", lambda *_: missing("broken"))
    command = ("adapter", "new", "eml", "--port", adapter.ports()[0].short, "--to", str(tmp_path))
    refused = run(*command)
    assert refused.exit_code != 0
    assert "pip install" not in refused.output + str(refused.exception)
    monkeypatch.setattr("lckm_cli.scaffolding.distribution.make", lambda *_: missing("pytest"))
    refused = run(*command)
    assert (refused.exit_code, "pip install pytest" in refused.stderr) == (2, True)
