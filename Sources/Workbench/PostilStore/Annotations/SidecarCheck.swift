import PostilKit
import PostilSchema
import PostilSystem

/// Finds every problem of an article and its sidecar.
package enum SidecarCheck {
  /// Checks one article; an empty list means that it has no problems.
  ///
  /// - Parameters:
  ///   - file: The article.
  ///   - schema: The schema that annotations must fit; nil to skip that check.
  package static func check(_ file: ArticleFile, schema: Schema? = nil) -> [Finding] {
    do {
      let store = try AnnotationStore.open(file)
      return store.findings + annotations(store, schema)
    } catch let error as PostilError {
      return [Finding(file: path(of: error, file), code: code(of: error), error: error)]
    } catch {
      return [Finding(file: file.textPath, code: "unreadable", text: "\(error)")]
    }
  }

  private static func annotations(_ store: AnnotationStore, _ schema: Schema?) -> [Finding] {
    let twins = Dictionary(
      store.twins.map { ($0.0.id, $0.of) }, uniquingKeysWith: { first, _ in first })
    return store.annotations.flatMap { stored -> [Finding] in
      let line = store.log.lineNumber(of: stored.id)
      func finding(_ code: String, _ text: String) -> Finding {
        Finding(file: store.file.sidecarPath, line: line, code: code, text: text)
      }
      let problems = schema?.validate(stored.annotation) { store[id: $0]?.annotation } ?? []
      let missing = stored.annotation.roles.sorted { $0.key < $1.key }.flatMap { role, links in
        links.compactMap(\.id).filter { store[id: $0] == nil }.map { (role, $0) }
      }
      let twin = twins[stored.id].map { other in
        "'\(stored.id)': it says the same as '\(other.id)', which is \(other.annotation.state.rawValue)"
      }
      return problems.map { finding("schema", "'\(stored.id)': \($0)") }
        + (twin.map { [finding("twin", $0)] } ?? [])
        + missing.map {
          finding("missing-role", "'\(stored.id)': its \($0) '\($1)' does not exist")
        }
    }
  }

  private static func path(of error: PostilError, _ file: ArticleFile) -> String {
    switch error.fact {
    case StoreFact.foreignSidecar, StoreFact.newerSidecar, StoreFact.locked: file.sidecarPath
    default: file.textPath
    }
  }

  private static func code(of error: PostilError) -> String {
    switch error.fact {
    case StoreFact.textChanged: "text-changed"
    case StoreFact.foreignSidecar: "foreign-sidecar"
    case FileFact.notUTF8: "not-utf8"
    case FileFact.binary: "binary"
    case FileFact.tooLarge: "too-large"
    default: "unreadable"
    }
  }
}
