"""A closed loop of clients: each keeps one connection and asks again as soon as it is answered."""

from __future__ import annotations

import socket
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Load:
    """What the clients measured together: answers a second, and milliseconds for one."""

    a_second: float
    median: float
    p95: float
    size: int


def measure(address: str, *, clients: int, seconds: float) -> Load:
    """Ask for ``address`` by ``clients`` at once for about ``seconds``."""
    with ProcessPoolExecutor(clients) as pool:
        results = list(pool.map(_ask, [address] * clients, [seconds] * clients))
    times = sorted(time for result in results for time in result[0])
    return Load(
        a_second=sum(len(result[0]) / result[1] for result in results),
        median=statistics.median(times) * 1000,
        p95=times[int(len(times) * 0.95)] * 1000,
        size=results[0][2],
    )


def _ask(address: str, seconds: float) -> tuple[list[float], float, int]:
    """The time of each answer, the time of all, and the size of one."""
    parts = urlsplit(address)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"
    request = f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: text/html\r\n\r\n".encode()
    times: list[float] = []
    size = 0
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(WARM_UP):
            size = _exchange(connection, request)
        began = time.perf_counter()
        while (now := time.perf_counter()) - began < seconds:
            _exchange(connection, request)
            times.append(time.perf_counter() - now)
        return times, time.perf_counter() - began, size


def _exchange(connection: socket.socket, request: bytes) -> int:
    """Send ``request`` and read the whole answer; gives the size of its body."""
    connection.sendall(request)
    received = b""
    while b"\r\n\r\n" not in received:
        received += _some(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    if b" 200 " not in lines[0] + b" ":
        raise RuntimeError(f"the server said {lines[0].decode()}")
    expected = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:"))
    length = len(body)
    while length < expected:
        length += len(_some(connection))
    return expected


def _some(connection: socket.socket) -> bytes:
    part = connection.recv(1 << 16)
    if not part:
        raise RuntimeError("the server hung up")
    return part
