/// The tokens that a feature depends on, relative to the token that it describes.
/// A feature that depends on one token alone is the same wherever its word occurs, so that its
/// weights are summed once per article.
struct ContextWindow: OptionSet {
  let rawValue: UInt8

  static let left2 = ContextWindow(rawValue: 1)
  static let left = ContextWindow(rawValue: 2)
  static let word = ContextWindow(rawValue: 4)
  static let right = ContextWindow(rawValue: 8)
  static let right2 = ContextWindow(rawValue: 16)
  /// Several tokens, the position in the sentence, or the rest of the article.
  static let together = ContextWindow(rawValue: 32)
  static let all = ContextWindow(rawValue: 63)

  /// The windows of one token alone, from left to right.
  static let alone = [left2, left, word, right, right2]
}

/// The hashes of tokens' features, a run for each token, in memory that is reused.
/// Each call of ``add(_:_:)`` is a template whose number is part of the hash, so the order of
/// templates must not change once a model is trained.
struct FeatureBuffer: ~Copyable {
  /// The hashes; the first ``count`` are set.
  let hashes: UnsafeMutablePointer<UInt32>
  /// Number of hashes in all runs.
  private(set) var count = 0
  /// The end of each run; the first ``runs`` are set.
  let ends: UnsafeMutablePointer<Int>
  private(set) var runs = 0
  /// The number of the current template.
  var template: UInt64 = 0
  /// Only features of this window are added.
  private var wanted = ContextWindow.all

  /// Allocates memory for `runs` runs of at most `longest` features.
  init(runs: Int, longest: Int) {
    hashes = .allocate(capacity: runs * longest)
    ends = .allocate(capacity: runs)
  }

  deinit {
    hashes.deallocate()
    ends.deallocate()
  }

  /// Removes all runs.
  @inline(__always)
  mutating func clear() {
    count = 0
    runs = 0
  }

  /// Begins a run.
  @inline(__always)
  mutating func begin(_ wanted: ContextWindow = .all) {
    template = 0
    self.wanted = wanted
  }

  /// Ends a run.
  @inline(__always)
  mutating func end() {
    ends[runs] = count
    runs += 1
  }

  /// Adds a value of the next template.
  @inline(__always)
  mutating func add(_ value: @autoclosure () -> UInt64, _ reach: ContextWindow = .together) {
    template &+= 1
    if !wanted.isDisjoint(with: reach) { put(value()) }
  }

  /// Advances to the next template; false if its features are not wanted.
  @inline(__always)
  mutating func goOn(_ reach: ContextWindow) -> Bool {
    template &+= 1
    return !wanted.isDisjoint(with: reach)
  }

  /// Adds another value of the current template.
  @inline(__always)
  mutating func put(_ value: UInt64) {
    hashes[count] = Hashing.feature(template, value)
    count += 1
  }
}
