/// The members of a JSON object, in order; each name occurs once.
public struct JSONObject: Sendable {
  /// One member.
  public struct Member: Hashable, Sendable {
    /// The name before the colon.
    public var name: String
    /// The value after it.
    public var value: JSONValue

    /// Makes a member.
    public init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The members in order.
  public private(set) var members: [Member]

  /// The place of each name, so that an object of a million names is read and written in linear time;
  /// nil while there are so few that looking through them is faster.
  private var places: [String: Int]?

  private static let few = 24

  /// Makes an object of members whose names differ.
  public init(_ members: [Member] = []) {
    self.members = members
    if members.count > Self.few { index() }
  }

  /// Whether there are no members.
  public var isEmpty: Bool { members.isEmpty }

  /// The value of that name; setting nil removes it, a new name goes to the end.
  public subscript(name: String) -> JSONValue? {
    get { place(of: name).map { members[$0].value } }
    set {
      switch (place(of: name), newValue) {
      case (let place?, let value?): members[place].value = value
      case (let place?, nil): remove(at: place)
      case (nil, let value?): append(Member(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// Whether there is a member of that name.
  func has(_ name: String) -> Bool { place(of: name) != nil }

  /// Adds a member whose name is new.
  mutating func append(_ member: Member) {
    places?[member.name] = members.count
    members.append(member)
    if places == nil, members.count > Self.few { index() }
  }

  private func place(of name: String) -> Int? {
    places.map { $0[name] } ?? members.firstIndex { $0.name == name }
  }

  private mutating func remove(at place: Int) {
    members.remove(at: place)
    places = nil
    if members.count > Self.few { index() }
  }

  private mutating func index() {
    places = Dictionary(
      members.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension JSONObject: Hashable {
  /// Objects are equal when their members are, in the same order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members == right.members
  }

  /// Hashes the members.
  public func hash(into hasher: inout Hasher) { hasher.combine(members) }
}
