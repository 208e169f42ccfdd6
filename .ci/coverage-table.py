"""Adds up what `llvm-cov export -summary-only` says of files, by the rooms of the house: the folders below the one that is given."""
import json
import sys

root = sys.argv[1].rstrip("/") + "/"
rooms = {}
for file in json.load(sys.stdin)["data"][0]["files"]:
    if not file["filename"].startswith(root) or not file["filename"].endswith(".swift"):
        continue
    lines = file["summary"]["lines"]
    for room in (file["filename"][len(root):].split("/")[0], "all"):
        covered, count = rooms.get(room, (0, 0))
        rooms[room] = (covered + lines["covered"], count + lines["count"])

print("| room | lines | run by tests |")
print("| --- | ---: | ---: |")
for room in sorted(rooms, key=lambda name: (name == "all", name)):
    covered, count = rooms[room]
    print(f"| {'all' if room == 'all' else f'`{room}`'} | {count} | {100 * covered / max(1, count):.1f} % |")
