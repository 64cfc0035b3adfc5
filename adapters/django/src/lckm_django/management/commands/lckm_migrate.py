"""``manage.py lckm_migrate``."""

from lckm_django.management._lckm_command import LckmCommand


class Command(LckmCommand):
    """Brings the database of reports up to date, as ``lckm migrate``."""

    help = "Brings the database of reports up to date, as lckm migrate."
    lckm_command = "migrate"
