"""The desk: pages on which staff work with residents' reports and with procedures."""

from lckm_desk._announcement_record import AnnouncementRecord
from lckm_desk._face import DeskFace
from lckm_desk._permissions import Permission, may_do
from lckm_desk._procedures import ProcedureRecord
from lckm_desk._records import ReportRecord

__all__ = [
    "AnnouncementRecord",
    "DeskFace",
    "Permission",
    "ProcedureRecord",
    "ReportRecord",
    "may_do",
]
