"""Callbacks: testing one that was pasted, and listening for them, when the operator wants that.

A desktop is rarely reachable from outside, so jobs are polled; a callback only makes the next look
come sooner. One that is proven makes its job be fetched through the API; one that cannot be proven
is a hint to poll. Nothing of its body is shown as if it were so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.credentials import Credentials, Kept, KeyringTrouble, Secret
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.skylab.callbacks import Verdict
from facespace_desk.skylab.errors import SERVICE, StudioException
from facespace_desk.skylab.listener import (
    EVERYWHERE,
    LOOPBACK,
    CallbackListener,
    Heard,
    ListenerTrouble,
)
from facespace_desk.skylab.model.callback_columns import callback_columns
from facespace_desk.skylab.model.pasted import Pasted, judged
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.store import Store

if TYPE_CHECKING:
    from facespace_desk.skylab.client import SkylabClient

SERVICE_ID: Final = "skylab"
SECRET_NAME: Final = "callback_secret"  # noqa: S105  # the name of one
KIND: Final = "skylab.callbacks"
NAME: Final = "listener"
ROWS: Final = 500  # requests that are remembered, until the console ends


class ListenChoice(msgspec.Struct, frozen=True, omit_defaults=True):
    """How to listen. *port* 0 takes any that is free; *is_open* lets other computers call."""

    is_on: bool = False
    port: int = 0
    is_open: bool = False
    public_url: str = ""  # where a tunnel or proxy of the operator hands callbacks on


def why_not_public(text: str) -> str:
    """Why *text* cannot be an address for callbacks; empty when it can, or is empty."""
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or not text.isascii() or any(letter.isspace() for letter in text):
        return tr("It must begin with https:// and name a host.")
    return "" if parts.username is None else tr("It must not hold a login: Skylab would see it.")


class CallbacksModel(QObject):
    """The callbacks of one profile.

    Signals:
        secret_changed: there is a secret now, or none.
        listening_changed: it listens, no more, elsewhere, or cannot; see `words`.
        heard(Heard): a request came and was answered.
        job_seen(Job): a proven callback named it, and this is what the API says of it.
        poll_wanted: a callback that nothing proves came: a hint to look at the jobs.
        told(str, str): something for a short note, and its tone.
    """

    secret_changed = Signal()
    listening_changed = Signal()
    heard = Signal(object)
    job_seen = Signal(object)
    poll_wanted = Signal()
    told = Signal(str, str)

    def __init__(
        self,
        client: SkylabClient,
        credentials: Credentials,
        store: Store,
        profile: str,
        display: Display,
        *,
        make_listener: Callable[
            [Secret | None, Callable[[Heard], None]], CallbackListener
        ] = CallbackListener,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._credentials = credentials
        self._documents = store.views
        self._profile = profile
        self._make_listener = make_listener
        self._tasks = TaskScope("Skylab callbacks", report)
        self._secret: Secret | None = None
        self._listener: CallbackListener | None = None
        self._trouble = ""
        self.choice = ListenChoice()
        self.table: RecordTableModel[Heard] = RecordTableModel(
            callback_columns(display), display=display, row_cap=ROWS, parent=self
        )

    # what there is

    @property
    def has_secret(self) -> bool:
        return bool(self._secret)

    @property
    def is_listening(self) -> bool:
        return self._listener is not None

    @property
    def local_url(self) -> str:
        """The address on this computer; empty while nobody listens."""
        return "" if self._listener is None else self._listener.url

    @property
    def callback_url(self) -> str:
        """The address to give to the service when a job is queued; empty when there is none."""
        return (self.choice.public_url or self.local_url) if self.is_listening else ""

    @property
    def words(self) -> str:
        """One sentence of how the listener stands."""
        if self._listener is None:
            return self._trouble or tr("Nobody listens; jobs are polled.")
        if self.choice.is_open:
            return tr("Listening on port {port} for the whole network.", port=self._listener.port)
        return tr("Listening on port {port} for this computer only.", port=self._listener.port)

    @property
    def reach(self) -> str:
        """One sentence of whether the studio can call an address of this computer."""
        if self.choice.public_url:
            return tr(
                "The studio is given the public address; that it leads here is up to its tunnel."
            )
        if self._client.base_url.is_loopback:
            return tr("This studio runs on this computer, too, and can call it.")
        return tr(
            "A studio in the cloud cannot reach this computer by itself: it needs a "
            "tunnel or a forwarded port, whose public address is to be entered above."
        )

    # testing

    def test(self, pasted: Pasted, secret_text: str = "") -> Verdict:
        """Judge what was pasted by the profile's secret, or by *secret_text* when there is one."""
        return judged(Secret(secret_text) if secret_text else self._secret, pasted)

    def keep_secret(self, text: str) -> None:
        """Keep the account's secret in the key store, in place of an older one."""
        self._tasks.start(self._keep_secret(Secret(text)), name="secret", replacing="secret")

    # listening

    def listen(self, choice: ListenChoice) -> None:
        """Listen as *choice* says, or no more, and remember it."""
        self._tasks.start(self._listen(choice), name="listen", replacing="listen")

    async def load(self) -> None:
        """Read the secret and what was chosen, and listen if that was.

        Raises:
            StoreTrouble, KeyringTrouble: they could not be read.
        """
        for document in await self._documents.list(self._profile, KIND):
            if document.name == NAME:
                try:
                    self.choice = msgspec.json.decode(document.json, type=ListenChoice)
                except msgspec.DecodeError:
                    continue
        self._secret = await self._credentials.load(self._profile, SERVICE_ID, SECRET_NAME)
        self.secret_changed.emit()
        if self.choice.is_on:
            await self._begin(self.choice)
        self.listening_changed.emit()

    async def close(self) -> None:
        await self._tasks.close()
        await self._end()
        await self.table.close()

    async def _keep_secret(self, secret: Secret) -> None:
        try:
            kept = await self._credentials.save(self._profile, SERVICE_ID, SECRET_NAME, secret)
        except KeyringTrouble as trouble:
            self.told.emit(str(trouble), "bad")
            return
        self._secret = secret
        self.secret_changed.emit()
        in_store = tr("The callback secret is kept in the key store")
        for_now = tr("The callback secret is kept until the console ends")
        self.told.emit(in_store if kept is Kept.KEYRING else for_now, "good")
        if self.is_listening:
            await self._listen(self.choice)  # by the new secret from now on

    async def _listen(self, choice: ListenChoice) -> None:
        await self._end()
        self.choice = choice
        if choice.is_on:
            await self._begin(choice)
        text = msgspec.json.encode(choice).decode()
        try:
            await self._documents.put(self._profile, KIND, NAME, text)
        except StoreTrouble as trouble:
            self.told.emit(tr("What was chosen is not remembered. {why}", why=trouble), "warn")
        self.listening_changed.emit()

    async def _begin(self, choice: ListenChoice) -> None:
        self._trouble = ""
        if choice.is_open and not self.has_secret:
            self._trouble = tr("Without the account's secret it listens to this computer only.")
            return
        listener = self._make_listener(self._secret, self._take)
        try:
            await listener.start(choice.port, host=EVERYWHERE if choice.is_open else LOOPBACK)
        except ListenerTrouble as trouble:
            self._trouble = str(trouble)
        else:
            self._listener = listener

    async def _end(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            await listener.stop()

    def _take(self, heard: Heard) -> None:
        """A request was answered; now there is time to do something about it."""
        self.table.append([heard])
        self.heard.emit(heard)
        if heard.job_id is None:
            return
        if heard.is_proven:
            self._tasks.start(self._look(heard.job_id), name="look")
        else:
            self.poll_wanted.emit()

    async def _look(self, job_id: int) -> None:
        """Ask the API about the job: a callback's own word is not taken."""
        try:
            job = await self._client.get_job(job_id)
        except StudioException as error:
            words = tr(
                "{service} called about job {job_id}, which cannot be read: {why}",
                service=SERVICE,
                job_id=job_id,
                why=error.message,
            )
            self.told.emit(words, "warn")
        else:
            self.job_seen.emit(job)
