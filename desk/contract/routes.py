"""Every URL path, and with it everything about a route that both sides must agree on.

The server refuses to start when an endpoint has no handler or a handler no endpoint; the client calls
endpoints by name; OpenAPI and the permission tests are generated from this table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from desk.contract import (
    agents,
    base,
    calls,
    commands,
    cti,
    customers,
    executors,
    feed,
    ingest,
    macros,
    orders,
    queues,
    remedies,
    remedy_rules,
    search,
    tickets,
    timeline,
    users,
)
from desk.contract.base import Done, NoBody, Page, Written
from desk.contract.errors import ErrorCode
from desk.contract.users import Role

API = "/api/v1"


class Key(Enum):
    """Whether a write takes an ``Idempotency-Key``."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Guard(Enum):
    """Whether a write needs ``If-Match``."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


EVERYONE = frozenset(Role)
LEADS = frozenset({Role.LEAD, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})
#: Nobody need be signed in: the route checks its caller in its own way.
PUBLIC: frozenset[Role] = frozenset()


#: A request with this header, whatever it says, does not count as a person's activity: its sender asked by itself.
BACKGROUND_HEADER = "Desk-Background"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One route. ``roles`` empty means public; ``background`` requests never count as a person's activity."""

    name: str
    method: str
    path: str
    summary: str
    answer: Any
    roles: frozenset[Role] = EVERYONE
    query: type | None = None
    body: Any = None
    status: int = 200
    key: Key = Key.NONE
    guard: Guard = Guard.NONE
    background: bool = False
    #: Allowed while the screen is locked.
    when_locked: bool = False
    body_limit: int = 1024 * 1024
    media_type: str = "application/json"
    refusals: tuple[ErrorCode, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether the route changes anything."""
        return self.method != "GET"

    def url(self, **parts: object) -> str:
        """The path with its parameters filled in."""
        return API + self.path.format(**parts)


def _get(name: str, path: str, summary: str, answer: Any, **more: Any) -> Endpoint:
    return Endpoint(name=name, method="GET", path=path, summary=summary, answer=answer, **more)


def _post(name: str, path: str, summary: str, body: Any, answer: Any, **more: Any) -> Endpoint:
    more.setdefault("key", Key.OPTIONAL)
    return Endpoint(name=name, method="POST", path=path, summary=summary, body=body, answer=answer, **more)


def _patch(name: str, path: str, summary: str, body: Any, answer: Any, **more: Any) -> Endpoint:
    more.setdefault("key", Key.OPTIONAL)
    more.setdefault("guard", Guard.REQUIRED)
    return Endpoint(name=name, method="PATCH", path=path, summary=summary, body=body, answer=answer, **more)


def _put(name: str, path: str, summary: str, body: Any, answer: Any, **more: Any) -> Endpoint:
    return Endpoint(name=name, method="PUT", path=path, summary=summary, body=body, answer=answer, **more)


def _delete(name: str, path: str, summary: str, answer: Any, **more: Any) -> Endpoint:
    return Endpoint(name=name, method="DELETE", path=path, summary=summary, answer=answer, **more)


_SESSIONS = (
    _post("sign_in", "/sessions", "Sign in", users.SignIn, users.SignedIn, roles=PUBLIC, key=Key.NONE, status=201,
          refusals=(ErrorCode.WRONG_PASSWORD, ErrorCode.SIGNED_IN_ELSEWHERE, ErrorCode.TOO_MANY_REQUESTS)),
    _get("session", "/sessions/me", "My session", users.Session, when_locked=True, background=True),
    _delete("sign_out", "/sessions/me", "Sign out", Done, when_locked=True),
    _post("lock", "/sessions/me/lock", "Cover the screen", NoBody, users.Session, key=Key.NONE, when_locked=True),
    _post("unlock", "/sessions/me/unlock", "Uncover the screen", users.Unlock, users.Session, key=Key.NONE,
          when_locked=True, refusals=(ErrorCode.WRONG_PASSWORD, ErrorCode.TOO_MANY_REQUESTS)),
    _get("users", "/users", "Accounts", Page[users.User], query=base.PageQuery, roles=LEADS),
    _post("create_user", "/users", "Make an account", users.UserDraft, Written[users.User], roles=ADMINS, status=201,
          refusals=(ErrorCode.DUPLICATE,)),
    _get("user", "/users/{user_id}", "An account", users.User, roles=LEADS),
    _patch("change_user", "/users/{user_id}", "Change an account", users.UserChange, Written[users.User],
           roles=ADMINS),
    _delete("end_sessions", "/users/{user_id}/sessions", "End somebody's sessions at once", Done, roles=ADMINS),
)  # fmt: skip

_AGENTS = (
    _get("agents", "/agents", "Who is here, in which state", list[agents.AgentStatus]),
    _get("my_state", "/agents/me/state", "My state", agents.AgentStatus, background=True, when_locked=True),
    _put("choose_state", "/agents/me/state", "Choose my state, or the next one during a call", agents.StateChoice,
         Written[agents.AgentStatus], key=Key.OPTIONAL, when_locked=True),
)  # fmt: skip

_QUEUES = (
    _get("queues", "/queues", "Queues with their wrap-up codes", list[queues.Queue]),
    _post("create_queue", "/queues", "Make a queue", queues.QueueDraft, Written[queues.Queue], roles=ADMINS,
          status=201, refusals=(ErrorCode.DUPLICATE,)),
    _put("change_queue", "/queues/{queue_id}", "Change a queue", queues.QueueDraft, Written[queues.Queue],
         roles=ADMINS, key=Key.OPTIONAL, guard=Guard.REQUIRED, refusals=(ErrorCode.DUPLICATE,)),
    _get("templates", "/templates", "Ready words", list[tickets.Template]),
    _post("create_template", "/templates", "Make a template", tickets.TemplateDraft, Written[tickets.Template],
          roles=LEADS, status=201),
    _put("change_template", "/templates/{template_id}", "Change a template", tickets.TemplateDraft,
         Written[tickets.Template], roles=LEADS, key=Key.OPTIONAL, guard=Guard.REQUIRED),
)  # fmt: skip

_CUSTOMERS = (
    _get("customers", "/customers", "Find customers by number or name", Page[customers.CustomerBrief],
         query=customers.CustomerQuery),
    _post("create_customer", "/customers", "Make a customer", customers.CustomerDraft,
          Written[customers.Customer], status=201, refusals=(ErrorCode.UNPROCESSABLE,)),
    _get("customer", "/customers/{customer_id}", "A customer; the look is recorded", customers.Customer),
    _patch("change_customer", "/customers/{customer_id}", "Change master data", customers.CustomerChange,
           Written[customers.Customer]),
    _post("add_number", "/customers/{customer_id}/numbers", "Add a number", customers.NumberDraft,
          Written[customers.Customer], status=201, refusals=(ErrorCode.DUPLICATE, ErrorCode.UNPROCESSABLE)),
    _put("verify_number", "/customers/{customer_id}/numbers/{number_id}/verified", "The number is verified",
         NoBody, Written[customers.Customer], key=Key.OPTIONAL),
    _delete("remove_number", "/customers/{customer_id}/numbers/{number_id}", "Remove a number",
            Written[customers.Customer], key=Key.OPTIONAL),
    _post("reveal", "/customers/{customer_id}/reveal", "See a personal field in full; recorded with its reason",
          customers.Reveal, customers.Revealed, key=Key.NONE),
    _post("merge_customer", "/customers/{customer_id}/merges", "The other record is the same person",
          customers.MergeDraft, Written[customers.Customer], status=201, guard=Guard.REQUIRED,
          refusals=(ErrorCode.ALREADY_MERGED, ErrorCode.UNPROCESSABLE)),
    _delete("undo_merge", "/customers/{customer_id}/merges/{merge_id}", "They are two people after all",
            Written[customers.Customer], key=Key.OPTIONAL),
    _post("add_remark", "/customers/{customer_id}/remarks", "Add a risk or kindness note", customers.RemarkDraft,
          Written[customers.Customer], status=201),
    _delete("remove_remark", "/customers/{customer_id}/remarks/{remark_id}", "The note no longer holds",
            Written[customers.Customer], key=Key.OPTIONAL),
    _post("add_relation", "/customers/{customer_id}/relations", "These two belong together",
          customers.RelationDraft, Written[customers.Customer], status=201,
          refusals=(ErrorCode.DUPLICATE, ErrorCode.UNPROCESSABLE)),
    _delete("remove_relation", "/customers/{customer_id}/relations/{relation_id}", "They no longer do",
            Written[customers.Customer], key=Key.OPTIONAL),
    _get("timeline", "/customers/{customer_id}/timeline", "One continuous stream of everything",
         timeline.TimelinePage, query=timeline.TimelineQuery),
    _post("pin", "/customers/{customer_id}/pins", "Keep an event in sight", customers.PinDraft,
          Written[Done], status=201),
    _delete("unpin", "/customers/{customer_id}/pins/{seq}", "Let it go", Written[Done], key=Key.OPTIONAL),
    _put("read_to", "/customers/{customer_id}/read", "What I have seen of this customer", customers.ReadTo,
         Done, background=True),
    _get("orders", "/orders", "Orders, newest first", Page[orders.Order], query=orders.OrderQuery),
    _get("order", "/orders/{order_id}", "An order", orders.Order),
)  # fmt: skip

_TICKETS = (
    _get("tickets", "/tickets", "Tickets", tickets.TicketPage, query=tickets.TicketQuery),
    _post("open_ticket", "/tickets", "Open a ticket", tickets.TicketDraft, Written[tickets.Ticket], status=201,
          refusals=(ErrorCode.UNPROCESSABLE,)),
    _get("ticket", "/tickets/{ticket_id}", "A ticket", tickets.Ticket),
    _patch("change_ticket", "/tickets/{ticket_id}", "Change a ticket", tickets.TicketChange,
           Written[tickets.Ticket]),
    _post("take_ticket", "/tickets/{ticket_id}/take", "It is mine now", NoBody, Written[tickets.Ticket],
          guard=Guard.REQUIRED),
    _post("release_ticket", "/tickets/{ticket_id}/release", "It is nobody's now", NoBody,
          Written[tickets.Ticket], guard=Guard.REQUIRED),
    _post("change_tickets", "/tickets/bulk", "Change many, each by itself", tickets.Bulk, tickets.BulkAnswer,
          roles=LEADS),
    _get("articles", "/tickets/{ticket_id}/articles", "A ticket's articles, oldest first", Page[tickets.Article],
         query=base.PageQuery),
    _post("add_article", "/tickets/{ticket_id}/articles",
          "Reply, note or call note; a reply is refused as stale while an article is unseen",
          tickets.ArticleDraft, Written[tickets.Article], status=201,
          refusals=(ErrorCode.STALE, ErrorCode.PRECONDITION_REQUIRED)),
    _post("upload", "/attachments", "Store a file before the article that carries it", bytes,
          tickets.AttachmentInfo, query=tickets.AttachmentQuery, status=201, media_type="application/octet-stream",
          body_limit=20 * 1024 * 1024, refusals=(ErrorCode.TOO_LARGE, ErrorCode.UNSUPPORTED_TYPE)),
    _get("attachment", "/attachments/{attachment_id}", "A stored file, always as a download", bytes,
         media_type="application/octet-stream", refusals=(ErrorCode.GONE,)),
    _get("drafts", "/drafts", "What I was writing", list[tickets.Draft], background=True, when_locked=True),
    _put("keep_draft", "/drafts/{key}", "Keep what I am writing", tickets.DraftText, tickets.Draft,
         background=True, when_locked=True),
    _delete("drop_draft", "/drafts/{key}/{kind}", "It was sent or thrown away", Done, background=True,
            when_locked=True),
    _post("report_presence", "/presence", "I am here", tickets.PresenceReport, list[tickets.Presence],
          key=Key.NONE, background=True),
)  # fmt: skip

_CALLS = (
    _get("calls", "/calls", "Calls, newest first", Page[calls.Call], query=calls.CallQuery),
    _get("rings", "/calls/rings", "What rings for me or is mine just now", list[calls.Ring], background=True),
    _get("call", "/calls/{call_id}", "A call", calls.Call),
    _post("match_call", "/calls/{call_id}/customer", "Say who the caller is", calls.CallMatch,
          Written[calls.Call]),
    _post("claim_call", "/calls/{call_id}/claim", "I take care of this missed call", NoBody, Written[calls.Call],
          refusals=(ErrorCode.ALREADY_CLAIMED, ErrorCode.CONFLICT)),
    _post("wrap_up", "/calls/{call_id}/wrap-up", "Close the call with a code", calls.WrapUp, Written[calls.Call],
          refusals=(ErrorCode.CALL_NOT_ENDED, ErrorCode.UNPROCESSABLE), when_locked=True),
    _post("extend_wrap_up", "/calls/{call_id}/wrap-up/extensions", "A minute more for the wrap-up", NoBody,
          Written[calls.Call], refusals=(ErrorCode.CONFLICT,), when_locked=True),
    _get("callbacks", "/callbacks", "Call-backs that are owed", Page[calls.Callback], query=calls.CallbackQuery),
    _post("promise_callback", "/callbacks", "Promise to ring back", calls.CallbackDraft, Written[calls.Callback],
          status=201, refusals=(ErrorCode.UNPROCESSABLE,)),
    _post("settle_callback", "/callbacks/{callback_id}/done", "The call-back was made", calls.CallbackDone,
          Written[calls.Callback], refusals=(ErrorCode.CONFLICT,)),
    _post("block_number", "/blocked-numbers", "Refuse calls from a number", calls.BlockDraft, Written[Done],
          roles=LEADS, status=201, refusals=(ErrorCode.UNPROCESSABLE,)),
    _delete("unblock_number", "/blocked-numbers/{number}", "Take its calls again", Written[Done], roles=LEADS,
            key=Key.OPTIONAL),
    _post("cti", "/cti/{token}", "Push messages of a telephone exchange", cti.CtiEvent, cti.CtiAnswer,
          roles=PUBLIC, key=Key.NONE),
)  # fmt: skip

_REMEDIES = (
    _get("situation", "/customers/{customer_id}/situation", "What the actions' rules look at",
         remedies.Situation, query=remedies.SituationQuery),
    _post("preview_action", "/actions/preview", "A dry run: the exact effect of an action, or what is in its way",
          remedies.RemedyDraft, remedies.Preview, key=Key.NONE),
    _post("order_remedy", "/remedies", "Carry out an action, or ask for approval; If-Match is the situation's ETag",
          remedies.RemedyDraft, Written[remedies.Remedy], status=201, key=Key.REQUIRED, guard=Guard.REQUIRED,
          refusals=(ErrorCode.ACTION_BARRED, ErrorCode.OVER_AUTHORITY, ErrorCode.UNPROCESSABLE)),
    _get("remedies", "/remedies", "Remedies, newest first", Page[remedies.Remedy], query=remedies.RemedyQuery),
    _get("remedy", "/remedies/{remedy_id}", "A remedy", remedies.Remedy),
    _post("undo_remedy", "/remedies/{remedy_id}/undo", "Take it back before it is handed over", NoBody,
          Written[remedies.Remedy], key=Key.REQUIRED, guard=Guard.REQUIRED, refusals=(ErrorCode.CONFLICT,)),
    _post("withdraw_remedy", "/remedies/{remedy_id}/withdraw", "No approval is needed any more", NoBody,
          Written[remedies.Remedy], key=Key.REQUIRED, guard=Guard.REQUIRED, refusals=(ErrorCode.CONFLICT,)),
    _post("reverse_remedy", "/remedies/{remedy_id}/reverse", "Reverse what was done", NoBody,
          Written[remedies.Remedy], status=201, key=Key.REQUIRED, guard=Guard.REQUIRED,
          refusals=(ErrorCode.CONFLICT, ErrorCode.ACTION_BARRED)),
    _post("decide_remedy", "/remedies/{remedy_id}/decision", "Approve, approve with less, or decline",
          remedies.ApprovalDecision, Written[remedies.Remedy], roles=LEADS, key=Key.REQUIRED, guard=Guard.REQUIRED,
          refusals=(ErrorCode.CONFLICT, ErrorCode.ACTION_BARRED, ErrorCode.OVER_AUTHORITY, ErrorCode.UNPROCESSABLE)),
    _get("authority", "/authority/me", "What I may decide alone, and what I have", remedies.AuthorityMonth),
    _get("precedents", "/precedents", "What similar cases received", remedies.Precedent,
         query=remedies.PrecedentQuery, refusals=(ErrorCode.UNPROCESSABLE,)),
    _get("remedy_rules", "/remedy-rules", "Limits and criteria in force", remedy_rules.RulesInForce),
    _put("set_remedy_rules", "/remedy-rules", "Set limits and criteria, effective at once",
         remedy_rules.RemedyRules, Written[remedy_rules.RulesInForce], roles=ADMINS, key=Key.OPTIONAL,
         guard=Guard.REQUIRED, refusals=(ErrorCode.UNPROCESSABLE,)),
    _get("macros", "/macros", "Macros", list[macros.Macro]),
    _post("create_macro", "/macros", "Make a macro", macros.MacroDraft, Written[macros.Macro], roles=LEADS,
          status=201, refusals=(ErrorCode.UNPROCESSABLE,)),
    _put("change_macro", "/macros/{macro_id}", "Change a macro", macros.MacroDraft, Written[macros.Macro],
         roles=LEADS, key=Key.OPTIONAL, guard=Guard.REQUIRED, refusals=(ErrorCode.UNPROCESSABLE,)),
    _post("preview_macro", "/macros/{macro_id}/preview", "A dry run of all its steps", macros.MacroRunDraft,
          macros.MacroPreview, key=Key.NONE, refusals=(ErrorCode.UNPROCESSABLE,)),
    _post("run_macro", "/macros/{macro_id}/runs", "Run it step by step; If-Match is the situation's ETag",
          macros.MacroRunDraft, Written[macros.MacroRun], status=201, key=Key.REQUIRED, guard=Guard.REQUIRED,
          refusals=(ErrorCode.CONFLICT, ErrorCode.UNPROCESSABLE)),
    _get("macro_run", "/macro-runs/{run_id}", "A run and what became of its steps", macros.MacroRun),
    _post("continue_macro", "/macro-runs/{run_id}/continue", "Fill in what was missing and go on",
          macros.MacroInput, Written[macros.MacroRun], key=Key.REQUIRED, guard=Guard.REQUIRED,
          refusals=(ErrorCode.CONFLICT, ErrorCode.UNPROCESSABLE)),
)  # fmt: skip

_EXECUTORS = (
    _get("executors", "/executors", "The systems that carry remedies out", list[executors.Executor], roles=LEADS),
    _put("set_executor", "/executors/{name}", "Where an executor is; a new secret is shown this once",
         executors.ExecutorDraft, Written[executors.Executor], roles=ADMINS, refusals=(ErrorCode.UNPROCESSABLE,)),
    _post("executor_answer", "/executors/{name}/answers", "What an executor has done; signed by it",
          remedies.ExecutorAnswer, Done, roles=PUBLIC, key=Key.NONE,
          refusals=(ErrorCode.NOT_SIGNED_IN, ErrorCode.CONFLICT)),
    _get("dead_deliveries", "/deliveries", "Commands that were given up", Page[executors.DeadDelivery],
         query=executors.DeadDeliveryQuery, roles=ADMINS),
    _post("replay_delivery", "/deliveries/{delivery_id}/replay", "Send a given-up command again, under its key",
          NoBody, Done, roles=ADMINS, refusals=(ErrorCode.CONFLICT,)),
)  # fmt: skip

_OTHERS = (
    _get("command", "/commands/{key}", "What became of a write, by its Idempotency-Key", commands.CommandFate,
         query=commands.CommandQuery, refusals=(ErrorCode.UNPROCESSABLE,)),
    _delete("withdraw_command", "/commands/{key}", "Keep a write that has not come from happening",
            commands.CommandFate, query=commands.CommandQuery, refusals=(ErrorCode.UNPROCESSABLE,)),
    _get("search", "/search", "Search everything", search.SearchAnswer, query=search.SearchQuery),
    _post("ingest", "/ingest", "Facts from the shop, as CloudEvents", list[ingest.CloudEvent],
          ingest.IngestAnswer, roles=PUBLIC, key=Key.NONE, body_limit=8 * 1024 * 1024,
          media_type="application/cloudevents-batch+json"),
    _get("events", "/events", "The live feed (server-sent events)", feed.FeedItem, query=feed.FeedQuery,
         media_type="text/event-stream", background=True, when_locked=True),
    _get("health", "/health", "Whether the server can work", Done, roles=PUBLIC, background=True),
    _get("openapi", "/openapi.json", "This interface, described", dict[str, Any], roles=PUBLIC,
         background=True),
)  # fmt: skip

ENDPOINTS: dict[str, Endpoint] = {
    endpoint.name: endpoint
    for endpoint in (*_SESSIONS, *_AGENTS, *_QUEUES, *_CUSTOMERS, *_TICKETS, *_CALLS, *_REMEDIES, *_EXECUTORS, *_OTHERS)
}


def path_parameters(endpoint: Endpoint) -> Iterator[str]:
    """The names in braces of an endpoint's path, in order."""
    for part in endpoint.path.split("/"):
        if part.startswith("{"):
            yield part[1:-1]
