"""Metrics and traces by OpenTelemetry, without personal data (extra ``telemetry``).

The host's OpenTelemetry SDK decides where they go; without one they go nowhere.
"""

import time

from opentelemetry import metrics, trace

from lckm_core.centre import DeliveryAttempt
from lckm_core.ports import Event, EventVerb, impl

_NAME = "lckm_operations"
_ENDS = frozenset({EventVerb.DISPATCH, EventVerb.TAKE_BACK, EventVerb.SETTLE_BY_HAND})


class TelemetryAdapter:
    """Counts events of the centre in each process, and a worker's delivery attempts.

    Attributes are the library's own words, never the number of a report.
    """

    name = "telemetry"

    def __init__(self) -> None:
        meter = metrics.get_meter(_NAME)
        self._tracer = trace.get_tracer(_NAME)
        self._registered = meter.create_counter(
            "lckm.registered", description="Reports registered, by way"
        )
        self._delivered = meter.create_counter(
            "lckm.deliveries", description="Attempts, by how they ended"
        )
        self._erased = meter.create_counter(
            "lckm.erased", description="Acts of destroying personal parts, by cause"
        )
        self._waiting = meter.create_gauge("lckm.waiting", description="Deliveries that wait")
        self._seconds = meter.create_histogram(
            "lckm.attempt.duration", unit="s", description="Time of one attempt"
        )

    def on_event(self, event: Event) -> None:
        """Count an event."""
        if event.verb == EventVerb.REGISTER:
            self._registered.add(1, {"lckm.way": event.outcome})
        elif event.verb in _ENDS:
            self._delivered.add(1, {"lckm.verb": event.verb, "lckm.outcome": event.outcome})
        elif event.verb == EventVerb.ANONYMISE_DUE:
            self._erased.add(int(event.outcome), {"lckm.cause": "term"})
        elif event.verb == EventVerb.WITHDRAW_CONSENT:
            self._erased.add(int(event.outcome == "anonymised"), {"lckm.cause": "withdrawal"})

    def attempted(self, worked: DeliveryAttempt, seconds: float) -> None:
        """Record how an attempt ended and how long it took, as a metric and a span."""
        attributes = {
            "lckm.kind": worked.kind.value,
            "lckm.target": worked.target.value,
            "lckm.state": worked.state.value,
        }
        self._seconds.record(seconds, attributes)
        now = time.time_ns()
        self._tracer.start_span(
            "lckm.attempt", attributes=attributes, start_time=now - int(seconds * 10**9)
        ).end(now)

    def waiting(self, count: int) -> None:
        """Note how many deliveries wait."""
        self._waiting.set(count)

    @impl
    def notify_listeners(self) -> "TelemetryAdapter":
        """Return this adapter, which counts."""
        return self
