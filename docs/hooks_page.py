"""The page of the hooks: the signature, kind, rules and an example of each."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

from lckm_cli.scaffolding.contracts import contract_of
from lckm_core.ports import Port, PortKind, ports

KINDS = {
    PortKind.PROVIDE: "*provide*: exactly one adapter answers. "
    "Two are an error when the centre is made, none is one when it is needed",
    PortKind.CONTRIBUTE: "*contribute*: any number of adapters answer, "
    "each with any number of things",
    PortKind.NOTIFY: "*notify*: any number of adapters answer; "
    "each is called in its own `try`, so one that fails stops nothing",
}
EXAMPLES = {
    "provide_procedures": '''
class Procedures:
    """Keeps procedures in memory; a real one opens its database on first use."""

    @impl
    def provide_procedures(self):
        return MemoryProcedures()


print(list(build(Procedures()).procedures.ids()))
''',
    "provide_documents": """
class Documents:
    @impl
    def provide_documents(self):
        return MemoryDocuments()


print(build(Documents()).documents.keep(b"%PDF-1.7")[:8])
""",
    "provide_notices": """
class Notices:
    @impl
    def provide_notices(self):
        return MemoryNotices()


print(build(Notices()).notices.announcements())
""",
    "provide_requests": """
class Requests:
    @impl
    def provide_requests(self):
        return MemoryRequests()


print(build(Requests()).requests.unmet(limit=10))
""",
    "provide_reports": """
class Reports:
    @impl
    def provide_reports(self):
        return MemoryReports()


print(build(Reports()).reports.get("ZG-2026-000001"))
""",
    "provide_drafts": """
class Drafts:
    @impl
    def provide_drafts(self):
        return MemoryDrafts()


NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
drafts = build(Drafts()).drafts
drafts.save("0a1b", b"sealed", until=NOON)
print(drafts.sweep(now=NOON), drafts.load("0a1b", now=NOON))
""",
    "provide_sessions": """
class Sessions:
    @impl
    def provide_sessions(self):
        return MemorySessions()


sessions = build(Sessions()).sessions
sessions.save(
    SessionRecord(
        key="0a1b", login="e.pokazowa", way="a list", signed_in_at=NOON, until=NOON.replace(hour=13)
    )
)
print(sessions.revoke(login="e.pokazowa"), sessions.load("0a1b", now=NOON))
""",
    "provide_access_log": """
class Log:
    @impl
    def provide_access_log(self):
        return MemoryAccessLog()


log = build(Log()).access_log
access = Access(
    verb=EventVerb.READ_PERSONAL,
    subject="ZG-2026-000001",
    role=Role.CALL_CENTRE_STAFF,
    by="Anna Nowak",
    purpose=AccessPurpose.CALL_BACK,
    at=datetime(2026, 3, 4, 12, tzinfo=UTC),
)
log.note(access)
print(access.event.outcome, len(log.accesses))
""",
    "contribute_attachments": """
class Files:
    @impl
    def contribute_attachments(self):
        return [FolderAttachments("attachments")]


print(build(Files()).attachments[0].read("ZG-2026-000001-1"))
""",
    "provide_routes": """
with open("samples/routes/routes.yaml", "rb") as file:
    TABLE = read_form(file.read(), name="routes.yaml").build(RouteTable)


class Routes:
    def table(self):
        return TABLE

    @impl
    def provide_routes(self):
        return self


print(build(Routes()).routes.table().routes[0].name)
""",
    "provide_mailer": '''
class PrintingMailer:
    """Prints letters. Paper cannot be asked what it has."""

    def send(self, letter):
        print("to", letter.to, "-", letter.subject)
        return Accepted()

    def find(self, letter):
        return Answer.CANNOT_BE_ASKED


class Mail:
    @impl
    def provide_mailer(self):
        return PrintingMailer()


build(Mail()).mailer.send(
    Letter("ZG-1.0a1b2c3d4e", "drogi@uml.lodz.pl", "[ŁCKM] Zgłoszenie ZG-1", "Dziura.\\n")
)
''',
    "provide_helpdesk": """
class Helpdesk:
    @impl
    def provide_helpdesk(self):
        return MemoryHelpdesk()


