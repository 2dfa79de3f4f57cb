/// The line that an article opens with, if it is a headline.
enum Title {
  /// The longest headline, in code points.
  private static let longest = 160

  /// Whether the first of these lines is a headline: `# …`, or short, not ended as a sentence is,
  /// followed by an empty line or by itself again, and neither a byline nor a date.
  static func opens(_ lines: [SectionLine], _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard lines.count > 1, lines[0].hasLetter else { return false }
    let line = text[lines[0].bytes]
    if line.starts(with: "# ".utf8) { return true }
    guard line.count <= 4 * longest, line.count(where: { $0 & 0xC0 != 0x80 }) <= longest,
      !lines[0].ends || "?!".utf8.contains(lines[0].closing), !lines[0].isListItem,
      lines[1].isParagraph || line.elementsEqual(text[lines[1].bytes])
    else { return false }
    guard Masthead.mayBe(lines[0], firstByte: line[line.startIndex]) else { return true }
    return Masthead.kind(Substring(String(decoding: line, as: UTF8.self))) == nil
  }
}

/// Lines at the head of an article with its author, place and time.
enum Masthead {
  /// Whether a line may be a byline or a dateline: most are neither by their bytes alone, as the one begins with
  /// `By` and the other has a digit.
  static func mayBe(_ line: SectionLine, firstByte: UInt8) -> Bool {
    !line.isASCII || line.hasDigit || "Bb,|/".utf8.contains(firstByte)
  }

  /// The kind of a short line: byline, dateline, or nil for neither.
  static func kind(_ line: Substring) -> Section.Kind? {
    let words = line.split { " \t\u{A0},|/".contains($0) }
    guard let first = words.first, words.count <= 24 else { return nil }
    if ["By", "BY", "by"].contains(first), words.count > 1,
      words[1].first.map({ $0.isUppercase || $0 == "@" }) == true, !endsSentence(line)
    {
      return .byline
    }
    return isDateline(words) && !endsSentence(line) ? .dateline : nil
  }

  private static func endsSentence(_ line: Substring) -> Bool {
    guard let last = line.split(separator: " ").last else { return false }
    return "!?:;…".contains(line.last ?? "a") || (line.last == "." && last.count > 4)
  }

  /// `OSLO and LIMA, May 4, 2023`, `Tuesday 7 February 2023 - 18:45`, `Published: 2023-03-13`: a
  /// month, a day or a date by numbers, and apart from it only places in capitals.
  private static func isDateline(_ words: [Substring]) -> Bool {
    var hasDate = false
    var hasNumber = false
    for word in words {
      let plain = word.lowercased().filter { $0.isLetter || $0.isNumber }
      if word.contains(where: \.isNumber) {
        hasNumber = true
        if word.split(whereSeparator: { "-./".contains($0) }).count == 3 { hasDate = true }
      } else if months.contains(plain) || days.contains(plain) {
        hasDate = true
      } else if !plain.isEmpty, !labels.contains(plain),
        word.contains(where: \.isLowercase) || word.count < 2
      {
        return false
      }
    }
    return hasDate && hasNumber
  }

  private static let months = Set(
    (CalendarNames.months + CalendarNames.shortMonths).map { $0.lowercased() })
  private static let days = Set(
    (CalendarNames.weekdays + CalendarNames.shortWeekdays).map { $0.lowercased() })
  private static let labels: Set<String> = [
    "and", "published", "updated", "posted", "on", "date", "modified", "last", "am", "pm", "at",
  ]
}

/// Lines that belong to a page and not to its article.
enum Boilerplate {
  /// Whether a short line is in the list of texts around articles.
  static func isKnown(_ line: Substring) -> Bool {
    let words = folded(line)
    return lines.contains(words) || prefixes.contains { words.hasPrefix($0) }
  }

  /// Whether a line in ASCII that begins with two bytes may be in a list.
  static func mayBegin(_ first: UInt8, _ second: UInt8) -> Bool {
    beginnings[place(first, second)]
  }

  private static let beginnings: [Bool] = {
    var beginnings = [Bool](repeating: false, count: 1 << 14)
    for text in Array(lines) + prefixes + buttons {
      let bytes = Array(text.utf8.prefix(2))
      beginnings[place(bytes[0], bytes[1])] = true
    }
    return beginnings
  }()

