"""Reports from residents: intake, routing and anonymisation."""

from lckm_core.reports._anonymisation import (
    anonymise,
    first_clean_day,
    is_due,
    is_withdrawn,
    withdraw,
)
from lckm_core.reports._asked_names import (
    ASKED_NAMES,
    NamesByLanguage,
    fitting_names,
    join_names,
    polish_name,
)
from lckm_core.reports._doubtful_words import doubtful_words
from lckm_core.reports._duplicates import require_earlier
from lckm_core.reports._form import FormFile, ReportForm
from lckm_core.reports._intake import (
    INTAKE_LIMITS,
    Area,
    IntakeLimits,
    InvalidReportError,
    RedactedForm,
    check_report_form,
    redact_form,
    register,
)
from lckm_core.reports._key_encoding import (
    file_reference,
    in_key,
    is_file_reference,
    is_report_number,
    number_in,
    number_of_file,
)
from lckm_core.reports._known_categories import require_category
from lckm_core.reports._manual_redaction import redact_words
from lckm_core.reports._media_types import file_name, media_type_of
from lckm_core.reports._model import (
    Attachment,
    Attribute,
    Classification,
    Consent,
    EventPlace,
    Outcome,
    PersonalPart,
    Point,
    Purpose,
    Report,
    ReportAct,
    ReportActKind,
    ReportChannel,
    Reporter,
    ReportKind,
)
from lckm_core.reports._report_acts import (
    MOST_ACTS,
    InvalidOutcomeError,
    check_outcome,
    corrected_address,
    note_outcome,
    outcome_words,
    point_after,
    reclassify,
    reopen,
)
from lckm_core.reports._report_words import has_words
from lckm_core.reports._routing.category_texts import stopping_findings
from lckm_core.reports._routing.category_words import categories_by_words
from lckm_core.reports._routing.changes import count_route_changes
from lckm_core.reports._routing.model import (
    Category,
    CategoryName,
    CategoryNotice,
    Condition,
    Route,
    RouteTable,
)
from lckm_core.reports._routing.questions import (
    AttributeQuestion,
    CategoryQuestions,
    category_questions,
)
from lckm_core.reports._routing.router import (
    RouteTrace,
    ToHelpdesk,
    ToMailbox,
    explain_route,
    route,
)
from lckm_core.reports._routing.validation import added_domains, check_routes
from lckm_core.reports._scanned_files import infected_file, unscanned_file
from lckm_core.reports._separation import KeptWords, RedactedText, RedactedTexts
from lckm_core.reports._similar_reports import similar_reports
from lckm_core.reports._trial import TRIAL_PREFIX, is_trial, trial_form, trial_number

__all__ = [
    "ASKED_NAMES",
    "INTAKE_LIMITS",
    "MOST_ACTS",
    "TRIAL_PREFIX",
    "Area",
    "Attachment",
    "Attribute",
    "AttributeQuestion",
    "Category",
    "CategoryName",
    "CategoryNotice",
    "CategoryQuestions",
    "Classification",
    "Condition",
    "Consent",
    "EventPlace",
    "FormFile",
    "IntakeLimits",
    "InvalidOutcomeError",
    "InvalidReportError",
    "KeptWords",
    "NamesByLanguage",
    "Outcome",
    "PersonalPart",
    "Point",
    "Purpose",
    "RedactedForm",
    "RedactedText",
    "RedactedTexts",
    "Report",
    "ReportAct",
    "ReportActKind",
    "ReportChannel",
    "ReportForm",
    "ReportKind",
    "Reporter",
    "Route",
    "RouteTable",
    "RouteTrace",
    "ToHelpdesk",
    "ToMailbox",
    "added_domains",
    "anonymise",
    "categories_by_words",
    "category_questions",
    "check_outcome",
    "check_report_form",
    "check_routes",
    "corrected_address",
    "count_route_changes",
    "doubtful_words",
    "explain_route",
    "file_name",
    "file_reference",
    "first_clean_day",
    "fitting_names",
    "has_words",
    "in_key",
    "infected_file",
    "is_due",
    "is_file_reference",
    "is_report_number",
    "is_trial",
    "is_withdrawn",
    "join_names",
    "media_type_of",
    "note_outcome",
    "number_in",
    "number_of_file",
    "outcome_words",
    "point_after",
    "polish_name",
    "reclassify",
    "redact_form",
    "redact_words",
    "register",
    "reopen",
    "require_category",
    "require_earlier",
    "route",
    "similar_reports",
    "stopping_findings",
    "trial_form",
    "trial_number",
    "unscanned_file",
    "withdraw",
]
