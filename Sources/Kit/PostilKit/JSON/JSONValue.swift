/// A value of JSON.
///
/// Objects keep the order of their members and numbers their digits, so that what Postil does not
/// know is written as it was read.
public enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, as it was written.
  case number(String)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object(JSONObject)

  /// A whole number.
  public static func int(_ value: Int) -> JSONValue { .number(String(value)) }

  /// A number; null for what JSON cannot express (infinity, NaN).
  public static func double(_ value: Double) -> JSONValue {
    value.isFinite
      ? .number(value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)")
      : .null
  }
}

extension JSONValue {
  /// The string, if it is one.
  public var string: String? { if case .string(let value) = self { value } else { nil } }

  /// The whole number, if it is one that fits.
  public var int: Int? {
    guard case .number(let spelling) = self else { return nil }
    return Int(spelling)
  }

  /// The number, if it is one.
  public var double: Double? {
    guard case .number(let spelling) = self else { return nil }
    return Double(spelling)
  }

  /// The truth value, if it is one.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The elements, if it is an array.
  public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

  /// The members, if it is an object.
  public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

  /// The member of that name, if this is an object that has it.
  public subscript(name: String) -> JSONValue? { object?[name] }

  /// A scalar as a person reads it: a string without its quotation marks, anything else as JSON.
  public var plain: String { string ?? JSONWriter.string(self) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object, its members in that order.
  public init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(JSONObject(members.map { .init(name: $0, value: $1) }))
  }
}
