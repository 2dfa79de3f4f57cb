import PostilSystem

/// The target that the environment names.
private let chosen = Platform.environment("POSTIL_FUZZ").flatMap { name in
  FuzzTarget.all.first { $0.name == name }
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let chosen else {
    print("POSTIL_FUZZ is one of \(FuzzTarget.all.map(\.name).joined(separator: ", "))")
    exit(64)
  }
  chosen.read(UnsafeBufferPointer(start: start, count: count))
  return 0
}
