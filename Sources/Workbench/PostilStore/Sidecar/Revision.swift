import PostilKit

/// A line that gives an annotation a new state.
package struct Revision {
  package var annotation: Annotation
  package var stamp: SidecarLine.Stamp

  /// Creates a revision; an empty one to be read into.
  package init(
    annotation: Annotation = Annotation(layer: "", label: "", spans: []),
    stamp: SidecarLine.Stamp = SidecarLine.Stamp()
  ) {
    self.annotation = annotation
    self.stamp = stamp
  }
}
