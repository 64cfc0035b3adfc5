"""Adapters put together: each fault is found when the centre is made, and says which hook and
which adapters are concerned.
"""

import pickle
import types

import attrs
import pytest

from lckm_core import (
    Audience,
    ContactCentre,
    Directory,
    build,
    impl,
    kinds,
)
from lckm_core.errors import NoSuchReportError
from lckm_core.memory import MemoryAdapter, MemoryExporter, MemoryMailer
from lckm_core.organisation import DIRECTORY, Unit
from lckm_core.ports import (
    AdapterError,
    AdapterProtocolError,
    BrokenEntryPointError,
    Clean,
    Command,
    ConflictingAdaptersError,
    DuplicateAdapterError,
    MissingAdapterError,
    NotProvidedError,
    PortKind,
    UnknownHookError,
    UnusableAdapterError,
    each_installed,
    exclude_ports,
    ports,
    provide,
)


def adapter(name, **hooks):
    """Return an adapter that answers each hook with what is given."""

    def answer(thing):
        @impl
        def hook(self):
            return thing

        return hook

    made = {hook: answer(thing) for hook, thing in hooks.items()}
    for hook, function in made.items():
        function.__name__ = hook
    return type(name, (), {"name": name, **made})()


def failing_with(error):
    """Return an adapter of which a hook raises this error."""

    class Failing:
        name = "failing"

        @impl
        def provide_mailer(self):
            raise error

    return Failing()


class Rule:
    def __init__(self, prefix):
        self.prefix = prefix

    def __call__(self, procedure):
        return ()


class TestWhatIsHandedOver:
    def test_each_port_by_its_property(self):
        memory = MemoryAdapter()
        plugins = build(memory)
        assert plugins.adapters == ("memory",)
        assert plugins.procedures is memory.procedures
        assert plugins.notices is memory.notices
        assert plugins.requests is memory.requests
        assert plugins.reports is memory.reports
        assert plugins.routes is plugins.listeners[0] is memory
        assert plugins.mailer is memory.mailer
        assert plugins.helpdesk is memory.helpdesk
        assert plugins.exporters == (memory.public, memory.inside, memory.search)
        assert plugins.search is memory.search
        assert plugins.directory is DIRECTORY
        assert plugins.rules == plugins.commands == ()

    def test_hooks_that_nobody_answers_are_named(self):
        wanted = (
            "provide_procedures",
            "provide_notices",
            "provide_requests",
            "provide_numbers",
            "provide_reports",
            "provide_routes",
            "provide_mailer",
            "provide_helpdesk",
            "provide_search",
            "provide_documents",
            "provide_drafts",
            "provide_sessions",
            "provide_access_log",
        )
        assert sorted(build().unanswered) == sorted(wanted)
        assert sorted(build(adapter("a", provide_mailer=MemoryMailer())).unanswered) == sorted(
            {*wanted} - {"provide_mailer"}
        )
        assert build(MemoryAdapter()).unanswered == ()

    def test_contributions_in_the_order_of_the_adapters(self):
        plugins = build(
            adapter("a", contribute_exporters=[named("1"), named("2")]),
            adapter("b", contribute_exporters=[named("3")]),
        )
        assert [one.name for one in plugins.exporters] == ["1", "2", "3"]

    def test_a_host_has_a_directory_of_its_own(self):
        own = Directory((Unit("Urząd Miasta Łodzi"),))
        assert build(adapter("a", provide_directory=own)).directory is own

    def test_a_module_is_an_adapter(self):
        module = types.ModuleType("host_adapters")

        @impl
        def provide_mailer():
            return MAILER

        module.provide_mailer = provide_mailer
        assert build(module).mailer is MAILER
        assert build(module).adapters == ("host_adapters",)

    def test_two_centres_share_nothing(self):
        one, other = (ContactCentre(build(MemoryAdapter())) for _ in range(2))
        for port in ports():
            if port.kind is PortKind.PROVIDE and not port.has_default:
                name = port.name.removeprefix("provide_")
                assert getattr(one.plugins, name) is not getattr(other.plugins, name)
        build(adapter("extra", provide_mailer=MAILER))
        assert one.plugins.adapters == other.plugins.adapters == ("memory",)


