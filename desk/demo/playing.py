"""The demo with a person at the screen: signs in as the agent, then lets the telephones ring."""

import asyncio

from desk.client.widgets.window import Window
from desk.client.work import Work
from desk.demo.exchange import Exchange
from desk.demo.life import Life
from desk.demo.serve import Running


class Demo:
    """Plays beside the person until the window is closed."""

    def __init__(self, stage: Running) -> None:
        self._stage = stage

    async def play(self, work: Work, _window: Window) -> None:
        """Sign in and live."""
        work.desk.session.sign_in(self._stage.url, self._stage.login, self._stage.password, remember=False)
        async with Exchange(self._stage.url, self._stage.cti_token) as exchange:
            await asyncio.sleep(1)
            await Life(exchange).run()
