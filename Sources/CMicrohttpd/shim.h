#include <microhttpd.h>
#include <stdbool.h>
#include <sys/epoll.h>

/* MHD_start_daemon is variadic, which Swift cannot call. One epoll thread serves all connections; a request whose answer
   is still being made is suspended, so that it holds up nobody. */
static inline struct MHD_Daemon *mhd_start(
    int listening, MHD_AcceptPolicyCallback admit, MHD_NotifyConnectionCallback connected, MHD_AccessHandlerCallback answer,
    MHD_RequestCompletedCallback completed, void *context, unsigned int connections, unsigned int idle_seconds,
    size_t head_bytes) {
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, admit, context, answer, context,
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
