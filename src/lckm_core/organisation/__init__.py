"""Who is who, and who may do what."""

from lckm_core.organisation.directory import OFFICE, Directory, Official, Unit, misnamed_cell, misnamed_unit
from lckm_core.organisation.roles import (
    PERMISSIONS,
    Act,
    Role,
    Verdict,
    may,
    require_may,
    require_one_of,
)

__all__ = [
    "OFFICE",
    "PERMISSIONS",
    "Act",
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
]
