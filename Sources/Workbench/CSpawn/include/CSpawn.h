// Starts a program in a session of its own, with pipes for its standard streams.
//
// Written in C because only async-signal-safe calls are allowed between fork and exec, which Swift
// cannot guarantee, and because glibc declares half of these calls only under _GNU_SOURCE.
#ifndef CSPAWN_H
#define CSPAWN_H

#include <sys/types.h>

typedef struct spawned {
  pid_t pid;
  int input;   // to write to, non-blocking
  int output;  // to read from, non-blocking
  int errors;  // to read from, non-blocking
} spawned;

typedef struct spawn_limits {
  long memory;  // bytes of address space, 0 for no limit
  long cpu;     // seconds, 0 for no limit
} spawn_limits;

// Returns 0, or the errno of the step that failed. The child leads a new session and process group,
// has the default action for every signal, no open files but its three streams, and `folder` as its
// working folder.
int spawn_child(const char *path, char *const argv[], char *const envp[], const char *folder,
                spawn_limits limits, spawned *child);

// Kills every process of the child's group.
void spawn_kill(pid_t pid, int signal);

// Returns 1 and the wait status if the child has ended (without reaping it), 0 if it still runs.
int spawn_has_ended(pid_t pid, int *by_signal, int *code);

// Reaps a child that has ended. Its group must have been killed before: the group id may be reused
// once the child is reaped.
void spawn_reap(pid_t pid);

// The environment of this process, ended by a null pointer: Swift does not import `environ`
// everywhere.
char *const *spawn_environment(void);

#endif
