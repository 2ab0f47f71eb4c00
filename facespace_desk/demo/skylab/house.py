"""The studio behind its protocol: the account, the storage, the darkroom and the callbacks, and
the folder that keeps them if there is one (keeping.py)."""

from __future__ import annotations

from pathlib import Path

from facespace_desk.demo.control import Panel
from facespace_desk.demo.skylab.account import Account, Job, Photo
from facespace_desk.demo.skylab.callbacks import Callbacks
from facespace_desk.demo.skylab.darkroom import Darkroom
from facespace_desk.demo.skylab.documents import Document, Documents
from facespace_desk.demo.skylab.keeping import Keeper
from facespace_desk.demo.skylab.seeding import seeded
from facespace_desk.demo.skylab.shelf import Shelf
from facespace_desk.demo.skylab.signing import Signer
from facespace_desk.demo.skylab.storage import Storage


class House:
    """Whoever changes something in here says so with `changed()` before it is answered."""

    def __init__(self, seed: int, panel: Panel, callback_secret: str, folder: Path | None) -> None:
        """With a *folder* a loop has to run: what was under way goes on."""
        self._seed = seed
        self._clock = panel.clock
        self._panel = panel
        self._keeper = None if folder is None else Keeper(folder, seed, panel.clock)
        self.shelf = Shelf(kept=None if self._keeper is None else self._keeper.pictures)
        self.darkroom = Darkroom(self.shelf)
        self.storage = Storage(panel, self.shelf, self.darkroom, self.changed, self.close)
        self.callbacks = Callbacks(panel, callback_secret, self._callback_document, self.changed)
        self.account = Account()
        if self._keeper is None:
            self._fill(seeded(seed, self.now_s()))
        else:
            self._take_up(self._keeper)
            self._clock.on_turn.append(self.changed)

    def now_s(self) -> float:
        return self._clock.now_s()

    def changed(self) -> None:
        """Keep the world as it is now.

        Raises:
            OSError: it could not be written.
        """
        if self._keeper is not None:
            signer = self.storage.signer
            sent = list(self.callbacks.sent)
            self._keeper.save(self.account, signer.secret, signer.epoch, sent)
        self.shelf.sweep()

    def work_ahead(self, job: Job) -> None:
        """Make the outputs of a job before anybody asks."""
        photos = self.account.photos_of(job)
        if photos:
            self.darkroom.work_ahead(job.id, photos, self.storage.work(photos[0]))

    def drop(self, photo: Photo) -> None:
        """Throw away what belongs to a photo that was deleted."""
        self.storage.kinds.pop(photo.id, None)
        if photo.original is not None:
            self.shelf.drop(photo.original)

    def reset(self) -> None:
        """Everything as at the start."""
        self.darkroom.stop_all()
        self.callbacks.forget_all()
        self.storage.kinds = {}
        self.shelf.drop_uploads()
        self._fill(seeded(self._seed, self.now_s()))
        self.changed()

    def close(self) -> None:
        if self._keeper is not None:
            self._clock.on_turn.remove(self.changed)
        self.darkroom.stop_all()
        self.shelf.close()

    def _fill(self, account: Account) -> None:
        self.account = self.storage.account = account
        self.documents = Documents(account, self.storage, self._panel)

    def _take_up(self, keeper: Keeper) -> None:
        found = keeper.load()
        if found is None:
            self.shelf.take_up(None)
            self._fill(seeded(self._seed, self.now_s()))
        else:
            world, account = found
            self.storage.signer = Signer(world.secret, world.epoch)
            self.callbacks.sent.extend(world.callbacks)
            self._fill(account)
            self._find_uploads()
            self._go_on()
        self.changed()

    def _find_uploads(self) -> None:
        """Of a file that is gone from the folder nothing was ever uploaded."""
        uploaded = {
            photo.original: photo
            for photo in self.account.photos.values()
            if photo.original is not None and photo.sketch is None
        }
        for name in uploaded.keys() - self.shelf.take_up(uploaded.keys()):
            uploaded[name].original = None

    def _go_on(self) -> None:
        now_s = self.now_s()
        for job in self.account.jobs.values():
            if job.cancelled_s is not None or job.turn is None:
                continue
            if job.callback_url is not None and not job.is_told:
                self.callbacks.expect(self.account, job)
            if job.status(now_s) != "completed" and self._is_uploaded(job):
                self.work_ahead(job)

    def _is_uploaded(self, job: Job) -> bool:
        """Whether its pictures are a client's: the account's own are drawn when they are wanted."""
        return all(photo.sketch is None for photo in self.account.photos_of(job))

    def _callback_document(self, job: Job) -> Document:
        return self.documents.job(job, with_addresses=True)
