// The day it is where the reader is.

package import Articles
import Foundation

extension CalendarDate {
  /// The day of the local time; nil where the clock says a year that no article is of.
  package static var today: CalendarDate? {
    var now = time(nil), local = tm()
    localtime_r(&now, &local)
    return CalendarDate(
      year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
  }
}
