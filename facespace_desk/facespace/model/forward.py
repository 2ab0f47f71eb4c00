"""Handing on what the feed brings: to a web hook and to a log file.

The address of a web hook, its headers and its signing key are often passwords; they lie in the
keyring. What else was chosen lies in the store. The service's key takes part in nothing here but
the check that it is not among the headers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.credentials import Credentials, KeyringTrouble, Secret
from facespace_desk.facespace.errors import FaceSpaceError
from facespace_desk.facespace.forwarding import (
    FILE_NAME,
    ForwarderStatus,
    LogFileForwarder,
    UnusableHeader,
    WebhookForwarder,
    WebhookTarget,
)
from facespace_desk.facespace.presence import PresenceChanges
from facespace_desk.facespace.realtime import Miss
from facespace_desk.facespace.records import LogAnswer, Notice, Picture
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display, NameMask
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.store import Store

KIND: Final = "facespace.forward"
SERVICE: Final = "facespace"


class ForwardChoice(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is forwarded, and whether names are. The defaults are those of the service's client."""

    webhook_on: bool = False
    post_realtime: bool = True
    post_logs: bool = False
    mask_names: bool = False
    log_to_file: bool = False
    log_level: str = "heartbeat"


class ForwardSecrets(msgspec.Struct, frozen=True):
    """Where the web hook is and what proves us to it."""

    url: str = ""
    headers: dict[str, str] = {}
    hmac_key: str = ""

    def __repr__(self) -> str:
        return "ForwardSecrets(<hidden>)"


