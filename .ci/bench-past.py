"""Measures what a long past costs, and prints a table in Markdown: bench-past.py EZTOP

A thousand cameras of the simulated cloud with twenty changes a day each, for 400 days: eight million rows."""

import json, os, signal, sqlite3, statistics, subprocess, sys, tempfile, time

program = os.path.abspath(sys.argv[1])
home = tempfile.mkdtemp()
cloud = subprocess.Popen([program, "simulate", "--json", "--devices", "1000"], stdout=subprocess.PIPE, text=True)
where = json.loads(cloud.stdout.readline())
environment = {
    "HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8",
    "EZTOP_APP_KEY": where["app_key"], "EZTOP_APP_SECRET": where["app_secret"], "EZTOP_BASE_URL": where["base"],
}
state = home + "/.local/state/eztop/state.db"
rows = []


def run(*arguments):
    started = time.monotonic()
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True)
    return 1000 * (time.monotonic() - started), done


def watch():
    """One whole poll, kept."""
    watching = subprocess.Popen([program, "watch"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            count = sqlite3.connect(state).execute("SELECT count(*) FROM watched").fetchone()[0]
            if count >= 1000:
                break
        except sqlite3.Error:
            pass
        time.sleep(0.2)
    started = time.monotonic()
    watching.send_signal(signal.SIGTERM)
    watching.wait()
    return 1000 * (time.monotonic() - started)


def first_rows():
    """Until the remembered rows are drawn in a terminal, in milliseconds."""
    import fcntl, pty, select, struct, termios

    times = []
    for _ in range(10):
        started = time.monotonic()
        process, terminal = pty.fork()
        if process == 0:
            os.execve(program, [program], environment)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        drawn = b""
        while b"K100" not in drawn and time.monotonic() - started < 20:
            if select.select([terminal], [], [], 0.01)[0]:
                drawn += os.read(terminal, 1 << 16)
        times.append(1000 * (time.monotonic() - started))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)
    return statistics.median(times)


try:
    watch()
    rows.append(("first rows on the screen, a day remembered", f"{first_rows():.0f} ms"))
    now = int(time.time() * 1000)
    database = sqlite3.connect(state)
    started = time.monotonic()
    # Ten outages a day of each camera, at its own times of the day.
    database.execute(
        """
        WITH RECURSIVE step(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM step WHERE n <= 8000)
        INSERT OR REPLACE INTO changes
            SELECT camera, 0, ? - n * 4320000 - camera * 7919 % 4320 * 1000, 2 + n % 2, NULL, 0 FROM watched, step
        """,
        (now - 120_000,),
    )
    database.commit()
    count = database.execute("SELECT count(*) FROM changes").fetchone()[0]
    database.close()
    rows.append((f"{count / 1e6:.1f} million changes: the file", f"{os.path.getsize(state) / 1e6:.0f} MB"))
    for arguments in [["report"], ["report", "--json"], ["report", "--since", "400d"]]:
        times = [run(*arguments)[0] for _ in range(1 if "400d" in arguments else 5)]
        rows.append(("`eztop " + " ".join(arguments) + "`", f"{statistics.median(times):.0f} ms"))
    rows.append(("first rows on the screen, all of it remembered", f"{first_rows():.0f} ms"))
    rows.append(("the last save of `eztop watch`", f"{watch():.0f} ms"))
finally:
    cloud.terminate()

print("| what | measured |\n| --- | ---: |")
for what, figure in rows:
    print(f"| {what} | {figure} |")
