#pragma once

#include <mosquitto.h>

/// What is used of libmosquitto. It is no library that the program is linked with: where nobody publishes, it is not loaded.
struct eztop_mosquitto {
    __typeof__(mosquitto_lib_version) *_Nonnull lib_version;
    __typeof__(mosquitto_new) *_Nonnull make;
    __typeof__(mosquitto_destroy) *_Nonnull destroy;
    __typeof__(mosquitto_int_option) *_Nonnull int_option;
    __typeof__(mosquitto_max_inflight_messages_set) *_Nonnull max_inflight_messages_set;
    __typeof__(mosquitto_will_set) *_Nonnull will_set;
    __typeof__(mosquitto_username_pw_set) *_Nonnull username_pw_set;
    __typeof__(mosquitto_tls_set) *_Nonnull tls_set;
    __typeof__(mosquitto_connect_callback_set) *_Nonnull connect_callback_set;
    __typeof__(mosquitto_publish_callback_set) *_Nonnull publish_callback_set;
    __typeof__(mosquitto_message_callback_set) *_Nonnull message_callback_set;
    __typeof__(mosquitto_log_callback_set) *_Nonnull log_callback_set;
    __typeof__(mosquitto_connect) *_Nonnull connect;
    __typeof__(mosquitto_disconnect) *_Nonnull disconnect;
    __typeof__(mosquitto_publish) *_Nonnull publish;
    __typeof__(mosquitto_subscribe) *_Nonnull subscribe;
    __typeof__(mosquitto_unsubscribe) *_Nonnull unsubscribe;
    __typeof__(mosquitto_socket) *_Nonnull socket;
    __typeof__(mosquitto_want_write) *_Nonnull want_write;
    __typeof__(mosquitto_loop_read) *_Nonnull loop_read;
    __typeof__(mosquitto_loop_write) *_Nonnull loop_write;
    __typeof__(mosquitto_loop_misc) *_Nonnull loop_misc;
    __typeof__(mosquitto_strerror) *_Nonnull strerror;
};

/// The library, loaded by the first call; NULL where this machine has none, or one that lacks something.
const struct eztop_mosquitto *_Nullable eztop_mosquitto(void);

/// A descriptor that wakes whoever polls it once 8 bytes are written to it; -1 and errno where there is none.
int eztop_wakeup(void);
