"""The URL paths of queues as leads steer them; a part of the table in ``routes.py``."""

from desk.contract import assignment, board, floor, listening, service, telephony, tickets, views, wall
from desk.contract.base import Done, NoBody, Written
from desk.contract.endpoint import ADMINS, LEADS, Endpoint, Guard, Key, delete, get, post, put
from desk.contract.errors import ErrorCode

_CLOCKS = (
    get("clocks", "/tickets/{ticket_id}/clocks", "What was promised about a ticket, and what is left",
        list[service.ServiceClock]),
    post("merge_ticket", "/tickets/{ticket_id}/merge", "It is the same piece of work as another, which stays",
         tickets.TicketMerge, Written[tickets.Ticket], guard=Guard.REQUIRED,
         refusals=(ErrorCode.CONFLICT, ErrorCode.UNPROCESSABLE)),
    post("unmerge_ticket", "/tickets/{ticket_id}/unmerge", "It is a piece of work of its own again",
         NoBody, Written[tickets.Ticket], guard=Guard.REQUIRED,
         refusals=(ErrorCode.CONFLICT, ErrorCode.MERGED_FOR_GOOD)),
)  # fmt: skip

_VIEWS = (
    get("views", "/views", "The views that I see, in their order", list[views.View]),
    post("create_view", "/views", "Save a view", views.ViewDraft, Written[views.View], status=201,
         refusals=(ErrorCode.UNPROCESSABLE, ErrorCode.CONFLICT)),
    put("change_view", "/views/{view_id}", "Change a view", views.ViewDraft, Written[views.View], key=Key.OPTIONAL,
        guard=Guard.REQUIRED, refusals=(ErrorCode.UNPROCESSABLE,)),
    delete("drop_view", "/views/{view_id}", "Throw a view away", Written[Done], key=Key.OPTIONAL),
    get("view_counts", "/views/counts", "How many tickets each of my views has", views.ViewCounts, background=True),
    post("list_tickets", "/tickets/list", "A list by any filter, in any order", views.ListDraft, views.TicketList,
         key=Key.NONE, refusals=(ErrorCode.UNPROCESSABLE,)),
)  # fmt: skip

_ASSIGNMENT = (
    get("assignment_rules", "/assignment-rules", "How work is given out", assignment.AssignmentRulesInForce),
    put("set_assignment_rules", "/assignment-rules", "Set how work is given out, effective at once",
        assignment.AssignmentRules, Written[assignment.AssignmentRulesInForce], roles=ADMINS, key=Key.OPTIONAL,
        guard=Guard.REQUIRED, refusals=(ErrorCode.UNPROCESSABLE,)),
    get("profiles", "/agents/profiles", "What people can do and carry", list[assignment.AgentProfile]),
    put("set_profile", "/agents/{user_id}/profile", "What somebody can do and carries", assignment.Profile,
        Written[assignment.AgentProfile], roles=LEADS, key=Key.OPTIONAL, guard=Guard.REQUIRED,
        refusals=(ErrorCode.UNPROCESSABLE,)),
    get("explanation", "/tickets/{ticket_id}/assignment", "Why a ticket is where it is", assignment.Explanation),
)  # fmt: skip

_BOARD = (
    get("cards", "/board/cards", "Open tickets as cards, by id", board.Cards, query=board.CardQuery,
        background=True, refusals=(ErrorCode.UNPROCESSABLE,)),
    get("pace", "/board/pace", "How fast queues and people work", board.Pace, background=True),
    get("rebalance", "/board/rebalance", "Which cards had better be somebody else's", board.Rebalance,
        query=board.RebalanceQuery, roles=LEADS, refusals=(ErrorCode.UNPROCESSABLE,)),
    post("move_tickets", "/moves", "Change many tickets, each by itself", board.MoveDraft, Written[board.Move],
         roles=LEADS, status=201),
    get("move", "/moves/{move_id}", "A move and what became of each ticket", board.Move, roles=LEADS),
    post("undo_move", "/moves/{move_id}/undo", "Take a move back", NoBody, Written[board.Move], roles=LEADS,
         guard=Guard.REQUIRED, refusals=(ErrorCode.CONFLICT,)),
)  # fmt: skip

