"""Requests to any address of the service, as its official client makes them (wire 3.1).

Full URLs, paths below the API root and, with a project's token, paths below the project are taken;
another server's never. An empty body, `{}`, goes with POST, PUT and PATCH for compatibility, and
not with DELETE (AC-14).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import msgspec

from facespace_desk.amigocloud.calls import Calls, Question
from facespace_desk.amigocloud.errors import of_disk, wrong
from facespace_desk.amigocloud.upload_files import checked_file
from facespace_desk.amigocloud.urls import Params, Target, query_text
from facespace_desk.net.forms import FilePart, multipart
from facespace_desk.net.http import Stream

Data = Mapping[str, Any] | str | bytes | None
Files = Mapping[str, Path | FilePart]

FORM_TYPE: Final = "application/x-www-form-urlencoded"
FILES_BYTES: Final = 64 * 2**20  # of one request; larger ones go in chunks, see `uploads`


class Verbs:
    """The verbs; a client is one of these."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def get(
        self, url: str, params: Params | None = None, *, raw: bool = False, operation: str = "get"
    ) -> Any:
        """What is at *url*: plain values, or bytes if *raw*; b"" when the answer is empty.

        Raises:
            AmigoCloudError: as the others do.
        """
        target = self._calls.addresses.resolve(url, operation, params)
        return await self._answer(Question("GET", target, operation), raw=raw)

    def stream(
        self, url: str, params: Params | None = None, *, operation: str = "get"
    ) -> AbstractAsyncContextManager[Stream]:
        """The same with a body that is still to come: `async with client.stream(url) as answer`."""
        return self._calls.stream(self._calls.addresses.resolve(url, operation, params), operation)

    async def post(self, url: str, data: Data = None, **options: Any) -> Any:
        """Send *data* to *url*; the answer is as that of `get`.

        Options: `params`; `files`, which makes it a form whose text parts are *data*;
        `send_as_json=False`, so that an object is sent as a form and a text or bytes as they are,
        with `content_type` if it is given; `raw`; `operation`.
        """
        return await self._change("POST", url, data, **options)

    async def put(self, url: str, data: Data = None, **options: Any) -> Any:
        return await self._change("PUT", url, data, **options)

    async def patch(self, url: str, data: Data = None, **options: Any) -> Any:
        return await self._change("PATCH", url, data, **options)

    async def delete(self, url: str, data: Data = None, **options: Any) -> Any:
        return await self._change("DELETE", url, data, **options)

    async def _change(
        self,
        method: str,
        url: str,
        data: Data,
        *,
        params: Params | None = None,
        files: Files | None = None,
        send_as_json: bool = True,
        content_type: str | None = None,
        raw: bool = False,
        operation: str | None = None,
    ) -> Any:
        name = operation or method.lower()
        self._calls.check_change(method, name)
        target = self._calls.addresses.resolve(url, name, params)
        if files:
            question = await self._form(method, target, name, data, files)
        elif send_as_json:
            question = Question(method, target, name, json=_json(method, data))
        else:
            question = _as_it_is(method, target, name, data, content_type)
        return await self._answer(question, raw=raw)

    async def _answer(self, question: Question, *, raw: bool) -> Any:
        reply = await self._calls.ask(question)
        if raw or not reply.body:
            return reply.body
        return await self._calls.read(reply)

    async def _form(
        self, method: str, target: Target, operation: str, data: Data, files: Files
    ) -> Question:
        if isinstance(data, str | bytes):
            raise wrong("A form has named fields; a text has no place in it.", operation)
        fields = {name: query_text(value) for name, value in (data or {}).items()}
        parts = {
            name: file if isinstance(file, FilePart) else await asyncio.to_thread(_part, file)
            for name, file in files.items()
        }
        if sum(len(part.content) for part in parts.values()) > FILES_BYTES:
            raise wrong("The files of one form may have 64 MiB; upload them in chunks.", operation)
        try:
            form = multipart(fields, parts)
        except UnicodeEncodeError:
            raise wrong("A text in the form has half a character.", operation) from None
        return Question(method, target, operation, content=form.body, headers=form.headers)


def _part(path: Path) -> FilePart:
    """Blocks. Raises AmigoCloudError: it cannot be read, or is too large."""
    file = checked_file(path)
    if file.size > FILES_BYTES:
        raise wrong("The file is larger than 64 MiB; upload it in chunks.", "upload")
    try:
        return FilePart(file.name, path.read_bytes())
    except OSError as error:
        raise of_disk(error, "upload") from error


def _json(method: str, data: Data) -> object:
    if data is not None:
        return data if isinstance(data, str | bytes) else dict(data)
    return msgspec.UNSET if method == "DELETE" else {}


def _as_it_is(
    method: str, target: Target, operation: str, data: Data, content_type: str | None
) -> Question:
    headers = {} if content_type is None else {"Content-Type": content_type}
    if isinstance(data, Mapping):
        fields = {name: query_text(value) for name, value in data.items()}
        body = urlencode(fields).encode("ascii")
        headers = {"Content-Type": FORM_TYPE, **headers}
    else:
        body = data.encode("utf-8", "replace") if isinstance(data, str) else data or b""
    return Question(method, target, operation, content=body or None, headers=headers)
