"""Forms as they are filled in: normalisation, validation, conversion and JSON Schemas."""

from lckm_core.forms._conversion import build, to_data, to_yaml
from lckm_core.forms._issues import UNKNOWN
from lckm_core.forms._json_schema import DIALECT, describe
from lckm_core.forms._normalisation import tidier
from lckm_core.forms._partial_values import Readable, readable
from lckm_core.forms._sound_values import hints_of, sound_values, values_left
from lckm_core.forms._text_types import (
    AMOUNT,
    FILE_NAME,
    ID,
    Amount,
    Email,
    FileName,
    Line,
    Nrb,
    Phone,
    ProcedureId,
    Prose,
    Url,
)
from lckm_core.forms._validation import Judged, check_form, checked_by, field_kinds, judge, root

__all__ = [
    "AMOUNT",
    "DIALECT",
    "FILE_NAME",
    "ID",
    "UNKNOWN",
    "Amount",
    "Email",
    "FileName",
    "Judged",
    "Line",
    "Nrb",
    "Phone",
    "ProcedureId",
    "Prose",
    "Readable",
    "Url",
    "build",
    "check_form",
    "checked_by",
    "describe",
    "field_kinds",
    "hints_of",
    "judge",
    "readable",
    "root",
    "sound_values",
    "tidier",
    "to_data",
    "to_yaml",
    "values_left",
]
