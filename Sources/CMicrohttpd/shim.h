#include <microhttpd.h>

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
