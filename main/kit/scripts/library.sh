set -u
umask 077

usage() {
  cat <<'TEXT'
Usage: sh collect.sh [-r "REGION ..."] [-o FOLDER]

  -r   regions to collect from (default: those chosen when the kit was made, else all regions of the account)
  -o   folder for the bundle (default: the current folder)

Signs in as the AWS CLI does: set AWS_PROFILE or the usual variables before. Every run makes a new bundle.
Exit codes: 0 everything was answered, 1 could not start, 2 wrong usage, 3 some calls were denied or failed,
4 no call was answered, 130 interrupted (what was collected until then is kept).
TEXT
}

say() { printf '%s\n' "$*" >&2; }
now() { date -u '+%Y-%m-%dT%H:%M:%SZ'; }

# A text as JSON. Control characters become spaces; names from AWS are data and may hold anything.
json() {
  printf '"%s"' "$(printf '%s' "$1" | LC_ALL=C tr '\001-\037\177' ' ' | LC_ALL=C sed 's/\\/\\\\/g; s/"/\\"/g')"
}
json_or_null() { if [ -n "$1" ]; then json "$1"; else printf 'null'; fi; }

sha256_of() {
  case $SHA256_BY in
    sha256sum) sha256sum <"$1" | cut -c1-64 ;;
    shasum) shasum -a 256 <"$1" | cut -c1-64 ;;
    *) openssl dgst -sha256 <"$1" | sed 's/^.*= *//' ;;
  esac
}

# The AWS CLI with nothing to ask and nowhere to page to. Its standard input is not ours: loops read theirs from there.
cli() {
  aws "$@" --region "${REGION:-$BASE_REGION}" --cli-connect-timeout 20 --cli-read-timeout 120 2>"$WORK/error" </dev/null
}

# The first line the AWS CLI said, in plain characters.
first_error() {
  LC_ALL=C tr -cd '\012\040-\176' <"$WORK/error" | LC_ALL=C sed -n '/[^ ]/{p;q;}' | cut -c1-1000
}

# What an error means. $1: error codes by which the service says that there is no such thing.
outcome_of_error() {
  o_code=$(printf '%s\n' "$ERROR" | sed -n 's/^.*An error occurred (\([A-Za-z0-9._:-]*\)).*$/\1/p')
  for o_absent in $1; do
    if [ "$o_code" = "$o_absent" ]; then
      printf 'absent'
      return
    fi
  done
  case $ERROR in
    *AccessDenied* | *UnauthorizedOperation* | *AuthorizationError* | *'not authorized'* | *Forbidden* | *'explicit deny'*) printf 'access-denied' ;;
    *) printf 'failed' ;;
  esac
}

# One line of the manifest, written at once: whatever interrupts the script, the lines before stay whole.
# $1 id, $2 arguments, $3 page, $4 file, $5 exit code, $6 error, $7 hash, $8 time
record() {
  printf '{"type":"call","id":"%s","service":"%s","topic":"%s","cli":"%s","operation":"%s","args":{%s},"page":%s,"account":%s,"region":%s,"file":%s,"exitCode":%s,"error":%s,"sha256":%s,"startedAt":"%s","outcome":"%s"}\n' \
    "$1" "$SERVICE" "$TOPIC" "$CLI" "$OPERATION" "$2" "$3" "$(json_or_null "$ACCOUNT")" "$(json_or_null "$REGION")" \
    "$(json_or_null "$4")" "${5:-null}" "$(json_or_null "$6")" "$(json_or_null "$7")" "$8" "$OUTCOME" >>"$MANIFEST"
  case $OUTCOME in
    answered) ANSWERED=$((ANSWERED + 1)) ;;
    absent) ABSENT=$((ABSENT + 1)) ;;
    access-denied) DENIED=$((DENIED + 1)) ;;
    failed) FAILED=$((FAILED + 1)) ;;
    *) NOT_RUN=$((NOT_RUN + 1)) ;;
  esac
  say "$1 $CLI $OPERATION${REGION:+ ($REGION)}: $OUTCOME"
}

# $1 query, $2 how many were found, $3 exit code, $4 time
record_listing() {
  printf '{"type":"listing","service":"%s","cli":"%s","operation":"%s","region":%s,"exitCode":%s,"startedAt":"%s","query":%s,"found":%s}\n' \
    "$SERVICE" "$CLI" "$OPERATION" "$(json_or_null "$REGION")" "$3" "$4" "$(json "$1")" "$2" >>"$MANIFEST"
}

