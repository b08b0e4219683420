/* Fault shim: an LD_PRELOAD library that makes one chosen call on a ledger's files go wrong.

   Build:  cc -O1 -shared -fPIC fail.c -o fail.so -ldl -lpthread
   Use:    FAILK=k [FAILHOW=io|space|torn|kill] [PERSIST=1] [FAILCOUNT=file] LD_PRELOAD=./fail.so program ...

   io     the k-th call answers EIO
   space  the k-th call answers ENOSPC if it writes, else goes through (reading needs no space)
   torn   the k-th call, if it writes, puts half of its bytes on the disk and answers EIO
   kill   the process is killed as by SIGKILL; a write puts half of its bytes on the disk first
   PERSIST=1: every later call fails as well. FAILCOUNT: where to write the number of calls seen, so that the caller
   knows when k has passed the last one. Without FAILK it only counts. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum how { IO, SPACE, TORN, KILL };
static enum how how = IO;
static long fail_at = 0;
static int persist = 0;
static atomic_long calls = 0;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pread)(int, void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_unlink)(const char *);

static void find_real(void) {
    if (real_unlink) return;
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_pread = dlsym(RTLD_NEXT, "pread64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
}

__attribute__((constructor)) static void start(void) {
    find_real();
    const char *k = getenv("FAILK"), *kind = getenv("FAILHOW"), *again = getenv("PERSIST");
    fail_at = k ? atol(k) : 0;
    persist = again && *again == '1';
    if (kind && !strcmp(kind, "space")) how = SPACE;
    if (kind && !strcmp(kind, "torn")) how = TORN;
    if (kind && !strcmp(kind, "kill")) how = KILL;
}

__attribute__((destructor)) static void report(void) {
    const char *path = getenv("FAILCOUNT");
    if (!path) return;
    char text[32];
    int length = snprintf(text, sizeof text, "%ld", atomic_load(&calls));
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (descriptor < 0 || real_write(descriptor, text, (size_t)length) != length) abort();
    close(descriptor);
}

static int ends_with(const char *text, const char *end) {
    size_t a = strlen(text), b = strlen(end);
    return a >= b && strcmp(text + a - b, end) == 0;
}

static int followed(const char *path) {
    return ends_with(path, ".sqlite") || ends_with(path, ".sqlite-wal") || ends_with(path, ".sqlite-journal");
}

static int followed_descriptor(int descriptor) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return followed(path);
}

enum call { READS, CHANGES, WRITES };

/* True if this call must fail. A call that must kill does not come back, except to put half a write down first. */
static int due(enum call call) {
    long k = atomic_fetch_add(&calls, 1) + 1;
    if (fail_at == 0 || k < fail_at || (k > fail_at && !persist)) return 0;
    if (how == SPACE && call == READS) return 0;
    if (how == KILL && call != WRITES) kill(getpid(), SIGKILL);
    errno = how == SPACE ? ENOSPC : EIO;
    return 1;
}

static ssize_t failing_pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
    find_real();
    if (!followed_descriptor(descriptor) || !due(WRITES)) return real_pwrite(descriptor, bytes, length, offset);
    int reason = errno;
    if (how == TORN || how == KILL) {
        ssize_t half = real_pwrite(descriptor, bytes, length / 2, offset);
        (void)half;
    }
    if (how == KILL) kill(getpid(), SIGKILL);
    errno = reason;
    return -1;
}
ssize_t pwrite(int d, const void *b, size_t n, off_t o) { return failing_pwrite(d, b, n, o); }
ssize_t pwrite64(int d, const void *b, size_t n, off_t o) { return failing_pwrite(d, b, n, o); }

ssize_t write(int descriptor, const void *bytes, size_t length) {
    find_real();
    if (descriptor <= 2 || !followed_descriptor(descriptor) || !due(WRITES)) return real_write(descriptor, bytes, length);
    if (how == KILL) kill(getpid(), SIGKILL);
    return -1;
}

static ssize_t failing_pread(int descriptor, void *bytes, size_t length, off_t offset) {
    find_real();
    if (!followed_descriptor(descriptor) || !due(READS)) return real_pread(descriptor, bytes, length, offset);
    return -1;
}
ssize_t pread(int d, void *b, size_t n, off_t o) { return failing_pread(d, b, n, o); }
ssize_t pread64(int d, void *b, size_t n, off_t o) { return failing_pread(d, b, n, o); }

int fsync(int d) { find_real(); return followed_descriptor(d) && due(CHANGES) ? -1 : real_fsync(d); }
int fdatasync(int d) { find_real(); return followed_descriptor(d) && due(CHANGES) ? -1 : real_fdatasync(d); }
int ftruncate(int d, off_t n) { find_real(); return followed_descriptor(d) && due(CHANGES) ? -1 : real_ftruncate(d, n); }
int ftruncate64(int d, off_t n) { return ftruncate(d, n); }
int unlink(const char *path) { find_real(); return followed(path) && due(READS) ? -1 : real_unlink(path); }
