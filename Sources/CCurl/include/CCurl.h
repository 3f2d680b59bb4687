// libcurl for Swift: its variadic calls, one wrapper for each type of value, and what the kernel knows of a socket.
#ifndef KANBAO_CCURL_H
#define KANBAO_CCURL_H

#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>
#include <stdint.h>

/// Sets an option whose value is a whole number or a switch.
static inline CURLcode kanbao_set_number(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
/// Sets an option whose value is a number of bytes.
static inline CURLcode kanbao_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}
/// Sets an option whose value is text, which libcurl copies.
static inline CURLcode kanbao_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}
/// Sets an option whose value is a list, which must outlive the transfer.
static inline CURLcode kanbao_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}
/// Sets what callbacks are given, or where errors are written.
static inline CURLcode kanbao_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}
/// Sets who takes the body's bytes or the header lines.
static inline CURLcode kanbao_set_taker(CURL *handle, CURLoption option, curl_write_callback value) {
  return curl_easy_setopt(handle, option, value);
}
/// Sets who opens sockets.
static inline CURLcode kanbao_set_opener(CURL *handle, curl_opensocket_callback value) {
  return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, value);
}
/// Sets who closes sockets.
static inline CURLcode kanbao_set_closer(CURL *handle, curl_closesocket_callback value) {
  return curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, value);
}
/// Sets who sees a connection before a request is sent on it.
static inline CURLcode kanbao_set_checker(CURL *handle, curl_prereq_callback value) {
  return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, value);
}
/// Lets a transfer speak HTTP only, and end without waiting for a name that is being looked up.
static inline void kanbao_restrict(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
#if LIBCURL_VERSION_NUM >= 0x075700
  curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
#endif
}
/// Sets an option of all transfers together.
static inline CURLMcode kanbao_set_together(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}
/// What libcurl knows of a transfer: a whole number.
static inline long kanbao_number(CURL *handle, CURLINFO info) {
  long value = 0;
  curl_easy_getinfo(handle, info, &value);
  return value;
}
/// What libcurl knows of a transfer: a number of bytes or of microseconds.
static inline curl_off_t kanbao_size(CURL *handle, CURLINFO info) {
  curl_off_t value = 0;
  curl_easy_getinfo(handle, info, &value);
  return value;
}
/// What libcurl knows of a transfer: text, which lives as long as the transfer; null where there is none.
static inline const char *kanbao_text(CURL *handle, CURLINFO info) {
  char *value = NULL;
  curl_easy_getinfo(handle, info, &value);
  return value;
}
/// The socket a transfer used; -1 where it is closed.
static inline curl_socket_t kanbao_socket(CURL *handle) {
  curl_socket_t value = CURL_SOCKET_BAD;
  curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &value);
  return value;
}

/// Bytes a TCP connection has received and sent so far, handshakes of TLS among them. 0 where the kernel cannot say.
uint64_t kanbao_moved(int socket);

#endif
