/**
 * Starts Casdoor. What it has in its database is exported first, which makes tables and the built-in administrator and
 * opens no port. The client is written at every start, so that it follows the console's address; the administrator and
 * then the group, which says that all is done, only at the first, because Casdoor gives a user that it is told of a new
 * id.
 */
export const casdoorStart = [
  'set -eu',
  "json() { printf '%s' \"$1\" | sed 's/\\\\/\\\\\\\\/g; s/\"/\\\\\"/g'; }",
  'umask 077',
  'cd /',
  '/server -export -exportPath /tmp/before.json',
  'users= groups=',
  'if ! grep -q \'"astron-agent-users"\' /tmp/before.json; then',
  '  users=$(cat <<END',
  '{"owner": "built-in", "name": "admin", "type": "normal-user", "displayName": "Admin", "isAdmin": true,',
  ' "signupApplication": "app-built-in", "email": "admin@example.com", "password": "$(json "$ADMIN_PASSWORD")"}',
  'END',
  ')',
  '  groups=\'{"owner": "built-in", "name": "astron-agent-users", "displayName": "Astron Agent", "type": "Virtual", "isTopGroup": true, "isEnabled": true}\'',
  'fi',
  'rm -f /tmp/before.json',
  'cat > /tmp/init.json <<END',
  '{"applications": [{"owner": "admin", "name": "$(json "$CLIENT_APPLICATION")", "displayName": "Astron Agent",',
  '  "organization": "built-in", "cert": "cert-built-in", "clientId": "$(json "$CLIENT_ID")",',
  '  "enablePassword": true, "enableSignUp": false, "tokenFormat": "JWT", "tokenFields": [], "tags": [],',
  '  "expireInHours": 168, "refreshExpireInHours": 168, "grantTypes": ["authorization_code", "refresh_token"],',
  '  "signinMethods": [{"name": "Password", "displayName": "Password", "rule": "All"}], "signupItems": [], "formOffset": 2,',
  '  "redirectUris": ["$(json "$CONSOLE_DOMAIN")/callback"]}],',
  ' "users": [$users], "groups": [$groups]}',
  'END',
  'exec /server',
  '',
].join('\n');
