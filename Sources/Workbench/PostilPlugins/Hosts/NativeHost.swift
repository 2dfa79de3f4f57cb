import CPostil
import PostilKit
import PostilSystem

/// A plugin in a dynamic library loaded into this process, called through the C function table of
/// `postil.h`.
package final class NativeHost: HostedAnnotator {
  /// The plugin's manifest.
  package let manifest: Manifest
  private let calls: Calls
  private nonisolated(unsafe) let handle: UnsafeMutableRawPointer

  /// The functions of the table, checked to be present.
  private struct Calls: Sendable {
    typealias Annotate =
      @convention(c) (
        UnsafeMutableRawPointer?, postil_bytes, postil_bytes, UnsafeMutablePointer<postil_bytes>?
      ) -> Void
    let annotate: Annotate
    /// With flat messages; nil if the library has JSON only.
    let annotateFlat: Annotate?
    let release: @convention(c) (postil_bytes) -> Void
    let destroy: @convention(c) (UnsafeMutableRawPointer?) -> Void
  }

  /// Loads the library and creates its annotator.
  ///
  /// - Parameters:
  ///   - manifest: A manifest with a library.
  ///   - settings: The settings that the user changed; the others have their defaults.
  ///   - workspace: The folder of the articles, if the plugin may read files named in its settings.
  /// - Throws: `refused` with the reason.
  package init(
    _ manifest: Manifest, settings: JSONObject = JSONObject(), workspace: String? = nil
  ) throws(PostilError) {
    self.manifest = manifest
    do throws(AnnotationFailure) {
      let table = try Self.table(manifest)
      guard let create = table.create, let annotate = table.annotate,
        let release = table.release, let destroy = table.destroy
      else { throw AnnotationFailure("its table lacks a function") }
      calls = Calls(
        annotate: annotate, annotateFlat: table.annotate_flat, release: release, destroy: destroy)
      handle = try Self.create(
        create, table.context, calls, manifest.configuration(settings, workspace))
    } catch {
      throw .plugin(.refused(name: manifest.name, reason: error.reason))
    }
  }

  deinit { calls.destroy(handle) }

  /// Processes one article; the text is passed without copying it.
  package func annotate(
    _ request: AnnotateRequest, cancellation: Cancellation
  ) throws(PluginFailure) -> HostedResult {
    let start = Platform.milliseconds()
    if let call = calls.annotateFlat {
      return try annotateFlat(request, call, since: start)
    }
    let message = JSONWriter.bytes(request.json(includingText: false))
    var result = postil_bytes()
    Self.lend(request.article.text.utf8) { text in
      Self.lend(message) { calls.annotate(handle, text, $0, &result) }
    }
    defer { if result.data != nil { calls.release(result) } }
    let answer: JSONValue
    do {
      answer = try JSONParser.parse(UnsafeBufferPointer(start: result.data, count: result.count))
    } catch {
      throw PluginFailure(manifest.name, .error, "its answer is not JSON: \(error.reason)")
    }
    return try HostedResult(answer, .init(answer), of: manifest.name, since: start)
  }

  private func annotateFlat(
    _ request: AnnotateRequest, _ call: Calls.Annotate, since start: Double
  ) throws(PluginFailure) -> HostedResult {
    let message = request.flat()
    var result = postil_bytes()
    let lent = postil_bytes(data: message.bytes.baseAddress, count: message.bytes.count)
    Self.lend(request.article.text.utf8) { call(handle, $0, lent, &result) }
    _ = consume message
    defer { if result.data != nil { calls.release(result) } }
    let answer: (result: AnnotateResult, malformed: [String])
    do {
      answer = try AnnotateResult.read(
        flat: UnsafeBufferPointer(start: result.data, count: result.count))
    } catch {
      throw PluginFailure(manifest.name, .error, "its answer is not flat: \(error.reason)")
    }
    switch answer.result {
    case .error(let reason): throw PluginFailure(manifest.name, .error, reason)
    case .annotations(let annotations):
      return HostedResult(
        annotations: annotations, malformed: answer.malformed,
        milliseconds: Platform.milliseconds() - start)
    }
  }

  /// Does nothing: the annotator is destroyed with its last reference.
  package func stop() {}

  /// The function table; reads only the part whose layout is known.
  private static func table(_ manifest: Manifest) throws(AnnotationFailure) -> postil_annotator {
    guard let path = manifest.libraryPath, case .library(let library) = manifest.start else {
      throw AnnotationFailure("it does not start a library")
    }
    // Never closed: neither the Swift runtime nor a plugin's threads would survive that.
    guard let image = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw AnnotationFailure(lastError(or: "cannot load \(path)"))
    }
    guard let symbol = dlsym(image, "postil_annotator_\(library)") else {
      throw AnnotationFailure("\(path) does not export postil_annotator_\(library)")
    }
    guard let address = unsafeBitCast(symbol, to: Entry.self)() else {
      throw AnnotationFailure("postil_annotator_\(library) returns no table")
    }
    return try checked(address, against: manifest)
  }

  private typealias Entry = @convention(c) () -> UnsafeRawPointer?

  /// The size of the table in a library built before there were flat messages.
  private static let sizeWithoutFlat =
    MemoryLayout<postil_annotator>.offset(of: \.annotate_flat) ?? 0

  private static func checked(
    _ address: UnsafeRawPointer, against manifest: Manifest
  ) throws(AnnotationFailure) -> postil_annotator {
    let api = address.load(as: UInt32.self)
    guard api == POSTIL_API else {
      throw AnnotationFailure(
        "its library was built for api \(api), and this Postil uses api \(POSTIL_API);"
          + " rebuild it")
    }
    let size = address.load(fromByteOffset: 4, as: UInt32.self)
    let expected = MemoryLayout<postil_annotator>.size
    guard size == expected || size == sizeWithoutFlat else {
      throw AnnotationFailure(
        "its library's table has \(size) bytes instead of \(expected); rebuild it")
    }
    var table = postil_annotator()
    withUnsafeMutableBytes(of: &table) {
      $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: Int(size)))
    }
    // The name in the manifest applies; if the library also gives a name, the two must agree.
    let name = table.name.map { String(cString: $0) } ?? manifest.name
    let version = table.version.map { String(cString: $0) } ?? manifest.version
    guard name == manifest.name, version == manifest.version else {
      throw AnnotationFailure(
        "the library's name is '\(name)@\(version)', the manifest's '\(manifest.annotator)'")
    }
    return table
  }

  private static func create(
    _ create:
      @convention(c) (
        UnsafeMutableRawPointer?, postil_bytes, UnsafeMutablePointer<postil_bytes>?
      ) -> UnsafeMutableRawPointer?,
    _ context: UnsafeMutableRawPointer?, _ calls: Calls, _ configuration: JSONValue
  ) throws(AnnotationFailure) -> UnsafeMutableRawPointer {
    var failure = postil_bytes()
    let handle = lend(JSONWriter.bytes(configuration)) { create(context, $0, &failure) }
    defer { if failure.data != nil { calls.release(failure) } }
    if let handle { return handle }
    let answer = try? JSONParser.parse(
      UnsafeBufferPointer(start: failure.data, count: failure.count))
    throw AnnotationFailure(answer?["error"]?.plain ?? "it does not start and gives no reason")
  }

  private static func lend<Value>(_ bytes: [UInt8], _ body: (postil_bytes) -> Value) -> Value {
    bytes.withUnsafeBufferPointer {
      body(postil_bytes(data: $0.baseAddress, count: $0.count))
    }
  }

  private static func lastError(or reason: String) -> String {
    dlerror().map { String(cString: $0) } ?? reason
  }
}

extension Manifest {
  /// The configuration with which an annotator is created:
  /// `{"folder":…,"settings":{…},"workspace":…}`, the user's settings overriding the manifest's; for a
  /// process also `cache`, the path of its folder for files to keep, and `jobs`.
  func configuration(
    _ changed: JSONObject, _ workspace: String?, cache: String? = nil, jobs: Int? = nil
  ) -> JSONValue {
    var settings = self.settings
    for member in changed.members { settings[member.name] = member.value }
    var configuration = JSONObject()
    configuration["folder"] = .string(folder)
    configuration["settings"] = .object(settings)
    if let workspace { configuration["workspace"] = .string(workspace) }
    if let cache { configuration["cache"] = .string(cache) }
    if let jobs { configuration["jobs"] = .int(jobs) }
    return .object(configuration)
  }
}
