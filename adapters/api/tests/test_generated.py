"""Requests made of the document: each is answered as it says, and none fails."""

import pytest
from generated import Cases, run


def test_requests_of_each_endpoint_and_chains_of_them(tmp_path):
    cases = Cases(tmp_path)
    cases.try_each(2)
    cases.try_chains(3)
    assert cases.count > 50
    assert 200 in cases.statuses
    assert max(cases.statuses) < 500


@pytest.mark.slow(
    reason="300 requests; two of each endpoint and three chains stand for them", weekly=True
)
def test_three_hundred_requests(tmp_path):
    result = run(Cases(tmp_path), 300)
    assert result["cases"] >= 300
    assert max(result["statuses"]) < 500
