// The configuration, read again while the reader is open.

import Hanzi
import Library
import Reader
import Terminal

extension Application {
  /// Reads the configuration again and has all go by it. What is wrong in it is said and kept in the log; where that
  /// matters, what was in force stays.
  func readConfiguration() {
    let mistakes: [Mistake]
    do {
      mistakes = try world.readAgain()
    } catch {
      return handle(failure(error))
    }
    var failures: [any Error] = mistakes
    if mistakes.allSatisfy(\.isHarmless) { failures += configure() }
    // The last one said is the one that is seen: that of the first line.
    for failure in failures.reversed() { handle(self.failure(failure)) }
  }

  /// Has all go by the configuration. What of it could not be done.
  private func configure() -> [any Error] {
    widths = TerminalWidths(world)
    widths.settle(display)
    // Other widths may hold, and the terminal may have been asked for them: what it shows now is not what was drawn.
    display.redraw()
    display.use(world.configuration.theme)
    display.useMouse(world.configuration.usesMouse)
    scripts.configure(world.configuration.scripts)
    var failures = world.addSources(to: library)
    do { try world.chooseCategories(of: library) } catch { failures.append(error) }
    sync.configure(world, library)
    ignoreUnwanted(isAnew: true)
    handle(.configured(world.preferences, world.configuration.keys))
    return failures
  }
}
