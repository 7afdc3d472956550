<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko">
<context>
    <name>AboutPage</name>
    <message>
        <source>About Desk</source>
        <extracomment>name, licence, who</extracomment>
        <translation>Desk 정보</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>버전 {version}</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>정보 복사</translation>
    </message>
    <message>
        <source>Desk is free software under the Apache License 2.0. It comes without any warranty.</source>
        <translation>Desk는 아파치 라이선스 2.0으로 배포되는 자유 소프트웨어이며, 어떠한 보증도 하지 않습니다.</translation>
    </message>
    <message>
        <source>It stands on the work of others</source>
        <translation>함께 쓰는 오픈 소스</translation>
    </message>
</context>
<context>
    <name>ActionForm</name>
    <message>
        <source>Why (optional)</source>
        <translation>사유 (선택)</translation>
    </message>
    <message>
        <source>For the lead and for whoever reads this later</source>
        <translation>책임자와 나중에 볼 동료를 위해</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Ask for approval</source>
        <translation>승인 요청</translation>
    </message>
    <message>
        <source>Fill in: {fields}</source>
        <translation>입력할 것: {fields}</translation>
    </message>
    <message>
        <source>Can be undone for {time}.</source>
        <translation>{time} 동안 되돌릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Cannot be undone.</source>
        <translation>되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>The customer is told: {words}</source>
        <translation>고객 안내: {words}</translation>
    </message>
    <message>
        <source>The customer receives {amount}.</source>
        <translation>고객이 {amount}을 받습니다.</translation>
    </message>
    <message>
        <source>It costs the shop {amount}.</source>
        <translation>비용은 {amount}입니다.</translation>
    </message>
    <message>
        <source>It costs nothing.</source>
        <translation>비용이 들지 않습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n분</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n초</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActionsBox</name>
    <message>
        <source>Looking at what can be done…</source>
        <translation>가능한 조치를 확인하는 중…</translation>
    </message>
    <message>
        <source>No connection. As it was {time}; what you order is sent later.</source>
        <translation>연결이 끊겼습니다. {time} 기준이며, 지금 누른 조치는 연결된 뒤에 보냅니다.</translation>
    </message>
</context>
<context>
    <name>AlarmList</name>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <translation>
            <numerusform>알람 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>No alarm: everything is within its limits.</source>
        <translation>알람 없음: 모두 기준 안에 있습니다.</translation>
    </message>
</context>
<context>
    <name>AlarmRow</name>
    <message>
        <source>I take it</source>
        <translation>제가 맡을게요</translation>
    </message>
</context>
<context>
    <name>AlarmToast</name>
    <message>
        <source>I take it</source>
        <extracomment>What was called for when somebody closed the toast.</extracomment>
        <translation>제가 맡을게요</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <comment>alarms that nobody has</comment>
        <translation>
            <numerusform>외 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} has taken that alarm already.</source>
        <translation>이미 {name} 님이 맡으신 알람입니다.</translation>
    </message>
</context>
<context>
    <name>ApprovalsPanel</name>
    <message numerus="yes">
        <source>Prepared overnight (%n)</source>
        <translation>
            <numerusform>밤새 준비된 조치 (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>being decided</source>
        <translation>결정 전송 중</translation>
    </message>
    <message>
        <source>has waited too long</source>
        <translation>오래 기다리는 중</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Nothing waits for your word</source>
        <translation>승인을 기다리는 조치가 없습니다</translation>
    </message>
    <message>
        <source>What is over an agent&apos;s limit appears here at once, with a sound.</source>
        <translation>상담사의 한도를 넘는 조치가 들어오면 소리와 함께 바로 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>승인</translation>
    </message>
    <message>
        <source>What waits</source>
        <translation>기다리는 조치</translation>
    </message>
    <message>
        <source>The whole story</source>
        <translation>전체 내용</translation>
    </message>
</context>
<context>
    <name>AssignmentPage</name>
    <message>
        <source>At most 60 tags.</source>
        <translation>태그는 60개까지입니다.</translation>
    </message>
    <message>
        <source>Giving work out</source>
        <translation>업무 배정</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>What somebody carries</source>
        <translation>한 사람의 업무량</translation>
    </message>
    <message>
        <source>In ordinary tickets, unless their profile says otherwise.</source>
        <translation>보통 티켓 기준입니다. 개인 설정이 있으면 그것을 따릅니다.</translation>
    </message>
    <message>
        <source>Weight of a call</source>
        <translation>통화의 무게</translation>
    </message>
    <message>
        <source>What is left beside it is room for tickets.</source>
        <translation>나머지가 티켓을 맡을 여유가 됩니다.</translation>
    </message>
    <message>
        <source>Weight of a call-back</source>
        <translation>콜백의 무게</translation>
    </message>
    <message>
        <source>Who knows the customer is preferred for</source>
        <translation>고객을 아는 담당자 우선</translation>
    </message>
    <message>
        <source>Days since they last helped; none at 0.</source>
        <translation>마지막으로 도운 뒤 며칠까지인지 정합니다. 0이면 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>Taken back when not begun within</source>
        <translation>시작하지 않으면 회수</translation>
    </message>
    <message>
        <source>Minutes that the queue is served; never at 0.</source>
        <translation>대기열 운영 시간 기준(분)입니다. 0이면 회수하지 않습니다.</translation>
    </message>
    <message>
        <source>Nothing new in the last minutes of a shift</source>
        <translation>퇴근 직전 새 업무 없음</translation>
    </message>
    <message>
        <source>Nothing new during a call</source>
        <translation>통화 중 새 업무 없음</translation>
    </message>
    <message>
        <source> days</source>
        <translation>일</translation>
    </message>
    <message>
        <source> min</source>
        <translation>분</translation>
    </message>
    <message>
        <source>never</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Tags of hard work</source>
        <translation>어려운 업무의 태그</translation>
    </message>
    <message>
        <source>With commas between them; it is spread fairly. Reopened work counts as hard, too.</source>
        <translation>쉼표로 구분합니다. 고르게 나누어 배정하며, 다시 열린 업무도 포함됩니다.</translation>
    </message>
</context>
<context>
    <name>AuthorityPopover</name>
    <message>
        <source>My authority this month</source>
        <extracomment>The criteria belong to the customer; nobody&apos;s authority limits them.</extracomment>
        <translation>이번 달 내 재량</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message numerus="yes">
        <source>What I decided (%n)</source>
        <translation>
            <numerusform>내가 결정한 조치 (%n건)</numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>이번 달</translation>
    </message>
    <message>
        <source>At most {amount} on one case</source>
        <translation>한 건에 {amount}까지</translation>
    </message>
    <message>
        <source>{used} used, no limit</source>
        <translation>{used} 사용, 한도 없음</translation>
    </message>
    <message>
        <source>{used} of {limit}</source>
        <translation>{limit} 중 {used}</translation>
    </message>
    <message>
        <source>Nothing yet this month</source>
        <translation>이번 달에는 아직 없습니다</translation>
    </message>
    <message>
        <source>What you decide stands here.</source>
        <translation>결정한 조치가 여기에 쌓입니다.</translation>
    </message>
</context>
<context>
    <name>Balance</name>
    <message>
        <source>no limit</source>
        <translation>한도 없음</translation>
    </message>
    <message>
        <source>Today</source>
        <comment>before the amount</comment>
        <translation>오늘</translation>
    </message>
    <message>
        <source>yours to give</source>
        <translation>재량</translation>
    </message>
</context>
<context>
    <name>BalanceCard</name>
    <message>
        <source>This week {hours} of {most}</source>
        <translation>이번 주 {hours} / {most}</translation>
    </message>
    <message>
        <source>overtime {hours}</source>
        <translation>연장 {hours}</translation>
    </message>
    <message>
        <source>Carried in 90 days, against my team</source>
        <translation>최근 90일, 우리 팀 평균과 비교</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>늦은 근무</translation>
    </message>
    <message>
        <source>Weekend</source>
        <translation>주말</translation>
    </message>
    <message>
        <source>Holiday</source>
        <translation>휴일</translation>
    </message>
    <message>
        <source>Hard calls</source>
        <translation>힘든 통화</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>BarMenu</name>
    <message>
        <source>Say what it is for…</source>
        <translation>활동 지정…</translation>
    </message>
    <message>
        <source>Make it whole</source>
        <translation>나눈 근무 합치기</translation>
    </message>
    <message>
        <source>Split it</source>
        <translation>근무 나누기</translation>
    </message>
    <message>
        <source>No overtime</source>
        <translation>연장 근무 해제</translation>
    </message>
    <message>
        <source>Count it as overtime</source>
        <translation>연장 근무로 표시</translation>
    </message>
    <message>
        <source>Who could come instead?</source>
        <translation>대신 나올 수 있는 사람</translation>
    </message>
    <message>
        <source>Cancel the shift…</source>
        <translation>근무 취소…</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>First answer</source>
        <extracomment>Nearer than this a promise is in danger; nearer than that the time left is told instead of the hour.</extracomment>
        <translation>최초 응답</translation>
    </message>
    <message>
        <source>Next answer</source>
        <translation>다음 응답</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>해결</translation>
    </message>
    <message>
        <source>Call-back</source>
        <translation>콜백</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>약속</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>낮음</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>High</source>
        <translation>높음</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>긴급</translation>
    </message>
    <message>
        <source>New</source>
        <translation>신규</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>처리 중</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>보류</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>종료</translation>
    </message>
</context>
<context>
    <name>BoardChoosing</name>
    <message>
        <source>selected</source>
        <extracomment>Where the keyboard is, also where a column is empty. In the order in which they were chosen. While a band is drawn.</extracomment>
        <translation>선택됨</translation>
    </message>
</context>
<context>
    <name>BoardPage</name>
    <message>
        <source>#{number} has no customer yet: there is no history to open.</source>
        <extracomment>From this age on what is shown is called old.</extracomment>
        <translation>#{number}에는 아직 연결된 고객이 없어 열어 볼 이력이 없습니다.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>No open tickets</source>
        <translation>처리할 티켓이 없습니다</translation>
    </message>
    <message>
        <source>New ones come by themselves.</source>
        <translation>새 티켓이 들어오면 바로 보입니다.</translation>
    </message>
    <message>
        <source>{count} of {total} read…</source>
        <translation>{total}건 중 {count}건 읽음…</translation>
    </message>
    <message>
        <source>{span} old</source>
        <translation>{span} 전 기준</translation>
    </message>
    <message>
        <source>{count} open, live</source>
        <translation>미결 {count}건 · 실시간</translation>
    </message>
    <message>
        <source>{count} being sent</source>
        <translation>{count}건 전송 중</translation>
    </message>
    <message>
        <source>macro: {done} of {count}</source>
        <translation>매크로 {count}건 중 {done}건 진행</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>보드</translation>
    </message>
</context>
<context>
    <name>BoardPointing</name>
    <message>
        <source>Or drop here</source>
        <extracomment>Near an edge of the view it scrolls while something is dragged. When the mouse has rested for so long, prospects are reckoned with what others did in the meantime. The targets that the mouse is not over are reckoned one after another. The macros that can be run, as ids with names.</extracomment>
        <translation>또는 여기에 놓기</translation>
    </message>
</context>
<context>
    <name>BoardSteering</name>
    <message>
        <source>{name} cannot take it: {why}</source>
        <extracomment>What offers the way back. Tells the results anew, in the language in force. The move that the results tell of.</extracomment>
        <translation>{name}: 맡을 수 없습니다 — {why}</translation>
    </message>
    <message>
        <source>There is nothing that could still be taken back</source>
        <translation>되돌릴 수 있는 이동이 없습니다</translation>
    </message>
    <message>
        <source>At most {most} cards at once; these are {count}</source>
        <translation>한 번에 {most}건까지 옮길 수 있습니다(선택 {count}건)</translation>
    </message>
    <message>
        <source>#{number} stays: {why}</source>
        <translation>#{number}은(는) 그대로입니다: {why}</translation>
    </message>
    <message>
        <source>Taken back: {cards}</source>
        <translation>{cards} 되돌림</translation>
    </message>
    <message>
        <source>{cards} → {where}</source>
        <translation>{cards} → {where}</translation>
    </message>
    <message>
        <source>Changed: {cards}</source>
        <translation>{cards} 변경됨</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Still being sent, so left as they are: {cards}</source>
        <translation>아직 전송 중이라 그대로 두었습니다: {cards}</translation>
    </message>
    <message>
        <source>It waited too long for the server and was not sent: please look at it anew.</source>
        <translation>서버를 너무 오래 기다려 보내지 않았습니다. 지금 상태를 보고 다시 정해 주세요.</translation>
    </message>
    <message>
        <source>It could not be taken back: {why}</source>
        <translation>되돌리지 못했습니다: {why}</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>되돌림</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>변경됨</translation>
    </message>
    <message>
        <source>{done} done, {refused} refused</source>
        <translation>{done}건 완료, {refused}건 거절</translation>
    </message>
    <message>
        <source>Not all of it was done</source>
        <translation>일부는 옮기지 못했습니다</translation>
    </message>
    <message>
        <source>Another macro is still running</source>
        <translation>다른 매크로가 아직 실행 중입니다</translation>
    </message>
    <message>
        <source>“{macro}” runs for {cards}…</source>
        <translation>‘{macro}’ 실행 중 · {cards}…</translation>
    </message>
    <message>
        <source>“{macro}” is done for {cards}</source>
        <translation>‘{macro}’ 완료 · {cards}</translation>
    </message>
    <message>
        <source>{done} done, {refused} not</source>
        <translation>{done}건 완료, {refused}건 미완료</translation>
    </message>
    <message>
        <source>“{macro}” was not done for all</source>
        <translation>‘{macro}’을(를) 모두 마치지 못했습니다</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>A step needs something from you: open the ticket to go on</source>
        <translation>입력이 필요한 단계가 있습니다. 티켓을 열어 계속하세요</translation>
    </message>
    <message>
        <source>Left out: this customer has had it with #{number}</source>
        <translation>제외: 같은 고객에게 #{number}에서 이미 처리했습니다</translation>
    </message>
    <message>
        <source>It has no customer</source>
        <translation>고객이 없는 티켓입니다</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>서버에 연결할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>BoardToolbar</name>
    <message>
        <source>{cards} selected</source>
        <extracomment>What gives way where there is little room, the first one first.</extracomment>
        <translation>{cards} 선택</translation>
    </message>
    <message>
        <source>People</source>
        <translation>담당자</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>States</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>팀</translation>
    </message>
    <message>
        <source>Columns by</source>
        <translation>열 기준</translation>
    </message>
    <message>
        <source>Order of cards</source>
        <translation>카드 정렬</translation>
    </message>
    <message>
        <source>Due first</source>
        <translation>기한순</translation>
    </message>
    <message>
        <source>Urgent first</source>
        <translation>우선순위순</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>오래된 순</translation>
    </message>
    <message>
        <source>Find a card</source>
        <translation>카드 찾기</translation>
    </message>
    <message>
        <source>Undo the last move</source>
        <translation>마지막 이동 되돌리기</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>변경…</translation>
    </message>
    <message>
        <source>Move to…</source>
        <translation>옮기기…</translation>
    </message>
    <message>
        <source>Rebalance</source>
        <translation>균형 맞추기</translation>
    </message>
</context>
<context>
    <name>BoardWords</name>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}분</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours}시간</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}시간 {minutes}분</translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation>{days}일</translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation>내일 {time}</translation>
    </message>
    <message>
        <source>until {moment}</source>
        <translation>{moment}까지</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>기한 넘김</translation>
    </message>
    <message>
        <source>{span} over</source>
        <translation>{span} 초과</translation>
    </message>
    <message>
        <source>{span} left</source>
        <translation>{span} 남음</translation>
    </message>
    <message>
        <source>Without an owner</source>
        <translation>담당자 없음</translation>
    </message>
    <message>
        <source>Without a team</source>
        <translation>팀 없음</translation>
    </message>
    <message>
        <source>Person {number}</source>
        <translation>사용자 {number}</translation>
    </message>
    <message>
        <source>Macro</source>
        <translation>매크로</translation>
    </message>
    <message>
        <source>For an hour</source>
        <translation>1시간 동안</translation>
    </message>
    <message>
        <source>Until 16:00</source>
        <translation>16:00까지</translation>
    </message>
    <message>
        <source>Until tomorrow 16:00</source>
        <translation>내일 16:00까지</translation>
    </message>
    <message>
        <source>Until tomorrow 10:00</source>
        <translation>내일 10:00까지</translation>
    </message>
    <message>
        <source>Until Monday {day}, 10:00</source>
        <translation>월요일({day}) 10:00까지</translation>
    </message>
    <message>
        <source>no owner</source>
        <translation>담당자 없음</translation>
    </message>
    <message>
        <source>{name} was faster</source>
        <translation>{name} 님이 먼저 바꿨습니다</translation>
    </message>
    <message>
        <source>It has changed in between</source>
        <translation>그사이 변경되었습니다</translation>
    </message>
    <message>
        <source>It could not be sent</source>
        <translation>보내지 못했습니다</translation>
    </message>
    <message>
        <source>{names}: writing</source>
        <translation>{names} 작성 중</translation>
    </message>
    <message>
        <source>{names}: looking</source>
        <translation>{names} 보는 중</translation>
    </message>
    <message>
        <source>is being sent</source>
        <translation>전송 중</translation>
    </message>
    <message>
        <source>wait unknown</source>
        <translation>대기 알 수 없음</translation>
    </message>
    <message>
        <source>no wait</source>
        <translation>대기 없음</translation>
    </message>
    <message>
        <source>wait {span}</source>
        <translation>대기 {span}</translation>
    </message>
    <message>
        <source>{count} will miss</source>
        <translation>초과 예상 {count}</translation>
    </message>
    <message>
        <source>none will miss</source>
        <translation>초과 예상 없음</translation>
    </message>
    <message>
        <source>{count} here</source>
        <translation>{count}명 근무</translation>
    </message>
    <message>
        <source>nobody here</source>
        <translation>자리에 없음</translation>
    </message>
    <message>
        <source>load {before} → {after} of {capacity}</source>
        <translation>부하 {before} → {after} / {capacity}</translation>
    </message>
    <message>
        <source>wait {before} → {after}</source>
        <translation>대기 {before} → {after}</translation>
    </message>
    <message>
        <source>misses {before} → {after}</source>
        <translation>초과 {before} → {after}</translation>
    </message>
    <message>
        <source>Lacks a skill: {skills}</source>
        <translation>필요한 역량 없음: {skills}</translation>
    </message>
    <message>
        <source>Does not work in this queue</source>
        <translation>이 대기열 담당이 아닙니다</translation>
    </message>
    <message>
        <source>Is not here just now</source>
        <translation>지금 자리에 없습니다</translation>
    </message>
    <message>
        <source>Has more than can be carried then</source>
        <translation>맡을 수 있는 양을 넘습니다</translation>
    </message>
    <message>
        <source>Nobody is here for it</source>
        <translation>맡을 사람이 자리에 없습니다</translation>
    </message>
    <message>
        <source>A promise runs out before it comes back</source>
        <translation>돌아오기 전에 기한이 지납니다</translation>
    </message>
    <message>
        <source>1 card</source>
        <translation>카드 1건</translation>
    </message>
    <message>
        <source>{count} cards</source>
        <translation>카드 {count}건</translation>
    </message>
</context>
<context>
    <name>BrandPane</name>
    <message>
        <source>One call, the whole way.</source>
        <translation>한 통의 전화, 처음부터 끝까지.</translation>
    </message>
    <message>
        <source>Know the customer before the first word, and put it right before the last.</source>
        <translation>첫마디 전에 고객을 알고, 끝인사 전에 해결합니다.</translation>
    </message>
</context>
<context>
    <name>BroadcastSheet</name>
    <message>
        <source>No notice holds just now.</source>
        <translation>지금 게시 중인 공지가 없습니다.</translation>
    </message>
    <message>
        <source>holds until tonight</source>
        <translation>오늘까지 게시</translation>
    </message>
    <message>
        <source>holds until tomorrow night</source>
        <translation>내일까지 게시</translation>
    </message>
    <message>
        <source>holds for a week</source>
        <translation>일주일 게시</translation>
    </message>
    <message>
        <source>Please say it in fewer words.</source>
        <translation>조금 더 짧게 써 주세요.</translation>
    </message>
    <message>
        <source>Nothing chosen: it is for everybody.</source>
        <translation>선택하지 않으면 모두에게 보냅니다.</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>보내는 중…</translation>
    </message>
    <message>
        <source>Send the notice</source>
        <translation>공지 보내기</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>공지</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>What all of them must know</source>
        <translation>모두가 알아야 할 내용</translation>
    </message>
    <message>
        <source>For teams</source>
        <translation>받는 팀</translation>
    </message>
    <message>
        <source>For queues</source>
        <translation>받는 대기열</translation>
    </message>
    <message>
        <source>Must be read</source>
        <translation>읽음 확인 필요</translation>
    </message>
    <message>
        <source>How long it holds</source>
        <translation>게시 기간</translation>
    </message>
    <message>
        <source>What holds now</source>
        <translation>게시 중인 공지</translation>
    </message>
</context>
<context>
    <name>BulkSheet</name>
    <message>
        <source>Without an owner</source>
        <translation>담당자 없음</translation>
    </message>
    <message>
        <source>{name} (not here)</source>
        <extracomment>Tags of one change, their length, and that of the reason, as the server takes them.</extracomment>
        <translation>{name}(자리에 없음)</translation>
    </message>
    <message>
        <source>(as it is)</source>
        <translation>(그대로)</translation>
    </message>
    <message>
        <source>Change {cards}</source>
        <translation>{cards} 변경</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>담당자</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>우선순위</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>보류</translation>
    </message>
    <message>
        <source>Add tags, with spaces between</source>
        <translation>태그 추가(띄어쓰기로 구분)</translation>
    </message>
    <message>
        <source>Remove tags</source>
        <translation>태그 제거</translation>
    </message>
    <message>
        <source>Why (everybody sees it)</source>
        <translation>사유(모두에게 보입니다)</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>CallBar</name>
    <message>
        <source>Call bar</source>
        <translation>통화 막대</translation>
    </message>
    <message>
        <source>Call-backs that are due</source>
        <translation>지금 걸어야 할 콜백</translation>
    </message>
    <message>
        <source>Missed calls</source>
        <translation>부재중 전화</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
</context>
<context>
    <name>CallOutsPage</name>
    <message numerus="yes">
        <source>Offer it to %n people</source>
        <extracomment>Agents missing that are worth calling somebody for; so many gaps are offered.</extracomment>
        <translation>
            <numerusform>%n명에게 제안하기</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>찾는 중…</translation>
    </message>
    <message>
        <source>Nothing is short. Choose a shift to see who could come instead.</source>
        <translation>부족한 시간이 없습니다. 근무를 고르면 대신 나올 수 있는 사람을 보여 드립니다.</translation>
    </message>
    <message>
        <source>Nobody is free then.</source>
        <translation>그 시간에 나올 수 있는 사람이 없습니다.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>{times} instead of {name}</source>
        <translation>{times} · {name} 대신</translation>
    </message>
    <message>
        <source>{times}, {count} short</source>
        <translation>{times} · {count}명 부족</translation>
    </message>
    <message>
        <source>{count} duties against the team&apos;s mean</source>
        <translation>팀 평균 대비 당번 {count}회</translation>
    </message>
    <message>
        <source>week {hours}</source>
        <translation>이번 주 {hours}</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>가능</translation>
    </message>
    <message>
        <source>not allowed</source>
        <translation>불가</translation>
    </message>
</context>
<context>
    <name>CallPanel</name>
    <message>
        <source>Go on</source>
        <extracomment>Asked for in a window too small for everything.</extracomment>
        <translation>계속</translation>
    </message>
    <message>
        <source>There is nothing that can still be undone.</source>
        <translation>지금 되돌릴 수 있는 조치가 없습니다.</translation>
    </message>
    <message>
        <source>Somebody unknown is on the line. What you write here stays.</source>
        <translation>등록되지 않은 번호와 통화 중입니다. 쓰던 내용은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>The call with somebody unknown is over. What you write here stays.</source>
        <translation>등록되지 않은 번호와의 통화가 끝났습니다. 쓰던 내용은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Who is calling?</source>
        <translation>누구의 전화인가요?</translation>
    </message>
    <message>
        <source>Who called?</source>
        <translation>누구였나요?</translation>
    </message>
    <message>
        <source>The caller</source>
        <translation>발신자</translation>
    </message>
    <message>
        <source>{name} is on the line. What you write here stays.</source>
        <translation>{name} 님과 통화 중입니다. 여기에 쓴 글은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>The call with {name} is over. What you write here stays.</source>
        <translation>{name} 님과의 통화가 끝났습니다. 여기에 쓴 글은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Show the customer</source>
        <translation>고객 보기</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>상담</translation>
    </message>
    <message>
        <source>Show actions and promises</source>
        <translation>조치와 약속 펼치기</translation>
    </message>
</context>
<context>
    <name>CallStrip</name>
    <message>
        <source>Call-back {when}: {name}</source>
        <translation>콜백 {when}: {name}</translation>
    </message>
    <message>
        <source>No call</source>
        <translation>진행 중인 통화 없음</translation>
    </message>
    <message>
        <source>Call time</source>
        <translation>통화 시간</translation>
    </message>
    <message>
        <source>Talked {time}</source>
        <translation>통화 {time}</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>보내는 중…</translation>
    </message>
    <message>
        <source>Wrap up</source>
        <translation>마무리</translation>
    </message>
    <message>
        <source>Then: {state} …</source>
        <translation>이후: {state} …</translation>
    </message>
    <message>
        <source>Then: {state}</source>
        <translation>이후: {state}</translation>
    </message>
    <message>
        <source>What next?</source>
        <translation>통화 후 상태</translation>
    </message>
</context>
<context>
    <name>CallbackForm</name>
    <message>
        <source>Call-back</source>
        <translation>콜백</translation>
    </message>
    <message>
        <source>Promise a call-back</source>
        <translation>콜백 약속</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>When</source>
        <translation>언제</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Who rings back</source>
        <translation>담당자</translation>
    </message>
    <message>
        <source>About what</source>
        <translation>용건</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>약속하기</translation>
    </message>
    <message>
        <source>In 30 min</source>
        <translation>30분 뒤</translation>
    </message>
    <message>
        <source>Tomorrow {time}</source>
        <translation>내일 {time}</translation>
    </message>
    <message>
        <source>{name} (me)</source>
        <translation>{name} (나)</translation>
    </message>
    <message>
        <source>Please give the number to ring.</source>
        <translation>전화할 번호를 입력해 주세요.</translation>
    </message>
    <message>
        <source>This time has passed</source>
        <translation>이미 지난 시각입니다</translation>
    </message>
