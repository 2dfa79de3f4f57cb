import PostilSystem
import PostilKit
import PostilStore

/// An article with its words counted.
package final class OpenArticle {
  /// Its annotations.
  package let store: AnnotationStore
  /// Its words and lines, counted when they are first needed.
  package private(set) lazy var grid = WordGrid(store.article.text)
  /// What its lines are for, found when it is first needed.
  package private(set) lazy var sections = Sections(store.article.text)

  package init(_ store: AnnotationStore) { self.store = store }

  /// Its name in the workspace.
  package var name: String { store.file.name }

  /// The number of annotations in a state.
  package func count(_ state: Annotation.State) -> Int { store.count(state) }
}
