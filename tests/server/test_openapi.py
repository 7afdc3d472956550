"""The served description of the interface is valid and says what the server does."""

import json
from typing import Any

import pytest
from openapi_spec_validator import validate

from desk.contract.endpoint import API
from desk.contract.routes import ENDPOINTS
from desk.server.openapi import document
from tests.server.conftest import Site


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    """The document."""
    return document()


def test_every_route_is_described(described: dict[str, Any]) -> None:
    names = {operation["operationId"] for path in described["paths"].values() for operation in path.values()}
    assert names == set(ENDPOINTS) - {"openapi"}


def test_the_document_is_valid_openapi(described: dict[str, Any]) -> None:
    validate(json.loads(json.dumps(described)))


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    text = json.dumps(described)
    wanted = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert wanted <= set(described["components"]["schemas"])


def test_the_description_is_served_to_whoever_asks(site: Site) -> None:
    answer = site.get("/openapi.json", as_=None)
    assert answer.status_code == 200
    assert f"{API}/sessions" in answer.json()["paths"]


def test_misspelt_fields_are_said_to_be_refused(described: dict[str, Any]) -> None:
    assert described["components"]["schemas"]["StateChoice"]["additionalProperties"] is False


def test_keys_that_are_one_of_a_few_are_described_and_a_wrong_one_is_pointed_at(
    site: Site, described: dict[str, Any]
) -> None:
    roles = described["components"]["schemas"]["RemedyRules"]["properties"]["roles"]
    assert "lead" in roles["propertyNames"]["enum"]
    assert "refund" in roles["additionalProperties"]["propertyNames"]["enum"]
    answer = site.request("PUT", "/remedy-rules", {"roles": {"boss": {}}}, as_="admin", if_match=0)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/roles")
