"""The exporter: a folder of linked open data, fit to be served as it lies."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

import attrs

from lckm_core.ports import impl
from lckm_core.publication import Audience
from lckm_linked_data.addresses import Addresses, number_of_procedure
from lckm_linked_data.facts import Service
from lckm_linked_data.folder import Folder
from lckm_linked_data.publisher import LODZ, Publisher

if TYPE_CHECKING:
    from lckm_core.publication import Projection, Publication
    from lckm_linked_data.serialisation import Format

_MADE_BY = 1
"""Goes up when the same pages make other files, so that all are made again."""
_PROCEDURES = "procedury"


class Shown(Protocol):
    """A procedure as it is shown, such as :class:`lckm_core.publication.Page`."""

    @property
    def id(self) -> str:
        """Its number."""
        ...

    @property
    def key(self) -> str:
        """Changes whenever what is shown does, but for the day."""
        ...

    def projection(self) -> "Projection":
        """Return what is shown. Not called if the key says that the files are current."""
        ...


class LinkedDataExporter:
    """Writes what BIP shows as linked data under *target*, to be served under *base*.

    ``katalog.ttl`` and ``.jsonld`` (DCAT-AP), ``procedury/KA-01478.ttl`` and ``.jsonld`` for each
    procedure (CPSV-AP), ``procedury.ttl`` and ``.jsonld`` with all of them, ``dane-gov-pl.xml`` and
    ``.md5``. Other files there are left alone.

    Args:
        target: the folder.
        base: the https address under which it is served, and with which IRIs begin.
        publisher: who publishes, such as „Urząd Miasta Łodzi”.
        email: where to ask; optional.
        homepage: where people read; optional.
        files: the https address of the files of procedures, as ``<files>KA-01478/wniosek.docx``;
            without it they are not linked.
        area: the IRI of the area served.
        area_name: the name of the area served.
        licence: ``CC0``, ``CC_BY_4_0`` or ``CC_BYSA_4_0``.

    Raises:
        InvalidSettingError: names the setting.
    """

    name = "linked-data"
    audiences: Sequence[Audience] = (Audience.BIP,)

    def __init__(
        self,
        *,
        target: str,
        base: str,
        publisher: str,
        email: str = "",
        homepage: str = "",
        files: str = "",
        area: str = LODZ,
        area_name: str = "Łódź",
        licence: str = "CC0",
    ) -> None:
        self._addresses = Addresses(base, files)
        self._publisher = Publisher(
            name=publisher,
            email=email,
            homepage=homepage,
            area=area,
            area_name=area_name,
            licence=licence,
        )
        self._folder = Folder(Path(target))
        settings = [_MADE_BY, attrs.asdict(self._addresses), attrs.asdict(self._publisher)]
        self._stamp = hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()

    @impl
    def contribute_exporters(self) -> "Sequence[LinkedDataExporter]":
        """Return this exporter."""
        return [self]

    def export(self, read: "Callable[[], Publication]") -> None:
        """Write what is published that day, as :meth:`write` does."""

        def shown() -> "tuple[Iterable[Shown], date]":
            publication = read()
            return publication.pages[Audience.BIP], publication.on

        self.write(shown)

    def write(self, read: "Callable[[], tuple[Iterable[Shown], date]]") -> None:
        """Write exactly the procedures that *read* returns; unchanged files stay as they are.

        Args:
            read: called once, when no other export writes to the folder; returns pages and the day.

        Raises:
            OSError: the folder cannot be written.
            ValueError: a projection is not for the public.
            Exception: whatever *read* raises; the folder then stays as it was.
        """
        with self._folder.locked():
            self._write(*read())

    def _write(self, pages: "Iterable[Shown]", on: date) -> None:
        from lckm_linked_data.serialisation import FORMATS

        shown = {number_of_procedure(page.id): page for page in pages}
        before = self._folder.notes(self._stamp)
        self._folder.begin()
        known = _Known(shown)
        notes = {
            id: self._procedure(page, known, before.get(id)) for id, page in sorted(shown.items())
        }
        self._make_set(on)
        for form in FORMATS:
            if notes != before or not self._folder.has(_PROCEDURES + form.suffix):
                self._make_whole(form, notes)
        gone_names = [
            f"{_PROCEDURES}/{id}{form.suffix}"
            for id in self._existing_numbers()
            if id not in shown
            for form in FORMATS
        ]
        self._folder.finish(gone_names, self._stamp, notes)

    def _procedure(self, page: "Shown", known: "_Known", before: Any) -> dict[str, Any]:
        """Write the files of a procedure unless they are current; return their source's digest."""
        from lckm_linked_data.serialisation import FORMATS
        from lckm_linked_data.services import service_graph

        files = {form: f"{_PROCEDURES}/{page.id}{form.suffix}" for form in FORMATS}
        if before is not None and all(map(self._folder.has, files.values())):
            keys = {id: known.key(id) for id in before["related"]}
            if before == {"key": page.key, "related": keys}:
                return dict(before)
        service = known[page.id]
        related = {link.id: known[link.id] for link in service.related if link.id in known}
        graph = service_graph(service, self._addresses, self._publisher, related=related)
        for form, name in files.items():
            self._folder.make(name, form.write(graph))
        return {
            "key": page.key,
            "related": {link.id: known.key(link.id) for link in service.related},
        }

    def _make_set(self, on: date) -> None:
        """Write the files that describe the dataset."""
        from lckm_linked_data.catalogue import catalogue_graph
        from lckm_linked_data.dane_gov_pl import harvest_files
        from lckm_linked_data.serialisation import FORMATS

        graph = catalogue_graph(self._addresses, self._publisher)
        made = {f"katalog{form.suffix}": form.write(graph) for form in FORMATS}
        made |= harvest_files(self._addresses, self._publisher, on=on)
        for name, content in made.items():
            self._folder.make(name, content)

    def _make_whole(self, form: "Format", ids: Mapping[str, Any]) -> None:
        """Write the file with all procedures from the files of each, without repetitions."""
        contents = (self._folder.read(f"{_PROCEDURES}/{id}{form.suffix}") for id in ids)
        self._folder.stream(_PROCEDURES + form.suffix, lambda file: _join(form, contents, file))

    def _existing_numbers(self) -> Iterator[str]:
        """Yield the numbers of the procedures that have files."""
        folder = self._folder.root / _PROCEDURES
        yield from sorted({path.stem for path in folder.glob("KA-*.*")} if folder.is_dir() else ())


def _join(form: "Format", contents: Iterator[bytes], file: BinaryIO) -> None:
    seen: set[bytes] = set()
    file.write(form.begin.encode())
    for content in contents:
        for block in form.blocks(content):
            written = block.encode()
            mark = hashlib.sha256(written).digest()
            if mark not in seen:
                file.write((form.between.encode() if seen else b"") + written)
                seen.add(mark)
    file.write(form.end.encode())


class _Known:
    """The facts of the procedures published that day, each read when it is first asked for."""

    def __init__(self, pages: Mapping[str, "Shown"]) -> None:
        self._pages = pages
        self._read: dict[str, Service] = {}

    def __contains__(self, id: str) -> bool:
        return id in self._pages

    def __getitem__(self, id: str) -> Service:
        from lckm_linked_data.fact_reader import service_of

        if id not in self._read:
            self._read[id] = service_of(self._pages[id].projection())
        return self._read[id]

    def key(self, id: str) -> str | None:
        return self._pages[id].key if id in self._pages else None
