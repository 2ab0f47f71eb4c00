<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source> pictures</source>
        <comment>behind a number</comment>
        <translation> Bilder</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is not a number</source>
        <translation>„{text}“ ist keine Zahl</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>(other types)</source>
        <translation>(andere Typen)</translation>
    </message>
    <message>
        <source>(unreadable packet)</source>
        <translation>(unlesbares Paket)</translation>
    </message>
    <message>
        <source>(you were shown {value})</source>
        <translation>(Ihnen wurde {value} gezeigt)</translation>
    </message>
    <message>
        <source>1 h, lost after 1 day</source>
        <translation>1 h, verloren nach 1 Tag</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>1 min, lost after 10 min</source>
        <translation>1 min, verloren nach 10 min</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 Minute</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 Minuten</translation>
    </message>
    <message>
        <source>15 s, lost after 1 min</source>
        <translation>15 s, verloren nach 1 min</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 Stunden</translation>
    </message>
    <message>
        <source>44 letters of base64</source>
        <translation>44 Zeichen Base64</translation>
    </message>
    <message>
        <source>5 min, lost after 1 h</source>
        <translation>5 min, verloren nach 1 h</translation>
    </message>
    <message>
        <source>5 minutes</source>
        <translation>5 Minuten</translation>
    </message>
    <message>
        <source>6 hours</source>
        <translation>6 Stunden</translation>
    </message>
    <message>
        <source>80 when left empty.</source>
        <translation>80, wenn leer.</translation>
    </message>
    <message>
        <source>96 characters.</source>
        <translation>96 Zeichen.</translation>
    </message>
    <message>
        <source>A background picture of the profile has no address.</source>
        <translation>Ein Hintergrundbild des Profils hat keine Adresse.</translation>
    </message>
    <message>
        <source>A backslash only stands before a comma or a colon that is meant.</source>
        <translation>Ein umgekehrter Schrägstrich steht nur vor einem gemeinten Komma oder Doppelpunkt.</translation>
    </message>
    <message>
        <source>A brace in the address has no partner.</source>
        <translation>Eine geschweifte Klammer in der Adresse hat kein Gegenstück.</translation>
    </message>
    <message>
        <source>A bracket is left open</source>
        <translation>Eine Klammer bleibt offen</translation>
    </message>
    <message>
        <source>A camera that was added cannot be removed through CAM2.</source>
        <translation>Eine hinzugefügte Kamera lässt sich über CAM2 nicht entfernen.</translation>
    </message>
    <message>
        <source>A client ID has {length} characters; this one has {found}.</source>
        <translation>Eine Client-ID hat {length} Zeichen; diese hat {found}.</translation>
    </message>
    <message>
        <source>A client secret has at least {least} characters.</source>
        <translation>Ein Client-Geheimnis hat mindestens {least} Zeichen.</translation>
    </message>
    <message>
        <source>A condition of the query has no value.</source>
        <translation>Eine Bedingung der Abfrage hat keinen Wert.</translation>
    </message>
    <message>
        <source>A dataset&apos;s subscription ends the one before it.</source>
        <translation>Das Abonnement eines Datasets beendet das vorige.</translation>
    </message>
    <message>
        <source>A day is written DD/MM/YY.</source>
        <translation>Ein Tag wird als TT/MM/JJ geschrieben.</translation>
    </message>
    <message>
        <source>A fault in the analytic, often on one kind of input: length, size, nothing in it.</source>
        <translation>Ein Fehler in der Analyse, oft bei einer Art von Eingabe: Länge, Größe, nichts darin.</translation>
    </message>
    <message>
        <source>A fault of this console; the log has more.</source>
        <translation>Ein Fehler dieser Konsole; im Protokoll steht mehr.</translation>
    </message>
    <message>
        <source>A faulty tracker sends them the wrong way round: reports out of range are counted and not shown.</source>
        <translation>Ein fehlerhafter Sender vertauscht sie: Unmögliche Meldungen werden gezählt und nicht gezeigt.</translation>
    </message>
    <message>
        <source>A file is sent as a whole: one that breaks off, or is paused, begins again from its beginning. Pausing between files loses nothing.</source>
        <translation>Eine Datei wird als Ganzes gesendet: Bricht sie ab oder wird angehalten, beginnt sie von vorn. Pausen zwischen Dateien kosten nichts.</translation>
    </message>
    <message>
        <source>A file that it needs was not there: has the data expired?</source>
        <translation>Eine benötigte Datei fehlte: Sind die Daten abgelaufen?</translation>
    </message>
    <message>
        <source>A folder to upload</source>
        <translation>Ordner zum Hochladen</translation>
    </message>
    <message>
        <source>A form has named fields; a text has no place in it.</source>
        <translation>Ein Formular hat benannte Felder; ein bloßer Text hat darin keinen Platz.</translation>
    </message>
    <message>
        <source>A header has characters that a header cannot have.</source>
        <translation>Eine Kopfzeile enthält Zeichen, die dort nicht stehen können.</translation>
    </message>
    <message>
        <source>A header is a line such as Accept: */*.</source>
        <translation>Eine Kopfzeile ist eine Zeile wie Accept: */*.</translation>
    </message>
    <message>
        <source>A header&apos;s name has letters, digits and hyphens only.</source>
        <translation>Der Name einer Kopfzeile hat nur Buchstaben, Ziffern und Bindestriche.</translation>
    </message>
    <message>
        <source>A key may still be in the key store. {trouble}</source>
        <translation>Ein Schlüssel könnte noch im Schlüsselbund liegen. {trouble}</translation>
    </message>
    <message>
        <source>A legacy ID is a whole number.</source>
        <translation>Eine alte ID ist eine ganze Zahl.</translation>
    </message>
    <message>
        <source>A machine was lost or the cluster was restarted; the request is fine.</source>
        <translation>Ein Rechner fiel aus, oder der Cluster wurde neu gestartet; die Anfrage ist in Ordnung.</translation>
    </message>
    <message>
        <source>A manifest is written beside it: filter, zone, counts, gaps, digest.</source>
        <translation>Daneben entsteht ein Manifest: Filter, Zeitzone, Anzahlen, Lücken, Prüfsumme.</translation>
    </message>
    <message>
        <source>A name has at most {most} characters.</source>
        <translation>Ein Name hat höchstens {most} Zeichen.</translation>
    </message>
    <message>
        <source>A name has no control characters.</source>
        <translation>Ein Name hat keine Steuerzeichen.</translation>
    </message>
    <message>
        <source>A name has only letters from A to Z, digits and signs: it travels in a header.</source>
        <translation>Ein Name hat nur Buchstaben von A bis Z, Ziffern und Zeichen: Er steht in einer Kopfzeile.</translation>
    </message>
    <message>
        <source>A name is needed</source>
        <translation>Ein Name wird gebraucht</translation>
    </message>
    <message>
        <source>A name is needed.</source>
        <translation>Ein Name ist nötig.</translation>
    </message>
    <message>
        <source>A name neither begins nor ends with a space.</source>
        <translation>Ein Name beginnt und endet nicht mit einem Leerzeichen.</translation>
    </message>
    <message>
        <source>A new camera would be added with these fields.</source>
        <translation>Eine neue Kamera würde mit diesen Feldern hinzugefügt.</translation>
    </message>
    <message>
        <source>A new job</source>
        <translation>Ein neuer Auftrag</translation>
    </message>
    <message>
        <source>A new line was asked for.</source>
        <translation>Eine neue Verbindung wurde verlangt.</translation>
    </message>
    <message>
        <source>A new profile like the chosen one</source>
        <translation>Ein neues Profil wie das gewählte</translation>
    </message>
    <message>
        <source>A new profile, “{name}”, would be made with these options.</source>
        <translation>Ein neues Profil „{name}“ würde mit diesen Optionen angelegt.</translation>
    </message>
    <message>
        <source>A newer server (Engine.IO 4)</source>
        <translation>Ein neuerer Server (Engine.IO 4)</translation>
    </message>
    <message>
        <source>A packet was skipped: bytes arrived that belong to no event.</source>
        <translation>Ein Paket wurde übergangen: Es kamen Bytes an, die zu keinem Ereignis gehören.</translation>
    </message>
    <message>
        <source>A packet was skipped: it acknowledges nothing.</source>
        <translation>Ein Paket wurde übergangen: Es bestätigt nichts.</translation>
    </message>
    <message>
        <source>A packet was skipped: it has no name.</source>
        <translation>Ein Paket wurde übergangen: Es hat keinen Namen.</translation>
    </message>
    <message>
        <source>A packet was skipped: it is of no known kind.</source>
        <translation>Ein Paket wurde übergangen: Seine Art ist nicht bekannt.</translation>
    </message>
    <message>
        <source>A packet was skipped: its JSON is malformed.</source>
        <translation>Ein Paket wurde übergangen: Sein JSON ist fehlerhaft.</translation>
    </message>
    <message>
        <source>A packet was skipped: its attachments are too large.</source>
        <translation>Ein Paket wurde übergangen: Seine Anhänge sind zu groß.</translation>
    </message>
    <message>
        <source>A packet was skipped: its attachments do not fit.</source>
        <translation>Ein Paket wurde übergangen: Seine Anhänge passen nicht.</translation>
    </message>
    <message>
        <source>A packet was skipped: its number of attachments cannot be.</source>
        <translation>Ein Paket wurde übergangen: Die Anzahl seiner Anhänge ist unmöglich.</translation>
    </message>
    <message>
        <source>A packet was skipped: text arrived in place of its attachments.</source>
        <translation>Ein Paket wurde übergangen: Statt seiner Anhänge kam Text.</translation>
    </message>
    <message>
        <source>A page cannot begin before the first row.</source>
        <translation>Eine Seite kann nicht vor der ersten Zeile beginnen.</translation>
    </message>
    <message>
        <source>A page has 1 to {count:,} rows.</source>
        <translation>Eine Seite hat 1 bis {count:,} Zeilen.</translation>
    </message>
    <message>
        <source>A parameter is a line such as limit=5.</source>
        <translation>Ein Parameter ist eine Zeile wie limit=5.</translation>
    </message>
    <message>
        <source>A part of an address must not be empty, “.” or “..”.</source>
        <translation>Ein Teil einer Adresse darf nicht leer, „.“ oder „..“ sein.</translation>
    </message>
    <message>
        <source>A photo belongs either to a job or to a profile.</source>
        <translation>Ein Foto gehört entweder zu einem Auftrag oder zu einem Profil.</translation>
    </message>
    <message>
        <source>A photo needs a file name and the row that it belongs to.</source>
        <translation>Ein Foto braucht einen Dateinamen und die Zeile, zu der es gehört.</translation>
    </message>
    <message>
        <source>A picture, no video.</source>
        <translation>Ein Bild, kein Video.</translation>
    </message>
    <message>
        <source>A profile can be changed but not deleted: the studio offers no way to do so.</source>
        <translation>Ein Profil lässt sich ändern, aber nicht löschen: Das Studio bietet keinen Weg dafür.</translation>
    </message>
    <message>
        <source>A profile is a named set of servers, such as a site.</source>
        <translation>Ein Profil ist eine benannte Gruppe von Servern, etwa ein Standort.</translation>
    </message>
    <message>
        <source>A profile needs a name.</source>
        <translation>Ein Profil braucht einen Namen.</translation>
    </message>
    <message>
        <source>A profile with nothing switched on</source>
        <translation>Ein Profil, in dem nichts eingeschaltet ist</translation>
    </message>
    <message>
        <source>A project needs a name.</source>
        <translation>Ein Projekt braucht einen Namen.</translation>
    </message>
    <message>
        <source>A project&apos;s token opens no live events</source>
        <translation>Das Token eines Projekts öffnet keine Live-Ereignisse</translation>
    </message>
    <message>
        <source>A query cannot begin or end before the first record.</source>
        <translation>Eine Abfrage kann nicht vor dem ersten Datensatz beginnen oder enden.</translation>
    </message>
    <message>
        <source>A request is an object: {&quot;analytic&quot;: …}.</source>
        <translation>Eine Anfrage ist ein Objekt: {&quot;analytic&quot;: …}.</translation>
    </message>
    <message>
        <source>A studio in the cloud cannot reach this computer by itself: it needs a tunnel or a forwarded port, whose public address is to be entered above.</source>
        <translation>Ein Studio in der Cloud erreicht diesen Computer nicht von selbst: Es braucht einen Tunnel oder einen weitergeleiteten Port, dessen öffentliche Adresse oben einzutragen ist.</translation>
    </message>
    <message>
        <source>A text has a character that a query cannot have.</source>
        <translation>Ein Text enthält ein Zeichen, das in einer Abfrage nicht stehen kann.</translation>
    </message>
    <message>
        <source>A text in the form has half a character.</source>
        <translation>Ein Text im Formular enthält ein halbes Zeichen.</translation>
    </message>
    <message>
        <source>A text that goes with the file has half a character.</source>
        <translation>Ein Text zur Datei enthält ein halbes Zeichen.</translation>
    </message>
    <message>
        <source>A thousand position reports come each second.</source>
        <translation>Jede Sekunde kommen tausend Positionsmeldungen.</translation>
    </message>
    <message>
        <source>A ticked zone tells who enters and leaves it.</source>
        <translation>Eine angehakte Zone meldet, wer hinein- und hinausgeht.</translation>
    </message>
    <message>
        <source>A tile in {file} is larger than 2 MiB.</source>
        <translation>Eine Kachel in {file} ist größer als 2 MiB.</translation>
    </message>
    <message>
        <source>A tile in {file} is no picture.</source>
        <translation>Eine Kachel in {file} ist kein Bild.</translation>
    </message>
    <message>
        <source>A tile is larger than 2 MiB.</source>
        <translation>Eine Kachel ist größer als 2 MiB.</translation>
    </message>
    <message>
        <source>A tile is no PNG, JPEG or WebP picture.</source>
        <translation>Eine Kachel ist kein PNG-, JPEG- oder WebP-Bild.</translation>
    </message>
    <message>
        <source>A tile is {width} × {height} pixels; at most {most}.</source>
        <translation>Eine Kachel hat {width} × {height} Pixel; höchstens {most}.</translation>
    </message>
    <message>
        <source>A time without a zone cannot be sent.</source>
        <translation>Eine Zeit ohne Zeitzone kann nicht gesendet werden.</translation>
    </message>
    <message>
        <source>A token must be fetched again every few seconds, also while calls are open.</source>
        <translation>Alle paar Sekunden muss ein neues Token geholt werden, auch während Anfragen laufen.</translation>
    </message>
    <message>
        <source>A token of the user, or of one project. It is sent to this server only.</source>
        <translation>Ein Token des Benutzers oder eines Projekts. Es wird nur an diesen Server gesendet.</translation>
    </message>
    <message>
        <source>A town, or coordinates such as -39.49, 176.92 or 39°29′S 176°55′E</source>
        <translation>Ein Ort oder Koordinaten wie -39.49, 176.92 oder 39°29′S 176°55′E</translation>
    </message>
    <message>
        <source>A user has data and jobs of its own; nobody else’s can be seen with it.</source>
        <translation>Ein Benutzer hat eigene Daten und Aufträge; die anderer sind mit ihm nicht zu sehen.</translation>
    </message>
    <message>
        <source>A value in the request cannot be used in an address.</source>
        <translation>Ein Wert der Anfrage ist in einer Adresse nicht verwendbar.</translation>
    </message>
    <message>
        <source>A value in the request cannot be written as JSON.</source>
        <translation>Ein Wert der Anfrage lässt sich nicht als JSON schreiben.</translation>
    </message>
    <message>
        <source>A video for the labels</source>
        <translation>Ein Video für die Beschriftungen</translation>
    </message>
    <message>
        <source>A web page came instead: the picture has moved, or is behind a login.</source>
        <translation>Stattdessen kam eine Webseite: Das Bild ist umgezogen oder liegt hinter einer Anmeldung.</translation>
    </message>
    <message>
        <source>A web page comes from every camera.</source>
        <translation>Von jeder Kamera kommt eine Webseite.</translation>
    </message>
    <message>
        <source>A web page comes instead of data, as from a network that wants a log-in first.</source>
        <translation>Statt Daten kommt eine Webseite, wie aus einem Netz, das erst eine Anmeldung will.</translation>
    </message>
    <message>
        <source>A web page with an error comes instead of data.</source>
        <translation>Statt Daten kommt eine Webseite mit einem Fehler.</translation>
    </message>
    <message>
        <source>A whole number of pixels.</source>
        <translation>Eine ganze Zahl von Pixeln.</translation>
    </message>
    <message>
        <source>A whole number.</source>
        <translation>Eine ganze Zahl.</translation>
    </message>
    <message>
        <source>A zip in the zip is not opened; save it to look into it.</source>
        <translation>Ein ZIP-Archiv im Archiv wird nicht geöffnet; speichern Sie es, um hineinzusehen.</translation>
    </message>
    <message>
        <source>A zip that leads outside</source>
        <translation>Ein Zip, das hinausführt</translation>
    </message>
    <message>
        <source>A zip that swells</source>
        <translation>Ein Zip, das anschwillt</translation>
    </message>
    <message>
        <source>A zone needs a name.</source>
        <translation>Eine Zone braucht einen Namen.</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>About FaceSpace Desk</source>
        <translation>Über FaceSpace Desk</translation>
    </message>
    <message>
        <source>Academic, educational and research use is allowed. Commercial use is not.</source>
        <translation>Erlaubt ist die Nutzung für Wissenschaft, Lehre und Forschung, nicht die kommerzielle.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Accept the result (A)</source>
        <translation>Ergebnis annehmen (A)</translation>
    </message>
    <message>
        <source>Act as this user</source>
        <translation>Diesen Benutzer vertreten</translation>
    </message>
    <message>
        <source>Act as {name}</source>
        <translation>{name} vertreten</translation>
    </message>
    <message>
        <source>Act as …</source>
        <translation>… vertreten</translation>
    </message>
    <message>
        <source>Acting as {name}</source>
        <translation>In Vertretung von {name}</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Activity over time</source>
        <translation>Aktivität im Zeitverlauf</translation>
    </message>
    <message>
        <source>Activity: different people per camera</source>
        <translation>Aktivität: verschiedene Personen je Kamera</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a camera</source>
        <translation>Kamera hinzufügen</translation>
    </message>
    <message>
        <source>Add a camera …</source>
        <translation>Kamera hinzufügen …</translation>
    </message>
    <message>
        <source>Add a dataset by its address</source>
        <translation>Dataset mit seiner Adresse hinzufügen</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder of photos</source>
        <translation>Ordner mit Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder of photos…</source>
        <translation>Ordner mit Fotos hinzufügen…</translation>
    </message>
    <message>
        <source>Add a profile</source>
        <translation>Ein Profil hinzufügen</translation>
    </message>
    <message>
        <source>Add an image</source>
        <translation>Abbild hinzufügen</translation>
    </message>
    <message>
        <source>Add background pictures</source>
        <translation>Hintergrundbilder hinzufügen</translation>
    </message>
    <message>
        <source>Add data by URL</source>
        <translation>Daten per URL hinzufügen</translation>
    </message>
    <message>
        <source>Add data that lies elsewhere</source>
        <translation>Daten hinzufügen, die anderswo liegen</translation>
    </message>
    <message>
        <source>Add filter</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add image…</source>
        <translation>Abbild hinzufügen…</translation>
    </message>
    <message>
        <source>Add it all the same</source>
        <translation>Trotzdem hinzufügen</translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>Fotos hinzufügen…</translation>
    </message>
    <message>
        <source>Add pictures…</source>
        <translation>Bilder hinzufügen…</translation>
    </message>
    <message>
        <source>Add the chosen data to the batch</source>
        <translation>Gewählte Daten in den Stapel aufnehmen</translation>
    </message>
    <message>
        <source>Add this camera</source>
        <translation>Diese Kamera hinzufügen</translation>
    </message>
    <message>
        <source>Add to the list</source>
        <translation>Zur Liste hinzufügen</translation>
    </message>
    <message>
        <source>Add zone</source>
        <translation>Zone hinzufügen</translation>
    </message>
    <message>
        <source>Add {n:,}</source>
        <translation>{n:,} hinzufügen</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Added camera {camera}</source>
        <translation>Kamera {camera} hinzugefügt</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>Wird hinzugefügt…</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Address of a dataset</source>
        <translation>Adresse eines Datasets</translation>
    </message>
    <message>
        <source>Address of the still</source>
        <translation>Adresse des Standbilds</translation>
    </message>
    <message>
        <source>Address of the stream</source>
        <translation>Adresse des Streams</translation>
    </message>
    <message>
        <source>Addresses that begin with {scheme}: are not opened.</source>
        <translation>Adressen, die mit {scheme}: beginnen, werden nicht geöffnet.</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Administration, Changes written from this desk, puts it back.</source>
        <translation>Rückgängig machen lässt es sich unter Verwaltung, Von hier geschriebene Änderungen.</translation>
    </message>
    <message>
        <source>After</source>
        <comment>a picture</comment>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Ago</source>
        <translation>Seither</translation>
    </message>
    <message>
        <source>Agree and open CAM2</source>
        <translation>Zustimmen und CAM2 öffnen</translation>
    </message>
    <message>
        <source>Agreed to on {day} in this profile.</source>
        <translation>In diesem Profil zugestimmt am {day}.</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>Alias</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All addresses of files have run out.</source>
        <translation>Alle Adressen von Dateien sind abgelaufen.</translation>
    </message>
    <message>
        <source>All are camera IDs</source>
        <translation>Alle sind Kamera-IDs</translation>
    </message>
    <message>
        <source>All are legacy IDs</source>
        <translation>Alle sind alte IDs</translation>
    </message>
    <message>
        <source>All cameras</source>
        <translation>Alle Kameras</translation>
    </message>
    <message>
        <source>All fields</source>
        <translation>Alle Felder</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Alles in Ordnung</translation>
    </message>
    <message>
        <source>All live lines were cut.</source>
        <translation>Alle Live-Verbindungen wurden getrennt.</translation>
    </message>
    <message>
        <source>All objects</source>
        <translation>Allen Objekten</translation>
    </message>
    <message>
        <source>All of</source>
        <comment>the filters, together</comment>
        <translation>Alle gelten</translation>
    </message>
    <message>
        <source>All of it (0)</source>
        <translation>Ganzes Bild (0)</translation>
    </message>
    <message>
        <source>All of them were in the list already.</source>
        <translation>Alle standen schon in der Liste.</translation>
    </message>
    <message>
        <source>All other fields are as in the form.</source>
        <translation>Alle anderen Felder sind wie im Formular.</translation>
    </message>
    <message>
        <source>All outputs come in one zip file.</source>
        <translation>Alle Ergebnisse kommen in einer ZIP-Datei.</translation>
    </message>
    <message>
        <source>All that was kept</source>
        <translation>Alles Aufbewahrte</translation>
    </message>
    <message>
        <source>All tickets become void</source>
        <translation>Alle Berechtigungen verfallen</translation>
    </message>
    <message>
        <source>All tickets for live events are void.</source>
        <translation>Alle Berechtigungen für Live-Ereignisse sind verfallen.</translation>
    </message>
    <message>
        <source>All tokens expire now</source>
        <translation>Alle Tokens verfallen jetzt</translation>
    </message>
    <message>
        <source>All tokens have expired.</source>
        <translation>Alle Tokens sind verfallen.</translation>
    </message>
    <message>
        <source>All versions</source>
        <translation>Alle Versionen</translation>
    </message>
    <message>
        <source>Allow more only if you trust whoever fills the catalogue: an address in it could then ask for pages of this computer or its network.</source>
        <translation>Erlauben Sie nur dann mehr, wenn Sie denen trauen, die den Katalog füllen: Eine Adresse darin könnte sonst Seiten dieses Computers oder seines Netzes abrufen.</translation>
    </message>
    <message>
        <source>Allow plain http</source>
        <translation>Unverschlüsseltes http erlauben</translation>
    </message>
    <message>
        <source>Allow private addresses in the profile, if you trust its data.</source>
        <translation>Erlauben Sie private Adressen im Profil, wenn Sie dessen Daten vertrauen.</translation>
    </message>
    <message>
        <source>Allow private addresses in the profile, if you trust where the address comes from.</source>
        <translation>Erlauben Sie private Adressen im Profil, wenn Sie der Herkunft der Adresse vertrauen.</translation>
    </message>
    <message>
        <source>Altitude</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Always shown on the map.</source>
        <translation>Steht immer auf der Karte.</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>Bernstein</translation>
    </message>
    <message>
        <source>AmigoCloud did not accept the token.</source>
        <translation>AmigoCloud hat das Token nicht angenommen.</translation>
    </message>
    <message>
        <source>AmigoCloud does not allow this.</source>
        <translation>AmigoCloud erlaubt das nicht.</translation>
    </message>
    <message>
        <source>AmigoCloud has it no longer.</source>
        <translation>AmigoCloud hat es nicht mehr.</translation>
    </message>
    <message>
        <source>AmigoCloud is back after {length}. What was sent meanwhile cannot be had again.</source>
        <translation>AmigoCloud ist nach {length} wieder da. Was inzwischen gesendet wurde, ist nicht nachzuholen.</translation>
    </message>
    <message>
        <source>AmigoCloud keeps geographic data, and tells live what moves and what changes.</source>
        <translation>AmigoCloud bewahrt geografische Daten auf und meldet laufend, was sich bewegt und ändert.</translation>
    </message>
    <message>
        <source>An archive of the image: tar, tar.gz or tar.bz.</source>
        <translation>Ein Archiv des Abbilds: tar, tar.gz oder tar.bz.</translation>
    </message>
    <message>
        <source>An asterisk marks what has to be filled.</source>
        <translation>Ein Sternchen kennzeichnet, was auszufüllen ist.</translation>
    </message>
    <message>
        <source>An image is for CPU or for GPU.</source>
        <translation>Ein Abbild ist für CPU oder für GPU.</translation>
    </message>
    <message>
        <source>An input that the analytic cannot read, or a parameter out of its range.</source>
        <translation>Eine Eingabe, die die Analyse nicht lesen kann, oder ein Parameter außerhalb seines Bereichs.</translation>
    </message>
    <message>
        <source>Analytic</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Analytics</source>
        <translation>Analysen</translation>
    </message>
    <message>
        <source>Analytics that are public, and those that were uploaded, stand here.</source>
        <translation>Hier stehen öffentliche und hochgeladene Analysen.</translation>
    </message>
    <message>
        <source>Another batch</source>
        <translation>Neuer Stapel</translation>
    </message>
    <message>
        <source>Another kind of server answers at this address and port.</source>
        <translation>Unter dieser Adresse und diesem Port antwortet ein anderer Server.</translation>
    </message>
    <message>
        <source>Another name or profile</source>
        <translation>Anderer Name oder anderes Profil</translation>
    </message>
    <message>
        <source>Another profile has this name.</source>
        <translation>Ein anderes Profil hat diesen Namen.</translation>
    </message>
    <message>
        <source>Another program is using the store.</source>
        <translation>Ein anderes Programm benutzt den Datenspeicher.</translation>
    </message>
    <message>
        <source>Another zone has this name.</source>
        <translation>Eine andere Zone heißt schon so.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Answers take longer than the refresh interval</source>
        <translation>Antworten dauern länger als der Abstand der Abfragen</translation>
    </message>
    <message>
        <source>Any</source>
        <comment>no restriction</comment>
        <translation>Beliebig</translation>
    </message>
    <message>
        <source>Any column</source>
        <translation>Irgendeine Spalte</translation>
    </message>
    <message>
        <source>Any field</source>
        <translation>Beliebiges Feld</translation>
    </message>
    <message>
        <source>Any of</source>
        <comment>the filters, together</comment>
        <translation>Einer gilt</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Application&apos;s token</source>
        <translation>Token der Anwendung</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>April</source>
        <translation>April</translation>
    </message>
    <message>
        <source>Archive</source>
        <comment>put away</comment>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Around which place?</source>
        <translation>Um welchen Ort?</translation>
    </message>
    <message>
        <source>Around {place}.</source>
        <translation>Um {place}.</translation>
    </message>
    <message>
        <source>Arrow keys move, plus and minus zoom, Home shows all points</source>
        <translation>Pfeiltasten verschieben, Plus und Minus zoomen, Pos1 zeigt alle Punkte</translation>
    </message>
    <message>
        <source>As</source>
        <comment>what an ID was taken for</comment>
        <translation>Als</translation>
    </message>
    <message>
        <source>As a PNG, besides those laid on.</source>
        <translation>Als PNG, neben den Montagen.</translation>
    </message>
    <message>
        <source>As in /jpg/image.jpg.</source>
        <translation>Etwa /jpg/image.jpg.</translation>
    </message>
    <message>
        <source>As in /mjpg/video.mjpg.</source>
        <translation>Etwa /mjpg/video.mjpg.</translation>
    </message>
    <message>
        <source>As in Pacific/Auckland.</source>
        <translation>Etwa Pacific/Auckland.</translation>
    </message>
    <message>
        <source>As initials</source>
        <translation>Als Anfangsbuchstaben</translation>
    </message>
    <message>
        <source>As pseudonyms</source>
        <translation>Als Pseudonyme</translation>
    </message>
    <message>
        <source>As received</source>
        <translation>Wie empfangen</translation>
    </message>
    <message>
        <source>As the database has it, such as NZ or USA</source>
        <translation>Wie in der Datenbank, etwa NZ oder USA</translation>
    </message>
    <message>
        <source>As the database has it, such as Napier</source>
        <translation>Wie in der Datenbank, etwa Napier</translation>
    </message>
    <message>
        <source>As the platform is known to take them; some proxies drop bodies of questions.</source>
        <translation>Wie die Plattform sie bekanntlich annimmt; manche Proxys lassen den Inhalt von Anfragen fallen.</translation>
    </message>
    <message>
        <source>As the studio sent them, in JSON. This console does not know them; what you do not change is not sent.</source>
        <translation>Wie das Studio sie gesendet hat, in JSON. Dieses Programm kennt sie nicht; was Sie nicht ändern, wird nicht gesendet.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Erneut fragen</translation>
    </message>
    <message>
        <source>Ask by a query of your own, or one that is kept</source>
        <translation>Mit eigener oder gespeicherter Abfrage fragen</translation>
    </message>
    <message>
        <source>Ask every</source>
        <translation>Fragen alle</translation>
    </message>
    <message>
        <source>Ask for a shorter time range or fewer cameras.</source>
        <translation>Wählen Sie einen kürzeren Zeitraum oder weniger Kameras.</translation>
    </message>
    <message>
        <source>Ask for rows of it with SQL</source>
        <translation>Zeilen mit SQL abfragen</translation>
    </message>
    <message>
        <source>Ask for something else.</source>
        <translation>Fragen Sie nach etwas anderem.</translation>
    </message>
    <message>
        <source>Ask how the platform is</source>
        <translation>Fragen, wie es der Plattform geht</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>Jetzt fragen</translation>
    </message>
    <message>
        <source>Ask the platform how it is</source>
        <translation>Die Plattform fragen, wie es ihr geht</translation>
    </message>
    <message>
        <source>Ask the studio for “{name}”</source>
        <translation>Das Studio nach „{name}“ fragen</translation>
    </message>
    <message>
        <source>Ask the studio now (F5)</source>
        <translation>Das Studio jetzt fragen (F5)</translation>
    </message>
    <message>
        <source>Ask with SQL</source>
        <translation>Mit SQL abfragen</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Gefragt nach</translation>
    </message>
    <message>
        <source>Asking</source>
        <translation>Anfrage läuft</translation>
    </message>
    <message>
        <source>Asking for a picture</source>
        <translation>Ein Bild wird abgefragt</translation>
    </message>
    <message>
        <source>Asking for the clients</source>
        <translation>Clients werden abgefragt</translation>
    </message>
    <message>
        <source>Asking for the usage, {n:,} of {total:,}</source>
        <translation>Nutzung wird abgefragt, {n:,} von {total:,}</translation>
    </message>
    <message>
        <source>Asking for {count:,}</source>
        <translation>{count:,} werden abgefragt</translation>
    </message>
    <message>
        <source>Asking for {count:,}, {left_out:,} beyond that are left out</source>
        <translation>{count:,} werden abgefragt, {left_out:,} weitere weggelassen</translation>
    </message>
    <message>
        <source>Asking the platform…</source>
        <translation>Plattform wird gefragt…</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>Server wird gefragt</translation>
    </message>
    <message>
        <source>Asking the server: {got}</source>
        <translation>Server wird gefragt: {got}</translation>
    </message>
    <message>
        <source>Asking the server: {got} of {total}</source>
        <translation>Server wird gefragt: {got} von {total}</translation>
    </message>
    <message>
        <source>Asking the studio for the photos…</source>
        <translation>Das Studio wird nach den Fotos gefragt…</translation>
    </message>
    <message>
        <source>Asking what ends…</source>
        <translation>Wird gefragt, was endet…</translation>
    </message>
    <message>
        <source>Asking {what}</source>
        <translation>Anfrage an {what}</translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation>Wird abgefragt …</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Anfrage läuft…</translation>
    </message>
    <message>
        <source>At least 71 characters. It is sent to this server only, for a token of five minutes.</source>
        <translation>Mindestens 71 Zeichen. Es wird nur an diesen Server gesendet, für ein Token von fünf Minuten.</translation>
    </message>
    <message>
        <source>At least {low}.</source>
        <translation>Mindestens {low}.</translation>
    </message>
    <message>
        <source>At most</source>
        <comment>kept, in MB</comment>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>At most {count} characters</source>
        <translation>Höchstens {count} Zeichen</translation>
    </message>
    <message>
        <source>At most {high}.</source>
        <translation>Höchstens {high}.</translation>
    </message>
    <message>
        <source>At most {most:,} characters.</source>
        <translation>Höchstens {most:,} Zeichen.</translation>
    </message>
    <message>
        <source>At most {most:,} rows leave this desk as long as the profile does not say what for. Filter, or name the purpose in the profile.</source>
        <translation>Höchstens {most:,} Zeilen verlassen diesen Computer, solange das Profil nicht sagt, wofür. Filtern Sie, oder nennen Sie im Profil den Zweck.</translation>
    </message>
    <message>
        <source>At most {most:,} rows may be exported without a purpose</source>
        <translation>Ohne Zweck dürfen höchstens {most:,} Zeilen exportiert werden</translation>
    </message>
    <message>
        <source>At the end</source>
        <translation>Am Ende</translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation>Quellenangabe</translation>
    </message>
    <message>
        <source>August</source>
        <translation>August</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>Zurück zu live</translation>
    </message>
    <message>
        <source>Back to the jobs (Esc)</source>
        <translation>Zurück zu den Aufträgen (Esc)</translation>
    </message>
    <message>
        <source>Background pictures</source>
        <translation>Hintergrundbilder</translation>
    </message>
    <message>
        <source>Basemap</source>
        <translation>Grundkarte</translation>
    </message>
    <message>
        <source>Be the token’s own user</source>
        <translation>Der eigene Benutzer des Tokens sein</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Before</source>
        <comment>the value that was</comment>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Before</source>
        <comment>a picture</comment>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Before you use CAM2</source>
        <translation>Bevor Sie CAM2 nutzen</translation>
    </message>
    <message>
        <source>Before: {before}    After: {after}</source>
        <translation>Vorher: {before}    Nachher: {after}</translation>
    </message>
    <message>
        <source>Begin a job: choose an analytic</source>
        <translation>Auftrag beginnen: eine Analyse wählen</translation>
    </message>
    <message>
        <source>Begin again.</source>
        <translation>Beginnen Sie von vorn.</translation>
    </message>
    <message>
        <source>Begin as</source>
        <comment>the user or the application</comment>
        <translation>Beginnen als</translation>
    </message>
    <message>
        <source>Begin no other file; those under way come to their end</source>
        <translation>Keine weitere Datei beginnen; begonnene werden fertig</translation>
    </message>
    <message>
        <source>Begin one from the catalogue of analytics.</source>
        <translation>Beginnen Sie einen aus dem Katalog der Analysen.</translation>
    </message>
    <message>
        <source>Begin with a byte order mark (older spreadsheets)</source>
        <translation>Mit Bytereihenfolge-Marke beginnen (ältere Programme)</translation>
    </message>
    <message>
        <source>Besides</source>
        <translation>Außerdem</translation>
    </message>
    <message>
        <source>Bitmap (BMP) pictures</source>
        <translation>Bitmap-Bilder (BMP)</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>Bookmark (B)</source>
        <translation>Lesezeichen (B)</translation>
    </message>
    <message>
        <source>Both</source>
        <comment>map and list</comment>
        <translation>Beides</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beide</translation>
    </message>
    <message>
        <source>Both</source>
        <comment>the map and the list</comment>
        <translation>Beides</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message numerus="yes">
        <source>Bring its {n} pictures along</source>
        <comment>Bring its {n} picture along</comment>
        <translation>
            <numerusform>Sein {n} Bild mitnehmen</numerusform>
            <numerusform>Seine {n} Bilder mitnehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Broken answers</source>
        <translation>Kaputte Antworten</translation>
    </message>
    <message>
        <source>Broken connections</source>
        <translation>Abreißende Verbindungen</translation>
    </message>
    <message>
        <source>Broken off after {pages}: {cameras} kept</source>
        <translation>Nach {pages} abgebrochen: {cameras} behalten</translation>
    </message>
    <message>
        <source>Browse …</source>
        <translation>Durchsuchen …</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Built-in map, without any network</source>
        <translation>Eingebaute Karte, ganz ohne Netz</translation>
    </message>
    <message>
        <source>By ID</source>
        <translation>Nach ID</translation>
    </message>
    <message>
        <source>By URL…</source>
        <translation>Per URL…</translation>
    </message>
    <message>
        <source>By address</source>
        <translation>Nach Adresse</translation>
    </message>
    <message>
        <source>By its content, whatever its name</source>
        <translation>Nach dem Inhalt, gleich unter welchem Namen</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>Von selbst</translation>
    </message>
    <message>
        <source>By their look: up to 18 digits are legacy IDs</source>
        <translation>Nach dem Aussehen: bis 18 Ziffern sind alte IDs</translation>
    </message>
    <message>
        <source>By {field}</source>
        <translation>Nach: {field}</translation>
    </message>
    <message>
        <source>CAM2 did not accept the client secret.</source>
        <translation>CAM2 nimmt das Client-Geheimnis nicht an.</translation>
    </message>
    <message>
        <source>CAM2 does not know this client ID.</source>
        <translation>CAM2 kennt diese Client-ID nicht.</translation>
    </message>
    <message>
        <source>CAM2 is a catalogue of public cameras all over the world.</source>
        <translation>CAM2 ist ein Katalog öffentlicher Kameras in aller Welt.</translation>
    </message>
    <message>
        <source>CAM2 lists public cameras for research. Its terms bind whoever uses it, with this console too.</source>
        <translation>CAM2 führt öffentliche Kameras für die Forschung auf. Seine Bedingungen binden alle, die es nutzen, auch mit dieser Konsole.</translation>
    </message>
    <message>
        <source>CAM2: never sent to an analytic</source>
        <translation>CAM2: geht nie an eine Analyse</translation>
    </message>
    <message>
        <source>CSV, for spreadsheets</source>
        <translation>CSV, für Tabellenprogramme</translation>
    </message>
    <message>
        <source>Callback</source>
        <translation>Rückruf</translation>
    </message>
    <message>
        <source>Callback address</source>
        <translation>Adresse für Rückrufe</translation>
    </message>
    <message>
        <source>Callback secret</source>
        <translation>Rückruf-Geheimnis</translation>
    </message>
    <message>
        <source>Callbacks</source>
        <translation>Rückrufe</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Camera ID</source>
        <translation>Kamera-ID</translation>
    </message>
    <message>
        <source>Camera addresses</source>
        <translation>Kamera-Adressen</translation>
    </message>
    <message>
        <source>Camera of an unknown type</source>
        <translation>Kamera unbekannten Typs</translation>
    </message>
    <message>
        <source>Camera {camera} was added.</source>
        <translation>Kamera {camera} wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>Camera {camera} was changed.</source>
        <translation>Kamera {camera} wurde geändert.</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Cameras are dead</source>
        <translation>Kameras sind tot</translation>
    </message>
    <message>
        <source>Cameras are listed as they come.</source>
        <translation>Kameras erscheinen, sobald sie eintreffen.</translation>
    </message>
    <message>
        <source>Cameras are slow</source>
        <translation>Kameras sind langsam</translation>
    </message>
    <message>
        <source>Cameras at this place</source>
        <translation>Kameras an diesem Ort</translation>
    </message>
    <message>
        <source>Cameras in 24 h</source>
        <translation>Kameras in 24 h</translation>
    </message>
    <message>
        <source>Cameras never finish</source>
        <translation>Kameras werden nie fertig</translation>
    </message>
    <message>
        <source>Cameras say texts that try to break a careless program.</source>
        <translation>Kameras liefern Texte, an denen ein unachtsames Programm zerbricht.</translation>
    </message>
    <message>
        <source>Cameras send bombs</source>
        <translation>Kameras senden Bomben</translation>
    </message>
    <message>
        <source>Cameras send web pages</source>
        <translation>Kameras senden Webseiten</translation>
    </message>
    <message>
        <source>Cameras side by side</source>
        <translation>Kameras nebeneinander</translation>
    </message>
    <message>
        <source>Cameras to look at</source>
        <translation>Kameras, die angesehen werden</translation>
    </message>
    <message>
        <source>Cameras want a login</source>
        <translation>Kameras verlangen eine Anmeldung</translation>
    </message>
    <message>
        <source>Cameras, 24 h</source>
        <translation>Kameras, 24 h</translation>
    </message>
    <message>
        <source>Cameras: CAM2, Continuous Analysis of Many Cameras; each camera belongs to its source.</source>
        <translation>Kameras: CAM2, Continuous Analysis of Many Cameras; jede Kamera gehört ihrer Quelle.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>a job</comment>
        <translation>Stornieren</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>Alle abbrechen</translation>
    </message>
    <message>
        <source>Cancel job</source>
        <translation>Stornieren</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Auftrag stornieren</translation>
    </message>
    <message>
        <source>Cancel them and quit</source>
        <translation>Abbrechen und beenden</translation>
    </message>
    <message numerus="yes">
        <source>Cancel {n:,} transfers</source>
        <comment>Cancel {n:,} transfer</comment>
        <translation>
            <numerusform>{n:,} Übertragung abbrechen</numerusform>
            <numerusform>{n:,} Übertragungen abbrechen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel {n:,} transfers?</source>
        <comment>Cancel {n:,} transfer?</comment>
        <translation>
            <numerusform>{n:,} Übertragung abbrechen?</numerusform>
            <numerusform>{n:,} Übertragungen abbrechen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel {n} jobs</source>
        <comment>Cancel the job</comment>
        <translation>
            <numerusform>Auftrag stornieren</numerusform>
            <numerusform>{n} Aufträge stornieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel {n} jobs…</source>
        <comment>Cancel the job…</comment>
        <translation>
            <numerusform>Auftrag stornieren…</numerusform>
            <numerusform>{n} Aufträge stornieren…</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <comment>state of a job</comment>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Cancelled after {size}</source>
        <translation>Nach {size} abgebrochen</translation>
    </message>
    <message>
        <source>Cannot be emptied through this service, and stays: {fields}.</source>
        <translation>Lässt sich über diesen Dienst nicht leeren und bleibt: {fields}.</translation>
    </message>
    <message>
        <source>Cannot be taken away through this service, and stays: {names}.</source>
        <translation>Lässt sich über diesen Dienst nicht entfernen und bleibt: {names}.</translation>
    </message>
    <message>
        <source>Centre of a circle</source>
        <translation>Mitte eines Kreises</translation>
    </message>
    <message>
        <source>Centre the map here</source>
        <translation>Karte hier zentrieren</translation>
    </message>
    <message>
        <source>Change filter</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Change log</source>
        <translation>Änderungsprotokoll</translation>
    </message>
    <message>
        <source>Change log …</source>
        <translation>Änderungsprotokoll …</translation>
    </message>
    <message>
        <source>Change rows?</source>
        <translation>Zeilen ändern?</translation>
    </message>
    <message>
        <source>Change the job</source>
        <translation>Auftrag ändern</translation>
    </message>
    <message>
        <source>Change the owner</source>
        <translation>Eigentümer ändern</translation>
    </message>
    <message>
        <source>Change the owner …</source>
        <translation>Eigentümer ändern …</translation>
    </message>
    <message>
        <source>Change the permission</source>
        <translation>Berechtigung ändern</translation>
    </message>
    <message>
        <source>Change the permission …</source>
        <translation>Berechtigung ändern …</translation>
    </message>
    <message>
        <source>Change the request, then try again.</source>
        <translation>Ändern Sie die Anfrage, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Change this filter</source>
        <translation>Diesen Filter ändern</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Changed {fields} of camera {camera}</source>
        <translation>{fields} der Kamera {camera} geändert</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Changes allowed</source>
        <translation>Änderungen erlaubt</translation>
    </message>
    <message>
        <source>Changes may be sent to AmigoCloud. Press to send none.</source>
        <translation>Änderungen dürfen an AmigoCloud gesendet werden. Drücken, um keine zu senden.</translation>
    </message>
    <message>
        <source>Changes since the report before</source>
        <translation>Änderungen seit der Meldung davor</translation>
    </message>
    <message>
        <source>Changes written from this desk</source>
        <translation>Von hier geschriebene Änderungen</translation>
    </message>
    <message>
        <source>Changes written from this desk …</source>
        <translation>Von hier geschriebene Änderungen …</translation>
    </message>
    <message>
        <source>Change…</source>
        <comment>how a service is connected</comment>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Check</source>
        <comment>look whether it is there</comment>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Check one</source>
        <translation>Einen prüfen</translation>
    </message>
    <message>
        <source>Check the address and port, then try again.</source>
        <translation>Prüfen Sie Adresse und Port, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Check the address and this computer&apos;s clock, or ask your administrator.</source>
        <translation>Prüfen Sie die Adresse und die Uhr dieses Computers, oder fragen Sie Ihren Administrator.</translation>
    </message>
    <message>
        <source>Check the address in the profile and the network connection.</source>
        <translation>Prüfen Sie die Adresse im Profil und die Netzverbindung.</translation>
    </message>
    <message>
        <source>Check the address in the profile, then refresh.</source>
        <translation>Prüfen Sie die Adresse im Profil, und aktualisieren Sie.</translation>
    </message>
    <message>
        <source>Check the address in the profile.</source>
        <translation>Prüfen Sie die Adresse im Profil.</translation>
    </message>
    <message>
        <source>Check the address in the profile; the key was not sent on.</source>
        <translation>Prüfen Sie die Adresse im Profil; der Schlüssel wurde nicht weitergegeben.</translation>
    </message>
    <message>
        <source>Check the client ID and the address in the profile.</source>
        <translation>Prüfen Sie die Client-ID und die Adresse im Profil.</translation>
    </message>
    <message>
        <source>Check the key in the profile; the account page of Skylab Studio shows it.</source>
        <translation>Prüfen Sie den Schlüssel im Profil; die Kontoseite von Skylab Studio zeigt ihn.</translation>
    </message>
    <message>
        <source>Check the key, or ask whoever issued it for access.</source>
        <translation>Prüfen Sie den Schlüssel, oder bitten Sie seinen Aussteller um Zugang.</translation>
    </message>
    <message>
        <source>Check the token in the profile; a new one can be made in the platform&apos;s console.</source>
        <translation>Prüfen Sie das Token im Profil; ein neues erhalten Sie in der Konsole der Plattform.</translation>
    </message>
    <message>
        <source>Check the token in the profile; the account settings of AmigoCloud show its tokens.</source>
        <translation>Prüfen Sie das Token im Profil; die Kontoeinstellungen von AmigoCloud zeigen Ihre Token.</translation>
    </message>
    <message>
        <source>Check the unit</source>
        <translation>Einheit prüfen</translation>
    </message>
    <message>
        <source>Checked by me</source>
        <translation>Von mir geprüft</translation>
    </message>
    <message>
        <source>Checked by me {ago}: {result}</source>
        <translation>Von mir geprüft {ago}: {result}</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Choose a camera to see what is known of it.</source>
        <translation>Wählen Sie eine Kamera, um zu sehen, was von ihr bekannt ist.</translation>
    </message>
    <message>
        <source>Choose a column of numbers or times to compare</source>
        <translation>Wählen Sie zum Vergleichen eine Spalte mit Zahlen oder Zeiten</translation>
    </message>
    <message>
        <source>Choose a dataset</source>
        <translation>Dataset wählen</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Wählen Sie einen Ordner</translation>
    </message>
    <message>
        <source>Choose a folder to upload</source>
        <translation>Ordner zum Hochladen wählen</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose a job to see how far it is.</source>
        <translation>Wählen Sie einen Auftrag, um zu sehen, wie weit er ist.</translation>
    </message>
    <message>
        <source>Choose a profile, or make a new one</source>
        <translation>Wählen Sie ein Profil oder legen Sie ein neues an</translation>
    </message>
    <message>
        <source>Choose a project</source>
        <translation>Projekt wählen</translation>
    </message>
    <message>
        <source>Choose a project first.</source>
        <translation>Wählen Sie zuerst ein Projekt.</translation>
    </message>
    <message>
        <source>Choose a project first: the files become its datasets.</source>
        <translation>Wählen Sie zuerst ein Projekt: Die Dateien werden dort zu Datasets.</translation>
    </message>
    <message>
        <source>Choose a range to look into the past</source>
        <translation>Wählen Sie einen Zeitraum, um zurückzublicken</translation>
    </message>
    <message>
        <source>Choose a range, or none.</source>
        <translation>Einen Zeitraum wählen oder keinen.</translation>
    </message>
    <message>
        <source>Choose a row of the list.</source>
        <translation>Wählen Sie eine Zeile der Liste.</translation>
    </message>
    <message>
        <source>Choose a row or a camera to see what is known of it.</source>
        <translation>Wählen Sie eine Zeile oder eine Kamera, um zu sehen, was darüber bekannt ist.</translation>
    </message>
    <message>
        <source>Choose a slower refresh.</source>
        <translation>Lassen Sie seltener aktualisieren.</translation>
    </message>
    <message>
        <source>Choose a user to act for first: jobs belong to a user.</source>
        <translation>Wählen Sie zuerst einen Benutzer: Aufträge gehören einem Benutzer.</translation>
    </message>
    <message>
        <source>Choose a video…</source>
        <translation>Video wählen…</translation>
    </message>
    <message>
        <source>Choose an analytic to read what it does</source>
        <translation>Wählen Sie eine Analyse, um zu lesen, was sie tut</translation>
    </message>
    <message>
        <source>Choose data for {name}</source>
        <translation>Daten für {name} wählen</translation>
    </message>
    <message>
        <source>Choose data to see what is known of it.</source>
        <translation>Wählen Sie Daten, um zu sehen, was über sie bekannt ist.</translation>
    </message>
    <message>
        <source>Choose files to upload</source>
        <translation>Dateien zum Hochladen wählen</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Dateien wählen…</translation>
    </message>
    <message>
        <source>Choose one camera first.</source>
        <translation>Wählen Sie zuerst eine Kamera.</translation>
    </message>
    <message>
        <source>Choose one, and use it in a job</source>
        <translation>Wählen Sie eine und verwenden Sie sie in einem Auftrag</translation>
    </message>
    <message>
        <source>Choose photos (Ctrl+O)</source>
        <translation>Fotos wählen (Strg+O)</translation>
    </message>
    <message numerus="yes">
        <source>Choose the analytic for {n:,} data</source>
        <comment>Choose the analytic for {n:,} data</comment>
        <translation>
            <numerusform>Wählen Sie die Analyse für {n:,} Datei</numerusform>
            <numerusform>Wählen Sie die Analyse für {n:,} Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the analytic for {name}</source>
        <translation>Wählen Sie die Analyse für {name}</translation>
    </message>
    <message>
        <source>Choose the map under the cameras</source>
        <translation>Karte unter den Kameras wählen</translation>
    </message>
    <message>
        <source>Choose the map…</source>
        <translation>Karte wählen…</translation>
    </message>
    <message>
        <source>Choose the player for streams</source>
        <translation>Player für Streams wählen</translation>
    </message>
    <message>
        <source>Choose the row that they belong to</source>
        <translation>Wählen Sie die Zeile, zu der sie gehören</translation>
    </message>
    <message>
        <source>Choose what lies under the objects</source>
        <translation>Wählen, was unter den Objekten liegt</translation>
    </message>
    <message>
        <source>Choose whom to act for</source>
        <translation>Wählen Sie, wen Sie vertreten</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Chosen object</source>
        <translation>Gewähltem Objekt</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Stadt</translation>
    </message>
    <message>
        <source>Clear</source>
        <comment>jobs that have ended</comment>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>Clear</source>
        <comment>take off the list</comment>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>Beendete entfernen</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Clear the view (history is kept)</source>
        <translation>Ansicht leeren (der Verlauf bleibt)</translation>
    </message>
    <message>
        <source>Click the place on the map; Esc brings the form back.</source>
        <translation>Klicken Sie den Ort auf der Karte an; Esc holt das Formular zurück.</translation>
    </message>
    <message>
        <source>Click the place · Esc cancels</source>
        <translation>Ort anklicken · Esc bricht ab</translation>
    </message>
    <message>
        <source>Click to come closer</source>
        <translation>Klicken, um näher zu kommen</translation>
    </message>
    <message>
        <source>Click to measure · double click ends · Esc leaves</source>
        <translation>Klick misst · Doppelklick beendet · Esc verlässt</translation>
    </message>
    <message>
        <source>Click to see them</source>
        <translation>Zum Anzeigen klicken</translation>
    </message>
    <message>
        <source>Click to show times in UTC</source>
        <translation>Klicken, um Zeiten in UTC zu zeigen</translation>
    </message>
    <message>
        <source>Click to show times in this PC&apos;s zone</source>
        <translation>Klicken, um Zeiten in der Zone dieses PCs zu zeigen</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>Client refused (401)</source>
        <translation>Client abgelehnt (401)</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Client-Geheimnis</translation>
    </message>
    <message>
        <source>Client {client} will belong to:</source>
        <translation>Client {client} wird gehören:</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Clients …</source>
        <translation>Clients …</translation>
    </message>
    <message>
        <source>Clone the job with changes: another input, or other parameters.</source>
        <translation>Kopieren Sie den Auftrag mit Änderungen: andere Eingabe oder andere Parameter.</translation>
    </message>
    <message>
        <source>Clone the job with changes: another version of the analytic, or a shorter input.</source>
        <translation>Kopieren Sie den Auftrag mit Änderungen: andere Version der Analyse oder kürzere Eingabe.</translation>
    </message>
    <message>
        <source>Clone with changes…</source>
        <translation>Mit Änderungen kopieren…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close all</source>
        <translation>Alles zuklappen</translation>
    </message>
    <message>
        <source>Close and forget it</source>
        <translation>Schließen und verwerfen</translation>
    </message>
    <message>
        <source>Close; it goes on</source>
        <translation>Schließen; es läuft weiter</translation>
    </message>
    <message>
        <source>Codec</source>
        <translation>Codec</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Columns from the payload</source>
        <translation>Spalten aus den Nutzdaten</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Compact</source>
        <comment>row height</comment>
        <translation>Eng</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare before and after</source>
        <translation>Vorher und nachher vergleichen</translation>
    </message>
    <message>
        <source>Compare the files with what came back</source>
        <translation>Dateien mit dem vergleichen, was zurückkam</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Complete set</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Conf.</source>
        <translation>Sich.</translation>
    </message>
    <message>
        <source>Confidence from</source>
        <translation>Sicherheit ab</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Connect at the left to hear of events.</source>
        <translation>Verbinden Sie seitlich, um Ereignisse zu empfangen.</translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation>Mit einem Server verbinden</translation>
    </message>
    <message>
        <source>Connect to live events</source>
        <translation>Mit Live-Ereignissen verbinden</translation>
    </message>
    <message>
        <source>Connect to {service}</source>
        <translation>Mit {service} verbinden</translation>
    </message>
    <message>
        <source>Connect {service}</source>
        <translation>{service} verbinden</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Wird verbunden</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Verbinden …</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Content type</source>
        <translation>Inhaltstyp</translation>
    </message>
    <message>
        <source>Convert what the studio does not take</source>
        <translation>Umwandeln, wo nötig</translation>
    </message>
    <message>
        <source>Copied as {name}; set AMIGOCLOUD_TOKEN where you run it</source>
        <translation>Als {name} kopiert; setzen Sie AMIGOCLOUD_TOKEN, wo Sie es ausführen</translation>
    </message>
    <message>
        <source>Copied; the clipboard forgets it in {seconds} s.</source>
        <translation>Kopiert; die Zwischenablage vergisst es in {seconds} s.</translation>
    </message>
    <message>
        <source>Copies and exports are masked in the same way. Ctrl+Shift+H masks and shows again.</source>
        <translation>Kopien und Exporte werden ebenso verdeckt. Strg+Umschalt+H verdeckt und zeigt wieder.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Copy as Python</source>
        <translation>Als Python kopieren</translation>
    </message>
    <message>
        <source>Copy as cURL</source>
        <translation>Als cURL kopieren</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>Zelle kopieren</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Copy environment</source>
        <translation>Umgebung kopieren</translation>
    </message>
    <message>
        <source>Copy of “{name}”</source>
        <translation>Kopie von „{name}“</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy place</source>
        <translation>Ort kopieren</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy the coordinates of the middle</source>
        <translation>Koordinaten der Mitte kopieren</translation>
    </message>
    <message>
        <source>Copy the coordinates, as geo: link</source>
        <translation>Die Koordinaten als geo:-Verweis kopieren</translation>
    </message>
    <message>
        <source>Copy the path (Ctrl+Shift+C)</source>
        <translation>Pfad kopieren (Strg+Umschalt+C)</translation>
    </message>
    <message>
        <source>Copy the payload</source>
        <translation>Nutzdaten kopieren</translation>
    </message>
    <message>
        <source>Copy the secret</source>
        <translation>Geheimnis kopieren</translation>
    </message>
    <message>
        <source>Copy the value (Ctrl+C)</source>
        <translation>Wert kopieren (Strg+C)</translation>
    </message>
    <message>
        <source>Copy this message</source>
        <translation>Diese Meldung kopieren</translation>
    </message>
    <message>
        <source>Copy this profile, without its keys</source>
        <translation>Dieses Profil ohne seine Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy what is missing</source>
        <translation>Fehlende kopieren</translation>
    </message>
    <message>
        <source>Copy what is shown</source>
        <translation>Kopieren, was gezeigt wird</translation>
    </message>
    <message>
        <source>Copy with headers</source>
        <translation>Mit Überschriften kopieren</translation>
    </message>
    <message>
        <source>Copy {coordinates}</source>
        <translation>{coordinates} kopieren</translation>
    </message>
    <message>
        <source>Copy {field}</source>
        <translation>{field} kopieren</translation>
    </message>
    <message numerus="yes">
        <source>Copy {n:,} rows</source>
        <comment>Copy row</comment>
        <translation>
            <numerusform>Zeile kopieren</numerusform>
            <numerusform>{n:,} Zeilen kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Copying picture {number} of {count}</source>
        <translation>Bild {number} von {count} wird kopiert</translation>
    </message>
    <message>
        <source>Correct colours</source>
        <translation>Farben korrigieren</translation>
    </message>
    <message>
        <source>Correct the entry, or open its page in a browser.</source>
        <translation>Berichtigen Sie den Eintrag, oder öffnen Sie die Seite im Browser.</translation>
    </message>
    <message>
        <source>Correct the value and try again.</source>
        <translation>Berichtigen Sie den Wert, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>Neu zählen</translation>
    </message>
    <message>
        <source>Countries</source>
        <translation>Länder</translation>
    </message>
    <message>
        <source>Countries (filled: with an active picture or video)</source>
        <translation>Länder (gefüllt: mit aktivem Bild oder Video)</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Counts from the next start. The log and the command line stay English.</source>
        <translation>Gilt ab dem nächsten Start. Protokoll und Befehlszeile bleiben englisch.</translation>
    </message>
    <message>
        <source>Coverage of the cameras held</source>
        <translation>Abdeckung der geladenen Kameras</translation>
    </message>
    <message>
        <source>Coverage of the cameras held…</source>
        <translation>Abdeckung der geladenen Kameras…</translation>
    </message>
    <message>
        <source>Coverage of the cameras listed</source>
        <translation>Abdeckung der aufgeführten Kameras</translation>
    </message>
    <message>
        <source>Create project</source>
        <translation>Projekt anlegen</translation>
    </message>
    <message>
        <source>Creating…</source>
        <translation>Wird angelegt…</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Zuschneiden</translation>
    </message>
    <message>
        <source>Crossings</source>
        <translation>Übertritte</translation>
    </message>
    <message>
        <source>Crossings since the tab was opened</source>
        <translation>Übertritte, seit der Reiter offen ist</translation>
    </message>
    <message>
        <source>Cut out the subject</source>
        <translation>Motiv freistellen</translation>
    </message>
    <message>
        <source>DD/MM/YY or HH:MM:SS DD/MM/YY</source>
        <translation>TT/MM/JJ oder HH:MM:SS TT/MM/JJ</translation>
    </message>
    <message>
        <source>Dark</source>
        <comment>theme</comment>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Data and jobs are this user’s; what you do is done in this user’s name.</source>
        <translation>Daten und Aufträge gehören diesem Benutzer; was Sie tun, geschieht in seinem Namen.</translation>
    </message>
    <message>
        <source>Data and jobs belong to a user. The application acts for nobody yet.</source>
        <translation>Daten und Aufträge gehören einem Benutzer. Die Anwendung vertritt noch niemanden.</translation>
    </message>
    <message>
        <source>Data at the platform</source>
        <translation>Daten auf der Plattform</translation>
    </message>
    <message>
        <source>Data of {username}</source>
        <translation>Daten von {username}</translation>
    </message>
    <message>
        <source>Data {id}</source>
        <translation>Daten {id}</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Dataset</translation>
    </message>
    <message>
        <source>Dataset of {title}</source>
        <translation>Dataset aus {title}</translation>
    </message>
    <message>
        <source>Dataset {id}</source>
        <translation>Dataset {id}</translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation>Datasets</translation>
    </message>
    <message>
        <source>Dates are day first: DD/MM/YY.</source>
        <translation>Zuerst kommt der Tag: TT/MM/JJ.</translation>
    </message>
    <message>
        <source>Days more</source>
        <translation>Tage mehr</translation>
    </message>
    <message>
        <source>December</source>
        <translation>Dezember</translation>
    </message>
    <message>
        <source>Degrees, -180 to 180.</source>
        <translation>Grad, -180 bis 180.</translation>
    </message>
    <message>
        <source>Degrees, -90 to 90.</source>
        <translation>Grad, -90 bis 90.</translation>
    </message>
    <message>
        <source>Degrees, or degrees, minutes and seconds; or draw the circle on the map</source>
        <translation>Grad oder Grad, Minuten und Sekunden; oder den Kreis auf der Karte zeichnen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete a template</source>
        <translation>Vorlage löschen</translation>
    </message>
    <message>
        <source>Delete after</source>
        <translation>Löschen nach</translation>
    </message>
    <message>
        <source>Delete background pictures</source>
        <translation>Hintergrundbilder löschen</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete photos</source>
        <translation>Fotos löschen</translation>
    </message>
    <message>
        <source>Delete the analytic</source>
        <translation>Analyse löschen</translation>
    </message>
    <message>
        <source>Delete the data</source>
        <translation>Datei löschen</translation>
    </message>
    <message>
        <source>Delete the job…</source>
        <translation>Auftrag löschen…</translation>
    </message>
    <message>
        <source>Delete the output</source>
        <translation>Ergebnis löschen</translation>
    </message>
    <message>
        <source>Delete the selected photos…</source>
        <translation>Gewählte Fotos löschen…</translation>
    </message>
    <message>
        <source>Delete {count}…</source>
        <translation>{count} löschen…</translation>
    </message>
    <message numerus="yes">
        <source>Delete {n:,} data</source>
        <comment>Delete the data</comment>
        <translation>
            <numerusform>Datei löschen</numerusform>
            <numerusform>{n:,} Dateien löschen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {n:,} data</source>
        <comment>Delete it</comment>
        <translation>
            <numerusform>Löschen</numerusform>
            <numerusform>{n:,} Dateien löschen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {n:,} jobs</source>
        <comment>Delete the job</comment>
        <translation>
            <numerusform>Auftrag löschen</numerusform>
            <numerusform>{n:,} Aufträge löschen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {n:,} jobs</source>
        <comment>Delete it</comment>
        <translation>
            <numerusform>Löschen</numerusform>
            <numerusform>{n:,} Aufträge löschen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {n} jobs</source>
        <comment>Delete the job</comment>
        <translation>
            <numerusform>Auftrag löschen</numerusform>
            <numerusform>{n} Aufträge löschen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {n} jobs…</source>
        <comment>Delete…</comment>
        <translation>
            <numerusform>Löschen…</numerusform>
            <numerusform>{n} Aufträge löschen…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {n} photos</source>
        <comment>Delete the photo</comment>
        <translation>
            <numerusform>Foto löschen</numerusform>
            <numerusform>{n} Fotos löschen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {n} photos…</source>
        <comment>Delete…</comment>
        <translation>
            <numerusform>Löschen…</numerusform>
            <numerusform>{n} Fotos löschen…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {n} pictures</source>
        <comment>Delete the picture</comment>
        <translation>
            <numerusform>Bild löschen</numerusform>
            <numerusform>{n} Bilder löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted</source>
        <comment>state of a job</comment>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Deleting {name}</source>
        <translation>{name} wird gelöscht</translation>
    </message>
    <message>
        <source>Demo</source>
        <comment>a menu</comment>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Demo, {service}: {situation}</source>
        <translation>Demo, {service}: {situation}</translation>
    </message>
    <message>
        <source>Demo: everything as at the start</source>
        <translation>Demo: alles wie am Anfang</translation>
    </message>
    <message>
        <source>Demo: simulated time at {speed} ×</source>
        <translation>Demo: simulierte Zeit mit {speed} ×</translation>
    </message>
    <message>
        <source>Demo: start the simulators again</source>
        <translation>Demo: Simulatoren wieder starten</translation>
    </message>
    <message>
        <source>Demo: stop the simulators</source>
        <translation>Demo: Simulatoren beenden</translation>
    </message>
    <message>
        <source>Demo: the simulators are stopped.</source>
        <translation>Demo: Die Simulatoren sind beendet.</translation>
    </message>
    <message>
        <source>Demo: the simulators run again.</source>
        <translation>Demo: Die Simulatoren laufen wieder.</translation>
    </message>
    <message>
        <source>Demo: {words}</source>
        <translation>Demo: {words}</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>Dialekt</translation>
    </message>
    <message>
        <source>Difference of two profiles</source>
        <translation>Unterschied zweier Profile</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Disconnect from live events</source>
        <translation>Von Live-Ereignissen trennen</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>Getrennt</translation>
    </message>
    <message>
        <source>Disconnected by the operator.</source>
        <translation>Vom Bediener getrennt.</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <comment>an error</comment>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Do not offer any more</source>
        <translation>Nicht mehr anbieten</translation>
    </message>
    <message>
        <source>Do not offer it any more</source>
        <translation>Nicht mehr anbieten</translation>
    </message>
    <message>
        <source>Do nothing</source>
        <translation>Nichts tun</translation>
    </message>
    <message>
        <source>Do the flagged again…</source>
        <translation>Beanstandete noch einmal…</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Does</source>
        <translation>Leistet</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>state of a job</comment>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>step of a job</comment>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Fertig.</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Download every output when its job is complete</source>
        <translation>Jedes Ergebnis herunterladen, sobald sein Auftrag fertig ist</translation>
    </message>
    <message>
        <source>Download the output when it is complete</source>
        <translation>Ergebnis nach Abschluss herunterladen</translation>
    </message>
    <message>
        <source>Download the outputs</source>
        <translation>Ergebnisse herunterladen</translation>
    </message>
    <message>
        <source>Download them…</source>
        <translation>Herunterladen…</translation>
    </message>
    <message>
        <source>Download to {folder}</source>
        <translation>Nach {folder} herunterladen</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Downloads break off</source>
        <translation>Downloads brechen ab</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Herunterladen…</translation>
    </message>
    <message>
        <source>Draft</source>
        <comment>state of a job</comment>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Draft</source>
        <comment>step of a job</comment>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Drag a circle from its centre · Esc leaves</source>
        <translation>Kreis von der Mitte aus aufziehen · Esc verlässt</translation>
    </message>
    <message>
        <source>Drag to put it elsewhere, or press Alt+Up and Alt+Down</source>
        <translation>Zum Umordnen ziehen, oder Alt+Hoch und Alt+Herunter drücken</translation>
    </message>
    <message>
        <source>Draw a search circle</source>
        <translation>Suchkreis zeichnen</translation>
    </message>
    <message>
        <source>Draw a search circle (C)</source>
        <translation>Suchkreis zeichnen (C)</translation>
    </message>
    <message>
        <source>Draw a zone</source>
        <translation>Zone zeichnen</translation>
    </message>
    <message>
        <source>Draw the line, or press [ and ]</source>
        <translation>Linie ziehen oder [ und ] drücken</translation>
    </message>
    <message>
        <source>Drawings (SVG)</source>
        <translation>Zeichnungen (SVG)</translation>
    </message>
    <message>
        <source>Drop a file here to make one of it.</source>
        <translation>Legen Sie hier eine Datei ab, um eines daraus zu machen.</translation>
    </message>
    <message>
        <source>Drop every live line</source>
        <translation>Alle Live-Verbindungen trennen</translation>
    </message>
    <message>
        <source>Drop files or folders here</source>
        <translation>Dateien oder Ordner hier ablegen</translation>
    </message>
    <message>
        <source>Drop files or folders here.</source>
        <translation>Dateien oder Ordner hier ablegen.</translation>
    </message>
    <message>
        <source>Drop videos or folders here, or choose them.</source>
        <translation>Ziehen Sie Videos oder Ordner hierher, oder wählen Sie sie.</translation>
    </message>
    <message>
        <source>Drop videos or folders here, or upload them.</source>
        <translation>Ziehen Sie Videos oder Ordner hierher, oder laden Sie sie hoch.</translation>
    </message>
    <message>
        <source>Drop {items}: a new job</source>
        <translation>{items} ablegen: ein neuer Auftrag</translation>
    </message>
    <message>
        <source>Drop {items}: add to this upload</source>
        <translation>{items} ablegen: diesem Hochladen hinzufügen</translation>
    </message>
    <message>
        <source>Drop {items}: add to “{job}”</source>
        <translation>{items} ablegen: zu „{job}“ hinzufügen</translation>
    </message>
    <message>
        <source>Drop {items}: upload them</source>
        <translation>{items} ablegen: hochladen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Each file becomes a dataset when the service has worked on it. Files are carried in chunks, and go on after a break or a restart.</source>
        <translation>Jede Datei wird zu einem Dataset, sobald der Dienst sie verarbeitet hat. Dateien werden in Stücken übertragen; nach einer Unterbrechung oder einem Neustart geht es weiter.</translation>
    </message>
    <message>
        <source>Each file ends in the middle.</source>
        <translation>Jede Datei endet mittendrin.</translation>
    </message>
    <message>
        <source>Each label in each picture is a row.</source>
        <translation>Jeder Name in jedem Bild ist eine Zeile.</translation>
    </message>
    <message>
        <source>Each level allows what those before it do. The present one of client {client} cannot be asked for.</source>
        <translation>Jede Stufe erlaubt auch, was die vorigen erlauben. Die jetzige des Clients {client} lässt sich nicht abfragen.</translation>
    </message>
    <message>
        <source>Each name once in an account.</source>
        <translation>Jeder Name einmal je Konto.</translation>
    </message>
    <message>
        <source>Each next page is the one before.</source>
        <translation>Jede nächste Seite ist die vorige.</translation>
    </message>
    <message>
        <source>Each one is listed with its verdict.</source>
        <translation>Jeder wird mit seinem Urteil aufgeführt.</translation>
    </message>
    <message>
        <source>Each photo comes once on each of them. JPEG, PNG or WebP, at most 27 MB, 6,400 pixels a side and 27 million pixels; position and camera details are taken out before they are sent.</source>
        <translation>Jedes Foto kommt einmal auf jedes von ihnen. JPEG, PNG oder WebP, höchstens 27 MB, 6.400 Pixel je Seite und 27 Millionen Pixel; Position und Kameradaten werden vor dem Senden entfernt.</translation>
    </message>
    <message>
        <source>Edit a camera</source>
        <translation>Kamera bearbeiten</translation>
    </message>
    <message>
        <source>Edit the camera …</source>
        <translation>Kamera bearbeiten …</translation>
    </message>
    <message>
        <source>Edit the job</source>
        <translation>Auftrag bearbeiten</translation>
    </message>
    <message>
        <source>Edit …</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Edits appear here.</source>
        <translation>Änderungen erscheinen hier.</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Either a number of days or a date is needed, not both.</source>
        <translation>Nötig ist entweder eine Zahl von Tagen oder ein Datum, nicht beides.</translation>
    </message>
    <message>
        <source>Either the id or the name of a job is needed.</source>
        <translation>Die ID oder der Name eines Auftrags wird gebraucht.</translation>
    </message>
    <message>
        <source>Empty answers</source>
        <translation>Leere Antworten</translation>
    </message>
    <message>
        <source>Empty: v2_socket.io/socket.io, and where that is unknown v2_socket.io.</source>
        <translation>Leer: v2_socket.io/socket.io, und wo das unbekannt ist, v2_socket.io.</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodierung</translation>
    </message>
    <message>
        <source>Encrypted on this computer; the key lies in the key store.</source>
        <translation>Verschlüsselt auf diesem Computer; der Schlüssel liegt im Schlüsselbund.</translation>
    </message>
    <message>
        <source>End after</source>
        <translation>Ende nach</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Engine.IO 3 in binary (Socket.IO 1.x)</source>
        <translation>Engine.IO 3, binär (Socket.IO 1.x)</translation>
    </message>
    <message>
        <source>Engine.IO 3 in text (Socket.IO 2.x)</source>
        <translation>Engine.IO 3, als Text (Socket.IO 2.x)</translation>
    </message>
    <message>
        <source>Engine.IO 4 (Socket.IO 3 or 4)</source>
        <translation>Engine.IO 4 (Socket.IO 3 oder 4)</translation>
    </message>
    <message>
        <source>Enter the address of a successor, or turn the service off in the profile.</source>
        <translation>Geben Sie die Adresse eines Nachfolgers ein, oder schalten Sie den Dienst im Profil aus.</translation>
    </message>
    <message>
        <source>Enter the present secret, or ask whoever issued it.</source>
        <translation>Geben Sie das geltende Geheimnis ein, oder fragen Sie, wer es ausgestellt hat.</translation>
    </message>
    <message>
        <source>Error page of a proxy (502)</source>
        <translation>Fehlerseite eines Proxys (502)</translation>
    </message>
    <message>
        <source>Event types</source>
        <translation>Ereignistypen</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Events a second</source>
        <translation>Ereignisse je Sekunde</translation>
    </message>
    <message>
        <source>Events appear as the replay comes to them.</source>
        <translation>Ereignisse erscheinen, sobald die Wiedergabe bei ihnen ist.</translation>
    </message>
    <message>
        <source>Events appear here as they come.</source>
        <translation>Ereignisse erscheinen hier, sobald sie kommen.</translation>
    </message>
    <message>
        <source>Every answer ends in the middle of its JSON.</source>
        <translation>Jede Antwort endet mitten in ihrem JSON.</translation>
    </message>
    <message>
        <source>Every answer is empty.</source>
        <translation>Jede Antwort ist leer.</translation>
    </message>
    <message>
        <source>Every answer takes 0.8 seconds more.</source>
        <translation>Jede Antwort dauert 0,8 Sekunden länger.</translation>
    </message>
    <message>
        <source>Every answer takes 3 seconds more.</source>
        <translation>Jede Antwort dauert 3 Sekunden länger.</translation>
    </message>
    <message>
        <source>Every camera asks who is there.</source>
        <translation>Jede Kamera fragt, wer da ist.</translation>
    </message>
    <message>
        <source>Every connection breaks before an answer.</source>
        <translation>Jede Verbindung reißt vor der Antwort ab.</translation>
    </message>
    <message>
        <source>Every picture begins and never ends.</source>
        <translation>Jedes Bild beginnt und endet nie.</translation>
    </message>
    <message>
        <source>Every picture takes some seconds.</source>
        <translation>Jedes Bild dauert einige Sekunden.</translation>
    </message>
    <message>
        <source>Every tenth camera comes in a shape that no document names.</source>
        <translation>Jede zehnte Kamera kommt in einer Form, die nirgends beschrieben ist.</translation>
    </message>
    <message>
        <source>Every {span}</source>
        <translation>Alle {span}</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle Personen</translation>
    </message>
    <message>
        <source>Everything as at the start</source>
        <translation>Alles wie am Anfang</translation>
    </message>
    <message>
        <source>Everything is here already, or on its way</source>
        <translation>Alles ist schon hier oder unterwegs</translation>
    </message>
    <message>
        <source>Everything works</source>
        <translation>Alles funktioniert</translation>
    </message>
    <message>
        <source>Exactly as it came. A whole request with its headers works, too.</source>
        <translation>Genau wie er kam. Eine ganze Anfrage mit ihren Kopfzeilen geht auch.</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Expires in</source>
        <translation>Läuft ab in</translation>
    </message>
    <message>
        <source>Expiring within</source>
        <translation>Läuft ab binnen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the rows shown</source>
        <translation>Gezeigte Zeilen exportieren</translation>
    </message>
    <message>
        <source>Export the rows shown (Ctrl+E)</source>
        <translation>Gezeigte Zeilen exportieren (Strg+E)</translation>
    </message>
    <message>
        <source>Extend them…</source>
        <translation>Verlängern…</translation>
    </message>
    <message>
        <source>FaceSpace tells who is reported at which camera, live.</source>
        <translation>FaceSpace meldet laufend, wer an welcher Kamera gesehen wird.</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a job</comment>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>jobs, in a word as short as can be</comment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Failed tries</source>
        <translation>Fehlversuche</translation>
    </message>
    <message>
        <source>Failure</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Favourite (B)</source>
        <translation>Favorit (B)</translation>
    </message>
    <message>
        <source>February</source>
        <translation>Februar</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Abholen</translation>
    </message>
    <message>
        <source>Fetch results</source>
        <translation>Ergebnisse abholen</translation>
    </message>
    <message numerus="yes">
        <source>Fetch results of {n} jobs</source>
        <comment>Fetch results</comment>
        <translation>
            <numerusform>Ergebnisse abholen</numerusform>
            <numerusform>Ergebnisse von {n} Aufträgen abholen</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetch the input video</source>
        <translation>Eingabevideo holen</translation>
    </message>
    <message>
        <source>Fetch the log anew</source>
        <translation>Protokoll neu holen</translation>
    </message>
    <message>
        <source>Fetch the results</source>
        <translation>Ergebnisse abholen</translation>
    </message>
    <message>
        <source>Fetch the results of jobs that were sent from here</source>
        <translation>Ergebnisse der von hier gesendeten Aufträge abholen</translation>
    </message>
    <message>
        <source>Fetch the results when the job is done</source>
        <translation>Ergebnisse abholen, wenn der Auftrag fertig ist</translation>
    </message>
    <message>
        <source>Fetch {count}</source>
        <translation>{count} abholen</translation>
    </message>
    <message>
        <source>Fetch {name}</source>
        <translation>{name} holen</translation>
    </message>
    <message numerus="yes">
        <source>Fetch {n} photos</source>
        <comment>Fetch the result</comment>
        <translation>
            <numerusform>Ergebnis abholen</numerusform>
            <numerusform>{n} Fotos abholen</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetching the log</source>
        <translation>Protokoll wird geholt</translation>
    </message>
    <message>
        <source>Fetching the output</source>
        <translation>Ergebnis wird geholt</translation>
    </message>
    <message>
        <source>Fetching the picture … {waited}</source>
        <translation>Bild wird geholt … {waited}</translation>
    </message>
    <message>
        <source>Fetching {name}…</source>
        <translation>{name} wird geholt…</translation>
    </message>
    <message>
        <source>Fetching … {waited}</source>
        <translation>Wird geholt … {waited}</translation>
    </message>
    <message>
        <source>Fewer options</source>
        <translation>Weniger Optionen</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Fields that this console does not know</source>
        <translation>Felder, die diese Konsole nicht kennt</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>File of the program</source>
        <translation>Datei des Programms</translation>
    </message>
    <message>
        <source>File of tiles</source>
        <translation>Kacheldatei</translation>
    </message>
    <message>
        <source>File of tiles (MBTiles, PMTiles)</source>
        <translation>Kacheldatei (MBTiles, PMTiles)</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Files are named so that they would land outside the chosen folder.</source>
        <translation>Dateien heißen so, dass sie außerhalb des gewählten Ordners landen würden.</translation>
    </message>
    <message>
        <source>Files are still being carried</source>
        <translation>Es werden noch Dateien übertragen</translation>
    </message>
    <message>
        <source>Files back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Files of the output</source>
        <translation>Dateien des Ergebnisses</translation>
    </message>
    <message>
        <source>Files that become datasets of the project</source>
        <translation>Dateien, die zu Datasets des Projekts werden</translation>
    </message>
    <message>
        <source>Filled from the job “{name}”</source>
        <translation>Ausgefüllt aus dem Auftrag „{name}“</translation>
    </message>
    <message>
        <source>Filled from the template “{name}”</source>
        <translation>Ausgefüllt aus der Vorlage „{name}“</translation>
    </message>
    <message>
        <source>Filter by logger or text, such as desk.net</source>
        <translation>Nach Quelle oder Text filtern, etwa desk.net</translation>
    </message>
    <message>
        <source>Filter rows</source>
        <translation>Zeilen filtern</translation>
    </message>
    <message>
        <source>Filter rows by text</source>
        <translation>Zeilen nach Text filtern</translation>
    </message>
    <message>
        <source>Filter: {filter}</source>
        <translation>Filter: {filter}</translation>
    </message>
    <message>
        <source>Filters (*.json)</source>
        <translation>Filter (*.json)</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find a command (Ctrl+K)</source>
        <translation>Befehl suchen (Strg+K)</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>Befehl suchen …</translation>
    </message>
    <message>
        <source>Find a job by name</source>
        <translation>Auftrag suchen</translation>
    </message>
    <message>
        <source>Find a project</source>
        <translation>Projekt suchen</translation>
    </message>
    <message>
        <source>Find analytics at the platform</source>
        <translation>Analysen auf der Plattform suchen</translation>
    </message>
    <message>
        <source>Find by name at the platform</source>
        <translation>Nach Namen suchen</translation>
    </message>
    <message>
        <source>Find data</source>
        <translation>Daten suchen</translation>
    </message>
    <message>
        <source>Find data at the platform</source>
        <translation>Daten auf der Plattform suchen</translation>
    </message>
    <message>
        <source>Find data by its name</source>
        <translation>Daten nach Namen suchen</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>Im Protokoll suchen</translation>
    </message>
    <message>
        <source>Find in the log (Ctrl+F)</source>
        <translation>Im Protokoll suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Find in view</source>
        <translation>In der Ansicht suchen</translation>
    </message>
    <message>
        <source>Find jobs at the platform</source>
        <translation>Aufträge auf der Plattform suchen</translation>
    </message>
    <message>
        <source>Find jobs by name</source>
        <translation>Aufträge nach Namen suchen</translation>
    </message>
    <message>
        <source>Find out what the server takes a radius for</source>
        <translation>Herausfinden, in welcher Einheit der Server einen Radius liest</translation>
    </message>
    <message>
        <source>Find those of an owner, or register one.</source>
        <translation>Suchen Sie die eines Eigentümers, oder melden Sie einen an.</translation>
    </message>
    <message>
        <source>Finish, then quit</source>
        <translation>Erst fertigstellen</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Zuerst gesehen</translation>
    </message>
    <message>
        <source>Five thousand position reports come each second.</source>
        <translation>Jede Sekunde kommen fünftausend Positionsmeldungen.</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Beanstanden</translation>
    </message>
    <message>
        <source>Flag the result to be done again (F)</source>
        <translation>Ergebnis beanstanden, damit es noch einmal gemacht wird (F)</translation>
    </message>
    <message>
        <source>Flicker</source>
        <translation>Wechsel</translation>
    </message>
    <message>
        <source>Flood (5,000 reports/s)</source>
        <translation>Flut (5.000 Meldungen/s)</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder of a job</source>
        <translation>Ordner je Auftrag</translation>
    </message>
    <message>
        <source>Follow</source>
        <comment>the chosen object on the map</comment>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Follow the chosen object</source>
        <translation>Gewähltem Objekt folgen</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>For</source>
        <comment>how long somebody stayed</comment>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>For</source>
        <comment>a kind of machine</comment>
        <translation>Für</translation>
    </message>
    <message>
        <source>For example {folder}</source>
        <translation>Zum Beispiel {folder}</translation>
    </message>
    <message>
        <source>For instance: traffic counts for a thesis at …</source>
        <translation>Zum Beispiel: Verkehrszählung für eine Arbeit an der …</translation>
    </message>
    <message>
        <source>For what is shown, typed and exported alike. FaceSpace itself speaks UTC.</source>
        <translation>Für Gezeigtes, Eingegebenes und Exportiertes. FaceSpace selbst spricht UTC.</translation>
    </message>
    <message>
        <source>Forget</source>
        <comment>a saved filter</comment>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget all that are not kept</source>
        <translation>Alle anderen vergessen</translation>
    </message>
    <message>
        <source>Forget the recent searches</source>
        <translation>Die letzten Suchen vergessen</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>Diese vergessen</translation>
    </message>
    <message>
        <source>Forget this search</source>
        <translation>Diese Suche vergessen</translation>
    </message>
    <message>
        <source>Forget what cannot be read</source>
        <translation>Unlesbares verwerfen</translation>
    </message>
    <message>
        <source>Forget what was typed</source>
        <translation>Eingaben verwerfen</translation>
    </message>
    <message>
        <source>Forget which cameras were looked at and checked; notes stay</source>
        <translation>Vergessen, welche Kameras angesehen und geprüft wurden; Notizen bleiben</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>Form or JSON</source>
        <translation>Formular oder JSON</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Format of composites</source>
        <translation>Format der Montagen</translation>
    </message>
    <message>
        <source>Forwarders</source>
        <translation>Weiterleitung</translation>
    </message>
    <message>
        <source>Forwarders…</source>
        <translation>Weiterleitung …</translation>
    </message>
    <message>
        <source>Found out</source>
        <comment>by itself</comment>
        <translation>Selbst ermittelt</translation>
    </message>
    <message>
        <source>Found out by itself; choose one only where that fails.</source>
        <translation>Wird von selbst ermittelt; nur wählen, wo das misslingt.</translation>
    </message>
    <message>
        <source>Frame</source>
        <comment>its size in pixels</comment>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>Frame with labels</source>
        <translation>Bild mit Beschriftungen</translation>
    </message>
    <message>
        <source>Frame {number:,} cannot be decoded.</source>
        <translation>Bild {number:,} kann nicht dekodiert werden.</translation>
    </message>
    <message>
        <source>Frames of {width:,} by {height:,} pixels are not shown.</source>
        <translation>Bilder mit {width:,} × {height:,} Pixeln werden nicht angezeigt.</translation>
    </message>
    <message>
        <source>Frames/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Fr</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>From</source>
        <comment>where data is from</comment>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>From now on; it can be changed later.</source>
        <translation>Von jetzt an; später änderbar.</translation>
    </message>
    <message>
        <source>From {low} to {high}.</source>
        <translation>Von {low} bis {high}.</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>GPX, a track for each object</source>
        <translation>GPX, ein Track je Objekt</translation>
    </message>
    <message>
        <source>GPX, waypoints</source>
        <translation>GPX, Wegpunkte</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Lücken</translation>
    </message>
    <message>
        <source>Gather points into clusters</source>
        <translation>Punkte zu Gruppen bündeln</translation>
    </message>
    <message>
        <source>Genuine</source>
        <translation>Echt</translation>
    </message>
    <message>
        <source>Genuine, but a repetition</source>
        <translation>Echt, aber eine Wiederholung</translation>
    </message>
    <message>
        <source>Genuine, but ahead of its time</source>
        <translation>Echt, aber der Zeit voraus</translation>
    </message>
    <message>
        <source>Genuine, but too old</source>
        <translation>Echt, aber zu alt</translation>
    </message>
    <message>
        <source>GeoJSON, for maps</source>
        <translation>GeoJSON, für Karten</translation>
    </message>
    <message>
        <source>GeoJSON, the positions in them</source>
        <translation>GeoJSON, die Positionen darin</translation>
    </message>
    <message>
        <source>Give up, and tidy up at the service</source>
        <translation>Aufgeben und beim Dienst aufräumen</translation>
    </message>
    <message>
        <source>Glide between reports: objects move without jumps, and are shown late by the time that usually lies between two of their reports</source>
        <translation>Zwischen Meldungen gleiten: Objekte bewegen sich ohne Sprünge und werden um die Zeit später gezeigt, die gewöhnlich zwischen zwei ihrer Meldungen liegt</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on searching</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Go on with what is paused, and try again now what waits</source>
        <translation>Pausiertes fortsetzen und Wartendes jetzt erneut versuchen</translation>
    </message>
    <message>
        <source>Go on with {count:,} more</source>
        <translation>Mit {count:,} weiteren fortfahren</translation>
    </message>
    <message>
        <source>Go on with {n:,}</source>
        <translation>Mit {n:,} fortfahren</translation>
    </message>
    <message>
        <source>Go on, or search for something else.</source>
        <translation>Fortfahren oder etwas anderes suchen.</translation>
    </message>
    <message>
        <source>Go to a place</source>
        <translation>Zu einem Ort gehen</translation>
    </message>
    <message>
        <source>Go to a place or coordinates</source>
        <translation>Zu einem Ort oder Koordinaten gehen</translation>
    </message>
    <message>
        <source>Go to a tab</source>
        <translation>Zu einem Reiter gehen</translation>
    </message>
    <message>
        <source>Go to place or lat, lon</source>
        <translation>Zu Ort oder Breite, Länge</translation>
    </message>
    <message>
        <source>Go to tab {number}</source>
        <translation>Zu Reiter {number} gehen</translation>
    </message>
    <message>
        <source>Go to the newest row (Ctrl+End)</source>
        <translation>Zur neuesten Zeile (Strg+Ende)</translation>
    </message>
    <message>
        <source>Go to {tab}</source>
        <translation>Zu {tab} gehen</translation>
    </message>
    <message>
        <source>Goes to {origin} and nowhere else; the token is added there.</source>
        <translation>Geht an {origin} und nirgendwohin sonst; das Token kommt dort hinzu.</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>HEIC, AVIF, TIFF and GIF to JPEG or PNG</source>
        <translation>HEIC, AVIF, TIFF und GIF zu JPEG oder PNG</translation>
    </message>
    <message>
        <source>HH:MM:SS DD/MM/YY</source>
        <comment>hour, minute, second, day, month, year</comment>
        <translation>HH:MM:SS TT/MM/JJ</translation>
    </message>
    <message>
        <source>Hand on what comes in</source>
        <translation>Eingehendes weitergeben</translation>
    </message>
    <message>
        <source>Hand on what the feed brings. The FaceSpace key never travels with it.</source>
        <translation>Eingehendes weitergeben. Der FaceSpace-Schlüssel geht nie mit.</translation>
    </message>
    <message>
        <source>Has an effect only with “{option}”.</source>
        <translation>Wirkt nur mit „{option}“.</translation>
    </message>
    <message>
        <source>Has no effect without “{option}”.</source>
        <translation>Wirkt nicht ohne „{option}“.</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Kopfzeilen</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Gehört</translation>
    </message>
    <message>
        <source>Height</source>
        <comment>of a picture</comment>
        <translation>Bildhöhe</translation>
    </message>
    <message>
        <source>Height, px</source>
        <comment>of a picture</comment>
        <translation>Bildhöhe, px</translation>
    </message>
    <message>
        <source>Here now</source>
        <translation>Jetzt hier</translation>
    </message>
    <message>
        <source>Hidden</source>
        <comment>people&apos;s names</comment>
        <translation>Verborgen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>History of this camera</source>
        <translation>Verlauf dieser Kamera</translation>
    </message>
    <message>
        <source>History on this desk</source>
        <translation>Verlauf auf diesem PC</translation>
    </message>
    <message>
        <source>Hold the rows still (Space)</source>
        <translation>Zeilen festhalten (Leertaste)</translation>
    </message>
    <message>
        <source>Hostile cameras</source>
        <translation>Feindselige Kameras</translation>
    </message>
    <message>
        <source>Hostile names</source>
        <translation>Feindselige Namen</translation>
    </message>
    <message>
        <source>Hostile texts</source>
        <translation>Feindselige Texte</translation>
    </message>
    <message>
        <source>How close rows, buttons and fields stand.</source>
        <translation>Wie eng Zeilen, Schaltflächen und Felder stehen.</translation>
    </message>
    <message>
        <source>How far</source>
        <translation>Wie weit</translation>
    </message>
    <message>
        <source>How far around the centre?</source>
        <translation>Wie weit um die Mitte?</translation>
    </message>
    <message>
        <source>How far back</source>
        <translation>Wie weit zurück</translation>
    </message>
    <message>
        <source>How far the job is</source>
        <translation>Wie weit der Auftrag ist</translation>
    </message>
    <message>
        <source>How long events stay in the list</source>
        <translation>Wie lange Ereignisse in der Liste bleiben</translation>
    </message>
    <message>
        <source>How long the platform keeps it.</source>
        <translation>Wie lange die Plattform es aufbewahrt.</translation>
    </message>
    <message>
        <source>How often the server is asked, and whether it is</source>
        <translation>Wie oft der Server gefragt wird, und ob überhaupt</translation>
    </message>
    <message>
        <source>How the photos are to look.</source>
        <translation>Wie die Fotos aussehen sollen.</translation>
    </message>
    <message>
        <source>How the search stands</source>
        <translation>Stand der Suche</translation>
    </message>
    <message>
        <source>How to compare</source>
        <translation>Art des Vergleichs</translation>
    </message>
    <message>
        <source>How to read the IDs</source>
        <translation>Wie die IDs zu lesen sind</translation>
    </message>
    <message>
        <source>How to read them</source>
        <translation>Lesen als</translation>
    </message>
    <message>
        <source>I have read this, and keep to it</source>
        <translation>Ich habe das gelesen und halte mich daran</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>IDs to look up</source>
        <translation>IDs zum Nachschlagen</translation>
    </message>
    <message>
        <source>IDs, separated by blanks, commas or lines.
At most {most:,} at once; each is asked for by itself.</source>
        <translation>IDs, getrennt durch Leerzeichen, Kommas oder Zeilen.
Höchstens {most:,} auf einmal; jede wird einzeln abgefragt.</translation>
    </message>
    <message>
        <source>IP address or host</source>
        <translation>IP-Adresse oder Host</translation>
    </message>
    <message>
        <source>IP camera</source>
        <translation>IP-Kamera</translation>
    </message>
    <message>
        <source>Icon (ICO) files</source>
        <translation>Symboldateien (ICO)</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>If it fails so again, wait, or try another compute mode.</source>
        <translation>Scheitert sie wieder so, warten Sie oder wählen Sie einen anderen Rechenmodus.</translation>
    </message>
    <message>
        <source>If it is not yours, send its owner the id of the job and the last message.</source>
        <translation>Ist sie nicht Ihre, senden Sie dem Eigentümer die ID des Auftrags und die letzte Meldung.</translation>
    </message>
    <message>
        <source>If it lasts, the entry is out of date.</source>
        <translation>Hält es an, ist der Eintrag veraltet.</translation>
    </message>
    <message>
        <source>If you quit now, they go on at the next start where they are.</source>
        <translation>Wenn Sie jetzt beenden, geht es beim nächsten Start dort weiter.</translation>
    </message>
    <message>
        <source>If you trust that server, open the address in a browser.</source>
        <translation>Wenn Sie diesem Server vertrauen, öffnen Sie die Adresse in einem Browser.</translation>
    </message>
    <message>
        <source>Images</source>
        <comment>of a program</comment>
        <translation>Abbilder</translation>
    </message>
    <message>
        <source>In a header</source>
        <translation>In einer Kopfzeile</translation>
    </message>
    <message>
        <source>In a player of its own; nothing is recorded here</source>
        <translation>In einem eigenen Player; hier wird nichts aufgezeichnet</translation>
    </message>
    <message>
        <source>In any field</source>
        <translation>In beliebigem Feld</translation>
    </message>
    <message>
        <source>In between</source>
        <translation>Dazwischen</translation>
    </message>
    <message>
        <source>In bytes, for example 10485760.</source>
        <translation>In Bytes, zum Beispiel 10485760.</translation>
    </message>
    <message>
        <source>In force now, but it cannot be kept for the next start: {error}</source>
        <translation>Gilt jetzt, lässt sich aber nicht für den nächsten Start aufbewahren: {error}</translation>
    </message>
    <message>
        <source>In front</source>
        <translation>Davor</translation>
    </message>
    <message>
        <source>In private networks as well</source>
        <translation>Auch in privaten Netzen</translation>
    </message>
    <message>
        <source>In the address</source>
        <translation>In der Adresse</translation>
    </message>
    <message>
        <source>In the address is what the service is known to take; in a header it is in no log.</source>
        <translation>In der Adresse nimmt es der Dienst bekanntlich an; in einer Kopfzeile steht es in keinem Protokoll.</translation>
    </message>
    <message>
        <source>In the batch: {count:,}</source>
        <translation>Im Stapel: {count:,}</translation>
    </message>
    <message>
        <source>In the body</source>
        <translation>Im Inhalt</translation>
    </message>
    <message>
        <source>In the browser: {address}</source>
        <translation>Im Browser: {address}</translation>
    </message>
    <message>
        <source>In the film</source>
        <translation>Im Film</translation>
    </message>
    <message>
        <source>In this frame</source>
        <translation>In diesem Bild</translation>
    </message>
    <message>
        <source>In turn</source>
        <translation>Wechselt</translation>
    </message>
    <message>
        <source>In use</source>
        <comment>a profile</comment>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>In view</source>
        <translation>Im Blick</translation>
    </message>
    <message>
        <source>In whose name new clients are registered.</source>
        <translation>In wessen Namen neue Clients angemeldet werden.</translation>
    </message>
    <message>
        <source>In {field}</source>
        <translation>In: {field}</translation>
    </message>
    <message>
        <source>Indented</source>
        <translation>Eingerückt</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>Inputs ({n:,})</source>
        <translation>Eingaben ({n:,})</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>Darin</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Is a camera with this address in the database?</source>
        <translation>Ist eine Kamera mit dieser Adresse in der Datenbank?</translation>
    </message>
    <message>
        <source>It answers, but has no picture at the moment.</source>
        <translation>Sie antwortet, hat aber gerade kein Bild.</translation>
    </message>
    <message>
        <source>It asked for another address.</source>
        <translation>Es wurde eine andere Adresse verlangt.</translation>
    </message>
    <message>
        <source>It begins like a picture, but cannot be read to its end.</source>
        <translation>Es beginnt wie ein Bild, lässt sich aber nicht bis zum Ende lesen.</translation>
    </message>
    <message numerus="yes">
        <source>It broke off and began again from its beginning, {n} times.</source>
        <comment>It broke off and began again from its beginning, once.</comment>
        <translation>
            <numerusform>Sie brach ab und begann einmal von vorn.</numerusform>
            <numerusform>Sie brach ab und begann {n}-mal von vorn.</numerusform>
        </translation>
    </message>
    <message>
        <source>It came with the upload that it is from CAM2; that stays.</source>
        <translation>Beim Hochladen wurde CAM2 als Herkunft genannt; das bleibt.</translation>
    </message>
    <message>
        <source>It cannot be kept: {why}.</source>
        <translation>Es lässt sich nicht ablegen: {why}.</translation>
    </message>
    <message>
        <source>It cannot be read: {reason}.</source>
        <translation>Sie ist nicht lesbar: {reason}.</translation>
    </message>
    <message>
        <source>It cannot be read: {why}.</source>
        <translation>Sie lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>It could not be found out whether the credentials allow this. Try it.</source>
        <translation>Ob die Zugangsdaten das erlauben, war nicht festzustellen. Versuchen Sie es.</translation>
    </message>
    <message>
        <source>It could not be put onto the disk: {reason}.</source>
        <translation>Schreiben auf den Datenträger nicht möglich: {reason}.</translation>
    </message>
    <message>
        <source>It could not be saved: {reason}.</source>
        <translation>Speichern nicht möglich: {reason}.</translation>
    </message>
    <message>
        <source>It could not be shown.</source>
        <translation>Es ließ sich nicht zeigen.</translation>
    </message>
    <message>
        <source>It does not accept the headers it was sent.</source>
        <translation>Er nimmt die gesendeten Kopfzeilen nicht an.</translation>
    </message>
    <message>
        <source>It failed while it made the picture.</source>
        <translation>Die Aufnahme des Bildes ist dort gescheitert.</translation>
    </message>
    <message>
        <source>It had an end date, as unfinished uploads have, and that has passed.</source>
        <translation>Es hatte ein Ablaufdatum, wie begonnenes Hochladen es hat, und das ist vorbei.</translation>
    </message>
    <message>
        <source>It had been made before.</source>
        <translation>Er war schon angelegt.</translation>
    </message>
    <message>
        <source>It has expired, belongs to another name, or its issuer is not trusted by this computer.</source>
        <translation>Es ist abgelaufen, gehört zu einem anderen Namen, oder dieser Computer vertraut seinem Aussteller nicht.</translation>
    </message>
    <message>
        <source>It has more than {millions} million points: no camera, but perhaps meant to fill this computer&apos;s memory.</source>
        <translation>Es hat mehr als {millions} Millionen Bildpunkte: keine Kamera, vielleicht soll es den Speicher dieses Computers füllen.</translation>
    </message>
    <message>
        <source>It has no address for a still picture</source>
        <translation>Sie hat keine Adresse für ein Standbild</translation>
    </message>
    <message>
        <source>It has no address for a stream</source>
        <translation>Sie hat keine Adresse für einen Stream</translation>
    </message>
    <message>
        <source>It has no description.</source>
        <translation>Sie hat keine Beschreibung.</translation>
    </message>
    <message>
        <source>It has no name.</source>
        <translation>Sie hat keinen Namen.</translation>
    </message>
    <message>
        <source>It has trouble of its own.</source>
        <translation>Er hat selbst eine Störung.</translation>
    </message>
    <message>
        <source>It has {millions:.1f} million pixels; 27 million can be uploaded.</source>
        <translation>Es hat {millions:.1f} Millionen Pixel; 27 Millionen lassen sich hochladen.</translation>
    </message>
    <message numerus="yes">
        <source>It has {n} photos at the studio; these go with their results.</source>
        <comment>Its photo at the studio goes with its result.</comment>
        <translation>
            <numerusform>Sein Foto im Studio wird mit dem Ergebnis gelöscht.</numerusform>
            <numerusform>Er hat {n} Fotos im Studio; sie werden mit ihren Ergebnissen gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>It has {size:,.0f} MiB; up to {most:,.0f} MiB can be shown.</source>
        <translation>Sie hat {size:,.0f} MiB; angezeigt werden können bis zu {most:,.0f} MiB.</translation>
    </message>
    <message>
        <source>It has {size}; nothing above {most}.</source>
        <translation>Sie hat {size}; mehr als {most} geht nicht.</translation>
    </message>
    <message>
        <source>It has {width} x {height} pixels and can only be decoded whole: too much memory.</source>
        <translation>Es hat {width} x {height} Pixel und lässt sich nur als Ganzes entpacken: zu viel Speicher.</translation>
    </message>
    <message>
        <source>It has {width} x {height} pixels: more than can be trusted.</source>
        <translation>Es hat {width} x {height} Pixel: mehr, als glaubhaft ist.</translation>
    </message>
    <message>
        <source>It has {width} x {height} pixels; each side may have {most:,}.</source>
        <translation>Es hat {width} x {height} Pixel; jede Seite darf {most:,} haben.</translation>
    </message>
    <message>
        <source>It has {width} x {height} pixels; up to {millions:.0f} million are shown.</source>
        <translation>Es hat {width} x {height} Pixel; bis zu {millions:.0f} Millionen werden gezeigt.</translation>
    </message>
    <message>
        <source>It is a PDF document, not a picture.</source>
        <translation>Es ist ein PDF-Dokument, kein Bild.</translation>
    </message>
    <message>
        <source>It is a PostScript document, not a picture.</source>
        <translation>Es ist ein PostScript-Dokument, kein Bild.</translation>
    </message>
    <message>
        <source>It is a compressed archive, not a picture.</source>
        <translation>Es ist ein gepacktes Archiv, kein Bild.</translation>
    </message>
    <message>
        <source>It is a film or a file, or is meant to fill this computer&apos;s memory.</source>
        <translation>Es ist ein Film oder eine Datei, oder es soll den Speicher dieses Computers füllen.</translation>
    </message>
    <message>
        <source>It is a film, not a picture.</source>
        <translation>Es ist ein Film, kein Bild.</translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation>Es ist ein Ordner.</translation>
    </message>
    <message>
        <source>It is a link to another file, not a file.</source>
        <translation>Das ist eine Verknüpfung mit einer anderen Datei, keine Datei.</translation>
    </message>
    <message>
        <source>It is a play list of a film, not a picture.</source>
        <translation>Es ist die Abspielliste eines Films, kein Bild.</translation>
    </message>
    <message>
        <source>It is a program, not a picture.</source>
        <translation>Es ist ein Programm, kein Bild.</translation>
    </message>
    <message>
        <source>It is a stream.</source>
        <translation>Sie ist ein Stream.</translation>
    </message>
    <message>
        <source>It is a text in a machine&apos;s form (JSON or XML), not a picture.</source>
        <translation>Es ist ein maschinenlesbarer Text (JSON oder XML), kein Bild.</translation>
    </message>
    <message>
        <source>It is a text, not a picture.</source>
        <translation>Es ist ein Text, kein Bild.</translation>
    </message>
    <message>
        <source>It is a web page, not a picture.</source>
        <translation>Es ist eine Webseite, kein Bild.</translation>
    </message>
    <message>
        <source>It is a zip archive or office document, not a picture.</source>
        <translation>Es ist ein ZIP-Archiv oder Office-Dokument, kein Bild.</translation>
    </message>
    <message>
        <source>It is a {format} file, which its name does not say.</source>
        <translation>Es ist eine {format}-Datei, was ihr Name nicht sagt.</translation>
    </message>
    <message>
        <source>It is a {format} file: sent as {name}.</source>
        <translation>Es ist eine {format}-Datei: gesendet als {name}.</translation>
    </message>
    <message>
        <source>It is archived already.</source>
        <translation>Er ist schon archiviert.</translation>
    </message>
    <message>
        <source>It is cut off: {present} of {whole} are there.</source>
        <translation>Sie ist abgeschnitten: {present} von {whole} sind da.</translation>
    </message>
    <message>
        <source>It is damaged: some of it cannot be read.</source>
        <translation>Sie ist beschädigt: Ein Teil ist nicht lesbar.</translation>
    </message>
    <message>
        <source>It is empty.</source>
        <translation>Es ist leer.</translation>
    </message>
    <message>
        <source>It is empty.</source>
        <comment>a file</comment>
        <translation>Sie ist leer.</translation>
    </message>
    <message>
        <source>It is for {address}.</source>
        <translation>Gilt für {address}.</translation>
    </message>
    <message>
        <source>It is from</source>
        <translation>Sie ist von</translation>
    </message>
    <message>
        <source>It is from CAM2, and CAM2’s terms do not allow to send it to an analytic.</source>
        <translation>Sie ist von CAM2, und dessen Bedingungen erlauben nicht, sie an eine Analyse zu senden.</translation>
    </message>
    <message>
        <source>It is kept in this profile and stands in exports.</source>
        <translation>Das bleibt in diesem Profil und steht in Exporten.</translation>
    </message>
    <message>
        <source>It is kept on this computer, encrypted, for this user.</source>
        <translation>Sie bleibt verschlüsselt auf diesem Computer, für diesen Benutzer.</translation>
    </message>
    <message>
        <source>It is listening already.</source>
        <translation>Es wird schon gelauscht.</translation>
    </message>
    <message>
        <source>It is locked with a password.</source>
        <translation>Sie ist mit einem Passwort geschützt.</translation>
    </message>
    <message>
        <source>It is needed.</source>
        <translation>Das ist nötig.</translation>
    </message>
    <message>
        <source>It is no address of the web.</source>
        <translation>Das ist keine Webadresse.</translation>
    </message>
    <message>
        <source>It is no cut-out: it lacks a channel for what is to be seen through it.</source>
        <translation>Es ist kein Freisteller: Der Kanal für Durchsichtiges fehlt.</translation>
    </message>
    <message>
        <source>It is not a picture of any known kind.</source>
        <translation>Es ist kein Bild bekannter Art.</translation>
    </message>
    <message>
        <source>It is not a video, or its beginning or its index is damaged.</source>
        <translation>Das ist kein Video, oder sein Anfang oder sein Index ist beschädigt.</translation>
    </message>
    <message>
        <source>It is not an ordinary file.</source>
        <translation>Es ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>It is not archived.</source>
        <translation>Er ist nicht archiviert.</translation>
    </message>
    <message>
        <source>It is not at the platform any more.</source>
        <translation>Nicht mehr auf der Plattform.</translation>
    </message>
    <message>
        <source>It is not known whether the job was made. Look among the jobs before you send it again.</source>
        <translation>Ob der Auftrag angelegt wurde, ist nicht bekannt. Sehen Sie unter den Aufträgen nach, bevor Sie ihn erneut senden.</translation>
    </message>
    <message>
        <source>It is not known whether this was written. Look at the camera before you try again.</source>
        <translation>Ob das geschrieben wurde, ist nicht bekannt. Sehen Sie sich die Kamera an, bevor Sie es erneut versuchen.</translation>
    </message>
    <message>
        <source>It is not known whether this was written. Look at the profile before you try again.</source>
        <translation>Es ist nicht bekannt, ob dies geschrieben wurde. Sehen Sie sich das Profil an, bevor Sie es erneut versuchen.</translation>
    </message>
    <message>
        <source>It is not said where they go.</source>
        <translation>Es ist nicht gesagt, wohin sie sollen.</translation>
    </message>
    <message>
        <source>It is on its way there already.</source>
        <translation>Sie ist schon unterwegs dorthin.</translation>
    </message>
    <message>
        <source>It is packed in a way that this console does not read.</source>
        <translation>Sie ist auf eine Weise gepackt, die diese Konsole nicht liest.</translation>
    </message>
    <message>
        <source>It is pending, and no job can use it, until an image of it has come as well.</source>
        <translation>Sie ist ausstehend und für keinen Auftrag verwendbar, bis auch ein Abbild von ihr da ist.</translation>
    </message>
    <message>
        <source>It is running; only a job that is queued or scheduled can be killed.</source>
        <translation>Er läuft; beenden lässt sich nur ein Auftrag, der eingereiht oder eingeplant ist.</translation>
    </message>
    <message>
        <source>It is sent to this server only, never to where pictures are stored.</source>
        <translation>Er wird nur an diesen Server gesendet, nie dorthin, wo Bilder liegen.</translation>
    </message>
    <message>
        <source>It is something else, not a file.</source>
        <translation>Das ist etwas anderes als eine Datei.</translation>
    </message>
    <message>
        <source>It is switched off, very slow, or a firewall swallows the request.</source>
        <translation>Sie ist ausgeschaltet oder sehr langsam, oder eine Firewall verschluckt die Anfrage.</translation>
    </message>
    <message>
        <source>It is switched off, was moved, or a firewall is in the way.</source>
        <translation>Sie ist ausgeschaltet oder umgezogen, oder eine Firewall steht im Weg.</translation>
    </message>
    <message>
        <source>It is this profile&apos;s secret now; connect {service} again to use it.</source>
        <translation>Es ist nun das Geheimnis dieses Profils; verbinden Sie {service} neu, um es zu verwenden.</translation>
    </message>
    <message>
        <source>It is tried again by itself; events appear when it is back.</source>
        <translation>Sie wird von selbst neu versucht; Ereignisse erscheinen, wenn sie wieder da ist.</translation>
    </message>
    <message>
        <source>It is {state}.</source>
        <translation>Zustand: {state}.</translation>
    </message>
    <message>
        <source>It leads into this computer or a private network, as an attacker might want.</source>
        <translation>Sie führt in diesen Computer oder ein privates Netz, wie es ein Angreifer wünschen könnte.</translation>
    </message>
    <message>
        <source>It looks at images; the platform lets it run over each frame</source>
        <translation>Sie betrachtet Bilder; die Plattform wendet sie auf jedes Einzelbild an</translation>
    </message>
    <message>
        <source>It looks at videos</source>
        <translation>Sie betrachtet Videos</translation>
    </message>
    <message>
        <source>It matches when the JSON is written otherwise: some tool has read it and written it anew. Sign and check the raw bytes.</source>
        <translation>Sie passt, wenn das JSON anders geschrieben ist: Ein Werkzeug hat es gelesen und neu geschrieben. Signieren und prüfen Sie die rohen Bytes.</translation>
    </message>
    <message>
        <source>It matches with a line break at the end, which the paste has lost.</source>
        <translation>Sie passt mit einem Zeilenumbruch am Ende, der beim Einfügen verloren ging.</translation>
    </message>
    <message>
        <source>It matches with the line ends of Windows (CR LF).</source>
        <translation>Sie passt mit den Zeilenenden von Windows (CR LF).</translation>
    </message>
    <message>
        <source>It matches without the line break at the end, which the paste or a tool has added.</source>
        <translation>Sie passt ohne den Zeilenumbruch am Ende, der beim Einfügen oder durch ein Werkzeug dazukam.</translation>
    </message>
    <message>
        <source>It must be a file of the platform.</source>
        <translation>Es muss eine Datei der Plattform sein.</translation>
    </message>
    <message>
        <source>It must be a list.</source>
        <translation>Es muss eine Liste sein.</translation>
    </message>
    <message>
        <source>It must be a number.</source>
        <translation>Es muss eine Zahl sein.</translation>
    </message>
    <message>
        <source>It must be a text.</source>
        <translation>Es muss ein Text sein.</translation>
    </message>
    <message>
        <source>It must be a whole number.</source>
        <translation>Es muss eine ganze Zahl sein.</translation>
    </message>
    <message>
        <source>It must be an object.</source>
        <translation>Es muss ein Objekt sein.</translation>
    </message>
    <message>
        <source>It must be an object: {example}.</source>
        <translation>Es muss ein Objekt sein: {example}.</translation>
    </message>
    <message>
        <source>It must be at least {low}.</source>
        <translation>Es muss mindestens {low} sein.</translation>
    </message>
    <message>
        <source>It must be at most {high}.</source>
        <translation>Es darf höchstens {high} sein.</translation>
    </message>
    <message>
        <source>It must be one of {choices}.</source>
        <translation>Es muss eines von diesen sein: {choices}.</translation>
    </message>
    <message>
        <source>It must be true or false.</source>
        <translation>Es muss wahr oder falsch sein.</translation>
    </message>
    <message>
        <source>It must begin with https://</source>
        <translation>Sie muss mit https:// beginnen</translation>
    </message>
    <message>
        <source>It must begin with https:// and name a host.</source>
        <translation>Sie muss mit https:// beginnen und einen Host nennen.</translation>
    </message>
    <message>
        <source>It must not be a file.</source>
        <translation>Es darf keine Datei sein.</translation>
    </message>
    <message>
        <source>It must not hold a login: Skylab would see it.</source>
        <translation>Sie darf keine Anmeldedaten enthalten: Skylab würde sie sehen.</translation>
    </message>
    <message>
        <source>It needs a name.</source>
        <translation>Ein Name ist nötig.</translation>
    </message>
    <message>
        <source>It points to another address; posts are not sent on. Enter that address instead.</source>
        <translation>Er verweist auf eine andere Adresse; Sendungen folgen ihr nicht. Geben Sie stattdessen jene Adresse ein.</translation>
    </message>
    <message>
        <source>It ran out of memory.</source>
        <translation>Der Arbeitsspeicher reichte nicht.</translation>
    </message>
    <message>
        <source>It sends its visitors around in circles, or to where this console does not go.</source>
        <translation>Besucher werden im Kreis geschickt oder dorthin, wohin diese Konsole nicht geht.</translation>
    </message>
    <message>
        <source>It shows its pictures to its own users only.</source>
        <translation>Die Bilder sind nur für eigene Benutzer bestimmt.</translation>
    </message>
    <message>
        <source>It shows its pictures to its own users only; no login is ever sent from here.</source>
        <translation>Die Bilder sind nur für eigene Benutzer bestimmt; von hier aus wird nie eine Anmeldung gesendet.</translation>
    </message>
    <message>
        <source>It stands among the secrets issued from here.</source>
        <translation>Es steht bei den Geheimnissen, die von hier ausgestellt wurden.</translation>
    </message>
    <message>
        <source>It stays with the data: analytics may not see CAM2.</source>
        <translation>Das bleibt bei den Daten: CAM2 darf keine Analyse sehen.</translation>
    </message>
    <message>
        <source>It takes no data.</source>
        <translation>Sie nimmt keine Daten.</translation>
    </message>
    <message>
        <source>It was added by its address: the platform does not let its end be changed later.</source>
        <translation>Sie wurde über ihre Adresse hinzugefügt: Die Plattform lässt ihr Ende nicht mehr ändern.</translation>
    </message>
    <message>
        <source>It was deleted from here.</source>
        <translation>Von hier aus gelöscht.</translation>
    </message>
    <message>
        <source>It was made of media of CAM2 by the job {maker}.</source>
        <translation>Der Auftrag {maker} hat sie aus Medien von CAM2 gemacht.</translation>
    </message>
    <message>
        <source>It was mistyped, belongs to another server, or was withdrawn.</source>
        <translation>Sie wurde falsch eingegeben, gehört zu einem anderen Server oder wurde zurückgezogen.</translation>
    </message>
    <message>
        <source>It was mistyped, has expired, was withdrawn, or belongs to another project.</source>
        <translation>Es ist vertippt, abgelaufen, zurückgezogen oder gehört zu einem anderen Projekt.</translation>
    </message>
    <message>
        <source>It was mistyped, or was reset meanwhile.</source>
        <translation>Es wurde falsch eingegeben oder inzwischen zurückgesetzt.</translation>
    </message>
    <message>
        <source>It was mistyped, was withdrawn, or belongs to another account.</source>
        <translation>Er ist falsch geschrieben, wurde entzogen oder gehört zu einem anderen Konto.</translation>
    </message>
    <message>
        <source>It was mistyped, was withdrawn, or is one of the other kind: a user&apos;s, or an application&apos;s.</source>
        <translation>Es ist vertippt, wurde zurückgezogen oder ist von der anderen Art: das eines Benutzers oder das einer Anwendung.</translation>
    </message>
    <message>
        <source>It was no PATCH, as callbacks are.</source>
        <translation>Es war kein PATCH, wie Rückrufe es sind.</translation>
    </message>
    <message>
        <source>It was not a request that HTTP knows.</source>
        <translation>Es war keine Anfrage, die HTTP kennt.</translation>
    </message>
    <message>
        <source>It was not allowed to read a file that it needs.</source>
        <translation>Eine benötigte Datei durfte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>It was not done within {seconds:g} s.</source>
        <translation>Es war nach {seconds:g} s nicht fertig.</translation>
    </message>
    <message>
        <source>It was not started: what it uses could not be read, and may be from CAM2, whose terms do not allow that.</source>
        <translation>Er wurde nicht gestartet: Was er verwendet, war nicht lesbar und kann von CAM2 sein, dessen Bedingungen das nicht erlauben.</translation>
    </message>
    <message>
        <source>It was removed, or the address in the profile lacks a part of its path.</source>
        <translation>Es wurde entfernt, oder der Adresse im Profil fehlt ein Teil ihres Pfads.</translation>
    </message>
    <message>
        <source>It was started already: it is {state}.</source>
        <translation>Er wurde schon gestartet; Zustand: {state}.</translation>
    </message>
    <message>
        <source>It would grow from {packed:,} to {size:,} bytes, as a file does that is made to fill a disk.</source>
        <translation>Sie würde von {packed:,} auf {size:,} Bytes wachsen, wie eine Datei, die einen Datenträger füllen soll.</translation>
    </message>
    <message>
        <source>Its clock is {seconds:.0f} s ahead of this computer&apos;s.</source>
        <translation>Seine Uhr geht gegenüber diesem Computer {seconds:.0f} s vor.</translation>
    </message>
    <message>
        <source>Its clock is {seconds:.0f} s behind this computer&apos;s.</source>
        <translation>Seine Uhr geht gegenüber diesem Computer {seconds:.0f} s nach.</translation>
    </message>
    <message>
        <source>Its datasets appear below it.</source>
        <translation>Seine Datasets erscheinen darunter.</translation>
    </message>
    <message>
        <source>Its headers</source>
        <translation>Kopfzeilen</translation>
    </message>
    <message>
        <source>Its job has no profile.</source>
        <translation>Sein Auftrag hat kein Profil.</translation>
    </message>
    <message>
        <source>Its name is not readable text; rename it first.</source>
        <translation>Ihr Name ist kein lesbarer Text; benennen Sie sie zuerst um.</translation>
    </message>
    <message>
        <source>Its name leads out of the zip, as an attacker might want.</source>
        <translation>Ihr Name führt aus dem ZIP-Archiv hinaus, wie ein Angreifer es wollen könnte.</translation>
    </message>
    <message>
        <source>Its name says {named}, but it is a {found} picture; rename it first.</source>
        <translation>Der Name sagt {named}, es ist aber ein {found}-Bild; benennen Sie es zuerst um.</translation>
    </message>
    <message>
        <source>Its output has expired already.</source>
        <translation>Sein Ergebnis ist schon abgelaufen.</translation>
    </message>
    <message>
        <source>Its output has expired, and the platform has deleted it.</source>
        <translation>Sein Ergebnis ist abgelaufen, und die Plattform hat es gelöscht.</translation>
    </message>
    <message>
        <source>Its profile has no background pictures, so there is nothing to write.</source>
        <translation>Sein Profil hat keine Hintergrundbilder, daher gibt es nichts zu schreiben.</translation>
    </message>
    <message>
        <source>Its results were not fetched to this computer, and cannot be afterwards.</source>
        <translation>Seine Ergebnisse wurden nicht auf diesen Computer geholt; danach ist das nicht mehr möglich.</translation>
    </message>
    <message>
        <source>Its rows, columns and photos appear here.</source>
        <translation>Seine Zeilen, Spalten und Fotos erscheinen hier.</translation>
    </message>
    <message>
        <source>Its status says so, and jobs wait; data is there.</source>
        <translation>Ihr Status sagt es, und Aufträge warten; Daten sind da.</translation>
    </message>
    <message>
        <source>Its status says so; whether it answers is another matter.</source>
        <translation>Ihr Status sagt es; ob sie antwortet, ist eine andere Frage.</translation>
    </message>
    <message>
        <source>Its time was up, and the platform has deleted it.</source>
        <translation>Ihre Zeit war um, und die Plattform hat sie gelöscht.</translation>
    </message>
    <message>
        <source>Its work is cancelled first.</source>
        <translation>Die Arbeit daran wird zuerst storniert.</translation>
    </message>
    <message>
        <source>JPEG 2000 pictures</source>
        <translation>JPEG-2000-Bilder</translation>
    </message>
    <message>
        <source>JPEG XL pictures</source>
        <translation>JPEG-XL-Bilder</translation>
    </message>
    <message>
        <source>JPEG, PNG, GIF, WebP, TIFF and HEIF are.</source>
        <translation>Gezeigt werden JPEG, PNG, GIF, WebP, TIFF und HEIF.</translation>
    </message>
    <message>
        <source>JSON file</source>
        <translation>JSON-Datei</translation>
    </message>
    <message>
        <source>JSON has no {text}.</source>
        <translation>JSON kennt kein {text}.</translation>
    </message>
    <message>
        <source>JSON of the output</source>
        <translation>JSON des Ergebnisses</translation>
    </message>
    <message>
        <source>JSON only</source>
        <translation>Nur JSON</translation>
    </message>
    <message>
        <source>JSON, one list</source>
        <translation>JSON, eine Liste</translation>
    </message>
    <message>
        <source>January</source>
        <translation>Januar</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Job ID</source>
        <translation>Auftragskennung</translation>
    </message>
    <message>
        <source>Job {id}</source>
        <translation>Auftrag {id}</translation>
    </message>
    <message>
        <source>Job {id} did not end within {seconds:g} s; it may still do well.</source>
        <translation>Auftrag {id} endete nicht binnen {seconds:g} s; er kann noch gelingen.</translation>
    </message>
    <message>
        <source>Job {id} has failed ({failure}).</source>
        <translation>Auftrag {id} ist fehlgeschlagen ({failure}).</translation>
    </message>
    <message>
        <source>Job {id} has failed.</source>
        <translation>Auftrag {id} ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Job {id} is not there any more.</source>
        <translation>Auftrag {id} gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Job {job_id}</source>
        <translation>Auftrag {job_id}</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Jobs a minute</source>
        <translation>Aufträge je Minute</translation>
    </message>
    <message>
        <source>Jobs are asked about anyway; a callback only makes the next look come sooner. What it says is not believed: its job is read through the API.</source>
        <translation>Nach Aufträgen wird ohnehin gefragt; ein Rückruf lässt nur den nächsten Blick früher kommen. Was er sagt, wird nicht geglaubt: Sein Auftrag wird über die API gelesen.</translation>
    </message>
    <message>
        <source>Jobs fail</source>
        <translation>Aufträge schlagen fehl</translation>
    </message>
    <message>
        <source>Jobs fail: the analytic’s fault</source>
        <translation>Aufträge scheitern an der Analyse</translation>
    </message>
    <message>
        <source>Jobs fail: the platform’s fault</source>
        <translation>Aufträge scheitern an der Plattform</translation>
    </message>
    <message>
        <source>Jobs fail: the user’s fault</source>
        <translation>Aufträge scheitern am Benutzer</translation>
    </message>
    <message>
        <source>Jobs take long</source>
        <translation>Aufträge dauern lange</translation>
    </message>
    <message>
        <source>Jobs that are started from now on are let down by their machine.</source>
        <translation>Von nun an gestartete Aufträge lässt ihre Maschine im Stich.</translation>
    </message>
    <message>
        <source>Jobs that are started from now on fail because of what they were given.</source>
        <translation>Von nun an gestartete Aufträge scheitern an dem, was sie bekamen.</translation>
    </message>
    <message>
        <source>Jobs that are started from now on fail in their program.</source>
        <translation>Von nun an gestartete Aufträge scheitern in ihrem Programm.</translation>
    </message>
    <message>
        <source>Jobs that are started from now on wait and run for minutes.</source>
        <translation>Von nun an gestartete Aufträge warten und laufen minutenlang.</translation>
    </message>
    <message>
        <source>Joined, subscribing</source>
        <translation>Verbunden, wird abonniert</translation>
    </message>
    <message>
        <source>July</source>
        <translation>Juli</translation>
    </message>
    <message>
        <source>Jump to live</source>
        <translation>Ans laufende Ende springen</translation>
    </message>
    <message>
        <source>June</source>
        <translation>Juni</translation>
    </message>
    <message>
        <source>KML, for globes</source>
        <translation>KML, für Globen</translation>
    </message>
    <message>
        <source>Keep</source>
        <comment>sightings</comment>
        <translation>Aufbewahren</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep</source>
        <comment>until a time</comment>
        <translation>Aufbewahren</translation>
    </message>
    <message>
        <source>Keep a query</source>
        <translation>Abfrage behalten</translation>
    </message>
    <message>
        <source>Keep a template</source>
        <translation>Vorlage behalten</translation>
    </message>
    <message>
        <source>Keep all objects in view</source>
        <translation>Alle Objekte im Blick behalten</translation>
    </message>
    <message>
        <source>Keep both: give the new one a number</source>
        <translation>Beide behalten: Die neue erhält eine Nummer</translation>
    </message>
    <message>
        <source>Keep for this profile</source>
        <translation>Für dieses Profil behalten</translation>
    </message>
    <message>
        <source>Keep in the key store</source>
        <translation>Im Schlüsselbund behalten</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep the cameras that are listed, and add what is found</source>
        <translation>Aufgeführte Kameras behalten und Gefundene hinzufügen</translation>
    </message>
    <message>
        <source>Keep the chosen object in view</source>
        <translation>Gewähltes Objekt im Blick behalten</translation>
    </message>
    <message>
        <source>Keep the cut-out, too</source>
        <translation>Freisteller auch behalten</translation>
    </message>
    <message>
        <source>Keep the key in memory only</source>
        <translation>Den Schlüssel nur im Speicher halten</translation>
    </message>
    <message>
        <source>Keep the notices</source>
        <translation>Hinweise erhalten</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep this form as a template…</source>
        <translation>Dieses Formular als Vorlage behalten…</translation>
    </message>
    <message>
        <source>Keep this one for good</source>
        <translation>Diesen Eintrag dauerhaft behalten</translation>
    </message>
    <message>
        <source>Keep this query…</source>
        <translation>Diese Abfrage behalten…</translation>
    </message>
    <message>
        <source>Keep this search under a name</source>
        <translation>Diese Suche unter einem Namen behalten</translation>
    </message>
    <message>
        <source>Keep until</source>
        <translation>Aufbewahren bis</translation>
    </message>
    <message>
        <source>Keep until I quit</source>
        <translation>Bis zum Beenden behalten</translation>
    </message>
    <message>
        <source>Keep what this desk saw</source>
        <translation>Aufbewahren, was dieser Arbeitsplatz sah</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Aufbewahrt</translation>
    </message>
    <message>
        <source>Key refused (401)</source>
        <translation>Schlüssel abgelehnt (401)</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>Kill {n:,} jobs</source>
        <comment>Kill the job</comment>
        <translation>
            <numerusform>Auftrag beenden</numerusform>
            <numerusform>{n:,} Aufträge beenden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kill {n:,} jobs</source>
        <comment>Kill it</comment>
        <translation>
            <numerusform>Beenden</numerusform>
            <numerusform>{n:,} Aufträge beenden</numerusform>
        </translation>
    </message>
    <message>
        <source>Kilometres</source>
        <translation>Kilometer</translation>
    </message>
    <message>
        <source>Kilometres, more than 0, at most {most:,.0f}.</source>
        <translation>Kilometer, mehr als 0, höchstens {most:,.0f}.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Kind of rows</source>
        <translation>Art der Zeilen</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Beschriftung</translation>
    </message>
    <message>
        <source>Labels of the film</source>
        <translation>Beschriftungen des Films</translation>
    </message>
    <message>
        <source>Labels of this frame</source>
        <translation>Beschriftungen dieses Bildes</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Large</source>
        <comment>a larger view</comment>
        <translation>Groß</translation>
    </message>
    <message>
        <source>Larger pictures</source>
        <translation>Größere Bilder</translation>
    </message>
    <message>
        <source>Largest and latest first, or last</source>
        <translation>Größte und neueste zuerst oder zuletzt</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last act</source>
        <translation>Letzte Aktion</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>Letzte Antwort</translation>
    </message>
    <message>
        <source>Last asked</source>
        <translation>Zuletzt gefragt</translation>
    </message>
    <message>
        <source>Last camera</source>
        <translation>Letzte Kamera</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>Letztes Ereignis</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last payload</source>
        <translation>Letzte Nutzdaten</translation>
    </message>
    <message>
        <source>Last report</source>
        <translation>Letzte Meldung</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Last sign</source>
        <translation>Lebenszeichen</translation>
    </message>
    <message>
        <source>Last trouble: {reason}</source>
        <translation>Letzte Störung: {reason}</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Latitude and longitude belong together.</source>
        <translation>Breite und Länge gehören zusammen.</translation>
    </message>
    <message>
        <source>Latitude and longitude swapped</source>
        <translation>Breite und Länge vertauscht</translation>
    </message>
    <message>
        <source>Latitude, longitude and radius belong together.</source>
        <translation>Breite, Länge und Radius gehören zusammen.</translation>
    </message>
    <message>
        <source>Least confidence</source>
        <translation>Geringste Sicherheit</translation>
    </message>
    <message>
        <source>Least level</source>
        <translation>Mindeststufe</translation>
    </message>
    <message>
        <source>Leave a field open, or widen the circle.</source>
        <translation>Ein Feld offen lassen oder den Kreis vergrößern.</translation>
    </message>
    <message>
        <source>Leave out the same picture</source>
        <translation>Doppelte weglassen</translation>
    </message>
    <message>
        <source>Leave the old one, skip the new one</source>
        <translation>Alte behalten, neue auslassen</translation>
    </message>
    <message>
        <source>Leave {name} out</source>
        <translation>{name} weglassen</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Legacy ID</source>
        <translation>Alte ID</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Let this user go (Alt+0)</source>
        <translation>Diesen Benutzer loslassen (Alt+0)</translation>
    </message>
    <message>
        <source>Letters from A to Z, digits and signs; it cannot be changed later.</source>
        <translation>Buchstaben von A bis Z, Ziffern und Zeichen; später nicht änderbar.</translation>
    </message>
    <message>
        <source>Level</source>
        <comment>of permission</comment>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Level</source>
        <comment>of log lines</comment>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliotheken</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>theme</comment>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Likely: {reason}</source>
        <translation>Wahrscheinlich: {reason}</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Limits: how many at once, how fast, and what then</source>
        <translation>Grenzen: wie viele zugleich, wie schnell, und was dann</translation>
    </message>
    <message>
        <source>Line {line} is no JSON: {why}.</source>
        <translation>Zeile {line} ist kein JSON: {why}.</translation>
    </message>
    <message>
        <source>Line {number} is not a header: write Name: value.</source>
        <translation>Zeile {number} ist keine Kopfzeile: Schreiben Sie Name: Wert.</translation>
    </message>
    <message>
        <source>Lines of the log</source>
        <translation>Zeilen des Protokolls</translation>
    </message>
    <message>
        <source>Links lead elsewhere</source>
        <translation>Verweise führen anderswohin</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>List events</source>
        <translation>Ereignisse auflisten</translation>
    </message>
    <message>
        <source>List every type</source>
        <translation>Alle Typen zeigen</translation>
    </message>
    <message>
        <source>List every type again</source>
        <translation>Alle Typen wieder zeigen</translation>
    </message>
    <message>
        <source>List every version of each analytic</source>
        <translation>Jede Version jeder Analyse aufführen</translation>
    </message>
    <message>
        <source>List keeps 1 h</source>
        <translation>Liste behält 1 h</translation>
    </message>
    <message>
        <source>List keeps 1 min</source>
        <translation>Liste behält 1 min</translation>
    </message>
    <message>
        <source>List keeps 10 min</source>
        <translation>Liste behält 10 min</translation>
    </message>
    <message>
        <source>List keeps all</source>
        <translation>Liste behält alles</translation>
    </message>
    <message>
        <source>List more of what the platform has</source>
        <translation>Weitere der Plattform aufführen</translation>
    </message>
    <message>
        <source>List objects</source>
        <translation>Objekte auflisten</translation>
    </message>
    <message>
        <source>List of</source>
        <translation>Liste der</translation>
    </message>
    <message>
        <source>List only the cameras that the map shows (Alt+M)</source>
        <translation>Nur Kameras aufführen, die die Karte zeigt (Alt+M)</translation>
    </message>
    <message>
        <source>List only the events that tell of the chosen object</source>
        <translation>Nur Ereignisse des gewählten Objekts zeigen</translation>
    </message>
    <message>
        <source>List only these</source>
        <translation>Nur diese zeigen</translation>
    </message>
    <message>
        <source>List only what the map shows</source>
        <translation>Nur aufführen, was die Karte zeigt</translation>
    </message>
    <message>
        <source>List these events</source>
        <translation>Diese Ereignisse zeigen</translation>
    </message>
    <message>
        <source>List what ends in {days} d</source>
        <translation>Aufführen, was in {days} d endet</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Lauschen</translation>
    </message>
    <message>
        <source>Listen for callbacks</source>
        <translation>Auf Rückrufe lauschen</translation>
    </message>
    <message>
        <source>Listen to a realtime dataset; objects appear with their first report.</source>
        <translation>Abonnieren Sie ein Echtzeit-Dataset; Objekte erscheinen mit ihrer ersten Meldung.</translation>
    </message>
    <message>
        <source>Listening on port {port} for the whole network.</source>
        <translation>Lauscht an Port {port} für das ganze Netzwerk.</translation>
    </message>
    <message>
        <source>Listening on port {port} for this computer only.</source>
        <translation>Lauscht an Port {port} nur für diesen Computer.</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Live events pass HTTP proxies only, not SOCKS.</source>
        <translation>Live-Ereignisse gehen nur durch HTTP-Proxys, nicht durch SOCKS.</translation>
    </message>
    <message>
        <source>Live feed</source>
        <translation>Laufende Meldungen</translation>
    </message>
    <message>
        <source>Live line down (503)</source>
        <translation>Live-Verbindung gestört (503)</translation>
    </message>
    <message>
        <source>Live line falls silent</source>
        <translation>Live-Verbindung verstummt</translation>
    </message>
    <message>
        <source>Live protocol</source>
        <translation>Live-Protokoll</translation>
    </message>
    <message>
        <source>Live transport</source>
        <translation>Live-Übertragung</translation>
    </message>
    <message>
        <source>Load all</source>
        <translation>Alle laden</translation>
    </message>
    <message>
        <source>Load more</source>
        <translation>Mehr laden</translation>
    </message>
    <message>
        <source>Local time there</source>
        <translation>Ortszeit dort</translation>
    </message>
    <message>
        <source>Log</source>
        <comment>what the console notes of itself</comment>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Log lines</source>
        <translation>Protokollzeilen</translation>
    </message>
    <message>
        <source>Log of {title}</source>
        <translation>Protokoll von {title}</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>Höchstlänge</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Look</source>
        <comment>into the past</comment>
        <translation>Nachsehen</translation>
    </message>
    <message>
        <source>Look anew</source>
        <translation>Neu nachsehen</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Look at the log: the last lines tell where it stopped.</source>
        <translation>Sehen Sie ins Protokoll: Die letzten Zeilen zeigen, wo sie stehen blieb.</translation>
    </message>
    <message>
        <source>Look at the output</source>
        <translation>Ergebnis ansehen</translation>
    </message>
    <message>
        <source>Look at the retrieval data below, or open its reference page.</source>
        <translation>Sehen Sie sich die Abrufdaten unten an, oder öffnen Sie ihre Quellseite.</translation>
    </message>
    <message>
        <source>Look cameras up</source>
        <translation>Kameras nachschlagen</translation>
    </message>
    <message>
        <source>Look cameras up…</source>
        <translation>Kameras nachschlagen…</translation>
    </message>
    <message>
        <source>Look for analytics</source>
        <translation>Analysen suchen</translation>
    </message>
    <message>
        <source>Look for data</source>
        <translation>Daten suchen</translation>
    </message>
    <message>
        <source>Look for data of all users at the platform</source>
        <translation>Daten aller Benutzer auf der Plattform suchen</translation>
    </message>
    <message>
        <source>Look for jobs</source>
        <translation>Aufträge suchen</translation>
    </message>
    <message>
        <source>Look for jobs of all users at the platform</source>
        <translation>Aufträge aller Benutzer auf der Plattform suchen</translation>
    </message>
    <message>
        <source>Look for live datasets</source>
        <translation>Live-Datasets suchen</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>Suchen in</translation>
    </message>
    <message>
        <source>Look into the last hour</source>
        <translation>Die letzte Stunde ansehen</translation>
    </message>
    <message>
        <source>Look through the projects for live datasets</source>
        <translation>Projekte nach Live-Datasets durchsuchen</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Nachschlagen</translation>
    </message>
    <message>
        <source>Look up IDs or an address (Ctrl+L)</source>
        <translation>IDs oder eine Adresse nachschlagen (Strg+L)</translation>
    </message>
    <message>
        <source>Look whether the platform says that it works, then retry: the same request.</source>
        <translation>Prüfen Sie, ob die Plattform nach eigener Angabe funktioniert, und wiederholen Sie dann dieselbe Anfrage.</translation>
    </message>
    <message>
        <source>Looking at the files … {looked} of {files}</source>
        <translation>Dateien werden geprüft … {looked} von {files}</translation>
    </message>
    <message>
        <source>Looking at the files…</source>
        <translation>Dateien werden geprüft…</translation>
    </message>
    <message>
        <source>Looking at {n:,} of {total:,} files…</source>
        <translation>{n:,} von {total:,} Dateien werden geprüft…</translation>
    </message>
    <message>
        <source>Looking for live datasets…</source>
        <translation>Live-Datasets werden gesucht…</translation>
    </message>
    <message>
        <source>Looking for the same camera in the database</source>
        <translation>Dieselbe Kamera wird in der Datenbank gesucht</translation>
    </message>
    <message numerus="yes">
        <source>Looking in {n:,} projects…</source>
        <comment>Looking in {n:,} project…</comment>
        <translation>
            <numerusform>Suche in {n:,} Projekt…</numerusform>
            <numerusform>Suche in {n:,} Projekten…</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking into the output</source>
        <translation>Ergebnis wird durchgesehen</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Lost</source>
        <comment>the line</comment>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Lost, trying again</source>
        <translation>Verloren, neuer Versuch</translation>
    </message>
    <message>
        <source>Lucide icons</source>
        <translation>Lucide-Symbole</translation>
    </message>
    <message>
        <source>Machines with one</source>
        <translation>Rechner mit Grafikkarte</translation>
    </message>
    <message>
        <source>Machines without a graphics card</source>
        <translation>Rechner ohne Grafikkarte</translation>
    </message>
    <message>
        <source>Made by job</source>
        <translation>Aus Auftrag</translation>
    </message>
    <message>
        <source>Maintenance notice</source>
        <translation>Wartungshinweis</translation>
    </message>
    <message>
        <source>Make a new line now</source>
        <translation>Jetzt neu verbinden</translation>
    </message>
    <message>
        <source>Make job</source>
        <translation>Auftrag anlegen</translation>
    </message>
    <message>
        <source>Make the job</source>
        <translation>Auftrag anlegen</translation>
    </message>
    <message>
        <source>Make the user</source>
        <translation>Benutzer anlegen</translation>
    </message>
    <message>
        <source>Make this profile</source>
        <translation>Profil anlegen</translation>
    </message>
    <message numerus="yes">
        <source>Make {n:,} jobs</source>
        <comment>Make {n:,} job</comment>
        <translation>
            <numerusform>{n:,} Auftrag anlegen</numerusform>
            <numerusform>{n:,} Aufträge anlegen</numerusform>
        </translation>
    </message>
    <message>
        <source>Malformed</source>
        <translation>Fehlerhaft</translation>
    </message>
    <message>
        <source>Manage profiles…</source>
        <translation>Profile verwalten …</translation>
    </message>
    <message>
        <source>Many analytics, one data</source>
        <translation>Viele Analysen, eine Datei</translation>
    </message>
    <message>
        <source>Many cameras make their certificates themselves, and nobody vouches for them.</source>
        <translation>Viele Kameras stellen ihre Zertifikate selbst aus, und niemand bürgt dafür.</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>March</source>
        <translation>März</translation>
    </message>
    <message>
        <source>Marks the window, so that sites are told apart.</source>
        <translation>Kennzeichnet das Fenster, damit man Standorte unterscheidet.</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Groß-/Kleinschreibung</translation>
    </message>
    <message>
        <source>May</source>
        <comment>the month</comment>
        <translation>Mai</translation>
    </message>
    <message>
        <source>May be empty</source>
        <translation>Darf leer sein</translation>
    </message>
    <message>
        <source>May contain {fields}, and / for folders in it.</source>
        <translation>Darf {fields} enthalten und / für Ordner darin.</translation>
    </message>
    <message>
        <source>Measure a distance</source>
        <translation>Entfernung messen</translation>
    </message>
    <message>
        <source>Measure distances</source>
        <translation>Entfernungen messen</translation>
    </message>
    <message>
        <source>Measure from here</source>
        <translation>Von hier messen</translation>
    </message>
    <message>
        <source>Media type</source>
        <translation>Medientyp</translation>
    </message>
    <message>
        <source>Menu</source>
        <comment>of the window</comment>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Vereint</translation>
    </message>
    <message>
        <source>Meridians and parallels</source>
        <translation>Längen- und Breitenkreise</translation>
    </message>
    <message>
        <source>Metered now: nothing new begins</source>
        <translation>Jetzt getaktet: nichts Neues beginnt</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Metres</source>
        <translation>Meter</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>Mo</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>Weitere Optionen</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move to the bottom</source>
        <translation>Ganz nach unten</translation>
    </message>
    <message>
        <source>Move to the top</source>
        <translation>Ganz nach oben</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Moving picture</source>
        <translation>Bewegtbild</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>My events</source>
        <translation>Meine Ereignisse</translation>
    </message>
    <message>
        <source>My notes</source>
        <translation>Meine Notizen</translation>
    </message>
    <message>
        <source>My site</source>
        <comment>name of a new profile</comment>
        <translation>Mein Standort</translation>
    </message>
    <message>
        <source>NDJSON, one event a line</source>
        <translation>NDJSON, ein Ereignis je Zeile</translation>
    </message>
    <message>
        <source>NDJSON, one object a line</source>
        <translation>NDJSON, ein Objekt je Zeile</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name is taken</source>
        <translation>Name vergeben</translation>
    </message>
    <message>
        <source>Name of the filter</source>
        <translation>Name des Filters</translation>
    </message>
    <message>
        <source>Name of the new job; no two may be alike</source>
        <translation>Name des neuen Auftrags; jeder nur einmal</translation>
    </message>
    <message>
        <source>Name of the search</source>
        <translation>Name der Suche</translation>
    </message>
    <message>
        <source>Name the file of tiles.</source>
        <translation>Geben Sie die Kacheldatei an.</translation>
    </message>
    <message>
        <source>Name the source, and leave marks and notices of owners in place. Exports carry them.</source>
        <translation>Nennen Sie die Quelle, und lassen Sie Zeichen und Hinweise der Eigentümer stehen. Exporte enthalten sie.</translation>
    </message>
    <message>
        <source>Names and the key then travel unencrypted through the network.</source>
        <translation>Namen und Schlüssel gehen dann unverschlüsselt durch das Netz.</translation>
    </message>
    <message>
        <source>Names as initials</source>
        <translation>Namen als Anfangsbuchstaben</translation>
    </message>
    <message>
        <source>Names as pseudonyms</source>
        <translation>Namen als Pseudonyme</translation>
    </message>
    <message>
        <source>Names at cameras are personal data. Longer than 72 h needs a reason.</source>
        <translation>Namen an Kameras sind personenbezogene Daten. Länger als 72 h braucht einen Grund.</translation>
    </message>
    <message>
        <source>Names beside objects</source>
        <translation>Namen neben Objekten</translation>
    </message>
    <message>
        <source>Names hidden</source>
        <translation>Namen verborgen</translation>
    </message>
    <message>
        <source>Names shown</source>
        <translation>Namen gezeigt</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>Namensraum</translation>
    </message>
    <message>
        <source>Needs “{one}” and “{other}”: both are off.</source>
        <translation>Braucht „{one}“ und „{other}“: Beides ist aus.</translation>
    </message>
    <message>
        <source>Needs “{one}” and “{other}”: “{off}” is off.</source>
        <translation>Braucht „{one}“ und „{other}“: „{off}“ ist aus.</translation>
    </message>
    <message>
        <source>Negative days are taken away: what is kept ends sooner.</source>
        <translation>Negative Tage werden abgezogen: Die Aufbewahrung endet früher.</translation>
    </message>
    <message>
        <source>Neither a time zone nor an offset is known.</source>
        <translation>Weder Zeitzone noch Abstand sind bekannt.</translation>
    </message>
    <message>
        <source>Neither the server&apos;s log nor this desk knows of anybody.</source>
        <translation>Weder das Protokoll des Servers noch dieser Arbeitsplatz weiß von jemandem.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Never checked by me: unverified.</source>
        <translation>Von mir nie geprüft: ungesichert.</translation>
    </message>
    <message>
        <source>Never identify anybody</source>
        <translation>Niemanden identifizieren</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>New client for</source>
        <translation>Neuer Client für</translation>
    </message>
    <message>
        <source>New job</source>
        <translation>Neuer Auftrag</translation>
    </message>
    <message>
        <source>New job (Ctrl+N)</source>
        <translation>Neuer Auftrag (Strg+N)</translation>
    </message>
    <message>
        <source>New job: {name}</source>
        <translation>Neuer Auftrag: {name}</translation>
    </message>
    <message>
        <source>New job…</source>
        <translation>Neuer Auftrag…</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>Neues Profil</translation>
    </message>
    <message>
        <source>New profile {number}</source>
        <translation>Neues Profil {number}</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Neues Projekt…</translation>
    </message>
    <message>
        <source>New secret</source>
        <translation>Neues Geheimnis</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>Neuer Benutzer</translation>
    </message>
    <message>
        <source>New user…</source>
        <translation>Neuer Benutzer…</translation>
    </message>
    <message>
        <source>New zone</source>
        <translation>Neue Zone</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next pages, pictures and files are said to be on another server.</source>
        <translation>Nächste Seiten, Bilder und Dateien sollen auf einem anderen Server liegen.</translation>
    </message>
    <message>
        <source>Next photo (→)</source>
        <translation>Nächstes Foto (→)</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>Nächster Reiter</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>No analytic is chosen</source>
        <translation>Keine Analyse gewählt</translation>
    </message>
    <message>
        <source>No answer came in time: the network, or the platform as a whole.</source>
        <translation>Es kam keine Antwort in der Zeit: das Netz oder die Plattform als Ganzes.</translation>
    </message>
    <message>
        <source>No answer within the time limit.</source>
        <translation>Keine Antwort innerhalb der Zeitgrenze.</translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation>Noch keine Antwort</translation>
    </message>
    <message>
        <source>No callback has come</source>
        <translation>Es kam noch kein Rückruf</translation>
    </message>
    <message>
        <source>No camera answers at all.</source>
        <translation>Keine Kamera antwortet.</translation>
    </message>
    <message>
        <source>No camera found</source>
        <translation>Keine Kamera gefunden</translation>
    </message>
    <message>
        <source>No camera found there</source>
        <translation>Dort keine Kamera gefunden</translation>
    </message>
    <message>
        <source>No camera heard of yet</source>
        <translation>Noch keine Kamera bekannt</translation>
    </message>
    <message>
        <source>No camera is held yet</source>
        <translation>Noch keine Kamera geladen</translation>
    </message>
    <message>
        <source>No camera is listed any more</source>
        <translation>Es ist keine Kamera mehr aufgeführt</translation>
    </message>
    <message>
        <source>No camera told what this server reads a radius in.</source>
        <translation>Keine Kamera verriet, in welcher Einheit dieser Server einen Radius liest.</translation>
    </message>
    <message>
        <source>No camera with this address is in the database.</source>
        <translation>In der Datenbank ist keine Kamera mit dieser Adresse.</translation>
    </message>
    <message>
        <source>No cameras active</source>
        <translation>Keine Kamera aktiv</translation>
    </message>
    <message>
        <source>No cameras listed yet</source>
        <translation>Noch keine Kameras aufgeführt</translation>
    </message>
    <message>
        <source>No circle</source>
        <translation>Kein Kreis</translation>
    </message>
    <message>
        <source>No client of that owner.</source>
        <translation>Dieser Eigentümer hat keine Clients.</translation>
    </message>
    <message>
        <source>No clients shown</source>
        <translation>Keine Clients aufgeführt</translation>
    </message>
    <message>
        <source>No connection within the time limit.</source>
        <translation>Keine Verbindung innerhalb der Zeitgrenze.</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Keine Daten</translation>
    </message>
    <message>
        <source>No data match</source>
        <translation>Keine Daten passen</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>No data {begin} – {end} ({length}): {cause}</source>
        <translation>Keine Daten {begin} – {end} ({length}): {cause}</translation>
    </message>
    <message>
        <source>No event has come yet</source>
        <translation>Noch kein Ereignis gekommen</translation>
    </message>
    <message>
        <source>No event is chosen</source>
        <translation>Kein Ereignis gewählt</translation>
    </message>
    <message>
        <source>No events for {length}, from {since} to {until}</source>
        <translation>Keine Ereignisse für {length}, von {since} bis {until}</translation>
    </message>
    <message>
        <source>No events since {since}</source>
        <translation>Keine Ereignisse seit {since}</translation>
    </message>
    <message>
        <source>No file yet</source>
        <translation>Noch keine Datei</translation>
    </message>
    <message>
        <source>No form is open</source>
        <translation>Kein Formular ist offen</translation>
    </message>
    <message>
        <source>No inputs</source>
        <translation>Keine Eingaben</translation>
    </message>
    <message>
        <source>No job can use it any more. It cannot be brought back.</source>
        <translation>Kein Auftrag kann sie mehr verwenden. Sie lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>No job can use it yet: it waits for its first image.</source>
        <translation>Kein Auftrag kann sie schon verwenden: Ihr erstes Abbild fehlt noch.</translation>
    </message>
    <message>
        <source>No job fits</source>
        <translation>Kein Auftrag passt</translation>
    </message>
    <message>
        <source>No job is chosen</source>
        <translation>Kein Auftrag gewählt</translation>
    </message>
    <message>
        <source>No job is known yet</source>
        <translation>Noch kein Auftrag bekannt</translation>
    </message>
    <message>
        <source>No job is selected.</source>
        <translation>Kein Auftrag ist ausgewählt.</translation>
    </message>
    <message>
        <source>No jobs match</source>
        <translation>Keine Aufträge passen</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>No live datasets {in_projects}</source>
        <translation>Keine Live-Datasets {in_projects}</translation>
    </message>
    <message>
        <source>No log file can be written: {reason}</source>
        <translation>Es lässt sich keine Protokolldatei schreiben: {reason}</translation>
    </message>
    <message>
        <source>No log is read</source>
        <translation>Kein Protokoll gelesen</translation>
    </message>
    <message>
        <source>No newer one: {reason}</source>
        <translation>Kein neueres: {reason}</translation>
    </message>
    <message>
        <source>No object has told its position yet</source>
        <translation>Noch kein Objekt hat seine Position gemeldet</translation>
    </message>
    <message>
        <source>No output is looked at</source>
        <translation>Kein Ergebnis wird angesehen</translation>
    </message>
    <message>
        <source>No outputs</source>
        <translation>Keine Ergebnisse</translation>
    </message>
    <message>
        <source>No parameters</source>
        <translation>Keine Parameter</translation>
    </message>
    <message>
        <source>No payload has members of its own</source>
        <translation>Keine Nutzdaten haben eigene Felder</translation>
    </message>
    <message>
        <source>No photos in this job yet</source>
        <translation>Noch keine Fotos in diesem Auftrag</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>Noch keine Fotos</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Keine Aufnahme</translation>
    </message>
    <message>
        <source>No picture has come yet</source>
        <translation>Noch kein Bild eingetroffen</translation>
    </message>
    <message>
        <source>No position reports come; the line stays up.</source>
        <translation>Keine Positionsmeldungen kommen; die Verbindung bleibt bestehen.</translation>
    </message>
    <message>
        <source>No positions yet</source>
        <translation>Noch keine Positionen</translation>
    </message>
    <message>
        <source>No profile</source>
        <translation>Kein Profil</translation>
    </message>
    <message>
        <source>No program of this computer opens it.</source>
        <translation>Kein Programm dieses Computers öffnet sie.</translation>
    </message>
    <message>
        <source>No project is chosen</source>
        <translation>Kein Projekt gewählt</translation>
    </message>
    <message>
        <source>No query is kept</source>
        <translation>Keine Abfrage gespeichert</translation>
    </message>
    <message>
        <source>No query yet</source>
        <translation>Noch keine Abfrage</translation>
    </message>
    <message>
        <source>No result has come back yet</source>
        <translation>Es ist noch kein Ergebnis zurückgekommen</translation>
    </message>
    <message>
        <source>No row matches the filter</source>
        <translation>Keine Zeile passt zum Filter</translation>
    </message>
    <message>
        <source>No rows read yet</source>
        <translation>Noch keine Zeilen gelesen</translation>
    </message>
    <message>
        <source>No scraping, no storing</source>
        <translation>Nicht sammeln, nicht speichern</translation>
    </message>
    <message>
        <source>No search yet</source>
        <translation>Noch keine Suche</translation>
    </message>
    <message>
        <source>No setting has these words.</source>
        <translation>Keine Einstellung enthält diese Wörter.</translation>
    </message>
    <message>
        <source>No template of this analytic</source>
        <translation>Keine Vorlage dieser Analyse</translation>
    </message>
    <message>
        <source>No ticket: {why}</source>
        <translation>Kein Ticket: {why}</translation>
    </message>
    <message>
        <source>No time</source>
        <translation>Keine Zeit</translation>
    </message>
    <message>
        <source>No town is called “{text}”, and these are no coordinates.</source>
        <translation>Kein Ort heißt „{text}“, und Koordinaten sind es auch nicht.</translation>
    </message>
    <message>
        <source>No two jobs of an account may be alike.</source>
        <translation>Jeder Name nur einmal je Konto.</translation>
    </message>
    <message>
        <source>No unreasonable load</source>
        <translation>Keine unangemessene Last</translation>
    </message>
    <message>
        <source>No user has data</source>
        <translation>Kein Benutzer hat Daten</translation>
    </message>
    <message>
        <source>No user has jobs</source>
        <translation>Kein Benutzer hat Aufträge</translation>
    </message>
    <message>
        <source>No web sockets</source>
        <translation>Keine Web-Sockets</translation>
    </message>
    <message>
        <source>No zone was drawn yet.</source>
        <translation>Noch keine Zone gezeichnet.</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Nobody answers at the platform’s address: the network, or the platform as a whole.</source>
        <translation>Unter der Adresse der Plattform antwortet niemand: das Netz oder die Plattform als Ganzes.</translation>
    </message>
    <message>
        <source>Nobody has been reported yet</source>
        <translation>Noch wurde niemand gemeldet</translation>
    </message>
    <message>
        <source>Nobody has crossed an edge yet.</source>
        <translation>Noch niemand hat einen Rand überschritten.</translation>
    </message>
    <message>
        <source>Nobody is known of the last 24 hours</source>
        <translation>Aus den letzten 24 Stunden ist niemand bekannt</translation>
    </message>
    <message>
        <source>Nobody knows why.</source>
        <translation>Der Grund ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Nobody listens; jobs are polled.</source>
        <translation>Es wird nicht gelauscht; Aufträge werden regelmäßig abgefragt.</translation>
    </message>
    <message>
        <source>Nobody was reported in this range</source>
        <translation>In diesem Zeitraum wurde niemand gemeldet</translation>
    </message>
    <message>
        <source>None</source>
        <comment>trails of no object</comment>
        <translation>Keinem Objekt</translation>
    </message>
    <message>
        <source>None is kept for this profile</source>
        <translation>Für dieses Profil ist keins gespeichert</translation>
    </message>
    <message>
        <source>None of these allows it.</source>
        <translation>Keine davon lässt das zu.</translation>
    </message>
    <message>
        <source>None of these jobs is in a state that allows it.</source>
        <translation>Keiner dieser Aufträge ist in einem Zustand, der das zulässt.</translation>
    </message>
    <message>
        <source>None of {players} was found on this computer.</source>
        <translation>Keines davon ist auf diesem Computer zu finden: {players}.</translation>
    </message>
    <message>
        <source>Normal</source>
        <comment>row height</comment>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Not</source>
        <comment>negates a filter</comment>
        <translation>Nicht</translation>
    </message>
    <message>
        <source>Not active</source>
        <translation>Nicht aktiv</translation>
    </message>
    <message>
        <source>Not archived</source>
        <translation>Nicht archiviert</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Ungeprüft</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Not copied: {names}</source>
        <translation>Nicht kopiert: {names}</translation>
    </message>
    <message>
        <source>Not even heartbeats are answered: the line seems open and is dead.</source>
        <translation>Nicht einmal Lebenszeichen werden beantwortet: Die Verbindung scheint offen und ist tot.</translation>
    </message>
    <message>
        <source>Not fetched yet.</source>
        <translation>Noch nicht geholt.</translation>
    </message>
    <message>
        <source>Not genuine</source>
        <translation>Nicht echt</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Not metered now</source>
        <translation>Jetzt nicht getaktet</translation>
    </message>
    <message>
        <source>Not seen for 1 h</source>
        <translation>Seit 1 h nicht gesehen</translation>
    </message>
    <message>
        <source>Not seen for 15 min</source>
        <translation>Seit 15 min nicht gesehen</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note on this camera</source>
        <translation>Notiz zu dieser Kamera</translation>
    </message>
    <message>
        <source>Note on this sighting</source>
        <translation>Notiz zu dieser Sichtung</translation>
    </message>
    <message>
        <source>Note on this sighting. It stays on this computer.</source>
        <translation>Notiz zu dieser Sichtung. Sie bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>Note. It stays on this computer.</source>
        <translation>Notiz. Sie bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>Nothing at the platform fits the query</source>
        <translation>Nichts auf der Plattform passt zur Abfrage</translation>
    </message>
    <message>
        <source>Nothing can be said.</source>
        <translation>Dazu lässt sich nichts sagen.</translation>
    </message>
    <message>
        <source>Nothing changed since the report before of {name}, {time} earlier.</source>
        <translation>Nichts geändert seit der vorigen Meldung von {name}, {time} früher.</translation>
    </message>
    <message>
        <source>Nothing ends within that time.</source>
        <translation>In dieser Zeit endet nichts.</translation>
    </message>
    <message>
        <source>Nothing is being carried</source>
        <translation>Nichts wird übertragen</translation>
    </message>
    <message>
        <source>Nothing is chosen yet.</source>
        <translation>Noch ist nichts gewählt.</translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation>Noch ist nichts bekannt.</translation>
    </message>
    <message>
        <source>Nothing is listened to</source>
        <translation>Nichts abonniert</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>Nichts ist ausgewählt.</translation>
    </message>
    <message>
        <source>Nothing is sent that changes anything at the service.</source>
        <translation>Nichts wird gesendet, was beim Dienst etwas ändert.</translation>
    </message>
    <message>
        <source>Nothing is sent that changes something at AmigoCloud. Press to allow changes.</source>
        <translation>Es wird nichts gesendet, was bei AmigoCloud etwas ändert. Drücken, um Änderungen zu erlauben.</translation>
    </message>
    <message>
        <source>Nothing is sent yet.</source>
        <translation>Noch ist nichts gesendet.</translation>
    </message>
    <message>
        <source>Nothing moves</source>
        <translation>Nichts bewegt sich</translation>
    </message>
    <message>
        <source>Nothing new begins until this computer has said on what it runs.</source>
        <translation>Nichts Neues beginnt, bis dieser Computer seine Stromquelle genannt hat.</translation>
    </message>
    <message>
        <source>Nothing new begins while the connection is metered; files under way go on.</source>
        <translation>Nichts Neues beginnt, solange die Verbindung getaktet ist; begonnene Dateien gehen weiter.</translation>
    </message>
    <message>
        <source>Nothing new begins while this computer runs on its battery and the connection is metered; files under way go on.</source>
        <translation>Nichts Neues beginnt, solange dieser Computer mit Akku läuft und die Verbindung getaktet ist; begonnene Dateien gehen weiter.</translation>
    </message>
    <message>
        <source>Nothing new begins while this computer runs on its battery; files under way go on.</source>
        <translation>Nichts Neues beginnt, solange dieser Computer mit Akku läuft; begonnene Dateien gehen weiter.</translation>
    </message>
    <message>
        <source>Nothing of {service} is carried: {why}</source>
        <translation>Von {service} wird nichts übertragen: {why}</translation>
    </message>
    <message>
        <source>Nothing read yet</source>
        <translation>Noch nichts gelesen</translation>
    </message>
    <message>
        <source>Nothing that can be done now has these words.</source>
        <translation>Kein Befehl enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation>Noch nichts zu vergleichen</translation>
    </message>
    <message>
        <source>Nothing to send</source>
        <translation>Nichts zu senden</translation>
    </message>
    <message>
        <source>Nothing was asked yet</source>
        <translation>Noch nichts abgefragt</translation>
    </message>
    <message>
        <source>Nothing was found in the circle. The server may read the radius in a smaller unit than {unit}.</source>
        <translation>Im Kreis wurde nichts gefunden. Vielleicht liest der Server den Radius in einer kleineren Einheit als {unit}.</translation>
    </message>
    <message>
        <source>Nothing was recorded in that time.</source>
        <translation>In dieser Zeit wurde nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>Nothing was recorded yet.</source>
        <translation>Es wurde noch nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>Nothing was replayed yet</source>
        <translation>Noch nichts wiedergegeben</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Nothing was sent. {why}</source>
        <translation>Es wurde nichts gesendet. {why}</translation>
    </message>
    <message>
        <source>Nothing was unpacked. Tell whoever runs the catalogue.</source>
        <translation>Nichts wurde entpackt. Sagen Sie es dem Betreiber des Katalogs.</translation>
    </message>
    <message>
        <source>Nothing was written from this desk</source>
        <translation>Von hier wurde nichts geschrieben</translation>
    </message>
    <message>
        <source>Nothing would change.</source>
        <translation>Nichts würde sich ändern.</translation>
    </message>
    <message>
        <source>Nothing would change. The camera already is as typed.</source>
        <translation>Nichts würde sich ändern. Die Kamera ist schon so wie eingegeben.</translation>
    </message>
    <message>
        <source>Nothing would change. The profile already is as typed.</source>
        <translation>Nichts würde sich ändern. Das Profil ist schon so wie eingegeben.</translation>
    </message>
    <message>
        <source>Noticed</source>
        <translation>Bemerkt</translation>
    </message>
    <message>
        <source>November</source>
        <translation>November</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Object to compare</source>
        <translation>Objekt zum Vergleichen</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>October</source>
        <translation>Oktober</translation>
    </message>
    <message>
        <source>Odd shapes</source>
        <translation>Seltsame Formen</translation>
    </message>
    <message>
        <source>Of a picture or stream; fills in what it says.</source>
        <translation>Eines Bildes oder Streams; füllt aus, was sie verrät.</translation>
    </message>
    <message>
        <source>Of all transfers together</source>
        <translation>Aller Übertragungen zusammen</translation>
    </message>
    <message>
        <source>Of all users</source>
        <translation>Aller Benutzer</translation>
    </message>
    <message>
        <source>Of pictures laid on a background; PNG where nothing is said.</source>
        <translation>Von Bildern auf einem Hintergrund; PNG, wo nichts gesagt ist.</translation>
    </message>
    <message>
        <source>Of the former database.</source>
        <translation>Aus der früheren Datenbank.</translation>
    </message>
    <message>
        <source>Off.</source>
        <translation>Aus.</translation>
    </message>
    <message>
        <source>On</source>
        <comment>what a job computes on</comment>
        <translation>Auf</translation>
    </message>
    <message>
        <source>On battery now: nothing new begins</source>
        <translation>Jetzt im Akkubetrieb: nichts Neues beginnt</translation>
    </message>
    <message>
        <source>On click</source>
        <translation>Auf Klick</translation>
    </message>
    <message>
        <source>On mains now</source>
        <translation>Jetzt am Netz</translation>
    </message>
    <message>
        <source>On the internet only</source>
        <translation>Nur im Internet</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>Auf der Karte</translation>
    </message>
    <message>
        <source>On this computer as well</source>
        <translation>Auch auf diesem Computer</translation>
    </message>
    <message>
        <source>On this data</source>
        <translation>Auf diese Daten</translation>
    </message>
    <message>
        <source>Once, for this list</source>
        <translation>Einmal, für diese Liste</translation>
    </message>
    <message>
        <source>One a line: Name: value. Kept in the key store.</source>
        <translation>Eine je Zeile: Name: Wert. Im Schlüsselbund aufbewahrt.</translation>
    </message>
    <message>
        <source>One analytic, many data</source>
        <translation>Eine Analyse, viele Dateien</translation>
    </message>
    <message>
        <source>One camera reports names that try to break a careless program.</source>
        <translation>Eine Kamera meldet Namen, an denen ein unachtsames Programm zerbricht.</translation>
    </message>
    <message>
        <source>One frame back (←)</source>
        <translation>Ein Bild zurück (←)</translation>
    </message>
    <message>
        <source>One frame on (→)</source>
        <translation>Ein Bild weiter (→)</translation>
    </message>
    <message>
        <source>One of its values cannot be used.</source>
        <translation>Einer ihrer Werte ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>One subscription at a time</source>
        <translation>Nur ein Abonnement zugleich</translation>
    </message>
    <message>
        <source>Only .jpg, .jpeg, .png and .webp files can be uploaded.</source>
        <translation>Nur Dateien mit .jpg, .jpeg, .png und .webp lassen sich hochladen.</translation>
    </message>
    <message>
        <source>Only a draft whose photos have arrived can be queued</source>
        <translation>Nur ein Entwurf, dessen Fotos angekommen sind, lässt sich einreihen</translation>
    </message>
    <message>
        <source>Only a job that was not started can be deleted; this one can be archived.</source>
        <translation>Löschen lässt sich nur ein Auftrag, der nicht gestartet wurde; diesen können Sie archivieren.</translation>
    </message>
    <message>
        <source>Only analytics have versions.</source>
        <translation>Nur Analysen haben Versionen.</translation>
    </message>
    <message>
        <source>Only events of “{name}”</source>
        <translation>Nur Ereignisse von „{name}“</translation>
    </message>
    <message>
        <source>Only events “{name}”</source>
        <translation>Nur Ereignisse „{name}“</translation>
    </message>
    <message>
        <source>Only for a project&apos;s token: where the project is, such as users/1/projects/2.</source>
        <translation>Nur für das Token eines Projekts: wo das Projekt liegt, etwa users/1/projects/2.</translation>
    </message>
    <message>
        <source>Only queries that read are sent.</source>
        <translation>Nur lesende Abfragen werden gesendet.</translation>
    </message>
    <message>
        <source>Only tables, pictures, videos and JSON are handed to other programs</source>
        <translation>Nur Tabellen, Bilder, Videos und JSON werden anderen Programmen übergeben</translation>
    </message>
    <message>
        <source>Only the beginning; an export has all</source>
        <translation>Nur der Anfang; ein Export enthält alles</translation>
    </message>
    <message>
        <source>Only the first {count:,} files were taken</source>
        <translation>Nur die ersten {count:,} Dateien wurden übernommen</translation>
    </message>
    <message>
        <source>Only the first {count:,} files were taken.</source>
        <translation>Nur die ersten {count:,} Dateien wurden genommen.</translation>
    </message>
    <message>
        <source>Only the first {most:,} files were taken</source>
        <translation>Nur die ersten {most:,} Dateien wurden genommen</translation>
    </message>
    <message>
        <source>Only the first {most:,} frames are shown.</source>
        <translation>Nur die ersten {most:,} Bilder werden angezeigt.</translation>
    </message>
    <message>
        <source>Only the first {most:,} of {count:,} rows are chosen.</source>
        <translation>Nur die ersten {most:,} von {count:,} Zeilen sind gewählt.</translation>
    </message>
    <message>
        <source>Only the first {n:,} characters are shown.</source>
        <translation>Nur die ersten {n:,} Zeichen werden angezeigt.</translation>
    </message>
    <message>
        <source>Only the first {n:,} rows are shown.</source>
        <translation>Nur die ersten {n:,} Zeilen werden angezeigt.</translation>
    </message>
    <message>
        <source>Only uploads are carried for AmigoCloud.</source>
        <translation>Für AmigoCloud wird nur hochgeladen.</translation>
    </message>
    <message>
        <source>Only what differs</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message>
        <source>Only with the account&apos;s secret; keep it first.</source>
        <translation>Nur mit dem Geheimnis des Kontos; speichern Sie es zuerst.</translation>
    </message>
    <message>
        <source>Only {free} free on the disk, {needed} wanted.</source>
        <translation>Nur {free} auf dem Datenträger frei, {needed} nötig.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open all</source>
        <translation>Alles aufklappen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open it in another program, if you trust it.</source>
        <translation>Öffnen Sie es in einem anderen Programm, wenn Sie ihm vertrauen.</translation>
    </message>
    <message>
        <source>Open it with another program</source>
        <translation>Mit einem anderen Programm öffnen</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>Ihre Seite öffnen</translation>
    </message>
    <message>
        <source>Open its page in a browser to look for the new address.</source>
        <translation>Öffnen Sie die Seite im Browser, um die neue Adresse zu suchen.</translation>
    </message>
    <message>
        <source>Open its page in a browser to see what it wants.</source>
        <translation>Öffnen Sie die Seite im Browser, um zu sehen, was verlangt wird.</translation>
    </message>
    <message>
        <source>Open its page in a browser, if you have a login there.</source>
        <translation>Öffnen Sie die Seite im Browser, wenn Sie dort ein Konto haben.</translation>
    </message>
    <message>
        <source>Open its page in a browser, if you trust it.</source>
        <translation>Öffnen Sie die Seite im Browser, wenn Sie ihr vertrauen.</translation>
    </message>
    <message>
        <source>Open its reference page in a browser.</source>
        <translation>Öffnen Sie ihre Quellseite in einem Browser.</translation>
    </message>
    <message>
        <source>Open its reference page to see what is there.</source>
        <translation>Öffnen Sie ihre Quellseite, um zu sehen, was dort ist.</translation>
    </message>
    <message>
        <source>Open stream</source>
        <translation>Stream öffnen</translation>
    </message>
    <message>
        <source>Open stream in {player}</source>
        <translation>Stream in {player} öffnen</translation>
    </message>
    <message>
        <source>Open stream …</source>
        <translation>Stream öffnen …</translation>
    </message>
    <message>
        <source>Open the address in a browser to see what is there.</source>
        <translation>Öffnen Sie die Adresse im Browser, um zu sehen, was dort ist.</translation>
    </message>
    <message>
        <source>Open the address in a browser to see where it ends.</source>
        <translation>Öffnen Sie die Adresse im Browser, um zu sehen, wo sie endet.</translation>
    </message>
    <message>
        <source>Open the stream in an external player.</source>
        <translation>Öffnen Sie den Stream in einem externen Player.</translation>
    </message>
    <message>
        <source>Open {host}</source>
        <translation>{host} öffnen</translation>
    </message>
    <message>
        <source>OpenEXR pictures</source>
        <translation>OpenEXR-Bilder</translation>
    </message>
    <message>
        <source>Opening</source>
        <comment>a service</comment>
        <translation>Wird geöffnet</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Wird geöffnet</translation>
    </message>
    <message>
        <source>Opening {title}…</source>
        <translation>{title} wird geöffnet …</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
    </message>
    <message>
        <source>Opens on three simulated sites where people come and go. Nothing leaves this computer and no account is needed.</source>
        <translation>Öffnet drei simulierte Standorte, an denen Menschen kommen und gehen. Nichts verlässt diesen Computer, kein Konto ist nötig.</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>Option</translation>
    </message>
    <message>
        <source>Optional.</source>
        <translation>Freiwillig.</translation>
    </message>
    <message>
        <source>Optional. Posts then carry an HMAC-SHA256 signature.</source>
        <translation>Freiwillig. Sendungen tragen dann eine HMAC-SHA256-Signatur.</translation>
    </message>
    <message>
        <source>Or drop files here.</source>
        <translation>Oder Dateien hier ablegen.</translation>
    </message>
    <message>
        <source>Or drop files or folders here.</source>
        <translation>Oder Dateien oder Ordner hier ablegen.</translation>
    </message>
    <message>
        <source>Order</source>
        <comment>place in the queue</comment>
        <translation>Platz</translation>
    </message>
    <message>
        <source>Order: move what is selected</source>
        <translation>Reihenfolge: Ausgewähltes verschieben</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Original in</source>
        <translation>Original in</translation>
    </message>
    <message>
        <source>Originals</source>
        <translation>Originale</translation>
    </message>
    <message>
        <source>Other options</source>
        <translation>Andere Optionen</translation>
    </message>
    <message>
        <source>Others look at it, too, or it is refreshed too fast.</source>
        <translation>Andere rufen sie auch ab, oder es wird zu oft aktualisiert.</translation>
    </message>
    <message>
        <source>Otherwise it waits to be started.</source>
        <translation>Sonst wartet er auf den Start.</translation>
    </message>
    <message>
        <source>Our side</source>
        <translation>Unsere Seite</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Output file</source>
        <translation>Ergebnisdatei</translation>
    </message>
    <message>
        <source>Output kept</source>
        <translation>Ergebnis bleibt</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Outputs ({n:,})</source>
        <translation>Ergebnisse ({n:,})</translation>
    </message>
    <message>
        <source>Outputs are small, and unpack to more than any disk holds.</source>
        <translation>Ergebnisse sind klein und entpackt größer als jede Festplatte.</translation>
    </message>
    <message>
        <source>Outputs go to {folder} by themselves.</source>
        <translation>Ergebnisse kommen von selbst nach {folder}.</translation>
    </message>
    <message>
        <source>Outputs hold files that would be written elsewhere.</source>
        <translation>Ergebnisse enthalten Dateien, die anderswo geschrieben würden.</translation>
    </message>
    <message>
        <source>Outputs of {username}</source>
        <translation>Ergebnisse von {username}</translation>
    </message>
    <message>
        <source>Own camera</source>
        <translation>Eigene Kamera</translation>
    </message>
    <message>
        <source>Own query</source>
        <translation>Eigene Abfrage</translation>
    </message>
    <message>
        <source>Own range</source>
        <translation>Eigener Zeitraum</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Eigentümer</translation>
    </message>
    <message>
        <source>Owner of the new client</source>
        <translation>Eigentümer des neuen Clients</translation>
    </message>
    <message>
        <source>Pages</source>
        <comment>of the settings</comment>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Pages of 100 cameras that one search reads; there may be more.</source>
        <translation>Seiten mit 100 Kameras, die eine Suche liest; es kann mehr geben.</translation>
    </message>
    <message>
        <source>Pages of a search overlap and never end.</source>
        <translation>Die Seiten einer Suche überschneiden sich und enden nie.</translation>
    </message>
    <message>
        <source>Pages repeat</source>
        <translation>Seiten wiederholen sich</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Parameters ({n:,})</source>
        <translation>Parameter ({n:,})</translation>
    </message>
    <message>
        <source>Part of</source>
        <translation>Teil von</translation>
    </message>
    <message>
        <source>Part of the answer</source>
        <translation>Teil der Antwort</translation>
    </message>
    <message>
        <source>Part of the request</source>
        <translation>Teil der Anfrage</translation>
    </message>
    <message>
        <source>Paste an address</source>
        <translation>Adresse einfügen</translation>
    </message>
    <message>
        <source>Paste at least one ID.</source>
        <translation>Fügen Sie mindestens eine ID ein.</translation>
    </message>
    <message>
        <source>Paste {missing} first.</source>
        <translation>Fügen Sie zuerst {missing} ein.</translation>
    </message>
    <message>
        <source>Path</source>
        <comment>of the socket</comment>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Path of the still</source>
        <translation>Pfad des Standbilds</translation>
    </message>
    <message>
        <source>Path of the stream</source>
        <translation>Pfad des Streams</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Pause</source>
        <comment>verb</comment>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>Anhalten (Leertaste)</translation>
    </message>
    <message>
        <source>Pause after each file</source>
        <translation>Nach jeder Datei anhalten</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Alle pausieren</translation>
    </message>
    <message>
        <source>Pause or resume the list of events</source>
        <translation>Ereignisliste anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Pause or resume the rows</source>
        <translation>Zeilen anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>People in 24 h</source>
        <translation>Personen in 24 h</translation>
    </message>
    <message>
        <source>People&apos;s names</source>
        <translation>Namen von Personen</translation>
    </message>
    <message>
        <source>Per s</source>
        <translation>Je s</translation>
    </message>
    <message>
        <source>Permission level of the new client</source>
        <translation>Berechtigungsstufe des neuen Clients</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Photo ID</source>
        <translation>Foto-Kennung</translation>
    </message>
    <message>
        <source>Photo before this (←)</source>
        <translation>Voriges Foto (←)</translation>
    </message>
    <message>
        <source>Photo {photo_id} belongs to no job.</source>
        <translation>Das Foto {photo_id} gehört zu keinem Auftrag.</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Photos can be compared when the studio has finished them.</source>
        <translation>Fotos lassen sich vergleichen, sobald das Studio sie fertig hat.</translation>
    </message>
    <message>
        <source>Photos of {title}</source>
        <translation>Fotos von {title}</translation>
    </message>
    <message>
        <source>Photoshop files</source>
        <translation>Photoshop-Dateien</translation>
    </message>
    <message>
        <source>Pick the place on the map</source>
        <translation>Ort auf der Karte wählen</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Picture URL</source>
        <translation>Bild-URL</translation>
    </message>
    <message>
        <source>Picture at an address</source>
        <translation>Bild unter einer Adresse</translation>
    </message>
    <message>
        <source>Picture of the dataset</source>
        <translation>Bild des Datasets</translation>
    </message>
    <message>
        <source>Picture of the output</source>
        <translation>Bild des Ergebnisses</translation>
    </message>
    <message>
        <source>Picture of the user</source>
        <translation>Bild des Benutzers</translation>
    </message>
    <message>
        <source>Picture path</source>
        <translation>Bildpfad</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.gif *.tif *.tiff *.webp *.heic);;All files (*)</source>
        <translation>Bilder (*.jpg *.jpeg *.png *.gif *.tif *.tiff *.webp *.heic);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.webp *.heic *.heif *.avif *.tif *.tiff *.gif);;All files (*)</source>
        <translation>Bilder (*.jpg *.jpeg *.png *.webp *.heic *.heif *.avif *.tif *.tiff *.gif);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Pictures ({kinds})</source>
        <translation>Bilder ({kinds})</translation>
    </message>
    <message>
        <source>Pictures a second.</source>
        <translation>Bilder pro Sekunde.</translation>
    </message>
    <message>
        <source>Pictures must not be collected or recorded. This console holds the one on screen in memory and forgets it with the page.</source>
        <translation>Bilder dürfen nicht gesammelt oder aufgezeichnet werden. Diese Konsole hält nur das gezeigte im Speicher und vergisst es mit der Seite.</translation>
    </message>
    <message>
        <source>Pictures only</source>
        <translation>Nur Bilder</translation>
    </message>
    <message>
        <source>Pictures say nothing of time; {rate:g} a second are taken for granted.</source>
        <translation>Bilder sagen nichts über Zeiten; angenommen werden {rate:g} je Sekunde.</translation>
    </message>
    <message>
        <source>Pin the chosen object</source>
        <translation>Gewähltes Objekt anheften</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>Pixel by pixel (1)</source>
        <translation>Pixel für Pixel (1)</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Pixels.</source>
        <translation>Pixel.</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Place</source>
        <comment>in the queue</comment>
        <translation>Platz</translation>
    </message>
    <message>
        <source>Plain http is allowed for this computer only; use https.</source>
        <translation>Unverschlüsseltes http ist nur für diesen Computer erlaubt; verwenden Sie https.</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Platform’s syntax</source>
        <translation>Syntax der Plattform</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>Abspielen (Leertaste)</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Player for streams</source>
        <translation>Player für Streams</translation>
    </message>
    <message>
        <source>Playlist address</source>
        <translation>Playlist-Adresse</translation>
    </message>
    <message>
        <source>Polling is stopped</source>
        <translation>Die Abfrage ist angehalten</translation>
    </message>
    <message>
        <source>Polling only</source>
        <translation>Nur Abfragen</translation>
    </message>
    <message>
        <source>Polling: {how}</source>
        <translation>Abfrage: {how}</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Port {port} cannot be listened on: {why}.</source>
        <translation>An Port {port} kann nicht gelauscht werden: {why}.</translation>
    </message>
    <message>
        <source>Position in the film</source>
        <translation>Stelle im Film</translation>
    </message>
    <message>
        <source>Position in the recording</source>
        <translation>Stelle in der Aufzeichnung</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Post each picture of the live feed</source>
        <translation>Jedes Bild der laufenden Meldungen senden</translation>
    </message>
    <message>
        <source>Post ranges fetched from the history (can be large)</source>
        <translation>Aus dem Verlauf geholte Zeiträume senden (können groß sein)</translation>
    </message>
    <message>
        <source>Post to a web hook</source>
        <translation>An einen Webhook senden</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Strom</translation>
    </message>
    <message>
        <source>Prepared</source>
        <translation>Vorbereitet</translation>
    </message>
    <message>
        <source>Press the space bar to change</source>
        <translation>Zum Wechseln die Leertaste drücken</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>Voriger Reiter</translation>
    </message>
    <message>
        <source>Process</source>
        <comment>step of a job</comment>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Processing</source>
        <comment>state of a job</comment>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Profile name</source>
        <translation>Profilname</translation>
    </message>
    <message>
        <source>Profile {name}</source>
        <translation>Profil {name}</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Profiles: which servers this desk talks to</source>
        <translation>Profile: mit welchen Servern dieser Arbeitsplatz spricht</translation>
    </message>
    <message>
        <source>Profiles…</source>
        <translation>Profile …</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Project {id}</source>
        <translation>Projekt {id}</translation>
    </message>
    <message>
        <source>Project {name}</source>
        <translation>Projekt {name}</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Proves that a callback comes from the studio. Only to test callbacks here.</source>
        <translation>Beweist, dass ein Rückruf vom Studio kommt. Nur um Rückrufe hier zu testen.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Proxy password</source>
        <translation>Proxy-Passwort</translation>
    </message>
    <message>
        <source>Proxy user</source>
        <translation>Proxy-Benutzer</translation>
    </message>
    <message>
        <source>Public address</source>
        <translation>Öffentliche Adresse</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>Purpose: {purpose}</source>
        <translation>Zweck: {purpose}</translation>
    </message>
    <message>
        <source>Put back {fields} of camera {camera}</source>
        <translation>{fields} der Kamera {camera} zurückgenommen</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>Abfragen</translation>
    </message>
    <message>
        <source>Queries of before</source>
        <translation>Frühere Abfragen</translation>
    </message>
    <message>
        <source>Queries that are kept</source>
        <translation>Gespeicherte Abfragen</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>Query…</source>
        <translation>Abfrage…</translation>
    </message>
    <message>
        <source>Questions lose their conditions</source>
        <translation>Anfragen verlieren ihre Bedingungen</translation>
    </message>
    <message>
        <source>Questions sent</source>
        <translation>Anfragen senden</translation>
    </message>
    <message>
        <source>Queue</source>
        <comment>step of a job</comment>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Queue</source>
        <comment>a job</comment>
        <translation>Einreihen</translation>
    </message>
    <message>
        <source>Queue the job when all photos have arrived</source>
        <translation>Auftrag einreihen, wenn alle Fotos da sind</translation>
    </message>
    <message>
        <source>Queue the job…</source>
        <translation>Auftrag einreihen…</translation>
    </message>
    <message numerus="yes">
        <source>Queue {n} jobs</source>
        <comment>Queue</comment>
        <translation>
            <numerusform>Einreihen</numerusform>
            <numerusform>{n} Aufträge einreihen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Queue {n} jobs…</source>
        <comment>Queue…</comment>
        <translation>
            <numerusform>Einreihen…</numerusform>
            <numerusform>{n} Aufträge einreihen…</numerusform>
        </translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>Queued</source>
        <comment>state of a job</comment>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>Queue…</source>
        <translation>Einreihen…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Quit, go on later</source>
        <translation>Beenden, später fortsetzen</translation>
    </message>
    <message>
        <source>Quits when the last file is carried</source>
        <translation>Beendet sich nach der letzten Datei</translation>
    </message>
    <message>
        <source>Radiance pictures</source>
        <translation>Radiance-Bilder</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>Radius</translation>
    </message>
    <message>
        <source>Radius in metres</source>
        <translation>Radius in Metern</translation>
    </message>
    <message>
        <source>Radius sent in</source>
        <translation>Radius senden in</translation>
    </message>
    <message>
        <source>Radius, km</source>
        <translation>Radius, km</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Raw</source>
        <comment>the payload as it came</comment>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Raw pictures of a camera</source>
        <translation>Rohbilder einer Kamera</translation>
    </message>
    <message>
        <source>Raw polls</source>
        <translation>Abfragen</translation>
    </message>
    <message>
        <source>Raw record</source>
        <translation>Rohdatensatz</translation>
    </message>
    <message>
        <source>Re-authenticate</source>
        <translation>Erneut ausweisen</translation>
    </message>
    <message>
        <source>Re-authenticate: fetch new tickets and subscribe again</source>
        <translation>Erneut ausweisen: neue Tickets holen und wieder abonnieren</translation>
    </message>
    <message>
        <source>Read</source>
        <comment>get the entries</comment>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Read a filter from a file</source>
        <translation>Filter aus einer Datei lesen</translation>
    </message>
    <message>
        <source>Read all jobs anew (F5)</source>
        <translation>Alle Aufträge neu lesen (F5)</translation>
    </message>
    <message>
        <source>Read every row that is left</source>
        <translation>Alle übrigen Zeilen lesen</translation>
    </message>
    <message>
        <source>Read from a file…</source>
        <translation>Aus einer Datei lesen …</translation>
    </message>
    <message>
        <source>Read from {file}.</source>
        <translation>Aus {file} gelesen.</translation>
    </message>
    <message>
        <source>Read it from a file</source>
        <translation>Aus einer Datei lesen</translation>
    </message>
    <message>
        <source>Read more</source>
        <translation>Weiterlesen</translation>
    </message>
    <message>
        <source>Read projects and datasets again</source>
        <translation>Projekte und Datasets erneut lesen</translation>
    </message>
    <message>
        <source>Read the catalogue anew</source>
        <translation>Katalog neu lesen</translation>
    </message>
    <message>
        <source>Read the data anew (F5)</source>
        <translation>Daten neu lesen (F5)</translation>
    </message>
    <message>
        <source>Read the last message, and look at the input: does it play, is it the right file?</source>
        <translation>Lesen Sie die letzte Meldung und prüfen Sie die Eingabe: Läuft sie, ist es die richtige Datei?</translation>
    </message>
    <message>
        <source>Read the last week</source>
        <translation>Letzte Woche lesen</translation>
    </message>
    <message>
        <source>Read the log of its task</source>
        <translation>Das Protokoll seiner Ausführung lesen</translation>
    </message>
    <message>
        <source>Read the messages and the log.</source>
        <translation>Lesen Sie die Meldungen und das Protokoll.</translation>
    </message>
    <message>
        <source>Read the terms of CAM2 again</source>
        <translation>Die Bedingungen von CAM2 noch einmal lesen</translation>
    </message>
    <message>
        <source>Read the users anew</source>
        <translation>Benutzer neu lesen</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Nur lesen</translation>
    </message>
    <message>
        <source>Read-only: only GET, HEAD and OPTIONS are sent.</source>
        <translation>Nur lesen: Nur GET, HEAD und OPTIONS werden gesendet.</translation>
    </message>
    <message>
        <source>Reading the analytics</source>
        <translation>Analysen werden gelesen</translation>
    </message>
    <message>
        <source>Reading the camera as it is now</source>
        <translation>Jetziger Stand der Kamera wird gelesen</translation>
    </message>
    <message>
        <source>Reading the catalogue</source>
        <translation>Katalog wird gelesen</translation>
    </message>
    <message>
        <source>Reading the catalogue…</source>
        <translation>Katalog wird gelesen…</translation>
    </message>
    <message>
        <source>Reading the change log</source>
        <translation>Änderungsprotokoll wird gelesen</translation>
    </message>
    <message>
        <source>Reading the data</source>
        <translation>Daten werden gelesen</translation>
    </message>
    <message>
        <source>Reading the data…</source>
        <translation>Daten werden gelesen…</translation>
    </message>
    <message>
        <source>Reading the document</source>
        <translation>Dokument wird gelesen</translation>
    </message>
    <message>
        <source>Reading the documents</source>
        <translation>Dokumente werden gelesen</translation>
    </message>
    <message>
        <source>Reading the document…</source>
        <translation>Dokument wird gelesen…</translation>
    </message>
    <message>
        <source>Reading the job</source>
        <translation>Auftrag wird gelesen</translation>
    </message>
    <message>
        <source>Reading the jobs…</source>
        <translation>Aufträge werden gelesen…</translation>
    </message>
    <message>
        <source>Reading the profile as it is now</source>
        <translation>Das Profil wird gelesen, wie es jetzt ist</translation>
    </message>
    <message>
        <source>Reading the profiles</source>
        <translation>Profile werden gelesen</translation>
    </message>
    <message>
        <source>Reading the profiles…</source>
        <translation>Profile werden gelesen…</translation>
    </message>
    <message>
        <source>Reading the users</source>
        <translation>Benutzer werden gelesen</translation>
    </message>
    <message>
        <source>Reading the users…</source>
        <translation>Benutzer werden gelesen…</translation>
    </message>
    <message>
        <source>Reading what is there now</source>
        <translation>Neuer Stand wird gelesen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Ready.</source>
        <translation>Bereit.</translation>
    </message>
    <message>
        <source>Receipt made</source>
        <translation>Beleg erstellt</translation>
    </message>
    <message>
        <source>Receipt of job {job_id}</source>
        <translation>Beleg zu Auftrag {job_id}</translation>
    </message>
    <message>
        <source>Receipt…</source>
        <translation>Beleg…</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Received (UTC)</source>
        <translation>Empfangen (UTC)</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>Empfängt</translation>
    </message>
    <message>
        <source>Receiving events</source>
        <translation>Empfängt Ereignisse</translation>
    </message>
    <message>
        <source>Recently looked at</source>
        <translation>Zuletzt angesehen</translation>
    </message>
    <message>
        <source>Reconnect now</source>
        <translation>Jetzt neu verbinden</translation>
    </message>
    <message>
        <source>Reconnects</source>
        <translation>Neu verbunden</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Quellseite</translation>
    </message>
    <message>
        <source>Reference logo</source>
        <translation>Logo der Quelle</translation>
    </message>
    <message>
        <source>Reference page</source>
        <translation>Quellseite</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Refresh all</source>
        <translation>Alle aktualisieren</translation>
    </message>
    <message>
        <source>Refresh by itself</source>
        <translation>Von selbst aktualisieren</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Jetzt aktualisieren</translation>
    </message>
    <message>
        <source>Refresh while it can be seen</source>
        <translation>Aktualisieren, solange es zu sehen ist</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Register a client</source>
        <translation>Client anmelden</translation>
    </message>
    <message>
        <source>Registering the client</source>
        <translation>Client wird angemeldet</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove a query</source>
        <translation>Abfrage entfernen</translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation>Diesen Filter entfernen</translation>
    </message>
    <message>
        <source>Remove this profile and its keys</source>
        <translation>Dieses Profil und seine Schlüssel entfernen</translation>
    </message>
    <message>
        <source>Remove “{name}”, its keys and the sightings kept for it? They do not come back.</source>
        <translation>„{name}“, seine Schlüssel und die dafür aufbewahrten Sichtungen entfernen? Sie kommen nicht zurück.</translation>
    </message>
    <message>
        <source>Removes GPS position, camera, moment and names from the copy that is sent; orientation and colours stay. Your files are not touched.</source>
        <translation>Entfernt GPS-Position, Kamera, Zeitpunkt und Namen aus der Kopie, die gesendet wird; Ausrichtung und Farben bleiben. Ihre Dateien bleiben unberührt.</translation>
    </message>
    <message>
        <source>Rename where a name is taken</source>
        <translation>Umbenennen, wo nötig</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace a file that is there already</source>
        <translation>Vorhandene Datei ersetzen</translation>
    </message>
    <message>
        <source>Replace the background</source>
        <translation>Hintergrund ersetzen</translation>
    </message>
    <message>
        <source>Replace the old one</source>
        <translation>Alte ersetzen</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Replay what was recorded</source>
        <translation>Aufgezeichnetes wiedergeben</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>Gemeldet</translation>
    </message>
    <message>
        <source>Reported as</source>
        <translation>Gemeldet als</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Request as JSON</source>
        <translation>Anfrage als JSON</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>Anfragen zugleich</translation>
    </message>
    <message>
        <source>Requests of before</source>
        <translation>Frühere Anfragen</translation>
    </message>
    <message>
        <source>Research and teaching only</source>
        <translation>Nur Forschung und Lehre</translation>
    </message>
    <message>
        <source>Research, non-commercial, never to identify people. Pictures are looked at, never kept.</source>
        <translation>Forschung, nicht kommerziell, nie zum Erkennen von Personen. Bilder werden angesehen, nie behalten.</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>Anordnung zurücksetzen</translation>
    </message>
    <message>
        <source>Reset the secret</source>
        <translation>Geheimnis zurücksetzen</translation>
    </message>
    <message>
        <source>Reset the secret …</source>
        <translation>Geheimnis zurücksetzen …</translation>
    </message>
    <message>
        <source>Reset this page</source>
        <translation>Seite zurücksetzen</translation>
    </message>
    <message>
        <source>Resetting the secret</source>
        <translation>Geheimnis wird zurückgesetzt</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Results in</source>
        <translation>Ergebnisse in</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>Alle fortsetzen</translation>
    </message>
    <message numerus="yes">
        <source>Resume · {n:,} new</source>
        <comment>Resume · {n:,} new</comment>
        <translation>
            <numerusform>Fortsetzen · {n:,} neu</numerusform>
            <numerusform>Fortsetzen · {n:,} neu</numerusform>
        </translation>
    </message>
    <message>
        <source>Retouch</source>
        <translation>Retuschieren</translation>
    </message>
    <message>
        <source>Retrieval</source>
        <translation>Abruf</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Retry all</source>
        <translation>Alle wiederholen</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Retry it, if it is still wanted.</source>
        <translation>Wiederholen Sie ihn, wenn er noch gewünscht ist.</translation>
    </message>
    <message>
        <source>Retry once; if it fails again, change something.</source>
        <translation>Wiederholen Sie einmal; scheitert er erneut, ändern Sie etwas.</translation>
    </message>
    <message>
        <source>Roomy</source>
        <comment>row height</comment>
        <translation>Weit</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Row height</source>
        <translation>Zeilenhöhe</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Rows appear as soon as a camera reports somebody.</source>
        <translation>Zeilen erscheinen, sobald eine Kamera jemanden meldet.</translation>
    </message>
    <message>
        <source>Rows appear when the answer is whole.</source>
        <translation>Zeilen erscheinen, wenn die Antwort vollständig ist.</translation>
    </message>
    <message>
        <source>Rows must meet all of the filters, or any</source>
        <translation>Zeilen müssen alle Filter erfüllen oder irgendeinen</translation>
    </message>
    <message>
        <source>Run</source>
        <comment>a query</comment>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Run it</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Run many jobs</source>
        <translation>Viele Aufträge ausführen</translation>
    </message>
    <message>
        <source>Run on many…</source>
        <translation>Auf viele anwenden…</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>Rush hour (1,000 reports/s)</source>
        <translation>Stoßzeit (1.000 Meldungen/s)</translation>
    </message>
    <message>
        <source>SQL may change data</source>
        <translation>SQL darf Daten ändern</translation>
    </message>
    <message>
        <source>Said here, and can be taken back here.</source>
        <translation>Hier gesagt und hier zurücknehmbar.</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Sa</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save all…</source>
        <translation>Alles speichern…</translation>
    </message>
    <message>
        <source>Save although the server is not content</source>
        <translation>Speichern, obwohl der Server nicht zustimmt</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>Trotzdem speichern</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Save filter</source>
        <translation>Filter speichern</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>Datei speichern</translation>
    </message>
    <message>
        <source>Save the file that is looked at…</source>
        <translation>Die angezeigte Datei speichern…</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>Protokoll speichern</translation>
    </message>
    <message>
        <source>Save the output</source>
        <translation>Ergebnis speichern</translation>
    </message>
    <message>
        <source>Save the whole log…</source>
        <translation>Ganzes Protokoll speichern…</translation>
    </message>
    <message>
        <source>Save the whole output…</source>
        <translation>Das ganze Ergebnis speichern…</translation>
    </message>
    <message>
        <source>Save this filter…</source>
        <translation>Diesen Filter speichern …</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Saved and recent searches</source>
        <translation>Gespeicherte und letzte Suchen</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Gespeichert als {name}</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <source>Saved without a successful try.</source>
        <translation>Ohne erfolgreiche Prüfung gespeichert.</translation>
    </message>
    <message>
        <source>Saved. Leave it empty to keep it.</source>
        <translation>Gespeichert. Leer lassen, um ihn zu behalten.</translation>
    </message>
    <message>
        <source>Say a little more: what is studied, and for whom.</source>
        <translation>Bitte etwas mehr: was untersucht wird und für wen.</translation>
    </message>
    <message>
        <source>Say what you use the cameras for.</source>
        <translation>Geben Sie an, wofür Sie die Kameras nutzen.</translation>
    </message>
    <message>
        <source>Say where it is from.</source>
        <translation>Sagen Sie, woher sie ist.</translation>
    </message>
    <message>
        <source>Say where the files are from.</source>
        <translation>Sagen Sie, woher die Dateien sind.</translation>
    </message>
    <message>
        <source>Say whether there is a moving picture.</source>
        <translation>Geben Sie an, ob es ein Bewegtbild gibt.</translation>
    </message>
    <message>
        <source>Say whether there is a still picture.</source>
        <translation>Geben Sie an, ob es ein Standbild gibt.</translation>
    </message>
    <message>
        <source>Say whom to name: tile servers demand an attribution.</source>
        <translation>Geben Sie an, wer zu nennen ist: Kachelserver verlangen eine Quellenangabe.</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>Eingeplant</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Search again to bring them back.</source>
        <translation>Erneut suchen, um sie zurückzuholen.</translation>
    </message>
    <message>
        <source>Search around here</source>
        <translation>Hier herum suchen</translation>
    </message>
    <message>
        <source>Search at most</source>
        <comment>so many pages</comment>
        <translation>Suche höchstens</translation>
    </message>
    <message>
        <source>Search for cameras at the left.</source>
        <translation>Suchen Sie im Formular nach Kameras.</translation>
    </message>
    <message>
        <source>Search for cameras first.</source>
        <translation>Suchen Sie zuerst nach Kameras.</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>Search this area</source>
        <translation>Hier suchen</translation>
    </message>
    <message>
        <source>Search what the map shows (Ctrl+Enter)</source>
        <translation>Suchen, was die Karte zeigt (Strg+Enter)</translation>
    </message>
    <message>
        <source>Search without a circle</source>
        <translation>Ohne Kreis suchen</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Suche läuft</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>Suche läuft …</translation>
    </message>
    <message>
        <source>Searching: {cameras} so far, {pages} of at most {most:,}</source>
        <translation>Suche läuft: bisher {cameras}, {pages} von höchstens {most:,}</translation>
    </message>
    <message>
        <source>Seconds, as in 43200.</source>
        <translation>Sekunden, etwa 43200.</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>Secrets are replaced</source>
        <translation>Geheimnisse werden ersetzt</translation>
    </message>
    <message>
        <source>See who is reported at which camera, live, and look back.</source>
        <translation>Sehen, wer an welcher Kamera gemeldet wird, live und im Rückblick.</translation>
    </message>
    <message>
        <source>Seen</source>
        <comment>how often</comment>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Select all of them in the list</source>
        <translation>Alle in der Liste auswählen</translation>
    </message>
    <message>
        <source>Semicolons between the columns (some spreadsheets want them)</source>
        <translation>Semikolons zwischen den Spalten (manche Programme verlangen sie)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send a request that may change something?</source>
        <translation>Anfrage senden, die etwas ändern kann?</translation>
    </message>
    <message>
        <source>Send a test post</source>
        <translation>Test senden</translation>
    </message>
    <message>
        <source>Send also what is doubtful</source>
        <translation>Auch Zweifelhaftes senden</translation>
    </message>
    <message>
        <source>Send it</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send it (Ctrl+Return)</source>
        <translation>Senden (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Send the query (Ctrl+Return)</source>
        <translation>Abfrage senden (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Sending a post without names …</source>
        <translation>Eine Sendung ohne Namen ist unterwegs …</translation>
    </message>
    <message>
        <source>Sending the same again will most likely fail again.</source>
        <translation>Dasselbe noch einmal zu senden, wird sehr wahrscheinlich wieder scheitern.</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Sent from here</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Sent only to this server, in the x-api-key header.</source>
        <translation>Wird nur an diesen Server gesendet, in der Kopfzeile x-api-key.</translation>
    </message>
    <message>
        <source>Sent: {query}</source>
        <translation>Gesendet: {query}</translation>
    </message>
    <message>
        <source>September</source>
        <translation>September</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Serveradresse</translation>
    </message>
    <message>
        <source>Server trouble for a while (503)</source>
        <translation>Server eine Weile gestört (503)</translation>
    </message>
    <message>
        <source>Servers differ in what they take a radius for. You always enter kilometres.</source>
        <translation>Server verstehen einen Radius verschieden. Sie geben immer Kilometer ein.</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Service’s word</source>
        <translation>Wort des Dienstes</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Shorter is fresher and costs the server more. A profile may have a rate of its own.</source>
        <translation>Kürzer ist frischer und belastet den Server mehr. Ein Profil kann einen eigenen Wert haben.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show all jobs</source>
        <translation>Alle Aufträge zeigen</translation>
    </message>
    <message>
        <source>Show all of the connection</source>
        <translation>Alles zur Verbindung zeigen</translation>
    </message>
    <message>
        <source>Show all points</source>
        <translation>Alle Punkte zeigen</translation>
    </message>
    <message>
        <source>Show all points (Home)</source>
        <translation>Alle Punkte zeigen (Pos1)</translation>
    </message>
    <message>
        <source>Show analytics</source>
        <translation>Analysen zeigen</translation>
    </message>
    <message>
        <source>Show board</source>
        <translation>Übersicht zeigen</translation>
    </message>
    <message>
        <source>Show data</source>
        <translation>Daten zeigen</translation>
    </message>
    <message>
        <source>Show density instead of points</source>
        <translation>Dichte statt Punkten zeigen</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Details zeigen</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>Datei zeigen</translation>
    </message>
    <message>
        <source>Show history</source>
        <translation>Verlauf zeigen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show it on the map</source>
        <translation>Auf der Karte zeigen</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Aufträge zeigen</translation>
    </message>
    <message>
        <source>Show live</source>
        <translation>„Live“ zeigen</translation>
    </message>
    <message>
        <source>Show map and list</source>
        <translation>Karte und Liste zeigen</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Auf der Karte zeigen</translation>
    </message>
    <message>
        <source>Show only the files that failed</source>
        <translation>Nur fehlgeschlagene Dateien zeigen</translation>
    </message>
    <message>
        <source>Show only the files that wait</source>
        <translation>Nur wartende Dateien zeigen</translation>
    </message>
    <message>
        <source>Show only the paused files</source>
        <translation>Nur pausierte Dateien zeigen</translation>
    </message>
    <message>
        <source>Show only this camera</source>
        <translation>Nur diese Kamera zeigen</translation>
    </message>
    <message>
        <source>Show or hide meridians and parallels</source>
        <translation>Längen- und Breitenkreise ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Show or hide what was typed</source>
        <translation>Eingabe zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or mask names</source>
        <translation>Namen zeigen oder verdecken</translation>
    </message>
    <message>
        <source>Show or mask people&apos;s names (Ctrl+Shift+H)</source>
        <translation>Namen von Personen zeigen oder verdecken (Strg+Umschalt+H)</translation>
    </message>
    <message>
        <source>Show picture</source>
        <translation>Bild zeigen</translation>
    </message>
    <message>
        <source>Show projects and datasets</source>
        <translation>Projekte und Datasets zeigen</translation>
    </message>
    <message>
        <source>Show the application</source>
        <translation>Anwendung zeigen</translation>
    </message>
    <message>
        <source>Show the grid</source>
        <translation>Raster zeigen</translation>
    </message>
    <message>
        <source>Show the labels as JSON</source>
        <translation>Beschriftungen als JSON zeigen</translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>Liste zeigen</translation>
    </message>
    <message>
        <source>Show the map</source>
        <translation>Karte zeigen</translation>
    </message>
    <message>
        <source>Show the picture of the camera</source>
        <translation>Bild der Kamera zeigen</translation>
    </message>
    <message>
        <source>Show the request console</source>
        <translation>Anfragekonsole zeigen</translation>
    </message>
    <message>
        <source>Show the secret</source>
        <translation>Geheimnis zeigen</translation>
    </message>
    <message>
        <source>Show the world</source>
        <translation>Die ganze Welt zeigen</translation>
    </message>
    <message>
        <source>Show {part}</source>
        <translation>Anzeigen: {part}</translation>
    </message>
    <message>
        <source>Shown in full</source>
        <translation>Ganz gezeigt</translation>
    </message>
    <message>
        <source>Shows on the map and in the list what was recorded</source>
        <translation>Zeigt Aufgezeichnetes auf der Karte und in der Liste</translation>
    </message>
    <message>
        <source>Shrink what is too large</source>
        <translation>Zu Großes verkleinern</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Sightings are kept in memory only, because this computer has no keyring for the key of the encrypted store.</source>
        <translation>Sichtungen bleiben nur im Speicher, weil dieser Computer keinen Schlüsselbund für den Schlüssel des verschlüsselten Speichers hat.</translation>
    </message>
    <message>
        <source>Sightings are kept in memory only. {trouble}</source>
        <translation>Sichtungen bleiben nur im Speicher. {trouble}</translation>
    </message>
    <message>
        <source>Sightings that are too old could not be removed. {reason} It is tried again in an hour.</source>
        <translation>Zu alte Sichtungen konnten nicht entfernt werden. {reason} In einer Stunde wird es erneut versucht.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in again with a valid key.</source>
        <translation>Melden Sie sich mit einem gültigen Schlüssel neu an.</translation>
    </message>
    <message>
        <source>Sign in to hear of events.</source>
        <translation>Melden Sie sich an, um Ereignisse zu empfangen.</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Signed URL</source>
        <translation>Signierte URL</translation>
    </message>
    <message>
        <source>Signed addresses expire</source>
        <translation>Signierte Adressen verfallen</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation>Signierschlüssel</translation>
    </message>
    <message>
        <source>Silent after</source>
        <translation>Still nach</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
    <message>
        <source>Size of the pictures (+ and −)</source>
        <translation>Größe der Bilder (+ und −)</translation>
    </message>
    <message>
        <source>Skylab Studio retouches and cuts out photos, job by job.</source>
        <translation>Skylab Studio retuschiert Fotos und stellt sie frei, Auftrag für Auftrag.</translation>
    </message>
    <message>
        <source>Skylab did not accept the API key.</source>
        <translation>Skylab hat den API-Schlüssel nicht angenommen.</translation>
    </message>
    <message>
        <source>Slider</source>
        <translation>Schieber</translation>
    </message>
    <message>
        <source>Slow network (0.8 s)</source>
        <translation>Langsames Netz (0,8 s)</translation>
    </message>
    <message>
        <source>Small pictures that unpack to gigabytes.</source>
        <translation>Kleine Bilder, die entpackt Gigabytes groß sind.</translation>
    </message>
    <message>
        <source>Smaller pictures</source>
        <translation>Kleinere Bilder</translation>
    </message>
    <message>
        <source>Snapshot address</source>
        <translation>Bildadresse</translation>
    </message>
    <message>
        <source>Socket path</source>
        <translation>Socket-Pfad</translation>
    </message>
    <message>
        <source>Soft skin</source>
        <translation>Weiche Haut</translation>
    </message>
    <message>
        <source>Some cameras are more than twice as far away as asked for; they are left out. The server may read the radius in a larger unit than {unit}.</source>
        <translation>Einige Kameras sind mehr als doppelt so weit entfernt wie verlangt; sie sind weggelassen. Vielleicht liest der Server den Radius in einer größeren Einheit als {unit}.</translation>
    </message>
    <message>
        <source>Some data may end sooner than now.</source>
        <translation>Manche Dateien enden dann früher als jetzt.</translation>
    </message>
    <message>
        <source>Some networks let no web sockets through.</source>
        <translation>Manche Netze lassen keine Web-Sockets durch.</translation>
    </message>
    <message>
        <source>Some outputs may end sooner than now.</source>
        <translation>Manche Ergebnisse enden dann früher als jetzt.</translation>
    </message>
    <message>
        <source>Some settings were not understood and have their defaults: {names}.</source>
        <translation>Einige Einstellungen wurden nicht verstanden und haben ihre Vorgaben: {names}.</translation>
    </message>
    <message>
        <source>Somebody answers whom nobody vouches for: a proxy, or a wrong address.</source>
        <translation>Es antwortet jemand, für den niemand bürgt: ein Proxy oder eine falsche Adresse.</translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile: {fields}. “Now” is what is there at present.</source>
        <translation>Jemand anderes hat das inzwischen geändert: {fields}. „Jetzt“ ist der gegenwärtige Stand.</translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile: {names}. “Now” is what is there at present.</source>
        <translation>Jemand anders hat inzwischen geändert: {names}. „Jetzt“ ist, was zurzeit dort steht.</translation>
    </message>
    <message>
        <source>Somebody killed it while it was waiting.</source>
        <translation>Jemand hat ihn beendet, während er wartete.</translation>
    </message>
    <message>
        <source>Something answers that is not the platform: a proxy, a log-in page, or a wrong address.</source>
        <translation>Es antwortet etwas, das nicht die Plattform ist: ein Proxy, eine Anmeldeseite oder eine falsche Adresse.</translation>
    </message>
    <message>
        <source>Something needs another look.</source>
        <translation>Etwas braucht noch einen Blick.</translation>
    </message>
    <message>
        <source>Something on the way drops the bodies of questions: lists come whole.</source>
        <translation>Etwas unterwegs lässt den Inhalt von Anfragen fallen: Listen kommen vollständig.</translation>
    </message>
    <message>
        <source>Something sends us elsewhere: a proxy, or a wrong address.</source>
        <translation>Etwas leitet uns um: ein Proxy oder eine falsche Adresse.</translation>
    </message>
    <message>
        <source>Something took longer than it was allowed to.</source>
        <translation>Etwas dauerte länger als erlaubt.</translation>
    </message>
    <message>
        <source>Something went wrong in the console itself</source>
        <translation>In der Konsole selbst ist etwas schiefgegangen</translation>
    </message>
    <message numerus="yes">
        <source>Something went wrong in the console itself ({n:,} times)</source>
        <comment>Something went wrong in the console itself ({n:,} time)</comment>
        <translation>
            <numerusform>In der Konsole selbst ist etwas schiefgegangen ({n:,}-mal)</numerusform>
            <numerusform>In der Konsole selbst ist etwas schiefgegangen ({n:,}-mal)</numerusform>
        </translation>
    </message>
    <message>
        <source>Sort at the platform by</source>
        <translation>Auf der Plattform sortieren nach</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Span of the timeline</source>
        <translation>Spanne der Zeitleiste</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>Tempo der Wiedergabe</translation>
    </message>
    <message>
        <source>Speed of the simulated time</source>
        <translation>Tempo der simulierten Zeit</translation>
    </message>
    <message>
        <source>Stale after</source>
        <translation>Veraltet nach</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Start asking</source>
        <translation>Wieder fragen</translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation>Wieder starten</translation>
    </message>
    <message>
        <source>Start it at once</source>
        <translation>Sofort starten</translation>
    </message>
    <message>
        <source>Start job</source>
        <translation>Auftrag starten</translation>
    </message>
    <message>
        <source>Start or stop asking</source>
        <translation>Abfrage starten oder anhalten</translation>
    </message>
    <message>
        <source>Start the jobs at once</source>
        <translation>Aufträge sofort starten</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Starting the simulators…</source>
        <translation>Simulatoren werden gestartet …</translation>
    </message>
    <message>
        <source>Starts by itself</source>
        <translation>Startet von selbst</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>State</source>
        <comment>a part of a country</comment>
        <translation>Region</translation>
    </message>
    <message>
        <source>State of the jobs</source>
        <translation>Zustand der Aufträge</translation>
    </message>
    <message>
        <source>State or region as the database has it, such as CA</source>
        <translation>Staat oder Region wie in der Datenbank, etwa CA</translation>
    </message>
    <message>
        <source>Statements that change rows are offered, each after a question. Not while read-only.</source>
        <translation>Anweisungen, die Zeilen ändern, werden angeboten, jede nach einer Rückfrage. Nicht bei „Nur lesen“.</translation>
    </message>
    <message>
        <source>Statements that change rows are shown before they are sent.</source>
        <translation>Anweisungen, die Zeilen ändern, werden vor dem Senden gezeigt.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Step</source>
        <comment>by how much a value grew</comment>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Still here</source>
        <translation>Noch hier</translation>
    </message>
    <message>
        <source>Still picture</source>
        <translation>Standbild</translation>
    </message>
    <message numerus="yes">
        <source>Still to be filled: {names} and {n:,} more.</source>
        <comment>Still to be filled: {names} and {n:,} more.</comment>
        <translation>
            <numerusform>Noch auszufüllen: {names} und {n:,} weiteres.</numerusform>
            <numerusform>Noch auszufüllen: {names} und {n:,} weitere.</numerusform>
        </translation>
    </message>
    <message>
        <source>Still to be filled: {names}.</source>
        <translation>Noch auszufüllen: {names}.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop acting</source>
        <translation>Vertretung beenden</translation>
    </message>
    <message>
        <source>Stop acting for a user</source>
        <translation>Vertretung eines Benutzers beenden</translation>
    </message>
    <message>
        <source>Stop after this one</source>
        <translation>Nach dieser anhalten</translation>
    </message>
    <message>
        <source>Stop asking</source>
        <translation>Nicht mehr fragen</translation>
    </message>
    <message>
        <source>Stop before this one</source>
        <translation>Vor dieser anhalten</translation>
    </message>
    <message>
        <source>Stop it: all servers are gone</source>
        <translation>Beenden: alle Server sind weg</translation>
    </message>
    <message>
        <source>Stop looking</source>
        <translation>Suche anhalten</translation>
    </message>
    <message>
        <source>Stop searching</source>
        <translation>Suche anhalten</translation>
    </message>
    <message>
        <source>Stop that</source>
        <translation>Damit aufhören</translation>
    </message>
    <message>
        <source>Stop, and keep what is carried already</source>
        <translation>Anhalten und behalten, was schon übertragen ist</translation>
    </message>
    <message>
        <source>Stop; what came stays</source>
        <translation>Anhalten; was kam, bleibt</translation>
    </message>
    <message numerus="yes">
        <source>Stopped after {n:,} entries</source>
        <comment>Stopped after {n:,} entry</comment>
        <translation>
            <numerusform>Nach {n:,} Eintrag angehalten</numerusform>
            <numerusform>Nach {n:,} Einträgen angehalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped after {pages}: {cameras} kept, more may be available</source>
        <translation>Nach {pages} angehalten: {cameras} behalten, vielleicht gibt es mehr</translation>
    </message>
    <message>
        <source>Stopped before an answer came.</source>
        <translation>Angehalten, bevor eine Antwort kam.</translation>
    </message>
    <message>
        <source>Stopped before an answer came. Whether the service has done it is not known.</source>
        <translation>Angehalten, bevor eine Antwort kam. Ob der Dienst es ausgeführt hat, ist nicht bekannt.</translation>
    </message>
    <message numerus="yes">
        <source>Stopped in {n:,} projects: {reason}</source>
        <comment>Stopped in {n:,} project: {reason}</comment>
        <translation>
            <numerusform>Nach {n:,} Projekt angehalten: {reason}</numerusform>
            <numerusform>Nach {n:,} Projekten angehalten: {reason}</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped while it was being sent.</source>
        <translation>Beim Senden angehalten.</translation>
    </message>
    <message>
        <source>Store {size}</source>
        <translation>Speicher {size}</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Stream</translation>
    </message>
    <message>
        <source>Stream URL</source>
        <translation>Stream-URL</translation>
    </message>
    <message>
        <source>Stream at an address</source>
        <translation>Stream unter einer Adresse</translation>
    </message>
    <message>
        <source>Streams open in a program of your choice, which runs by itself. It gets the address of the stream and nothing else. What it keeps is up to it: recording is against the terms of CAM2.</source>
        <translation>Streams öffnen sich in einem Programm Ihrer Wahl, das für sich läuft. Es bekommt die Adresse des Streams und sonst nichts. Was es behält, ist seine Sache: Aufzeichnen verstößt gegen die Bedingungen von CAM2.</translation>
    </message>
    <message>
        <source>Strip metadata of PNG files</source>
        <translation>PNG ohne Metadaten</translation>
    </message>
    <message>
        <source>Subscribed</source>
        <translation>Abonniert</translation>
    </message>
    <message>
        <source>Subscribing</source>
        <translation>Wird abonniert</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>So</translation>
    </message>
    <message>
        <source>Switch it on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Switch read-only off in the profile, if changes are wanted.</source>
        <translation>Schalten Sie „Nur lesen“ im Profil aus, wenn Sie ändern möchten.</translation>
    </message>
    <message>
        <source>Switch the notation of coordinates</source>
        <translation>Schreibweise der Koordinaten wechseln</translation>
    </message>
    <message>
        <source>Switch this filter off</source>
        <translation>Diesen Filter ausschalten</translation>
    </message>
    <message>
        <source>Table of the output</source>
        <translation>Tabelle des Ergebnisses</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Tags, with commas between them</source>
        <translation>Schlagwörter, mit Kommas getrennt</translation>
    </message>
    <message>
        <source>Take off the list what has ended; no file is touched</source>
        <translation>Beendetes von der Liste nehmen; keine Datei wird angerührt</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Take out of the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Take out position and camera details</source>
        <translation>Position und Kameradaten entfernen</translation>
    </message>
    <message numerus="yes">
        <source>Take out {n:,}</source>
        <comment>Take it out of the list</comment>
        <translation>
            <numerusform>Aus der Liste nehmen</numerusform>
            <numerusform>{n:,} herausnehmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take out {n}</source>
        <comment>Take it out of the list</comment>
        <translation>
            <numerusform>Aus der Liste nehmen</numerusform>
            <numerusform>{n} herausnehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Take the chosen data out</source>
        <translation>Gewählte Daten herausnehmen</translation>
    </message>
    <message>
        <source>Take the selected files out of the list</source>
        <translation>Ausgewählte Dateien aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Take those off the list that have ended</source>
        <translation>Beendete aus der Liste nehmen</translation>
    </message>
    <message numerus="yes">
        <source>Take {n:,} that are gone off the list</source>
        <comment>Take {n:,} that is gone off the list</comment>
        <translation>
            <numerusform>{n:,} nicht mehr vorhandene entfernen</numerusform>
            <numerusform>{n:,} nicht mehr vorhandene entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>Take {name} out</source>
        <translation>{name} herausnehmen</translation>
    </message>
    <message>
        <source>Tell me</source>
        <translation>Melden</translation>
    </message>
    <message>
        <source>Tells</source>
        <translation>Verrät</translation>
    </message>
    <message>
        <source>Tells {details}.</source>
        <translation>Verrät {details}.</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>Terms of CAM2</source>
        <translation>Bedingungen von CAM2</translation>
    </message>
    <message>
        <source>Terms of CAM2…</source>
        <translation>Bedingungen von CAM2…</translation>
    </message>
    <message>
        <source>Test a callback</source>
        <translation>Rückruf prüfen</translation>
    </message>
    <message>
        <source>Test a callback of the studio</source>
        <translation>Einen Rückruf des Studios prüfen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Text of the output</source>
        <translation>Text des Ergebnisses</translation>
    </message>
    <message>
        <source>That end is in the past: the data is deleted at once, for good.</source>
        <translation>Dieses Ende liegt in der Vergangenheit: Die Datei wird sofort und endgültig gelöscht.</translation>
    </message>
    <message>
        <source>That end is in the past: the output is deleted at once, for good.</source>
        <translation>Dieses Ende liegt in der Vergangenheit: Das Ergebnis wird sofort und endgültig gelöscht.</translation>
    </message>
    <message numerus="yes">
        <source>That end is in the past: {n:,} data are deleted at once, for good.</source>
        <comment>That end is in the past: {n:,} data is deleted at once, for good.</comment>
        <translation>
            <numerusform>Dieses Ende liegt in der Vergangenheit: {n:,} Datei wird sofort und endgültig gelöscht.</numerusform>
            <numerusform>Dieses Ende liegt in der Vergangenheit: {n:,} Dateien werden sofort und endgültig gelöscht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That end is in the past: {n:,} outputs are deleted at once, for good.</source>
        <comment>That end is in the past: {n:,} output is deleted at once, for good.</comment>
        <translation>
            <numerusform>Dieses Ende liegt in der Vergangenheit: {n:,} Ergebnis wird sofort und endgültig gelöscht.</numerusform>
            <numerusform>Dieses Ende liegt in der Vergangenheit: {n:,} Ergebnisse werden sofort und endgültig gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>The API key has characters that a key cannot have.</source>
        <translation>Der API-Schlüssel enthält Zeichen, die ein Schlüssel nicht haben kann.</translation>
    </message>
    <message>
        <source>The API key is missing.</source>
        <translation>Der API-Schlüssel fehlt.</translation>
    </message>
    <message>
        <source>The API token has characters that a token cannot have.</source>
        <translation>Das API-Token enthält Zeichen, die ein Token nicht haben kann.</translation>
    </message>
    <message>
        <source>The API token is missing.</source>
        <translation>Das API-Token fehlt.</translation>
    </message>
    <message>
        <source>The IP address or host</source>
        <translation>Die IP-Adresse oder der Host</translation>
    </message>
    <message>
        <source>The IPv4 address is not valid.</source>
        <translation>Die IPv4-Adresse ist ungültig.</translation>
    </message>
    <message>
        <source>The IPv6 address is not valid.</source>
        <translation>Die IPv6-Adresse ist ungültig.</translation>
    </message>
    <message>
        <source>The IPv6 address must not name an interface.</source>
        <translation>Die IPv6-Adresse darf keine Schnittstelle nennen.</translation>
    </message>
    <message>
        <source>The JSON is nested too deeply.</source>
        <translation>Das JSON ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>The UTC offset</source>
        <translation>Der UTC-Abstand</translation>
    </message>
    <message>
        <source>The Voxel51 Platform did not accept the token.</source>
        <translation>Die Voxel51-Plattform hat das Token nicht angenommen.</translation>
    </message>
    <message>
        <source>The Voxel51 Platform runs analytics on videos, job by job.</source>
        <translation>Die Voxel51-Plattform führt Analysen auf Videos aus, Auftrag für Auftrag.</translation>
    </message>
    <message>
        <source>The account has no profile</source>
        <translation>Das Konto hat kein Profil</translation>
    </message>
    <message>
        <source>The address contains a backslash.</source>
        <translation>Die Adresse enthält einen umgekehrten Schrägstrich.</translation>
    </message>
    <message>
        <source>The address contains a user name or password.</source>
        <translation>Die Adresse enthält einen Benutzernamen oder ein Passwort.</translation>
    </message>
    <message>
        <source>The address contains a user name or password; it is not opened.</source>
        <translation>Die Adresse enthält Benutzernamen oder Passwort; sie wird nicht geöffnet.</translation>
    </message>
    <message>
        <source>The address contains a “%” that encodes nothing.</source>
        <translation>Die Adresse enthält ein „%“, das nichts kodiert.</translation>
    </message>
    <message>
        <source>The address contains a “.” or “..” part.</source>
        <translation>Die Adresse enthält einen Teil „.“ oder „..“.</translation>
    </message>
    <message>
        <source>The address contains an empty, “.” or “..” part.</source>
        <translation>Die Adresse enthält einen leeren Teil oder „.“ oder „..“.</translation>
    </message>
    <message>
        <source>The address contains blanks or characters that no address has.</source>
        <translation>Die Adresse enthält Leerzeichen oder Zeichen, die in keiner Adresse stehen.</translation>
    </message>
    <message>
        <source>The address contains blanks or invisible characters.</source>
        <translation>Die Adresse enthält Leerzeichen oder unsichtbare Zeichen.</translation>
    </message>
    <message>
        <source>The address contains half a character.</source>
        <translation>Die Adresse enthält ein halbes Zeichen.</translation>
    </message>
    <message>
        <source>The address contains invisible characters.</source>
        <translation>Die Adresse enthält unsichtbare Zeichen.</translation>
    </message>
    <message>
        <source>The address contains the FaceSpace key, which must not leave.</source>
        <translation>Die Adresse enthält den FaceSpace-Schlüssel, der nicht hinausgehen darf.</translation>
    </message>
    <message>
        <source>The address for the token cannot be used. {error}</source>
        <translation>Die Adresse für das Token ist nicht verwendbar. {error}</translation>
    </message>
    <message>
        <source>The address has characters that cannot travel.</source>
        <translation>Die Adresse hat Zeichen, die sich nicht übertragen lassen.</translation>
    </message>
    <message>
        <source>The address has invisible characters or a backslash.</source>
        <translation>Die Adresse enthält unsichtbare Zeichen oder einen Rückstrich.</translation>
    </message>
    <message>
        <source>The address has no host.</source>
        <translation>Die Adresse hat keinen Rechnernamen.</translation>
    </message>
    <message>
        <source>The address in the token file is not a text.</source>
        <translation>Die Adresse in der Token-Datei ist kein Text.</translation>
    </message>
    <message>
        <source>The address is missing.</source>
        <translation>Die Adresse fehlt.</translation>
    </message>
    <message>
        <source>The address is not one of http or https, or cannot be read.</source>
        <translation>Die Adresse ist keine mit http oder https oder ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The address is not one that takes posts.</source>
        <translation>Diese Adresse nimmt keine Sendungen an.</translation>
    </message>
    <message>
        <source>The address is too long or contains invisible characters.</source>
        <translation>Die Adresse ist zu lang oder enthält unsichtbare Zeichen.</translation>
    </message>
    <message>
        <source>The address is too long.</source>
        <translation>Die Adresse ist zu lang.</translation>
    </message>
    <message>
        <source>The address leads to another service, a login page or a newer version.</source>
        <translation>Die Adresse führt zu einem anderen Dienst, einer Anmeldeseite oder einer neueren Version.</translation>
    </message>
    <message>
        <source>The address leads to {origin}; the token is for {own} only, and was sent nowhere.</source>
        <translation>Die Adresse führt zu {origin}; das Token ist nur für {own} und wurde nirgendwohin gesendet.</translation>
    </message>
    <message>
        <source>The address must begin with https:// and have no blanks or “#”.</source>
        <translation>Die Adresse muss mit https:// beginnen und darf keine Leerzeichen und kein „#“ enthalten.</translation>
    </message>
    <message>
        <source>The address must begin with https://.</source>
        <translation>Die Adresse muss mit https:// beginnen.</translation>
    </message>
    <message>
        <source>The address must contain {places}.</source>
        <translation>Die Adresse muss {places} enthalten.</translation>
    </message>
    <message>
        <source>The address must end before any “?” or “#”.</source>
        <translation>Die Adresse muss vor einem „?“ oder „#“ enden.</translation>
    </message>
    <message>
        <source>The address must look like {example}.</source>
        <translation>Die Adresse muss so aussehen: {example}.</translation>
    </message>
    <message>
        <source>The address must not contain a key; it would be kept in the open.</source>
        <translation>Die Adresse darf keinen Schlüssel enthalten; er würde offen gespeichert.</translation>
    </message>
    <message>
        <source>The address must not contain a user name or password.</source>
        <translation>Die Adresse darf weder Benutzernamen noch Passwort enthalten.</translation>
    </message>
    <message>
        <source>The address of the file cannot be sent through a proxy.</source>
        <translation>Die Adresse der Datei lässt sich nicht über einen Proxy senden.</translation>
    </message>
    <message>
        <source>The address of the file contains a user name or password.</source>
        <translation>Die Adresse der Datei enthält Benutzernamen oder Passwort.</translation>
    </message>
    <message>
        <source>The address of the file is not one of https, or cannot be read.</source>
        <translation>Die Adresse der Datei ist keine https-Adresse oder nicht lesbar.</translation>
    </message>
    <message>
        <source>The address of the file is plain http and leads to {range}.</source>
        <translation>Die Adresse der Datei ist unverschlüsseltes http und führt {range}.</translation>
    </message>
    <message>
        <source>The address of the file is too long.</source>
        <translation>Die Adresse der Datei ist zu lang.</translation>
    </message>
    <message>
        <source>The address of the file leads to {range}, which is not allowed.</source>
        <translation>Die Adresse der Datei führt {range}; das ist nicht erlaubt.</translation>
    </message>
    <message>
        <source>The address of the still</source>
        <translation>Die Adresse des Standbilds</translation>
    </message>
    <message>
        <source>The address of the stream</source>
        <translation>Die Adresse des Streams</translation>
    </message>
    <message>
        <source>The address of {service} is not allowed.</source>
        <translation>{service}: Die Adresse ist nicht erlaubt.</translation>
    </message>
    <message>
        <source>The address of {service} was not found.</source>
        <translation>{service}: Die Adresse wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>The address was not opened.</source>
        <translation>Die Adresse wurde nicht geöffnet.</translation>
    </message>
    <message>
        <source>The analytic itself broke down.</source>
        <translation>Die Analyse selbst ist abgestürzt.</translation>
    </message>
    <message>
        <source>The analytic’s document, as JSON.</source>
        <translation>Das Dokument der Analyse, als JSON.</translation>
    </message>
    <message>
        <source>The answer cannot be used: {error}.</source>
        <translation>Die Antwort ist unbrauchbar: {error}.</translation>
    </message>
    <message>
        <source>The answer has another shape: {error}.</source>
        <translation>Die Antwort hat eine andere Form: {error}.</translation>
    </message>
    <message>
        <source>The answer has no rows</source>
        <translation>Die Antwort hat keine Zeilen</translation>
    </message>
    <message>
        <source>The answer has status {status} instead of 200.</source>
        <translation>Die Antwort hat den Status {status} statt 200.</translation>
    </message>
    <message>
        <source>The answer has status {status}, which means nothing here.</source>
        <translation>Die Antwort hat den Status {status}, der hier nichts bedeutet.</translation>
    </message>
    <message>
        <source>The answer has {n:,} entries where a page has 100.</source>
        <translation>Die Antwort hat {n:,} Einträge; eine Seite hat 100.</translation>
    </message>
    <message>
        <source>The answer holds no address for the upload.</source>
        <translation>Die Antwort enthält keine Adresse zum Hochladen.</translation>
    </message>
    <message>
        <source>The answer holds no address of pictures.</source>
        <translation>Die Antwort enthält keine Adresse von Bildern.</translation>
    </message>
    <message>
        <source>The answer holds no address.</source>
        <translation>In der Antwort fehlt die Adresse.</translation>
    </message>
    <message>
        <source>The answer holds no camera ID.</source>
        <translation>Die Antwort enthält keine Kamera-ID.</translation>
    </message>
    <message>
        <source>The answer holds no id of the upload.</source>
        <translation>Die Antwort enthält keine Kennung für das Hochladen.</translation>
    </message>
    <message>
        <source>The answer holds no job request.</source>
        <translation>In der Antwort fehlt die Anfrage des Auftrags.</translation>
    </message>
    <message>
        <source>The answer holds no job with an id.</source>
        <translation>Die Antwort enthält keinen Auftrag mit einer ID.</translation>
    </message>
    <message>
        <source>The answer holds no job.</source>
        <translation>Die Antwort enthält keinen Auftrag.</translation>
    </message>
    <message>
        <source>The answer holds no list of columns.</source>
        <translation>Die Antwort enthält keine Liste von Spalten.</translation>
    </message>
    <message>
        <source>The answer holds no list of places.</source>
        <translation>Die Antwort enthält keine Liste von Orten.</translation>
    </message>
    <message>
        <source>The answer holds no list of users.</source>
        <translation>In der Antwort fehlt die Liste der Benutzer.</translation>
    </message>
    <message>
        <source>The answer holds no list of {member}.</source>
        <translation>In der Antwort fehlt die Liste „{member}“.</translation>
    </message>
    <message>
        <source>The answer holds no list.</source>
        <translation>Die Antwort enthält keine Liste.</translation>
    </message>
    <message>
        <source>The answer holds no object of responses.</source>
        <translation>In der Antwort fehlt das Objekt der Rückmeldungen.</translation>
    </message>
    <message>
        <source>The answer holds no object.</source>
        <translation>Die Antwort enthält kein Objekt.</translation>
    </message>
    <message>
        <source>The answer holds no photo with an id.</source>
        <translation>Die Antwort enthält kein Foto mit einer ID.</translation>
    </message>
    <message>
        <source>The answer holds no profile with an id.</source>
        <translation>Die Antwort enthält kein Profil mit einer ID.</translation>
    </message>
    <message>
        <source>The answer holds no rows.</source>
        <translation>Die Antwort enthält keine Zeilen.</translation>
    </message>
    <message>
        <source>The answer holds no state of the job.</source>
        <translation>Die Antwort enthält keinen Stand des Auftrags.</translation>
    </message>
    <message>
        <source>The answer holds no state.</source>
        <translation>Die Antwort enthält keinen Stand.</translation>
    </message>
    <message>
        <source>The answer holds no status of the services.</source>
        <translation>In der Antwort fehlt der Status der Dienste.</translation>
    </message>
    <message>
        <source>The answer holds no thumbnail.</source>
        <translation>Die Antwort enthält kein Vorschaubild.</translation>
    </message>
    <message>
        <source>The answer holds no ticket for live events.</source>
        <translation>Die Antwort enthält kein Ticket für Live-Ereignisse.</translation>
    </message>
    <message>
        <source>The answer holds no usable token.</source>
        <translation>Die Antwort enthält kein brauchbares Token.</translation>
    </message>
    <message>
        <source>The answer holds no {member} with an id.</source>
        <translation>In der Antwort fehlt „{member}“ mit einer ID.</translation>
    </message>
    <message>
        <source>The answer holds no {name}.</source>
        <translation>Die Antwort enthält das Feld {name} nicht.</translation>
    </message>
    <message>
        <source>The answer holds nothing with an id.</source>
        <translation>Die Antwort enthält nichts mit einer Kennung.</translation>
    </message>
    <message>
        <source>The answer is a web page, not data.</source>
        <translation>Die Antwort ist eine Webseite, keine Daten.</translation>
    </message>
    <message>
        <source>The answer is compressed in a way not asked for.</source>
        <translation>Die Antwort ist anders komprimiert als verlangt.</translation>
    </message>
    <message>
        <source>The answer is empty.</source>
        <translation>Die Antwort ist leer.</translation>
    </message>
    <message>
        <source>The answer is larger than {size}.</source>
        <translation>Die Antwort ist größer als {size}.</translation>
    </message>
    <message>
        <source>The answer is nested too deeply.</source>
        <translation>Die Antwort ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>The answer is no handshake of Socket.IO.</source>
        <translation>Die Antwort ist kein Handschlag von Socket.IO.</translation>
    </message>
    <message>
        <source>The answer is not valid JSON.</source>
        <translation>Die Antwort ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>The answer is not what {service} would send.</source>
        <translation>{service}: Die Antwort passt nicht zu diesem Dienst.</translation>
    </message>
    <message>
        <source>The answer of {service} ends in the middle.</source>
        <translation>{service}: Die Antwort bricht mittendrin ab.</translation>
    </message>
    <message>
        <source>The answer of {service} is too large.</source>
        <translation>{service}: Die Antwort ist zu groß.</translation>
    </message>
    <message>
        <source>The answer was a redirection to an unusable address.</source>
        <translation>Die Antwort war eine Umleitung zu einer unbrauchbaren Adresse.</translation>
    </message>
    <message>
        <source>The answer was a redirection to another path of the same server.</source>
        <translation>Die Antwort war eine Umleitung zu einem anderen Pfad desselben Servers.</translation>
    </message>
    <message>
        <source>The answer was a redirection to another server; it was not followed.</source>
        <translation>Die Antwort war eine Umleitung zu einem anderen Server; ihr wurde nicht gefolgt.</translation>
    </message>
    <message>
        <source>The answer was a redirection to nowhere.</source>
        <translation>Die Antwort war eine Umleitung ohne Ziel.</translation>
    </message>
    <message>
        <source>The answer was a redirection to {origin}.</source>
        <translation>Die Antwort war eine Umleitung zu {origin}.</translation>
    </message>
    <message>
        <source>The answer was an unknown status.</source>
        <translation>Die Antwort war ein unbekannter Status.</translation>
    </message>
    <message>
        <source>The answer was not HTTP.</source>
        <translation>Die Antwort war kein HTTP.</translation>
    </message>
    <message>
        <source>The answer was: {answer}.</source>
        <translation>Die Antwort war: {answer}.</translation>
    </message>
    <message>
        <source>The application</source>
        <translation>Die Anwendung</translation>
    </message>
    <message>
        <source>The application has no user yet</source>
        <translation>Die Anwendung hat noch keinen Benutzer</translation>
    </message>
    <message>
        <source>The beginning must not be later than the end.</source>
        <translation>Der Beginn darf nicht nach dem Ende liegen.</translation>
    </message>
    <message>
        <source>The board fills from the server&apos;s log and the live feed.</source>
        <translation>Die Übersicht füllt sich aus dem Protokoll des Servers und den laufenden Meldungen.</translation>
    </message>
    <message>
        <source>The body is larger than 1 MiB.</source>
        <translation>Der Inhalt ist größer als 1 MiB.</translation>
    </message>
    <message>
        <source>The brand</source>
        <translation>Die Marke</translation>
    </message>
    <message>
        <source>The browser could not be opened</source>
        <translation>Der Browser konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>The built-in map cannot be read: {reason}</source>
        <translation>Die eingebaute Karte kann nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <source>The built-in map is always there. Another source lies over it, and where it has nothing the built-in map is seen.</source>
        <translation>Die eingebaute Karte ist immer da. Eine andere Quelle liegt darüber; wo sie nichts hat, ist die eingebaute Karte zu sehen.</translation>
    </message>
    <message>
        <source>The built-in map is shown. {reason}</source>
        <translation>Gezeigt wird die eingebaute Karte. {reason}</translation>
    </message>
    <message>
        <source>The callback address must begin with https://</source>
        <translation>Die Adresse für Rückrufe muss mit https:// beginnen</translation>
    </message>
    <message>
        <source>The callback secret could not be read. {why}</source>
        <translation>Das Geheimnis für Rückrufe konnte nicht gelesen werden. {why}</translation>
    </message>
    <message>
        <source>The callback secret is kept in the key store</source>
        <translation>Das Geheimnis für Rückrufe liegt im Schlüsselbund</translation>
    </message>
    <message>
        <source>The callback secret is kept until the console ends</source>
        <translation>Das Geheimnis für Rückrufe bleibt bis zum Beenden des Programms</translation>
    </message>
    <message>
        <source>The camera</source>
        <translation>Die Kamera</translation>
    </message>
    <message>
        <source>The camera ID</source>
        <translation>Die Kamera-ID</translation>
    </message>
    <message>
        <source>The camera or the connection stopped too early.</source>
        <translation>Die Kamera oder die Verbindung hat zu früh aufgehört.</translation>
    </message>
    <message>
        <source>The camera sent a kind of picture that is not shown here.</source>
        <translation>Die Kamera hat ein Bildformat gesendet, das hier nicht gezeigt wird.</translation>
    </message>
    <message>
        <source>The camera sent nothing at all.</source>
        <translation>Die Kamera hat gar nichts gesendet.</translation>
    </message>
    <message>
        <source>The camera was changed meanwhile: {names}.</source>
        <translation>Die Kamera wurde inzwischen geändert: {names}.</translation>
    </message>
    <message>
        <source>The cameras belong to others. A picture is fetched when you ask for it, no camera is asked more often than every 2 seconds, and never more than 3 at once.</source>
        <translation>Die Kameras gehören anderen. Ein Bild wird geholt, wenn Sie es verlangen, keine Kamera öfter als alle 2 Sekunden gefragt und nie mehr als 3 zugleich.</translation>
    </message>
    <message>
        <source>The catalogue could not be read</source>
        <translation>Der Katalog konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>The catalogue has none, or one that cannot be used.</source>
        <translation>Der Katalog hat keine oder eine unbrauchbare.</translation>
    </message>
    <message>
        <source>The catalogue is empty</source>
        <translation>Der Katalog ist leer</translation>
    </message>
    <message>
        <source>The certificate of {service} was not accepted.</source>
        <translation>{service}: Das Zertifikat wurde nicht akzeptiert.</translation>
    </message>
    <message>
        <source>The certificate was not accepted.</source>
        <translation>Das Zertifikat wurde nicht anerkannt.</translation>
    </message>
    <message>
        <source>The certificate was not accepted: {reason}.</source>
        <translation>Das Zertifikat wurde nicht akzeptiert: {reason}.</translation>
    </message>
    <message>
        <source>The check failed: {reason}</source>
        <translation>Die Prüfung ist fehlgeschlagen: {reason}</translation>
    </message>
    <message>
        <source>The check needs this.</source>
        <translation>Das braucht die Prüfung.</translation>
    </message>
    <message>
        <source>The city</source>
        <translation>Die Stadt</translation>
    </message>
    <message>
        <source>The client ID</source>
        <translation>Die Client-ID</translation>
    </message>
    <message>
        <source>The client ID has characters that it cannot have.</source>
        <translation>Die Client-ID enthält Zeichen, die sie nicht haben kann.</translation>
    </message>
    <message>
        <source>The client ID is missing.</source>
        <translation>Die Client-ID fehlt.</translation>
    </message>
    <message>
        <source>The client now belongs to {owner}.</source>
        <translation>Der Client gehört jetzt {owner}.</translation>
    </message>
    <message>
        <source>The client secret has characters that it cannot have.</source>
        <translation>Das Client-Geheimnis enthält Zeichen, die es nicht haben kann.</translation>
    </message>
    <message>
        <source>The client secret is missing.</source>
        <translation>Das Client-Geheimnis fehlt.</translation>
    </message>
    <message>
        <source>The client&apos;s permission level is now {level}.</source>
        <translation>Die Berechtigungsstufe des Clients ist jetzt {level}.</translation>
    </message>
    <message>
        <source>The clocks skip this time, because summer time begins</source>
        <translation>Diese Zeit überspringen die Uhren, weil die Sommerzeit beginnt</translation>
    </message>
    <message>
        <source>The clocks skip this time, because summer time begins.</source>
        <translation>Diese Uhrzeit gibt es nicht, weil die Sommerzeit beginnt.</translation>
    </message>
    <message>
        <source>The compressed answer broke off.</source>
        <translation>Die komprimierte Antwort brach ab.</translation>
    </message>
    <message>
        <source>The compressed answer is damaged.</source>
        <translation>Die komprimierte Antwort ist beschädigt.</translation>
    </message>
    <message>
        <source>The connection broke off, or the other side stopped early.</source>
        <translation>Die Verbindung brach ab, oder die Gegenseite hörte zu früh auf.</translation>
    </message>
    <message>
        <source>The connection broke off.</source>
        <translation>Die Verbindung brach ab.</translation>
    </message>
    <message>
        <source>The connection could not be made.</source>
        <translation>Die Verbindung kam nicht zustande.</translation>
    </message>
    <message>
        <source>The connection was refused.</source>
        <translation>Die Verbindung wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The copy is sent under another name</source>
        <translation>Die Kopie wird unter anderem Namen gesendet</translation>
    </message>
    <message>
        <source>The country</source>
        <translation>Das Land</translation>
    </message>
    <message>
        <source>The credentials of this profile do not allow this: it needs the level admin.</source>
        <translation>Die Zugangsdaten dieses Profils erlauben das nicht: Nötig ist die Stufe admin.</translation>
    </message>
    <message>
        <source>The credentials of this profile do not allow this: it needs the level webUI.</source>
        <translation>Die Zugangsdaten dieses Profils erlauben das nicht: Nötig ist die Stufe webUI.</translation>
    </message>
    <message>
        <source>The data could not be put on the list of transfers: {error}</source>
        <translation>Die Daten konnten nicht auf die Übertragungsliste gesetzt werden: {error}</translation>
    </message>
    <message>
        <source>The data could not be read</source>
        <translation>Die Daten konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>The data is kept until {time} now.</source>
        <translation>Die Datei wird jetzt bis {time} aufbewahrt.</translation>
    </message>
    <message>
        <source>The data of {names} is not at the platform any more; send it again first.</source>
        <translation>Die Daten von {names} sind nicht mehr auf der Plattform; senden Sie sie zuerst erneut.</translation>
    </message>
    <message>
        <source>The data {ids} is not sent. {reason}</source>
        <translation>Die Daten {ids} werden nicht gesendet. {reason}</translation>
    </message>
    <message>
        <source>The dataset has no columns</source>
        <translation>Das Dataset hat keine Spalten</translation>
    </message>
    <message>
        <source>The date is missing. {hint}</source>
        <translation>Das Datum fehlt. {hint}</translation>
    </message>
    <message>
        <source>The demo is kept in memory only. {trouble}</source>
        <translation>Die Demo bleibt nur im Speicher. {trouble}</translation>
    </message>
    <message>
        <source>The demo needs no server: a simulated site runs on this computer.</source>
        <translation>Die Demo braucht keinen Server: Ein simulierter Standort läuft auf diesem Computer.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>The disk is full: new sightings cannot be kept.</source>
        <translation>Der Datenträger ist voll: Neue Sichtungen können nicht aufbewahrt werden.</translation>
    </message>
    <message>
        <source>The disk of the machine was full.</source>
        <translation>Der Datenträger des Rechners war voll.</translation>
    </message>
    <message>
        <source>The document could not be read, so there are no fields: see JSON.</source>
        <translation>Das Dokument war nicht lesbar, daher gibt es keine Felder: siehe JSON.</translation>
    </message>
    <message>
        <source>The document does not know this. It is kept until you take it out.</source>
        <translation>Das Dokument kennt dies nicht. Es bleibt, bis Sie es herausnehmen.</translation>
    </message>
    <message>
        <source>The download was cancelled.</source>
        <translation>Das Herunterladen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The encrypted connection could not be made.</source>
        <translation>Die verschlüsselte Verbindung kam nicht zustande.</translation>
    </message>
    <message>
        <source>The end is before the start.</source>
        <translation>Das Ende liegt vor dem Beginn.</translation>
    </message>
    <message>
        <source>The end of data by URL cannot be changed later.</source>
        <translation>Das Ende von Daten per URL lässt sich später nicht ändern.</translation>
    </message>
    <message>
        <source>The entries are tried against the server before anything is saved.</source>
        <translation>Die Angaben werden am Server geprüft, bevor etwas gespeichert wird.</translation>
    </message>
    <message>
        <source>The field of the small charts</source>
        <translation>Feld der kleinen Diagramme</translation>
    </message>
    <message>
        <source>The field that takes the data in turn</source>
        <translation>Das Feld, das die Daten der Reihe nach aufnimmt</translation>
    </message>
    <message>
        <source>The fields that the platform is asked for</source>
        <translation>Die Felder, nach denen die Plattform gefragt wird</translation>
    </message>
    <message>
        <source>The file arrived, but the service could not make a dataset of it. {reason}</source>
        <translation>Die Datei ist angekommen, aber der Dienst konnte kein Dataset daraus machen. {reason}</translation>
    </message>
    <message>
        <source>The file cannot be put onto the disk: {reason}.</source>
        <translation>Die Datei kann nicht auf den Datenträger geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>The file cannot be read: {reason}.</source>
        <translation>Die Datei kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <source>The file cannot be read: {why}.</source>
        <translation>Die Datei lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>The file cannot be used: {reason}.</source>
        <translation>Die Datei kann nicht verwendet werden: {reason}.</translation>
    </message>
    <message>
        <source>The file cannot be used: {why}.</source>
        <translation>Die Datei ist nicht zu gebrauchen: {why}.</translation>
    </message>
    <message>
        <source>The file cannot be used: {words}.</source>
        <translation>Die Datei ist nicht verwendbar: {words}.</translation>
    </message>
    <message>
        <source>The file ends in the middle.</source>
        <translation>Die Datei bricht mittendrin ab.</translation>
    </message>
    <message>
        <source>The file has arrived; the service is making a dataset of it.</source>
        <translation>Die Datei ist angekommen; der Dienst macht ein Dataset daraus.</translation>
    </message>
    <message>
        <source>The file has changed since it was checked.</source>
        <translation>Die Datei hat sich seit der Prüfung geändert.</translation>
    </message>
    <message>
        <source>The file has changed since it was looked at; drop it again.</source>
        <translation>Die Datei hat sich seit der Prüfung geändert; legen Sie sie noch einmal ab.</translation>
    </message>
    <message>
        <source>The file has changed since its upload began.</source>
        <translation>Die Datei wurde geändert, seit das Hochladen begann.</translation>
    </message>
    <message>
        <source>The file has changed; whether it had arrived before is not known.</source>
        <translation>Die Datei wurde geändert; ob sie vorher angekommen war, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The file has {size:.0f} MB; up to {most:.0f} MB are shown.</source>
        <translation>Die Datei hat {size:.0f} MB; bis zu {most:.0f} MB werden gezeigt.</translation>
    </message>
    <message>
        <source>The file has {size:.1f} MiB; at most 27 MiB can be uploaded.</source>
        <translation>Die Datei hat {size:.1f} MiB; höchstens 27 MiB lassen sich hochladen.</translation>
    </message>
    <message>
        <source>The file holds no labels.</source>
        <translation>Die Datei enthält keine Beschriftungen.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The file is empty; there is nothing to upload.</source>
        <translation>Die Datei ist leer; es gibt nichts hochzuladen.</translation>
    </message>
    <message>
        <source>The file is larger than 64 MiB; upload it in chunks.</source>
        <translation>Die Datei ist größer als 64 MiB; laden Sie sie in Stücken hoch.</translation>
    </message>
    <message>
        <source>The file is no longer there.</source>
        <translation>Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The file is not JSON of the right kind.</source>
        <translation>Die Datei ist kein JSON der richtigen Art.</translation>
    </message>
    <message>
        <source>The file is not valid JSON.</source>
        <translation>Die Datei ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>The file is offered over plain http; only https is allowed.</source>
        <translation>Die Datei wird über unverschlüsseltes http angeboten; nur https ist erlaubt.</translation>
    </message>
    <message>
        <source>The file of saved profiles was damaged; it was set aside as {file}.</source>
        <translation>Die Datei der gespeicherten Profile war beschädigt; sie wurde als {file} beiseitegelegt.</translation>
    </message>
    <message>
        <source>The files are being looked at.</source>
        <translation>Die Dateien werden gerade geprüft.</translation>
    </message>
    <message>
        <source>The files are still being looked at.</source>
        <translation>Die Dateien werden noch geprüft.</translation>
    </message>
    <message>
        <source>The files become new datasets of “{title}”.</source>
        <translation>Die Dateien werden neue Datasets von „{title}“.</translation>
    </message>
    <message>
        <source>The files become photos of “{title}”.</source>
        <translation>Die Dateien werden Fotos von „{title}“.</translation>
    </message>
    <message>
        <source>The files of one form may have 64 MiB; upload them in chunks.</source>
        <translation>Die Dateien eines Formulars dürfen 64 MiB haben; laden Sie sie in Stücken hoch.</translation>
    </message>
    <message>
        <source>The filter could not be read: {reason}</source>
        <translation>Der Filter konnte nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <source>The filter could not be written: {reason}</source>
        <translation>Der Filter konnte nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <source>The first {cameras}: more available, this search ends at {most:,} pages</source>
        <translation>Die ersten {cameras}: Es gibt mehr, diese Suche endet bei {most:,} Seiten</translation>
    </message>
    <message>
        <source>The first {most:,} are listed.</source>
        <translation>Die ersten {most:,} sind aufgeführt.</translation>
    </message>
    <message>
        <source>The first {most:,} are shown here.</source>
        <translation>Hier stehen die ersten {most:,}.</translation>
    </message>
    <message>
        <source>The first {most}; more would be a sweep, which the terms forbid.</source>
        <translation>Die ersten {most}; mehr wäre ein Durchkämmen, das die Bedingungen verbieten.</translation>
    </message>
    <message>
        <source>The first {n:,} are here</source>
        <translation>Die ersten {n:,} sind hier</translation>
    </message>
    <message>
        <source>The first {n:,} of {total:,} are here</source>
        <translation>Die ersten {n:,} von {total:,} sind hier</translation>
    </message>
    <message>
        <source>The folder could not be opened: {folder}</source>
        <translation>Der Ordner ließ sich nicht öffnen: {folder}</translation>
    </message>
    <message>
        <source>The folder for the results cannot be made: {why}.</source>
        <translation>Der Ordner für die Ergebnisse lässt sich nicht anlegen: {why}.</translation>
    </message>
    <message>
        <source>The folder is not there any more</source>
        <translation>Den Ordner gibt es nicht mehr</translation>
    </message>
    <message>
        <source>The frame rate</source>
        <translation>Die Bildrate</translation>
    </message>
    <message>
        <source>The gap could not be filled.</source>
        <translation>Die Lücke konnte nicht gefüllt werden.</translation>
    </message>
    <message>
        <source>The graphics processor failed, or there was none: try the compute mode CPU.</source>
        <translation>Der Grafikprozessor versagte oder fehlte: Versuchen Sie den Rechenmodus CPU.</translation>
    </message>
    <message>
        <source>The handshake of Socket.IO cannot be read.</source>
        <translation>Der Handschlag von Socket.IO ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The header {name} is set by the connection itself.</source>
        <translation>Die Kopfzeile {name} setzt die Verbindung selbst.</translation>
    </message>
    <message>
        <source>The header {name} is set by the console itself.</source>
        <translation>Die Kopfzeile {name} setzt die Konsole selbst.</translation>
    </message>
    <message>
        <source>The header {name} stands there twice.</source>
        <translation>Die Kopfzeile {name} steht zweimal da.</translation>
    </message>
    <message>
        <source>The height</source>
        <translation>Die Bildhöhe</translation>
    </message>
    <message>
        <source>The history could not be written. {error}</source>
        <translation>Der Verlauf konnte nicht geschrieben werden. {error}</translation>
    </message>
    <message>
        <source>The host in the address is not valid.</source>
        <translation>Der Rechnername in der Adresse ist ungültig.</translation>
    </message>
    <message>
        <source>The host name is misspelt, or this computer has no network or name service.</source>
        <translation>Der Rechnername ist falsch geschrieben, oder dieser Computer hat kein Netz oder keinen Namensdienst.</translation>
    </message>
    <message>
        <source>The host name was not found.</source>
        <translation>Der Rechnername wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>The id of a job must be a whole number above 0.</source>
        <translation>Die ID eines Auftrags muss eine ganze Zahl über 0 sein.</translation>
    </message>
    <message>
        <source>The id of a photo must be a whole number above 0.</source>
        <translation>Die ID eines Fotos muss eine ganze Zahl über 0 sein.</translation>
    </message>
    <message>
        <source>The id of a profile must be a whole number above 0.</source>
        <translation>Die ID eines Profils muss eine ganze Zahl über 0 sein.</translation>
    </message>
    <message>
        <source>The input is no video, or of a format that the analytic does not read.</source>
        <translation>Die Eingabe ist kein Video oder hat ein Format, das die Analyse nicht liest.</translation>
    </message>
    <message>
        <source>The input “{name}” refers to no data.</source>
        <translation>Die Eingabe „{name}“ verweist auf keine Daten.</translation>
    </message>
    <message>
        <source>The inputs and parameters of a job request must be objects.</source>
        <translation>Eingaben und Parameter einer Anfrage müssen Objekte sein.</translation>
    </message>
    <message>
        <source>The job did not end within {seconds:g} s; the service still works on it.</source>
        <translation>Der Auftrag wurde nicht in {seconds:g} s fertig; der Dienst arbeitet noch daran.</translation>
    </message>
    <message>
        <source>The job failed, and the platform does not say whose fault it was.</source>
        <translation>Der Auftrag ist fehlgeschlagen, und die Plattform sagt nicht, wer schuld ist.</translation>
    </message>
    <message>
        <source>The job failed; the platform says “{failure}”, which is not known here.</source>
        <translation>Der Auftrag ist fehlgeschlagen; die Plattform sagt „{failure}“, was hier nicht bekannt ist.</translation>
    </message>
    <message>
        <source>The job has a photo of this name.</source>
        <translation>Der Auftrag hat ein Foto dieses Namens.</translation>
    </message>
    <message>
        <source>The job has no log file yet; one comes when it begins to run.</source>
        <translation>Der Auftrag hat noch kein Protokoll; es entsteht, sobald er läuft.</translation>
    </message>
    <message>
        <source>The job is being made…</source>
        <translation>Der Auftrag wird angelegt…</translation>
    </message>
    <message>
        <source>The job is not there any more.</source>
        <translation>Den Auftrag gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>The job needs a name.</source>
        <translation>Der Auftrag braucht einen Namen.</translation>
    </message>
    <message>
        <source>The job request is no object.</source>
        <translation>Die Anfrage des Auftrags ist kein Objekt.</translation>
    </message>
    <message>
        <source>The job request is not JSON.</source>
        <translation>Die Anfrage des Auftrags ist kein JSON.</translation>
    </message>
    <message>
        <source>The job request names no analytic.</source>
        <translation>Die Anfrage des Auftrags nennt keine Analyse.</translation>
    </message>
    <message>
        <source>The job was ended before it ran to its end.</source>
        <translation>Der Auftrag wurde beendet, bevor er durchgelaufen war.</translation>
    </message>
    <message>
        <source>The job {name} was made.</source>
        <translation>Der Auftrag {name} wurde angelegt.</translation>
    </message>
    <message>
        <source>The kept events could not be read: {error}</source>
        <translation>Die aufbewahrten Ereignisse waren nicht lesbar: {error}</translation>
    </message>
    <message>
        <source>The key could not be saved</source>
        <translation>Der Schlüssel konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>The key is missing, has expired or was mistyped.</source>
        <translation>Der Schlüssel fehlt, ist abgelaufen oder wurde falsch eingegeben.</translation>
    </message>
    <message>
        <source>The key is wrong, was withdrawn, or does not allow this.</source>
        <translation>Der Schlüssel ist falsch, wurde zurückgezogen oder erlaubt dies nicht.</translation>
    </message>
    <message>
        <source>The keyring answered too late.</source>
        <translation>Der Schlüsselbund antwortete zu spät.</translation>
    </message>
    <message>
        <source>The keyring cannot keep this text.</source>
        <translation>Der Schlüsselbund kann diesen Text nicht aufbewahren.</translation>
    </message>
    <message>
        <source>The keyring chosen for this computer is not installed.</source>
        <translation>Der für diesen Computer gewählte Schlüsselbund ist nicht installiert.</translation>
    </message>
    <message>
        <source>The keyring did not answer in time. It may be locked, or waiting for its password in another window: unlock it, then try again.</source>
        <translation>Der Schlüsselbund antwortete nicht rechtzeitig. Vielleicht ist er gesperrt oder wartet in einem anderen Fenster auf sein Passwort: Entsperren Sie ihn und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The keyring has ended or cannot be reached: start it or sign in again, then try again.</source>
        <translation>Der Schlüsselbund ist beendet oder nicht erreichbar: Starten Sie ihn oder melden Sie sich neu an, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The keyring holds only a part of the secret: enter it again.</source>
        <translation>Der Schlüsselbund enthält nur einen Teil des Geheimnisses: Geben Sie es neu ein.</translation>
    </message>
    <message>
        <source>The keyring is locked, or its question was dismissed: unlock it, then try again.</source>
        <translation>Der Schlüsselbund ist gesperrt, oder seine Frage wurde abgelehnt: Entsperren Sie ihn und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The keyring refused or failed ({error}).</source>
        <translation>Der Schlüsselbund lehnte ab oder versagte ({error}).</translation>
    </message>
    <message>
        <source>The keyring&apos;s entry was changed by another program: enter the secret again.</source>
        <translation>Der Eintrag im Schlüsselbund wurde von einem anderen Programm geändert: Geben Sie das Geheimnis neu ein.</translation>
    </message>
    <message numerus="yes">
        <source>The labels go on for {n:,} frames after the last picture.</source>
        <comment>The labels go on for {n:,} frame after the last picture.</comment>
        <translation>
            <numerusform>Die Beschriftungen reichen {n:,} Bild über das letzte hinaus.</numerusform>
            <numerusform>Die Beschriftungen reichen {n:,} Bilder über das letzte hinaus.</numerusform>
        </translation>
    </message>
    <message>
        <source>The last 10 minutes</source>
        <translation>Die letzten 10 Minuten</translation>
    </message>
    <message>
        <source>The last 24 hours</source>
        <translation>Die letzten 24 Stunden</translation>
    </message>
    <message>
        <source>The last hour</source>
        <translation>Die letzte Stunde</translation>
    </message>
    <message>
        <source>The latitude</source>
        <translation>Die geografische Breite</translation>
    </message>
    <message>
        <source>The latitude belongs to the longitude.</source>
        <translation>Zur Länge gehört die Breite.</translation>
    </message>
    <message>
        <source>The legacy ID</source>
        <translation>Die alte ID</translation>
    </message>
    <message>
        <source>The limit must be a whole number above 0, or none.</source>
        <translation>Die Höchstzahl muss eine ganze Zahl über 0 sein oder fehlen.</translation>
    </message>
    <message numerus="yes">
        <source>The limit of {n:,} pictures was reached</source>
        <comment>The limit of {n:,} picture was reached</comment>
        <translation>
            <numerusform>Die Höchstzahl von {n:,} Bild ist erreicht</numerusform>
            <numerusform>Die Höchstzahl von {n:,} Bildern ist erreicht</numerusform>
        </translation>
    </message>
    <message>
        <source>The line is lost</source>
        <translation>Die Verbindung ist verloren</translation>
    </message>
    <message>
        <source>The line was closed here.</source>
        <translation>Die Verbindung wurde hier geschlossen.</translation>
    </message>
    <message>
        <source>The line was lost.</source>
        <translation>Die Verbindung ging verloren.</translation>
    </message>
    <message>
        <source>The list is limited to what the map shows.</source>
        <translation>Die Liste ist auf das begrenzt, was die Karte zeigt.</translation>
    </message>
    <message>
        <source>The list of towns is not read yet; coordinates work at once.</source>
        <translation>Die Liste der Orte ist noch nicht gelesen; Koordinaten gehen sofort.</translation>
    </message>
    <message>
        <source>The list of transfers could not be read. {trouble}</source>
        <translation>Die Liste der Übertragungen war nicht lesbar. {trouble}</translation>
    </message>
    <message>
        <source>The list of transfers could not be written. {error}</source>
        <translation>Die Liste der Übertragungen konnte nicht geschrieben werden. {error}</translation>
    </message>
    <message>
        <source>The list of transfers could not be written. {why}</source>
        <translation>Die Liste der Übertragungen konnte nicht geschrieben werden. {why}</translation>
    </message>
    <message>
        <source>The list of transfers is in memory only: if you quit now, they are given up.</source>
        <translation>Die Liste der Übertragungen ist nur im Arbeitsspeicher: Wenn Sie jetzt beenden, werden sie aufgegeben.</translation>
    </message>
    <message>
        <source>The list of transfers stops before each next file, until it is told</source>
        <translation>Die Übertragungsliste hält vor jeder weiteren Datei an, bis Sie sie fortsetzen</translation>
    </message>
    <message>
        <source>The list stops before this one.</source>
        <translation>Die Liste hält vor dieser Datei an.</translation>
    </message>
    <message>
        <source>The list stops before {file}, as it was marked.</source>
        <translation>Die Liste hält vor {file} an, wie markiert.</translation>
    </message>
    <message>
        <source>The live line failed, and nobody knows why.</source>
        <translation>Die Live-Verbindung ist ausgefallen, der Grund ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The live line speaks Engine.IO 4 only, from the next connection on.</source>
        <translation>Die Live-Verbindung spricht ab der nächsten Verbindung nur Engine.IO 4.</translation>
    </message>
    <message>
        <source>The log cannot be kept: {reason}.</source>
        <translation>Das Protokoll kann nicht abgelegt werden: {reason}.</translation>
    </message>
    <message>
        <source>The log could not be saved: {reason}.</source>
        <translation>Das Protokoll konnte nicht gespeichert werden: {reason}.</translation>
    </message>
    <message>
        <source>The log file cannot be written: {reason}.</source>
        <translation>Die Protokolldatei lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>The log is empty.</source>
        <translation>Das Protokoll ist leer.</translation>
    </message>
    <message>
        <source>The longitude</source>
        <translation>Die geografische Länge</translation>
    </message>
    <message>
        <source>The longitude belongs to the latitude.</source>
        <translation>Zur Breite gehört die Länge.</translation>
    </message>
    <message>
        <source>The machine that it ran on went away.</source>
        <translation>Der Rechner, auf dem er lief, ist weggefallen.</translation>
    </message>
    <message>
        <source>The map shows none of the cameras listed</source>
        <translation>Die Karte zeigt keine der aufgeführten Kameras</translation>
    </message>
    <message>
        <source>The method must be one of {methods}.</source>
        <translation>Die Methode muss eine von diesen sein: {methods}.</translation>
    </message>
    <message>
        <source>The model</source>
        <translation>Das Modell</translation>
    </message>
    <message>
        <source>The moment is too far away.</source>
        <translation>Der Zeitpunkt liegt zu weit entfernt.</translation>
    </message>
    <message>
        <source>The name in its address is out of date, or this computer has no name service.</source>
        <translation>Der Name in der Adresse ist veraltet, oder dieser Computer hat keinen Namensdienst.</translation>
    </message>
    <message>
        <source>The name is taken: sent as {name}.</source>
        <translation>Der Name ist vergeben: gesendet als {name}.</translation>
    </message>
    <message>
        <source>The name of a table or column is missing or unusable.</source>
        <translation>Der Name einer Tabelle oder Spalte fehlt oder ist unbrauchbar.</translation>
    </message>
    <message>
        <source>The name of the file is not readable text; rename it first.</source>
        <translation>Der Dateiname ist kein lesbarer Text; benennen Sie die Datei zuerst um.</translation>
    </message>
    <message>
        <source>The name of the job is not readable text.</source>
        <translation>Der Name des Auftrags ist kein lesbarer Text.</translation>
    </message>
    <message>
        <source>The name of the storage was not found.</source>
        <translation>Der Name des Speicherdienstes wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>The name {host} was not found.</source>
        <translation>Der Name {host} wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>The name “{name}” stands twice in one object.</source>
        <translation>Der Name „{name}“ steht in einem Objekt zweimal.</translation>
    </message>
    <message>
        <source>The network wants a log-in before it lets anything through.</source>
        <translation>Das Netz verlangt eine Anmeldung, bevor es etwas durchlässt.</translation>
    </message>
    <message>
        <source>The new job needs a name.</source>
        <translation>Der neue Auftrag braucht einen Namen.</translation>
    </message>
    <message>
        <source>The new job needs a profile.</source>
        <translation>Der neue Auftrag braucht ein Profil.</translation>
    </message>
    <message>
        <source>The next {count} calls fail; then the server is well again.</source>
        <translation>Die nächsten {count} Anfragen schlagen fehl; dann ist der Server wieder gesund.</translation>
    </message>
    <message>
        <source>The number of days cannot be used.</source>
        <translation>Diese Zahl von Tagen ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>The number of pages</source>
        <translation>Die Zahl der Seiten</translation>
    </message>
    <message>
        <source>The offset</source>
        <translation>Der Versatz</translation>
    </message>
    <message>
        <source>The offset is {offset}, in a unit that is not known.</source>
        <translation>Der Abstand ist {offset}, die Einheit ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The offset {seconds:,} s cannot be right.</source>
        <translation>Der Abstand von {seconds:,} s kann nicht stimmen.</translation>
    </message>
    <message>
        <source>The one kept for this profile</source>
        <translation>Das für dieses Profil gespeicherte</translation>
    </message>
    <message>
        <source>The other side did something unusual.</source>
        <translation>Die Gegenseite hat etwas Ungewöhnliches getan.</translation>
    </message>
    <message>
        <source>The output cannot be kept on this computer: {reason}.</source>
        <translation>Das Ergebnis kann nicht auf diesem Computer abgelegt werden: {reason}.</translation>
    </message>
    <message>
        <source>The output has labels, but no picture to them.</source>
        <translation>Das Ergebnis hat Beschriftungen, aber kein Video dazu.</translation>
    </message>
    <message>
        <source>The output is kept until {time} now.</source>
        <translation>Das Ergebnis wird jetzt bis {time} aufbewahrt.</translation>
    </message>
    <message>
        <source>The outputs could not be put on the list: {error}</source>
        <translation>Die Ergebnisse konnten nicht auf die Liste gesetzt werden: {error}</translation>
    </message>
    <message>
        <source>The owner</source>
        <translation>Der Eigentümer</translation>
    </message>
    <message>
        <source>The path of the still</source>
        <translation>Der Pfad des Standbilds</translation>
    </message>
    <message>
        <source>The path of the stream</source>
        <translation>Der Pfad des Streams</translation>
    </message>
    <message>
        <source>The permission level</source>
        <translation>Die Berechtigungsstufe</translation>
    </message>
    <message>
        <source>The photos could not be listed</source>
        <translation>Die Fotos ließen sich nicht auflisten</translation>
    </message>
    <message>
        <source>The picture cannot be read.</source>
        <translation>Das Bild kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The picture could not be laid over its background.</source>
        <translation>Das Bild ließ sich nicht auf seinen Hintergrund legen.</translation>
    </message>
    <message>
        <source>The picture ends in the middle.</source>
        <translation>Das Bild bricht mittendrin ab.</translation>
    </message>
    <message>
        <source>The picture has moved, or a login page is in the way.</source>
        <translation>Das Bild ist umgezogen, oder eine Anmeldeseite steht im Weg.</translation>
    </message>
    <message>
        <source>The picture has moved, or a page or a film is in its place.</source>
        <translation>Das Bild ist umgezogen, oder an seiner Stelle ist eine Seite oder ein Film.</translation>
    </message>
    <message>
        <source>The picture is broken.</source>
        <translation>Das Bild ist beschädigt.</translation>
    </message>
    <message>
        <source>The picture is fetched when you ask for it, and never kept.</source>
        <translation>Das Bild wird geholt, wenn Sie es verlangen, und nie behalten.</translation>
    </message>
    <message>
        <source>The picture is neither here nor at the studio.</source>
        <translation>Das Bild ist weder hier noch im Studio.</translation>
    </message>
    <message>
        <source>The picture is not on this computer.</source>
        <translation>Das Bild ist nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>The picture is on its way…</source>
        <translation>Das Bild ist unterwegs…</translation>
    </message>
    <message>
        <source>The picture was moved or taken away.</source>
        <translation>Das Bild wurde verschoben oder entfernt.</translation>
    </message>
    <message>
        <source>The picture would be too large to unpack.</source>
        <translation>Das Bild wäre entpackt zu groß.</translation>
    </message>
    <message>
        <source>The platform answers with status {status}: {message}</source>
        <translation>Die Plattform antwortet mit Status {status}: {message}</translation>
    </message>
    <message>
        <source>The platform answers, and asks us to send fewer requests.</source>
        <translation>Die Plattform antwortet und bittet um weniger Anfragen.</translation>
    </message>
    <message>
        <source>The platform answers, but does not take the token of this profile.</source>
        <translation>Die Plattform antwortet, nimmt aber das Token dieses Profils nicht an.</translation>
    </message>
    <message>
        <source>The platform answers: {message}</source>
        <translation>Die Plattform antwortet: {message}</translation>
    </message>
    <message>
        <source>The platform blames the request or its input.</source>
        <translation>Die Plattform gibt der Anfrage oder ihrer Eingabe die Schuld.</translation>
    </message>
    <message>
        <source>The platform did not tell</source>
        <translation>Die Plattform hat nicht geantwortet</translation>
    </message>
    <message>
        <source>The platform does not say what became of it.</source>
        <translation>Die Plattform sagt nicht, was daraus wurde.</translation>
    </message>
    <message>
        <source>The platform failed, not the request.</source>
        <translation>Die Plattform hat versagt, nicht die Anfrage.</translation>
    </message>
    <message>
        <source>The platform gives the log of an analytic to its owner only, and this one is public or somebody else’s. The messages of the job’s status are all that there is to read here.</source>
        <translation>Die Plattform gibt das Protokoll einer Analyse nur ihrem Eigentümer, und diese ist öffentlich oder gehört jemand anderem. Hier gibt es nur die Meldungen im Status des Auftrags zu lesen.</translation>
    </message>
    <message>
        <source>The platform has none of this name in these states.</source>
        <translation>Die Plattform hat keinen dieses Namens in diesen Zuständen.</translation>
    </message>
    <message>
        <source>The platform reads the file where it lies, whenever a job uses it.</source>
        <translation>Die Plattform liest die Datei dort, wo sie liegt, sobald ein Auftrag sie verwendet.</translation>
    </message>
    <message>
        <source>The platform says that all is down</source>
        <translation>Plattform meldet: alles gestört</translation>
    </message>
    <message>
        <source>The platform says that everything works. What fails now is a request, an analytic or a file.</source>
        <translation>Die Plattform meldet, dass alles funktioniert. Was jetzt scheitert, liegt an einer Anfrage, einer Analyse oder einer Datei.</translation>
    </message>
    <message>
        <source>The platform says that jobs are down</source>
        <translation>Plattform meldet: Aufträge gestört</translation>
    </message>
    <message>
        <source>The platform says “{state}”</source>
        <translation>Die Plattform sagt „{state}“</translation>
    </message>
    <message>
        <source>The platform takes no more for now.</source>
        <translation>Die Plattform nimmt vorerst nichts mehr an.</translation>
    </message>
    <message>
        <source>The platform takes no more for now; it goes on in {seconds:.0f} s.</source>
        <translation>Die Plattform nimmt vorerst nichts mehr an; weiter geht es in {seconds:.0f} s.</translation>
    </message>
    <message>
        <source>The platform&apos;s storage</source>
        <translation>Der Speicher der Plattform</translation>
    </message>
    <message>
        <source>The platform’s clock is {seconds:,} s ahead of ours.</source>
        <translation>Die Uhr der Plattform geht unserer {seconds:,} s vor.</translation>
    </message>
    <message>
        <source>The platform’s clock is {seconds:,} s behind ours.</source>
        <translation>Die Uhr der Plattform geht unserer {seconds:,} s nach.</translation>
    </message>
    <message>
        <source>The platform’s name cannot be found: the network here, or the address in the profile.</source>
        <translation>Der Name der Plattform ist nicht zu finden: das Netz hier oder die Adresse im Profil.</translation>
    </message>
    <message>
        <source>The platform’s side</source>
        <translation>Seite der Plattform</translation>
    </message>
    <message>
        <source>The player {name} could not be started.</source>
        <translation>Der Player {name} konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The port</source>
        <translation>Der Port</translation>
    </message>
    <message>
        <source>The port must be a number from 1 to 65535.</source>
        <translation>Der Port muss eine Zahl von 1 bis 65535 sein.</translation>
    </message>
    <message>
        <source>The present retrieval data cannot be read completely; enter also: {names}.</source>
        <translation>Die jetzigen Abrufdaten sind nicht ganz lesbar; geben Sie auch an: {names}.</translation>
    </message>
    <message>
        <source>The private key of an API token: your own data and jobs.</source>
        <translation>Der private Schlüssel eines API-Tokens: Ihre eigenen Daten und Aufträge.</translation>
    </message>
    <message>
        <source>The private key of an application: act for its users. One of the two is enough.</source>
        <translation>Der private Schlüssel einer Anwendung: für ihre Benutzer handeln. Eines von beiden genügt.</translation>
    </message>
    <message>
        <source>The profile could not be removed: {reason}</source>
        <translation>Das Profil konnte nicht entfernt werden: {reason}</translation>
    </message>
    <message>
        <source>The profile could not be saved</source>
        <translation>Das Profil konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>The profile could not be saved: {reason}</source>
        <translation>Das Profil konnte nicht gespeichert werden: {reason}</translation>
    </message>
    <message>
        <source>The profile has no token for the user whom this transfer is for.</source>
        <translation>Das Profil hat kein Token für den Benutzer, für den diese Übertragung ist.</translation>
    </message>
    <message>
        <source>The profiles could not be read</source>
        <translation>Die Profile ließen sich nicht lesen</translation>
    </message>
    <message>
        <source>The profiles: how photos are to look</source>
        <translation>Die Profile: wie Fotos aussehen sollen</translation>
    </message>
    <message>
        <source>The program of {name}, version {version}, for one kind of machine.</source>
        <translation>Das Programm von {name}, Version {version}, für eine Art von Rechner.</translation>
    </message>
    <message>
        <source>The project has no dataset yet</source>
        <translation>Das Projekt hat noch kein Dataset</translation>
    </message>
    <message>
        <source>The proxy asks for a user name and password.</source>
        <translation>Der Proxy verlangt Benutzernamen und Passwort.</translation>
    </message>
    <message>
        <source>The proxy did not make the connection.</source>
        <translation>Der Proxy hat die Verbindung nicht hergestellt.</translation>
    </message>
    <message>
        <source>The proxy must be one of http, https, socks5 and socks5h.</source>
        <translation>Der Proxy muss einer von http, https, socks5 und socks5h sein.</translation>
    </message>
    <message>
        <source>The proxy must look like http://host:port or socks5://host:port.</source>
        <translation>Der Proxy muss wie http://host:port oder socks5://host:port aussehen.</translation>
    </message>
    <message>
        <source>The proxy settings of this computer cannot be used.</source>
        <translation>Die Proxy-Einstellungen dieses Computers sind unbrauchbar.</translation>
    </message>
    <message>
        <source>The query has a character that a query cannot have.</source>
        <translation>Die Abfrage enthält ein Zeichen, das dort nicht stehen kann.</translation>
    </message>
    <message>
        <source>The query is empty.</source>
        <translation>Die Abfrage ist leer.</translation>
    </message>
    <message>
        <source>The query is not a single statement that only reads. It was not sent.</source>
        <translation>Die Abfrage ist keine einzelne Anweisung, die nur liest. Sie wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>The radius</source>
        <translation>Der Radius</translation>
    </message>
    <message>
        <source>The radius must be greater than 0.</source>
        <translation>Der Radius muss größer als 0 sein.</translation>
    </message>
    <message>
        <source>The receipt could not be written: {why}</source>
        <translation>Der Beleg konnte nicht geschrieben werden: {why}</translation>
    </message>
    <message>
        <source>The receipt is in {file}</source>
        <translation>Der Beleg liegt in {file}</translation>
    </message>
    <message>
        <source>The reference logo</source>
        <translation>Das Logo der Quelle</translation>
    </message>
    <message>
        <source>The reference page</source>
        <translation>Die Quellseite</translation>
    </message>
    <message>
        <source>The refresh time must be a number of seconds above 0.</source>
        <translation>Der Abstand der Abfragen muss eine Zahl von Sekunden über 0 sein.</translation>
    </message>
    <message>
        <source>The request cannot be sent as this profile has it.</source>
        <translation>Die Anfrage kann so, wie dieses Profil sie vorsieht, nicht gesendet werden.</translation>
    </message>
    <message>
        <source>The request could not be put into HTTP.</source>
        <translation>Die Anfrage ließ sich nicht in HTTP fassen.</translation>
    </message>
    <message>
        <source>The request covers more than can be held at once.</source>
        <translation>Die Anfrage umfasst mehr, als auf einmal zu fassen ist.</translation>
    </message>
    <message>
        <source>The request does not suit it.</source>
        <translation>Die Anfrage passt nicht zur Gegenstelle.</translation>
    </message>
    <message>
        <source>The request is kept on this computer, with its data. Inputs that are chosen in a form stay when it is applied.</source>
        <translation>Die Anfrage bleibt mit ihren Daten auf diesem Computer. Im Formular gewählte Eingaben bleiben, wenn sie angewendet wird.</translation>
    </message>
    <message>
        <source>The request to {service} was not made.</source>
        <translation>{service}: Die Anfrage wurde nicht gestellt.</translation>
    </message>
    <message>
        <source>The result is a PNG with alpha.</source>
        <translation>Das Ergebnis ist ein PNG mit Alphakanal.</translation>
    </message>
    <message>
        <source>The results of {count} were not fetched to this computer, and cannot be afterwards.</source>
        <translation>Die Ergebnisse von {count} wurden nicht auf diesen Computer geholt; danach ist das nicht mehr möglich.</translation>
    </message>
    <message>
        <source>The same on many data</source>
        <translation>Dasselbe auf viele Dateien</translation>
    </message>
    <message>
        <source>The same picture is in this job already.</source>
        <translation>Dasselbe Bild ist schon in diesem Auftrag.</translation>
    </message>
    <message>
        <source>The same request, to be changed</source>
        <translation>Dieselbe Anfrage, zum Ändern</translation>
    </message>
    <message>
        <source>The saved key could not be read</source>
        <translation>Der gespeicherte Schlüssel war nicht lesbar</translation>
    </message>
    <message>
        <source>The saved profiles are damaged and could not be set aside ({reason}).</source>
        <translation>Die gespeicherten Profile sind beschädigt und konnten nicht beiseitegelegt werden ({reason}).</translation>
    </message>
    <message>
        <source>The saved profiles could not be read ({reason}).</source>
        <translation>Die gespeicherten Profile waren nicht lesbar ({reason}).</translation>
    </message>
    <message>
        <source>The search broke off before any camera came</source>
        <translation>Die Suche brach ab, bevor eine Kamera kam</translation>
    </message>
    <message>
        <source>The search was stopped</source>
        <translation>Die Suche wurde angehalten</translation>
    </message>
    <message>
        <source>The search was stopped before any camera came</source>
        <translation>Die Suche wurde angehalten, bevor eine Kamera kam</translation>
    </message>
    <message>
        <source>The secret of client {client} is worthless at once, everywhere.</source>
        <translation>Das Geheimnis des Clients {client} ist sofort und überall wertlos.</translation>
    </message>
    <message>
        <source>The server answered in {elapsed_ms:.0f} ms and accepted the sign-in.</source>
        <translation>Der Server antwortete in {elapsed_ms:.0f} ms und nahm die Anmeldung an.</translation>
    </message>
    <message>
        <source>The server asks to wait {count} seconds, again and again.</source>
        <translation>Der Server bittet immer wieder um {count} Sekunden Geduld.</translation>
    </message>
    <message>
        <source>The server closed the line.</source>
        <translation>Der Server hat die Verbindung geschlossen.</translation>
    </message>
    <message>
        <source>The server did not open the namespace in time.</source>
        <translation>Der Server hat den Namensraum nicht rechtzeitig geöffnet.</translation>
    </message>
    <message>
        <source>The server did not say why.</source>
        <translation>Der Server hat nicht gesagt, warum.</translation>
    </message>
    <message>
        <source>The server does not know this session any more.</source>
        <translation>Der Server kennt diese Sitzung nicht mehr.</translation>
    </message>
    <message>
        <source>The server does not speak https at this address.</source>
        <translation>Der Server spricht unter dieser Adresse kein https.</translation>
    </message>
    <message>
        <source>The server ended the subscription.</source>
        <translation>Der Server hat das Abonnement beendet.</translation>
    </message>
    <message>
        <source>The server failed while it worked on the request.</source>
        <translation>Der Server ist bei der Bearbeitung der Anfrage gescheitert.</translation>
    </message>
    <message>
        <source>The server gave no sign of life for {seconds:g} s.</source>
        <translation>Der Server gab {seconds:g} s lang kein Lebenszeichen.</translation>
    </message>
    <message>
        <source>The server hung up.</source>
        <translation>Der Server hat aufgelegt.</translation>
    </message>
    <message>
        <source>The server is down, or a firewall, proxy or wrong port is in the way.</source>
        <translation>Der Server ist aus, oder eine Firewall, ein Proxy oder ein falscher Port steht im Weg.</translation>
    </message>
    <message>
        <source>The server is slow to answer</source>
        <translation>Der Server antwortet langsam</translation>
    </message>
    <message>
        <source>The server knows no such path.</source>
        <translation>Der Server kennt diesen Pfad nicht.</translation>
    </message>
    <message>
        <source>The server may drop data that this console does not know: {names}.</source>
        <translation>Der Server könnte Daten verwerfen, die diese Konsole nicht kennt: {names}.</translation>
    </message>
    <message>
        <source>The server no longer accepts the client secret.</source>
        <translation>Der Server nimmt das Client-Geheimnis nicht mehr an.</translation>
    </message>
    <message>
        <source>The server no longer accepts the key.</source>
        <translation>Der Server nimmt den Schlüssel nicht mehr an.</translation>
    </message>
    <message>
        <source>The server no longer accepts the token.</source>
        <translation>Der Server nimmt das Token nicht mehr an.</translation>
    </message>
    <message>
        <source>The server no longer accepts the tokens.</source>
        <translation>Der Server nimmt die Tokens nicht mehr an.</translation>
    </message>
    <message>
        <source>The server or the network is very slow at the moment.</source>
        <translation>Der Server oder das Netz ist im Augenblick sehr langsam.</translation>
    </message>
    <message>
        <source>The server refused the live line: {phrase}.</source>
        <translation>Der Server hat die Live-Verbindung abgelehnt: {phrase}.</translation>
    </message>
    <message>
        <source>The server refused the namespace {namespace}: {result}</source>
        <translation>Der Server hat den Namensraum {namespace} abgelehnt: {result}</translation>
    </message>
    <message>
        <source>The server repeats itself from here on; there may be more than it shows.</source>
        <translation>Ab hier wiederholt sich der Server; vielleicht gibt es mehr, als er zeigt.</translation>
    </message>
    <message>
        <source>The server sends a notice between its pictures.</source>
        <translation>Der Server sendet zwischen seinen Bildern einen Hinweis.</translation>
    </message>
    <message>
        <source>The server sends the stop signal; choose “Everything works” to go live again.</source>
        <translation>Der Server sendet das Haltesignal; „Alles funktioniert“ nimmt den Betrieb wieder auf.</translation>
    </message>
    <message>
        <source>The server sends us on again and again.</source>
        <translation>Der Server leitet immer wieder weiter.</translation>
    </message>
    <message>
        <source>The server sent a packet too large.</source>
        <translation>Der Server hat ein zu großes Paket gesendet.</translation>
    </message>
    <message>
        <source>The server sent something that is no packet.</source>
        <translation>Der Server hat etwas gesendet, das kein Paket ist.</translation>
    </message>
    <message>
        <source>The server sent the live line elsewhere; it was not followed.</source>
        <translation>Der Server wollte die Live-Verbindung umleiten; dem wurde nicht gefolgt.</translation>
    </message>
    <message numerus="yes">
        <source>The server sent {n:,} cameras again; it may have skipped others.</source>
        <comment>The server sent {n:,} camera again; it may have skipped others.</comment>
        <translation>
            <numerusform>Der Server hat {n:,} Kamera erneut gesendet; vielleicht hat er andere übersprungen.</numerusform>
            <numerusform>Der Server hat {n:,} Kameras erneut gesendet; vielleicht hat er andere übersprungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server speaks Engine.IO {revision}; the profile asks for another.</source>
        <translation>Der Server spricht Engine.IO {revision}; das Profil verlangt eine andere Fassung.</translation>
    </message>
    <message>
        <source>The server takes a radius for metres: a search in a circle finds too little.</source>
        <translation>Der Server versteht den Radius als Meter: Eine Suche im Kreis findet zu wenig.</translation>
    </message>
    <message>
        <source>The server&apos;s log and what this desk saw are shown together.</source>
        <translation>Das Protokoll des Servers und was dieser Arbeitsplatz sah werden zusammen gezeigt.</translation>
    </message>
    <message>
        <source>The server&apos;s log filled the gap.</source>
        <translation>Das Protokoll des Servers hat die Lücke gefüllt.</translation>
    </message>
    <message>
        <source>The server&apos;s log is missing from part {part} of {parts}: {message}</source>
        <translation>Das Protokoll des Servers fehlt ab Teil {part} von {parts}: {message}</translation>
    </message>
    <message>
        <source>The server&apos;s log is missing: {message}</source>
        <translation>Das Protokoll des Servers fehlt: {message}</translation>
    </message>
    <message>
        <source>The service cannot take it back.</source>
        <translation>Der Dienst kann es nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>The service does not say what became of it.</source>
        <translation>Der Dienst sagt nicht, was daraus wurde.</translation>
    </message>
    <message>
        <source>The service does not say what the dataset&apos;s table is called.</source>
        <translation>Der Dienst sagt nicht, wie die Tabelle des Datasets heißt.</translation>
    </message>
    <message>
        <source>The service does not say where the dataset is.</source>
        <translation>Der Dienst sagt nicht, wo das Dataset ist.</translation>
    </message>
    <message>
        <source>The service does not say why.</source>
        <translation>Der Dienst sagt nicht, warum.</translation>
    </message>
    <message>
        <source>The service does not take the bytes in any order that makes sense.</source>
        <translation>Der Dienst nimmt die Bytes in keiner sinnvollen Reihenfolge an.</translation>
    </message>
    <message>
        <source>The service has moved, or a network login page is in the way.</source>
        <translation>Der Dienst ist umgezogen, oder eine Anmeldeseite des Netzes steht im Weg.</translation>
    </message>
    <message>
        <source>The service has no picture of it.</source>
        <translation>Der Dienst hat kein Bild davon.</translation>
    </message>
    <message>
        <source>The service knows this upload no more, and whether it had arrived cannot be seen. Look at the project&apos;s datasets before you add the file again.</source>
        <translation>Der Dienst kennt dieses Hochladen nicht mehr, und ob die Datei angekommen war, ist nicht zu sehen. Sehen Sie in den Datasets des Projekts nach, bevor Sie die Datei erneut hinzufügen.</translation>
    </message>
    <message>
        <source>The service says “{status}”</source>
        <translation>Der Dienst sagt „{status}“</translation>
    </message>
    <message>
        <source>The service seems to have ignored the query: {why}.</source>
        <translation>Der Dienst hat die Abfrage offenbar nicht beachtet: {why}.</translation>
    </message>
    <message>
        <source>The service seems to have ignored the query: {why}. Something on the way may drop the bodies of GET requests; the profile can send queries in the address instead.</source>
        <translation>Der Dienst hat die Abfrage offenbar nicht beachtet: {why}. Etwas unterwegs entfernt vielleicht den Inhalt von GET-Anfragen; das Profil kann Abfragen stattdessen in der Adresse senden.</translation>
    </message>
    <message>
        <source>The service shows this secret only now. Hand it on or keep it before you close this window.</source>
        <translation>Der Dienst zeigt dieses Geheimnis nur jetzt. Geben Sie es weiter oder behalten Sie es, bevor Sie das Fenster schließen.</translation>
    </message>
    <message>
        <source>The service was retired and will not come back at this address.</source>
        <translation>Der Dienst wurde eingestellt und kehrt unter dieser Adresse nicht zurück.</translation>
    </message>
    <message>
        <source>The settings could not be read ({reason}); defaults are in use.</source>
        <translation>Die Einstellungen waren nicht lesbar ({reason}); es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>The settings could not be saved: {reason}</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden: {reason}</translation>
    </message>
    <message>
        <source>The settings could not be written: {reason}</source>
        <translation>Die Einstellungen konnten nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <source>The settings file is damaged and could not be set aside ({reason}).</source>
        <translation>Die Einstellungsdatei ist beschädigt und konnte nicht beiseitegelegt werden ({reason}).</translation>
    </message>
    <message>
        <source>The settings file was damaged; it was set aside as {file} and defaults are in use.</source>
        <translation>Die Einstellungsdatei war beschädigt; sie wurde als {file} beiseitegelegt, es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>The signature does not match this body. {reason}</source>
        <translation>Die Signatur passt nicht zu diesem Inhalt. {reason}</translation>
    </message>
    <message>
        <source>The signature does not match: another secret, timestamp or body.</source>
        <translation>Die Signatur passt nicht: anderes Geheimnis, anderer Zeitstempel oder anderer Inhalt.</translation>
    </message>
    <message>
        <source>The signature is not 32 bytes in base64, or the timestamp is far too long.</source>
        <translation>Die Signatur besteht nicht aus 32 Byte in Base64, oder der Zeitstempel ist viel zu lang.</translation>
    </message>
    <message>
        <source>The signature is right and fresh.</source>
        <translation>Die Signatur stimmt und ist frisch.</translation>
    </message>
    <message>
        <source>The signature is right, but dated {time} ahead of this computer&apos;s clock.</source>
        <translation>Die Signatur stimmt, ist der Uhr dieses Computers aber {time} voraus.</translation>
    </message>
    <message>
        <source>The signature is right, but has come before.</source>
        <translation>Die Signatur stimmt, kam aber schon einmal.</translation>
    </message>
    <message>
        <source>The signature is right, but {time} old; more than 5 minutes are too old.</source>
        <translation>Die Signatur stimmt, ist aber {time} alt; mehr als 5 Minuten sind zu alt.</translation>
    </message>
    <message>
        <source>The signature is right; how old it is cannot be read from the timestamp.</source>
        <translation>Die Signatur stimmt; wie alt sie ist, lässt sich am Zeitstempel nicht ablesen.</translation>
    </message>
    <message>
        <source>The simulated time runs at {speed} × the real one.</source>
        <translation>Die simulierte Zeit läuft mit dem {speed}-Fachen der echten.</translation>
    </message>
    <message>
        <source>The simulator</source>
        <comment>begins a sentence</comment>
        <translation>Der Simulator</translation>
    </message>
    <message>
        <source>The simulator answers as it should.</source>
        <translation>Der Simulator antwortet, wie er soll.</translation>
    </message>
    <message>
        <source>The simulators are as they were at the start.</source>
        <translation>Die Simulatoren sind wie am Anfang.</translation>
    </message>
    <message>
        <source>The simulators&apos; process</source>
        <translation>Prozess der Simulatoren</translation>
    </message>
    <message>
        <source>The source</source>
        <translation>Die Quelle</translation>
    </message>
    <message>
        <source>The source of tiles is closed.</source>
        <translation>Die Kachelquelle ist geschlossen.</translation>
    </message>
    <message>
        <source>The star keeps a search. Favourite cameras and recent searches stand here too.</source>
        <translation>Der Stern behält eine Suche. Auch Favoriten und letzte Suchen stehen hier.</translation>
    </message>
    <message>
        <source>The start lies after the end.</source>
        <translation>Der Beginn liegt nach dem Ende.</translation>
    </message>
    <message>
        <source>The state</source>
        <translation>Die Region</translation>
    </message>
    <message>
        <source>The statement does not only read, and this profile does not let SQL change rows. The profile&apos;s settings say whether it may.</source>
        <translation>Die Anweisung liest nicht nur, und dieses Profil lässt SQL keine Zeilen ändern. Das legen die Einstellungen des Profils fest.</translation>
    </message>
    <message>
        <source>The statement is under way.</source>
        <translation>Die Anweisung ist unterwegs.</translation>
    </message>
    <message>
        <source>The storage</source>
        <translation>Der Speicherdienst</translation>
    </message>
    <message>
        <source>The store failed ({error}).</source>
        <translation>Der Datenspeicher hat versagt ({error}).</translation>
    </message>
    <message>
        <source>The store is closed.</source>
        <translation>Der Datenspeicher ist geschlossen.</translation>
    </message>
    <message>
        <source>The store is damaged; it is set aside at the next start.</source>
        <translation>Der Datenspeicher ist beschädigt; beim nächsten Start wird er beiseitegelegt.</translation>
    </message>
    <message>
        <source>The store is large: its check was stopped after 2 s without a finding.</source>
        <translation>Der Datenspeicher ist groß: Seine Prüfung wurde nach 2 s ohne Befund beendet.</translation>
    </message>
    <message>
        <source>The store was damaged, or its key is not in this keyring any more. It was set aside as {file}, and a new one was started.</source>
        <translation>Der Datenspeicher war beschädigt, oder sein Schlüssel ist nicht mehr in diesem Schlüsselbund. Er wurde als {file} beiseitegelegt und ein neuer begonnen.</translation>
    </message>
    <message>
        <source>The store was written by a newer version of the console. It was left as it is: use that version, or move the file away.</source>
        <translation>Der Datenspeicher wurde von einer neueren Version der Konsole geschrieben. Er blieb unverändert: Verwenden Sie diese Version, oder verschieben Sie die Datei.</translation>
    </message>
    <message>
        <source>The store&apos;s file cannot be opened, read or written.</source>
        <translation>Die Datei des Datenspeichers lässt sich nicht öffnen, lesen oder schreiben.</translation>
    </message>
    <message>
        <source>The store&apos;s folder or file is read-only.</source>
        <translation>Ordner oder Datei des Datenspeichers ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>The stored token cannot be deleted: {reason}.</source>
        <translation>Das gespeicherte Token kann nicht gelöscht werden: {reason}.</translation>
    </message>
    <message>
        <source>The stream ends in the middle of its first picture.</source>
        <translation>Der Stream endet mitten im ersten Bild.</translation>
    </message>
    <message>
        <source>The stream opens in {player}</source>
        <translation>Der Stream öffnet sich in {player}</translation>
    </message>
    <message numerus="yes">
        <source>The studio begins to work on {n} jobs; no photo can be added afterwards.</source>
        <comment>The studio begins to work on {n} job; no photo can be added afterwards.</comment>
        <translation>
            <numerusform>Das Studio beginnt mit {n} Auftrag; danach lässt sich kein Foto mehr hinzufügen.</numerusform>
            <numerusform>Das Studio beginnt mit {n} Aufträgen; danach lässt sich kein Foto mehr hinzufügen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The studio begins to work on “{job}”; no photo can be added afterwards.</source>
        <translation>Das Studio beginnt mit „{job}“; danach lässt sich kein Foto mehr hinzufügen.</translation>
    </message>
    <message>
        <source>The studio corrects each photo.</source>
        <translation>Das Studio korrigiert jedes Foto.</translation>
    </message>
    <message>
        <source>The studio crops each photo.</source>
        <translation>Das Studio schneidet jedes Foto zu.</translation>
    </message>
    <message>
        <source>The studio does not list it any more.</source>
        <translation>Das Studio führt es nicht mehr auf.</translation>
    </message>
    <message>
        <source>The studio does not say where the picture is.</source>
        <translation>Das Studio sagt nicht, wo das Bild liegt.</translation>
    </message>
    <message>
        <source>The studio does not say whether it is on.</source>
        <translation>Das Studio sagt nicht, ob es an ist.</translation>
    </message>
    <message>
        <source>The studio does not take {format}.</source>
        <translation>Das Studio nimmt {format} nicht an.</translation>
    </message>
    <message>
        <source>The studio is given the public address; that it leads here is up to its tunnel.</source>
        <translation>Das Studio erhält die öffentliche Adresse; dass sie hierher führt, ist Sache ihres Tunnels.</translation>
    </message>
    <message>
        <source>The studio names its latest 30 jobs. Older ones stay here once they were seen; any other is found by its whole name.</source>
        <translation>Das Studio nennt seine letzten 30 Aufträge. Ältere bleiben hier, wenn sie einmal gesehen wurden; jeder andere ist über seinen vollen Namen zu finden.</translation>
    </message>
    <message>
        <source>The studio retouches each photo.</source>
        <translation>Das Studio retuschiert jedes Foto.</translation>
    </message>
    <message>
        <source>The studio stops its work; what is still to be sent stays here.</source>
        <translation>Das Studio beendet seine Arbeit; was noch zu senden ist, bleibt hier.</translation>
    </message>
    <message>
        <source>The studio tells this address when it is done. This console asks by itself anyway.</source>
        <translation>Das Studio meldet an diese Adresse, wenn es fertig ist. Dieses Programm fragt ohnehin selbst nach.</translation>
    </message>
    <message>
        <source>The table cannot be read.</source>
        <translation>Die Tabelle kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The table is empty.</source>
        <translation>Die Tabelle ist leer.</translation>
    </message>
    <message>
        <source>The template is removed from this computer. Jobs are not touched.</source>
        <translation>Die Vorlage wird von diesem Computer entfernt. Aufträge bleiben unberührt.</translation>
    </message>
    <message>
        <source>The terms wait for your agreement</source>
        <translation>Die Bedingungen warten auf Ihre Zustimmung</translation>
    </message>
    <message>
        <source>The text of X-Skylab-Signature.</source>
        <translation>Der Text von X-Skylab-Signature.</translation>
    </message>
    <message>
        <source>The text of X-Skylab-Timestamp.</source>
        <translation>Der Text von X-Skylab-Timestamp.</translation>
    </message>
    <message>
        <source>The tickets were not given in time.</source>
        <translation>Die Tickets kamen nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>The time is outside the years 2000 to 2099, which is all that FaceSpace can write.</source>
        <translation>Die Zeit liegt außerhalb der Jahre 2000 bis 2099; andere kann FaceSpace nicht schreiben.</translation>
    </message>
    <message>
        <source>The time zone</source>
        <translation>Die Zeitzone</translation>
    </message>
    <message>
        <source>The time zone name</source>
        <translation>Der Name der Zeitzone</translation>
    </message>
    <message>
        <source>The time zone “{name}” is not known here.</source>
        <translation>Die Zeitzone „{name}“ ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>The token begins with {letter}; the service decides what it may do.</source>
        <translation>Das Token beginnt mit {letter}; der Dienst entscheidet, was es darf.</translation>
    </message>
    <message>
        <source>The token cannot be stored: {reason}.</source>
        <translation>Das Token kann nicht gespeichert werden: {reason}.</translation>
    </message>
    <message>
        <source>The token file cannot be read: {reason}.</source>
        <translation>Die Token-Datei kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <source>The token file holds no access_token.</source>
        <translation>Die Token-Datei enthält kein access_token.</translation>
    </message>
    <message>
        <source>The token file holds no private_key.</source>
        <translation>Die Token-Datei enthält keinen private_key.</translation>
    </message>
    <message>
        <source>The token file is not JSON.</source>
        <translation>Die Token-Datei ist kein JSON.</translation>
    </message>
    <message>
        <source>The token file is too large to be one.</source>
        <translation>Die Token-Datei ist zu groß, um eine zu sein.</translation>
    </message>
    <message>
        <source>The token has characters that a token cannot have.</source>
        <translation>Das Token enthält Zeichen, die ein Token nicht haben kann.</translation>
    </message>
    <message>
        <source>The token is missing.</source>
        <translation>Das Token fehlt.</translation>
    </message>
    <message>
        <source>The token is replaced by a variable</source>
        <translation>Das Token wird durch eine Variable ersetzt</translation>
    </message>
    <message>
        <source>The token names no address, so it is used at {address}.</source>
        <translation>Das Token nennt keine Adresse und wird daher bei {address} verwendet.</translation>
    </message>
    <message>
        <source>The transfer does not say what it is to download.</source>
        <translation>Die Übertragung sagt nicht, was sie herunterladen soll.</translation>
    </message>
    <message>
        <source>The transfer does not say which job or profile it is for.</source>
        <translation>Die Übertragung sagt nicht, für welchen Auftrag oder welches Profil sie ist.</translation>
    </message>
    <message>
        <source>The transfer does not say which photo it is for.</source>
        <translation>Die Übertragung sagt nicht, für welches Foto sie ist.</translation>
    </message>
    <message>
        <source>The transfer does not say which project or gallery it is for.</source>
        <translation>Die Übertragung sagt nicht, für welches Projekt oder welche Galerie sie ist.</translation>
    </message>
    <message>
        <source>The type</source>
        <translation>Der Typ</translation>
    </message>
    <message>
        <source>The type must be one of {types}.</source>
        <translation>Der Typ muss einer von diesen sein: {types}.</translation>
    </message>
    <message>
        <source>The type of the camera ({type}) is not known; choose one of {types} with its retrieval data.</source>
        <translation>Der Typ der Kamera ({type}) ist nicht bekannt; wählen Sie einen von {types} mit seinen Abrufdaten.</translation>
    </message>
    <message>
        <source>The type {type} needs {field}.</source>
        <translation>Der Typ {type} braucht {field}.</translation>
    </message>
    <message>
        <source>The unit could not be checked: {reason}</source>
        <translation>Die Einheit konnte nicht geprüft werden: {reason}</translation>
    </message>
    <message>
        <source>The user</source>
        <translation>Der Benutzer</translation>
    </message>
    <message>
        <source>The user {name} was made.</source>
        <translation>Der Benutzer {name} wurde angelegt.</translation>
    </message>
    <message>
        <source>The user&apos;s token or the application&apos;s token is missing.</source>
        <translation>Das Token des Benutzers oder der Anwendung fehlt.</translation>
    </message>
    <message>
        <source>The users could not be read</source>
        <translation>Die Benutzer konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>The value for {name} has characters that a key cannot have.</source>
        <translation>Der Wert für {name} hat Zeichen, die ein Schlüssel nicht haben kann.</translation>
    </message>
    <message>
        <source>The value of {name} has characters that a header cannot have.</source>
        <translation>Der Wert von {name} enthält Zeichen, die eine Kopfzeile nicht haben kann.</translation>
    </message>
    <message>
        <source>The value of {name} is the FaceSpace key, which must not leave.</source>
        <translation>Der Wert von {name} ist der FaceSpace-Schlüssel, der nicht hinausgehen darf.</translation>
    </message>
    <message>
        <source>The verdict comes here.</source>
        <translation>Das Urteil erscheint hier.</translation>
    </message>
    <message>
        <source>The video cannot be read: it is broken, or none.</source>
        <translation>Das Video kann nicht gelesen werden: Es ist defekt oder keines.</translation>
    </message>
    <message>
        <source>The video ends too early, or is damaged.</source>
        <translation>Das Video endet zu früh oder ist beschädigt.</translation>
    </message>
    <message>
        <source>The video was closed.</source>
        <translation>Das Video wurde geschlossen.</translation>
    </message>
    <message>
        <source>The webhook</source>
        <comment>begins a sentence</comment>
        <translation>Der Webhook</translation>
    </message>
    <message>
        <source>The webhook answered {status} in {elapsed_ms:.0f} ms.</source>
        <translation>Der Webhook antwortete {status} in {elapsed_ms:.0f} ms.</translation>
    </message>
    <message>
        <source>The webhook answered {status}.</source>
        <translation>Der Webhook antwortete {status}.</translation>
    </message>
    <message>
        <source>The webhook did not answer within {seconds:g} s.</source>
        <translation>Der Webhook antwortete nicht innerhalb von {seconds:g} s.</translation>
    </message>
    <message>
        <source>The whole network</source>
        <translation>Das ganze Netzwerk</translation>
    </message>
    <message>
        <source>The whole world</source>
        <translation>Die ganze Welt</translation>
    </message>
    <message>
        <source>The width</source>
        <translation>Die Bildbreite</translation>
    </message>
    <message>
        <source>The work on the picture was stopped.</source>
        <translation>Die Arbeit an dem Bild wurde angehalten.</translation>
    </message>
    <message>
        <source>The zip is broken, or a part of it is missing.</source>
        <translation>Das ZIP-Archiv ist defekt oder unvollständig.</translation>
    </message>
    <message>
        <source>The zone or the display of names was switched while writing, nothing was kept</source>
        <translation>Zeitzone oder Anzeige der Namen wurde während des Schreibens umgestellt; nichts wurde behalten</translation>
    </message>
    <message>
        <source>The zone was switched while writing, nothing was kept</source>
        <translation>Die Zeitzone wurde beim Schreiben umgestellt, es wurde nichts behalten</translation>
    </message>
    <message>
        <source>The {format} picture ends too early: a part of the file is missing.</source>
        <translation>Das {format}-Bild endet zu früh: Ein Teil der Datei fehlt.</translation>
    </message>
    <message>
        <source>The {format} picture is damaged.</source>
        <translation>Das {format}-Bild ist beschädigt.</translation>
    </message>
    <message>
        <source>The {name} of a job request must be a text.</source>
        <translation>„{name}“ einer Anfrage muss ein Text sein.</translation>
    </message>
    <message>
        <source>Their licences</source>
        <translation>Deren Lizenzen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>There are cameras whose ids try to break a careless program.</source>
        <translation>An den Kennungen mancher Kameras zerbricht ein unachtsames Programm.</translation>
    </message>
    <message>
        <source>There are more than {most:,} files in the zip.</source>
        <translation>Das ZIP-Archiv enthält mehr als {most:,} Dateien.</translation>
    </message>
    <message>
        <source>There are more; the soonest are counted.</source>
        <translation>Es gibt mehr; die frühesten sind gezählt.</translation>
    </message>
    <message>
        <source>There are no live events</source>
        <translation>Es gibt keine Live-Ereignisse</translation>
    </message>
    <message>
        <source>There are no photos in them.</source>
        <translation>Es sind keine Fotos darin.</translation>
    </message>
    <message>
        <source>There are no photos yet</source>
        <translation>Es gibt noch keine Fotos</translation>
    </message>
    <message>
        <source>There are some near by: widen the circle or the area.</source>
        <translation>In der Nähe gibt es welche: Kreis oder Gebiet vergrößern.</translation>
    </message>
    <message>
        <source>There are two colons in “{condition}”; one that is meant is written \:.</source>
        <translation>In „{condition}“ stehen zwei Doppelpunkte; ein gemeinter wird \: geschrieben.</translation>
    </message>
    <message>
        <source>There are {count} zones already.</source>
        <translation>Es gibt schon {count} Zonen.</translation>
    </message>
    <message>
        <source>There is a comma with nothing beside it.</source>
        <translation>Neben einem Komma steht nichts.</translation>
    </message>
    <message>
        <source>There is a user of this name already.</source>
        <translation>Einen Benutzer dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>There is no analytic of this name and version.</source>
        <translation>Es gibt keine Analyse dieses Namens und dieser Version.</translation>
    </message>
    <message>
        <source>There is no analytic of this name.</source>
        <translation>Es gibt keine Analyse dieses Namens.</translation>
    </message>
    <message>
        <source>There is no column {column}</source>
        <translation>Es gibt keine Spalte {column}</translation>
    </message>
    <message>
        <source>There is no dataset at this address.</source>
        <translation>Unter dieser Adresse gibt es kein Dataset.</translation>
    </message>
    <message>
        <source>There is no field “{name}” of {subject}; there are {known}.</source>
        <translation>„{subject}“ hat kein Feld „{name}“; vorhanden: {known}.</translation>
    </message>
    <message>
        <source>There is no file in what was chosen.</source>
        <translation>In der Auswahl ist keine Datei.</translation>
    </message>
    <message>
        <source>There is no file in what was dropped</source>
        <translation>Darin ist keine Datei</translation>
    </message>
    <message>
        <source>There is no file {file}.</source>
        <translation>Eine Datei {file} gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no finished picture yet.</source>
        <translation>Es gibt noch kein fertiges Bild.</translation>
    </message>
    <message>
        <source>There is no finished picture yet; its job is not complete.</source>
        <translation>Es gibt noch kein fertiges Bild; sein Auftrag ist nicht abgeschlossen.</translation>
    </message>
    <message>
        <source>There is no frame in it.</source>
        <translation>Sie enthält keine Einzelbilder.</translation>
    </message>
    <message>
        <source>There is no frame in the output.</source>
        <translation>Das Ergebnis enthält keine Einzelbilder.</translation>
    </message>
    <message>
        <source>There is no frame in the video.</source>
        <translation>Das Video enthält keine Einzelbilder.</translation>
    </message>
    <message>
        <source>There is no mode “{mode}”.</source>
        <translation>Den Modus „{mode}“ gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no output before it is complete.</source>
        <translation>Vor dem Abschluss gibt es kein Ergebnis.</translation>
    </message>
    <message>
        <source>There is no output: the job is not complete, or its output has expired.</source>
        <translation>Es gibt kein Ergebnis: Der Auftrag ist nicht fertig, oder sein Ergebnis ist abgelaufen.</translation>
    </message>
    <message>
        <source>There is no photo in it yet.</source>
        <translation>Es ist noch kein Foto darin.</translation>
    </message>
    <message>
        <source>There is no photo in it.</source>
        <translation>Es ist kein Foto darin.</translation>
    </message>
    <message>
        <source>There is no picture in the video.</source>
        <translation>Das Video enthält kein Bild.</translation>
    </message>
    <message>
        <source>There is no picture of frame {number:,}.</source>
        <translation>Zu Bild {number:,} gibt es keine Aufnahme.</translation>
    </message>
    <message>
        <source>There is no picture of this frame.</source>
        <translation>Dieses Bild hat keine Aufnahme.</translation>
    </message>
    <message>
        <source>There is no program that can be started at this place.</source>
        <translation>Dort ist kein Programm, das gestartet werden kann.</translation>
    </message>
    <message>
        <source>There is no query yet.</source>
        <translation>Es gibt noch keine Abfrage.</translation>
    </message>
    <message>
        <source>There is no such data</source>
        <translation>Solche Daten gibt es nicht</translation>
    </message>
    <message>
        <source>There is no such data at the platform any more.</source>
        <translation>Diese Daten gibt es auf der Plattform nicht mehr.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no such folder to write to.</source>
        <translation>Den Zielordner gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no such level; there are {levels}.</source>
        <translation>Diese Stufe gibt es nicht; es gibt {levels}.</translation>
    </message>
    <message>
        <source>There is no such time: {error}</source>
        <translation>Diese Zeit gibt es nicht: {error}</translation>
    </message>
    <message>
        <source>There is no token: none was given, activated, or is in the environment.</source>
        <translation>Es gibt kein Token: Keines ist angegeben, aktiviert oder in der Umgebung.</translation>
    </message>
    <message>
        <source>There is nothing that can be sent.</source>
        <translation>Nichts davon kann gesendet werden.</translation>
    </message>
    <message>
        <source>There is nothing to kill: it is {state}.</source>
        <translation>Es gibt nichts zu beenden; Zustand: {state}.</translation>
    </message>
    <message>
        <source>There is nothing to look for.</source>
        <translation>Es gibt nichts zu suchen.</translation>
    </message>
    <message>
        <source>There is nothing to send.</source>
        <translation>Es gibt nichts zu senden.</translation>
    </message>
    <message>
        <source>There is nothing to set.</source>
        <translation>Es gibt nichts einzustellen.</translation>
    </message>
    <message>
        <source>There is nothing to write.</source>
        <translation>Es gibt nichts zu schreiben.</translation>
    </message>
    <message>
        <source>There is one of this name; it is replaced.</source>
        <translation>Diesen Namen gibt es schon; er wird ersetzt.</translation>
    </message>
    <message>
        <source>There is sound in it, but no picture.</source>
        <translation>Sie enthält Ton, aber kein Bild.</translation>
    </message>
    <message>
        <source>These two profiles are alike but for their names.</source>
        <translation>Diese beiden Profile sind bis auf ihre Namen gleich.</translation>
    </message>
    <message>
        <source>They are being put into the queue.</source>
        <translation>Sie werden gerade in die Warteschlange gestellt.</translation>
    </message>
    <message>
        <source>They are being put on the list of transfers.</source>
        <translation>Sie werden auf die Übertragungsliste gesetzt.</translation>
    </message>
    <message>
        <source>They are being sent.</source>
        <translation>Sie werden gerade gesendet.</translation>
    </message>
    <message>
        <source>They are carried in chunks, and go on after a break or a restart.</source>
        <translation>Sie werden in Stücken übertragen; nach einer Unterbrechung oder einem Neustart geht es weiter.</translation>
    </message>
    <message>
        <source>They are from</source>
        <translation>Sie sind von</translation>
    </message>
    <message numerus="yes">
        <source>They have {n} photos at the studio; these go with their results.</source>
        <comment>They have {n} photo at the studio; it goes with its result.</comment>
        <translation>
            <numerusform>Sie haben {n} Foto im Studio; es wird mit dem Ergebnis gelöscht.</numerusform>
            <numerusform>Sie haben {n} Fotos im Studio; sie werden mit ihren Ergebnissen gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>This PC</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>This PC</source>
        <comment>its time</comment>
        <translation>Dieser PC</translation>
    </message>
    <message>
        <source>This PC&apos;s time zone</source>
        <translation>Zeitzone dieses PCs</translation>
    </message>
    <message>
        <source>This alone holds everything back: {filter}</source>
        <translation>Schon dies allein verbirgt alles: {filter}</translation>
    </message>
    <message>
        <source>This analytic does not run on {mode}.</source>
        <translation>Diese Analyse läuft nicht auf {mode}.</translation>
    </message>
    <message>
        <source>This analytic has no input “{name}”.</source>
        <translation>Diese Analyse hat keine Eingabe „{name}“.</translation>
    </message>
    <message>
        <source>This analytic has no parameter “{name}”.</source>
        <translation>Diese Analyse hat keinen Parameter „{name}“.</translation>
    </message>
    <message>
        <source>This analytic takes no data</source>
        <translation>Diese Analyse nimmt keine Daten</translation>
    </message>
    <message>
        <source>This camera has no address for a still picture.</source>
        <translation>Diese Kamera hat keine Adresse für ein Standbild.</translation>
    </message>
    <message>
        <source>This camera has no address for a stream.</source>
        <translation>Diese Kamera hat keine Adresse für einen Stream.</translation>
    </message>
    <message>
        <source>This camera has no still picture.</source>
        <translation>Diese Kamera hat kein Standbild.</translation>
    </message>
    <message>
        <source>This cannot be the id of a batch.</source>
        <translation>Das kann keine ID für einen Stapel sein.</translation>
    </message>
    <message>
        <source>This cannot be the id of a job.</source>
        <translation>Das kann nicht die ID eines Auftrags sein.</translation>
    </message>
    <message>
        <source>This cannot be the id of an analytic.</source>
        <translation>Das kann nicht die ID einer Analyse sein.</translation>
    </message>
    <message>
        <source>This cannot be the id of data.</source>
        <translation>Das kann nicht die ID von Daten sein.</translation>
    </message>
    <message>
        <source>This cannot be undone. Files on this computer are not touched.</source>
        <translation>Das lässt sich nicht rückgängig machen. Dateien auf diesem Computer bleiben unberührt.</translation>
    </message>
    <message>
        <source>This cannot be undone. Jobs that are to use it and have not begun will likely fail; outputs that were made of it stay.</source>
        <translation>Das lässt sich nicht rückgängig machen. Aufträge, die sie verwenden sollen und nicht begonnen haben, werden wohl scheitern; daraus entstandene Ergebnisse bleiben.</translation>
    </message>
    <message>
        <source>This cannot be undone. The data that it would use stays.</source>
        <translation>Das lässt sich nicht rückgängig machen. Verwendete Daten bleiben.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>This computer has no key store: it is kept until the console ends.</source>
        <translation>Dieser Computer hat keinen Schlüsselbund: Es wird behalten, bis die Konsole endet.</translation>
    </message>
    <message>
        <source>This computer offers no key store: the key is kept until you quit.</source>
        <translation>Dieser Computer bietet keinen Schlüsselbund: Der Schlüssel bleibt bis zum Beenden.</translation>
    </message>
    <message>
        <source>This computer offers no keyring, so secrets are kept in memory only and must be entered again next time.</source>
        <translation>Dieser Computer bietet keinen Schlüsselbund; Geheimnisse bleiben nur im Speicher und müssen beim nächsten Mal neu eingegeben werden.</translation>
    </message>
    <message>
        <source>This computer slept; the line is made anew.</source>
        <translation>Dieser Computer war im Ruhezustand; die Verbindung wird neu aufgebaut.</translation>
    </message>
    <message>
        <source>This console</source>
        <translation>Diese Konsole</translation>
    </message>
    <message>
        <source>This console has no way to show it; save it to open it.</source>
        <translation>Diese Konsole kann sie nicht anzeigen; speichern Sie sie, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>This console lays the cut-out on each background picture as it fetches results.</source>
        <translation>Dieses Programm legt den Freisteller beim Abholen auf jedes Hintergrundbild.</translation>
    </message>
    <message>
        <source>This console leaves out camera, place and date as it fetches results.</source>
        <translation>Dieses Programm lässt beim Abholen Kamera, Ort und Datum weg.</translation>
    </message>
    <message>
        <source>This console signs in with it.</source>
        <translation>Diese Konsole meldet sich damit an.</translation>
    </message>
    <message>
        <source>This event is not kept any more.</source>
        <translation>Dieses Ereignis ist nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>This event tells of no object, so there is none to compare it with.</source>
        <translation>Dieses Ereignis handelt von keinem Objekt; es gibt nichts zum Vergleichen.</translation>
    </message>
    <message>
        <source>This file of the zip is broken.</source>
        <translation>Diese Datei des ZIP-Archivs ist defekt.</translation>
    </message>
    <message>
        <source>This filter alone hides every row</source>
        <translation>Dieser Filter allein verbirgt alle Zeilen</translation>
    </message>
    <message>
        <source>This filter has too many groups within groups</source>
        <translation>Dieser Filter hat zu viele ineinander liegende Gruppen</translation>
    </message>
    <message>
        <source>This filter was saved by a later version of FaceSpace Desk</source>
        <translation>Dieser Filter wurde von einer späteren Version von FaceSpace Desk gespeichert</translation>
    </message>
    <message>
        <source>This folder does not exist.</source>
        <translation>Diesen Ordner gibt es nicht.</translation>
    </message>
    <message>
        <source>This form is that of {name}, and of no other.</source>
        <translation>Dieses Formular gehört zu {name} und zu keiner anderen Analyse.</translation>
    </message>
    <message>
        <source>This has to be a list, such as [1, 2].</source>
        <translation>Das muss eine Liste sein, etwa [1, 2].</translation>
    </message>
    <message>
        <source>This has to be an object, such as {&quot;a&quot;: 1}.</source>
        <translation>Das muss ein Objekt sein, etwa {&quot;a&quot;: 1}.</translation>
    </message>
    <message>
        <source>This is no id of a job.</source>
        <translation>Das ist keine Kennung eines Auftrags.</translation>
    </message>
    <message>
        <source>This is not JSON that can be sent: it is nested too deeply.</source>
        <translation>Dieses JSON kann nicht gesendet werden: Es ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>This is not JSON: {reason} at line {line}, column {column}.</source>
        <translation>Das ist kein JSON: {reason} in Zeile {line}, Spalte {column}.</translation>
    </message>
    <message>
        <source>This is not a number.</source>
        <translation>Das ist keine Zahl.</translation>
    </message>
    <message>
        <source>This is not a saved filter: {error}</source>
        <translation>Das ist kein gespeicherter Filter: {error}</translation>
    </message>
    <message>
        <source>This is not a whole number.</source>
        <translation>Das ist keine ganze Zahl.</translation>
    </message>
    <message>
        <source>This is the first kept report of this object.</source>
        <translation>Dies ist die erste aufbewahrte Meldung dieses Objekts.</translation>
    </message>
    <message>
        <source>This is too long for a request.</source>
        <translation>Das ist zu lang für eine Anfrage.</translation>
    </message>
    <message>
        <source>This is what is sent. What you change here is changed in the form, too.</source>
        <translation>Das wird gesendet. Was Sie hier ändern, ändert sich auch im Formular.</translation>
    </message>
    <message>
        <source>This name has characters that cannot be shown.</source>
        <translation>Dieser Name enthält Zeichen, die nicht darstellbar sind.</translation>
    </message>
    <message>
        <source>This name is longer than {most} characters.</source>
        <translation>Dieser Name ist länger als {most} Zeichen.</translation>
    </message>
    <message>
        <source>This needs the token of a user, not that of a project.</source>
        <translation>Hierfür wird das Token eines Benutzers gebraucht, nicht das eines Projekts.</translation>
    </message>
    <message>
        <source>This one was begun before. Write it or forget it, then begin another.</source>
        <translation>Dieses wurde früher begonnen. Schreiben oder verwerfen Sie es, bevor Sie ein anderes beginnen.</translation>
    </message>
    <message>
        <source>This pattern does not work: {words}</source>
        <translation>Dieses Muster ist unbrauchbar: {words}</translation>
    </message>
    <message>
        <source>This profile is read-only, and a header would make it another method.</source>
        <translation>Dieses Profil darf nur lesen, und eine Kopfzeile würde eine andere Methode daraus machen.</translation>
    </message>
    <message>
        <source>This profile is read-only, and the statement does not only read.</source>
        <translation>Dieses Profil darf nur lesen, und die Anweisung liest nicht nur.</translation>
    </message>
    <message>
        <source>This profile is read-only, so {method} is not sent.</source>
        <translation>Dieses Profil darf nur lesen, daher wird {method} nicht gesendet.</translation>
    </message>
    <message>
        <source>This profile is read-only.</source>
        <translation>Dieses Profil darf nur lesen.</translation>
    </message>
    <message>
        <source>This request would be sent to {origin}.</source>
        <translation>Diese Anfrage würde an {origin} gesendet.</translation>
    </message>
    <message>
        <source>This server reads {unit}, and is asked so from now on. Say it in the profile to keep it.</source>
        <translation>Dieser Server liest {unit} und wird ab jetzt so gefragt. Tragen Sie es ins Profil ein, damit es bleibt.</translation>
    </message>
    <message>
        <source>This server reads {unit}, as the profile says.</source>
        <translation>Dieser Server liest {unit}, wie es im Profil steht.</translation>
    </message>
    <message>
        <source>This shift (8 h)</source>
        <translation>Diese Schicht (8 h)</translation>
    </message>
    <message>
        <source>This sighting</source>
        <translation>Diese Sichtung</translation>
    </message>
    <message>
        <source>This statement does not only read. It would be run on the data of the project “{name}”.</source>
        <translation>Diese Anweisung liest nicht nur. Sie würde auf den Daten des Projekts „{name}“ ausgeführt.</translation>
    </message>
    <message>
        <source>This statement does not only read. It would be run on the data.</source>
        <translation>Diese Anweisung liest nicht nur. Sie würde auf den Daten ausgeführt.</translation>
    </message>
    <message>
        <source>This studio runs on this computer, too, and can call it.</source>
        <translation>Dieses Studio läuft auch auf diesem Computer und kann ihn anrufen.</translation>
    </message>
    <message>
        <source>This tab</source>
        <translation>Dieser Reiter</translation>
    </message>
    <message>
        <source>This value cannot be written as JSON.</source>
        <translation>Dieser Wert lässt sich nicht als JSON schreiben.</translation>
    </message>
    <message>
        <source>Those shared with me too</source>
        <translation>Auch mit mir geteilte</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>Tick at the left what to hear of.</source>
        <translation>Haken Sie seitlich an, was Sie empfangen möchten.</translation>
    </message>
    <message>
        <source>Tile server</source>
        <translation>Kachelserver</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>Kacheln</translation>
    </message>
    <message>
        <source>Tiles are asked for only as you look at them, never ahead, two at a time, and kept as long as the server says. The server sees which part of the world you look at. Use one that allows it.</source>
        <translation>Kacheln werden nur geholt, wenn Sie sie ansehen, nie im Voraus, zwei auf einmal, und so lange behalten, wie der Server sagt. Der Server sieht, welchen Teil der Welt Sie ansehen. Nehmen Sie einen, der das erlaubt.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time and names</source>
        <translation>Zeit und Namen</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Time there</source>
        <translation>Ortszeit</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Time zone name</source>
        <translation>Name der Zeitzone</translation>
    </message>
    <message>
        <source>Times in</source>
        <comment>which zone</comment>
        <translation>Zeiten in</translation>
    </message>
    <message>
        <source>Timestamp</source>
        <translation>Zeitstempel</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>To 6400 pixels a side, 27 million pixels, 27 MB</source>
        <translation>Auf 6400 Pixel je Seite, 27 Millionen Pixel, 27 MB</translation>
    </message>
    <message>
        <source>To the event before</source>
        <translation>Zum Ereignis davor</translation>
    </message>
    <message>
        <source>To the frame before that shows a label (P)</source>
        <translation>Zum vorigen Bild mit Beschriftung (P)</translation>
    </message>
    <message>
        <source>To the next event</source>
        <translation>Zum nächsten Ereignis</translation>
    </message>
    <message>
        <source>To the next frame that shows a label (N)</source>
        <translation>Zum nächsten Bild mit Beschriftung (N)</translation>
    </message>
    <message>
        <source>To the next one (F3)</source>
        <translation>Zur nächsten Stelle (F3)</translation>
    </message>
    <message>
        <source>To the one before (Shift+F3)</source>
        <translation>Zur vorigen Stelle (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Token refused (401)</source>
        <translation>Token abgelehnt (401)</translation>
    </message>
    <message>
        <source>Token sent</source>
        <translation>Token senden</translation>
    </message>
    <message>
        <source>Tokens (*.json)</source>
        <translation>Tokens (*.json)</translation>
    </message>
    <message>
        <source>Tokens live for 10 seconds</source>
        <translation>Tokens gelten 10 Sekunden</translation>
    </message>
    <message>
        <source>Tokens refused (401)</source>
        <translation>Tokens abgelehnt (401)</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Zu groß</translation>
    </message>
    <message>
        <source>Too many callers at once.</source>
        <translation>Zu viele Anrufer gleichzeitig.</translation>
    </message>
    <message>
        <source>Too many pictures are being worked on.</source>
        <translation>Es sind zu viele Bilder in Arbeit.</translation>
    </message>
    <message>
        <source>Too many requests (429)</source>
        <translation>Zu viele Anfragen (429)</translation>
    </message>
    <message>
        <source>Too many requests were made in a short time.</source>
        <translation>In kurzer Zeit wurden zu viele Anfragen gestellt.</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Total {distance}</source>
        <translation>Gesamt {distance}</translation>
    </message>
    <message>
        <source>Track</source>
        <comment>the way an object is heading</comment>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>Trails</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>Trails of</source>
        <translation>Spuren von</translation>
    </message>
    <message>
        <source>Trails: whose, and how far back</source>
        <translation>Spuren: wessen und wie weit zurück</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Übertragungen</translation>
    </message>
    <message>
        <source>Transfers: {state}</source>
        <translation>Übertragungen: {state}</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Trend of {field}</source>
        <translation>Verlauf von {field}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>Try again later; if it lasts, tell whoever runs the server.</source>
        <translation>Versuchen Sie es später erneut; hält es an, informieren Sie den Betreiber des Servers.</translation>
    </message>
    <message>
        <source>Try again later; if it lasts, the entry is out of date.</source>
        <translation>Versuchen Sie es später erneut; hält es an, ist der Eintrag veraltet.</translation>
    </message>
    <message>
        <source>Try again what failed or was cancelled</source>
        <translation>Fehlgeschlagenes und Abgebrochenes erneut versuchen</translation>
    </message>
    <message>
        <source>Try again, or ask for less at once.</source>
        <translation>Versuchen Sie es erneut, oder fragen Sie weniger auf einmal ab.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Demo ausprobieren</translation>
    </message>
    <message>
        <source>Try {n:,} again</source>
        <translation>{n:,} erneut versuchen</translation>
    </message>
    <message>
        <source>Trying</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>Di</translation>
    </message>
    <message>
        <source>Two or three letters, as in NZ.</source>
        <translation>Zwei oder drei Buchstaben, etwa NZ.</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Type the last {count} characters of its ID, {last}, to go on.</source>
        <translation>Geben Sie die letzten {count} Zeichen seiner ID ein, {last}, um fortzufahren.</translation>
    </message>
    <message>
        <source>Type {count} to confirm:</source>
        <translation>Zum Bestätigen {count} eingeben:</translation>
    </message>
    <message>
        <source>Type {word} to confirm</source>
        <translation>Zur Bestätigung {word} eingeben</translation>
    </message>
    <message>
        <source>Type {word} to confirm:</source>
        <translation>Zur Bestätigung {word} eingeben:</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>Typen</translation>
    </message>
    <message>
        <source>Types of events</source>
        <translation>Typen von Ereignissen</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>UTC offset</source>
        <translation>UTC-Abstand</translation>
    </message>
    <message>
        <source>Unable to find job {job_id}.</source>
        <translation>Der Auftrag {job_id} ist nicht zu finden.</translation>
    </message>
    <message>
        <source>Unarchive</source>
        <translation>Aus Archiv holen</translation>
    </message>
    <message>
        <source>Under way</source>
        <comment>state of a job</comment>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Undo …</source>
        <translation>Rückgängig …</translation>
    </message>
    <message>
        <source>Unfinished uploads expire</source>
        <translation>Unfertige Uploads verfallen</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Unknown: this computer does not say, so nothing waits</source>
        <translation>Unbekannt: dieser Computer sagt es nicht, daher wartet nichts</translation>
    </message>
    <message>
        <source>Unknown: this computer tells of no battery, so nothing waits</source>
        <translation>Unbekannt: dieser Computer nennt keinen Akku, daher wartet nichts</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbar</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>Hochladen</translation>
    </message>
    <message>
        <source>Upload</source>
        <comment>step of a job</comment>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Upload</source>
        <comment>where data is from</comment>
        <translation>Hochgeladen</translation>
    </message>
    <message>
        <source>Upload</source>
        <comment>a verb</comment>
        <translation>Hochladen</translation>
    </message>
    <message>
        <source>Upload an analytic</source>
        <translation>Analyse hochladen</translation>
    </message>
    <message>
        <source>Upload data</source>
        <translation>Daten hochladen</translation>
    </message>
    <message>
        <source>Upload data files…</source>
        <translation>Datendateien hochladen…</translation>
    </message>
    <message>
        <source>Upload data…</source>
        <translation>Daten hochladen…</translation>
    </message>
    <message>
        <source>Upload photos</source>
        <translation>Fotos hochladen</translation>
    </message>
    <message>
        <source>Upload the document of an analytic</source>
        <translation>Das Dokument einer Analyse hochladen</translation>
    </message>
    <message>
        <source>Upload the program for one kind of machine</source>
        <translation>Das Programm für eine Art von Rechner hochladen</translation>
    </message>
    <message>
        <source>Upload videos, or drop them here</source>
        <translation>Videos hochladen oder hierher ziehen</translation>
    </message>
    <message numerus="yes">
        <source>Upload {n:,} files</source>
        <comment>Upload {n:,} file</comment>
        <translation>
            <numerusform>{n:,} Datei hochladen</numerusform>
            <numerusform>{n:,} Dateien hochladen</numerusform>
        </translation>
    </message>
    <message>
        <source>Upload {n:,} files</source>
        <translation>{n:,} Dateien hochladen</translation>
    </message>
    <message numerus="yes">
        <source>Upload {n} photos</source>
        <comment>Upload {n} photo</comment>
        <translation>
            <numerusform>{n} Foto hochladen</numerusform>
            <numerusform>{n} Fotos hochladen</numerusform>
        </translation>
    </message>
    <message>
        <source>Uploaded</source>
        <translation>Hochgeladen</translation>
    </message>
    <message>
        <source>Uploading</source>
        <comment>state of a job</comment>
        <translation>Wird hochgeladen</translation>
    </message>
    <message>
        <source>Uploading {name}</source>
        <translation>{name} wird hochgeladen</translation>
    </message>
    <message>
        <source>Uploading {name}: {sent}</source>
        <translation>{name} wird hochgeladen: {sent}</translation>
    </message>
    <message>
        <source>Uploading {name}: {sent} of {size}</source>
        <translation>{name} wird hochgeladen: {sent} von {size}</translation>
    </message>
    <message>
        <source>Uploads</source>
        <translation>Hochladen</translation>
    </message>
    <message>
        <source>Uploads and downloads stand here, and go on after a restart.</source>
        <translation>Hier stehen Übertragungen in beide Richtungen; nach einem Neustart gehen sie weiter.</translation>
    </message>
    <message>
        <source>Uploads in pieces have expired at the service.</source>
        <translation>In Teilen gesendete Uploads sind beim Dienst verfallen.</translation>
    </message>
    <message>
        <source>Upload…</source>
        <translation>Hochladen…</translation>
    </message>
    <message>
        <source>Use a token of a higher level, or ask the project&apos;s owner for access.</source>
        <translation>Verwenden Sie ein Token mit mehr Rechten, oder bitten Sie den Eigentümer des Projekts um Zugang.</translation>
    </message>
    <message>
        <source>Use another key</source>
        <translation>Anderen Schlüssel verwenden</translation>
    </message>
    <message>
        <source>Use in new job</source>
        <translation>In neuem Auftrag verwenden</translation>
    </message>
    <message>
        <source>Use in new job…</source>
        <translation>In neuem Auftrag verwenden…</translation>
    </message>
    <message>
        <source>Use the text as an id</source>
        <translation>Text als ID verwenden</translation>
    </message>
    <message>
        <source>Use this folder</source>
        <translation>Diesen Ordner nehmen</translation>
    </message>
    <message>
        <source>Use this map</source>
        <translation>Diese Karte verwenden</translation>
    </message>
    <message>
        <source>Use this player</source>
        <translation>Diesen Player verwenden</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>User&apos;s token</source>
        <translation>Token des Benutzers</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Values of the event</source>
        <translation>Werte des Ereignisses</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Version {version} · Python {python} · Qt {qt}</source>
        <translation>Version {version} · Python {python} · Qt {qt}</translation>
    </message>
    <message>
        <source>Versions, settings, states and recent lines; no names, keys or addresses</source>
        <translation>Versionen, Einstellungen, Zustände und letzte Zeilen; keine Namen, Schlüssel oder Adressen</translation>
    </message>
    <message>
        <source>Very slow network (3 s)</source>
        <translation>Sehr langsames Netz (3 s)</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Video path</source>
        <translation>Videopfad</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>Videos and other files to upload</source>
        <translation>Videos und andere Dateien zum Hochladen</translation>
    </message>
    <message>
        <source>Videos only</source>
        <translation>Nur Videos</translation>
    </message>
    <message>
        <source>View</source>
        <comment>what is shown</comment>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>View</source>
        <comment>live, board or history</comment>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Visits in 24 h</source>
        <translation>Besuche in 24 h</translation>
    </message>
    <message>
        <source>Visits, 24 h</source>
        <translation>Besuche, 24 h</translation>
    </message>
    <message>
        <source>Wait a moment, or choose a slower refresh rate.</source>
        <translation>Warten Sie etwas, oder lassen Sie seltener aktualisieren.</translation>
    </message>
    <message>
        <source>Wait for this to end: {busy}.</source>
        <translation>Warten Sie, bis dies beendet ist: {busy}.</translation>
    </message>
    <message>
        <source>Wait on a metered connection</source>
        <translation>Bei getakteter Verbindung warten</translation>
    </message>
    <message>
        <source>Wait while on battery</source>
        <translation>Im Akkubetrieb warten</translation>
    </message>
    <message>
        <source>Wait {wait}, or choose a slower refresh rate.</source>
        <translation>Warten Sie {wait}, oder lassen Sie seltener aktualisieren.</translation>
    </message>
    <message>
        <source>Waiting for an answer…</source>
        <translation>Wartet auf eine Antwort…</translation>
    </message>
    <message>
        <source>Waiting for events</source>
        <translation>Wartet auf Ereignisse</translation>
    </message>
    <message>
        <source>Watch it in a window of its own</source>
        <translation>In einem eigenen Fenster ansehen</translation>
    </message>
    <message>
        <source>Watch side by side</source>
        <translation>Nebeneinander ansehen</translation>
    </message>
    <message>
        <source>Watch the chosen cameras side by side</source>
        <translation>Gewählte Kameras nebeneinander ansehen</translation>
    </message>
    <message>
        <source>Web page instead of data</source>
        <translation>Webseite statt Daten</translation>
    </message>
    <message>
        <source>Web socket only</source>
        <translation>Nur Web-Socket</translation>
    </message>
    <message>
        <source>Web socket, else polling</source>
        <translation>Web-Socket, sonst Abfragen</translation>
    </message>
    <message>
        <source>Web sockets are refused, as by a strict proxy; polling works.</source>
        <translation>Web-Sockets werden abgelehnt wie von einem strengen Proxy; Abfragen gelingen.</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>Mi</translation>
    </message>
    <message>
        <source>Welcome to FaceSpace Desk</source>
        <translation>Willkommen bei FaceSpace Desk</translation>
    </message>
    <message>
        <source>What</source>
        <comment>happened</comment>
        <translation>Was</translation>
    </message>
    <message>
        <source>What</source>
        <comment>is posted</comment>
        <translation>Was</translation>
    </message>
    <message>
        <source>What differs between two chosen profiles</source>
        <translation>Was zwei gewählte Profile unterscheidet</translation>
    </message>
    <message>
        <source>What do you use the cameras for?</source>
        <translation>Wofür nutzen Sie die Kameras?</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>What has come back stays on this computer.</source>
        <translation>Was zurückkam, bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>What is looked for has invisible characters.</source>
        <translation>Das Gesuchte enthält unsichtbare Zeichen.</translation>
    </message>
    <message>
        <source>What is many</source>
        <translation>Was vielfach ist</translation>
    </message>
    <message>
        <source>What is under way stops, and what the service has begun to keep of it is removed there. Files on this computer are not touched.</source>
        <translation>Was läuft, hält an, und was der Dienst davon schon angelegt hat, wird dort entfernt. Dateien auf diesem Computer bleiben unberührt.</translation>
    </message>
    <message>
        <source>What it is for, in your words.</source>
        <translation>Wofür es da ist, in Ihren Worten.</translation>
    </message>
    <message>
        <source>What it was asked to do</source>
        <translation>Was er tun sollte</translation>
    </message>
    <message>
        <source>What its task says</source>
        <translation>Was seine Ausführung meldet</translation>
    </message>
    <message>
        <source>What of the dataset is shown</source>
        <translation>Was vom Dataset gezeigt wird</translation>
    </message>
    <message>
        <source>What of the event</source>
        <translation>Was vom Ereignis</translation>
    </message>
    <message>
        <source>What other profiles show is kept in memory only. Start FaceSpace Desk without --demo to keep it.</source>
        <translation>Was andere Profile zeigen, bleibt nur im Speicher. Starten Sie FaceSpace Desk ohne --demo, um es aufzubewahren.</translation>
    </message>
    <message>
        <source>What stands in the data is no address that can be opened.</source>
        <translation>In den Daten steht keine Adresse, die sich öffnen lässt.</translation>
    </message>
    <message>
        <source>What the camera sent is not a picture.</source>
        <translation>Was die Kamera gesendet hat, ist kein Bild.</translation>
    </message>
    <message>
        <source>What the credentials allow to change</source>
        <translation>Was die Zugangsdaten zu ändern erlauben</translation>
    </message>
    <message>
        <source>What this desk saw is missing: {reason}</source>
        <translation>Was dieser Arbeitsplatz sah, fehlt: {reason}</translation>
    </message>
    <message>
        <source>What to look up by</source>
        <translation>Wonach nachschlagen</translation>
    </message>
    <message>
        <source>What waits to run will not run. It can be retried afterwards.</source>
        <translation>Was auf den Lauf wartet, wird nicht laufen. Es kann danach wiederholt werden.</translation>
    </message>
    <message>
        <source>What was chosen is not remembered. {why}</source>
        <translation>Die Auswahl wurde nicht gespeichert. {why}</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Rückmeldung</translation>
    </message>
    <message>
        <source>What was typed here was not written, and is lost when this is closed.</source>
        <translation>Was hier eingegeben wurde, ist nicht geschrieben und geht beim Schließen verloren.</translation>
    </message>
    <message>
        <source>What went wrong stands above.</source>
        <translation>Was schiefging, steht oben.</translation>
    </message>
    <message>
        <source>What would be sent</source>
        <translation>Was gesendet würde</translation>
    </message>
    <message>
        <source>What you call it</source>
        <translation>Wie Sie sie nennen</translation>
    </message>
    <message>
        <source>What “{name}” says here has no place in a request.</source>
        <translation>Was „{name}“ hier sagt, hat in einer Anfrage keinen Platz.</translation>
    </message>
    <message>
        <source>When all is done</source>
        <translation>Wenn alles fertig ist</translation>
    </message>
    <message>
        <source>When it is full, the oldest sightings go first.</source>
        <translation>Ist er voll, gehen die ältesten Sichtungen zuerst.</translation>
    </message>
    <message>
        <source>When objects count as stale and as lost</source>
        <translation>Wann Objekte als veraltet und als verloren gelten</translation>
    </message>
    <message>
        <source>Where a tunnel of yours takes callbacks; it is what Skylab is given. Optional.</source>
        <translation>Wo Ihr Tunnel Rückrufe annimmt; diese Adresse erhält Skylab. Freiwillig.</translation>
    </message>
    <message>
        <source>Where are they from?</source>
        <translation>Woher sind sie?</translation>
    </message>
    <message>
        <source>Where is it from?</source>
        <translation>Woher ist sie?</translation>
    </message>
    <message>
        <source>Where outputs go</source>
        <translation>Zielordner der Ergebnisse</translation>
    </message>
    <message>
        <source>Where outputs go could not be kept: {error}</source>
        <translation>Der Ablageort der Ergebnisse konnte nicht gespeichert werden: {error}</translation>
    </message>
    <message>
        <source>Where results go</source>
        <translation>Ablage der Ergebnisse</translation>
    </message>
    <message>
        <source>Where results go…</source>
        <translation>Ablage der Ergebnisse…</translation>
    </message>
    <message>
        <source>Where the data goes</source>
        <translation>Zielordner der Daten</translation>
    </message>
    <message>
        <source>Where the service answers, with its path if any.</source>
        <translation>Wo der Dienst antwortet, gegebenenfalls mit Pfad.</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>Where…</source>
        <translation>Wohin…</translation>
    </message>
    <message>
        <source>Whether it was done is not known: look before you try again.</source>
        <translation>Ob es ausgeführt wurde, ist nicht bekannt: Sehen Sie nach, bevor Sie es erneut versuchen.</translation>
    </message>
    <message>
        <source>Which of the files that came back</source>
        <translation>Welche der zurückgekommenen Dateien</translation>
    </message>
    <message>
        <source>Which pictures</source>
        <translation>Welche Bilder</translation>
    </message>
    <message>
        <source>Which result</source>
        <translation>Welches Ergebnis</translation>
    </message>
    <message>
        <source>Which service does it offer? Others can join the same profile later.</source>
        <translation>Welchen Dienst bietet er? Andere können später zum selben Profil kommen.</translation>
    </message>
    <message>
        <source>Who contributed the camera, exactly as written</source>
        <translation>Wer die Kamera beigetragen hat, genau so geschrieben</translation>
    </message>
    <message>
        <source>Who counts as here</source>
        <translation>Wer als hier gilt</translation>
    </message>
    <message>
        <source>Who is shown</source>
        <translation>Wer gezeigt wird</translation>
    </message>
    <message>
        <source>Who may call</source>
        <translation>Wer anrufen darf</translation>
    </message>
    <message>
        <source>Who publishes the camera.</source>
        <translation>Wer die Kamera veröffentlicht.</translation>
    </message>
    <message>
        <source>Whoever connects to live events is turned away; those who are keep the line.</source>
        <translation>Wer sich neu verbindet, wird abgewiesen; bestehende Verbindungen bleiben.</translation>
    </message>
    <message>
        <source>Whoever has it can read the file: it is not shown, kept or logged.</source>
        <translation>Wer sie hat, kann die Datei lesen: Sie wird nicht angezeigt, gespeichert oder protokolliert.</translation>
    </message>
    <message>
        <source>Whoever wrote the address into the data could look into the own network with it.</source>
        <translation>Wer die Adresse in die Daten schrieb, könnte damit ins eigene Netz blicken.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Why? Optional; kept on this desk with the former values</source>
        <translation>Warum? Freiwillig; bleibt mit den früheren Werten auf diesem Computer</translation>
    </message>
    <message>
        <source>Width</source>
        <comment>of a picture</comment>
        <translation>Bildbreite</translation>
    </message>
    <message>
        <source>Width, px</source>
        <comment>of a picture</comment>
        <translation>Bildbreite, px</translation>
    </message>
    <message>
        <source>Will be</source>
        <translation>Künftig</translation>
    </message>
    <message>
        <source>Window</source>
        <comment>keys of the whole window</comment>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>With both tokens: whose data and jobs the tab shows first.</source>
        <translation>Bei beiden Tokens: wessen Daten und Aufträge der Reiter zuerst zeigt.</translation>
    </message>
    <message>
        <source>Without the account&apos;s secret it listens to this computer only.</source>
        <translation>Ohne das Geheimnis des Kontos wird nur auf diesen Computer gehört.</translation>
    </message>
    <message>
        <source>Without the account&apos;s secret nothing can be checked.</source>
        <translation>Ohne das Geheimnis des Kontos lässt sich nichts prüfen.</translation>
    </message>
    <message>
        <source>Without {details}.</source>
        <translation>Ohne {details}.</translation>
    </message>
    <message>
        <source>Work in the background ends badly.</source>
        <translation>Arbeit im Hintergrund misslingt.</translation>
    </message>
    <message>
        <source>Write DD/MM/YY, HH:MM DD/MM/YY or HH:MM:SS DD/MM/YY.</source>
        <translation>Schreiben Sie TT/MM/JJ, HH:MM TT/MM/JJ oder HH:MM:SS TT/MM/JJ.</translation>
    </message>
    <message>
        <source>Write a name for the file.</source>
        <translation>Geben Sie der Datei einen Namen.</translation>
    </message>
    <message>
        <source>Write a query above. A dataset’s table name stands beside its rows.</source>
        <translation>Schreiben Sie oben eine Abfrage. Der Tabellenname eines Datasets steht bei seinen Zeilen.</translation>
    </message>
    <message>
        <source>Write a receipt</source>
        <translation>Beleg schreiben</translation>
    </message>
    <message>
        <source>Write a receipt…</source>
        <translation>Beleg schreiben…</translation>
    </message>
    <message>
        <source>Write it as -39.49, 176.92 or 39°29′S 176°55′E.</source>
        <translation>Bitte als -39.49, 176.92 oder 39°29′S 176°55′E schreiben.</translation>
    </message>
    <message>
        <source>Write it as video/mp4.</source>
        <translation>Schreiben Sie ihn wie video/mp4.</translation>
    </message>
    <message>
        <source>Write pseudonyms instead of names, in posts and in the file</source>
        <translation>In Sendungen und in der Datei Pseudonyme statt Namen schreiben</translation>
    </message>
    <message>
        <source>Write the changes</source>
        <translation>Änderungen schreiben</translation>
    </message>
    <message>
        <source>Write the changes first: at the studio “{one}” and “{other}” are not both on yet.</source>
        <translation>Schreiben Sie zuerst die Änderungen: Im Studio sind „{one}“ und „{other}“ noch nicht beide an.</translation>
    </message>
    <message>
        <source>Write the filter to a file</source>
        <translation>Filter in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Write the new profile first; then pictures can be added.</source>
        <translation>Schreiben Sie zuerst das neue Profil; dann lassen sich Bilder hinzufügen.</translation>
    </message>
    <message>
        <source>Write the size as a whole number of bytes.</source>
        <translation>Schreiben Sie die Größe als ganze Zahl von Bytes.</translation>
    </message>
    <message>
        <source>Write the time as 2026-11-21 or 2026-11-21 07:59:03</source>
        <translation>Schreiben Sie die Zeit wie 2026-11-21 oder 2026-11-21 07:59:03</translation>
    </message>
    <message>
        <source>Write to a file…</source>
        <translation>In eine Datei schreiben …</translation>
    </message>
    <message>
        <source>Write to a log file</source>
        <translation>In eine Protokolldatei schreiben</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Wird geschrieben</translation>
    </message>
    <message>
        <source>Writing the owner</source>
        <translation>Eigentümer wird geschrieben</translation>
    </message>
    <message>
        <source>Writing the permission</source>
        <translation>Berechtigung wird geschrieben</translation>
    </message>
    <message>
        <source>Written, but the studio did not take: {names}</source>
        <translation>Geschrieben, aber das Studio hat nicht übernommen: {names}</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>You are told of every object that enters or leaves it.</source>
        <translation>Sie erfahren von jedem Objekt, das hinein- oder hinausgeht.</translation>
    </message>
    <message>
        <source>You must not find out who a person in a picture or stream is. No picture of a camera can reach a recognition service from here, by menu, clipboard, drag or file.</source>
        <translation>Sie dürfen nicht herausfinden, wer eine Person in einem Bild oder Stream ist. Kein Bild einer Kamera kann von hier zu einem Erkennungsdienst gelangen, weder über Menü noch Zwischenablage, Ziehen oder Datei.</translation>
    </message>
    <message>
        <source>You need the server&apos;s address and an API key. The key is tested first and then kept in this computer&apos;s key store.</source>
        <translation>Sie brauchen die Adresse des Servers und einen API-Schlüssel. Er wird erst geprüft und dann im Schlüsselbund dieses Computers aufbewahrt.</translation>
    </message>
    <message>
        <source>You need the server&apos;s address and {needs}. What is secret stays in this computer&apos;s key store.</source>
        <translation>Sie brauchen die Adresse des Servers und {needs}. Geheimes bleibt im Schlüsselbund dieses Computers.</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Zone in the middle of the map…</source>
        <translation>Zone in der Kartenmitte…</translation>
    </message>
    <message>
        <source>Zone name</source>
        <translation>Zonenname</translation>
    </message>
    <message>
        <source>Zone {number}</source>
        <translation>Zone {number}</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>Zones and crossings…</source>
        <translation>Zonen und Übertritte…</translation>
    </message>
    <message>
        <source>Zones: who enters them, and who leaves</source>
        <translation>Zonen: wer hinein- und wer hinausgeht</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Vergrößern (+)</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>Verkleinern (−)</translation>
    </message>
    <message>
        <source>a camera of our own</source>
        <translation>eine eigene Kamera</translation>
    </message>
    <message>
        <source>a client ID with its secret</source>
        <comment>You need the server&apos;s address and …</comment>
        <translation>eine Client-ID mit ihrem Geheimnis</translation>
    </message>
    <message>
        <source>a key</source>
        <comment>You need the server&apos;s address and …</comment>
        <translation>einen Schlüssel</translation>
    </message>
    <message>
        <source>a list in JSON, such as [1, 2]</source>
        <translation>eine Liste in JSON, etwa [1, 2]</translation>
    </message>
    <message>
        <source>a minute</source>
        <comment>so many jobs</comment>
        <translation>je Minute</translation>
    </message>
    <message>
        <source>a number too large to show</source>
        <translation>eine Zahl, zu groß zum Anzeigen</translation>
    </message>
    <message>
        <source>a picture came</source>
        <translation>ein Bild kam</translation>
    </message>
    <message>
        <source>a private network</source>
        <comment>completes: the address leads to …</comment>
        <translation>in ein privates Netz</translation>
    </message>
    <message>
        <source>a range that is kept for special purposes</source>
        <comment>completes: the address leads to …</comment>
        <translation>in einen Bereich für besondere Zwecke</translation>
    </message>
    <message>
        <source>a state that is not known here</source>
        <translation>ein Zustand, der hier nicht bekannt ist</translation>
    </message>
    <message>
        <source>a token</source>
        <comment>You need the server&apos;s address and …</comment>
        <translation>ein Token</translation>
    </message>
    <message>
        <source>a value in JSON, such as 1.5 or &quot;text&quot;</source>
        <translation>ein Wert in JSON, etwa 1.5 oder &quot;text&quot;</translation>
    </message>
    <message>
        <source>accepted</source>
        <comment>a result</comment>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>acted for now</source>
        <translation>wird vertreten</translation>
    </message>
    <message>
        <source>active</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>after / more than</source>
        <comment>of a filter</comment>
        <translation>nach / größer als</translation>
    </message>
    <message>
        <source>ahead</source>
        <comment>a step of a job</comment>
        <translation>steht bevor</translation>
    </message>
    <message>
        <source>ahead</source>
        <comment>verdict on a callback</comment>
        <translation>voraus</translation>
    </message>
    <message>
        <source>altitude</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>an API key</source>
        <comment>You need the server&apos;s address and …</comment>
        <translation>einen API-Schlüssel</translation>
    </message>
    <message>
        <source>an entry is no object</source>
        <translation>ein Eintrag ist kein Objekt</translation>
    </message>
    <message>
        <source>an object in JSON, such as {&quot;a&quot;: 1}</source>
        <translation>ein Objekt in JSON, etwa {&quot;a&quot;: 1}</translation>
    </message>
    <message>
        <source>an unknown status</source>
        <translation>ein unbekannter Status</translation>
    </message>
    <message>
        <source>analytic id</source>
        <translation>Analyse-ID</translation>
    </message>
    <message>
        <source>and</source>
        <comment>joins the conditions of a filter</comment>
        <translation>und</translation>
    </message>
    <message>
        <source>and {count:,} more</source>
        <translation>und {count:,} weitere</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
    <message numerus="yes">
        <source>and {n:,} more</source>
        <comment>and {n:,} more</comment>
        <translation>
            <numerusform>und {n:,} weitere</numerusform>
            <numerusform>und {n:,} weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and {n:,} more in 24 h</source>
        <comment>and {n:,} more in 24 h</comment>
        <translation>
            <numerusform>und {n:,} weiterer in 24 h</numerusform>
            <numerusform>und {n:,} weitere in 24 h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and {n} more failures</source>
        <comment>and {n} more failure</comment>
        <translation>
            <numerusform>und {n} weiterer Fehlschlag</numerusform>
            <numerusform>und {n} weitere Fehlschläge</numerusform>
        </translation>
    </message>
    <message>
        <source>another profile has this name</source>
        <translation>ein anderes Profil hat diesen Namen</translation>
    </message>
    <message>
        <source>any column</source>
        <translation>irgendeine Spalte</translation>
    </message>
    <message>
        <source>any person</source>
        <translation>jede Person</translation>
    </message>
    <message>
        <source>any that is free</source>
        <translation>irgendein freier</translation>
    </message>
    <message>
        <source>any value</source>
        <translation>beliebiger Wert</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>archiviert</translation>
    </message>
    <message>
        <source>archived</source>
        <comment>a field of jobs</comment>
        <translation>archiviert</translation>
    </message>
    <message>
        <source>area {area}</source>
        <translation>Gebiet {area}</translation>
    </message>
    <message>
        <source>as fast as it goes</source>
        <translation>so schnell es geht</translation>
    </message>
    <message>
        <source>as initials</source>
        <comment>names in an export</comment>
        <translation>als Initialen</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie es ist</translation>
    </message>
    <message>
        <source>as pseudonyms</source>
        <comment>names in an export</comment>
        <translation>als Pseudonyme</translation>
    </message>
    <message>
        <source>as the platform likes</source>
        <translation>wie es der Plattform passt</translation>
    </message>
    <message>
        <source>as the platform sets</source>
        <translation>wie die Plattform vorgibt</translation>
    </message>
    <message>
        <source>at</source>
        <comment>the moment</comment>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>at most {count:,} a second</source>
        <translation>höchstens {count:,} je Sekunde</translation>
    </message>
    <message>
        <source>at once</source>
        <comment>behind a number of files</comment>
        <translation>zugleich</translation>
    </message>
    <message>
        <source>at once</source>
        <comment>so many requests</comment>
        <translation>zugleich</translation>
    </message>
    <message>
        <source>at the studio</source>
        <comment>state of a photo</comment>
        <translation>im Studio</translation>
    </message>
    <message>
        <source>at this moment</source>
        <translation>in diesem Moment</translation>
    </message>
    <message>
        <source>auto start</source>
        <translation>Selbststart</translation>
    </message>
    <message>
        <source>background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>bad</source>
        <comment>a step of a job</comment>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>before / less than</source>
        <comment>of a filter</comment>
        <translation>vor / kleiner als</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>wird gesendet</translation>
    </message>
    <message>
        <source>best there is</source>
        <translation>bester verfügbarer</translation>
    </message>
    <message>
        <source>blocked address</source>
        <translation>gesperrte Adresse</translation>
    </message>
    <message>
        <source>both files</source>
        <translation>beide Dateien</translation>
    </message>
    <message>
        <source>broke off</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>camera ID</source>
        <translation>Kamera-ID</translation>
    </message>
    <message>
        <source>camera details</source>
        <translation>Kameradaten</translation>
    </message>
    <message>
        <source>cameras</source>
        <comment>what a pane shows</comment>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>cancelled</source>
        <comment>state of a job</comment>
        <translation>storniert</translation>
    </message>
    <message>
        <source>cancelled</source>
        <comment>a transfer</comment>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>cannot be acted for</source>
        <translation>nicht zu vertreten</translation>
    </message>
    <message>
        <source>cannot be sent</source>
        <comment>a file to be sent</comment>
        <translation>nicht sendbar</translation>
    </message>
    <message>
        <source>cannot be sent</source>
        <translation>nicht sendbar</translation>
    </message>
    <message>
        <source>certificate</source>
        <comment>why nobody looked</comment>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>certificate not accepted</source>
        <translation>Zertifikat nicht akzeptiert</translation>
    </message>
    <message>
        <source>choose a project</source>
        <translation>Projekt wählen</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>colours for print (CMYK)</source>
        <translation>Farben für den Druck (CMYK)</translation>
    </message>
    <message>
        <source>coming back</source>
        <comment>state of a photo</comment>
        <translation>kommt zurück</translation>
    </message>
    <message>
        <source>coming back {share:.0%}</source>
        <translation>kommt zurück {share:.0%}</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>complete, expired</source>
        <translation>fertig, abgelaufen</translation>
    </message>
    <message>
        <source>completion date</source>
        <translation>Abschlussdatum</translation>
    </message>
    <message>
        <source>compute mode</source>
        <translation>Rechenmodus</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>wird verbunden</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>contains</source>
        <comment>of a filter</comment>
        <translation>enthält</translation>
    </message>
    <message>
        <source>converted to JPEG</source>
        <translation>in JPEG umgewandelt</translation>
    </message>
    <message>
        <source>converted to PNG</source>
        <translation>in PNG umgewandelt</translation>
    </message>
    <message>
        <source>could not be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>could not be read: {text}</source>
        <translation>nicht lesbar: {text}</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>Zuschnitt</translation>
    </message>
    <message>
        <source>cut-out</source>
        <translation>Freisteller</translation>
    </message>
    <message>
        <source>dataset {name}</source>
        <translation>Dataset {name}</translation>
    </message>
    <message>
        <source>dataset {number}</source>
        <translation>Dataset {number}</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>default {value}</source>
        <translation>Vorgabe {value}</translation>
    </message>
    <message>
        <source>degraded</source>
        <comment>state of a service</comment>
        <translation>eingeschränkt</translation>
    </message>
    <message>
        <source>delete</source>
        <comment>typed to confirm</comment>
        <translation>löschen</translation>
    </message>
    <message>
        <source>deleted</source>
        <comment>state of a job</comment>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>details</source>
        <comment>a part of the tab</comment>
        <translation>Details</translation>
    </message>
    <message>
        <source>details</source>
        <comment>what a pane shows</comment>
        <translation>Details</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>funktioniert nicht</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>done</source>
        <comment>state of a job</comment>
        <translation>fertig</translation>
    </message>
    <message>
        <source>done</source>
        <comment>a transfer</comment>
        <translation>fertig</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>zweifelhaft</translation>
    </message>
    <message>
        <source>downloading</source>
        <translation>wird geladen</translation>
    </message>
    <message>
        <source>draft</source>
        <comment>state of a job</comment>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>drag to look into a range</source>
        <translation>ziehen, um einen Zeitraum anzusehen</translation>
    </message>
    <message>
        <source>elsewhere: a file</source>
        <translation>anderswoher: eine Datei</translation>
    </message>
    <message>
        <source>empty: until now</source>
        <translation>leer: bis jetzt</translation>
    </message>
    <message>
        <source>encoding</source>
        <translation>Kodierung</translation>
    </message>
    <message>
        <source>ends with</source>
        <comment>of a filter</comment>
        <translation>endet mit</translation>
    </message>
    <message>
        <source>entered {zone}</source>
        <translation>ist jetzt in {zone}</translation>
    </message>
    <message>
        <source>every {span}</source>
        <translation>alle {span}</translation>
    </message>
    <message>
        <source>expecting &apos;,&apos; delimiter</source>
        <translation>Trennzeichen „,“ erwartet</translation>
    </message>
    <message>
        <source>expecting &apos;:&apos; delimiter</source>
        <translation>Trennzeichen „:“ erwartet</translation>
    </message>
    <message>
        <source>expecting property name enclosed in double quotes</source>
        <translation>Name in doppelten Anführungszeichen erwartet</translation>
    </message>
    <message>
        <source>expecting value</source>
        <translation>Wert erwartet</translation>
    </message>
    <message>
        <source>expiration date</source>
        <translation>Ablaufdatum</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>expired</source>
        <comment>a field of jobs</comment>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>expires in {left}</source>
        <translation>läuft ab in {left}</translation>
    </message>
    <message>
        <source>extra data</source>
        <translation>überzählige Daten</translation>
    </message>
    <message>
        <source>fail date</source>
        <translation>Fehlerdatum</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>state of a photo</comment>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>state of a job</comment>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>a transfer</comment>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed: {blame}</source>
        <translation>Fehler: {blame}</translation>
    </message>
    <message>
        <source>failure type</source>
        <translation>Fehlerart</translation>
    </message>
    <message>
        <source>field:text, conditions joined by commas, alternatives by |. A comma or colon that is meant is written \, or \: there; | and \ cannot be looked for.</source>
        <translation>Feld:Text; Bedingungen mit Komma, Alternativen mit | verbunden. Ein gemeintes Komma oder ein Doppelpunkt wird dort \, oder \: geschrieben; | und \ können nicht gesucht werden.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>finished</source>
        <comment>state of a photo</comment>
        <translation>fertig</translation>
    </message>
    <message numerus="yes">
        <source>first of {n} frames</source>
        <comment>first of {n} frame</comment>
        <translation>
            <numerusform>erstes von {n} Einzelbild</numerusform>
            <numerusform>erstes von {n} Einzelbildern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>first of {n} pages</source>
        <comment>first of {n} page</comment>
        <translation>
            <numerusform>erste von {n} Seite</numerusform>
            <numerusform>erste von {n} Seiten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>first of {n} pictures</source>
        <comment>first of {n} picture</comment>
        <translation>
            <numerusform>erstes von {n} Bild</numerusform>
            <numerusform>erstes von {n} Bildern</numerusform>
        </translation>
    </message>
    <message>
        <source>first picture of a stream</source>
        <translation>erstes Bild eines Streams</translation>
    </message>
    <message>
        <source>first seen {time}</source>
        <translation>zuerst gesehen {time}</translation>
    </message>
    <message>
        <source>flagged</source>
        <comment>a result</comment>
        <translation>beanstandet</translation>
    </message>
    <message>
        <source>for example {placeholder}</source>
        <translation>zum Beispiel {placeholder}</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>frame {number:,} of {count:,}</source>
        <translation>Bild {number:,} von {count:,}</translation>
    </message>
    <message>
        <source>frame {number:,}, {time}</source>
        <translation>Bild {number:,}, {time}</translation>
    </message>
    <message numerus="yes">
        <source>frame {number:,}, {time}, {n:,} objects</source>
        <comment>frame {number:,}, {time}, {n:,} object</comment>
        <translation>
            <numerusform>Bild {number:,}, {time}, {n:,} Objekt</numerusform>
            <numerusform>Bild {number:,}, {time}, {n:,} Objekte</numerusform>
        </translation>
    </message>
    <message>
        <source>from</source>
        <comment>of a filter</comment>
        <translation>ab</translation>
    </message>
    <message>
        <source>from the offset of {seconds:,} s, whose summer time is not known</source>
        <translation>nach dem Abstand von {seconds:,} s; ob Sommerzeit gilt, ist nicht bekannt</translation>
    </message>
    <message>
        <source>from the time zone {zone}</source>
        <translation>nach der Zeitzone {zone}</translation>
    </message>
    <message>
        <source>from the time zone “{name}”, taken as {zone}</source>
        <translation>nach der Zeitzone „{name}“, gedeutet als {zone}</translation>
    </message>
    <message>
        <source>given another end</source>
        <translation>mit neuem Ende</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>good</source>
        <comment>verdict on a callback</comment>
        <translation>echt</translation>
    </message>
    <message>
        <source>hash</source>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>heard {age}</source>
        <translation>gehört {age}</translation>
    </message>
    <message>
        <source>here</source>
        <comment>state of a photo</comment>
        <translation>hier</translation>
    </message>
    <message>
        <source>here means</source>
        <translation>„hier“ heißt</translation>
    </message>
    <message>
        <source>here now</source>
        <translation>jetzt hier</translation>
    </message>
    <message>
        <source>here: unknown</source>
        <translation>hier: unbekannt</translation>
    </message>
    <message>
        <source>hidden</source>
        <comment>names in an export</comment>
        <translation>verborgen</translation>
    </message>
    <message>
        <source>host not found</source>
        <translation>Host nicht gefunden</translation>
    </message>
    <message>
        <source>http://host:port or socks5://host:port; “none” for none. Empty: as this computer is set.</source>
        <translation>http://host:port oder socks5://host:port; „none“ für keinen. Leer: wie dieser Computer eingestellt ist.</translation>
    </message>
    <message>
        <source>https, or this computer itself.</source>
        <translation>https oder dieser Computer selbst.</translation>
    </message>
    <message>
        <source>https://… (optional)</source>
        <translation>https://… (freiwillig)</translation>
    </message>
    <message>
        <source>https://… that the studio tells when it is done (optional)</source>
        <translation>https://… wohin das Studio meldet, wenn es fertig ist (freiwillig)</translation>
    </message>
    <message>
        <source>id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>image sequence</source>
        <translation>Bildfolge</translation>
    </message>
    <message>
        <source>image to video</source>
        <translation>Bild zu Video</translation>
    </message>
    <message>
        <source>in full</source>
        <comment>names in an export</comment>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>in the queue</source>
        <translation>in der Schlange</translation>
    </message>
    <message numerus="yes">
        <source>in {n:,} countries</source>
        <comment>in {n:,} country</comment>
        <translation>
            <numerusform>in {n:,} Land</numerusform>
            <numerusform>in {n:,} Ländern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n:,} projects</source>
        <comment>in {n:,} project</comment>
        <translation>
            <numerusform>in {n:,} Projekt</numerusform>
            <numerusform>in {n:,} Projekten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} days</source>
        <comment>in {n} day</comment>
        <translation>
            <numerusform>in {n} Tag</numerusform>
            <numerusform>in {n} Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>in {seconds:.1f} s</source>
        <translation>in {seconds:.1f} s</translation>
    </message>
    <message>
        <source>in {time}</source>
        <translation>in {time}</translation>
    </message>
    <message>
        <source>incomplete: the file ends too early or is damaged</source>
        <translation>unvollständig: Die Datei endet zu früh oder ist beschädigt</translation>
    </message>
    <message>
        <source>into {folder} / {template}</source>
        <translation>nach {folder} / {template}</translation>
    </message>
    <message>
        <source>invalid \escape</source>
        <translation>ungültiges \escape</translation>
    </message>
    <message>
        <source>invalid control character at</source>
        <translation>ungültiges Steuerzeichen</translation>
    </message>
    <message>
        <source>is</source>
        <comment>of a filter</comment>
        <translation>ist</translation>
    </message>
    <message>
        <source>is empty</source>
        <comment>of a filter</comment>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>is not an address</source>
        <translation>ist keine Adresse</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>it cannot be used</source>
        <translation>er ist nicht zu gebrauchen</translation>
    </message>
    <message>
        <source>it is not trusted</source>
        <translation>es ist nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>it sent other fields than were asked for</source>
        <translation>es kamen andere Felder als verlangt</translation>
    </message>
    <message>
        <source>it sent {sent:,} records where {asked:,} were asked for</source>
        <translation>es kamen {sent:,} Datensätze, wo {asked:,} verlangt waren</translation>
    </message>
    <message>
        <source>its login belongs into proxy_user and proxy_password</source>
        <translation>die Anmeldung gehört in proxy_user und proxy_password</translation>
    </message>
    <message>
        <source>jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>joined, subscribing</source>
        <translation>verbunden, wird abonniert</translation>
    </message>
    <message>
        <source>kept as data</source>
        <translation>als Daten aufbewahrt</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>kilometres</source>
        <translation>Kilometer</translation>
    </message>
    <message>
        <source>last answer {age} ago</source>
        <translation>letzte Antwort vor {age}</translation>
    </message>
    <message>
        <source>last event {age} ago</source>
        <translation>letztes Ereignis vor {age}</translation>
    </message>
    <message>
        <source>latitude or longitude is no number</source>
        <translation>Breite oder Länge ist keine Zahl</translation>
    </message>
    <message>
        <source>latitude or longitude out of range, perhaps swapped</source>
        <translation>Breite oder Länge außerhalb des Bereichs, vielleicht vertauscht</translation>
    </message>
    <message>
        <source>latitude, longitude</source>
        <translation>Breite, Länge</translation>
    </message>
    <message>
        <source>left</source>
        <comment>is not here any more</comment>
        <translation>gegangen</translation>
    </message>
    <message>
        <source>left out</source>
        <comment>a file to be sent</comment>
        <translation>bleibt weg</translation>
    </message>
    <message>
        <source>left {zone}</source>
        <translation>hat {zone} verlassen</translation>
    </message>
    <message>
        <source>legacy ID</source>
        <translation>alte ID</translation>
    </message>
    <message>
        <source>list</source>
        <comment>a kind of value</comment>
        <translation>Liste</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>live</source>
        <comment>state of a service</comment>
        <translation>live</translation>
    </message>
    <message>
        <source>loading</source>
        <comment>state of a service</comment>
        <translation>lädt</translation>
    </message>
    <message>
        <source>local, UTC{offset}</source>
        <translation>lokal, UTC{offset}</translation>
    </message>
    <message>
        <source>login wanted</source>
        <translation>Anmeldung verlangt</translation>
    </message>
    <message>
        <source>lost</source>
        <comment>an object that is silent for long</comment>
        <translation>verloren</translation>
    </message>
    <message>
        <source>lost</source>
        <comment>the line to a service</comment>
        <translation>verloren</translation>
    </message>
    <message>
        <source>lost, trying again</source>
        <translation>verloren, neuer Versuch</translation>
    </message>
    <message>
        <source>made</source>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>made smaller</source>
        <translation>verkleinert</translation>
    </message>
    <message>
        <source>malformed</source>
        <comment>verdict on a callback</comment>
        <translation>fehlerhaft</translation>
    </message>
    <message>
        <source>matches</source>
        <comment>of a filter</comment>
        <translation>passt zu</translation>
    </message>
    <message>
        <source>may be left out</source>
        <translation>kann entfallen</translation>
    </message>
    <message>
        <source>me/projects, or a full address of this server</source>
        <translation>me/projects oder eine volle Adresse dieses Servers</translation>
    </message>
    <message>
        <source>metres</source>
        <translation>Meter</translation>
    </message>
    <message>
        <source>more are not held; ask for fewer</source>
        <translation>mehr werden nicht gehalten; fragen Sie nach weniger</translation>
    </message>
    <message>
        <source>more than 8 bits per colour</source>
        <translation>mehr als 8 Bit je Farbe</translation>
    </message>
    <message>
        <source>must be a date such as 2025-03-31</source>
        <translation>muss ein Datum sein wie 2025-03-31</translation>
    </message>
    <message>
        <source>must be a number</source>
        <translation>muss eine Zahl sein</translation>
    </message>
    <message>
        <source>must be a number from {low:,g} to {high:,g}</source>
        <translation>muss eine Zahl von {low:,g} bis {high:,g} sein</translation>
    </message>
    <message>
        <source>must be a path such as v2_socket.io/socket.io</source>
        <translation>muss ein Pfad sein wie v2_socket.io/socket.io</translation>
    </message>
    <message>
        <source>must be a whole number</source>
        <translation>muss eine ganze Zahl sein</translation>
    </message>
    <message>
        <source>must be a whole number from {low:,g} to {high:,g}</source>
        <translation>muss eine ganze Zahl von {low:,g} bis {high:,g} sein</translation>
    </message>
    <message>
        <source>must be text</source>
        <translation>muss Text sein</translation>
    </message>
    <message>
        <source>must be true or false</source>
        <translation>muss true oder false sein</translation>
    </message>
    <message>
        <source>must be {choices} or {last}</source>
        <translation>muss {choices} oder {last} sein</translation>
    </message>
    <message>
        <source>must begin with http:// or https:// and name a host</source>
        <translation>muss mit http:// oder https:// beginnen und einen Host nennen</translation>
    </message>
    <message>
        <source>must have at most {count:,} characters</source>
        <translation>darf höchstens {count:,} Zeichen haben</translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation>darf nicht leer sein</translation>
    </message>
    <message>
        <source>must not contain &apos;?&apos; or &apos;#&apos;</source>
        <translation>darf kein „?“ oder „#“ enthalten</translation>
    </message>
    <message>
        <source>must not contain a user name or password</source>
        <translation>darf keinen Benutzernamen und kein Passwort enthalten</translation>
    </message>
    <message>
        <source>must not contain line breaks or control characters</source>
        <translation>darf keine Zeilenumbrüche oder Steuerzeichen enthalten</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>nötig</translation>
    </message>
    <message>
        <source>nested too deeply</source>
        <translation>zu tief verschachtelt</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>next</source>
        <comment>in the queue</comment>
        <translation>als Nächster</translation>
    </message>
    <message>
        <source>next in {seconds} s</source>
        <translation>nächstes in {seconds} s</translation>
    </message>
    <message>
        <source>next round in {seconds} s</source>
        <translation>nächste Runde in {seconds} s</translation>
    </message>
    <message>
        <source>next try in {seconds:.0f} s</source>
        <translation>nächster Versuch in {seconds:.0f} s</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>no JSON object</source>
        <translation>kein JSON-Objekt</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>noch keine Antwort</translation>
    </message>
    <message>
        <source>no callback</source>
        <translation>kein Rückruf</translation>
    </message>
    <message>
        <source>no camera in the answer has a list of labels</source>
        <translation>keine Kamera in der Antwort hat eine Liste von Namen</translation>
    </message>
    <message>
        <source>no cameras active</source>
        <translation>keine Kamera aktiv</translation>
    </message>
    <message>
        <source>no event yet</source>
        <translation>noch kein Ereignis</translation>
    </message>
    <message>
        <source>no filter</source>
        <translation>kein Filter</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>no metadata</source>
        <translation>keine Metadaten</translation>
    </message>
    <message>
        <source>no misses</source>
        <translation>keine Ausfälle</translation>
    </message>
    <message>
        <source>no object id</source>
        <translation>keine Objektkennung</translation>
    </message>
    <message>
        <source>no reconnects</source>
        <translation>durchgehend</translation>
    </message>
    <message>
        <source>no single computer</source>
        <comment>completes: the address leads to …</comment>
        <translation>zu keinem einzelnen Computer</translation>
    </message>
    <message>
        <source>no. {number:,}</source>
        <translation>Nr. {number:,}</translation>
    </message>
    <message>
        <source>nobody is looking</source>
        <translation>niemand sieht hin</translation>
    </message>
    <message>
        <source>nobody reported</source>
        <translation>niemand gemeldet</translation>
    </message>
    <message>
        <source>none</source>
        <comment>gaps</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>none in 24 h</source>
        <translation>keine in 24 h</translation>
    </message>
    <message>
        <source>none yet</source>
        <comment>events</comment>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>not a picture</source>
        <translation>kein Bild</translation>
    </message>
    <message>
        <source>not a realtime dataset</source>
        <translation>kein Echtzeit-Dataset</translation>
    </message>
    <message>
        <source>not active</source>
        <translation>nicht aktiv</translation>
    </message>
    <message>
        <source>not all that it sent has what was looked for ({text})</source>
        <translation>nicht alles Gesendete enthält das Gesuchte ({text})</translation>
    </message>
    <message>
        <source>not among the latest that the service lists</source>
        <translation>nicht unter den letzten, die der Dienst nennt</translation>
    </message>
    <message>
        <source>not asked for</source>
        <translation>nicht angefragt</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>not checked</source>
        <comment>verdict on a callback</comment>
        <translation>ungeprüft</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>not in the database</source>
        <translation>nicht in der Datenbank</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>not reported anywhere</source>
        <translation>nirgends gemeldet</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>not subscribed</source>
        <translation>nicht abonniert</translation>
    </message>
    <message>
        <source>not this protocol</source>
        <translation>anderes Protokoll</translation>
    </message>
    <message>
        <source>not to be sent</source>
        <translation>nicht zu senden</translation>
    </message>
    <message>
        <source>not {condition}</source>
        <translation>nicht {condition}</translation>
    </message>
    <message>
        <source>nothing</source>
        <comment>a camera&apos;s type</comment>
        <translation>nichts</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>nothing came back</source>
        <translation>es kam nichts zurück</translation>
    </message>
    <message>
        <source>nothing chosen</source>
        <translation>nichts gewählt</translation>
    </message>
    <message>
        <source>nothing to do</source>
        <translation>nichts zu tun</translation>
    </message>
    <message>
        <source>now</source>
        <comment>a step of a job</comment>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>object</source>
        <comment>a kind of value</comment>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>off</source>
        <comment>state of a service</comment>
        <translation>aus</translation>
    </message>
    <message>
        <source>offline</source>
        <comment>state of a service</comment>
        <translation>offline</translation>
    </message>
    <message>
        <source>old</source>
        <comment>verdict on a callback</comment>
        <translation>alt</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>on the list of transfers</source>
        <translation>auf der Übertragungsliste</translation>
    </message>
    <message>
        <source>on the map</source>
        <translation>auf der Karte</translation>
    </message>
    <message>
        <source>or</source>
        <comment>joins the conditions of a filter</comment>
        <translation>oder</translation>
    </message>
    <message>
        <source>outside the calendar ({ms} ms)</source>
        <translation>außerhalb des Kalenders ({ms} ms)</translation>
    </message>
    <message>
        <source>over 24 h</source>
        <comment>since the last report</comment>
        <translation>über 24 h</translation>
    </message>
    <message>
        <source>own</source>
        <comment>an analytic of one&apos;s own</comment>
        <translation>eigene</translation>
    </message>
    <message>
        <source>pages</source>
        <comment>behind a number</comment>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>part {part:,} of {parts:,}</source>
        <translation>Teil {part:,} von {parts:,}</translation>
    </message>
    <message>
        <source>past</source>
        <comment>a step of a job</comment>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>paused</source>
        <comment>state of a service</comment>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>paused</source>
        <comment>a transfer</comment>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>ausstehend</translation>
    </message>
    <message>
        <source>pending</source>
        <comment>a field of analytics</comment>
        <translation>ausstehend</translation>
    </message>
    <message>
        <source>photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>photo {photo_id}</source>
        <translation>Foto {photo_id}</translation>
    </message>
    <message>
        <source>photos {moment}</source>
        <translation>Fotos {moment}</translation>
    </message>
    <message>
        <source>picture active</source>
        <translation>Bild aktiv</translation>
    </message>
    <message>
        <source>picture not active</source>
        <translation>Bild nicht aktiv</translation>
    </message>
    <message>
        <source>place unknown</source>
        <translation>Ort unbekannt</translation>
    </message>
    <message>
        <source>polling was stopped</source>
        <translation>die Abfrage wurde angehalten</translation>
    </message>
    <message>
        <source>position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>position and camera details</source>
        <translation>Position und Kameradaten</translation>
    </message>
    <message>
        <source>position and camera details taken out</source>
        <translation>Position und Kameradaten entfernt</translation>
    </message>
    <message>
        <source>processing</source>
        <comment>state of a job</comment>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>public</source>
        <translation>öffentlich</translation>
    </message>
    <message>
        <source>queued</source>
        <comment>state of a job</comment>
        <translation>eingereiht</translation>
    </message>
    <message>
        <source>queued</source>
        <comment>a transfer</comment>
        <translation>eingereiht</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>eingereiht</translation>
    </message>
    <message>
        <source>queued when all have arrived</source>
        <translation>eingereiht, sobald alle da sind</translation>
    </message>
    <message>
        <source>queued when all have arrived, then results are fetched</source>
        <translation>eingereiht, sobald alle da sind, dann werden Ergebnisse abgeholt</translation>
    </message>
    <message>
        <source>quits when all is done</source>
        <translation>beendet sich, wenn alles fertig ist</translation>
    </message>
    <message>
        <source>rate and replay</source>
        <translation>Rate und Wiedergabe</translation>
    </message>
    <message>
        <source>rate limited</source>
        <translation>zu viele Anfragen</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>wird gelesen…</translation>
    </message>
    <message>
        <source>ready</source>
        <comment>a file to be sent</comment>
        <translation>bereit</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>ready</source>
        <comment>a file that can be sent</comment>
        <translation>bereit</translation>
    </message>
    <message>
        <source>receiving</source>
        <translation>empfängt</translation>
    </message>
    <message>
        <source>redirected</source>
        <translation>umgeleitet</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>replayed</source>
        <comment>verdict on a callback</comment>
        <translation>wiederholt</translation>
    </message>
    <message>
        <source>request or input</source>
        <translation>Anfrage oder Eingabe</translation>
    </message>
    <message>
        <source>results are fetched</source>
        <translation>Ergebnisse werden abgeholt</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>abgeschaltet</translation>
    </message>
    <message>
        <source>retired</source>
        <comment>state of a service</comment>
        <translation>abgeschaltet</translation>
    </message>
    <message>
        <source>retouch</source>
        <translation>Retusche</translation>
    </message>
    <message>
        <source>row {number:,}</source>
        <translation>Zeile {number:,}</translation>
    </message>
    <message>
        <source>running</source>
        <comment>a transfer</comment>
        <translation>läuft</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>runs on {machines}</source>
        <translation>läuft auf {machines}</translation>
    </message>
    <message>
        <source>says nothing of use</source>
        <translation>sagt nichts Brauchbares</translation>
    </message>
    <message>
        <source>scheduled</source>
        <translation>eingeplant</translation>
    </message>
    <message>
        <source>scope</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>search</source>
        <comment>a part of the tab</comment>
        <translation>Suche</translation>
    </message>
    <message>
        <source>searching…</source>
        <translation>wird gesucht …</translation>
    </message>
    <message>
        <source>see its files</source>
        <translation>siehe dortige Dateien</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>erneut gesendet</translation>
    </message>
    <message>
        <source>separate with slashes. {hint}</source>
        <translation>mit Schrägstrichen trennen. {hint}</translation>
    </message>
    <message>
        <source>server</source>
        <comment>a source of sightings</comment>
        <translation>Server</translation>
    </message>
    <message>
        <source>server + this desk</source>
        <translation>Server + Arbeitsplatz</translation>
    </message>
    <message>
        <source>server trouble</source>
        <translation>Störung des Servers</translation>
    </message>
    <message>
        <source>session {age}</source>
        <translation>Sitzung {age}</translation>
    </message>
    <message>
        <source>shown one report late</source>
        <translation>eine Meldung später gezeigt</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>abgemeldet</translation>
    </message>
    <message>
        <source>signed out</source>
        <comment>state of a service</comment>
        <translation>abgemeldet</translation>
    </message>
    <message>
        <source>signs in with it</source>
        <translation>meldet sich damit an</translation>
    </message>
    <message>
        <source>silent {age}</source>
        <translation>still {age}</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>size not known</source>
        <translation>Größe nicht bekannt</translation>
    </message>
    <message>
        <source>slow</source>
        <comment>state of a service</comment>
        <translation>langsam</translation>
    </message>
    <message>
        <source>slowed while hidden</source>
        <translation>verlangsamt, weil verdeckt</translation>
    </message>
    <message>
        <source>sooner</source>
        <comment>typed to confirm</comment>
        <translation>früher</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>stale</source>
        <comment>state of a service</comment>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>start date</source>
        <translation>Startdatum</translation>
    </message>
    <message>
        <source>started</source>
        <translation>gestartet</translation>
    </message>
    <message>
        <source>starts with</source>
        <comment>of a filter</comment>
        <translation>beginnt mit</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>status {status}</source>
        <translation>Status {status}</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stopped</source>
        <comment>nobody asks the server</comment>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stopped at a mark</source>
        <translation>hält an einer Marke</translation>
    </message>
    <message>
        <source>stopped, {count:,} not asked for</source>
        <translation>angehalten, {count:,} nicht mehr abgefragt</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>wird angehalten</translation>
    </message>
    <message>
        <source>stopping after those under way</source>
        <translation>hält nach den begonnenen an</translation>
    </message>
    <message>
        <source>subscribed</source>
        <translation>abonniert</translation>
    </message>
    <message>
        <source>supports cpu</source>
        <translation>CPU-Unterstützung</translation>
    </message>
    <message>
        <source>supports gpu</source>
        <translation>GPU-Unterstützung</translation>
    </message>
    <message>
        <source>table {name}</source>
        <translation>Tabelle {name}</translation>
    </message>
    <message>
        <source>taken out of the archive</source>
        <translation>aus dem Archiv geholt</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>the analytic</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>the body</source>
        <translation>den Inhalt</translation>
    </message>
    <message>
        <source>the console was not connected</source>
        <translation>die Konsole war nicht verbunden</translation>
    </message>
    <message>
        <source>the date is missing. {hint}</source>
        <translation>das Datum fehlt. {hint}</translation>
    </message>
    <message>
        <source>the disk does not say why</source>
        <translation>der Datenträger nennt keinen Grund</translation>
    </message>
    <message>
        <source>the event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>the event holds no list of reports</source>
        <translation>das Ereignis enthält keine Liste von Meldungen</translation>
    </message>
    <message>
        <source>the internet</source>
        <comment>completes: the address leads to …</comment>
        <translation>ins Internet</translation>
    </message>
    <message>
        <source>the job</source>
        <translation>Auftrag</translation>
    </message>
    <message numerus="yes">
        <source>the last {n:,} lines of {size}</source>
        <comment>the last {n:,} line of {size}</comment>
        <translation>
            <numerusform>die letzte {n:,} Zeile von {size}</numerusform>
            <numerusform>die letzten {n:,} Zeilen von {size}</numerusform>
        </translation>
    </message>
    <message>
        <source>the limit of pictures was reached</source>
        <translation>die Höchstzahl der Bilder war erreicht</translation>
    </message>
    <message>
        <source>the own network segment</source>
        <comment>completes: the address leads to …</comment>
        <translation>ins eigene Netzsegment</translation>
    </message>
    <message>
        <source>the platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>the provider&apos;s own network</source>
        <comment>completes: the address leads to …</comment>
        <translation>ins eigene Netz des Anbieters</translation>
    </message>
    <message>
        <source>the records are not in the order that was asked for</source>
        <translation>die Datensätze sind nicht in der verlangten Reihenfolge</translation>
    </message>
    <message>
        <source>the rest is on another server and was not asked for</source>
        <translation>der Rest liegt auf einem anderen Server und wurde nicht abgefragt</translation>
    </message>
    <message>
        <source>the server sent no more</source>
        <translation>mehr hat der Server nicht gesendet</translation>
    </message>
    <message>
        <source>the server then only repeated itself</source>
        <translation>danach hat der Server sich nur wiederholt</translation>
    </message>
    <message>
        <source>the service deletes nothing</source>
        <translation>der Dienst löscht nichts</translation>
    </message>
    <message>
        <source>the signature</source>
        <translation>die Signatur</translation>
    </message>
    <message>
        <source>the studio says “{status}”</source>
        <translation>das Studio sagt „{status}“</translation>
    </message>
    <message>
        <source>the system does not say why</source>
        <translation>das System nennt keinen Grund</translation>
    </message>
    <message>
        <source>the time comes before the date.</source>
        <translation>die Uhrzeit steht vor dem Datum.</translation>
    </message>
    <message>
        <source>the timestamp</source>
        <translation>den Zeitstempel</translation>
    </message>
    <message>
        <source>the year comes last here. {hint}</source>
        <translation>das Jahr steht hier am Ende. {hint}</translation>
    </message>
    <message>
        <source>there are more; search for what is missing</source>
        <translation>es gibt mehr; suchen Sie nach dem, was fehlt</translation>
    </message>
    <message>
        <source>there is no hour {hour:02}. Hours go from 00 to 23.</source>
        <translation>eine Stunde {hour:02} gibt es nicht. Stunden gehen von 00 bis 23.</translation>
    </message>
    <message>
        <source>there is no minute {minute:02}. Minutes go from 00 to 59.</source>
        <translation>eine Minute {minute:02} gibt es nicht. Minuten gehen von 00 bis 59.</translation>
    </message>
    <message>
        <source>there is no month {month:02}. {hint}</source>
        <translation>einen Monat {month:02} gibt es nicht. {hint}</translation>
    </message>
    <message>
        <source>there is no second {second:02}. Seconds go from 00 to 59.</source>
        <translation>eine Sekunde {second:02} gibt es nicht. Sekunden gehen von 00 bis 59.</translation>
    </message>
    <message>
        <source>this computer</source>
        <comment>completes: the address leads to …</comment>
        <translation>auf diesen Computer</translation>
    </message>
    <message>
        <source>this desk</source>
        <comment>a source of sightings</comment>
        <translation>Arbeitsplatz</translation>
    </message>
    <message>
        <source>this is not a date. {hint}</source>
        <translation>das ist kein Datum. {hint}</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>Zeit überschritten</translation>
    </message>
    <message>
        <source>timeline</source>
        <comment>what a pane shows</comment>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>times in {zone}, day first</source>
        <translation>Zeiten in {zone}, Tag zuerst</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>too large</source>
        <comment>verdict on a callback</comment>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>too many files of this name</source>
        <translation>zu viele Dateien dieses Namens</translation>
    </message>
    <message>
        <source>track</source>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>transfers</source>
        <translation>Übertragungen</translation>
    </message>
    <message>
        <source>transfers {done:,}/{files:,}</source>
        <translation>Übertragungen {done:,}/{files:,}</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>wahr oder falsch</translation>
    </message>
    <message>
        <source>trying now</source>
        <translation>Versuch läuft</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>under way</source>
        <comment>state of a job</comment>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>unknown</source>
        <comment>whether somebody is here</comment>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>unknown, was at {cameras}</source>
        <translation>unbekannt, war bei {cameras}</translation>
    </message>
    <message numerus="yes">
        <source>unknown, {n:,} before</source>
        <comment>unknown, {n:,} before</comment>
        <translation>
            <numerusform>unbekannt, {n:,} zuvor</numerusform>
            <numerusform>unbekannt, {n:,} zuvor</numerusform>
        </translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>unterminated string starting at</source>
        <translation>nicht abgeschlossene Zeichenkette</translation>
    </message>
    <message>
        <source>until {time}, {left} more</source>
        <translation>bis {time}, noch {left}</translation>
    </message>
    <message>
        <source>until {time}, {state}</source>
        <translation>bis {time}, {state}</translation>
    </message>
    <message>
        <source>until {time}; expired, the output is deleted</source>
        <translation>bis {time}; abgelaufen, das Ergebnis ist gelöscht</translation>
    </message>
    <message>
        <source>up to</source>
        <comment>of a filter</comment>
        <translation>bis</translation>
    </message>
    <message>
        <source>upload date</source>
        <translation>Hochladedatum</translation>
    </message>
    <message>
        <source>uploading</source>
        <comment>state of a photo</comment>
        <translation>wird hochgeladen</translation>
    </message>
    <message>
        <source>uploading</source>
        <comment>state of a job</comment>
        <translation>wird hochgeladen</translation>
    </message>
    <message>
        <source>uploading</source>
        <translation>wird hochgeladen</translation>
    </message>
    <message>
        <source>uploading {share:.0%}</source>
        <translation>hochgeladen {share:.0%}</translation>
    </message>
    <message>
        <source>usage</source>
        <comment>why nobody looked</comment>
        <translation>unbrauchbare Anfrage</translation>
    </message>
    <message>
        <source>use two digits each: 05/06/24.</source>
        <translation>immer zweistellig schreiben: 05/06/24.</translation>
    </message>
    <message>
        <source>user name of the owner</source>
        <translation>Benutzername des Eigentümers</translation>
    </message>
    <message>
        <source>user {id}</source>
        <translation>Benutzer {id}</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>video active</source>
        <translation>Video aktiv</translation>
    </message>
    <message>
        <source>video not active</source>
        <translation>Video nicht aktiv</translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>state of a photo</comment>
        <translation>wartet</translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>a transfer</comment>
        <translation>wartet</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>waiting for events</source>
        <translation>wartet auf Ereignisse</translation>
    </message>
    <message>
        <source>waiting, {time}</source>
        <translation>wartet, {time}</translation>
    </message>
    <message>
        <source>waits</source>
        <comment>nothing new begins</comment>
        <translation>wartet</translation>
    </message>
    <message>
        <source>waits for you</source>
        <translation>wartet auf Sie</translation>
    </message>
    <message>
        <source>waits: metered</source>
        <translation>wartet: getaktetes Netz</translation>
    </message>
    <message>
        <source>waits: on battery</source>
        <translation>wartet: Akkubetrieb</translation>
    </message>
    <message>
        <source>waits: on battery, metered</source>
        <translation>wartet: Akku, getaktetes Netz</translation>
    </message>
    <message>
        <source>was put back</source>
        <translation>wurde zurückgenommen</translation>
    </message>
    <message>
        <source>wedding-2024</source>
        <translation>hochzeit-2024</translation>
    </message>
    <message>
        <source>what</source>
        <comment>was done to a file, or happened to it</comment>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>who is</source>
        <comment>and then a permission level</comment>
        <translation>mit der Stufe</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>ganze Zahl</translation>
    </message>
    <message>
        <source>will be fixed</source>
        <comment>a file to be sent</comment>
        <translation>angepasst</translation>
    </message>
    <message>
        <source>will be sent</source>
        <translation>wird gesendet</translation>
    </message>
    <message>
        <source>within 1 h</source>
        <translation>in der letzten Stunde</translation>
    </message>
    <message>
        <source>within 15 min</source>
        <translation>in den letzten 15 min</translation>
    </message>
    <message>
        <source>within 5 min</source>
        <translation>in den letzten 5 min</translation>
    </message>
    <message>
        <source>without coordinates</source>
        <translation>ohne Koordinaten</translation>
    </message>
    <message>
        <source>working</source>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>works</source>
        <translation>funktioniert</translation>
    </message>
    <message>
        <source>write the year with two digits: 24, not 2024.</source>
        <translation>das Jahr zweistellig schreiben: 24, nicht 2024.</translation>
    </message>
    <message>
        <source>wrong</source>
        <comment>verdict on a callback</comment>
        <translation>falsch</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message numerus="yes">
        <source>{act}: none of the {n:,} data allows it; each row says why.</source>
        <comment>{act}: {n:,} data does not allow it; its row says why.</comment>
        <translation>
            <numerusform>{act}: {n:,} Datei lässt das nicht zu; ihre Zeile sagt, warum.</numerusform>
            <numerusform>{act}: Keine der {n:,} Dateien lässt das zu; jede Zeile sagt, warum.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{act}: none of the {n:,} jobs allows it; each row says why.</source>
        <comment>{act}: {n:,} job does not allow it; its row says why.</comment>
        <translation>
            <numerusform>{act}: {n:,} Auftrag lässt das nicht zu; seine Zeile sagt, warum.</numerusform>
            <numerusform>{act}: Keiner der {n:,} Aufträge lässt das zu; jede Zeile sagt, warum.</numerusform>
        </translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation>vor {age}</translation>
    </message>
    <message>
        <source>{age} ago: no events in a second</source>
        <translation>Vor {age}: keine Ereignisse in einer Sekunde</translation>
    </message>
    <message>
        <source>{age} ago: nobody listened</source>
        <translation>Vor {age}: nicht verbunden</translation>
    </message>
    <message numerus="yes">
        <source>{age} ago: {n:,} events in a second</source>
        <comment>{age} ago: {n:,} event in a second</comment>
        <translation>
            <numerusform>Vor {age}: {n:,} Ereignis in einer Sekunde</numerusform>
            <numerusform>Vor {age}: {n:,} Ereignisse in einer Sekunde</numerusform>
        </translation>
    </message>
    <message>
        <source>{age} old</source>
        <translation>{age} alt</translation>
    </message>
    <message>
        <source>{ago}, silent for long</source>
        <translation>{ago}, lange still</translation>
    </message>
    <message>
        <source>{answer}. A profile takes pictures only when both enable_extract and replace_background are on, and each name once.</source>
        <translation>{answer}. Ein Profil nimmt nur Bilder an, wenn enable_extract und replace_background beide an sind, und jeden Namen einmal.</translation>
    </message>
    <message>
        <source>{at:,} of {n:,}</source>
        <translation>{at:,} von {n:,}</translation>
    </message>
    <message>
        <source>{bad} of {count} files changed or missing: {names}</source>
        <translation>{bad} von {count} Dateien geändert oder verschwunden: {names}</translation>
    </message>
    <message>
        <source>{cameras} found, that is all</source>
        <translation>{cameras} gefunden, das sind alle</translation>
    </message>
    <message>
        <source>{cameras} {in_countries}</source>
        <translation>{cameras} {in_countries}</translation>
    </message>
    <message>
        <source>{cameras}, and there may be more: the server repeats itself</source>
        <translation>{cameras}, vielleicht gibt es mehr: Der Server wiederholt sich</translation>
    </message>
    <message>
        <source>{cancelled}, nothing was kept</source>
        <translation>{cancelled}, nichts wurde behalten</translation>
    </message>
    <message>
        <source>{cancelled}, what is shown is the answer before</source>
        <translation>{cancelled}, gezeigt wird die Antwort davor</translation>
    </message>
    <message>
        <source>{column} {comparison}</source>
        <translation>{column} {comparison}</translation>
    </message>
    <message>
        <source>{column} {comparison} &quot;{text}&quot;</source>
        <translation>{column} {comparison} „{text}“</translation>
    </message>
    <message>
        <source>{count:,} beyond the radius or without a place left out</source>
        <translation>{count:,} außerhalb des Radius oder ohne Ort weggelassen</translation>
    </message>
    <message>
        <source>{count:,} could not be looked up</source>
        <translation>{count:,} konnten nicht nachgeschlagen werden</translation>
    </message>
    <message>
        <source>{count:,} more in the circle round the area left out</source>
        <translation>{count:,} weitere im Kreis um das Gebiet weggelassen</translation>
    </message>
    <message>
        <source>{count:,} not in the database</source>
        <translation>{count:,} nicht in der Datenbank</translation>
    </message>
    <message>
        <source>{count:,} or more values changed since the report before of {name}, {time} earlier.</source>
        <translation>{count:,} oder mehr Werte geändert seit der vorigen Meldung von {name}, {time} früher.</translation>
    </message>
    <message>
        <source>{count:,} to go</source>
        <translation>noch {count:,}</translation>
    </message>
    <message>
        <source>{count:,}, open for {length}</source>
        <translation>{count:,}, offen seit {length}</translation>
    </message>
    <message>
        <source>{count:,}, reading…</source>
        <translation>{count:,}, wird gelesen…</translation>
    </message>
    <message>
        <source>{count:,}, the last {length} long</source>
        <translation>{count:,}, die letzte {length} lang</translation>
    </message>
    <message>
        <source>{count} at the studio</source>
        <translation>{count} im Studio</translation>
    </message>
    <message>
        <source>{count} at the studio, {sent} sent from here</source>
        <translation>{count} im Studio, {sent} von hier gesendet</translation>
    </message>
    <message>
        <source>{count} at work</source>
        <translation>{count} in Arbeit</translation>
    </message>
    <message>
        <source>{count} could not be read</source>
        <translation>{count} nicht lesbar</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>{count} fehlgeschlagen</translation>
    </message>
    <message>
        <source>{count} in front</source>
        <translation>{count} davor</translation>
    </message>
    <message>
        <source>{count} sent</source>
        <translation>{count} gesendet</translation>
    </message>
    <message>
        <source>{count} to fetch</source>
        <translation>{count} abzuholen</translation>
    </message>
    <message>
        <source>{count} were refused: {why}</source>
        <translation>{count} wurden abgelehnt: {why}</translation>
    </message>
    <message>
        <source>{count}; reading…</source>
        <translation>{count}; wird gelesen…</translation>
    </message>
    <message>
        <source>{days} days</source>
        <comment>an age, which may stand behind “ago” or “for”</comment>
        <translation>{days} d</translation>
    </message>
    <message>
        <source>{doing} …</source>
        <translation>{doing} …</translation>
    </message>
    <message numerus="yes">
        <source>{done:,} of {n:,} files</source>
        <comment>{done:,} of {n:,} files</comment>
        <translation>
            <numerusform>{done:,} von {n:,} Datei</numerusform>
            <numerusform>{done:,} von {n:,} Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>{done:,} of {total:,} rows</source>
        <translation>{done:,} von {total:,} Zeilen</translation>
    </message>
    <message>
        <source>{done} of {size}</source>
        <translation>{done} von {size}</translation>
    </message>
    <message>
        <source>{entries}, the whole range</source>
        <translation>{entries}, der ganze Zeitraum</translation>
    </message>
    <message>
        <source>{entries}; the server then only repeated itself</source>
        <translation>{entries}; danach hat sich der Server nur wiederholt</translation>
    </message>
    <message>
        <source>{entries}; there are more, ask for a shorter range</source>
        <translation>{entries}; es gibt mehr, einen kürzeren Zeitraum wählen</translation>
    </message>
    <message>
        <source>{entries}; {count:,} could not be read</source>
        <translation>{entries}; {count:,} nicht lesbar</translation>
    </message>
    <message>
        <source>{failure}. It is not known whether it was done.</source>
        <translation>{failure}. Ob es ausgeführt wurde, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>{field} contains characters that cannot be sent.</source>
        <translation>{field} enthält Zeichen, die nicht gesendet werden können.</translation>
    </message>
    <message>
        <source>{field} does not belong to the type {type}.</source>
        <translation>{field} gehört nicht zum Typ {type}.</translation>
    </message>
    <message>
        <source>{field} is needed for the type {type}.</source>
        <translation>{field} wird für den Typ {type} gebraucht.</translation>
    </message>
    <message>
        <source>{field} is needed.</source>
        <translation>{field} wird gebraucht.</translation>
    </message>
    <message>
        <source>{field} is not known; there are {known}</source>
        <translation>{field} ist unbekannt; es gibt {known}</translation>
    </message>
    <message>
        <source>{field} must be a number from {low:g} to {high:g}.</source>
        <translation>{field} muss eine Zahl von {low:g} bis {high:g} sein.</translation>
    </message>
    <message>
        <source>{field} must be a number of at least {low:g}.</source>
        <translation>{field} muss eine Zahl ab {low:g} sein.</translation>
    </message>
    <message>
        <source>{field} must be a whole number from {low} to {high}.</source>
        <translation>{field} muss eine ganze Zahl von {low} bis {high} sein.</translation>
    </message>
    <message>
        <source>{field} must be a whole number of at least {low}.</source>
        <translation>{field} muss eine ganze Zahl ab {low} sein.</translation>
    </message>
    <message>
        <source>{field} must be a whole number.</source>
        <translation>{field} muss eine ganze Zahl sein.</translation>
    </message>
    <message>
        <source>{field} must be an address or a host name alone.</source>
        <translation>{field} muss eine bloße Adresse oder ein Hostname sein.</translation>
    </message>
    <message>
        <source>{field} must be an http or https address.</source>
        <translation>{field} muss eine http- oder https-Adresse sein.</translation>
    </message>
    <message>
        <source>{field} must be said: yes or no.</source>
        <translation>{field} muss angegeben sein: ja oder nein.</translation>
    </message>
    <message>
        <source>{field} must be text.</source>
        <translation>{field} muss ein Text sein.</translation>
    </message>
    <message>
        <source>{field} must be the address of a stream.</source>
        <translation>{field} muss die Adresse eines Streams sein.</translation>
    </message>
    <message>
        <source>{field} must be yes or no.</source>
        <translation>{field} muss ja oder nein sein.</translation>
    </message>
    <message>
        <source>{field} must have at most {most:,} characters.</source>
        <translation>{field} darf höchstens {most:,} Zeichen haben.</translation>
    </message>
    <message>
        <source>{field} must not be empty.</source>
        <translation>{field} darf nicht leer sein.</translation>
    </message>
    <message numerus="yes">
        <source>{files}; {n:,} are not opened</source>
        <comment>{files}; {n:,} is not opened</comment>
        <translation>
            <numerusform>{files}; {n:,} wird nicht geöffnet</numerusform>
            <numerusform>{files}; {n:,} werden nicht geöffnet</numerusform>
        </translation>
    </message>
    <message>
        <source>{file} cannot be read.</source>
        <translation>{file} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{file} could not be written: {reason}</source>
        <translation>{file} konnte nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <source>{file} holds no tiles.</source>
        <translation>{file} enthält keine Kacheln.</translation>
    </message>
    <message>
        <source>{file} holds “{kind}” tiles; only pictures can be shown.</source>
        <translation>{file} enthält „{kind}“-Kacheln; gezeigt werden nur Bilder.</translation>
    </message>
    <message>
        <source>{file} is closed.</source>
        <translation>{file} ist geschlossen.</translation>
    </message>
    <message>
        <source>{file} is damaged or no MBTiles file.</source>
        <translation>{file} ist beschädigt oder keine MBTiles-Datei.</translation>
    </message>
    <message>
        <source>{file} is damaged or no PMTiles file.</source>
        <translation>{file} ist beschädigt oder keine PMTiles-Datei.</translation>
    </message>
    <message>
        <source>{file} is no MBTiles file.</source>
        <translation>{file} ist keine MBTiles-Datei.</translation>
    </message>
    <message>
        <source>{file} or its manifest exists already</source>
        <translation>{file} oder das Manifest dazu gibt es schon</translation>
    </message>
    <message>
        <source>{file} takes too long to read.</source>
        <translation>{file} zu lesen, dauert zu lange.</translation>
    </message>
    <message>
        <source>{file}: the profile has a picture of this name.</source>
        <translation>{file}: Das Profil hat schon ein Bild dieses Namens.</translation>
    </message>
    <message>
        <source>{format} becomes {other}.</source>
        <translation>{format} wird zu {other}.</translation>
    </message>
    <message>
        <source>{format}, no video.</source>
        <translation>{format}, kein Video.</translation>
    </message>
    <message>
        <source>{found:,} of {asked:,} found</source>
        <translation>{found:,} von {asked:,} gefunden</translation>
    </message>
    <message>
        <source>{found} so far</source>
        <translation>Bisher: {found}</translation>
    </message>
    <message numerus="yes">
        <source>{good:,} of {n:,} data {done}.</source>
        <comment>{good:,} of {n:,} data {done}.</comment>
        <translation>
            <numerusform>{good:,} von {n:,} Datei {done}.</numerusform>
            <numerusform>{good:,} von {n:,} Dateien {done}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{good:,} of {n:,} jobs {done}.</source>
        <comment>{good:,} of {n:,} jobs {done}.</comment>
        <translation>
            <numerusform>{good:,} von {n:,} Auftrag {done}.</numerusform>
            <numerusform>{good:,} von {n:,} Aufträgen {done}.</numerusform>
        </translation>
    </message>
    <message>
        <source>{host} leads to {range}, which this profile does not allow.</source>
        <translation>{host} führt {range}; das erlaubt dieses Profil nicht.</translation>
    </message>
    <message>
        <source>{host} leads to {range}.</source>
        <translation>{host} führt {range}.</translation>
    </message>
    <message>
        <source>{host} leads to {where}, which this profile does not allow.</source>
        <translation>{host} führt zu {where}; das erlaubt dieses Profil nicht.</translation>
    </message>
    <message>
        <source>{hours:,.1f} hours</source>
        <translation>{hours:,.1f} Stunden</translation>
    </message>
    <message>
        <source>{id}: not at the platform any more</source>
        <translation>{id}: nicht mehr auf der Plattform</translation>
    </message>
    <message>
        <source>{job} again</source>
        <translation>{job} noch einmal</translation>
    </message>
    <message>
        <source>{job} could not be queued: {why}</source>
        <translation>{job} konnte nicht eingereiht werden: {why}</translation>
    </message>
    <message>
        <source>{job} has failed at the studio</source>
        <translation>{job} ist im Studio fehlgeschlagen</translation>
    </message>
    <message>
        <source>{job} is done</source>
        <translation>{job} ist fertig</translation>
    </message>
    <message>
        <source>{job} is done, but its results could not be asked for: {why}</source>
        <translation>{job} ist fertig, aber die Ergebnisse ließen sich nicht abfragen: {why}</translation>
    </message>
    <message>
        <source>{job} is done, but its results could not be fetched: {why}</source>
        <translation>{job} ist fertig, aber die Ergebnisse ließen sich nicht abholen: {why}</translation>
    </message>
    <message>
        <source>{kind} from {low} to {high}</source>
        <translation>{kind} von {low} bis {high}</translation>
    </message>
    <message>
        <source>{kind}, at least {low}</source>
        <translation>{kind}, mindestens {low}</translation>
    </message>
    <message>
        <source>{kind}, at most {high}</source>
        <translation>{kind}, höchstens {high}</translation>
    </message>
    <message>
        <source>{kind}, one of {choices}</source>
        <translation>{kind}, eines von {choices}</translation>
    </message>
    <message>
        <source>{lane}, {time}: no data ({cause})</source>
        <translation>{lane}, {time}: keine Daten ({cause})</translation>
    </message>
    <message numerus="yes">
        <source>{lane}, {time}: {n} people</source>
        <comment>{lane}, {time}: {n} person</comment>
        <translation>
            <numerusform>{lane}, {time}: {n} Person</numerusform>
            <numerusform>{lane}, {time}: {n} Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{loaded:,} of {n:,} rows</source>
        <comment>{loaded:,} of {n:,} row</comment>
        <translation>
            <numerusform>{loaded:,} von {n:,} Zeile</numerusform>
            <numerusform>{loaded:,} von {n:,} Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>{millions:.1f} million pixels; the studio takes {most:.0f}.</source>
        <translation>{millions:.1f} Millionen Pixel; das Studio nimmt {most:.0f}.</translation>
    </message>
    <message numerus="yes">
        <source>{milliseconds:,.0f} ms, {n:,} bytes</source>
        <comment>{milliseconds:,.0f} ms, {n:,} byte</comment>
        <translation>
            <numerusform>{milliseconds:,.0f} ms, {n:,} Byte</numerusform>
            <numerusform>{milliseconds:,.0f} ms, {n:,} Byte</numerusform>
        </translation>
    </message>
    <message>
        <source>{month} {year} has no day {day:02}. {hint}</source>
        <translation>{month} {year} hat keinen Tag {day:02}. {hint}</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} IDs copied</source>
        <comment>{n:,} ID copied</comment>
        <translation>
            <numerusform>{n:,} ID kopiert</numerusform>
            <numerusform>{n:,} IDs kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} are listed</source>
        <comment>{n:,} are listed</comment>
        <translation>
            <numerusform>{n:,} aufgeführt</numerusform>
            <numerusform>{n:,} aufgeführt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} before</source>
        <comment>{n:,} before</comment>
        <translation>
            <numerusform>{n:,} zuvor</numerusform>
            <numerusform>{n:,} zuvor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} bytes</source>
        <comment>{n:,} byte</comment>
        <translation>
            <numerusform>{n:,} Byte</numerusform>
            <numerusform>{n:,} Byte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} cameras</source>
        <comment>{n:,} camera</comment>
        <translation>
            <numerusform>{n:,} Kamera</numerusform>
            <numerusform>{n:,} Kameras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} cameras at this place</source>
        <comment>{n:,} camera at this place</comment>
        <translation>
            <numerusform>{n:,} Kamera an diesem Ort</numerusform>
            <numerusform>{n:,} Kameras an diesem Ort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} cameras chosen</source>
        <comment>{n:,} camera chosen</comment>
        <translation>
            <numerusform>{n:,} Kamera gewählt</numerusform>
            <numerusform>{n:,} Kameras gewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} cameras have this address: {cameras}</source>
        <comment>One camera has this address: {cameras}</comment>
        <translation>
            <numerusform>Eine Kamera hat diese Adresse: {cameras}</numerusform>
            <numerusform>{n:,} Kameras haben diese Adresse: {cameras}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} cameras with this retrieval data exist already.</source>
        <comment>A camera with this retrieval data exists already.</comment>
        <translation>
            <numerusform>Eine Kamera mit diesen Abrufdaten gibt es schon.</numerusform>
            <numerusform>{n:,} Kameras mit diesen Abrufdaten gibt es schon.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} cannot be sent</source>
        <comment>{n:,} cannot be sent</comment>
        <translation>
            <numerusform>{n:,} kann nicht gesendet werden</numerusform>
            <numerusform>{n:,} können nicht gesendet werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} clients.</source>
        <comment>{n:,} client.</comment>
        <translation>
            <numerusform>{n:,} Client.</numerusform>
            <numerusform>{n:,} Clients.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} could not be read</source>
        <comment>{n:,} could not be read</comment>
        <translation>
            <numerusform>{n:,} nicht lesbar</numerusform>
            <numerusform>{n:,} nicht lesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} data</source>
        <comment>{n:,} data</comment>
        <translation>
            <numerusform>{n:,} Datei</numerusform>
            <numerusform>{n:,} Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} data selected</source>
        <comment>{n:,} data selected</comment>
        <translation>
            <numerusform>{n:,} gewählt</numerusform>
            <numerusform>{n:,} gewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} days</source>
        <comment>{n:,} day</comment>
        <translation>
            <numerusform>{n:,} Tag</numerusform>
            <numerusform>{n:,} Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} different people in 24 h</source>
        <comment>{n:,} person in 24 h</comment>
        <translation>
            <numerusform>{n:,} Person in 24 h</numerusform>
            <numerusform>{n:,} verschiedene Personen in 24 h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} doubtful</source>
        <comment>{n:,} doubtful</comment>
        <translation>
            <numerusform>{n:,} zweifelhaft</numerusform>
            <numerusform>{n:,} zweifelhaft</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} entered</source>
        <comment>{n:,} entered</comment>
        <translation>
            <numerusform>{n:,} hinein</numerusform>
            <numerusform>{n:,} hinein</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} entries</source>
        <comment>{n:,} entry</comment>
        <translation>
            <numerusform>{n:,} Eintrag</numerusform>
            <numerusform>{n:,} Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} entries from the server</source>
        <comment>{n:,} entry from the server</comment>
        <translation>
            <numerusform>{n:,} Eintrag vom Server</numerusform>
            <numerusform>{n:,} Einträge vom Server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} entries have no readable camera ID and are left out.</source>
        <comment>{n:,} entry has no readable camera ID and is left out.</comment>
        <translation>
            <numerusform>{n:,} Eintrag hat keine lesbare Kamera-ID und ist weggelassen.</numerusform>
            <numerusform>{n:,} Einträge haben keine lesbare Kamera-ID und sind weggelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} entries in {pages}</source>
        <comment>{n:,} entry in {pages}</comment>
        <translation>
            <numerusform>{n:,} Eintrag auf {pages}</numerusform>
            <numerusform>{n:,} Einträge auf {pages}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} entries of the document could not be read.</source>
        <comment>{n:,} entry of the document could not be read.</comment>
        <translation>
            <numerusform>{n:,} Eintrag des Dokuments war nicht lesbar.</numerusform>
            <numerusform>{n:,} Einträge des Dokuments waren nicht lesbar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} entries so far</source>
        <comment>{n:,} entry so far</comment>
        <translation>
            <numerusform>bisher {n:,} Eintrag</numerusform>
            <numerusform>bisher {n:,} Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} events</source>
        <comment>{n:,} event</comment>
        <translation>
            <numerusform>{n:,} Ereignis</numerusform>
            <numerusform>{n:,} Ereignisse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} events in the last {minutes} minutes</source>
        <comment>{n:,} event in the last {minutes} minutes</comment>
        <translation>
            <numerusform>{n:,} Ereignis in den letzten {minutes} Minuten</numerusform>
            <numerusform>{n:,} Ereignisse in den letzten {minutes} Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} events left out</source>
        <comment>{n:,} event left out</comment>
        <translation>
            <numerusform>{n:,} Ereignis ausgelassen</numerusform>
            <numerusform>{n:,} Ereignisse ausgelassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} failed</source>
        <comment>{n:,} failed</comment>
        <translation>
            <numerusform>{n:,} fehlgeschlagen</numerusform>
            <numerusform>{n:,} fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} failed; each row says why.</source>
        <comment>{n:,} failed; each row says why.</comment>
        <translation>
            <numerusform>{n:,} fehlgeschlagen; die Zeile sagt, warum.</numerusform>
            <numerusform>{n:,} fehlgeschlagen; jede Zeile sagt, warum.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} fields need another look.</source>
        <comment>{n:,} field needs another look.</comment>
        <translation>
            <numerusform>{n:,} Feld braucht noch einen Blick.</numerusform>
            <numerusform>{n:,} Felder brauchen noch einen Blick.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} fields of camera {camera} would change.</source>
        <comment>{n:,} field of camera {camera} would change.</comment>
        <translation>
            <numerusform>{n:,} Feld der Kamera {camera} würde sich ändern.</numerusform>
            <numerusform>{n:,} Felder der Kamera {camera} würden sich ändern.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files</source>
        <comment>{n:,} file</comment>
        <translation>
            <numerusform>{n:,} Datei</numerusform>
            <numerusform>{n:,} Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files cannot be carried at the moment.</source>
        <comment>{n:,} file cannot be carried at the moment.</comment>
        <translation>
            <numerusform>{n:,} Datei kann zurzeit nicht übertragen werden.</numerusform>
            <numerusform>{n:,} Dateien können zurzeit nicht übertragen werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files carried</source>
        <comment>{n:,} file carried</comment>
        <translation>
            <numerusform>{n:,} Datei übertragen</numerusform>
            <numerusform>{n:,} Dateien übertragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files could not be carried: the console stays open</source>
        <comment>{n:,} file could not be carried: the console stays open</comment>
        <translation>
            <numerusform>{n:,} Datei konnte nicht übertragen werden: Die Konsole bleibt offen</numerusform>
            <numerusform>{n:,} Dateien konnten nicht übertragen werden: Die Konsole bleibt offen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files in a zip, {size} when unpacked</source>
        <comment>{n:,} file in a zip, {size} when unpacked</comment>
        <translation>
            <numerusform>{n:,} Datei in einem ZIP-Archiv, entpackt {size}</numerusform>
            <numerusform>{n:,} Dateien in einem ZIP-Archiv, entpackt {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files of {all:,} are still to be carried.</source>
        <comment>{n:,} file of {all:,} is still to be carried.</comment>
        <translation>
            <numerusform>{n:,} Datei von {all:,} ist noch zu übertragen.</numerusform>
            <numerusform>{n:,} Dateien von {all:,} sind noch zu übertragen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files put into the transfer queue</source>
        <comment>{n:,} file put into the transfer queue</comment>
        <translation>
            <numerusform>{n:,} Datei in die Warteschlange gestellt</numerusform>
            <numerusform>{n:,} Dateien in die Warteschlange gestellt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files, {size}</source>
        <comment>{n:,} file, {size}</comment>
        <translation>
            <numerusform>{n:,} Datei, {size}</numerusform>
            <numerusform>{n:,} Dateien, {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} from CAM2 not added: its terms do not allow to analyse them.</source>
        <comment>{n:,} from CAM2 not added: its terms do not allow to analyse it.</comment>
        <translation>
            <numerusform>{n:,} von CAM2 nicht hinzugefügt: Die Bedingungen erlauben keine Analyse.</numerusform>
            <numerusform>{n:,} von CAM2 nicht hinzugefügt: Die Bedingungen erlauben keine Analyse.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} gaps</source>
        <comment>{n:,} gap</comment>
        <translation>
            <numerusform>{n:,} Lücke</numerusform>
            <numerusform>{n:,} Lücken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} gaps in what this desk saw</source>
        <comment>{n:,} gap in what this desk saw</comment>
        <translation>
            <numerusform>{n:,} Lücke in dem, was dieser Arbeitsplatz sah</numerusform>
            <numerusform>{n:,} Lücken in dem, was dieser Arbeitsplatz sah</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} here</source>
        <comment>{n:,} here</comment>
        <translation>
            <numerusform>{n:,} hier</numerusform>
            <numerusform>{n:,} hier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} here now</source>
        <comment>{n:,} here now</comment>
        <translation>
            <numerusform>{n:,} jetzt hier</numerusform>
            <numerusform>{n:,} jetzt hier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} inactive</source>
        <comment>{n:,} inactive</comment>
        <translation>
            <numerusform>{n:,} inaktiv</numerusform>
            <numerusform>{n:,} inaktiv</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} items</source>
        <comment>{n:,} item</comment>
        <translation>
            <numerusform>{n:,} Element</numerusform>
            <numerusform>{n:,} Elemente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} jobs</source>
        <comment>{n:,} job</comment>
        <translation>
            <numerusform>{n:,} Auftrag</numerusform>
            <numerusform>{n:,} Aufträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} jobs are complete; the latest is {title}.</source>
        <comment>{n:,} job is complete: {title}.</comment>
        <translation>
            <numerusform>{n:,} Auftrag ist fertig: {title}.</numerusform>
            <numerusform>{n:,} Aufträge sind fertig; der letzte ist {title}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} jobs at work</source>
        <comment>{n:,} job at work</comment>
        <translation>
            <numerusform>{n:,} Auftrag in Arbeit</numerusform>
            <numerusform>{n:,} Aufträge in Arbeit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} jobs selected</source>
        <comment>{n:,} job selected</comment>
        <translation>
            <numerusform>{n:,} gewählt</numerusform>
            <numerusform>{n:,} gewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} keep the origin CAM2, which came with the upload.</source>
        <comment>{n:,} keeps the origin CAM2, which came with the upload.</comment>
        <translation>
            <numerusform>{n:,} behält die Herkunft CAM2, die beim Hochladen genannt wurde.</numerusform>
            <numerusform>{n:,} behalten die Herkunft CAM2, die beim Hochladen genannt wurde.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} labels could not be understood.</source>
        <comment>{n:,} label could not be understood.</comment>
        <translation>
            <numerusform>{n:,} Beschriftung war nicht verständlich.</numerusform>
            <numerusform>{n:,} Beschriftungen waren nicht verständlich.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} left</source>
        <comment>{n:,} left</comment>
        <translation>
            <numerusform>{n:,} hinaus</numerusform>
            <numerusform>{n:,} hinaus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} left alone; each row says why.</source>
        <comment>{n:,} left alone; each row says why.</comment>
        <translation>
            <numerusform>{n:,} ausgelassen; die Zeile sagt, warum.</numerusform>
            <numerusform>{n:,} ausgelassen; jede Zeile sagt, warum.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} lines written</source>
        <comment>{n:,} line written</comment>
        <translation>
            <numerusform>{n:,} Zeile geschrieben</numerusform>
            <numerusform>{n:,} Zeilen geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} lines, {size}</source>
        <comment>{n:,} line, {size}</comment>
        <translation>
            <numerusform>{n:,} Zeile, {size}</numerusform>
            <numerusform>{n:,} Zeilen, {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} listed</source>
        <comment>{n:,} listed</comment>
        <translation>
            <numerusform>{n:,} aufgeführt</numerusform>
            <numerusform>{n:,} aufgeführt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} live datasets {in_projects}</source>
        <comment>{n:,} live dataset {in_projects}</comment>
        <translation>
            <numerusform>{n:,} Live-Dataset {in_projects}</numerusform>
            <numerusform>{n:,} Live-Datasets {in_projects}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} members</source>
        <comment>{n:,} member</comment>
        <translation>
            <numerusform>{n:,} Feld</numerusform>
            <numerusform>{n:,} Felder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} more are not shown.</source>
        <comment>{n:,} more is not shown.</comment>
        <translation>
            <numerusform>{n:,} weiterer wird nicht angezeigt.</numerusform>
            <numerusform>{n:,} weitere werden nicht angezeigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} more can be set as JSON.</source>
        <comment>{n:,} more can be set as JSON.</comment>
        <translation>
            <numerusform>{n:,} weiteres kann als JSON gesetzt werden.</numerusform>
            <numerusform>{n:,} weitere können als JSON gesetzt werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} new</source>
        <comment>{n:,} new</comment>
        <translation>
            <numerusform>{n:,} neu</numerusform>
            <numerusform>{n:,} neu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} new while paused</source>
        <comment>{n:,} new while paused</comment>
        <translation>
            <numerusform>{n:,} neue während der Pause</numerusform>
            <numerusform>{n:,} neue während der Pause</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} not active</source>
        <comment>{n:,} not active</comment>
        <translation>
            <numerusform>{n:,} nicht aktiv</numerusform>
            <numerusform>{n:,} nicht aktiv</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} not added: a batch has at most {most:,} jobs.</source>
        <comment>{n:,} not added: a batch has at most {most:,} jobs.</comment>
        <translation>
            <numerusform>{n:,} nicht hinzugefügt: Ein Stapel hat höchstens {most:,} Aufträge.</numerusform>
            <numerusform>{n:,} nicht hinzugefügt: Ein Stapel hat höchstens {most:,} Aufträge.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} not known</source>
        <comment>{n:,} not known</comment>
        <translation>
            <numerusform>{n:,} nicht bekannt</numerusform>
            <numerusform>{n:,} nicht bekannt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} not listed</source>
        <comment>{n:,} not listed</comment>
        <translation>
            <numerusform>{n:,} ausgeblendet</numerusform>
            <numerusform>{n:,} ausgeblendet</numerusform>
        </translation>
    </message>
    <message>
        <source>{n:,} of {total:,}</source>
        <translation>{n:,} von {total:,}</translation>
    </message>
    <message>
        <source>{n:,} of {total:,} are listed</source>
        <translation>{n:,} von {total:,} aufgeführt</translation>
    </message>
    <message>
        <source>{n:,} of {total:,} jobs are listed.</source>
        <translation>{n:,} von {total:,} Aufträgen aufgeführt.</translation>
    </message>
    <message>
        <source>{n:,} of {total:,} made</source>
        <translation>{n:,} von {total:,} angelegt</translation>
    </message>
    <message>
        <source>{n:,} of {total:,} will be sent</source>
        <translation>{n:,} von {total:,} werden gesendet</translation>
    </message>
    <message>
        <source>{n:,} of {total:,} will be sent, {size}</source>
        <translation>{n:,} von {total:,} werden gesendet, {size}</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} other countries</source>
        <comment>{n:,} other country</comment>
        <translation>
            <numerusform>{n:,} weiteres Land</numerusform>
            <numerusform>{n:,} weitere Länder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} other sources</source>
        <comment>{n:,} other source</comment>
        <translation>
            <numerusform>{n:,} weitere Quelle</numerusform>
            <numerusform>{n:,} weitere Quellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} others are left alone: their state does not allow it.</source>
        <comment>{n:,} other is left alone: its state does not allow it.</comment>
        <translation>
            <numerusform>{n:,} anderer bleibt, wie er ist: Sein Zustand lässt es nicht zu.</numerusform>
            <numerusform>{n:,} andere bleiben, wie sie sind: Ihr Zustand lässt es nicht zu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} packets</source>
        <comment>{n:,} packet</comment>
        <translation>
            <numerusform>{n:,} Paket</numerusform>
            <numerusform>{n:,} Pakete</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} pages</source>
        <comment>{n:,} page</comment>
        <translation>
            <numerusform>{n:,} Seite</numerusform>
            <numerusform>{n:,} Seiten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} paused</source>
        <comment>{n:,} paused</comment>
        <translation>
            <numerusform>{n:,} pausiert</numerusform>
            <numerusform>{n:,} pausiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} points</source>
        <comment>{n:,} point</comment>
        <translation>
            <numerusform>{n:,} Punkt</numerusform>
            <numerusform>{n:,} Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} positions</source>
        <comment>{n:,} position</comment>
        <translation>
            <numerusform>{n:,} Position</numerusform>
            <numerusform>{n:,} Positionen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} positions merged</source>
        <comment>{n:,} position merged</comment>
        <translation>
            <numerusform>{n:,} Position vereint</numerusform>
            <numerusform>{n:,} Positionen vereint</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} posts sent</source>
        <comment>{n:,} post sent</comment>
        <translation>
            <numerusform>{n:,} Sendung zugestellt</numerusform>
            <numerusform>{n:,} Sendungen zugestellt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} reconnects</source>
        <comment>{n:,} reconnect</comment>
        <translation>
            <numerusform>{n:,}× neu verbunden</numerusform>
            <numerusform>{n:,}× neu verbunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} reports of more objects than are held</source>
        <comment>{n:,} report of more objects than are held</comment>
        <translation>
            <numerusform>{n:,} Meldung von mehr Objekten, als gehalten werden</numerusform>
            <numerusform>{n:,} Meldungen von mehr Objekten, als gehalten werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} rows</source>
        <comment>{n:,} row</comment>
        <translation>
            <numerusform>{n:,} Zeile</numerusform>
            <numerusform>{n:,} Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} rows changed</source>
        <comment>{n:,} row changed</comment>
        <translation>
            <numerusform>{n:,} Zeile geändert</numerusform>
            <numerusform>{n:,} Zeilen geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} rows changed.</source>
        <comment>{n:,} row changed.</comment>
        <translation>
            <numerusform>{n:,} Zeile geändert.</numerusform>
            <numerusform>{n:,} Zeilen geändert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} rows, {size}, written to {path}</source>
        <comment>{n:,} row, {size}, written to {path}</comment>
        <translation>
            <numerusform>{n:,} Zeile, {size}, geschrieben nach {path}</numerusform>
            <numerusform>{n:,} Zeilen, {size}, geschrieben nach {path}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} silent</source>
        <comment>{n:,} silent</comment>
        <translation>
            <numerusform>{n:,} still</numerusform>
            <numerusform>{n:,} still</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} subscribed</source>
        <comment>{n:,} subscribed</comment>
        <translation>
            <numerusform>{n:,} abonniert</numerusform>
            <numerusform>{n:,} abonniert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} tickets sent</source>
        <comment>{n:,} ticket sent</comment>
        <translation>
            <numerusform>{n:,} Ticket gesendet</numerusform>
            <numerusform>{n:,} Tickets gesendet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} unreadable</source>
        <comment>{n:,} unreadable</comment>
        <translation>
            <numerusform>{n:,} unlesbar</numerusform>
            <numerusform>{n:,} unlesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} values changed since the report before of {name}, {time} earlier.</source>
        <comment>{n:,} value changed since the report before of {name}, {time} earlier.</comment>
        <translation>
            <numerusform>{n:,} Wert geändert seit der vorigen Meldung von {name}, {time} früher.</numerusform>
            <numerusform>{n:,} Werte geändert seit der vorigen Meldung von {name}, {time} früher.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} values could not be read</source>
        <comment>{n:,} value could not be read</comment>
        <translation>
            <numerusform>{n:,} Wert war nicht lesbar</numerusform>
            <numerusform>{n:,} Werte waren nicht lesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} values were no entries</source>
        <comment>{n:,} value was no entry</comment>
        <translation>
            <numerusform>{n:,} Wert war kein Eintrag</numerusform>
            <numerusform>{n:,} Werte waren keine Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} waiting</source>
        <comment>{n:,} waiting</comment>
        <translation>
            <numerusform>{n:,} wartet</numerusform>
            <numerusform>{n:,} warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} without a readable time, shown as received</source>
        <comment>{n:,} without a readable time, shown as received</comment>
        <translation>
            <numerusform>{n:,} ohne lesbare Zeit, wie empfangen gezeigt</numerusform>
            <numerusform>{n:,} ohne lesbare Zeit, wie empfangen gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>{names} cannot be set here.</source>
        <translation>{names} lässt sich hier nicht setzen.</translation>
    </message>
    <message>
        <source>{name} (again)</source>
        <translation>{name} (erneut)</translation>
    </message>
    <message>
        <source>{name} (dataset {number})</source>
        <translation>{name} (Dataset {number})</translation>
    </message>
    <message>
        <source>{name} copy</source>
        <translation>{name} Kopie</translation>
    </message>
    <message>
        <source>{name} copy {number}</source>
        <translation>{name} Kopie {number}</translation>
    </message>
    <message>
        <source>{name} could not be written: {reason}</source>
        <translation>{name} konnte nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <source>{name} entered {zone}.</source>
        <translation>{name} ist jetzt in {zone}.</translation>
    </message>
    <message>
        <source>{name} is no JSON.</source>
        <translation>{name} ist kein JSON.</translation>
    </message>
    <message>
        <source>{name} is not known; only {places} are.</source>
        <translation>{name} ist nicht bekannt; bekannt sind nur {places}.</translation>
    </message>
    <message>
        <source>{name} left {zone}.</source>
        <translation>{name} hat {zone} verlassen.</translation>
    </message>
    <message>
        <source>{name} or its manifest exists already</source>
        <translation>{name} oder das Manifest dazu gibt es schon</translation>
    </message>
    <message>
        <source>{name} was deleted.</source>
        <translation>{name} wurde gelöscht.</translation>
    </message>
    <message>
        <source>{name} was given an image.</source>
        <translation>{name} hat ein Abbild erhalten.</translation>
    </message>
    <message>
        <source>{name} was uploaded. It waits for its first image.</source>
        <translation>{name} wurde hochgeladen. Jetzt fehlt noch das erste Abbild.</translation>
    </message>
    <message>
        <source>{name} – open</source>
        <translation>{name} – geöffnet</translation>
    </message>
    <message>
        <source>{name}, required</source>
        <translation>{name}, erforderlich</translation>
    </message>
    <message>
        <source>{name}, version {version}</source>
        <translation>{name}, Version {version}</translation>
    </message>
    <message numerus="yes">
        <source>{n} are under way: their work is cancelled first.</source>
        <comment>{n} is under way: its work is cancelled first.</comment>
        <translation>
            <numerusform>{n} ist unterwegs: Die Arbeit daran wird zuerst storniert.</numerusform>
            <numerusform>{n} sind unterwegs: Die Arbeit daran wird zuerst storniert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} background pictures come along.</source>
        <comment>{n} background picture comes along.</comment>
        <translation>
            <numerusform>{n} Hintergrundbild kommt mit.</numerusform>
            <numerusform>{n} Hintergrundbilder kommen mit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} cannot be sent</source>
        <comment>{n} cannot be sent</comment>
        <translation>
            <numerusform>{n} nicht sendbar</numerusform>
            <numerusform>{n} nicht sendbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days</source>
        <comment>{n} day</comment>
        <translation>
            <numerusform>{n} Tag</numerusform>
            <numerusform>{n} Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days ago</source>
        <comment>{n} day ago</comment>
        <translation>
            <numerusform>vor {n} Tag</numerusform>
            <numerusform>vor {n} Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days: {count:,}</source>
        <comment>{n} day: {count:,}</comment>
        <translation>
            <numerusform>{n} Tag: {count:,}</numerusform>
            <numerusform>{n} Tagen: {count:,}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} files</source>
        <comment>{n} file</comment>
        <translation>
            <numerusform>{n} Datei</numerusform>
            <numerusform>{n} Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} files are as they came</source>
        <comment>{n} file is as it came</comment>
        <translation>
            <numerusform>{n} Datei ist, wie sie kam</numerusform>
            <numerusform>{n} Dateien sind, wie sie kamen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} files were in the list already</source>
        <comment>{n} file was in the list already</comment>
        <translation>
            <numerusform>{n} Datei war schon in der Liste</numerusform>
            <numerusform>{n} Dateien waren schon in der Liste</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} jobs</source>
        <comment>{n} job</comment>
        <translation>
            <numerusform>{n} Auftrag</numerusform>
            <numerusform>{n} Aufträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} jobs cancelled</source>
        <comment>{n} job cancelled</comment>
        <translation>
            <numerusform>{n} Auftrag storniert</numerusform>
            <numerusform>{n} Aufträge storniert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} jobs changed</source>
        <comment>{n} job changed</comment>
        <translation>
            <numerusform>{n} Auftrag geändert</numerusform>
            <numerusform>{n} Aufträge geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} jobs created</source>
        <comment>{n} job created</comment>
        <translation>
            <numerusform>{n} Auftrag angelegt</numerusform>
            <numerusform>{n} Aufträge angelegt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} jobs deleted</source>
        <comment>{n} job deleted</comment>
        <translation>
            <numerusform>{n} Auftrag gelöscht</numerusform>
            <numerusform>{n} Aufträge gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} jobs queued</source>
        <comment>{n} job queued</comment>
        <translation>
            <numerusform>{n} Auftrag eingereiht</numerusform>
            <numerusform>{n} Aufträge eingereiht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} left out</source>
        <comment>{n} left out</comment>
        <translation>
            <numerusform>{n} bleibt weg</numerusform>
            <numerusform>{n} bleiben weg</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} minutes</source>
        <comment>{n} minute</comment>
        <translation>
            <numerusform>{n} Minute</numerusform>
            <numerusform>{n} Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} misses in a row</source>
        <comment>{n} miss</comment>
        <translation>
            <numerusform>{n} Ausfall</numerusform>
            <numerusform>{n} Ausfälle in Folge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} options differ.</source>
        <comment>{n} option differs.</comment>
        <translation>
            <numerusform>{n} Option ist verschieden.</numerusform>
            <numerusform>{n} Optionen sind verschieden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} options of “{name}” would change.</source>
        <comment>{n} option of “{name}” would change.</comment>
        <translation>
            <numerusform>{n} Option von „{name}“ würde sich ändern.</numerusform>
            <numerusform>{n} Optionen von „{name}“ würden sich ändern.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} originals are not on this computer any more</source>
        <comment>{n} original is not on this computer any more</comment>
        <translation>
            <numerusform>{n} Original ist nicht mehr auf diesem Computer</numerusform>
            <numerusform>{n} Originale sind nicht mehr auf diesem Computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} photos</source>
        <comment>{n} photo</comment>
        <translation>
            <numerusform>{n} Foto</numerusform>
            <numerusform>{n} Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} photos deleted</source>
        <comment>{n} photo deleted</comment>
        <translation>
            <numerusform>{n} Foto gelöscht</numerusform>
            <numerusform>{n} Fotos gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} photos go from the studio, with what was made of them.</source>
        <comment>The photo goes from the studio, with what was made of it.</comment>
        <translation>
            <numerusform>Das Foto wird im Studio gelöscht, mit allem, was daraus gemacht wurde.</numerusform>
            <numerusform>{n} Fotos werden im Studio gelöscht, mit allem, was daraus gemacht wurde.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} photos selected</source>
        <comment>{n} photo selected</comment>
        <translation>
            <numerusform>{n} Foto gewählt</numerusform>
            <numerusform>{n} Fotos gewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} photos, {size}</source>
        <comment>{n} photo, {size}</comment>
        <translation>
            <numerusform>{n} Foto, {size}</numerusform>
            <numerusform>{n} Fotos, {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} pictures go from the profile, for every job that uses it. Files that were made already stay. This cannot be undone.</source>
        <comment>The picture goes from the profile, for every job that uses it. Files that were made already stay. This cannot be undone.</comment>
        <translation>
            <numerusform>Das Bild wird aus dem Profil gelöscht, für jeden Auftrag, der es verwendet. Schon erstellte Dateien bleiben. Das lässt sich nicht rückgängig machen.</numerusform>
            <numerusform>{n} Bilder werden aus dem Profil gelöscht, für jeden Auftrag, der es verwendet. Schon erstellte Dateien bleiben. Das lässt sich nicht rückgängig machen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} seconds</source>
        <comment>{n} second</comment>
        <translation>
            <numerusform>{n} Sekunde</numerusform>
            <numerusform>{n} Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} tell where they were taken</source>
        <comment>{n} tells where it was taken</comment>
        <translation>
            <numerusform>{n} verrät den Aufnahmeort</numerusform>
            <numerusform>{n} verraten den Aufnahmeort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} tell where they were taken: it is taken out</source>
        <comment>{n} tells where it was taken: it is taken out</comment>
        <translation>
            <numerusform>{n} verrät den Aufnahmeort: Er wird entfernt</numerusform>
            <numerusform>{n} verraten den Aufnahmeort: Er wird entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} under way</source>
        <comment>{n} under way</comment>
        <translation>
            <numerusform>{n} in Arbeit</numerusform>
            <numerusform>{n} in Arbeit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} will be fixed</source>
        <comment>{n} will be fixed</comment>
        <translation>
            <numerusform>{n} wird angepasst</numerusform>
            <numerusform>{n} werden angepasst</numerusform>
        </translation>
    </message>
    <message>
        <source>{offset} (unit unknown)</source>
        <translation>{offset} (Einheit unbekannt)</translation>
    </message>
    <message>
        <source>{origin}, by URL</source>
        <translation>{origin}, per URL</translation>
    </message>
    <message>
        <source>{others} and {last}</source>
        <translation>{others} und {last}</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} von {count}</translation>
    </message>
    <message>
        <source>{plural} are not read here; make it a JPEG, PNG, WebP or TIFF first.</source>
        <translation>{plural} werden hier nicht gelesen; machen Sie zuerst JPEG, PNG, WebP oder TIFF daraus.</translation>
    </message>
    <message>
        <source>{radius:,.4g} km around {place}</source>
        <translation>{radius:,.4g} km um {place}</translation>
    </message>
    <message>
        <source>{rate:g} per s</source>
        <translation>{rate:g} pro s</translation>
    </message>
    <message>
        <source>{rate} events/s</source>
        <translation>{rate} Ereignisse/s</translation>
    </message>
    <message>
        <source>{reason} Made smaller.</source>
        <translation>{reason} Wird verkleinert.</translation>
    </message>
    <message>
        <source>{reason} The file is sent again from its beginning.</source>
        <translation>{reason} Die Datei wird von Anfang an neu gesendet.</translation>
    </message>
    <message numerus="yes">
        <source>{reason} Tried {n} times.</source>
        <comment>{reason} Tried {n} time.</comment>
        <translation>
            <numerusform>{reason} {n} Versuch.</numerusform>
            <numerusform>{reason} {n} Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>{secret} from a file</source>
        <translation>{secret} aus einer Datei</translation>
    </message>
    <message>
        <source>{sent} sent, {received} came back, {failed} failed</source>
        <translation>{sent} gesendet, {received} zurückgekommen, {failed} fehlgeschlagen</translation>
    </message>
    <message>
        <source>{sent}, {queued:,} waiting, {failed:,} failed, {dropped:,} dropped.</source>
        <translation>{sent}, {queued:,} wartend, {failed:,} fehlgeschlagen, {dropped:,} verworfen.</translation>
    </message>
    <message>
        <source>{server} asks for fewer requests.</source>
        <translation>{server} bittet um weniger Anfragen.</translation>
    </message>
    <message>
        <source>{server} did not answer in time.</source>
        <translation>{server} hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>{server} gave no tile ({status}).</source>
        <translation>{server} hat keine Kachel gegeben ({status}).</translation>
    </message>
    <message>
        <source>{server} is in trouble ({status}).</source>
        <translation>{server} hat Schwierigkeiten ({status}).</translation>
    </message>
    <message>
        <source>{server} refuses to give tiles ({status}).</source>
        <translation>{server} verweigert Kacheln ({status}).</translation>
    </message>
    <message>
        <source>{service} asked us to slow down.</source>
        <translation>{service} bittet um weniger Anfragen.</translation>
    </message>
    <message>
        <source>{service} asked us to wait {wait}.</source>
        <translation>{service} bittet, {wait} zu warten.</translation>
    </message>
    <message>
        <source>{service} called about job {job_id}, which cannot be read: {why}</source>
        <translation>{service} rief wegen Auftrag {job_id} an, der sich nicht lesen lässt: {why}</translation>
    </message>
    <message>
        <source>{service} could not be reached.</source>
        <translation>{service} war nicht zu erreichen.</translation>
    </message>
    <message>
        <source>{service} did not accept the sign-in.</source>
        <translation>{service} hat die Anmeldung nicht angenommen.</translation>
    </message>
    <message>
        <source>{service} did not answer in time.</source>
        <translation>{service} hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>{service} did not send a picture.</source>
        <translation>{service} hat kein Bild gesendet.</translation>
    </message>
    <message>
        <source>{service} does not know what was asked for.</source>
        <translation>{service} kennt das Verlangte nicht.</translation>
    </message>
    <message>
        <source>{service} has been switched off by its operator.</source>
        <translation>{service} wurde vom Betreiber abgeschaltet.</translation>
    </message>
    <message>
        <source>{service} has trouble of its own.</source>
        <translation>{service} meldet eine eigene Störung.</translation>
    </message>
    <message>
        <source>{service} is back after {length}.</source>
        <translation>{service} ist nach {length} wieder da.</translation>
    </message>
    <message>
        <source>{service} is not connected in this profile</source>
        <translation>{service} ist in diesem Profil nicht verbunden</translation>
    </message>
    <message>
        <source>{service} refused this key.</source>
        <translation>{service} hat diesen Schlüssel abgelehnt.</translation>
    </message>
    <message>
        <source>{service} refused this request.</source>
        <translation>{service} hat diese Anfrage abgelehnt.</translation>
    </message>
    <message>
        <source>{service} sent us to another address.</source>
        <translation>{service} verweist auf eine andere Adresse.</translation>
    </message>
    <message>
        <source>{service} wants a login.</source>
        <translation>{service} verlangt eine Anmeldung.</translation>
    </message>
    <message>
        <source>{share:.0%} carried</source>
        <translation>{share:.0%} übertragen</translation>
    </message>
    <message>
        <source>{share:.0%} sent</source>
        <translation>{share:.0%} gesendet</translation>
    </message>
    <message>
        <source>{shown:,} of {count:,}</source>
        <translation>{shown:,} von {count:,}</translation>
    </message>
    <message>
        <source>{shown:,} of {held:,}</source>
        <translation>{shown:,} von {held:,}</translation>
    </message>
    <message>
        <source>{shown:,} of {held:,} lines</source>
        <translation>{shown:,} von {held:,} Zeilen</translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of {held:,} rows, {n} columns as shown, times in {zone}, names {names}.</source>
        <comment>{shown:,} of {held:,} rows, {n} column as shown, times in {zone}, names {names}.</comment>
        <translation>
            <numerusform>{shown:,} von {held:,} Zeilen, {n} Spalte wie gezeigt, Zeiten: {zone}; Namen: {names}.</numerusform>
            <numerusform>{shown:,} von {held:,} Zeilen, {n} Spalten wie gezeigt, Zeiten: {zone}; Namen: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of {n} photos</source>
        <comment>{shown} of {n} photo</comment>
        <translation>
            <numerusform>{shown} von {n} Foto</numerusform>
            <numerusform>{shown} von {n} Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>{size:,} bytes came; the platform&apos;s record says {said:,}.</source>
        <translation>{size:,} Bytes kamen; laut Datensatz der Plattform sind es {said:,}.</translation>
    </message>
    <message>
        <source>{size} of data to be read</source>
        <translation>{size} zu lesen</translation>
    </message>
    <message numerus="yes">
        <source>{size} of data to be read, and {n:,} of a size that is not known</source>
        <comment>{size} of data to be read, and {n:,} of a size that is not known</comment>
        <translation>
            <numerusform>{size} zu lesen, dazu {n:,} unbekannter Größe</numerusform>
            <numerusform>{size} zu lesen, dazu {n:,} unbekannter Größe</numerusform>
        </translation>
    </message>
    <message>
        <source>{size}, as was said when it was added</source>
        <translation>{size}, laut Angabe beim Hinzufügen</translation>
    </message>
    <message>
        <source>{size}; the studio takes {most}.</source>
        <translation>{size}; das Studio nimmt {most}.</translation>
    </message>
    <message>
        <source>{some} And {count} more.</source>
        <translation>{some} Und {count} weitere.</translation>
    </message>
    <message>
        <source>{source} sent something that is no picture of a tile.</source>
        <translation>{source} hat etwas gesendet, das kein Kachelbild ist.</translation>
    </message>
    <message>
        <source>{south:.3f} to {north:.3f} N, {west:.3f} to {east:.3f} E</source>
        <translation>{south:.3f} bis {north:.3f} N, {west:.3f} bis {east:.3f} O</translation>
    </message>
    <message>
        <source>{speed:.2g}× reached: more events than can be shown faster</source>
        <translation>{speed:.2g}× erreicht: mehr Ereignisse, als schneller gezeigt werden können</translation>
    </message>
    <message>
        <source>{state} for {age}</source>
        <translation>{state} seit {age}</translation>
    </message>
    <message>
        <source>{state} {age} ago</source>
        <translation>{state} vor {age}</translation>
    </message>
    <message>
        <source>{state} – what you see is {age} old</source>
        <translation>{state} – gezeigter Stand: vor {age}</translation>
    </message>
    <message>
        <source>{state}, archived</source>
        <translation>{state}, archiviert</translation>
    </message>
    <message>
        <source>{state}, profile {profile}</source>
        <translation>{state}, Profil {profile}</translation>
    </message>
    <message>
        <source>{time} ago</source>
        <translation>vor {time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>{title} is complete.</source>
        <translation>{title} ist fertig.</translation>
    </message>
    <message>
        <source>{title}, again</source>
        <translation>{title}, erneut</translation>
    </message>
    <message>
        <source>{value} if not set</source>
        <translation>sonst {value}</translation>
    </message>
    <message>
        <source>{verb} {count:,}</source>
        <translation>{verb}: {count:,}</translation>
    </message>
    <message>
        <source>{verdict} It was signed {seconds:.0f} s ago.</source>
        <translation>{verdict} Sie wurde vor {seconds:.0f} s erstellt.</translation>
    </message>
    <message>
        <source>{verdict} Its body names no job.</source>
        <translation>{verdict} Der Inhalt nennt keinen Auftrag.</translation>
    </message>
    <message>
        <source>{version}  (of {n})</source>
        <translation>{version}  (von {n})</translation>
    </message>
    <message>
        <source>{what} copied</source>
        <translation>{what} kopiert</translation>
    </message>
    <message>
        <source>{what} did not answer within {seconds:g} s.</source>
        <translation>{what} hat nicht innerhalb von {seconds:g} s geantwortet.</translation>
    </message>
    <message>
        <source>{what} did not give a picture ({status}).</source>
        <translation>{what} hat kein Bild geliefert ({status}).</translation>
    </message>
    <message>
        <source>{what} did not take the connection within {seconds:g} s.</source>
        <translation>{what} hat die Verbindung nicht innerhalb von {seconds:g} s angenommen.</translation>
    </message>
    <message>
        <source>{what} does not accept the address: it has run out, or was made for something else ({status}).</source>
        <translation>{what} akzeptiert die Adresse nicht: Sie ist abgelaufen oder wurde für etwas anderes ausgestellt ({status}).</translation>
    </message>
    <message>
        <source>{what} has no such file, or no longer ({status}).</source>
        <translation>{what} hat keine solche Datei oder nicht mehr ({status}).</translation>
    </message>
    <message>
        <source>{what} has nothing at this address ({status}).</source>
        <translation>{what} hat nichts unter dieser Adresse ({status}).</translation>
    </message>
    <message>
        <source>{what} has trouble of its own ({status}).</source>
        <translation>{what} meldet eine eigene Störung ({status}).</translation>
    </message>
    <message>
        <source>{what} is asked too often ({status}).</source>
        <translation>{what} wird zu oft gefragt ({status}).</translation>
    </message>
    <message>
        <source>{what} refused the file ({status}).</source>
        <translation>{what} hat die Datei abgelehnt ({status}).</translation>
    </message>
    <message>
        <source>{what} sends us on again and again.</source>
        <translation>{what} leitet immer wieder um.</translation>
    </message>
    <message>
        <source>{what} sends us on from https to plain http.</source>
        <translation>{what} leitet von https zu unverschlüsseltem http um.</translation>
    </message>
    <message>
        <source>{what} sends us on to nowhere.</source>
        <translation>{what} leitet ohne Ziel um.</translation>
    </message>
    <message>
        <source>{what} sent a web page instead of a picture.</source>
        <translation>{what} hat eine Webseite statt eines Bildes gesendet.</translation>
    </message>
    <message>
        <source>{what} sent another part of the file than was asked for.</source>
        <translation>{what} hat einen anderen Teil der Datei gesendet als verlangt.</translation>
    </message>
    <message>
        <source>{what} sent something else than its stream of pictures.</source>
        <translation>{what} hat etwas anderes als einen Bilderstrom gesendet.</translation>
    </message>
    <message>
        <source>{what} wants a login ({status}).</source>
        <translation>{what} verlangt eine Anmeldung ({status}).</translation>
    </message>
    <message>
        <source>{what} was not done within {seconds:g} s.</source>
        <translation>{what} war nach {seconds:g} s nicht fertig.</translation>
    </message>
    <message>
        <source>{what} {state}</source>
        <translation>{what} {state}</translation>
    </message>
    <message>
        <source>{where}: {what}. Your data is safe; work can go on.</source>
        <translation>{where}: {what}. Ihre Daten sind sicher; Sie können weiterarbeiten.</translation>
    </message>
    <message>
        <source>{width:,.0f} × {height:,.0f} km around {place}</source>
        <translation>{width:,.0f} × {height:,.0f} km um {place}</translation>
    </message>
    <message>
        <source>{width:,} by {height:,} pixels, {format}</source>
        <translation>{width:,} × {height:,} Pixel, {format}</translation>
    </message>
    <message>
        <source>{width} × {height} pixels: no side may exceed {most}.</source>
        <translation>{width} × {height} Pixel: Keine Seite darf {most} überschreiten.</translation>
    </message>
    <message>
        <source>{zone} UTC offset {hours:+g} h</source>
        <translation>{zone} UTC-Abstand {hours:+g} h</translation>
    </message>
    <message>
        <source>{zone} UTC offset {offset}, in hours or seconds: not said</source>
        <translation>{zone} UTC-Abstand {offset}, ob Stunden oder Sekunden, ist nicht gesagt</translation>
    </message>
    <message>
        <source>{zone} and in UTC</source>
        <translation>{zone} und UTC</translation>
    </message>
    <message>
        <source>“Has image”</source>
        <translation>„Hat Bild“</translation>
    </message>
    <message>
        <source>“Has video”</source>
        <translation>„Hat Video“</translation>
    </message>
    <message>
        <source>“{name}” cannot be asked for.</source>
        <translation>Nach „{name}“ kann nicht gefragt werden.</translation>
    </message>
    <message>
        <source>“{name}” is no field that can be written.</source>
        <translation>„{name}“ ist kein Feld, das geschrieben werden kann.</translation>
    </message>
    <message>
        <source>“{name}” is written.</source>
        <translation>„{name}“ ist geschrieben.</translation>
    </message>
    <message>
        <source>“{quote}”</source>
        <translation>„{quote}“</translation>
    </message>
    <message>
        <source>“{text}” cannot be an ID.</source>
        <translation>„{text}“ kann keine ID sein.</translation>
    </message>
    <message>
        <source>“{text}” is no place on the earth: latitude is -90 to 90, longitude -180 to 180.</source>
        <translation>„{text}“ ist kein Ort auf der Erde: Breite ist -90 bis 90, Länge -180 bis 180.</translation>
    </message>
    <message>
        <source>“|” and “\” cannot be looked for: the service has no way to write them.</source>
        <translation>„|“ und „\“ können nicht gesucht werden: Der Dienst kann sie nicht darstellen.</translation>
    </message>
    <message numerus="yes">
        <source>… {n:,} before</source>
        <comment>… {n:,} before</comment>
        <translation>
            <numerusform>… {n:,} davor</numerusform>
            <numerusform>… {n:,} davor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… {n:,} characters more</source>
        <comment>… {n:,} character more</comment>
        <translation>
            <numerusform>… {n:,} weiteres Zeichen</numerusform>
            <numerusform>… {n:,} weitere Zeichen</numerusform>
        </translation>
    </message>
</context>
</TS>