class ForwardModel(QObject):
    """The forwarders of one profile.

    Signals:
        status_changed: counts or reasons are other ones; ask `webhook_status`, `log_status`.
        tested(TestResult): the answer to `test`.
        refused(str, bool): what was chosen cannot be used, in words, and whether it is a header;
            nothing has changed.
        applied: what was chosen is in force and kept.
        not_kept(str): what was chosen is in force, but only until the console ends; why, in words.
    """

    status_changed = Signal()
    tested = Signal(object)
    refused = Signal(str, bool)
    applied = Signal()
    not_kept = Signal(str)

    def __init__(
        self,
        store: Store,
        credentials: Credentials,
        profile: str,
        log_dir: Path,
        *,
        service_key: Secret | None = None,
        proxy: str | None = None,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._credentials = credentials
        self._profile = profile
        self._service_key = service_key
        self._proxy = proxy
        self._log_path = log_dir / FILE_NAME
        self._pseudonyms = Display(mask=NameMask.PSEUDONYM)
        self._tasks = TaskScope("forwarders", report)
        self._webhook: WebhookForwarder | None = None
        self._log: LogFileForwarder | None = None
        self._workers: list[asyncio.Task[None]] = []
        self.choice = ForwardChoice()
        self.secrets = ForwardSecrets()

    @property
    def log_path(self) -> Path:
        """Where the log file is, or would be."""
        return self._log_path

    @property
    def webhook_status(self) -> ForwarderStatus | None:
        """Counts of the web hook, None while it is off."""
        return self._webhook.status if self._webhook else None

    @property
    def log_status(self) -> ForwarderStatus | None:
        """Counts of the log file, None while it is off."""
        return self._log.status if self._log else None

    @property
    def wants_bodies(self) -> bool:
        """Whether a range's body must be kept for the web hook."""
        return self._webhook is not None and self._webhook.post_logs

    def take(self, picture: Picture, _changes: PresenceChanges | None = None) -> None:
        """A picture came."""
        if self._webhook is not None:
            self._webhook.picture(picture)
        if self._log is not None:
            self._log.picture(picture)

    def take_notice(self, notice: Notice) -> None:
        """A control message came; it goes to the log file only."""
        if self._log is not None:
            self._log.notice(notice)

    def take_miss(self, miss: Miss) -> None:
        """A poll failed; the log file says so."""
        if self._log is not None:
            self._log.failure(miss.error)

    def take_logs(self, answer: LogAnswer) -> None:
        """A range was fetched."""
        if self._webhook is not None:
            self._webhook.logs(answer)
        if self._log is not None:
            self._log.logs(answer)

    async def load(self) -> None:
        """Read what was chosen before and start it.

        Raises:
            StoreTrouble, KeyringTrouble: with words; nothing is forwarded then.
        """
        for document in await self._store.views.list(self._profile, KIND):
            self.choice = msgspec.json.decode(document.json, type=ForwardChoice)
        self.secrets = await self._load_secrets()
        await self._start(self.choice, self.secrets)

    def apply(self, choice: ForwardChoice, secrets: ForwardSecrets) -> None:
        """Use and keep *choice*; answers with `applied` or `refused`."""
        self._tasks.start(self._apply(choice, secrets), name="apply", replacing="apply")

    def test(self, secrets: ForwardSecrets) -> None:
        """Post a sample without names; answers with `tested` or `refused`."""
        self._tasks.start(self._test(secrets), name="test", replacing="test")

    async def close(self) -> None:
        """Stop both; what waits for the log file is written, what waits for the web is not sent."""
        await self._tasks.close()
        await self._stop()

    async def _apply(self, choice: ForwardChoice, secrets: ForwardSecrets) -> None:
        try:
            await self._start(choice, secrets)
        except FaceSpaceError as error:
            self._refuse(error)
            return
        self.choice, self.secrets = choice, secrets
        try:
            await self._keep(choice, secrets)
        except (StoreTrouble, KeyringTrouble) as error:
            self.not_kept.emit(
                tr("In force now, but it cannot be kept for the next start: {error}", error=error)
            )
            return
        self.applied.emit()

    async def _keep(self, choice: ForwardChoice, secrets: ForwardSecrets) -> None:
        await self._save_secrets(secrets)
        text = msgspec.json.encode(choice).decode()
        await self._store.views.put(self._profile, KIND, "choice", text)

    async def _test(self, secrets: ForwardSecrets) -> None:
        try:
            forwarder = self._make_webhook(ForwardChoice(), secrets)
        except FaceSpaceError as error:
            self._refuse(error)
            return
        try:
            self.tested.emit(await forwarder.test())
        finally:
            await forwarder.close()

    def _refuse(self, error: FaceSpaceError) -> None:
        self.refused.emit(error.message, isinstance(error, UnusableHeader))

    async def _start(self, choice: ForwardChoice, secrets: ForwardSecrets) -> None:
        """Raises FaceSpaceError when *choice* cannot be used; what ran goes on then."""
        webhook = self._make_webhook(choice, secrets) if choice.webhook_on else None
        log = self._make_log(choice) if choice.log_to_file else None
        await self._stop()
        self._webhook, self._log = webhook, log
        for name, forwarder in (("webhook", webhook), ("log file", log)):
            if forwarder is not None:
                self._workers.append(self._tasks.start(forwarder.run(), name=name))
        self.status_changed.emit()

    async def _stop(self) -> None:
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.cancel()
        if workers:
            await asyncio.wait(workers)
        webhook, log, self._webhook, self._log = self._webhook, self._log, None, None
        for forwarder in (webhook, log):
            if forwarder is not None:
                await forwarder.close()

    def _make_webhook(self, choice: ForwardChoice, secrets: ForwardSecrets) -> WebhookForwarder:
        target = WebhookTarget(secrets.url, secrets.headers, self._service_key)
        return WebhookForwarder(
            target,
            post_realtime=choice.post_realtime,
            post_logs=choice.post_logs,
            hmac_key=Secret(secrets.hmac_key) if secrets.hmac_key else None,
            mask=self._pseudonyms.name_text if choice.mask_names else None,
            proxy=self._proxy,
            on_change=lambda _status: self.status_changed.emit(),
        )

    def _make_log(self, choice: ForwardChoice) -> LogFileForwarder:
        return LogFileForwarder(
            self._log_path,
            level=choice.log_level,
            mask=self._pseudonyms.name_text if choice.mask_names else None,
            on_change=lambda _status: self.status_changed.emit(),
        )

    async def _load_secrets(self) -> ForwardSecrets:
        url = await self._load_secret("webhook_url")
        headers = await self._load_secret("webhook_headers")
        key = await self._load_secret("webhook_hmac_key")
        return ForwardSecrets(url, read_headers(headers), key)

    async def _load_secret(self, name: str) -> str:
        found = await self._credentials.load(self._profile, SERVICE, name)
        return found.reveal() if found else ""

    async def _save_secrets(self, secrets: ForwardSecrets) -> None:
        texts = {
            "webhook_url": secrets.url,
            "webhook_headers": write_headers(secrets.headers),
            "webhook_hmac_key": secrets.hmac_key,
        }
        for name, text in texts.items():
            if text:
                await self._credentials.save(self._profile, SERVICE, name, Secret(text))
            else:
                await self._credentials.forget(self._profile, SERVICE, name)


def read_headers(text: str) -> dict[str, str]:
    """Headers from lines `Name: value`; blank lines are left out.

    Raises:
        ValueError: a line is no header, or a name comes twice; in words that show no value.
    """
    headers: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        name, colon, value = (part.strip() for part in line.partition(":"))
        if not name and not colon:
            continue
        if not name or not colon:
            raise ValueError(tr("Line {number} is not a header: write Name: value.", number=number))
        if name.casefold() in map(str.casefold, headers):
            raise ValueError(tr("The header {name} stands there twice.", name=name))
        headers[name] = value
    return headers


def write_headers(headers: Mapping[str, str]) -> str:
    """The lines that `read_headers` reads."""
    return "\n".join(f"{name}: {value}" for name, value in headers.items())
