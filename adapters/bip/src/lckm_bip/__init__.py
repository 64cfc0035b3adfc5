"""BIP and the portal of the Łódź Contact Centre as one static, accessible site, changed in one act."""

from lckm_bip.adapter import BipAdapter, BipCommands
from lckm_bip.errors import NotASiteError
from lckm_bip.exporter import SiteExporter

__all__ = ["BipAdapter", "BipCommands", "NotASiteError", "SiteExporter"]
