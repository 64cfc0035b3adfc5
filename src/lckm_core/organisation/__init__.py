"""Units, named staff and roles, and who may do what."""

from lckm_core.organisation._changing_directory import (
    ChangingDirectory,
    DirectorySource,
    StaffUnknownError,
)
from lckm_core.organisation._city import City
from lckm_core.organisation._defaults import DIRECTORY
from lckm_core.organisation._desk_permissions import DESK_PERMISSIONS, DeskAct, is_own, section_of
from lckm_core.organisation._directory import (
    OFFICE,
    Directory,
    Official,
    Unit,
    misnamed_cell,
    misnamed_unit,
    normalize_login,
    unverified_cell,
)
from lckm_core.organisation._roles import PERMISSIONS, Act, Role
from lckm_core.organisation._verdicts import Verdict, may, require_may, require_one_of

__all__ = [
    "DESK_PERMISSIONS",
    "DIRECTORY",
    "OFFICE",
    "PERMISSIONS",
    "Act",
    "ChangingDirectory",
    "City",
    "DeskAct",
    "Directory",
    "DirectorySource",
    "Official",
    "Role",
    "StaffUnknownError",
    "Unit",
    "Verdict",
    "is_own",
    "may",
    "misnamed_cell",
    "misnamed_unit",
    "normalize_login",
    "require_may",
    "require_one_of",
    "section_of",
    "unverified_cell",
]
