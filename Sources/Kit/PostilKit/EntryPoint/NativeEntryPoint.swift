import CPostil

/// Exports an annotator through the C table of `postil.h`.
///
/// A plugin's entry point is:
///
/// ```swift
/// @_cdecl("postil_annotator_EntityTagger")
/// public func entryPoint() -> UnsafeRawPointer { NativeEntryPoint.table(for: EntityTagger.self) }
/// ```
///
/// The symbol ends in the library's name, as Python's `PyInit_` does, so that several plugins can be
/// linked into one test.
public enum NativeEntryPoint {
  /// The table for an annotator. It is made once per process and never freed; its name and version
  /// are `NULL`, since the manifest has both.
  public static func table<Plugin: Annotator>(for type: Plugin.Type) -> UnsafeRawPointer {
    let table = UnsafeMutablePointer<postil_annotator>.allocate(capacity: 1)
    table.initialize(
      to: postil_annotator(
        api: UInt32(POSTIL_API), size: UInt32(MemoryLayout<postil_annotator>.size),
        name: nil, version: nil,
        context: Unmanaged.passRetained(Factory { try Plugin($0) }).toOpaque(),
        create: create, annotate: annotate, release: release, destroy: destroy,
        annotate_flat: annotateFlat))
    return UnsafeRawPointer(table)
  }
}

/// Makes annotators of a type that C cannot express.
private final class Factory: Sendable {
  let make: @Sendable (Configuration) throws -> any Annotator
  init(_ make: @escaping @Sendable (Configuration) throws -> any Annotator) { self.make = make }
}

private final class Box: Sendable {
  let annotator: any Annotator
  init(_ annotator: any Annotator) { self.annotator = annotator }
}

private func create(
  context: UnsafeMutableRawPointer?, configuration: postil_bytes,
  failure: UnsafeMutablePointer<postil_bytes>?
) -> UnsafeMutableRawPointer? {
  do {
    guard let context else { throw AnnotatorError("the host lost the table's context") }
    let json = try JSONParser.parse(buffer(configuration))
    let factory = Unmanaged<Factory>.fromOpaque(context).takeUnretainedValue()
    let annotator = try factory.make(
      Configuration(
        folder: json["folder"]?.string ?? ".", settings: json["settings"]?.object ?? JSONObject(),
        workspace: json["workspace"]?.string))
    return Unmanaged.passRetained(Box(annotator)).toOpaque()
  } catch {
    failure?.pointee = handedOver(AnnotateResult.error("\(error)").json)
    return nil
  }
}

private func annotate(
  handle: UnsafeMutableRawPointer?, text: postil_bytes, request: postil_bytes,
  result: UnsafeMutablePointer<postil_bytes>?
) {
  let answer = answer(handle, text) { text in
    try AnnotateRequest(json: JSONParser.parse(buffer(request)), text: text)
  }
  result?.pointee = handedOver(answer.json)
}

private func annotateFlat(
  handle: UnsafeMutableRawPointer?, text: postil_bytes, request: postil_bytes,
  result: UnsafeMutablePointer<postil_bytes>?
) {
  let answer = answer(handle, text) { try AnnotateRequest(flat: buffer(request), text: $0) }
  let bytes = answer.flat().handOver()
  result?.pointee = postil_bytes(data: bytes.baseAddress, count: bytes.count)
}

private func answer(
  _ handle: UnsafeMutableRawPointer?, _ text: postil_bytes,
  _ request: (Text) throws -> AnnotateRequest
) -> AnnotateResult {
  guard let handle else { return .error("the host lost the annotator") }
  do {
    let request = try request(Text(validating: Array(buffer(text))))
    return AnnotateResult(
      Unmanaged<Box>.fromOpaque(handle).takeUnretainedValue().annotator, request)
  } catch {
    return .error("the request cannot be read: \(error)")
  }
}

private func release(bytes: postil_bytes) { bytes.data?.deallocate() }

private func destroy(handle: UnsafeMutableRawPointer?) {
  if let handle { Unmanaged<Box>.fromOpaque(handle).release() }
}

private func buffer(_ bytes: postil_bytes) -> UnsafeBufferPointer<UInt8> {
  UnsafeBufferPointer(start: bytes.data, count: bytes.count)
}

private func handedOver(_ json: JSONValue) -> postil_bytes {
  let bytes = JSONWriter.bytes(json)
  let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
  copy.initialize(from: bytes, count: bytes.count)
  return postil_bytes(data: copy, count: bytes.count)
}
