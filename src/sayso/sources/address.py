"""Which network addresses may be fetched from: public ones, whatever they are dressed up as.

The lists are IANA's registries of special-purpose IPv4 and IPv6 addresses (RFC 6890 and its
successors), read strictly: in IPv6 only what is given out for public use (2000::/3) passes. They are
written out here because `ipaddress.is_global` differs between versions of Python and lets NAT64
through. An IPv4 address inside an IPv6 one is judged as itself.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from sayso.errors import BadAddressError, FetchError

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], list[str]]
"""From a host and a port to the host's addresses; raises OSError where there are none."""

_SPECIAL_4 = [
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's channel to its machines: publicly numbered, privately answered
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
_PUBLIC_6 = IPv6Network("2000::/3")
_SPECIAL_6 = [
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocols' own, Teredo (2001::/32) among them
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "3fff::/20",
    )
]
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
"""The middle of an interface's number before an embedded IPv4 address (RFC 5214)."""


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public network, and so does any IPv4 address inside it."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _SPECIAL_4)
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    inner = IPv4Address(int(address) & 0xFFFF_FFFF)
    if address in _NAT64:
        return is_public(inner)
    if int(address) >> 32 & 0xFFFF_FFFF in _ISATAP and not is_public(inner):
        return False
    return address in _PUBLIC_6 and not any(address in network for network in _SPECIAL_6)


def resolved(host: str, port: int) -> list[str]:
    """What the system's resolver answers for a host, in its order of preference.

    It also reads the odd ways to write an address ("0x7f.1", "2130706433"), as a connection would.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in found))


def addresses(host: str, port: int, *, allow_private: bool = False, resolve: Resolver = resolved) -> list[str]:
    """The addresses of a host that may be connected to, resolved once and checked: connect to these alone.

    Raises:
        BadAddressError: all of them are private, loopback, link-local, multicast or reserved.
        FetchError: the host has no address.
    """
    try:
        answers = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(host, f"this host was not found ({_reason(error)}); check the address") from error
    allowed = [answer for answer in answers if allow_private or is_public(ip_address(answer))]
    if answers and not allowed:
        shown = f" ({answers[0]})" if answers[0] != host else ""
        why = (
            f"this host{shown} is not on the public network, and private ones are kept out of; allow it if you mean it"
        )
        raise BadAddressError(host, why)
    return allowed


def _reason(error: OSError | UnicodeError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
