/// The program itself.
package enum Postil {
  /// The version of Postil.
  package static let version = "0.1.0"
}
