"""Reports that are sent again because their answer was lost."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import attrs

from lckm_core.errors import AlreadyRegisteredError
from lckm_core.text import Message
from lckm_intake import IssuedNumber, Receipt
from lckm_open311._api_keys import ApiKey
from lckm_open311._faults import CONFLICT, Fault, RefusedError, wrong
from lckm_open311._jurisdictions import Jurisdiction
from lckm_open311._parameters import MOST_ROWS

WITHIN = timedelta(days=7)
_KEY = re.compile(r"[!-~]{1,255}")


@attrs.frozen
class Registration:
    """Registers a report once, however often it is sent.

    Args:
        city: the jurisdiction.
        key: the application's key.
        idempotency_key: what the application calls this report by; empty: nothing.
    """

    city: Jurisdiction
    key: ApiKey
    idempotency_key: str

    def register(self, form: Mapping[str, Any], tokens: Sequence[str], *, now: datetime) -> Receipt:
        """Register a report, or find the one that it repeats; raises what the intake raises.

        Raises :class:`RefusedError` for an idempotency key that does not fit, or has another
        report.
        """
        intake = self.city.intake
        if self.idempotency_key:
            if not _KEY.fullmatch(self.idempotency_key):
                raise RefusedError([_WRONG_KEY])
            issued = intake.issue_for(f"{self.key.name}\n{self.idempotency_key}")
            try:
                return intake.register(form, tokens, issued, now=now)
            except AlreadyRegisteredError:
                raise RefusedError([_OTHER_REPORT]) from None
        if not self.key.distinct_forms:
            return intake.register(form, tokens, intake.issue(now), now=now)
        # Of two that come at once, the second has to see the first.
        with self.city.lock:
            for issued in self._alike(form, now):
                try:
                    return intake.register(form, tokens, issued, now=now)
                except AlreadyRegisteredError:
                    continue
            return intake.register(form, tokens, intake.issue(now), now=now)

    def _alike(self, form: Mapping[str, Any], now: datetime) -> Iterator[IssuedNumber]:
        """Yield the numbers of open reports whose redacted words are those of the form."""
        finder = self.city.finder
        preview = self.city.centre.preview_report(form, now=now, limits=self.city.limits)
        if finder is None or preview.description is None:
            return
        for found in finder.find_reports(
            categories=[form["category"]],
            closed=False,
            registered_from=now - WITHIN,
            limit=MOST_ROWS,
        ):
            if found.report.description == preview.description.text:
                yield self.city.intake.prove(found.report.number)


_WRONG_KEY = wrong(
    "Idempotency-Key",
    "podaj od 1 do 255 znaków ASCII bez odstępów.",
    "give 1 to 255 ASCII characters without blanks.",
)
_OTHER_REPORT = Fault(
    CONFLICT,
    Message(
        "Idempotency-Key: pod tym kluczem przyszło już inne zgłoszenie.",
        "Idempotency-Key: another report came under this key.",
    ),
)
