"""``manage.py lckm_worker``."""

from lckm_django.management._lckm_command import LckmCommand


class Command(LckmCommand):
    """Delivers reports until told to stop, as ``lckm worker``."""

    help = "Delivers reports until told to stop, as lckm worker."
    lckm_command = "worker"
