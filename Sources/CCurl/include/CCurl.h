// libcurl for Swift: its variadic calls, one wrapper for each type of value, and what the kernel knows of a socket.
// libcurl is loaded when it is first called: it and the thirty libraries it needs would cost every start of the
// program a third of its time and of its memory, whether anything is fetched or not.
#ifndef KANBAO_CCURL_H
#define KANBAO_CCURL_H

#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>
#include <stdint.h>

/// Whether libcurl can be loaded.
_Bool kanbao_has_curl(void);

/// A part of an address, to be freed with `curl_free`.
CURLUcode kanbao_url_get(CURLU *url, CURLUPart part, char **text);

// The variadic functions, once libcurl is loaded.
typedef CURLcode (*kanbao_option_setter)(CURL *handle, CURLoption option, ...);
typedef CURLcode (*kanbao_info_getter)(CURL *handle, CURLINFO info, ...);
typedef CURLMcode (*kanbao_multi_option_setter)(CURLM *multi, CURLMoption option, ...);
kanbao_option_setter kanbao_easy_setopt(void);
kanbao_info_getter kanbao_easy_getinfo(void);
kanbao_multi_option_setter kanbao_multi_setopt(void);

/// Sets an option whose value is a whole number or a switch.
static inline CURLcode kanbao_set_number(CURL *handle, CURLoption option, long value) {
  return kanbao_easy_setopt()(handle, option, value);
}
/// Sets an option whose value is a number of bytes.
static inline CURLcode kanbao_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return kanbao_easy_setopt()(handle, option, value);
}
/// Sets an option whose value is text, which libcurl copies.
static inline CURLcode kanbao_set_text(CURL *handle, CURLoption option, const char *value) {
  return kanbao_easy_setopt()(handle, option, value);
}
/// Sets an option whose value is a list, which must outlive the transfer.
static inline CURLcode kanbao_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return kanbao_easy_setopt()(handle, option, value);
}
/// Sets what callbacks are given, or where errors are written.
static inline CURLcode kanbao_set_pointer(CURL *handle, CURLoption option, void *value) {
  return kanbao_easy_setopt()(handle, option, value);
}
/// Sets who takes the body's bytes or the header lines.
static inline CURLcode kanbao_set_taker(CURL *handle, CURLoption option, curl_write_callback value) {
  return kanbao_easy_setopt()(handle, option, value);
}
/// Sets who opens sockets.
static inline CURLcode kanbao_set_opener(CURL *handle, curl_opensocket_callback value) {
  return kanbao_easy_setopt()(handle, CURLOPT_OPENSOCKETFUNCTION, value);
}
/// Sets who closes sockets.
static inline CURLcode kanbao_set_closer(CURL *handle, curl_closesocket_callback value) {
  return kanbao_easy_setopt()(handle, CURLOPT_CLOSESOCKETFUNCTION, value);
}
/// Sets who sees a connection before a request is sent on it.
static inline CURLcode kanbao_set_checker(CURL *handle, curl_prereq_callback value) {
  return kanbao_easy_setopt()(handle, CURLOPT_PREREQFUNCTION, value);
}
/// Lets a transfer speak HTTP only, and end without waiting for a name that is being looked up.
static inline void kanbao_restrict(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
  kanbao_easy_setopt()(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  kanbao_easy_setopt()(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
#if LIBCURL_VERSION_NUM >= 0x075700
  kanbao_easy_setopt()(handle, CURLOPT_QUICK_EXIT, 1L);
#endif
}
/// Sets an option of all transfers together.
static inline CURLMcode kanbao_set_together(CURLM *multi, CURLMoption option, long value) {
  return kanbao_multi_setopt()(multi, option, value);
}
/// What libcurl knows of a transfer: a whole number.
static inline long kanbao_number(CURL *handle, CURLINFO info) {
  long value = 0;
  kanbao_easy_getinfo()(handle, info, &value);
  return value;
}
/// What libcurl knows of a transfer: a number of bytes or of microseconds.
static inline curl_off_t kanbao_size(CURL *handle, CURLINFO info) {
  curl_off_t value = 0;
  kanbao_easy_getinfo()(handle, info, &value);
  return value;
}
/// What libcurl knows of a transfer: text, which lives as long as the transfer; null where there is none.
static inline const char *kanbao_text(CURL *handle, CURLINFO info) {
  char *value = NULL;
  kanbao_easy_getinfo()(handle, info, &value);
  return value;
}
/// The socket a transfer used; -1 where it is closed.
static inline curl_socket_t kanbao_socket(CURL *handle) {
  curl_socket_t value = CURL_SOCKET_BAD;
  kanbao_easy_getinfo()(handle, CURLINFO_ACTIVESOCKET, &value);
  return value;
}

/// Bytes a TCP connection has received and sent so far, handshakes of TLS among them. 0 where the kernel cannot say.
uint64_t kanbao_moved(int socket);

#endif
