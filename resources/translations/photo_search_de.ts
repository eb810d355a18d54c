<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AppearancePage</name>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Size of thumbnails</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>Klein</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Groß</translation>
    </message>
    <message>
        <source>Show thumbnails as squares</source>
        <translation>Vorschaubilder quadratisch zeigen</translation>
    </message>
    <message>
        <source>Squares cut off what doesn&apos;t fit; the photos themselves stay as they are.</source>
        <translation>Quadrate schneiden ab, was nicht hineinpasst; die Fotos selbst bleiben, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>BugDialog</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Include the names of files and folders</source>
        <translation>Namen von Dateien und Ordnern aufnehmen</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht sichern…</translation>
    </message>
    <message>
        <source>Something went wrong inside Photo Search.</source>
        <translation>In Photo Search ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>This is our fault, not yours. Your photos are untouched and what was read of them is kept. A report helps us to mend it; nothing is sent unless you send it yourself.</source>
        <translation>Das ist unser Fehler, nicht Ihrer. Ihre Fotos sind unberührt, und was von ihnen gelesen wurde, bleibt erhalten. Ein Bericht hilft uns, den Fehler zu beheben; gesendet wird nur, was Sie selbst senden.</translation>
    </message>
    <message>
        <source>The report could not be saved: %1</source>
        <translation>Der Bericht konnte nicht gesichert werden: %1</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht sichern</translation>
    </message>
</context>
<context>
    <name>DropVeil</name>
    <message>
        <source>Drop to add this folder to your library</source>
        <translation>Loslassen, um diesen Ordner zur Bibliothek hinzuzufügen</translation>
    </message>
    <message>
        <source>Drop to find photos like this picture</source>
        <translation>Loslassen, um Fotos wie dieses Bild zu finden</translation>
    </message>
    <message>
        <source>Drop to add the folder of these photos</source>
        <translation>Loslassen, um den Ordner dieser Fotos hinzuzufügen</translation>
    </message>
</context>
<context>
    <name>FolderActions</name>
    <message>
        <source>Add a folder of photos</source>
        <translation>Einen Ordner mit Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove and forget</source>
        <translation>Entfernen und vergessen</translation>
    </message>
    <message>
        <source>Its %1 photos will no longer be found here. The files stay where they are, untouched. What was read from them is kept, so that adding the folder again is quick; or it is forgotten.</source>
        <translation>Seine %1 Fotos werden hier nicht mehr gefunden. Die Dateien bleiben unberührt, wo sie sind. Was aus ihnen gelesen wurde, bleibt erhalten, damit der Ordner schnell wieder hinzugefügt ist; oder es wird vergessen.</translation>
    </message>
    <message>
        <source>Remove “%1” from the library?</source>
        <translation>„%1“ aus der Bibliothek entfernen?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>“%1” is left out from now on.</source>
        <translation>„%1“ wird von jetzt an ausgelassen.</translation>
    </message>
    <message>
        <source>Leave out of “%1”</source>
        <translation>Aus „%1“ auslassen</translation>
    </message>
    <message>
        <source>One pattern a line, such as *.png or Screenshots/ (as in .gitignore).</source>
        <translation>Ein Muster je Zeile, etwa *.png oder Screenshots/ (wie in .gitignore).</translation>
    </message>
    <message>
        <source>Look for changes</source>
        <translation>Nach Änderungen sehen</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>In der Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>Leave out…</source>
        <translation>Auslassen…</translation>
    </message>
    <message>
        <source>Its photos were really deleted</source>
        <translation>Seine Fotos wurden wirklich gelöscht</translation>
    </message>
    <message>
        <source>Remove from the library…</source>
        <translation>Aus der Bibliothek entfernen…</translation>
    </message>
