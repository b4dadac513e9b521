from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BadAddressError, FetchError
from sayso.sources.address import addresses, is_public


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("100.100.100.200", False),
        ("127.0.0.1", False),
        ("127.255.255.254", False),
        ("168.63.129.16", False),
        ("169.254.169.254", False),
        ("172.31.255.255", False),
        ("172.32.0.1", True),
        ("192.168.0.1", False),
        ("192.0.0.192", False),
        ("198.19.0.1", False),
        ("203.0.113.7", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::8.8.8.8", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b::808:808", True),
        ("64:ff9b:1::808:808", False),
        ("2001::1", False),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", False),
        ("2001:db8::1", False),
        ("2002:7f00:1::1", False),
        ("2002:808:808::1", False),
        ("2606:4700::5efe:a00:1", False),
        ("2606:4700::200:5efe:808:808", True),
        ("3fff::1", False),
        ("fc00::1", False),
        ("fd00:ec2::254", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("ff02::1", False),
    ],
)
def test_public_addresses_and_others(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


@given(st.ip_addresses(v=4))
def test_what_passes_is_global_by_the_standard_library_too(address: IPv4Address) -> None:
    assert address.is_global or not is_public(address)


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:0:0", "64:ff9b::", "2606:4700::5efe:0:0"]))
def test_an_address_inside_another_is_judged_as_itself(inner: IPv4Address, outer: str) -> None:
    assert is_public(IPv6Address(int(IPv6Address(outer)) | int(inner))) is is_public(inner)


@given(st.ip_addresses(v=6))
def test_in_ipv6_only_what_is_given_out_for_use_passes(address: IPv6Address) -> None:
    if is_public(address) and address.ipv4_mapped is None and address not in IPv6Network("64:ff9b::/96"):
        assert address.is_global
        assert int(address) >> 125 == 1


def test_odd_ways_to_write_an_address_are_seen_through() -> None:
    for host in ("0x7f.1", "2130706433", "017700000001", "127.1", "0", "::ffff:127.0.0.1", "localhost"):
        with pytest.raises(BadAddressError, match="is not on the public network"):
            addresses(host, 80)


def test_only_the_public_answers_of_a_name_are_connected_to() -> None:
    answers = {"mixed.example": ["10.1.2.3", "8.8.8.8", "::1"], "inside.example": ["10.1.2.3"], "empty.example": []}
    assert addresses("mixed.example", 443, resolve=lambda host, _port: answers[host]) == ["8.8.8.8"]
    assert addresses("empty.example", 443, resolve=lambda host, _port: answers[host]) == []
    assert addresses("inside.example", 443, allow_private=True, resolve=lambda host, _port: answers[host]) == [
        "10.1.2.3"
    ]
    with pytest.raises(BadAddressError) as caught:
        addresses("inside.example", 443, resolve=lambda host, _port: answers[host])
    assert str(caught.value) == (
        "inside.example: this host (10.1.2.3) is not on the public network, and private ones are kept out of;"
        " allow it if you mean it"
    )


def test_a_host_that_is_not_found() -> None:
    def nobody(_host: str, _port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(FetchError, match=r"gone.example: this host was not found \(Name or service not known\)"):
        addresses("gone.example", 80, resolve=nobody)
    with pytest.raises(FetchError, match="was not found"):
        addresses("a" * 300, 80)
