// What the pages that list others say: the front page's categories and an index's entries.

/// The front page of a mirror (`README.md`): its title, its categories and everything else it links to.
package struct FrontPage: Hashable, Sendable {
  /// One category or article as the front page lists it.
  package struct Entry: Hashable, Sendable {
    /// The heading of the group it stands in; empty where the page has none.
    package var group: String
    /// Its name, or its title; empty for the category of the front page's own articles where it says none.
    package var name: String
    /// The path in the tree of its index (`indexes/73.md`), its identity within the source, or of the article.
    package var path: String
    /// Of an article, the day that stands beside its link.
    package var published: CalendarDate?

    /// A category, or an article, of a group (empty where it has none).
    package init(group: String, name: String, path: String, published: CalendarDate? = nil) {
      self.group = group
      self.name = name
      self.path = path
      self.published = published
    }
  }

  /// The newspaper's title; empty where the page has none.
  package var title: String
  /// The categories in order, each path once.
  package var categories: [Entry]
  /// The articles that it lists itself, in order, each once: those of the category whose path is the front page's.
  package var entries: [Entry]
  /// What is neither: other repositories, single pages, pictures, mail addresses. In order, each once.
  package var links: [SourceLink]
  /// Those of the links that lead to folders of the tree, by the README in each, which may be there or not. Each once.
  package var folders: [Entry]

  /// A front page of its parts.
  package init(
    title: String = "", categories: [Entry] = [], entries: [Entry] = [], links: [SourceLink] = [],
    folders: [Entry] = []
  ) {
    (self.title, self.categories, self.entries) = (title, categories, entries)
    (self.links, self.folders) = (links, folders)
  }
}

/// A link of a source that is not a category.
package struct SourceLink: Hashable, Sendable {
  /// The heading of the group it stands in; empty where there is none.
  package var group: String
  /// What it is called.
  package var title: String
  /// A web or mail address, or a path within the tree.
  package var address: String

  /// A link that is no category.
  package init(group: String, title: String, address: String) {
    self.group = group
    self.title = title
    self.address = address
  }
}

/// An index page: the articles of one category, newest first.
package struct IndexPage: Hashable, Sendable {
  /// One listed article.
  package struct Entry: Hashable, Sendable {
    /// The headline as the index has it.
    package var title: String
    /// The page's path in the tree, without query (`pages/soh7/518807.md`).
    package var path: String
    /// The day that stands beside its link; nil where none does.
    package var published: CalendarDate?

    /// The entry of an article that a front page lists.
    package init(_ entry: FrontPage.Entry) {
      self.init(title: entry.name, path: entry.path, published: entry.published)
    }

    /// An entry: what it is called, the page's path in the tree, and the day beside it.
    package init(title: String, path: String, published: CalendarDate? = nil) {
      self.title = title
      self.path = path
      self.published = published
    }
  }

  /// The entries in the index's order, each path once.
  package var entries: [Entry]
  /// Navigation and promotion between them.
  package var links: [PageLink]

  /// An index of its parts.
  package init(entries: [Entry] = [], links: [PageLink] = []) {
    self.entries = entries
    self.links = links
  }
}
