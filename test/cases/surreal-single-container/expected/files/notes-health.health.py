import http.client
import socket
import sys
import urllib.request
import xmlrpc.client

PROGRAMS = ["surrealdb","api","worker"]
URLS = ["http://127.0.0.1:8000/health","http://127.0.0.1:5055/health"]
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