</context>
<context>
    <name>FolderModel</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>What is left out</source>
        <translation>Was ausgelassen wird</translation>
    </message>
    <message>
        <source>Leave something out</source>
        <translation>Etwas auslassen</translation>
    </message>
    <message>
        <source>A name leaves out every folder and file called that: Screenshots. A star stands for anything: *.png. A path counts from the folder: 2019/Work.</source>
        <translation>Ein Name lässt jeden Ordner und jede Datei aus, die so heißen: Screenshots. Ein Stern steht für Beliebiges: *.png. Ein Pfad zählt vom Ordner an: 2019/Arbeit.</translation>
    </message>
    <message>
        <source>Left out of “%1”</source>
        <translation>Ausgelassen in „%1“</translation>
    </message>
    <message>
        <source>Nothing is left out of “%1”</source>
        <translation>In „%1“ wird nichts ausgelassen</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>No date</source>
        <translation>Ohne Datum</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <extracomment>A heading over photos, as &quot;March 2024&quot;.</extracomment>
        <translation>{month} {year}</translation>
    </message>
    <message>
        <source>{number}%</source>
        <extracomment>How well a photo matches, in percent.</extracomment>
        <translation>{number} %</translation>
    </message>
</context>
<context>
    <name>InfoPanel</name>
    <message>
        <source>Information</source>
        <translation>Informationen</translation>
    </message>
    <message>
        <source>Select a photo to see what is known about it.</source>
        <translation>Wählen Sie ein Foto, um zu sehen, was darüber bekannt ist.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy the coordinates</source>
        <translation>Koordinaten kopieren</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Nothing here seems to match</source>
        <translation>Hier scheint nichts zu passen</translation>
    </message>
    <message>
        <source>Try other words, or fewer.</source>
        <translation>Versuchen Sie andere Wörter oder weniger.</translation>
    </message>
    <message>
        <source>No photos here yet</source>
        <translation>Hier sind noch keine Fotos</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Add a &amp;folder…</source>
        <translation>&amp;Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Look for changes</source>
        <translation>Nach Ä&amp;nderungen sehen</translation>
    </message>
    <message>
        <source>Find by &amp;picture…</source>
        <translation>Mit &amp;Bild suchen…</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Photo</source>
        <translation>&amp;Foto</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansehen</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vor</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>&amp;Größer</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>&amp;Kleiner</translation>
    </message>
    <message>
        <source>&amp;Usual size</source>
        <translation>&amp;Übliche Größe</translation>
    </message>
    <message>
        <source>S&amp;quare tiles</source>
        <translation>&amp;Quadratische Kacheln</translation>
    </message>
    <message>
        <source>Show how &amp;well photos match</source>
        <translation>Zeigen, wie gut Fotos &amp;passen</translation>
    </message>
    <message>
        <source>Si&amp;debar</source>
        <translation>&amp;Seitenleiste</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
</context>
<context>
    <name>MessageDialog</name>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
</context>
<context>
    <name>Navigator</name>
    <message>
        <source>Find photos like this picture</source>
        <translation>Fotos wie dieses Bild finden</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>Best matches first</source>
        <translation>Beste Treffer zuerst</translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message>
        <source>Find &amp;similar</source>
        <translation>Ä&amp;hnliche finden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansehen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
        <source>&amp;Information</source>
        <translation>&amp;Informationen</translation>
    </message>
    <message>
        <source>&amp;Read again</source>
        <translation>Erneut &amp;lesen</translation>
    </message>
    <message>
        <source>&amp;Leave out this folder</source>
        <translation>Diesen Ordner a&amp;uslassen</translation>
    </message>
    <message>
        <source>Open &amp;with</source>
        <translation>Öffnen &amp;mit</translation>
    </message>
    <message>
        <source>Its drive or folder isn&apos;t there now; plug it in first.</source>
        <translation>Sein Laufwerk oder Ordner ist gerade nicht da; schließen Sie es zuerst an.</translation>
    </message>
    <message>
        <source>No program on this computer opens that photo.</source>
        <translation>Kein Programm auf diesem Computer öffnet dieses Foto.</translation>
    </message>
    <message>
        <source>%1 couldn&apos;t be started.</source>
        <translation>%1 konnte nicht gestartet werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) copied</source>
        <translation>
            <numerusform>%n Foto kopiert</numerusform>
            <numerusform>%n Fotos kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n path(s) copied</source>
        <translation>
            <numerusform>%n Pfad kopiert</numerusform>
            <numerusform>%n Pfade kopiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
