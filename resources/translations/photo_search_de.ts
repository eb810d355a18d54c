<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AnswerControls</name>
    <message>
        <source>What counts as a match: more photos, or only the sure ones</source>
        <translation>Was als Treffer zählt: mehr Fotos oder nur die sicheren</translation>
    </message>
    <message>
        <source>Sort and group</source>
        <translation>Ordnen und gruppieren</translation>
    </message>
    <message>
        <source>Fold bursts</source>
        <translation>Serien zuklappen</translation>
    </message>
    <message>
        <source>Show photos that are nearly the same as one, which opens</source>
        <translation>Fast gleiche Fotos als eines zeigen, das sich aufklappen lässt</translation>
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
        <source>%1+ photos</source>
        <translation>%1+ Fotos</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft…</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>Bestes zuerst</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neuestes zuerst</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Ältestes zuerst</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>Nach Ordner</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Name</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>Keine Gruppen</translation>
    </message>
    <message>
        <source>Group by day</source>
        <translation>Nach Tag gruppieren</translation>
    </message>
    <message>
        <source>Group by month</source>
        <translation>Nach Monat gruppieren</translation>
    </message>
    <message>
        <source>Group by year</source>
        <translation>Nach Jahr gruppieren</translation>
    </message>
    <message>
        <source>Group by folder</source>
        <translation>Nach Ordner gruppieren</translation>
    </message>
    <message>
        <source>by day</source>
        <translation>nach Tag</translation>
    </message>
    <message>
        <source>by month</source>
        <translation>nach Monat</translation>
    </message>
    <message>
        <source>by year</source>
        <translation>nach Jahr</translation>
    </message>
    <message>
        <source>by folder</source>
        <comment>in groups</comment>
        <translation>nach Ordner</translation>
    </message>
</context>
<context>
    <name>AnswerLink</name>
    <message numerus="yes">
        <source>The first %Ln are shown; more words narrow it down.</source>
        <translation>
            <numerusform>Das erste wird gezeigt; mehr Wörter grenzen es ein.</numerusform>
            <numerusform>Die ersten %Ln werden gezeigt; mehr Wörter grenzen es ein.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message numerus="yes">
        <source>%Ln photo(s) selected.</source>
        <translation>
            <numerusform>%Ln Foto ausgewählt.</numerusform>
            <numerusform>%Ln Fotos ausgewählt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more in folded bursts are not; open these, or show bursts unfolded.</source>
        <translation>
            <numerusform>%Ln weiteres in einer zugeklappten Serie nicht; klappen Sie diese auf.</numerusform>
            <numerusform>%Ln weitere in zugeklappten Serien nicht; klappen Sie diese auf.</numerusform>
        </translation>
    </message>
</context>
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
    <name>Chip</name>
    <message>
        <source>Enter edits it, Delete takes it away</source>
        <translation>Eingabe ändert es, Entf nimmt es heraus</translation>
    </message>
</context>
<context>
    <name>ChipCounts</name>
    <message numerus="yes">
        <source>%n more like</source>
        <translation>
            <numerusform>%n dafür</numerusform>
            <numerusform>%n dafür</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n less like</source>
        <translation>
            <numerusform>%n dagegen</numerusform>
            <numerusform>%n dagegen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChipRow</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 isn&apos;t a filter; searched as words</source>
        <translation>%1 ist kein Filter; als Wörter gesucht</translation>
    </message>
    <message>
        <source>%1 aren&apos;t filters; searched as words</source>
        <translation>%1 sind keine Filter; als Wörter gesucht</translation>
    </message>
</context>
<context>
    <name>ChoiceBar</name>
    <message>
        <source>Which row is better?</source>
        <translation>Welche Reihe ist besser?</translation>
    </message>
    <message>
        <source>The upper</source>
        <translation>Die obere</translation>
    </message>
    <message>
        <source>The lower</source>
        <translation>Die untere</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>Kein Unterschied</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Words to ask both models</source>
        <translation>Worte, nach denen beide Modelle suchen</translation>
    </message>
    <message>
        <source>Without names</source>
        <translation>Ohne Namen</translation>
    </message>
    <message>
        <source>You say which row is better without knowing whose it is.</source>
        <translation>Sie sagen, welche Reihe besser ist, ohne zu wissen, von wem sie kommt.</translation>
    </message>
    <message>
        <source>Upper model</source>
        <translation>Oberes Modell</translation>
    </message>
    <message>
        <source>Lower model</source>
        <translation>Unteres Modell</translation>
    </message>
    <message>
        <source>One model</source>
        <translation>Das eine Modell</translation>
    </message>
    <message>
        <source>The other</source>
        <translation>Das andere</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Choose two different models.</source>
        <translation>Wählen Sie zwei verschiedene Modelle.</translation>
    </message>
    <message>
        <source>Type what to look for. Each row is the answer of one model.</source>
        <translation>Geben Sie ein, was gesucht wird. Jede Reihe ist die Antwort eines Modells.</translation>
    </message>
    <message>
        <source>Neither model finds anything.</source>
        <translation>Keines der Modelle findet etwas.</translation>
    </message>
</context>
<context>
    <name>ConceptTags</name>
    <message>
        <source>What is in this photo</source>
        <translation>Was auf diesem Foto ist</translation>
    </message>
    <message>
        <source>Search for “%1”</source>
        <translation>„%1“ suchen</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>your %Ln photo(s)</source>
        <translation>
            <numerusform>Ihr %Ln Foto</numerusform>
            <numerusform>Ihre %Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) wait for a drive or folder that isn&apos;t there now.</source>
        <translation>
            <numerusform>%Ln Foto wartet auf ein Laufwerk oder einen Ordner, der gerade nicht da ist.</numerusform>
            <numerusform>%Ln Fotos warten auf ein Laufwerk oder einen Ordner, der gerade nicht da ist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 photos are in both rows.</source>
        <translation>
            <numerusform>%Ln von %1 Fotos ist in beiden Reihen.</numerusform>
            <numerusform>%Ln von %1 Fotos sind in beiden Reihen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CoverageLinks</name>
    <message>
        <source>%1 of %2 searched</source>
        <translation>%1 von %2 durchsucht</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) can&apos;t be found by words yet. Click to go on reading.</source>
        <translation>
            <numerusform>%Ln Foto ist noch nicht mit Wörtern zu finden. Klicken Sie, um weiterzulesen.</numerusform>
            <numerusform>%Ln Fotos sind noch nicht mit Wörtern zu finden. Klicken Sie, um weiterzulesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>All %2 searched</source>
        <translation>Alle %2 durchsucht</translation>
    </message>
    <message>
        <source>Click to look for new photos.</source>
        <translation>Klicken Sie, um nach neuen Fotos zu sehen.</translation>
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
            <numerusform>%Ln liegt auf einem Laufwerk, das nicht angeschlossen ist: Es wird gefunden, lässt sich aber gerade nicht öffnen.</numerusform>
            <numerusform>%Ln liegen auf Laufwerken, die nicht angeschlossen sind: Sie werden gefunden, lassen sich aber gerade nicht öffnen.</numerusform>
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
        <source>%Ln file(s) could not be read.</source>
        <translation>
            <numerusform>%Ln Datei konnte nicht gelesen werden.</numerusform>
            <numerusform>%Ln Dateien konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DividerButton</name>
    <message>
        <source>Probably not</source>
        <translation>Wahrscheinlich nicht</translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln more that are probably not what you look for</source>
        <translation>
            <numerusform>%Ln weiteres zeigen, das wahrscheinlich nicht passt</numerusform>
            <numerusform>%Ln weitere zeigen, die wahrscheinlich nicht passen</numerusform>
        </translation>
    </message>
    <message>
        <source>Hide these photos</source>
        <translation>Diese Fotos ausblenden</translation>
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
    <name>FactCounts</name>
    <message numerus="yes">
        <source>%Ln without a date</source>
        <translation>
            <numerusform>%Ln ohne Datum</numerusform>
            <numerusform>%Ln ohne Datum</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them can&apos;t be opened now: their files are away.</source>
        <translation>
            <numerusform>%Ln davon lässt sich jetzt nicht öffnen: Seine Datei ist nicht da.</numerusform>
            <numerusform>%Ln davon lassen sich jetzt nicht öffnen: Ihre Dateien sind nicht da.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of 5 stars</source>
        <translation>
            <numerusform>%Ln von 5 Sternen</numerusform>
            <numerusform>%Ln von 5 Sternen</numerusform>
        </translation>
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
        <source>Show as one</source>
        <translation>Als eines zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Show all %Ln that are nearly the same</source>
        <translation>
            <numerusform>%Ln fast gleiches zeigen</numerusform>
            <numerusform>Alle %Ln fast gleichen zeigen</numerusform>
        </translation>
    </message>
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
        <source>in its name</source>
        <translation>im Namen</translation>
    </message>
    <message>
        <source>{number}%</source>
        <extracomment>How well a photo matches, in percent.</extracomment>
        <translation>{number} %</translation>
    </message>
</context>
<context>
    <name>HaveCard</name>
    <message numerus="yes">
        <source>%Ln more like it</source>
        <translation>
            <numerusform>%Ln weiteres ähnliches</numerusform>
            <numerusform>%Ln weitere ähnliche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln weiteres</numerusform>
            <numerusform>%Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in the folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>HaveCounts</name>
    <message numerus="yes">
        <source>%Ln can&apos;t be read.</source>
        <translation>
            <numerusform>%Ln lässt sich nicht lesen.</numerusform>
            <numerusform>%Ln lassen sich nicht lesen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HaveDialog</name>
    <message>
        <source>Have I got this already?</source>
        <translation>Habe ich das schon?</translation>
    </message>
    <message>
        <source>Choose more…</source>
        <translation>Weitere wählen…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copies the answers as text</source>
        <translation>Kopiert die Antworten als Text</translation>
    </message>
    <message>
        <source>Nothing is added or changed. More files can be dropped here.</source>
        <translation>Nichts wird hinzugefügt oder verändert. Ziehen Sie gern weitere Dateien hierher.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>It can&apos;t be compared.</source>
        <translation>Es lässt sich nicht vergleichen.</translation>
    </message>
    <message>
        <source>Looking at %1 of %2…</source>
        <translation>Sehe %1 von %2 an…</translation>
    </message>
    <message>
        <source>Drop photos here to see whether your library has them.</source>
        <translation>Ziehen Sie Fotos hierher, um zu sehen, ob Ihre Bibliothek sie hat.</translation>
    </message>
</context>
<context>
    <name>HeatControls</name>
    <message>
        <source>Show where</source>
        <translation>Zeigen, wo</translation>
    </message>
    <message>
        <source>Colours the parts of the photo that speak for your question</source>
        <translation>Färbt die Teile des Fotos, die für Ihre Frage sprechen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Aufhören</translation>
    </message>
    <message>
        <source>Hold to compare</source>
        <translation>Halten zum Vergleichen</translation>
    </message>
    <message>
        <source>Shows the photo without colours for as long as it is held</source>
        <translation>Zeigt das Foto ohne Farben, solange Sie gedrückt halten</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>How strong the colours are</source>
        <translation>Wie kräftig die Farben sind</translation>
    </message>
    <message>
        <source>Looking at each part of the photo…</source>
        <translation>Sehe jeden Teil des Fotos an…</translation>
    </message>
    <message>
        <source>Plain facts are not to be seen in a photo.</source>
        <translation>Schlichte Tatsachen sind auf einem Foto nicht zu sehen.</translation>
    </message>
