"""Editions and their workflow, what each audience sees, notices and reminders."""

from lckm_core.publication._change_register import PublicationPeriod
from lckm_core.publication._changes_in_words import ChangeInWords, changes_in_words, label_of
from lckm_core.publication._edition_headers import EditionHeader, ProcedureHeaders, headers_of
from lckm_core.publication._editions import (
    Edition,
    EditionAct,
    EditionRecord,
    HeldFile,
    edition_to_change,
    edition_to_follow,
    without_returned,
)
from lckm_core.publication._instants import Instant, day_of
from lckm_core.publication._notice_rules import check_notice
from lckm_core.publication._notices import (
    Announcement,
    AnnouncementEdition,
    Notice,
    PortalTerms,
    announcement_hidden_because,
    approve,
    approved_already,
    project_announcement,
    project_terms,
    terms_in_force,
)
from lckm_core.publication._office_phones import office_phones
from lckm_core.publication._outlines import (
    EditionOutline,
    OutlineQuery,
    PublishedDays,
    find_publication_end,
    outlines_of,
)
from lckm_core.publication._pages import Page
from lckm_core.publication._projection.blocks import (
    Block,
    Bullets,
    Detail,
    Details,
    Entry,
    Inline,
    Link,
    Section,
    Stage,
    Stages,
    Table,
    Text,
)
from lckm_core.publication._projection.formatting import format_amount, format_term
from lckm_core.publication._projection.projection import (
    Projection,
    by_id,
    project,
    projection_schema,
)
from lckm_core.publication._publication import Publication, publication_of
from lckm_core.publication._reminders import (
    WAITING_DAYS,
    WINDOW_DAYS,
    Fetch,
    Reminder,
    ReminderKind,
    due_reminders,
)
from lckm_core.publication._taken_days import leaves_no_day, taken_days
from lckm_core.publication._timeline import (
    DisplayPeriod,
    next_change,
    return_of_older,
    shown_on,
    timeline,
)
from lckm_core.publication._values_in_words import Titles
from lckm_core.publication._visibility import Audience, VisibilityFacts, hidden_because
from lckm_core.publication._workflow import (
    ANNOUNCEMENT_MOVES,
    MOVES,
    Move,
    State,
    Transition,
    allowed,
    move,
)

__all__ = [
    "ANNOUNCEMENT_MOVES",
    "MOVES",
    "WAITING_DAYS",
    "WINDOW_DAYS",
    "Announcement",
    "AnnouncementEdition",
    "Audience",
    "Block",
    "Bullets",
    "ChangeInWords",
    "Detail",
    "Details",
    "DisplayPeriod",
    "Edition",
    "EditionAct",
    "EditionHeader",
    "EditionOutline",
    "EditionRecord",
    "Entry",
    "Fetch",
    "HeldFile",
    "Inline",
    "Instant",
    "Link",
    "Move",
    "Notice",
    "OutlineQuery",
    "Page",
    "PortalTerms",
    "ProcedureHeaders",
    "Projection",
    "Publication",
    "PublicationPeriod",
    "PublishedDays",
    "Reminder",
    "ReminderKind",
    "Section",
    "Stage",
    "Stages",
    "State",
    "Table",
    "Text",
    "Titles",
    "Transition",
    "VisibilityFacts",
    "allowed",
    "announcement_hidden_because",
    "approve",
    "approved_already",
    "by_id",
    "changes_in_words",
    "check_notice",
    "day_of",
    "due_reminders",
    "edition_to_change",
    "edition_to_follow",
    "find_publication_end",
    "format_amount",
    "format_term",
    "headers_of",
    "hidden_because",
    "label_of",
    "leaves_no_day",
    "move",
    "next_change",
    "office_phones",
    "outlines_of",
    "project",
    "project_announcement",
    "project_terms",
    "projection_schema",
    "publication_of",
    "return_of_older",
    "shown_on",
    "taken_days",
    "terms_in_force",
    "timeline",
    "without_returned",
]
