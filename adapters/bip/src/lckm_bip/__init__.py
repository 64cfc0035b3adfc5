"""BIP and the portal of the Łódź Contact Centre as one static, accessible site, changed in one act.

The exporter, and what it makes pages with, is imported when it is first asked for: ``lckm`` lists its commands without it.
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
