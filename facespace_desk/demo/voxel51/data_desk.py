"""Operations on data (wire sections 3.2 and 6)."""

from __future__ import annotations

import hashlib

from facespace_desk.demo.pace import Pace
from facespace_desk.demo.voxel51 import moments
from facespace_desk.demo.voxel51.account import LIFE_S, Data, Document, Holdings, Refused
from facespace_desk.demo.voxel51.batches import answered
from facespace_desk.demo.voxel51.forms import Part
from facespace_desk.demo.voxel51.gate import Area, Call, Operation
from facespace_desk.demo.voxel51.listing import Listing
from facespace_desk.demo.voxel51.platform import Platform


class DataDesk:
    def __init__(self, platform: Platform, listing: Listing) -> None:
        self._platform = platform
        self._listing = listing

    def operations(self) -> list[Operation]:
        area: Area = "applications"
        return [
            Operation("list_data", "GET", "data/list", area, self._list),
            Operation("query_data", "GET", "data", area, self._query),
            Operation("upload_data", "POST", "data", area, self._upload, streams=True),
            Operation("post_data_url", "POST", "data/url", area, self._post_url),
            Operation("batch_data", "POST", "data/batch", area, self._batch),
            Operation("data_details", "GET", "data/{id}", area, self._details),
            Operation("download_data", "GET", "data/{id}/download", area, self._download),
            Operation("data_download_url", "GET", "data/{id}/download-url", area, self._url),
            Operation("data_ttl", "PUT", "data/{id}/ttl", area, self._change_ttl),
            Operation("delete_data", "DELETE", "data/{id}", area, self._delete),
            Operation("query_application_data", "GET", "apps/data", "application", self._query_all),
        ]

    def _had(self, call: Call) -> Holdings:
        return self._platform.account.holdings[call.user]

    def _rows(self, had: Holdings) -> list[Document]:
        present = had.present(self._platform.now_s())
        return [self._platform.documents.data_row(each) for each in present]

    def _list(self, call: Call) -> object:
        return {"data": self._platform.documents.listed("data", self._rows(self._had(call)))}

    def _query(self, call: Call) -> object:
        return self._listing.answer("data", self._rows(self._had(call)), call.values)

    def _query_all(self, call: Call) -> object:
        users = self._platform.account.users.values()
        rows = [row for had in users for row in self._rows(had)]
        return self._listing.answer("data", rows, call.values)

    def _one(self, item_id: str, call: Call) -> Data:
        return self._had(call).data_of(item_id, self._platform.now_s())

    # new data

    async def _upload(self, call: Call) -> object:
        """Parts may come in any order; the file is never held as a whole."""
        stored: Data | None = None
        ttl: str | None = None
        try:
            async for part in call.form:
                if part.name == "file":
                    stored = await self._received(part)
                elif part.name == "data_ttl":
                    ttl = (await part.content()).decode("utf-8", "replace")
            if stored is None:
                raise Refused(400, "The file is missing")
            if ttl is not None:
                stored.expiration_s = moments.moment_s(ttl)
        except BaseException:
            if stored is not None and stored.file is not None:
                self._platform.workshop.shelf.drop(stored.file)
            raise
        if stored.file is not None:
            stored.is_film = await self._platform.workshop.is_film(stored.file)
        self._had(call).data[stored.id] = stored
        return {"data": self._platform.documents.data(stored)}

    async def _received(self, part: Part) -> Data:
        panel, shelf = self._platform.panel, self._platform.workshop.shelf
        digest, size, pace = hashlib.sha256(), 0, Pace(panel)
        path = shelf.new_upload() if panel.is_on("keep_uploads") else None
        file = None if path is None else path.open("wb")
        try:
            async for piece in part.pieces:
                digest.update(piece)
                size += len(piece)
                if file is not None:
                    file.write(piece)
                await pace.after(len(piece))
        except BaseException:
            if file is not None and path is not None:
                file.close()
                path.unlink()
            raise
        if file is not None:
            file.close()
        now_s = self._platform.now_s()
        return Data(
            id=self._platform.account.new_id(),
            name=part.file_name,
            size=size,
            type=part.type,
            upload_s=now_s,
            expiration_s=now_s + LIFE_S,
            file=None if path is None else shelf.keep(path),
            sha256=digest.hexdigest(),
        )

    def _post_url(self, call: Call) -> object:
        wanted = call.values
        texts = {name: wanted.get(name) for name in ("signed_url", "filename", "mimetype")}
        for name, value in texts.items():
            if not isinstance(value, str) or not value:
                raise Refused(400, f"{name} must be a text")
        size = wanted.get("size")
        if not isinstance(size, int) or isinstance(size, bool):
            raise Refused(400, "size must be an integer")
        data = Data(
            id=self._platform.account.new_id(),
            name=str(texts["filename"]),
            size=size,
            type=str(texts["mimetype"]),
            encoding=str(wanted.get("encoding", "7bit")),
            upload_s=self._platform.now_s(),
            expiration_s=moments.moment_s(wanted.get("data_ttl")),
            is_by_url=True,
            address=str(texts["signed_url"]),
        )
        self._had(call).data[data.id] = data
        return {"data": self._platform.documents.data(data)}

    # one of them

    def _details(self, call: Call) -> object:
        return {"data": self._platform.documents.data(self._one(call.id, call))}

    async def _download(self, call: Call) -> object:
        return await self._platform.download("data", call.user, call.id)

    def _url(self, call: Call) -> object:
        return {"url": self._platform.data_url(call.user, self._one(call.id, call))}

    def _change_ttl(self, call: Call) -> object:
        self._ttl(call.id, call)
        return None

    def _delete(self, call: Call) -> object:
        self._drop(call.id, call)
        return None

    # actions, also of batches

    def _batch(self, call: Call) -> object:
        def details(item_id: str, call: Call) -> Document:
            return self._platform.documents.data(self._one(item_id, call))

        return answered(call, {"details": details, "ttl": self._ttl, "delete": self._drop})

    def _ttl(self, item_id: str, call: Call) -> None:
        data = self._one(item_id, call)
        expiration_s = moments.later_s(call.values, data.expiration_s)
        if data.is_by_url:
            raise Refused(400, "The expiry of data by URL cannot be changed")
        data.expiration_s = expiration_s
        if expiration_s <= self._platform.now_s():
            self._platform.delete_data(self._had(call), data)

    def _drop(self, item_id: str, call: Call) -> None:
        self._platform.delete_data(self._had(call), self._one(item_id, call))
