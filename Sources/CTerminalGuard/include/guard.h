#ifndef EZTOP_GUARD_H
#define EZTOP_GUARD_H

#include <stddef.h>
#include <stdint.h>
#include <termios.h>

/// Promises to put the terminal back should the process die of a fault (SEGV BUS FPE ILL ABRT TRAP SYS) or end by exit(3):
/// `bytes` leave its modes and its alternate screen, `before` are the settings of its line.
/// Arming again replaces what was armed. At most 512 bytes are kept. From now on a crash leaves no core file.
void eztop_guard_arm(int terminal, const struct termios *before, const uint8_t *bytes, size_t count);

/// For a program without a screen: INT, TERM, HUP and QUIT give the terminal back too before they end the process; with 0 they
/// do what they always do.
void eztop_guard_signals(int on);

/// Names the file that holds what was written to stderr while the screen was in use, and where it is to be said once the
/// terminal is whole again. -1 and -1: nowhere.
void eztop_guard_log(int log, int errors);

/// Puts the terminal back, once for each time it was armed, and says what was logged since, the last 16 KiB of it. What was typed
/// and not read is thrown away, so that none of it runs in the shell. Safe in a signal handler.
void eztop_guard_restore(void);

#endif
