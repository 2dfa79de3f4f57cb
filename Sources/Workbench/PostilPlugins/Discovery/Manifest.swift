import PostilKit
import PostilStore
import PostilSystem

/// A plugin's description of itself, its `plugin.json`.
package struct Manifest: Sendable, Hashable {
  /// How a plugin is started.
  package enum Start: Sendable, Hashable {
    /// A dynamic library with that name, beside the manifest.
    case library(String)
    /// A program, with its arguments, that uses the message protocol of "Writing an annotator".
    case command([String])

    /// `native` or `process`.
    package var kind: String {
      switch self {
      case .library: "native"
      case .command: "process"
      }
    }
  }

  /// How a plugin that is a process is asked.
  package struct Runs: Sendable, Hashable {
    /// The largest number of its processes; nil for as many as there are threads.
    package var processes: Int?
    /// How many questions a process takes before it has answered the first.
    package var inFlight = 1

    /// The largest number of questions that are open at once, with so many jobs.
    func width(jobs: Int) -> Int { min(processes ?? jobs, jobs) * inFlight }
  }

  /// Where a plugin was found, which determines whether it is trusted.
  package enum Origin: String, Sendable {
    /// The plugins installed with Postil.
    case builtin
    /// The user's own plugin folder.
    case user
    /// A folder of `$POSTIL_PLUGINS`.
    case environment
    /// The folder `plugins/` of the workspace.
    case workspace
  }

  /// How `train` supplies another model to the plugin.
  package struct Learning: Sendable, Hashable {
    /// The path of its built-in model, in the format of `SequenceLabeling`, relative to its folder.
    package let model: String
    /// The setting that names a model of the workspace to use instead.
    package let setting: String
    /// The setting that names the layer on which it makes annotations instead of its own; nil if it has none.
    package var layer: String?
  }

  /// Its name: lower-case words with hyphens, such as `entity-tagger`.
  package private(set) var name: String
  /// Its version, such as `0.1.0`.
  package let version: String
  /// The version of the plugin ABI and of the message protocol for which it was written.
  package let api: Int
  /// A summary in one line.
  package let summary: String
  /// Layers without which it cannot work.
  package let requires: [Layer]
  /// Layers that it uses if they are available.
  package let uses: [Layer]
  /// Layers on which it makes annotations.
  package private(set) var produces: [Layer]
  /// The languages of the texts that it reads, such as `en`; empty for any.
  package let languages: [String]
  /// How it is started.
  package let start: Start
  package var limits: ProcessLimits
  /// How it is asked, if it is a process.
  package let runs: Runs
  /// Its settings with their default values.
  package let settings: JSONObject
  /// The environment variables that it gets besides those that every plugin gets, such as a key.
  package let environment: [String]
  /// Whether it needs the network, in a sandbox too.
  package let network: Bool
  /// Whether the user confines its process.
  package var isSandboxed = false
  /// The path of its table of external ids, in the format of `ReferenceTable`, relative to its folder; nil if it has
  /// none.
  package let references: String?
  /// How it can be trained; nil if it cannot.
  package let learning: Learning?
  /// The folder that contains `plugin.json`.
  package private(set) var folder: String
  /// Where it was found.
  package let origin: Origin

  /// The name in the field `annotator` of its annotations: `name@version`.
  package var annotator: String { "\(name)@\(version)" }

  /// The plugin as the author of revisions.
  package var author: Author { .plugin(name: name, version: version) }

  /// The layers whose annotations it receives: those it requires and those it uses.
  package var given: Set<Layer> { Set(requires + uses) }

  /// The setting of a plugin that is used under another name, `[plugins.NAME] plugin = "…"`.
  package static let base = "plugin"

  /// The same plugin as the settings of one name use it: `plugin` names another plugin, and the setting that its
  /// `learns` names for a layer says on which layer it makes annotations.
  func instance(named name: String, settings: JSONObject) -> Manifest {
    var manifest = self
    manifest.name = name
    if let setting = learning?.layer, let layer = settings[setting]?.string,
      IdentifierRules.isLayer(layer)
    {
      manifest.produces = [Layer(rawValue: layer)]
    }
    return manifest
  }

  /// The same by the real path of its folder, for a process with another working folder.
  var absolute: Manifest {
    var manifest = self
    manifest.folder = Folders.real(folder) ?? folder
    return manifest
  }

  /// The path of the manifest.
  package var path: String { "\(folder)/plugin.json" }

  /// The path of the dynamic library, if it has one.
  package var libraryPath: String? {
    guard case .library(let name) = start else { return nil }
    return "\(folder)/lib\(name).\(Platform.libraryExtension)"
  }

  /// Reads the manifest of a plugin's folder.
  ///
  /// - Parameter inside: The folder that no link may lead out of; nil if links are followed.
  /// - Throws: `noSuchFile`, `cannotRead`, `linkLeaves`, `badManifest` that names the invalid member.
  package init(
    folder: String, origin: Origin = .environment, inside: FolderAccess? = nil
  ) throws(PostilError) {
    let path = "\(folder)/plugin.json"
    let bytes = try Self.bytes(path, inside)
    let json: JSONValue
    do {
      json = try JSONParser.parse(bytes)
    } catch {
      throw .plugin(
        .badManifest(
          path: path, reason: "it is not valid JSON: \(error.reason) (byte \(error.offset))"))
    }
    do {
      try self.init(ManifestReader(json), folder: folder, origin: origin)
    } catch {
      throw .plugin(.badManifest(path: path, reason: error.reason))
    }
  }

  private static func bytes(
    _ path: String, _ inside: FolderAccess?
  ) throws(PostilError) -> [UInt8] {
    let limit = 1 << 20
    do throws(PostilError) {
      guard let inside, let name = inside.name(of: path) else {
        return try Files.read(path, limit: limit, onlyRegular: true)
      }
      return try FileAccess(name, in: inside, path: path).read(limit: limit)
    } catch {
      guard case FileFact.notRegular = error.fact else { throw error }
      throw .plugin(.badManifest(path: path, reason: "it is not a regular file"))
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
    languages = try reader.languages()
    start = try reader.start()
    limits = try reader.limits()
    runs = try reader.runs()
    settings = try reader.settings()
    environment = try reader.environment()
    network = try reader.network()
    references = try reader.references()
    learning = try reader.learning(settings)
    self.folder = folder
    self.origin = origin
    try reader.refuseUnknown()
  }
}
