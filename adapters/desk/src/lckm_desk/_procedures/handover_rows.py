"""How an edition came, as rows of its page."""

from collections.abc import Sequence

from lckm_core.procedures import Handover
from lckm_desk import _labels as labels


def handover_rows(handover: Handover | None) -> Sequence[tuple[str, str]]:
    """Return how an edition came, and what was agreed."""
    if handover is None:
        return []
    rows = [
        ("Kto wnioskuje", ", ".join(filter(None, (handover.asked_by, handover.role.value)))),
        ("Jednostka", ", ".join(filter(None, (handover.unit, handover.cell)))),
        ("Jak przyszło", f"{handover.channel.value}, {labels.day(handover.received_on)}"),
        ("Znak sprawy albo numer UPP", handover.reference or ""),
        ("Przyczyna techniczna", handover.technical_reason or ""),
    ]
    agreements = (
        ("Uzgodnienie poczty elektronicznej", handover.channel_agreement),
        ("Uzgodnienie z kierownikiem jednostki", handover.head_agreement),
    )
    rows += [
        (label, f"{agreement.agreed_with}, {labels.day(agreement.agreed_on)}")
        for label, agreement in agreements
        if agreement
    ]
    return [(label, words) for label, words in rows if words]
