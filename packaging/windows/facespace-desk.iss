; The installer of Windows, for Inno Setup 6.3 or newer; packaging/installers/windows.py gives every
; name and place with /D.
;
;   facespace-desk-VERSION-windows-x64.exe                            asks; for this user, no admin
;   ... /CURRENTUSER /VERYSILENT /SUPPRESSMSGBOXES /NORESTART         silent, for this user
;   ... /ALLUSERS /VERYSILENT /SUPPRESSMSGBOXES /NORESTART            silent, for all users, as admin
;   "...\unins000.exe" /VERYSILENT                                    removes it; data stays
;
; The identifier below says that a newer installer updates the older installation. It never changes.

[Setup]
AppId={{6E0C8D3B-52A7-4F0B-9C53-8B6A2F6B1D47}
AppName={#Title}
AppVersion={#Version}
AppVerName={#Title} {#Version}
AppPublisher={#Publisher}
AppPublisherURL={#Homepage}
VersionInfoVersion={#Version}
DefaultDirName={autopf}\{#Title}
DefaultGroupName={#Title}
DisableProgramGroupPage=yes
DisableDirPage=auto
LicenseFile={#Licence}
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\{#Name}.exe
UninstallDisplayName={#Title}
OutputDir={#Output}
OutputBaseFilename={#File}
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
MinVersion=10.0.17763
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline dialog
UsePreviousPrivileges=yes
CloseApplications=yes
RestartApplications=no
#ifdef Signed
SignTool=own
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.DataStays=Your settings and what the console kept stay in %1; your secrets are in the Windows Credential Manager.
de.DataStays=Ihre Einstellungen und was die Konsole aufbewahrt hat, bleiben in %1; Ihre Zugangsdaten liegen in der Windows-Anmeldeinformationsverwaltung.
en.Demo=Demo
de.Demo=Demo

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; What an older version had and this one lacks must not be found by the new program.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Folder}\*"; Excludes: "\*.exe"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
#ifdef Signed
Source: "{#Folder}\*.exe"; DestDir: "{app}"; Flags: ignoreversion sign
#else
Source: "{#Folder}\*.exe"; DestDir: "{app}"; Flags: ignoreversion
#endif

[Icons]
Name: "{group}\{#Title}"; Filename: "{app}\{#Name}.exe"
Name: "{group}\{#Title} ({cm:Demo})"; Filename: "{app}\{#Name}.exe"; Parameters: "--demo"
Name: "{autodesktop}\{#Title}"; Filename: "{app}\{#Name}.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\{#Name}.exe"; Description: "{cm:LaunchProgram,{#Title}}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if (Step = usPostUninstall) and not UninstallSilent then
    MsgBox(FmtMessage(CustomMessage('DataStays'), ['%LOCALAPPDATA%\{#Name}']), mbInformation, MB_OK);
end;
