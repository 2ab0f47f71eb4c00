"""Profiles: which servers, under one name and colour. Secrets travel separately, never inside."""

import hashlib
import json
import re
import secrets
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from facespace_desk.credentials import Secret
from facespace_desk.files import set_aside, write_atomically
from facespace_desk.service_options import SERVICES, Option, OptionValue

COLOURS = (
    "grey",
    "blue",
    "green",
    "amber",
    "red",
    "violet",
)  # token names; the theme knows their values
NAME_LIMIT = 100
FILE_LIMIT_BYTES = 2**20
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")  # names folders too; never a path

Secrets = dict[tuple[str, str], Secret]  # (service id, secret's name)


class ProfileError(ValueError):
    """A profile or profile file that cannot be used; the text names the field and never a value."""


class ServiceConfig(msgspec.Struct, frozen=True, omit_defaults=True):
    """How to reach one service; `secret_names` says which secrets it has, not what they are."""

    base_url: str
    secret_names: tuple[str, ...] = ()
    options: dict[str, OptionValue] = {}


class Profile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A named set of services; `id` never changes and is the key in the keyring and the store."""

    id: str
    name: str
    colour: str = "blue"
    kind: Literal["demo", "saved", "file"] = "saved"
    services: dict[str, ServiceConfig] = {}  # by service id; a service that is missing is off


DEMO = Profile(id="demo", name="Demo", colour="grey", kind="demo")


def read_profile_file(path: Path) -> tuple[Profile, Secrets]:
    """The profile in *path* and its secrets, which are for this run only.

    Raises:
        ProfileError: with the field that is wrong.
    """
    try:
        if path.stat().st_size > FILE_LIMIT_BYTES:
            raise ProfileError("the profile file is larger than 1 MiB")
        content = path.read_bytes()
    except OSError as error:
        raise ProfileError(f"the profile file cannot be read: {error.strerror}") from error
    document = _parse_json(content)
    _only_known(document, ("name", "colour", "services"), "")
    services, found = _read_services(document.get("services"))
    profile = Profile(
        id="file-" + hashlib.sha256(bytes(path.resolve())).hexdigest()[:16],
        name=checked_name(document["name"]) if "name" in document else "Profile file",
        colour=_checked_colour(document.get("colour", "violet")),
        kind="file",
        services=services,
    )
    return profile, found


def checked_name(name: object) -> str:
    """*name* trimmed.

    Raises:
        ProfileError: it cannot be the name of a profile, and why.
    """
    if not isinstance(name, str):
        raise ProfileError("name: must be text")
    trimmed = name.strip()
    if not trimmed:
        raise ProfileError("name: must not be empty")
    if len(trimmed) > NAME_LIMIT:
        raise ProfileError(f"name: must have at most {NAME_LIMIT} characters")
    if not trimmed.isprintable():
        raise ProfileError("name: must not contain line breaks or control characters")
    return trimmed


def checked_base_url(text: object, where: str = "base_url") -> str:
    """*text* trimmed, free of anything secret; whether it may be used is for the door to say.

    Raises:
        ProfileError: it is no http(s) address, or carries a user, a query or a fragment.
    """
    if not isinstance(text, str):
        raise ProfileError(f"{where}: must be text")
    url = text.strip()
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname)
    except ValueError as error:
        raise ProfileError(f"{where}: is not an address") from error
    if parts.scheme not in ("http", "https") or not has_host:
        raise ProfileError(f"{where}: must begin with http:// or https:// and name a host")
    if "@" in parts.netloc:
        raise ProfileError(f"{where}: must not contain a user name or password")
    if "?" in url or "#" in url:
        raise ProfileError(f"{where}: must not contain '?' or '#'")
    return url


class ProfileBook:
    """The saved profiles, without secrets, in one file. Safe to call from several threads."""

    def __init__(self, path: Path | None) -> None:
        """*path* None keeps the profiles in memory only."""
        self._path = path
        self._lock = threading.RLock()
        self._profiles: dict[str, Profile] = {}
        self.problem: str | None = (
            None  # what went wrong with the file, as a sentence for the operator
        )

    def load(self) -> list[Profile]:
        """Read the file; a damaged one is set aside and said in `problem`."""
        with self._lock:
            self.problem = None
            self._profiles = {profile.id: profile for profile in self._read()}
            return self.profiles()

    def profiles(self) -> list[Profile]:
        """The saved profiles by name; `DEMO` is not among them."""
        with self._lock:
            return sorted(self._profiles.values(), key=lambda profile: profile.name.casefold())

    def get(self, profile_id: str) -> Profile | None:
        """The profile with this id, `DEMO` included."""
        with self._lock:
            return DEMO if profile_id == DEMO.id else self._profiles.get(profile_id)

    def create(
        self, name: str, services: Mapping[str, ServiceConfig], colour: str = "blue"
    ) -> Profile:
        """Save a new profile under a new id. Raises as `save`."""
        return self.save(
            Profile(id=secrets.token_hex(8), name=name, colour=colour, services=dict(services))
        )

    def save(self, profile: Profile) -> Profile:
        """Insert *profile*, or replace the one with its id; returns it as it was saved.

        Raises:
            ProfileError: a wrong or taken name, a wrong colour, address or service; as before.
            OSError: the file could not be written; nothing is changed.
        """
        with self._lock:
            checked = self._checked(profile)
            self._write({**self._profiles, checked.id: checked})
            return checked

    def rename(self, profile_id: str, name: str) -> Profile:
        """Give it another name; id, secrets and sightings stay. Raises KeyError, or as `save`."""
        with self._lock:
            return self.save(msgspec.structs.replace(self._profiles[profile_id], name=name))

    def duplicate(self, profile_id: str) -> Profile:
        """A copy under a new id and a free name, without secrets and without what holds for one
        profile alone, such as terms accepted. Raises KeyError, or as `save`."""
        with self._lock:
            original = self._profiles[profile_id]
            services = {
                service: _without_own(service, config)
                for service, config in original.services.items()
            }
            return self.create(self._free_name(original.name), services, colour=original.colour)

    def remove(self, profile_id: str) -> None:
        """Forget a profile, if it is there. Its secrets are for the caller to forget.

        Raises:
            OSError: the file could not be written; nothing is changed.
        """
        with self._lock:
            self._write({key: kept for key, kept in self._profiles.items() if key != profile_id})

    def _checked(self, profile: Profile) -> Profile:
        if profile.kind != "saved":
            raise ProfileError("only a saved profile can be kept; make a new one from it")
        if not _ID.fullmatch(profile.id):
            raise ProfileError("id: only letters, digits and hyphens, 64 at most")
        name = checked_name(profile.name)
        taken = {
            other.name.casefold() for other in self._profiles.values() if other.id != profile.id
        }
        if name.casefold() in taken | {DEMO.name.casefold()}:
            raise ProfileError("name: another profile has this name")
        for service, config in profile.services.items():
            _checked_config(service, config)
        return msgspec.structs.replace(profile, name=name, colour=_checked_colour(profile.colour))

    def _free_name(self, name: str) -> str:
        taken = {profile.name.casefold() for profile in self._profiles.values()}
        stem, number = f"{name[: NAME_LIMIT - 12]} copy", 1
        candidate = stem
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{stem} {number}"
        return candidate

    def _write(self, profiles: dict[str, Profile]) -> None:
        if self._path is not None:
            content = msgspec.json.encode({"profiles": list(profiles.values())})
            write_atomically(self._path, msgspec.json.format(content) + b"\n")
        self._profiles = profiles

    def _read(self) -> list[Profile]:
        if self._path is None:
            return []
        try:
            content = msgspec.json.decode(self._path.read_bytes(), type=dict[str, list[Profile]])
            return [self._checked(profile) for profile in content.get("profiles", [])]
        except FileNotFoundError:
            return []
        except OSError as error:
            self.problem = f"The saved profiles could not be read ({error.strerror})."
            return []
        except (msgspec.DecodeError, UnicodeDecodeError, ProfileError):
            self.problem = self._quarantine(self._path)
            return []

    @staticmethod
    def _quarantine(path: Path) -> str:
        try:
            aside = set_aside(path)
        except OSError as error:
            return f"The saved profiles are damaged and could not be set aside ({error.strerror})."
        return f"The file of saved profiles was damaged; it was set aside as {aside.name}."


def _parse_json(content: bytes) -> dict[str, Any]:
    try:
        document = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_unique_keys)
    except UnicodeDecodeError as error:
        raise ProfileError("the profile file is not UTF-8 text") from error
    except json.JSONDecodeError as error:
        # Its message is safe (position only), its `doc` holds the secrets: not chained.
        raise ProfileError(
            f"the profile file is not JSON: {error.msg}, line {error.lineno}, column {error.colno}"
        ) from None
    except RecursionError as error:
        raise ProfileError("the profile file is nested too deeply") from error
    if not isinstance(document, dict):
        raise ProfileError("the profile file must hold an object with the field services")
    return document


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ProfileError(f"{_shown(twice[0])}: is there twice")
    return dict(pairs)


def _read_services(document: object) -> tuple[dict[str, ServiceConfig], Secrets]:
    if not isinstance(document, dict):
        raise ProfileError("services: must be there and must be an object")
    _only_known(document, tuple(SERVICES), "services.")
    configs: dict[str, ServiceConfig] = {}
    found: Secrets = {}
    for service, fields in document.items():
        where = f"services.{service}"
        if not isinstance(fields, dict):
            raise ProfileError(f"{where}: must be an object")
        values = _read_secrets(where, service, fields)
        configs[service] = ServiceConfig(
            base_url=checked_base_url(fields.get("base_url", ""), f"{where}.base_url"),
            secret_names=tuple(values),
            options=_read_options(where, service, fields),
        )
        found.update({(service, name): secret for name, secret in values.items()})
    return configs, found


def _read_secrets(where: str, service: str, fields: Mapping[str, object]) -> dict[str, Secret]:
    known = SERVICES[service]
    _only_known(fields, ("base_url", *known.all_secrets, *known.options), f"{where}.")
    values: dict[str, Secret] = {}
    for name in known.all_secrets:
        value = fields.get(name)
        if value is None:
            if name in known.secrets:
                raise ProfileError(f"{where}.{name}: is missing")
            continue
        if not isinstance(value, str) or not value.strip():
            raise ProfileError(f"{where}.{name}: must be text that is not empty")
        values[name] = Secret(value)
    if known.one_of and not values.keys() & set(known.one_of):
        raise ProfileError(f"{where}: must have {' or '.join(known.one_of)}")
    return values


def _read_options(where: str, service: str, fields: Mapping[str, object]) -> dict[str, OptionValue]:
    known = SERVICES[service].options
    return {
        name: _checked_option(f"{where}.{name}", value, known[name])
        for name, value in fields.items()
        if name in known
    }


def _checked_option(where: str, value: object, option: Option) -> OptionValue:
    try:
        return option.checked(value)
    except ValueError as error:
        raise ProfileError(f"{where}: {error}") from error


def _checked_config(service: str, config: ServiceConfig) -> None:
    if service not in SERVICES:
        raise ProfileError(f"{_shown(service)}: is no service of this console")
    checked_base_url(config.base_url, f"{service}.base_url")
    for name, value in config.options.items():
        option = SERVICES[service].options.get(name)
        if option is not None:
            _checked_option(f"{service}.{name}", value, option)
        elif name in SERVICES[service].all_secrets:
            raise ProfileError(f"{service}.{name}: is a secret and belongs into the keyring")


def _without_own(service: str, config: ServiceConfig) -> ServiceConfig:
    known = SERVICES[service].options
    kept = {
        name: value
        for name, value in config.options.items()
        if name not in known or not known[name].is_own
    }
    return msgspec.structs.replace(config, options=kept)


def _checked_colour(colour: object) -> str:
    if colour not in COLOURS or not isinstance(colour, str):
        raise ProfileError(f"colour: must be one of {', '.join(COLOURS)}")
    return colour


def _only_known(document: Mapping[str, object], known: tuple[str, ...], where: str) -> None:
    unknown = sorted(document.keys() - set(known))
    if unknown:
        raise ProfileError(
            f"{where}{_shown(unknown[0])}: is no known field; known are {', '.join(known)}"
        )


def _shown(text: str) -> str:
    """A key from a file, short and harmless enough for a message."""
    return ascii(text[:40])[1:-1]
