#pragma once
// Without _GNU_SOURCE, as Swift compiles Glibc: under it fd_set has other member names, and Swift refuses the two definitions.
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <pty.h>
#include "countertop.h"

#include <sys/prctl.h>
// prctl is variadic.
static inline int countertop_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
