import PostilKit
import Testing

@Suite struct CalendarNamesTests {
  @Test func namesAYear() {
    #expect(CalendarNames.months.count == 12 && CalendarNames.weekdays.count == 7)
  }

  /// Each short form begins a name, and all names but May have one.
  @Test func shortensTheNames() {
    func agree(_ names: [String], _ forms: [String], without exceptions: Set<String> = []) {
      let begun = forms.compactMap { form in names.first { $0.hasPrefix(form) } }
      #expect(begun.count == forms.count && Set(begun) == Set(names).subtracting(exceptions))
    }
    agree(CalendarNames.months, CalendarNames.shortMonths, without: ["May"])
    agree(CalendarNames.weekdays, CalendarNames.shortWeekdays)
  }
}
