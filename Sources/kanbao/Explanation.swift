// What can go wrong, in the reader's language: one line that names the thing and the remedy. The modules'
// errors describe themselves in English; here is the rest.

import Library
import Parsing
import Reader
import Sync
import Terminal

/// The line about an error.
func explanation(of error: any Error, in language: Language) -> String {
  switch error {
  case let failure as Failure: return failure.wording[language]
  case let mistake as Mistake: return mistake.sentence[language]
  case let error as LibraryError: return wording(error)[language]
  case let error as SyncError: return wording(error)[language]
  case let error as ParsingError: return wording(error)[language]
  case let error as TerminalError: return wording(error)[language]
  default: return "\(error)"
  }
}

/// The line about what a sync had to leave out.
func explanation(of note: SyncNote, in language: Language) -> String { wording(note)[language] }

func wording(_ note: SyncNote) -> Wording {
  let reason: Wording =
    switch note.problem {
    case .page(let error): wording(error)
    case .source(let error): wording(error)
    case .missing(0): Wording("列在目录里，但取不到；以后再试", "列在目錄裡，但取不到；以後再試", note.problem.description)
    case .missing(let others):
      Wording(
        "列在目录里，但取不到，另有 \(others) 篇也是；以后再试", "列在目錄裡，但取不到，另有 \(others) 篇也是；以後再試",
        note.problem.description)
    case .noEntries:
      Wording("没有列出文章；栏目保持原样", "沒有列出文章；欄目保持原樣", note.problem.description)
    case .noCategory(let nearest):
      Wording("没有叫这个名字的栏目", "沒有叫這個名稱的欄目", "no category is called that")
        + (nearest.map(Mistake.question)
          ?? Wording("；见 kanbao categories", "；見 kanbao categories", "; see `kanbao categories`"))
    case .name: Wording("文件名不合用，未读", "檔名不合用，未讀", note.problem.description)
    case .tooDeep: Wording("文件夹套得太深，未读", "資料夾套得太深，未讀", note.problem.description)
    case .identityTaken: Wording("它的编号与别的文章相同，未存", "它的編號與別的文章相同，未存", note.problem.description)
    case .wholeHistory:
      Wording("服务器不能只送一部分，取了全部历史", "伺服器不能只送一部分，取了全部歷史", note.problem.description)
    case .allContents: Wording("服务器不会挑拣，图片也取来了", "伺服器不會挑揀，圖片也取來了", note.problem.description)
    case .rewrittenHistory:
      Wording("它的历史改写过；已有的都留着，现有的已取来", "它的歷史改寫過；已有的都留著，現有的已取來", note.problem.description)
    }
  if case .source(let error) = note.problem, error.namesAFile { return reason }
  // What is no file's path, but a name, stands as names do.
  if case .noCategory = note.problem {
    return Wording("\(note.path)：", "\(note.path)：", "\(note.path): ") + reason
  }
  return Wording("\(note.path): ", "\(note.path): ", "\(note.path): ") + reason
}

