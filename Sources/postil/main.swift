import PostilShell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

exit(Shell.main(Array(CommandLine.arguments.dropFirst())))
