"""Requests that Schemathesis makes of the OpenAPI document, one after another and as chains.

    PYTHONPATH=. python adapters/api/tests/generated.py --cases 10000

It prints how many there were, how many of each status, and how long they took.
"""

import argparse
import json
import sys
import time
from collections import Counter
from random import Random
from tempfile import TemporaryDirectory

import attrs
import schemathesis
from api_city import API_KEYS, HANDOVER, SECRETS, City, plain_sample, sqlite_city
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from lckm_core import Procedure, UpdateRequest

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
WHO = {"report": "call-centre", "procedure": "call-centre", "edition": "monitoring"}
OWN = {"procedure:check": "monitoring"}


# Of these Schemathesis makes no value within hours: a sample with faults stands for them.
SAMPLES = {
    "procedure": ("procedures/KA-01189.yaml", Procedure),
    "update-request": ("updates/KA-01189.request.yaml", UpdateRequest),
}
ODD = (None, "", [], {}, True, -1, 1e300, "x" * 700, "\x00", "0001-01-01", "KA-99999", ["x"], " ")


class Cases:
    """A city, the document of its face, and how many requests were made of it."""

    def __init__(self, folder):
        self.options = {"api_keys": list(_every_key()), "reading_rates": []}
        self.city = sqlite_city(folder, **self.options)
        self.sent = 0
        self.statuses = Counter()
        self.samples = {name: plain_sample(*of) for name, of in SAMPLES.items()}
        self.samples["handover"] = HANDOVER
        document = self.city.ask("GET", "/openapi.json").json()
        for name in self.samples:
            document["components"]["schemas"][name] = {"type": "object", "const": {"of": name}}
        self.schema = schemathesis.openapi.from_dict(document)

    def start_anew(self):
        """Go on in a city of its own, so that a chain depends on nothing before it."""
        self.city = City(**self.options)
        # Kept by the adapter in memory, which has no trail of its own.
        self.city.memory.audit = lambda **_: ()
        self.sent = 0

    @property
    def count(self):
        return self.statuses.total()

    def answer(self, case):
        """Send a case with a key that is for it, and hold the answer against the document."""
        security = case.operation.definition.raw["security"]
        scope = next((names[0] for one in security for names in one.values()), None)
        headers = {}
        if scope is not None:
            who = OWN.get(scope) or WHO.get(scope.partition(":")[0], "operator")
            headers["Authorization"] = f"Bearer {SECRETS[who]}"
        self.city.wait(seconds=1)
        self.sent += 1
        case.body = self._with_samples(case.body, Random(self.sent))
        response = case.call(headers=headers, app=self.city.face.app)
        self.statuses[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)
        return response

    def _with_samples(self, body, random):
        """Return a body with a sample, or what was made of it, where one is named."""
        if isinstance(body, dict):
            if set(body) == {"of"} and body["of"] in self.samples:
                return mutated(self.samples[body["of"]], random)
            return {key: self._with_samples(value, random) for key, value in body.items()}
        return body

    def try_each(self, examples):
        """Try each operation with so many examples."""
        for operation in self.schema.get_all_operations():
            test = settings(**_settings(examples))(self._test_of(operation.ok()))
            test()

    def _test_of(self, operation):
        @given(case=operation.as_strategy())
        def test(case):
            self.answer(case)

        return test

    def try_chains(self, chains, steps=6):
        """Try so many chains of operations, each with what an earlier one gave."""
        cases = self

        class Chain(self.schema.as_state_machine()):
            def setup(self):
                cases.start_anew()

            def call(self, case, **options):
                return cases.answer(case)

            def validate_response(self, response, case, **options):
                """It was held against the document when it came."""

        Chain.run(settings=settings(**_settings(chains), stateful_step_count=steps))


def mutated(sample, random):
    """Return a sample with up to three values of anywhere within replaced or left out."""
    sample = json.loads(json.dumps(sample))
    for _ in range(random.randrange(4)):
        part, value = None, sample
        while isinstance(value, dict | list) and value and (part is None or random.random() < 0.7):
            key = random.choice(list(value) if isinstance(value, dict) else range(len(value)))
            part, value = value, value[key]
        if random.random() < 0.3:
            del part[key]
        else:
            part[key] = random.choice(ODD)
        if not sample:
            break
    return sample


def _settings(examples):
    return {
        "max_examples": examples,
        "deadline": None,
        "database": None,
        "derandomize": True,
        "phases": [Phase.generate],
        "suppress_health_check": list(HealthCheck),
    }


def _every_key():
    for key in API_KEYS:
        plain = dict(key) if isinstance(key, dict) else attrs.asdict(key)
        yield {**plain, "per_minute": 10**6}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    wanted = parser.parse_args().cases
    with TemporaryDirectory() as folder:
        result = run(Cases(folder), wanted)
    json.dump(result, sys.stdout, indent=2)
    print()
    return 1 if any(status >= 500 for status in result["statuses"]) else 0


def run(cases, wanted):
    """Make so many requests, half of them in chains; return what there was to count."""
    began = time.monotonic()
    operations = len(list(cases.schema.get_all_operations()))
    cases.try_each(max(1, wanted // 2 // operations))
    singles = cases.count
    cases.try_chains(max(1, (wanted - cases.count) // 4))
    return {
        "cases": cases.count,
        "of them in chains": cases.count - singles,
        "seconds": round(time.monotonic() - began, 1),
        "statuses": dict(sorted(cases.statuses.items())),
    }


if __name__ == "__main__":
    sys.exit(main())
