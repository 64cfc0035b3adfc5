"""The templates of pages, and what every value on a page passes."""

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from lckm_pages.markdown import clean, flow
from lckm_pages.safe_text import bound


def template_environment(package: str, *, trim_blocks: bool = False) -> Environment:
    """Return the environment of a package's templates, which clean and escape each value.

    Args:
        package: the package, such as ``lckm_bip``, whose folder ``templates`` holds them.
        trim_blocks: whether a line that holds a block alone leaves nothing on the page.
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_final,
        auto_reload=False,
        trim_blocks=trim_blocks,
        lstrip_blocks=trim_blocks,
    )


def _final(value: Any) -> Any:
    """What every ``{{ … }}`` passes before it is escaped."""
    if value.__class__ is str:
        return value if value.isprintable() else clean(value)
    return value if value.__class__ is Markup else clean(str(value))


@cache
def template(name: str) -> Template:
    """Return a template of this package, compiled once in a process."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    style = stylesheet()
    environment = template_environment("lckm_pages")
    environment.filters.update(bound=bound, flow=flow)
    environment.globals.update(
        style=Markup(style),  # noqa: S704  (our own file)
        policy=f"default-src 'none'; style-src {policy_source(style)}; "
        "base-uri 'none'; form-action 'none'",
        site_policy=_site_policy,
        language_links=language_links,
    )
    return environment


def stylesheet() -> str:
    """Return the style of every page, for a site that serves it as a file."""
    style = (
        resources.files("lckm_pages").joinpath("templates/style.css").read_text(encoding="utf-8")
    )
    return re.sub(r"\s*\n\s*", "\n", style).strip()


def _site_policy(images: Sequence[str]) -> str:
    """Return the policy of a site's pages, which admits pictures where there are any."""
    pictures = "img-src 'self'; " if images else ""
    return (
        f"default-src 'none'; style-src 'self'; {pictures}base-uri 'none'; form-action 'self'; "
        "script-src 'self'"
    )


def policy_source(words: str) -> str:
    """Return what a policy admits these very words of a page by."""
    digest = base64.b64encode(hashlib.sha256(words.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def language_links(languages: Sequence[tuple[str, str, str]], label: str) -> Markup:
    """Return links to the same page in other languages.

    Args:
        languages: tag, name and address of each.
        label: what the links are, in the page's language.
    """
    html = template("languages.html").render(languages=languages, label=label)
    return Markup(html)  # noqa: S704  (our own template)
