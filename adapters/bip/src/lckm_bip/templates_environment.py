"""The environment of the templates: texts are cleaned and escaped as in lckm-pages."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from lckm_bip.pages.dates import moment_markup
from lckm_bip.sites import LISTS
from lckm_pages import clean


def filled(template: str, **values: Any) -> Markup:
    """Return a template filled in."""
    return Markup(_environment().get_template(template).render(values))  # noqa: S704  (templates escape)


def _final(value: Any) -> Any:
    if value.__class__ is Markup or value.__class__ is int:
        return value
    return clean(str(value))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("lckm_bip"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_final,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(moment=moment_markup)
    environment.globals.update(lists=LISTS)
    return environment
