"""A page that says what is wrong, and leads on to the search and the lists."""

from lckm_bip.pages.search import ways_on
from lckm_bip.settings import dialled
from lckm_bip.sites import SEARCH, AudienceSite
from lckm_bip.templates_environment import filled
from lckm_pages import plain_page


def message_page(site: AudienceSite, title: str, text: str, *, above: str) -> str:
    """Return the page; *above* is the path of the site's folder, which its links begin with."""
    phone = site.settings.phone
    body = filled(
        "message.html",
        title=title,
        text=text,
        search=above + SEARCH,
        ways=[(name, above + href) for name, href in ways_on(site)],
        phone=phone,
        dialled=dialled(phone),
    )
    return plain_page(title, body, site=site.page_site, frame=site.frame(above=above))
