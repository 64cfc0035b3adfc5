"""The configuration of the application."""

from django.apps import AppConfig
from django.core.checks import register


class LckmConfig(AppConfig):
    """Registers the checks."""

    name = "lckm_django"
    verbose_name = "Łódzkie Centrum Kontaktu z Mieszkańcami"

    def ready(self) -> None:
        """Register the checks."""
        from lckm_django._checks import check_installation

        register(check_installation)