</context>
<context>
    <name>CallerWords</name>
    <message>
        <source>No contact yet</source>
        <translation>첫 문의</translation>
    </message>
    <message>
        <source>call, answered</source>
        <translation>통화함</translation>
    </message>
    <message>
        <source>call, not answered</source>
        <translation>통화 못 함</translation>
    </message>
    <message>
        <source>our reply</source>
        <translation>우리 쪽 답변</translation>
    </message>
    <message>
        <source>a message from them</source>
        <translation>고객 문의</translation>
    </message>
    <message numerus="yes">
        <source>%n open ticket(s)</source>
        <translation>
            <numerusform>처리 중인 티켓 %n건</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Find</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>To choose from</source>
        <translation>선택 목록</translation>
    </message>
</context>
<context>
    <name>ClocksCard</name>
    <message>
        <source>What was promised</source>
        <translation>약속한 시간</translation>
    </message>
    <message>
        <source>This queue has promised no times.</source>
        <translation>이 대기열에는 목표 시간이 없습니다.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>확인하는 중…</translation>
    </message>
    <message>
        <source>too late, {time}</source>
        <translation>늦음, {time}</translation>
    </message>
    <message>
        <source>kept, {time}</source>
        <translation>지킴, {time}</translation>
    </message>
    <message>
        <source>rests</source>
        <translation>멈춤</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>General</source>
        <extracomment>Also while the wall fills the screen. Signed in, and the screen is not covered.</extracomment>
        <translation>일반</translation>
    </message>
    <message>
        <source>My state</source>
        <translation>내 상태</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>통화</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>조치</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>화면</translation>
    </message>
    <message>
        <source>History</source>
        <translation>상담 이력</translation>
    </message>
    <message>
        <source>My day</source>
        <translation>내 하루</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>근무</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>보드</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>작성</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>화면 표시</translation>
    </message>
    <message>
        <source>Search or run a command</source>
        <translation>검색하거나 명령 실행</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>단축키 모두 보기</translation>
    </message>
    <message>
        <source>Change keys</source>
        <translation>단축키 바꾸기</translation>
    </message>
    <message>
        <source>Outbox: what is still being sent</source>
        <translation>전송 대기함 열기</translation>
    </message>
    <message>
        <source>Connection details</source>
        <translation>연결 상태 자세히</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>화면 잠그기</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>로그아웃</translation>
    </message>
    <message>
        <source>Quit Desk</source>
        <translation>Desk 끝내기</translation>
    </message>
    <message>
        <source>Ready for calls</source>
        <translation>대기로 전환</translation>
    </message>
    <message>
        <source>Take a break</source>
        <translation>휴식으로 전환</translation>
    </message>
    <message>
        <source>Away, with a reason</source>
        <translation>자리 비움 (사유 선택)</translation>
    </message>
    <message>
        <source>On shift, no calls</source>
        <translation>근무 (전화 받지 않음)</translation>
    </message>
    <message>
        <source>Wrap up the call</source>
        <translation>후처리 마무리</translation>
    </message>
    <message>
        <source>One minute more for the wrap-up</source>
        <translation>후처리 1분 연장</translation>
    </message>
    <message>
        <source>Promise a call-back</source>
        <translation>콜백 약속</translation>
    </message>
    <message>
        <source>Write the call note</source>
        <translation>통화 메모 쓰기</translation>
    </message>
    <message>
        <source>Missed calls</source>
        <translation>부재중 전화</translation>
    </message>
    <message>
        <source>My call-backs</source>
        <translation>내 콜백</translation>
    </message>
    <message>
        <source>Wrap up with code {n}</source>
        <translation>후처리 코드 {n}번</translation>
    </message>
    <message>
        <source>Show who is calling</source>
        <translation>발신자 보기</translation>
    </message>
    <message>
        <source>Carry out action {n}</source>
        <translation>{n}번 조치 실행</translation>
    </message>
    <message>
        <source>Go to the actions</source>
        <translation>조치로 이동</translation>
    </message>
    <message>
        <source>Choose a macro</source>
        <translation>묶음 조치 고르기</translation>
    </message>
    <message>
        <source>Undo the last remedy</source>
        <translation>마지막 조치 되돌리기</translation>
    </message>
    <message>
        <source>My authority this month</source>
        <translation>이번 달 내 재량</translation>
    </message>
    <message>
        <source>Write a reply</source>
        <translation>답변 쓰기</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>메모 쓰기</translation>
    </message>
    <message>
        <source>Put in ready words</source>
        <translation>상용구 넣기</translation>
    </message>
    <message>
        <source>Send a file along</source>
        <translation>파일 첨부</translation>
    </message>
    <message>
        <source>Choose a ticket</source>
        <translation>티켓 고르기</translation>
    </message>
    <message>
        <source>Begin a new ticket</source>
        <translation>새 티켓 만들기</translation>
    </message>
    <message>
        <source>Go to the record this one was merged into</source>
        <translation>합쳐진 고객 정보로 가기</translation>
    </message>
    <message>
        <source>Back to the overview</source>
        <translation>첫 화면으로</translation>
    </message>
    <message>
        <source>Search in this history</source>
        <translation>이력에서 검색</translation>
    </message>
    <message>
        <source>Add a note for everybody</source>
        <translation>공유 메모 남기기</translation>
    </message>
    <message>
        <source>Merge with another record</source>
        <translation>다른 고객 정보와 합치기</translation>
    </message>
    <message>
        <source>My day: now and next</source>
        <translation>내 하루: 지금과 다음</translation>
    </message>
    <message>
        <source>May I go to lunch now?</source>
        <translation>지금 점심 가도 되나요?</translation>
    </message>
    <message>
        <source>May I take a break now?</source>
        <translation>지금 쉬어도 되나요?</translation>
    </message>
    <message>
        <source>Ask a lead for help, or go to the talk</source>
        <translation>팀장에게 도움 요청, 대화로 이동</translation>
    </message>
    <message>
        <source>Go to who asks for help</source>
        <translation>도움 요청한 상담사에게 가기</translation>
    </message>
    <message>
        <source>No more help is needed</source>
        <translation>도움 끝내기</translation>
    </message>
    <message>
        <source>I have read it: word or notice</source>
        <translation>읽음 확인 (한마디·공지)</translation>
    </message>
    <message>
        <source>A word to a colleague</source>
        <translation>동료에게 한마디</translation>
    </message>
    <message>
        <source>A notice to many</source>
        <translation>공지 쓰기</translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation>그만 듣기</translation>
    </message>
    <message>
        <source>Somebody is ill</source>
        <translation>병결 처리</translation>
    </message>
    <message>
        <source>Take the oldest alarm</source>
        <translation>가장 오래된 알람 맡기</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>밝게/어둡게 전환</translation>
    </message>
    <message>
        <source>Switch between comfortable and compact</source>
        <translation>여유롭게/촘촘하게 전환</translation>
    </message>
    <message>
        <source>한국어 / English</source>
        <translation>한국어 / English</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>글자 크게</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>글자 작게</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>글자 크기 원래대로</translation>
    </message>
    <message>
        <source>Older hit</source>
        <translation>이전 결과</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>현장</translation>
    </message>
    <message>
        <source>Newer hit</source>
        <translation>다음 결과</translation>
    </message>
    <message>
        <source>Read the history</source>
        <translation>이력 읽기</translation>
    </message>
    <message>
        <source>Go to the newest entry</source>
        <translation>최신 항목으로</translation>
    </message>
    <message>
        <source>Go to the oldest entry</source>
        <translation>첫 항목으로</translation>
    </message>
    <message>
        <source>Go to a day, or see it as it was then</source>
        <translation>날짜로 이동하거나 그때 모습 보기</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>현재로 돌아가기</translation>
    </message>
    <message>
        <source>Show more or less of the entry</source>
        <translation>항목 펼치기/접기</translation>
    </message>
    <message>
        <source>Pin or unpin the entry</source>
        <translation>항목 고정/해제</translation>
    </message>
    <message>
        <source>Copy the entry&apos;s text</source>
        <translation>항목 내용 복사</translation>
    </message>
    <message>
        <source>Copy the entry&apos;s link</source>
        <translation>항목 링크 복사</translation>
    </message>
    <message>
        <source>Copy the entry&apos;s phone number</source>
        <translation>항목의 전화번호 복사</translation>
    </message>
    <message>
        <source>Open the entry&apos;s ticket</source>
        <translation>항목의 티켓 열기</translation>
    </message>
    <message>
        <source>Everybody&apos;s shifts, or my own</source>
        <translation>전체 근무 / 내 근무 전환</translation>
    </message>
    <message>
        <source>Earlier days</source>
        <translation>이전 날짜</translation>
    </message>
    <message>
        <source>Later days</source>
        <translation>다음 날짜</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Closer</source>
        <translation>시간축 확대</translation>
    </message>
    <message>
        <source>Farther</source>
        <translation>시간축 축소</translation>
    </message>
    <message>
        <source>Find somebody</source>
        <translation>사람 찾기</translation>
    </message>
    <message>
        <source>Only who matters now</source>
        <translation>지금 살펴볼 사람만</translation>
    </message>
    <message>
        <source>Move it earlier</source>
        <translation>근무를 앞당기기</translation>
    </message>
    <message>
        <source>Move it later</source>
        <translation>근무를 늦추기</translation>
    </message>
    <message>
        <source>Make it shorter</source>
        <translation>근무를 짧게</translation>
    </message>
    <message>
        <source>Make it longer</source>
        <translation>근무를 길게</translation>
    </message>
    <message>
        <source>Split it</source>
        <translation>근무 나누기</translation>
    </message>
    <message>
        <source>Say what it is for</source>
        <translation>활동 지정</translation>
    </message>
    <message>
        <source>Cancel the shift</source>
        <translation>근무 취소</translation>
    </message>
    <message>
        <source>Undo the last change of a shift</source>
        <translation>마지막 근무 변경 되돌리기</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Print day sheet</source>
        <translation>근무표 인쇄</translation>
    </message>
    <message>
        <source>What stands beside the shifts</source>
        <translation>근무 옆 패널</translation>
    </message>
    <message>
        <source>Show the board</source>
        <translation>보드 보기</translation>
    </message>
    <message>
        <source>Move the cards to…</source>
        <translation>카드 옮기기…</translation>
    </message>
    <message>
        <source>Change several cards at once</source>
        <translation>카드 한꺼번에 변경</translation>
    </message>
    <message>
        <source>Find a card</source>
        <translation>카드 찾기</translation>
    </message>
    <message>
        <source>Undo the last move of cards</source>
        <translation>마지막 카드 이동 되돌리기</translation>
    </message>
    <message>
        <source>Select the whole column</source>
        <translation>열 전체 선택</translation>
    </message>
    <message>
        <source>Propose a rebalancing</source>
        <translation>균형 맞추기 제안</translation>
    </message>
    <message>
        <source>Fold or unfold the column</source>
        <translation>열 접기/펼치기</translation>
    </message>
    <message>
        <source>What can be done with the column</source>
        <translation>열 메뉴</translation>
    </message>
    <message>
        <source>Next kind of columns</source>
        <translation>열 기준 바꾸기</translation>
    </message>
    <message>
        <source>Next order of cards</source>
        <translation>정렬 바꾸기</translation>
    </message>
    <message>
        <source>Hand over at the end of my shift</source>
        <translation>퇴근 인수인계</translation>
    </message>
    <message>
        <source>Swap or give away a shift</source>
        <translation>근무 교환·양도</translation>
    </message>
    <message>
        <source>Ask for leave</source>
        <translation>휴가 신청</translation>
    </message>
    <message>
        <source>Take the hours that are offered</source>
        <translation>제안된 시간 받기</translation>
    </message>
    <message>
        <source>Wall, full screen</source>
        <translation>전광판 전체 화면</translation>
    </message>
    <message>
        <source>Show the wall</source>
        <translation>전광판 보기</translation>
    </message>
</context>
<context>
    <name>ComposerPanel</name>
    <message>
        <source>File to send along</source>
        <translation>첨부할 파일</translation>
    </message>
    <message>
        <source>Reply goes to the customer in a moment</source>
        <translation>답변이 곧 고객에게 전송됩니다</translation>
    </message>
    <message>
        <source>Note is being kept</source>
        <translation>메모를 저장하고 있습니다</translation>
    </message>
    <message>
        <source>Call note is being kept</source>
        <translation>통화 메모를 저장하고 있습니다</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>#{number} is a part of #{other} now</source>
        <translation>#{number} 티켓을 #{other} 티켓에 합쳤습니다</translation>
    </message>
    <message>
        <source>Undo the merge</source>
        <translation>합치기 취소</translation>
    </message>
    <message>
        <source>#{number} was merged into #{other}. What you write here stays.</source>
        <translation>#{number} 티켓이 #{other}에 합쳐졌습니다. 쓰던 글은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Go on there</source>
        <translation>거기서 계속</translation>
    </message>
    <message>
        <source>being saved…</source>
        <translation>저장하는 중…</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>저장 안 됨</translation>
    </message>
    <message>
        <source>Send all the same</source>
        <translation>그래도 보내기</translation>
    </message>
    <message>
        <source>Some blanks are not filled in yet.</source>
        <translation>아직 채우지 않은 빈칸이 있습니다.</translation>
    </message>
    <message>
        <source>Not sent: read what is new first. Send once more if it still fits.</source>
        <translation>보내지 않았습니다. 새로 온 내용을 먼저 확인해 주세요. 그대로 괜찮으면 한 번 더 보내시면 됩니다.</translation>
    </message>
    <message>
        <source>Not sent: a file is still on its way, or cannot go along.</source>
        <translation>보내지 않았습니다. 파일을 올리는 중이거나 함께 보낼 수 없는 파일이 있습니다.</translation>
    </message>
    <message>
        <source>Not sent: choose a queue for the new ticket first.</source>
        <translation>보내지 않았습니다. 새 티켓의 대기열을 먼저 골라 주세요.</translation>
    </message>
    <message>
        <source>Not sent: this workstation&apos;s disk did not take it. Your words are here.</source>
        <translation>보내지 않았습니다. 이 컴퓨터의 디스크에 저장하지 못했습니다. 쓰신 글은 여기 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>The server did not take your last words.</source>
        <translation>서버가 방금 쓰신 글을 받지 않았습니다.</translation>
    </message>
    <message>
        <source>Put them back here</source>
        <translation>여기로 되가져오기</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>답변</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Call note</source>
        <translation>통화 메모</translation>
    </message>
    <message>
        <source>Ready words</source>
        <translation>상용구</translation>
    </message>
    <message>
        <source>Send a file along</source>
        <translation>파일 첨부</translation>
    </message>
    <message>
        <source>You also wrote something here on another workstation.</source>
        <translation>다른 컴퓨터에서도 여기에 쓰신 글이 있습니다.</translation>
    </message>
    <message>
        <source>Put it in</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Send to the customer</source>
        <translation>고객에게 보내기</translation>
    </message>
    <message>
        <source>Keep note</source>
        <translation>메모 저장</translation>
    </message>
    <message>
        <source>Keep call note</source>
        <translation>통화 메모 저장</translation>
    </message>
    <message>
        <source>The customer will read this. / for ready words</source>
        <translation>고객이 읽는 글입니다. /를 누르면 상용구</translation>
    </message>
    <message>
        <source>Only colleagues read this.</source>
        <translation>동료만 읽는 메모입니다.</translation>
    </message>
    <message>
        <source>What was said in the call, for colleagues.</source>
        <translation>통화에서 나눈 내용을 동료에게 남깁니다.</translation>
    </message>
</context>
<context>
    <name>ConditionRow</name>
    <message>
        <source>What is looked at</source>
        <translation>조건 항목</translation>
    </message>
    <message>
        <source>how it is compared</source>
        <translation>비교 방법</translation>
    </message>
    <message>
        <source>with what</source>
        <translation>비교할 값</translation>
    </message>
    <message>
        <source>leave this condition out</source>
        <translation>이 조건 빼기</translation>
    </message>
</context>
<context>
    <name>Conditions</name>
    <message>
        <source>Choose or write at least one.</source>
        <translation>하나 이상 고르거나 적어 주세요.</translation>
    </message>
    <message>
        <source>Numbers only, such as 10234.</source>
        <translation>10234처럼 숫자만 적어 주세요.</translation>
    </message>
    <message>
        <source>It needs letters or digits to look for.</source>
        <translation>찾을 글자나 숫자를 적어 주세요.</translation>
    </message>
    <message>
        <source>This does not fit together. Please choose again.</source>
        <translation>서로 맞지 않습니다. 다시 골라 주세요.</translation>
    </message>
    <message>
        <source>All of these hold</source>
        <translation>모두 맞아야 함</translation>
    </message>
    <message>
        <source>And at least one of these</source>
        <translation>하나라도 맞으면 됨</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>조건 추가</translation>
    </message>
</context>
<context>
    <name>ConnectionPage</name>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Set by your administrator.</source>
        <translation>관리자가 정한 값입니다.</translation>
    </message>
    <message>
        <source>Sign out to choose another one.</source>
        <translation>다른 서버를 쓰려면 로그아웃해 주세요.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>서버</translation>
    </message>
    <message>
        <source>In the keyring</source>
        <translation>키링에 보관</translation>
    </message>
    <message>
        <source>In memory only</source>
        <translation>메모리에만 보관</translation>
    </message>
    <message>
        <source>Session and key of the local store</source>
        <translation>로그인 정보와 저장소 암호 키</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Folder of this computer&apos;s data</source>
        <translation>이 컴퓨터의 데이터 폴더</translation>
    </message>
    <message>
        <source>The administrator&apos;s policy cannot be read: {why}</source>
        <translation>관리자 정책 파일을 읽을 수 없습니다: {why}</translation>
    </message>
    <message>
        <source>You stay signed in when Desk is closed; what waits unsent can be read by you alone.</source>
        <translation>Desk를 닫아도 로그인이 유지되며, 보내지 못한 내용은 본인만 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>As you chose: closing Desk signs you out.</source>
        <translation>선택하신 대로 Desk를 닫으면 로그아웃됩니다.</translation>
    </message>
    <message>
        <source>The keyring is locked. Unlock it and sign in again to keep what is unsent over a restart.</source>
        <translation>키링이 잠겨 있습니다. 키링을 열고 다시 로그인하시면 보내지 못한 내용이 재시작 후에도 남습니다.</translation>
    </message>
    <message>
        <source>This system has no keyring. What is unsent when Desk closes cannot be read again.</source>
        <translation>이 컴퓨터에는 키링이 없습니다. Desk를 닫을 때 보내지 못한 내용은 다시 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The keyring does not work: {why}</source>
        <translation>키링이 작동하지 않습니다: {why}</translation>
    </message>
</context>
<context>
    <name>CoverageStrip</name>
    <message>
        <source>Lunch</source>
        <extracomment>Agents rostered by interval&apos;s start, where what is dragged changes them.</extracomment>
        <translation>점심</translation>
    </message>
    <message>
        <source>Late hours</source>
        <translation>늦은 근무</translation>
    </message>
    <message>
        <source>Needed and rostered agents</source>
        <translation>필요 인원과 배치 인원</translation>
    </message>
</context>
<context>
    <name>CrashSheet</name>
    <message>
        <source>Something went wrong</source>
        <translation>문제가 생겼습니다</translation>
    </message>
    <message>
        <source>Something went wrong in Desk</source>
        <translation>Desk에 문제가 생겼습니다</translation>
    </message>
    <message>
        <source>Nothing is lost: what you wrote and ordered is kept on this computer. You can go on; if something looks wrong, start Desk anew. The details below hold no customer&apos;s data; please send them to your administrator.</source>
        <translation>잃은 것은 없습니다. 쓰신 글과 요청하신 일은 이 컴퓨터에 보관되어 있습니다. 계속하셔도 되고, 화면이 이상하면 Desk를 다시 시작해 주세요. 아래 내용에는 고객 정보가 없으니 관리자에게 보내 주세요.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>내용 복사</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속하기</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사했습니다</translation>
    </message>
</context>
<context>
    <name>CustomerChooser</name>
    <message>
        <source>Chosen customers</source>
        <translation>선택한 고객</translation>
    </message>
</context>
<context>
    <name>CustomerHead</name>
    <message>
        <source>since {year}</source>
        <translation>{year}년부터</translation>
    </message>
    <message numerus="yes">
        <source>%n order(s)</source>
        <translation>
            <numerusform>주문 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>is looking</source>
        <translation>보는 중</translation>
    </message>
    <message>
        <source>is writing</source>
        <translation>작성 중</translation>
    </message>
    <message>
        <source>is away from the desk</source>
        <translation>자리 비움</translation>
    </message>
</context>
<context>
    <name>CustomerPanel</name>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Not connected: as of {time}</source>
        <translation>연결 끊김: {time} 기준</translation>
    </message>
    <message>
        <source>Nothing is owed.</source>
        <translation>남은 약속이 없습니다.</translation>
    </message>
    <message>
        <source>No notes yet.</source>
        <translation>아직 메모가 없습니다.</translation>
    </message>
    <message>
        <source>No number is known.</source>
        <translation>등록된 번호가 없습니다.</translation>
    </message>
    <message>
        <source>No orders yet.</source>
        <translation>아직 주문이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n개 더 보기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{item} and %n more</source>
        <translation>
            <numerusform>{item} 외 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Family</source>
        <translation>가족</translation>
    </message>
    <message>
        <source>Receives the parcels</source>
        <translation>수령인</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>동료</translation>
    </message>
    <message>
        <source>Related</source>
        <translation>관련된 분</translation>
    </message>
    <message>
        <source>merged on {day} by {who}</source>
        <translation>{day} {who} 님이 합침</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>고객</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>약속</translation>
    </message>
    <message>
        <source>Care and kindness</source>
        <translation>주의와 배려</translation>
    </message>
    <message>
        <source>Add a note for everybody</source>
        <translation>공유 메모 남기기</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>연락처</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>주문</translation>
    </message>
    <message>
        <source>Related people</source>
        <translation>관련된 분들</translation>
    </message>
    <message>
        <source>Same person</source>
        <translation>같은 고객</translation>
    </message>
    <message>
        <source>Merge with another record</source>
        <translation>다른 고객 정보와 합치기</translation>
    </message>
</context>
<context>
    <name>DayDeeds</name>
    <message>
        <source>Take it</source>
        <translation>받기</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>보기</translation>
    </message>
</context>
<context>
    <name>DayHead</name>
    <message>
        <source>Earlier</source>
        <extracomment>Only before whoever has the day of all, too.</extracomment>
        <translation>이전</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>일</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>주</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>월</translation>
    </message>
    <message>
        <source>Ask for leave</source>
        <translation>휴가 신청</translation>
    </message>
    <message>
        <source>Swap or give away</source>
        <translation>근무 교환·양도</translation>
    </message>
</context>
<context>
    <name>DayPopover</name>
    <message>
        <source>My day</source>
        <extracomment>So many of the next changes are listed.</extracomment>
        <translation>내 하루</translation>
    </message>
    <message>
        <source>No shift is planned for you</source>
        <translation>예정된 근무가 없습니다</translation>
    </message>
    <message>
        <source>Today {hours}</source>
        <translation>오늘 {hours}</translation>
    </message>
    <message>
        <source>Next shift {day}, {hours}</source>
        <translation>다음 근무 {day} {hours}</translation>
    </message>
    <message>
        <source>Lunch now?</source>
        <translation>점심 갈까요?</translation>
    </message>
    <message>
        <source>Break now?</source>
        <translation>쉴까요?</translation>
    </message>
    <message>
        <source>My shifts</source>
        <translation>내 근무</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>인수인계</translation>
    </message>
    <message>
        <source>Shift ends</source>
        <translation>퇴근</translation>
    </message>
</context>
<context>
    <name>DaySheet</name>
    <message>
        <source>Rota, {day}</source>
        <translation>근무표 {day}</translation>
    </message>
    <message>
        <source>The figures behind it</source>
        <translation>수치</translation>
    </message>
    <message>
        <source>with drafts</source>
        <translation>초안 포함</translation>
    </message>
    <message>
        <source>As of {day} {time}. What is on the screen counts.</source>
        <translation>{day} {time} 기준. 화면의 근무표가 우선합니다.</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation>{number} / {count}</translation>
    </message>
    <message>
        <source>{what}?</source>
        <translation>{what} 신청</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>초안</translation>
    </message>
