"""A keyring that the program loads by its name, as it loads the system's; it lives as long as the test run."""


class Keyring:
    """Secrets in memory, the same for every run of the program within one test."""

    priority = 1.0
    secrets: dict[tuple[str, str], str] = {}  # noqa: RUF012  shared on purpose: the system has one keyring

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.secrets[service, username]
