"""BIP and the portal of the Łódź Contact Centre as one static, accessible site.

Names are imported on first use: ``lckm`` lists its commands without loading the exporter.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lckm_bip.adapter import BipAdapter, BipCommands
from lckm_bip.settings import SiteSettings

if TYPE_CHECKING:
    from lckm_bip.exporter import SiteExporter as SiteExporter

__all__ = ["BipAdapter", "BipCommands", "SiteExporter", "SiteSettings"]


def __getattr__(name: str) -> Any:
    if name != "SiteExporter":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("lckm_bip.exporter").SiteExporter
