"""The demo from its first step to its last."""

from datetime import date
from pathlib import Path

from lckm_cli.demo import summary
from lckm_cli.demo.folder import prepare, seal
from lckm_cli.demo.host import Host, open_host
from lckm_cli.demo.moments import Moments
from lckm_cli.demo.outcomes import make_changes, make_findings, make_timeline
from lckm_cli.demo.planting import sent
from lckm_cli.demo.publishing import publish
from lckm_cli.demo.reporting import deliver, end
from lckm_cli.demo.searching import Searched, search
from lckm_cli.demo.summary import Done
from lckm_cli.files import find
from lckm_cli.reading import BadFileError, read_as, read_routes
from lckm_core import Message, PortalTerms
from lckm_core.testing import PersonalDataCanary


def run(target: Path, samples: Path, on: date) -> tuple[Host, Done, Searched]:
    """Do everything the software does to the samples, in the folder *target*, as of that day.

    Raises ``LckmError`` when the folder holds something else or was changed, and for a day on which no report could be registered.
    """
    _require_terms(samples, on)
    copied, moments, canary = prepare(target, samples), Moments(on), PersonalDataCanary("demo")
    findings, summaries = make_findings(target)
    host = open_host(target, read_routes(str(copied / "routes" / "routes.yaml")), moments.exported)
    published = publish(host, on, moments)
    forms = tuple(sent(copied / "reports", on.year, canary))
    delivered = deliver(host, forms, canary, moments)
    ended = end(host, forms, delivered.contact[0], canary, moments)
    done = Done(
        on=on,
        moments=moments,
        summaries=summaries,
        findings=findings,
        published=published,
        timeline=make_timeline(target, on),
        changes=make_changes(target),
        delivered=delivered,
        ended=ended,
    )
    planted = sum(one.planted for one in forms)
    searched = search(target, canary, planted)
    searched = _summed_up(host, done, searched, canary)
    seal(target)
    return host, done, searched


def _require_terms(samples: Path, on: date) -> None:
    """Raise unless the sample terms are in force that day, and the calendar goes on to the end of the term."""
    terms: list[PortalTerms] = [read_as(one.path, "portal-terms") for one in find([str(samples / "terms")])]
    first, last = min(one.valid_from for one in terms), date(9998, 12, 31)
    if not first <= on <= last:
        raise BadFileError(
            str(on),
            Message(
                f"tego dnia nie da się przyjąć zgłoszenia. Podaj dzień od {first}, odkąd jest regulamin, do {last}.",
                f"no report can be registered that day. Give one from {first}, when there are terms, to {last}.",
            ),
        )


def _summed_up(host: Host, done: Done, searched: Searched, canary: PersonalDataCanary) -> Searched:
    """Write the summary, which is looked through as well; what is found in it, it has to say itself."""
    searched = searched._replace(files=searched.files + 1)
    found = canary.search(summary.write(host, done, searched))
    if found:
        searched = searched._replace(traces=(*searched.traces, *found))
        summary.write(host, done, searched)
    return searched
