"""Runs the dashboard against the simulated cloud, presses keys, and looks whether it grows: soak-run.py EZTOP MINUTES"""

import json, os, pty, random, select, signal, subprocess, sys, tempfile, time

program, minutes = os.path.abspath(sys.argv[1]), float(sys.argv[2])
home = tempfile.mkdtemp()
cloud = subprocess.Popen([program, "simulate", "--json", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
# One JSON object over several lines, and then nothing more until it ends.
text = ""
while True:
    text += cloud.stdout.readline()
    try:
        greeting = json.loads(text)
        break
    except ValueError:
        continue
environment = {
    "HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8",
    "EZTOP_APP_KEY": greeting["app_key"], "EZTOP_APP_SECRET": greeting["app_secret"], "EZTOP_BASE_URL": greeting["base"],
    "EZTOP_DEVICES": "own,hosted",
}  # fmt: skip
child, terminal = pty.fork()
if child == 0:
    os.execve(program, [program, "--interval", "1s"], environment)


def sizes():
    status = dict(line.split(":", 1) for line in open(f"/proc/{child}/status"))
    return {
        "kB": int(status["VmRSS"].split()[0]),
        "descriptors": len(os.listdir(f"/proc/{child}/fd")),
        "threads": int(status["Threads"]),
    }


dice, keys = random.Random(1), ["j", "k", "\r", "\x1b", "l", "?", "t", "s", "n", "/x\x1b", "G", "g", "r", "T"]
started, next_key, next_look, seen, shown = time.monotonic(), 0.0, 0.0, [], 0
try:
    while time.monotonic() - started < minutes * 60:
        now = time.monotonic()
        if select.select([terminal], [], [], 0.1)[0]:
            shown += len(os.read(terminal, 1 << 16))
        if now >= next_key:
            os.write(terminal, dice.choice(keys).encode())
            next_key = now + 0.5
        if now >= next_look:
            seen.append(sizes())
            next_look = now + 5
    # What a start takes is no growth: the second half is held against the end of the first.
    middle, end = seen[len(seen) // 2], seen[-1]
    print(f"{minutes:g} minutes, {shown} bytes drawn; after half of it {middle}, at the end {end}")
    grown = [name for name in middle if end[name] > middle[name] * 1.05 + {"kB": 1024, "descriptors": 2, "threads": 2}[name]]
    if grown:
        sys.exit(f"grows: {', '.join(grown)}")
finally:
    for process in (child, cloud.pid):
        os.kill(process, signal.SIGTERM)