</context>
<context>
    <name>HeatLegend</name>
    <message>
        <source>Colours: from dark for less to bright for more</source>
        <translation>Farben: von dunkel für weniger bis hell für mehr</translation>
    </message>
    <message>
        <source>less</source>
        <translation>weniger</translation>
    </message>
    <message>
        <source>more</source>
        <translation>mehr</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Ask this</source>
        <translation>Danach suchen</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>HistogramView</name>
    <message>
        <source>How well photos match: %1 of %2 are above the line</source>
        <translation>Wie gut Fotos passen: %1 von %2 liegen über der Linie</translation>
    </message>
    <message>
        <source>probably not</source>
        <translation>wahrscheinlich nicht</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>Treffer</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Recent searches</source>
        <translation>Letzte Suchen</translation>
    </message>
    <message>
        <source>They are kept in your library on this computer, and nowhere else.</source>
        <translation>Sie stehen in Ihrer Bibliothek auf diesem Computer, und nirgends sonst.</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget all…</source>
        <translation>Alle vergessen…</translation>
    </message>
    <message>
        <source>Find among these</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>No searches yet</source>
        <translation>Noch keine Suchen</translation>
    </message>
    <message>
        <source>What you search for is listed here, to be asked again with a click.</source>
        <translation>Was Sie suchen, steht dann hier; ein Klick sucht es erneut.</translation>
    </message>
    <message>
        <source>Forget all searches?</source>
        <translation>Alle Suchen vergessen?</translation>
    </message>
    <message>
        <source>They are no longer listed or suggested. Saved searches stay.</source>
        <translation>Sie werden nicht mehr aufgeführt oder vorgeschlagen. Gespeicherte Suchen bleiben.</translation>
    </message>
    <message>
        <source>Forget all</source>
        <translation>Alle vergessen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>today at %1</source>
        <translation>heute um %1</translation>
    </message>
    <message>
        <source>yesterday at %1</source>
        <translation>gestern um %1</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 um %2</translation>
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
        <source>Why is this here?</source>
        <translation>Warum ist das hier?</translation>
    </message>
    <message>
        <source>What is in it</source>
        <translation>Was darauf ist</translation>
    </message>
    <message>
        <source>Copy the coordinates</source>
        <translation>Koordinaten kopieren</translation>
    </message>
</context>
<context>
    <name>InsightLink</name>
    <message>
        <source>Have I got this already?</source>
        <translation>Habe ich das schon?</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>KeyTable</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>LineStrip</name>
    <message>
        <source>First that probably don&apos;t match</source>
        <translation>Erste „wahrscheinlich nicht“</translation>
    </message>
    <message>
        <source>Last that match</source>
        <translation>Letzte Treffer</translation>
    </message>
</context>
<context>
    <name>MarkTile</name>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>falsch</translation>
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
        <source>Find &amp;by picture…</source>
        <translation>Mit &amp;Bild suchen…</translation>
    </message>
    <message>
        <source>&amp;Have I got this already?…</source>
        <translation>&amp;Habe ich das schon?…</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>&amp;Modelle …</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>Ein&amp;stellungen…</translation>
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
        <source>Sa&amp;ve this search…</source>
        <translation>Suche s&amp;peichern…</translation>
    </message>
    <message>
        <source>&amp;Recent searches</source>
        <translation>&amp;Letzte Suchen</translation>
    </message>
    <message>
        <source>&amp;Tune where matches end…</source>
        <translation>&amp;Treffergrenze einstellen…</translation>
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
        <source>&amp;Searching</source>
        <translation>&amp;Suchen</translation>
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
    <name>ModelCard</name>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Try on a tenth of your photos first</source>
        <translation>Erst mit einem Zehntel der Fotos probieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Aufhören</translation>
    </message>
    <message>
        <source>Go back to it</source>
        <translation>Dazu zurückkehren</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Download it again</source>
        <translation>Erneut herunterladen</translation>
    </message>
    <message>
        <source>Go on with the download</source>
        <translation>Weiter herunterladen</translation>
    </message>
    <message>
        <source>Use it for all photos</source>
        <translation>Für alle Fotos verwenden</translation>
    </message>
    <message>
        <source>%1 to download</source>
        <translation>%1 zum Herunterladen</translation>
    </message>
    <message>
        <source>takes %1</source>
        <translation>belegt %1</translation>
    </message>
    <message>
        <source>licence %1</source>
        <translation>Lizenz %1</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Learning your photos</source>
        <translation>Lernt Ihre Fotos</translation>
    </message>
    <message>
        <source>On trial</source>
        <translation>Zur Probe</translation>
    </message>
    <message>
        <source>Used before</source>
        <translation>Zuvor benutzt</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>No longer here</source>
        <translation>Nicht mehr hier</translation>
    </message>
    <message>
        <source>Not downloaded</source>
        <translation>Nicht heruntergeladen</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>%1 of %2 photos</source>
        <translation>%1 von %2 Fotos</translation>
    </message>
    <message numerus="yes">
        <source>It knows %Ln of your photos: enough to compare.</source>
        <translation>
            <numerusform>Es kennt %Ln Ihrer Fotos: genug zum Vergleichen.</numerusform>
            <numerusform>Es kennt %Ln Ihrer Fotos: genug zum Vergleichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Still knows %Ln of your photos, so going back takes no time.</source>
        <translation>
            <numerusform>Kennt noch %Ln Ihrer Fotos; zurückzukehren kostet keine Zeit.</numerusform>
            <numerusform>Kennt noch %Ln Ihrer Fotos; zurückzukehren kostet keine Zeit.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 are here already.</source>
        <translation>%1 sind schon hier.</translation>
    </message>
</context>
<context>
    <name>ModelsControl</name>
    <message>
        <source>Searches are answered as before again.</source>
        <translation>Suchen werden wieder wie zuvor beantwortet.</translation>
    </message>
    <message>
        <source>%1 was removed.</source>
        <translation>%1 wurde entfernt.</translation>
    </message>
    <message>
        <source>%1 is ready to be used.</source>
        <translation>%1 ist bereit.</translation>
    </message>
</context>
<context>
    <name>ModelsLink</name>
    <message>
        <source>%1 answers your searches now.</source>
        <translation>%1 beantwortet jetzt Ihre Suchen.</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurück zum vorigen</translation>
    </message>
    <message>
        <source>Get it</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>%1 is ready to be used.</source>
        <translation>%1 ist bereit.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>To download</source>
        <translation>Zum Herunterladen</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>From a folder…</source>
        <translation>Aus einem Ordner …</translation>
    </message>
    <message>
        <source>From an archive…</source>
        <translation>Aus einem Archiv …</translation>
    </message>
    <message>
        <source>Compare two models…</source>
        <translation>Zwei Modelle vergleichen …</translation>
    </message>
    <message>
        <source>A model is what understands your photos and your words. You can change it at any time: searching goes on meanwhile, and going back takes no time.</source>
        <translation>Ein Modell versteht Ihre Fotos und Ihre Worte. Sie können es jederzeit wechseln: Die Suche geht währenddessen weiter, und der Weg zurück kostet keine Zeit.</translation>
    </message>
    <message>
        <source>Models come from huggingface.co, and only when you ask for one. Your photos and what you search for never leave this computer.</source>
        <translation>Modelle kommen von huggingface.co, und nur, wenn Sie eines haben wollen. Ihre Fotos und was Sie suchen verlassen diesen Computer nie.</translation>
    </message>
    <message>
        <source>Two models must know some of your photos first.</source>
        <translation>Dazu müssen erst zwei Modelle einige Ihrer Fotos kennen.</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Importiere …</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Import a model from a folder</source>
        <translation>Ein Modell aus einem Ordner importieren</translation>
    </message>
    <message>
        <source>Archives</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>Import a model from an archive</source>
        <translation>Ein Modell aus einem Archiv importieren</translation>
    </message>
</context>
<context>
    <name>ModelsWindow</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
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
        <source>The disk with your library is full, so the picture can&apos;t be used.</source>
        <translation>Der Datenträger mit Ihrer Bibliothek ist voll; das Bild lässt sich nicht verwenden.</translation>
    </message>
    <message>
        <source>Free some space.</source>
        <translation>Schaffen Sie etwas Platz.</translation>
    </message>
</context>
<context>
    <name>NothingMatches</name>
    <message>
        <source>Nothing here seems to match</source>
        <translation>Hier scheint nichts zu passen</translation>
    </message>
    <message>
        <source>You asked for “%1”.</source>
        <translation>Sie suchten „%1“.</translation>
    </message>
    <message>
        <source>Search without “%1”</source>
        <translation>Ohne „%1“ suchen</translation>
    </message>
    <message>
        <source>No photo is from %1</source>
        <translation>Kein Foto ist aus dieser Zeit: %1</translation>
    </message>
    <message>
        <source>Search only for “%1”</source>
        <translation>Nur nach „%1“ suchen</translation>
    </message>
    <message>
        <source>No photo has all of this</source>
        <translation>Kein Foto hat all das</translation>
    </message>
    <message>
        <source>No photo has this</source>
        <translation>Kein Foto hat das</translation>
    </message>
    <message>
        <source>Allow “%1”</source>
        <translation>„%1“ zulassen</translation>
    </message>
    <message numerus="yes">
        <source>Show the %Ln closest</source>
        <translation>
            <numerusform>Das ähnlichste zeigen</numerusform>
            <numerusform>Die %Ln ähnlichsten zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Be less strict</source>
        <translation>Weniger streng suchen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Search all photos</source>
        <translation>Alle Fotos durchsuchen</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Add a folder of photos first. They never leave this computer, and are never changed.</source>
        <translation>Fügen Sie zuerst einen Ordner mit Fotos hinzu. Sie verlassen diesen Computer nie und werden nie verändert.</translation>
    </message>
    <message>
        <source>There are no photos to search yet</source>
        <translation>Es gibt noch keine Fotos zu durchsuchen</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner auswählen…</translation>
    </message>
    <message>
        <source>No photos here yet</source>
        <translation>Hier sind noch keine Fotos</translation>
    </message>
    <message>
        <source>No photo can be found yet</source>
        <translation>Noch lässt sich kein Foto finden</translation>
    </message>
    <message>
        <source>The first ones are being read.</source>
        <translation>Die ersten werden gerade gelesen.</translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message>
        <source>Find &amp;similar</source>
        <translation>Ä&amp;hnliche finden</translation>
    </message>
    <message>
        <source>&amp;Why is this here?</source>
        <translation>Wa&amp;rum ist das hier?</translation>
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
    <name>QuestionControl</name>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Without this</source>
        <translation>&amp;Ausschließen</translation>
    </message>
    <message>
        <source>&amp;With this</source>
        <translation>E&amp;inschließen</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Copy the whole search</source>
        <translation>&amp;Ganze Suche kopieren</translation>
    </message>
    <message>
        <source>&amp;Half</source>
        <translation>&amp;Halb</translation>
    </message>
    <message>
        <source>&amp;Normal</source>
        <translation>&amp;Normal</translation>
    </message>
    <message>
        <source>&amp;Double</source>
        <translation>&amp;Doppelt</translation>
    </message>
    <message>
        <source>N&amp;ot like this</source>
        <translation>Nicht &amp;wie dies</translation>
    </message>
    <message>
        <source>&amp;Like this</source>
        <translation>&amp;Wie dies</translation>
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
    <name>SaveButton</name>
    <message>
        <source>Save this search…</source>
        <translation>Suche speichern…</translation>
    </message>
