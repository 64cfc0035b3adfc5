"""What OpenTelemetry is told, read back from its own exporters in memory: counts and times,
and nothing of a person.
"""

from datetime import UTC, datetime

import pytest
from opentelemetry import metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from lckm_core import ContactCentre, RouteTable, build
from lckm_core.memory import MemoryAdapter
from lckm_core.reports import Category, Route
from lckm_operations.telemetry import TelemetryAdapter
from lckm_operations.worker import work_once
from lckm_testing import FakeClock, PersonalDataCanary

JPEG = b"\xff\xd8\xff\xe0" + bytes(28)
NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
TABLE = RouteTable(
    categories=(Category("droga", "Droga"),),
    domains=("example.org",),
    routes=(
        Route(
            name="Drogi",
            categories=("droga",),
            unit="ZDiT",
            mailbox="zdit@example.org",
            contact=True,
        ),
    ),
)


@pytest.fixture
def told(monkeypatch):
    """Return the reader of metrics and the exporter of spans of a made-up host."""
    reader, spans, tracing = InMemoryMetricReader(), InMemorySpanExporter(), TracerProvider()
    tracing.add_span_processor(SimpleSpanProcessor(spans))
    measuring = MeterProvider([reader])
    monkeypatch.setattr(metrics, "get_meter", measuring.get_meter)
    monkeypatch.setattr(trace, "get_tracer", tracing.get_tracer)
    yield reader, spans
    measuring.shutdown()
    tracing.shutdown()


def points(reader):
    data = reader.get_metrics_data()
    return {
        metric.name: [(dict(point.attributes), point) for point in metric.data.data_points]
        for resource in data.resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
    }


def test_what_is_measured_has_its_unit(told):
    """A dashboard shows seconds as such, and counts as counts."""
    reader, _ = told
    adapter = TelemetryAdapter()
    for instrument in (adapter._registered, adapter._delivered, adapter._erased):
        instrument.add(1)
    adapter._waiting.set(1)
    adapter._seconds.record(1)
    found = {
        metric.name: metric.unit
        for resource in reader.get_metrics_data().resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
    }
    assert {name: unit for name, unit in found.items() if unit} == {"lckm.attempt.duration": "s"}
    assert len(found) == 5


def test_each_thing_done_is_counted_and_nobody_named(told, monkeypatch):
    reader, exporter = told
    memory = MemoryAdapter(TABLE)
    monkeypatch.setattr(memory.reports, "waiting_count", lambda: 3, raising=False)
    centre = ContactCentre(build(memory, TelemetryAdapter()))
    canary, clock = PersonalDataCanary("telemetry"), FakeClock(NOW)
    for number in ("ZG-1", "ZG-2"):
        centre.register(
            {**canary.form(), "category": "droga"},
            number=number,
            now=NOW,
            terms_version="1",
            heads=[JPEG],
        )
    work_once(centre, clock=clock)
    centre.withdraw_consent("ZG-1", now=NOW)
    clock.set(datetime(2027, 6, 1, 12, tzinfo=UTC))
    work_once(centre, clock=clock)
    found = points(reader)
    assert [(attributes, point.value) for attributes, point in found["lckm.registered"]] == [
        ({"lckm.way": "to mailbox"}, 2)
    ]
    delivered = {
        attributes["lckm.outcome"]: point.value for attributes, point in found["lckm.deliveries"]
    }
    assert delivered["sent"] >= 2
    erased = {attributes["lckm.cause"]: point.value for attributes, point in found["lckm.erased"]}
    assert erased == {"withdrawal": 1, "term": 1}
    assert found["lckm.waiting"][0][1].value == 3
    of_reports = [
        point.count
        for attributes, point in found["lckm.attempt.duration"]
        if attributes["lckm.kind"] == "report"
    ]
    assert of_reports == [2]
    spans = exporter.get_finished_spans()
    assert len([span for span in spans if span.attributes["lckm.kind"] == "report"]) == 2
    everything = f"{found!r} {[span.to_json() for span in spans]}"
    assert canary.search(everything) == ()
    assert "ZG-" not in everything
