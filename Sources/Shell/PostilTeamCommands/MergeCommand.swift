import PostilCuration
import PostilPointing
import PostilShell
import PostilSystem
import PostilTerminal

/// `merge`: merges two versions of a sidecar, as a merge driver of git's.
struct MergeCommand: Command {
  let name = "merge"
  let takesArticle = false
  let needsWorkspace = false
  let isCommandLineOnly = true
  let insteadInShell: String? = "use git merge"
  let group = CommandGroup.files
  let summary = "Merge two versions of a sidecar, for git."
  let usage = "BASE OURS THEIRS PATH [--stop]"
  let details = """
    Git runs it once `init --git` has set it up. BASE is the common ancestor, which may be empty; OURS and THEIRS
    are the two versions, and OURS receives the result; PATH is the sidecar's path for messages. Lines of both
    branches are kept; a person's decision holds against a suggestion, and equal decisions are one. Where two
    people have changed one annotation differently, both readings are kept, and the merge goes on: `check` reports
    the conflict, and `review conflicts` decides it. A sidecar whose article has different texts on the two
    branches is left to git.
    """
  let examples: [Example] = [
    ("merge base.jsonl ours.jsonl theirs.jsonl wire.jsonl", "into ours.jsonl")
  ]
  let flags = [
    Flag("stop", nil, "exit status 1 if there are conflicts, so that git stops before it commits")
  ]
  let completion: [Completion] = [.paths]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    var words = arguments
    var paths: [String] = []
    for what in ["the common ancestor", "our version", "their version", "the sidecar's path"] {
      paths.append(try words.take(what, for: self).text)
    }
    try words.end(self)
    let ours = FileAccess(path: paths[1])
    let versions = try [0, 1, 2].map { try FileAccess(path: paths[$0]).read(limit: 4 << 30) }
    let merged: SidecarMerge
    do throws(PostilError) {
      merged = try SidecarMerge(
        base: versions[0], ours: versions[1], theirs: versions[2], path: paths[3])
    } catch {
      guard case CurationFact.notASidecar = error.fact else { throw error }
      // Another program's JSON Lines are merged as git merges any text.
      return Outcome(status: GitRepository.mergeText(paths) ? .success : .failure)
    }
    try ours.replace(with: merged.bytes)
    guard merged.conflicts > 0 else { return .done }
    try session.console.err.print(
      "\(paths[3]): \(counted(merged.conflicts, "conflict")) to decide: postil review conflicts on all"
    )
    return Outcome(status: arguments.has("stop") ? .failure : .success)
  }
}
