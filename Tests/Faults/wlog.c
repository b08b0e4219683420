/* Write log: an LD_PRELOAD library that records, in order, everything a program does to a ledger's files, so that replay.py
   can work out what a power cut at any point could have left on the disk.

   Build:  cc -O1 -shared -fPIC wlog.c -o wlog.so -ldl -lpthread
   Use:    WLOG=/path/of/log LD_PRELOAD=./wlog.so program ...

   Followed: *.sqlite, *.sqlite-wal, *.sqlite-journal. Not *.sqlite-shm, which SQLite rebuilds after a crash.
   A write to descriptor 1 is the acknowledgement. The program must acknowledge through write(2): what goes through stdio
   inside libc never passes here, and a harness that sees no acknowledgement would find nothing lost, ever.

   Many processes may append to one log. A lock on the log is held over each call together with its record, so the order
   of the records is the order of the calls even when processes overlap. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/uio.h>
#include <unistd.h>

/* Read by replay.py as "<cHIqQ": keep the two alike. */
struct __attribute__((packed)) record {
    char op; /* W write, S sync, T truncate, U unlink, A acknowledgement */
    uint16_t name_length;
    uint32_t process;
    int64_t offset;
    uint64_t length;
};

static int log_descriptor = -1;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_unlink)(const char *);

/* Found at first use, not only in the constructor: another library's constructor may write before ours has run. */
static void find_real(void) {
    if (real_unlink) return;
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
}

__attribute__((constructor)) static void start(void) {
    find_real();
    const char *path = getenv("WLOG");
    if (!path) return;
    log_descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log_descriptor < 0) {
        perror("wlog: cannot open the log");
        abort();
    }
    /* Out of the way of programs that count on the lowest free descriptor. */
    int high = fcntl(log_descriptor, F_DUPFD_CLOEXEC, 200);
    if (high >= 0) {
        close(log_descriptor);
        log_descriptor = high;
    }
}

static int ends_with(const char *text, const char *end) {
    size_t a = strlen(text), b = strlen(end);
    return a >= b && strcmp(text + a - b, end) == 0;
}

static const char *followed(const char *path) {
    if (!ends_with(path, ".sqlite") && !ends_with(path, ".sqlite-wal") && !ends_with(path, ".sqlite-journal")) return NULL;
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static const char *followed_descriptor(int descriptor, char *path, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, size - 1);
    if (length <= 0) return NULL;
    path[length] = 0;
    return followed(path);
}

static void lock(void) {
    pthread_mutex_lock(&mutex);
    flock(log_descriptor, LOCK_EX);
}

static void unlock(void) {
    flock(log_descriptor, LOCK_UN);
    pthread_mutex_unlock(&mutex);
}

static void append(char op, const char *name, int64_t offset, const void *bytes, uint64_t length) {
    struct record head = {op, (uint16_t)strlen(name), (uint32_t)getpid(), offset, length};
    size_t body = bytes ? length : 0;
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)name, head.name_length}, {(void *)bytes, body}};
    ssize_t wanted = (ssize_t)(sizeof head + head.name_length + body);
    if (writev(log_descriptor, parts, 3) != wanted) {
        perror("wlog: the log is incomplete"); /* a log with holes would let a bad ledger pass */
        abort();
    }
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
    find_real();
    char path[4096];
    const char *name;
    if (log_descriptor < 0) return real_write(descriptor, bytes, length);
    if (descriptor == 1) {
        /* Before the call: from its first byte the reader may count on the entry. And not under the lock: a full pipe blocks. */
        lock();
        append('A', "", 0, bytes, length);
        unlock();
        return real_write(descriptor, bytes, length);
    }
    if (!(name = followed_descriptor(descriptor, path, sizeof path))) return real_write(descriptor, bytes, length);
    lock();
    off_t offset = fcntl(descriptor, F_GETFL) & O_APPEND ? lseek(descriptor, 0, SEEK_END) : lseek(descriptor, 0, SEEK_CUR);
    ssize_t done = real_write(descriptor, bytes, length);
    if (done > 0) append('W', name, offset, bytes, (uint64_t)done);
    unlock();
    return done;
}

static ssize_t logged_pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
    find_real();
    char path[4096];
    const char *name;
    if (log_descriptor < 0 || !(name = followed_descriptor(descriptor, path, sizeof path)))
        return real_pwrite(descriptor, bytes, length, offset);
    lock();
    ssize_t done = real_pwrite(descriptor, bytes, length, offset);
    if (done > 0) append('W', name, offset, bytes, (uint64_t)done);
    unlock();
    return done;
}
ssize_t pwrite(int d, const void *b, size_t n, off_t o) { return logged_pwrite(d, b, n, o); }
ssize_t pwrite64(int d, const void *b, size_t n, off_t o) { return logged_pwrite(d, b, n, o); }

static int logged_sync(int (*real)(int), int descriptor) {
    char path[4096];
    const char *name;
    if (log_descriptor < 0 || !(name = followed_descriptor(descriptor, path, sizeof path))) return real(descriptor);
    lock();
    int result = real(descriptor);
    if (result == 0) append('S', name, 0, NULL, 0);
    unlock();
    return result;
}
int fsync(int d) { find_real(); return logged_sync(real_fsync, d); }
int fdatasync(int d) { find_real(); return logged_sync(real_fdatasync, d); }

static int logged_truncate(int descriptor, off_t length) {
    find_real();
    char path[4096];
    const char *name;
    if (log_descriptor < 0 || !(name = followed_descriptor(descriptor, path, sizeof path)))
        return real_ftruncate(descriptor, length);
    lock();
    int result = real_ftruncate(descriptor, length);
    if (result == 0) append('T', name, length, NULL, 0);
    unlock();
    return result;
}
int ftruncate(int d, off_t n) { return logged_truncate(d, n); }
int ftruncate64(int d, off_t n) { return logged_truncate(d, n); }

int unlink(const char *path) {
    find_real();
    const char *name;
    if (log_descriptor < 0 || !(name = followed(path))) return real_unlink(path);
    lock();
    int result = real_unlink(path);
    if (result == 0) append('U', name, 0, NULL, 0);
    unlock();
    return result;
}
