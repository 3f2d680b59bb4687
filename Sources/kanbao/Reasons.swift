// Why something failed, as the system and its libraries say it in English, in the reader's language. What is not known
// here is told as it is.

import Glibc

enum Reasons {
  /// A reason in all languages.
  static func wording(_ given: String) -> Wording {
    let reason = given.hasPrefix(curls) ? String(given.dropFirst(curls.count)) : given
    guard
      let (simplified, traditional) = known[reason]
        ?? beginnings.first(where: { reason.hasPrefix($0.key) })?.value
    else { return Wording(given, given, given) }
    return Wording(simplified, traditional, given)
  }

  /// Why a call of the system failed.
  static func wording(ofError number: Int32) -> Wording { wording(String(cString: strerror(number))) }

  /// What libcurl puts before OpenSSL's reason.
  private static let curls = "SSL certificate problem: "

  private static let beginnings: [String: (String, String)] = [
    "SSL: no alternative certificate subject name": ("是别的网站的", "是別的網站的"),
    "SSL: certificate subject name": ("是别的网站的", "是別的網站的"),
    "Truncated input file": ("不完整", "不完整"),
    "Lzma library error": ("不完整，或已损坏", "不完整，或已損壞"),
    "Zstd decompression failed": ("已损坏", "已損壞"),
    "no connection within ": ("连不上", "連不上"),
    "it begins with none of ": ("开头不是 http、https、socks5 之类", "開頭不是 http、https、socks5 之類"),
  ]

  private static let known: [String: (String, String)] = [
    // The system's.
    "No such file or directory": ("没有这个文件或文件夹", "沒有這個檔案或資料夾"),
    "Permission denied": ("没有权限", "沒有權限"),
    "Operation not permitted": ("没有权限", "沒有權限"),
    "Is a directory": ("是文件夹", "是資料夾"),
    "Not a directory": ("路径中有一段不是文件夹", "路徑中有一段不是資料夾"),
    "No space left on device": ("磁盘已满", "磁碟已滿"),
    "Disk quota exceeded": ("超出了磁盘配额", "超出了磁碟配額"),
    "Read-only file system": ("文件系统只读", "檔案系統唯讀"),
    "Input/output error": ("磁盘读写出错", "磁碟讀寫出錯"),
    "File name too long": ("文件名太长", "檔名太長"),
    "File too large": ("文件太大", "檔案太大"),
    "Too many open files": ("打开的文件太多", "開啟的檔案太多"),
    "Broken pipe": ("对方已经离开", "對方已經離開"),
    "disk I/O error": ("磁盘读写出错", "磁碟讀寫出錯"),
    "unable to open database file": ("打不开", "打不開"),
    "Connection refused": ("拒绝连接", "拒絕連線"),
    // Kanbao's own.
    "it is empty": ("是空的", "是空的"),
    "it is cut short": ("不完整", "不完整"),
    "it holds only what came after an earlier bundle": ("只有上一个包之后的新内容", "只有上一個包之後的新內容"),
    "the server has no such repository": ("服务器上没有这个仓库", "伺服器上沒有這個倉庫"),
    "it belongs to another account": ("是别的账号的", "是別的帳號的"),
    "it is not a folder": ("不是文件夹", "不是資料夾"),
    "no memory": ("内存不足", "記憶體不足"),
    "it unpacks to more than any mirror holds": ("解开后比任何镜像都大", "解開後比任何鏡像都大"),
    "it has more entries than any mirror": ("文件比任何镜像都多", "檔案比任何鏡像都多"),
    "its header has no end": ("响应头太长", "回應標頭太長"),
    "its names are longer than any mirror's": ("文件名比任何镜像都长", "檔名比任何鏡像都長"),
    "its name is not found": ("找不到这个名字", "找不到這個名字"),
    "it holds no certificates that can be read": ("没有读得了的证书", "沒有讀得了的憑證"),
    "it is no file": ("不是文件", "不是檔案"),
    "it is no file any more": ("已不是文件", "已不是檔案"),
    "it is damaged": ("已损坏", "已損壞"),
    "it is not gzip, as it says": ("说是 gzip，其实不是", "說是 gzip，其實不是"),
    "its MANIFEST is not as it was": ("其中的 MANIFEST 改动过", "其中的 MANIFEST 改動過"),
    "Unsupported proxy scheme": ("这种代理不支持", "這種代理不支援"),
    "it answers 407": ("代理要用户名和密码（407）", "代理要使用者名稱和密碼（407）"),
    // libarchive's.
    "Truncated zstd input": ("不完整", "不完整"),
    "truncated gzip input": ("不完整", "不完整"),
    "Truncated tar archive": ("不完整", "不完整"),
    "truncated bzip2 input": ("不完整", "不完整"),
    "bzip decompression failed": ("已损坏", "已損壞"),
    "Damaged tar archive": ("已损坏", "已損壞"),
    // OpenSSL's.
    "certificate has expired": ("已过期", "已過期"),
    "certificate is not yet valid": ("还没生效", "還沒生效"),
    "self-signed certificate": ("是自签的", "是自簽的"),
    "self-signed certificate in certificate chain": ("证书链里有自签的", "憑證鏈裡有自簽的"),
    "unable to get local issuer certificate": ("签发者不明", "簽發者不明"),
  ]
}
