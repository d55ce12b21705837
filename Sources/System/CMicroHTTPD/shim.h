#pragma once
#include <stdint.h>
#include <stddef.h>
#include <sys/socket.h>
#include <microhttpd.h>

/* Everything Swift cannot call (variadic functions) or see (macros that are casts). */

/* What a listener's daemon is started with; MHD_start_daemon is variadic. */
struct ct_mhd_settings {
    int listen_fd;
    unsigned int connection_limit;
    unsigned int idle_seconds;
    size_t memory_limit;
    void *context;
    MHD_AcceptPolicyCallback accept;
    MHD_AccessHandlerCallback access;
    MHD_RequestCompletedCallback completed;
    MHD_NotifyConnectionCallback connection;
    void *(*uri)(void *cls, const char *uri, struct MHD_Connection *con);
    size_t (*unescape)(void *cls, struct MHD_Connection *con, char *s);
};

static inline struct MHD_Daemon *ct_mhd_start(const struct ct_mhd_settings *s) {
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC, 0, s->accept, s->context,
        s->access, s->context,
        MHD_OPTION_LISTEN_SOCKET, (MHD_socket)s->listen_fd,
        MHD_OPTION_CONNECTION_LIMIT, s->connection_limit,
        MHD_OPTION_CONNECTION_TIMEOUT, s->idle_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, s->memory_limit,
        MHD_OPTION_STRICT_FOR_CLIENT, (int)1,
        MHD_OPTION_URI_LOG_CALLBACK, s->uri, s->context,
        MHD_OPTION_UNESCAPE_CALLBACK, s->unescape, s->context,
        MHD_OPTION_NOTIFY_COMPLETED, s->completed, s->context,
        MHD_OPTION_NOTIFY_CONNECTION, s->connection, s->context,
        MHD_OPTION_END);
}

/* MHD_get_connection_info is variadic. */
static inline int ct_mhd_connection_fd(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? (int)info->connect_fd : -1;
}

static inline void *ct_mhd_socket_context(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

static inline size_t ct_mhd_header_size(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info ? info->header_size : 0;
}

/* MHD_get_daemon_info is variadic. */
static inline unsigned int ct_mhd_connections(struct MHD_Daemon *daemon) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
    return info ? info->num_connections : 0;
}

/* Macros that are casts of negative numbers. */
static inline ssize_t ct_mhd_end_of_stream(void) { return MHD_CONTENT_READER_END_OF_STREAM; }
static inline uint64_t ct_mhd_size_unknown(void) { return MHD_SIZE_UNKNOWN; }

/* `struct ucred` needs _GNU_SOURCE, which a module cannot ask for safely: its layout is three ints. */
struct ct_peer {
    int32_t pid;
    uint32_t uid;
    uint32_t gid;
};

static inline int ct_peer_credentials(int fd, struct ct_peer *peer) {
    socklen_t length = sizeof *peer;
    int result = getsockopt(fd, SOL_SOCKET, 17 /* SO_PEERCRED */, peer, &length);
    return result == 0 && length == sizeof *peer ? 0 : -1;
}

/* The supplementary groups of the peer at connect (Linux 4.13); the count, or -1. */
static inline int ct_peer_groups(int fd, uint32_t *groups, int capacity) {
    socklen_t length = (socklen_t)capacity * (socklen_t)sizeof *groups;
    if (getsockopt(fd, SOL_SOCKET, 59 /* SO_PEERGROUPS */, groups, &length) != 0)
        return -1;
    return (int)(length / sizeof *groups);
}