</context>
<context>
    <name>ProblemsPage</name>
    <message>
        <source>They stay where they are, unchanged. Everything else can be searched.</source>
        <translation>Sie bleiben unverändert, wo sie sind. Alles andere lässt sich durchsuchen.</translation>
    </message>
    <message>
        <source>Files and folders that could not be read</source>
        <translation>Dateien und Ordner, die nicht gelesen werden konnten</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message>
        <source>Every file and folder could be read.</source>
        <translation>Jede Datei und jeder Ordner ließ sich lesen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) or folder(s) could not be read</source>
        <translation>
            <numerusform>%Ln Datei oder Ordner konnte nicht gelesen werden</numerusform>
            <numerusform>%Ln Dateien oder Ordner konnten nicht gelesen werden</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation>Alle erneut versuchen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>Liste kopieren</translation>
    </message>
</context>
<context>
    <name>QuestionBar</name>
    <message>
        <source>Similar to</source>
        <translation>Ähnlich wie</translation>
    </message>
    <message>
        <source>Leave the similar photos (Esc)</source>
        <translation>Ähnliche Fotos verlassen (Esc)</translation>
    </message>
    <message>
        <source>Leave the similar photos</source>
        <translation>Ähnliche Fotos verlassen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln Treffer</numerusform>
            <numerusform>%Ln Treffer</numerusform>
        </translation>
    </message>
    <message>
        <source>No matches</source>
        <translation>Keine Treffer</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft…</translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message>
        <source>While photos are read, use</source>
        <translation>Zum Lesen der Fotos verwenden</translation>
    </message>
    <message>
        <source>The whole processor: done soonest</source>
        <translation>Den ganzen Prozessor: am schnellsten fertig</translation>
    </message>
    <message>
        <source>Half of the processor</source>
        <translation>Die Hälfte des Prozessors</translation>
    </message>
    <message>
        <source>As little as possible: quiet, but slow</source>
        <translation>So wenig wie möglich: leise, aber langsam</translation>
    </message>
    <message>
        <source>Other programs</source>
        <translation>Andere Programme</translation>
    </message>
    <message>
        <source>Let other programs go first</source>
        <translation>Anderen Programmen den Vortritt lassen</translation>
    </message>
    <message>
        <source>Reading then slows down whenever something else needs the computer.</source>
        <translation>Das Lesen wird dann langsamer, sobald etwas anderes den Computer braucht.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Hide the sidebar</source>
        <translation>Seitenleiste ausblenden</translation>
    </message>
    <message>
        <source>Show the sidebar</source>
        <translation>Seitenleiste einblenden</translation>
    </message>
    <message>
        <source>Size of the photos</source>
        <translation>Größe der Fotos</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Drop a picture to find similar ones</source>
        <translation>Ein Bild hier loslassen, um ähnliche zu finden</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Find photos similar to a picture…</source>
        <translation>Fotos finden, die einem Bild ähneln…</translation>
    </message>
    <message>
        <source>Search your photos</source>
        <translation>Ihre Fotos durchsuchen</translation>
    </message>
