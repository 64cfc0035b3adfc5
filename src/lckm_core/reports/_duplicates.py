"""Which report another may be a duplicate of."""

from collections.abc import Iterable
from datetime import datetime

from lckm_core.findings import Findings
from lckm_core.reports._model import Report
from lckm_core.reports._report_acts import WRONG_DUPLICATE, InvalidOutcomeError
from lckm_core.text import Message


def require_earlier(report: Report, others: Iterable[Report]) -> None:
    """Raise :class:`InvalidOutcomeError` unless a report may be a duplicate of another.

    The other was registered before it and is, by however many steps, no duplicate of it: so the
    first of those that name each other is nobody's duplicate, and somebody handles it.

    Args:
        report: the report.
        others: the other, then that whose duplicate it is, and so on.

    Provision: zał. 2 § 6 ust. 1 (interpretation I23).
    """
    for at, other in enumerate(others):
        if other.number == report.number:
            message = _ITS_OWN_DUPLICATE
        # If both came at one moment, the number decides, as in lists.
        elif not at and _order(other) > _order(report):
            message = _LATER
        else:
            continue
        raise InvalidOutcomeError(Findings((WRONG_DUPLICATE.at(("duplicate_of",), message),)))


def _order(report: Report) -> tuple[datetime, str]:
    return report.registered_at, report.number


_LATER = Message(
    "Tamto zgłoszenie jest późniejsze niż to. Zapisz ten wynik przy tamtym, z numerem tego.",
    "That report came later than this one. Record this outcome with that one, with the number of "
    "this.",
)
_ITS_OWN_DUPLICATE = Message(
    "Przy tamtym zgłoszeniu zapisano, że wcześniejsze jest to. Otwórz tamto na nowo, jeśli ktoś "
    "się nim zajmuje, albo wybierz inny wynik.",
    "That report is recorded as a duplicate of this one. Reopen that one if somebody handles it, "
    "or choose another outcome.",
)
