/// The hashes of one token's features, written into memory that is used again and again.
///
/// Each call of ``add(_:)`` is a template of its own: its number goes into the hash, so templates must
/// keep their order once a model is trained.
struct FeatureBuffer: ~Copyable {
  /// The hashes of the token looked at last; the first ``count`` are set.
  let hashes: UnsafeMutablePointer<UInt32>
  /// How many there are.
  private(set) var count = 0
  /// The number of the template before the next one.
  var template: UInt64 = 0

  /// Makes room for as many features as any token has.
  init(capacity: Int) { hashes = .allocate(capacity: capacity) }

  deinit { hashes.deallocate() }

  /// Begins with the next token.
  @inline(__always)
  mutating func clear() {
    count = 0
    template = 0
  }

  /// Adds a value under the next template.
  @inline(__always)
  mutating func add(_ value: UInt64) {
    template &+= 1
    put(value)
  }

  /// Adds a value to the template before.
  @inline(__always)
  mutating func put(_ value: UInt64) {
    hashes[count] = Hashing.feature(template, value)
    count += 1
  }
}
