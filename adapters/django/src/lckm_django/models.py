"""What the admin lists. Neither has a table: reports lie in the centre's store alone."""

from typing import Any

from django.db import models


class _NoRows(models.Manager):
    """Has no rows, so that ``dumpdata`` and the like ask for no table."""

    def get_queryset(self) -> Any:
        return super().get_queryset().none()


class Report(models.Model):
    """A report, for whoever has ``lckm_django.view_report``."""

    number = models.CharField(primary_key=True, max_length=200)
    objects = _NoRows()

    class Meta:  # noqa: D106  Django's own
        managed = False
        base_manager_name = "objects"
        default_permissions = ("view",)
        verbose_name = "zgłoszenie"
        verbose_name_plural = "zgłoszenia"


class Delivery(models.Model):
    """A delivery that waits, for whoever has ``lckm_django.view_delivery``."""

    id = models.CharField(primary_key=True, max_length=200)
    objects = _NoRows()

    class Meta:  # noqa: D106  Django's own
        managed = False
        base_manager_name = "objects"
        default_permissions = ("view",)
        verbose_name = "doręczenie"
        verbose_name_plural = "czeka na doręczenie"
