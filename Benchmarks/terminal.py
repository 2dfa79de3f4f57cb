"""A program in a terminal of its own, driven and timed, for Benchmarks/shell."""
import os, pty, re, select, signal, struct, fcntl, termios, time

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[()][A-Z0-9]|\x1b[=>]|[\x00-\x08\x0e-\x1a]")


class Terminal:
    """A program in a pseudo terminal of 80 columns and 24 rows."""

    def __init__(self, command, folder, environment, rows=24, columns=80):
        self.start = time.perf_counter()
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.seen = ""
        self.typed = 0

    def type(self, keys):
        """Sends keys and discards earlier output."""
        self.seen = ""
        self.typed += len(keys)
        self.start = time.perf_counter()
        os.write(self.descriptor, keys.encode())

    def wait(self, pattern, seconds=30):
        """Milliseconds from the last keys until the output matches."""
        wanted = re.compile(pattern)
        end = time.monotonic() + seconds
        while not wanted.search(self.seen):
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.descriptor], [], [], left)[0]:
                raise TimeoutError(f"no {pattern!r} in {self.seen[-600:]!r}")
            try:
                data = os.read(self.descriptor, 1 << 16)
            except OSError:
                data = b""
            if not data:
                raise EOFError(f"the program ended before {pattern!r}: {self.seen[-600:]!r}")
            self.seen += ESCAPES.sub("", data.decode(errors="replace"))
        return (time.perf_counter() - self.start) * 1000

    def ask(self, keys, pattern):
        """Types keys and waits; the milliseconds between."""
        self.type(keys)
        return self.wait(pattern)

    def rest(self, seconds=0.05):
        """Reads the rest of the output."""
        while select.select([self.descriptor], [], [], seconds)[0]:
            try:
                if not os.read(self.descriptor, 1 << 16):
                    return
            except OSError:
                return

    def close(self):
        os.close(self.descriptor)
        for request in (signal.SIGHUP, signal.SIGKILL):
            try:
                os.kill(self.pid, request)
            except ProcessLookupError:
                break
            if request == signal.SIGHUP:
                time.sleep(0.1)
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                return
        try:
            os.waitpid(self.pid, 0)
        except ChildProcessError:
            pass


def environment(home):
    """An environment without the user's own settings."""
    return {
        "PATH": os.environ["PATH"], "HOME": home, "TERM": "xterm", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
        "POSTIL_ANNOTATOR": "anna", "POSTIL_PAGER": "less -FRX", "LESSHISTFILE": "-",
        "POSTIL_PLUGINS": os.environ.get("POSTIL_PLUGINS", ""),
    }
