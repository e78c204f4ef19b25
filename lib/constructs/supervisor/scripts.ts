import { pythonTexts } from '../../quoting/python';

/** supervisord's own view of its programs, asked over its socket: every image with supervisord has Python. */
export function healthScript(programs: readonly string[], urls: readonly string[]): string {
  return `import http.client
import socket
import sys
import urllib.request
import xmlrpc.client

PROGRAMS = ${pythonTexts(programs)}
URLS = ${pythonTexts(urls)}
SECONDS = 4


class SocketConnection(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(SECONDS)
        self.sock.connect("/tmp/supervisor.sock")


class SocketTransport(xmlrpc.client.Transport):
    def make_connection(self, host):
        return SocketConnection(host)


server = xmlrpc.client.ServerProxy("http://supervisor", transport=SocketTransport())
states = {info["name"]: info["statename"] for info in server.supervisor.getAllProcessInfo()}
down = [f"{name} is {states.get(name)}" for name in PROGRAMS if states.get(name) != "RUNNING"]
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
for url in URLS:
    try:
        direct.open(url, timeout=SECONDS).close()
    except OSError as error:
        down.append(f"{url}: {error}")
sys.exit("; ".join(down) or 0)
`;
}

/** A program that supervisord has given up would leave half a system running for ever: the container ends, and the engine restarts it. */
export const FATAL_SCRIPT = `import os
import signal
import sys

while True:
    print("READY", flush=True)
    header = dict(pair.split(":") for pair in sys.stdin.readline().split())
    print(sys.stdin.read(int(header["len"])), "cannot be started; the container ends", file=sys.stderr, flush=True)
    os.kill(os.getppid(), signal.SIGTERM)
    print("RESULT 2")
    print("OK", end="", flush=True)
`;