</context>
<context>
    <name>DayWords</name>
    <message>
        <source>ddd, MMM d</source>
        <extracomment>What is nearer needs no day, though midnight may lie between.</extracomment>
        <translation>M월 d일(ddd)</translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation>내일 {time}</translation>
    </message>
    <message>
        <source>in {span}</source>
        <translation>{span} 뒤</translation>
    </message>
    <message>
        <source>On leave</source>
        <translation>휴가</translation>
    </message>
    <message>
        <source>Planned: {activity}</source>
        <translation>계획은 {activity}</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>비는 시간</translation>
    </message>
    <message>
        <source>shift ends</source>
        <translation>퇴근</translation>
    </message>
    <message>
        <source>Next shift</source>
        <translation>다음 근무</translation>
    </message>
    <message>
        <source>Your shift has begun.</source>
        <translation>근무가 시작되었습니다.</translation>
    </message>
    <message>
        <source>You are planned for calls until {until}.</source>
        <translation>{until}까지 전화 업무 시간입니다.</translation>
    </message>
    <message>
        <source>Your break is over; you are planned for calls until {until}.</source>
        <translation>휴게가 끝났습니다. {until}까지 전화 업무 시간입니다.</translation>
    </message>
    <message>
        <source>This is your break until {until}. Please rest.</source>
        <translation>{until}까지 쉬는 시간입니다. 편히 쉬세요.</translation>
    </message>
    <message>
        <source>You are not planned for calls now.</source>
        <translation>지금은 전화 업무 시간이 아닙니다.</translation>
    </message>
    <message>
        <source>Yes, enjoy your lunch.</source>
        <translation>네, 맛있게 드세요.</translation>
    </message>
    <message>
        <source>Yes, take your break.</source>
        <translation>네, 쉬고 오세요.</translation>
    </message>
    <message>
        <source>Yes. It will be just enough.</source>
        <translation>네, 인원이 딱 맞습니다.</translation>
    </message>
    <message>
        <source>You can, but callers will wait longer.</source>
        <translation>갈 수 있지만 고객 대기가 길어집니다.</translation>
    </message>
    <message>
        <source>Better not now: callers would wait too long.</source>
        <translation>지금은 어렵습니다. 고객 대기가 너무 길어집니다.</translation>
    </message>
    <message>
        <source>Callers will not feel it.</source>
        <translation>고객 대기에는 영향이 없습니다.</translation>
    </message>
    <message>
        <source>Answered in time at {time}: {before} % → {after} %</source>
        <translation>{time} 제때 응답: {before}% → {after}%</translation>
    </message>
    <message>
        <source>Your lunch is planned at {time}.</source>
        <translation>계획된 점심은 {time}입니다.</translation>
    </message>
    <message>
        <source>Your break is planned at {time}.</source>
        <translation>계획된 휴게는 {time}입니다.</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message numerus="yes">
        <source>%n shifts are published; those concerned hear of it.</source>
        <translation>
            <numerusform>근무 %n건을 게시합니다. 해당자에게 바로 알려집니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Shorter notice than %n days needs a reason.</source>
        <translation>
            <numerusform>%n일보다 촉박한 게시에는 사유가 필요합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Publish the rota?</source>
        <translation>근무표를 게시할까요?</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>사유</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>게시</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>Offered: whoever is quickest takes it.</source>
        <translation>제안했습니다. 먼저 수락하는 사람에게 배정됩니다.</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Drag a bar to move it, its end to stretch it; Shift and drag marks a stretch.</source>
        <translation>막대를 끌면 이동, 끝을 끌면 길이 조절, Shift를 누르고 끌면 구간 선택입니다.</translation>
    </message>
    <message>
        <source>this week {hours} of {most}</source>
        <translation>이번 주 {hours} / {most}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>사유</translation>
    </message>
    <message>
        <source>Reason for the next changes</source>
        <translation>다음 변경의 사유</translation>
    </message>
    <message>
        <source>Rota adjusted</source>
        <translation>근무표 조정</translation>
    </message>
</context>
<context>
    <name>DutyBars</name>
    <message>
        <source>{duty}: {mine}, team {mean}</source>
        <translation>{duty}: {mine}회, 팀 평균 {mean}회</translation>
    </message>
    <message>
        <source>team {mean}</source>
        <translation>팀 {mean}</translation>
    </message>
</context>
<context>
    <name>EffectChart</name>
    <message>
        <source>{time}: needed {needed}, there {with_me}, without me {without_me}</source>
        <extracomment>More quarters than this are told in pairs of the worst.</extracomment>
        <translation>{time}: 필요 {needed}명, 현재 {with_me}명, 내가 빠지면 {without_me}명</translation>
    </message>
    <message>
        <source>Agents needed and there in the next hour</source>
        <translation>앞으로 한 시간의 필요 인원과 배치 인원</translation>
    </message>
    <message>
        <source>there without me</source>
        <translation>내가 빠지면</translation>
    </message>
    <message>
        <source>with me</source>
        <translation>나 포함</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>필요</translation>
    </message>
</context>
<context>
    <name>Ends</name>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>No earlier matches</source>
        <translation>이전 결과 없음</translation>
    </message>
    <message>
        <source>It all began here</source>
        <translation>여기서 시작되었습니다</translation>
    </message>
    <message>
        <source>The server did not answer. What you write is kept.</source>
        <translation>서버가 응답하지 않습니다. 쓰신 글은 보관됩니다.</translation>
    </message>
    <message>
        <source>The history could not be loaded</source>
        <translation>이력을 불러오지 못했습니다</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>맞는 항목이 없습니다</translation>
    </message>
    <message>
        <source>No entry of this customer fits the filter and the search.</source>
        <translation>필터와 검색어에 맞는 항목이 이 고객에게는 없습니다.</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>모두 보기</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>아직 이력이 없습니다</translation>
    </message>
    <message>
        <source>Calls, messages, orders and promises will stand here.</source>
        <translation>통화, 문의, 주문, 약속이 여기에 쌓입니다.</translation>
    </message>
</context>
<context>
    <name>EntryWords</name>
    <message>
        <source>Missed call taken over</source>
        <translation>부재중 전화를 맡음</translation>
    </message>
    <message>
        <source>Caller identified</source>
        <translation>발신자 확인</translation>
    </message>
    <message>
        <source>Promise no longer needed</source>
        <translation>더는 필요 없는 약속</translation>
    </message>
    <message>
        <source>Customer record made</source>
        <translation>고객 정보 등록</translation>
    </message>
    <message>
        <source>Number added</source>
        <translation>번호 추가</translation>
    </message>
    <message>
        <source>Number removed</source>
        <translation>번호 삭제</translation>
    </message>
    <message>
        <source>Record merged in</source>
        <translation>고객 정보 합침</translation>
    </message>
    <message>
        <source>Merge undone</source>
        <translation>합치기 취소</translation>
    </message>
    <message>
        <source>Macro · {name}</source>
        <translation>묶음 조치 · {name}</translation>
    </message>
    <message>
        <source>Outgoing call</source>
        <translation>건 전화</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>걸려 온 전화</translation>
    </message>
    <message>
        <source>Call answered</source>
        <translation>전화 받음</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>부재중 전화</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>응답 없음</translation>
    </message>
    <message>
        <source>Call ended</source>
        <translation>통화 종료</translation>
    </message>
    <message>
        <source>Wrapped up by itself</source>
        <translation>자동 후처리</translation>
    </message>
    <message>
        <source>Wrapped up</source>
        <translation>후처리 완료</translation>
    </message>
    <message>
        <source>Call-back promised</source>
        <translation>콜백 약속</translation>
    </message>
    <message>
        <source>Called back</source>
        <translation>콜백 완료</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>지킴</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>파일 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>답변</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Call note</source>
        <translation>통화 메모</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>고객 문의</translation>
    </message>
    <message>
        <source>Caution noted</source>
        <translation>주의 메모</translation>
    </message>
    <message>
        <source>Kindness noted</source>
        <translation>배려 메모</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>참고 메모</translation>
    </message>
    <message>
        <source>Order {number}</source>
        <translation>주문 {number}</translation>
    </message>
    <message>
        <source>placed</source>
        <translation>주문됨</translation>
    </message>
    <message>
        <source>paid</source>
        <translation>결제됨</translation>
    </message>
    <message>
        <source>being prepared</source>
        <translation>준비 중</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>배송 중</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>배송 완료</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>품절</translation>
    </message>
    <message>
        <source>Basic</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Silver</source>
        <translation>실버</translation>
    </message>
    <message>
        <source>Gold</source>
        <translation>골드</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>Delivery promised</source>
        <translation>배송 약속</translation>
    </message>
    <message>
        <source>Repair promised</source>
        <translation>수리 약속</translation>
    </message>
    <message>
        <source>by {day}</source>
        <translation>{day}까지</translation>
    </message>
    <message>
        <source>Promise kept</source>
        <translation>약속 지킴</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>제때</translation>
    </message>
    <message>
        <source>Came late</source>
        <translation>늦게 도착</translation>
    </message>
    <message>
        <source>Promised day passed without delivery</source>
        <translation>약속한 날까지 도착하지 않음</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>%n일 늦음</numerusform>
        </translation>
    </message>
    <message>
        <source>late</source>
        <translation>늦음</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>배송 완료</translation>
    </message>
    <message>
        <source>Handed to the carrier</source>
        <translation>택배사 인계</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>카드</translation>
    </message>
    <message>
        <source>Bank transfer</source>
        <translation>계좌 이체</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>포인트</translation>
    </message>
    <message numerus="yes">
        <source>%n instalments</source>
        <translation>
            <numerusform>%n개월 할부</numerusform>
        </translation>
    </message>
    <message>
        <source>Payment · {how}</source>
        <translation>결제 · {how}</translation>
    </message>
    <message>
        <source>Survey about order {number}</source>
        <translation>주문 {number} 만족도 조사</translation>
    </message>
    <message>
        <source>Survey</source>
        <translation>만족도 조사</translation>
    </message>
    <message>
        <source>Ticket opened: {title}</source>
        <translation>티켓 열림: {title}</translation>
    </message>
    <message>
        <source>Ticket merged into #{number}</source>
        <translation>#{number} 티켓에 합침</translation>
    </message>
    <message>
        <source>Ticket separated from #{number} again</source>
        <translation>#{number} 티켓에서 다시 분리함</translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation>동료</translation>
    </message>
    <message>
        <source>A ticket that was merged in is on its own again: {title}</source>
        <translation>합쳤던 티켓을 다시 분리함: {title}</translation>
    </message>
    <message>
        <source>Another ticket was merged in: {title}</source>
        <translation>다른 티켓을 합침: {title}</translation>
    </message>
    <message>
        <source>title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>담당자</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>고객</translation>
    </message>
    <message>
        <source>reminder</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>no tags</source>
        <translation>태그 없음</translation>
    </message>
    <message>
        <source>Ticket changed: {title}</source>
        <translation>티켓 변경: {title}</translation>
    </message>
    <message>
        <source>new</source>
        <translation>신규</translation>
    </message>
    <message>
        <source>open</source>
        <translation>처리 중</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>보류</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>tier</source>
        <translation>등급</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>이메일</translation>
    </message>
    <message>
        <source>address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Customer data changed</source>
        <translation>고객 정보 변경</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The server cannot be reached.</source>
        <translation>서버에 연결할 수 없습니다.</translation>
    </message>
    <message>
        <source>Nothing is lost: it is sent as soon as the connection is back.</source>
        <translation>잃은 것은 없습니다. 연결되는 대로 보내 드립니다.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk did not take it.</source>
        <translation>이 컴퓨터의 디스크에 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>Please make room on the disk, then try again.</source>
        <translation>디스크 공간을 확보한 뒤 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>The server refused this for a reason this version does not know.</source>
        <translation>이 버전에서 알 수 없는 이유로 서버가 거절했습니다.</translation>
    </message>
    <message>
        <source>Please tell your administrator the request number.</source>
        <translation>관리자에게 요청 번호를 알려 주세요.</translation>
    </message>
    <message>
        <source>The server did not understand this.</source>
        <extracomment>code: (what happened, what to do)</extracomment>
        <translation>서버가 요청을 이해하지 못했습니다.</translation>
    </message>
    <message>
        <source>Please try once more; if it happens again, tell your administrator.</source>
        <translation>한 번 더 시도해 보시고, 계속되면 관리자에게 알려 주세요.</translation>
    </message>
    <message>
        <source>Something in the form is not right.</source>
        <translation>입력한 내용에 잘못된 곳이 있습니다.</translation>
    </message>
    <message>
        <source>Please correct it and send it again.</source>
        <translation>고친 뒤 다시 보내 주세요.</translation>
    </message>
    <message>
        <source>This was sent without its safety key, so the server did not do it.</source>
        <translation>안전 키 없이 보내져 서버가 처리하지 않았습니다.</translation>
    </message>
    <message>
        <source>Please tell your administrator: this version of Desk needs an update.</source>
        <translation>관리자에게 알려 주세요. Desk를 업데이트해야 합니다.</translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation>로그인되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Please sign in; what you wrote is kept.</source>
        <translation>로그인해 주세요. 쓰신 글은 보관되어 있습니다.</translation>
    </message>
    <message>
        <source>Login or password is wrong.</source>
        <translation>아이디 또는 비밀번호가 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Please check Caps Lock and the 한/영 key.</source>
        <translation>Caps Lock과 한/영 키를 확인해 주세요.</translation>
    </message>
    <message>
        <source>Your session has ended.</source>
        <translation>로그인 시간이 끝났습니다.</translation>
    </message>
    <message>
        <source>Please sign in again; what you wrote is kept.</source>
        <translation>다시 로그인해 주세요. 쓰신 글은 보관되어 있습니다.</translation>
    </message>
    <message>
        <source>You signed in on another workstation, so this one was signed out.</source>
        <translation>다른 컴퓨터에서 로그인하여 여기서는 로그아웃되었습니다.</translation>
    </message>
    <message>
        <source>If that was not you, tell your team lead at once.</source>
        <translation>본인이 아니라면 바로 팀장에게 알려 주세요.</translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation>권한이 없는 작업입니다.</translation>
    </message>
    <message>
        <source>Please ask your team lead.</source>
        <translation>팀장에게 요청해 주세요.</translation>
    </message>
    <message>
        <source>This is over what you may decide alone.</source>
        <translation>혼자 결정할 수 있는 한도를 넘었습니다.</translation>
    </message>
    <message>
        <source>Please ask for approval, or choose less.</source>
        <translation>승인을 요청하거나 금액을 줄여 주세요.</translation>
    </message>
    <message>
        <source>It is not there, or not any longer.</source>
        <translation>대상이 없거나 이미 사라졌습니다.</translation>
    </message>
    <message>
        <source>Please search for it again.</source>
        <translation>다시 검색해 주세요.</translation>
    </message>
    <message>
        <source>The server does not know this action.</source>
        <translation>서버가 모르는 작업입니다.</translation>
    </message>
    <message>
        <source>Please tell your administrator: server and Desk have different versions.</source>
        <translation>관리자에게 알려 주세요. 서버와 Desk의 버전이 다릅니다.</translation>
    </message>
    <message>
        <source>It no longer fits: things have moved on.</source>
        <translation>그사이 상황이 바뀌어 처리할 수 없습니다.</translation>
    </message>
    <message>
        <source>Please look at it as it is now and decide anew.</source>
        <translation>지금 상태를 확인하고 다시 결정해 주세요.</translation>
    </message>
    <message>
        <source>A rule of working time stands against it.</source>
        <translation>근로시간 규칙에 어긋납니다.</translation>
    </message>
    <message>
        <source>Please choose another time or another person.</source>
        <translation>다른 시간이나 다른 사람을 선택해 주세요.</translation>
    </message>
    <message>
        <source>This cannot be done for the customer now.</source>
        <translation>지금은 이 고객에게 할 수 없는 조치입니다.</translation>
    </message>
    <message>
        <source>Please look at what was done before, and choose something else.</source>
        <translation>이미 처리된 내용을 확인하고 다른 조치를 선택해 주세요.</translation>
    </message>
    <message>
        <source>You are signed in on another workstation.</source>
        <translation>다른 컴퓨터에 로그인되어 있습니다.</translation>
    </message>
    <message>
        <source>Signing in here ends the session there.</source>
        <translation>여기서 로그인하면 그쪽은 로그아웃됩니다.</translation>
    </message>
    <message>
        <source>These two records are already one.</source>
        <translation>두 고객 정보는 이미 합쳐져 있습니다.</translation>
    </message>
    <message>
        <source>Nothing is left to do.</source>
        <translation>더 하실 일은 없습니다.</translation>
    </message>
    <message>
        <source>The merge can no longer be undone: somebody has gone on with the ticket since.</source>
        <translation>합친 뒤에 진행된 내용이 있어 합치기를 취소할 수 없습니다.</translation>
    </message>
    <message>
        <source>For what belongs apart, please open a ticket of its own.</source>
        <translation>따로 처리할 내용은 새 티켓으로 열어 주세요.</translation>
    </message>
    <message>
        <source>A colleague has already taken this missed call.</source>
        <translation>동료가 이미 맡은 부재중 전화입니다.</translation>
    </message>
    <message>
        <source>The call is not over yet.</source>
        <translation>통화가 아직 끝나지 않았습니다.</translation>
    </message>
    <message>
        <source>It can be wrapped up when the line is closed.</source>
        <translation>통화가 끝난 뒤 마무리할 수 있습니다.</translation>
    </message>
    <message>
        <source>Your colleague is not in that call any more.</source>
        <translation>동료의 그 통화는 이미 끝났습니다.</translation>
    </message>
    <message>
        <source>Nothing was begun.</source>
        <translation>아무것도 시작하지 않았습니다.</translation>
    </message>
    <message>
        <source>You or your colleague have no telephone extension.</source>
        <translation>나 또는 동료의 내선 번호가 없습니다.</translation>
    </message>
    <message>
        <source>Please ask an administrator to enter it.</source>
        <translation>관리자에게 등록을 요청해 주세요.</translation>
    </message>
    <message>
        <source>No telephone system can do this now.</source>
        <translation>지금 이 일을 할 수 있는 전화 시스템이 없습니다.</translation>
    </message>
    <message>
        <source>Please ask an administrator; a word to your colleague works meanwhile.</source>
        <translation>관리자에게 문의해 주세요. 그동안 동료에게 한마디는 보낼 수 있습니다.</translation>
    </message>
    <message>
        <source>You listen to a call already.</source>
        <translation>이미 다른 통화를 듣고 있습니다.</translation>
    </message>
    <message>
        <source>Please end that one first.</source>
        <translation>먼저 그 듣기를 끝내 주세요.</translation>
    </message>
    <message>
        <source>This is already there.</source>
        <translation>이미 있습니다.</translation>
    </message>
    <message>
        <source>Please use the one that exists, or choose another name.</source>
        <translation>있는 것을 쓰시거나 다른 이름을 골라 주세요.</translation>
    </message>
    <message>
        <source>It has been removed for good.</source>
        <translation>완전히 삭제되었습니다.</translation>
    </message>
    <message>
        <source>Please open the list again.</source>
        <translation>목록을 다시 열어 주세요.</translation>
    </message>
    <message>
        <source>Somebody was quicker: it has changed since you looked.</source>
        <translation>보시는 동안 다른 분이 먼저 바꾸었습니다.</translation>
    </message>
    <message>
        <source>Please look at what is new, then decide anew.</source>
        <translation>새로운 내용을 확인하고 다시 결정해 주세요.</translation>
    </message>
    <message>
        <source>This is too large for the server.</source>
        <translation>서버가 받기에는 너무 큽니다.</translation>
    </message>
    <message>
        <source>Please send less at once, or a smaller file.</source>
        <translation>나누어 보내시거나 더 작은 파일을 보내 주세요.</translation>
    </message>
    <message>
        <source>Files of this kind are not accepted.</source>
        <translation>받을 수 없는 종류의 파일입니다.</translation>
    </message>
    <message>
        <source>Please send a picture, a PDF or plain text.</source>
        <translation>사진, PDF 또는 텍스트 파일을 보내 주세요.</translation>
    </message>
    <message>
        <source>This was sent before with other words, so the server did not do it.</source>
        <translation>같은 요청이 다른 내용으로 이미 보내져 처리하지 않았습니다.</translation>
    </message>
    <message>
        <source>Please check what was done, then try again.</source>
        <translation>처리된 내용을 확인한 뒤 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>The server cannot do this as it stands.</source>
        <translation>지금 내용으로는 처리할 수 없습니다.</translation>
    </message>
    <message>
        <source>Please check what you chose.</source>
        <translation>선택하신 내용을 확인해 주세요.</translation>
    </message>
    <message>
        <source>The screen is locked.</source>
        <translation>화면이 잠겨 있습니다.</translation>
    </message>
    <message>
        <source>Please unlock it with your password.</source>
        <translation>비밀번호로 잠금을 풀어 주세요.</translation>
    </message>
    <message>
        <source>This was sent without saying which version you had seen.</source>
        <translation>어느 시점의 내용을 보고 보냈는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Please open it again and repeat what you did.</source>
        <translation>다시 열어 한 번 더 해 주세요.</translation>
    </message>
    <message>
        <source>Too many attempts in a short time.</source>
        <translation>짧은 시간에 너무 여러 번 시도했습니다.</translation>
    </message>
    <message>
        <source>Please wait a moment.</source>
        <translation>잠시 기다려 주세요.</translation>
    </message>
    <message>
        <source>The server has made a mistake.</source>
        <translation>서버에 오류가 생겼습니다.</translation>
    </message>
    <message>
        <source>It is tried again by itself; if it goes on, tell your administrator.</source>
        <translation>자동으로 다시 시도합니다. 계속되면 관리자에게 알려 주세요.</translation>
    </message>
    <message>
        <source>The server is busy or being updated.</source>
        <translation>서버가 바쁘거나 점검 중입니다.</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>자동으로 다시 시도합니다.</translation>
    </message>
</context>
<context>
    <name>ExecutorsBanner</name>
    <message numerus="yes">
        <source>%n more system(s) need a look.</source>
        <extracomment>What an administrator types on the server.</extracomment>
        <translation>
            <numerusform>확인할 시스템이 %n개 더 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>When it is mended, run on the server: {command}</source>
        <translation>고친 뒤 서버에서 실행: {command}</translation>
    </message>
    <message>
        <source>Please tell an administrator. What is ordered meanwhile is kept.</source>
        <translation>관리자에게 알려 주세요. 그동안의 조치는 보관됩니다.</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>명령 복사</translation>
    </message>
    <message numerus="yes">
        <source>%n command(s) to {name} were given up.</source>
        <translation>
            <numerusform>{name}: 전달을 포기한 명령이 %n건 있습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n command(s) wait.</source>
        <translation>
            <numerusform>대기 중인 명령 %n건.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody has said where {name} is. {waiting}</source>
        <translation>{name}의 주소가 설정되지 않았습니다. {waiting}</translation>
    </message>
    <message>
        <source>{name} takes no commands{why}. {waiting}</source>
        <translation>{name}: 명령을 받지 않습니다{why}. {waiting}</translation>
    </message>
    <message>
        <source>The payment system</source>
        <translation>결제 시스템</translation>
    </message>
    <message>
        <source>The courier desk</source>
        <translation>퀵서비스 창구</translation>
    </message>
    <message>
        <source>The warehouse</source>
        <translation>물류 창고</translation>
    </message>
    <message>
        <source>The shop system</source>
        <translation>쇼핑몰 시스템</translation>
    </message>
    <message>
        <source>The repair desk</source>
        <translation>수리 창구</translation>
    </message>
</context>
<context>
    <name>ExplanationCard</name>
    <message>
        <source>Why is it here?</source>
        <translation>왜 여기에 있나요?</translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation>동료</translation>
    </message>
    <message>
        <source>Nobody has had it yet.</source>
        <translation>아직 담당자가 없었습니다.</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전 배정</translation>
    </message>
    <message>
        <source>waited {time}</source>
        <translation>{time} 대기</translation>
    </message>
    <message>
        <source>Next in the line</source>
        <translation>다음 차례</translation>
    </message>
    <message numerus="yes">
        <source>Number %n in the line</source>
        <translation>
            <numerusform>%n번째 차례</numerusform>
        </translation>
    </message>
    <message>
        <source>nobody can say how long it will take</source>
        <translation>예상 시간을 알 수 없음</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>약 {time}</translation>
    </message>
    <message>
        <source>How everybody stood</source>
        <translation>배정 당시 상황</translation>
    </message>
    <message>
        <source>{name} — chosen</source>
        <translation>{name} — 선택됨</translation>
    </message>
    <message>
        <source>Not asked: {why}</source>
        <translation>제외: {why}</translation>
    </message>
</context>
<context>
    <name>FilesStrip</name>
    <message>
        <source>Leave {name} out</source>
        <translation>{name} 빼기</translation>
    </message>
    <message>
        <source>being read…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>kept here, goes with the words</source>
        <translation>이 컴퓨터에 보관됨, 글과 함께 전송</translation>
    </message>
    <message>
        <source>uploading… {percent}%</source>
        <translation>올리는 중… {percent}%</translation>
    </message>
    <message>
        <source>larger than {limit} MB</source>
        <translation>{limit}MB 초과</translation>
    </message>
    <message>
        <source>only pictures, PDF, text, office documents and audio</source>
        <translation>이미지, PDF, 텍스트, 오피스 문서, 음성 파일만 첨부할 수 있습니다</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>읽을 수 없음</translation>
    </message>
    <message>
        <source>this workstation&apos;s disk did not take it</source>
        <translation>이 컴퓨터의 디스크에 저장하지 못했습니다</translation>
    </message>
    <message>
        <source>not accepted</source>
        <translation>받을 수 없음</translation>
    </message>
</context>
<context>
    <name>FindCustomer</name>
    <message>
        <source>Searching…</source>
        <translation>검색 중…</translation>
    </message>
    <message>
        <source>Nobody found. Try another part of the name, or the last four digits.</source>
        <translation>찾지 못했습니다. 이름의 다른 부분이나 번호 끝 네 자리로 찾아보세요.</translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>이름 또는 번호</translation>
    </message>
</context>
<context>
    <name>FindPalette</name>
    <message>
        <source>Find a card</source>
        <translation>카드 찾기</translation>
    </message>
    <message>
        <source>Number, title, customer, tag…</source>
        <translation>번호, 제목, 고객, 태그…</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>찾는 중…</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count}건 찾음</translation>
    </message>
</context>
<context>
    <name>FloorDeeds</name>
    <message>
        <source>Notice from {name}</source>
        <translation>{name}님의 공지</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>읽음</translation>
    </message>
