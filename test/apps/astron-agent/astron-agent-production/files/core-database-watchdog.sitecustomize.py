# The service writes /etc/watchdog-env before it serves, for a watchdog that is not in its container.
import builtins

_open = builtins.open


def _open_elsewhere(file, *args, **kwargs):
    return _open("/tmp/watchdog-env" if file == "/etc/watchdog-env" else file, *args, **kwargs)


builtins.open = _open_elsewhere
