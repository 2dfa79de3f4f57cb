import PostilKit

/// Marks words that are written in capitals.
struct Shouting: Annotator {
  private let shortest: Int

  init(_ configuration: Configuration) throws {
    shortest = configuration.settings["shortest"]?.int ?? 4
  }

  func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation] {
    let text = article.text
    return Tokens(text).filter { token in
      let letters = text.utf8[token.bytes]
      return letters.count >= shortest && letters.allSatisfy { (0x41...0x5A).contains($0) }
    }.map { Annotation(layer: "tone", label: "shouting", spans: [text.span(bytes: $0.bytes)]) }
  }
}

/// Entry point exported to the host (see postil.h).
@_cdecl("postil_annotator_Shouting")
public func entryPoint() -> UnsafeRawPointer { NativeEntryPoint.table(for: Shouting.self) }
