// Signal handlers only set a flag and write a byte to the pipe that the line editor polls.

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "CSignals.h"

static volatile sig_atomic_t interrupted;
static volatile sig_atomic_t resized;
static volatile sig_atomic_t ending;
static volatile sig_atomic_t wake_write = -1;

static void wake(char note) {
  int saved = errno;
  if (wake_write >= 0) (void)!write((int)wake_write, &note, 1);
  errno = saved;
}

static void on_interrupt(int number) {
  (void)number;
  interrupted = 1;
}

static void on_ending(int number) {
  ending = number;
  wake('e');
}

static void on_resize(int number) {
  (void)number;
  resized = 1;
  wake('w');
}

static void on_continue(int number) {
  (void)number;
  wake('c');
}

static void handle(int number, void (*handler)(int), int flags) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

// A parent may have started this process with signals blocked by accident.
static void unblock(int number) {
  sigset_t mine;
  sigemptyset(&mine);
  sigaddset(&mine, number);
  sigprocmask(SIG_UNBLOCK, &mine, NULL);
}

void catch_interrupts(bool caught) {
  // Without SA_RESTART, so that a read from the terminal returns EINTR.
  handle(SIGINT, caught ? on_interrupt : SIG_DFL, 0);
  if (caught) unblock(SIGINT);
}

bool catch_one_interrupt(void) {
  struct sigaction old;
  // A signal ignored by nohup or a shell's & stays ignored.
  if (sigaction(SIGINT, NULL, &old) == 0 && old.sa_handler != SIG_DFL) return false;
  handle(SIGINT, on_interrupt, SA_RESETHAND);
  unblock(SIGINT);
  return true;
}

bool consume_interrupt(void) {
  bool was = interrupted;
  interrupted = 0;
  return was;
}

void catch_terminations(bool interrupts_too) {
  static const int numbers[] = {SIGTERM, SIGHUP, SIGINT};
  for (int index = 0; index < (interrupts_too ? 3 : 2); index++) {
    struct sigaction old;
    // A signal ignored by nohup or a shell's & stays ignored.
    if (sigaction(numbers[index], NULL, &old) == 0 && old.sa_handler == SIG_IGN) continue;
    // A second signal has its default effect.
    handle(numbers[index], on_ending, SA_RESETHAND);
    unblock(numbers[index]);
  }
}

int pending_termination_signal(void) { return ending; }

static struct termios sane;

static void on_crash(int number) {
  // Only async-signal-safe calls: tcsetattr and write.
  tcsetattr(STDIN_FILENO, TCSANOW, &sane);
  (void)!write(STDOUT_FILENO, "\33[?2004l\r\n", 10);
  raise(number);  // SA_RESETHAND: now the signal ends the process
}

void restore_terminal_on_crash(void) {
  static const int numbers[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
  if (tcgetattr(STDIN_FILENO, &sane) != 0) return;
  for (size_t index = 0; index < sizeof numbers / sizeof *numbers; index++) {
    handle(numbers[index], on_crash, SA_RESETHAND | SA_NODEFER);
  }
}

void catch_resizes(void) { handle(SIGWINCH, on_resize, SA_RESTART); }

bool consume_resize(void) {
  bool was = resized;
  resized = 0;
  return was;
}

int signals_open_pipe(void) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  for (int end = 0; end < 2; end++) {
    fcntl(ends[end], F_SETFD, FD_CLOEXEC);
    fcntl(ends[end], F_SETFL, O_NONBLOCK);
  }
  wake_write = ends[1];
  handle(SIGWINCH, on_resize, SA_RESTART);
  handle(SIGCONT, on_continue, SA_RESTART);
  return ends[0];
}

void signals_stop_self(void) {
  handle(SIGTSTP, SIG_DFL, 0);
  raise(SIGTSTP);
}