print(type(build(Helpdesk()).helpdesk).__name__)
""",
    "contribute_exporters": '''
class Titles:
    """Shows the portal a list of titles.

    A place that several processes write to has a lock that they share, such as one of a file.
    """

    name, audiences, lock = "titles", (Audience.PORTAL,), Lock()

    def export(self, read):
        with self.lock:
            shown = read()
            print(shown.on, [projection.title for projection in shown.projections(Audience.PORTAL)])

    @impl
    def contribute_exporters(self):
        return [self]


ContactCentre(build(Procedures(), Titles())).export(
    clock=lambda: datetime(2026, 3, 4, 12, tzinfo=UTC)
)
''',
    "provide_search": """
class Finding:
    @impl
    def provide_search(self):
        return MemorySearch()


print(build(Finding()).search.find("dowód osobisty", audience=Audience.PORTAL))
""",
    "contribute_scanners": """
class Scanning:
    # Takes for infected whatever names its virus; a real one asks a scanner over a socket.

    name = "names"

    def scan(self, name, data):
        return Infected("virus") if b"virus" in data else Clean()

    @impl
    def contribute_scanners(self):
        return [self]


print([scanner.scan("wniosek.pdf", b"%PDF-1.7") for scanner in build(Scanning()).scanners])
""",
    "provide_directory": """
class Units:
    @impl
    def provide_directory(self):
        return Directory((Unit("Urząd Miasta Łodzi", ("Wydział Informatyki",)),))


print([unit.name for unit in build(Units()).directory.units])
""",
    "contribute_rules": '''
class NoShouting:
    """A title is not written in capital letters."""

    prefix = "HOST"

    def __call__(self, procedure):
        if procedure.title.isupper():
            message = "Tytuł jest wielkimi literami. Napisz go zwyczajnie."
            yield Finding("HOST-001", Severity.WARNING, "/title", message, "wzór: Nazwa procedury")

    @impl
    def contribute_rules(self):
        return [self]


print([rule.prefix for rule in build(NoShouting()).rules])
''',
    "notify_listeners": """
class Trail:
    def on_event(self, event):
        print(event.verb, event.subject, event.outcome)

    @impl
    def notify_listeners(self):
        return self


ContactCentre(build(Procedures(), Trail(), Titles())).export(
    clock=lambda: datetime(2026, 3, 4, 12, tzinfo=UTC)
)
""",
    "contribute_trail_readers": """
class Told:
    name = "told"

    def wants(self, event):
        return event.verb == EventVerb.PUBLISH

    def take(self, entry):
        print(entry.id, entry.event.subject)

    @impl
    def contribute_trail_readers(self):
        return [self]


print([reader.name for reader in build(Told()).trail_readers])
""",
    "contribute_kinds": """
class Kinds:
    @impl
    def contribute_kinds(self):
        about = Message("skan bez warstwy tekstowej", "a scan without a text layer")
        return [FindingKind("CITY-F001", "zał. 2 § 9 ust. 4", Severity.ERROR, about)]


print([kind.code for kind in build(Kinds()).kinds])
""",
    "contribute_commands": """
class Commands:
    def load(self):
        import click

        return click.Command("report-list", callback=lambda: print("none"))

    @impl
    def contribute_commands(self):
        return [Command("report-list", "Lista zgłoszeń", self.load)]


print([command.name for command in build(Commands()).commands])
""",
}
"""Examples by hook, in the order of the page; they run one after the other in one namespace."""
PRINTED = {
    "provide_procedures": "[]",
    "provide_documents": "86edbaa2",
    "provide_notices": "()",
    "provide_requests": "[]",
    "provide_reports": "None",
    "provide_routes": "Informacje, które nie wymagają interwencji",
    "provide_mailer": "to drogi@uml.lodz.pl - [ŁCKM] Zgłoszenie ZG-1",
    "provide_helpdesk": "MemoryHelpdesk",
    "provide_drafts": "1 None",
    "provide_sessions": "1 None",
    "provide_access_log": "call back 1",
    "contribute_attachments": "None",
    "contribute_exporters": "2026-03-04 []",
    "provide_search": "[]",
    "contribute_scanners": "[Clean()]",
    "provide_directory": "['Urząd Miasta Łodzi']",
    "contribute_rules": "['HOST']",
    "notify_listeners": "2026-03-04 []\nexport titles done",
    "contribute_trail_readers": "['told']",
    "contribute_kinds": "['CITY-F001']",
    "contribute_commands": "['report-list']",
}
"""What each example prints; the test of the docs holds it against what it does print."""
IMPORTS = """
from datetime import UTC, datetime
from threading import Lock

