#define _GNU_SOURCE
#include "guard.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

// Everything from here to `fault` may run in a signal handler: only async-signal-safe calls.

enum { idle, armed, restoring };

static atomic_int state = idle;
static int terminal_ = -1;
static struct termios before_;
static uint8_t bytes_[512];
static size_t count_;
static int log_ = -1, errors_ = -1;
static off_t said_;

/// A terminal that takes nothing for half a second gets no more: the process has to end all the same.
static void put(int descriptor, const uint8_t *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, count);
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
            if (poll(&ready, 1, 500) <= 0) return;
        } else if (written == 0 || errno != EINTR) {
            return;
        }
    }
}

static void say_log(void) {
    if (log_ < 0 || errors_ < 0) return;
    uint8_t buffer[1024];
    off_t end = lseek(log_, 0, SEEK_END);
    if (end - said_ > 16384) said_ = end - 16384;
    for (;;) {
        ssize_t got = pread(log_, buffer, sizeof buffer, said_);
        if (got <= 0) return;
        put(errors_, buffer, (size_t)got);
        said_ += got;
    }
}

void eztop_guard_restore(void) {
    int expected = armed;
    if (!atomic_compare_exchange_strong(&state, &expected, restoring)) {
        // Another thread is at it: the process must not die under its hands.
        for (int i = 0; i < 100 && atomic_load(&state) == restoring; i++) poll(NULL, 0, 10);
        return;
    }
    // A background process that sets the terminal would be stopped.
    sigset_t background, mask;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &mask);
    put(terminal_, bytes_, count_);
    // What was typed at a dashboard that is gone, or pasted into it, must not run in the shell.
    tcflush(terminal_, TCIFLUSH);
    tcsetattr(terminal_, TCSANOW, &before_);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    say_log();
    atomic_store(&state, idle);
}

static void fault(int signal) {
    eztop_guard_restore();
    struct sigaction plain;
    memset(&plain, 0, sizeof plain);
    plain.sa_handler = SIG_DFL;
    sigaction(signal, &plain, NULL);
    raise(signal);
}

static void install(void) {
    // A handler of its own stack still runs when the fault is a stack that is full.
    static uint8_t stack[65536];
    stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&other, NULL);

    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = fault;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) sigaction(faults[i], &action, NULL);

    // A core file would hold tokens and addresses.
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    atexit(eztop_guard_restore);
}

void eztop_guard_signals(int on) {
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on ? fault : SIG_DFL;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        // What is ignored, as under nohup, ends nothing, neither now nor later.
        struct sigaction before;
        if (sigaction(ends[i], NULL, &before) == 0 && before.sa_handler == SIG_IGN) continue;
        sigaction(ends[i], &action, NULL);
    }
}

void eztop_guard_arm(int terminal, const struct termios *before, const uint8_t *bytes, size_t count) {
    static int installed;
    if (!installed) {
        installed = 1;
        install();
    }
    atomic_store(&state, idle);
    terminal_ = terminal;
    before_ = *before;
    count_ = count < sizeof bytes_ ? count : sizeof bytes_;
    memcpy(bytes_, bytes, count_);
    atomic_store(&state, armed);
}

void eztop_guard_log(int log, int errors) {
    log_ = log;
    errors_ = errors;
    said_ = log < 0 ? 0 : lseek(log, 0, SEEK_END);
}
