"""Whether a page that a browser shows is whole: nothing lost, overlapped or out of reach."""

from typing import Any

# WCAG 1.4.12: what a reader may set, and still has to read everything.
_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; "
    "word-spacing: .16em !important }",
    "p { margin-bottom: 2em !important }",
)
_LAYOUT = """() => {
  const faults = [], lines = [];
  // What is for screen readers alone lies in a pixel, or before the page until it has the focus.
  const unseen = one => {
    const frame = one.getBoundingClientRect();
    return frame.right + scrollX < 0 || frame.bottom + scrollY < 0
      || getComputedStyle(one).clipPath === 'inset(50%)'
      || (Math.min(frame.width, frame.height) <= 1 && getComputedStyle(one).overflow !== 'visible');
  };
  const shown = one => {
    if (!one.checkVisibility({visibilityProperty: true, opacityProperty: true})) return false;
    for (; one; one = one.parentElement) if (unseen(one)) return false;
    return true;
  };
  const block = one => {
    while (getComputedStyle(one).display.startsWith('inline')) one = one.parentElement;
    return one;
  };
  const root = document.documentElement;
  // What a region is scrolled past is not on the page now.
  const clipped = (box, one) => {
    let {left, right, top, bottom} = box;
    for (; one !== root; one = one.parentElement) {
      const style = getComputedStyle(one), frame = one.getBoundingClientRect();
      if (['auto', 'scroll'].includes(style.overflowX))
        [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
      if (['auto', 'scroll'].includes(style.overflowY))
        [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    }
    return {left, right, top, bottom};
  };
  if (root.scrollWidth > root.clientWidth) faults.push('the page is wider than the window');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement;
    if (!text.data.trim() || parent.closest('option, script, style') || !shown(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (!box.width) continue;
      const of = block(parent);
      lines.push({box, seen: clipped(box, of), of, text: text.data.trim().slice(0, 40)});
    }
  }
  for (const {box, of, text} of lines) {
    for (let one = of; one !== root; one = one.parentElement) {
      const style = getComputedStyle(one), frame = one.getBoundingClientRect();
      const cut = (overflow, before, after) =>
        ['hidden', 'clip'].includes(overflow) && (before > 1 || after > 1);
      if (cut(style.overflowX, frame.left - box.left, box.right - frame.right)
          || cut(style.overflowY, frame.top - box.top, box.bottom - frame.bottom))
        faults.push('cut off: ' + text);
    }
  }
  for (let at = 0; at < lines.length; at++)
    for (let next = at + 1; next < lines.length; next++) {
      const one = lines[at], two = lines[next];
      if (one.of === two.of) continue;
      const [a, b] = [one.seen, two.seen];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      // What is printed of two lines begins some pixels within their boxes.
      if (wide > 3 && high > 6) faults.push(`one over another: ${one.text} | ${two.text}`);
    }
  return faults;
}"""
_STOPS = """() => {
  document.documentElement.style.scrollBehavior = 'auto';
  const groups = new Set();
  let count = 0;
  for (const one of document.querySelectorAll(
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')) {
    if (one.tabIndex < 0 || one.disabled || !one.checkVisibility()) continue;
    if (one.type === 'radio') {
      if (groups.has(one.name)) continue;
      groups.add(one.name);
    }
    count++;
  }
  return count;
}"""
_FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const group = one.type === 'radio' ? one.name : null;
  const first = !one.dataset.reached && !(group
    && document.querySelector(`input[name="${CSS.escape(group)}"][data-reached]`));
  one.dataset.reached = 1;
  window.focusedLast = one;
  const faults = [], style = getComputedStyle(one);
  const name = one.outerHTML.slice(0, 80);
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2)
    faults.push('the focus is not seen: ' + name);
  const place = () => one.getClientRects()[0] ?? one.getBoundingClientRect();
  // A browser that is busy scrolls to the focus only after it has moved.
  if (place().bottom <= 0 || place().top >= innerHeight) one.scrollIntoView({block: 'center'});
  const line = place();
  const seen = document.elementFromPoint(
    Math.min(line.left + line.width / 2, innerWidth - 1),
    Math.max(0, Math.min(line.top + line.height / 2, innerHeight - 1)));
  const around = seen && seen !== document.body && seen.contains(one);
  if (!one.contains(seen) && !around) faults.push('something lies over the focus: ' + name);
  return {first, faults};
}"""
# The link that skips to the text lies over the head while it has the focus.
_LEAVE = """() => {
  const held = document.activeElement === window.focusedLast;
  document.activeElement?.blur();
  return held;
}"""


def layout_faults(page: Any) -> list[str]:
    """Return what is lost, cut off, or lies over something else on a page.

    Args:
        page: a page of playwright.
    """
    found: list[str] = page.evaluate(_LAYOUT)
    return found


def set_reader_spacing(page: Any) -> None:
    """Space lines, letters, words and paragraphs as far as a reader may."""
    for rule in _SPACING:
        page.evaluate("rule => document.styleSheets[0].insertRule(rule)", rule)


def keyboard_faults(page: Any, key: str = "Tab") -> list[str]:
    """Return where the focus is not seen or covered, and what the key does not reach.

    Args:
        page: a page of playwright, nothing of it focused yet.
        key: ``Tab`` or ``Shift+Tab``.
    """
    page.evaluate(
        "() => { for (const one of document.querySelectorAll('[data-reached]'))"
        " delete one.dataset.reached; document.activeElement?.blur(); }"
    )
    stops, reached, faults = page.evaluate(_STOPS), 0, list[str]()
    for _ in range(2 * stops + 4):
        page.keyboard.press(key)
        found = page.evaluate(_FOCUS)
        if found is None:
            continue
        faults += found["faults"]
        reached += found["first"]
        if reached == stops:
            page.keyboard.press(key)
            is_held = page.evaluate(_LEAVE)
            return [*faults, *(["there is a trap"] if is_held and stops > 1 else [])]
    return [*faults, f"{key} reaches {reached} of {stops}: there is a trap, or a stop is lost"]
