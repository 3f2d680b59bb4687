// The first that is made of something. `lazy.compactMap(make).first` makes it twice: once to find it, once to give it.

extension Sequence {
  /// The first that is made of an element; nil where nothing is made of any. Each is asked for once, in order, and none
  /// after it.
  package func firstNonNil<Result, Failure: Error>(_ make: (Element) throws(Failure) -> Result?)
    throws(Failure)
    -> Result?
  {
    for element in self {
      if let result = try make(element) { return result }
    }
    return nil
  }
}