</context>
<context>
    <name>SaveSearchDialog</name>
    <message>
        <source>Save this search</source>
        <translation>Suche speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>As a concept, to use in other searches</source>
        <translation>Als Begriff für andere Suchen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Ask for it with %1</source>
        <translation>Fragen Sie danach mit %1</translation>
    </message>
    <message>
        <source>Similar photos</source>
        <translation>Ähnliche Fotos</translation>
    </message>
</context>
<context>
    <name>SavedSearchesLink</name>
    <message>
        <source>“%1” was removed from the saved searches.</source>
        <translation>„%1“ wurde aus den gespeicherten Suchen entfernt.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Add to the search</source>
        <translation>Zur Suche hinzufügen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Change to the present search</source>
        <translation>In die jetzige Suche ändern</translation>
    </message>
    <message>
        <source>A concept for other searches</source>
        <translation>Begriff für andere Suchen</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Nicht mehr anheften</translation>
    </message>
    <message>
        <source>Pin on top</source>
        <translation>Oben anheften</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>SearchActions</name>
    <message>
        <source>&amp;Add to search</source>
        <translation>Zur &amp;Suche hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Not like this</source>
        <translation>&amp;Nicht wie dies</translation>
    </message>
    <message>
        <source>&amp;More like this</source>
        <translation>Mehr &amp;davon</translation>
    </message>
    <message>
        <source>L&amp;ess like this</source>
        <translation>&amp;Weniger davon</translation>
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
        <source>Drop a picture to add it to the search</source>
        <translation>Bild loslassen, um es zur Suche hinzuzufügen</translation>
    </message>
    <message>
        <source>Search your photos</source>
        <translation>Ihre Fotos durchsuchen</translation>
    </message>
    <message>
        <source>Add words</source>
        <translation>Wörter hinzufügen</translation>
    </message>
</context>
<context>
    <name>SelectableGrid</name>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
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
        <source>{model} is learning your photos: %1 of %2</source>
        <translation>{model} lernt Ihre Fotos: %1 von %2</translation>
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
    <name>StrictnessPopup</name>
    <message>
        <source>What counts as a match</source>
        <translation>Was als Treffer zählt</translation>
    </message>
    <message>
        <source>From more photos to only the sure ones</source>
        <translation>Von mehr Fotos bis nur sichere</translation>
    </message>
    <message>
        <source>More photos</source>
        <translation>Mehr Fotos</translation>
    </message>
    <message>
        <source>Only sure ones</source>
        <translation>Nur sichere</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <source>Deep search</source>
        <translation>Gründliche Suche</translation>
    </message>
    <message>
        <source>Also looks for what your words include, such as “terrier” and “puppy” for “dog”. It finds more, and takes a little longer.</source>
        <translation>Sucht auch, was Ihre Wörter umfassen, wie „terrier“ und „puppy“ bei „dog“. Findet mehr und braucht etwas länger.</translation>
    </message>
    <message>
        <source>Tune…</source>
        <translation>Einstellen…</translation>
    </message>
    <message>
        <source>Try words, see how all photos score for them, and move the line</source>
        <translation>Wörter probieren, sehen, wie alle Fotos dazu passen, und die Linie verschieben</translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>TuneDialog</name>
    <message>
        <source>Tune where matches end</source>
        <translation>Treffergrenze einstellen</translation>
    </message>
    <message>
        <source>Type words to try, such as “dog”</source>
        <translation>Wörter zum Probieren, etwa „dog“</translation>
    </message>
    <message>
        <source>Words to try</source>
        <translation>Wörter zum Probieren</translation>
    </message>
    <message>
        <source>From more photos to only the sure ones</source>
        <translation>Von mehr Fotos bis nur sichere</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Set the temperature by hand</source>
        <translation>Temperatur von Hand stellen</translation>
    </message>
    <message>
        <source>Temperature: how sharply scores part into yes and no</source>
        <translation>Temperatur: wie scharf sich die Werte in Ja und Nein teilen</translation>
    </message>
    <message>
        <source>Show raw cosines</source>
        <translation>Rohe Kosinuswerte zeigen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Forgets what was tuned for this model</source>
        <translation>Vergisst, was für dieses Modell eingestellt wurde</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>More photos</source>
        <translation>Mehr Fotos</translation>
    </message>
    <message>
        <source>Only sure ones</source>
        <translation>Nur sichere</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln photo(s) match</source>
        <translation>
            <numerusform>Treffer: %1 von %Ln Foto</numerusform>
            <numerusform>Treffer: %1 von %Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Keine Treffer</translation>
    </message>
    <message>
        <source>line at %1</source>
        <translation>Linie bei %1</translation>
    </message>
    <message>
        <source>cosine %1</source>
        <translation>Kosinus %1</translation>
    </message>
    <message>
        <source>temperature %1</source>
        <translation>Temperatur %1</translation>
    </message>
    <message>
        <source>Click a photo once if it is right, twice if it is wrong. One of each is enough for advice.</source>
        <translation>Klicken Sie einmal auf ein richtiges Foto, zweimal auf ein falsches. Je eines genügt für einen Rat.</translation>
    </message>
    <message>
        <source>The line fits what you marked.</source>
        <translation>Die Linie passt zu Ihren Angaben.</translation>
    </message>
    <message>
        <source>Stricter fits what you marked: %1.</source>
        <translation>Strenger passt zu Ihren Angaben: %1.</translation>
    </message>
    <message>
        <source>Less strict fits what you marked: %1.</source>
        <translation>Weniger streng passt zu Ihren Angaben: %1.</translation>
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
        <source>Why is this here?</source>
        <translation>Warum ist das hier?</translation>
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
    <name>WhyDialog</name>
    <message>
        <source>Why is this here?</source>
        <translation>Warum ist das hier?</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copies the explanation as text</source>
        <translation>Kopiert die Erklärung als Text</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Why is this here: %1</source>
        <translation>Warum ist das hier: %1</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Sehe nach…</translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>Found by name</source>
        <translation>Nach Namen gefunden</translation>
    </message>
    <message>
        <source>What counted</source>
        <translation>Was zählte</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Tatsachen</translation>
    </message>
    <message>
        <source>What it looks like</source>
        <translation>Wonach es aussieht</translation>
    </message>
    <message>
        <source>Matches begin at %1.</source>
        <translation>Treffer beginnen bei %1.</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>trifft zu</translation>
    </message>
    <message>
        <source>doesn&apos;t hold</source>
        <translation>trifft nicht zu</translation>
    </message>
    <message>
        <source>cosine %1, weight %2</source>
        <comment>of one part of a question</comment>
        <translation>Kosinus %1, Gewicht %2</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>_Counts</name>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln Treffer</numerusform>
            <numerusform>%Ln Treffer</numerusform>
        </translation>
    </message>
    <message>
        <source>no match</source>
        <translation>kein Treffer</translation>
    </message>
    <message numerus="yes">
        <source>asked %Ln time(s)</source>
        <translation>
            <numerusform>%Ln-mal gesucht</numerusform>
            <numerusform>%Ln-mal gesucht</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>answer</name>
    <message>
        <source>No date</source>
        <translation>Ohne Datum</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <extracomment>A heading over photos, as &quot;March 2024&quot;.</extracomment>
        <translation>{month} {year}</translation>
    </message>
</context>
<context>
    <name>chips</name>
    <message>
        <source>Photos of this are pushed away</source>
        <translation>Fotos davon rücken nach hinten</translation>
    </message>
    <message>
        <source>These very words, in names, captions and tags</source>
        <translation>Genau diese Wörter, in Namen, Bildtexten und Stichwörtern</translation>
    </message>
    <message>
        <source>Not like this photo</source>
        <translation>Nicht wie dieses Foto</translation>
    </message>
    <message>
        <source>Like this photo</source>
        <translation>Wie dieses Foto</translation>
    </message>
    <message>
        <source>not %1</source>
        <translation>nicht %1</translation>
    </message>
    <message>
        <source>The photos that you marked shape this answer</source>
        <translation>Die Fotos, die Sie markiert haben, formen diese Antwort</translation>
    </message>
    <message>
        <source>Before %1</source>
        <translation>Vor %1</translation>
    </message>
    <message>
        <source>After %1</source>
        <translation>Nach %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>ISO</source>
        <translation>ISO</translation>
    </message>
    <message>
        <source>Near</source>
        <translation>Nahe</translation>
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
        <source>Tag</source>
        <translation>Stichwort</translation>
    </message>
    <message>
        <source>Concept</source>
        <translation>Begriff</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Mit</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>Nur</translation>
    </message>
    <message>
        <source>Similar</source>
        <translation>Ähnlich</translation>
    </message>
    <message>
        <source>With a place</source>
        <translation>Mit Ort</translation>
    </message>
    <message>
        <source>With a date</source>
        <translation>Mit Datum</translation>
    </message>
    <message>
        <source>With a caption</source>
        <translation>Mit Bildtext</translation>
    </message>
    <message>
        <source>With tags</source>
        <translation>Mit Stichwörtern</translation>
    </message>
    <message>
        <source>With a rating</source>
        <translation>Mit Bewertung</translation>
    </message>
    <message>
        <source>With a camera</source>
        <translation>Mit Kamera</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Portrait format</source>
        <translation>Hochformat</translation>
    </message>
    <message>
        <source>Landscape format</source>
        <translation>Querformat</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Quadratisch</translation>
    </message>
    <message>
        <source>Panoramas</source>
        <translation>Panoramen</translation>
    </message>
    <message>
        <source>On drives that are away</source>
        <translation>Auf fehlenden Laufwerken</translation>
    </message>
    <message>
        <source>From %1 on</source>
        <translation>Ab %1</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>Bis %1</translation>
    </message>