private func wording(_ error: LibraryError) -> Wording {
  let english = error.description
  return switch error {
  case .newer(let file):
    Wording(
      "\(file) 是更新版的看报写的；请升级，或换一个 --data-dir", "\(file) 是更新版的看報寫的；請升級，或換一個 --data-dir", english)
  case .damaged(let file):
    Wording(
      "\(file) 已损坏，未作改动；请把它连同 \(file)-wal 和 -shm 一起移走，再放回备份",
      "\(file) 已損壞，未作改動；請把它連同 \(file)-wal 和 -shm 一起移走，再放回備份", english)
  case .setAside(let file, let aside):
    Wording(
      "\(file) 已损坏，移到了 \(aside)，您的标记都在；更新（kanbao sync）即可重取文章",
      "\(file) 已損壞，移到了 \(aside)，您的標記都在；更新（kanbao sync）即可重取文章", english)
  case .damagedArticle(let path):
    Wording("\(path) 的存本已损坏；更新（kanbao sync）即可重取", "\(path) 的存本已損壞；更新（kanbao sync）即可重取", english)
  case .notFilled(let file):
    Wording(
      "\(file) 还没有；请让管理它的账号运行 kanbao --cache DIR sync", "\(file) 還沒有；請讓管理它的帳號執行 kanbao --cache DIR sync",
      english)
  case .older(let file):
    Wording(
      "\(file) 是旧版的看报写的；请让管理它的账号用现在这一版运行 kanbao --cache DIR sync",
      "\(file) 是舊版的看報寫的；請讓管理它的帳號用現在這一版執行 kanbao --cache DIR sync", english)
  case .notOurs(let file):
    Wording("\(file) 由本机另一个账号管理：报源由它添加和更新", "\(file) 由本機另一個帳號管理：報源由它新增和更新", english)
  case .marksGone(let file):
    Wording(
      "\(file) 刚才被删去或换掉了；最后做的标记可能要再做一次", "\(file) 剛才被刪去或換掉了；最後做的標記可能要再做一次", english)
  case .marksEmpty(let file):
    Wording("\(file) 是空的，已重新开始；若有备份，请放回去", "\(file) 是空的，已重新開始；若有備份，請放回去", english)
  case .gone(let file):
    Wording("\(file) 刚才被删去了；更新（kanbao sync）即可重取文章", "\(file) 剛才被刪去了；更新（kanbao sync）即可重取文章", english)
  case .readOnly(let file):
    Wording(
      "\(file) 不能写入；请检查磁盘和权限，或换一个 --data-dir", "\(file) 不能寫入；請檢查磁碟和權限，或換一個 --data-dir", english)
  case .diskFull(let file):
    Wording("磁盘已满，\(file) 写不下了，已有的都没丢；请腾出空间再试", "磁碟已滿，\(file) 寫不下了，已有的都沒丟；請騰出空間再試", english)
  case .locked(let file):
    Wording("\(file) 正被别的进程使用；请稍候再试", "\(file) 正被別的程序使用；請稍候再試", english)
  case .unusable(let file, let reason):
    Wording(
      "\(file) 不能使用：\(Reasons.wording(reason).simplified)；请检查路径，或换一个 --data-dir",
      "\(file) 不能使用：\(Reasons.wording(reason).traditional)；請檢查路徑，或換一個 --data-dir", english)
  case .sourceExists(let name):
    Wording("已有叫 \(name) 的报源；请用 --name 另取一个名字", "已有叫 \(name) 的報源；請用 --name 另取一個名字", english)
  case .noSuchSource(let name):
    Wording("没有叫 \(name) 的报源；见 kanbao sources", "沒有叫 \(name) 的報源；見 kanbao sources", english)
  case .addressTaken(let address, let name):
    Wording(
      "\(address) 已经是 \(name) 的地址；用 kanbao sync 更新它", "\(address) 已經是 \(name) 的位址；用 kanbao sync 更新它", english)
  case .noSuchMirror(let address, let name):
    Wording(
      "\(name) 没有 \(address) 这个地址；见 kanbao sources", "\(name) 沒有 \(address) 這個位址；見 kanbao sources", english)
  }
}

private func wording(_ error: ParsingError) -> Wording {
  let english = error.description
  return switch error {
  case .tooLarge(let limit):
    Wording("页面超过 \(limit / 1_048_576) MB，未读", "頁面超過 \(limit / 1_048_576) MB，未讀", english)
  case .empty: Wording("页面里没有文字", "頁面裡沒有文字", english)
  case .notText: Wording("不是文字（是图片或压缩包？）", "不是文字（是圖片或壓縮檔？）", english)
  }
}

private func wording(_ error: TerminalError) -> Wording {
  let english = error.description
  return switch error {
  case .notATerminal:
    Wording(
      "阅读界面要在终端里打开；脚本里请用 kanbao list 和 kanbao show", "閱讀介面要在終端機裡開啟；腳本裡請用 kanbao list 和 kanbao show", english)
  case .unusable(""):
    Wording(
      "没有设置终端类型；请设置 TERM（如 xterm-256color）", "沒有設定終端機類型；請設定 TERM（如 xterm-256color）",
      "no terminal type is set; set TERM (for instance xterm-256color)")
  case .unusable(let term):
    Wording(
      "终端类型“\(term)”显示不了阅读界面；请设置 TERM（如 xterm-256color）",
      "終端機類型「\(term)」顯示不了閱讀介面；請設定 TERM（如 xterm-256color）", english)
  case .noUTF8: Wording("找不到 UTF-8 语言环境；请设置 LC_ALL=C.UTF-8", "找不到 UTF-8 語系；請設定 LC_ALL=C.UTF-8", english)
  }
}
