"""The table of everything an agent can do by name."""

from desk.client.widgets.command import Command, Topic, Where
from desk.client.widgets.icons import IconName
from desk.client.widgets.language import QT_TRANSLATE_NOOP


def _state(name: str, title: str, keys: str, icon: IconName) -> Command:
    return Command(f"state.{name}", title, (keys,), Topic.STATE, icon=icon)


def _call(name: str, title: str, keys: tuple[str, ...], icon: IconName, number: int = 0) -> Command:
    return Command(f"call.{name}", title, keys, Topic.CALL, icon=icon, number=number)


def _act(name: str, title: str, keys: tuple[str, ...], icon: IconName, number: int = 0) -> Command:
    return Command(f"action.{name}", title, keys, Topic.ACTIONS, icon=icon, number=number, once=True)


def _write(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(name, title, keys, Topic.WRITING, icon=icon)


def _view(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(name, title, keys, Topic.VIEWS, icon=icon)


def _row(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(f"timeline.{name}", title, keys, Topic.HISTORY, icon=icon)


def _shift(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(f"shifts.{name}", title, keys, Topic.SHIFTS, icon=icon)


def _board(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(f"board.{name}", title, keys, Topic.BOARD, icon=icon)


def _day(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(f"day.{name}", title, keys, Topic.DAY, icon=icon)


def _floor(name: str, title: str, keys: tuple[str, ...], icon: IconName, where: Where = Where.DESK) -> Command:
    return Command(name, title, keys, Topic.FLOOR, where, icon, once=True)


def _app(name: str, title: str, keys: tuple[str, ...], icon: IconName, where: Where = Where.DESK) -> Command:
    return Command(name, title, keys, Topic.GENERAL, where, icon)


def _look(name: str, title: str, keys: tuple[str, ...], icon: IconName) -> Command:
    return Command(f"look.{name}", title, keys, Topic.LOOK, Where.ANYWHERE, icon)


# No F9: it is the Hanja key of Korean input methods.
COMMANDS: tuple[Command, ...] = (
    _app("palette.open", QT_TRANSLATE_NOOP("Commands", "Search or run a command"), ("Ctrl+K",), "search"),
    _app("keys.show", QT_TRANSLATE_NOOP("Commands", "Show all keys"), ("?", "F1"), "keyboard"),
    _app("settings.keys", QT_TRANSLATE_NOOP("Commands", "Change keys"), (), "keyboard"),
    _app("outbox.open", QT_TRANSLATE_NOOP("Commands", "Outbox: what is still being sent"), ("Ctrl+Shift+O",), "upload"),
    _app("health.open", QT_TRANSLATE_NOOP("Commands", "Connection details"), ("Ctrl+Shift+H",), "wifi"),
    _app("lock", QT_TRANSLATE_NOOP("Commands", "Lock the screen"), ("Ctrl+L",), "lock", Where.WALL),
    _app("sign_out", QT_TRANSLATE_NOOP("Commands", "Sign out"), (), "logout"),
    _app("quit", QT_TRANSLATE_NOOP("Commands", "Quit Desk"), ("Ctrl+Q",), "x", Where.ANYWHERE),
    _state("available", QT_TRANSLATE_NOOP("Commands", "Ready for calls"), "F2", "phone"),
    _state("break", QT_TRANSLATE_NOOP("Commands", "Take a break"), "F3", "coffee"),
    _state("away", QT_TRANSLATE_NOOP("Commands", "Away, with a reason"), "F4", "clock"),
    _state("on_shift", QT_TRANSLATE_NOOP("Commands", "On shift, no calls"), "Shift+F2", "shift"),
    _call("wrap_up", QT_TRANSLATE_NOOP("Commands", "Wrap up the call"), ("F6",), "wrap-up"),
    _call("extend", QT_TRANSLATE_NOOP("Commands", "One minute more for the wrap-up"), ("Shift+F6",), "clock"),
    _call("callback", QT_TRANSLATE_NOOP("Commands", "Promise a call-back"), ("F7",), "call-back"),
    _call("note", QT_TRANSLATE_NOOP("Commands", "Write the call note"), ("Ctrl+Shift+N",), "call-note"),
    _call("missed", QT_TRANSLATE_NOOP("Commands", "Missed calls"), ("F8",), "phone-missed"),
    _call("callbacks", QT_TRANSLATE_NOOP("Commands", "My call-backs"), ("Shift+F8",), "call-back"),
    *(
        _call(f"code_{n}", QT_TRANSLATE_NOOP("Commands", "Wrap up with code {n}"), (f"Alt+{n}",), "check", n)
        for n in range(1, 10)
    ),
    _call("caller", QT_TRANSLATE_NOOP("Commands", "Show who is calling"), ("Ctrl+O",), "phone-in"),
    *(
        _act(f"{n}", QT_TRANSLATE_NOOP("Commands", "Carry out action {n}"), (f"Ctrl+Alt+{n}",), "heart", n)
        for n in range(1, 10)
    ),
    _act("list", QT_TRANSLATE_NOOP("Commands", "Go to the actions"), ("Ctrl+E",), "heart"),
    _act("macro", QT_TRANSLATE_NOOP("Commands", "Choose a macro"), ("Ctrl+Shift+E",), "play"),
    _act("undo", QT_TRANSLATE_NOOP("Commands", "Undo the last remedy"), ("Ctrl+Alt+Z",), "undo"),
    _act("month", QT_TRANSLATE_NOOP("Commands", "My authority this month"), (), "money"),
    _write("write.reply", QT_TRANSLATE_NOOP("Commands", "Write a reply"), ("Ctrl+Shift+R",), "reply"),
    _write("write.note", QT_TRANSLATE_NOOP("Commands", "Write a note"), ("Ctrl+Shift+M",), "note"),
    _write("write.template", QT_TRANSLATE_NOOP("Commands", "Put in ready words"), ("Ctrl+Shift+T",), "template"),
    _write("write.file", QT_TRANSLATE_NOOP("Commands", "Send a file along"), ("Ctrl+Shift+A",), "attach"),
    _write("ticket.choose", QT_TRANSLATE_NOOP("Commands", "Choose a ticket"), ("Ctrl+T",), "ticket"),
    _write("ticket.new", QT_TRANSLATE_NOOP("Commands", "Begin a new ticket"), (), "plus"),
    _write("customer.search", QT_TRANSLATE_NOOP("Commands", "Search in this history"), ("Ctrl+F",), "search"),
    _write("customer.remark", QT_TRANSLATE_NOOP("Commands", "Add a note for everybody"), ("Ctrl+Shift+I",), "heart"),
    _write("customer.merge", QT_TRANSLATE_NOOP("Commands", "Merge with another record"), (), "merge"),
    _write(
        "customer.survivor",
        QT_TRANSLATE_NOOP("Commands", "Go to the record this one was merged into"),
        ("Ctrl+Shift+P",),
        "merge",
    ),
    _view("customer.close", QT_TRANSLATE_NOOP("Commands", "Back to the overview"), ("Ctrl+W",), "x"),
    _row("older_hit", QT_TRANSLATE_NOOP("Commands", "Older hit"), ("Ctrl+G",), "chevron-up"),
    _row("newer_hit", QT_TRANSLATE_NOOP("Commands", "Newer hit"), ("Ctrl+Shift+G",), "chevron-down"),
    _row("rows", QT_TRANSLATE_NOOP("Commands", "Read the history"), ("Ctrl+J",), "history"),
    _row("newest", QT_TRANSLATE_NOOP("Commands", "Go to the newest entry"), ("Ctrl+End",), "arrow-down"),
    _row("oldest", QT_TRANSLATE_NOOP("Commands", "Go to the oldest entry"), ("Ctrl+Home",), "arrow-up"),
    _row("when", QT_TRANSLATE_NOOP("Commands", "Go to a day, or see it as it was then"), (), "calendar-clock"),
    _row("now", QT_TRANSLATE_NOOP("Commands", "Back to now"), (), "undo"),
    _row("fold", QT_TRANSLATE_NOOP("Commands", "Show more or less of the entry"), (), "unfold"),
    _row("pin", QT_TRANSLATE_NOOP("Commands", "Pin or unpin the entry"), ("P",), "pin"),
    _row("copy_text", QT_TRANSLATE_NOOP("Commands", "Copy the entry's text"), ("C",), "copy"),
    _row("copy_link", QT_TRANSLATE_NOOP("Commands", "Copy the entry's link"), ("L",), "link"),
    _row("copy_number", QT_TRANSLATE_NOOP("Commands", "Copy the entry's phone number"), ("N",), "phone"),
    _row("ticket", QT_TRANSLATE_NOOP("Commands", "Open the entry's ticket"), ("O",), "external"),
    _shift("whose", QT_TRANSLATE_NOOP("Commands", "Everybody's shifts, or my own"), ("V",), "calendar-clock"),
    _shift("before", QT_TRANSLATE_NOOP("Commands", "Earlier days"), ("Alt+PgUp",), "chevron-left"),
    _shift("after", QT_TRANSLATE_NOOP("Commands", "Later days"), ("Alt+PgDown",), "chevron-right"),
    _shift("today", QT_TRANSLATE_NOOP("Commands", "Today"), ("T",), "calendar"),
    _shift("closer", QT_TRANSLATE_NOOP("Commands", "Closer"), ("+", "="), "plus"),
    _shift("farther", QT_TRANSLATE_NOOP("Commands", "Farther"), ("-",), "minus"),
    _shift("find", QT_TRANSLATE_NOOP("Commands", "Find somebody"), ("/",), "search"),
    _shift("matters", QT_TRANSLATE_NOOP("Commands", "Only who matters now"), ("M",), "alert"),
    _shift("earlier", QT_TRANSLATE_NOOP("Commands", "Move it earlier"), ("Alt+Left",), "chevron-left"),
    _shift("later", QT_TRANSLATE_NOOP("Commands", "Move it later"), ("Alt+Right",), "chevron-right"),
    _shift("shorter", QT_TRANSLATE_NOOP("Commands", "Make it shorter"), ("Alt+Shift+Left",), "minus"),
    _shift("longer", QT_TRANSLATE_NOOP("Commands", "Make it longer"), ("Alt+Shift+Right",), "plus"),
    _shift("split", QT_TRANSLATE_NOOP("Commands", "Split it"), ("S",), "merge"),
    _shift("activity", QT_TRANSLATE_NOOP("Commands", "Say what it is for"), ("A",), "edit"),
    _shift("remove", QT_TRANSLATE_NOOP("Commands", "Cancel the shift"), ("Del",), "trash"),
    _shift("undo", QT_TRANSLATE_NOOP("Commands", "Undo the last change of a shift"), ("Ctrl+Z",), "undo"),
    _shift("redo", QT_TRANSLATE_NOOP("Commands", "Do it again"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    _shift("print", QT_TRANSLATE_NOOP("Commands", "Print day sheet"), ("Ctrl+P",), "print"),
    _shift("side", QT_TRANSLATE_NOOP("Commands", "What stands beside the shifts"), ("B",), "users"),
    _view("board.show", QT_TRANSLATE_NOOP("Commands", "Show the board"), ("Ctrl+B",), "queue"),
    _board("move", QT_TRANSLATE_NOOP("Commands", "Move the cards to…"), ("M", "Ctrl+M"), "transfer"),
    _board("edit", QT_TRANSLATE_NOOP("Commands", "Change several cards at once"), ("E",), "edit"),
    _board("find", QT_TRANSLATE_NOOP("Commands", "Find a card"), ("/",), "search"),
    _board("undo", QT_TRANSLATE_NOOP("Commands", "Undo the last move of cards"), ("Ctrl+Z",), "undo"),
    _board("all", QT_TRANSLATE_NOOP("Commands", "Select the whole column"), ("Ctrl+A",), "check"),
    _board("rebalance", QT_TRANSLATE_NOOP("Commands", "Propose a rebalancing"), ("B",), "merge"),
    _board("fold", QT_TRANSLATE_NOOP("Commands", "Fold or unfold the column"), ("F",), "fold"),
    _board("column", QT_TRANSLATE_NOOP("Commands", "What can be done with the column"), ("Shift+F10",), "more"),
    _board("group", QT_TRANSLATE_NOOP("Commands", "Next kind of columns"), ("G",), "queue"),
    _board("sort", QT_TRANSLATE_NOOP("Commands", "Next order of cards"), ("S",), "sort"),
    _day("open", QT_TRANSLATE_NOOP("Commands", "My day: now and next"), ("Shift+F4",), "calendar-clock"),
    _day("lunch", QT_TRANSLATE_NOOP("Commands", "May I go to lunch now?"), ("Shift+F3",), "coffee"),
    _day("rest", QT_TRANSLATE_NOOP("Commands", "May I take a break now?"), ("Ctrl+F3",), "timer"),
    _day("hand_over", QT_TRANSLATE_NOOP("Commands", "Hand over at the end of my shift"), ("Shift+F7",), "transfer"),
    _day("swap", QT_TRANSLATE_NOOP("Commands", "Swap or give away a shift"), (), "transfer"),
    _day("leave", QT_TRANSLATE_NOOP("Commands", "Ask for leave"), (), "calendar"),
    _day("take", QT_TRANSLATE_NOOP("Commands", "Take the hours that are offered"), ("Ctrl+Shift+Y",), "check"),
    _floor("floor.help", QT_TRANSLATE_NOOP("Commands", "Ask a lead for help, or go to the talk"), ("F10",), "help"),
    _floor("floor.join", QT_TRANSLATE_NOOP("Commands", "Go to who asks for help"), ("Ctrl+F10",), "users"),
    _floor("floor.end_help", QT_TRANSLATE_NOOP("Commands", "No more help is needed"), ("Ctrl+Shift+F10",), "check"),
    _floor("floor.read", QT_TRANSLATE_NOOP("Commands", "I have read it: word or notice"), ("F12",), "check-circle"),
    _floor("floor.whisper", QT_TRANSLATE_NOOP("Commands", "A word to a colleague"), ("Ctrl+Shift+W",), "chat"),
    _floor("floor.broadcast", QT_TRANSLATE_NOOP("Commands", "A notice to many"), ("Ctrl+Shift+F12",), "bell"),
    _floor("floor.stop_listening", QT_TRANSLATE_NOOP("Commands", "Stop listening"), ("Ctrl+Shift+F11",), "headset"),
    _floor("floor.sick_call", QT_TRANSLATE_NOOP("Commands", "Somebody is ill"), (), "user"),
    _floor("wall.full_screen", QT_TRANSLATE_NOOP("Commands", "Wall, full screen"), ("F11",), "chart", Where.WALL),
    _floor("wall.show", QT_TRANSLATE_NOOP("Commands", "Show the wall"), (), "chart"),
    _floor("wall.claim", QT_TRANSLATE_NOOP("Commands", "Take the oldest alarm"), ("Ctrl+F11",), "alert"),
    _look("theme", QT_TRANSLATE_NOOP("Commands", "Switch between light and dark"), ("Ctrl+Shift+D",), "moon"),
    _look("density", QT_TRANSLATE_NOOP("Commands", "Switch between comfortable and compact"), (), "sort"),
    _look("language", QT_TRANSLATE_NOOP("Commands", "한국어 / English"), ("Ctrl+Shift+L",), "globe"),
    _look("larger", QT_TRANSLATE_NOOP("Commands", "Larger text"), ("Ctrl++", "Ctrl+="), "plus"),
    _look("smaller", QT_TRANSLATE_NOOP("Commands", "Smaller text"), ("Ctrl+-",), "minus"),
    _look("normal_size", QT_TRANSLATE_NOOP("Commands", "Normal text size"), ("Ctrl+0",), "refresh"),
)