</context>
<context>
    <name>FloorNotes</name>
    <message>
        <source>{name} asks for help</source>
        <extracomment>So many of a kind are shown at once, the others as a count. Words longer than this, or of more lines, scroll inside their note.</extracomment>
        <translation>{name}님이 도움을 요청합니다</translation>
    </message>
    <message>
        <source>Go and help</source>
        <translation>도우러 가기</translation>
    </message>
    <message>
        <source>A word from {name}</source>
        <translation>{name}님의 한마디</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>읽음</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>답하기</translation>
    </message>
    <message>
        <source>Notice from {name}</source>
        <translation>{name}님의 공지</translation>
    </message>
    <message>
        <source>I have read it</source>
        <translation>읽었습니다</translation>
    </message>
    <message>
        <source>No line: your call for help is sent as soon as there is one.</source>
        <translation>연결이 끊겼습니다. 연결되는 대로 도움 요청을 보냅니다.</translation>
    </message>
    <message>
        <source>Asking for help…</source>
        <translation>도움을 요청하는 중…</translation>
    </message>
    <message>
        <source>Never mind</source>
        <translation>요청 취소</translation>
    </message>
    <message>
        <source>You asked for help {waited} ago: the leads know, somebody will come.</source>
        <translation>도움을 요청했습니다 ({waited}). 팀장들에게 알렸으니 곧 올 거예요.</translation>
    </message>
    <message numerus="yes">
        <source>%n more ask(s) for help</source>
        <translation>
            <numerusform>도움 요청 %n건 더</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more to read</source>
        <translation>
            <numerusform>읽을 것 %n개 더</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FloorPage</name>
    <message>
        <source>Go and help</source>
        <translation>도우러 가기</translation>
    </message>
    <message>
        <source>A word to {name}</source>
        <translation>{name}님에게 한마디</translation>
    </message>
    <message>
        <source>Open what they work on</source>
        <translation>지금 하는 일 열기</translation>
    </message>
    <message>
        <source>Tickets of {name}</source>
        <translation>{name}님의 티켓</translation>
    </message>
    <message>
        <source>{name} is ill</source>
        <translation>{name}님 병결 처리</translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation>그만 듣기</translation>
    </message>
    <message>
        <source>Listen to the call</source>
        <translation>통화 듣기</translation>
    </message>
    <message>
        <source>Listen, and speak to {name} only</source>
        <translation>듣고 {name} 님에게만 말하기</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>모든 팀</translation>
    </message>
    <message>
        <source>The server does not answer: this is how the floor was, not how it is.</source>
        <translation>서버가 응답하지 않습니다. 지금이 아니라 마지막으로 확인한 현황입니다.</translation>
    </message>
    <message>
        <source>Nobody answers to that</source>
        <translation>해당하는 사람이 없습니다</translation>
    </message>
    <message>
        <source>Other words, other states or another team?</source>
        <translation>검색어나 상태, 팀을 바꿔 보세요.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Looking round…</source>
        <translation>확인하는 중…</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>현황</translation>
    </message>
    <message>
        <source>Everybody&apos;s state and work</source>
        <translation>모두의 상태와 업무</translation>
    </message>
    <message>
        <source>Find somebody</source>
        <translation>이름·팀 찾기</translation>
    </message>
    <message>
        <source>Which team</source>
        <translation>팀 선택</translation>
    </message>
</context>
<context>
    <name>FloorWords</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>팀</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>경과</translation>
    </message>
    <message>
        <source>Works on</source>
        <translation>하는 일</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>부하</translation>
    </message>
    <message>
        <source>Calls today</source>
        <translation>오늘 통화</translation>
    </message>
    <message>
        <source>Last break</source>
        <translation>마지막 휴식</translation>
    </message>
    <message>
        <source>Shift ends</source>
        <translation>근무 종료</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>통화</translation>
    </message>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <translation>
            <numerusform>티켓 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>{calls} ({hard} hard)</source>
        <translation>{calls} (어려운 통화 {hard})</translation>
    </message>
    <message>
        <source>none today</source>
        <translation>오늘 없음</translation>
    </message>
    <message>
        <source>asks for help</source>
        <translation>도움 요청 중</translation>
    </message>
</context>
<context>
    <name>FollowUpsPopover</name>
    <message>
        <source>Missed calls and call-backs</source>
        <translation>부재중 전화와 콜백</translation>
    </message>
    <message>
        <source>Missed {count}</source>
        <translation>부재중 {count}</translation>
    </message>
    <message>
        <source>Call-backs {count}</source>
        <translation>콜백 {count}</translation>
    </message>
    <message>
        <source>Call-back</source>
        <translation>콜백</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>새로 고침</translation>
    </message>
    <message>
        <source>No missed call</source>
        <translation>부재중 전화가 없습니다</translation>
    </message>
    <message>
        <source>Everybody who rang was answered.</source>
        <translation>걸려 온 전화를 모두 받았습니다.</translation>
    </message>
    <message>
        <source>No call-back owed</source>
        <translation>남은 콜백이 없습니다</translation>
    </message>
    <message>
        <source>What you promise stands here.</source>
        <translation>약속하신 콜백이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Claiming…</source>
        <translation>맡는 중…</translation>
    </message>
    <message>
        <source>I take it</source>
        <translation>내가 맡기</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>저장 중…</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>통화함</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>부재중</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>₩{amount}</source>
        <translation>{amount}원</translation>
    </message>
    <message>
        <source>ddd, MMM d</source>
        <comment>day of this year</comment>
        <translation>M월 d일(ddd)</translation>
    </message>
    <message>
        <source>MMM d, yyyy</source>
        <comment>day with year</comment>
        <translation>yyyy년 M월 d일</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>오늘 {time}</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}시간 {minutes}분</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes}분 {seconds}초</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>방금</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n분 전</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n시간 전</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>어제</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n일 전</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GoCard</name>
    <message>
        <source>Go to lunch</source>
        <translation>점심 가기</translation>
    </message>
    <message>
        <source>Take a break</source>
        <translation>쉬러 가기</translation>
    </message>
    <message>
        <source>Looking at the next hour…</source>
        <translation>앞으로 한 시간을 살펴보는 중…</translation>
    </message>
    <message>
        <source>Better at {time}: remind me</source>
        <translation>{time}에 더 좋아요 · 그때 알림</translation>
    </message>
    <message>
        <source>No shift of yours is planned now, so nobody will miss you.</source>
        <translation>지금은 내 근무 시간이 아니라서 괜찮습니다.</translation>
    </message>
    <message>
        <source>No connection: how many are there now is not known.</source>
        <translation>연결이 끊겨 지금 인원을 알 수 없습니다.</translation>
    </message>
    <message>
        <source>By your plan it begins at {time}.</source>
        <translation>계획으로는 {time}에 시작합니다.</translation>
    </message>
    <message>
        <source>You will be reminded at {time}</source>
        <translation>{time}에 알려 드립니다</translation>
    </message>
</context>
<context>
    <name>HandOverBanner</name>
    <message numerus="yes">
        <source>%n thing(s) are still open.</source>
        <translation>
            <numerusform>아직 정하지 않은 일이 %n건 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your shift ends at {time}.</source>
        <translation>{time}에 퇴근입니다.</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>인수인계</translation>
    </message>
</context>
<context>
    <name>HandOverSheet</name>
    <message>
        <source>Shift ends {time}</source>
        <translation>퇴근 {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n still open</source>
        <translation>
            <numerusform>미정 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing open</source>
        <translation>미정 없음</translation>
    </message>
    <message>
        <source>Sign out all the same</source>
        <translation>그래도 로그아웃</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>로그아웃</translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) with you and come back with your next shift.</source>
        <translation>
            <numerusform>내가 맡기로 한 %n건은 다음 근무 때 다시 보입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is left. Have a good evening.</source>
        <translation>남은 일이 없습니다. 수고하셨습니다.</translation>
    </message>
    <message>
        <source>You owe nobody anything.</source>
        <translation>넘겨야 할 일이 하나도 없습니다.</translation>
    </message>
    <message>
        <source>Hand over what you owe</source>
        <translation>남은 업무 인수인계</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>인수인계</translation>
    </message>
</context>
<context>
    <name>HealthPill</name>
    <message>
        <source>Live</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>따라잡는 중</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>다시 연결 중</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>연결 끊김</translation>
    </message>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>전송 대기 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to decide</source>
        <translation>
            <numerusform>확인 필요 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Connection: {state}</source>
        <translation>연결: {state}</translation>
    </message>
    <message>
        <source>Connection details</source>
        <translation>연결 상태 자세히</translation>
    </message>
</context>
<context>
    <name>HealthPopover</name>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>서버</translation>
    </message>
    <message>
        <source>Complete as of</source>
        <translation>최신 기준</translation>
    </message>
    <message>
        <source>Answers in</source>
        <translation>응답 속도</translation>
    </message>
    <message>
        <source>To send</source>
        <translation>전송 대기</translation>
    </message>
    <message>
        <source>Keyring</source>
        <translation>키링</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>전송 대기함</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>따라잡는 중</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>다시 연결 중</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>연결 끊김</translation>
    </message>
    <message>
        <source>Everything on screen is up to date.</source>
        <translation>화면의 모든 내용이 최신입니다.</translation>
    </message>
    <message>
        <source>You see what was last known. Notes and actions are kept here and sent later.</source>
        <translation>마지막으로 받은 내용을 보여 드립니다. 메모와 작업은 이 컴퓨터에 보관했다가 나중에 보냅니다.</translation>
    </message>
    <message>
        <source>The newest entries may be missing for a moment. Nothing you do is lost.</source>
        <translation>가장 최근 내용이 잠시 빠져 있을 수 있습니다. 하신 일은 사라지지 않습니다.</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keyring</source>
        <translation>시스템 키링에 보관</translation>
    </message>
    <message>
        <source>In memory only, as you chose</source>
        <translation>선택하신 대로 메모리에만</translation>
    </message>
    <message>
        <source>No keyring here: in memory only</source>
        <translation>키링 없음: 메모리에만</translation>
    </message>
    <message>
        <source>Keyring locked: in memory only</source>
        <translation>키링 잠김: 메모리에만</translation>
    </message>
    <message>
        <source>Keyring does not answer: in memory only</source>
        <translation>키링 응답 없음: 메모리에만</translation>
    </message>
    <message>
        <source>Keyring refused: in memory only</source>
        <translation>키링 거절: 메모리에만</translation>
    </message>
    <message>
        <source>Keyring failed: in memory only</source>
        <translation>키링 오류: 메모리에만</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>here</source>
        <translation>함께 있음</translation>
    </message>
    <message>
        <source>Ticket {id}</source>
        <translation>티켓 {id}</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>끝내는 중…</translation>
    </message>
    <message>
        <source>Help is over</source>
        <translation>도움 끝내기</translation>
    </message>
    <message>
        <source>{names} is here to help you.</source>
        <translation>{names}님이 도우러 왔습니다.</translation>
    </message>
    <message>
        <source>You help {name}.</source>
        <translation>{name}님을 돕고 있습니다.</translation>
    </message>
    <message>
        <source>A lead</source>
        <translation>팀장</translation>
    </message>
    <message>
        <source>You</source>
        <translation>나</translation>
    </message>
    <message>
        <source>being sent…</source>
        <translation>보내는 중…</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움</translation>
    </message>
    <message>
        <source>Fold away</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>Which talk</source>
        <translation>대화 선택</translation>
    </message>
    <message>
        <source>A line, only for you two</source>
        <translation>둘만 보는 한 줄</translation>
    </message>
    <message>
        <source>A line to say</source>
        <translation>할 말</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>나눈 대화</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Claiming…</source>
        <extracomment>How many rows of each list are shown, and in a high window.</extracomment>
        <translation>맡는 중…</translation>
    </message>
    <message>
        <source>I take it</source>
        <translation>내가 맡기</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>시간 지남</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>첫 화면</translation>
    </message>
    <message>
        <source>Take calls</source>
        <translation>전화 받기</translation>
    </message>
    <message>
        <source>Find a customer</source>
        <translation>고객 찾기</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>모두 보기</translation>
    </message>
    <message>
        <source>Missed calls</source>
        <translation>부재중 전화</translation>
    </message>
    <message>
        <source>Everybody who rang was answered.</source>
        <translation>걸려 온 전화를 모두 받았습니다.</translation>
    </message>
    <message>
        <source>My call-backs</source>
        <translation>내 콜백</translation>
    </message>
    <message>
        <source>You owe nobody a call.</source>
        <translation>약속한 콜백이 없습니다.</translation>
    </message>
    <message>
        <source>My open tickets</source>
        <translation>내 진행 티켓</translation>
    </message>
    <message>
        <source>None is yours. Take one in the tickets view.</source>
        <translation>맡은 티켓이 없습니다. 티켓 화면에서 맡을 수 있습니다.</translation>
    </message>
    <message>
        <source>Last calls</source>
        <translation>최근 통화</translation>
    </message>
    <message>
        <source>Whom you speak with stands here afterwards.</source>
        <translation>통화를 마친 고객이 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>You are in a call</source>
        <translation>통화 중입니다</translation>
    </message>
    <message>
        <source>The call goes on; the bar above shows with whom.</source>
        <translation>통화가 이어지고 있습니다. 상대는 위 통화 막대에서 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The call is over</source>
        <translation>통화가 끝났습니다</translation>
    </message>
    <message>
        <source>Wrap it up in the bar above.</source>
        <translation>위 통화 막대에서 후처리를 마쳐 주세요.</translation>
    </message>
    <message>
        <source>Ready for the next call</source>
        <translation>다음 전화를 기다리고 있습니다</translation>
    </message>
    <message>
        <source>Whoever calls appears here when you pick up.</source>
        <translation>전화를 받으면 고객이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>You take no calls now</source>
        <translation>지금은 전화를 받지 않습니다</translation>
    </message>
    <message>
        <source>Until you are ready, calls go to your colleagues.</source>
        <translation>대기로 바꿀 때까지 전화는 동료에게 연결됩니다.</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>Nothing waits for your word.</source>
        <extracomment>So many things left behind are named on the card; the sheet has them all.</extracomment>
        <translation>결재할 것이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n left behind</source>
        <comment>things</comment>
        <translation>
            <numerusform>남은 업무 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>ddd, MMM d</source>
        <comment>a day</comment>
        <translation>M월 d일(ddd)</translation>
    </message>
    <message>
        <source>Since the end of {day}</source>
        <translation>{day} 마감부터 담당자 확인 필요</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Find new owners</source>
        <translation>담당자 정하기</translation>
    </message>
    <message>
        <source>Shift {times} falls away</source>
        <translation>{times} 근무가 비게 됩니다</translation>
    </message>
    <message>
        <source>Looking at the rules…</source>
        <translation>근무 규칙을 확인하는 중…</translation>
    </message>
    <message>
        <source>The rules could not be looked at; they are asked again with your yes.</source>
        <translation>규칙을 확인하지 못했습니다. 승인하실 때 서버가 다시 확인합니다.</translation>
    </message>
    <message>
        <source>{name} works {times}</source>
        <translation>{name} → {times} 근무</translation>
    </message>
    <message>
        <source>It is yours: another lead decides.</source>
        <translation>본인의 교환이므로 다른 팀장이 결정합니다.</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>승인</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>반려</translation>
    </message>
    <message>
        <source>Decline: {what}</source>
        <translation>반려: {what}</translation>
    </message>
    <message>
        <source>What you tell them</source>
        <translation>전할 말</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>나중에</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>All keys as delivered</source>
        <translation>모두 처음대로</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>As delivered</source>
        <translation>처음대로</translation>
    </message>
    <message>
        <source>{keys} already belongs to “{command}”.</source>
        <translation>{keys} 키는 이미 ‘{command}’에 쓰이고 있습니다.</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>바꾸기</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Keys</source>
        <extracomment>About as many commands in each column.</extracomment>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Change keys</source>
        <translation>단축키 바꾸기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Wrap up with code {first}–{last}</source>
        <translation>후처리 코드 {first}–{last}번</translation>
    </message>
    <message>
        <source>Carry out action {first}–{last}</source>
        <translation>조치 {first}–{last}번 실행</translation>
    </message>
</context>
<context>
    <name>LeadDay</name>
    <message>
        <source>ddd, MMM d</source>
        <comment>a day</comment>
        <translation>M월 d일(ddd)</translation>
    </message>
    <message>
        <source>MMM d</source>
        <comment>a day in a stretch</comment>
        <translation>M월 d일</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>a month</comment>
        <translation>yyyy년 M월</translation>
    </message>
    <message>
        <source>Without a group</source>
        <translation>소속 없음</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>근무표</translation>
    </message>
    <message>
        <source>Needed and rostered agents, as a table</source>
        <translation>필요 인원과 배치 인원 표</translation>
    </message>
</context>
<context>
    <name>LeaveForm</name>
    <message>
        <source>It must end after it begins, and not in the past.</source>
        <translation>종료는 시작 뒤여야 하고, 지난 시간은 안 됩니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n of my shifts lie in it: {days}.</source>
        <translation>
            <numerusform>이 기간의 내 근무 %n건: {days}.</numerusform>
        </translation>
    </message>
    <message>
        <source>No shift of mine that is known lies in it.</source>
        <translation>이 기간에 정해진 내 근무가 없습니다.</translation>
    </message>
    <message>
        <source>My lead decides; until then the shifts stay as they are.</source>
        <translation>리더가 승인할 때까지 근무는 그대로입니다.</translation>
    </message>
    <message>
        <source>Ask for leave</source>
        <translation>휴가 신청</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>From</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>To</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Whole days</source>
        <translation>하루 종일</translation>
    </message>
    <message>
        <source>From, time</source>
        <translation>시작 시각</translation>
    </message>
    <message>
        <source>To, time</source>
        <translation>종료 시각</translation>
    </message>
    <message>
        <source>A word to my lead</source>
        <translation>리더에게 한마디</translation>
    </message>
    <message>
        <source>Ask for it</source>
        <translation>신청하기</translation>
    </message>
</context>
<context>
    <name>LeftSheet</name>
    <message>
        <source>ddd, MMM d</source>
        <comment>a day</comment>
        <translation>M월 d일(ddd)</translation>
    </message>
    <message>
        <source>Left behind on {day}</source>
        <translation>{day} 마감 때 남은 업무</translation>
    </message>
    <message numerus="yes">
        <source>%n still open</source>
        <translation>
            <numerusform>미정 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing open</source>
        <translation>미정 없음</translation>
    </message>
    <message>
        <source>Nothing is left behind any more.</source>
        <translation>남은 업무가 없습니다.</translation>
    </message>
    <message>
        <source>Everything has somebody who takes care of it.</source>
        <translation>모든 업무에 담당자가 정해졌습니다.</translation>
    </message>
    <message>
        <source>What {name} left behind</source>
        <translation>{name} 님이 남긴 업무</translation>
    </message>
</context>
<context>
    <name>ListHead</name>
    <message>
        <source>{count} with “{words}” in the title</source>
        <translation>제목에 “{words}” 포함 {count}건</translation>
    </message>
    <message>
        <source>found in {loaded} of {count}; Enter looks through all titles</source>
        <translation>{count}건 중 {loaded}건에서 찾음, Enter로 모든 제목 찾기</translation>
    </message>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <translation>
            <numerusform>%n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Find in this list</source>
        <translation>이 목록에서 찾기</translation>
    </message>
    <message>
        <source>Filter and columns</source>
        <translation>필터와 열</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>새로 고침</translation>
    </message>
    <message>
        <source>Something has changed above</source>
        <translation>위쪽에 바뀐 것이 있습니다</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>#{number} has no customer yet: there is no history to open.</source>
        <extracomment>Whether there is a list to show, of a view or not. A list that no view is kept for, asked for before the views were there.</extracomment>
        <translation>#{number}에는 아직 연결된 고객이 없어 열어 볼 이력이 없습니다.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>찾은 것이 없습니다</translation>
    </message>
    <message>
        <source>Enter looks through all titles of this view.</source>
        <translation>Enter를 누르면 이 보기의 모든 제목에서 찾습니다.</translation>
    </message>
    <message>
        <source>Nothing to do here</source>
        <translation>할 일이 없습니다</translation>
    </message>
    <message>
        <source>Choose another view, or change this one.</source>
        <translation>다른 보기를 고르거나 이 보기를 바꿔 보세요.</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>New view</source>
        <translation>새 보기</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>티켓</translation>
    </message>
</context>
<context>
    <name>ListeningBanner</name>
    <message>
        <source>Stop listening</source>
        <translation>그만 듣기</translation>
    </message>
    <message>
        <source>The call of {name} is over, and so is your listening.</source>
        <translation>{name} 님의 통화가 끝나 듣기도 끝났습니다.</translation>
    </message>
    <message>
        <source>Your telephone was not picked up, or put down: you no longer hear {name}.</source>
        <translation>전화를 받지 않았거나 끊어서 {name} 님의 통화를 더 듣지 않습니다.</translation>
    </message>
    <message>
        <source>The telephone system does not let you listen to {name}.</source>
        <translation>전화 시스템이 {name} 님의 통화 듣기를 거절했습니다.</translation>
    </message>
    <message>
        <source>The telephone system did not answer: you do not hear {name}.</source>
        <translation>전화 시스템이 응답하지 않아 {name} 님의 통화를 듣지 못합니다.</translation>
    </message>
    <message>
        <source>You no longer hear {name}.</source>
        <translation>{name} 님의 통화를 더 듣지 않습니다.</translation>
    </message>
    <message>
        <source>{name} is listening to this call.</source>
        <translation>{name} 님이 이 통화를 듣고 있습니다.</translation>
    </message>
    <message>
        <source>{name} is listening to this call and can speak to you; the customer cannot hear it.</source>
        <translation>{name} 님이 이 통화를 듣고 있으며 나에게만 말할 수 있습니다. 고객에게는 들리지 않습니다.</translation>
    </message>
    <message>
        <source>Pick up your telephone: you listen to the call of {name}, who sees it.</source>
        <translation>전화를 받으면 {name} 님의 통화가 들립니다. {name} 님에게 듣는 중이라고 표시됩니다.</translation>
    </message>
    <message>
        <source>Pick up your telephone: you listen to the call of {name}, who sees it; only {name} hears you.</source>
        <translation>전화를 받으면 {name} 님의 통화가 들립니다. {name} 님에게 표시되며, 내 말은 {name} 님만 듣습니다.</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>The screen is locked. Calls and what you sent go on.</source>
        <extracomment>So much is owed that nobody else has, as whoever wanted to leave was told.</extracomment>
        <translation>화면이 잠겼습니다. 통화와 전송은 계속됩니다.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>로그아웃</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>잠김</translation>
    </message>
    <message>
        <source>Sign out all the same</source>
        <translation>그래도 로그아웃</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) you owe have nobody else. Unlock to hand them over.</source>
        <translation>
            <numerusform>다른 담당자가 없는 업무가 %n건 있습니다. 잠금을 풀고 인계해 주세요.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again in {time}</source>
        <translation>{time} 뒤에 다시 시도</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>잠금 해제</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Caps Lock이 켜져 있습니다.</translation>
    </message>
</context>
<context>
    <name>LookPage</name>
    <message>
        <source>Look</source>
        <translation>화면 표시</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>System follows the workstation, day and night.</source>
        <translation>시스템을 고르면 컴퓨터의 설정을 따릅니다.</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>간격</translation>
    </message>
    <message>
        <source>Compact shows more lines at once.</source>
        <translation>촘촘하게 하면 한 화면에 더 많이 보입니다.</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Takes effect at once, in every window.</source>
        <translation>바로 적용됩니다.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>여유롭게</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>촘촘하게</translation>
    </message>
</context>
<context>
    <name>MacroPopover</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Being run…</source>
        <translation>실행하는 중…</translation>
    </message>
    <message>
        <source>No connection: nothing has happened yet.</source>
        <translation>연결이 끊겼습니다. 아직 아무 일도 일어나지 않았습니다.</translation>
    </message>
    <message>
        <source>It is run when the server is back. Do not promise it yet.</source>
        <translation>서버에 다시 연결되면 실행됩니다. 아직 고객에게 약속하지 마세요.</translation>
    </message>
    <message>
        <source>No answer came yet.</source>
        <translation>아직 응답이 없습니다.</translation>
    </message>
    <message>
        <source>It is sent again, and happens once, not twice.</source>
        <translation>다시 보내며, 두 번이 아니라 한 번만 실행됩니다.</translation>
    </message>
    <message>
        <source>It lay for long, so it was not run. Does it still hold?</source>
        <translation>오래 머물러 있어 실행하지 않았습니다. 지금도 필요한가요?</translation>
    </message>
    <message>
        <source>It was not run.</source>
        <translation>실행되지 않았습니다.</translation>
    </message>
    <message>
        <source>Looking at what can be done…</source>
        <translation>가능한 조치를 확인하는 중…</translation>
    </message>
    <message>
        <source>{amount} in all</source>
        <translation>모두 {amount}</translation>
    </message>
    <message>
        <source>It costs nothing.</source>
        <translation>비용이 들지 않습니다.</translation>
    </message>
    <message>
        <source>{sum} · a lead is asked</source>
        <translation>{sum} · 책임자 승인 요청</translation>
    </message>
    <message>
        <source>{step} needs to know this; the rest follows.</source>
        <translation>{step}에 필요한 내용입니다. 입력하면 나머지가 이어집니다.</translation>
    </message>
    <message>
        <source>Over your limit: asks a lead</source>
        <translation>한도 초과: 책임자에게 승인을 요청합니다</translation>
    </message>
    <message>
        <source>Run it now</source>
        <translation>지금 실행</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Run it</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Skip it</source>
        <translation>건너뛰기</translation>
    </message>
    <message>
        <source>Do not run it</source>
        <translation>실행하지 않기</translation>
    </message>
</context>
<context>
    <name>MacroWords</name>
    <message>
        <source>Reply</source>
        <extracomment>Icon and tone of each state: no two share both, and none is told by its colour alone.</extracomment>
        <translation>답변</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Call note</source>
        <translation>통화 메모</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Ticket: {queue}, {state}</source>
        <translation>티켓: {queue}, {state}</translation>
    </message>
    <message>
        <source>Ticket: {queue}</source>
        <translation>티켓: {queue}</translation>
    </message>
    <message>
        <source>Ticket: {state}</source>
        <translation>티켓: {state}</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>티켓</translation>
    </message>
    <message>
        <source>new</source>
        <translation>새로 접수</translation>
    </message>
    <message>
        <source>open</source>
        <translation>진행 중</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Awaits approval</source>
        <translation>승인 대기</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>실행 안 됨</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>건너뜀</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>입력 필요</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>시작 전</translation>
    </message>
    <message>
        <source>Would not be run: a step before it stops here.</source>
        <translation>앞 단계에서 멈추므로 실행되지 않습니다.</translation>
    </message>
    <message>
        <source>Asks you for: {fields}</source>
        <translation>실행 중 입력: {fields}</translation>
    </message>
    <message>
        <source>Over your limit: would not be done.</source>
        <translation>한도 초과: 실행되지 않습니다.</translation>
    </message>
    <message>
        <source>Over your limit: asks a lead</source>
        <translation>한도 초과: 책임자에게 승인을 요청합니다</translation>
    </message>
</context>
<context>
    <name>MacrosBox</name>
    <message>
        <source>Needs you</source>
        <translation>입력 필요</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>전송 중</translation>
    </message>
    <message>
        <source>Not run</source>
        <translation>실행 안 됨</translation>
    </message>
    <message>
        <source>Macros</source>
        <translation>묶음 조치</translation>
    </message>
