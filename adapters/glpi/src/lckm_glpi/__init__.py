"""GLPI as the helpdesk of the Łódź Contact Centre, over its REST API."""

from lckm_glpi.adapter import GlpiAdapter
from lckm_glpi.helpdesk import Glpi

__all__ = ["Glpi", "GlpiAdapter"]
