"""Which addresses may be gone to: each special range by an example of its own."""

import pytest

from facespace_desk.net.address_range import Range, Reach, range_of, read_address
from facespace_desk.service_options import SERVICES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("93.184.216.34", Range.PUBLIC),
        ("8.8.8.8", Range.PUBLIC),
        ("172.32.0.1", Range.PUBLIC),
        ("100.128.0.1", Range.PUBLIC),
        ("127.0.0.1", Range.THIS_COMPUTER),
        ("127.255.255.254", Range.THIS_COMPUTER),
        ("10.0.0.1", Range.PRIVATE),
        ("172.16.0.1", Range.PRIVATE),
        ("172.31.255.255", Range.PRIVATE),
        ("192.168.1.1", Range.PRIVATE),
        ("169.254.169.254", Range.LINK_LOCAL),
        ("100.64.0.1", Range.SHARED),
        ("100.127.255.255", Range.SHARED),
        ("192.0.2.17", Range.SPECIAL),
        ("198.18.0.1", Range.SPECIAL),
        ("198.51.100.1", Range.SPECIAL),
        ("203.0.113.1", Range.SPECIAL),
        ("192.88.99.1", Range.SPECIAL),
        ("0.0.0.0", Range.NO_HOST),
        ("0.1.2.3", Range.NO_HOST),
        ("224.0.0.1", Range.NO_HOST),
        ("240.0.0.1", Range.NO_HOST),
        ("255.255.255.255", Range.NO_HOST),
        ("2606:2800:220:1::1", Range.PUBLIC),
        ("::1", Range.THIS_COMPUTER),
        ("::", Range.NO_HOST),
        ("ff02::1", Range.NO_HOST),
        ("fe80::1", Range.LINK_LOCAL),
        ("fc00::1", Range.PRIVATE),
        ("fd12:3456::1", Range.PRIVATE),
        ("fec0::1", Range.PRIVATE),
        ("2001:db8::1", Range.SPECIAL),
        ("100::1", Range.NO_HOST),
        ("4000::1", Range.NO_HOST),
        ("5f00::1", Range.NO_HOST),
    ],
)
def test_each_address_has_its_range(text, expected):
    assert range_of(read_address(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::ffff:93.184.216.34", Range.PUBLIC),
        ("::ffff:127.0.0.1", Range.THIS_COMPUTER),
        ("::ffff:10.1.2.3", Range.PRIVATE),
        ("::ffff:0.0.0.0", Range.NO_HOST),
        ("::127.0.0.1", Range.NO_HOST),
        ("64:ff9b::5db8:d822", Range.PUBLIC),  # 93.184.216.34 behind NAT64
        ("64:ff9b::7f00:1", Range.THIS_COMPUTER),
        ("64:ff9b::a01:203", Range.PRIVATE),
        ("64:ff9b::a9fe:a9fe", Range.LINK_LOCAL),
        ("64:ff9b:1::5db8:d822", Range.PRIVATE),
        ("2002:5db8:d822::1", Range.PUBLIC),
        ("2002:7f00:1::1", Range.THIS_COMPUTER),
        ("2002:c0a8:101::1", Range.PRIVATE),
        ("2001:0:5db8:d822::a247:27dd", Range.SPECIAL),  # Teredo, both ends public
        ("2001:0:5db8:d822::80ff:fffe", Range.THIS_COMPUTER),  # ... with 127.0.0.1 inside
        ("2001:0:a01:203::a247:27dd", Range.PRIVATE),  # ... by a private server
    ],
)
def test_an_address_inside_an_address_counts(text, expected):
    assert range_of(read_address(text)) is expected


@pytest.mark.parametrize("text", ["camera.example", "", "127.1", "0x7f000001", "fe80::1%eth0"])
def test_names_and_interfaces_are_no_addresses(text):
    assert read_address(text) is None


@pytest.mark.parametrize(
    ("reach", "allowed"),
    [
        ("public", {Range.PUBLIC}),
        ("loopback", {Range.PUBLIC, Range.THIS_COMPUTER}),
        ("private", set(Range) - {Range.NO_HOST}),
    ],
)
def test_a_profile_says_how_far_an_address_may_lead(reach, allowed):
    assert {found for found in Range if Reach(reach).allows(found)} == allowed


def test_a_profile_can_name_every_reach():
    names = SERVICES["cam2"].options["camera_addresses"].choices
    assert names == tuple(reach.value for reach in Reach)