from lckm_core import (
    Audience,
    ContactCentre,
    Directory,
    Finding,
    Message,
    Role,
    RouteTable,
    Severity,
    build,
    impl,
    read_form,
)
from lckm_core.delivery import Accepted, Answer, Letter
from lckm_core.findings import FindingKind
from lckm_core.organisation import Unit
from lckm_core.ports import (
    Access,
    AccessPurpose,
    Clean,
    Command,
    EventVerb,
    Infected,
    SessionRecord,
)
from lckm_folder import FolderAttachments
from lckm_core.memory import (
    MemoryAccessLog,
    MemoryDocuments,
    MemoryDrafts,
    MemoryHelpdesk,
    MemoryNotices,
    MemoryProcedures,
    MemoryReports,
    MemoryRequests,
    MemorySearch,
    MemorySessions,
)
"""


def page() -> str:
    """Return the page."""
    lines = [
        "# The hooks",
        "",
        "What a host can swap, port by port. An adapter is an object; its methods marked `@impl`",
        "answer the hooks of their names and hand over objects of the port's protocol, which the",
        "centre then calls. `build(*adapters)` puts adapters together and says at once what does",
        "not fit; `provide(reports=store, mailer=mailer)` makes an adapter of ready objects,",
        'and `exclude_ports(adapter, "notices")` one that leaves to another what it would provide.',
        "[Writing an adapter](writing-an-adapter.md) makes one from beginning to end;",
        "[testing an adapter](testing-an-adapter.md) is about the contracts. Made from",
        "`src/lckm_core/ports/` by `python docs/generate.py`.",
        "",
        "| hook | kind | hands over | contract |",
        "|---|---|---|---|",
    ]
    order = list(EXAMPLES)
    in_order = sorted(
        ports(), key=lambda port: order.index(port.name) if port.name in order else len(order)
    )
    lines += (
        f"| [`{port.name}`](#{port.name}) | {port.kind.value} | {_returns(port)} "
        f"| `{contract_of(port).name}` |"
        for port in in_order
    )
    lines += ["", "The examples below begin with:", "", "```python", IMPORTS.strip(), "```", ""]
    for port in in_order:
        lines += _section(port)
    return "\n".join(lines).rstrip() + "\n"


def _returns(port: Port[Any]) -> str:
    annotation = inspect.signature(port.function).return_annotation
    text = getattr(annotation, "__name__", "") if isinstance(annotation, type) else str(annotation)
    inner = re.search(r"\[(.*)\]", str(annotation))
    return f"`Sequence[{inner[1].rpartition('.')[2]}]`" if inner else f"`{text}`"


def _section(port: Port[Any]) -> Iterator[str]:
    yield f"## {port.name}"
    yield ""
    yield f"`{port.name}() -> {_returns(port).strip('`')}` · {KINDS[port.kind]}" + (
        ", unless the library's own is wanted." if port.has_default else "."
    )
    yield ""
    yield _prose(port.rules)
    yield ""
    if port.is_protocol:
        yield from _protocol(port.protocol)
    if port.name in EXAMPLES:
        yield from ("```python", EXAMPLES[port.name].strip(), "```", "")
        yield from ("```text", PRINTED[port.name], "```", "")


def _protocol(protocol: type) -> Iterator[str]:
    yield f"**`{protocol.__name__}`** {_prose(inspect.getdoc(protocol))}"
    yield ""
    for name, kind in inspect.get_annotations(protocol).items():
        yield f"- `{name}: {getattr(kind, '__name__', kind)}`"
    for name, member in vars(protocol).items():
        if (
            inspect.isfunction(member)
            and (not name.startswith("_") or name == "__call__")
            and inspect.getdoc(member)
        ):
            parameters = ", ".join(list(inspect.signature(member).parameters)[1:])
            keyword_only = [
                one.name
                for one in inspect.signature(member).parameters.values()
                if one.kind is one.KEYWORD_ONLY
            ]
            if keyword_only:
                parameters = parameters.replace(keyword_only[0], f"*, {keyword_only[0]}", 1)
            yield f"- `{name}({parameters})` {' '.join(_prose(inspect.getdoc(member)).split())}"
    yield ""


def _prose(docstring: str | None) -> str:
    """Return a docstring as Markdown."""
    text = re.sub(r":(?:class|func|meth):`[~]?(?:[\w.]*\.)?(\w+)`", r"`\1`", docstring or "")
    return text.replace("``", "`")
