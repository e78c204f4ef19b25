import os
import signal
import sys

while True:
    print("READY", flush=True)
    header = dict(pair.split(":") for pair in sys.stdin.readline().split())
    print(sys.stdin.read(int(header["len"])), "cannot be started; the container ends", file=sys.stderr, flush=True)
    os.kill(os.getppid(), signal.SIGTERM)
    print("RESULT 2")
    print("OK", end="", flush=True)
