/// A number of a calendar that may be missing, in two bytes: a time has a dozen of them and is copied often.
///
/// A number that does not fit becomes the largest one, which no calendar has.
@propertyWrapper
package struct Small: Hashable, Sendable {
  @usableFromInline var stored = Int16.min

  @inlinable package init() {}
  @inlinable package init(wrappedValue: Int?) { self.wrappedValue = wrappedValue }

  @inlinable package var wrappedValue: Int? {
    get { stored == .min ? nil : Int(stored) }
    set { stored = newValue.map { Int16(clamping: max($0, -Int(Int16.max))) } ?? .min }
  }
}