_WALL = (
    get("wall", "/wall", "How the floor stands", wall.Wall, background=True),
    get("thresholds", "/wall/thresholds", "From where on it is a warning, and an alarm", wall.ThresholdsInForce),
    put("set_thresholds", "/wall/thresholds", "Set them, effective at once", wall.Thresholds,
        Written[wall.ThresholdsInForce], roles=LEADS, key=Key.OPTIONAL, guard=Guard.REQUIRED,
        refusals=(ErrorCode.UNPROCESSABLE,)),
    post("claim_alarm", "/wall/alarms/{alarm_id}/claim", "I take care of it", NoBody, Written[wall.Alarm],
         roles=LEADS, refusals=(ErrorCode.ALREADY_CLAIMED, ErrorCode.CONFLICT)),
)  # fmt: skip

_FLOOR = (
    get("floor", "/floor", "Everybody's state, work and day", list[floor.AgentFloor], roles=LEADS, background=True),
    get("whispers", "/whispers", "Words from and to me, the newest first, a day back", list[floor.Whisper],
        background=True),
    post("whisper", "/whispers", "A word to a colleague", floor.WhisperDraft, Written[floor.Whisper], status=201,
         refusals=(ErrorCode.UNPROCESSABLE,)),
    post("read_whisper", "/whispers/{whisper_id}/read", "I have read it", NoBody, Written[floor.Whisper]),
    get("helps", "/helps", "Help that is asked for or going on: all for leads, mine for others", list[floor.Help],
        background=True),
    post("ask_help", "/helps", "I need help", floor.HelpDraft, Written[floor.Help], status=201,
         refusals=(ErrorCode.UNPROCESSABLE, ErrorCode.CONFLICT)),
    post("join_help", "/helps/{help_id}/join", "I come", NoBody, Written[floor.Help], roles=LEADS,
         refusals=(ErrorCode.CONFLICT,)),
    post("say_in_help", "/helps/{help_id}/lines", "A line beside the ticket", floor.HelpWords, Written[floor.Help],
         status=201, refusals=(ErrorCode.CONFLICT,)),
    post("end_help", "/helps/{help_id}/end", "No help is needed any more", NoBody, Written[floor.Help],
         refusals=(ErrorCode.CONFLICT,)),
    get("broadcasts", "/broadcasts", "Words for many that hold, the newest first", list[floor.Broadcast],
        background=True),
    post("broadcast", "/broadcasts", "Say something to many", floor.BroadcastDraft, Written[floor.Broadcast],
         roles=LEADS, status=201, refusals=(ErrorCode.UNPROCESSABLE,)),
    post("read_broadcast", "/broadcasts/{broadcast_id}/read", "I have read it", NoBody, Written[floor.Broadcast]),
    get("sick_preview", "/agents/{user_id}/sick-call", "What is on somebody who has fallen ill", floor.SickPreview,
        query=floor.SickQuery, roles=LEADS, refusals=(ErrorCode.UNPROCESSABLE,)),
    post("sick_call", "/agents/{user_id}/sick-call", "Somebody is ill: everything goes to others in one step",
         floor.SickCall, Written[floor.SickAnswer], roles=LEADS, status=201,
         refusals=(ErrorCode.UNPROCESSABLE, ErrorCode.CONFLICT)),
)  # fmt: skip

_LISTENING = (
    get("listenings", "/listenings", "Who listens to whom, or did a moment ago: all for leads, mine for others",
        list[listening.Listening], background=True),
    post("listen", "/listenings", "Listen to a colleague's call, who sees it", listening.ListenDraft,
         Written[listening.Listening], roles=LEADS, status=201,
         refusals=(ErrorCode.UNPROCESSABLE, ErrorCode.NO_CALL, ErrorCode.NO_EXTENSION, ErrorCode.NO_SWITCH,
                   ErrorCode.ALREADY_LISTENING)),
    post("stop_listening", "/listenings/{listening_id}/stop", "I listen no more", NoBody, Written[listening.Listening],
         roles=LEADS),
)  # fmt: skip

_TELEPHONY = (
    get("switches", "/switches", "Telephone systems that are told who is available", list[telephony.Switch],
        roles=LEADS),
    put("set_switch", "/switches/{name}", "Where a telephone system is told; a new secret is shown this once",
        telephony.SwitchDraft, Written[telephony.Switch], roles=ADMINS, refusals=(ErrorCode.UNPROCESSABLE,)),
    delete("drop_switch", "/switches/{name}", "Forget a telephone system and its secrets", Written[Done], roles=ADMINS,
           key=Key.OPTIONAL),
    get("availability", "/availability", "Who is available, and why not", list[telephony.Pause], background=True),
)  # fmt: skip

QUEUE_ROUTES: tuple[Endpoint, ...] = (
    *_CLOCKS, *_VIEWS, *_ASSIGNMENT, *_BOARD, *_WALL, *_FLOOR, *_LISTENING, *_TELEPHONY,
)  # fmt: skip
