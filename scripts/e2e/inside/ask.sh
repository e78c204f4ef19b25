# Asks by HTTP, and prints the status of each answer. Each line of the standard input is a host, a port and a path.
while read -r host port path; do
  echo "$host:$port$path $(printf "GET $path HTTP/1.0\r\nHost: localhost\r\n\r\n" | nc -w 5 "$host" "$port" 2>/dev/null | head -n 1 | tr -d '\r' | cut -d ' ' -f 2)"
done
