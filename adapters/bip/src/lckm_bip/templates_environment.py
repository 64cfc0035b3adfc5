"""The templates of the site, with the functions they use."""

from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from lckm_bip.pages.dates import moment_markup
from lckm_bip.sites import LISTS
from lckm_pages import template_environment


def filled(template: str, **values: Any) -> Markup:
    """Return a template filled in."""
    html = _environment().get_template(template).render(values)
    return Markup(html)  # noqa: S704  (templates escape)


@cache
def _environment() -> Environment:
    environment = template_environment("lckm_bip", trim_blocks=True)
    environment.filters.update(moment=moment_markup)
    environment.globals.update(lists=LISTS)
    return environment