</context>
<context>
    <name>SentenceDialog</name>
    <message>
        <source>Photo Search</source>
        <translation>Photo Search</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Parts of the library</source>
        <translation>Teile der Bibliothek</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>They never leave this computer, and your files are never changed.</source>
        <translation>Sie verlassen diesen Computer nie, und Ihre Dateien werden nie verändert.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner auswählen…</translation>
    </message>
    <message>
        <source>Use “%1”</source>
        <translation>„%1“ verwenden</translation>
    </message>
    <message>
        <source>Let go to find your photos</source>
        <translation>Loslassen, um Ihre Fotos zu finden</translation>
    </message>
    <message>
        <source>Drop a folder of photos here, or choose one</source>
        <translation>Ziehen Sie einen Ordner mit Fotos hierher, oder wählen Sie einen aus</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Reading photos</source>
        <translation>Fotos werden gelesen</translation>
    </message>
    <message>
        <source>%1 of %2 searched</source>
        <translation>%1 von %2 durchsucht</translation>
    </message>
    <message numerus="yes">
        <source>Looking for photos: %Ln found</source>
        <translation>
            <numerusform>Fotos werden gesucht: %Ln gefunden</numerusform>
            <numerusform>Fotos werden gesucht: %Ln gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading %1 of %2</source>
        <translation>Lese %1 von %2</translation>
    </message>
    <message>
        <source>Paused at %1 of %2</source>
        <translation>Angehalten bei %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)/s</source>
        <translation>
            <numerusform>%Ln Foto/s</numerusform>
            <numerusform>%Ln Fotos/s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unreadable</source>
        <translation>
            <numerusform>%Ln unlesbar</numerusform>
            <numerusform>%Ln unlesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) can&apos;t be found by words yet.</source>
        <translation>
            <numerusform>%Ln Foto ist noch nicht durch Worte zu finden.</numerusform>
            <numerusform>%Ln Fotos sind noch nicht durch Worte zu finden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lie(s) on drives that aren&apos;t connected.</source>
        <translation>
            <numerusform>%Ln liegt auf einem Laufwerk, das nicht angeschlossen ist.</numerusform>
            <numerusform>%Ln liegen auf Laufwerken, die nicht angeschlossen sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read.</source>
        <translation>
            <numerusform>%Ln Datei konnte nicht gelesen werden.</numerusform>
            <numerusform>%Ln Dateien konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on reading</source>
        <translation>Weiterlesen</translation>
    </message>
    <message>
        <source>Pause reading</source>
        <translation>Lesen anhalten</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>Where your library is</source>
        <translation>Wo Ihre Bibliothek liegt</translation>
    </message>
    <message>
        <source>Open this folder</source>
        <translation>Diesen Ordner öffnen</translation>
    </message>
    <message>
        <source>Your photos are not in it; they stay in their own folders, and nothing leaves this computer.</source>
        <translation>Ihre Fotos sind nicht darin; sie bleiben in ihren eigenen Ordnern, und nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>What it takes on the disk</source>
        <translation>Was sie auf der Festplatte belegt</translation>
    </message>
    <message>
        <source>What was read from your photos</source>
        <translation>Was aus Ihren Fotos gelesen wurde</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>Vorschaubilder</translation>
    </message>
    <message>
        <source>Clear the thumbnails…</source>
        <translation>Vorschaubilder löschen…</translation>
    </message>
    <message>
        <source>Memory for thumbnails while the window is open</source>
        <translation>Arbeitsspeicher für Vorschaubilder, solange das Fenster offen ist</translation>
    </message>
    <message>
        <source>Memory for thumbnails</source>
        <translation>Arbeitsspeicher für Vorschaubilder</translation>
    </message>
    <message>
        <source>%1 MB. More lets you scroll back without waiting.</source>
        <translation>%1 MB. Mit mehr geht das Zurückblättern ohne Warten.</translation>
    </message>
    <message>
        <source>Clear all thumbnails?</source>
        <translation>Alle Vorschaubilder löschen?</translation>
    </message>
    <message>
        <source>Your photos stay as they are. The thumbnails are made again from them, which takes a while.</source>
        <translation>Ihre Fotos bleiben, wie sie sind. Die Vorschaubilder werden aus ihnen neu erstellt, was eine Weile dauert.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>Upkeep</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) can&apos;t be seen now; their photos stay in your library.</source>
        <translation>
            <numerusform>%n Ordner ist gerade nicht zu sehen; seine Fotos bleiben in Ihrer Bibliothek.</numerusform>
            <numerusform>%n Ordner sind gerade nicht zu sehen; ihre Fotos bleiben in Ihrer Bibliothek.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading %n file(s) again</source>
        <translation>
            <numerusform>%n Datei wird erneut gelesen</numerusform>
            <numerusform>%n Dateien werden erneut gelesen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Value</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Photo viewer</source>
        <translation>Fotobetrachter</translation>
    </message>
    <message>
        <source>This photo is no longer in your library.</source>
        <translation>Dieses Foto ist nicht mehr in Ihrer Bibliothek.</translation>
    </message>
    <message>
        <source>This photo can&apos;t be shown.</source>
        <translation>Dieses Foto kann nicht gezeigt werden.</translation>
    </message>
    <message>
        <source>Reading the photo…</source>
        <translation>Foto wird gelesen…</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Pause the slideshow</source>
        <translation>Diashow anhalten</translation>
    </message>
    <message>
        <source>Start the slideshow</source>
        <translation>Diashow starten</translation>
    </message>
</context>
<context>
    <name>ViewerOverlay</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Voriges Foto</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation>Ähnliche Fotos finden</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Informationen</translation>
    </message>
    <message>
        <source>Start the slideshow</source>
        <translation>Diashow starten</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Tatsächliche Größe</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Fit the window</source>
        <translation>In das Fenster einpassen</translation>
    </message>
