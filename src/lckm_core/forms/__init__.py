"""Forms as they are filled in: normalisation, validation, conversion and JSON Schemas."""

from lckm_core.forms._conversion import build, to_data, to_yaml
from lckm_core.forms._issues import STAND_IN, UNKNOWN
from lckm_core.forms._json_schema import DIALECT, describe
from lckm_core.forms._normalisation import normaliser
from lckm_core.forms._partial_values import (
    Readable,
    field_types,
    offset_as_typed,
    readable_part,
    remaining_values,
    sound_values,
)
from lckm_core.forms._text_types import (
    AMOUNT,
    FILE_NAME,
    ID,
    AddressLines,
    Amount,
    Email,
    FileName,
    Line,
    Nrb,
    OfficePhone,
    Phone,
    ProcedureId,
    Prose,
    Url,
)
from lckm_core.forms._validation import Judged, check_form, checked_by, field_kinds, judge

__all__ = [
    "AMOUNT",
    "DIALECT",
    "FILE_NAME",
    "ID",
    "STAND_IN",
    "UNKNOWN",
    "AddressLines",
    "Amount",
    "Email",
    "FileName",
    "Judged",
    "Line",
    "Nrb",
    "OfficePhone",
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
    "field_types",
    "judge",
    "normaliser",
    "offset_as_typed",
    "readable_part",
    "remaining_values",
    "sound_values",
    "to_data",
    "to_yaml",
]
