// What the parts of the line under a title are called: 发布时间, 来源, 作者.

/// What a label says of what follows it.
enum ImprintLabel {
  /// When the page was published, or when it was changed or taken.
  case published, changed
  /// Who made it, where it is filed, how often it was read; who made a picture.
  case maker, picture
  /// What it was made of.
  case original
  /// The sizes of letters that a reader of the site may choose.
  case choice

  /// Takes a label off the beginning of a text, and the colon or the bar behind it; nil where none stands there.
  static func remove(from rest: inout Substring) -> ImprintLabel? {
    // By bytes first: few lines have one, and characters take long to tell.
    let mayHaveColon = rest.utf8.contains { $0 == UInt8(ascii: ":") || $0 == 0xEF }
    if mayHaveColon, let colon = rest.prefix(longestLabel).firstIndex(where: { $0 == ":" || $0 == "：" }),
      let label = labels[rest[..<colon].filter { $0.isLetter || $0.isNumber }.lowercased()]
    {
      rest = rest[rest.index(after: colon)...].drop(while: \.isWhitespace)
      return label
    }
    if let word = openings.first(where: rest.begins) {
      rest = rest.dropFirst(word.count).drop { $0.isWhitespace || ":：".contains($0) }
      return .published
    }
    guard let word = makers.first(where: rest.begins), "/／".contains(rest.dropFirst(word.count).first ?? " ")
    else { return nil }
    rest = rest.dropFirst(word.count + 1).drop(while: \.isWhitespace)
    return .maker
  }

  /// Whether a text begins with a label.
  static func begins(_ text: Substring) -> Bool {
    var rest = text
    return remove(from: &rest) != nil
  }

  /// What stands before a bar: 文/李四.
  private static let makers = ["文", "作者", "记者", "記者", "撰文", "编辑", "編輯", "责编", "責編", "来源", "來源"]

  private static let longestLabel = 14
  private static let openings = ["发布于", "發布於", "發佈於", "发表于", "發表於", "刊于", "刊於"]
  private static let labels: [String: ImprintLabel] = {
    var labels: [String: ImprintLabel] = [:]
    for name in [
      "时间", "時間", "日期", "发布时间", "發布時間", "發佈時間", "发布日期", "發布日期", "發佈日期", "发表时间", "發表時間", "发表日期", "發表日期",
      "发布", "發布", "發佈", "刊登时间", "刊登時間", "刊发时间", "刊發時間", "报道时间", "報道時間", "报导时间", "報導時間",
      "文章日期", "文章时间", "文章時間", "刊登日期", "发稿时间", "發稿時間", "首发时间", "首發時間", "首发日期", "首發日期", "创建时间", "建立時間",
      "创建日期", "建立日期", "date", "published", "publisheddate", "publishdate", "publishtime", "posted",
    ] {
      labels[name] = .published
    }
    for name in [
      "更新时间", "更新時間", "更新日期", "更新", "修改时间", "修改時間", "最后更新", "最後更新", "抓取时间", "抓取時間", "采集时间", "採集時間", "归档时间",
      "歸檔時間", "收录时间", "收錄時間", "updated",
    ] {
      labels[name] = .changed
    }
    for name in [
      "来源", "來源", "文章来源", "文章來源", "新闻来源", "新聞來源", "稿源", "出处", "出處", "作者", "文", "记者", "記者", "编辑", "編輯", "责编",
      "責編", "责任编辑", "責任編輯", "译者", "譯者", "校对", "校對", "分类", "分類", "栏目", "欄目", "标签", "標籤", "原作者", "原文作者", "公众号",
      "公眾號",
      "微信公众号", "微信公眾號", "账号", "帳號", "媒体", "媒體", "阅读", "閱讀", "浏览", "瀏覽", "点击", "點擊", "字数", "字數",
      "阅读数", "閱讀數", "阅读量", "閱讀量", "阅读次数", "閱讀次數", "浏览数", "瀏覽數", "浏览量", "瀏覽量", "浏览次数", "瀏覽次數", "点击数", "點擊數",
      "点击量", "點擊量", "点击次数", "點擊次數", "访问量", "訪問量", "人气", "人氣", "热度", "熱度", "评论", "評論", "评论数", "評論數", "点赞",
      "點讚",
      "关键词", "關鍵詞", "关键字", "關鍵字", "审核", "審核", "通讯员", "通訊員", "供稿", "撰稿", "撰文", "author", "source", "by",
      "tags", "category",
    ] {
      labels[name] = .maker
    }
    for name in ["字号", "字號", "字体", "字體", "字体大小", "字體大小"] { labels[name] = .choice }
    for name in [
      "原文", "原文链接", "原文鏈接", "原文連結", "原文地址", "原文网址", "原文網址", "文章链接", "文章鏈接", "文章連結", "链接", "鏈接", "連結", "网址",
      "網址",
      "url", "link", "标题", "標題", "原标题", "原標題", "title",
    ] {
      labels[name] = .original
    }
    for name in ["摄影", "攝影", "图", "圖"] { labels[name] = .picture }
    return labels
  }()
}
