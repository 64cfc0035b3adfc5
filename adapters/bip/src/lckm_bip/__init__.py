"""BIP and the portal of the Łódź Contact Centre as one static, accessible site.

Names are imported on first use: ``lckm`` lists its commands without loading the exporter.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lckm_bip.adapter import BipAdapter, BipCommands
from lckm_bip.settings import SiteSettings

if TYPE_CHECKING:
    from lckm_bip.exporter import SiteExporter as SiteExporter
    from lckm_bip.portal_face import PortalFace as PortalFace

__all__ = ["BipAdapter", "BipCommands", "PortalFace", "SiteExporter", "SiteSettings"]

_MODULES = {"PortalFace": "lckm_bip.portal_face", "SiteExporter": "lckm_bip.exporter"}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
