/// Deferred signals: a handler sets a flag and wakes the line editor through a pipe.
#ifndef POSTIL_CSIGNALS_H
#define POSTIL_CSIGNALS_H

#include <stdbool.h>

/// Makes SIGINT set a flag instead of ending the process, or restores its default effect.
void catch_interrupts(bool caught);

/// The same for the next SIGINT only, so that a second one ends the process; returns false, and does
/// nothing, if SIGINT is ignored or caught already.
bool catch_one_interrupt(void);

/// Whether SIGINT was received since the last call.
bool consume_interrupt(void);

/// Makes SIGTERM and SIGHUP, and SIGINT if `interrupts_too`, set a flag instead of ending the process;
/// the same signal a second time ends it.
void catch_terminations(bool interrupts_too);

/// The termination signal received, or 0.
int pending_termination_signal(void);

/// Makes a crash restore the terminal's present settings before the process ends by the crash's signal.
void restore_terminal_on_crash(void);

/// Makes a change of the terminal's size end a wait for a key, from now on.
void catch_resizes(void);

/// Whether the size of the terminal changed since the last call.
bool consume_resize(void);

/// Opens the pipe that SIGWINCH ('w'), SIGCONT ('c') and the signals of `catch_terminations` ('e')
/// write a byte to; returns its read end, or -1.
int signals_open_pipe(void);

/// Stops this process as Ctrl-Z does; returns when it is continued.
void signals_stop_self(void);

#endif
