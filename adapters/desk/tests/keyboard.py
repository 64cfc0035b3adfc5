"""A page that is used by its keys alone, as by somebody who has no mouse."""

from typing import Any

_MOST_STOPS = 250
_IS_AT = """name => {
  const one = document.activeElement;
  if (!one || one === document.body) return false;
  const words = [one.textContent, ...[...(one.labels ?? [])].map(label => label.textContent)];
  const legend = one.type === 'radio' ? one.closest('fieldset')?.querySelector('legend') : null;
  if (legend) words.unshift(legend.textContent);
  const kind = one.matches('input, textarea, select') ? words.slice(legend ? 0 : 1) : [words[0]];
  return kind.some(text => text.trim().replace(/\\s+/g, ' ').startsWith(name));
}"""
_STANDS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return 'beginning';
  const box = one.getBoundingClientRect();
  const seen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  const fit = one.closest('main') && seen;
  if (!fit) return 'lost: ' + one.outerHTML.slice(0, 80);
  if (one.id === 'bledy') return 'faults';
  return one.getAttribute('role') === 'status' || one.matches('p, div, h2') ? 'news' : 'control';
}"""

_CHOSEN = """() => {
  const one = document.activeElement;
  if (one.type === 'radio') return one.checked ? one.labels[0].textContent.trim() : '';
  return one.selectedOptions[0].textContent.trim();
}"""
_HAS_SETTLED = """() => {
  const wanted = document.querySelector('[autofocus]');
  return !wanted || document.activeElement === wanted;
}"""


def wait_for_focus(page: Any) -> None:
    """Wait until the focus is where a page wants it: a browser moves it with the first paint."""
    for _ in range(500):
        if page.evaluate(_HAS_SETTLED):
            return
        page.wait_for_timeout(20)


class Keys:
    """The keys of a page; each press and each page that comes is like a person's.

    Args:
        page: a page of playwright, signed in.
    """

    def __init__(self, page: Any) -> None:
        self.page = page

    def to(self, name: str) -> None:
        """Press Tab until the focus is on what begins with these words, or has such a label."""
        for _ in range(_MOST_STOPS):
            if self.page.evaluate(_IS_AT, name):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no key leads to „{name}”")

    def go(self, name: str, *, lands: str = "beginning") -> None:
        """Go to a link or button, press Enter, and see where the focus stands on the next page.

        *lands*: ``beginning``, so that the next stop is the link past the menu, ``news`` of what
        was done or will be, ``faults`` or a ``control``.
        """
        self.to(name)
        self.enter()
        wait_for_focus(self.page)
        stands = self.page.evaluate(_STANDS)
        assert stands == lands, (name, stands, self.page.url)
        if lands == "beginning":
            self.page.keyboard.press("Tab")
            first = self.page.evaluate("document.activeElement.textContent.trim()")
            assert first == "Przejdź do treści", first

    def enter(self) -> None:
        """Press Enter, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def go_to_field(self, fault: str, field: str) -> None:
        """Follow a link of the summary of faults; the focus comes to its field."""
        self.to(fault)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"**#{field}")
        stands = self.page.evaluate("document.activeElement.id || document.activeElement.name")
        assert stands == field, stands

    def type(self, name: str, words: str) -> None:
        """Write words into a field, in place of what is there."""
        self.to(name)
        assert self.page.evaluate("document.activeElement.matches('input, textarea')"), name
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def pick(self, name: str, option: str) -> None:
        """Choose an option of a list, or of a set of radio buttons, by arrows."""
        self.to(name)
        chosen = self.page.evaluate(_CHOSEN)
        for _ in range(60):
            if chosen.startswith(option):
                return
            is_free = self.page.evaluate("document.activeElement.checked === false")
            self.page.keyboard.press("Space" if is_free else "ArrowDown")
            before = chosen
            # A busy browser takes the key later.
            for _ in range(100):
                chosen = self.page.evaluate(_CHOSEN)
                if chosen != before:
                    break
                self.page.wait_for_timeout(10)
        raise AssertionError(f"no option „{option}” of „{name}”")

    @property
    def words(self) -> str:
        """The text of the page."""
        return " ".join(self.page.inner_text("main").split())
