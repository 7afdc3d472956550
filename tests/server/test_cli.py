"""The server as a program: how it is stopped."""

import shutil
from pathlib import Path

import httpx

from desk.contract.endpoint import API
from tests.server.conftest import PASSWORD
from tests.serving import free_port, start


def test_a_server_with_people_at_it_stops_without_a_complaint_and_ends_their_streams(
    tmp_path: Path, peopled: Path
) -> None:
    path, port = tmp_path / "desk.db", free_port()
    shutil.copy(peopled, path)
    who = {"login": "agent", "password": PASSWORD, "workstation": "here"}
    with (tmp_path / "said").open("wb") as said:
        process = start(path, port, said)
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}{API}", timeout=20) as http:
                http.headers["Authorization"] = f"Bearer {http.post('/sessions', json=who).json()['token']}"
                with http.stream("GET", "/events") as stream:
                    assert stream.status_code == 200
                    process.terminate()
                    heard = stream.read()
        finally:
            process.terminate()
            process.wait(20)
    assert b"event: " in heard
    assert (tmp_path / "said").read_text() == ""
