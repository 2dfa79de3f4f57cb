import PostilKit
import Testing

@testable import PostilFacts
