"""Where an IP address leads: out into the internet, or somewhere that data must not send us.

The registries of special addresses are those of IANA (RFC 6890), as `ipaddress` knows them, with
what its versions disagree about written out.
"""

from __future__ import annotations

import enum
import ipaddress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from facespace_desk.language import tr

Address = IPv4Address | IPv6Address


class Range(enum.Enum):
    """What kind of address it is; `words` completes "leads to …"."""

    PUBLIC = "the internet"
    THIS_COMPUTER = "this computer"
    LINK_LOCAL = "the own network segment"
    PRIVATE = "a private network"
    SHARED = "the provider's own network"
    SPECIAL = "a range that is kept for special purposes"
    NO_HOST = "no single computer"

    @property
    def is_private(self) -> bool:
        """Whether a profile may allow it."""
        return self not in (Range.PUBLIC, Range.NO_HOST)

    @property
    def words(self) -> str:
        """The range as the operator reads it."""
        return _WORDS[self]


_WORDS = {
    Range.PUBLIC: tr("the internet", "completes: the address leads to …"),
    Range.THIS_COMPUTER: tr("this computer", "completes: the address leads to …"),
    Range.LINK_LOCAL: tr("the own network segment", "completes: the address leads to …"),
    Range.PRIVATE: tr("a private network", "completes: the address leads to …"),
    Range.SHARED: tr("the provider's own network", "completes: the address leads to …"),
    Range.SPECIAL: tr(
        "a range that is kept for special purposes", "completes: the address leads to …"
    ),
    Range.NO_HOST: tr("no single computer", "completes: the address leads to …"),
}


class Reach(enum.Enum):
    """How far a profile lets an address lead that was found in data; the value as it says it."""

    PUBLIC = "public"
    LOOPBACK = "loopback"  # this computer as well
    PRIVATE = "private"  # and the networks around it

    def allows(self, leads_to: Range) -> bool:
        """Whether an address of this range may be opened."""
        if leads_to is Range.PUBLIC:
            return True
        if self is Reach.LOOPBACK:
            return leads_to is Range.THIS_COMPUTER
        return self is Reach.PRIVATE and leads_to.is_private


_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the IPv4 address
_GLOBAL = IPv6Network("2000::/3")
_RANGES_4 = (  # the first that holds an address decides
    (IPv4Network("0.0.0.0/8"), Range.NO_HOST),  # Linux takes 0.0.0.0 for itself
    (IPv4Network("224.0.0.0/4"), Range.NO_HOST),  # multicast
    (IPv4Network("240.0.0.0/4"), Range.NO_HOST),  # reserved, broadcast
    (IPv4Network("127.0.0.0/8"), Range.THIS_COMPUTER),
    (IPv4Network("169.254.0.0/16"), Range.LINK_LOCAL),
    (IPv4Network("10.0.0.0/8"), Range.PRIVATE),
    (IPv4Network("172.16.0.0/12"), Range.PRIVATE),
    (IPv4Network("192.168.0.0/16"), Range.PRIVATE),
    (IPv4Network("100.64.0.0/10"), Range.SHARED),  # carrier-grade NAT, RFC 6598
    (IPv4Network("192.88.99.0/24"), Range.SPECIAL),  # 6to4 relays, RFC 7526
)
_RANGES_6 = (
    (IPv6Network("::1/128"), Range.THIS_COMPUTER),
    (IPv6Network("ff00::/8"), Range.NO_HOST),  # multicast
    (IPv6Network("fe80::/10"), Range.LINK_LOCAL),
    (IPv6Network("fc00::/7"), Range.PRIVATE),
    (IPv6Network("fec0::/10"), Range.PRIVATE),  # site-local, RFC 3879
    (IPv6Network("64:ff9b:1::/48"), Range.PRIVATE),  # RFC 8215: only the network knows
    (_NAT64, Range.PUBLIC),  # so far: the address inside decides
    (IPv6Network("2002::/16"), Range.PUBLIC),  # 6to4, as well
    (IPv6Network("::/8"), Range.NO_HOST),  # unspecified, IPv4-compatible, reserved
    (_GLOBAL, Range.PUBLIC),  # but for what is special in it
    (IPv6Network("::/0"), Range.NO_HOST),  # given to nobody
)
_ORDER = (  # the worst first
    Range.NO_HOST,
    Range.THIS_COMPUTER,
    Range.LINK_LOCAL,
    Range.PRIVATE,
    Range.SHARED,
    Range.SPECIAL,
    Range.PUBLIC,
)


def range_of(address: Address) -> Range:
    """The range of *address*; one with an IPv4 address inside is as bad as that one."""
    if isinstance(address, IPv4Address):
        return _range_of_4(address)
    if address.ipv4_mapped is not None:  # the system connects to the IPv4 address itself
        return _range_of_4(address.ipv4_mapped)
    found = [_range_of_6(address), *map(_range_of_4, _embedded(address))]
    return min(found, key=_ORDER.index)


def _range_of_4(address: IPv4Address) -> Range:
    usual = Range.PUBLIC if address.is_global else Range.SPECIAL
    return next((found for network, found in _RANGES_4 if address in network), usual)


def _range_of_6(address: IPv6Address) -> Range:
    network, found = next(entry for entry in _RANGES_6 if address in entry[0])
    is_special = network == _GLOBAL and not address.is_global
    return Range.SPECIAL if is_special else found


def _embedded(address: IPv6Address) -> list[IPv4Address]:
    if address in _NAT64:
        return [IPv4Address(int(address) & 0xFFFF_FFFF)]
    if address.sixtofour is not None:
        return [address.sixtofour]
    return list(address.teredo or ())


def read_address(text: str) -> Address | None:
    """The address in *text*; None for a name, and for one that names an interface."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return None if isinstance(address, IPv6Address) and address.scope_id else address
