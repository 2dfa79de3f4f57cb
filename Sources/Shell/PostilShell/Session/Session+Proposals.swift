import PostilKit
import PostilPlugins
import PostilPointing
import PostilStore

extension Session {
  /// What the plugins of a layer say about an article, of which nothing is written. A plugin that cannot be
  /// started, or that fails, says nothing.
  package func proposals(for store: AnnotationStore, on layer: Layer) -> [Annotation] {
    let catalog = PluginCatalog.standard(workspace: focus.workspace)
    let names = catalog.manifests.filter { $0.produces.contains(layer) }.map(\.name)
    guard !names.isEmpty, let pipeline = try? Pipeline(catalog: catalog, only: names),
      let running = try? pipeline.startInterruptibly(pipelineOptions)
    else { return [] }
    defer { running.stop() }
    let existing = store.annotations.map(\.annotation)
    return running.annotate(store.article, existing: existing).wanted().filter { $0.layer == layer }
  }
}
