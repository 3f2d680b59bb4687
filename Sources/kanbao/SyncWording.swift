// What can go wrong between a source and the library, in the reader's language.

import Sync

func wording(_ error: SyncError) -> Wording {
  let english = error.description
  func told(_ reason: String) -> Wording { Reasons.wording(reason) }
  return switch error {
  case .unknownAddress(let address):
    Wording(
      "\(address) 不是报源；请给文件夹、网址（https://…）或 git 地址，已不在的报源可用 kanbao remove 删去",
      "\(address) 不是報源；請給資料夾、網址（https://…）或 git 位址，已不在的報源可用 kanbao remove 刪去", english)
  case .unreadable(let path, let reason):
    Wording(
      "\(path) 读不了：\(told(reason).simplified)；请检查路径和权限", "\(path) 讀不了：\(told(reason).traditional)；請檢查路徑和權限",
      english)
  case .noMirror(let address) where SyncError.isOnTheWeb(address):
    Wording(
      "\(address) 里没有镜像：那里没有 README.md，镜像要有它作首页", "\(address) 裡沒有鏡像：那裡沒有 README.md，鏡像要有它作首頁",
      english)
  case .noMirror(let path):
    Wording("\(path) 里没有镜像：既没有 README.md，也没有文章", "\(path) 裡沒有鏡像：既沒有 README.md，也沒有文章", english)
  case .listsNothing(let path):
    Wording("\(path) 没有列出栏目；已有的都留着", "\(path) 沒有列出欄目；已有的都留著", english)
  case .tooLarge(let path, let limit):
    Wording("\(path) 超过 \(limit / 1_048_576) MB，未读", "\(path) 超過 \(limit / 1_048_576) MB，未讀", english)
  case .behind(let mirror):
    Wording("\(mirror) 比这里的还旧；改用别的镜像", "\(mirror) 比這裡的還舊；改用別的鏡像", english)
  case .slow(let mirror):
    Wording("\(mirror) 比别的镜像慢得多；改用别的镜像", "\(mirror) 比別的鏡像慢得多；改用別的鏡像", english)
  case .budgetSpent(let limit):
    Wording(
      "今天的 \(SyncError.amount(limit)) 已经用完；明天继续，或调大 daily-budget",
      "今天的 \(SyncError.amount(limit)) 已經用完；明天繼續，或調大 daily-budget", english)
  case .waiting(let mirror, let seconds):
    Wording(
      "\(mirror) 刚失败过，或要求稍候；\(time(seconds).simplified)后再试",
      "\(mirror) 剛失敗過，或要求稍候；\(time(seconds).traditional)後再試", english)
  case .busy: Wording("另一个进程正在更新；请等它结束再试", "另一個程序正在更新；請等它結束再試", english)
  case .missing(let library): Wording("缺 \(library)；请从系统的软件包安装", "缺 \(library)；請從系統的套件安裝", english)
  case .nameNotFound(let host):
    Wording(
      "查不到 \(host) 这个名字；请检查地址，或设置 proxy、dns-over-https",
      "查不到 \(host) 這個名字；請檢查位址，或設定 proxy、dns-over-https", english)
  case .refused(let host):
    Wording("\(host) 拒绝连接；请检查地址和端口", "\(host) 拒絕連線；請檢查位址和埠號", english)
  case .unreachable(let host): Wording("到不了 \(host)；请检查网络", "到不了 \(host)；請檢查網路", english)
  case .noConnection(let host, let seconds):
    Wording(
      "\(seconds) 秒内连不上 \(host)，也许被封锁；请设置 proxy，或添加别的镜像",
      "\(seconds) 秒內連不上 \(host)，也許被封鎖；請設定 proxy，或新增別的鏡像", english)
  case .handshakeCut(let host):
    Wording(
      "\(host) 的连接刚建立就被切断，也许被封锁；请设置 proxy，或添加别的镜像",
      "\(host) 的連線剛建立就被切斷，也許被封鎖；請設定 proxy，或新增別的鏡像", english)
  case .noAnswer(let host, let seconds):
    Wording("\(host) 在 \(seconds) 秒内没有回答；以后再试", "\(host) 在 \(seconds) 秒內沒有回答；以後再試", english)
  case .stalled(let host, let seconds):
    Wording("\(host) 中途 \(seconds) 秒没有送来数据；以后再试", "\(host) 中途 \(seconds) 秒沒有送來資料；以後再試", english)
  case .cutShort(let host): Wording("\(host) 中途断了；以后再试", "\(host) 中途斷了；以後再試", english)
  case .certificate(let host, let reason):
    Wording(
      "\(host) 的证书不可信：\(told(reason).simplified)；请检查时钟、地址，或设置 ca-file",
      "\(host) 的憑證不可信：\(told(reason).traditional)；請檢查時鐘、位址，或設定 ca-file", english)
  case .proxy(let host, let reason):
    Wording(
      "代理 \(host) 不通：\(told(reason).simplified)；请检查 proxy 设置",
      "代理 \(host) 不通：\(told(reason).traditional)；請檢查 proxy 設定", english)
  case .garbled(let host, let reason):
    Wording(
      "\(host) 的回答看不懂：\(told(reason).simplified)", "\(host) 的回答看不懂：\(told(reason).traditional)", english)
  case .status(let status, let path) where status >= 500:
    Wording("\(path)：服务器回答 \(status)；以后再试", "\(path)：伺服器回答 \(status)；以後再試", english)
  case .status(let status, let path):
    Wording("\(path)：服务器回答 \(status)；请检查地址", "\(path)：伺服器回答 \(status)；請檢查位址", english)
  case .askedToWait(let status, let host, let seconds):
    Wording(
      "\(host) 要求稍候（\(status)）；\(seconds.map { time($0).simplified + "后" } ?? "以后")再试",
      "\(host) 要求稍候（\(status)）；\(seconds.map { time($0).traditional + "後" } ?? "以後")再試", english)
  case .redirectLoop(let path):
    Wording("\(path)：服务器的转向没有尽头；请检查地址", "\(path)：伺服器的轉址沒有盡頭；請檢查位址", english)
  case .redirectRefused(let path, let address):
    Wording("\(path)：服务器要转到 \(address)，不去那里", "\(path)：伺服器要轉到 \(address)，不去那裡", english)
  case .notThePage(let path):
    Wording(
      "\(path)：来的是别的网页（拦截页或登录页？）；请检查网络", "\(path)：來的是別的網頁（攔截頁或登入頁？）；請檢查網路", english)
  case .empty(let path):
    Wording("\(path)：服务器送来的是空的；以后再试", "\(path)：伺服器送來的是空的；以後再試", english)
  case .gitMissing: Wording("没有 git；请安装 git，或改用网址", "沒有 git；請安裝 git，或改用網址", english)
  case .gitPassword(let address):
    Wording(
      "\(address) 要用户名或密码；请先设好 git 的凭据，或换一个地址",
      "\(address) 要使用者名稱或密碼；請先設好 git 的憑證，或換一個位址", english)
  case .replaced(let address):
    Wording("\(address) 在读的时候重做了；下次更新接着读", "\(address) 在讀的時候重做了；下次更新接著讀", english)
  case .git(let line): Wording("git 出错：\(line)", "git 出錯：\(line)", english)
  case .unknownFile(let path):
    Wording(
      "\(path) 既不是 tar，也不是 git bundle；请重新取得，单篇文章请用 kanbao show",
      "\(path) 既不是 tar，也不是 git bundle；請重新取得，單篇文章請用 kanbao show", english)
  case .damagedFile(let path, let reason):
    Wording(
      "\(path) 已损坏：\(told(reason).simplified)；请重新取得", "\(path) 已損壞：\(told(reason).traditional)；請重新取得", english
    )
  case .unwritable(let path, let reason):
    Wording(
      "\(path) 写不了：\(told(reason).simplified)；请检查路径、权限和剩余空间",
      "\(path) 寫不了：\(told(reason).traditional)；請檢查路徑、權限和剩餘空間", english)
  }
}

/// A time to wait, as one says it.
private func time(_ seconds: Int) -> (simplified: String, traditional: String) {
  let (count, unit) = SyncError.time(seconds)
  return switch unit {
  case .second: ("\(count) 秒", "\(count) 秒")
  case .minute: ("\(count) 分钟", "\(count) 分鐘")
  case .hour: ("\(count) 小时", "\(count) 小時")
  case .day: ("\(count) 天", "\(count) 天")
  }
}
