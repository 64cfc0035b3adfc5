"""The desk: pages on which the staff of the contact centre work with reports."""

from lckm_desk._face import DeskFace
from lckm_desk._permissions import Permission, may_do
from lckm_desk._records import ReportRecord

__all__ = ["DeskFace", "Permission", "ReportRecord", "may_do"]
