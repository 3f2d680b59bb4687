// Compressed bodies, made plain. libcurl could do it, but takes a compressed body that was cut short for whole
// (tried: 7.88, gzip, deflate and zstd with a Content-Length to match); here, one that does not reach its own end
// is cut short, and none grows beyond a limit.

import CBrotli
import CZlib
import CZstd

/// How a body is compressed (RFC 9110 §8.4.1).
enum ContentCoding: String {
  case gzip
  case brotli = "br"
  case zstd

  /// What servers are told.
  static let accepted = "Accept-Encoding: gzip, \(kanbao_has_brotli() ? "br, " : "")zstd"

  enum Failure: Error {
    /// It ends before its end.
    case cutShort
    /// It is no such thing.
    case damaged
    /// It would be larger than the limit.
    case tooLarge
  }

  /// The plain bytes, at most `limit`.
  func plain(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
    switch self {
    case .gzip: try inflated(bytes, limit: limit)
    case .brotli: try brotliDecoded(bytes, limit: limit)
    case .zstd: try zstdDecoded(bytes, limit: limit)
    }
  }
}

/// Calls `step` with a buffer to fill until it says that all is done. It gives the number of bytes it has put in;
/// putting none in without being done means that the bytes have run out.
private func gathered(
  limit: Int, _ step: (UnsafeMutableBufferPointer<UInt8>) -> (count: Int, state: StepState)
) throws(ContentCoding.Failure) -> [UInt8] {
  var result: [UInt8] = []
  let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 65_536)
  defer { buffer.deallocate() }
  while true {
    let (count, state) = step(buffer)
    result += buffer.prefix(count)
    if result.count > limit { throw .tooLarge }
    switch state {
    case .done: return result
    case .damaged: throw .damaged
    case .more where count == 0: throw .cutShort
    case .more, .next: continue
    }
  }
}

/// What follows a step: more of the same; the next of several parts, which are one content; or an end.
private enum StepState { case more, next, done, damaged }

/// Whether another member follows (RFC 1952 §2.2): what else follows means nothing.
private func isMember(_ rest: z_stream) -> Bool {
  rest.avail_in >= 2 && rest.next_in[0] == 0x1F && rest.next_in[1] == 0x8B
}

private func inflated(_ bytes: [UInt8], limit: Int) throws(ContentCoding.Failure) -> [UInt8] {
  let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  stream.initialize(to: z_stream())
  defer { stream.deallocate() }
  // 16 is for gzip, 15 for the largest window.
  guard inflateInit2_(stream, 16 + 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
    throw .damaged
  }
  defer { inflateEnd(stream) }
  let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
  defer { input.deallocate() }
  _ = input.initialize(from: bytes)
  stream.pointee.next_in = input.baseAddress
  stream.pointee.avail_in = UInt32(bytes.count)
  return try gathered(limit: limit) { buffer in
    stream.pointee.next_out = buffer.baseAddress
    stream.pointee.avail_out = UInt32(buffer.count)
    let code = inflate(stream, Z_NO_FLUSH)
    let count = buffer.count - Int(stream.pointee.avail_out)
    switch code {
    case Z_STREAM_END where isMember(stream.pointee):
      return (count, inflateReset(stream) == Z_OK ? .next : .damaged)
    case Z_STREAM_END: return (count, .done)
    case Z_OK, Z_BUF_ERROR: return (count, .more)
    default: return (count, .damaged)
    }
  }
}

private func brotliDecoded(_ bytes: [UInt8], limit: Int) throws(ContentCoding.Failure) -> [UInt8] {
  guard let decoder = BrotliDecoderCreateInstance(nil, nil, nil) else { throw .damaged }
  defer { BrotliDecoderDestroyInstance(decoder) }
  var used = 0
  return try gathered(limit: limit) { buffer in
    bytes.withUnsafeBufferPointer { all in
      var left = all.count - used, room = buffer.count
      var input = all.baseAddress.map { $0 + used }, output = buffer.baseAddress
      let result = BrotliDecoderDecompressStream(decoder, &left, &input, &room, &output, nil)
      used = all.count - left
      let count = buffer.count - room
      switch result {
      case BROTLI_DECODER_RESULT_SUCCESS: return (count, .done)
      case BROTLI_DECODER_RESULT_ERROR: return (count, .damaged)
      default: return (count, .more)
      }
    }
  }
}

private func zstdDecoded(_ bytes: [UInt8], limit: Int) throws(ContentCoding.Failure) -> [UInt8] {
  guard let decoder = ZSTD_createDStream() else { throw .damaged }
  defer { ZSTD_freeDStream(decoder) }
  // RFC 9659: a window of 8 MB at most on the web.
  ZSTD_DCtx_setParameter(decoder, ZSTD_d_windowLogMax, 23)
  var used = 0
  return try gathered(limit: limit) { buffer in
    bytes.withUnsafeBufferPointer { all in
      var input = ZSTD_inBuffer(src: all.baseAddress, size: all.count, pos: used)
      var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
      let result = ZSTD_decompressStream(decoder, &output, &input)
      used = input.pos
      if ZSTD_isError(result) != 0 { return (output.pos, .damaged) }
      return (output.pos, result > 0 ? .more : used < all.count ? .next : .done)
    }
  }
}
