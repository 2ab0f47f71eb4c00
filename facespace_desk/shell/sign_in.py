"""Signing in: address and secrets are tried against the server first, and saved only then."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QWidget,
)

from facespace_desk.credentials import Credentials, Kept, KeyringTrouble, Secret
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.base_url import BaseUrl, origin_of
from facespace_desk.profiles import Profile, ProfileBook, ProfileError, ServiceConfig
from facespace_desk.service_options import SERVICES as KNOWN_SERVICES
from facespace_desk.shell.option_rows import OptionRows
from facespace_desk.shell.secret_rows import SecretRows
from facespace_desk.shell.service_entry import PROXY_OPTIONS, PROXY_PASSWORD, Probe, ServiceEntry
from facespace_desk.shell.verdict import Verdict
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

_WIDTH_PX = 560
_MORE_PX = 236  # the whole dialog fits into a window of 720 pixels
_SKEW_WORTH_SAYING_S = 5.0


class SignInDialog(DeskDialog):
    """Connects one service of one profile.

    Signals:
        connected: the Profile as it was saved, its secrets being kept.
    """

    connected = Signal(object)

    def __init__(
        self,
        entry: ServiceEntry,
        profile: Profile | None,
        *,
        book: ProfileBook,
        credentials: Credentials,
        report: Report,
        parent: QWidget | None = None,
    ) -> None:
        """*profile* None, or one that cannot be saved such as the demo, makes a new profile."""
        super().__init__(
            f"Connect to {entry.title}",
            parent,
            sentence="The entries are tried against the server before anything is saved.",
        )
        self._entry = entry
        self._profile = profile if profile is not None and profile.kind == "saved" else None
        self._book = book
        self._credentials = credentials
        self._tasks = TaskScope("sign-in", report)
        self._saved: Profile | None = None
        self._secrets: dict[str, Secret] = {}
        self._make_fields()
        self._make_buttons()
        self._prefill()
        self.fix_width(_WIDTH_PX)

    def connect_now(self) -> None:
        """Try the entries; save them if the server is content."""
        if self._check():
            self._start(self._try_and_save())

    def done(self, result: int) -> None:
        """Whatever closes the dialog also stops a try that is under way."""
        self._tasks.cancel("connect")
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tasks.cancel("connect")
        super().closeEvent(event)

    def _make_fields(self) -> None:
        form = Form()
        self._name = QLineEdit()
        self._name_row = form.add_row(
            "Profile name", self._name, "A profile is a named set of servers, such as a site."
        )
        self._name_row.set_visible(self._profile is None)
        self._address = QLineEdit()
        self._address.setPlaceholderText(self._entry.address_example)
        self._address_row = form.add_row(
            "Server address", self._address, "Where the service answers, with its path if any."
        )
        self._plain = QCheckBox("Allow plain http")
        self._plain_row = form.add_row(
            "", self._plain, "Names and the key then travel unencrypted through the network."
        )
        self._plain_row.set_visible(False)
        one_of = KNOWN_SERVICES[self._entry.id].one_of
        self._keys = SecretRows(form, self._entry.secrets, one_of, self._take_address)
        self._more = self._make_more()
        self._address.textChanged.connect(self._address_changed)
        self._verdict = Verdict()
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setAccessibleName("Trying")
        self._busy.hide()
        for part in (form, self._more_button, self._more, self._verdict, self._busy):
            self.body.addWidget(part)

    def _make_more(self) -> QScrollArea:
        """What most operators never touch, folded away."""
        form = Form()
        known = KNOWN_SERVICES[self._entry.id].options
        self._options = OptionRows(form, (*self._entry.options, *PROXY_OPTIONS), known)
        self._proxy_password = SecretRows(form, (PROXY_PASSWORD,))
        form.setContentsMargins(0, 0, 12, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(form)
        area.setFixedHeight(min(_MORE_PX, form.sizeHint().height()))
        area.hide()
        self._more_button = button("More options", "link")
        self._more_button.setCheckable(True)
        self._more_button.toggled.connect(self._fold)
        return area

    def _fold(self, is_open: bool) -> None:
        self._more.setVisible(is_open)
        self._more_button.setText("Fewer options" if is_open else "More options")

    def _make_buttons(self) -> None:
        self._cancel = button("Cancel")
        self._anyway = button("Save anyway", "quiet", tip="Save although the server is not content")
        self._session = button("Keep until I quit", tip="Keep the key in memory only")
        self._connect = button("Connect", "primary", icon_name="plug")
        self._connect.setDefault(True)
        self._cancel.clicked.connect(self.reject)
        self._anyway.clicked.connect(self._save_anyway)
        self._session.clicked.connect(self._keep_for_session)
        self._connect.clicked.connect(self.connect_now)
        self.add_button(self._anyway, left=True)
        for action in (self._cancel, self._session, self._connect):
            self.add_button(action)
        self._anyway.hide()
        self._session.hide()

    @property
    def _old(self) -> ServiceConfig | None:
        """What the profile says of the service so far."""
        return None if self._profile is None else self._profile.services.get(self._entry.id)

    def _prefill(self) -> None:
        self._name.setText("My site")
        config = self._old
        options = {} if config is None else config.options
        if self._options.fill(options):
            self._more_button.setChecked(True)
        if config is not None:
            self._address.setText(config.base_url)
            self._plain.setChecked(bool(options.get("allow_plain_http", False)))
            self._keys.focus()
        self._offer_to_keep()

    def _address_changed(self, text: str) -> None:
        self._address_row.set_error("")
        is_remote_http = text.strip().lower().startswith("http://") and not _is_loopback(text)
        self._plain_row.set_visible(is_remote_http)
        self._offer_to_keep()

    def _take_address(self, address: str) -> None:
        """A file names the server that its key is for; what was typed is not replaced."""
        if not self._address.text().strip():
            self._address.setText(address)

    def _offer_to_keep(self) -> None:
        """Secrets stay with the server that they were saved for."""
        config = self._old
        origin = origin_of(self._address.text().strip())
        is_same = config is not None and origin is not None and origin == origin_of(config.base_url)
        names = frozenset(config.secret_names if config is not None and is_same else ())
        self._keys.keep(names)
        self._proxy_password.keep(names)

    def _check(self) -> bool:
        """Whether the entries can be tried; what is wrong stands beside each."""
        is_good = True
        try:
            BaseUrl.parse(self._address.text(), allow_plain_http=self._plain.isChecked())
            self._address_row.set_error("")
        except ValueError as error:
            self._address_row.set_error(str(error))
            is_good = False
        is_good &= self._keys.check()
        if not (self._options.check() and self._proxy_password.check()):
            self._more_button.setChecked(True)
            is_good = False
        if self._profile is None and not self._name.text().strip():
            self._name_row.set_error("A profile needs a name.")
            is_good = False
        return is_good

    def _config(self) -> ServiceConfig:
        old = self._old
        options = self._options.merged({} if old is None else old.options)
        options.pop("allow_plain_http", None)
        if self._plain.isChecked() and not self._plain.isHidden():
            options["allow_plain_http"] = True
        others = () if old is None else old.secret_names
        names = dict.fromkeys((*others, *self._typed_secrets()))
        return ServiceConfig(self._address.text().strip(), tuple(names), options)

    def _start(self, coro: Coroutine[Any, Any, None]) -> None:
        self._set_busy(True)
        self._verdict.clear()
        self._tasks.start(coro, name="connect", replacing="connect")

    def _set_busy(self, is_busy: bool) -> None:
        self._busy.setVisible(is_busy)
        for part in (self._connect, self._anyway, self._session, self._address, self._name):
            part.setEnabled(not is_busy)
        for rows in (self._keys, self._options, self._proxy_password):
            rows.set_enabled(not is_busy)

    async def _try_and_save(self) -> None:
        try:
            secrets = await self._all_secrets()
        except KeyringTrouble as trouble:
            self._set_busy(False)
            self._verdict.show_trouble("The saved key could not be read", str(trouble))
            return
        try:
            probe = await self._entry.probe(self._config(), secrets)
        except ValueError as error:
            self._set_busy(False)
            self._keys.set_error(str(error))
            return
        if not probe.is_good:
            self._set_busy(False)
            self._show_failure(probe)
            return
        await self._save(_success_words(probe))

    async def _all_secrets(self) -> dict[str, Secret]:
        """What was typed, and what is saved and stays. Raises KeyringTrouble."""
        secrets = self._typed_secrets()
        for name in (*self._keys.kept(), *self._proxy_password.kept()):
            assert self._profile is not None
            saved = await self._credentials.load(self._profile.id, self._entry.id, name)
            if saved is not None:
                secrets[name] = saved
        return secrets

    async def _save(self, words: str) -> None:
        self._secrets = self._typed_secrets()
        try:
            self._saved = self._save_profile()
            kept = await self._save_secrets(self._saved)
        except (ProfileError, OSError) as error:
            self._verdict.show_trouble("The profile could not be saved", _reason(error))
        except KeyringTrouble as error:
            self._verdict.show_trouble("The key could not be saved", str(error))
            self._session.show()
        else:
            self._finish(words, kept)
        self._set_busy(False)

    def _typed_secrets(self) -> dict[str, Secret]:
        return self._keys.typed() | self._proxy_password.typed()

    def _save_profile(self) -> Profile:
        config = self._config()
        if self._saved is not None:  # the keyring had trouble at the last try
            services = {**self._saved.services, self._entry.id: config}
            return self._book.save(_with_services(self._saved, services))
        if self._profile is None:
            return self._book.create(self._name.text(), {self._entry.id: config})
        services = {**self._profile.services, self._entry.id: config}
        return self._book.save(_with_services(self._profile, services))

    async def _save_secrets(self, profile: Profile) -> Kept:
        kept = Kept.KEYRING
        for name, secret in self._secrets.items():
            if await self._credentials.save(profile.id, self._entry.id, name, secret) is not kept:
                kept = Kept.SESSION
        return kept

    def _finish(self, words: str, kept: Kept) -> None:
        self._clear_keys()
        if kept is Kept.KEYRING:
            self._announce()
            return
        self._verdict.show_warning(
            words, "This computer offers no key store: the key is kept until you quit."
        )
        self._session.hide()
        self._cancel.hide()
        self._connect.setText("Open")
        self._connect.clicked.disconnect()
        self._connect.clicked.connect(self._announce)

    def _announce(self) -> None:
        self.connected.emit(self._saved)
        self.accept()

    def _keep_for_session(self) -> None:
        assert self._saved is not None
        for name, secret in self._secrets.items():
            self._credentials.keep_for_session(self._saved.id, self._entry.id, name, secret)
        self._clear_keys()
        self._announce()

    def _save_anyway(self) -> None:
        if self._check():
            self._start(self._save("Saved without a successful try."))

    def _show_failure(self, probe: Probe) -> None:
        explanation = probe.explanation
        assert explanation is not None
        self._verdict.show_explanation(explanation)
        self._anyway.show()
        self._connect.setText("Try again")

    def _clear_keys(self) -> None:
        self._secrets = {}
        self._keys.clear()
        self._proxy_password.clear()


def _with_services(profile: Profile, services: Mapping[str, ServiceConfig]) -> Profile:
    import msgspec

    return msgspec.structs.replace(profile, services=dict(services))


def _is_loopback(text: str) -> bool:
    try:
        return BaseUrl.parse(text, allow_plain_http=True).is_loopback
    except ValueError:
        return False


def _reason(error: ProfileError | OSError) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(error)


def _success_words(probe: Probe) -> str:
    words = f"The server answered in {probe.elapsed_s * 1000:.0f} ms and accepted the sign-in."
    skew_s = probe.clock_skew_s
    if skew_s is not None and abs(skew_s) >= _SKEW_WORTH_SAYING_S:
        direction = "ahead of" if skew_s > 0 else "behind"
        words += f" Its clock is {abs(skew_s):.0f} s {direction} this computer's."
    return words
