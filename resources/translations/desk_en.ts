<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ActionForm</name>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlarmList</name>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <translation>
            <numerusform>%n alarm</numerusform>
            <numerusform>%n alarms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlarmToast</name>
    <message numerus="yes">
        <source>%n more</source>
        <comment>alarms that nobody has</comment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApprovalsPanel</name>
    <message numerus="yes">
        <source>Prepared overnight (%n)</source>
        <translation>
            <numerusform>Prepared overnight (%n)</numerusform>
            <numerusform>Prepared overnight (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuthorityPopover</name>
    <message numerus="yes">
        <source>What I decided (%n)</source>
        <translation>
            <numerusform>What I decided (%n)</numerusform>
            <numerusform>What I decided (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallOutsPage</name>
    <message numerus="yes">
        <source>Offer it to %n people</source>
        <extracomment>Agents missing that are worth calling somebody for; so many gaps are offered.</extracomment>
        <translation>
            <numerusform>Offer it to %n person</numerusform>
            <numerusform>Offer it to %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallerWords</name>
    <message numerus="yes">
        <source>%n open ticket(s)</source>
        <translation>
            <numerusform>%n open ticket</numerusform>
            <numerusform>%n open tickets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CustomerHead</name>
    <message numerus="yes">
        <source>%n order(s)</source>
        <translation>
            <numerusform>%n order</numerusform>
            <numerusform>%n orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CustomerPanel</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{item} and %n more</source>
        <translation>
            <numerusform>{item} and %n more</numerusform>
            <numerusform>{item} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message numerus="yes">
        <source>%n shifts are published; those concerned hear of it.</source>
        <translation>
            <numerusform>%n shift is published; those concerned hear of it.</numerusform>
            <numerusform>%n shifts are published; those concerned hear of it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Shorter notice than %n days needs a reason.</source>
        <translation>
            <numerusform>Shorter notice than %n day needs a reason.</numerusform>
            <numerusform>Shorter notice than %n days needs a reason.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntryWords</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>%n day late</numerusform>
            <numerusform>%n days late</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n instalments</source>
        <translation>
            <numerusform>%n instalment</numerusform>
            <numerusform>%n instalments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExecutorsBanner</name>
    <message numerus="yes">
        <source>%n more system(s) need a look.</source>
        <extracomment>What an administrator types on the server.</extracomment>
        <translation>
            <numerusform>%n more system needs a look.</numerusform>
            <numerusform>%n more systems need a look.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n command(s) to {name} were given up.</source>
        <translation>
            <numerusform>%n command to {name} was given up.</numerusform>
            <numerusform>%n commands to {name} were given up.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n command(s) wait.</source>
        <translation>
            <numerusform>%n command waits.</numerusform>
            <numerusform>%n commands wait.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExplanationCard</name>
    <message numerus="yes">
        <source>Number %n in the line</source>
        <translation>
            <numerusform>Number %n in the line</numerusform>
            <numerusform>Number %n in the line</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FloorNotes</name>
    <message numerus="yes">
        <source>%n more ask(s) for help</source>
        <translation>
            <numerusform>%n more asks for help</numerusform>
            <numerusform>%n more ask for help</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more to read</source>
        <translation>
            <numerusform>%n more to read</numerusform>
            <numerusform>%n more to read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FloorWords</name>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <translation>
            <numerusform>%n ticket</numerusform>
            <numerusform>%n tickets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandOverBanner</name>
    <message numerus="yes">
        <source>%n thing(s) are still open.</source>
        <translation>
            <numerusform>%n thing is still open.</numerusform>
            <numerusform>%n things are still open.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandOverSheet</name>
    <message numerus="yes">
        <source>%n still open</source>
        <translation>
            <numerusform>%n still open</numerusform>
            <numerusform>%n still open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) with you and come back with your next shift.</source>
        <translation>
            <numerusform>%n stays with you and comes back with your next shift.</numerusform>
            <numerusform>%n stay with you and come back with your next shift.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthPill</name>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>%n to send</numerusform>
            <numerusform>%n to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to decide</source>
        <translation>
            <numerusform>%n to decide</numerusform>
            <numerusform>%n to decide</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message numerus="yes">
        <source>%n left behind</source>
        <comment>things</comment>
        <translation>
            <numerusform>%n left behind</numerusform>
            <numerusform>%n left behind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeaveForm</name>
    <message numerus="yes">
        <source>%n of my shifts lie in it: {days}.</source>
        <translation>
            <numerusform>%n of my shifts lies in it: {days}.</numerusform>
            <numerusform>%n of my shifts lie in it: {days}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeftSheet</name>
    <message numerus="yes">
        <source>%n still open</source>
        <translation>
            <numerusform>%n still open</numerusform>
            <numerusform>%n still open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListHead</name>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <translation>
            <numerusform>%n ticket</numerusform>
            <numerusform>%n tickets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message numerus="yes">
        <source>%n thing(s) you owe have nobody else. Unlock to hand them over.</source>
        <translation>
            <numerusform>%n thing you owe has nobody else. Unlock to hand it over.</numerusform>
            <numerusform>%n things you owe have nobody else. Unlock to hand them over.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MyRows</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxDrawer</name>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PaletteContent</name>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PinnedStrip</name>
    <message numerus="yes">
        <source>%n more pinned</source>
        <translation>
            <numerusform>%n more pinned</numerusform>
            <numerusform>%n more pinned</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromiseWords</name>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProposeCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProposeWords</name>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n breaches of the law</source>
        <translation>
            <numerusform>%n breach of the law</numerusform>
            <numerusform>%n breaches of the law</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueWords</name>
    <message numerus="yes">
        <source>%n not here</source>
        <translation>
            <numerusform>%n not here</numerusform>
            <numerusform>%n not here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on a break</source>
        <translation>
            <numerusform>%n on a break</numerusform>
            <numerusform>%n on a break</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on a call</source>
        <translation>
            <numerusform>%n on a call</numerusform>
            <numerusform>%n on a call</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with full hands</source>
        <translation>
            <numerusform>%n with full hands</numerusform>
            <numerusform>%n with full hands</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with work not yet begun</source>
        <translation>
            <numerusform>%n with work not yet begun</numerusform>
            <numerusform>%n with work not yet begun</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without the skill</source>
        <translation>
            <numerusform>%n without the skill</numerusform>
            <numerusform>%n without the skill</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n leaving soon</source>
        <translation>
            <numerusform>%n leaving soon</numerusform>
            <numerusform>%n leaving soon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n had it before</source>
        <translation>
            <numerusform>%n had it before</numerusform>
            <numerusform>%n had it before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>helped the customer %n day(s) ago</source>
        <translation>
            <numerusform>helped the customer %n day ago</numerusform>
            <numerusform>helped the customer %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hard one(s) today</source>
        <translation>
            <numerusform>%n hard one today</numerusform>
            <numerusform>%n hard ones today</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reception</name>
    <message numerus="yes">
        <source>%n still to be sent</source>
        <translation>
            <numerusform>%n still to be sent</numerusform>
            <numerusform>%n still to be sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemedyWords</name>
    <message numerus="yes">
        <source>%n similar case(s)</source>
        <translation>
            <numerusform>%n similar case</numerusform>
            <numerusform>%n similar cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RequestWords</name>
    <message numerus="yes">
        <source>%n seat(s) left</source>
        <translation>
            <numerusform>%n seat left</numerusform>
            <numerusform>%n seats left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RingCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleWords</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SickSheet</name>
    <message numerus="yes">
        <source>Done. %n thing(s) could not be moved.</source>
        <translation>
            <numerusform>Done. %n thing could not be moved.</numerusform>
            <numerusform>Done. %n things could not be moved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) go back to their queue unless somebody is chosen.</source>
        <translation>
            <numerusform>%n thing goes back to its queue unless somebody is chosen.</numerusform>
            <numerusform>%n things go back to their queue unless somebody is chosen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SideColumn</name>
    <message numerus="yes">
        <source>last score {score} of 5, %n answer(s)</source>
        <translation>
            <numerusform>last score {score} of 5, %n answer</numerusform>
            <numerusform>last score {score} of 5, %n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n command(s) wait for your decision</source>
        <translation>
            <numerusform>%n command waits for your decision</numerusform>
            <numerusform>%n commands wait for your decision</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept here, sent later</source>
        <translation>
            <numerusform>%n kept here, sent later</numerusform>
            <numerusform>%n kept here, sent later</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %n</source>
        <translation>
            <numerusform>Sending %n</numerusform>
            <numerusform>Sending %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StoryWords</name>
    <message numerus="yes">
        <source>{what} and %n more</source>
        <translation>
            <numerusform>{what} and %n more</numerusform>
            <numerusform>{what} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuggestionsPage</name>
    <message numerus="yes">
        <source>%n more: {names}</source>
        <translation>
            <numerusform>%n more: {names}</numerusform>
            <numerusform>%n more: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offer extra hours to %n people</source>
        <translation>
            <numerusform>Offer extra hours to %n person</numerusform>
            <numerusform>Offer extra hours to %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offer to leave early to %n people</source>
        <translation>
            <numerusform>Offer to leave early to %n person</numerusform>
            <numerusform>Offer to leave early to %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Time for training for %n people</source>
        <translation>
            <numerusform>Time for training for %n person</numerusform>
            <numerusform>Time for training for %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SwitchCard</name>
    <message numerus="yes">
        <source>%n to be told</source>
        <translation>
            <numerusform>%n to be told</numerusform>
            <numerusform>%n to be told</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeWords</name>
    <message numerus="yes">
        <source>%n s</source>
        <comment>seconds, short</comment>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <comment>minutes, short</comment>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <comment>hours, short</comment>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineBar</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message numerus="yes">
        <source>Publish %n</source>
        <comment>shifts</comment>
        <extracomment>What gives way where there is little room, the first one first.</extracomment>
        <translation>
            <numerusform>Publish %n</numerusform>
            <numerusform>Publish %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnseenStrip</name>
    <message numerus="yes">
        <source>%n new message(s) came while you were writing</source>
        <extracomment>So much of the window&apos;s height, at normal text size, for each message that is shown; the history holds them all.</extracomment>
        <translation>
            <numerusform>%n new message came while you were writing</numerusform>
            <numerusform>%n new messages came while you were writing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ViewBuilder</name>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <extracomment>While somebody writes, the list follows after so long.</extracomment>
        <translation>
            <numerusform>%n ticket</numerusform>
            <numerusform>%n tickets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WallBoard</name>
    <message numerus="yes">
        <source>%n in 15 min</source>
        <comment>tickets that will miss a target</comment>
        <translation>
            <numerusform>%n in 15 min</numerusform>
            <numerusform>%n in 15 min</numerusform>
        </translation>
    </message>
</context>
</TS>
