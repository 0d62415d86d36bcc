<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ActionCommands</name>
    <message numerus="yes">
        <source>%n action items</source>
        <translation>
            <numerusform>%n action item</numerusform>
            <numerusform>%n action items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActionForm</name>
    <message numerus="yes">
        <source>overdue by %n days</source>
        <translation>
            <numerusform>overdue by %n day</numerusform>
            <numerusform>overdue by %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActionTableModel</name>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActionTexts</name>
    <message numerus="yes">
        <source>overdue by %n days</source>
        <translation>
            <numerusform>overdue by %n day</numerusform>
            <numerusform>overdue by %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActionsExport</name>
    <message numerus="yes">
        <source>%n action items</source>
        <translation>
            <numerusform>%n action item</numerusform>
            <numerusform>%n action items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files of these names are there and will be replaced.</source>
        <translation>
            <numerusform>%n file of this name is there and will be replaced.</numerusform>
            <numerusform>%n files of these names are there and will be replaced.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files, each with what its body has to do</source>
        <translation>
            <numerusform>%n file, with what its body has to do</numerusform>
            <numerusform>%n files, each with what its body has to do</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n implementation tables written to {0}</source>
        <translation>
            <numerusform>%n implementation table written to {0}</numerusform>
            <numerusform>%n implementation tables written to {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open items name no body and go to nobody.</source>
        <translation>
            <numerusform>%n open item names no body and goes to nobody.</numerusform>
            <numerusform>%n open items name no body and go to nobody.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActionsScreen</name>
    <message numerus="yes">
        <source>%n actions overdue</source>
        <translation>
            <numerusform>%n action overdue</numerusform>
            <numerusform>%n actions overdue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AgendaExport</name>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AgendaScreen</name>
    <message numerus="yes">
        <source>%n items were added since.</source>
        <translation>
            <numerusform>%n item was added since.</numerusform>
            <numerusform>%n items were added since.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sittings are too long</source>
        <translation>
            <numerusform>%n sitting is too long</numerusform>
            <numerusform>%n sittings are too long</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttendanceExport</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sheets, one for each sitting</source>
        <translation>
            <numerusform>%n sheet, for one sitting</numerusform>
            <numerusform>%n sheets, one for each sitting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardsDialog</name>
    <message numerus="yes">
        <source>%n cards on {0}</source>
        <translation>
            <numerusform>%n card on {0}</numerusform>
            <numerusform>%n cards on {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cards printed.</source>
        <translation>
            <numerusform>%n card printed.</numerusform>
            <numerusform>%n cards printed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cards written to {0}.</source>
        <translation>
            <numerusform>%n card written to {0}.</numerusform>
            <numerusform>%n cards written to {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen people</source>
        <translation>
            <numerusform>%n chosen person</numerusform>
            <numerusform>%n chosen people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sheets</source>
        <translation>
            <numerusform>%n sheet</numerusform>
            <numerusform>%n sheets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last printed {0}; changed since: %n</source>
        <translation>
            <numerusform>Last printed {0}; changed since: %n</numerusform>
            <numerusform>Last printed {0}; changed since: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>print of %n cards</source>
        <translation>
            <numerusform>print of %n card</numerusform>
            <numerusform>print of %n cards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareVersionsDialog</name>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n moved</source>
        <translation>
            <numerusform>%n moved</numerusform>
            <numerusform>%n moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with another state</source>
        <translation>
            <numerusform>%n with another state</numerusform>
            <numerusform>%n with another state</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawn</source>
        <translation>
            <numerusform>%n withdrawn</numerusform>
            <numerusform>%n withdrawn</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopyAgenda</name>
    <message numerus="yes">
        <source>&amp;Copy %n items</source>
        <translation>
            <numerusform>&amp;Copy %n item</numerusform>
            <numerusform>&amp;Copy %n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CorrectionsWriter</name>
    <message numerus="yes">
        <source>%n cells to be put right written to {0}</source>
        <translation>
            <numerusform>%n cell to be put right written to {0}</numerusform>
            <numerusform>%n cells to be put right written to {0}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CorrigendumDialog</name>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes written to {0}</source>
        <translation>
            <numerusform>%n change written to {0}</numerusform>
            <numerusform>%n changes written to {0}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CountLine</name>
    <message numerus="yes">
        <source>%n checks</source>
        <translation>
            <numerusform>%n check</numerusform>
            <numerusform>%n checks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DelegateCommands</name>
    <message numerus="yes">
        <source>%n delegates</source>
        <translation>
            <numerusform>%n delegate</numerusform>
            <numerusform>%n delegates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cells pasted: %n.</source>
        <translation>
            <numerusform>Cells pasted: %n.</numerusform>
            <numerusform>Cells pasted: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delegates added: %n.</source>
        <translation>
            <numerusform>Delegates added: %n.</numerusform>
            <numerusform>Delegates added: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>paste cells: %n</source>
        <translation>
            <numerusform>paste cells: %n</numerusform>
            <numerusform>paste cells: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>paste delegates: %n</source>
        <translation>
            <numerusform>paste delegates: %n</numerusform>
            <numerusform>paste delegates: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{field} of %n delegates</source>
        <translation>
            <numerusform>{field} of %n delegate</numerusform>
            <numerusform>{field} of %n delegates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentDesk</name>
    <message numerus="yes">
        <source>Sent to the printer: %n pages</source>
        <translation>
            <numerusform>Sent to the printer: %n page</numerusform>
            <numerusform>Sent to the printer: %n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>print of %n cards</source>
        <translation>
            <numerusform>print of %n card</numerusform>
            <numerusform>print of %n cards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%n people written to {0}</source>
        <translation>
            <numerusform>%n person written to {0}</numerusform>
            <numerusform>%n people written to {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Export %n people</source>
        <translation>
            <numerusform>&amp;Export %n person</numerusform>
            <numerusform>&amp;Export %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FactsPane</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FreezeDialog</name>
    <message numerus="yes">
        <source>%n changes since</source>
        <translation>
            <numerusform>%n change since</numerusform>
            <numerusform>%n changes since</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people are coming.</source>
        <translation>
            <numerusform>%n person is coming.</numerusform>
            <numerusform>%n people are coming.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FrozenChoice</name>
    <message numerus="yes">
        <source>%n changes since {stamp}</source>
        <translation>
            <numerusform>%n change since {stamp}</numerusform>
            <numerusform>%n changes since {stamp}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FrozenLine</name>
    <message numerus="yes">
        <source>%n changes since</source>
        <translation>
            <numerusform>%n change since</numerusform>
            <numerusform>%n changes since</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportWording</name>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out</source>
        <translation>
            <numerusform>%n left out</numerusform>
            <numerusform>%n left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n moved</source>
        <translation>
            <numerusform>%n moved</numerusform>
            <numerusform>%n moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawn</source>
        <translation>
            <numerusform>%n withdrawn</numerusform>
            <numerusform>%n withdrawn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Import %n people</source>
        <translation>
            <numerusform>&amp;Import %n person</numerusform>
            <numerusform>&amp;Import %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Accept %n c&amp;hanges</source>
        <translation>
            <numerusform>Accept %n c&amp;hange</numerusform>
            <numerusform>Accept %n c&amp;hanges</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JournalDialog</name>
    <message numerus="yes">
        <source>%n steps</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeepVersionDialog</name>
    <message numerus="yes">
        <source>Versions kept: %n</source>
        <translation>
            <numerusform>Versions kept: %n</numerusform>
            <numerusform>Versions kept: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MissingDialog</name>
    <message numerus="yes">
        <source>%n cells to be filled in or put right</source>
        <translation>
            <numerusform>%n cell to be filled in or put right</numerusform>
            <numerusform>%n cells to be filled in or put right</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewScreen</name>
    <message numerus="yes">
        <source>%n points of readiness open</source>
        <translation>
            <numerusform>%n point of readiness open</numerusform>
            <numerusform>%n points of readiness open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n things to look at in the lists</source>
        <translation>
            <numerusform>%n thing to look at in the lists</numerusform>
            <numerusform>%n things to look at in the lists</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>See %n more in the checks</source>
        <translation>
            <numerusform>See %n more in the checks</numerusform>
            <numerusform>See %n more in the checks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PackDialog</name>
    <message numerus="yes">
        <source>%n documents are not in it; its index says why.</source>
        <translation>
            <numerusform>%n document is not in it; its index says why.</numerusform>
            <numerusform>%n documents are not in it; its index says why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Session pack of %n files: {0}.</source>
        <translation>
            <numerusform>Session pack of %n file: {0}.</numerusform>
            <numerusform>Session pack of %n files: {0}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message numerus="yes">
        <source>%n records</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PersonHeader</name>
    <message numerus="yes">
        <source>%n delegates</source>
        <translation>
            <numerusform>%n delegate</numerusform>
            <numerusform>%n delegates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PointWords</name>
    <message numerus="yes">
        <source>%n action items are due this month</source>
        <translation>
            <numerusform>%n action item is due this month</numerusform>
            <numerusform>%n action items are due this month</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action items are overdue</source>
        <translation>
            <numerusform>%n action item is overdue</numerusform>
            <numerusform>%n action items are overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action items without a body or a date</source>
        <translation>
            <numerusform>%n action item without a body or a date</numerusform>
            <numerusform>%n action items without a body or a date</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items done, but nothing written down</source>
        <translation>
            <numerusform>%n item done, but nothing written down</numerusform>
            <numerusform>%n items done, but nothing written down</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items postponed or in the parking lot</source>
        <translation>
            <numerusform>%n item postponed or in the parking lot</numerusform>
            <numerusform>%n items postponed or in the parking lot</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paragraphs for the Session Protocol</source>
        <translation>
            <numerusform>%n paragraph for the Session Protocol</numerusform>
            <numerusform>%n paragraphs for the Session Protocol</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sittings with day, time and room</source>
        <translation>
            <numerusform>%n sitting with day, time and room</numerusform>
            <numerusform>%n sittings with day, time and room</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n speakers are waiting for the floor</source>
        <translation>
            <numerusform>%n speaker is waiting for the floor</numerusform>
            <numerusform>%n speakers are waiting for the floor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n texts of the Session Protocol missing or out of step</source>
        <translation>
            <numerusform>%n text of the Session Protocol missing or out of step</numerusform>
            <numerusform>%n texts of the Session Protocol missing or out of step</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n changes since: a corrigendum is due</source>
        <translation>
            <numerusform>, %n change since: a corrigendum is due</numerusform>
            <numerusform>, %n changes since: a corrigendum is due</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n in the parking lot</source>
        <translation>
            <numerusform>, %n in the parking lot</numerusform>
            <numerusform>, %n in the parking lot</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n items added since</source>
        <translation>
            <numerusform>, %n item added since</numerusform>
            <numerusform>, %n items added since</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n not confirmed</source>
        <translation>
            <numerusform>, %n not confirmed</numerusform>
            <numerusform>, %n not confirmed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n not in every language</source>
        <translation>
            <numerusform>, %n not in every language</numerusform>
            <numerusform>, %n not in every language</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, needed by %n delegates</source>
        <translation>
            <numerusform>, needed by %n delegate</numerusform>
            <numerusform>, needed by %n delegates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Agenda: %n items placed</source>
        <translation>
            <numerusform>Agenda: %n item placed</numerusform>
            <numerusform>Agenda: %n items placed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n paragraphs of the Session Protocol are agreed</source>
        <translation>
            <numerusform>All %n paragraph of the Session Protocol is agreed</numerusform>
            <numerusform>All %n paragraphs of the Session Protocol are agreed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Names for plates in Latin letters: %n missing</source>
        <translation>
            <numerusform>Names for plates in Latin letters: %n missing</numerusform>
            <numerusform>Names for plates in Latin letters: %n missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{open} of %n paragraphs of the Session Protocol open</source>
        <translation>
            <numerusform>{open} of %n paragraph of the Session Protocol open</numerusform>
            <numerusform>{open} of %n paragraphs of the Session Protocol open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{side}: %n delegates on the list</source>
        <translation>
            <numerusform>{side}: %n delegate on the list</numerusform>
            <numerusform>{side}: %n delegates on the list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{side}: %n interpreters</source>
        <translation>
            <numerusform>{side}: %n interpreter</numerusform>
            <numerusform>{side}: %n interpreters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{sitting}: the items take %n minutes too long</source>
        <translation>
            <numerusform>{sitting}: the items take %n minute too long</numerusform>
            <numerusform>{sitting}: the items take %n minutes too long</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message numerus="yes">
        <source>of %n pages</source>
        <translation>
            <numerusform>of %n page</numerusform>
            <numerusform>of %n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProtocolOperations</name>
    <message numerus="yes">
        <source>%n paragraphs</source>
        <translation>
            <numerusform>%n paragraph</numerusform>
            <numerusform>%n paragraphs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReturnedProtocolDialog</name>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n comments kept as remarks</source>
        <translation>
            <numerusform>%n comment kept as a remark</numerusform>
            <numerusform>%n comments kept as remarks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n moved</source>
        <translation>
            <numerusform>%n moved</numerusform>
            <numerusform>%n moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paragraphs changed</source>
        <translation>
            <numerusform>%n paragraph changed</numerusform>
            <numerusform>%n paragraphs changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawn</source>
        <translation>
            <numerusform>%n withdrawn</numerusform>
            <numerusform>%n withdrawn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Take %n paragraphs</source>
        <translation>
            <numerusform>&amp;Take %n paragraph</numerusform>
            <numerusform>&amp;Take %n paragraphs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReturnedProtocolModel</name>
    <message numerus="yes">
        <source>Comments: %n.</source>
        <translation>
            <numerusform>Comments: %n.</numerusform>
            <numerusform>Comments: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tracked changes: %n.</source>
        <translation>
            <numerusform>Tracked changes: %n.</numerusform>
            <numerusform>Tracked changes: %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReturnedTableDialog</name>
    <message numerus="yes">
        <source>%n reports</source>
        <translation>
            <numerusform>%n report</numerusform>
            <numerusform>%n reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows left out</source>
        <translation>
            <numerusform>%n row left out</numerusform>
            <numerusform>%n rows left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n status changes</source>
        <translation>
            <numerusform>%n status change</numerusform>
            <numerusform>%n status changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Take %n rows</source>
        <translation>
            <numerusform>&amp;Take %n row</numerusform>
            <numerusform>&amp;Take %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Roll</name>
    <message numerus="yes">
        <source>%n delegates</source>
        <translation>
            <numerusform>%n delegate</numerusform>
            <numerusform>%n delegates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n delegates of {side} marked present.</source>
        <translation>
            <numerusform>%n delegate of {side} marked present.</numerusform>
            <numerusform>%n delegates of {side} marked present.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n marks changed.</source>
        <translation>
            <numerusform>%n mark changed.</numerusform>
            <numerusform>%n marks changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n marks taken over from the sitting before.</source>
        <translation>
            <numerusform>%n mark taken over from the sitting before.</numerusform>
            <numerusform>%n marks taken over from the sitting before.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidesCard</name>
    <message numerus="yes">
        <source>%n changes since</source>
        <translation>
            <numerusform>%n change since</numerusform>
            <numerusform>%n changes since</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SigningDialog</name>
    <message numerus="yes">
        <source>%n things stand in the way of signing.</source>
        <translation>
            <numerusform>%n thing stands in the way of signing.</numerusform>
            <numerusform>%n things stand in the way of signing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The texts still differ in %n places where a machine can compare them.</source>
        <translation>
            <numerusform>The texts still differ in %n place where a machine can compare them.</numerusform>
            <numerusform>The texts still differ in %n places where a machine can compare them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message numerus="yes">
        <source>Not seated: %n</source>
        <translation>
            <numerusform>Not seated: %n</numerusform>
            <numerusform>Not seated: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message numerus="yes">
        <source>%n action items</source>
        <translation>
            <numerusform>%n action item</numerusform>
            <numerusform>%n action items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n facts missing</source>
        <translation>
            <numerusform>%n fact missing</numerusform>
            <numerusform>%n facts missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paragraphs</source>
        <translation>
            <numerusform>%n paragraph</numerusform>
            <numerusform>%n paragraphs</numerusform>
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
        <source>%n seats</source>
        <translation>
            <numerusform>%n seat</numerusform>
            <numerusform>%n seats</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sub-groups</source>
        <translation>
            <numerusform>%n sub-group</numerusform>
            <numerusform>%n sub-groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplateChoice</name>
    <message numerus="yes">
        <source>This template names %n fields that this document has not: {0}.</source>
        <translation>
            <numerusform>This template names %n field that this document has not: {0}.</numerusform>
            <numerusform>This template names %n fields that this document has not: {0}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplatesDialog</name>
    <message numerus="yes">
        <source>%n unknown fields:</source>
        <translation>
            <numerusform>%n unknown field:</numerusform>
            <numerusform>%n unknown fields:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextColumn</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VerificationDialog</name>
    <message numerus="yes">
        <source>%n findings</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_SideEnd</name>
    <message numerus="yes">
        <source>%n confirmed</source>
        <translation>
            <numerusform>%n confirmed</numerusform>
            <numerusform>%n confirmed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n provisional</source>
        <translation>
            <numerusform>%n provisional</numerusform>
            <numerusform>%n provisional</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawn</source>
        <translation>
            <numerusform>%n withdrawn</numerusform>
            <numerusform>%n withdrawn</numerusform>
        </translation>
    </message>
</context>
</TS>