# Asks again for some texts of an answer, one row per line. $1 query, $2 file to add them to, then options.
listing() {
  l_query=$1 l_file=$2
  shift 2
  l_time=$(now)
  : >"$WORK/listed"
  cli "$CLI" "$OPERATION" "$@" --output text --query "$l_query" >"$WORK/text"
  l_code=$?
  if [ "$l_code" -eq 0 ]; then LC_ALL=C sed '/^$/d; /^None$/d' "$WORK/text" >"$WORK/listed"; fi
  cat "$WORK/listed" >>"$l_file"
  record_listing "$l_query" "$(($(wc -l <"$WORK/listed")))" "$l_code" "$l_time"
  return "$l_code"
}

# One call and its answer, kept byte for byte. $1 error codes of absence, $2 page, $3 query that shapes the answer, then options.
one_call() {
  c_absent=$1 c_page=$2 c_query=$3
  shift 3
  NUMBER=$((NUMBER + 1))
  c_id=$(printf '%05d' "$NUMBER")
  c_why=$WHY
  c_args=
  for c_word in "$@"; do
    c_name=${c_word%%=*}
    c_value=${c_word#*=}
    if [ -n "$c_value" ]; then
      c_args="$c_args${c_args:+,}$(json "${c_name#--}"):$(json "$c_value")"
    elif [ -z "$c_why" ]; then
      c_why="no value for $c_name is known"
    fi
  done
  if [ -n "$c_query" ]; then c_args="$c_args${c_args:+,}\"query\":$(json "$c_query")"; fi
  c_time=$(now)
  ERROR=
  if [ -n "$c_why" ]; then
    OUTCOME=not-run
    record "$c_id" "$c_args" "$c_page" '' '' "$c_why" '' "$c_time"
    return
  fi
  c_file=answers/$c_id-$CLI-$OPERATION.json
  CURRENT=$BUNDLE/$c_file
  if [ -n "$c_query" ]; then
    cli "$CLI" "$OPERATION" "$@" --output json --query "$c_query" >"$CURRENT"
  else
    cli "$CLI" "$OPERATION" "$@" --output json >"$CURRENT"
  fi
  c_code=$?
  if [ "$c_code" -eq 0 ]; then
    OUTCOME=answered
    record "$c_id" "$c_args" "$c_page" "$c_file" 0 '' "$(sha256_of "$CURRENT")" "$c_time"
  else
    ERROR=$(first_error)
    OUTCOME=$(outcome_of_error "$c_absent")
    rm -f "$CURRENT"
    record "$c_id" "$c_args" "$c_page" '' "$c_code" "${ERROR:-the AWS CLI ended with $c_code and said nothing}" '' "$c_time"
  fi
  CURRENT=
}

# A command with all its pages, and the rows of what it names.
# $1 service, $2 topic, $3 CLI, $4 operation, $5 error codes of absence, $6 query that shapes the answer,
# $7 number of the list, $8 query for its rows, $9 query for the token of the next page, $10 option that takes it, then options.
ask() {
  SERVICE=$1 TOPIC=$2 CLI=$3 OPERATION=$4 a_absent=$5 a_keeps=$6 a_list=$7 a_rows=$8 a_token_query=$9
  shift 9
  a_token_option=$1
  shift
  a_page=1
  a_outcome=
  if [ -n "$a_list" ]; then : >"$WORK/rows.$a_list"; fi
  while :; do
    one_call "$a_absent" "$a_page" "$a_keeps" "$@"
    if [ -z "$a_outcome" ]; then a_outcome=$OUTCOME; fi
    if [ "$OUTCOME" != answered ]; then break; fi
    if [ -n "$a_list" ] && ! listing "$a_rows" "$WORK/rows.$a_list" "$@"; then
      a_outcome=unlisted
      break
    fi
    if [ -z "$a_token_query" ]; then break; fi
    : >"$WORK/token"
    if ! listing "$a_token_query" "$WORK/token" "$@"; then
      # That there may be more is told by the call that was not made.
      WHY='the next page, if there is one, could not be found'
      one_call "$a_absent" "$((a_page + 1))" "$a_keeps" "$@"
      WHY=
      break
    fi
    a_token=$(sed -n 1p "$WORK/token")
    if [ -z "$a_token" ]; then break; fi
    if [ "$a_page" -gt 1 ]; then
      # The last option is the token of this page.
      a_count=$#
      a_index=0
      for a_word in "$@"; do
        a_index=$((a_index + 1))
        shift
        if [ "$a_index" -lt "$a_count" ]; then set -- "$@" "$a_word"; fi
      done
    fi
    set -- "$@" "$a_token_option=$a_token"
    a_page=$((a_page + 1))
  done
  OUTCOME=$a_outcome
}

# What AWS names must not be taken for an option, nor for a file or address the AWS CLI would open.
usable() {
  for u_value in "$@"; do
    case $u_value in
      -* | *://*) return 1 ;;
    esac
  done
  return 0
}
UNUSABLE='the name found could be taken for an option or an address; ask about it by hand'

# IAM makes its report in the background.
wait_for_report() {
  w_tries=0
  while [ "$OUTCOME" = answered ] && [ "$w_tries" -lt 15 ]; do
    : >"$WORK/state"
    listing 'State' "$WORK/state" || return 0
    if [ "$(sed -n 1p "$WORK/state")" = COMPLETE ]; then return 0; fi
    w_tries=$((w_tries + 1))
    sleep 2
  done
}

interrupted() {
  trap '' INT TERM HUP
  if [ -n "$CURRENT" ]; then rm -f "$CURRENT"; fi
  if [ -n "$WORK" ]; then rm -rf "$WORK"; fi
  say ''
  say "Interrupted. What was collected until now is in $BUNDLE; run the script again for a whole bundle."
  exit 130
}

# Makes a folder nobody has used: a second run never mixes with the first.
make_bundle() {
  m_name=tickmark-bundle-$(date -u '+%Y%m%dT%H%M%SZ')
  m_try=1
  NAME=$m_name
  until mkdir "$OUT/$NAME" 2>/dev/null; do
    m_try=$((m_try + 1))
    if [ "$m_try" -gt 50 ]; then
      say "No folder could be made in $OUT."
      exit 1
    fi
    NAME=$m_name-$m_try
  done
  BUNDLE=$OUT/$NAME
  WORK=$OUT/$NAME.work
  MANIFEST=$BUNDLE/manifest.ndjson
  if ! mkdir "$BUNDLE/answers" "$WORK"; then exit 1; fi
}

find_regions() {
  if [ -n "$REGIONS" ]; then return; fi
  SERVICE=ec2 CLI=ec2 OPERATION=describe-regions
  : >"$WORK/regions"
  if listing 'Regions[].[RegionName]' "$WORK/regions"; then REGIONS=$(tr '\n' ' ' <"$WORK/regions"); fi
  if [ -z "$REGIONS" ]; then
    REGIONS=$BASE_REGION
    say "The regions of the account could not be listed: only $BASE_REGION is collected from. Name regions with -r."
  fi
}

# The header is the first line, and needs what is asked first: lines written meanwhile wait.
write_header() {
  h_version=$(aws --version 2>&1 </dev/null | sed -n 1p)
  h_script=
  if [ -f "$0" ]; then h_script=$(sha256_of "$0"); fi
  h_regions=
  for h_region in $REGIONS; do h_regions="$h_regions${h_regions:+,}$(json "$h_region")"; done
  h_services=
  for h_service in $KIT_SERVICES; do h_services="$h_services${h_services:+,}$(json "$h_service")"; done
  h_caller=null
  if [ -n "$ACCOUNT" ]; then h_caller="{\"account\":$(json "$ACCOUNT"),\"arn\":$(json "$CALLER_ARN")}"; fi
  printf '{"type":"header","kit":%s,"tickmark":%s,"services":[%s],"regions":[%s],"commands":%s,"script":"collect.sh","scriptSha256":%s,"awsCli":%s,"caller":%s,"startedAt":"%s"}\n' \
    "$KIT_VERSION" "$(json "$TICKMARK_VERSION")" "$h_services" "$h_regions" "$KIT_COMMANDS" "$(json_or_null "$h_script")" \
    "$(json "$h_version")" "$h_caller" "$STARTED" >"$WORK/header"
  cat "$WORK/header" "$MANIFEST" >"$WORK/manifest"
  mv "$WORK/manifest" "$MANIFEST"
}

finish() {
  printf '{"type":"end","calls":%s,"endedAt":"%s"}\n' "$NUMBER" "$(now)" >>"$MANIFEST"
  trap - INT TERM HUP
  rm -rf "$WORK"
  say ''
  say "$NUMBER calls: $ANSWERED answered, $ABSENT say there is none, $DENIED denied, $FAILED failed, $NOT_RUN not made."
  if command -v zip >/dev/null 2>&1 && (cd "$OUT" && zip -q -r -X "$NAME.zip" "$NAME"); then
    say "Send this file to the auditor: $OUT/$NAME.zip"
  elif command -v tar >/dev/null 2>&1 && (cd "$OUT" && tar -cf - "$NAME" | gzip -c >"$NAME.tar.gz"); then
    say "Send this file to the auditor: $OUT/$NAME.tar.gz"
  else
    say "Send the whole folder to the auditor: $BUNDLE"
  fi
  if [ "$((ANSWERED + ABSENT))" -eq 0 ]; then exit 4; fi
  if [ "$((DENIED + FAILED + NOT_RUN))" -gt 0 ]; then exit 3; fi
  exit 0
}

main() {
  OUT=.
  REGIONS=$KIT_REGIONS
  while getopts 'r:o:h' m_option; do
    case $m_option in
      r) REGIONS=$OPTARG ;;
      o) OUT=$OPTARG ;;
      h)
        usage
        exit 0
        ;;
      *)
        usage >&2
        exit 2
        ;;
    esac
  done
  shift $((OPTIND - 1))
  if [ "$#" -gt 0 ]; then
    usage >&2
    exit 2
  fi
  set -f
  for m_region in $REGIONS; do
    case $m_region in
      -* | *[!a-z0-9-]*)
        say "This is no region: $m_region"
        exit 2
        ;;
    esac
  done
  if ! command -v aws >/dev/null 2>&1; then
    say 'The AWS CLI (aws) is not installed.'
    exit 1
  fi
  SHA256_BY=
  for m_tool in sha256sum shasum openssl; do
    if [ -z "$SHA256_BY" ] && command -v "$m_tool" >/dev/null 2>&1; then SHA256_BY=$m_tool; fi
  done
  if [ -z "$SHA256_BY" ]; then
    say 'None of sha256sum, shasum and openssl is installed: answers could not be hashed.'
    exit 1
  fi
  case $OUT in -*) OUT=./$OUT ;; esac
  if ! mkdir -p "$OUT"; then exit 1; fi

  AWS_PAGER=
  AWS_CLI_AUTO_PROMPT=off
  export AWS_PAGER AWS_CLI_AUTO_PROMPT
  TAB=$(printf '\t')
  BUNDLE='' WORK='' CURRENT='' WHY='' ERROR='' OUTCOME='' ACCOUNT='' CALLER_ARN='' REGION='' TOPIC=''
  NUMBER=0 ANSWERED=0 ABSENT=0 DENIED=0 FAILED=0 NOT_RUN=0
  STARTED=$(now)
  BASE_REGION=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region 2>/dev/null </dev/null)}}
  BASE_REGION=${BASE_REGION:-us-east-1}
  make_bundle
  trap interrupted INT TERM HUP
  : >"$MANIFEST"

  SERVICE=iam CLI=sts OPERATION=get-caller-identity
  : >"$WORK/caller"
  if listing '[Account, Arn]' "$WORK/caller"; then
    IFS=$TAB read -r ACCOUNT CALLER_ARN <"$WORK/caller" || :
  else
    ERROR=$(first_error)
    case $ERROR in
      *'locate credentials'* | *'credentials file'* | *'config profile'*)
        say "The AWS CLI is not signed in: $ERROR"
        rm -rf "$WORK" "$BUNDLE"
        exit 1
        ;;
    esac
    say "Who collects could not be told: $ERROR"
  fi
  case " $KIT_ACCOUNTS " in
    '  ' | *" $ACCOUNT "*) ;;
    *)
      say "This kit was made for the account $KIT_ACCOUNTS; the AWS CLI is signed in to ${ACCOUNT:-an unknown one}. Nothing was collected."
      rm -rf "$WORK" "$BUNDLE"
      exit 1
      ;;
  esac
  find_regions
  write_header

  collect_once
  for REGION in $REGIONS; do
    collect_region
  done
  REGION=
  finish
}
