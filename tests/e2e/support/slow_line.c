// A slow and lossy cable between two network namespaces: slow_line SPACE SPACE BITS_PER_SECOND LOSS_PERMILLE DELAY_MS
// In each space it makes the interface "line" and carries frames between them until it is ended. Needs root. Where the
// kernel has netem this would be one command of tc; here each frame waits in a process.
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { frame_bytes = 2048, waiting_at_most = 64 };  // about what a home router's buffer holds

struct frame {
    int64_t due_us;
    int length;
    unsigned char bytes[frame_bytes];
};
struct way {
    int from, to;
    int64_t free_us;  // when the line has sent what it took before
    int first, count;
    struct frame frames[waiting_at_most];
};

static int64_t now_us(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1000000LL + at.tv_nsec / 1000;
}

// The device belongs to the space in which /dev/net/tun is opened, so that comes after setns.
static int line_in(const char* space) {
    char path[256];
    snprintf(path, sizeof path, "/run/netns/%s", space);
    const int inside = open(path, O_RDONLY);
    if (inside < 0 || setns(inside, CLONE_NEWNET) != 0) {
        perror(path);
        exit(1);
    }
    close(inside);
    const int line = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
    struct ifreq request;
    memset(&request, 0, sizeof request);
    strcpy(request.ifr_name, "line");
    request.ifr_flags = IFF_TAP | IFF_NO_PI;
    if (line < 0 || ioctl(line, TUNSETIFF, &request) != 0) {
        perror("/dev/net/tun");
        exit(1);
    }
    return line;
}

static void take(struct way* way, int64_t bits_per_second, int loss_permille, int64_t delay_us) {
    struct frame lost;
    for (;;) {
        const int full = way->count == waiting_at_most;
        struct frame* frame = full ? &lost : &way->frames[(way->first + way->count) % waiting_at_most];
        frame->length = (int)read(way->from, frame->bytes, frame_bytes);
        if (frame->length <= 0) return;
        const int64_t now = now_us();
        if (full) continue;
        way->free_us = (way->free_us > now ? way->free_us : now) + frame->length * 8LL * 1000000 / bits_per_second;
        if (rand() % 1000 < loss_permille) continue;  // lost on the way: it took its time all the same
        frame->due_us = way->free_us + delay_us;
        ++way->count;
    }
}

static int64_t give(struct way* way) {
    while (way->count > 0) {
        struct frame* frame = &way->frames[way->first];
        const int64_t wait = frame->due_us - now_us();
        if (wait > 0) return wait;
        if (write(way->to, frame->bytes, (size_t)frame->length) < 0) { /* the other end is down: lost */ }
        way->first = (way->first + 1) % waiting_at_most;
        --way->count;
    }
    return 1000000;
}

int main(int argc, char** argv) {
    if (argc != 6) {
        fprintf(stderr, "usage: slow_line SPACE SPACE BITS_PER_SECOND LOSS_PERMILLE DELAY_MS\n");
        return 2;
    }
    const int64_t rate = atoll(argv[3]);
    const int loss = atoi(argv[4]);
    const int64_t delay_us = atoll(argv[5]) * 1000;
    static struct way there, back;
    there.from = back.to = line_in(argv[1]);
    there.to = back.from = line_in(argv[2]);
    srand(1);
    printf("ready\n");
    fflush(stdout);
    for (;;) {
        const int64_t a = give(&there), b = give(&back);
        struct pollfd ends[2] = {{there.from, POLLIN, 0}, {back.from, POLLIN, 0}};
        const int64_t wait = a < b ? a : b;
        const struct timespec until = {wait / 1000000, wait % 1000000 * 1000};
        ppoll(ends, 2, &until, NULL);
        take(&there, rate, loss, delay_us);
        take(&back, rate, loss, delay_us);
    }
}
