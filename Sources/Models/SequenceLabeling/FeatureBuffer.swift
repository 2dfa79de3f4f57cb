/// The tokens that a feature goes by, seen from the token that it is a feature of.
///
/// What goes by one token alone is the same wherever its word stands: its weights are added up once an
/// article.
struct Reach: OptionSet {
  let rawValue: UInt8

  static let left2 = Reach(rawValue: 1)
  static let left = Reach(rawValue: 2)
  static let word = Reach(rawValue: 4)
  static let right = Reach(rawValue: 8)
  static let right2 = Reach(rawValue: 16)
  /// Several tokens, the place in the sentence, or the rest of the article.
  static let together = Reach(rawValue: 32)
  static let all = Reach(rawValue: 63)

  /// Those of one token alone, from left to right.
  static let alone = [left2, left, word, right, right2]
}

/// The hashes of tokens' features, a run for each token, written into memory that is used again and
/// again.
///
/// Each call of ``add(_:_:)`` is a template of its own: its number goes into the hash, so templates must
/// keep their order once a model is trained.
struct FeatureBuffer: ~Copyable {
  /// The hashes; the first ``count`` are set.
  let hashes: UnsafeMutablePointer<UInt32>
  /// How many there are in all runs.
  private(set) var count = 0
  /// Where each run ends; the first ``runs`` are set.
  let ends: UnsafeMutablePointer<Int>
  /// How many runs there are.
  private(set) var runs = 0
  /// The number of the template before the next one.
  var template: UInt64 = 0
  /// Features of these tokens alone are added.
  private var wanted = Reach.all

  /// Makes room for `runs` runs of no more than `longest` features.
  init(runs: Int, longest: Int) {
    hashes = .allocate(capacity: runs * longest)
    ends = .allocate(capacity: runs)
  }

  deinit {
    hashes.deallocate()
    ends.deallocate()
  }

  /// Drops all runs.
  @inline(__always)
  mutating func clear() {
    count = 0
    runs = 0
  }

  /// Begins with a run.
  @inline(__always)
  mutating func begin(_ wanted: Reach = .all) {
    template = 0
    self.wanted = wanted
  }

  /// Ends a run.
  @inline(__always)
  mutating func end() {
    ends[runs] = count
    runs += 1
  }

  /// Adds a value under the next template.
  @inline(__always)
  mutating func add(_ value: @autoclosure () -> UInt64, _ reach: Reach = .together) {
    template &+= 1
    if !wanted.isDisjoint(with: reach) { put(value()) }
  }

  /// Goes on to the next template; false if its features are not wanted.
  @inline(__always)
  mutating func goOn(_ reach: Reach) -> Bool {
    template &+= 1
    return !wanted.isDisjoint(with: reach)
  }

  /// Adds a value to the template before.
  @inline(__always)
  mutating func put(_ value: UInt64) {
    hashes[count] = Hashing.feature(template, value)
    count += 1
  }
}
