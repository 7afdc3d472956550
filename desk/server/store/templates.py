"""Templates: ready words for articles."""

import msgspec

from desk.contract.events import Event, TemplateSet
from desk.contract.tickets import Template
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

_words = msgspec.json.Decoder(dict[str, str]).decode


@projects(TemplateSet)
def was_set(tx: Tx, event: Event, fact: TemplateSet) -> None:
    """The template from now on."""
    words = msgspec.json.encode(fact.words).decode()
    tx.run(
        "INSERT OR REPLACE INTO templates VALUES (?, ?, ?, ?, ?)",
        (fact.template_id or event.seq, fact.name, fact.article_kind, words, event.seq),
    )


def template(tx: Tx, template_id: int) -> Template | None:
    """A template by its id."""
    row = tx.one("SELECT * FROM templates WHERE id = ?", (template_id,))
    return None if row is None else _template(row)


def everyone(tx: Tx) -> list[Template]:
    """Every template, by name."""
    return [_template(row) for row in tx.all("SELECT * FROM templates ORDER BY name, id")]


def _template(row: Row) -> Template:
    return Template(
        id=row["id"], name=row["name"], kind=row["kind"], words=_words(row["words"]), version=row["version"]
    )
