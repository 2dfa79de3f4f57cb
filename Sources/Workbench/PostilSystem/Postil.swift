/// The program as such.
package enum Postil {
  /// The version of Postil.
  package static let version = "0.1.0"
}
