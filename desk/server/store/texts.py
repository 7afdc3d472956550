"""What an article is found by: its row in the index ``texts``, from nothing but what the log holds of it."""

import msgspec

from desk.contract.events import ArticleAdded
from desk.server.store import grams

_article = msgspec.json.Decoder(ArticleAdded).decode


def said(fact: ArticleAdded) -> tuple[str, ...]:
    """The words, and the names of the files that go along."""
    return (fact.body, *(file.name for file in fact.attachments))


def row(fact: ArticleAdded) -> str:
    """The row of an article."""
    return grams.document(texts=said(fact))


def text_of(data: str) -> str:
    """``row``, from the column ``data`` of the log: for the step that fills the index."""
    return row(_article(data))
