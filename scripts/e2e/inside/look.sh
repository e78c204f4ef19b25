# Runs as root among the processes of the machine, and tells what the first process of each container is given: no image has
# to have a tool for that. Arguments are ids of containers; each line of the standard input is an id, a space and the path of a file.
# What is told of one begins with `container`, and goes on with lines of a word and base64.
wanted=$(cat)
for id in "$@"; do
  found=$(process_of "$id")
  echo "container $id $found"
  [ -n "$found" ] || continue
  for what in environ cmdline status mountinfo; do echo "$what $(base64 <"$found/$what" | tr -d '\n')"; done
  printf '%s\n' "$wanted" | while read -r of file; do
    [ "$of" = "$id" ] || continue
    inside=$found/root$file
    if [ -f "$inside" ]; then echo "file $(printf %s "$file" | base64 | tr -d '\n') $(stat -L -c '%a %u %g' "$inside" | tr ' ' :) $(base64 <"$inside" | tr -d '\n')"
    else echo "file $(printf %s "$file" | base64 | tr -d '\n') none"; fi
  done
done