</context>
<context>
    <name>compare</name>
    <message>
        <source>Both rows are the same.</source>
        <translation>Beide Reihen sind gleich.</translation>
    </message>
    <message>
        <source>No photo is in both rows.</source>
        <translation>Kein Foto ist in beiden Reihen.</translation>
    </message>
    <message>
        <source>Even so far: %1 choices for each.</source>
        <translation>Bisher unentschieden: je %1-mal gewählt.</translation>
    </message>
    <message>
        <source>%1 was better in %2 of %3 choices.</source>
        <translation>%1 war besser, bei %2 von %3 Entscheidungen.</translation>
    </message>
    <message>
        <source>That is more than chance.</source>
        <translation>Das ist mehr als Zufall.</translation>
    </message>
    <message>
        <source>That may still be chance; more choices will tell.</source>
        <translation>Das kann noch Zufall sein; mehr Entscheidungen werden es zeigen.</translation>
    </message>
    <message>
        <source>a dog</source>
        <translation>ein Hund</translation>
    </message>
    <message>
        <source>a cat</source>
        <translation>eine Katze</translation>
    </message>
    <message>
        <source>a birthday cake</source>
        <translation>ein Geburtstagskuchen</translation>
    </message>
    <message>
        <source>children playing outside</source>
        <translation>Kinder spielen draußen</translation>
    </message>
    <message>
        <source>people at a table</source>
        <translation>Menschen an einem Tisch</translation>
    </message>
    <message>
        <source>a walk in the snow</source>
        <translation>ein Spaziergang im Schnee</translation>
    </message>
    <message>
        <source>sunset over the sea</source>
        <translation>Sonnenuntergang über dem Meer</translation>
    </message>
    <message>
        <source>mountains</source>
        <translation>Berge</translation>
    </message>
    <message>
        <source>flowers in a garden</source>
        <translation>Blumen in einem Garten</translation>
    </message>
    <message>
        <source>a red car</source>
        <translation>ein rotes Auto</translation>
    </message>
    <message>
        <source>a street at night</source>
        <translation>eine Straße bei Nacht</translation>
    </message>
    <message>
        <source>food on a plate</source>
        <translation>Essen auf einem Teller</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>%1 %2; its %3 photos stay in your library.</source>
        <translation>%1 %2; seine %3 Fotos bleiben in Ihrer Bibliothek.</translation>
    </message>
    <message>
        <source>%1 %2; its photo stays in your library.</source>
        <translation>%1 %2; sein Foto bleibt in Ihrer Bibliothek.</translation>
    </message>
    <message>
        <source>%1 is a file; a library is a folder.</source>
        <translation>%1 ist eine Datei; eine Bibliothek ist ein Ordner.</translation>
    </message>
    <message>
        <source>%1 is damaged or isn&apos;t a photo_search library.</source>
        <translation>%1 ist beschädigt oder keine Bibliothek von photo_search.</translation>
    </message>
    <message>
        <source>%1 is no folder and no archive.</source>
        <translation>%1 ist weder ein Ordner noch ein Archiv.</translation>
    </message>
    <message>
        <source>A saved search needs a name.</source>
        <translation>Eine gespeicherte Suche braucht einen Namen.</translation>
    </message>
    <message>
        <source>Add words to it.</source>
        <translation>Fügen Sie Wörter hinzu.</translation>
    </message>
    <message>
        <source>Another program is using the library at %1.</source>
        <translation>Ein anderes Programm benutzt die Bibliothek in %1.</translation>
    </message>
    <message>
        <source>As SigLIP 2 Base, fine, on slightly smaller pictures: a quarter faster.</source>
        <translation>Wie SigLIP 2 Base, fein, mit etwas kleineren Bildern: ein Viertel schneller.</translation>
    </message>
    <message>
        <source>Bring it back, or index its folder again if it was moved.</source>
        <translation>Bringen Sie sie zurück, oder lassen Sie ihren Ordner neu einlesen, falls sie verschoben wurde.</translation>
    </message>
    <message>
        <source>CLIP B/32</source>
        <translation>CLIP B/32</translation>
    </message>
    <message>
        <source>COCO text to photo R@1</source>
        <translation>COCO, Text zu Foto, R@1</translation>
    </message>
    <message>
        <source>Check its drive or its network connection</source>
        <translation>Prüfen Sie sein Laufwerk oder seine Netzwerkverbindung</translation>
    </message>
    <message>
        <source>Check that the drive is connected and healthy, then index again.</source>
        <translation>Prüfen Sie, ob das Laufwerk angeschlossen und in Ordnung ist, und lassen Sie neu einlesen.</translation>
    </message>
    <message>
        <source>Check the environment variables HF_ENDPOINT, HTTPS_PROXY and ALL_PROXY.</source>
        <translation>Prüfen Sie die Umgebungsvariablen HF_ENDPOINT, HTTPS_PROXY und ALL_PROXY.</translation>
    </message>
    <message>
        <source>Check the internet connection, then start the download again; it goes on where it was.</source>
        <translation>Prüfen Sie die Internetverbindung und starten Sie das Herunterladen erneut; es geht weiter, wo es war.</translation>
    </message>
    <message>
        <source>Check the name, or plug in its drive.</source>
        <translation>Prüfen Sie den Namen, oder schließen Sie das Laufwerk an.</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>Wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>Choose another one, or unpack it yourself.</source>
        <translation>Wählen Sie ein anderes, oder packen Sie es selbst aus.</translation>
    </message>
    <message>
        <source>Choose another one, or update photo_search.</source>
        <translation>Wählen Sie ein anderes, oder aktualisieren Sie photo_search.</translation>
    </message>
    <message>
        <source>Choose the folder of a model, or a zip or tar archive of one.</source>
        <translation>Wählen Sie den Ordner eines Modells, oder ein zip- oder tar-Archiv davon.</translation>
    </message>
    <message>
        <source>Close it there, then try again.</source>
        <translation>Schließen Sie sie dort und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Close other programs, then index again.</source>
        <translation>Schließen Sie andere Programme und lassen Sie neu einlesen.</translation>
    </message>
    <message>
        <source>Close the other photo_search first.</source>
        <translation>Schließen Sie zuerst das andere photo_search.</translation>
    </message>
    <message>
        <source>Close the windows that search with it, then try again.</source>
        <translation>Schließen Sie die Fenster, die damit suchen, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Decoding this file was given up after %1 seconds.</source>
        <translation>Das Lesen dieser Datei wurde nach %1 Sekunden aufgegeben.</translation>
    </message>
    <message>
        <source>Decoding this picture takes too much memory.</source>
        <translation>Dieses Bild zu lesen braucht zu viel Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>Download or import it again.</source>
        <translation>Laden Sie es neu herunter, oder importieren Sie es erneut.</translation>
    </message>
    <message>
        <source>Download or import it again; what it learned is still here.</source>
        <translation>Laden Sie es neu herunter, oder importieren Sie es erneut; was es gelernt hat, ist noch da.</translation>
    </message>
    <message>
        <source>Download the model again, or choose another one.</source>
        <translation>Laden Sie das Modell neu herunter, oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>Downloads are switched off (HF_HUB_OFFLINE), and the model is not in the hub&apos;s cache here.</source>
        <translation>Das Herunterladen ist abgeschaltet (HF_HUB_OFFLINE), und das Modell liegt nicht im hiesigen Zwischenspeicher des Hubs.</translation>
    </message>
    <message>
        <source>English text to photo recall</source>
        <translation>Englischer Text zu Foto, Trefferquote</translation>
    </message>
    <message>
        <source>For questions in English, where the disk or the connection is small: SigLIP Base at less than half its size.</source>
        <translation>Für Fragen auf Englisch, wo Platte oder Verbindung klein sind: SigLIP Base mit weniger als der halben Größe.</translation>
    </message>
    <message>
        <source>For questions in English. An older model that was published in full precision.</source>
        <translation>Für Fragen auf Englisch. Ein älteres Modell, das in voller Genauigkeit veröffentlicht wurde.</translation>
    </message>
    <message>
        <source>Free some space; searching goes on meanwhile.</source>
        <translation>Schaffen Sie etwas Platz; gesucht werden kann inzwischen weiter.</translation>
    </message>
    <message>
        <source>Give it to yourself</source>
        <translation>Erteilen Sie sie sich</translation>
    </message>
    <message>
        <source>Give yourself permission to read it.</source>
        <translation>Geben Sie sich das Recht, ihn zu lesen.</translation>
    </message>
    <message>
        <source>Give yourself permission to write there, or name another place with --library.</source>
        <translation>Geben Sie sich das Recht, dort zu schreiben, oder nennen Sie mit --library einen anderen Ort.</translation>
    </message>
    <message>
        <source>Give yourself permission to write there.</source>
        <translation>Geben Sie sich das Recht, dort zu schreiben.</translation>
    </message>
    <message>
        <source>Give yourself permission to write to the library.</source>
        <translation>Erteilen Sie sich die Berechtigung, in die Bibliothek zu schreiben.</translation>
    </message>
    <message>
        <source>Give yourself permission, then index again.</source>
        <translation>Geben Sie sich das Recht und lassen Sie neu einlesen.</translation>
    </message>
    <message>
        <source>If another program shows it, save it there as JPEG.</source>
        <translation>Wenn ein anderes Programm sie anzeigt, speichern Sie sie dort als JPEG.</translation>
    </message>
    <message>
        <source>If another program still shows it, save it anew from there; else bring it back from a backup.</source>
        <translation>Wenn ein anderes Programm sie noch anzeigt, speichern Sie sie von dort neu; sonst holen Sie sie aus einer Sicherung zurück.</translation>
    </message>
    <message>
        <source>If it is on a drive, plug it in</source>
        <translation>Falls er auf einem Laufwerk liegt, schließen Sie es an</translation>
    </message>
    <message>
        <source>If it is on a drive, plug it in; its %1 photos stay in your library.</source>
        <translation>Falls er auf einem Laufwerk liegt, schließen Sie es an; seine %1 Fotos bleiben in Ihrer Bibliothek.</translation>
    </message>
    <message>
        <source>If it is on a drive, plug it in; its photo stays in your library.</source>
        <translation>Falls er auf einem Laufwerk liegt, schließen Sie es an; sein Foto bleibt in Ihrer Bibliothek.</translation>
    </message>
    <message>
        <source>If it needs an account, put an access token of yours into HF_TOKEN.</source>
        <translation>Falls es ein Konto braucht, tragen Sie ein Zugriffstoken von sich in HF_TOKEN ein.</translation>
    </message>
    <message>
        <source>If other programs show it, save it anew from one of them.</source>
        <translation>Wenn andere Programme sie anzeigen, speichern Sie sie aus einem davon neu.</translation>
    </message>
    <message>
        <source>Import its folder first: photo-search models import</source>
        <translation>Importieren Sie zuerst seinen Ordner: photo-search models import</translation>
    </message>
    <message>
        <source>Index its folder first.</source>
        <translation>Lassen Sie zuerst seinen Ordner einlesen.</translation>
    </message>
    <message>
        <source>Index more photos first.</source>
        <translation>Lassen Sie zuerst mehr Fotos einlesen.</translation>
    </message>
    <message>
        <source>Install it with: pip install &apos;photo_search[heic]&apos;</source>
        <translation>Installieren Sie sie mit: pip install &apos;photo_search[heic]&apos;</translation>
    </message>
    <message>
        <source>Install it with: pip install &apos;photo_search[raw]&apos;</source>
        <translation>Installieren Sie sie mit: pip install &apos;photo_search[raw]&apos;</translation>
    </message>
    <message>
        <source>It takes little room.</source>
        <translation>Es braucht wenig Platz.</translation>
    </message>
    <message>
        <source>It was left as it is. If it is your library, “photo-search doctor --repair” puts it aside and brings back the newest good backup.</source>
        <translation>Sie wurde gelassen, wie sie ist. Falls es Ihre Bibliothek ist, legt „photo-search doctor --repair“ sie beiseite und holt die neueste gute Sicherung zurück.</translation>
    </message>
    <message>
        <source>Its disk may be full, damaged or unplugged: see to it, then try again; what was read so far is kept.</source>
        <translation>Vielleicht ist ihr Datenträger voll, beschädigt oder abgezogen: Sehen Sie nach und versuchen Sie es erneut; was bisher gelesen wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Leave them out.</source>
        <translation>Lassen Sie sie weg.</translation>
    </message>
    <message>
        <source>Look at %1.</source>
        <translation>Sehen Sie sich %1 an.</translation>
    </message>
    <message>
        <source>Looks four times as closely as SigLIP 2 Base, and takes four times as long to read the photos.</source>
        <translation>Sieht viermal so genau hin wie SigLIP 2 Base und braucht viermal so lange, um die Fotos zu lernen.</translation>
    </message>
    <message>
        <source>Make one with: photo-search index FOLDER</source>
        <translation>Legen Sie eine an mit: photo-search index ORDNER</translation>
    </message>
    <message>
        <source>Make some room on it, then go on; nothing that was read so far is lost.</source>
        <translation>Schaffen Sie dort etwas Platz und machen Sie dann weiter; von dem, was bisher gelesen wurde, geht nichts verloren.</translation>
    </message>
    <message>
        <source>Make some room on it, then start again.</source>
        <translation>Schaffen Sie dort etwas Platz und fangen Sie neu an.</translation>
    </message>
    <message>
        <source>Make some room on it, then start again; what was got so far is kept.</source>
        <translation>Schaffen Sie dort etwas Platz und starten Sie es erneut; was bisher geladen wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Make some room, then go on.</source>
        <translation>Schaffen Sie etwas Platz, und machen Sie dann weiter.</translation>
    </message>
    <message>
        <source>Name another place with --library.</source>
        <translation>Nennen Sie mit --library einen anderen Ort.</translation>
    </message>
    <message>
        <source>No file in your folders holds this photo any more.</source>
        <translation>Keine Datei in Ihren Ordnern enthält dieses Foto noch.</translation>
    </message>
    <message>
        <source>No model called “%1” is on this computer.</source>
        <translation>Auf diesem Computer ist kein Modell namens „%1“.</translation>
    </message>
    <message>
        <source>No model is called “%1”.</source>
        <translation>Kein Modell heißt „%1“.</translation>
    </message>
    <message>
        <source>No other model answered before this one.</source>
        <translation>Vor diesem hat kein anderes Modell geantwortet.</translation>
    </message>
    <message>
        <source>Nothing needs doing; “photo-search index” looks for new photos in it.</source>
        <translation>Es ist nichts zu tun; neue Fotos darin werden von selbst gefunden.</translation>
    </message>
    <message>
        <source>Nothing was changed; go on with the model as it is.</source>
        <translation>Es wurde nichts verändert; arbeiten Sie mit dem Modell weiter, wie es ist.</translation>
    </message>
    <message>
        <source>Only %1 of %2 photos are left in the folder %3. If it is on a drive, plug it in.</source>
        <translation>Nur %1 von %2 Fotos sind noch im Ordner %3. Falls er auf einem Laufwerk liegt, schließen Sie es an.</translation>
    </message>
    <message>
        <source>Only %1 of %2 photos are left in the folder %3. If it is on a drive, plug it in; its %4 photos stay in your library.</source>
        <translation>Nur %1 von %2 Fotos sind noch im Ordner %3. Falls er auf einem Laufwerk liegt, schließen Sie es an; seine %4 Fotos bleiben in Ihrer Bibliothek.</translation>
    </message>
    <message>
        <source>Only %1 of %2 photos are left in the folder %3. If it is on a drive, plug it in; its photo stays in your library.</source>
        <translation>Nur %1 von %2 Fotos sind noch im Ordner %3. Falls er auf einem Laufwerk liegt, schließen Sie es an; sein Foto bleibt in Ihrer Bibliothek.</translation>
    </message>
    <message>
        <source>Perhaps the network wants you to sign in to it first. Check the internet connection, then start the download again; it goes on where it was.</source>
        <translation>Vielleicht müssen Sie sich bei dem Netzwerk erst anmelden. Prüfen Sie die Internetverbindung und starten Sie das Herunterladen erneut; es geht weiter, wo es war.</translation>
    </message>
    <message>
        <source>Put the folder back or choose another</source>
        <translation>Bringen Sie den Ordner zurück oder wählen Sie einen anderen</translation>
    </message>
    <message>
        <source>Reading this photo takes too much memory.</source>
        <translation>Dieses Foto zu lesen braucht zu viel Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>Remove that setting, or import the model from a folder.</source>
        <translation>Entfernen Sie diese Einstellung, oder holen Sie das Modell aus einem Ordner.</translation>
    </message>
    <message>
        <source>Save a smaller copy of it beside it.</source>
        <translation>Speichern Sie eine kleinere Kopie daneben.</translation>
    </message>
    <message>
        <source>Search for something first.</source>
        <translation>Suchen Sie zuerst nach etwas.</translation>
    </message>
    <message>
        <source>Searching works meanwhile; to change the library, wait for the other one or close it.</source>
        <translation>Suchen geht inzwischen; um die Bibliothek zu ändern, warten Sie auf das andere, oder schließen Sie es.</translation>
    </message>
    <message>
        <source>Searching works. To index, give yourself permission to write there, or name another with --library.</source>
        <translation>Suchen geht. Um Fotos einzulesen, geben Sie sich das Recht, dort zu schreiben, oder nennen Sie mit --library eine andere.</translation>
    </message>
    <message>
        <source>Set HF_ENDPOINT to another server, or remove that setting.</source>
        <translation>Setzen Sie HF_ENDPOINT auf einen anderen Server, oder entfernen Sie diese Einstellung.</translation>
    </message>
    <message>
        <source>SigLIP 2 Base</source>
        <translation>SigLIP 2 Base</translation>
    </message>
    <message>
        <source>SigLIP 2 Base, fine</source>
        <translation>SigLIP 2 Base, fein</translation>
    </message>
    <message>
        <source>SigLIP 2 Base, fine, 224 px</source>
        <translation>SigLIP 2 Base, fein, 224 px</translation>
    </message>
    <message>
        <source>SigLIP 2 So400m</source>
        <translation>SigLIP 2 So400m</translation>
    </message>
    <message>
        <source>SigLIP Base, English</source>
        <translation>SigLIP Base, Englisch</translation>
    </message>
    <message>
        <source>SigLIP Base, English, small</source>
        <translation>SigLIP Base, Englisch, klein</translation>
    </message>
    <message>
        <source>Some of these photos are not in the library, or no model has seen them yet.</source>
        <translation>Einige dieser Fotos sind nicht in der Bibliothek, oder noch kein Modell hat sie gesehen.</translation>
    </message>
    <message>
        <source>Start the download again; if it happens again, try another network or another model.</source>
        <translation>Starten Sie das Herunterladen erneut; geschieht das wieder, versuchen Sie ein anderes Netzwerk oder ein anderes Modell.</translation>
    </message>
    <message>
        <source>Stop that first.</source>
        <translation>Halten Sie das zuerst an.</translation>
    </message>
    <message>
        <source>That name is too long.</source>
        <translation>Dieser Name ist zu lang.</translation>
    </message>
    <message>
        <source>That saved search is no longer there.</source>
        <translation>Diese gespeicherte Suche gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>The archive %1 %2.</source>
        <translation>Das Archiv %1 %2.</translation>
    </message>
    <message>
        <source>The best there is, 56 times the work of SigLIP 2 Base: for small libraries, fast computers and the patient.</source>
        <translation>Das beste, das es gibt, mit der 56-fachen Arbeit von SigLIP 2 Base: für kleine Sammlungen, schnelle Computer und Geduldige.</translation>
    </message>
    <message>
        <source>The choice can&apos;t be kept (%1).</source>
        <translation>Die Wahl lässt sich nicht festhalten (%1).</translation>
    </message>
    <message>
        <source>The choices made so far can&apos;t be read (%1).</source>
        <translation>Die bisherigen Entscheidungen lassen sich nicht lesen (%1).</translation>
    </message>
    <message>
        <source>The damaged catalog was put aside as %1, and the backup %2 brought back. Index your folders to add what came later.</source>
        <translation>Der beschädigte Katalog wurde als %1 beiseitegelegt und die Sicherung %2 zurückgeholt. Was später dazukam, wird beim Einlesen Ihrer Ordner wiedergefunden.</translation>
    </message>
    <message>
        <source>The damaged catalog was put aside as %1. There was no good backup, so the library is empty: index your folders again. Your photos were not touched.</source>
        <translation>Der beschädigte Katalog wurde als %1 beiseitegelegt. Es gab keine gute Sicherung, deshalb ist die Bibliothek leer: Fügen Sie Ihre Ordner wieder hinzu. Ihre Fotos sind unberührt.</translation>
    </message>
    <message>
        <source>The disk that holds the library (%1) is full.</source>
        <translation>Der Datenträger mit der Bibliothek (%1) ist voll.</translation>
    </message>
    <message>
        <source>The disk that holds the library is full.</source>
        <translation>Der Datenträger mit der Bibliothek ist voll.</translation>
    </message>
    <message>
        <source>The disk that holds the models (%1) is full.</source>
        <translation>Der Datenträger mit den Modellen (%1) ist voll.</translation>
    </message>
    <message>
        <source>The exclusion “%1” is no pattern.</source>
        <translation>Die Ausnahme „%1“ ist kein Muster.</translation>
    </message>
    <message>
        <source>The file %1 is no longer there.</source>
        <translation>Die Datei %1 ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The file %1 was damaged on its way.</source>
        <translation>Die Datei %1 wurde unterwegs beschädigt.</translation>
    </message>
    <message>
        <source>The file can&apos;t be read from its drive.</source>
        <translation>Die Datei lässt sich nicht von ihrem Laufwerk lesen.</translation>
    </message>
    <message>
        <source>The file ends too early; a part of the picture is missing.</source>
        <translation>Die Datei endet zu früh; ein Teil des Bildes fehlt.</translation>
    </message>
    <message>
        <source>The file is called a photo, but holds none in a format that photo_search reads.</source>
        <translation>Die Datei heißt wie ein Foto, enthält aber keins in einem Format, das photo_search liest.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The file is no longer there.</source>
        <translation>Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The file is too large to read: %1 GB.</source>
        <translation>Die Datei ist zu groß, um sie zu lesen: %1 GB.</translation>
    </message>
    <message>
        <source>The file was being written while it was read.</source>
        <translation>Die Datei wurde gerade geschrieben, während sie gelesen wurde.</translation>
    </message>
    <message>
        <source>The folder %1 doesn&apos;t answer.</source>
        <translation>Der Ordner %1 antwortet nicht.</translation>
    </message>
    <message>
        <source>The folder %1 is a file now.</source>
        <translation>Der Ordner %1 ist jetzt eine Datei.</translation>
    </message>
    <message>
        <source>The folder %1 isn&apos;t there.</source>
        <translation>Der Ordner %1 ist nicht da.</translation>
    </message>
    <message>
        <source>The folder %1 went away meanwhile.</source>
        <translation>Der Ordner %1 ist inzwischen verschwunden.</translation>
    </message>
    <message>
        <source>The folder of the library can&apos;t be written.</source>
        <translation>In den Ordner der Bibliothek lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>The folder of the models (%1) can&apos;t be written.</source>
        <translation>In den Ordner der Modelle (%1) lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>The hub doesn&apos;t give out the model (%1).</source>
        <translation>Der Hub gibt das Modell nicht heraus (%1).</translation>
    </message>
    <message>
        <source>The hub doesn&apos;t say how the file %1 of “%2” can be checked.</source>
        <translation>Der Hub sagt nicht, wie sich die Datei %1 von „%2“ prüfen lässt.</translation>
    </message>
    <message>
        <source>The hub has no version %1 of the model “%2”.</source>
        <translation>Der Hub hat keine Version %1 des Modells „%2“.</translation>
    </message>
    <message>
        <source>The hub names the file %1, which no model has.</source>
        <translation>Der Hub nennt die Datei %1, die kein Modell hat.</translation>
    </message>
    <message>
        <source>The hub no longer has the file %1 of the model “%2”.</source>
        <translation>Der Hub hat die Datei %1 des Modells „%2“ nicht mehr.</translation>
    </message>
    <message>
        <source>The hub no longer has the model (%1).</source>
        <translation>Der Hub hat das Modell nicht mehr (%1).</translation>
    </message>
    <message>
        <source>The library at %1 can&apos;t be written (%2).</source>
        <translation>In die Bibliothek in %1 lässt sich nicht schreiben (%2).</translation>
    </message>
    <message>
        <source>The library at %1 can&apos;t be written.</source>
        <translation>In die Bibliothek in %1 lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>The library at %1 could not be read or written.</source>
        <translation>Die Bibliothek in %1 ließ sich nicht lesen oder schreiben.</translation>
    </message>
    <message>
        <source>The library at %1 is being written by another photo_search.</source>
        <translation>In die Bibliothek in %1 schreibt gerade ein anderes photo_search.</translation>
    </message>
    <message>
        <source>The library at %1 is open for reading only.</source>
        <translation>Die Bibliothek in %1 ist nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>The library has no photo number %1, or hasn&apos;t read it yet.</source>
        <translation>Die Bibliothek hat kein Foto mit der Nummer %1, oder hat es noch nicht gelesen.</translation>
    </message>
    <message>
        <source>The library has no photo number %1.</source>
        <translation>Die Bibliothek hat kein Foto mit der Nummer %1.</translation>
    </message>
    <message>
        <source>The library is being indexed already.</source>
        <translation>Die Bibliothek liest bereits Fotos ein.</translation>
    </message>
    <message>
        <source>The model hub can&apos;t be reached: %1.</source>
        <translation>Der Hub mit den Modellen ist nicht zu erreichen: %1.</translation>
    </message>
    <message>
        <source>The model in %1 can&apos;t be used: %2.</source>
        <translation>Das Modell in %1 lässt sich nicht verwenden: %2.</translation>
    </message>
    <message>
        <source>The model in %1 is in use.</source>
        <translation>Das Modell in %1 wird gerade benutzt.</translation>
    </message>
    <message>
        <source>The model needs %1 GB on the disk that holds %2, and only %3 GB are free.</source>
        <translation>Das Modell braucht %1 GB auf dem Datenträger mit %2, und nur %3 GB sind frei.</translation>
    </message>
    <message>
        <source>The model needs %1 GB on the disk that holds %2, and only %3 MB are free.</source>
        <translation>Das Modell braucht %1 GB auf dem Datenträger mit %2, und nur %3 MB sind frei.</translation>
    </message>
    <message>
        <source>The model needs %1 MB on the disk that holds %2, and only %3 GB are free.</source>
        <translation>Das Modell braucht %1 MB auf dem Datenträger mit %2, und nur %3 GB sind frei.</translation>
    </message>
    <message>
        <source>The model needs %1 MB on the disk that holds %2, and only %3 MB are free.</source>
        <translation>Das Modell braucht %1 MB auf dem Datenträger mit %2, und nur %3 MB sind frei.</translation>
    </message>
    <message>
        <source>The model “%1” is being downloaded or changed already.</source>
        <translation>Das Modell „%1“ wird bereits heruntergeladen oder geändert.</translation>
    </message>
    <message>
        <source>The model “%1” is part of photo_search and stays.</source>
        <translation>Das Modell „%1“ gehört zu photo_search und bleibt.</translation>
    </message>
    <message>
        <source>The model “%1” isn&apos;t installed.</source>
        <translation>Das Modell „%1“ ist nicht installiert.</translation>
    </message>
    <message>
        <source>The model “%1”, which answered before, isn&apos;t installed any more.</source>
        <translation>Das Modell „%1“, das vorher geantwortet hat, ist nicht mehr installiert.</translation>
    </message>
    <message>
        <source>The name of a concept can&apos;t hold quotation marks.</source>
        <translation>Der Name eines Begriffs darf keine Anführungszeichen enthalten.</translation>
    </message>
    <message>
        <source>The path of this file is longer than the system can handle.</source>
        <translation>Der Pfad dieser Datei ist länger, als das System verträgt.</translation>
    </message>
    <message>
        <source>The path of this folder is longer than the system can handle.</source>
        <translation>Der Pfad dieses Ordners ist länger, als das System verträgt.</translation>
    </message>
    <message>
        <source>The picture holds numbers that are no brightness.</source>
        <translation>Das Bild enthält Zahlen, die keine Helligkeit sind.</translation>
    </message>
    <message>
        <source>The picture is damaged and can&apos;t be decoded.</source>
        <translation>Das Bild ist beschädigt und lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The server offers another file %1 than the model consists of.</source>
        <translation>Der Server bietet eine andere Datei %1 an als die, aus der das Modell besteht.</translation>
    </message>
    <message>
        <source>The server sent more than the file %1 has.</source>
        <translation>Der Server hat mehr geschickt, als die Datei %1 enthält.</translation>
    </message>
    <message>
        <source>The server sent the download to an unsafe address.</source>
        <translation>Der Server hat auf eine unsichere Adresse verwiesen.</translation>
    </message>
    <message>
        <source>The settings for the internet connection make no sense (%1).</source>
        <translation>Die Einstellungen für die Internetverbindung ergeben keinen Sinn (%1).</translation>
    </message>
    <message>
        <source>The smaller “%1” sees your photos too differently: at worst %2 alike (of 1), and %3 of the most similar photos stayed the same.</source>
        <translation>Das verkleinerte „%1“ sieht Ihre Fotos zu anders: Im schlechtesten Fall sind sie %2 ähnlich (von 1), und %3 der ähnlichsten Fotos blieben dieselben.</translation>
    </message>
    <message>
        <source>The standard of 2021, for comparison. For questions in English.</source>
        <translation>Der Stand von 2021, zum Vergleich. Für Fragen auf Englisch.</translation>
    </message>
    <message>
        <source>The system stopped the decoder over this file, most likely because memory ran out.</source>
        <translation>Das System hat das Lesen dieser Datei abgebrochen, wahrscheinlich weil der Arbeitsspeicher ausging.</translation>
    </message>
    <message>
        <source>There is a saved search named “%1” already.</source>
        <translation>Eine gespeicherte Suche namens „%1“ gibt es schon.</translation>
    </message>
    <message>
        <source>There is no library at %1 yet.</source>
        <translation>In %1 ist noch keine Bibliothek.</translation>
    </message>
    <message>
        <source>There is no photo left in the folder %1. If it is on a drive, plug it in.</source>
        <translation>Im Ordner %1 ist kein Foto mehr. Falls er auf einem Laufwerk liegt, schließen Sie es an.</translation>
    </message>
    <message>
        <source>There is no photo left in the folder %1. If it is on a drive, plug it in; its %2 photos stay in your library.</source>
        <translation>Im Ordner %1 ist kein Foto mehr. Falls er auf einem Laufwerk liegt, schließen Sie es an; seine %2 Fotos bleiben in Ihrer Bibliothek.</translation>
    </message>
    <message>
        <source>There is no photo left in the folder %1. If it is on a drive, plug it in; its photo stays in your library.</source>
        <translation>Im Ordner %1 ist kein Foto mehr. Falls er auf einem Laufwerk liegt, schließen Sie es an; sein Foto bleibt in Ihrer Bibliothek.</translation>
    </message>
    <message>
        <source>There is no search to save yet.</source>
        <translation>Es gibt noch keine Suche zu speichern.</translation>
    </message>
    <message>
        <source>There is nothing in “%1” that could be made smaller.</source>
        <translation>In „%1“ ist nichts, was sich verkleinern ließe.</translation>
    </message>
    <message>
        <source>These can be downloaded: %1.</source>
        <translation>Diese lassen sich herunterladen: %1.</translation>
    </message>
    <message>
        <source>They hold until you quit. Make sure that the disk is not full and that you may write to “%1”.</source>
        <translation>Sie gelten, bis Sie das Programm beenden. Sehen Sie nach, ob der Datenträger voll ist und ob Sie in „%1“ schreiben dürfen.</translation>
    </message>
    <message>
        <source>This file can&apos;t be read; its drive may be failing or disconnected.</source>
        <translation>Diese Datei lässt sich nicht lesen; vielleicht ist ihr Laufwerk defekt oder abgezogen.</translation>
    </message>
    <message>
        <source>This file made the decoder crash.</source>
        <translation>Beim Lesen dieser Datei ist der Leser abgestürzt.</translation>
    </message>
    <message>
        <source>This folder can&apos;t be read; its drive may be failing or disconnected.</source>
        <translation>Dieser Ordner lässt sich nicht lesen; vielleicht ist sein Laufwerk defekt oder abgezogen.</translation>
    </message>
    <message>
        <source>This is a camera RAW photo; reading it needs the RAW extra.</source>
        <translation>Das ist ein RAW-Foto einer Kamera; um es zu lesen, ist die RAW-Erweiterung nötig.</translation>
    </message>
    <message>
        <source>This is a link to another file; links are not followed.</source>
        <translation>Das ist eine Verknüpfung mit einer anderen Datei; Verknüpfungen wird nicht gefolgt.</translation>
    </message>
    <message>
        <source>This is an HEIC photo; reading it needs the HEIC extra.</source>
        <translation>Das ist ein HEIC-Foto; um es zu lesen, ist die HEIC-Erweiterung nötig.</translation>
    </message>
    <message>
        <source>This is no file, but a folder, device or pipe.</source>
        <translation>Das ist keine Datei, sondern ein Ordner, ein Gerät oder eine Pipe.</translation>
    </message>
    <message>
        <source>This library was last opened by a newer photo_search (it has had the step “%1”).</source>
        <translation>Diese Bibliothek wurde zuletzt von einem neueren photo_search geöffnet (sie hat den Schritt „%1“ hinter sich).</translation>
    </message>
    <message>
        <source>This model isn&apos;t installed any more, so it can&apos;t go on learning.</source>
        <translation>Dieses Modell ist nicht mehr installiert und kann deshalb nicht weiterlernen.</translation>
    </message>
    <message>
        <source>This model isn&apos;t installed any more; “%1” answers in its place.</source>
        <translation>Dieses Modell ist nicht mehr installiert; an seiner Stelle antwortet „%1“.</translation>
    </message>
    <message>
        <source>This picture is too large to read: %1 x %2 pixels.</source>
        <translation>Dieses Bild ist zu groß, um es zu lesen: %1 x %2 Pixel.</translation>
    </message>
    <message>
        <source>This question names nothing that could be seen in a photo.</source>
        <translation>Diese Frage nennt nichts, was auf einem Foto zu sehen wäre.</translation>
    </message>
    <message>
        <source>To see whether a smaller “%1” is as good, %2 of your photos are needed.</source>
        <translation>Um zu sehen, ob ein verkleinertes „%1“ genauso gut ist, sind %2 Ihrer Fotos nötig.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>Try another network.</source>
        <translation>Versuchen Sie ein anderes Netzwerk.</translation>
    </message>
    <message>
        <source>Type one.</source>
        <translation>Geben Sie einen ein.</translation>
    </message>
    <message>
        <source>Understands questions in many languages and finds what the starter misses. The best choice for most computers.</source>
        <translation>Versteht Fragen in vielen Sprachen und findet, was dem Startmodell entgeht. Für die meisten Computer die beste Wahl.</translation>
    </message>
    <message>
        <source>Update photo_search on this computer, or name another library with --library. Nothing was changed.</source>
        <translation>Aktualisieren Sie photo_search auf diesem Computer, oder nennen Sie mit --library eine andere Bibliothek. Es wurde nichts verändert.</translation>
    </message>
    <message>
        <source>Use another model first.</source>
        <translation>Verwenden Sie zuerst ein anderes Modell.</translation>
    </message>
    <message>
        <source>Use another name, or replace it.</source>
        <translation>Nehmen Sie einen anderen Namen, oder ersetzen Sie sie.</translation>
    </message>
    <message>
        <source>Use at most %1 characters.</source>
        <translation>Nehmen Sie höchstens %1 Zeichen.</translation>
    </message>
    <message>
        <source>Use it as it is.</source>
        <translation>Verwenden Sie es, wie es ist.</translation>
    </message>
    <message>
        <source>Wait for that to end, or cancel it.</source>
        <translation>Warten Sie, bis das zu Ende ist, oder brechen Sie es ab.</translation>
    </message>
    <message>
        <source>Wait until that has ended.</source>
        <translation>Warten Sie, bis das zu Ende ist.</translation>
    </message>
    <message>
        <source>What answers at %1 is not the model hub.</source>
        <translation>Was unter %1 antwortet, ist nicht der Hub mit den Modellen.</translation>
    </message>
    <message>
        <source>Write it as in a .gitignore file, such as *.png or /private/.</source>
        <translation>Schreiben Sie sie wie in einer .gitignore-Datei, etwa *.png oder /privat/.</translation>
    </message>
    <message>
        <source>You have no permission to open the folder %1.</source>
        <translation>Sie haben nicht die Berechtigung, den Ordner %1 zu öffnen.</translation>
    </message>
    <message>
        <source>You have no permission to open this file.</source>
        <translation>Sie haben nicht die Berechtigung, diese Datei zu öffnen.</translation>
    </message>
    <message>
        <source>You have no permission to open this folder.</source>
        <translation>Sie haben nicht die Berechtigung, diesen Ordner zu öffnen.</translation>
    </message>
    <message>
        <source>You have no permission to read this file.</source>
        <translation>Sie haben nicht die Berechtigung, diese Datei zu lesen.</translation>
    </message>
    <message>
        <source>Your preferences could not be saved (%1).</source>
        <translation>Ihre Einstellungen ließen sich nicht speichern (%1).</translation>
    </message>
    <message>
        <source>and the others don&apos;t agree on the size of its vectors (%1)</source>
        <translation>und die anderen sind sich über die Größe seiner Vektoren nicht einig (%1)</translation>
    </message>
    <message>
        <source>asks for a cut from a picture whose shape was not kept</source>
        <translation>verlangt einen Ausschnitt aus einem Bild, dessen Form nicht erhalten blieb</translation>
    </message>
    <message>
        <source>asks for a cut that is larger than the picture</source>
        <translation>verlangt einen Ausschnitt, der größer als das Bild ist</translation>
    </message>
    <message>
        <source>asks for pictures in other colours than red, green and blue</source>
        <translation>verlangt Bilder in anderen Farben als Rot, Grün und Blau</translation>
    </message>
    <message>
        <source>asks for pictures of varying shape</source>
        <translation>verlangt Bilder wechselnder Form</translation>
    </message>
    <message>
        <source>asks for pictures that are not resized</source>
        <translation>verlangt Bilder in unveränderter Größe</translation>
    </message>
    <message>
        <source>asks for pictures that are not square</source>
        <translation>verlangt Bilder, die nicht quadratisch sind</translation>
    </message>
    <message>
        <source>asks for the step &apos;%1&apos; with &apos;%2&apos;, which this version doesn&apos;t know</source>
        <translation>verlangt den Schritt „%1“ mit „%2“, den diese Version nicht kennt</translation>
    </message>
    <message>
        <source>asks for the step &apos;%1&apos;, which this version doesn&apos;t know</source>
        <translation>verlangt den Schritt „%1“, den diese Version nicht kennt</translation>
    </message>
    <message>
        <source>asks for the unknown filter %1</source>
        <translation>verlangt den unbekannten Filter %1</translation>
    </message>
    <message>
        <source>asks for the way &apos;%1&apos; of preparing pictures, which this version doesn&apos;t know</source>
        <translation>verlangt die Art „%1“, Bilder vorzubereiten, die diese Version nicht kennt</translation>
    </message>
    <message>
        <source>contradicts &apos;tokenizer_config.json&apos;: one is of SigLIP 1, the other of SigLIP 2</source>
        <translation>widerspricht „tokenizer_config.json“: Das eine gehört zu SigLIP 1, das andere zu SigLIP 2</translation>
    </message>
    <message>
        <source>doesn&apos;t say &apos;%1&apos;</source>
        <translation>sagt nichts zu „%1“</translation>
    </message>
    <message>
        <source>doesn&apos;t tell whether it is a SigLIP 1 or a SigLIP 2 model</source>
        <translation>sagt nicht, ob es ein Modell nach SigLIP 1 oder SigLIP 2 ist</translation>
    </message>
    <message>
        <source>gives &apos;%1&apos; an impossible checksum</source>
        <translation>nennt für „%1“ eine unmögliche Prüfsumme</translation>
    </message>
    <message>
        <source>gives pictures another size than &apos;config.json&apos;</source>
        <translation>gibt Bildern eine andere Größe als „config.json“</translation>
    </message>
    <message>
        <source>gives unusable vectors (zero, or not finite)</source>
        <translation>liefert unbrauchbare Vektoren (null oder nicht endlich)</translation>
    </message>
    <message>
        <source>gives vectors of %1 numbers, but its other files say %2</source>
        <translation>liefert Vektoren aus %1 Zahlen, aber die anderen Dateien sagen %2</translation>
    </message>
    <message>
        <source>gives vectors of another shape than %1 numbers each</source>
        <translation>liefert Vektoren anderer Form als je %1 Zahlen</translation>
    </message>
    <message>
        <source>has no input &apos;%1&apos;</source>
        <translation>hat keinen Eingang „%1“</translation>
    </message>
    <message>
        <source>has no output &apos;%1&apos;</source>
        <translation>hat keinen Ausgang „%1“</translation>
    </message>
    <message>
        <source>has the input &apos;%1&apos; (%2), which this version can&apos;t fill</source>
        <translation>hat den Eingang „%1“ (%2), den diese Version nicht füllen kann</translation>
    </message>
    <message>
        <source>holds &apos;%1&apos;, which is a link or no plain file</source>
        <translation>enthält „%1“, was eine Verknüpfung oder keine gewöhnliche Datei ist</translation>
    </message>
    <message>
        <source>holds far more than a model</source>
        <translation>enthält weit mehr als ein Modell</translation>
    </message>
    <message>
        <source>is damaged, or encrypted</source>
        <translation>ist beschädigt oder verschlüsselt</translation>
    </message>
    <message>
        <source>is of a kind of model that this version doesn&apos;t know</source>
        <translation>gehört zu einer Art von Modell, die diese Version nicht kennt</translation>
    </message>
    <message>
        <source>it can&apos;t tell different %1 apart</source>
        <translation>es kann Verschiedenes nicht unterscheiden (%1)</translation>
    </message>
    <message>
        <source>it cuts the phrase &apos;%1&apos; into other tokens than it should</source>
        <translation>es zerlegt den Ausdruck „%1“ in andere Token, als es soll</translation>
    </message>
    <message>
        <source>its file &apos;%1&apos; %2</source>
        <translation>seine Datei „%1“ %2</translation>
    </message>
    <message>
        <source>its file &apos;%1&apos; can&apos;t be reached</source>
        <translation>seine Datei „%1“ ist nicht zu erreichen</translation>
    </message>
    <message>
        <source>its file &apos;%1&apos; can&apos;t be read (%2)</source>
        <translation>seine Datei „%1“ lässt sich nicht lesen (%2)</translation>
    </message>
    <message>
        <source>its file &apos;%1&apos; can&apos;t cut a phrase into tokens</source>
        <translation>seine Datei „%1“ kann keinen Ausdruck in Token zerlegen</translation>
    </message>
    <message>
        <source>its file &apos;%1&apos; doesn&apos;t bring phrases to the length of the model</source>
        <translation>seine Datei „%1“ bringt Ausdrücke nicht auf die Länge des Modells</translation>
    </message>
    <message>
        <source>its file &apos;%1&apos; holds numbers of a kind this version doesn&apos;t know</source>
        <translation>seine Datei „%1“ enthält Zahlen einer Art, die diese Version nicht kennt</translation>
    </message>
    <message>
        <source>its file &apos;%1&apos; is damaged or has been changed</source>
        <translation>seine Datei „%1“ ist beschädigt oder verändert worden</translation>
    </message>
    <message>
        <source>its file &apos;%1&apos; is damaged or incomplete</source>
        <translation>seine Datei „%1“ ist beschädigt oder unvollständig</translation>
    </message>
    <message>
        <source>its file &apos;%1&apos; is damaged, or of a kind this version can&apos;t run</source>
        <translation>seine Datei „%1“ ist beschädigt oder von einer Art, die diese Version nicht ausführen kann</translation>
    </message>
    <message>
        <source>its file &apos;%1&apos; is far larger than such a file is</source>
        <translation>seine Datei „%1“ ist viel größer, als eine solche Datei ist</translation>
    </message>
    <message>
        <source>its file &apos;%1&apos; is incomplete or has been changed</source>
        <translation>seine Datei „%1“ ist unvollständig oder verändert worden</translation>
    </message>
    <message>
        <source>its file &apos;%1&apos; is missing</source>
        <translation>seine Datei „%1“ fehlt</translation>
    </message>
    <message>
        <source>its file &apos;%1&apos; lacks the token &apos;%2&apos; of its kind of model</source>
        <translation>in seiner Datei „%1“ fehlt das Token „%2“, das zu dieser Art von Modell gehört</translation>
    </message>
    <message>
        <source>its file &apos;%1&apos; lies outside the model&apos;s folder</source>
        <translation>seine Datei „%1“ liegt außerhalb des Ordners des Modells</translation>
    </message>
    <message>
        <source>its pictures are quantised in a way that loses what SigLIP 2 sees</source>
        <translation>seine Bilder sind auf eine Art quantisiert, bei der verloren geht, was SigLIP 2 sieht</translation>
    </message>
    <message>
        <source>its vectors of %1 depend on what else is looked at</source>
        <translation>seine Vektoren (%1) hängen davon ab, was sonst noch betrachtet wird</translation>
    </message>
    <message>
        <source>names a file twice</source>
        <translation>nennt eine Datei zweimal</translation>
    </message>
    <message>
        <source>names the kind &apos;%1&apos;, but the other files are of another</source>
        <translation>nennt die Art „%1“, aber die anderen Dateien sind von einer anderen</translation>
    </message>
    <message>
        <source>names the kind &apos;%1&apos;, which this version doesn&apos;t know</source>
        <translation>nennt die Art „%1“, die diese Version nicht kennt</translation>
    </message>
    <message>
        <source>names the place &apos;%1&apos;, which is outside of it</source>
        <translation>nennt den Ort „%1“, der außerhalb liegt</translation>
    </message>
    <message>
        <source>says something impossible for &apos;%1&apos;</source>
        <translation>sagt etwas Unmögliches zu „%1“</translation>
    </message>
    <message>
        <source>says something impossible for &apos;logit_scale&apos;</source>
        <translation>sagt etwas Unmögliches zu „logit_scale“</translation>
    </message>
    <message>
        <source>says something impossible for &apos;rescale_factor&apos; or &apos;image_std&apos;</source>
        <translation>sagt etwas Unmögliches zu „rescale_factor“ oder „image_std“</translation>
    </message>
    <message>
        <source>says something impossible for &apos;std&apos;</source>
        <translation>sagt etwas Unmögliches zu „std“</translation>
    </message>
    <message>
        <source>stops with an error while it works</source>
        <translation>bricht bei der Arbeit mit einem Fehler ab</translation>
    </message>
    <message>
        <source>there is no such folder</source>
        <translation>einen solchen Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>wants &apos;%1&apos; in the shape %2, but its other files say %3</source>
        <translation>will „%1“ in der Form %2, aber seine anderen Dateien sagen %3</translation>
    </message>
    <message>
        <source>“%1” answers your searches.</source>
        <translation>„%1“ beantwortet Ihre Suchen.</translation>
    </message>
    <message>
        <source>“%1” can&apos;t be opened (%2).</source>
        <translation>„%1“ lässt sich nicht öffnen (%2).</translation>
    </message>
    <message>
        <source>“%1” is in the library already, as part of “%2”.</source>
        <translation>„%1“ ist schon in der Bibliothek, als Teil von „%2“.</translation>
    </message>
    <message>
        <source>“%1” is in the library already.</source>
        <translation>„%1“ ist schon in der Bibliothek.</translation>
    </message>
    <message>
        <source>“%1” is learning your photos now.</source>
        <translation>„%1“ lernt jetzt Ihre Fotos kennen.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t a folder.</source>
        <translation>„%1“ ist kein Ordner.</translation>
    </message>
    <message>
        <source>“%1” isn&apos;t there.</source>
        <translation>„%1“ ist nicht da.</translation>
    </message>
    <message>
        <source>“%1” was not imported.</source>
        <translation>„%1“ wurde nicht importiert.</translation>
    </message>
    <message>
        <source>“photo-search models” lists them.</source>
        <translation>„photo-search models“ zählt sie auf.</translation>
    </message>
