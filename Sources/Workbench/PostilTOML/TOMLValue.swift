import PostilKit

/// A value with the place at which it is written.
package struct TOMLValue: Hashable, Sendable {
  /// What it holds.
  package enum Content: Hashable, Sendable {
    case string(String)
    case integer(Int)
    /// A number with a fraction or an exponent, an infinity or not a number.
    case float(Double)
    case boolean(Bool)
    case time(TOMLTime)
    case array([TOMLValue])
    case table(TOMLTable)
  }

  /// What it holds.
  package let content: Content
  /// Its bytes in the text; empty for a table that is not written in braces.
  package let range: Range<Int>

  /// The table, if it is one.
  package var table: TOMLTable? { if case .table(let table) = content { table } else { nil } }

  /// The value as JSON: a day or time is a string, an infinity and what is not a number are null.
  package var json: JSONValue {
    switch content {
    case .string(let value): .string(value)
    case .integer(let value): .int(value)
    case .float(let value): .double(value)
    case .boolean(let value): .bool(value)
    case .time(let value): .string(value.spelling)
    case .array(let elements): .array(elements.map(\.json))
    case .table(let table): .object(table.json)
    }
  }
}

/// A day, a time of day, or both, with or without an offset from UTC.
package struct TOMLTime: Hashable, Sendable {
  /// Which of them it is.
  package enum Kind: Hashable, Sendable { case dateTime, localDateTime, localDate, localTime }

  /// Which of them it is.
  package let kind: Kind
  /// As it is written, but with `T` before the time and `Z` for UTC.
  package let spelling: String
}

/// A table, its members in the order in which they are first named.
package struct TOMLTable: Hashable, Sendable {
  /// A key with its value.
  package struct Member: Hashable, Sendable {
    /// The key.
    package let name: String
    /// The byte at which the key is first written.
    package let offset: Int
    package let value: TOMLValue
  }

  /// How a table is written, which decides what may be added to it.
  package enum Form: Hashable, Sendable {
    /// Only as part of the header of a table in it.
    case implicit
    /// By a header of its own, or the text itself.
    case header
    /// As part of a key with dots.
    case dotted
    /// In braces.
    case inline
  }

  /// The members in order.
  package let members: [Member]
  /// How it is written.
  package let form: Form
  /// The byte after the line after which a key can be added under its header.
  let end: Int

  /// The value of that key.
  package subscript(name: String) -> TOMLValue? { members.first { $0.name == name }?.value }

  /// The table as JSON, its members in the same order.
  package var json: JSONObject {
    JSONObject(members.map { .init(name: $0.name, value: $0.value.json) })
  }
}
