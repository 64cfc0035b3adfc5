"""Units, named staff and roles, and who may do what."""

from lckm_core.organisation._city import City
from lckm_core.organisation._defaults import DIRECTORY
from lckm_core.organisation._directory import (
    OFFICE,
    Directory,
    Official,
    Unit,
    misnamed_cell,
    misnamed_unit,
    unverified_cell,
)
from lckm_core.organisation._roles import (
    PERMISSIONS,
    UNSTATED_PERMISSIONS,
    Act,
    Role,
    Verdict,
    may,
    require_may,
    require_one_of,
)

__all__ = [
    "DIRECTORY",
    "OFFICE",
    "PERMISSIONS",
    "UNSTATED_PERMISSIONS",
    "Act",
    "City",
    "Directory",
    "Official",
    "Role",
    "Unit",
    "Verdict",
    "may",
    "misnamed_cell",
    "misnamed_unit",
    "require_may",
    "require_one_of",
    "unverified_cell",
]
