"""The desk: pages on which staff work with residents' reports, procedures and requests.

Screens (``screens.py``) answer requests, views (``views.py``) fill templates, and ``_pages``
renders them in the frame that all pages share.
"""

from lckm_desk._face import DeskFace
from lckm_desk._permissions import Permission, may_do
from lckm_desk._records.announcement import AnnouncementRecord
from lckm_desk._records.procedure import ProcedureRecord
from lckm_desk._records.report import ReportRecord
from lckm_desk._records.request import RequestRecord

__all__ = [
    "AnnouncementRecord",
    "DeskFace",
    "Permission",
    "ProcedureRecord",
    "ReportRecord",
    "RequestRecord",
    "may_do",
]
