import PostilCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// A native plugin in a child comes first: it needs nothing else of the executable.
if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "worker" {
  exit(Worker.run(folder: CommandLine.arguments[2]).rawValue)
}