</context>
<context>
    <name>photo_facts</name>
    <message>
        <source>%1, %2</source>
        <comment>a date, and a time of day</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 (guessed)</source>
        <translation>%1 (geschätzt)</translation>
    </message>
    <message>
        <source>1/%1 s</source>
        <translation>1/%1 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>%1, %2 megapixels</source>
        <comment>width and height, then millions of pixels</comment>
        <translation>%1, %2 Megapixel</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Bildtext</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Also stored as</source>
        <translation>Auch gespeichert als</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>two dates</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%Ln without a date</source>
        <translation>%Ln ohne Datum</translation>
    </message>
    <message>
        <source>%Ln of 5 stars</source>
        <translation>%Ln von 5 Sternen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%Ln of them can&apos;t be opened now: their files are away.</source>
        <translation>%Ln davon lassen sich jetzt nicht öffnen: ihre Dateien sind nicht da.</translation>
    </message>
    <message>
        <source>Its drive or folder isn&apos;t connected. The photo stays in your library; plug the drive in to open it.</source>
        <translation>Sein Laufwerk oder Ordner ist nicht angeschlossen. Das Foto bleibt in Ihrer Bibliothek; schließen Sie das Laufwerk an, um es zu öffnen.</translation>
    </message>
    <message>
        <source>Its file is no longer there. What was read from it is kept for its return.</source>
        <translation>Seine Datei ist nicht mehr da. Was aus ihr gelesen wurde, bleibt für ihre Rückkehr erhalten.</translation>
    </message>
    <message>
        <source>%1° N</source>
        <translation>%1° N</translation>
    </message>
    <message>
        <source>%1° S</source>
        <translation>%1° S</translation>
    </message>
    <message>
        <source>%1° E</source>
        <translation>%1° O</translation>
    </message>
    <message>
        <source>%1° W</source>
        <translation>%1° W</translation>
    </message>
    <message>
        <source>%1 m above the sea</source>
        <translation>%1 m über dem Meer</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
</context>
<context>
    <name>shortcuts</name>
    <message>
        <source>Anywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>Betrachter</translation>
    </message>
    <message>
        <source>any letter</source>
        <translation>ein Buchstabe</translation>
    </message>
    <message>
        <source>arrow keys</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Shift + arrow keys</source>
        <translation>Umschalt + Pfeiltasten</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Strg + Mausrad</translation>
    </message>
    <message>
        <source>Page up, down</source>
        <translation>Bild auf, ab</translation>
    </message>
    <message>
        <source>Go to the search box</source>
        <translation>Zum Suchfeld</translation>
    </message>
    <message>
        <source>One step back: close, leave, clear</source>
        <translation>Ein Schritt zurück: schließen, verlassen, leeren</translation>
    </message>
    <message>
        <source>Back through the searches</source>
        <translation>Zurück durch die Suchen</translation>
    </message>
    <message>
        <source>Forward through the searches</source>
        <translation>Vorwärts durch die Suchen</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Look for new photos</source>
        <translation>Nach neuen Fotos sehen</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>These shortcuts</source>
        <translation>Diese Tastenkürzel</translation>
    </message>
    <message>
        <source>Start a search</source>
        <translation>Eine Suche beginnen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>Select as you move</source>
        <translation>Beim Bewegen auswählen</translation>
    </message>
    <message>
        <source>Open in the viewer</source>
        <translation>Im Betrachter öffnen</translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation>Ähnliche Fotos finden</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Informationen</translation>
    </message>
    <message>
        <source>Copy the photos</source>
        <translation>Fotos kopieren</translation>
    </message>
    <message>
        <source>Copy where they lie</source>
        <translation>Ihre Orte kopieren</translation>
    </message>
    <message>
        <source>Show in the folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Usual size</source>
        <translation>Übliche Größe</translation>
    </message>
    <message>
        <source>Previous and next photo</source>
        <translation>Voriges und nächstes Foto</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Fit the window</source>
        <translation>In das Fenster einpassen</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Tatsächliche Größe</translation>
    </message>
    <message>
        <source>Slideshow</source>
        <translation>Diashow</translation>
    </message>
</context>
<context>
    <name>sidebar</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>Zuletzt hinzugefügt</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>etwa %1 min</translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>etwa %1 h</translation>
    </message>
</context>
</TS>
