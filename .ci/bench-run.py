"""Measures the program in a terminal of its own and prints a table in Markdown: bench-run.py EZTOP"""

import fcntl, os, pty, select, signal, statistics, struct, subprocess, sys, tempfile, termios, time

program = os.path.abspath(sys.argv[1])
home = tempfile.mkdtemp()
environment = {"HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}


class Dashboard:
    """`eztop --demo` in a terminal of 120 by 40."""

    def __init__(self):
        self.started = time.monotonic()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execve(program, [program, "--demo"], environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

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

print("| what | measured |\n| --- | ---: |")
for what, figure in rows:
    print(f"| {what} | {figure} |")
