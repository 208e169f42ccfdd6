#ifndef EZTOP_DESCRIPTORS_H
#define EZTOP_DESCRIPTORS_H

#include <signal.h>
#include <stdint.h>

/// What of Linux the Glibc module does not show to Swift. All descriptors are closed on exec; -1 where there is none.

/// A counter that poll(2) finds readable while it is not zero. Never blocks.
int eztop_eventfd(void);
/// Delivers the signals of `set`, which have to be blocked. Never blocks.
int eztop_signalfd(const sigset_t *set);
/// The number of the next signal that waits there, or 0.
int eztop_next_signal(int descriptor);
/// Whether whoever started this process had it ignore that signal, as nohup does.
int eztop_ignores(int signal);
/// A file that lives in memory only.
int eztop_memory_file(const char *name);

#endif
