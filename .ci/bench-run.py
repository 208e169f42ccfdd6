"""Measures the program in a terminal of its own and prints a table in Markdown: bench-run.py EZTOP"""

import fcntl, json, os, pty, random, select, signal, sqlite3, statistics, struct, subprocess, sys, tempfile, termios, time

program = os.path.abspath(sys.argv[1])
home = tempfile.mkdtemp()
environment = {"HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}


class Dashboard:
    """`eztop --demo` in a terminal of 120 by 40, or as it is told."""

    def __init__(self, arguments=("--demo",), columns=120, rows=40):
        self.started = time.monotonic()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execve(program, [program, *arguments], environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, quiet):
        """What is drawn until nothing more has come for so many seconds, and when the last of it came."""
        drawn, last = b"", time.monotonic()
        try:
            while select.select([self.terminal], [], [], quiet)[0]:
                drawn += os.read(self.terminal, 1 << 16)
                last = time.monotonic()
        except OSError:  # The program has gone.
            pass
        return drawn, last

    def until(self, word, seconds=20):
        drawn = b""
        while word not in drawn and time.monotonic() - self.started < seconds:
            if select.select([self.terminal], [], [], 0.1)[0]:
                drawn += os.read(self.terminal, 1 << 16)
        return time.monotonic() - self.started

    def wait(self, seconds):
        """What is drawn within so many seconds, the clock on the screen too."""
        drawn, end = b"", time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                drawn += os.read(self.terminal, 1 << 16)
        return drawn

    def worst(self, keys):
        """The longest that a key takes until its frame comes, in milliseconds, while the clock stands."""
        delays = []
        for key in keys:
            while not 0.1 < time.time() % 1 < 0.7:
                self.wait(0.05)
            pressed = time.monotonic()
            os.write(self.terminal, key)
            if select.select([self.terminal], [], [], 0.2)[0]:
                delays.append(1000 * (time.monotonic() - pressed))
            self.read(0.05)
        return max(delays)

    def cpu(self):
        fields = open(f"/proc/{self.process}/stat").read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self):
        status = dict(line.split(":", 1) for line in open(f"/proc/{self.process}/status"))
        return int(status["VmRSS"].split()[0]) / 1024

    def end(self):
        os.kill(self.process, signal.SIGTERM)
        self.read(0.3)
        os.waitpid(self.process, 0)


rows = [("size of the program", f"{os.path.getsize(program) / 1e6:.1f} MB")]

times = []
for _ in range(20):
    started = time.monotonic()
    subprocess.run([program, "--version"], stdout=subprocess.DEVNULL, env=environment, check=True)
    times.append(1000 * (time.monotonic() - started))
rows.append(("`eztop --version`", f"{statistics.median(times):.1f} ms"))

times = []
for _ in range(20):
    dashboard = Dashboard()
    times.append(1000 * dashboard.until(b"eztop"))
    dashboard.end()
rows.append(("first paint, `--demo`", f"{statistics.median(times):.1f} ms"))

dashboard = Dashboard()
dashboard.until("ready".encode())
dashboard.read(0.5)
counts, delays = [], []
for key in [b"j", b"k"] * 10:
    pressed = time.monotonic()
    os.write(dashboard.terminal, key)
    drawn, last = dashboard.read(0.05)
    counts.append(len(drawn))
    delays.append(1000 * (last - pressed))
rows.append(("a key that moves the selection: bytes", f"{statistics.median(counts):.0f}"))
rows.append(("the same: until it is drawn", f"{statistics.median(delays):.1f} ms"))

before, drawn, started = dashboard.cpu(), 0, time.monotonic()
while time.monotonic() - started < 60:
    drawn += len(dashboard.read(0.2)[0])
rows.append(("idle for a minute: CPU", f"{dashboard.cpu() - before:.2f} s"))
rows.append(("the same: bytes a second", f"{drawn / 60:.0f}"))
rows.append(("the same: resident", f"{dashboard.resident():.1f} MB"))
dashboard.end()


# A thousand cameras that change twenty times a day: the past of 30 days on the screen.
simulator = subprocess.Popen(
    [program, "simulate", "--json", "--listen", "127.0.0.1:0", "--devices", "1000"],
    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
cloud = json.loads(simulator.stdout.readline())
configuration = f"{home}/config.toml"
with open(os.open(configuration, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
    file.write(f"""[[accounts]]
name = "home"
base_url = "{cloud['base']}"
app_key = "{cloud['app_key']}"
app_secret = "{cloud['app_secret']}"
""")
arguments = ("--config", configuration)
dashboard = Dashboard(arguments, 200, 60)
dashboard.wait(12)
dashboard.end()
state = sqlite3.connect(f"{home}/.local/state/eztop/state.db")
now = int(time.time() * 1000)
changes = []
for (camera,) in state.execute("SELECT camera FROM watched").fetchall():
    for at in range(now - 30 * 86_400_000, now - 8_640_000, 8_640_000):
        begin = at + random.randrange(4_000_000)
        changes += [(camera, 0, begin, 3, None, 0), (camera, 0, begin + 600_000, 2, None, 0)]
with state:
    state.execute("DELETE FROM changes WHERE fact = 0")
    state.executemany("INSERT INTO changes VALUES(?, ?, ?, ?, ?, ?)", changes)
    state.execute("UPDATE observed SET until = ? WHERE fact = 0", (now,))
state.close()
dashboard = Dashboard(arguments, 200, 60)
dashboard.wait(4)
for _ in range(2):
    os.write(dashboard.terminal, b"h")
    dashboard.wait(4)
down = [b"\x1b[6~"] * 12 + [b"j"] * 12 + [b"g", b"G"]
rows.append(("1,000 cameras with 30 days in HISTORY: a key, at most", f"{dashboard.worst(down):.0f} ms"))
dashboard.worst([b"g", b"H"])
dashboard.wait(2)
rows.append(("the same in `H`", f"{dashboard.worst(down):.0f} ms"))
rows.append(("the same: a camera's page", f"{dashboard.worst([bytes([13]), b'j', b'j', b'k']):.0f} ms"))
rows.append(("the same: resident", f"{dashboard.resident():.1f} MB"))
dashboard.end()
simulator.terminate()
simulator.wait()

print("| what | measured |\n| --- | ---: |")
for what, figure in rows:
    print(f"| {what} | {figure} |")
