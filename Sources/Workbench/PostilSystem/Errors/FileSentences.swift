extension FileFact {
  package var description: String {
    switch self {
    case .noSuchFile(let path): "there is no file '\(path)'"
    case .noSuchFolder(let path): "there is no folder '\(path)'"
    case .noSuchPath(let path): "there is no file or folder '\(path)'"
    case .cannotRead(let path, let code): "cannot read '\(path)': \(Self.reason(code))"
    case .cannotWrite(let path, let code):
      "cannot write '\(path)': \(Self.reason(code))"
    case .exists(let path): "'\(path)' already exists"
    case .notRegular(let path): "'\(path)' is not a regular file"
    case .notUTF8(let path, let byte): "'\(path)' is not UTF-8: invalid byte at offset \(byte)"
    case .binary(let path, let byte): "'\(path)' is not a text file: NUL byte at offset \(byte)"
    case .tooLarge(let path, let bytes, let limit):
      "'\(path)' has \(bytes) bytes, more than the limit of \(limit)"
    case .linkLeaves(let path, let folder):
      "'\(path)' is a symbolic link that leads out of '\(folder)', or to nothing"
    case .badRecord(let path, let line, let reason): "'\(path)' line \(line): \(reason)"
    case .interrupted: "interrupted"
    case .printingInterrupted: "interrupted while printing"
    case .brokenPipe: "standard output was closed"
    case .cannotPrint(let code):
      "cannot print: \(Self.reason(code))"
    }
  }

  package var status: ExitStatus {
    switch self {
    case .noSuchFile, .noSuchFolder, .noSuchPath: .noInput
    case .cannotRead(_, let code), .cannotWrite(_, let code):
      code == EACCES || code == EPERM || code == EROFS ? .permission : .inputOutput
    case .exists, .linkLeaves: .failure
    case .notRegular, .notUTF8, .binary, .tooLarge, .badRecord: .badData
    case .interrupted, .printingInterrupted: .interrupted
    case .brokenPipe: .brokenPipe
    case .cannotPrint: .inputOutput
    }
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