  private static func place(_ first: UInt8, _ second: UInt8) -> Int {
    func lower(_ byte: UInt8) -> Int {
      Int(byte &- 0x41 < 26 ? byte | 0x20 : byte & 0x7F)
    }
    return lower(first) << 7 | lower(second)
  }

  /// The lengths of buttons, in bytes.
  static let lengths = 7...48

  /// Whether a line is a button or an advertisement wherever it occurs.
  static func isButton(_ line: Substring) -> Bool { buttons.contains(folded(line)) }

  /// Lower case, single blanks, without punctuation at the end.
  private static func folded(_ line: Substring) -> String {
    var words = line.lowercased().split { " \t\u{A0}".contains($0) }.joined(separator: " ")
    while let last = words.last, ".:!*…»›>".contains(last) { words.removeLast() }
    return words
  }

  private static let lines: Set<String> = [
    "news", "dismiss", "comments", "comment", "tags", "related", "share", "print", "email", "home",
    "menu", "search", "close", "about us", "about", "contact us", "contact", "privacy policy",
    "privacy", "terms of use", "terms of service", "terms and conditions", "cookie policy",
    "latest news", "more news", "breaking news", "top stories", "most read", "most popular",
    "trending", "trending now", "recommended", "you may also like", "you might also like",
    "related articles", "related stories", "related posts", "related news",
    "more from this section",
    "post comment", "reply", "log in", "login", "sign in", "sign up", "register", "subscribe",
    "subscribe now", "newsletter", "name", "website", "accept", "next", "previous", "next article",
    "previous article", "back to top", "advertisement", "advertising", "sponsored", "facebook",
    "twitter", "whatsapp", "telegram", "linkedin", "pinterest", "copy link", "load more",
    "show more", "no comments", "no comments yet", "opinion", "editor's pick", "editors' picks",
  ]
  private static let prefixes = [
    "get our ", "get the latest ", "sign up for ", "subscribe to ", "leave a comment",
    "leave a reply", "cancel reply", "your email address will not be", "required fields are marked",
    "save my name", "notify me of ", "this site uses akismet", "learn how your comment data",
    "you must be logged in", "click here", "share this", "share on ", "follow us", "read more",
    "read also", "also read", "see also", "filed under", "copyright ", "©", "all rights reserved",
    "posted in", "we use cookies", "this website uses cookies", "by continuing to ",
    "download our app", "download the app", "tap here", "support our ", "donate", "join our ",
    "like us on", "listen to this article", "text size", "view comments", "add a comment",
    "write a comment", "be the first to comment", "enter your email",
  ]
  private static let buttons: Set<String> = [
    "advertisement", "dismiss", "share this article", "listen to this article", "copy link",
    "sponsored", "subscribe now", "article continues below advertisement",
    "story continues below advertisement", "scroll to continue",
  ]
}

/// Posts of social networks inside an article.
enum Posts {
  private static let longestSignature = 200
  private static let dashes = ["—", "–", "-"].map { Array($0.utf8) }
  private static let links = ["pic.twitter.com/", "https://t.co/", "pic.x.com/"].map {
    Array($0.utf8)
  }

  /// `— Name (@handle) March 13, 2023`: the author of the lines above it.
  static func isSignature(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count <= longestSignature, dashes.contains(where: line.starts),
      let open = line.firstIndex(of: UInt8(ascii: "@")), open > line.startIndex,
      line[open - 1] == UInt8(ascii: "(")
    else { return false }
    let handle = line[(open + 1)...].prefix {
      $0 & 0xDF &- 0x41 < 26 || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
    }
    guard !handle.isEmpty, handle.endIndex < line.endIndex,
      line[handle.endIndex] == UInt8(ascii: ")")
    else { return false }
    return !line[handle.endIndex...].contains { ".!?".utf8.contains($0) }
  }

  /// Whether a line is a post by itself: it links to the post's own picture.
  static func isOne(_ line: ArraySlice<UInt8>) -> Bool {
    links.contains { link in
      line.indices.contains { line[$0] == link[0] && line[$0...].starts(with: link) }
    }
  }
}
