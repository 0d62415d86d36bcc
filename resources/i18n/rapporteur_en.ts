<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>SideCard</name>
    <message numerus="yes">
        <source>%n changes since</source>
        <translation>
            <numerusform>%n change since</numerusform>
            <numerusform>%n changes since</numerusform>
        </translation>
    </message>
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
