#ifndef POSTIL_SIGNALS_H
#define POSTIL_SIGNALS_H

/// Opens the pipe that SIGWINCH ('w'), SIGCONT ('c') and the signals of
/// `endings_catch` ('e') write a byte to; returns its reading end.
int signals_open_pipe(void);

/// Stops this process as Ctrl-Z does; returns when it continues.
void signals_stop_self(void);

#endif
