#pragma once

#include <spawn.h>
#include <sys/types.h>

/// The flag that gives the child a session of its own, and so no terminal.
extern const short eztop_child_new_session;

/// Makes the child close every descriptor from `lowest` on. 0, or an errno.
int eztop_child_close_from(posix_spawn_file_actions_t *actions, int lowest);

/// A descriptor that becomes readable when the process `pid` ends, closed on exec; -1 and errno when there is none.
int eztop_child_descriptor(pid_t pid);

/// An unnamed file in memory, closed on exec; -1 and errno when there is none.
int eztop_child_memory(void);

/// A pipe, closed on exec, whose reading end does not block. 0, or -1 and errno.
int eztop_child_pipe(int ends[2]);
