"""Django as if nobody in this process had set it up before, for it is set up once a process."""

from django.apps import apps
from django.conf import settings
from django.utils.functional import empty


def forget() -> None:
    """Take back the settings and the applications that another test set up."""
    settings._wrapped = empty
    apps.ready = apps.apps_ready = apps.models_ready = apps.loading = False
    apps.app_configs.clear()
    apps.clear_cache()
