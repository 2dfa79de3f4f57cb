"""Types at the shell's prompt, on a terminal of its own, while other things happen; prints what the shell
answers. Each line of standard input is one of

    type TEXT      types TEXT and Enter; prints the answer up to the next prompt or question
    break TEXT     types TEXT, Enter and at once Ctrl-C; prints nothing
    run COMMAND    runs a command of the system beside the shell
"""
import os, pty, re, select, subprocess, sys

program, folder = sys.argv[1:]
child, terminal = pty.fork()
if child == 0:
    os.environ.update(TERM="dumb", POSTIL_PAGER="cat")
    os.execv(program, [program, "shell", folder])


def answer():
    """What the shell prints until it waits for a line."""
    seen = b""
    while True:
        text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\r", "", seen.decode(errors="ignore"))
        waits = re.search(r"(✓[^\n]*>|\[y/n\]) ?$", text)
        if not select.select([terminal], [], [], 0.3 if waits else 20)[0]:
            return text if waits else sys.exit(f"no prompt after 20 s: {seen!r}")
        try:
            seen += os.read(terminal, 4096)
        except OSError:
            sys.exit(f"the shell has ended: {seen!r}")


answer()
for line in sys.stdin.read().splitlines():
    what, _, text = line.partition(" ")
    if what == "run":
        subprocess.run(text, shell=True, check=True, stdout=subprocess.DEVNULL)
        continue
    os.write(terminal, text.encode() + (b"\n\x03" if what == "break" else b"\n"))
    said = answer()
    if what == "type":
        print(said)
os.write(terminal, b"quit\n")
print("status", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
