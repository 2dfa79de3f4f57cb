import PostilKit
import PostilStore
import PostilSystem

/// What a plugin says about itself in its `plugin.json`.
package struct Manifest: Sendable, Hashable {
  /// How a plugin is started.
  package enum Start: Sendable, Hashable {
    /// A dynamic library of that name beside the manifest.
    case library(String)
    /// A program that speaks the messages of "Writing an annotator", with its arguments.
    case command([String])

    /// `native` or `process`.
    package var kind: String {
      switch self {
      case .library: "native"
      case .command: "process"
      }
    }
  }

  /// Where a plugin was found, which decides how far it is trusted.
  package enum Origin: String, Sendable {
    /// Below the prefix where Postil is installed.
    case builtin
    /// The user's own folder.
    case user
    /// A folder of `$POSTIL_PLUGINS`.
    case environment
    /// `plugins/` of the workspace.
    case workspace
  }

  /// How `train` gives it another model.
  package struct Learning: Sendable, Hashable {
    /// The model that it comes with, in the format of `SequenceLabeling`, as seen from its folder.
    package let model: String
    /// The setting that names a model of the workspace in its stead.
    package let setting: String
  }

  /// Its name: lower-case words with hyphens, such as `entity-tagger`.
  package let name: String
  /// Its version, such as `0.1.0`.
  package let version: String
  /// The version of the door and the messages it was written for.
  package let api: Int
  /// What it does, in one line.
  package let summary: String
  /// Layers it cannot work without.
  package let requires: [Layer]
  /// Layers it makes use of when they are there.
  package let uses: [Layer]
  /// Layers it makes annotations on.
  package let produces: [Layer]
  /// How it is started.
  package let start: Start
  /// What it may take.
  package var limits: ProcessLimits
  /// Its settings with their default values.
  package let settings: JSONObject
  /// How it learns; nil if it does not.
  package let learning: Learning?
  /// The folder where `plugin.json` lies.
  package let folder: String
  /// Where it was found.
  package let origin: Origin

  /// How its annotations are signed: `name@version`.
  package var annotator: String { "\(name)@\(version)" }

  /// The plugin as the author of what is written for it.
  package var author: Author { .plugin(name: name, version: version) }

  /// The layers it is given: those it requires and those it uses.
  package var given: Set<Layer> { Set(requires + uses) }

  /// The manifest's file.
  package var path: String { "\(folder)/plugin.json" }

  /// The dynamic library, if it is started from one.
  package var libraryPath: String? {
    guard case .library(let name) = start else { return nil }
    return "\(folder)/lib\(name).\(Platform.libraryExtension)"
  }

  /// Reads the manifest of a plugin's folder.
  ///
  /// - Throws: `noSuchFile`, `cannotRead`, `badManifest` that names the member at fault.
  package init(folder: String, origin: Origin = .environment) throws(PostilError) {
    let path = "\(folder)/plugin.json"
    let bytes = try Files.read(path, limit: 1 << 20)
    let json: JSONValue
    do {
      json = try JSONParser.parse(bytes)
    } catch {
      throw .badManifest(
        path: path, reason: "it is not JSON: \(error.reason) (byte \(error.offset))")
    }
    do {
      try self.init(ManifestReader(json), folder: folder, origin: origin)
    } catch {
      throw .badManifest(path: path, reason: error.reason)
    }
  }

  private init(
    _ reader: ManifestReader, folder: String, origin: Origin
  ) throws(AnnotationFailure) {
    api = try reader.api()
    name = try reader.name()
    version = try reader.version()
    summary = try reader.summary()
    requires = try reader.layers("requires")
    uses = try reader.layers("uses")
    produces = try reader.layers("produces", needed: true)
    start = try reader.start()
    limits = try reader.limits()
    settings = try reader.settings()
    learning = try reader.learning(settings)
    self.folder = folder
    self.origin = origin
    try reader.refuseUnknown()
  }
}
