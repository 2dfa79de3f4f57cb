import DateEngine

/// The languages that the setting `language` can name. To add one, write its folder and a line here.
enum Languages {
  static let all: [any DateLanguage] = [
    English()
  ]
}
