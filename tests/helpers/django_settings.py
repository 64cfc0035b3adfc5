"""Django as if nobody in this process had set it up before, for it is set up once a process."""

from django.apps import apps
from django.conf import settings
from django.test.signals import reset_template_engines, root_urlconf_changed
from django.utils.functional import empty


def forget() -> None:
    """Take back the settings and the applications that another test set up."""
    settings._wrapped = empty
    apps.ready = apps.apps_ready = apps.models_ready = apps.loading = False
    apps.app_configs.clear()
    apps.clear_cache()
    # What Django made of those settings outlives them.
    reset_template_engines(setting="TEMPLATES")
    root_urlconf_changed(setting="ROOT_URLCONF")
