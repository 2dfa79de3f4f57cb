// The line editor, see editor.c.
