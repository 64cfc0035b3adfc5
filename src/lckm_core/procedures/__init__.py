"""Procedures: the form, reading, checking, files to download and handover."""

from lckm_core.procedures._analysis import Analysis, analyse
from lckm_core.procedures._check import check
from lckm_core.procedures._departures import Departure, DepartureList, apply_departures
from lckm_core.procedures._directory_file import (
    ListedCity,
    ListedOfficial,
    ListedUnit,
    UnitList,
)
from lckm_core.procedures._documents.file_check import (
    ENCRYPTED_FILE,
    INFECTED,
    MAX_FILE_BYTES,
    UNOPENABLE_FILE,
    UNSCANNED,
    check_file,
    infected_message,
    unscanned_message,
)
from lckm_core.procedures._documents.matching import (
    MISSING_FILE,
    UNNAMED_FILE,
    Data,
    Documents,
    allow_missing_files,
    check_attachments,
    named_files,
)
from lckm_core.procedures._handover import Agreement, Channel, Handover
from lckm_core.procedures._handover_check import (
    Material,
    check_announcement_handover,
    check_handover,
)
from lckm_core.procedures._knowledge_base import (
    KnowledgeBase,
    KnowledgeBaseEntry,
    ambiguous_title,
    check_known,
    unknown_title,
)
from lckm_core.procedures._parsed_file import Document, from_data, read
from lckm_core.procedures.parts import Person, Related, Relation, TimeUnit, Way
from lckm_core.procedures.rules.identity import (
    produced_before_request,
    publication_over_before_request,
    publication_starts_after_request,
)
from lckm_core.procedures.rules.registry import RULES
from lckm_core.procedures.template import CallCentre, Procedure
from lckm_core.procedures.titles import title_key

__all__ = [
    "ENCRYPTED_FILE",
    "INFECTED",
    "MAX_FILE_BYTES",
    "MISSING_FILE",
    "RULES",
    "UNNAMED_FILE",
    "UNOPENABLE_FILE",
    "UNSCANNED",
    "Agreement",
    "Analysis",
    "CallCentre",
    "Channel",
    "Data",
    "Departure",
    "DepartureList",
    "Document",
    "Documents",
    "Handover",
    "KnowledgeBase",
    "KnowledgeBaseEntry",
    "ListedCity",
    "ListedOfficial",
    "ListedUnit",
    "Material",
    "Person",
    "Procedure",
    "Related",
    "Relation",
    "TimeUnit",
    "UnitList",
    "Way",
    "allow_missing_files",
    "ambiguous_title",
    "analyse",
    "apply_departures",
    "check",
    "check_announcement_handover",
    "check_attachments",
    "check_file",
    "check_handover",
    "check_known",
    "from_data",
    "infected_message",
    "named_files",
    "produced_before_request",
    "publication_over_before_request",
    "publication_starts_after_request",
    "read",
    "title_key",
    "unknown_title",
    "unscanned_message",
]