MAILER = MemoryMailer()


def named(name, audience=Audience.PORTAL):
    exporter = MemoryExporter(audience)
    exporter.name = name
    return exporter


class TestFaults:
    @pytest.mark.parametrize(
        "hook", [port.name for port in ports() if port.kind is PortKind.PROVIDE]
    )
    def test_a_hook_that_takes_one_names_all_who_answer(self, hook):
        things = {
            **{name: MemoryAdapter() for name in ("provide_routes",)},
            "provide_directory": DIRECTORY,
        }
        memory = MemoryAdapter()
        thing = things.get(hook) or getattr(memory, hook.removeprefix("provide_"))
        with pytest.raises(ConflictingAdaptersError) as raised:
            build(*(adapter(name, **{hook: thing}) for name in ("first", "second", "third")))
        assert (raised.value.hook, set(raised.value.adapters)) == (
            hook,
            {"first", "second", "third"},
        )

    @pytest.mark.parametrize(
        "port",
        [port.name for port in ports() if port.kind is PortKind.PROVIDE and not port.has_default],
    )
    def test_none_where_one_is_needed_says_which_hook(self, port):
        with pytest.raises(MissingAdapterError) as raised:
            getattr(build(), port.removeprefix("provide_"))
        assert raised.value.hook == port

    def test_two_adapters_of_one_name(self):
        with pytest.raises(DuplicateAdapterError) as raised:
            build(MemoryAdapter(), MemoryAdapter())
        assert raised.value.name == "memory"

    def test_one_adapter_twice(self):
        memory = MemoryAdapter()
        with pytest.raises(DuplicateAdapterError):
            build(memory, memory)

    def test_a_hook_that_is_not_there_suggests_another(self):
        with pytest.raises(UnknownHookError) as raised:
            build(adapter("a", provide_mailr=MAILER))
        assert (raised.value.adapter, raised.value.hook, raised.value.near) == (
            "a",
            "provide_mailr",
            "provide_mailer",
        )
        with pytest.raises(UnknownHookError) as raised:
            build(adapter("a", xyzzy=MAILER))
        assert raised.value.near == ""

    @pytest.mark.parametrize(
        ("method", "said"),
        [
            (lambda self: None, "send(letter)"),
            (lambda self, letter, extra: None, "send(letter)"),
            (lambda self, *, letter: None, "send(letter)"),
        ],
    )
    def test_what_cannot_be_called_so_says_how(self, method, said):
        odd = type("Odd", (MemoryMailer,), {"send": method})()
        with pytest.raises(AdapterProtocolError) as raised:
            build(adapter("odd", provide_mailer=odd))
        assert raised.value.lacks == (said,)
        assert said in str(raised.value)

    @pytest.mark.parametrize(
        "method", [lambda self, letter, extra=1: None, lambda self, *given, **named: None]
    )
    def test_what_takes_more_than_it_is_given_fits(self, method):
        assert build(
            adapter("wide", provide_mailer=type("Wide", (MemoryMailer,), {"send": method})())
        ).mailer

    def test_what_has_to_be_awaited_is_refused(self):
        class Awaited(MemoryMailer):
            async def send(self, letter):
                return None

        with pytest.raises(
            UnusableAdapterError,
            match=r"send of provide_mailer is asynchronous|send w provide_mailer",
        ):
            build(adapter("awaited", provide_mailer=Awaited()))

    def test_a_hook_without_its_mark_is_named(self):
        class Forgetful:
            name = "forgetful"

            def provide_mailer(self):
                return MemoryMailer()

            @impl
            def contribute_exporters(self):
                return ()

        with pytest.raises(UnusableAdapterError, match="@impl") as raised:
            build(Forgetful())
        assert "provide_mailer" in str(raised.value)

    @pytest.mark.parametrize("thing", [None, "memory", object(), MemoryMailer()])
    def test_what_answers_no_hook_is_no_adapter(self, thing):
        with pytest.raises(UnusableAdapterError, match="@impl"):
            build(thing)

    def test_a_hook_that_fails_is_named_with_its_adapter(self):
        with pytest.raises(UnusableAdapterError) as raised:
            build(failing_with(RuntimeError("database down")))
        for word in ("failing", "provide_mailer", "RuntimeError", "database down"):
            assert word in str(raised.value)

    def test_what_a_hook_raises_of_ours_is_said_in_either_language(self):
        with pytest.raises(UnusableAdapterError) as raised:
            build(failing_with(NoSuchReportError("ZG-1")))
        for language in ("pl", "en"):
            assert NoSuchReportError("ZG-1").text(language) in raised.value.text(language)

    @pytest.mark.parametrize("prefix", ["LCKM-P", "lckm", "", "1A", "A B"])
    def test_a_prefix_is_capitals_and_digits(self, prefix):
        rule = type("Rule", (), {"prefix": prefix, "__call__": lambda self, procedure: ()})()
        with pytest.raises(UnusableAdapterError, match="prefi"):
            build(adapter("rules", contribute_rules=[rule]))

    def test_a_nameless_adapter_is_called_by_its_class(self):
        class Host:
            name = ""

            @impl
            def contribute_exporters(self):
                return ()

        assert build(Host()).adapters[0].endswith("Host")

    def test_a_centre_is_made_of_what_was_put_together(self):
        with pytest.raises(TypeError, match="Plugins"):
            ContactCentre(MemoryAdapter())

    def test_what_lacks_a_method_says_which(self):
        class Half:
            def send(self, letter):
                """Send it."""

        with pytest.raises(AdapterProtocolError) as raised:
            build(adapter("a", provide_mailer=Half()))
        assert (raised.value.adapter, raised.value.hook, raised.value.lacks) == (
            "a",
            "provide_mailer",
            ("find",),
        )

    @pytest.mark.parametrize(
        ("hook", "thing", "lacks"),
        [
            ("provide_directory", "Urząd", ()),
            ("provide_helpdesk", None, ("file", "find")),
            ("contribute_commands", ["lista"], ()),
            ("contribute_kinds", ["LCKM-P001"], ()),
            ("contribute_exporters", None, ()),
            ("contribute_exporters", named("alone"), ()),
            ("contribute_rules", [lambda procedure: ()], ("prefix",)),
            ("notify_listeners", [], ("on_event",)),
        ],
    )
    def test_what_is_something_else(self, hook, thing, lacks):
        with pytest.raises(AdapterProtocolError) as raised:
            build(adapter("a", **{hook: thing}))
        assert (raised.value.adapter, raised.value.hook, raised.value.lacks) == ("a", hook, lacks)

    @pytest.mark.parametrize(
        ("hook", "make"),
        [
            ("contribute_exporters", named),
            ("contribute_rules", Rule),
            ("contribute_commands", lambda name: Command(name, "Pomoc", object)),
            ("contribute_kinds", lambda name: attrs.evolve(kinds()[0], code=name)),
        ],
    )
    def test_a_name_is_one_adapters_own(self, hook, make):
        with pytest.raises(ConflictingAdaptersError) as raised:
            build(adapter("a", **{hook: [make("X")]}), adapter("b", **{hook: [make("X")]}))
        assert (raised.value.adapters, raised.value.name) == (("a", "b"), "X")

    def test_rules_of_one_adapter_share_its_prefix_and_others_do_not_share_names(self):
        assert len(build(adapter("a", contribute_rules=[Rule("X"), Rule("X")])).rules) == 2
        with pytest.raises(ConflictingAdaptersError):
            build(adapter("a", contribute_exporters=[named("X"), named("X")]))

    def test_nobody_takes_the_codes_of_the_library(self):
        with pytest.raises(ConflictingAdaptersError) as raised:
            build(adapter("a", contribute_rules=[Rule("LCKM")]))
        assert raised.value.adapters == ("lckm_core", "a")

    def test_what_is_taken_of_one_port_is_free_in_another(self):
        assert [
            one.name for one in build(adapter("a", contribute_exporters=[named("LCKM")])).exporters
        ] == ["LCKM"]


