Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

function Get-KitTime { [DateTime]::UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") }
function Write-KitNote([string]$Text) { [Console]::Error.WriteLine($Text) }

# A text as JSON. Control characters become spaces; names from AWS are data and may hold anything.
function ConvertTo-KitJson([string]$Text) {
  if ([string]::IsNullOrEmpty($Text)) { return '""' }
  $plain = [regex]::Replace($Text, '[\u0000-\u001f\u007f]', ' ')
  return '"' + $plain.Replace('\', '\\').Replace('"', '\"') + '"'
}
function ConvertTo-KitJsonOrNull([string]$Text) {
  if ([string]::IsNullOrEmpty($Text)) { return 'null' }
  return ConvertTo-KitJson $Text
}

function Get-KitHash([string]$Path) { (Get-FileHash -Algorithm SHA256 -LiteralPath $Path).Hash.ToLowerInvariant() }

# One argument as Windows programs read it (CommandLineToArgvW). No shell is in between.
function Format-KitArgument([string]$Text) {
  if ($Text -ne '' -and $Text -notmatch '[\s"]') { return $Text }
  $quoted = [regex]::Replace($Text, '(\\*)"', '$1$1\"')
  $quoted = [regex]::Replace($quoted, '(\\+)$', '$1$1')
  return '"' + $quoted + '"'
}

# Runs the AWS CLI and keeps its standard output byte for byte in a file. Gives exit code and standard error.
function Invoke-KitCli([string[]]$Words, [string]$Path) {
  $region = $script:Region
  if ([string]::IsNullOrEmpty($region)) { $region = $script:BaseRegion }
  $all = $Words + @('--region', $region, '--cli-connect-timeout', '20', '--cli-read-timeout', '120')
  $start = New-Object System.Diagnostics.ProcessStartInfo
  $start.FileName = $script:AwsPath
  $start.Arguments = (($all | ForEach-Object { Format-KitArgument $_ }) -join ' ')
  $start.UseShellExecute = $false
  $start.CreateNoWindow = $true
  $start.RedirectStandardInput = $true
  $start.RedirectStandardOutput = $true
  $start.RedirectStandardError = $true
  $process = [System.Diagnostics.Process]::Start($start)
  $process.StandardInput.Close()
  $errorText = $process.StandardError.ReadToEndAsync()
  $file = [System.IO.File]::Create($Path)
  try { $process.StandardOutput.BaseStream.CopyTo($file) } finally { $file.Dispose() }
  $process.WaitForExit()
  $script:LastErrorText = $errorText.Result
  return $process.ExitCode
}

# The first line the AWS CLI said, in plain characters.
function Get-KitFirstError {
  foreach ($line in ($script:LastErrorText -split "\n")) {
    $plain = [regex]::Replace($line, '[^\u0020-\u007e]', '')
    if ($plain.Trim() -ne '') {
      if ($plain.Length -gt 1000) { return $plain.Substring(0, 1000) }
      return $plain
    }
  }
  return ''
}

# What an error means. Codes: those by which the service says that there is no such thing.
function Get-KitOutcome([string]$Message, [string]$Codes) {
  $match = [regex]::Match($Message, 'An error occurred \(([A-Za-z0-9._:-]*)\)')
  if ($match.Success -and ($Codes -split ' ' | Where-Object { $_ -ne '' }) -ccontains $match.Groups[1].Value) { return 'absent' }
  if ($Message -cmatch 'AccessDenied|UnauthorizedOperation|AuthorizationError|not authorized|Forbidden|explicit deny') { return 'access-denied' }
  return 'failed'
}

function Add-KitLine([string]$Line) { [System.IO.File]::AppendAllText($script:Manifest, $Line + "`n", $script:Utf8) }

function Add-KitCall([string]$Id, [string]$Arguments, [int]$Page, [string]$File, [string]$ExitCode, [string]$Message, [string]$Hash, [string]$Time) {
  if ($ExitCode -eq '') { $ExitCode = 'null' }
  Add-KitLine ('{"type":"call","id":"' + $Id + '","service":"' + $script:Service + '","topic":"' + $script:Topic + '","cli":"' + $script:Cli +
    '","operation":"' + $script:Operation + '","args":{' + $Arguments + '},"page":' + $Page + ',"account":' + (ConvertTo-KitJsonOrNull $script:Account) +
    ',"region":' + (ConvertTo-KitJsonOrNull $script:Region) + ',"file":' + (ConvertTo-KitJsonOrNull $File) + ',"exitCode":' + $ExitCode +
    ',"error":' + (ConvertTo-KitJsonOrNull $Message) + ',"sha256":' + (ConvertTo-KitJsonOrNull $Hash) + ',"startedAt":"' + $Time +
    '","outcome":"' + $script:Outcome + '"}')
  $script:Counts[$script:Outcome] += 1
  $place = ''
  if (-not [string]::IsNullOrEmpty($script:Region)) { $place = " ($script:Region)" }
  Write-KitNote "$Id $script:Cli $script:Operation${place}: $script:Outcome"
}

function Add-KitListing([string]$Query, [int]$Found, [int]$ExitCode, [string]$Time) {
  Add-KitLine ('{"type":"listing","service":"' + $script:Service + '","cli":"' + $script:Cli + '","operation":"' + $script:Operation +
    '","region":' + (ConvertTo-KitJsonOrNull $script:Region) + ',"exitCode":' + $ExitCode + ',"startedAt":"' + $Time +
    '","query":' + (ConvertTo-KitJson $Query) + ',"found":' + $Found + '}')
}

# Asks again for some texts of an answer, one row per line; null where that fails.
function Get-KitRows([string]$Query, [string[]]$Options) {
  $time = Get-KitTime
  $path = Join-Path $script:Work 'text'
  $code = Invoke-KitCli (@($script:Cli, $script:Operation) + $Options + @('--output', 'text', '--query', $Query)) $path
  $rows = @()
  if ($code -eq 0) { $rows = @([System.IO.File]::ReadAllText($path, $script:Utf8) -split "\r?\n" | Where-Object { $_ -ne '' -and $_ -ne 'None' }) }
  Add-KitListing $Query $rows.Count $code $time
  if ($code -ne 0) { return $null }
  return , $rows
}

# One call and its answer, kept byte for byte.
function Invoke-KitCall([string]$Codes, [int]$Page, [string]$Query, [string[]]$Options) {
  $script:Number += 1
  $id = $script:Number.ToString('00000')
  $why = $script:Why
  $pairs = @()
  foreach ($word in $Options) {
    $at = $word.IndexOf('=')
    $name = $word.Substring(2, $at - 2)
    $value = $word.Substring($at + 1)
    if ($value -ne '') { $pairs += (ConvertTo-KitJson $name) + ':' + (ConvertTo-KitJson $value) }
    elseif ($why -eq '') { $why = "no value for --$name is known" }
  }
  if ($Query -ne '') { $pairs += '"query":' + (ConvertTo-KitJson $Query) }
  $arguments = $pairs -join ','
  $time = Get-KitTime
  if ($why -ne '') {
    $script:Outcome = 'not-run'
    Add-KitCall $id $arguments $Page '' '' $why '' $time
    return
  }
  $file = "answers/$id-$script:Cli-$script:Operation.json"
  $path = Join-Path $script:Bundle $file
  $script:Current = $path
  $words = @($script:Cli, $script:Operation) + $Options + @('--output', 'json')
  if ($Query -ne '') { $words += @('--query', $Query) }
  $code = Invoke-KitCli $words $path
  if ($code -eq 0) {
    $script:Outcome = 'answered'
    Add-KitCall $id $arguments $Page $file '0' '' (Get-KitHash $path) $time
  } else {
    $message = Get-KitFirstError
    $script:Outcome = Get-KitOutcome $message $Codes
    Remove-Item -LiteralPath $path -Force
    if ($message -eq '') { $message = "the AWS CLI ended with $code and said nothing" }
    Add-KitCall $id $arguments $Page '' ([string]$code) $message '' $time
  }
  $script:Current = ''
}

# A command with all its pages; leaves its outcome and the rows of what it names.
function Invoke-KitAsk([string]$Service, [string]$Topic, [string]$Cli, [string]$Operation, [string]$Codes, [string]$Keeps, [string]$RowQuery, [string]$TokenQuery, [string]$TokenOption, [string[]]$Options) {
  $script:Service = $Service; $script:Topic = $Topic; $script:Cli = $Cli; $script:Operation = $Operation
  $page = 1
  $first = ''
  $rows = @()
  $all = @($Options)
  while ($true) {
    Invoke-KitCall $Codes $page $Keeps $all
    if ($first -eq '') { $first = $script:Outcome }
    if ($script:Outcome -ne 'answered') { break }
    if ($RowQuery -ne '') {
      $more = Get-KitRows $RowQuery $all
      if ($null -eq $more) { $first = 'unlisted'; break }
      $rows += $more
    }
    if ($TokenQuery -eq '') { break }
    $token = Get-KitRows $TokenQuery $all
    if ($null -eq $token) {
      # That there may be more is told by the call that was not made.
      $script:Why = 'the next page, if there is one, could not be found'
      Invoke-KitCall $Codes ($page + 1) $Keeps $all
      $script:Why = ''
      break
    }
    if ($token.Count -eq 0) { break }
    $all = @($Options) + @($TokenOption + '=' + $token[0])
    $page += 1
  }
  $script:Outcome = $first
  $script:Rows = $rows
}

# What AWS names must not be taken for an option, nor for a file or address the AWS CLI would open.
function Test-KitUsable([string[]]$Values) {
  foreach ($value in $Values) { if ($value.StartsWith('-') -or $value.Contains('://')) { return $false } }
  return $true
}
$script:Unusable = 'the name found could be taken for an option or an address; ask about it by hand'

# The columns of a row, as many as there are names.
function Split-KitRow([string]$Row, [int]$Count) {
  $columns = @($Row -split "`t")
  while ($columns.Count -lt $Count) { $columns += '' }
  return , $columns
}

# IAM makes its report in the background.
function Wait-KitReport {
  for ($try = 0; $script:Outcome -eq 'answered' -and $try -lt 15; $try++) {
    $state = Get-KitRows 'State' @()
    if ($null -eq $state -or ($state.Count -gt 0 -and $state[0] -eq 'COMPLETE')) { return }
    Start-Sleep -Seconds 2
  }
}

function Start-Kit([string]$OutFolder, [string]$Regions) {
  $command = Get-Command aws -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
  if ($null -eq $command) { Write-KitNote 'The AWS CLI (aws) is not installed.'; exit 1 }
  $script:AwsPath = $command.Source
  if ($script:AwsPath -match '\.(cmd|bat|ps1)$') {
    Write-KitNote 'This script needs version 2 of the AWS CLI (aws.exe): version 1 starts through cmd.exe, which names from AWS must not pass through.'
    exit 1
  }
  $env:AWS_PAGER = ''
  $env:AWS_CLI_AUTO_PROMPT = 'off'
  $env:PYTHONUTF8 = '1'
  $env:AWS_CLI_FILE_ENCODING = 'UTF-8'
  $script:Utf8 = New-Object System.Text.UTF8Encoding($false)
  $script:Region = ''; $script:Why = ''; $script:Current = ''; $script:Account = ''; $script:Topic = ''; $script:LastErrorText = ''
  $script:Number = 0
  $script:Rows = @()
  $script:Outcome = ''
  $script:Counts = @{ 'answered' = 0; 'absent' = 0; 'access-denied' = 0; 'failed' = 0; 'not-run' = 0 }
  $started = Get-KitTime
  $script:BaseRegion = $env:AWS_REGION
  if ([string]::IsNullOrEmpty($script:BaseRegion)) { $script:BaseRegion = $env:AWS_DEFAULT_REGION }
  if ([string]::IsNullOrEmpty($script:BaseRegion)) { $script:BaseRegion = [string](& $script:AwsPath configure get region) }
  if ([string]::IsNullOrEmpty($script:BaseRegion)) { $script:BaseRegion = 'us-east-1' }

  # A folder nobody has used: a second run never mixes with the first.
  $out = (New-Item -ItemType Directory -Force -Path $OutFolder).FullName
  $stamp = 'tickmark-bundle-' + [DateTime]::UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'")
  $name = $stamp
  for ($try = 2; Test-Path -LiteralPath (Join-Path $out $name); $try++) { $name = "$stamp-$try" }
  $script:Out = $out
  $script:Name = $name
  $script:Bundle = Join-Path $out $name
  $script:Work = Join-Path $out "$name.work"
  $script:Manifest = Join-Path $script:Bundle 'manifest.ndjson'
  New-Item -ItemType Directory -Path $script:Bundle | Out-Null
  New-Item -ItemType Directory -Path (Join-Path $script:Bundle 'answers') | Out-Null
  New-Item -ItemType Directory -Path $script:Work | Out-Null
  [System.IO.File]::WriteAllText($script:Manifest, '', $script:Utf8)

  $script:Service = 'iam'; $script:Cli = 'sts'; $script:Operation = 'get-caller-identity'
  $arn = ''
  $caller = Get-KitRows '[Account, Arn]' @()
  if ($null -ne $caller -and $caller.Count -gt 0) {
    $columns = Split-KitRow $caller[0] 2
    $script:Account = $columns[0]
    $arn = $columns[1]
  } else {
    $message = Get-KitFirstError
    if ($message -match 'locate credentials|credentials file|config profile') {
      Write-KitNote "The AWS CLI is not signed in: $message"
      Remove-Item -LiteralPath $script:Work, $script:Bundle -Recurse -Force
      exit 1
    }
    Write-KitNote "Who collects could not be told: $message"
  }
  if ($script:KitAccounts.Count -gt 0 -and $script:KitAccounts -notcontains $script:Account) {
    Write-KitNote "This kit was made for the account $($script:KitAccounts -join ', '); the AWS CLI is signed in to another. Nothing was collected."
    Remove-Item -LiteralPath $script:Work, $script:Bundle -Recurse -Force
    exit 1
  }
  $script:Regions = @($Regions -split '\s+' | Where-Object { $_ -ne '' })
  if ($script:Regions.Count -eq 0) { $script:Regions = $script:KitRegions }
  if ($script:Regions.Count -eq 0) {
    $script:Service = 'ec2'; $script:Cli = 'ec2'; $script:Operation = 'describe-regions'
    $found = Get-KitRows 'Regions[].[RegionName]' @()
    if ($null -ne $found) { $script:Regions = @($found) }
  }
  if ($script:Regions.Count -eq 0) {
    $script:Regions = @($script:BaseRegion)
    Write-KitNote "The regions of the account could not be listed: only $script:BaseRegion is collected from. Name regions with -Region."
  }
  foreach ($region in $script:Regions) { if ($region -cnotmatch '^[a-z0-9][a-z0-9-]*$') { Write-KitNote "This is no region: $region"; exit 2 } }

  # The header is the first line, and needs what was asked first.
  $callerText = 'null'
  if ($script:Account -ne '') { $callerText = '{"account":' + (ConvertTo-KitJson $script:Account) + ',"arn":' + (ConvertTo-KitJson $arn) + '}' }
  $scriptHash = 'null'
  if (-not [string]::IsNullOrEmpty($script:ScriptPath)) { $scriptHash = ConvertTo-KitJson (Get-KitHash $script:ScriptPath) }
  Invoke-KitCli @('--version') (Join-Path $script:Work 'version') | Out-Null
  $version = [System.IO.File]::ReadAllText((Join-Path $script:Work 'version'), $script:Utf8) + $script:LastErrorText
  $before = [System.IO.File]::ReadAllText($script:Manifest, $script:Utf8)
  $header = '{"type":"header","kit":' + $script:KitVersion + ',"tickmark":' + (ConvertTo-KitJson $script:TickmarkVersion) +
    ',"services":[' + (($script:KitServices | ForEach-Object { ConvertTo-KitJson $_ }) -join ',') +
    '],"regions":[' + (($script:Regions | ForEach-Object { ConvertTo-KitJson $_ }) -join ',') +
    '],"commands":' + $script:KitCommands + ',"script":"collect.ps1","scriptSha256":' + $scriptHash +
    ',"awsCli":' + (ConvertTo-KitJson ($version -split "\r?\n")[0]) + ',"caller":' + $callerText + ',"startedAt":"' + $started + '"}'
  [System.IO.File]::WriteAllText($script:Manifest, $header + "`n" + $before, $script:Utf8)
}

function Stop-Kit {
  $c = $script:Counts
  Add-KitLine ('{"type":"end","calls":' + $script:Number + ',"endedAt":"' + (Get-KitTime) + '"}')
  $script:Whole = $true
  Write-KitNote ''
  Write-KitNote "$script:Number calls: $($c['answered']) answered, $($c['absent']) say there is none, $($c['access-denied']) denied, $($c['failed']) failed, $($c['not-run']) not made."
  $zip = Join-Path $script:Out "$script:Name.zip"
  try {
    Compress-Archive -LiteralPath $script:Bundle -DestinationPath $zip
    Write-KitNote "Send this file to the auditor: $zip"
  } catch { Write-KitNote "Send the whole folder to the auditor: $script:Bundle" }
  if ($c['answered'] + $c['absent'] -eq 0) { return 4 }
  if ($c['access-denied'] + $c['failed'] + $c['not-run'] -gt 0) { return 3 }
  return 0
}

# Runs also after Ctrl+C: lines of the manifest stay whole, an answer that was being written goes.
function Clear-Kit {
  if ($script:Current -ne '' -and (Test-Path -LiteralPath $script:Current)) { Remove-Item -LiteralPath $script:Current -Force }
  if (Test-Path -LiteralPath $script:Work) { Remove-Item -LiteralPath $script:Work -Recurse -Force }
  if (-not $script:Whole) { Write-KitNote "Interrupted. What was collected until now is in $script:Bundle; run the script again for a whole bundle." }
}
