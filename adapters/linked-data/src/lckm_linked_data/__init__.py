"""Procedures as linked open data: CPSV-AP, DCAT-AP, schema.org, dane.gov.pl.

Names are imported on first use: listing commands does not load rdflib.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lckm_linked_data.addresses import Addresses as Addresses
    from lckm_linked_data.catalogue import catalogue_graph as catalogue_graph
    from lckm_linked_data.dane_gov_pl import harvest_xml as harvest_xml
    from lckm_linked_data.exporter import LinkedDataExporter as LinkedDataExporter
    from lckm_linked_data.fact_reader import service_of as service_of
    from lckm_linked_data.publisher import Publisher as Publisher
    from lckm_linked_data.schema_org import script_json as script_json
    from lckm_linked_data.services import service_graph as service_graph

_HOME = {
    "Addresses": "addresses",
    "LinkedDataExporter": "exporter",
    "Publisher": "publisher",
    "catalogue_graph": "catalogue",
    "harvest_xml": "dane_gov_pl",
    "script_json": "schema_org",
    "service_graph": "services",
    "service_of": "fact_reader",
}
__all__ = list(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
