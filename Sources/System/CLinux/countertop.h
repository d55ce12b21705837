#pragma once
// What Swift cannot see: variadic calls, and calls and structures that exist under _GNU_SOURCE only, which Swift's Glibc
// module is compiled without. Declared here with the kernel's or glibc's own layout.
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <unistd.h>

extern int pthread_setname_np(pthread_t thread, const char *name);
extern long syscall(long number, ...);

static inline int countertop_name_thread(const char *name) { return pthread_setname_np(pthread_self(), name); }

static inline int countertop_open(const char *path, int flags, unsigned mode) { return open(path, flags, mode); }
static inline int countertop_set_flags(int descriptor, int flags) { return fcntl(descriptor, F_SETFL, flags); }
static inline int countertop_get_flags(int descriptor) { return fcntl(descriptor, F_GETFL); }
static inline void countertop_set_close_on_exec(int descriptor) { fcntl(descriptor, F_SETFD, FD_CLOEXEC); }
static inline int countertop_ioctl(int descriptor, unsigned long request, void *argument) {
    return ioctl(descriptor, request, argument);
}
static inline int countertop_pidfd_open(int pid) { return (int)syscall(434 /* SYS_pidfd_open */, pid, 0); }
static inline int countertop_pidfd_getfd(int pidfd, int descriptor) {
    return (int)syscall(438 /* SYS_pidfd_getfd */, pidfd, descriptor, 0);
}

// struct ucred of socket(7).
static inline int countertop_peer(int descriptor, int *pid, unsigned *uid, unsigned *gid) {
    struct { int pid; unsigned uid, gid; } peer;
    socklen_t length = sizeof peer;
    int result = getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length);
    if (result == 0) {
        *pid = peer.pid;
        *uid = peer.uid;
        *gid = peer.gid;
    }
    return result;
}

// 1 when the kernel says that the wall clock is disciplined (adjtimex(2)).
static inline int countertop_clock_synchronised(void) {
    struct timex state = {0};
    int result = adjtimex(&state);
    return result >= 0 && result != TIME_ERROR && !(state.status & STA_UNSYNC);
}

static inline int countertop_fallocate(int descriptor, long long length) {
    return posix_fallocate(descriptor, 0, length);
}

// Swift finds two declarations of `environ` and takes neither.
static inline char **countertop_environment(void) {
    extern char **environ;
    return environ;
}
