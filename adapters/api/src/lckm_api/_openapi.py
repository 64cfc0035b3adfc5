"""The OpenAPI 3.1 document of the endpoints."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from lckm_api._answer_schemas import Schema, ref
from lckm_api._endpoint import MULTIPART, Endpoint, Parameter
from lckm_api._keys import Scope
from lckm_api._problems import (
    FAILED,
    FORBIDDEN,
    KINDS,
    MEDIA,
    MEDIA_TYPE,
    NOT_OFFERED,
    NOT_PERMITTED,
    PARAMETER,
    REFUSED,
    TOO_LARGE,
    TOO_MANY,
    UNAUTHORIZED,
    UNAVAILABLE,
    UNREADABLE,
    ProblemKind,
)
from lckm_api._schemas import components
from lckm_core import __version__

TAGS: Final = {
    "reports": "Reports of residents: sending, reading, and what became of them.",
    "procedures": "Procedures as they are shown, and checking one.",
    "editions": "Editions of procedures: handing in, correcting, publishing.",
    "routes": "The table of routes: where reports go.",
    "events": "The audit trail.",
    "schemas": "The JSON Schemas of the library.",
}
_KEY = "key"
_OF_ALL = (PARAMETER, REFUSED, TOO_MANY, FAILED, NOT_OFFERED, UNAVAILABLE)
_OF_KEYS = (UNAUTHORIZED, FORBIDDEN, NOT_PERMITTED)
_OF_BODIES = (UNREADABLE, TOO_LARGE, MEDIA)
_CROSS_SITE, _TIMEOUT = 403, 408
_HEADERS = {
    "ETag": "The version of what is answered, for `If-None-Match` and `If-Match`.",
    "Link": "The address of the next page, where there is one.",
    "Location": "The address of what was made, or was there.",
    "Retry-After": "After how many seconds to ask again.",
    "WWW-Authenticate": "How a key comes, and which scope it needs.",
}
_HEADERS_OF_PROBLEMS = {
    401: ("WWW-Authenticate",),
    403: ("WWW-Authenticate",),
    429: ("Retry-After",),
}
_LANGUAGE = Parameter(
    "Accept-Language",
    "header",
    "Of messages: `pl`, which is the default, or `en`.",
    {"type": "string"},
)
_NONE_MATCH = Parameter(
    "If-None-Match", "header", "Entity tags that the client has.", {"type": "string"}
)


def document(endpoints: Iterable[Endpoint], root: str) -> dict[str, Any]:
    """Return the OpenAPI document of endpoints; *root* is the address of the face."""
    endpoints = tuple(endpoints)
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints:
        operation = _operation(endpoint)
        for status in endpoint.answers if endpoint.gives else ():
            operation["responses"][str(status)]["links"] = _links(endpoint.gives, endpoints)
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = operation
    scopes = "\n".join(f"- `{scope.value}`: {scope.about}" for scope in Scope)
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Łódzkie Centrum Kontakt z Mieszkańcami",
            "version": __version__,
            "description": "Reports, procedures and routes of the Łódź Contact Centre.",
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{"url": root.rstrip("/")}],
        "tags": [{"name": name, "description": about} for name, about in TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": components(),
            "securitySchemes": {
                _KEY: {
                    "type": "http",
                    "scheme": "bearer",
                    "description": f"A key of the settings, which has scopes:\n\n{scopes}",
                }
            },
        },
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    parameters = [*endpoint.parameters, _LANGUAGE]
    if endpoint.method == "GET":
        parameters.append(_NONE_MATCH)
    operation: dict[str, Any] = {
        "operationId": endpoint.id,
        "tags": [endpoint.tag],
        "summary": endpoint.about,
        **({"description": endpoint.more} if endpoint.more else {}),
        "parameters": [_parameter(parameter) for parameter in parameters],
        "responses": _responses(endpoint),
        "security": _security(endpoint),
    }
    if endpoint.body is not None:
        operation["requestBody"] = {
            "description": endpoint.body.about,
            "required": True,
            "content": {
                media: {"schema": _body_schema(endpoint.body.schema, media)}
                for media in endpoint.body.media_types
            },
        }
    return operation


def _links(gives: Mapping[str, str], endpoints: Iterable[Endpoint]) -> dict[str, Any]:
    """Return the operations whose path parameters an answer has values for."""
    links = {}
    for endpoint in endpoints:
        taken = {parameter.name for parameter in endpoint.parameters if parameter.place == "path"}
        if taken and taken <= gives.keys():
            named = {
                f"{parameter.place}.{parameter.name}": parameter.name
                for parameter in endpoint.parameters
            }
            values = {place: gives[name] for place, name in named.items() if name in gives}
            links[endpoint.id] = {"operationId": endpoint.id, "parameters": values}
    return links


def _security(endpoint: Endpoint) -> list[dict[str, list[str]]]:
    if endpoint.scope is not None:
        return [{_KEY: [endpoint.scope.value]}]
    if endpoint.own_scope is not None:
        return [{}, {_KEY: [endpoint.own_scope.value]}]
    return []


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema = {"type": "array", "items": parameter.schema} if parameter.many else parameter.schema
    return {
        "name": parameter.name,
        "in": parameter.place,
        "description": parameter.about,
        "required": parameter.required,
        "schema": schema,
    }


def _body_schema(name: str, media: str) -> Schema:
    if media != MULTIPART:
        return ref(name)
    file = {"type": "string", "contentMediaType": "application/octet-stream"}
    return {
        "type": "object",
        "properties": {"form": ref(name), "files": {"type": "array", "items": file}},
        "required": ["form"],
    }


def _responses(endpoint: Endpoint) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    for status, name in endpoint.answers.items():
        responses[str(status)] = {"description": _WORDS[status]}
        if name:
            responses[str(status)]["content"] = {"application/json": {"schema": ref(name)}}
            responses[str(status)]["headers"] = _headers(endpoint)
    if endpoint.method == "GET":
        responses["304"] = {
            "description": "The client has it as it is.",
            "headers": _headers(endpoint),
        }
    kinds: dict[int, list[ProblemKind]] = {}
    for kind in _problems(endpoint):
        kinds.setdefault(kind.status, []).append(kind)
    if endpoint.method != "GET":
        kinds.setdefault(_CROSS_SITE, []).append(REFUSED)
    if endpoint.body is not None:
        kinds[_TIMEOUT] = [REFUSED]
    for status, same_status in sorted(kinds.items()):
        names = ", ".join(dict.fromkeys(f"`{kind.name}`" for kind in same_status))
        responses[str(status)] = {
            "description": f"{same_status[0].title.en}. Types: {names}.",
            "content": {MEDIA_TYPE: {"schema": ref("problem")}},
        }
        if status in _HEADERS_OF_PROBLEMS:
            responses[str(status)]["headers"] = _describe_headers(_HEADERS_OF_PROBLEMS[status])
    return responses


def _headers(endpoint: Endpoint) -> Schema:
    tag = ("ETag",) if endpoint.method == "GET" else ()
    return _describe_headers((*tag, *endpoint.headers))


def _describe_headers(names: Iterable[str]) -> Schema:
    return {name: {"description": _HEADERS[name], "schema": {"type": "string"}} for name in names}


def _problems(endpoint: Endpoint) -> Iterable[ProblemKind]:
    wanted = {*_OF_ALL, *endpoint.problems}
    if endpoint.scope is not None or endpoint.own_scope is not None:
        wanted.update(_OF_KEYS)
    else:
        # An unknown key is refused even where none is needed.
        wanted.add(UNAUTHORIZED)
    if endpoint.body is not None:
        wanted.update(_OF_BODIES)
    return [kind for kind in KINDS if kind in wanted]


_WORDS = {
    200: "What was asked for.",
    201: "What was made.",
    202: "It is recorded, and will be done.",
    204: "It is done.",
}
