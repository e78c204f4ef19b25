# Tries connections from where containers are, and prints those of its lines at whose end somebody answers. Runs as root on the
# network of any pod, among the processes of the node, and says of each container from which connections were tried: `from` and its id. Each line of the standard input is an id of a container, a host and a port, and `udp` where somebody has to say something back over UDP.
wanted=$(cat)
for id in $(printf '%s\n' "$wanted" | cut -d ' ' -f 1 | sort -u); do
  found=$(process_of "$id")
  [ -n "$found" ] && nsenter --net="$found/ns/net" true || continue
  echo "from $id"
  # Names mean what they mean there.
  cat "$found/root/etc/resolv.conf" >/etc/resolv.conf
  printf '%s\n' "$wanted" | {
    while read -r of host port protocol; do
      [ "$of" = "$id" ] || continue
      if [ "$protocol" = udp ]; then
        [ -n "$(echo asked | nsenter --net="$found/ns/net" nc -u -w 3 "$host" "$port" 2>/dev/null)" ] && echo "$of $host $port udp" &
        continue
      fi
      nsenter --net="$found/ns/net" nc -z -w 3 "$host" "$port" </dev/null >/dev/null 2>&1 && echo "$of $host $port" &
    done
    wait
  }
done
