# Databases and their users, made once. The passwords come from the environment.
quoted() { local text=${1//\\/\\\\} q="'"; printf "'%s'" "${text//$q/$q$q}"; }
