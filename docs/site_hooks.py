"""Pages of the docs site besides docs/*.md: adapters, the API reference, and links."""

import posixpath
import re
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).parent))  # MkDocs loads this file by its path
import public_names

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "README.md": "index.md",
    "samples/README.md": "samples.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "SECURITY.md": "project/security.md",
    "CODE_OF_CONDUCT.md": "project/code-of-conduct.md",
    "CHANGELOG.md": "project/changelog.md",
    "changelog.d/README.md": "project/news-fragments.md",
    "adapters/README.md": "adapters/index.md",
    **{
        path.relative_to(ROOT).as_posix(): f"adapters/{path.parent.name}.md"
        for path in sorted(ROOT.glob("adapters/*/README.md"))
    },
}
"""Where a page outside docs/ is in the site."""
FOLDERS = {
    "decisions": "What was decided, and why. Newest last.",
    "interpretations": "How we read what the ordinance leaves open, each in one place.",
}
POLISH = "handbook-"
"""How the names of pages begin that are in Polish."""
_LINK = re.compile(r"(?<=\]\()([^)#:\s]+)(?=[)#])")
_sources: dict[str, str] = {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill the two parts of the navigation that are found, not listed."""
    found = {
        "adapters/": sorted(uri for uri in PAGES.values() if uri.startswith("adapters/")),
        "reference/": ["reference/index.md", *map(_reference_uri, public_names.packages())],
    }
    found["adapters/"].sort(key=lambda uri: uri != "adapters/index.md")
    config.nav = [
        {title: found.get(part, part) if isinstance(part, str) else part}
        for section in config.nav or []
        for title, part in section.items()
    ]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made from other files or from the code."""
    _sources.clear()
    _sources.update({uri: path for path, uri in PAGES.items() if uri != "index.md"})
    made = {uri: (ROOT / path).read_text(encoding="utf-8") for uri, path in _sources.items()}
    made |= {f"{name}/index.md": _folder(name, text) for name, text in FOLDERS.items()}
    made |= {_reference_uri(package): _reference(package) for package in public_names.packages()}
    made["reference/index.md"] = _reference_index()
    for uri, text in made.items():
        files.append(File.generated(config, uri, content=text))
    linked = {
        target for file in list(files) if file.is_documentation_page() for target in _linked(file)
    }
    for path in sorted(linked):
        files.append(File.generated(config, _source_uri(path), content=_source(path)))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links as the repository has them into links of the site."""
    uri = page.file.src_uri

    def moved(match: re.Match[str]) -> str:
        target = _target(uri, match[1])
        return posixpath.relpath(target, posixpath.dirname(uri) or ".") if target else match[1]

    return _LINK.sub(moved, markdown)


def on_post_page(output: str, *, page: Page, **_: object) -> str:
    """Name the search, make no heading of an empty cell, and mark a page that is Polish."""
    named = output.replace(
        'component="search" role="dialog"', 'component="search" role="dialog" aria-label="Search"'
    )
    if page.file.src_uri.startswith(POLISH):
        named = named.replace("<article ", '<article lang="pl" ', 1)
    return named.replace("<th></th>", "<td></td>")


def _repository_path(uri: str) -> str:
    """Return where the page *uri* of the site is in the repository."""
    return _sources.get(uri, f"docs/{uri}")


def _resolved(uri: str, link: str) -> str:
    """Return the path in the repository to which *link* on the page *uri* leads."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(_repository_path(uri)), link))


def _target(uri: str, link: str) -> str | None:
    """Return the page of the site to which *link* on the page *uri* leads.

    None means that the link needs no change.
    """
    if uri.startswith(("reference/", "source/")):
        return None
    path = _resolved(uri, link)
    if path in PAGES:
        return PAGES[path]
    if path.startswith("docs/"):
        inside = path.removeprefix("docs/")
        return f"{inside}/index.md" if inside in FOLDERS else inside
    if path == "docs":
        return "index.md"
    return _source_uri(path) if (ROOT / path).exists() else None


def _linked(file: File) -> Iterator[str]:
    """Yield what a page links to in the repository that is no page of the site."""
    if file.src_uri.startswith(("reference/", "source/")):
        return
    for link in _LINK.findall(file.content_string):
        path = _resolved(file.src_uri, link)
        if path not in PAGES and path.partition("/")[0] != "docs" and (ROOT / path).exists():
            yield path


def _source_uri(path: str) -> str:
    return f"source/{path}.md"


def _source(path: str) -> str:
    """Return a page that shows a file, or lists a folder."""
    head = f"---\nsearch:\n  exclude: true\nhide: [toc]\n---\n# {path}\n\n"
    place = ROOT / path
    if place.is_dir():
        names = sorted(
            one.name + "/" * one.is_dir()
            for one in place.iterdir()
            if not one.name.startswith((".", "_"))
        )
        return head + "\n".join(f"- `{name}`" for name in names) + "\n"
    language = {".py": "python", ".yaml": "yaml", ".toml": "toml"}.get(
        PurePosixPath(path).suffix, "text"
    )
    return f"{head}`````{language}\n{place.read_text(encoding='utf-8').rstrip()}\n`````\n"


def _folder(name: str, text: str) -> str:
    """Return the index of a folder of docs/: the title of each page in it."""
    lines = [f"# {name.capitalize()}", "", text, ""]
    for path in sorted((ROOT / "docs" / name).glob("*.md")):
        title = path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
        lines.append(f"- [{title}]({path.name})")
    return "\n".join(lines) + "\n"


def _reference_uri(package: str) -> str:
    return f"reference/{package}.md"


def _reference_index() -> str:
    lines = ["# Reference", "", "Every public name, by the package from which it is imported.", ""]
    lines += ["| package | what it is |", "|---|---|"]
    lines += [
        f"| [`{one}`]({one}.md) | {public_names.summary(one)} |" for one in public_names.packages()
    ]
    return "\n".join(lines) + "\n"


def _reference(package: str) -> str:
    """Return the page of a package: where exported names are described, then its own names."""
    names = public_names.names(package)
    own = [name for name in names if public_names.home(package, name) == package]
    lines = [f"# `{package}`", "", public_names.summary(package), ""]
    if others := [name for name in names if name not in own]:
        lines += ["| name | what it is | described in |", "|---|---|---|"]
        for name in others:
            home = public_names.home(package, name)
            anchor = f'<span id="{package}.{name}">`{name}`</span>'
            about = public_names.about(package, name).replace("|", "\\|")
            lines.append(f"| {anchor} | {about} | [`{home}`]({home}.md#{home}.{name}) |")
        lines.append("")
    for name in own:
        lines += [f"::: {package}.{name}", ""]
    return "\n".join(lines)
