"""Password hashing: argon2id with the OWASP minimum, because a thousand people sign in at nine."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, 2 iterations, 1 lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
#: Verified when there is no such account, so that both cases take the same time.
NOBODYS = _hasher.hash("there is no such account")


def hashed(password: str) -> str:
    """The stored form of a password."""
    return _hasher.hash(password)


def fits(stored: str, password: str) -> bool:
    """Whether this is the password of a stored hash."""
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
