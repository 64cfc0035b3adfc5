"""The demo from its first step to its last."""

from datetime import date
from pathlib import Path

from lckm_cli.toolkit import BadFileError, find_files, read_as, read_routes
from lckm_core.publication import PortalTerms
from lckm_core.text import Message
from lckm_demo import summary
from lckm_demo.documents import look_into_files, make_word
from lckm_demo.folder import prepare, seal
from lckm_demo.host import Host, open_host
from lckm_demo.live.maker import make_live
from lckm_demo.moments import Moments
from lckm_demo.outcome_pages import make_changes, make_findings, make_timeline
from lckm_demo.planted_data_search import Searched, search
from lckm_demo.procedure_flow import publish
from lckm_demo.report_flow import deliver, end
from lckm_demo.sample_question import ask
from lckm_demo.summary import Done
from lckm_demo.test_data import PEOPLE, first_with_contact, sent
from lckm_testing import PersonalDataCanary


def run(target: Path, samples: Path, on: date) -> tuple[Host, Done, Searched]:
    """Run the whole demo in the folder *target*, as of the day *on*.

    Raises:
        LckmError: the folder holds something else or was changed, or no report could be
            registered on that day.
    """
    _require_terms(samples, on)
    copied = prepare(target, samples)
    try:
        host, done, searched = _make_demo(target, copied, on)
        searched = _summed_up(host, done, searched)
        make_live(target, copied, on)
        return host, done, searched
    finally:
        # Even if interrupted, the folder is the demo's, and the next run may empty it.
        seal(target)


def _make_demo(target: Path, copied: Path, on: date) -> tuple[Host, Done, Searched]:
    """Do everything but the summary; database and mail server are closed when this returns."""
    moments = Moments(on)
    findings, summaries = make_findings(target)
    table = read_routes(str(copied / "routes" / "routes.yaml"))
    drafts = sent(copied / "reports", on.year, lambda number: PEOPLE.others)
    withdrawn = first_with_contact(drafts, table, moments.exported)

    def planted(number: str) -> PersonalDataCanary:
        return PEOPLE.withdrawing if number == withdrawn else PEOPLE.others

    forms = tuple(sent(copied / "reports", on.year, planted))
    word, looked = make_word(target, moments.handled(0)[0]), look_into_files(target)
    with open_host(target, table, moments.exported) as host:
        published = publish(host, on, moments)
        answers = ask(host)
        delivered = deliver(host, forms, PEOPLE, moments)
        ended = end(host, forms, withdrawn, PEOPLE, moments)
    done = Done(
        on=on,
        moments=moments,
        summaries=summaries,
        findings=findings,
        published=published,
        timeline=make_timeline(target, on),
        changes=make_changes(target),
        word=word,
        looked=looked,
        answers=answers,
        delivered=delivered,
        ended=ended,
    )
    searched = search(target, PEOPLE, sum(form.planted for form in forms))
    return host, done, searched.and_also((*ended.left_of_withdrawn, *ended.left_open))


def _require_terms(samples: Path, on: date) -> None:
    """Raise unless the sample terms are in force and the calendar reaches the term's end."""
    terms: list[PortalTerms] = [
        read_as(file.path, "portal-terms") for file in find_files([str(samples / "terms")])
    ]
    first, last = min(term.valid_from for term in terms), date(9998, 12, 31)
    if not first <= on <= last:
        raise BadFileError(
            str(on),
            Message(
                f"tego dnia nie da się przyjąć zgłoszenia. Podaj dzień od {first}, odkąd jest "
                f"regulamin, do {last}.",
                f"no report can be registered that day. Give one from {first}, when there are "
                f"terms, to {last}.",
            ),
        )


def _summed_up(host: Host, done: Done, searched: Searched) -> Searched:
    """Write the summary, which is searched as well and reports what is found in itself."""
    path = summary.write(host, done, searched.and_also((), files=1))
    found = [trace for person in PEOPLE for trace in person.search(path)]
    searched = searched.and_also(found, files=1)
    if found:
        summary.write(host, done, searched)
    return searched
