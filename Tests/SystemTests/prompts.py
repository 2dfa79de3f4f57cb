"""Types the lines of standard input at the shell's prompt, on a terminal of its own; prints the greeting,
and then the prompt before each line."""
import os, pty, re, select, sys

program, folder = sys.argv[1:]
lines = sys.stdin.read().splitlines()
child, terminal = pty.fork()
if child == 0:
    os.environ.update(TERM="dumb", POSTIL_PAGER="cat")
    os.execv(program, [program, "shell", folder])


def answer():
    """What the shell prints until it asks for the next line, and that prompt."""
    seen = b""
    while True:
        text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\r", "", seen.decode(errors="ignore"))
        prompt = re.search(r"(?:^|\n)([^\n]*✓[^\n]*>) ?$", text)
        if not select.select([terminal], [], [], 0.3 if prompt else 20)[0]:
            if not prompt:
                sys.exit(f"no prompt after 20 s: {seen!r}")
            return text[:prompt.start()], prompt[1]
        seen += os.read(terminal, 4096)


greeting, prompt = answer()
print(greeting.strip("\n"))
for line in lines:
    print(prompt)
    os.write(terminal, line.encode() + b"\n")
    _, prompt = answer()
os.write(terminal, b"quit\n")
