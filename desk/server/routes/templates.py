"""Templates: ready words for everybody, written by leads."""

from desk.contract.events import TemplateSet
from desk.contract.tickets import ArticleKind, Template, TemplateDraft
from desk.server.routes.handling import Ask, found, handles
from desk.server.store import log
from desk.server.store import templates as store
from desk.server.store.db import Tx


@handles("templates")
def templates(tx: Tx, _ask: Ask[None, None]) -> list[Template]:
    """Every template."""
    return store.everyone(tx)


@handles("create_template")
def create_template(tx: Tx, ask: Ask[TemplateDraft, None]) -> Template:
    """Make a template."""
    return put(tx, ask.body, None)


@handles("change_template")
def change_template(tx: Tx, ask: Ask[TemplateDraft, None]) -> Template:
    """Change a template; the whole of it is sent."""
    now = found(store.template(tx, ask.id("template_id")), "template")
    ask.unchanged(now.version)
    return put(tx, ask.body, now.id)


def put(tx: Tx, draft: TemplateDraft, template_id: int | None) -> Template:
    """Make or change a template."""
    kind = ArticleKind(draft.kind)
    fact = TemplateSet(template_id=template_id, name=draft.name, article_kind=kind, words=draft.words)
    event = log.append(tx, fact)
    return found(store.template(tx, template_id or event.seq), "template")
