"""Who may enter: a file of names, roles and passwords as only their owners know them (Argon2id).

The file is JSON that a person may read and prune; `rashomon serve users` writes it.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from msgspec import Struct

from rashomon.errors import UsageError
from rashomon.exporting.files import replace_file

Role = Literal["reader", "editor"]
SHORTEST_PASSWORD_CHARS = 12
"""As NIST SP 800-63B-4 advises at least 8 beside a second factor and 15 alone; a workbench that is kept
off the open network by its owner lies between."""


class Account(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who may enter; ``password`` is its Argon2id hash."""

    name: str
    role: Role
    password: str


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    users: tuple[Account, ...] = ()


def load_accounts(path: Path) -> dict[str, Account]:
    """The accounts of a file by name; none where there is no file yet.

    Raises:
        UsageError: The file cannot be read; ``bad-users-file``.
    """
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_File)
    except FileNotFoundError:
        return {}
    except (msgspec.MsgspecError, OSError) as error:
        raise UsageError(
            f"The users in {path} cannot be read: {error}. Mend the file, or make a new one with"
            " rashomon serve users add.",
            code="bad-users-file",
        ) from None
    return {one.name: one for one in found.users}


def save_accounts(path: Path, accounts: dict[str, Account]) -> None:
    """Write the accounts, for nobody else to read."""
    content = _File(tuple(accounts[name] for name in sorted(accounts)))
    if not path.exists():
        path.touch(mode=0o600)
    replace_file(path, [msgspec.json.format(msgspec.json.encode(content), indent=2), b"\n"])


def make_account(name: str, role: Role, password: str) -> Account:
    """An account with a hashed password.

    Raises:
        UsageError: The name or the password will not do.
    """
    if not name or len(name) > 80 or not name.isprintable() or ":" in name or name != name.strip():
        raise UsageError(
            f"{name[:80]!r} will not do as a name: up to 80 characters, no colon.", code="bad-name"
        )
    if len(password) < SHORTEST_PASSWORD_CHARS:
        raise UsageError(
            f"A password needs at least {SHORTEST_PASSWORD_CHARS} characters.", code="bad-password"
        )
    return Account(name, role, _hasher().hash(password))


def is_password(account: Account | None, password: str) -> bool:
    """Whether a password is that of an account; as slow where there is no such account."""
    stored = _nobody() if account is None else account.password
    try:
        found = _hasher().verify(stored, password)
    except (Argon2Error, InvalidHashError):
        return False
    return found and account is not None


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash("nobody has this password")