</context>
<context>
    <name>MacrosPage</name>
    <message>
        <source>It needs a name.</source>
        <translation>이름을 입력해 주세요.</translation>
    </message>
    <message>
        <source>Being saved…</source>
        <translation>저장하는 중…</translation>
    </message>
    <message>
        <source>Macros</source>
        <translation>묶음 조치</translation>
    </message>
    <message>
        <source>Macro</source>
        <translation>묶음 조치</translation>
    </message>
    <message>
        <source>Name in Korean</source>
        <translation>한국어 이름</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>영어 이름</translation>
    </message>
    <message>
        <source>Agents may use it</source>
        <translation>상담원이 사용할 수 있음</translation>
    </message>
    <message>
        <source>Add a step</source>
        <translation>단계 추가</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>New macro</source>
        <translation>새 묶음 조치</translation>
    </message>
    <message>
        <source>{name} (out of use)</source>
        <translation>{name} (사용 안 함)</translation>
    </message>
    <message>
        <source>Open a customer to see here what it would do.</source>
        <translation>고객을 열면 이 묶음 조치의 결과를 여기서 미리 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>For {customer} it would be {amount} in all</source>
        <translation>{customer} 고객님 기준 미리보기: 모두 {amount}</translation>
    </message>
    <message>
        <source>Saved. Agents have it from now on.</source>
        <translation>저장했습니다. 지금부터 상담원이 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>It could not be kept on this computer.</source>
        <translation>이 컴퓨터에 저장하지 못했습니다.</translation>
    </message>
</context>
<context>
    <name>MenuWords</name>
    <message>
        <source>Select all its cards</source>
        <translation>이 열의 카드 모두 선택</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>펼치기</translation>
    </message>
    <message>
        <source>Propose a rebalancing</source>
        <translation>균형 맞추기 제안</translation>
    </message>
    <message>
        <source>Called in sick…</source>
        <translation>병결 처리…</translation>
    </message>
    <message>
        <source>Say a word…</source>
        <translation>한마디 보내기…</translation>
    </message>
    <message>
        <source>Open the ticket</source>
        <translation>티켓 열기</translation>
    </message>
    <message>
        <source>Move to…</source>
        <translation>옮기기…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>변경…</translation>
    </message>
</context>
<context>
    <name>MergeForm</name>
    <message>
        <source>Merge the records</source>
        <translation>고객 정보 합치기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Same person, two records</source>
        <translation>같은 고객, 두 개의 정보</translation>
    </message>
    <message>
        <source>{other} ({number}) then shows under {name}, history and orders included. It can be undone.</source>
        <translation>{other} ({number}) 님의 이력과 주문이 {name} 님 아래에 함께 표시됩니다. 되돌릴 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>MergeRow</name>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
</context>
<context>
    <name>MergeTicketForm</name>
    <message>
        <source>#{number} is the same as…</source>
        <translation>#{number}과(와) 같은 티켓…</translation>
    </message>
    <message>
        <source>Merge the tickets</source>
        <translation>티켓 합치기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>All entries go to #{stays} {title}, and #{goes} is closed. What you are writing goes along. It can be undone until somebody goes on with it.</source>
        <translation>모든 기록이 #{stays} {title}(으)로 옮겨지고 #{goes}은(는) 닫힙니다. 쓰던 글도 함께 갑니다. 합친 뒤에 진행된 내용이 없으면 취소할 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>MergedBanner</name>
    <message>
        <source>This record was merged into that of {name}. What you write here stays.</source>
        <translation>이 고객 정보는 {name} 님의 정보로 합쳐졌습니다. 여기에 쓴 글은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>합쳐진 정보 보기</translation>
    </message>
</context>
<context>
    <name>MinutesEditor</name>
    <message>
        <source>days</source>
        <translation>일</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>분</translation>
    </message>
    <message>
        <source>Unit of time</source>
        <translation>시간 단위</translation>
    </message>
</context>
<context>
    <name>MovePalette</name>
    <message>
        <source>Move {cards} to…</source>
        <translation>{cards} 옮길 곳</translation>
    </message>
    <message>
        <source>Give {cards} to whom of {team}?</source>
        <translation>{team}의 누구에게 {cards}을 맡길까요?</translation>
    </message>
    <message>
        <source>Each line tells what the move would do there</source>
        <extracomment>Prospects are reckoned for so long at a time, between frames.</extracomment>
        <translation>줄마다 옮긴 뒤의 부하·대기·초과를 보여 줍니다</translation>
    </message>
    <message>
        <source>Name…</source>
        <translation>이름…</translation>
    </message>
    <message>
        <source>Name, queue, “tomorrow”, macro…</source>
        <translation>이름, 대기열, ‘내일’, 매크로…</translation>
    </message>
    <message>
        <source>People</source>
        <translation>담당자</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>Put aside, give back</source>
        <translation>보류·담당 해제</translation>
    </message>
    <message>
        <source>Macros</source>
        <translation>매크로</translation>
    </message>
    <message>
        <source>runs for each customer, one after the other</source>
        <translation>고객마다 차례로 실행합니다</translation>
    </message>
</context>
<context>
    <name>MyDay</name>
    <message>
        <source>My shifts</source>
        <translation>내 근무</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <translation>yyyy년 M월</translation>
    </message>
    <message>
        <source>ddd, MMM d</source>
        <translation>M월 d일(ddd)</translation>
    </message>
    <message>
        <source>MMM d</source>
        <translation>M월 d일</translation>
    </message>
    <message>
        <source>My month</source>
        <translation>내 한 달</translation>
    </message>
    <message>
        <source>My hours and what I asked for</source>
        <translation>내 근로시간과 신청</translation>
    </message>
</context>
<context>
    <name>MyRows</name>
    <message>
        <source>Me</source>
        <translation>나</translation>
    </message>
    <message>
        <source>Planned in this week: {hours}</source>
        <translation>이번 주 계획: {hours}</translation>
    </message>
    <message>
        <source>ddd d</source>
        <comment>day of a week</comment>
        <translation>d일(ddd)</translation>
    </message>
    <message>
        <source>free</source>
        <translation>휴무</translation>
    </message>
    <message>
        <source>Nobody of my team works longer than I do.</source>
        <translation>우리 팀에서 내가 가장 늦게까지 근무합니다.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n명</numerusform>
        </translation>
    </message>
    <message>
        <source>Here after me: {names}</source>
        <translation>내 뒤를 지키는 동료: {names}</translation>
    </message>
</context>
<context>
    <name>MySide</name>
    <message>
        <source>Next four weeks</source>
        <translation>앞으로 4주</translation>
    </message>
    <message>
        <source>overtime</source>
        <translation>연장</translation>
    </message>
    <message>
        <source>Nothing is planned yet.</source>
        <translation>아직 정해진 근무가 없습니다.</translation>
    </message>
</context>
<context>
    <name>NamedEditor</name>
    <message>
        <source>Choose…</source>
        <extracomment>What a minute editor counts in, the largest first. Fields whose values are chosen from a list by name.</extracomment>
        <translation>선택…</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 외 {count}</translation>
    </message>
</context>
<context>
    <name>NewTicketForm</name>
    <message>
        <source>Title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>Left empty, the first line becomes the title</source>
        <translation>비워 두면 첫 줄이 제목이 됩니다</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>Write on a new ticket</source>
        <translation>새 티켓에 쓰기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>새 티켓</translation>
    </message>
</context>
<context>
    <name>NowNext</name>
    <message>
        <source>My day: {what}</source>
        <translation>내 하루: {what}</translation>
    </message>
</context>
<context>
    <name>NowPage</name>
    <message>
        <source>Everybody does what was planned.</source>
        <translation>모두 계획대로 근무하고 있습니다.</translation>
    </message>
</context>
<context>
    <name>OfferWords</name>
    <message>
        <source>Being ordered…</source>
        <translation>요청하는 중…</translation>
    </message>
    <message>
        <source>Fill in: {fields}</source>
        <translation>입력할 것: {fields}</translation>
    </message>
    <message>
        <source>Over your limit: asks a lead</source>
        <translation>한도 초과: 책임자에게 승인 요청</translation>
    </message>
    <message>
        <source>by {time}</source>
        <translation>{time}까지</translation>
    </message>
    <message>
        <source>{amount} left afterwards</source>
        <translation>실행 후 {amount} 남음</translation>
    </message>
    <message>
        <source>asks for approval</source>
        <translation>승인 요청</translation>
    </message>
</context>
<context>
    <name>OrderPicker</name>
    <message>
        <source>The order the actions are about</source>
        <translation>조치할 주문</translation>
    </message>
</context>
<context>
    <name>OrderWords</name>
    <message>
        <source>Change of my state</source>
        <translation>내 상태 변경</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>고객 등록</translation>
    </message>
    <message>
        <source>Change of customer data</source>
        <translation>고객 정보 변경</translation>
    </message>
    <message>
        <source>New number</source>
        <translation>번호 추가</translation>
    </message>
    <message>
        <source>Verification of a number</source>
        <translation>번호 확인</translation>
    </message>
    <message>
        <source>Removal of a number</source>
        <translation>번호 삭제</translation>
    </message>
    <message>
        <source>Merge of two customers</source>
        <translation>고객 정보 합치기</translation>
    </message>
    <message>
        <source>Undoing of a merge</source>
        <translation>합치기 취소</translation>
    </message>
    <message>
        <source>Remark on a customer</source>
        <translation>고객 메모</translation>
    </message>
    <message>
        <source>Removal of a remark</source>
        <translation>고객 메모 삭제</translation>
    </message>
    <message>
        <source>Relation of two customers</source>
        <translation>고객 관계 추가</translation>
    </message>
    <message>
        <source>Removal of a relation</source>
        <translation>고객 관계 삭제</translation>
    </message>
    <message>
        <source>Pinning of an entry</source>
        <translation>항목 고정</translation>
    </message>
    <message>
        <source>Unpinning of an entry</source>
        <translation>항목 고정 해제</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>새 티켓</translation>
    </message>
    <message>
        <source>Change of a ticket</source>
        <translation>티켓 변경</translation>
    </message>
    <message>
        <source>Taking of a ticket</source>
        <translation>티켓 맡기</translation>
    </message>
    <message>
        <source>Release of a ticket</source>
        <translation>티켓 내려놓기</translation>
    </message>
    <message>
        <source>Reply or note</source>
        <translation>답변 또는 메모</translation>
    </message>
    <message>
        <source>Change of several tickets</source>
        <translation>여러 티켓 변경</translation>
    </message>
    <message>
        <source>Naming of a caller</source>
        <translation>발신자 지정</translation>
    </message>
    <message>
        <source>Taking of a missed call</source>
        <translation>부재중 전화 맡기</translation>
    </message>
    <message>
        <source>Wrap-up of a call</source>
        <translation>통화 후처리</translation>
    </message>
    <message>
        <source>More time for a wrap-up</source>
        <translation>후처리 시간 연장</translation>
    </message>
    <message>
        <source>Promise of a call-back</source>
        <translation>콜백 약속</translation>
    </message>
    <message>
        <source>Completion of a call-back</source>
        <translation>콜백 완료</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>조치</translation>
    </message>
    <message>
        <source>Undoing of a remedy</source>
        <translation>조치 되돌리기</translation>
    </message>
    <message>
        <source>Withdrawal of a question for approval</source>
        <translation>승인 요청 철회</translation>
    </message>
    <message>
        <source>Reversal of a remedy</source>
        <translation>조치 취소 처리</translation>
    </message>
    <message>
        <source>Word on an approval</source>
        <translation>승인 결정</translation>
    </message>
    <message>
        <source>Macro</source>
        <translation>묶음 조치</translation>
    </message>
    <message>
        <source>Rest of a macro</source>
        <translation>묶음 조치 이어 하기</translation>
    </message>
    <message>
        <source>Change of a macro</source>
        <translation>묶음 조치 변경</translation>
    </message>
    <message>
        <source>Merge of two tickets</source>
        <translation>티켓 합치기</translation>
    </message>
    <message>
        <source>Taking back of a move</source>
        <translation>이동 되돌리기</translation>
    </message>
    <message>
        <source>Change of a view</source>
        <translation>보기 변경</translation>
    </message>
    <message>
        <source>Request for leave</source>
        <translation>휴가 신청</translation>
    </message>
    <message>
        <source>Leave taken back</source>
        <translation>휴가 신청 취소</translation>
    </message>
    <message>
        <source>Offer of a swap</source>
        <translation>근무 교환 제안</translation>
    </message>
    <message>
        <source>Yes to a swap</source>
        <translation>교환 수락</translation>
    </message>
    <message>
        <source>No to a swap</source>
        <translation>교환 거절</translation>
    </message>
    <message>
        <source>Swap taken back</source>
        <translation>교환 제안 취소</translation>
    </message>
    <message>
        <source>Taking of offered hours</source>
        <translation>제안된 시간 받기</translation>
    </message>
    <message>
        <source>Hand-over</source>
        <translation>인수인계</translation>
    </message>
    <message>
        <source>Blocking of a number</source>
        <translation>번호 차단</translation>
    </message>
    <message>
        <source>Unblocking of a number</source>
        <translation>번호 차단 해제</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>New shift</source>
        <translation>새 근무</translation>
    </message>
    <message>
        <source>Change of a shift</source>
        <translation>근무 변경</translation>
    </message>
    <message>
        <source>Cancelling of a shift</source>
        <translation>근무 취소</translation>
    </message>
    <message>
        <source>Publishing of the rota</source>
        <translation>근무표 게시</translation>
    </message>
    <message>
        <source>Word on a leave</source>
        <translation>휴가 결재</translation>
    </message>
    <message>
        <source>Word on a swap</source>
        <translation>근무 교환 결재</translation>
    </message>
    <message>
        <source>Offer of hours</source>
        <translation>추가 근무 제안</translation>
    </message>
    <message>
        <source>End of an offer</source>
        <translation>제안 마감</translation>
    </message>
    <message>
        <source>Thresholds of the wall</source>
        <translation>전광판 기준값</translation>
    </message>
    <message>
        <source>Taking of an alarm</source>
        <translation>알람 맡기</translation>
    </message>
    <message>
        <source>Word to a colleague</source>
        <translation>동료에게 한마디</translation>
    </message>
    <message>
        <source>Reading of a word</source>
        <translation>한마디 읽음</translation>
    </message>
    <message>
        <source>Call for help</source>
        <translation>도움 요청</translation>
    </message>
    <message>
        <source>Coming to help</source>
        <translation>도우러 가기</translation>
    </message>
    <message>
        <source>Line beside the ticket</source>
        <translation>도움 대화</translation>
    </message>
    <message>
        <source>End of help</source>
        <translation>도움 끝내기</translation>
    </message>
    <message>
        <source>Notice to many</source>
        <translation>공지</translation>
    </message>
    <message>
        <source>Reading of a notice</source>
        <translation>공지 읽음</translation>
    </message>
    <message>
        <source>Listening to a call</source>
        <translation>통화 듣기</translation>
    </message>
    <message>
        <source>End of listening</source>
        <translation>듣기 끝내기</translation>
    </message>
    <message>
        <source>Sick call</source>
        <translation>병결 처리</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>보내는 중</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>확인 중</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>보류됨</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>거절됨</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>읽을 수 없음</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>되돌림</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>버림</translation>
    </message>
    <message>
        <source>Kept on this computer; it is sent when its turn comes.</source>
        <translation>이 컴퓨터에 보관했으며 차례가 되면 보냅니다.</translation>
    </message>
    <message>
        <source>On its way to the server.</source>
        <translation>서버로 보내고 있습니다.</translation>
    </message>
    <message>
        <source>No answer came: it may have happened. It is sent again and happens once, not twice.</source>
        <translation>응답을 받지 못했습니다. 이미 처리되었을 수 있습니다. 다시 보내도 한 번만 처리됩니다.</translation>
    </message>
    <message>
        <source>It lay for long, so it was not sent. Does it still hold?</source>
        <translation>오래 머물러 있어 보내지 않았습니다. 지금도 유효한가요?</translation>
    </message>
    <message>
        <source>It was written under a key that the keyring does not give out now.</source>
        <translation>지금 키링이 내주지 않는 키로 암호화되어 읽을 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>OutboxDrawer</name>
    <message>
        <source>Outbox</source>
        <translation>전송 대기함</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Everything is sent</source>
        <translation>모두 보냈습니다</translation>
    </message>
    <message>
        <source>What you do while offline waits here.</source>
        <translation>연결이 끊긴 동안 하신 일은 여기서 기다립니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n회 시도</numerusform>
        </translation>
    </message>
    <message>
        <source>Send all the same</source>
        <translation>그래도 보내기</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>지금 보내기</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Recover the words</source>
        <translation>쓴 글 되찾기</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
</context>
<context>
    <name>OwedRow</name>
    <message>
        <source>Give to</source>
        <translation>넘기기</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>내가 계속</translation>
    </message>
    <message>
        <source>Stays there</source>
        <translation>담당 유지</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>미정</translation>
    </message>
    <message>
        <source>{name} – {why}</source>
        <translation>{name} – {why}</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>누구에게</translation>
    </message>
    <message>
        <source>Until when it stays</source>
        <translation>언제까지 그대로 둘지</translation>
    </message>
    <message>
        <source>open</source>
        <translation>미정</translation>
    </message>
</context>
<context>
    <name>OwedSheet</name>
    <message>
        <source>Sending…</source>
        <translation>보내는 중…</translation>
    </message>
    <message>
        <source>What is owed is not known just now. Please try again.</source>
        <translation>지금은 남은 업무를 확인할 수 없습니다. 잠시 후 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>Looking at what is still owed…</source>
        <translation>남은 일을 살펴보는 중…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>What is still owed</source>
        <translation>남은 일</translation>
    </message>
    <message>
        <source>A word to those who take over</source>
        <translation>맡는 분께 한마디</translation>
    </message>
    <message>
        <source>As suggested</source>
        <translation>추천대로</translation>
    </message>
    <message>
        <source>Do it (%n)</source>
        <translation>확정 (%n건)</translation>
    </message>
    <message>
        <source>%n could not be done: see below why.</source>
        <translation>%n건은 처리되지 않았습니다. 아래에서 이유를 확인해 주세요.</translation>
    </message>
</context>
<context>
    <name>OwedWords</name>
    <message>
        <source>Ticket</source>
        <translation>티켓</translation>
    </message>
    <message>
        <source>Call-back</source>
        <translation>콜백</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>부재중 전화</translation>
    </message>
    <message>
        <source>stays until {time}</source>
        <translation>{time}까지 그대로 담당</translation>
    </message>
    <message>
        <source>overdue since {time}</source>
        <translation>{time} 기한 지남</translation>
    </message>
    <message>
        <source>due {time}</source>
        <translation>{time}까지</translation>
    </message>
    <message>
        <source>knows the customer</source>
        <translation>고객을 알고 있음</translation>
    </message>
    <message>
        <source>is still here</source>
        <translation>아직 근무 중</translation>
    </message>
    <message>
        <source>has room</source>
        <translation>여유 있음</translation>
    </message>
    <message>
        <source>works next</source>
        <translation>다음 근무자</translation>
    </message>
    <message>
        <source>to {name}</source>
        <translation>{name}에게</translation>
    </message>
    <message>
        <source>It is not owed any more.</source>
        <translation>더 이상 남은 일이 아닙니다.</translation>
    </message>
    <message>
        <source>It has changed since: please look again.</source>
        <translation>그사이 바뀌었습니다. 다시 확인해 주세요.</translation>
    </message>
    <message>
        <source>A colleague owes it by now.</source>
        <translation>이미 다른 동료의 일입니다.</translation>
    </message>
    <message>
        <source>This owner or this time is not possible.</source>
        <translation>이 담당자나 시각은 안 됩니다.</translation>
    </message>
    <message>
        <source>It was not done.</source>
        <translation>처리되지 않았습니다.</translation>
    </message>
    <message>
        <source>suggested: {name}, {why}</source>
        <translation>추천 {name} ({why})</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Name, number, order, ticket or command…</source>
        <translation>이름, 번호, 주문, 티켓, 명령…</translation>
    </message>
    <message>
        <source>Search or run a command</source>
        <translation>검색하거나 명령 실행</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>PaletteContent</name>
    <message>
        <source>No such command</source>
        <translation>그런 명령이 없습니다</translation>
    </message>
    <message>
        <source>Type &gt; to see commands only</source>
        <translation>&gt;를 입력하면 명령만 봅니다</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>검색 중…</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>결과 없음</translation>
    </message>
    <message>
        <source>The search needs the server. Commands work all the same.</source>
        <translation>검색하려면 서버에 연결되어야 합니다. 명령은 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Nothing found. Digits, parts of names and words of notes can be searched.</source>
        <translation>찾지 못했습니다. 번호, 이름 일부, 메모 내용으로 검색할 수 있습니다.</translation>
    </message>
    <message>
        <source>Opened last</source>
        <translation>최근에 연 항목</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>%n개 더 보기</numerusform>
        </translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>고객</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>주문</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>티켓</translation>
    </message>
    <message>
        <source>Notes and replies</source>
        <translation>메모와 답변</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Call</source>
        <extracomment>Whom it is for; nobody else finds it on the rail. Empty: everybody.</extracomment>
        <translation>상담</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>승인</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>근무</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
</context>
<context>
    <name>PeopleWords</name>
    <message>
        <source>Basic</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Silver</source>
        <translation>실버</translation>
    </message>
    <message>
        <source>Gold</source>
        <translation>골드</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>Several customers have this number</source>
        <translation>여러 고객이 쓰는 번호</translation>
    </message>
    <message>
        <source>Unknown caller</source>
        <translation>등록되지 않은 번호</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>발신 번호 표시 제한</translation>
    </message>
</context>
<context>
    <name>PersonalRow</name>
    <message>
        <source>Checked to be this customer&apos;s</source>
        <translation>본인 확인된 번호</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Show in full</source>
        <translation>전체 보기</translation>
    </message>
    <message>
        <source>Cover again</source>
        <translation>다시 가리기</translation>
    </message>
</context>
<context>
    <name>PhoneLink</name>
    <message>
        <source>On my telephone</source>
        <translation>내 휴대폰 달력</translation>
    </message>
    <message>
        <source>The server could not be asked. Please try again.</source>
        <translation>서버에 연결하지 못했습니다. 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>Subscribe to this address. It is shown this once and is yours alone.</source>
        <translation>달력 앱에서 이 주소를 구독하세요. 지금 한 번만 보이는 나만의 주소입니다.</translation>
    </message>
    <message>
        <source>The address leads nowhere any more.</source>
        <translation>이제 이 주소는 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>A private address for the calendar of your telephone.</source>
        <translation>휴대폰 달력에서 내 근무를 볼 수 있는 나만의 주소입니다.</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>주소 복사</translation>
    </message>
    <message>
        <source>New address</source>
        <translation>새 주소</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>주소 없애기</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>Move</source>
        <extracomment>What is asked; nothing stands there where the field says it all.</extracomment>
        <translation>이동</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>PinnedLine</name>
    <message>
        <source>Unpin</source>
        <translation>고정 해제</translation>
    </message>
</context>
<context>
    <name>PinnedStrip</name>
    <message>
        <source>Show fewer</source>
        <translation>접기</translation>
    </message>
    <message numerus="yes">
        <source>%n more pinned</source>
        <translation>
            <numerusform>고정 %n개 더</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Print day sheet</source>
        <translation>근무표 인쇄</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 파일 (*.pdf)</translation>
    </message>
    <message>
        <source>rota {day}</source>
        <translation>근무표 {day}</translation>
    </message>
    <message>
        <source>There is nothing to print on this day.</source>
        <translation>이 날에는 인쇄할 근무가 없습니다.</translation>
    </message>
    <message>
        <source>{name} could not be written.</source>
        <translation>{name} 파일을 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Day sheet: {name}</source>
        <translation>근무표를 저장했습니다: {name}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>Small letters, digits and _ only, such as english, gift_wrap.</source>
        <translation>english, gift_wrap처럼 영문 소문자, 숫자, _만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>What people can do</source>
        <translation>직원별 역량</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>직원</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>역량</translation>
    </message>
    <message>
        <source>With commas between them, in the site&apos;s short words.</source>
        <translation>회사에서 쓰는 짧은 이름을 쉼표로 구분합니다.</translation>
    </message>
    <message>
        <source>Carries something other than the rules say</source>
        <translation>업무량 따로 정하기</translation>
    </message>
    <message>
        <source>What this person carries</source>
        <translation>이 직원의 업무량</translation>
    </message>
    <message>
        <source>In ordinary tickets.</source>
        <translation>보통 티켓 기준입니다.</translation>
    </message>
</context>
<context>
    <name>PromiseWords</name>
    <message>
        <source>kept</source>
        <translation>지킴</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>필요 없음</translation>
    </message>
    <message>
        <source>due today</source>
        <translation>오늘까지</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>내일</translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>%n일 뒤</numerusform>
        </translation>
    </message>
    <message>
        <source>by {day}</source>
        <translation>{day}까지</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>배송</translation>
    </message>
    <message>
        <source>Call-back</source>
        <translation>콜백</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>수리</translation>
    </message>
</context>
<context>
    <name>ProposeCard</name>
    <message>
        <source>What could not be met, and the cheapest way out</source>
        <translation>채우지 못한 시간과 가장 부담이 적은 해결책</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>ddd, MMM d</source>
        <comment>a day</comment>
        <translation>M월 d일(ddd)</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>전체 인원</translation>
    </message>
    <message>
        <source>Propose a rota</source>
        <translation>근무표 제안</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>It covers the need, keeps the law and shares late hours and weekends. Nothing is published by it.</source>
        <translation>필요 인원을 채우고 근로기준법을 지키며 늦은 근무와 주말을 고르게 나눕니다. 게시되지는 않습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n분</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n초</numerusform>
        </translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>제안 받기</translation>
    </message>
    <message>
        <source>Stop with the best so far</source>
        <translation>지금까지의 최선으로 멈추기</translation>
    </message>
    <message>
        <source>Take it as drafts</source>
        <translation>초안으로 가져오기</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>버리기</translation>
    </message>
