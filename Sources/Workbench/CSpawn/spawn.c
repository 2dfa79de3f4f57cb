#define _GNU_SOURCE
#include "CSpawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/syscall.h>
#endif

static int pipe_cloexec(int ends[2]) {
#if defined(__linux__)
  return pipe2(ends, O_CLOEXEC);
#else
  if (pipe(ends) != 0) return -1;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

static void close_both(int ends[2]) {
  if (ends[0] >= 0) close(ends[0]);
  if (ends[1] >= 0) close(ends[1]);
}

// File descriptors that other code opened without FD_CLOEXEC must not leak into a plugin.
static void close_above(int last, int keep) {
#if defined(__linux__) && defined(SYS_close_range)
  if (keep > last + 1) syscall(SYS_close_range, (unsigned)last + 1, (unsigned)keep - 1, 0);
  if (syscall(SYS_close_range, (unsigned)keep + 1, ~0U, 0) == 0) return;
#endif
  struct rlimit limit;
  long end = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 65536 ? (long)limit.rlim_cur : 65536;
  for (int descriptor = last + 1; descriptor < end; descriptor++)
    if (descriptor != keep) close(descriptor);
}

static void limit(int resource, long value) {
  if (value <= 0) return;
  struct rlimit limit = {.rlim_cur = (rlim_t)value, .rlim_max = (rlim_t)value};
  setrlimit(resource, &limit);
}

static void become(const char *path, char *const argv[], char *const envp[], const char *folder,
                   spawn_limits limits, const int streams[3], int report) {
  for (int number = 1; number < 32; number++)
    if (number != SIGKILL && number != SIGSTOP) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  setsid();
  int moved[3];  // above 0, 1 and 2 first, in case they are closed in the host
  for (int index = 0; index < 3; index++) moved[index] = fcntl(streams[index], F_DUPFD, 3);
  int kept = fcntl(report, F_DUPFD_CLOEXEC, 3);
  for (int index = 0; index < 3; index++)
    if (moved[index] < 0 || dup2(moved[index], index) < 0) goto failed;
  close_above(2, kept);
  limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_CPU, limits.cpu);
  if (chdir(folder) == 0) execve(path, argv, envp);
failed:;
  int code = errno;
  ssize_t ignored = write(kept, &code, sizeof code);
  (void)ignored;
  _exit(127);
}

static int outcome(int report) {
  int code = 0;
  ssize_t count;
  do count = read(report, &code, sizeof code);
  while (count < 0 && errno == EINTR);
  return count == sizeof code ? code : 0;
}

int spawn_child(const char *path, char *const argv[], char *const envp[], const char *folder,
                spawn_limits limits, spawned *child) {
  int in[2] = {-1, -1}, out[2] = {-1, -1}, err[2] = {-1, -1}, report[2] = {-1, -1};
  int code = 0;
  pid_t pid = -1;
  if (pipe_cloexec(in) || pipe_cloexec(out) || pipe_cloexec(err) || pipe_cloexec(report) ||
      (pid = fork()) < 0)
    code = errno;
  if (pid == 0) become(path, argv, envp, folder, limits, (int[3]){in[0], out[1], err[1]}, report[1]);
  if (pid > 0) {
    close(report[1]);
    report[1] = -1;
    code = outcome(report[0]);
    if (code != 0) waitpid(pid, NULL, 0);
  }
  close_both(report);
  if (code != 0) {
    close_both(in);
    close_both(out);
    close_both(err);
    return code;
  }
  close(in[0]);
  close(out[1]);
  close(err[1]);
  *child = (spawned){.pid = pid, .input = in[1], .output = out[0], .errors = err[0]};
  fcntl(child->input, F_SETFL, O_NONBLOCK);
  fcntl(child->output, F_SETFL, O_NONBLOCK);
  fcntl(child->errors, F_SETFL, O_NONBLOCK);
  return 0;
}

void spawn_kill(pid_t pid, int signal) {
  if (pid > 1) kill(-pid, signal);
}

int spawn_has_ended(pid_t pid, int *by_signal, int *code) {
  siginfo_t info = {0};
  *by_signal = 0;
  *code = 0;
  if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0) return errno == ECHILD;
  if (info.si_pid == 0) return 0;
  *by_signal = info.si_code != CLD_EXITED;
  *code = info.si_status;
  return 1;
}

void spawn_reap(pid_t pid) {
  while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
  }
}

extern char **environ;

char *const *spawn_environment(void) { return environ; }
