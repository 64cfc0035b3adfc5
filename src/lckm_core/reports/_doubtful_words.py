"""Words of a report that redaction was not sure of, for a person to look at."""

from lckm_core import redaction
from lckm_core.law import cites
from lckm_core.reports._model import Report


@cites("zał. 2 § 6 ust. 5")
def doubtful_words(report: Report) -> tuple[str, ...]:
    """Return the words of a report that may be personal data, each once.

    They are in the description, the address of the place and the attributes, as
    :func:`lckm_core.redaction.doubtful_spans` finds them; a person decides about them, and redacts
    them with :func:`redact_words`.
    """
    address = report.place.address if report.place else None
    texts = [
        report.description,
        address or "",
        *(attribute.value for attribute in report.attributes),
    ]
    return redaction.doubtful_words(texts)
