import PostilAgreement
import PostilCuration
import PostilExchange
import PostilPlugins
import PostilPointing
import PostilSchema
import PostilSettings
import PostilScoring
import PostilStore
import PostilStream
import PostilSystem
import PostilWorkbench

/// What to do next about an error: a command to run, a value to use, a name that is spelt almost alike.
/// Nothing outside this folder knows it.
package enum Advice {
  /// The rest of the sentence after the fact, from its punctuation mark on; empty if nothing can be
  /// advised. For a missing file it reads the folder where the file should be.
  package static func next(_ error: PostilError) -> String {
    switch error.fact {
    case let fact as FileFact: file(fact)
    case let fact as ValueFact: value(fact)
    case let fact as StoreFact: store(fact)
    case let fact as SettingsFact: settings(fact)
    case let fact as SchemaFact: schema(fact)
    case let fact as PluginFact: plugin(fact)
    case let fact as FormatFact: format(fact)
    case let fact as ScoringFact: scoring(fact)
    case let fact as AgreementFact: agreement(fact)
    case let fact as CurationFact: curation(fact)
    case let fact as PointingFact: pointing(fact)
    case let fact as WorkbenchFact: workbench(fact)
    case let fact as StreamFact: stream(fact)
    case let fact as UsageFact: usage(fact)
    case let fact as CommandFact: command(fact)
    default: ""
    }
  }

  /// `. Did you mean a or b?`, else the advice.
  static func meant(_ nearest: [String], else advice: String) -> String {
    nearest.isEmpty ? "; \(advice)" : ". Did you mean \(nearest.joined(separator: " or "))?"
  }

  static func nearest(_ name: String, _ known: [String], else advice: String) -> String {
    meant(Spelling.nearest(name, in: known), else: advice)
  }

  /// The known names that are spelt almost alike; nil if there is none.
  static func near(_ name: String, _ known: [String]) -> [String]? {
    let nearest = Spelling.nearest(name, in: known)
    return nearest.isEmpty ? nil : nearest
  }
}
