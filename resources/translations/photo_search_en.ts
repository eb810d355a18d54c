<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>QuestionBar</name>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln match</numerusform>
            <numerusform>%Ln matches</numerusform>
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
    <message numerus="yes">
        <source>%Ln photo(s) can&apos;t be found by words yet.</source>
        <translation>
            <numerusform>%Ln photo can&apos;t be found by words yet.</numerusform>
            <numerusform>%Ln photos can&apos;t be found by words yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lie(s) on drives that aren&apos;t connected.</source>
        <translation>
            <numerusform>%Ln lies on a drive that isn&apos;t connected.</numerusform>
            <numerusform>%Ln lie on drives that aren&apos;t connected.</numerusform>
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
</TS>
