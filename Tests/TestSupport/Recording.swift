import PostilKit
import PostilStore
import PostilSystem

/// Whether golden files and transcripts are written again instead of compared: `POSTIL_RECORD=1`.
package enum Recording {
  package static let isOn = getenv("POSTIL_RECORD") != nil
  package static let notice =
    "was recorded again; look at the difference and run without POSTIL_RECORD"
}
