"""The desk: pages on which staff work with residents' reports, procedures and requests."""

from lckm_desk._announcement_record import AnnouncementRecord
from lckm_desk._face import DeskFace
from lckm_desk._permissions import Permission, may_do
from lckm_desk._procedures import ProcedureRecord
from lckm_desk._records import ReportRecord
from lckm_desk._requests import RequestRecord

__all__ = [
    "AnnouncementRecord",
    "DeskFace",
    "Permission",
    "ProcedureRecord",
    "ReportRecord",
    "RequestRecord",
    "may_do",
]