</context>
<context>
    <name>ProposeWords</name>
    <message>
        <source>Putting the question together</source>
        <extracomment>A gap beyond this only says that the bound is not known yet.</extracomment>
        <translation>조건을 정리하는 중</translation>
    </message>
    <message>
        <source>How many are needed in each kind of shift</source>
        <translation>근무 유형별 인원을 정하는 중</translation>
    </message>
    <message>
        <source>Who takes which shift</source>
        <translation>사람을 배정하는 중</translation>
    </message>
    <message>
        <source>When who eats and rests</source>
        <translation>점심과 휴게를 나누는 중</translation>
    </message>
    <message>
        <source>Checking it against the law</source>
        <translation>근로기준법에 맞는지 확인하는 중</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>계산하는 중</translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n초</numerusform>
        </translation>
    </message>
    <message>
        <source>{seconds}, nothing found yet</source>
        <translation>{seconds} 경과, 아직 찾지 못했습니다</translation>
    </message>
    <message>
        <source>{days}: no rota was found.</source>
        <translation>{days}: 근무표를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>{days}: {share} of the need is covered</source>
        <translation>{days}: 필요 인원의 {share} 충족</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n명</numerusform>
        </translation>
    </message>
    <message>
        <source>{share} of the wishes</source>
        <translation>희망 반영 {share}</translation>
    </message>
    <message>
        <source>how near the best is not known yet</source>
        <translation>최선에 얼마나 가까운지는 아직 알 수 없음</translation>
    </message>
    <message>
        <source>{gap} from the best there can be</source>
        <translation>이론상 최선과 {gap} 차이</translation>
    </message>
    <message>
        <source>{short} missing</source>
        <translation>{short}명 부족</translation>
    </message>
    <message>
        <source>Cheapest: {amount} hours of overtime</source>
        <translation>해결책: 연장 근무 {amount}시간</translation>
    </message>
    <message>
        <source>Cheapest: split {amount} shifts</source>
        <translation>해결책: 근무 {amount}건 분할</translation>
    </message>
    <message>
        <source>Cheapest: {amount} hours of part-time work</source>
        <translation>해결책: 시간제 근무 {amount}시간</translation>
    </message>
    <message>
        <source>Cheapest: content oneself with {amount} answered in time</source>
        <translation>해결책: 서비스 목표를 {amount}로 낮추기</translation>
    </message>
    <message>
        <source>Cheapest: {amount} more people</source>
        <translation>해결책: {amount}명 충원</translation>
    </message>
    <message>
        <source>late shifts {least}–{most} each</source>
        <translation>늦은 근무 1인당 {least}–{most}회</translation>
    </message>
    <message>
        <source>{covered} of {needed} hours</source>
        <translation>{needed}시간 중 {covered}시간 충족</translation>
    </message>
    <message>
        <source>keeps the law</source>
        <translation>근로기준법 준수</translation>
    </message>
    <message numerus="yes">
        <source>%n breaches of the law</source>
        <translation>
            <numerusform>법 위반 %n건</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueRows</name>
    <message>
        <source>Queue</source>
        <extracomment>Words, not a figure: they stand on the left.</extracomment>
        <translation>대기열</translation>
    </message>
    <message>
        <source>Calls waiting</source>
        <translation>대기 콜</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>최장 대기</translation>
    </message>
    <message>
        <source>Level, 30 min</source>
        <translation>응대율 30분</translation>
    </message>
    <message>
        <source>Level today</source>
        <translation>오늘 응대율</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>미배정</translation>
    </message>
    <message>
        <source>Will miss, 60 min</source>
        <translation>60분 내 초과</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>초과</translation>
    </message>
    <message>
        <source>Call-backs due</source>
        <translation>콜백 기한</translation>
    </message>
    <message>
        <source>Here / needed</source>
        <translation>현재 / 필요</translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation>진행 {count}건</translation>
    </message>
    <message>
        <source>of {count} arrived</source>
        <translation>인입 {count}건 기준</translation>
    </message>
    <message>
        <source>{count} in 15 min</source>
        <translation>15분 내 {count}건</translation>
    </message>
    <message>
        <source>no need known</source>
        <translation>필요 인원 미정</translation>
    </message>
    <message>
        <source>rostered {count}</source>
        <translation>배치 {count}명</translation>
    </message>
</context>
<context>
    <name>QueueWords</name>
    <message>
        <source>{days} d {hours} h</source>
        <extracomment>How a clock stands: nothing runs, there is time, less than an hour is left, too late.</extracomment>
        <translation>{days}일 {hours}시간</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}시간 {minutes}분</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours}시간</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}분</translation>
    </message>
    <message>
        <source>under 1 min</source>
        <translation>1분 미만</translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation>{days}일</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>초과</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>{time} 초과</translation>
    </message>
    <message>
        <source>First answer</source>
        <translation>최초 응답</translation>
    </message>
    <message>
        <source>Next answer</source>
        <translation>다음 응답</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>해결</translation>
    </message>
    <message>
        <source>Call-back</source>
        <translation>콜백</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>약속</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>낮음</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>High</source>
        <translation>높음</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>긴급</translation>
    </message>
    <message>
        <source>has helped this customer before</source>
        <translation>이 고객을 도운 적 있음</translation>
    </message>
    <message>
        <source>nobody else could take it</source>
        <translation>맡을 수 있는 사람이 한 명뿐</translation>
    </message>
    <message>
        <source>has the most room</source>
        <translation>여유가 가장 많음</translation>
    </message>
    <message>
        <source>has waited longest for work</source>
        <translation>가장 오래 비어 있었음</translation>
    </message>
    <message>
        <source>had less hard work than the others</source>
        <translation>어려운 업무가 가장 적었음</translation>
    </message>
    <message>
        <source>taken by {name}</source>
        <translation>{name} 직접 가져감</translation>
    </message>
    <message>
        <source>given by {name}</source>
        <translation>{name} 지정</translation>
    </message>
    <message>
        <source>let go by {name}</source>
        <translation>{name} 내려놓음</translation>
    </message>
    <message>
        <source>moved by {name}</source>
        <translation>{name} 옮김</translation>
    </message>
    <message>
        <source>handed over by {name}</source>
        <translation>{name} 인계</translation>
    </message>
    <message>
        <source>a colleague has fallen ill</source>
        <translation>동료 병결</translation>
    </message>
    <message>
        <source>work was spread anew by {name}</source>
        <translation>{name} 재배분</translation>
    </message>
    <message>
        <source>a move was taken back by {name}</source>
        <translation>{name} 이동 취소</translation>
    </message>
    <message>
        <source>not begun in time, so taken back</source>
        <translation>제때 시작하지 않아 회수</translation>
    </message>
    <message>
        <source>was put aside until now</source>
        <translation>보류가 끝나 돌아옴</translation>
    </message>
    <message>
        <source>merged with another ticket</source>
        <translation>다른 티켓과 합침</translation>
    </message>
    <message>
        <source>the program</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Back in the queue: {why}</source>
        <translation>대기열로 돌아감: {why}</translation>
    </message>
    <message>
        <source>Given to {name} by rule: {why}</source>
        <translation>규칙에 따라 {name}에게 배정: {why}</translation>
    </message>
    <message>
        <source>With {name}: {why}</source>
        <translation>{name}에게 배정: {why}</translation>
    </message>
    <message numerus="yes">
        <source>%n not here</source>
        <translation>
            <numerusform>부재 %n명</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on a break</source>
        <translation>
            <numerusform>휴식 %n명</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on a call</source>
        <translation>
            <numerusform>통화 중 %n명</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with full hands</source>
        <translation>
            <numerusform>업무량 초과 %n명</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with work not yet begun</source>
        <translation>
            <numerusform>받은 일 시작 전 %n명</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without the skill</source>
        <translation>
            <numerusform>역량 없음 %n명</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n leaving soon</source>
        <translation>
            <numerusform>곧 퇴근 %n명</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n had it before</source>
        <translation>
            <numerusform>이미 맡았음 %n명</numerusform>
        </translation>
    </message>
    <message>
        <source>carries {load} of {capacity}</source>
        <translation>업무량 {load}/{capacity}</translation>
    </message>
    <message>
        <source>last work {time} ago</source>
        <translation>마지막 업무 {time} 전</translation>
    </message>
    <message numerus="yes">
        <source>helped the customer %n day(s) ago</source>
        <translation>
            <numerusform>%n일 전 이 고객을 도움</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hard one(s) today</source>
        <translation>
            <numerusform>오늘 어려운 업무 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>No.</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>티켓</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>고객</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>담당자</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>팀</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>우선순위</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>기한</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>생성</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>Put aside until</source>
        <translation>보류 기한</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Why assigned</source>
        <translation>배정 사유</translation>
    </message>
    <message>
        <source>Who is here</source>
        <translation>보는 사람</translation>
    </message>
    <message>
        <source>Customer&apos;s tier</source>
        <translation>고객 등급</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>Came by way of</source>
        <translation>들어온 경로</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>주문 번호</translation>
    </message>
    <message>
        <source>Target missed</source>
        <translation>기한 초과 여부</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>중 하나</translation>
    </message>
    <message>
        <source>is none of</source>
        <translation>모두 아님</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>포함</translation>
    </message>
    <message>
        <source>before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>from … on</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>in the last</source>
        <translation>최근</translation>
    </message>
    <message>
        <source>in the next</source>
        <translation>앞으로</translation>
    </message>
    <message>
        <source>longer ago than</source>
        <translation>그보다 오래됨</translation>
    </message>
    <message>
        <source>is there</source>
        <translation>있음</translation>
    </message>
    <message>
        <source>is not there</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>묶지 않음</translation>
    </message>
    <message>
        <source>For me</source>
        <translation>나만</translation>
    </message>
    <message>
        <source>For a role</source>
        <translation>역할별</translation>
    </message>
    <message>
        <source>For everybody</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>상담원</translation>
    </message>
    <message>
        <source>Leads</source>
        <translation>팀장</translation>
    </message>
    <message>
        <source>Delivery watch</source>
        <translation>배송 확인</translation>
    </message>
    <message>
        <source>Delight team</source>
        <translation>감동팀</translation>
    </message>
    <message>
        <source>Administrators</source>
        <translation>관리자</translation>
    </message>
</context>
<context>
    <name>Queues</name>
    <message>
        <source>Lists</source>
        <extracomment>Whoever steers the floor. One line each; the first is where everybody begins.</extracomment>
        <translation>목록</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>보드</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>전광판</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>현황</translation>
    </message>
</context>
<context>
    <name>QueuesPanel</name>
    <message>
        <source>Tickets of {name}</source>
        <translation>{name}님의 티켓</translation>
    </message>
    <message>
        <source>What to look at</source>
        <translation>무엇을 볼지</translation>
    </message>
</context>
<context>
    <name>QueuesSetUpPage</name>
    <message>
        <source>Small letters, digits and _ only, such as english, gift_wrap.</source>
        <extracomment>Targets a queue can have; nought is none. What is offered where a queue gets hours of its own.</extracomment>
        <translation>english, gift_wrap처럼 영문 소문자, 숫자, _만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Write it like 09:00-12:00, 13:00-18:00.</source>
        <translation>09:00-12:00, 13:00-18:00처럼 적어 주세요.</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Skills that its work asks for</source>
        <translation>필요한 역량</translation>
    </message>
    <message>
        <source>With commas between them; empty: everybody of the queue can do it.</source>
        <translation>쉼표로 구분합니다. 비우면 이 대기열의 누구나 맡을 수 있습니다.</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>우선순위</translation>
    </message>
    <message>
        <source>Work of a more urgent queue is given out first.</source>
        <translation>우선순위가 높은 대기열부터 배정합니다.</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>무게</translation>
    </message>
    <message>
        <source>How much of what somebody can carry a ticket takes.</source>
        <translation>티켓 하나가 차지하는 업무량입니다.</translation>
    </message>
    <message>
        <source>Give work out by rule</source>
        <translation>규칙으로 배정</translation>
    </message>
    <message>
        <source>Otherwise people take it themselves.</source>
        <translation>끄면 직원이 직접 가져갑니다.</translation>
    </message>
    <message>
        <source>The resolution rests while put aside</source>
        <translation>보류 중에는 해결 시간 멈춤</translation>
    </message>
    <message>
        <source>While one waits for the customer.</source>
        <translation>고객을 기다리는 동안입니다.</translation>
    </message>
    <message>
        <source>Hours of its own</source>
        <translation>운영 시간 따로 정하기</translation>
    </message>
    <message>
        <source>Otherwise it is served whenever the centre is open, lunch included.</source>
        <translation>끄면 센터가 여는 시간(점심 포함)을 따릅니다.</translation>
    </message>
    <message>
        <source>In minutes that the queue is served; none at 0.</source>
        <translation>대기열 운영 시간 기준(분)입니다. 0이면 없습니다.</translation>
    </message>
    <message>
        <source> min</source>
        <translation>분</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
</context>
<context>
    <name>ReasonPopover</name>
    <message>
        <source>Why do you need it?</source>
        <translation>필요한 이유를 골라 주세요</translation>
    </message>
    <message>
        <source>Your name and the reason are recorded. It is covered after a minute.</source>
        <translation>이름과 사유가 기록되며, 1분 뒤 다시 가려집니다.</translation>
    </message>
    <message>
        <source>To check who is calling</source>
        <translation>본인 확인</translation>
    </message>
    <message>
        <source>To check the delivery address</source>
        <translation>배송지 확인</translation>
    </message>
    <message>
        <source>To ring or write back</source>
        <translation>다시 연락하기 위해</translation>
    </message>
    <message>
        <source>Another reason, then Enter</source>
        <translation>다른 사유 입력 후 Enter</translation>
    </message>
</context>
<context>
    <name>RebalancePanel</name>
    <message>
        <source>Rebalancing</source>
        <translation>균형 맞추기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Proposed moves</source>
        <translation>제안된 이동</translation>
    </message>
    <message>
        <source>Move {count}</source>
        <translation>{count}건 옮기기</translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>모두 해제</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Looking for a better spread…</source>
        <translation>더 고른 배분을 찾는 중…</translation>
    </message>
    <message>
        <source>It is spread well already: nothing to move.</source>
        <translation>이미 고르게 나뉘어 있습니다. 옮길 것이 없습니다.</translation>
    </message>
    <message>
        <source>Will miss: {before} → {after}</source>
        <translation>초과 예상: {before} → {after}</translation>
    </message>
    <message>
        <source>Longest wait: {before} → {after}</source>
        <translation>가장 긴 대기: {before} → {after}</translation>
    </message>
    <message>
        <source>Load: {least}–{most} → {then_least}–{then_most}</source>
        <translation>부하: {least}–{most} → {then_least}–{then_most}</translation>
    </message>
    <message>
        <source>knows the customer</source>
        <translation>고객을 아는 담당자</translation>
    </message>
    <message>
        <source>the only one who can</source>
        <translation>맡을 수 있는 유일한 담당자</translation>
    </message>
    <message>
        <source>carries the least</source>
        <translation>부하가 가장 적음</translation>
    </message>
    <message>
        <source>free for the longest</source>
        <translation>가장 오래 비어 있음</translation>
    </message>
    <message>
        <source>had less hard work</source>
        <translation>어려운 일이 적었음</translation>
    </message>
    <message>
        <source>has time for it</source>
        <translation>시간 여유가 있음</translation>
    </message>
    <message>
        <source>no owner</source>
        <translation>담당자 없음</translation>
    </message>
    <message>
        <source>{start} → {end}</source>
        <translation>{start} → {end}</translation>
    </message>
    <message>
        <source>rebalanced</source>
        <translation>균형 맞추기</translation>
    </message>
</context>
<context>
    <name>Reception</name>
    <message>
        <source>You are signed in at “{place}”.</source>
        <extracomment>Who wanted in before it was known whether somebody still is.</extracomment>
        <translation>‘{place}’에 로그인되어 있습니다.</translation>
    </message>
    <message>
        <source>Please check the address and the network.</source>
        <translation>주소와 네트워크를 확인해 주세요.</translation>
    </message>
    <message>
        <source>Write it as https://desk.example.com</source>
        <translation>https://desk.example.com 형식으로 입력해 주세요</translation>
    </message>
    <message numerus="yes">
        <source>%n still to be sent</source>
        <translation>
            <numerusform>전송 대기 %n건</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>Press the keys…</source>
        <translation>키를 누르세요…</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
</context>
<context>
    <name>RemarkForm</name>
    <message>
        <source>Kindness</source>
        <translation>배려</translation>
    </message>
    <message>
        <source>Care</source>
        <translation>주의</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>참고</translation>
    </message>
    <message>
        <source>What should a colleague know before the first word?</source>
        <translation>동료가 통화 전에 알아야 할 내용을 적어 주세요</translation>
    </message>
    <message>
        <source>Keep note</source>
        <translation>메모 저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>A note for everybody</source>
        <translation>공유 메모</translation>
    </message>
    <message>
        <source>Write a few words, at most {limit}.</source>
        <translation>{limit}자 이내로 적어 주세요.</translation>
    </message>
</context>
<context>
    <name>RemarkRow</name>
    <message>
        <source>This note no longer holds</source>
        <translation>이 메모는 이제 맞지 않습니다</translation>
    </message>
</context>
<context>
    <name>RemedyCard</name>
    <message>
        <source>Undo ({seconds})</source>
        <extracomment>These want the agent&apos;s eye; the others are history.</extracomment>
        <translation>되돌리기 ({seconds})</translation>
    </message>
    <message>
        <source>Reversal of {action}</source>
        <translation>{action} 취소</translation>
    </message>
    <message>
        <source>Prepared by the nightly look. The action&apos;s key pays it at once.</source>
        <translation>야간 점검에서 준비해 두었습니다. 해당 조치를 누르면 바로 지급됩니다.</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>{agent}, approved by {lead}</source>
        <translation>{agent} (승인: {lead})</translation>
    </message>
    <message>
        <source>No. {number}</source>
        <translation>접수번호 {number}</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>치우기</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Do not do it</source>
        <translation>하지 않기</translation>
    </message>
    <message>
        <source>Send it now</source>
        <translation>지금 보내기</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>보내지 않기</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>요청 철회</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>취소 처리</translation>
    </message>
</context>
<context>
    <name>RemedyWords</name>
    <message>
        <source>My discretion</source>
        <extracomment>Icon and tone of each state: no two share both, and none is told by its colour alone. The same, where the outcome was found by asking after it.</extracomment>
        <translation>내 재량</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>환불</translation>
    </message>
    <message>
        <source>By the criteria</source>
        <translation>보상 기준</translation>
    </message>
    <message>
        <source>{state}, confirmed after asking</source>
        <translation>{state} · 미확인 뒤 확인됨</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>보내는 중</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>아직 안 보냄</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>확인 안 됨</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>보류</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>접수 안 됨</translation>
    </message>
    <message>
        <source>Awaits approval</source>
        <translation>승인 대기</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>승인 거절</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>철회</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>확정</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>되돌림</translation>
    </message>
    <message>
        <source>Being carried out</source>
        <translation>처리 중</translation>
    </message>
    <message>
        <source>Outcome unknown</source>
        <translation>결과 미확인</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Could not be done</source>
        <translation>처리 불가</translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>No connection: nothing has happened yet. It is sent when the server is back.</source>
        <translation>연결이 없어 아직 아무것도 처리되지 않았습니다. 연결되면 보냅니다.</translation>
    </message>
    <message>
        <source>No answer came. It is sent again and happens once, not twice.</source>
        <translation>응답이 없습니다. 다시 보내며, 두 번 처리되지 않습니다.</translation>
    </message>
    <message>
        <source>It lay for long, so it was not sent. Does it still hold?</source>
        <translation>오래되어 보내지 않았습니다. 지금도 필요한가요?</translation>
    </message>
    <message>
        <source>A lead sees it now. Do not promise it yet.</source>
        <translation>책임자가 보고 있습니다. 아직 약속하지 마세요.</translation>
    </message>
    <message>
        <source>We are asking what happened. Do not do it again.</source>
        <translation>처리 결과를 확인하고 있습니다. 다시 실행하지 마세요.</translation>
    </message>
    <message numerus="yes">
        <source>%n similar case(s)</source>
        <translation>
            <numerusform>비슷한 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>{cases}: usually {median}</source>
        <translation>{cases}: 보통 {median}</translation>
    </message>
    <message>
        <source>{lower}–{upper}</source>
        <translation>{lower}–{upper}</translation>
    </message>
    <message>
        <source>{action} · {state}</source>
        <translation>{action} · {state}</translation>
    </message>
    <message>
        <source>{action} · approval asked for</source>
        <translation>{action} · 승인 요청</translation>
    </message>
    <message>
        <source>{action} ordered</source>
        <translation>{action} 요청</translation>
    </message>
    <message>
        <source>Reversal of {action} ordered</source>
        <translation>{action} 취소 요청</translation>
    </message>
    <message>
        <source>{action} · approved</source>
        <translation>{action} · 승인됨</translation>
    </message>
    <message>
        <source>{action} · nobody decided in time</source>
        <translation>{action} · 제때 결정되지 않음</translation>
    </message>
    <message>
        <source>{action} · more people are asked</source>
        <translation>{action} · 승인자를 더 불렀음</translation>
    </message>
    <message>
        <source>{action} · nobody answers</source>
        <translation>{action} · 응답 없음</translation>
    </message>
    <message>
        <source>The shop&apos;s system has not answered for days. An administrator has been told.</source>
        <translation>담당 시스템이 며칠째 응답하지 않습니다. 관리자에게 알렸습니다.</translation>
    </message>
    <message>
        <source>{action} · answered after all</source>
        <translation>{action} · 뒤늦게 응답 옴</translation>
    </message>
    <message>
        <source>{action} · sent again</source>
        <translation>{action} · 다시 보냄</translation>
    </message>
    <message>
        <source>No. {number}</source>
        <translation>접수번호 {number}</translation>
    </message>
</context>
<context>
    <name>RequestWords</name>
    <message>
        <source>Extra hours</source>
        <extracomment>Below this a countdown shows its seconds.</extracomment>
        <translation>추가 근무</translation>
    </message>
    <message>
        <source>Leave early</source>
        <translation>조기 퇴근</translation>
    </message>
    <message>
        <source>Taken: it is yours</source>
        <translation>받았습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n seat(s) left</source>
        <translation>
            <numerusform>남은 자리 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Over</source>
        <translation>마감</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>{time}까지</translation>
    </message>
    <message>
        <source>{shift} for {other}</source>
        <translation>{shift} ↔ {other}</translation>
    </message>
    <message>
        <source>A shift</source>
        <translation>근무</translation>
    </message>
    <message>
        <source>{name} offers it to you</source>
        <translation>{name} 님의 제안</translation>
    </message>
    <message>
        <source>{name} offers it to everybody</source>
        <translation>{name} 님이 모두에게 제안</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>동료</translation>
    </message>
    <message>
        <source>to everybody</source>
        <translation>모두에게</translation>
    </message>
    <message>
        <source>with {name}</source>
        <translation>{name} 님과</translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation>동료</translation>
    </message>
    <message>
        <source>offered</source>
        <translation>제안 중</translation>
    </message>
    <message>
        <source>lead decides</source>
        <translation>리더 승인 대기</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>거절됨</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>취소함</translation>
    </message>
    <message>
        <source>lapsed</source>
        <translation>기한 지남</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>신청 중</translation>
    </message>
    <message>
        <source>granted</source>
        <translation>승인됨</translation>
    </message>
</context>
<context>
    <name>RequestsBox</name>
    <message>
        <source>Offered to me</source>
        <extracomment>So much of what is over is still listed.</extracomment>
        <translation>나에게 온 제안</translation>
    </message>
    <message>
        <source>What I asked for</source>
        <translation>내 신청</translation>
    </message>
    <message>
        <source>Ask for leave</source>
        <translation>휴가 신청</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>진행 중인 신청이 없습니다.</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>내 근무</translation>
    </message>
    <message>
        <source>Taking…</source>
        <translation>받는 중…</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>받기</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>수락</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>거절</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>취소하기</translation>
    </message>
</context>
<context>
    <name>ResultSheet</name>
    <message>
        <source>Close</source>
        <extracomment>More lines than that are only counted.</extracomment>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Undo what was done</source>
        <translation>완료된 것 되돌리기</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
</context>
<context>
    <name>RingCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n명</numerusform>
        </translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>걸려 온 전화</translation>
    </message>
    <message>
        <source>One of these people</source>
        <translation>이 중 한 분</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Pick up at the telephone.</source>
        <translation>전화기에서 받아 주세요.</translation>
    </message>
    <message>
        <source>Ask for a name or an order number.</source>
        <translation>성함이나 주문 번호를 여쭤 보세요.</translation>
    </message>
    <message>
        <source>{number} is new here.</source>
        <translation>{number}: 처음 온 번호입니다.</translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>Unpin</source>
        <translation>고정 해제</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>고정</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>내용 복사</translation>
    </message>
    <message>
        <source>Copy number</source>
        <translation>번호 복사</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>링크 복사</translation>
    </message>
    <message>
        <source>Open ticket</source>
        <translation>티켓 열기</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>더 보기</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Copy selection</source>
        <translation>선택한 부분 복사</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>내용 복사</translation>
    </message>
    <message>
        <source>Copy number</source>
        <translation>번호 복사</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>링크 복사</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>고정 해제</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>고정</translation>
    </message>
    <message>
        <source>Open ticket</source>
        <translation>티켓 열기</translation>
    </message>
    <message>
        <source>Show what happened around it</source>
        <translation>앞뒤 이력 보기</translation>
    </message>
    <message>
        <source>Show the history as it was then</source>
        <translation>그때의 이력 보기</translation>
    </message>
