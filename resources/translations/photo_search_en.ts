<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AnswerControls</name>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln match</numerusform>
            <numerusform>%Ln matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswerLink</name>
    <message numerus="yes">
        <source>The first %Ln are shown; more words narrow it down.</source>
        <translation>
            <numerusform>The first is shown; more words narrow it down.</numerusform>
            <numerusform>The first %Ln are shown; more words narrow it down.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message numerus="yes">
        <source>%Ln photo(s) selected.</source>
        <translation>
            <numerusform>%Ln photo selected.</numerusform>
            <numerusform>%Ln photos selected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more in folded bursts are not; open these, or show bursts unfolded.</source>
        <translation>
            <numerusform>%Ln more in a folded burst is not; open it, or show bursts unfolded.</numerusform>
            <numerusform>%Ln more in folded bursts are not; open these, or show bursts unfolded.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChipCounts</name>
    <message numerus="yes">
        <source>%n more like</source>
        <translation>
            <numerusform>%n more like</numerusform>
            <numerusform>%n more like</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n less like</source>
        <translation>
            <numerusform>%n less like</numerusform>
            <numerusform>%n less like</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChipRow</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>your %Ln photo(s)</source>
        <translation>
            <numerusform>your %Ln photo</numerusform>
            <numerusform>your %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) wait for a drive or folder that isn&apos;t there now.</source>
        <translation>
            <numerusform>%Ln photo waits for a drive or folder that isn&apos;t there now.</numerusform>
            <numerusform>%Ln photos wait for a drive or folder that isn&apos;t there now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 photos are in both rows.</source>
        <translation>
            <numerusform>%Ln of %1 photos is in both rows.</numerusform>
            <numerusform>%Ln of %1 photos are in both rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CoverageLinks</name>
    <message numerus="yes">
        <source>%Ln photo(s) can&apos;t be found by words yet. Click to go on reading.</source>
        <translation>
            <numerusform>%Ln photo can&apos;t be found by words yet. Click to go on reading.</numerusform>
            <numerusform>%Ln photos can&apos;t be found by words yet. Click to go on reading.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln offline</source>
        <translation>
            <numerusform>%Ln offline</numerusform>
            <numerusform>%Ln offline</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lie(s) on drives that aren&apos;t connected: found, but not opened now.</source>
        <translation>
            <numerusform>%Ln lies on a drive that isn’t connected: found, but not opened now.</numerusform>
            <numerusform>%Ln lie on drives that aren’t connected: found, but not opened now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unreadable</source>
        <translation>
            <numerusform>%Ln unreadable</numerusform>
            <numerusform>%Ln unreadable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read.</source>
        <translation>
            <numerusform>%Ln file could not be read.</numerusform>
            <numerusform>%Ln files could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DividerButton</name>
    <message numerus="yes">
        <source>Show %Ln more that are probably not what you look for</source>
        <translation>
            <numerusform>Show %Ln more that is probably not what you look for</numerusform>
            <numerusform>Show %Ln more that are probably not what you look for</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FactCounts</name>
    <message numerus="yes">
        <source>%Ln without a date</source>
        <translation>
            <numerusform>%Ln without a date</numerusform>
            <numerusform>%Ln without a date</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them can&apos;t be opened now: their files are away.</source>
        <translation>
            <numerusform>%Ln of them can&apos;t be opened now: its file is away.</numerusform>
            <numerusform>%Ln of them can&apos;t be opened now: their files are away.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of 5 stars</source>
        <translation>
            <numerusform>%Ln of 5 stars</numerusform>
            <numerusform>%Ln of 5 stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderModel</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message numerus="yes">
        <source>Show all %Ln that are nearly the same</source>
        <translation>
            <numerusform>Show %Ln that is nearly the same</numerusform>
            <numerusform>Show all %Ln that are nearly the same</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HaveCard</name>
    <message numerus="yes">
        <source>%Ln more like it</source>
        <translation>
            <numerusform>%Ln more like it</numerusform>
            <numerusform>%Ln more like it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HaveCounts</name>
    <message numerus="yes">
        <source>%Ln can&apos;t be read.</source>
        <translation>
            <numerusform>%Ln can&apos;t be read.</numerusform>
            <numerusform>%Ln can&apos;t be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InfoPanel</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message numerus="yes">
        <source>It knows %Ln of your photos: enough to compare.</source>
        <translation>
            <numerusform>It knows %Ln of your photos: enough to compare.</numerusform>
            <numerusform>It knows %Ln of your photos: enough to compare.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Still knows %Ln of your photos, so going back takes no time.</source>
        <translation>
            <numerusform>Still knows %Ln of your photos, so going back takes no time.</numerusform>
            <numerusform>Still knows %Ln of your photos, so going back takes no time.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NothingMatches</name>
    <message numerus="yes">
        <source>Show the %Ln closest</source>
        <translation>
            <numerusform>Show the closest</numerusform>
            <numerusform>Show the %Ln closest</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message numerus="yes">
        <source>%n photo(s) copied</source>
        <translation>
            <numerusform>%n photo copied</numerusform>
            <numerusform>%n photos copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n path(s) copied</source>
        <translation>
            <numerusform>%n path copied</numerusform>
            <numerusform>%n paths copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemsPage</name>
    <message numerus="yes">
        <source>%Ln file(s) or folder(s) could not be read</source>
        <translation>
            <numerusform>%Ln file or folder could not be read</numerusform>
            <numerusform>%Ln files or folders could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>Looking for photos: %Ln found</source>
        <translation>
            <numerusform>Looking for photos: %Ln found</numerusform>
            <numerusform>Looking for photos: %Ln found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)/s</source>
        <translation>
            <numerusform>%Ln photo/s</numerusform>
            <numerusform>%Ln photos/s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unreadable</source>
        <translation>
            <numerusform>%Ln unreadable</numerusform>
            <numerusform>%Ln unreadable</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TuneDialog</name>
    <message numerus="yes">
        <source>%1 of %Ln photo(s) match</source>
        <translation>
            <numerusform>%1 of %Ln photo matches</numerusform>
            <numerusform>%1 of %Ln photos match</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Upkeep</name>
    <message numerus="yes">
        <source>%n folder(s) can&apos;t be seen now; their photos stay in your library.</source>
        <translation>
            <numerusform>%n folder can&apos;t be seen now; its photos stay in your library.</numerusform>
            <numerusform>%n folders can&apos;t be seen now; their photos stay in your library.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading %n file(s) again</source>
        <translation>
            <numerusform>Reading %n file again</numerusform>
            <numerusform>Reading %n files again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counts</name>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln match</numerusform>
            <numerusform>%Ln matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>asked %Ln time(s)</source>
        <translation>
            <numerusform>asked %Ln time</numerusform>
            <numerusform>asked %Ln times</numerusform>
        </translation>
    </message>
</context>
</TS>
