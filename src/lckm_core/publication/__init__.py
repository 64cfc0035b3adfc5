"""Editions and their workflow, what each audience sees, notices and reminders."""

from lckm_core.publication._change_register import PublicationPeriod
from lckm_core.publication._editions import Edition, EditionAct, EditionRecord, HeldFile
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
from lckm_core.publication._outlines import EditionOutline, OutlineQuery, outlines_of
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
from lckm_core.publication._publication import Page, Publication, publication_of
from lckm_core.publication._reminders import (
    WAITING_DAYS,
    WINDOW_DAYS,
    Fetch,
    Reminder,
    ReminderKind,
    due_reminders,
)
from lckm_core.publication._timeline import DisplayPeriod, next_change, shown_on, timeline
from lckm_core.publication._visibility import Audience, hidden_because
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
    "Detail",
    "Details",
    "DisplayPeriod",
    "Edition",
    "EditionAct",
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
    "Projection",
    "Publication",
    "PublicationPeriod",
    "Reminder",
    "ReminderKind",
    "Section",
    "Stage",
    "Stages",
    "State",
    "Table",
    "Text",
    "Transition",
    "allowed",
    "announcement_hidden_because",
    "approve",
    "approved_already",
    "by_id",
    "check_notice",
    "day_of",
    "due_reminders",
    "format_amount",
    "format_term",
    "hidden_because",
    "move",
    "next_change",
    "outlines_of",
    "project",
    "project_announcement",
    "project_terms",
    "projection_schema",
    "publication_of",
    "shown_on",
    "terms_in_force",
    "timeline",
]
