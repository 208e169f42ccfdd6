#define _GNU_SOURCE
#include "child.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

// Swift does not see what glibc declares for _GNU_SOURCE alone, nor the variadic syscall.

const short eztop_child_new_session = POSIX_SPAWN_SETSID;

int eztop_child_close_from(posix_spawn_file_actions_t *actions, int lowest) {
    return posix_spawn_file_actions_addclosefrom_np(actions, lowest);
}

int eztop_child_descriptor(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int eztop_child_memory(void) { return memfd_create("eztop", MFD_CLOEXEC); }

int eztop_child_pipe(int ends[2]) {
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    if (fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0) return 0;
    close(ends[0]);
    close(ends[1]);
    return -1;
}
