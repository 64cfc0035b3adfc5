"""What is left of a report once nobody may know who wrote it (zał. 2 § 6 ust. 5; interpretations I6 and I7)."""

from datetime import datetime

import attrs

from lckm_core.calendar import require_aware
from lckm_core.ordinance import cites
from lckm_core.report.model import Report


@cites("zał. 2 § 6 ust. 5")
def anonymise(report: Report) -> Report:
    """Return the report without its personal part and its attachments; anonymising twice changes nothing.

    Number, kind, channel, language, category, place, dates and the text with personal data struck out stay
    (interpretation I7). Whether the term or a withdrawal asked for it leaves no trace, and no hash is kept (I6, I8).
    A picture may show, or name in its metadata, who took it, so the references to attachments go too and the host destroys
    what they refer to. Provision: zał. 2 § 6 ust. 5.
    """
    return attrs.evolve(report, personal=None, attachments=())


@cites("zał. 2 § 6 ust. 5")
def withdraw(report: Report, *, now: datetime) -> Report:
    """Return the report with its consent withdrawn at *now*, which makes it due at once, whatever its status.

    A report of which no consent is left comes back as it is, so asking twice is fine; the first moment counts (I6).
    Raises ``ValueError`` for a naive moment.
    """
    require_aware(now)
    personal = report.personal
    if personal is None or personal.consent is None or personal.consent.withdrawn_at is not None:
        return report
    consent = attrs.evolve(personal.consent, withdrawn_at=now)
    return attrs.evolve(report, personal=attrs.evolve(personal, consent=consent))
