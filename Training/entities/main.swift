import PostilKit

let usage = """
  usage: postil-train entity MANIFEST DATA [OUT]   trains the entity tagger's model from the data folder
         postil-train predict PLUGIN DOCS [NAME=VALUE...]
                                                prints {"doc","start","end","label"} lines of
                                                what the plugin in that folder finds
         postil-train lengths PLUGIN DOCS       prints how long texts of growing length take
         postil-train curve PLUGIN DOCS GOLD    prints what 10, 40 and 160 articles of a user's own
                                                bring, cross-validated
  """

do {
  let arguments = Array(CommandLine.arguments.dropFirst())
  switch (arguments.first, arguments.count) {
  case ("entity", 3...4):
    try EntityTraining(manifest: arguments[1], data: arguments[2]).run(
      out: arguments.count > 3 ? arguments[3] : nil)
  case ("predict", 3...):
    try Prediction.run(
      plugin: arguments[1], docs: arguments[2], settings: Array(arguments.dropFirst(3)))
  case ("lengths", 3): try Prediction.lengths(plugin: arguments[1], docs: arguments[2])
  case ("curve", 4):
    try LearningCurve(plugin: arguments[1], docs: arguments[2], gold: arguments[3]).run()
  default:
    note(usage)
    exit(64)
  }
} catch {
  note("postil-train: \(error)")
  exit(1)
}
