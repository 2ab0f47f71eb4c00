"""How a simulated camera answers when somebody asks for its picture."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    STILL = "still"  # a picture, as it should be
    MJPEG = "mjpeg"  # multipart/x-mixed-replace where a single picture is expected
    SLOW = "slow"  # the picture, after some seconds
    REFUSED = "refused"  # the address names a port that refuses connections
    DROPPED = "dropped"  # the connection is reset
    SILENT = "silent"  # accepted and never answered
    DENIED = "denied"  # 401
    MISSING = "missing"  # 404
    HTML = "html"  # 200, a web page
    EMPTY = "empty"  # 200, nothing
    CUT = "cut"  # a picture that ends in the middle, complete as HTTP
    HUGE = "huge"  # claims 2 GiB
    FLOOD = "flood"  # no length, no end, as fast as it is read
    NEVER = "never"  # begins like a picture, then trickles without end
    BOMB = "bomb"  # a small PNG of 30,000 x 30,000
    REDIRECT = "redirect"  # to its own picture
    INSIDE = "inside"  # redirects to an address in a private range
    PRIVATE = "private"  # the address itself lies in a private range, or is no web address


SHARES = {  # of all cameras; the rest are STILL
    Kind.MJPEG: 0.01,
    Kind.SLOW: 0.02,
    Kind.REFUSED: 0.02,
    Kind.DROPPED: 0.005,
    Kind.SILENT: 0.005,
    Kind.DENIED: 0.015,
    Kind.MISSING: 0.02,
    Kind.HTML: 0.015,
    Kind.EMPTY: 0.003,
    Kind.CUT: 0.003,
    Kind.HUGE: 0.004,
    Kind.FLOOD: 0.002,
    Kind.NEVER: 0.003,
    Kind.BOMB: 0.003,
    Kind.REDIRECT: 0.005,
    Kind.INSIDE: 0.003,
    Kind.PRIVATE: 0.007,
}
KINDS = tuple(Kind)
SERVED = tuple(kind for kind in Kind if kind not in (Kind.REFUSED, Kind.PRIVATE))
