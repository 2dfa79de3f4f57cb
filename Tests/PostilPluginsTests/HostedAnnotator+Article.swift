import PostilKit
import PostilPlugins
import PostilSystem

extension HostedAnnotator {
  /// Annotates an article, without a request made by hand.
  func annotate(
    _ article: Article, given: [Annotation] = [], cancellation: Cancellation = Cancellation()
  ) throws(PluginFailure) -> HostedResult {
    try annotate(AnnotateRequest(article: article, given: given), cancellation: cancellation)
  }
}