</context>
<context>
    <name>RuleWords</name>
    <message>
        <source>Longest week</source>
        <extracomment>Counted in minutes that must be there; of all others there are too many. There is no figure that would say more than the rule&apos;s name.</extracomment>
        <translation>주 최대 근로시간</translation>
    </message>
    <message>
        <source>Week without overtime</source>
        <translation>연장 없는 주 근로시간</translation>
    </message>
    <message>
        <source>Longest day</source>
        <translation>하루 최대 근로시간</translation>
    </message>
    <message>
        <source>Rest within work</source>
        <translation>근무 중 휴게</translation>
    </message>
    <message>
        <source>Days in a row</source>
        <translation>연속 근무일</translation>
    </message>
    <message>
        <source>Rest between shifts</source>
        <translation>근무 사이 휴식</translation>
    </message>
    <message>
        <source>Already works then</source>
        <translation>그 시간에 이미 근무가 있음</translation>
    </message>
    <message>
        <source>On leave then</source>
        <translation>그 시간에 휴가</translation>
    </message>
    <message>
        <source>Does not work for this queue</source>
        <translation>담당하지 않는 대기열</translation>
    </message>
    <message>
        <source>Another kind of shift was agreed</source>
        <translation>약정한 근무 형태가 아님</translation>
    </message>
    <message>
        <source>Outside opening hours</source>
        <translation>운영 시간 밖</translation>
    </message>
    <message>
        <source>{rule}: {value}</source>
        <translation>{rule}: {value}</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n일</numerusform>
        </translation>
    </message>
    <message>
        <source>{rule}: {value}, at least {limit}</source>
        <translation>{rule}: {value} (최소 {limit})</translation>
    </message>
    <message>
        <source>{rule}: {value}, at most {limit}</source>
        <translation>{rule}: {value} (최대 {limit})</translation>
    </message>
    <message>
        <source>Labour Standards Act, article {number}</source>
        <translation>근로기준법 제{number}조</translation>
    </message>
    <message>
        <source>Rule of this centre</source>
        <translation>우리 센터의 규칙</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}분</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours}시간</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}시간 {minutes}분</translation>
    </message>
    <message>
        <source>This shift is being swapped already.</source>
        <translation>이미 교환을 신청한 근무입니다.</translation>
    </message>
    <message>
        <source>This swap is no longer open, or the shift has begun.</source>
        <translation>이 교환은 이미 마감되었거나 근무가 시작되었습니다.</translation>
    </message>
    <message>
        <source>This swap is no longer open.</source>
        <translation>이 교환은 이미 마감되었습니다.</translation>
    </message>
    <message>
        <source>This swap has been decided already.</source>
        <translation>이미 처리된 교환입니다.</translation>
    </message>
    <message>
        <source>This swap has been decided or taken back already.</source>
        <translation>이미 처리되었거나 취소된 교환입니다.</translation>
    </message>
    <message>
        <source>Nothing is left of this offer, or you have no shift that it fits.</source>
        <translation>남은 자리가 없거나 맞는 근무가 없습니다.</translation>
    </message>
    <message>
        <source>This offer is closed already.</source>
        <translation>이미 마감된 제안입니다.</translation>
    </message>
    <message>
        <source>This has been decided or taken back already.</source>
        <translation>이미 처리되었거나 취소된 신청입니다.</translation>
    </message>
    <message>
        <source>It is not owed any more.</source>
        <translation>더 이상 남은 일이 아닙니다.</translation>
    </message>
    <message>
        <source>This shift has changed or begun since.</source>
        <translation>그사이 근무가 바뀌었거나 시작되었습니다.</translation>
    </message>
    <message>
        <source>This shift is cancelled already.</source>
        <translation>이미 취소된 근무입니다.</translation>
    </message>
    <message>
        <source>This shift has begun, or is not yours any more.</source>
        <translation>이미 시작되었거나 더 이상 내 근무가 아닙니다.</translation>
    </message>
    <message>
        <source>These times do not fit: it must end after it begins, and not long ago.</source>
        <translation>시간이 맞지 않습니다. 종료는 시작 뒤여야 하고 너무 지난 날은 안 됩니다.</translation>
    </message>
    <message>
        <source>These times do not fit: it can be taken until it begins.</source>
        <translation>시간이 맞지 않습니다. 시작 전까지만 받을 수 있습니다.</translation>
    </message>
    <message>
        <source>The new owner does not work here, or that time is over.</source>
        <translation>새 담당자를 찾을 수 없거나 이미 지난 시각입니다.</translation>
    </message>
    <message>
        <source>The notice is shorter than agreed: please say why.</source>
        <translation>공지 기간이 약속보다 짧습니다. 사유를 적어 주세요.</translation>
    </message>
    <message>
        <source>These times do not fit together.</source>
        <translation>시간이 서로 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Some of that time is asked for or granted already.</source>
        <translation>그 기간에 이미 신청했거나 승인된 휴가가 있습니다.</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
</context>
<context>
    <name>SentCard</name>
    <message>
        <source>read by {readers} of {meant}</source>
        <extracomment>So many of those who have not read are named.</extracomment>
        <translation>{meant}명 중 {readers}명 읽음</translation>
    </message>
    <message>
        <source>Not read yet: {names}</source>
        <translation>아직 안 읽음: {names}</translation>
    </message>
</context>
<context>
    <name>SetUpPage</name>
    <message>
        <source>It has changed since. What you wrote stays, and saving puts it in force.</source>
        <translation>그사이 내용이 바뀌었습니다. 작성하신 내용은 그대로 있으며, 저장하면 적용됩니다.</translation>
    </message>
    <message>
        <source>Being saved…</source>
        <translation>저장 중…</translation>
    </message>
    <message>
        <source>One moment: something is still on its way.</source>
        <translation>잠시만요. 앞의 저장이 아직 끝나지 않았습니다.</translation>
    </message>
    <message>
        <source>Saved. It is in force.</source>
        <translation>저장했습니다. 지금부터 적용됩니다.</translation>
    </message>
    <message>
        <source>It could not be kept on this computer.</source>
        <translation>이 컴퓨터에 저장하지 못했습니다.</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>Look</source>
        <translation>화면 표시</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>소리</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Macros</source>
        <translation>묶음 조치</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>Giving work out</source>
        <translation>업무 배정</translation>
    </message>
    <message>
        <source>What people can do</source>
        <translation>직원별 역량</translation>
    </message>
    <message>
        <source>Telephone systems</source>
        <translation>전화 시스템</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>About Desk</source>
        <translation>Desk 정보</translation>
    </message>
</context>
<context>
    <name>SheetChart</name>
    <message>
        <source>Needed and rostered</source>
        <translation>필요와 배치</translation>
    </message>
    <message>
        <source>of all queues</source>
        <translation>전체 대기열</translation>
    </message>
    <message>
        <source>{hours} agent-hours missing</source>
        <translation>{hours}인시 부족</translation>
    </message>
    <message>
        <source>rostered</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>spare</source>
        <translation>여유</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>부족</translation>
    </message>
</context>
<context>
    <name>SheetTable</name>
    <message>
        <source>Service level: the share of all calls that come, those given up among them, answered in time.</source>
        <translation>서비스 수준: 끊은 전화를 포함한 전체 인입 가운데 제때 응답한 비율입니다.</translation>
    </message>
    <message>
        <source>Needed / rostered by queue</source>
        <translation>대기열별 필요 / 배치</translation>
    </message>
</context>
<context>
    <name>ShiftWords</name>
    <message>
        <source>Calls</source>
        <translation>업무</translation>
    </message>
    <message>
        <source>Lunch</source>
        <translation>점심</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>휴게</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>교육</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>회의</translation>
    </message>
    <message>
        <source>Office work</source>
        <translation>사무</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>회복</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>부재</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>휴가</translation>
    </message>
    <message>
        <source>Half a day off</source>
        <translation>반차</translation>
    </message>
    <message>
        <source>Sick</source>
        <translation>병가</translation>
    </message>
    <message>
        <source>Family leave</source>
        <translation>가족 돌봄</translation>
    </message>
    <message>
        <source>Training outside</source>
        <translation>외부 교육</translation>
    </message>
    <message>
        <source>Other absence</source>
        <translation>기타 부재</translation>
    </message>
    <message>
        <source>not signed in</source>
        <translation>로그인 안 함</translation>
    </message>
    <message>
        <source>on shift, no calls</source>
        <translation>근무 중(전화 제외)</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>on the phone</source>
        <translation>통화 중</translation>
    </message>
    <message>
        <source>wrapping up</source>
        <translation>후처리 중</translation>
    </message>
    <message>
        <source>on a break</source>
        <translation>휴식 중</translation>
    </message>
    <message>
        <source>away</source>
        <translation>자리 비움</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>미출근</translation>
    </message>
    <message>
        <source>Not on calls</source>
        <translation>전화 받지 않음</translation>
    </message>
    <message>
        <source>Still on break</source>
        <translation>휴게 초과</translation>
    </message>
    <message>
        <source>Works through a break</source>
        <translation>휴게 시간에 근무</translation>
    </message>
    <message>
        <source>Works unplanned</source>
        <translation>계획 없이 근무</translation>
    </message>
    <message>
        <source>ddd, MMM d</source>
        <comment>day with month</comment>
        <translation>M월 d일(ddd)</translation>
    </message>
    <message>
        <source>ddd d</source>
        <comment>day in a ruler</comment>
        <translation>d일(ddd)</translation>
    </message>
    <message>
        <source>not published</source>
        <translation>미공지</translation>
    </message>
    <message>
        <source>overtime</source>
        <translation>연장</translation>
    </message>
    <message>
        <source>being saved</source>
        <translation>저장 중</translation>
    </message>
    <message>
        <source>{absence} (asked for)</source>
        <translation>{absence} (신청)</translation>
    </message>
</context>
<context>
    <name>ShiftsPanel</name>
    <message>
        <source>Shifts</source>
        <translation>근무</translation>
    </message>
</context>
<context>
    <name>SickSheet</name>
    <message>
        <source>{name} is ill</source>
        <translation>{name}님 병결</translation>
    </message>
    <message numerus="yes">
        <source>Done. %n thing(s) could not be moved.</source>
        <translation>
            <numerusform>처리했습니다. %n건은 옮기지 못했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>처리했습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) go back to their queue unless somebody is chosen.</source>
        <translation>
            <numerusform>담당을 정하지 않은 %n건은 대기열로 돌아갑니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything has somebody.</source>
        <translation>모든 일에 담당이 정해졌습니다.</translation>
    </message>
    <message>
        <source>Everything on them goes to others in one step.</source>
        <translation>맡은 일을 한 번에 다른 사람에게 넘깁니다.</translation>
    </message>
    <message>
        <source>Who is ill?</source>
        <translation>누가 병결인가요?</translation>
    </message>
    <message>
        <source>Choose somebody above.</source>
        <translation>위에서 사람을 선택해 주세요.</translation>
    </message>
    <message>
        <source>Nothing is owed.</source>
        <translation>남은 일이 없습니다.</translation>
    </message>
    <message>
        <source>Only the shifts are concerned.</source>
        <translation>근무만 해당됩니다.</translation>
    </message>
    <message>
        <source>Sick call</source>
        <translation>병결 처리</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>보내는 중…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Put on sick leave</source>
        <translation>병결 처리하기</translation>
    </message>
    <message>
        <source>Misses: {shifts}</source>
        <translation>빠지는 근무: {shifts}</translation>
    </message>
    <message>
        <source>No shift is concerned.</source>
        <translation>해당하는 근무가 없습니다.</translation>
    </message>
    <message>
        <source>until tonight</source>
        <translation>오늘까지</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>{day}까지</translation>
    </message>
    <message>
        <source>Who is ill</source>
        <translation>병결인 사람</translation>
    </message>
    <message>
        <source>Until when</source>
        <translation>언제까지</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Now</source>
        <translation>지금</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>결재</translation>
    </message>
    <message>
        <source>Call in</source>
        <translation>호출</translation>
    </message>
    <message>
        <source>Ideas</source>
        <translation>제안</translation>
    </message>
</context>
<context>
    <name>SideColumn</name>
    <message>
        <source>Every promise is kept so far.</source>
        <translation>지금까지 모든 약속을 지켰습니다.</translation>
    </message>
    <message>
        <source>Nothing is known of where it is.</source>
        <translation>위치를 아직 알 수 없습니다.</translation>
    </message>
    <message>
        <source>It came on {day}.</source>
        <translation>{day}에 도착했습니다.</translation>
    </message>
    <message>
        <source>Handed to the carrier on {day}, not delivered yet.</source>
        <translation>{day} 택배사에 넘겼고 아직 도착 전입니다.</translation>
    </message>
    <message>
        <source>Not handed to the carrier yet.</source>
        <translation>아직 택배사에 넘기지 않았습니다.</translation>
    </message>
    <message>
        <source>No survey answered yet.</source>
        <translation>아직 만족도 응답이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>last score {score} of 5, %n answer(s)</source>
        <translation>
            <numerusform>최근 5점 만점에 {score}점, 응답 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Actions and promises</source>
        <translation>조치와 약속</translation>
    </message>
    <message>
        <source>For everybody</source>
        <translation>동료에게</translation>
    </message>
    <message>
        <source>What was done before</source>
        <translation>지난 조치</translation>
    </message>
    <message>
        <source>Fold this column away</source>
        <translation>이 칸 접기</translation>
    </message>
    <message>
        <source>To repair</source>
        <translation>바로잡을 일</translation>
    </message>
    <message>
        <source>Coming next</source>
        <translation>다음 약속</translation>
    </message>
    <message>
        <source>How deliveries were liked</source>
        <translation>배송 만족도</translation>
    </message>
    <message>
        <source>Write down a kindness</source>
        <translation>배려 메모 남기기</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Sign in</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>Your shift begins when you are in.</source>
        <translation>로그인하면 근무가 시작됩니다.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>서버</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>아이디</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Stay signed in on this computer</source>
        <translation>이 컴퓨터에서 로그인 유지</translation>
    </message>
    <message>
        <source>Set by your administrator.</source>
        <translation>관리자가 정한 값입니다.</translation>
    </message>
    <message>
        <source>Sign in here</source>
        <translation>여기서 로그인</translation>
    </message>
    <message>
        <source>Try again in {time}</source>
        <translation>{time} 뒤에 다시 시도</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>로그인하는 중…</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Caps Lock이 켜져 있습니다.</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>입력해 주세요.</translation>
    </message>
    <message>
        <source>Logins are in Latin letters: switch the keyboard with 한/영.</source>
        <translation>아이디는 영문입니다. 한/영 키를 눌러 주세요.</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Light or dark</source>
        <translation>밝게/어둡게</translation>
    </message>
</context>
<context>
    <name>SoundPage</name>
    <message>
        <source>Sounds</source>
        <translation>소리</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>전화벨</translation>
    </message>
    <message>
        <source>Repeats until somebody picks up.</source>
        <translation>받을 때까지 울립니다.</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>부재중 전화</translation>
    </message>
    <message>
        <source>Once, when a call that rang here was not answered.</source>
        <translation>여기서 울린 전화를 아무도 받지 못하면 한 번 울립니다.</translation>
    </message>
    <message>
        <source>Question for approval</source>
        <translation>승인 요청</translation>
    </message>
    <message>
        <source>For leads, until somebody looks at it or decides.</source>
        <translation>책임자에게, 누군가 확인하거나 결정할 때까지 울립니다.</translation>
    </message>
    <message>
        <source>Asks for help</source>
        <translation>도움 요청</translation>
    </message>
    <message>
        <source>For leads, until one of them has come.</source>
        <translation>팀장에게, 누군가 갈 때까지 울립니다.</translation>
    </message>
    <message>
        <source>Alarm of the wall</source>
        <translation>전광판 알람</translation>
    </message>
    <message>
        <source>For leads and wall screens, until a lead takes it.</source>
        <translation>팀장과 전광판 화면에서, 팀장이 맡을 때까지 울립니다.</translation>
    </message>
    <message>
        <source>A word from a colleague</source>
        <translation>동료의 한마디</translation>
    </message>
    <message>
        <source>Once, quietly.</source>
        <translation>한 번, 조용히 울립니다.</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>들어 보기</translation>
    </message>
</context>
<context>
    <name>StateButton</name>
    <message>
        <source>My state: {state}</source>
        <translation>내 상태: {state}</translation>
    </message>
    <message>
        <source>Choose my state</source>
        <translation>내 상태 바꾸기</translation>
    </message>
</context>
<context>
    <name>StateMenu</name>
    <message>
        <source>My state</source>
        <translation>내 상태</translation>
    </message>
    <message>
        <source>After this call</source>
        <translation>통화가 끝나면</translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <source>Off</source>
        <extracomment>What the menu offers, in its order. Why somebody is away: these words travel, and each screen says them in its own language.</extracomment>
        <translation>근무 종료</translation>
    </message>
    <message>
        <source>On shift</source>
        <translation>근무</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>In call</source>
        <translation>통화 중</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>후처리</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>휴식</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>자리 비움</translation>
    </message>
    <message>
        <source>Lunch</source>
        <translation>점심</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>회의</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>교육</translation>
    </message>
    <message>
        <source>Coaching</source>
        <translation>코칭</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>후속 업무</translation>
    </message>
    <message>
        <source>Technical</source>
        <translation>장비 문제</translation>
    </message>
    <message>
        <source>Personal</source>
        <translation>개인 용무</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Search and commands</source>
        <translation>검색과 명령</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Disk full: make room, your words are not saved</source>
        <translation>디스크가 가득 찼습니다. 공간을 비워 주세요. 쓴 글이 저장되지 않았습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n command(s) wait for your decision</source>
        <translation>
            <numerusform>확인이 필요한 작업 %n건</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept here, sent later</source>
        <translation>
            <numerusform>보관 중 %n건, 연결되면 전송</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %n</source>
        <translation>
            <numerusform>보내는 중 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is saved</source>
        <translation>모두 저장됨</translation>
    </message>
</context>
<context>
    <name>Steering</name>
    <message>
        <source>Cancel this shift?</source>
        <extracomment>The reason that goes with edits unless another one is given. The card that asks just now. Where cards about a bar open: it has no look of its own.</extracomment>
        <translation>이 근무를 취소할까요?</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>사유</translation>
    </message>
    <message>
        <source>Cancel the shift</source>
        <translation>근무 취소</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>되돌림</translation>
    </message>
    <message>
        <source>Done again</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Rota adjusted</source>
        <translation>근무표 조정</translation>
    </message>
    <message>
        <source>This goes past a rule of the site</source>
        <translation>센터 규칙을 벗어납니다</translation>
    </message>
    <message>
        <source>Why it is right all the same</source>
        <translation>예외로 두는 사유</translation>
    </message>
    <message>
        <source>Do it all the same</source>
        <translation>예외로 진행</translation>
    </message>
    <message>
        <source>Not possible: {rules}</source>
        <translation>할 수 없습니다: {rules}</translation>
    </message>
    <message>
        <source>It cannot be taken back: the shift has changed since.</source>
        <translation>되돌릴 수 없습니다. 그 사이 근무가 바뀌었습니다.</translation>
    </message>
    <message>
        <source>Somebody else has just changed it: {times}</source>
        <translation>방금 다른 사람이 바꿨습니다: {times}</translation>
    </message>
    <message>
        <source>it is gone</source>
        <translation>취소됨</translation>
    </message>
</context>
<context>
    <name>StepEditor</name>
    <message>
        <source>Step {number}</source>
        <translation>{number}단계</translation>
    </message>
    <message>
        <source>{step}: earlier</source>
        <translation>{step}: 앞으로</translation>
    </message>
    <message>
        <source>{step}: later</source>
        <translation>{step}: 뒤로</translation>
    </message>
    <message>
        <source>{step}: take out</source>
        <translation>{step}: 빼기</translation>
    </message>
    <message>
        <source>Go on if it is refused</source>
        <translation>거절되어도 계속</translation>
    </message>
    <message>
        <source>Ask a lead if over the limit</source>
        <translation>한도를 넘으면 승인 요청</translation>
    </message>
    <message>
        <source>Ticket: open or change</source>
        <translation>티켓: 열기·변경</translation>
    </message>
    <message>
        <source>Write: {kind}</source>
        <translation>작성: {kind}</translation>
    </message>
    <message>
        <source>Leave the queue</source>
        <translation>대기열 그대로</translation>
    </message>
    <message>
        <source>Leave the state</source>
        <translation>상태 그대로</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Words. Filled in by itself: {names}</source>
        <translation>문구. 자동으로 채워짐: {names}</translation>
    </message>
    <message>
        <source>Left to the order and the agent</source>
        <translation>주문과 상담원에 맡김</translation>
    </message>
</context>
<context>
    <name>StoryView</name>
    <message>
        <source>Prepared overnight</source>
        <translation>밤새 준비됨</translation>
    </message>
    <message>
        <source>The customer would be told: {words}</source>
        <translation>고객 안내: {words}</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>고객</translation>
    </message>
    <message>
        <source>See the whole history</source>
        <translation>전체 이력 보기</translation>
    </message>
    <message>
        <source>What the customer received before</source>
        <translation>이 고객이 받은 조치</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>확인하는 중…</translation>
    </message>
    <message>
        <source>Nothing so far.</source>
        <translation>아직 없습니다.</translation>
    </message>
</context>
<context>
    <name>StoryWords</name>
    <message>
        <source>By the criteria it is owed, but over what they pay by themselves.</source>
        <translation>기준에 따른 보상이지만, 자동으로 지급하는 금액을 넘습니다.</translation>
    </message>
    <message>
        <source>Over the limit of this action: {limit}</source>
        <translation>이 조치의 한도 초과: {limit}</translation>
    </message>
    <message>
        <source>Over the limit of one case: {limit}</source>
        <translation>건당 한도 초과: {limit}</translation>
    </message>
    <message>
        <source> ({spent} given before)</source>
        <translation> (이미 {spent} 사용)</translation>
    </message>
    <message>
        <source>Over what is left today, this month, or for this customer.</source>
        <translation>오늘, 이번 달 또는 이 고객에게 남은 한도를 넘었습니다.</translation>
    </message>
    <message>
        <source>It is over your limit, too: an administrator decides.</source>
        <translation>내 한도도 넘습니다. 관리자가 결정합니다.</translation>
    </message>
    <message>
        <source>On your authority, which nothing limits here.</source>
        <translation>내 재량으로 처리되며, 한도가 없습니다.</translation>
    </message>
    <message>
        <source>On your authority; {left} left afterwards.</source>
        <translation>내 재량으로 처리되며, 승인 후 {left} 남습니다.</translation>
    </message>
    <message numerus="yes">
        <source>{what} and %n more</source>
        <translation>
            <numerusform>{what} 외 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>promised by {day}</source>
        <translation>{day}까지 약속</translation>
    </message>
    <message>
        <source>came {day}</source>
        <translation>{day} 도착</translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation>아직 미도착</translation>
    </message>
</context>
<context>
    <name>StrangerPanel</name>
    <message>
        <source>Who is calling?</source>
        <translation>누구의 전화인가요?</translation>
    </message>
    <message>
        <source>One of these people</source>
        <translation>이 중 한 분</translation>
    </message>
    <message>
        <source>Somebody we know</source>
        <translation>등록된 고객</translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation>새 고객</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Keep and go on</source>
        <translation>저장하고 계속</translation>
    </message>
</context>
<context>
    <name>Stream</name>
    <message>
        <source>not sent: lay too long</source>
        <extracomment>What the newest page held of others when it was first shown; None before that. What is shown, as it was told: said again when the language is switched.</extracomment>
        <translation>보내지 않음: 오래 머무름</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>보내는 중</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>전송 대기</translation>
    </message>
</context>
<context>
    <name>StripSide</name>
    <message>
        <source>Queue</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>표로 보기</translation>
    </message>
    <message>
        <source>All queues</source>
        <translation>전체 대기열</translation>
    </message>
</context>
<context>
    <name>StripWords</name>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>필요</translation>
    </message>
    <message>
        <source>Rostered</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>부족</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>현재</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>콜</translation>
    </message>
    <message>
        <source>Service level</source>
        <translation>서비스 수준</translation>
    </message>
    <message>
        <source>Calls expected {forecast} (first {planned})</source>
        <translation>예상 콜 {forecast} (처음 {planned})</translation>
    </message>
    <message>
        <source>Calls that came {seen}</source>
        <translation>들어온 콜 {seen}</translation>
    </message>
    <message>
        <source>Needed {needed} (Erlang C {needed_c})</source>
        <translation>필요 {needed}명 (Erlang C {needed_c}명)</translation>
    </message>
    <message>
        <source>Rostered {rostered}</source>
        <translation>배치 {rostered}명</translation>
    </message>
    <message>
        <source>Here {here}</source>
        <translation>현재 {here}명</translation>
    </message>
    <message>
        <source>Missing {gap}</source>
        <translation>부족 {gap}명</translation>
    </message>
    <message>
        <source>Answered in time, of all calls: {level}</source>
        <translation>전체 콜 중 제때 응답 {level}</translation>
    </message>
    <message>
        <source>lunch</source>
        <translation>점심</translation>
    </message>
    <message>
        <source>late hours</source>
        <translation>늦은 근무</translation>
    </message>
    <message>
        <source>Needed {needed} · rostered {rostered}</source>
        <translation>필요 {needed} · 배치 {rostered}</translation>
    </message>
    <message>
        <source>{count} missing</source>
        <translation>지금 {count}명 부족</translation>
    </message>
    <message>
        <source>{count} spare</source>
        <translation>지금 {count}명 여유</translation>
    </message>
</context>
<context>
    <name>SuggestionsPage</name>
    <message>
        <source>Nothing would help better than what is planned.</source>
        <translation>지금 계획보다 나은 제안이 없습니다.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>찾는 중…</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>다시 찾기</translation>
    </message>
    <message numerus="yes">
        <source>%n more: {names}</source>
        <translation>
            <numerusform>{names} 외 %n명</numerusform>
        </translation>
    </message>
    <message>
        <source>Back to calls from training or office work</source>
        <translation>교육·사무를 상담으로 돌리기</translation>
    </message>
    <message>
        <source>Move a break</source>
        <translation>휴게 옮기기</translation>
    </message>
    <message numerus="yes">
        <source>Offer extra hours to %n people</source>
        <translation>
            <numerusform>%n명에게 추가 근무 제안</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offer to leave early to %n people</source>
        <translation>
            <numerusform>%n명에게 조기 퇴근 제안</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Time for training for %n people</source>
        <translation>
            <numerusform>%n명 교육 여유</numerusform>
        </translation>
    </message>
    <message>
        <source>Short of {before} → {after} agent-hours</source>
        <translation>부족 {before} → {after}인시</translation>
    </message>
    <message>
        <source>Spare {before} → {after} agent-hours</source>
        <translation>여유 {before} → {after}인시</translation>
    </message>
    <message>
        <source>Offer it</source>
        <translation>제안하기</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>적용</translation>
    </message>
