"""``manage.py lckm_check``."""

from lckm_django.management._lckm_command import LckmCommand


class Command(LckmCommand):
    """Says what the settings file lacks, as ``lckm settings``."""

    help = "Says what the settings file lacks, as lckm settings."
    lckm_command = "settings"
