"""Whether the table of routes has a category."""

from lckm_core.findings import Findings
from lckm_core.forms import field_kinds
from lckm_core.law import cites
from lckm_core.reports._form import ReportForm
from lckm_core.reports._intake import InvalidReportError
from lckm_core.reports._routing.model import RouteTable
from lckm_core.text import Message


@cites("zał. 2 § 6 ust. 1")
def require_category(category: str | None, table: RouteTable) -> None:
    """Raise :class:`InvalidReportError` for a category that the table lacks.

    :func:`register` does not refuse an unknown one, so that no report is lost: it goes to the
    helpdesk. Whoever takes a report from a form calls this first. Provision: zał. 2 § 6 ust. 1.
    """
    known = [choice.id for choice in table.categories]
    if category is None or category in known:
        return
    finding = field_kinds(ReportForm)["LCKM-Z003"].at(
        ("category",),
        Message(
            f"Tabela tras nie ma tej kategorii. Są w niej: {', '.join(known)}.",
            f"The table of routes has no such category. It has: {', '.join(known)}.",
        ),
    )
    raise InvalidReportError(Findings((finding,), form=ReportForm))