</context>
<context>
    <name>SwapSheet</name>
    <message>
        <source>You have no shift that could be swapped.</source>
        <translation>교환할 수 있는 근무가 없습니다.</translation>
    </message>
    <message>
        <source>Choose a colleague&apos;s shift, or a green field to give yours away.</source>
        <translation>동료의 근무를 고르거나, 초록 칸을 골라 내 근무를 넘기세요.</translation>
    </message>
    <message>
        <source>Give away</source>
        <translation>양도 신청</translation>
    </message>
    <message>
        <source>Offer the swap</source>
        <translation>교환 신청</translation>
    </message>
    <message>
        <source>To whoever takes it</source>
        <translation>받는 사람 누구에게나</translation>
    </message>
    <message>
        <source>To {name}</source>
        <translation>{name} 님에게 양도</translation>
    </message>
    <message>
        <source>{name}&apos;s shift {shift} for mine</source>
        <translation>{name} 님의 {shift} 근무와 교환</translation>
    </message>
    <message>
        <source>{name}: {rule}</source>
        <translation>{name}: {rule}</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>나</translation>
    </message>
    <message>
        <source>No rule stands against it; a lead decides.</source>
        <translation>규칙에 걸리지 않습니다. 리더가 승인합니다.</translation>
    </message>
    <message>
        <source>Swap or give away a shift</source>
        <translation>근무 교환·양도</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Colleagues and days</source>
        <translation>동료와 날짜</translation>
    </message>
    <message>
        <source>Anybody</source>
        <translation>아무나</translation>
    </message>
    <message>
        <source>give</source>
        <translation>양도</translation>
    </message>
    <message>
        <source>Why (for the others)</source>
        <translation>사유 (동료에게 보임)</translation>
    </message>
    <message>
        <source>My shifts to come</source>
        <translation>앞으로의 내 근무</translation>
    </message>
</context>
<context>
    <name>SwitchCard</name>
    <message>
        <source>Webhook</source>
        <translation>웹훅</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>통화 듣기</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>without TLS</source>
        <translation>TLS 없음</translation>
    </message>
    <message>
        <source>It says: {trouble}</source>
        <translation>전화 시스템의 말: {trouble}</translation>
    </message>
    <message>
        <source>Told last {at}</source>
        <translation>마지막 알림 {at}</translation>
    </message>
    <message>
        <source>Nothing was told yet</source>
        <translation>아직 알린 적이 없습니다</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>지금 시험</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>{name} is told</source>
        <translation>{name}에 알리기</translation>
    </message>
    <message numerus="yes">
        <source>%n to be told</source>
        <translation>
            <numerusform>%n명 알림 대기</numerusform>
        </translation>
    </message>
    <message>
        <source>not tried yet</source>
        <translation>아직 시험 전</translation>
    </message>
    <message>
        <source>off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>trouble</source>
        <translation>문제 있음</translation>
    </message>
    <message>
        <source>knows everybody</source>
        <translation>모두 알림</translation>
    </message>
</context>
<context>
    <name>SwitchForm</name>
    <message>
        <source>Please fill this in.</source>
        <translation>입력해 주세요.</translation>
    </message>
    <message>
        <source>Write {extension} where the number goes.</source>
        <translation>내선 번호가 들어갈 곳에 {extension}을 써 주세요.</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>{name} 변경</translation>
    </message>
    <message>
        <source>New telephone system</source>
        <translation>새 전화 시스템</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>How it is told</source>
        <translation>알리는 방법</translation>
    </message>
    <message>
        <source>Asterisk, by its manager interface</source>
        <translation>Asterisk (관리자 접속)</translation>
    </message>
    <message>
        <source>Another one, by signed webhooks</source>
        <translation>다른 시스템 (서명된 웹훅)</translation>
    </message>
    <message>
        <source>Address that messages are posted to</source>
        <translation>메시지를 보낼 주소</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>서버 주소</translation>
    </message>
    <message>
        <source>Manager&apos;s name</source>
        <translation>관리자 계정</translation>
    </message>
    <message>
        <source>Manager&apos;s secret</source>
        <translation>관리자 비밀번호</translation>
    </message>
    <message>
        <source>It is never shown.</source>
        <translation>다시 보여 드리지 않습니다.</translation>
    </message>
    <message>
        <source>Empty: it stays as it is. It is never shown.</source>
        <translation>비워 두면 그대로 둡니다. 다시 보여 드리지 않습니다.</translation>
    </message>
    <message>
        <source>What makes a queue&apos;s member of an extension</source>
        <translation>내선에서 대기열 구성원을 만드는 형식</translation>
    </message>
    <message>
        <source>What makes a telephone of an extension</source>
        <translation>내선에서 전화기를 만드는 형식</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>Usually 5038, with TLS 5039.</source>
        <translation>보통 5038, TLS는 5039입니다.</translation>
    </message>
    <message>
        <source>Encrypted (TLS)</source>
        <translation>암호화 (TLS)</translation>
    </message>
    <message>
        <source>Without it the secret is proved and never sent.</source>
        <translation>끄더라도 비밀번호는 보내지 않고 증명만 합니다.</translation>
    </message>
    <message>
        <source>Leads may listen to calls by it</source>
        <translation>팀장이 이 시스템으로 통화를 들을 수 있음</translation>
    </message>
    <message>
        <source>Whoever is listened to always sees it.</source>
        <translation>듣는 동안 상담원에게 항상 표시됩니다.</translation>
    </message>
    <message>
        <source>Sign with a new secret</source>
        <translation>새 비밀 키로 서명</translation>
    </message>
    <message>
        <source>The one before stays good for a day.</source>
        <translation>이전 키는 하루 동안 함께 쓰입니다.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Really forget it?</source>
        <translation>정말 지울까요?</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>지우기</translation>
    </message>
</context>
<context>
    <name>SwitchesPage</name>
    <message>
        <source>Telephone systems</source>
        <translation>전화 시스템</translation>
    </message>
    <message>
        <source>Add one</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>A new secret signs the messages. It can be copied now, and never again.</source>
        <translation>새 비밀 키로 메시지에 서명합니다. 지금 한 번만 복사할 수 있습니다.</translation>
    </message>
    <message>
        <source>Copy the secret</source>
        <translation>비밀 키 복사</translation>
    </message>
    <message>
        <source>No telephone system is told who is available. Add one, and a break here is a break there.</source>
        <translation>상담 상태를 알릴 전화 시스템이 없습니다. 추가하면 여기서의 휴식이 전화에서도 휴식이 됩니다.</translation>
    </message>
    <message>
        <source>Being saved…</source>
        <translation>저장하는 중…</translation>
    </message>
    <message>
        <source>The server did not answer. What you wrote is still here: please try again.</source>
        <translation>서버가 응답하지 않습니다. 입력한 내용은 그대로 있으니 다시 시도해 주세요.</translation>
    </message>
</context>
<context>
    <name>TagWords</name>
    <message>
        <source>Coverage stays as it is</source>
        <extracomment>What is too small to be told, in agent-hours.</extracomment>
        <translation>커버리지 변화 없음</translation>
    </message>
    <message>
        <source>Short of {before} → {after} agent-hours ({change})</source>
        <translation>부족 {before} → {after}인시 ({change})</translation>
    </message>
    <message>
        <source>{time}: {after} of {needed}, {level} answered in time</source>
        <translation>{time} {needed}명 중 {after}명 · 제때 응답 {level}</translation>
    </message>
    <message>
        <source>{cards} → {target}</source>
        <extracomment>Words, font, colour.</extracomment>
        <translation>{cards} → {target}</translation>
    </message>
    <message>
        <source>Of these too late: {before} → {after}</source>
        <translation>이 가운데 기한 초과: {before} → {after}</translation>
    </message>
    <message>
        <source>{name}: {change}</source>
        <translation>{name}: {change}</translation>
    </message>
    <message>
        <source>Cannot be dropped here</source>
        <translation>여기에는 놓을 수 없습니다</translation>
    </message>
    <message>
        <source>Runs for each customer, one after the other</source>
        <translation>고객마다 차례로 실행합니다</translation>
    </message>
    <message>
        <source>Then choose who of the team</source>
        <translation>다음 단계에서 팀원을 고릅니다</translation>
    </message>
    <message>
        <source>Drop on a column or on the right · Esc cancels</source>
        <translation>열이나 오른쪽에 놓으세요 · Esc 취소</translation>
    </message>
</context>
<context>
    <name>TagsForm</name>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>with commas between them</source>
        <translation>쉼표로 구분</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>At most 20 tags of 40 letters each.</source>
        <translation>태그는 20개까지, 하나에 40자까지입니다.</translation>
    </message>
</context>
<context>
    <name>TeamRows</name>
    <message>
        <source>Team</source>
        <translation>팀</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>In call</source>
        <translation>통화 중</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>후처리</translation>
    </message>
    <message>
        <source>No calls</source>
        <translation>전화 안 받음</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>자리 비움</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>팀 없음</translation>
    </message>
</context>
<context>
    <name>TemplatePicker</name>
    <message>
        <source>Find ready words</source>
        <translation>상용구 찾기</translation>
    </message>
    <message>
        <source>No ready words fit.</source>
        <translation>맞는 상용구가 없습니다.</translation>
    </message>
</context>
<context>
    <name>ThresholdsSheet</name>
    <message>
        <source>Another lead has set thresholds meanwhile. Save again to put yours in their place.</source>
        <translation>그사이 다른 팀장이 기준을 바꿨습니다. 다시 저장하면 지금 내용으로 바뀝니다.</translation>
    </message>
    <message>
        <source>Every queue</source>
        <translation>모든 대기열</translation>
    </message>
    <message>
        <source>{queue}, {measure}: the alarm must not come before the warning.</source>
        <translation>{queue}, {measure}: 알람 기준이 주의 기준보다 앞설 수 없습니다.</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>보내는 중…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>기준값</translation>
    </message>
    <message>
        <source>Effective for everybody at once. Alarms only come while a queue is served.</source>
        <translation>저장하면 모두에게 바로 적용됩니다. 알람은 운영 시간에만 울립니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>For which queue</source>
        <translation>적용할 대기열</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>감시</translation>
    </message>
    <message>
        <source>Its own</source>
        <translation>별도 기준</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>항목</translation>
    </message>
    <message>
        <source>Watch from</source>
        <translation>주의 기준</translation>
    </message>
    <message>
        <source>Alarm from</source>
        <translation>알람 기준</translation>
    </message>
    <message>
        <source>What it is called</source>
        <translation>표시 이름</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>알람</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
</context>
<context>
    <name>TicketCells</name>
    <message>
        <source>nobody&apos;s yet</source>
        <translation>담당자 없음</translation>
    </message>
    <message>
        <source>put aside</source>
        <translation>보류 중</translation>
    </message>
    <message>
        <source>{name} is writing</source>
        <translation>{name} 작성 중</translation>
    </message>
    <message>
        <source>{name} is looking</source>
        <translation>{name} 보는 중</translation>
    </message>
    <message>
        <source>in no team</source>
        <translation>팀 없음</translation>
    </message>
</context>
<context>
    <name>TicketFacts</name>
    <message>
        <source>Priority</source>
        <translation>우선순위</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Why is it here?</source>
        <translation>왜 여기에 있나요?</translation>
    </message>
    <message>
        <source>Merge into another ticket</source>
        <translation>다른 티켓에 합치기</translation>
    </message>
    <message>
        <source>put aside</source>
        <translation>보류 중</translation>
    </message>
    <message>
        <source>nothing is due</source>
        <translation>기한 없음</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>기한</translation>
    </message>
</context>
<context>
    <name>TicketListModel</name>
    <message>
        <source>{group}  ({count})</source>
        <extracomment>Before anybody has scrolled; and what is looked through again when something has changed, at most. The columns one can sort by. The last line on screen: so much is looked at again when something has changed. What was said of tickets as they are; painting asks for it at every step of scrolling.</extracomment>
        <translation>{group}  ({count})</translation>
    </message>
    <message>
        <source>Enter looks through all titles</source>
        <translation>Enter로 모든 제목에서 찾기</translation>
    </message>
    <message>
        <source>More is coming…</source>
        <translation>더 불러오는 중…</translation>
    </message>
</context>
<context>
    <name>TicketStrip</name>
    <message>
        <source>New ticket…</source>
        <translation>새 티켓…</translation>
    </message>
    <message>
        <source>New ticket: {title}</source>
        <translation>새 티켓: {title}</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>새 티켓</translation>
    </message>
    <message>
        <source>made with the call note</source>
        <translation>통화 메모와 함께 생성</translation>
    </message>
    <message>
        <source>made when sent</source>
        <translation>보낼 때 생성</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>내 담당</translation>
    </message>
    <message>
        <source>nobody&apos;s yet</source>
        <translation>담당자 없음</translation>
    </message>
    <message>
        <source>{name} is writing</source>
        <translation>{name} 님이 작성 중</translation>
    </message>
    <message>
        <source>{name} is looking</source>
        <translation>{name} 님이 보는 중</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>티켓</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>맡기</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>내려놓기</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>다시 열기</translation>
    </message>
    <message>
        <source>Undo the merge</source>
        <translation>합치기 취소</translation>
    </message>
    <message>
        <source>Close the ticket</source>
        <translation>티켓 종료</translation>
    </message>
</context>
<context>
    <name>TimeWords</name>
    <message numerus="yes">
        <source>%n s</source>
        <comment>seconds, short</comment>
        <translation>
            <numerusform>%n초</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <comment>minutes, short</comment>
        <translation>
            <numerusform>%n분</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <comment>hours, short</comment>
        <translation>
            <numerusform>%n시간</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n일</numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation>방금</translation>
    </message>
    <message>
        <source>{span} ago</source>
        <translation>{span} 전</translation>
    </message>
    <message>
        <source>{span} late</source>
        <translation>{span} 지남</translation>
    </message>
    <message>
        <source>in {span}</source>
        <translation>{span} 뒤</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>You see the history as it was on {moment}.</source>
        <translation>{moment} 당시의 이력입니다.</translation>
    </message>
    <message>
        <source>You see the history as it was earlier.</source>
        <translation>이전 시점의 이력입니다.</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>현재로 돌아가기</translation>
    </message>
</context>
<context>
    <name>TimelineBar</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n건 찾음</numerusform>
        </translation>
    </message>
    <message>
        <source>Search in this history</source>
        <translation>이력에서 검색</translation>
    </message>
    <message>
        <source>Older hit</source>
        <translation>이전 결과</translation>
    </message>
    <message>
        <source>Newer hit</source>
        <translation>다음 결과</translation>
    </message>
    <message>
        <source>Go to a day, or see it as it was then</source>
        <translation>날짜로 이동하거나 그때 모습 보기</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>통화</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>문의</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>주문</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>약속</translation>
    </message>
    <message>
        <source>Remedies</source>
        <translation>조치</translation>
    </message>
    <message>
        <source>Surveys</source>
        <translation>만족도</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>변경</translation>
    </message>
</context>
<context>
    <name>TimelineCanvas</name>
    <message>
        <source>New from here</source>
        <translation>여기부터 새 내용</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>새 항목 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>최신</translation>
    </message>
    <message>
        <source>Customer history</source>
        <translation>상담 이력</translation>
    </message>
</context>
<context>
    <name>TimelineWords</name>
    <message>
        <source>Call</source>
        <translation>통화</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>답변</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>고객 문의</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Call note</source>
        <translation>통화 메모</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>주문</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>약속</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>배송</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>결제</translation>
    </message>
    <message>
        <source>Survey</source>
        <translation>만족도 조사</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>조치</translation>
    </message>
    <message>
        <source>Today · {date}</source>
        <translation>오늘 · {date}</translation>
    </message>
    <message>
        <source>Yesterday · {date}</source>
        <translation>어제 · {date}</translation>
    </message>
    <message>
        <source>dddd, d MMMM yyyy</source>
        <translation>yyyy년 M월 d일 dddd</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>M월 d일</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy년 M월 d일</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>접기</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <extracomment>Longer words take several lines.</extracomment>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message numerus="yes">
        <source>Publish %n</source>
        <comment>shifts</comment>
        <extracomment>What gives way where there is little room, the first one first.</extracomment>
        <translation>
            <numerusform>%n건 게시</numerusform>
        </translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>일</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>주</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>월</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>팀</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>Find somebody</source>
        <translation>사람 찾기</translation>
    </message>
    <message>
        <source>Matters now</source>
        <translation>지금 볼 사람</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Propose a rota</source>
        <translation>근무표 제안</translation>
    </message>
    <message>
        <source>Print day sheet</source>
        <translation>근무표 인쇄</translation>
    </message>
    <message>
        <source>Adherence, decisions, call-ins, ideas</source>
        <translation>준수 현황·결재·호출·제안</translation>
    </message>
</context>
<context>
    <name>TypedEditor</name>
    <message>
        <source>several with commas</source>
        <translation>여럿은 쉼표로</translation>
    </message>
</context>
<context>
    <name>UnseenStrip</name>
    <message numerus="yes">
        <source>%n new message(s) came while you were writing</source>
        <extracomment>So much of the window&apos;s height, at normal text size, for each message that is shown; the history holds them all.</extracomment>
        <translation>
            <numerusform>작성하는 동안 새 문의 %n건이 왔습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>확인</translation>
    </message>
</context>
<context>
    <name>UserButton</name>
    <message>
        <source>Signed in: {name}</source>
        <translation>로그인: {name}</translation>
    </message>
</context>
<context>
    <name>UserMenu</name>
    <message>
        <source>My account</source>
        <translation>내 계정</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>상담원</translation>
    </message>
    <message>
        <source>Team lead</source>
        <translation>팀장</translation>
    </message>
    <message>
        <source>Delivery watch</source>
        <translation>배송 확인</translation>
    </message>
    <message>
        <source>Delight team</source>
        <translation>고객 감동팀</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>관리자</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Please say why: the agent reads it.</source>
        <translation>이유를 적어 주세요. 상담사가 읽습니다.</translation>
    </message>
    <message>
        <source>More than nothing, and at most what was asked for.</source>
        <translation>0원보다 많고 요청 금액 이하여야 합니다.</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>승인</translation>
    </message>
    <message>
        <source>Approve less</source>
        <translation>감액 승인</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>거절</translation>
    </message>
    <message>
        <source>Amount to approve</source>
        <translation>승인할 금액</translation>
    </message>
    <message>
        <source>Why not</source>
        <translation>거절 이유</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>Your word is on its way…</source>
        <translation>결정을 보내는 중…</translation>
    </message>
    <message>
        <source>It is decided already.</source>
        <translation>이미 결정되었습니다.</translation>
    </message>
    <message>
        <source>You asked for it yourself: another lead decides.</source>
        <translation>내가 요청한 조치입니다. 다른 책임자가 결정합니다.</translation>
    </message>
</context>
<context>
    <name>ViewBuilder</name>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <extracomment>While somebody writes, the list follows after so long.</extracomment>
        <translation>
            <numerusform>%n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Being saved…</source>
        <translation>저장 중…</translation>
    </message>
    <message>
        <source>My queues</source>
        <translation>내 대기열</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>나</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>담당자 없음</translation>
    </message>
    <message>
        <source>My team</source>
        <translation>내 팀</translation>
    </message>
    <message>
        <source>Being thrown away…</source>
        <translation>삭제 중…</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>저장했습니다.</translation>
    </message>
    <message>
        <source>It could not be kept on this computer.</source>
        <translation>이 컴퓨터에 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>A new view</source>
        <translation>새 보기</translation>
    </message>
    <message>
        <source>Change “{name}”</source>
        <translation>“{name}” 바꾸기</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Save as a new view</source>
        <translation>새 보기로 저장</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
</context>
<context>
    <name>ViewForm</name>
    <message>
        <source>It needs a name.</source>
        <translation>이름이 필요합니다.</translation>
    </message>
    <message>
        <source>Choose at least one role.</source>
        <translation>역할을 하나 이상 골라 주세요.</translation>
    </message>
    <message>
        <source>Views for others are made by leads.</source>
        <translation>다른 사람의 보기는 팀장이 만듭니다.</translation>
    </message>
    <message>
        <source>Columns ({count})</source>
        <translation>열 ({count})</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>큰 것부터</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>작은 것부터</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>공개 대상</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>정렬</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>묶음</translation>
    </message>
</context>
<context>
    <name>ViewRows</name>
    <message>
        <source>{count} missed</source>
        <translation>초과 {count}</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>My own views</source>
        <translation>내 보기</translation>
    </message>
    <message>
        <source>For roles</source>
        <translation>역할별</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>공유</translation>
    </message>
</context>
<context>
    <name>WallBoard</name>
    <message>
        <source>Calls waiting</source>
        <extracomment>Heights in units: a total, the room between parts, and at least so much for teams and alarms. More queues than fit are shown page by page.</extracomment>
        <translation>대기 콜</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>최장 대기</translation>
    </message>
    <message>
        <source>Level, 30 min</source>
        <translation>응대율 30분</translation>
    </message>
    <message>
        <source>Level today</source>
        <translation>오늘 응대율</translation>
    </message>
    <message>
        <source>Will miss, 60 min</source>
        <translation>60분 내 초과</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>미배정</translation>
    </message>
    <message>
        <source>of all that arrived</source>
        <translation>전체 인입 기준</translation>
    </message>
    <message numerus="yes">
        <source>%n in 15 min</source>
        <comment>tickets that will miss a target</comment>
        <translation>
            <numerusform>15분 내 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Queues now</source>
        <translation>대기열 현황</translation>
    </message>
    <message>
        <source>Teams now</source>
        <translation>팀 현황</translation>
    </message>
</context>
<context>
    <name>WallPage</name>
    <message>
        <source>No queues yet</source>
        <translation>아직 대기열이 없습니다</translation>
    </message>
    <message>
        <source>An administrator sets them up.</source>
        <translation>관리자가 만들 수 있습니다.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>집계하는 중…</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>전광판</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>기준값</translation>
    </message>
</context>
<context>
    <name>WallScreen</name>
    <message>
        <source>Wall</source>
        <extracomment>So long the way back is shown.</extracomment>
        <translation>전광판</translation>
    </message>
    <message>
        <source>Esc or {key} leaves</source>
        <translation>Esc 또는 {key} 키로 닫기</translation>
    </message>
    <message>
        <source>Esc leaves</source>
        <translation>Esc 키로 닫기</translation>
    </message>
    <message>
        <source>Wall, full screen</source>
        <translation>전광판 전체 화면</translation>
    </message>
</context>
<context>
    <name>WallWords</name>
    <message>
        <source>Alarm</source>
        <translation>알람</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>주의</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>최장 대기</translation>
    </message>
    <message>
        <source>Calls waiting</source>
        <translation>대기 콜</translation>
    </message>
    <message>
        <source>Service level, last 30 min</source>
        <translation>최근 30분 응대율</translation>
    </message>
    <message>
        <source>Service level today</source>
        <translation>오늘 응대율</translation>
    </message>
    <message>
        <source>Will miss a target within 60 min</source>
        <translation>60분 내 초과 예상</translation>
    </message>
    <message>
        <source>Targets missed</source>
        <translation>기한 초과</translation>
    </message>
    <message>
        <source>Tickets unassigned</source>
        <translation>미배정 티켓</translation>
    </message>
    <message>
        <source>Agents short</source>
        <translation>부족 인원</translation>
    </message>
    <message>
        <source>{measure} {value} (limit {limit})</source>
        <translation>{measure} {value} (기준 {limit})</translation>
    </message>
    <message>
        <source>You take it …</source>
        <translation>맡는 중…</translation>
    </message>
    <message>
        <source>Nobody has it yet</source>
        <translation>아직 맡은 사람 없음</translation>
    </message>
    <message>
        <source>{name} takes care of it</source>
        <translation>{name}님이 맡음</translation>
    </message>
    <message>
        <source>No numbers yet</source>
        <translation>아직 집계 없음</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>방금</translation>
    </message>
    <message>
        <source>{span} ago</source>
        <translation>{span} 전</translation>
    </message>
    <message>
        <source>The server does not answer. These numbers are from {ago}.</source>
        <translation>서버가 응답하지 않습니다. {ago} 수치입니다.</translation>
    </message>
    <message>
        <source>Old: these numbers are from {ago}.</source>
        <translation>오래된 수치입니다: {ago}</translation>
    </message>
    <message>
        <source>Counted {ago}</source>
        <translation>{ago} 집계</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count}초</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes}분 {seconds}초</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}시간 {minutes}분</translation>
    </message>
</context>
<context>
    <name>WhenPopup</name>
    <message>
        <source>Moment</source>
        <translation>시점</translation>
    </message>
    <message>
        <source>Go to this moment</source>
        <translation>이 시점으로 이동</translation>
    </message>
    <message>
        <source>See it as it was then</source>
        <translation>그때 모습 보기</translation>
    </message>
</context>
<context>
    <name>WhisperForm</name>
    <message>
        <source>You</source>
        <extracomment>So many of the words said before are shown.</extracomment>
        <translation>나</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>아직 안 읽음</translation>
    </message>
    <message>
        <source>read {time}</source>
        <translation>읽음 {time}</translation>
    </message>
    <message>
        <source>Please say it in fewer words.</source>
        <translation>조금 더 짧게 써 주세요.</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>보내는 중…</translation>
    </message>
    <message>
        <source>Say it</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>A word to a colleague</source>
        <translation>동료에게 한마디</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>받는 사람</translation>
    </message>
    <message>
        <source>Only the two of you see it</source>
        <translation>두 사람만 볼 수 있어요</translation>
    </message>
</context>
<context>
    <name>Whose</name>
    <message>
        <source>All</source>
        <comment>whose shifts</comment>
        <translation>전체</translation>
    </message>
    <message>
        <source>Mine</source>
        <comment>whose shifts</comment>
        <translation>내 근무</translation>
    </message>
    <message>
        <source>Whose shifts</source>
        <translation>누구의 근무</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Views</source>
        <translation>화면</translation>
    </message>
    <message>
        <source>{agent} asks for approval: {what}</source>
        <translation>{agent} 님이 승인을 요청했습니다: {what}</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>확인하기</translation>
    </message>
    <message>
        <source>Call from {number}</source>
        <translation>{number}에서 전화가 왔습니다</translation>
    </message>
    <message>
        <source>Find the customer</source>
        <translation>고객 찾기</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
</context>
<context>
    <name>WrapUpPanel</name>
    <message>
        <source>Wrap-up</source>
        <translation>후처리</translation>
    </message>
    <message>
        <source>Call note</source>
        <translation>통화 메모</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>{code} (default)</source>
        <translation>{code} (기본)</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>보내는 중…</translation>
    </message>
    <message>
        <source>Wrap up</source>
        <translation>마무리</translation>
    </message>
    <message>
        <source>+1 min</source>
        <translation>+1분</translation>
    </message>
    <message>
        <source>One minute more</source>
        <translation>1분 더</translation>
    </message>
    <message>
        <source>When the time is up: {code}</source>
        <translation>시간이 다 되면: {code}</translation>
    </message>
</context>
</TS>