</context>
<context>
    <name>have_words</name>
    <message>
        <source>You have this very file already.</source>
        <translation>Sie haben genau diese Datei schon.</translation>
    </message>
    <message>
        <source>You have this picture already, in another size or format.</source>
        <translation>Sie haben dieses Bild schon, in anderer Größe oder anderem Format.</translation>
    </message>
    <message>
        <source>You don&apos;t have this picture, but some that look like it.</source>
        <translation>Sie haben dieses Bild nicht, aber ähnliche.</translation>
    </message>
    <message>
        <source>You don&apos;t have this picture, or any like it.</source>
        <translation>Sie haben weder dieses Bild noch ein ähnliches.</translation>
    </message>
    <message>
        <source>the same file</source>
        <translation>dieselbe Datei</translation>
    </message>
    <message>
        <source>the same picture</source>
        <translation>dasselbe Bild</translation>
    </message>
    <message>
        <source>looks like it</source>
        <translation>ähnlich</translation>
    </message>
    <message>
        <source>You have %1 of %2.</source>
        <comment>two numbers of pictures</comment>
        <translation>Sie haben %1 von %2.</translation>
    </message>
</context>
<context>
    <name>hung_instance</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>End it and start anew</source>
        <translation>Beenden und neu starten</translation>
    </message>
    <message>
        <source>Photo Search is open already, but doesn&apos;t answer.</source>
        <translation>Die Fotosuche ist schon geöffnet, antwortet aber nicht.</translation>
    </message>
    <message>
        <source>It may be busy for a moment: then try again. If that doesn&apos;t help, it can be ended; your photos are untouched, and what was read of them is kept.</source>
        <translation>Vielleicht ist sie gerade beschäftigt: Versuchen Sie es dann erneut. Hilft das nicht, lässt sie sich beenden; Ihre Fotos sind unberührt, und was von ihnen gelesen wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Starter</source>
        <translation>Startmodell</translation>
    </message>
    <message>
        <source>%1, an older version</source>
        <translation>%1, eine ältere Fassung</translation>
    </message>
    <message>
        <source>Comes with Photo Search and answers at once. Coarse, and only for questions in English.</source>
        <translation>Wird mit Photo Search geliefert und antwortet sofort. Grob, und nur für Fragen auf Englisch.</translation>
    </message>
    <message>
        <source>Many languages</source>
        <translation>Viele Sprachen</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Finds the photo that English words describe: %1 of 100</source>
        <translation>Findet das Foto, das englische Worte beschreiben: %1 von 100</translation>
    </message>
    <message>
        <source>Puts the photo that English words describe first: %1 of 100</source>
        <translation>Stellt das Foto, das englische Worte beschreiben, an die erste Stelle: %1 von 100</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>Answers in place of %1, which is no longer on this computer.</source>
        <translation>Antwortet anstelle von %1, das nicht mehr auf diesem Computer ist.</translation>
    </message>
    <message>
        <source>It forgets %1</source>
        <translation>Es vergisst %1</translation>
    </message>
    <message>
        <source>learning them again would take %1</source>
        <translation>sie neu zu lernen würde %1 dauern</translation>
    </message>
    <message>
        <source>%1 become free.</source>
        <translation>%1 werden frei.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbinde …</translation>
    </message>
    <message>
        <source>Preparing it for this computer…</source>
        <translation>Bereite es für diesen Computer vor …</translation>
    </message>
    <message>
        <source>Checking it…</source>
        <translation>Prüfe es …</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>Heruntergeladen</translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <translation>Angehalten bei %1</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>The model %1 finds much more, in many languages: %2 to download, then %3 to learn %4 while you go on searching. It is free (%5).</source>
        <translation>Das Modell %1 findet viel mehr, in vielen Sprachen: %2 zum Herunterladen, dann %3, um %4 zu lernen, während Sie weitersuchen. Es ist frei (%5).</translation>
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
        <source>Size</source>
        <translation>Größe</translation>
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
        <source>Save this search</source>
        <translation>Suche speichern</translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>Letzte Suchen</translation>
    </message>
    <message>
        <source>Help on searching</source>
        <translation>Hilfe zum Suchen</translation>
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
        <source>Why is this here?</source>
        <translation>Warum ist das hier?</translation>
    </message>
    <message>
        <source>Add to the search</source>
        <translation>Zur Suche hinzufügen</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr davon</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger davon</translation>
    </message>
    <message>
        <source>Show all of a burst, or one</source>
        <translation>Eine Serie auf- oder zuklappen</translation>
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
        <source>Copy the paths</source>
        <translation>Pfade kopieren</translation>
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
    <message>
        <source>Searches</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>A concept, for use in other searches</source>
        <translation>Ein Begriff für andere Suchen</translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>Letzte Suchen</translation>
    </message>
