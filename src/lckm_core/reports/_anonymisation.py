"""What is left of a report once nobody may know who wrote it (zał. 2 § 6 ust. 5; interpretations I6 and I7)."""

from datetime import datetime

import attrs

from lckm_core.calendar import require_aware
from lckm_core.law import cites
from lckm_core.reports._model import Consent, Report


@cites("zał. 2 § 6 ust. 5")
def anonymise(report: Report) -> Report:
    """Return the report without its personal part and its attachments; anonymising twice changes nothing.

    Number, kind, channel, language, category, place, dates and the text with personal data struck out stay
    (interpretation I7). Whether the term or a withdrawal asked for it leaves no trace, and no hash is kept (I6, I8).
    A picture may show, or name in its metadata, who took it, so the references to attachments go too and the host destroys
    what they refer to. Provision: zał. 2 § 6 ust. 5. Raises nothing.
    """
    return attrs.evolve(report, personal=None, attachments=())


@cites("zał. 2 § 6 ust. 5")
def withdraw(report: Report, *, now: datetime) -> Report:
    """Return the report with its consent withdrawn at *now*, which makes it due at once, whatever its status.

    A report without a personal part comes back as it is, and so does one whose consent is withdrawn: asking twice is fine,
    and the first moment counts (I6). Of data that nobody saw in the words no consent was recorded; to withdraw it says that
    it was given, with the report (zał. 2 § 6 ust. 4). Raises ``ValueError`` for a naive moment.
    """
    require_aware(now)
    personal = report.personal
    if personal is None or (
        personal.consent is not None and personal.consent.withdrawn_at is not None
    ):
        return report
    given = personal.consent or Consent(
        given_at=report.registered_at, terms_version=report.terms_version
    )
    return attrs.evolve(
        report, personal=attrs.evolve(personal, consent=attrs.evolve(given, withdrawn_at=now))
    )