@pytest.mark.parametrize(
    "error",
    [
        MissingAdapterError("provide_mailer"),
        ConflictingAdaptersError("provide_mailer", ("a", "b")),
        ConflictingAdaptersError("contribute_exporters", ("a", "b"), "bip"),
        DuplicateAdapterError("a"),
        UnknownHookError("a", "provide_mailr", "provide_mailer"),
        UnknownHookError("a", "xyzzy"),
        AdapterProtocolError("a", "provide_mailer", "Mailer", ("find",)),
        AdapterProtocolError("a", "provide_directory", "Directory"),
        BrokenEntryPointError("smtp", "lckm-smtp", "ModuleNotFoundError: x"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_says_it_in_both_languages_and_travels(error):
    import attrs

    assert isinstance(error, AdapterError)
    again = pickle.loads(pickle.dumps(error))
    assert attrs.asdict(again) == attrs.asdict(error)
    for lang in ("pl", "en"):
        said = error.text(lang)
        for value in attrs.asdict(error).values():
            for part in (value,) if isinstance(value, str) else value:
                assert part in said
    assert str(error) == error.text("pl") != error.text("en")


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Return what installs a distribution with one module and entry points, as pip does, for
    this test alone.
    """

    def install(distribution, code, **entry_points):
        module = distribution.replace("-", "_")
        (tmp_path / f"{module}.py").write_text(code, encoding="utf-8")
        info = tmp_path / f"{module}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n", encoding="utf-8"
        )
        lines = [f"{name} = {module}{target}" for name, target in entry_points.items()]
        (info / "entry_points.txt").write_text(
            "[lckm_core]\n" + "\n".join(lines) + "\n", encoding="utf-8"
        )
        monkeypatch.syspath_prepend(str(tmp_path))

    return install


MAKES_A_MAILER = """
from lckm_core import impl
from lckm_core.memory import MemoryMailer


class Adapter:
    name = "installed"

    @impl
    def provide_mailer(self):
        return MemoryMailer()


made = Adapter()
"""


class TestInstalledAdapters:
    @pytest.mark.parametrize("target", [":Adapter", ":made"])
    def test_one_is_taken_when_asked_for(self, installed, target):
        installed("lckm-test-mail", MAKES_A_MAILER, mail=target)
        assert "installed" in build(entry_points=True).adapters
        assert isinstance(build(entry_points=True).mailer, MemoryMailer)
        assert build().adapters == ()

    def test_one_at_odds_with_one_handed_in_names_both(self, installed):
        installed("lckm-test-both", MAKES_A_MAILER, mail=":Adapter")
        with pytest.raises(ConflictingAdaptersError) as raised:
            build(MemoryAdapter(), entry_points=True)
        assert raised.value.adapters == ("memory", "installed")

    @pytest.mark.parametrize(
        ("code", "because"),
        [
            ("import there_is_no_such_module_here", "ModuleNotFoundError"),
            ("1 / 0", "ZeroDivisionError"),
            ("def Adapter():\n    raise OSError('no configuration')", "OSError: no configuration"),
            ("", "AttributeError"),
        ],
    )
    def test_one_that_cannot_be_loaded_names_its_distribution(self, installed, code, because):
        name = f"lckm-test-broken-{because[:5].lower().strip(':')}"
        installed(name, code, broken=":Adapter")
        with pytest.raises(BrokenEntryPointError) as raised:
            build(entry_points=True)
        assert (raised.value.entry_point, raised.value.distribution) == ("broken", name)
        assert because in raised.value.because

    def test_of_each_what_is_asked_for_and_of_a_broken_one_what_is_wrong(self, installed):
        """In the order of their names; no hook is called but those named, so no store is
        opened to find a command.
        """
        makes = MAKES_A_MAILER + (
            "\n    @impl\n    def contribute_exporters(self):\n        return []\n"
        ).replace(
            "\n    @impl",
            "\n\nclass Opens(Adapter):\n    @impl\n    def provide_reports(self):\n        raise "
            "OSError\n\n    @impl",
            1,
        )
        installed("lckm-test-each", makes, b=":Opens", a=":nothing", c=":made")
        broken, opens, plain = [
            one for one in each_installed("contribute_exporters") if _is_of_the_test(one)
        ]
        assert isinstance(broken, BrokenEntryPointError)
        assert (opens.exporters, opens.adapters, plain.adapters) == (
            (),
            ("installed",),
            ("installed",),
        )
        with pytest.raises(MissingAdapterError):
            opens.mailer  # noqa: B018  it was not asked for

    NEEDS = (
        "from lckm_core import Message, impl\n"
        "from lckm_core.errors import InvalidSettingError\n"
        "class Adapter:\n"
        "    name = 'installed'\n"
        "    def __init__(self, url=''):\n"
        "        if not url:\n"
        "            raise InvalidSettingError('url', Message('podaj', 'give one'))\n"
        "    @impl\n"
        "    def contribute_exporters(self):\n"
        "        return []\n"
    )

    def test_one_whose_defaults_are_no_settings_is_skipped(self, installed):
        """As one without a default: only a settings file can make it."""
        installed("lckm-test-settings", self.NEEDS, wants=":Adapter")
        assert "installed" not in build(entry_points=True).adapters
        assert not [one for one in each_installed("contribute_exporters") if _is_of_the_test(one)]

    def test_one_that_answers_nothing_asked_for_is_not_made(self, installed):
        """Making it may open a file, ask a server or fail, of no use to this call."""
        opens = MAKES_A_MAILER.partition("made =")[0].replace(
            '    name = "installed"\n', "    def __init__(self):\n        raise OSError\n"
        )
        installed("lckm-test-opens", opens, opens=":Adapter")
        assert not [one for one in each_installed("contribute_exporters") if _is_of_the_test(one)]
        with pytest.raises(BrokenEntryPointError):
            build(entry_points=True)


def _is_of_the_test(one):
    return isinstance(one, BrokenEntryPointError) or one.adapters == ("installed",)


class TestWhatIsNoAdapter:
    def test_a_class_is_refused_for_an_object(self):
        with pytest.raises(UnusableAdapterError) as raised:
            build(MemoryAdapter)
        assert "lckm_core.memory" in raised.value.adapter or raised.value.adapter == "memory"
        assert "Klasa()" in raised.value.text("pl")

    def test_an_answer_that_asks_for_arguments_is_refused(self):
        class Asking:
            @impl
            def provide_mailer(self, address):
                """Hand over nothing."""

        with pytest.raises(UnusableAdapterError) as raised:
            build(Asking())
        assert "Asking" in raised.value.adapter
        assert "address" in raised.value.text("en")


class Scanning:
    name = "none"

    def scan(self, name, data):
        return Clean()


class TrailReading:
    name = "none"

    def wants(self, event):
        return False

    def take(self, entry):
        """Take nothing."""


class TestProvide:
    """Objects that are ready need no class around them."""

    def test_every_hook_can_be_answered_so(self):
        memory, rule, exporter = MemoryAdapter(), Rule("HOST"), MemoryExporter(Audience.BIP)
        directory, command = Directory(()), Command("x", "y", lambda: None)
        handed = {
            "procedures": memory.procedures,
            "notices": memory.notices,
            "requests": memory.requests,
            "numbers": memory.numbers,
            "drafts": memory.drafts,
            "sessions": memory.sessions,
            "access_log": memory.access_log,
            "reports": memory.reports,
            "attachments": [memory.attachments],
            "routes": memory,
            "mailer": memory.mailer,
            "helpdesk": memory.helpdesk,
            "exporters": [exporter],
            "search": memory.search,
            "documents": memory.documents,
            "scanners": [Scanning()],
            "directory": directory,
            "rules": [rule],
            "kinds": [kinds()[0]],
            "listeners": memory,
            "trail_readers": [TrailReading()],
            "commands": [command],
        }
        assert len(handed) == len(ports())
        plugins = build(provide(**handed))
        found = {key: getattr(plugins, key) for key in handed}
        several = {key: tuple(things) for key, things in handed.items() if isinstance(things, list)}
        assert found == {**handed, **several, "listeners": (memory,)}
        assert plugins.adapters == (f"provide({', '.join(handed)})",)

    def test_it_stands_beside_others_and_is_named_when_it_does_not_fit(self):
        mailer = MemoryMailer()
        assert (
            build(
                provide(mailer=mailer),
                provide(rules=[Rule("A")]),
                provide(reports=MemoryAdapter().reports),
            ).mailer
            is mailer
        )
        with pytest.raises(ConflictingAdaptersError) as two:
            build(MemoryAdapter(), provide(mailer=mailer))
        assert two.value.adapters == ("memory", "provide(mailer)")
        with pytest.raises(AdapterProtocolError) as unfit:
            build(provide(reports=mailer))
        assert (unfit.value.adapter, unfit.value.hook) == ("provide(reports)", "provide_reports")
        with pytest.raises(AdapterProtocolError, match="contribute_rules"):
            build(provide(rules=Rule("A")))

    def test_two_of_one_hook_take_a_name_each(self):
        one, other = provide(rules=[Rule("A")]), provide(rules=[Rule("B")])
        with pytest.raises(DuplicateAdapterError):
            build(one, other)
        other.name = "other"
        assert [rule.prefix for rule in build(one, other).rules] == ["A", "B"]

    @pytest.mark.parametrize(
        ("given", "near"),
        [("report", "reports"), ("mail", "mailer"), ("provide_mailer", "mailer"), ("zzz", "")],
    )
    def test_a_name_that_no_hook_has_is_refused(self, given, near):
        with pytest.raises(UnknownHookError) as unknown:
            provide(**{given: MemoryMailer()})
        assert (unknown.value.hook, unknown.value.near) == (given, near)


class TestWithout:
    """Of two adapters that provide the same, one leaves it to the other, in a program as in a
    settings file.
    """

    def test_the_other_provides_it_and_this_one_all_the_rest(self):
        memory, other = MemoryAdapter(), MemoryAdapter()
        plugins = build(
            exclude_ports(memory, "notices", "routes"), provide(notices=other.notices, routes=other)
        )
        assert plugins.notices is other.notices
        assert plugins.routes is other
        assert (plugins.procedures, plugins.reports) == (memory.procedures, memory.reports)
        assert plugins.adapters == ("memory", "provide(notices, routes)")

    def test_what_nobody_provides_then_is_missing(self):
        assert build(exclude_ports(MemoryAdapter(), "mailer")).unanswered == ("provide_mailer",)

    def test_the_adapter_itself_stays_as_it_is(self):
        memory = MemoryAdapter()
        less = exclude_ports(memory, "notices")
        assert build(memory).notices is memory.notices
        assert less.notices is memory.notices
        assert "provide_notices" not in dir(less)
        assert getattr(less, "provide_notices", None) is None

    def test_one_that_takes_no_attributes_leaves_things_too(self):
        """Such as one with slots, or a module that others have as well."""

        class Slotted:
            __slots__ = ()
            name = "slotted"

            @staticmethod
            @impl
            def provide_mailer():
                return MemoryMailer()

            @impl
            def provide_search(self):
                return MemoryAdapter().search

        module = types.ModuleType("city")
        module.provide_mailer = impl(lambda: MemoryMailer())
        module.provide_search = impl(lambda: MemoryAdapter().search)
        for one, name in ((Slotted(), "slotted"), (module, "city")):
            plugins = build(exclude_ports(one, "search"))
            assert plugins.adapters == (name,)
            assert not plugins.answers("provide_search")
            assert plugins.mailer

    @pytest.mark.parametrize(
        ("given", "near"),
        [("notice", "notices"), ("provide_notices", "notices"), ("listeners", ""), ("", "")],
    )
    def test_what_it_does_not_provide_cannot_be_left(self, given, near):
        with pytest.raises(NotProvidedError) as refused:
            exclude_ports(MemoryAdapter(), given)
        error = refused.value
        assert (error.adapter, error.name, error.near) == ("memory", given, near)
        assert "notices" in error.provides
        assert pickle.loads(pickle.dumps(error)).message == error.message
        assert all(f"{near}?" in said for said in (error.message.pl, error.message.en) if near)

    def test_who_is_at_odds_is_told_of_it(self):
        with pytest.raises(ConflictingAdaptersError) as two:
            build(MemoryAdapter(), provide(notices=MemoryAdapter().notices))
        assert 'exclude_ports(adapter, "notices")' in two.value.message.pl
        assert 'exclude_ports(adapter, "notices")' in two.value.message.en
        assert 'without = ["notices"]' in two.value.message_with('without = ["{}"]').pl
        assert (
            "exclude_ports"
            not in ConflictingAdaptersError("contribute_exporters", ("a", "b"), "bip").message.pl
        )
