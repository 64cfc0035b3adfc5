"""A copy of the centre for dry runs, which stores nothing."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from hashlib import sha256

from lckm_core.centre import ContactCentre
from lckm_core.organisation import Directory
from lckm_core.ports import (
    NUMBER_PATTERNS,
    DocumentStore,
    EditionChange,
    HostRule,
    NumberSeries,
    NumberSource,
    Plugins,
    ProcedureStore,
    Scanner,
    build,
    format_number,
    impl,
)
from lckm_core.publication import Edition


def dry_run_centre(centre: ContactCentre) -> ContactCentre:
    """Return a centre that answers as the given one does, but stores and announces nothing."""
    adapter = _DryRunWithFiles if centre.plugins.answers("provide_documents") else _DryRunAdapter
    return ContactCentre(build(adapter(centre.plugins)))


class _DryRunAdapter:
    """Provides what taking procedures in needs, with stores that do not write."""

    name = "rehearsal"

    def __init__(self, plugins: Plugins) -> None:
        self._plugins = plugins

    @impl
    def provide_procedures(self) -> ProcedureStore:
        return _ReadOnlyProcedures(self._plugins.procedures)

    @impl
    def provide_numbers(self) -> NumberSource:
        return _PlaceholderNumbers()

    @impl
    def provide_directory(self) -> Directory:
        return self._plugins.directory

    @impl
    def contribute_rules(self) -> Sequence[HostRule]:
        return self._plugins.rules

    @impl
    def contribute_scanners(self) -> Sequence[Scanner]:
        return self._plugins.scanners


class _DryRunWithFiles(_DryRunAdapter):
    """The adapter of a dry run for a centre that stores files to download."""

    @impl
    def provide_documents(self) -> DocumentStore:
        return _ReadOnlyDocuments(self._plugins.documents)


class _ReadOnlyProcedures:
    """Editions as another store keeps them."""

    def __init__(self, store: ProcedureStore) -> None:
        self._store = store

    def ids(self) -> Iterable[str]:
        return self._store.ids()

    def editions(self, procedure_id: str) -> Sequence[Edition]:
        return self._store.editions(procedure_id)

    def all_editions(self) -> Iterable[Edition]:
        return self._store.all_editions()

    def save(self, changes: Sequence[EditionChange]) -> None:
        """Keep nothing."""


class _PlaceholderNumbers:
    """Numbers for what a dry run does not store; nobody sees them."""

    def next_number(self, series: NumberSeries, *, now: datetime) -> str:
        return format_number(NUMBER_PATTERNS[series], 0)


class _ReadOnlyDocuments:
    """Files of another store; a new one gets the address that it would have."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store

    def keep(self, data: bytes) -> str:
        return sha256(data).hexdigest()

    def read(self, address: str) -> bytes | None:
        return self._store.read(address)

    def sweep(self, wanted: Collection[str]) -> int:
        return 0
