<# : batch portion
@echo off
@rem PowerShell, below, finds the JDK and the Maven; this part runs them.
@rem Runs Maven 3.9+ on a JDK 21+ wherever they are on this machine. CONTRIBUTING.md, "The wrapper", says how it looks for both.
setlocal
set "MVNW_SELF=%~f0"
set "MVNW_DIR=%~dp0"
set "MVNW_FIRST=%~1"
set "MVNW_JAVA="
set "MVNW_MAVEN="
@rem A PowerShell 7 that started us would lend its modules to the older one that we start.
set "PSModulePath="
for /f "usebackq tokens=1* delims==" %%A in (`powershell -NoProfile -ExecutionPolicy Bypass -Command "& ([scriptblock]::Create((Get-Content -Raw -LiteralPath $env:MVNW_SELF)))"`) do (
  if "%%A"=="JAVA" set "MVNW_JAVA=%%B"
  if "%%A"=="MAVEN" set "MVNW_MAVEN=%%B"
)
if not defined MVNW_JAVA exit /b 1
if "%~1"=="--java-home" (
  echo %MVNW_JAVA%
  exit /b 0
)
if not defined MVNW_MAVEN exit /b 1
set "JAVA_HOME=%MVNW_JAVA%"
call "%MVNW_MAVEN%" %*
exit /b %ERRORLEVEL%
#>
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$minJava = 21

function Say([string] $text) { [Console]::Error.WriteLine("mvnw: $text") }
function Die([string] $text) { Say $text; exit 1 }

# --- a JDK 21+ -------------------------------------------------------------------------------------------------------
# The feature version of the JDK in a folder, or 0 when there is none (a JRE does not count).
function JavaVersion([string] $java) {
  if (-not (Test-Path "$java\bin\javac.exe")) { return 0 }
  if (Test-Path "$java\release") {
    $line = Select-String -LiteralPath "$java\release" -Pattern '^JAVA_VERSION="(?:1\.)?(\d+)' | Select-Object -First 1
    if ($line) { return [int] $line.Matches[0].Groups[1].Value }
  }
  $text = (& cmd /c "`"$java\bin\javac.exe`" -version 2>&1") -join ' '
  if ($text -match 'javac (?:1\.)?(\d+)') { return [int] $Matches[1] }
  return 0
}

function FindJdk {
  $places = @($env:JAVA_HOME)
  $javac = Get-Command javac.exe -ErrorAction SilentlyContinue | Select-Object -First 1
  if ($javac) { $places += Split-Path (Split-Path $javac.Source) }
  $folders = @(
    "$env:ProgramFiles\Java\*", "$env:ProgramFiles\Eclipse Adoptium\*", "$env:ProgramFiles\Microsoft\*",
    "$env:ProgramFiles\Amazon Corretto\*", "$env:ProgramFiles\Zulu\*", "$env:ProgramFiles\BellSoft\*",
    "$env:LOCALAPPDATA\Programs\Eclipse Adoptium\*", "$HOME\.jdks\*", "$HOME\scoop\apps\*jdk*\current",
    "$HOME\.sdkman\candidates\java\*")
  $places += Get-Item -Path $folders -ErrorAction SilentlyContinue | ForEach-Object { $_.FullName }
  foreach ($place in $places) {
    if ($place -and (JavaVersion $place) -ge $minJava) { return $place.TrimEnd('\') }
  }
}

$java = FindJdk
if (-not $java) { Die "no JDK $minJava or newer found. Install one, or set JAVA_HOME to it." }
"JAVA=$java"
if ($env:MVNW_FIRST -eq '--java-home') { exit 0 }
$env:JAVA_HOME = $java

# --- a Maven 3.9+ ----------------------------------------------------------------------------------------------------
$version = (Get-Content "$env:MVNW_DIR.mvn\wrapper\maven-wrapper.properties" |
    Where-Object { $_ -match '^mavenVersion=' }) -replace '^mavenVersion=', ''
$userHome = if ($env:MAVEN_USER_HOME) { $env:MAVEN_USER_HOME } else { "$HOME\.m2" }
$dist = "$userHome\wrapper\dists\apache-maven-$version"

function RecentEnough([string] $mvn) {
  $text = (& cmd /c "`"$mvn`" -v 2>nul") -join ' '
  if ($text -notmatch 'Apache Maven (\d+)\.(\d+)') { return $false }
  $major = [int] $Matches[1]
  $minor = [int] $Matches[2]
  return $major -gt 3 -or ($major -eq 3 -and $minor -ge 9)
}

if (Test-Path "$dist\bin\mvn.cmd") { "MAVEN=$dist\bin\mvn.cmd"; exit 0 }
$command = Get-Command mvn.cmd -ErrorAction SilentlyContinue | Select-Object -First 1
$mvn = if ($command) { $command.Source }
if ($mvn -and (RecentEnough $mvn)) { "MAVEN=$mvn"; exit 0 }

$fetched = Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid())
New-Item -ItemType Directory -Path $fetched | Out-Null
try {
  $zip = "$fetched\apache-maven-$version-bin.zip"
  if ($mvn) {
    Say "fetching Maven $version with the older mvn at $mvn"
    Push-Location $fetched
    & $mvn -B -q 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy' `
      "-Dartifact=org.apache.maven:apache-maven:${version}:zip:bin" "-DoutputDirectory=$fetched" |
      ForEach-Object { [Console]::Error.WriteLine($_) }
    $fetchedWith = $LASTEXITCODE
    Pop-Location
    if ($fetchedWith -ne 0) { Die "could not fetch Maven $version with $mvn" }
  } elseif ($env:MVNW_REPOURL) {
    Say "fetching Maven $version from MVNW_REPOURL"
    Invoke-WebRequest -UseBasicParsing -OutFile $zip `
      -Uri "$env:MVNW_REPOURL/org/apache/maven/apache-maven/$version/apache-maven-$version-bin.zip"
  } else {
    Die "no mvn on the PATH. Install any Maven 3 (it will fetch $version itself), or set MVNW_REPOURL to a Maven repository."
  }
  # Moved into place in one step, so that an interrupted run leaves nothing half unpacked.
  Expand-Archive -LiteralPath $zip -DestinationPath "$fetched\unpacked"
  New-Item -ItemType Directory -Force -Path (Split-Path $dist) | Out-Null
  try { Move-Item -LiteralPath "$fetched\unpacked\apache-maven-$version" -Destination $dist }
  catch { if (-not (Test-Path "$dist\bin\mvn.cmd")) { throw } }
} catch {
  Die $_.Exception.Message
} finally {
  Remove-Item -Recurse -Force -LiteralPath $fetched -ErrorAction SilentlyContinue
}
"MAVEN=$dist\bin\mvn.cmd"
