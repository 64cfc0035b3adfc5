"""The page that changes the table of routes: its form, and the effects."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import attrs

from lckm_core.findings import Finding, UnreadableFileError
from lckm_core.ports.optional import RouteTableChange
from lckm_core.procedures import check, read
from lckm_core.reports import RouteTable, added_domains
from lckm_desk import _labels as labels
from lckm_desk._finding_rows import finding_row
from lckm_desk._pages import Fault, View
from lckm_desk._places import Places
from lckm_desk._routes.effects import effects_of
from lckm_desk._routes.table_difference import table_difference
from lckm_desk._submissions import Submission

_MOST_CHANGES = 5
_LONGEST_LINE = 80
_OTHER_DOMAIN = "LCKM-G014"


@attrs.frozen(kw_only=True, repr=False)
class TableSubmission(Submission[str]):
    """The form with another table; its record is the text of the table in force."""

    @property
    def text(self) -> str:
        """The table that was typed, with the line breaks of the one in force."""
        typed = self.fields.text("tabela").replace("\r\n", "\n").replace("\r", "\n")
        typed = typed.rstrip("\n") + "\n"
        return typed.replace("\n", "\r\n") if "\r\n" in self.record else typed

    @property
    def is_unchanged(self) -> bool:
        """Whether it is the table in force, except for the end of its last line."""
        return self.text.rstrip("\r\n") == self.record.rstrip("\r\n")


def digest(text: str) -> str:
    """Return a digest of a text, by which a page recognises it."""
    return sha256(text.encode()).hexdigest()


def change_view(
    sent: TableSubmission,
    *,
    old: RouteTable | None,
    history: Sequence[RouteTableChange],
    faults: Sequence[Fault] = (),
    status: int = 200,
    is_shown: bool = True,
    is_writable: bool = True,
    undone: RouteTableChange | None = None,
    places: Places,
) -> View:
    """Return the form, with what the table that was typed would change.

    Args:
        sent: what was typed; of a form that was opened, nothing.
        old: the table in force; ``None`` where it cannot be read.
        history: the changes made so far, the newest first.
        faults: why it is refused.
        status: the HTTP status.
        is_shown: whether the next press may put it in force, for all is shown now.
        is_writable: whether it can be stored at all.
        undone: the change before which the table was as it is typed now.
        places: names what routes ask for.
    """
    is_again = "tabela" in sent.fields.values
    context: dict[str, Any] = {"may_save": False}
    if is_again:
        findings, table = _judge(sent)
        context |= {
            "findings": [_row(finding, sent.text) for finding in findings],
            # The finding says to add the domain, which the reader of this page cannot do.
            "needs_domain": any(finding.code == _OTHER_DOMAIN for finding in findings),
            "effects": None,
            "added": "",
            "left_out": "",
            "changes": table_difference(sent.record, sent.text),
        }
        if old is not None and table is not None:
            # Adding one is refused, and only the operator can restore one that is left out.
            added, left_out = added_domains(old, table), added_domains(table, old)
            context |= {
                "may_save": is_shown and is_writable and not added and not sent.is_unchanged,
                "effects": effects_of(old, table, name_of=places.name),
                "added": ", ".join(added),
                "left_out": ", ".join(left_out),
            }
    return View(
        template="routes_change",
        title="Zmień tabelę tras",
        here="routes",
        status=status,
        faults=faults,
        context={
            "typed": sent.text if is_again else sent.record,
            "reason": sent.fields.text("powod"),
            "seen": digest(sent.record),
            "shown": digest(sent.text) if is_again and is_shown else "",
            "permission": sent.permission,
            "is_again": is_again,
            "is_readable": old is not None,
            "history": [_change_row(change, sent.record) for change in history[:_MOST_CHANGES]],
            "undone": None if undone is None else _change_row(undone, sent.record),
            **context,
        },
    )


def _judge(sent: TableSubmission) -> tuple[Sequence[Finding], RouteTable | None]:
    """Return what is wrong with a table that was typed, and the table unless it has errors."""
    try:
        document = read(sent.text, name="routes.yaml", syntax="yaml", model=RouteTable)
    except UnreadableFileError as error:
        return [error.finding], None
    found = check(document, directory=sent.centre.plugins.directory, requested_on=sent.today)
    return list(found), None if found.errors else document.build(RouteTable)


def _row(finding: Finding, text: str) -> dict[str, str]:
    lines = text.splitlines()
    if not finding.line:
        return finding_row(finding, "tabela")
    # What is missing at the end is reported after the last line.
    number = min(finding.line, len(lines))
    line = lines[number - 1].strip()
    shown = line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE] + "…"
    return finding_row(finding, f"wiersz {number}" + (f", „{shown}”" if shown else ""))


def _change_row(change: RouteTableChange, in_force: str) -> dict[str, Any]:
    return {
        "at": labels.moment(change.at),
        "by": change.by,
        "reason": change.reason,
        "changes": table_difference(change.replaced, change.text),
        "before": digest(change.replaced) if change.replaced != in_force else "",
    }
