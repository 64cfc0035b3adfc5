"""Takes residents' reports in: files without metadata, sealed drafts, number and receipt."""

from lckm_intake.category_ids import unknown_categories
from lckm_intake.errors import FileExpiredError, NoFileStoreError, NumberNotIssuedError
from lckm_intake.intake import Intake, IssuedNumber, Receipt
from lckm_intake.keyed_codes import SecretKeys, secret_keys
from lckm_intake.limits import intake_limits
from lckm_intake.metadata import CleanFile, remove_metadata
from lckm_intake.refusals import FileRefusedError, RefusalReason, takes_pdf
from lckm_intake.sealed_drafts import DraftFile
from lckm_intake.street_file import StreetFile
from lckm_intake.typed_numbers import find_by_code, numbers_typed, one_spelling

__all__ = [
    "CleanFile",
    "DraftFile",
    "FileExpiredError",
    "FileRefusedError",
    "Intake",
    "IssuedNumber",
    "NoFileStoreError",
    "NumberNotIssuedError",
    "Receipt",
    "RefusalReason",
    "SecretKeys",
    "StreetFile",
    "find_by_code",
    "intake_limits",
    "numbers_typed",
    "one_spelling",
    "remove_metadata",
    "secret_keys",
    "takes_pdf",
    "unknown_categories",
]
