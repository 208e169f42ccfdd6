"""Measures what fronts cost that share one poller, and prints a table in Markdown: bench-sharing.py EZTOP

Fifteen cameras of the simulated cloud, then ten thousand, with twenty dashboards in terminals of their own."""

import fcntl, json, os, pty, re, select, shutil, signal, socket
import statistics, struct, subprocess, sys, tempfile, termios, threading, time, urllib.request

program = os.path.abspath(sys.argv[1])
rows = []


class Dashboard:
    def __init__(self, environment):
        self.drawn = b""
        self.started = time.monotonic()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execve(program, [program], environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 160, 0, 0))

    def read(self):
        try:
            self.drawn += os.read(self.terminal, 1 << 16)
        except OSError:  # It has gone.
            pass

    def memory(self):
        """Resident, and with its part of what it shares, in MB."""
        text = open(f"/proc/{self.process}/smaps_rollup").read()
        return [int(re.search(rf"^{word}:\s+(\d+)", text, re.M)[1]) / 1024 for word in ("Rss", "Pss")]

    def end(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def wait(dashboards, *words, seconds=120):
    """When each of them had drawn all of the words, by the order of the dashboards."""
    times, deadline = {}, time.monotonic() + seconds
    while len(times) < len(dashboards):
        if time.monotonic() > deadline:
            raise SystemExit(f"{words} did not come: {[d.drawn[-2000:] for d in dashboards if d not in times][:1]}")
        ready = select.select([d.terminal for d in dashboards], [], [], 0.1)[0]
        now = time.monotonic()
        for dashboard in dashboards:
            if dashboard.terminal in ready:
                dashboard.read()
            if dashboard not in times and all(word in dashboard.drawn for word in words):
                times[dashboard] = now
    return [times[dashboard] for dashboard in dashboards]


def quiet(dashboards, seconds):
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        for terminal in select.select([d.terminal for d in dashboards], [], [], left)[0]:
            next(d for d in dashboards if d.terminal == terminal).read()


class Relay(threading.Thread):
    """Stands between the fronts and the socket, and counts what goes to them."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self.path, self.bytes = path, 0
        os.rename(path, path + ".real")
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(path)
        self.listening.listen(50)

    def run(self):
        other = {}
        while True:
            for ready in select.select([self.listening, *other], [], [])[0]:
                if ready is self.listening:
                    front, poller = self.listening.accept()[0], socket.socket(socket.AF_UNIX)
                    poller.connect(self.path + ".real")
                    other[front], other[poller] = (poller, False), (front, True)
                elif ready in other:
                    peer, counts = other[ready]
                    try:
                        data = ready.recv(1 << 16)
                        peer.sendall(data)
                    except OSError:
                        data = b""
                    if counts:
                        self.bytes += len(data)
                    if not data:
                        for one in (ready, peer):
                            other.pop(one, None)
                            one.close()


class Bench:
    def __init__(self, cameras):
        self.cameras = cameras
        arguments = ["--devices", str(cameras)] if cameras != 15 else []
        self.cloud = subprocess.Popen([program, "simulate", "--json", "--listen", "127.0.0.1:0", *arguments], stdout=subprocess.PIPE, text=True)
        where = json.loads(self.cloud.stdout.readline())
        self.control = where["control"]
        self.home = tempfile.mkdtemp()
        self.environment = {
            "HOME": self.home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "EZTOP_APP_KEY": where["app_key"], "EZTOP_APP_SECRET": where["app_secret"], "EZTOP_BASE_URL": where["base"],
        }
        self.socket = self.home + "/.local/state/eztop/eztop.sock"
        self.dashboards = []

    def change(self, *changes):
        urllib.request.urlopen(self.control, data=json.dumps(changes).encode()).read()

    def lists(self):
        return json.load(urllib.request.urlopen(self.control))["calls"].get("/api/lapp/device/list", 0)

    def start(self):
        self.dashboards.append(Dashboard(self.environment))
        return self.dashboards[-1]

    def fall(self, dashboards, serial, number):
        """A camera goes offline under a name that was on no screen: when each shows it."""
        name = "@#" * 3 + str(number)
        for dashboard in dashboards:
            dashboard.drawn = b""
        self.change({"rename": {"serial": serial, "name": name}}, {"status": {"serial": serial, "value": 0}})
        os.write(self.dashboards[0].terminal, b"R")
        return wait(dashboards, name.encode())

    def measure(self, serials):
        poller = self.start()
        wait([poller], b"calls today", b"next in")
        quiet([poller], 12)
        times, ready = [], []
        for _ in range(10):
            front = self.start()
            times.append(1000 * (wait([front], b"UPTIME", b"online")[0] - front.started))
            ready.append(1000 * (wait([front], b"via pid")[0] - front.started))
            front.end()
            self.dashboards.pop()
        rows.append((f"{self.cameras:,} cameras: an attached dashboard's first rows", f"{statistics.median(times):.0f} ms"))
        rows.append(("the same: until it has all from the poller", f"{statistics.median(ready):.0f} ms"))
        relay = Relay(self.socket)
        relay.start()
        front = self.start()
        wait([front], b"via pid")
        rows.append(("the same: all of it, over the socket", f"{relay.bytes / 1000:.1f} kB"))
        quiet(self.dashboards, 8)
        rows.append(("the same: resident, and its part (PSS)", "{:.1f} MB, {:.1f} MB".format(*front.memory())))
        rows.append(("the same: the poller", "{:.1f} MB, {:.1f} MB".format(*poller.memory())))
        before = relay.bytes
        os.write(poller.terminal, b"R")
        quiet(self.dashboards, 8)
        rows.append(("a poll that brings nothing new, over the socket", f"{(relay.bytes - before) / 1000:.1f} kB"))
        before = relay.bytes
        self.fall(self.dashboards, serials[0], 0)
        quiet(self.dashboards, 8)
        rows.append(("a poll with one change", f"{(relay.bytes - before) / 1000:.1f} kB"))
        front.end()
        self.dashboards.pop()
        os.rename(self.socket + ".real", self.socket)
        fronts = [self.start() for _ in range(20)]
        wait(fronts, b"via pid")
        quiet(self.dashboards, 10)
        apart = []
        for number, serial in enumerate(serials[1:], 1):
            moments = self.fall(self.dashboards, serial, number)
            apart.append(1000 * (max(moments) - min(moments)))
            quiet(self.dashboards, 6)
        rows.append(("20 attached dashboards: the last screen after the first", f"{statistics.median(apart):.0f} ms, at most {max(apart):.0f} ms"))
        before, began = self.lists(), time.monotonic()
        os.kill(poller.process, signal.SIGKILL)
        while self.lists() == before:
            quiet(fronts, 0.005)
        rows.append(("the same: another one polls after SIGKILL", f"{1000 * (time.monotonic() - began):.0f} ms"))

    def end(self):
        for dashboard in self.dashboards:
            try:
                dashboard.end()
            except OSError:
                pass
        self.cloud.terminate()
        self.cloud.wait()
        shutil.rmtree(self.home, ignore_errors=True)


for cameras in (15, 10_000):
    bench = Bench(cameras)
    try:
        home = ["F20118878", "F20118876", "C69625503", "C69625501", "F20118877"]
        bench.measure(home if cameras == 15 else [f"K{10_000_000 + 900 * number}" for number in range(1, 7)])
    finally:
        bench.end()

print("| what | measured |\n| --- | ---: |")
for what, figure in rows:
    print(f"| {what} | {figure} |")
