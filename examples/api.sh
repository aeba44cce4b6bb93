#!/usr/bin/env bash
# Causeway's API with nothing but curl. Create a token with the scope "Read and write" in the user menu, then:
#
#   CAUSEWAY_URL=http://127.0.0.1:8080 CAUSEWAY_TOKEN=cwy_… examples/api.sh
set -euo pipefail

# Calls METHOD PATH and fails on a refusal.
api() {
  local method=$1 path=$2
  shift 2
  curl --silent --show-error --fail-with-body --request "$method" "$CAUSEWAY_URL/platform/v1$path" \
    --header "Authorization: Bearer $CAUSEWAY_TOKEN" --header "Content-Type: application/json" "$@"
}

# Reading JSON without another tool: the objects of a list, one a line; the first value of a field.
objects() { local json; json=$(cat); printf '%s\n' "${json//'},{'/$'}\n{'}"; }
field() { grep -o "\"$1\":[^,}]*" | head -n 1 | cut -d : -f 2- | tr -d '"'; }

# Where: the organization's environments, Development first.
organization=$(api GET /session | grep -o '"organization":{"id":[0-9]*' | head -n 1 | grep -o '[0-9]*$')
environments=$(api GET "/organizations/$organization/environments" | objects)
environment=$(field id <<<"$environments")
echo "$(wc -l <<<"$environments") environments; this one is $environment"

# From where, to where: a source and a destination whose set-up is finished.
source=$(api GET "/environments/$environment/sources" | objects | grep '"setupState":null' | field id)
destination=$(api GET "/environments/$environment/destinations" | objects | grep '"setupState":null' | field id)

# Create a subscription; with the key it can be sent again without being created again.
created=$(api POST "/environments/$environment/subscriptions" --header "Idempotency-Key: example-$RANDOM$RANDOM" --data "{
  \"source\": {\"id\": \"$source\"}, \"destination\": {\"id\": \"$destination\"}, \"dataModel\": \"FHIR.Observation\"
}")
subscription=$(field id <<<"$created")
version=$(field version <<<"${created##*deletedAt}")
echo "Created subscription $subscription"

# Page through all of them, two at a time.
page=0 next=
while [[ $next != null ]]; do
  page=$((page + 1))
  list=$(api GET "/environments/$environment/subscriptions?_page=$page&_count=2")
  next=$(field next <<<"$list")
  total=$(field totalRecords <<<"$list")
  echo "Page $page of $(((total + 1) / 2))"
done

# Filter by data model, and by part of a source's or destination's name or id.
found=$(api GET "/environments/$environment/subscriptions?dataModel=FHIR.Observation&searchTerm=$source")
echo "$(field totalRecords <<<"$found") found"
grep -q "$subscription" <<<"$found"

# Rename it, if it is still the version that we know.
renamed=$(api PATCH "/subscriptions/$subscription" --header "If-Match: \"$version\"" --data '{"name": "Renamed by a script"}')
echo "Renamed to version $(field version <<<"${renamed##*deletedAt}")"

# Our version is outdated now: nothing is changed, and the answer holds the current one.
status=$(api PATCH "/subscriptions/$subscription" --header "If-Match: \"$version\"" --data '{"name": "Too late"}' \
  --output /dev/null --write-out '%{http_code}' 2>/dev/null || true)
echo "Refused with $status"
[[ $status == 412 ]]

# Tidy up; POST /subscriptions/{id}/restore would bring it back.
api DELETE "/subscriptions/$subscription" >/dev/null
echo "Deleted"
