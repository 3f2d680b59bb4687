// A library in a folder of its own, and articles for it.

import Articles
import Foundation
import Library
import TestSupport

extension Scratch {
  var places: LibraryPlaces { LibraryPlaces(cache: path + "/cache.sqlite", reader: path + "/reader.sqlite") }
}

let source = "报"

func document(_ title: String, _ text: String = "茶馆的早晨。", day: Int? = nil) -> Document {
  Document(
    title: title, published: day.flatMap { CalendarDate(year: 2024, month: 5, day: $0) },
    blocks: [.paragraph([Span(text)])])
}

func draft(_ path: String, _ document: Document) -> ArticleDraft {
  ArticleDraft(document, path: path, source: source)
}

func id(_ path: String) -> ArticleID { ArticleID(source: source, path: path) }

/// A library with one source of two categories, their indexes as given.
func library(
  _ scratch: Scratch, food: [String] = [], sky: [String] = [], articles: [ArticleDraft] = []
) throws -> Library {
  let library = try Library(scratch.places)
  try library.addSource(key: source, title: "", addresses: ["/somewhere"])
  var batch = Batch()
  batch.frontPage = FrontPage(
    title: "日报",
    categories: [
      FrontPage.Entry(group: "生活", name: "饮食", path: "indexes/food.md"),
      FrontPage.Entry(group: "见闻", name: "星空", path: "indexes/sky.md"),
    ])
  batch.listings = [("indexes/food.md", entries(food)), ("indexes/sky.md", entries(sky))]
  batch.articles = articles
  _ = try library.store(batch, source: source)
  return library
}

func entries(_ paths: [String]) -> [IndexPage.Entry] {
  paths.map { IndexPage.Entry(title: $0, path: $0) }
}
