set -eu
umask 077
json() { printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g'; }
cd /
"$@" -export -exportPath /tmp/before.json
once=
if ! grep -q '"astron-agent-users"' /tmp/before.json; then
  password=$(json "$ADMIN_PASSWORD")
  once=$(cat <<END
, "organizations": [{"owner": "admin", "name": "$ORGANIZATION", "displayName": "Astron Agent", "passwordType": "bcrypt",
    "passwordOptions": ["AtLeast6"], "countryCodes": ["US", "GB", "DE", "FR", "CN", "JP"], "languages": ["en", "zh"],
    "defaultApplication": "$APPLICATION", "tags": [], "userTypes": []}],
  "users": [
    {"owner": "built-in", "name": "admin", "type": "normal-user", "displayName": "Admin", "isAdmin": true,
     "signupApplication": "app-built-in", "password": "$password"},
    {"owner": "$ORGANIZATION", "name": "admin", "type": "normal-user", "displayName": "Admin", "isAdmin": true,
     "signupApplication": "$APPLICATION", "password": "$password"}],
  "groups": [{"owner": "$ORGANIZATION", "name": "astron-agent-users", "displayName": "Users", "type": "Virtual",
    "isTopGroup": true, "isEnabled": true}]
END
)
fi
rm -f /tmp/before.json
cat > /tmp/init.json <<END
{"applications": [{"owner": "admin", "name": "$APPLICATION", "displayName": "Astron Agent", "organization": "$ORGANIZATION",
    "cert": "cert-built-in", "clientId": "$CLIENT_ID", "redirectUris": ["$(json "$CONSOLE_DOMAIN")/callback"],
    "enablePassword": true, "enableSignUp": false, "signinMethods": [{"name": "Password", "displayName": "Password", "rule": "All"}],
    "signupItems": [], "grantTypes": ["authorization_code", "refresh_token"], "tokenFormat": "JWT", "tokenFields": [],
    "expireInHours": 168, "refreshExpireInHours": 168, "tags": [], "formOffset": 2}]
$once}
END
exec "$@"
