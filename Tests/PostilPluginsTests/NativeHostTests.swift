import PostilKit
import PostilSystem
import TestSupport
import PostilTesting
import PostilWorkbench
import Testing

@testable import PostilPlugins

/// Plugins in C, made for the test, show what the host checks before it calls anything.
@Suite(.enabled(if: hasCompiler, "cc is missing")) struct NativeHostTests {
  private func compile(
    _ folder: TemporaryFolder, api: String = "POSTIL_API", size: String = "sizeof(table)",
    name: String = #""small", "0.1.0""#,
    body: String = "answer(result, \"{\\\"annotations\\\":[]}\");",
    create: String = "return (void *)1;"
  ) throws -> Manifest {
    let manifest = try folder.plugin("small", start: #"{"library":"Small"}"#)
    let source = try folder.write(
      "small.c",
      """
      #include <stdlib.h>
      #include <string.h>
      #include "postil.h"
      static void answer(postil_bytes *to, const char *json) {
        to->count = strlen(json);
        to->data = (const uint8_t *)strdup(json);
      }
      static void *create(void *context, postil_bytes configuration, postil_bytes *failure) {
        \(create)
      }
      static void annotate(void *a, postil_bytes text, postil_bytes request, postil_bytes *result) {
        \(body)
      }
      static void release(postil_bytes bytes) { free((void *)bytes.data); }
      static void destroy(void *annotator) {}
      static postil_annotator table;
      const postil_annotator *postil_annotator_Small(void) {
        table = (postil_annotator){\(api), \(size), \(name), 0,
                                   create, annotate, release, destroy};
        return &table;
      }
      """)
    let library = "\(folder.path)/small/libSmall.\(Platform.libraryExtension)"
    let headers = "\(repository)/Sources/Kit/CPostil/include"
    try #require(shell("cc -shared -fPIC -w -I'\(headers)' -o '\(library)' '\(source)'") == 0)
    return manifest
  }

  @Test func aPluginInCWorks() throws {
    let folder = try TemporaryFolder()
    let json =
      #"{\"annotations\":[{\"layer\":\"entity\",\"label\":\"PER\",\"spans\":[[0,3]]},{\"layer\":1}]}"#
    let host = try NativeHost(try compile(folder, body: #"answer(result, "\#(json)");"#))
    let result = try host.annotate(Article(text: Text("Zoë")))
    #expect(result.annotations.map(\.spans) == [[Span(0, 3)]])
    #expect(result.malformed.count == 1)
  }

  @Test(arguments: [
    ("7", "sizeof(table)", "0, 0", "was built for api 7, and this Postil uses api 1"),
    ("POSTIL_API", "16", "0, 0", "table has 16 bytes instead of"),
    ("POSTIL_API", "sizeof(table) + 8", "0, 0", "bytes instead of"),
    (
      "POSTIL_API", "sizeof(table)", #""large", "0.1.0""#,
      "name is 'large@0.1.0', the manifest's 'small@0.1.0'"
    ),
  ])
  func anotherEntryPointIsRefused(_ api: String, _ size: String, _ name: String, _ reason: String)
    throws
  {
    let folder = try TemporaryFolder()
    let manifest = try compile(folder, api: api, size: size, name: name)
    let error = #expect(throws: PostilError.self) { try NativeHost(manifest) }
    #expect(error.map { "\($0)".contains(reason) } == true, "\(String(describing: error))")
  }

  /// A library built before the table had flat messages answers in JSON.
  @Test func aLibraryWithTheShorterTableWorks() throws {
    let folder = try TemporaryFolder()
    let host = try NativeHost(
      try compile(folder, size: "offsetof(postil_annotator, annotate_flat)"))
    #expect(try host.annotate(Article(text: Text("x"))).annotations == [])
  }

  @Test(arguments: [#""small", "0.1.0""#, "0, 0", #""small", 0"#])
  func theManifestMayBeTheOnlyPlaceForNameAndVersion(_ name: String) throws {
    let folder = try TemporaryFolder()
    #expect(throws: Never.self) { try NativeHost(compile(folder, name: name)) }
  }

  @Test func saysWhyItDoesNotStart() throws {
    let folder = try TemporaryFolder()
    let manifest = try compile(
      folder, create: #"answer(failure, "{\"error\":\"no model\"}"); return 0;"#)
    #expect(throws: PostilError.plugin(.refused(name: "small", reason: "no model"))) {
      try NativeHost(manifest)
    }
    let missing = try folder.plugin("gone", start: #"{"library":"Gone"}"#)
    let error = #expect(throws: PostilError.self) { try NativeHost(missing) }
    #expect(error.map { "\($0)".contains("libGone") } == true)
  }

  @Test func anAnswerThatIsNoneIsAnError() throws {
    let folder = try TemporaryFolder()
    let host = try NativeHost(try compile(folder, body: #"answer(result, "ouch");"#))
    let failure = #expect(throws: PluginFailure.self) {
      try host.annotate(Article(text: Text("x")))
    }
    #expect(failure?.reason.hasPrefix("its answer is not JSON") == true)
  }

  @Test(.enabled(if: isBuilt, "postil is not built"))
  func aCrashInAChildCostsOneArticle() throws {
    let folder = try TemporaryFolder()
    let manifest = try compile(
      folder, body: #"if (text.count == 1) abort(); answer(result, "{\"annotations\":[]}");"#)
    let host = try ProcessHost(manifest, worker: ["\(buildFolder)/postil", "worker"])
    let failure = #expect(throws: PluginFailure.self) {
      try host.annotate(Article(text: Text("x")))
    }
    #expect(failure?.kind == .crash)
    #expect(failure?.reason.contains("signal 6") == true)
    #expect(try host.annotate(Article(text: Text("fine"))).annotations == [])
    host.stop()
  }
}

@Suite(.enabled(if: isBuilt, "the annotators are not built")) struct StageTests {
  /// A stage keeps working where it was moved to, and every way of carrying an annotator keeps the
  /// contract.
  @Test func aMovedStageWorks() throws {
    let folder = try TemporaryFolder()
    let first = try stage(into: folder, "first")
    let moved = "\(folder.path)/moved"
    try #require(shell("mv '\(first)' '\(moved)'") == 0)
    let catalog = PluginCatalog(folders: [.init("\(moved)/lib/postil/plugins", .builtin)])
    #expect(catalog.problems == [])
    #expect(
      catalog.manifests.map(\.name) == ["date-normalizer", "entity-tagger", "quote-attributor"])
    for isolate in [false, true] {
      var options = Pipeline.Options()
      options.isolate = isolate
      options.worker = ["\(moved)/bin/postil", "worker"]
      let running = try Pipeline(catalog: catalog).start(options)
      let result = running.annotate(Article(text: Text("Angela Merkel spoke on Monday.")))
      #expect(result.failures == [])
      #expect(result.runs.count == 3)
      running.stop()
    }
  }

  @Test(arguments: ["date-normalizer", "entity-tagger", "quote-attributor"])
  func aHostedAnnotatorKeepsTheContract(_ name: String) async throws {
    let folder = try TemporaryFolder()
    let prefix = try stage(into: folder)
    let manifest = try Manifest(folder: "\(prefix)/lib/postil/plugins/\(name)", origin: .builtin)
    let host = try NativeHost(manifest)
    let violations = await AnnotatorContract.violations(produces: manifest.produces) {
      try host.annotate($0, given: $1).annotations
    }
    #expect(violations == [])
  }
}
