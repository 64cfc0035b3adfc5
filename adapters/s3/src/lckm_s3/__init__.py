"""The attachments of reports in an S3-compatible store, erased in all their versions."""

from lckm_s3.adapter import S3Adapter
from lckm_s3.attachments import S3Attachments
from lckm_s3.errors import S3Error

__all__ = ["S3Adapter", "S3Attachments", "S3Error"]
