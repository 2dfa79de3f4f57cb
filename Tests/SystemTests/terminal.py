"""Runs a program on a terminal of its own, types the lines of standard input, and prints the screen."""
import os, pty, select, sys, time

child, terminal = pty.fork()
if child == 0:
    os.environ.update(TERM="xterm", NO_COLOR="1", LC_ALL="C.UTF-8")
    os.execvp(sys.argv[1], sys.argv[1:])
lines = sys.stdin.read().splitlines()
seen, typed, end = "", 0, time.monotonic() + 20
while time.monotonic() < end:
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        seen += piece.decode(errors="replace")
    # Each line is typed at a new prompt, `postil>` or `a 1✓>`.
    elif typed < len(lines) and seen.rstrip().endswith(">"):
        os.write(terminal, lines[typed].encode() + b"\r")
        typed += 1
        seen += "\n"
print(seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
