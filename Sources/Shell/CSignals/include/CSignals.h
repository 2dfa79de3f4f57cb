/// Signals as notes: a handler sets a flag and wakes whoever waits for a key.
#ifndef POSTIL_CSIGNALS_H
#define POSTIL_CSIGNALS_H

#include <stdbool.h>

/// Makes Ctrl-C set a flag instead of ending the process, or undoes that.
void catch_interrupts(bool caught);

/// Whether Ctrl-C was pressed since this was called last.
bool consume_interrupt(void);

/// Makes SIGTERM and SIGHUP, and SIGINT if `interrupts_too`, leave a note instead of ending the process;
/// the same signal a second time ends it.
void catch_terminations(bool interrupts_too);

/// The signal that asked the process to end, or 0.
int pending_termination_signal(void);

/// Makes a crash restore the terminal to its present state before the process ends as it would.
void restore_terminal_on_crash(void);

/// Whether the size of the terminal changed since this was called last.
bool consume_resize(void);

/// Opens the pipe that SIGWINCH ('w'), SIGCONT ('c') and the signals of `catch_terminations` ('e')
/// write a byte to; returns its reading end, or -1.
int signals_open_pipe(void);

/// Stops this process as Ctrl-Z does; returns when it continues.
void signals_stop_self(void);

#endif
