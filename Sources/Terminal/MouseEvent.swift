// The mouse, as a terminal reports it. Knows cells; must not know what stands in them.

/// What was done with the mouse, and in which cell.
package struct MouseEvent: Hashable, Sendable {
  /// What was done: a press of the first button, or a notch of the wheel.
  package enum Action: Hashable, Sendable { case click, wheelUp, wheelDown }

  /// What was done.
  package let action: Action
  /// The cell of the screen, its row and column counted from 0.
  package let row: Int, column: Int

  /// Something done in a cell.
  package init(_ action: Action, row: Int, column: Int) {
    (self.action, self.row, self.column) = (action, row, column)
  }
}
