"""The sections of a procedure in every form that its files have them in: made once, for its faces mostly have the same."""

import attrs
from markupsafe import Markup

from lckm_bip.data.as_json import sections_json
from lckm_bip.data.as_xml import sections_xml
from lckm_core import Projection
from lckm_pages import Addresses, sections_markup


@attrs.frozen
class Sections:
    """Sections as markup, whose links lead somewhere, and as data."""

    markup: Markup
    json: str
    xml: str

    @classmethod
    def of(cls, projection: Projection, addresses: Addresses) -> "Sections":
        """Return those of a projection."""
        return cls(sections_markup(projection.sections, addresses), sections_json(projection), sections_xml(projection))
