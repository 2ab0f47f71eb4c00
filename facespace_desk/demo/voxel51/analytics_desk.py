"""Operations on analytics, of the user and of the application (wire sections 3.1 and 6)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from facespace_desk.demo.voxel51.account import (
    OF_APPLICATION,
    Analytic,
    Document,
    Refused,
    version_key,
)
from facespace_desk.demo.voxel51.batches import answered
from facespace_desk.demo.voxel51.gate import Area, Call, Operation
from facespace_desk.demo.voxel51.listing import Listing
from facespace_desk.demo.voxel51.platform import Platform

_TYPES = ("PLATFORM", "IMAGE_TO_VIDEO")
_IMAGES = ("CPU", "GPU")
_DOCUMENT_BYTES = 2**20
_TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz", ".tar.bz2")
_OWNERS = {"user": "northgate", OF_APPLICATION: "portal"}


class AnalyticsDesk:
    def __init__(self, platform: Platform, listing: Listing) -> None:
        self._platform = platform
        self._listing = listing

    def operations(self) -> list[Operation]:
        batch = Operation("batch_analytics", "POST", "analytics/batch", "both", self._batch)
        return [
            batch,
            *self._under("analytics", "user"),
            *self._under("apps/analytics", "application"),
        ]

    def _under(self, path: str, area: Area) -> Iterable[Operation]:
        yield Operation("list_analytics", "GET", f"{path}/list", area, self._list)
        yield Operation("query_analytics", "GET", path, area, self._query)
        yield Operation("upload_analytic", "POST", path, area, self._upload)
        yield Operation("analytic_details", "GET", f"{path}/{{id}}", area, self._details)
        yield Operation("analytic_doc", "GET", f"{path}/{{id}}/doc", area, self._doc)
        yield Operation(
            "upload_image", "POST", f"{path}/{{id}}/images", area, self._image, streams=True
        )
        yield Operation("delete_analytic", "DELETE", f"{path}/{{id}}", area, self._delete)

    def _rows(self, analytics: Iterable[Analytic]) -> list[Document]:
        return [self._platform.documents.analytic_row(each) for each in analytics]

    def _list(self, call: Call) -> object:
        found = [each for each in self._platform.account.visible(call.owner) if not each.is_pending]
        chosen = found if call.is_on("all_versions") else latest(found)
        return {"analytics": self._platform.documents.listed("analytics", self._rows(chosen))}

    def _query(self, call: Call) -> object:
        found = self._platform.account.visible(call.owner)
        chosen = found if call.is_on("all_versions") else latest(found)
        return self._listing.answer("analytics", self._rows(chosen), call.values)

    def _one(self, call: Call) -> Analytic:
        return self._platform.account.analytic_of(call.id, call.owner)

    def _details(self, call: Call) -> object:
        return {"analytic": self._platform.documents.analytic(self._one(call))}

    def _doc(self, call: Call) -> object:
        return self._one(call).document

    async def _upload(self, call: Call) -> object:
        body, sort = b"", "PLATFORM"
        async for part in call.form:
            if part.name == "file":
                body = await part.content(_DOCUMENT_BYTES)
            elif part.name == "analytic_type":
                sort = (await part.content()).decode("utf-8", "replace")
        if sort not in _TYPES:
            raise Refused(400, f"There is no type {sort!r} of analytics")
        document = _document(body)
        account = self._platform.account
        info = document["info"]
        assert isinstance(info, dict)
        name = f"{_OWNERS[call.owner]}/{info['name']}"
        version = str(info["version"])
        if any((each.name, each.version) == (name, version) for each in account.analytics.values()):
            raise Refused(400, f"There is {name} {version} already")
        analytic = Analytic(
            id=account.new_id(),
            name=name,
            version=version,
            owner=call.owner,
            document=document,
            upload_s=self._platform.now_s(),
            type=sort,
        )
        account.analytics[analytic.id] = analytic
        return {"analytic": self._platform.documents.analytic(analytic)}

    async def _image(self, call: Call) -> object:
        """Nothing of the image is kept."""
        analytic = self._own(call)
        kind = call.request.query_params.get("type", "").upper()
        if kind not in _IMAGES or not analytic.supports(kind):
            raise Refused(400, f"This analytic takes no image of type {kind!r}")
        size = 0
        async for part in call.form:
            if part.name == "file":
                if not part.file_name.endswith(_TARS):
                    raise Refused(400, "An image must be a tar archive")
                async for piece in part.pieces:
                    size += len(piece)
        if not size:
            raise Refused(400, "The file is missing or empty")
        analytic.images.add(kind)
        return None

    def _delete(self, call: Call) -> object:
        del self._platform.account.analytics[self._own(call).id]
        return None

    def _own(self, call: Call) -> Analytic:
        analytic = self._one(call)
        if analytic.owner != call.owner:
            raise Refused(403, "The analytic belongs to somebody else")
        return analytic

    def _batch(self, call: Call) -> object:
        def details(item_id: str, call: Call) -> Document:
            analytic = self._platform.account.analytic_of(item_id, call.owner)
            return self._platform.documents.analytic(analytic)

        return answered(call, {"details": details})


def latest(analytics: Iterable[Analytic]) -> list[Analytic]:
    """Of each name the latest version that can be used, and what is pending."""
    found = list(analytics)
    best: dict[str, Analytic] = {}
    for each in found:
        if not each.is_pending:
            best[each.name] = max(best.get(each.name, each), each, key=version_key)
    return [each for each in found if each.is_pending or best[each.name] is each]


def _document(body: bytes) -> Document:
    """
    Raises:
        Refused: it is no document of an analytic.
    """
    try:
        document = json.loads(body)
    except ValueError as error:
        raise Refused(400, "The document is no JSON") from error
    info = document.get("info") if isinstance(document, dict) else None
    if not isinstance(info, dict) or not info.get("name") or not info.get("version"):
        raise Refused(400, "The document needs info with name and version")
    if not all(isinstance(document.get(part), list) for part in ("inputs", "outputs")):
        raise Refused(400, "The document needs inputs and outputs")
    return dict(document)
