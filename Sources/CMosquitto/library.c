#include "library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/eventfd.h>

static struct eztop_mosquitto library;
static const struct eztop_mosquitto *loaded;

static const struct {
    const char *name;
    size_t offset;
} functions[] = {
#define FUNCTION(name, field) {"mosquitto_" name, offsetof(struct eztop_mosquitto, field)}
    FUNCTION("lib_version", lib_version),
    FUNCTION("new", make),
    FUNCTION("destroy", destroy),
    FUNCTION("int_option", int_option),
    FUNCTION("max_inflight_messages_set", max_inflight_messages_set),
    FUNCTION("will_set", will_set),
    FUNCTION("username_pw_set", username_pw_set),
    FUNCTION("tls_set", tls_set),
    FUNCTION("connect_callback_set", connect_callback_set),
    FUNCTION("publish_callback_set", publish_callback_set),
    FUNCTION("message_callback_set", message_callback_set),
    FUNCTION("log_callback_set", log_callback_set),
    FUNCTION("connect", connect),
    FUNCTION("disconnect", disconnect),
    FUNCTION("publish", publish),
    FUNCTION("subscribe", subscribe),
    FUNCTION("unsubscribe", unsubscribe),
    FUNCTION("socket", socket),
    FUNCTION("want_write", want_write),
    FUNCTION("loop_read", loop_read),
    FUNCTION("loop_write", loop_write),
    FUNCTION("loop_misc", loop_misc),
    FUNCTION("strerror", strerror),
};

static void load(void) {
    // By the name of its interface, not of its newest file: another interface would be another library.
    void *handle = dlopen("libmosquitto.so.1", RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) return;
    int (*init)(void) = (int (*)(void))dlsym(handle, "mosquitto_lib_init");
    if (init == NULL) return;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        void *function = dlsym(handle, functions[i].name);
        if (function == NULL) return;
        *(void **)((char *)&library + functions[i].offset) = function;
    }
    if (init() == MOSQ_ERR_SUCCESS) loaded = &library;
}

const struct eztop_mosquitto *eztop_mosquitto(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return loaded;
}

int eztop_wakeup(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
