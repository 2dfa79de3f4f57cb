import PostilKit
import PostilPlugins
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilStream
import PostilSystem
import PostilWorkbench

/// The options that select plugins and control how they run.
struct Annotators {
  /// The plugins of `--only`; nil for all.
  let only: [String]?
  /// The day of `--published`.
  let published: CalendarDate?
  /// The number of `--jobs`; nil for the default.
  let jobs: Int?
  /// Whether what plugins print on standard error is shown.
  let isVerbose: Bool
  /// The part of `--shard`; nil for everything.
  let shard: Shard?
  /// The language of `--language`; nil to guess it.
  let language: String?
  private let (isolates, sandboxes): (Bool, Bool)

  init(_ arguments: Arguments) throws {
    only = arguments.value("only")?.split(separator: ",").map(String.init)
    if only?.isEmpty == true {
      throw PostilError.usage(.flagWithoutValue(flag: "only", form: "PLUGIN,…"))
    }
    (isolates, sandboxes) = (arguments.has("isolate"), arguments.has(Flag.sandbox.name))
    jobs = try arguments.jobs()
    language = try arguments.language()
    isVerbose = arguments.has(Flag.verbose.name)
    shard = try arguments.value("shard").map { text in
      guard let shard = Shard(text) else {
        throw PostilError.value(
          .invalid(name: "shard", value: text, form: "--shard 2/8 for the second of eight"))
      }
      return shard
    }
    published = try arguments.value("published").map { text in
      guard text.count == 10, let day = CalendarDate(text) else {
        throw PostilError.value(
          .invalid(name: "day", value: text, form: "--published 2023-03-13"))
      }
      return day
    }
  }

  /// Starts the plugins with the settings of a workspace.
  ///
  /// - Parameter schema: The schema whose labels are taken; nil to take all labels.
  func start(
    _ catalog: PluginCatalog, _ workspace: Workspace, schema: Schema?
  ) throws -> RunningPipeline {
    let pipeline = try Pipeline(catalog: catalog, only: only)
    guard !pipeline.steps.isEmpty else {
      throw PostilError.command(.noPlugins(isCommandLine: true))
    }
    var options = Pipeline.Options(workspace)
    (options.isolate, options.sandbox) = (isolates, sandboxes)
    options.schema = schema
    options.language = language
    options.jobs = jobs ?? options.jobs
    return try pipeline.startInterruptibly(options, printsErrors: isVerbose)
  }
}

extension Flag {
  /// `--sandbox`, of commands that run plugins.
  static let sandbox = Flag(
    "sandbox", nil, "confine all plugins with bubblewrap: no network, no writing; Linux")

  /// `--verbose`, of commands that run plugins.
  static let verbose = Flag(
    "verbose", nil, "report every article, and what plugins print on standard error", short: "v")

  /// `--language`, of commands that run plugins.
  static let language = Flag(
    "language", "CODE", "the language of all texts, such as en; without it the text tells")

  /// `--jobs N`, of commands that work on several articles at once.
  static let jobs = Flag(
    "jobs", "N", "articles in progress at once; default POSTIL_JOBS, else the processors allowed")
}

extension Manifest {
  /// The languages that it reads, in words: `en or de`.
  var readable: String { languages.joined(separator: " or ") }
}

extension Arguments {
  /// The code of `--language`; nil if it is not given.
  ///
  /// - Throws: `invalid` if it is not the form of a code.
  func language() throws -> String? {
    guard let code = value("language") else { return nil }
    guard IdentifierRules.isLanguage(code) else {
      throw PostilError.value(.invalid(name: "language", value: code, form: "--language=en"))
    }
    return code
  }

  /// The number of `--jobs`; nil if it is not given.
  ///
  /// - Throws: `invalid` if it is not a number from 1 to 1024.
  func jobs() throws -> Int? {
    guard let jobs = try number("jobs") else { return nil }
    guard (1...1024).contains(jobs) else {
      throw PostilError.value(
        .invalid(name: "number of jobs", value: "\(jobs)", form: "--jobs=4"))
    }
    return jobs
  }
}
