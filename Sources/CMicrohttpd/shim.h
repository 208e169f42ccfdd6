#include <microhttpd.h>
#include <stdbool.h>
#include <string.h>
#include <sys/epoll.h>

static inline int mhd_hex(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    digit |= 0x20;
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* Takes the percent escapes out of a path, or of a parameter's name or value, in place. One of NUL stays as it is written, since a
   text of C would end there, and a path be another one. */
static inline size_t mhd_unescape(void *context, struct MHD_Connection *connection, char *text) {
    char *to = text;
    for (const char *from = text; *from != 0;) {
        int high = from[0] == '%' ? mhd_hex(from[1]) : -1;
        int low = high < 0 ? -1 : mhd_hex(from[2]);
        int byte = low < 0 ? 0 : high * 16 + low;
        *to++ = byte == 0 ? from[0] : (char)byte;
        from += byte == 0 ? 1 : 3;
    }
    *to = 0;
    return (size_t)(to - text);
}

/* What the slot of a request holds whose query has more parameters than are taken; no object has this address. */
static inline void *mhd_crowded(void) { return (void *)1; }

/* Called with path and query as they were sent. Where the parameters are more than its memory holds, libmicrohttpd (0.9.75) waits for
   the rest of a head that it has refused: so that many are cut off before it looks at them, and refused by whoever answers. */
static inline void *mhd_look_at(void *context, const char *uri, struct MHD_Connection *connection) {
    const char *query = strchr(uri, '?');
    if (query == NULL) return NULL;
    int parameters = 1;
    for (const char *next = query; *next != 0; next++) parameters += *next == '&';
    if (parameters <= 64) return NULL;
    /* Its place may have been found already. */
    ((char *)query)[0] = ((char *)query)[1] = 0;
    return mhd_crowded();
}

/* MHD_start_daemon is variadic, which Swift cannot call. One epoll thread serves all connections; a request whose answer
   is still being made is suspended, so that it holds up nobody. */
static inline struct MHD_Daemon *mhd_start(
    int listening, MHD_AcceptPolicyCallback admit, MHD_NotifyConnectionCallback connected, MHD_AccessHandlerCallback answer,
    MHD_RequestCompletedCallback completed, void *context, unsigned int connections, unsigned int idle_seconds,
    size_t head_bytes) {
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, admit, context, answer, context,
        MHD_OPTION_UNESCAPE_CALLBACK, mhd_unescape, NULL, MHD_OPTION_URI_LOG_CALLBACK, mhd_look_at, NULL,
        MHD_OPTION_LISTEN_SOCKET, listening, MHD_OPTION_NOTIFY_CONNECTION, connected, context,
        MHD_OPTION_NOTIFY_COMPLETED, completed, context, MHD_OPTION_CONNECTION_LIMIT, connections,
        MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT, head_bytes, MHD_OPTION_END);
}

/* MHD_get_connection_info is variadic too. */
static inline int mhd_descriptor(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info == NULL ? -1 : info->connect_fd;
}

static inline const struct sockaddr *mhd_peer(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info == NULL ? NULL : info->client_addr;
}

/* What a reader of a body answers with; casts in macros are not shown to Swift. */
static const ssize_t mhd_stream_end = MHD_CONTENT_READER_END_OF_STREAM;
static const ssize_t mhd_stream_broken = MHD_CONTENT_READER_END_WITH_ERROR;

/* A stream may be silent for long, and whether it is taken is looked at elsewhere. */
static inline void mhd_never_idle(struct MHD_Connection *connection) {
    MHD_set_connection_option(connection, MHD_CONNECTION_OPTION_TIMEOUT, 0u);
}

/* A body that ends with its connection. libmicrohttpd sends the last chunk of a chunked one to HEAD too. */
static inline void mhd_unchunked(struct MHD_Response *response) {
    MHD_set_response_options(response, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
}

/* epoll(7), which the Glibc module does not show to Swift: who has closed, or broken, his end. */
static inline void hangup_watch(int epoll, int descriptor, uint64_t connection) {
    struct epoll_event event = {.events = EPOLLRDHUP | EPOLLONESHOT, .data.u64 = connection};
    epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

static inline void hangup_forget(int epoll, int descriptor) {
    epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, NULL);
}

static inline bool hangup_next(int epoll, uint64_t *connection) {
    struct epoll_event event;
    if (epoll_wait(epoll, &event, 1, 0) != 1) return false;
    *connection = event.data.u64;
    return true;
}
