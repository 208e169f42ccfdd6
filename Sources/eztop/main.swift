import CommandLine

Eztop.start()
