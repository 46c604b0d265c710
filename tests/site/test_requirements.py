"""The locked requirements: each pins its extras too.

pip checks hashes only of what is pinned. Where a package asks for `other[extra]` and the lock says
just `other==1.0`, pip may look at a newer `other` for the extra, and then refuses the whole
installation on the day that a newer one is released.
"""

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REQUIREMENTS = Path("requirements")


def pinned(name: str) -> dict[str, Requirement]:
    lines = re.findall(r"^[A-Za-z0-9][^\\\n]*", (REQUIREMENTS / name).read_text(), re.MULTILINE)
    return {canonicalize_name(entry.name): entry for entry in map(Requirement, lines)}


def asked_for(entry: Requirement) -> list[Requirement]:
    """What an installed package asks for on this machine, its chosen extras included."""
    try:
        wanted = [Requirement(line) for line in requires(entry.name) or []]
    except PackageNotFoundError:  # pinned for another platform
        return []
    extras = {"", *entry.extras}
    return [
        want
        for want in wanted
        if want.marker is None or any(want.marker.evaluate({"extra": extra}) for extra in extras)
    ]


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_what_is_asked_for_with_an_extra_is_pinned_with_it(name: str) -> None:
    lock = pinned(name)
    missing = [
        f"{entry.name} asks for {want}, the lock says {lock[canonicalize_name(want.name)]}"
        for entry in lock.values()
        for want in asked_for(entry)
        if want.extras - lock[canonicalize_name(want.name)].extras
    ]
    assert not missing


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_every_line_is_pinned_to_one_version(name: str) -> None:
    lock = pinned(name)
    assert lock
    assert all(re.fullmatch(r"==[^*]+", str(entry.specifier)) for entry in lock.values())