</context>
<context>
    <name>why_words</name>
    <message>
        <source>%1%</source>
        <comment>a number out of a hundred</comment>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>It isn&apos;t part of the answer: %1 doesn&apos;t hold.</source>
        <comment>%1: facts such as date:2019</comment>
        <translation>Es gehört nicht zur Antwort: %1 trifft nicht zu.</translation>
    </message>
    <message>
        <source>It matches: %1 stands with the photo, and the photo looks like it too.</source>
        <translation>Es passt: %1 steht beim Foto, und das Foto sieht auch danach aus.</translation>
    </message>
    <message>
        <source>It matches by name: %1 stands with the photo.</source>
        <translation>Es passt dem Namen nach: %1 steht beim Foto.</translation>
    </message>
    <message>
        <source>It matches: the photo looks like what you asked for.</source>
        <translation>Es passt: Das Foto sieht nach dem aus, was Sie suchen.</translation>
    </message>
    <message>
        <source>Probably not: it looks less like what you asked for than matches do.</source>
        <translation>Wahrscheinlich nicht: Es sieht weniger nach dem aus, was Sie suchen, als die Treffer.</translation>
    </message>
    <message>
        <source>It matches: all that you asked for holds.</source>
        <translation>Es passt: Alles, was Sie verlangen, trifft zu.</translation>
    </message>
    <message>
        <source>The model hasn&apos;t looked at this photo yet, and your words don&apos;t stand with it.</source>
        <translation>Das Modell hat dieses Foto noch nicht angesehen, und Ihre Wörter stehen nicht dabei.</translation>
    </message>
    <message>
        <source>It isn&apos;t part of the answer.</source>
        <translation>Es gehört nicht zur Antwort.</translation>
    </message>
    <message>
        <source>Name of the file</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Bildtext</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>Stichwort</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>also: %1</source>
        <comment>other words for the same</comment>
        <translation>auch: %1</translation>
    </message>
    <message>
        <source>such as: %1</source>
        <comment>narrower words</comment>
        <translation>etwa: %1</translation>
    </message>
    <message>
        <source>as “%1”</source>
        <comment>the same words in a phrase that a model knows</comment>
        <translation>als „%1“</translation>
    </message>
    <message>
        <source>not like %1</source>
        <comment>a picture</comment>
        <translation>nicht wie %1</translation>
    </message>
    <message>
        <source>like %1</source>
        <comment>a picture</comment>
        <translation>wie %1</translation>
    </message>
    <message>
        <source>more like %1</source>
        <comment>a picture</comment>
        <translation>mehr wie %1</translation>
    </message>
    <message>
        <source>less like %1</source>
        <comment>a picture</comment>
        <translation>weniger wie %1</translation>
    </message>
    <message>
        <source>not: %1</source>
        <comment>words</comment>
        <translation>nicht: %1</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Photo number</source>
        <translation>Fotonummer</translation>
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
