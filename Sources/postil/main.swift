import PostilSystem

exit(Program.main(Array(CommandLine.arguments.dropFirst())))
